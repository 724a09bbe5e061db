"""Quantities to print, and what all three languages make of one thing."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from jkreport.languages import LANGUAGES, Language
from jkreport.values import BUILT_IN_UNITS, Counted, Display, Quantity, Unit


@pytest.fixture(scope="session")
def of() -> Callable[..., Quantity]:
    """Make a quantity from a number, a unit and the fields of its display."""

    def make(number: str | Decimal, unit: str | Unit = "none", /, **display: object) -> Quantity:
        return Quantity(
            number=Decimal(number),
            unit=BUILT_IN_UNITS[unit] if isinstance(unit, str) else unit,
            provenance=Counted(events="summits", members=()),
            display=Display(**display),  # type: ignore[arg-type]
        )

    return make


@pytest.fixture(scope="session")
def in_all() -> Callable[[Callable[[Language], str]], tuple[str, ...]]:
    """Print one thing in Japanese, Korean and English."""

    def printed(write: Callable[[Language], str]) -> tuple[str, ...]:
        return tuple(write(LANGUAGES[code]) for code in ("ja", "ko", "en"))

    return printed


@pytest.fixture(scope="session")
def japanese() -> Language:
    return LANGUAGES["ja"]


@pytest.fixture(scope="session")
def korean() -> Language:
    return LANGUAGES["ko"]


@pytest.fixture(scope="session")
def english() -> Language:
    return LANGUAGES["en"]
