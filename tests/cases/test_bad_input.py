"""What bad input gets: each kind that was promised has its case files, or where the machine is at fault its tests."""

from pathlib import Path

import pytest

from jkreport.diagnostics import Code

HERE = Path(__file__).parent

PROMISED = {
    "YAML that doesn't parse": ("yaml/does-not-parse", Code.YAML_SYNTAX),
    "duplicate keys": ("yaml/duplicate-key", Code.YAML_DUPLICATE_KEY),
    "tabs": ("yaml/tab", Code.YAML_SYNTAX),
    "aliases that expand without end": ("yaml/billion-laughs", Code.YAML_REFUSED),
    "merge keys that expand without end": ("yaml/merge-keys-without-end", Code.YAML_REFUSED),
    "100,000 levels": ("yaml/deep-flow", Code.YAML_REFUSED),
    "unknown keys": ("structure/unknown-keys", Code.UNKNOWN_KEY),
    "missing keys": ("structure/missing-keys", Code.MISSING_KEY),
    "an unknown block kind": ("structure/unknown-kind", Code.UNKNOWN_KIND),
    "one language missing": ("structure/language-missing", Code.LANGUAGE_MISSING),
    "an id used twice": ("structure/id-twice", Code.DUPLICATE_ID),
    "a reference that doesn't exist": ("names/unknown-names", Code.NO_SUCH_REFERENCE),
    "a source that doesn't exist": ("names/unknown-names-of-blocks", Code.NO_SUCH_SOURCE),
    "a table or column that doesn't exist": ("names/unknown-names-of-blocks", Code.UNKNOWN_NAME),
    "a key that doesn't exist": ("names/unknown-names", Code.NO_SUCH_ROW),
    "an event that doesn't exist": ("names/unknown-names", Code.UNKNOWN_NAME),
    "a value that is missing or suppressed": ("values/no-number", Code.VALUE_MISSING),
    "a value that is no number, or infinite": ("data/not-a-number", Code.NOT_A_NUMBER),
    "a row longer than its header": ("data/row-longer", Code.TABLE_SHAPE),
    "a formula without a value": ("data/formula", Code.FORMULA_WITHOUT_VALUE),
    "an encoding other than the declared one": ("data/encoding", Code.TABLE_ENCODING),
    "a chart without data": ("data/chart-without-data", Code.NO_DATA),
    "a date that doesn't exist": ("values/dates", Code.BAD_DATE),
    "a section that includes itself": ("structure/section-contains-itself", Code.SECTION_CYCLE),
    "an image that is missing": ("images/missing", Code.FILE_MISSING),
    "an image that is cut short or broken": ("images/broken", Code.IMAGE_BROKEN),
    "an image that is huge": ("images/huge", Code.IMAGE_TOO_LARGE),
    "a table of more rows than a page budget allows": ("data/too-many-rows", Code.TABLE_TOO_LONG),
    "a path that leaves the workspace": ("files/outside", Code.PATH_OUTSIDE),
    "a template that loops without end": ("texts/endless", Code.TEXT_ENDLESS),
    "a template that reaches for attributes": ("texts/forbidden", Code.TEXT_FORBIDDEN),
    "an unknown brief": ("structure/no-such-brief", Code.NO_SUCH_BRIEF),
}
OF_THE_MACHINE = {
    "an output folder that can't be written": ("docs/diagnostics.md", "### JK903"),
    "a disk that is full": ("tests/cli/test_building.py", "ENOSPC"),
    "a lock that is held": ("docs/diagnostics.md", "### JK904"),
}


@pytest.mark.parametrize("what", PROMISED)
def test_bad_input_has_a_case_that_says_what_it_gets(what: str) -> None:
    name, code = PROMISED[what]
    _, _, expected = (HERE / f"{name}.txt").read_text("utf-8").partition("--- diagnostics\n")
    assert f": {code.value} " in expected


@pytest.mark.parametrize("what", OF_THE_MACHINE)
def test_what_the_machine_is_at_fault_for_is_tried_elsewhere(what: str) -> None:
    name, words = OF_THE_MACHINE[what]
    assert words in (HERE.parents[1] / name).read_text("utf-8")
