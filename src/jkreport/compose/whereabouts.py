"""Where in an edition something has changed: in the order of printing, by its section, with a link and a page."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from jkreport.compose.context import Context
from jkreport.compose.marks import called, reference_to
from jkreport.compose.quiet import quoted
from jkreport.compose.record import Recorder
from jkreport.compose.setter import Setter
from jkreport.compose.writer import Row, Side
from jkreport.languages import Language
from jkreport.provenance import EditionRecord, Record
from jkreport.templating import Html

_TITLES = ("caption", "title")
_Thing = TypeVar("_Thing")


@dataclass(frozen=True, kw_only=True, slots=True)
class Whereabouts:
    """The blocks of an edition and of what it was.

    `order` has the place of each block and section in the order of printing, the cover first; `heads` the section of
    the first level that it stands in; `printed` the blocks that print anything.
    """

    setter: Setter
    before: Record
    order: Mapping[str, int]
    heads: Mapping[str, Row]
    printed: frozenset[str]

    def ordered(self, things: Iterable[_Thing], block_of: Callable[[_Thing], str]) -> list[_Thing]:
        """Put what tells of blocks in the order of printing; what tells of blocks that are gone comes last."""
        return sorted(things, key=lambda each: self.order.get(block_of(each), len(self.order)))

    def section(self, block: str) -> Row:
        """Name the section of the first level that a block stands in; nothing for the cover."""
        return self.heads.get(block, ())

    def where(self, block: str) -> Row:
        """Say where a block stands, with a link to it and its page; without them where it stands no more."""
        return self.setter.row(lambda each: Html(self._where(block, each)))

    def _where(self, block: str, language: Language) -> str:
        target = self.setter.context.numbering.targets.get(block)
        if target is not None:
            label = called(target, language, self.setter.writer.text_of)
        elif block not in self.order:
            return str(Html.escape(self._gone(block, language)))
        else:
            label = language.label("summary" if block else "cover")
        if not block or block not in self.printed:
            return str(Html.escape(label))
        return reference_to(block, label, language, paged=True)

    def _gone(self, block: str, language: Language) -> str:
        """Call a block that is no more by the title that it had, if it had one."""
        titles = (
            quoted(self.setter.context, wording.text, language, self.setter.writer.text_of)
            for edition in self.before.editions
            for wording in edition.wordings
            if wording.block == block and wording.language == language.code
            if wording.field.rpartition(".")[2] in _TITLES
        )
        title = next(titles, "")
        return language.title(title, "chapter") if title else language.label("changes_gone")


def whereabouts(setter: Setter, before: Record, now: EditionRecord) -> Whereabouts:
    """Take stock of where the blocks of an edition stand."""
    return Whereabouts(
        setter=setter,
        before=before,
        order=_order(setter.context),
        heads=dict(_heads(setter)),
        printed=frozenset(
            (
                *(each.block for each in now.wordings),
                *(each.block for each in now.figures),
                *(each.block for each in now.events),
            )
        ),
    )


def _order(context: Context) -> Mapping[str, int]:
    names = ["", *(block.id for block in context.brief.summary)]
    for each in context.numbering.sections:
        names += [each.section.id, *(block.id for block in each.section.blocks)]
    return {name: place for place, name in enumerate(names)}


def _heads(setter: Setter) -> Iterator[tuple[str, Row]]:
    """Give each section and block below a chapter with the number and the title of that."""
    writer = replace(_aside(setter).writer, bare=True)
    head: Row = ()
    for each in setter.context.numbering.sections:
        if each.depth == 1:
            sides = writer.sides(each.section.title)
            head = tuple(_with_number(side, each.number_in(side.lang)) for side in sides)
        for name in (each.section.id, *(block.id for block in each.section.blocks)):
            yield name, head


def _aside(setter: Setter) -> Setter:
    """Give what sets texts without taking them down."""
    used = replace(setter.context.used, record=Recorder())
    return replace(setter, context=replace(setter.context, used=used))


def _with_number(side: Side, number: str) -> Side:
    return replace(side, html=Html("{} {}").format(number, side.html)) if number else side
