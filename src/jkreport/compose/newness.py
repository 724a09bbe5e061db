"""What has changed since an earlier edition, in the words of the edition that tells it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from jkreport.compose.quiet import quoted
from jkreport.compose.setter import Setter
from jkreport.compose.whereabouts import Whereabouts
from jkreport.compose.writer import Row, Side
from jkreport.data.keys import key_value
from jkreport.languages import Label, Language
from jkreport.languages.base import DateStyle
from jkreport.model.tables import Key, TableSpec
from jkreport.provenance import EditionRecord, Record, Value, Wording
from jkreport.provenance.changes import Changes, SourceChange, difference_of
from jkreport.templating import Html
from jkreport.values import (
    Cell,
    Counted,
    Derived,
    Display,
    Leaf,
    Moment,
    Provenance,
    Quantity,
    Stated,
    parse_date,
)
from jkreport.values.quantity import leaves_of

NOTHING = "—"
_MOST_LEAVES = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Newness:
    """An edition beside what it was; what is written for it is no part of the record of the edition."""

    setter: Setter
    before: Record
    now: Record
    changes: Changes
    places: Whereabouts

    @property
    def edition(self) -> EditionRecord:
        """What the edition prints now."""
        return self.now.editions[0]

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages that it is told in."""
        return self.setter.languages

    def labels(self, name: Label, *parts: object) -> Row:
        """Say a word of the page in each language."""
        return self.setter.labels(name, *parts)

    def told(self, say: Callable[[Language], str]) -> Row:
        """Say something in each language."""
        return self.setter.row(lambda each: Html.escape(say(each)))

    def printed(self, texts: Mapping[str, str]) -> Row:
        """Give what each language prints; a dash where it prints nothing."""
        sides = self.told(lambda each: texts.get(each.code) or NOTHING)
        alike = len({side.html for side in sides}) == 1
        return (Side(lang="", html=sides[0].html),) if alike else sides

    def quoted(self, text: str, language: Language) -> str:
        """Give a sentence without its marks."""
        return quoted(self.setter.context, text, language, self.setter.writer.text_of)

    def named(self, value: Value, wording: Wording) -> Row:
        """Name a value: as the label beside it does, else by its cell, else by what it was worked out from."""
        return self.told(lambda each: self._label(wording, each) or self.origin(value.origin, each))

    def _label(self, wording: Wording, language: Language) -> str:
        """Give what a key number is called."""
        field = wording.field.removesuffix("value") + "label"
        return next(
            (
                self.quoted(each.text, language)
                for each in self.edition.wordings
                if (each.block, each.field, each.language) == (wording.block, field, language.code)
            ),
            "",
        )

    def origin(self, origin: Provenance, language: Language) -> str:
        """Say what a value is: table, measure and keys, or what it was worked out from."""
        if not isinstance(origin, Derived):
            return " · ".join(each for each in self._parts(origin, language) if each)
        leaves = list(dict.fromkeys(leaves_of(origin)))
        names = [self.origin(each, language) for each in leaves[:_MOST_LEAVES]]
        more = ["…"] if len(leaves) > _MOST_LEAVES else []
        return language.label("worked_out", language.list_mark.join([*names, *more]))

    def _parts(self, leaf: Leaf, language: Language) -> Iterator[str]:
        store = self.setter.context.store
        match leaf:
            case Counted():
                events = store.events.get(leaf.events)
                yield events.title.said(language.code) if events is not None else leaf.events
            case Stated():
                fact = store.facts.get(leaf.fact)
                yield fact.about.said(language.code) if fact is not None else leaf.fact
            case Cell():
                spec = store.tables.get(leaf.table)
                yield spec.title.said(language.code) if spec is not None else leaf.table
                yield self.cell(leaf, language)

    def cell(self, cell: Cell, language: Language) -> str:
        """Say which cell of its table this is: its keys and its measure."""
        spec = self.setter.context.store.tables.get(cell.table)
        if spec is None:
            return " · ".join((*cell.key, cell.measure))
        measure = spec.measure(cell.measure)
        label = measure.label.said(language.code) if measure is not None else cell.measure
        keys = _keys(spec, cell, language)
        return " · ".join(each for each in (*keys, label) if each)

    def source(self, change: SourceChange) -> Row:
        """Name a work in its own language, a table of data in those of the edition."""
        store = self.setter.context.store
        spec = store.tables.get(change.name.removeprefix("data."))
        if spec is not None and change.name.startswith("data."):
            return self.printed({each.code: spec.title.said(each.code) for each in self.languages})
        work = store.sources.get(change.name)
        code = work.language if work is not None else ""
        return (Side(lang=code, html=Html.escape(change.title or change.name)),)

    def difference(self, before: Value, now: Value) -> Row:
        """Give the signed difference as each language prints it; a dash where there is none."""
        difference, _ = difference_of(before, now)
        unit = self.setter.context.settings.units.get(now.unit)
        if not difference or unit is None:
            return self.printed({})
        then, is_ = (
            Quantity(number=Decimal(each.number), unit=unit, provenance=each.origin)
            for each in (before, now)
        )
        change = replace(is_.change_from(then), display=Display(signed=True))
        return self.printed({each.code: each.quantity(change) for each in self.languages})

    def date(self, date: str, style: DateStyle = "short") -> dict[str, str]:
        """Give a date of a record as each language prints it."""
        return {each.code: dated(date, each, style) for each in self.languages}


def _keys(spec: TableSpec, cell: Cell, language: Language) -> Iterator[str]:
    for key, code in zip(spec.keys, cell.key, strict=False):
        named = key.values.get(code)
        yield _key(key, code, language) if named is None else named.said(language.code)


def _key(key: Key, code: str, language: Language) -> str:
    try:
        value = key_value(key, code)
    except ValueError:
        return code  # the key was of another type
    return language.date(value) if isinstance(value, Moment) else code


def dated(date: str, language: Language, style: DateStyle = "full") -> str:
    """Give a date of a record as a language prints it; as it stands where it is none."""
    try:
        return language.date(parse_date(date), style) if date else ""
    except ValueError:
        return date
