"""A changed cell reaches every place that `uses` names, and nothing else; every printed number is known."""

from pathlib import Path

import pytest
from tests.provenance._cells import ROOT, State, chosen, state_of, tried
from tests.provenance._numbers import unknown_numbers, unlinked_numbers
from tests.published import EVERY_BRIEF, OWN, grouped, outputs_of

from jkreport.diagnostics import Place
from jkreport.provenance import record_of

FEW = 5
# The smallest brief that is built prints no fewer numbers than these.
LEAST = 8


@pytest.fixture(scope="module")
def before() -> State:
    return state_of(ROOT)


def test_a_changed_cell_reaches_every_place_that_is_named_and_no_other(
    before: State, tmp_path: Path
) -> None:
    outcomes = [tried(cell, before, tmp_path) for cell in chosen(before.record, FEW)]
    assert {each.cell: each.wrong for each in outcomes if each.wrong} == {}
    assert all(each.places >= len(before.blocks) - 1 for each in outcomes)
    assert any(not each.contradicted for each in outcomes)


@pytest.mark.typeset
@pytest.mark.parametrize("name", EVERY_BRIEF)
def test_every_number_on_the_pages_of_a_brief_is_in_its_record(
    name: str, request: pytest.FixtureRequest
) -> None:
    folder = outputs_of(name, request)
    record = record_of((folder / "provenance.json").read_bytes(), Place(file="provenance.json"))
    assert record.editions
    for edition in record.editions:
        page = (folder / f"{name}.{edition.id}.html").read_text(encoding="utf-8")
        unknown, count = unknown_numbers(edition, page)
        assert unknown == []
        assert count > LEAST


@pytest.mark.typeset
@pytest.mark.parametrize("name", [grouped(name) for name in OWN])
def test_every_number_of_a_figure_row_or_a_table_leads_to_its_entry(
    name: str, request: pytest.FixtureRequest
) -> None:
    pages = sorted(outputs_of(name, request).glob("*.html"))
    assert len(pages) >= 3
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert unlinked_numbers(text) == []
        # One that leads nowhere is found.
        assert unlinked_numbers(text.replace('href="#', 'href="#no-')) != []


def test_a_number_that_is_not_in_the_record_is_found(before: State) -> None:
    edition = before.record.editions[0]
    page = before.pages[edition.id].replace("82万4,500", "82万4,501", 1)
    assert [each.partition(" ")[0] for each in unknown_numbers(edition, page)[0]] == [
        "key-figures:"
    ]
