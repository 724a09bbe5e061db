"""How translations stand, as text, as JSON and as a badge."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from jkreport.cli.words import said
from jkreport.languages import LANGUAGES
from jkreport.translate import State, as_marked, change

if TYPE_CHECKING:
    from jkreport.build.translations import BriefStandings
    from jkreport.translate import Piece, Standing

_ALL, _WELL, _MOST = "#4c1", "#dfb317", 90
_LETTER, _PAD = 6.6, 5
_BADGE = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" role="img" aria-label="{left}: {right}">
<title>{left}: {right}</title>
<rect width="{cut}" height="20" fill="#555"/>
<rect x="{cut}" width="{rest}" height="20" fill="{colour}"/>
<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
<text x="{first}" y="14">{left}</text>
<text x="{second}" y="14">{right}</text>
</g>
</svg>
"""


def counted(texts: "Iterable[Standing]") -> dict[str, Counter[State]]:
    """Count the states of each language's wordings."""
    counts: dict[str, Counter[State]] = {}
    for each in texts:
        for code, state in each.states.items():
            counts.setdefault(code, Counter())[state] += 1
    return counts


def as_lines(found: "BriefStandings") -> Iterator[str]:
    """Give how a brief stands: a line for each section of the first level, then each wording that isn't in step."""
    yield f"{found.brief.id}: {_in_words(counted(found.texts))}"
    for name, texts in by_section(found).items():
        yield f"  {name or found.brief.id}: {_in_words(counted(texts))}"
    for each in found.texts:
        yield from _behind(each)


def by_section(found: "BriefStandings") -> "dict[str, list[Standing]]":
    """Sort texts under the sections of the first level; those of the brief itself have an empty name."""
    sections: dict[str, list[Standing]] = {}
    for each in found.texts:
        sections.setdefault(next(iter(each.passage.sections), ""), []).append(each)
    return sections


def _in_words(counts: dict[str, Counter[State]]) -> str:
    told = []
    for code, states in counts.items():
        parts = (
            said(f"{states[state]} {state.value}", "status") for state in State if states[state]
        )
        told.append(f"{code} {', '.join(parts)}")
    return "; ".join(told) or said("no text in several languages")


def _behind(standing: "Standing") -> Iterator[str]:
    passage = standing.passage
    for code, state in standing.states.items():
        if state is not State.IN_STEP:
            since = f" since {standing.base.declaration.date}" if standing.base is not None else ""
            line = f"{passage.place(code)}: '{passage.key}' {code} {state.value}{since}"
            yield said(line, "status")
    if not standing.well:
        for code, pieces in changes(standing).items():
            yield f"  {code}: {as_marked(pieces)}"


def changes(standing: "Standing") -> "dict[str, tuple[Piece, ...]]":
    """Give what has changed in each language since a text was last in step, as far as its wording then is known."""
    base = standing.base
    if base is None:
        return {}
    return {
        code: change(base.texts[code].strip(), now.value.strip(), LANGUAGES[code])
        for code in standing.changed
        if code in base.texts and (now := standing.passage.text.texts.get(code)) is not None
    }


def as_plain(found: "BriefStandings") -> dict[str, object]:
    """Give how a brief stands as JSON can hold it."""
    return {
        "brief": found.brief.id,
        "ok": all(each.well for each in found.texts),
        "texts": len(found.texts),
        "states": _plain_counts(found.texts),
        "sections": [
            {"section": name, "texts": len(texts), "states": _plain_counts(texts)}
            for name, texts in by_section(found).items()
        ],
        "behind": [_plain(each) for each in found.texts if not each.well],
    }


def _plain_counts(texts: "Iterable[Standing]") -> dict[str, dict[str, int]]:
    return {
        code: {state.value: states[state] for state in State}
        for code, states in counted(texts).items()
    }


def _plain(standing: "Standing") -> dict[str, object]:
    passage, base = standing.passage, standing.base
    return {
        "key": passage.key,
        "sections": list(passage.sections),
        "file": passage.text.place.file,
        "line": passage.text.place.line,
        "column": passage.text.place.column,
        "states": {code: state.value for code, state in standing.states.items()},
        "since": base.declaration.date if base is not None else None,
        "by": base.declaration.by if base is not None else None,
        "reason": base.declaration.reason if base is not None else None,
        "changes": {
            code: [{"before": each.before, "after": each.after} for each in pieces]
            for code, pieces in changes(standing).items()
        },
    }


def as_badge(briefs: "Iterable[BriefStandings]") -> str:
    """Give a picture (SVG) that says how much is in step: 100% only when all is."""
    states = [state for each in briefs for text in each.texts for state in text.states.values()]
    well = sum(state is State.IN_STEP for state in states)
    percent = 100 * well // len(states) if states else 100
    left, right = "translations", f"{percent}% in step"
    cut, rest = (round(len(each) * _LETTER) + 2 * _PAD for each in (left, right))
    return _BADGE.format(
        left=left,
        right=right,
        cut=cut,
        rest=rest,
        width=cut + rest,
        first=cut / 2,
        second=cut + rest / 2,
        colour=_ALL if percent == 100 else _WELL if percent >= _MOST else "#e05d44",  # noqa: PLR2004 - all of it
    )
