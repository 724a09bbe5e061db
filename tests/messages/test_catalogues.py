"""The catalogues are what gettext's tools take them for, and are well made."""

import re

import pytest
from tools.catalogue import CONTEXTS

from jkreport.messages.catalogue import Entry, read_catalogue
from jkreport.messages.translation import catalogues

CATALOGUES = {
    code: list(read_catalogue(file.read_text("utf-8"))) for code, file in catalogues().items()
}
SLOT = re.compile(r"\{\{|\}\}|\{\d+\}")
# Letters that a language has no use for.
FOREIGN = {"ja": re.compile("[가-힣]"), "ko": re.compile("[ぁ-ヿ]")}

each_language = pytest.mark.parametrize("code", sorted(CATALOGUES))


def slots(text: str) -> set[str]:
    return set(SLOT.findall(text)) - {"{{", "}}"}


def test_there_is_one_for_each_language_but_english() -> None:
    assert sorted(CATALOGUES) == ["ja", "ko"]


@each_language
def test_they_are_read_as_polib_reads_them(code: str) -> None:
    import polib  # noqa: PLC0415 - only this test needs it

    catalogue = polib.pofile(str(catalogues()[code]), check_for_duplicates=True)
    assert CATALOGUES[code] == [
        Entry(each.msgid, each.msgstr, each.msgctxt or "", "python-brace-format" in each.flags)
        for each in catalogue.translated_entries()
    ]


@each_language
def test_no_message_is_entered_twice(code: str) -> None:
    entered = [(each.context, each.message) for each in CATALOGUES[code]]
    assert sorted(entered) == sorted(set(entered))


def test_what_stands_in_several_lines_or_is_fuzzy_is_read_so() -> None:
    text = (
        'msgid ""\nmsgstr "Language: ja\\n"\n\n#. {0}: name\n#, fuzzy, python-brace-format\n'
        'msgid "a {0}"\nmsgstr "b"\n\nmsgctxt "show"\nmsgid ""\n"one\\n"\n"\\"two\\" \\\\ {0}"\nmsgstr "三"\n'
        '\nmsgid "untranslated"\nmsgstr ""\n'
    )
    assert list(read_catalogue(text)) == [Entry('one\n"two" \\ {0}', "三", "show")]


@each_language
def test_a_translation_has_the_slots_of_its_message(code: str) -> None:
    unequal = [
        (each.message, each.translation)
        for each in CATALOGUES[code]
        if each.template
        if slots(each.message) != slots(each.translation)
    ]
    assert unequal == []


@each_language
def test_what_has_slots_is_marked_as_a_template(code: str) -> None:
    marked = {each.message for each in CATALOGUES[code] if each.template}
    assert {each.message for each in CATALOGUES[code] if slots(each.message)} == marked


@each_language
def test_a_context_is_a_template_or_a_command(code: str) -> None:
    messages = {each.message for each in CATALOGUES[code]} | CONTEXTS
    contexts = {each.context for each in CATALOGUES[code] if each.context}
    assert contexts - messages == set()
    assert CONTEXTS - contexts == set()


@each_language
def test_single_words_are_known_in_a_context_alone(code: str) -> None:
    """A name in a slot could be the same word."""
    words = [each.message for each in CATALOGUES[code] if each.message.isalpha()]
    bare = [
        each.message for each in CATALOGUES[code] if not each.context and each.message.isalpha()
    ]
    assert (len(words) > 50, bare) == (True, [])


@each_language
def test_lines_are_kept_and_so_is_the_indent_of_what_begins_one(code: str) -> None:
    def form(text: str) -> tuple[int, int]:
        return len(text) - len(text.lstrip()) if text.startswith("  ") else 0, text.count("\n")

    changed = [
        (each.message, each.translation)
        for each in CATALOGUES[code]
        if form(each.message) != form(each.translation)
    ]
    assert changed == []


@each_language
def test_no_translation_has_letters_of_the_other_language(code: str) -> None:
    wrong = [
        each.translation for each in CATALOGUES[code] if FOREIGN[code].search(each.translation)
    ]
    assert wrong == []


@each_language
def test_only_what_ends_in_a_full_stop_is_translated_with_one(code: str) -> None:
    stopped = [
        each.translation
        for each in CATALOGUES[code]
        if each.translation.endswith(("。", "니다.", "십시오.")) and not each.message.endswith(".")
    ]
    assert stopped == []
