"""An English message is found again in the catalogue, whatever names and numbers stand in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jkreport.languages import LANGUAGES
from jkreport.messages import Messages, language_of, language_set, messages_in
from jkreport.messages.catalogue import Entry

JAPANESE, KOREAN = LANGUAGES["ja"], LANGUAGES["ko"]


def template(message: str, translation: str, context: str = "") -> Entry:
    return Entry(message, translation, context, template=True)


MESSAGES = Messages(
    KOREAN,
    [
        Entry("write it out", "그대로 쓰십시오"),
        Entry("term", "용어", "there is no {0} '{1}'"),
        template("there is no {0} '{1}'", "{0} '{1}'이(가) 없습니다"),
        template("'{0}' is {1}, not {2}", "'{0}'은(는) {2}이(가) 아니라 {1}입니다"),
        template("{0} (edition '{1}')", "{0}('{1}' 판)"),
        template("no glyph for {0} ({1})", "{0}의 글리프가 없습니다({1})"),
        template("{0}: {1}", "{0}: {1}"),
        template("{{{0}}} or {{}}", "{{{0}}} 또는 {{}}"),
    ],
)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("write it out", "그대로 쓰십시오"),
        ("there is no term 'term'", "용어 'term'이 없습니다"),
        ("there is no source 'a'", "source 'a'가 없습니다"),
        ("'GDP' is 3, not 12", "'GDP'는 12가 아니라 3입니다"),
        ("year: write it out", "year: 그대로 쓰십시오"),
        ("no glyph for A (U+41) (edition 'ja')", "A의 글리프가 없습니다(U+41)('ja' 판)"),
        ("{ja} or {}", "{ja} 또는 {}"),
        ("there is no term '이(가)'", "용어 '이(가)'가 없습니다"),
        ("nobody has said so", "nobody has said so"),
        ("term", "term"),
        ("", ""),
    ],
)
def test_a_message_is_said_with_what_stands_in_it(message: str, said: str) -> None:
    assert MESSAGES.said(message) == said


def test_words_that_mean_two_things_are_known_in_their_context_alone() -> None:
    messages = Messages(JAPANESE, [Entry("key", "キー", "show")])
    assert (messages.said("key"), messages.said("key", "show")) == ("key", "キー")


@given(st.text(), st.text())
def test_names_come_through_as_they_are(name: str, edition: str) -> None:
    message = f"there is no term '{name}'"
    assert name in MESSAGES.said(message)
    assert messages_in("ja").said(f"the brief '{name}' has no edition 'x{edition}'").count(name) > 0


@given(st.text())
def test_english_stays_english(text: str) -> None:
    assert messages_in("en").said(text) == messages_in("").said(text) == text


@pytest.mark.parametrize(
    ("environment", "people", "programs"),
    [
        ({}, "", ""),
        ({"LANG": "C"}, "", ""),
        ({"LANG": "ja_JP.UTF-8"}, "ja", ""),
        ({"LANG": "ja_JP", "LC_MESSAGES": "ko_KR.eucKR"}, "ko", ""),
        ({"LANG": "ja_JP", "LC_ALL": "POSIX"}, "", ""),
        ({"LANG": "ja_JP", "LC_ALL": ""}, "ja", ""),
        ({"LANG": "de_DE.UTF-8"}, "", ""),
        ({"LANG": "ja_JP", "JKREPORT_LANG": "ko"}, "ko", "ko"),
        ({"LANG": "ja_JP", "JKREPORT_LANG": "en"}, "", ""),
        ({"LANG": "ja_JP", "JKREPORT_LANG": "ko-KR"}, "ko", "ko"),
        ({"LANG": "ja_JP", "JKREPORT_LANG": "tlh"}, "", ""),
        ({"LANG": "ja_JP", "JKREPORT_LANG": ""}, "ja", ""),
    ],
)
def test_the_setting_goes_before_the_locale(
    environment: dict[str, str], people: str, programs: str
) -> None:
    assert (language_of(environment), language_set(environment)) == (people, programs)
