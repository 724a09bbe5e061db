"""What texts that aren't in step do to an edition: the brief as the edition prints it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import TypeVar

from jkreport.diagnostics import Code, Problems
from jkreport.languages import LANGUAGES
from jkreport.model.blocks import Block, Stale
from jkreport.model.brief import Brief, EditionSpec, Section
from jkreport.model.text import Localized, Text
from jkreport.translate.passages import Passage, passages_of
from jkreport.translate.standing import Standing, State

Thing = TypeVar("Thing")
_CODES = {
    State.STALE: Code.TEXT_STALE,
    State.MISSING: Code.TEXT_UNTRANSLATED,
    State.UNREVIEWED: Code.TEXT_UNREVIEWED,
}
_LATEST = "9999-12-31"
_REMEDY = "bring it in step, then: jkreport translate ack {} --reason …"


@dataclass(frozen=True, kw_only=True, slots=True)
class Printed:
    """A brief as an edition prints it.

    `behind` gives, by block or section and language, the ISO date on which a text was last in step that is printed with
    a note to the reader; what belongs to the brief itself stands under an empty name.
    """

    brief: Brief
    behind: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def has_policy(brief: Brief) -> bool:
    """Whether anything in a brief asks for how its texts stand."""
    return brief.stale is not None or any(block.stale is not None for block in brief.all_blocks())


def tell_release(standings: Iterable[Standing], problems: Problems) -> None:
    """Tell of each wording that keeps a brief from being released."""
    for standing in standings:
        for code in standing.states:
            tell(standing, code, problems)


def tell(standing: Standing, code: str, problems: Problems) -> None:
    """Tell of a wording that is not in step."""
    passage, state = standing.passage, standing.states[code]
    if state is not State.IN_STEP:
        message = f"{_named(passage)} is {_why(standing, code)}"
        problems.add(_CODES[state], passage.place(code), message, _remedy(passage, state))


def _named(passage: Passage) -> str:
    return f"'{passage.key.partition('#')[2]}'"


def _why(standing: Standing, code: str) -> str:
    language = LANGUAGES[code].endonym
    match standing.states[code]:
        case State.STALE:
            others = [each for each in standing.changed if each != code]
            since = standing.base.declaration.date if standing.base is not None else ""
            return f"stale in '{code}' ({language}): {', '.join(others)} changed since {since}"
        case State.MISSING:
            return f"missing in '{code}' ({language})"
        case State.UNREVIEWED:
            return f"unreviewed in '{code}' ({language}): nobody has declared it in step"
        case State.IN_STEP:
            return f"in step in '{code}' ({language})"


def _remedy(passage: Passage, state: State) -> str:
    if state is State.MISSING:
        return "write it"
    return _REMEDY.format(passage.block or f"'{passage.key}'")


def as_printed(
    brief: Brief, standings: Iterable[Standing], edition: EditionSpec, problems: Problems
) -> Printed:
    """Give a brief as an edition prints it; what the brief or a block lets fail is told."""
    work = _Work(edition, problems)
    for standing in standings:
        if standing.well:
            continue
        if standing.passage.policy is Stale.HOLD:
            work.hold(standing)
        else:
            for code in edition.languages:
                if standing.states.get(code, State.IN_STEP) is not State.IN_STEP:
                    work.take(standing, code)
    changed = _with_texts(brief, work.texts) if work.texts else brief
    return Printed(brief=_without(changed, work.left_out), behind=work.behind)


@dataclass(frozen=True, slots=True)
class _Work:
    """What is to be done to a brief before an edition is set: new texts by key, blocks left out, notes."""

    edition: EditionSpec
    problems: Problems
    texts: dict[str, Localized] = field(default_factory=dict)
    left_out: dict[str, set[str]] = field(default_factory=dict)
    behind: dict[str, dict[str, str]] = field(default_factory=dict)

    def take(self, standing: Standing, code: str) -> None:
        """Do to the edition what the policy says of a wording that is behind; what nobody reviewed is printed."""
        passage, state = standing.passage, standing.states[code]
        match passage.policy:
            case Stale.FAIL:
                tell(standing, code, self.problems)
            case Stale.BADGE if state is State.STALE and standing.base is not None:
                dates = self.behind.setdefault(passage.block, {})
                dates[code] = min(dates.get(code, _LATEST), standing.base.declaration.date)
            case Stale.FALLBACK if state is not State.UNREVIEWED:
                self._fall_back(standing, code)
            case Stale.OMIT if state is not State.UNREVIEWED:
                self._omit(passage, code)
            case _:
                pass

    def hold(self, standing: Standing) -> None:
        """Print all languages as they were last in step, whichever of them is behind."""
        passage, base = standing.passage, standing.base
        if base is None or {*standing.states.values()} <= {State.IN_STEP, State.UNREVIEWED}:
            return
        held = {
            each: Text(value=text, place=passage.place(each)) for each, text in base.texts.items()
        }
        self.texts[passage.key] = replace(passage.text, texts={**passage.text.texts, **held})
        for code in self.edition.languages:
            if code in passage.languages and code not in held:
                tell(standing, code, self.problems)

    def _fall_back(self, standing: Standing, code: str) -> None:
        """Print the wording of a language that isn't behind; of several, the first of the brief's."""
        passage = standing.passage
        ahead = [
            each
            for each in passage.languages
            if each != code and standing.states[each] is not State.MISSING
        ]
        leading = [each for each in ahead if standing.states[each] is State.IN_STEP] or ahead
        if leading:
            text = self.texts.get(passage.key, passage.text)
            borrowed = {**text.borrowed, code: leading[0]}
            self.texts[passage.key] = replace(text, borrowed=borrowed)

    def _omit(self, passage: Passage, code: str) -> None:
        if passage.kind in ("brief", "section"):
            message = f"{_named(passage)} can't be left out of the edition '{self.edition.id}'"
            hint = "only blocks can be: bring it in step"
            self.problems.add(Code.CANNOT_OMIT, passage.place(code), message, hint)
        else:
            self.left_out.setdefault(passage.block, set()).add(code)


def _with_texts(brief: Brief, texts: Mapping[str, Localized]) -> Brief:
    """Give a brief with other texts, found by the very objects that stand there now."""
    keys = {id(each.text): each.key for each in passages_of(brief)}

    def put(text: Localized) -> Localized:
        return texts.get(keys.get(id(text), ""), text)

    return _mapped(brief, put)


def _mapped(value: Thing, put: Callable[[Localized], Localized]) -> Thing:
    """Give a value of the model with each of its texts put anew."""
    new: object = value
    if isinstance(value, Localized):
        new = put(value)
    elif isinstance(value, tuple):
        members = tuple(_mapped(each, put) for each in value)
        if any(each is not old for each, old in zip(members, value, strict=True)):
            new = members
    elif is_dataclass(value) and not isinstance(value, type):
        parts = {each.name: getattr(value, each.name) for each in fields(value) if each.init}
        changed = {name: _mapped(part, put) for name, part in parts.items()}
        if any(changed[name] is not part for name, part in parts.items()):
            new = replace(value, **changed)
    return new  # type: ignore[return-value]  # what goes in as one type comes out as the same


def _without(brief: Brief, left_out: Mapping[str, set[str]]) -> Brief:
    """Give a brief without blocks, in the languages that they are left out of."""

    def kept(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        found = []
        for block in blocks:
            codes = tuple(
                code
                for code in block.printed_in(brief.languages)
                if code not in left_out.get(block.id, ())
            )
            if block.id not in left_out:
                found.append(block)
            elif codes:
                found.append(replace(block, only=codes))
        return tuple(found)

    def section(each: Section) -> Section:
        return replace(each, blocks=kept(each.blocks), sections=tuple(map(section, each.sections)))

    if not left_out:
        return brief
    sections = tuple(map(section, brief.sections))
    return replace(brief, summary=kept(brief.summary), sections=sections)
