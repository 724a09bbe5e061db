"""The catalogues are what gettext's tools take them for, and are well made."""

import re

import polib
import pytest

from jkreport.messages.catalogue import Entry, read_catalogue
from jkreport.messages.translation import catalogues

CATALOGUES = {
    code: polib.pofile(str(file), check_for_duplicates=True) for code, file in catalogues().items()
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
    read = list(read_catalogue(catalogues()[code].read_text("utf-8")))
    assert read == [
        Entry(each.msgid, each.msgstr, each.msgctxt or "", "python-brace-format" in each.flags)
        for each in CATALOGUES[code].translated_entries()
    ]


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
        (each.msgid, each.msgstr)
        for each in CATALOGUES[code].translated_entries()
        if "python-brace-format" in each.flags
        if slots(each.msgid) != slots(each.msgstr)
    ]
    assert unequal == []


@each_language
def test_what_has_slots_is_marked_as_a_template(code: str) -> None:
    marked = {each.msgid for each in CATALOGUES[code] if "python-brace-format" in each.flags}
    assert {each.msgid for each in CATALOGUES[code] if slots(each.msgid)} == marked


@each_language
def test_a_context_is_a_template_or_a_command(code: str) -> None:
    messages = {each.msgid for each in CATALOGUES[code]} | {"show", "doctor"}
    contexts = {each.msgctxt for each in CATALOGUES[code] if each.msgctxt}
    assert contexts - messages == set()


@each_language
def test_lines_and_blanks_around_a_message_are_kept(code: str) -> None:
    def edges(text: str) -> tuple[str, int]:
        return text[: len(text) - len(text.lstrip())].replace("（", ""), text.count("\n")

    changed = [
        (each.msgid, each.msgstr)
        for each in CATALOGUES[code].translated_entries()
        if edges(each.msgid) != edges(each.msgstr) and not each.msgid.startswith(" (")
    ]
    assert changed == []


@each_language
def test_no_translation_has_letters_of_the_other_language(code: str) -> None:
    wrong = [each.msgstr for each in CATALOGUES[code] if FOREIGN[code].search(each.msgstr)]
    assert wrong == []


@each_language
def test_only_what_ends_in_a_full_stop_is_translated_with_one(code: str) -> None:
    stopped = [
        each.msgstr
        for each in CATALOGUES[code].translated_entries()
        if each.msgstr.endswith(("。", "니다.", "십시오.")) and not each.msgid.endswith(".")
    ]
    assert stopped == []
