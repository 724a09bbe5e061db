"""Fonts against the pins of a workspace."""

from pathlib import Path

import pytest

from jkreport.build import doctor
from jkreport.build.pins import check_pins
from jkreport.cache import Cache, user_cache
from jkreport.diagnostics import Code, Diagnostic, Place, Problems
from jkreport.model.store import FontPin
from jkreport.typeset import FontFile, find_fonts

SETTINGS = "content/workspace.yaml"


def file(name: str, sha256: str) -> FontFile:
    return FontFile(
        path=Path("/fonts", name), families=("Mincho",), bold=False, sha256=sha256, size=1
    )


def pin(line: int, *sha256: str) -> FontPin:
    return FontPin(sha256=sha256, place=Place(file=SETTINGS, line=line, column=3))


def told(files: list[FontFile], pins: dict[str, FontPin]) -> list[Diagnostic]:
    problems = Problems()
    check_pins(files, pins, problems)
    return problems.found


def test_without_pins_every_font_will_do() -> None:
    assert told([file("a.ttc", "1")], {}) == []


def test_a_font_may_have_any_of_its_hashes_and_a_pin_may_have_no_font() -> None:
    pins = {"a.ttc": pin(5, "1", "2"), "b.ttc": pin(6, "3")}
    assert told([file("a.ttc", "1")], pins) == told([file("a.ttc", "2")], pins) == []


def test_another_file_is_told_at_its_pin_and_an_unpinned_one_at_the_first() -> None:
    pins = {"b.ttc": pin(6, "3"), "a.ttc": pin(5, "1", "2")}
    assert told([file("c.ttc", "9"), file("b.ttc", "8"), file("b.ttc", "8")], pins) == [
        Diagnostic(
            code=Code.FONT_CHANGED,
            place=pins["b.ttc"].place,
            message="the font file '/fonts/b.ttc' is another than the pinned one: sha256:8",
            hint="install the release that is pinned; or look at the pages, then add this hash here",
        ),
        Diagnostic(
            code=Code.FONT_CHANGED,
            place=pins["a.ttc"].place,
            message="the font file '/fonts/c.ttc' is in use and not pinned",
            hint="after a look at the pages, add here: c.ttc: sha256:9",
        ),
    ]


@pytest.mark.typeset
def test_the_doctor_looks_at_the_pins_of_the_workspace(minimal: Path) -> None:
    files = find_fonts(
        ["Noto Sans CJK JP"], Problems(), Place(file=SETTINGS), memory=Cache(user_cache())
    )
    good, changed = files
    with (minimal / SETTINGS).open("a") as settings:
        settings.write(f"fonts:\n  {good.path.name}: sha256:{good.sha256}\n")
        settings.write(f"  {changed.path.name}: sha256:{'0' * 64}\n")
    findings = [each for each in doctor.examine(minimal) if good.path.name in each.found]
    assert [each.found for each in findings] == [f"{good.path.name} sha256:{good.sha256} pinned"]
    wrong = {each.what: each.remedy for each in doctor.examine(minimal) if each.remedy}
    said = f"the font file '{changed.path}' is another than the pinned one: sha256:{changed.sha256}"
    assert wrong[said].startswith(f"{SETTINGS}:6:3: install the release that is pinned")
