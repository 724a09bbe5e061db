"""What the sources say is found in their syntax trees, as templates."""

from pathlib import Path

import pytest
from tools.catalogue import Said, State, explained_in, said, state, write

from jkreport.languages import LANGUAGES
from jkreport.messages import Messages
from jkreport.messages.catalogue import read_catalogue

MODULE = '''
"""A module that says something."""

import re

PATTERN = re.compile("words that are matched")
HTML = '<span lang="{}">two words</span>'


def tell(problems, place, name, names):
    """Nobody is told this."""
    problems.add(place, f"there is no table '{name}'", "write it out")
    problems.add(place, "did you mean " + " or ".join(names) + "?")
    log("Page number '%s' is on page %d", 1, 2)
    raise ValueError(f"{len(names):,} rows are {'too many' if names else 'too few'} here")
'''
COMMAND = '''
@click.command(epilog="\\b\\nExamples:\\n  jkreport build one")
@click.option("--all", help="Every brief.")
def build():
    """Build briefs,
    all of them.

    Status 4: not the same.
    """
'''
BEFORE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "write it out"
msgstr "書いてください"

msgid "said no more"
msgstr "昔の文"

#. said elsewhere: click
msgid "Options"
msgstr "オプション"

msgctxt "there is no table '{0}'"
msgid "word"
msgstr "語"
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "cli").mkdir()
    (tmp_path / "rows.py").write_text(MODULE, "utf-8")
    (tmp_path / "cli" / "building.py").write_text(COMMAND, "utf-8")
    return tmp_path


def test_texts_and_templates_are_found_and_nothing_else(source: Path) -> None:
    assert sorted(said(source).values(), key=lambda each: each.text) == [
        Said("Build briefs, all of them.", modules=("cli/building.py",)),
        Said("Every brief.", modules=("cli/building.py",)),
        Said("Examples:", modules=("cli/building.py",)),
        Said(
            "Page number '{0}' is on page {1}",
            template=True, slots=("%s", "%d"), modules=("rows.py",),
        ),
        Said("Status 4: not the same.", modules=("cli/building.py",)),
        Said(
            "did you mean {0}?",
            template=True, slots=("' or '.join(names)",), modules=("rows.py",),
        ),
        Said("there is no table '{0}'", template=True, slots=("name",), modules=("rows.py",)),
        Said("too few", modules=("rows.py",)),
        Said("too many", modules=("rows.py",)),
        Said("write it out", modules=("rows.py",)),
        Said(
            "{0} rows are {1} here",
            template=True, slots=("len(names)", "'too many' if names else 'too few'"), modules=("rows.py",),
        ),
    ]  # fmt: skip


def test_a_catalogue_is_brought_up_to_date(source: Path, tmp_path: Path) -> None:
    import polib  # noqa: PLC0415 - only these tests need it

    file = tmp_path / "ja.po"
    file.write_text(BEFORE, "utf-8")
    sources = said(source)
    missing = {each.text for each in state(file, sources).missing}
    assert missing == sources.keys() - {"write it out"}
    assert "said no more" in state(file, sources).stale
    write(file, sources)
    assert {each.text for each in state(file, sources).missing} == missing
    assert state(file, sources).stale == ()
    entries = {each.msgid: each for each in polib.pofile(str(file))}
    assert entries.keys() == sources.keys() | {"Options", "word"}
    assert (entries["write it out"].msgstr, entries["Options"].msgstr) == (
        "書いてください",
        "オプション",
    )
    assert entries["there is no table '{0}'"].flags == ["python-brace-format"]
    before = file.read_bytes()
    write(file, sources)
    assert file.read_bytes() == before


def test_a_complete_catalogue_lacks_nothing(source: Path, tmp_path: Path) -> None:
    import polib  # noqa: PLC0415 - only these tests need it

    file = tmp_path / "ko.po"
    file.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n', "utf-8")
    write(file, said(source))
    catalogue = polib.pofile(str(file))
    for each in catalogue:
        each.msgstr = each.msgid
    catalogue.save()
    assert state(file, said(source)) == State()
    assert len(list(read_catalogue(file.read_text("utf-8")))) == len(said(source))


def test_an_example_prints_in_another_language_what_it_prints_in_english() -> None:
    text = (
        'msgid "unknown key"\nmsgstr "不明なキー"\n\n'
        '#, python-brace-format\nmsgid "  hint: {0}"\nmsgstr "  ヒント: {0}"\n'
    )

    messages = Messages(LANGUAGES["ja"], read_catalogue(text))
    example = (
        "--- content/a.yaml\nunknown key\n$ jkreport check\na.yaml:1:1: JK201 unknown key\n"
        "  1 | unknown key\n    | ^\n  hint: unknown key\n"
    )
    assert explained_in(example, messages) == (
        "--- content/a.yaml\nunknown key\n$ jkreport check\na.yaml:1:1: JK201 不明なキー\n"
        "  1 | unknown key\n    | ^\n  ヒント: 不明なキー\n"
    )
