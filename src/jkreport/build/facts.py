"""What a brief carries: its events, values, proposals and sources, each once however often it is printed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from jkreport.build.loaded import Loaded
from jkreport.model.blocks import (
    Block,
    Chart,
    KeyNumbers,
    Opinions,
    Quote,
    Recommendation,
    Roster,
    TableBlock,
    Timeline,
    Voices,
)
from jkreport.model.brief import Brief
from jkreport.model.text import Localized
from jkreport.provenance import Disagreement, Record
from jkreport.values import Cell, Counted

# What is counted besides, by the name that it is counted under.
_KINDS: Mapping[str, type[Block]] = {
    "key numbers": KeyNumbers, "tables": TableBlock, "charts": Chart, "timelines": Timeline, "quotations": Quote,
}  # fmt: skip

Kind = TypeVar("Kind", bound=Block)


def facts_of(loaded: Loaded, brief: Brief, record: Record) -> Mapping[str, object]:
    """Give what all editions of a brief carry, as plain values: `counts` first, then each list."""
    blocks = list(brief.all_blocks())
    sections = list(brief.all_sections())
    lists: dict[str, list[Mapping[str, object]]] = {
        "events": _events(record),
        "values": _values(loaded, record),
        "recommendations": [
            {"id": each.id, "text": each.proposal.plain()} for each in _all(blocks, Recommendation)
        ],
        "opinions": [
            {"group": group.group.plain(), "text": said.plain()}
            for group in _opinions(blocks)
            for said in group.opinions
        ],
        "people": [
            {"name": entry.name.plain()} for each in _all(blocks, Roster) for entry in each.entries
        ],
        "sources": [
            {"id": name, "text": {"*": record.sources[name].title}}
            for name in dict.fromkeys(name for each in record.editions for name in each.sources)
        ],
        "disagreements": [_disagreement(each) for each in record.disagreements],
    }
    counts = {
        "chapters": len(brief.sections),
        "sections": len(sections),
        **{name: len(list(_all(blocks, kind))) for name, kind in _KINDS.items()},
        **{name: len(each) for name, each in lists.items()},
    }
    return {"brief": brief.id, "title": brief.title.plain(), "counts": counts, **lists}


def _all(blocks: Iterable[Block], kind: type[Kind]) -> Iterator[Kind]:
    return (each for each in blocks if isinstance(each, kind))


def _opinions(blocks: Sequence[Block]) -> Iterator[Opinions]:
    for each in _all(blocks, Voices):
        yield from each.groups


def _events(record: Record) -> list[Mapping[str, object]]:
    """Give every event that is printed or counted, by date."""
    named = {
        (leaf.events, member)
        for leaf in record.leaves
        if isinstance(leaf, Counted)
        for member in leaf.members
    }
    found = [(f"{name}/{member}", record.lists[name].events[member]) for name, member in named]
    return [
        {"id": name, "date": each.date, "text": dict(each.what)}
        for name, each in sorted(found, key=lambda pair: (pair[1].date, pair[0]))
    ]


def _disagreement(found: Disagreement) -> Mapping[str, object]:
    """Give a fact on which sources differ, with what each of them says."""
    return {
        "id": f"statements.{found.fact}",
        **({"key": ",".join(found.key)} if found.key else {}),
        "text": dict(found.about),
        "said": [
            {
                "statement": each.statement,
                **({"text": dict(each.words)} if each.words else {"number": each.number}),
                "unit": each.unit,
                "sources": list(each.sources),
            }
            for each in found.statements
        ],
        "preferred": found.preferred,
        "reason": found.reason,
    }


def _values(loaded: Loaded, record: Record) -> list[Mapping[str, object]]:
    """Give every cell of data that is printed or reckoned with, by table."""
    cells = {
        (leaf.table, leaf.measure, leaf.key) for leaf in record.leaves if isinstance(leaf, Cell)
    }
    rows = {name: {row.key: row for row in loaded.tables.table(name).rows} for name, *_ in cells}
    return [
        {
            "value": f"data.{table}.{measure}[{','.join(key)}]",
            **_entry(rows[table][key].cells.get(measure) if key in rows[table] else None),
        }
        for table, measure, key in sorted(cells)
    ]


def _entry(entry: object) -> Mapping[str, object]:
    match entry:
        case None:
            return {}
        case Localized():
            return {"text": entry.plain()}
        case _:
            return {"number": str(entry)}
