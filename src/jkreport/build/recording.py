"""The record of a brief as a build would write it now, without drawing or typesetting anything."""

from collections.abc import Mapping
from dataclasses import replace

from jkreport.build.asking import ask
from jkreport.build.composing import context_of
from jkreport.build.loaded import Loaded
from jkreport.build.tracing import record_of_editions
from jkreport.compose import compose
from jkreport.diagnostics import Code, ContentError, FaultsError, Place, nearest
from jkreport.drawing import Blank
from jkreport.provenance import Record, Value, disagreement_json, origin_json
from jkreport.provenance.asking import Chain, Printing, askable, uses, why
from jkreport.provenance.disagreements import behind
from jkreport.resolve.origins import depends, origins_of
from jkreport.values import Leaf


def record_now(loaded: Loaded, brief_id: str) -> Record:
    """Compose all editions of a brief and give what they print, but for what they say of earlier ones.

    Raises:
        FaultsError: something has to be mended first.
    """
    problems = loaded.problems
    with problems.gathered():
        brief = loaded.brief(brief_id)
        style = loaded.style(brief)
        editions = [
            compose(replace(context_of(loaded, brief, each, style, Blank()), earlier=None)).record
            for each in brief.editions
        ]
        record = record_of_editions(loaded, brief, editions)
        if not problems.errors:
            return record
    raise FaultsError(problems.sorted())


def chains(record: Record, asked: str) -> tuple[Chain, ...]:
    """Give where values of a brief come from.

    Raises:
        ContentError: it prints nothing of the kind; the nearest that it prints is told.
    """
    found = why(record, asked)
    if not found:
        message = f"the brief '{record.brief}' prints no '{asked}' that comes from data"
        place = Place(file=f"content/briefs/{record.brief}.yaml")
        raise ContentError(Code.NOT_PRINTED, place, message, nearest(asked, askable(record)))
    return found


def asked_origins(loaded: Loaded, expression: str) -> tuple[Leaf, ...]:
    """Give the cells, events and statements that an expression asks for.

    Raises:
        FaultsError: it has no value.
        ContentError: its value comes from no data.
    """
    values, faults = ask(loaded, [expression], None)
    if faults:
        raise FaultsError(faults)
    found = origins_of(values[expression])
    if not found:
        message = f"'{expression}' comes from no data"
        hint = "such as data.trade.total[2011], data.trade or events.summits"
        raise ContentError(Code.NOT_PRINTED, Place(file="expression"), message, hint)
    return found


def places_of(record: Record, asked: tuple[Leaf, ...]) -> tuple[Printing, ...]:
    """Give every place of a brief that prints what comes from these."""
    return uses(record, lambda leaf: any(depends(leaf, each) for each in asked))


def told_value(record: Record, value: Value) -> Mapping[str, object]:
    """Give a value with its whole chain as plain values: tables with their snapshots, works cited, other statements."""
    differing = [disagreement_json(each) for each in behind(record.disagreements, value)]
    return {
        "number": value.number,
        "unit": value.unit,
        "origin": _told(record, origin_json(value.origin)),
        **({"disagreements": differing} if differing else {}),
    }


def _told(record: Record, plain: object) -> object:
    """Add to each cell its snapshot, and to each source its title."""
    if not isinstance(plain, dict):
        return plain
    if "inputs" in plain:
        return {**plain, "inputs": [_told(record, each) for each in plain["inputs"]]}
    facts = record.tables.get(plain.get("table", "")) or record.lists.get(plain.get("events", ""))
    snapshot = {"file": facts.file, "sha256": facts.sha256} if facts is not None else {}
    titles = {
        name: record.sources[name].title for name in plain["sources"] if name in record.sources
    }
    return {**plain, "sources": titles, **snapshot}
