"""What we change inside the engine stands on what is there."""

import sys
from pathlib import Path

import pytest

from jkreport.typeset import engine
from jkreport.typeset.engine.refinement import Refinement, take

pytestmark = pytest.mark.typeset


def test_every_refinement_is_taken() -> None:
    assert engine.missing_refinements() == ()


def other(text: str) -> None:
    """Stand in for a function of the engine."""
    raise NotImplementedError(text)


def test_a_refinement_whose_ground_has_changed_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def refinement(name: str, parameters: str) -> Refinement:
        here = sys.modules[__name__]
        ground = (here, name, parameters)
        return Refinement(name=name, stands_on=(ground,), apply=lambda: made.append(name))

    whole = (refinement("other", "text"), refinement("missing", ""), refinement("other", "a, b"))
    assert take(whole) == ("missing", "other")
    assert made == ["other"]
    monkeypatch.setattr("weasyprint.__version__", "71.0")
    assert take(whole[:1]) == ("other",)


def test_a_refinement_that_cannot_be_made_is_left_out() -> None:
    def fail() -> None:
        raise ImportError

    assert take([Refinement(name="a", stands_on=(), apply=fail)]) == ("a",)


def test_the_engine_is_spoken_to_in_one_place_and_the_fetcher() -> None:
    folder = Path(engine.__file__).parent.parent
    using = {
        each.relative_to(folder).as_posix()
        for each in folder.rglob("*.py")
        if "import weasyprint" in each.read_text() or "from weasyprint" in each.read_text()
    }
    assert {each for each in using if not each.startswith("engine/")} == {"fetcher.py"}
