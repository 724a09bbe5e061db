"""A wording is written at its place, and every other byte of the file stays."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jkreport.diagnostics import Problems
from jkreport.load.entry import Entry
from jkreport.load.yaml import Pairs, parse
from jkreport.model.text import Localized
from jkreport.translate.splice import Edit, spliced

FILE = "content/sections/part.yaml"


def text_of(data: bytes, key: str = "text") -> Localized:
    problems = Problems()
    node = parse(FILE, data, problems)
    assert isinstance(node, Pairs)
    assert problems.found == []
    return Entry(pairs=node, problems=problems).localized(key)


def written(data: bytes, new: str, code: str = "ko") -> bytes:
    problems = Problems()
    edit = Edit(text=text_of(data), code=code, value=new)
    after, done = spliced(FILE, data, [edit], problems)
    assert (problems.found, done) == ([], (edit,))
    assert text_of(after)[code].value.strip() == new
    return after


PLACES: Mapping[str, tuple[str, str, str]] = {
    "plain": (
        "text: {ja: 本文, ko: 본문}  # read\n",
        "새 글",
        "text: {ja: 本文, ko: 새 글}  # read\n",
    ),
    "plain that has to be quoted": (
        "text: {ja: 本文, ko: 본문}\n",
        "하나, 둘",
        "text: {ja: 本文, ko: '하나, 둘'}\n",
    ),
    "single": ("text: {ja: 本, ko: '본문'}\n", "Kim's 글", "text: {ja: 本, ko: 'Kim''s 글'}\n"),
    "double": ('text: {ja: 本, ko: "본문"}\n', 'a "b"', 'text: {ja: 本, ko: "a \\"b\\""}\n'),
    "lines within braces": (
        "text: {ja: 本, ko: 본문}\n",
        "하나\n\n둘",
        'text: {ja: 本, ko: "하나\\n\\n둘"}\n',
    ),
    "a key's own line": (
        "text:\n  ja: 本文 # Tokyo\n  ko: 본문 # Seoul\nzz: 1\n",
        "새 글",
        "text:\n  ja: 本文 # Tokyo\n  ko: 새 글 # Seoul\nzz: 1\n",
    ),
    "lines where there was one": (
        "text:\n  ja: 本文\n  ko: 본문\nzz: 1\n",
        "하나\n\n둘",
        "text:\n  ja: 本文\n  ko: |-\n    하나\n\n    둘\nzz: 1\n",
    ),
    "lines where a comment follows": (
        "text:\n  ja: 本文\n  ko: 본문 # Seoul\nzz: 1\n",
        "하나\n둘",
        'text:\n  ja: 本文\n  ko: "하나\\n둘" # Seoul\nzz: 1\n',
    ),
    "literal": (
        "text:\n  ja: |\n    本文\n  ko: |  # as it stands\n      본문\n      글\n\n  # below\nzz: 1\n",
        "하나\n\n둘",
        "text:\n  ja: |\n    本文\n  ko: |  # as it stands\n      하나\n\n      둘\n\n  # below\nzz: 1\n",
    ),
    "literal without a last line end": (
        "text:\n  ko: |-\n    본문\n  ja: 本文\n",
        "하나",
        "text:\n  ko: |-\n    하나\n  ja: 本文\n",
    ),
    "literal, then a comment": (
        "text:\n  ja: 本文\n  ko: |\n    본문\n# a comment\nzz: 1\n",
        "하나",
        "text:\n  ja: 本文\n  ko: |\n    하나\n# a comment\nzz: 1\n",
    ),
    "folded": (
        "text:\n  ja: 本文\n  ko: >\n    본문\n    글\nzz: 1\n",
        "하나\n둘",
        "text:\n  ja: 本文\n  ko: >\n    하나\n\n    둘\nzz: 1\n",
    ),
    "the last line without an end": ("text: {ja: 本, ko: 본문}", "글", "text: {ja: 本, ko: 글}"),
    "the last literal without an end": (
        "text:\n  ja: 本\n  ko: |\n    본문",
        "글",
        "text:\n  ja: 本\n  ko: |\n    글",
    ),
    "missing within braces": ("text: {ja: 本文}\n", "글: 둘", "text: {ja: 本文, ko: '글: 둘'}\n"),
    "missing": ("text:\n  ja: 本文 # Tokyo\nzz: 1\n", "글", "text:\n  ja: 本文 # Tokyo\n  ko: 글\nzz: 1\n"),
    "missing after a literal": (
        "text:\n  ja: |\n    本文\n\n    二\n\nzz: 1\n",
        "하나\n\n둘",
        "text:\n  ja: |\n    本文\n\n    二\n  ko: |\n    하나\n\n    둘\n\nzz: 1\n",
    ),
    "missing at the end of a file": ("text:\n  ja: 本文", "글", "text:\n  ja: 本文\n  ko: 글"),
    "empty": ("text:\n  ja: 本文\n  ko:\nzz: 1\n", "글", "text:\n  ja: 本文\n  ko: 글\nzz: 1\n"),
    "a plain text over lines": (
        "text:\n  ja: 本文\n  ko: 본문이\n    길다\nzz: 1\n",
        "글",
        "text:\n  ja: 本文\n  ko: 글\nzz: 1\n",
    ),
    "what YAML would take for nothing": (
        "text: {ja: 本, ko: 본}\n",
        "null",
        "text: {ja: 本, ko: 'null'}\n",
    ),
    "a tag before the text": (
        "text: {ja: 本, ko: !!str 본문}\n",
        "글",
        "text: {ja: 本, ko: !!str 글}\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "bom"])
def test_a_wording_is_written_at_its_place(name: str, newline: str, mark: str) -> None:
    before, new, after = PLACES[name]
    data, expected = (
        (mark + each.replace("\n", newline)).encode("utf-8") for each in (before, after)
    )
    assert written(data, new).decode("utf-8") == expected.decode("utf-8")


AROUND = st.sampled_from([before for before, _, _ in PLACES.values()])
WORDING = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp", "Cf"])
    | st.sampled_from("\n:#'\"|>{}[],&*!%@`- "),
    min_size=1,
    max_size=40,
).map(str.strip).filter(bool)  # fmt: skip


@given(before=AROUND, new=WORDING)
def test_any_wording_is_written_and_read_again(before: str, new: str) -> None:
    data = before.encode("utf-8")
    after = written(data, new)
    rest = text_of(data)["ja"].value
    assert text_of(after)["ja"].value == rest


@given(before=AROUND, new=WORDING)
def test_writing_the_old_wording_again_gives_the_old_file_back(before: str, new: str) -> None:
    data = before.encode("utf-8")
    if "ko" not in text_of(data).texts:
        return
    old = text_of(data)["ko"].value.strip()
    once = written(data, new)
    if old:
        again = written(once, old)
        assert text_of(again)["ko"].value.strip() == old


def test_several_wordings_are_written_at_once() -> None:
    data = "title: {ja: 章, ko: 장}\ntext: {ja: 本文}\n".encode()
    problems = Problems()
    edits = [
        Edit(text=text_of(data), code="ko", value="글"),
        Edit(text=text_of(data, "title"), code="ja", value="節"),
    ]
    after, done = spliced(FILE, data, edits, problems)
    assert (problems.found, done) == ([], tuple(edits))
    assert after.decode() == "title: {ja: 節, ko: 장}\ntext: {ja: 本文, ko: 글}\n"


def test_what_no_way_of_writing_is_read_as_is_refused() -> None:
    data = "text: {ja: 本文, ko: 본문}\n".encode()
    problems = Problems()
    edit = Edit(text=text_of(data), code="ko", value="a\x07b")
    assert spliced(FILE, data, [edit], problems) == (data, ())
    assert [(each.code.value, each.place.line) for each in problems.found] == [("JK711", 1)]
