"""What makes a text another one, and what doesn't."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jkreport.languages import LANGUAGES
from jkreport.translate import as_marked, change
from jkreport.translate.forms import fingerprint, plain_form

JA, KO = LANGUAGES["ja"], LANGUAGES["ko"]
SAME = [
    ("ja", "貿易は\n伸びた。", "貿易は伸びた。\n"),
    ("ko", "무역은\n늘었다.", "무역은 늘었다."),
    ("ko", "무역은   늘었다.", "무역은 늘었다."),
    ("ja", "\u30d5\u309a", "\u30d7"),
    ("ja", "{{ data.trade.total[2011] }}である。", "{{data.trade.total[2012]}}である。"),
    ("ko", "{{ data.share['JP',\n 2011] }} 늘", "{{ data.share['JP', 2012] }} 늘"),
    ("ja", "一。\n\n\n二。", "  一。\n \n二。"),
]  # fmt: skip
OTHER = [
    ("ja", "貿易は\n伸びた。", "貿易は\n\n伸びた。"),
    ("ko", "무역은 늘었다.", "무역은늘었다."),
    ("ja", "2011年", "2012年"),
    ("ja", "{{ data.trade.total[2011] }}", "{{ data.trade.exports[2011] }}"),
    ("ja", "- 一\n- 二", "- 一- 二"),
    ("ko", "하나  \n둘", "하나\n둘"),
]


@pytest.mark.parametrize(("code", "one", "other"), SAME)
def test_what_only_the_file_shows_makes_no_text_another_one(
    code: str, one: str, other: str
) -> None:
    assert fingerprint(one, LANGUAGES[code]) == fingerprint(other, LANGUAGES[code])


@pytest.mark.parametrize(("code", "one", "other"), OTHER)
def test_other_words_make_a_text_another_one(code: str, one: str, other: str) -> None:
    assert fingerprint(one, LANGUAGES[code]) != fingerprint(other, LANGUAGES[code])


@given(text=st.text(max_size=80), code=st.sampled_from(sorted(LANGUAGES)))
def test_the_compared_form_of_a_compared_form_is_itself(text: str, code: str) -> None:
    form = plain_form(text, LANGUAGES[code])
    again = plain_form("\n\n".join(form), LANGUAGES[code])
    assert plain_form("\n\n".join(again), LANGUAGES[code]) == again


def test_a_change_is_told_by_characters_or_by_words() -> None:
    assert (
        as_marked(change("貿易は伸びた。", "貿易は縮んだ。", JA)) == "貿易は[-伸びた-]{+縮んだ+}。"
    )
    assert as_marked(change("무역은 크게 늘었다.", "무역은 조금 늘었다.", KO)) == (
        "무역은 [-크게-]{+조금+} 늘었다."
    )


def test_a_change_is_shown_with_a_little_around_it() -> None:
    before = "前" * 60 + "古" + "後" * 60
    marked = as_marked(change(before, before.replace("古", "新"), JA))
    assert marked == "…" + "前" * 24 + "[-古-]{+新+}" + "後" * 24 + "…"


@given(before=st.text(max_size=40), after=st.text(max_size=40), code=st.sampled_from(["ja", "ko"]))
def test_the_pieces_of_a_change_give_both_texts(before: str, after: str, code: str) -> None:
    pieces = change(before, after, LANGUAGES[code])
    assert "".join(each.before for each in pieces) == before
    assert "".join(each.after for each in pieces) == after
