"""A chart's rows as places and series."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from jkreport.charts.columns import Columns, is_time, shown
from jkreport.charts.look import Ink, Look
from jkreport.charts.records import Record
from jkreport.data.table import Table
from jkreport.diagnostics import Code, ContentError
from jkreport.languages import Language
from jkreport.model.blocks.figures import Chart
from jkreport.model.tables import Key, KeyType, Mark, Measure
from jkreport.model.text import Localized
from jkreport.values import Interval, Moment, Quantity, parse_date

Texts = Mapping[str, str]
"""A label by language code, in the order of the edition's languages."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stop:
    """A place along the axis of categories or time; `at` is its point in time."""

    code: str
    texts: Texts
    at: Decimal = Decimal(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """A value of a series; a missing one says why."""

    stop: Stop
    quantity: Quantity | None
    missing: Mark | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """Values that belong together; without texts there is nothing to tell it from."""

    code: str
    texts: Texts
    ink: Ink
    points: tuple[Point, ...]

    @property
    def known(self) -> tuple[tuple[Stop, Quantity], ...]:
        """The values that aren't missing."""
        return tuple(
            (each.stop, each.quantity) for each in self.points if each.quantity is not None
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What a chart shows."""

    block: Chart
    languages: tuple[Language, ...]
    look: Look
    timed: bool
    stops: tuple[Stop, ...]
    series: tuple[Series, ...]
    measures: tuple[Measure, ...] = field(default=())

    @property
    def quantities(self) -> list[Quantity]:
        """Every value."""
        return [quantity for series in self.series for _, quantity in series.known]

    @property
    def named(self) -> bool:
        """Whether series have to be told apart."""
        return any(series.texts for series in self.series)


def read(
    block: Chart,
    table: Table,
    languages: Sequence[Language],
    look: Look,
    axes: tuple[str, str] = ("x", "y"),
) -> Reading:
    """Give the series of a chart; `axes` are the channels of its places and of its values."""
    columns = Columns(block=block, spec=table.spec)
    key = columns.key(columns.one(axes[0]))
    measures, colour = columns.measures(axes[1]), columns.colour()
    records = shown(block, table)
    stops = _stops(block, key, records, languages)
    reader = _Reader(block, languages, look, key, colour)
    series = tuple(reader.series(measures, records, stops))
    reading = Reading(
        block=block,
        languages=tuple(languages),
        look=look,
        timed=is_time(key),
        stops=stops,
        series=series,
        measures=measures,
    )
    if not reading.quantities:
        raise ContentError(Code.NO_DATA, block.place, "the rows of this chart hold no numbers")
    return reading


def texts_of(localized: Localized, languages: Sequence[Language]) -> Texts:
    """Give a label in each language of the edition.

    Raises:
        ContentError: one of them is missing.
    """
    for code in localized.missing(each.code for each in languages):
        message = f"the text has no '{code}'"
        raise ContentError(Code.LANGUAGE_MISSING, localized.place, message)
    return {language.code: localized[language.code].value for language in languages}


def moment_of(key: Key, code: str) -> Moment | Interval:
    """Give the time that a key's value means.

    Raises:
        ValueError: it means none.
    """
    return Moment(int(code)) if key.type is KeyType.YEAR else parse_date(code)


def _stops(
    block: Chart, key: Key, records: Sequence[Record], languages: Sequence[Language]
) -> tuple[Stop, ...]:
    first = {record.keys[key.name]: record for record in reversed(records)}
    if is_time(key):
        return tuple(
            sorted(
                (stop_of(block, key, code, languages) for code in first), key=lambda stop: stop.at
            )
        )
    codes = [code for code in key.values if code in first]
    codes += [code for record in records if (code := record.keys[key.name]) not in key.values]
    return tuple(
        Stop(code=code, texts=label(key, first[code], languages)) for code in dict.fromkeys(codes)
    )


def label(key: Key, record: Record, languages: Sequence[Language]) -> Texts:
    """Give what a key's value is called in a row."""
    code = record.keys[key.name]
    if code in key.values:
        return texts_of(key.values[code], languages)
    if key.name in record.texts:
        return texts_of(record.texts[key.name], languages)
    return {language.code: code for language in languages}


def stop_of(block: Chart, key: Key, code: str, languages: Sequence[Language]) -> Stop:
    """Give the place in time that a key's value means."""
    if key.type is KeyType.INTEGER:
        return Stop(
            code=code, texts={language.code: code for language in languages}, at=Decimal(code)
        )
    try:
        moment = moment_of(key, code)
    except ValueError as error:
        raise ContentError(Code.BAD_DATE, block.place, f"the key '{key.name}': {error}") from error
    if key.type is KeyType.YEAR:
        return Stop(code=code, texts=_year(moment, languages), at=Decimal(moment.start.year))
    texts = {language.code: language.date(moment, "short") for language in languages}
    return Stop(code=code, texts=texts, at=Decimal(moment.start.toordinal()))


def _year(moment: Moment | Interval, languages: Sequence[Language]) -> Texts:
    # Each language's year beside the other's would say the same twice: a pair prints the digits.
    if len(languages) > 1:
        return {language.code: str(moment) for language in languages}
    return {language.code: language.date(moment, "year") for language in languages}


@dataclass(frozen=True, slots=True)
class _Reader:
    block: Chart
    languages: Sequence[Language]
    look: Look
    key: Key
    colour: Key | None

    def series(
        self, measures: Sequence[Measure], records: Sequence[Record], stops: Sequence[Stop]
    ) -> Iterable[Series]:
        number = 0
        names = [code or measure.name for measure in measures for code, _ in self._groups(records)]
        for measure in measures:
            for code, members in self._groups(records):
                name = code or measure.name
                ink = self.look.ink(name, number, names)
                number += name.upper() not in self.look.palette.countries
                texts = self._texts(measure, members[0], several=len(measures) > 1)
                points = self._points(measure, members, stops)
                yield Series(code=name, texts=texts, ink=ink, points=points)

    def _groups(self, records: Sequence[Record]) -> list[tuple[str, list[Record]]]:
        if self.colour is None:
            return [("", list(records))]
        groups: dict[str, list[Record]] = {code: [] for code in self.colour.values}
        for record in records:
            groups.setdefault(record.keys[self.colour.name], []).append(record)
        return [(code, members) for code, members in groups.items() if members]

    def _texts(self, measure: Measure, record: Record, *, several: bool) -> Texts:
        own = texts_of(measure.label, self.languages) if several else {}
        if self.colour is None:
            return own
        shared = label(self.colour, record, self.languages)
        return {code: f"{own[code]} {text}" if own else text for code, text in shared.items()}

    def _points(
        self, measure: Measure, records: Sequence[Record], stops: Sequence[Stop]
    ) -> tuple[Point, ...]:
        by_code: dict[str, list[Point]] = {stop.code: [] for stop in stops}
        places = {stop.code: stop for stop in stops}
        for record in records:
            code = record.keys[self.key.name]
            value = record.values.get(measure.name, Mark.NONE)
            known = isinstance(value, Quantity)
            by_code[code].append(
                Point(
                    stop=places[code],
                    quantity=value if isinstance(value, Quantity) else None,
                    missing=None if known else value,  # type: ignore[arg-type]
                )
            )
        return tuple(
            point for points in by_code.values() for point in self._single(measure, points)
        )

    def _single(self, measure: Measure, points: list[Point]) -> list[Point]:
        if len(points) <= 1 or self.block.form.value == "dumbbell":
            return points
        code = points[0].stop.code
        message = (
            f"{len(points)} rows give '{measure.name}' for '{self.key.name}' '{code}' in one series"
        )
        hint = "choose between them with 'where', or tell them apart with 'colour'"
        raise ContentError(Code.CHART, self.block.place, message, hint)
