"""What goes out to a translator and comes back: the texts of a brief from one language into another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from jkreport.languages import LANGUAGES
from jkreport.model.brief import Brief
from jkreport.model.store import Term
from jkreport.translate.change import as_marked, change
from jkreport.translate.standing import Standing, State

# What there is room for, in characters of the target: advice, not a rule.
_LIMITS = {"short": 20, "title": 60, "subtitle": 60, "label": 40, "caption": 80, "name": 40}

IN_STEP = "in-step"
"""What a stamp says of wordings that were in step when they went out."""


class Only(Enum):
    """Which texts go out."""

    ALL = "all"
    BEHIND = "behind"
    STALE = "stale"
    MISSING = "missing"
    UNREVIEWED = "unreviewed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """A text on its way to a translator or back.

    `id` is its key. `context` says where it stands, `previous` how its source was when both were last in step,
    `changed` what has changed in it since, `terms` what the termbase has of its words. `stamp` names the hashes of both
    wordings when it went out, and says whether they were in step. `settled` says that the translator is done; None
    where a format can't tell. `fault` says what a tool has done to it so that it can't be taken.
    """

    id: str
    source: str
    target: str
    stamp: str
    context: tuple[str, ...] = ()
    previous: str = ""
    changed: str = ""
    limit: int = 0
    terms: tuple[tuple[str, str], ...] = ()
    state: State = State.IN_STEP
    settled: bool | None = None
    fault: str = ""

    @property
    def notes(self) -> tuple[str, ...]:
        """What a translator is told of the text, a line each."""
        terms = "; ".join(f"{one} = {other}" for one, other in self.terms)
        return (
            *self.context,
            *((f"changed: {self.changed}",) if self.changed else ()),
            *((f"at most {self.limit} characters",) if self.limit else ()),
            *((f"terms: {terms}",) if terms else ()),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Exchange:
    """Texts of a brief between two languages, named by their codes; `date` is the brief's, where a format needs one."""

    brief: str
    source: str
    target: str
    units: tuple[Unit, ...]
    date: str = ""


def exchange_of(
    brief: Brief,
    standings: Iterable[Standing],
    pair: tuple[str, str],
    only: Only,
    terms: Mapping[str, Term],
) -> Exchange:
    """Give the texts of a brief that go out from one language into another; a text without a source doesn't."""
    source, target = pair
    titles = {each.id: each.title.said(source) or each.id for each in brief.all_sections()}
    units = tuple(
        _unit(each, pair, titles, terms)
        for each in standings
        if source in each.passage.hashes and target in each.passage.languages
        if _wanted(each.states[target], only)
    )
    date = brief.as_of.start.isoformat()
    return Exchange(brief=brief.id, source=source, target=target, units=units, date=date)


def language_of(tag: str) -> str:
    """Give the code of a language as a tool writes it, with a country or without: that of ko-KR and ko_KR is ko."""
    return tag.replace("_", "-").partition("-")[0].lower()


def _wanted(state: State, only: Only) -> bool:
    if only is Only.ALL:
        return True
    return state is not State.IN_STEP if only is Only.BEHIND else state.value == only.value


def _unit(
    standing: Standing,
    pair: tuple[str, str],
    titles: Mapping[str, str],
    terms: Mapping[str, Term],
) -> Unit:
    source, target = pair
    passage, base = standing.passage, standing.base
    text, present = passage.text[source].value.strip(), passage.text.texts.get(target)
    before = base.texts.get(source, "").strip() if base is not None else ""
    changed = source in standing.changed and bool(before)
    where = " / ".join(titles[each] for each in passage.sections) or "the brief itself"
    return Unit(
        id=passage.key,
        source=text,
        target=present.value.strip() if present is not None else "",
        stamp=_stamp(standing, pair),
        context=(f"in: {where}", f"{passage.kind}: {passage.field}"),
        previous=before if changed else "",
        changed=as_marked(change(before, text, LANGUAGES[source])) if changed else "",
        limit=_LIMITS.get(passage.field.rpartition(".")[2], 0),
        terms=tuple(_hits(text, pair, terms)),
        state=_pair_state(standing, pair),
    )


def _pair_state(standing: Standing, pair: tuple[str, str]) -> State:
    """Give how the target stands; a target that leads isn't in step either while the source is behind it."""
    source, target = (standing.states[code] for code in pair)
    return source if target is State.IN_STEP else target


def _stamp(standing: Standing, pair: tuple[str, str]) -> str:
    """Give what a unit remembers of its wordings: their hashes, and whether they were in step."""
    hashes = standing.passage.hashes
    words = [f"{code}={hashes.get(code, '-')}" for code in pair]
    return " ".join([*words, IN_STEP] if _pair_state(standing, pair) is State.IN_STEP else words)


def _hits(text: str, pair: tuple[str, str], terms: Mapping[str, Term]) -> Iterable[tuple[str, str]]:
    """Give the terms whose preferred form stands in a text, or that it names, in both languages."""
    for term in terms.values():
        wordings = [term.wordings.get(code) for code in pair]
        here, there = (each.preferred if each is not None else "" for each in wordings)
        if here and there and (here in text or f"term.{term.id} " in text.replace("}", " ")):
            yield here, there
