"""T1: edits, declarations, exports, translations and imports in any order: nothing is lost, the ledger is true."""

import sys

from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import get_state_machine_test
from tests.campaigns import _ground
from tests.translate.offices import Offices

_STEPS = 15


def campaign(count: int, of: int) -> str:
    """Run so many sequences of a seed; give what is wrong with the shortest that fails, nothing if none does."""
    many = settings(
        max_examples=count,
        stateful_step_count=_STEPS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    try:
        seed(of)(get_state_machine_test(Offices, settings=many))()
    except AssertionError as error:
        return f"{error}\n" + "\n".join(getattr(error, "__notes__", []))
    return ""


def main() -> int:
    """Run the campaign and print its row."""
    choice = _ground.arguments(__doc__, count=1000)
    wrong = campaign(choice.count, choice.seed)
    reached = wrong or f"{choice.count}/{choice.count} sequences of at most {_STEPS} steps"
    what = f"{choice.count} sequences of edits, declarations, exports, translations, imports"
    return _ground.tell("T1", what, "nothing lost, ledger true", reached, held=not wrong)


if __name__ == "__main__":
    sys.exit(main())
