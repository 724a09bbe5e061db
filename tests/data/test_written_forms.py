"""How Japanese and Korean statistics write numbers: the value and its meaning are kept, or the cell is refused.

Each form is read twice: by a table that declares nothing, and by one that declares the signs of its source.
"""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from jkreport.data import Missing, read_table
from jkreport.diagnostics import Place, Problems
from jkreport.model.names import Name
from jkreport.model.tables import Flag, Key, KeyType, Mark, Measure, MeasureType, TableSpec
from jkreport.model.text import Localized
from jkreport.values import NO_UNIT, ValueFault

YAML = Place(file="content/data/forms.yaml", line=1, column=1)
NOWHERE = Localized(texts={}, place=YAML)
MARKS: Mapping[str, Mark] = {
    "-": Mark.NONE, "－": Mark.NONE, "―": Mark.NONE, "–": Mark.NONE, "…": Mark.UNKNOWN, "...": Mark.UNKNOWN,
    "x": Mark.SUPPRESSED, "X": Mark.SUPPRESSED, "***": Mark.SUPPRESSED, "・": Mark.INAPPLICABLE,
    "0.0": Mark.NEGLIGIBLE, "+0": Mark.NEGLIGIBLE, "-0": Mark.NEGLIGIBLE, "▲0.0": Mark.NEGLIGIBLE,
}  # fmt: skip
FLAGS = {"p": Flag.PROVISIONAL, "r": Flag.REVISED, "e": Flag.ESTIMATED, "*": Flag.UNRELIABLE}
NUMBERS = {
    "0": "0", "12": "12", "12.50": "12.50", "+3.2": "3.2", "-12": "-12", "−12": "-12", "－12": "-12", "１２３": "123",
    "１，２３４．５": "1234.5", "1,234": "1234", "1,234,567.8": "1234567.8", "　12": "12", "12 ": "12",
}  # fmt: skip
# What a table reads that declares the sign: a number, with its flag, or a mark.
DECLARED = {
    "△12": "-12", "▲1,234.5": "-1234.5", "▲ 12": "-12", "(12)": "-12", "（１２）": "-12", "12p": "12 provisional",
    "p12": "12 provisional", "1,234 r": "1234 revised", "r 12": "12 revised", "12e": "12 estimated",
    "12.5*": "12.5 unreliable", "＊12": "12 unreliable", "１２ｐ": "12 provisional", "▲12p": "-12 provisional",
    "r△3": "-3 revised",
}  # fmt: skip
REFUSED = (
    "χ", "‥", "**", "3千", "1万", "2億", "1兆", "1億2345万", "1억 2345만", "3천", "1 234", "1\u2009234", "1.234,5",
    "1.234.567", "12％", "12‰", "約12", "12以上", "12未満", "이상 3", "3~5", "3～5", "3-5", "12±3", "<5", "R8.4.1",
    "令和8年4月1日", "2026.1.13.", "2026-01-13", "단기4359년", "12人", "12명", "123¹", "123(注)", "123注1)", "12\u200b",
    "‐12", "–12", "ー12", "1'234", "1e5", "007", ".5", "5.", "十二", "①", "½", "#N/A", "nan", "=A1",
)  # fmt: skip


def spec(
    missing: Mapping[str, Mark], negative: tuple[str, ...], flags: Mapping[str, Flag]
) -> TableSpec:
    return TableSpec(
        id="forms", title=NOWHERE, file=Name("forms.tsv", YAML), encoding="utf-8", sheet="", range="",
        keys=(Key(name="year", type=KeyType.YEAR, label=NOWHERE, place=YAML),),
        measures=(Measure(name="n", type=MeasureType.DECIMAL, label=NOWHERE, unit=NO_UNIT, place=YAML),),
        missing=missing, negative=negative, flags=flags, sources=(), locator=None, as_of=None, note=None, place=YAML,
    )  # fmt: skip


PLAIN = spec({}, (), {})
FULL = spec(MARKS, ("▲", "△", "()"), FLAGS)


def said(which: TableSpec, form: str) -> str:
    """Say what becomes of a cell: its value and meaning, or where and how it is refused."""
    problems = Problems()
    table = read_table(which, f"year\tn\n2026\t{form}\n".encode(), problems)
    if problems.found:
        (fault,) = problems.found
        assert fault.hint
        return f"{fault.place}: {fault.message}"
    match table.row("2026").cells["n"]:
        case Missing(mark=mark, meaning=meaning):
            assert mark == form
            with pytest.raises(ValueFault, match=f"marked '.*' \\({meaning.value}\\)"):
                _ = table.column("n").sum
            return meaning.value
        case Decimal() as number:
            flag = getattr(table.value("n", 2026).provenance, "flag", "")
            return f"{number} {flag}".strip()
        case other:
            raise TypeError(other)


REFUSAL = "content/data/forms.tsv:2:6: '{}' is"


@pytest.mark.parametrize("form", NUMBERS)
def test_a_number_is_read_whatever_is_declared(form: str) -> None:
    assert (said(PLAIN, form), said(FULL, form)) == (NUMBERS[form], NUMBERS[form])


@pytest.mark.parametrize("form", MARKS)
def test_a_sign_in_place_of_a_number_is_what_the_table_declares(form: str) -> None:
    assert said(FULL, form) == MARKS[form].value
    plain = said(PLAIN, form)
    assert plain == "0.0" if form == "0.0" else plain.startswith(REFUSAL.format(form))


@pytest.mark.parametrize("form", DECLARED)
def test_a_sign_beside_a_number_is_kept_with_it_where_it_is_declared(form: str) -> None:
    assert said(FULL, form) == DECLARED[form]
    assert said(PLAIN, form).startswith(REFUSAL.format(form.strip()))


@pytest.mark.parametrize("form", REFUSED)
def test_a_form_that_no_table_declares_is_refused_at_its_cell(form: str) -> None:
    assert said(PLAIN, form).startswith(REFUSAL.format(form))
    assert said(FULL, form).startswith(REFUSAL.format(form))


def test_there_are_at_least_sixty_forms() -> None:
    assert len({*NUMBERS, *MARKS, *DECLARED, *REFUSED}) == 92
