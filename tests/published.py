"""Every brief that the tests typeset whole: those of this repository, and those of the small workspaces."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OWN = tuple(sorted(path.stem for path in (ROOT / "content" / "briefs").glob("*.yaml")))
# Of a small workspace: the fixture that builds it, and where the brief's outputs are.
SMALL = {
    "all": ("everything", "build/all"),
    "minimal": ("built", "build/minimal"),
    "english": ("built", "build/english"),
}
# Briefs that other tests look at together with another one.
TOGETHER = {"specimen-report": "specimen", "policy-recommendations": "brief-2026"}


def grouped(name: str) -> object:
    """Keep the tests of one brief on one worker of the test runner, which then builds it once."""
    group = TOGETHER.get(name, name)
    return pytest.param(name, marks=pytest.mark.xdist_group(group), id=name)


def outputs_of(name: str, request: pytest.FixtureRequest) -> Path:
    """Give the folder of a brief's outputs, built if need be; no test may change it."""
    if name in SMALL:
        fixture, folder = SMALL[name]
        return Path(request.getfixturevalue(fixture)) / folder
    pdf: Path = request.getfixturevalue("press")(name).editions[0].pdf
    return pdf.parent


EVERY_BRIEF = [grouped(name) for name in (*OWN, *SMALL)]
