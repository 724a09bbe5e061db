"""What we change inside the engine stands on what is there."""

import inspect
from pathlib import Path

import pytest

pytestmark = pytest.mark.typeset

engine = pytest.importorskip("jkreport.typeset.engine")


def test_every_refinement_is_taken() -> None:
    assert engine.missing_refinements() == ()


def test_a_refinement_whose_ground_has_changed_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def other(text: str) -> None: ...

    def refinement(parameters: str) -> bool:
        owner = inspect.getmodule(other)
        return bool(
            engine.Refinement(
                name="a", stands_on=((owner, "other", parameters),), apply=lambda: made.append(1)
            ).taken()
        )

    monkeypatch.setattr(inspect.getmodule(other), "other", other, raising=False)
    assert refinement("text")
    assert not refinement("text, justify")
    monkeypatch.setattr(engine.weasyprint, "__version__", "71.0")
    assert not refinement("text")
    assert made == [1]


def test_the_engine_is_spoken_to_in_two_modules_only() -> None:
    folder = Path(engine.__file__).parent
    using = {each.name for each in folder.glob("*.py") if "import weasyprint" in each.read_text()
             or "from weasyprint" in each.read_text()}  # fmt: skip
    assert using == {"engine.py", "fetcher.py"}
