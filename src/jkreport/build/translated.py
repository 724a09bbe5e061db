"""What the ledger of translations does to a build."""

from collections.abc import Mapping

from jkreport.build.loaded import Loaded
from jkreport.diagnostics import Code
from jkreport.model.brief import Brief, EditionSpec
from jkreport.translate import (
    Printed,
    Standing,
    as_printed,
    has_policy,
    read_judge,
    standings_of,
    tell_release,
)
from jkreport.values import Moment


def printed_in(loaded: Loaded, brief: Brief, edition: EditionSpec) -> Printed:
    """Give a brief as an edition prints it; the ledger is read only where something asks for it."""
    if not has_policy(brief):
        return Printed(brief=brief)
    return as_printed(brief, _standings(loaded, brief), edition, loaded.problems)


def behind_of(printed: Printed) -> Mapping[str, Mapping[str, Moment]]:
    """Give the dates of notes to the reader as dates that a language prints."""
    return {
        name: {code: _moment(date) for code, date in dates.items()}
        for name, dates in printed.behind.items()
    }


def _moment(date: str) -> Moment:
    year, month, day = map(int, date.split("-"))
    return Moment(year, month, day)


def check_release(loaded: Loaded, brief: Brief) -> None:
    """Tell of all texts that keep a brief from being released."""
    tell_release(_standings(loaded, brief), loaded.problems)


def _standings(loaded: Loaded, brief: Brief) -> tuple[Standing, ...]:
    """Say how texts stand; nothing where the ledger has faults, which would make untrue what it says."""
    standings = standings_of(brief, read_judge(loaded.files, (brief,), loaded.problems))
    faulty = any(each.code is Code.LEDGER for each in loaded.problems.found)
    return () if faulty else standings
