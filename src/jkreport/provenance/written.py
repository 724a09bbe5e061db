"""The record as `provenance.json` has it, written and read again."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from jkreport.diagnostics import Code, ContentError, Place
from jkreport.provenance.kept import KEPT, Plain, folded, unfolded
from jkreport.provenance.record import (
    Dated,
    Disagreement,
    EditionRecord,
    EventFacts,
    Figure,
    Filled,
    ListFacts,
    Number,
    Record,
    Said,
    SourceFacts,
    TableFacts,
    Value,
    Wording,
)
from jkreport.values import Cell, Counted, Derived, Moment, Provenance, Stated, parse_date

FORMAT = 1
"""Counts up when the file comes to mean something else."""


def record_json(record: Record) -> bytes:
    """Give the one form in which a record is written; each value stands in it once, and is called by its place."""
    text = json.dumps(_plain(record), ensure_ascii=False, indent=1)
    return text.encode("utf-8", "surrogatepass") + b"\n"


def kept_json(record: Record) -> bytes:
    """Give the form in which an edition is kept: without places in files, and a line for each text and number."""
    return folded(_plain(record))


def _plain(record: Record) -> Plain:
    values = {value: 0 for edition in record.editions for value in edition.values}
    numbers = {value: number for number, value in enumerate(values)}
    content = {
        "format": FORMAT,
        "brief": record.brief,
        "as_of": record.as_of,
        "tables": {name: asdict(each) for name, each in sorted(record.tables.items())},
        "lists": {name: asdict(each) for name, each in sorted(record.lists.items())},
        "sources": {name: asdict(each) for name, each in sorted(record.sources.items())},
        "values": [_value(each) for each in values],
        "editions": [_edition(each, numbers) for each in record.editions],
    }
    if record.disagreements:
        content["disagreements"] = [disagreement_json(each) for each in record.disagreements]
    return content


def origin_json(origin: Provenance) -> Plain:
    """Give where a number comes from, as plain values."""
    match origin:
        case Cell():
            told = {"table": origin.table, "measure": origin.measure, "key": list(origin.key)}
            flag = {"flag": origin.flag} if origin.flag else {}
            return {
                **told,
                "sources": list(origin.sources),
                "as_of": str(origin.as_of or ""),
                **flag,
            }
        case Counted():
            sources = list(origin.sources)
            return {"events": origin.events, "members": list(origin.members), "sources": sources}
        case Stated():
            sources = list(origin.sources)
            return {"fact": origin.fact, "statement": origin.statement, "sources": sources}
        case Derived():
            return {
                "formula": origin.formula,
                "inputs": [origin_json(each) for each in origin.inputs],
            }


def _value(value: Value) -> Plain:
    return {"number": value.number, "unit": value.unit, "origin": origin_json(value.origin)}


def _edition(edition: EditionRecord, numbers: Mapping[Value, int]) -> Plain:
    return {
        "id": edition.id,
        "languages": list(edition.languages),
        "sources": list(edition.sources),
        "texts": [_wording(each, numbers) for each in edition.wordings],
        "figures": [_figure(each, numbers) for each in edition.figures],
        "events": [
            {
                "block": each.block,
                "place": each.place,
                "printed": dict(each.printed),
                "value": numbers[each.value],
            }
            for each in edition.events
        ],
    }


def disagreement_json(found: Disagreement) -> Plain:
    """Give a fact on which statements differ, as plain values."""
    return {
        "fact": found.fact,
        "key": list(found.key),
        "about": dict(found.about),
        "statements": [_said(each) for each in found.statements],
        "preferred": found.preferred,
        "reason": found.reason,
    }


def _said(said: Said) -> Plain:
    return {
        "statement": said.statement,
        "number": said.number,
        "unit": said.unit,
        "words": dict(said.words),
        "sources": list(said.sources),
        "locator": dict(said.locator),
        "origin": origin_json(said.origin),
    }


def _wording(wording: Wording, numbers: Mapping[Value, int]) -> Plain:
    filled = [
        {
            "expression": each.expression,
            "value": None if each.value is None else numbers[each.value],
        }
        for each in wording.filled
    ]
    return {
        "block": wording.block,
        "field": wording.field,
        "language": wording.language,
        "place": wording.place,
        "parts": list(wording.parts),
        "filled": filled,
    }


def _figure(figure: Figure, numbers: Mapping[Value, int]) -> Plain:
    cells = [
        {
            "row": each.row,
            "column": each.column,
            "printed": dict(each.printed),
            "value": numbers[each.value],
        }
        for each in figure.numbers
    ]
    return {
        "block": figure.block,
        "kind": figure.kind,
        "table": figure.table,
        "place": figure.place,
        "numbers": cells,
    }


def record_of(data: bytes, place: Place) -> Record:
    """Read a record, in the one form or the other.

    Raises:
        ContentError: it is none, or one of another version of jkreport.
    """
    try:
        content = json.loads(data)
        if content.get("kept") == KEPT:
            return _read(unfolded(content))
        if content["format"] == FORMAT:
            return _read(content)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        pass  # told below, as a record of another format is
    message = "the record is damaged, or from another version of jkreport"
    raise ContentError(Code.MANIFEST, place, message, "'jkreport build' writes one")


def _read(content: Plain) -> Record:
    values = [
        Value(
            number=_text(each["number"]), unit=_text(each["unit"]), origin=origin_of(each["origin"])
        )
        for each in content["values"]
    ]
    return Record(
        brief=_text(content["brief"]),
        as_of=str(parse_date(content["as_of"])),
        tables={name: _table(each) for name, each in content["tables"].items()},
        lists={name: _list(each) for name, each in content["lists"].items()},
        sources={
            name: SourceFacts(**{key: _text(value) for key, value in each.items()})
            for name, each in content["sources"].items()
        },
        editions=tuple(_read_edition(each, values) for each in content["editions"]),
        disagreements=tuple(_read_disagreement(each) for each in content.get("disagreements", ())),
    )


def origin_of(content: Plain) -> Provenance:
    """Read where a number comes from."""
    if "formula" in content:
        inputs = tuple(origin_of(each) for each in content["inputs"])
        return Derived(formula=_text(content["formula"]), inputs=inputs)
    sources = _texts(content["sources"])
    if "fact" in content:
        fact, statement = _text(content["fact"]), _text(content["statement"])
        return Stated(fact=fact, statement=statement, sources=sources)
    if "events" in content:
        members = _texts(content["members"])
        return Counted(events=_text(content["events"]), members=members, sources=sources)
    as_of = parse_date(content["as_of"]) if content["as_of"] else None
    return Cell(
        table=_text(content["table"]),
        measure=_text(content["measure"]),
        key=_texts(content["key"]),
        sources=sources,
        as_of=as_of if isinstance(as_of, Moment) else None,
        flag=_text(content.get("flag", "")),
    )


def _table(content: Plain) -> TableFacts:
    return TableFacts(
        title=_mapping(content["title"]),
        file=_text(content["file"]),
        sha256=_text(content["sha256"]),
        as_of=_text(content["as_of"]),
        sources=_texts(content["sources"]),
    )


def _list(content: Plain) -> ListFacts:
    events = {
        name: EventFacts(date=_text(each["date"]), what=_mapping(each["what"]))
        for name, each in content["events"].items()
    }
    return ListFacts(
        title=_mapping(content["title"]),
        file=_text(content["file"]),
        sha256=_text(content["sha256"]),
        events=events,
    )


def _read_edition(content: Plain, values: list[Value]) -> EditionRecord:
    return EditionRecord(
        id=_text(content["id"]),
        languages=_texts(content["languages"]),
        wordings=tuple(_read_wording(each, values) for each in content["texts"]),
        figures=tuple(_read_figure(each, values) for each in content["figures"]),
        events=tuple(
            Dated(
                block=_text(each["block"]),
                place=_text(each["place"]),
                printed=_mapping(each["printed"]),
                value=values[each["value"]],
            )
            for each in content["events"]
        ),
        sources=_texts(content["sources"]),
    )


def _read_wording(content: Plain, values: list[Value]) -> Wording:
    filled = tuple(
        Filled(
            expression=_text(each["expression"]),
            value=None if each["value"] is None else values[each["value"]],
        )
        for each in content["filled"]
    )
    parts = _texts(content["parts"])
    if len(parts) != 2 * len(filled) + 1:
        raise ValueError("a text has one part more than twice its expressions")
    return Wording(
        block=_text(content["block"]),
        field=_text(content["field"]),
        language=_text(content["language"]),
        place=_text(content["place"]),
        parts=parts,
        filled=filled,
    )


def _read_figure(content: Plain, values: list[Value]) -> Figure:
    return Figure(
        block=_text(content["block"]),
        kind=_text(content["kind"]),
        table=_text(content["table"]),
        place=_text(content["place"]),
        numbers=tuple(
            Number(
                row=_text(each["row"]),
                column=_text(each["column"]),
                printed=_mapping(each["printed"]),
                value=values[each["value"]],
            )
            for each in content["numbers"]
        ),
    )


def _read_disagreement(content: Plain) -> Disagreement:
    return Disagreement(
        fact=_text(content["fact"]),
        key=_texts(content["key"]),
        about=_mapping(content["about"]),
        statements=tuple(_read_said(each) for each in content["statements"]),
        preferred=_text(content["preferred"]),
        reason=_text(content["reason"]),
    )


def _read_said(content: Plain) -> Said:
    return Said(
        statement=_text(content["statement"]),
        number=_text(content["number"]),
        unit=_text(content["unit"]),
        words=_mapping(content["words"]),
        sources=_texts(content["sources"]),
        locator=_mapping(content["locator"]),
        origin=origin_of(content["origin"]),
    )


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise TypeError(f"a text is expected, not {found!r}")
    return found


def _texts(found: Iterable[object]) -> tuple[str, ...]:
    if isinstance(found, str):
        raise TypeError(found)
    return tuple(_text(each) for each in found)


def _mapping(found: Mapping[str, object]) -> dict[str, str]:
    return {_text(key): _text(value) for key, value in found.items()}
