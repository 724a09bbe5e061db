"""Setting of the annex of data: what an edition prints from, made from the record of what it has printed."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from jkreport.compose.blocks.sources import differing
from jkreport.compose.drawn import Drawn, Told, drawn
from jkreport.compose.entries import name_of
from jkreport.compose.formulas import formula_of
from jkreport.compose.numbering import Numbered
from jkreport.compose.setter import Setter
from jkreport.compose.writer import Row
from jkreport.data import file_of
from jkreport.languages import Label, Language
from jkreport.model.blocks import DataSources
from jkreport.model.origins import OriginKind, Snapshot
from jkreport.model.tables import TableSpec
from jkreport.provenance import Filled, Wording
from jkreport.provenance.asking import called
from jkreport.templating import Html
from jkreport.values import Derived, Moment

# So many digits of a sha256 are enough to tell two snapshots apart.
_SHOWN = 8
# The numbers of deeper sections say nothing without those above.
_DEEPEST = 2
_ASKED = frozenset({OriginKind.URL, OriginKind.SDMX})


def set_data_sources(setter: Setter, block: DataSources) -> Html:
    """Set an entry for each table and list that the edition prints from; tables stand under the works that they are of.

    Facts on which sources differ follow, with what the other sources say, and their tables are among the entries.
    An entry tells measures, the sections that print them, formulas, file and snapshot. Values lead to the one in the
    first language, on facing pages to the one on their own page.
    """
    facts = differing(setter)
    annex = _Annex(setter=setter, homes=_homes(setter))
    groups: dict[object, list[tuple[str, Drawn]]] = {}
    for name, each in drawn(setter.context).items():
        works = tuple(each.sources) if each.spec is not None else None
        groups.setdefault((works, each.as_of), []).append((name, each))
    rows: list[Row] = []
    for group in groups.values():
        for number, (name, each) in enumerate(group):
            rows.append(annex.row(name, each, lead=not rows, headed=not number))
    for wording in annex.wordings(block):
        setter.context.used.record.wording(wording)
    return setter.rows("data-sources", block.id, [*rows, *facts])


def _homes(setter: Setter) -> Mapping[str, Numbered | None]:
    """Give the section that is named as the home of each block: itself, or the one above; none for the cover."""
    homes: dict[str, Numbered | None] = dict.fromkeys(
        ("", *(each.id for each in setter.context.brief.summary))
    )
    above: list[Numbered] = []
    for each in setter.context.numbering.sections:
        above = [*above[: each.depth - 1], each]
        home = next((up for up in reversed(above[:_DEEPEST]) if up.number), above[0])
        homes[each.section.id] = home
        homes.update((block.id, home) for block in each.section.blocks)
    return homes


@dataclass(frozen=True, kw_only=True, slots=True)
class _Annex:
    """Writes entries; `pieces` are those of all formulas so far, by language."""

    setter: Setter
    homes: Mapping[str, Numbered | None]
    pieces: dict[str, list[tuple[str, Filled | None]]] = field(default_factory=dict)

    def row(self, name: str, entry: Drawn, *, lead: bool, headed: bool) -> Row:
        """Write an entry; the first of all has a lead above it, the first of a group its works and its date."""
        setter = self.setter
        sources = setter.context.cite_all(entry.sources.values())
        return setter.row(
            lambda each: setter.fill(
                "blocks/data_source.html.j2",
                lead=each.label("data_entries") if lead else "",
                apart=headed,
                sources=setter.entries(each, sources) if headed and entry.spec else "",
                date=each.label("as_of", each.date(entry.as_of))
                if headed and entry.as_of is not None
                else "",
                entry=name if self._named(each) else "",
                contents=self._contents(entry, each),
                title=setter.writer.without_notes.phrase(entry.title, each),
                parts=[part for part in self._parts(entry, each) if part[1]],
            )
        )

    def wordings(self, block: DataSources) -> Iterator[Wording]:
        """Give the formulas in each language, as the record has a text with values in it."""
        for code, pieces in self.pieces.items():
            parts, filled = [""], []
            for text, value in pieces:
                if value is None:
                    parts[-1] += text
                else:
                    parts += [text, ""]
                    filled.append(value)
            yield Wording(
                block=block.id,
                field="data_sources",
                language=code,
                place=str(block.place),
                parts=tuple(parts),
                filled=tuple(filled),
            )

    def _named(self, language: Language) -> bool:
        return self.setter.context.facing or language is self.setter.languages[0]

    def _contents(self, entry: Drawn, language: Language) -> str:
        """Say what a link to an entry leads to; where only one language has a name, in all."""
        own = (language,) if self.setter.context.facing else self.setter.languages
        said = (
            each.label("data_entry", self.setter.writer.plain(entry.title, each)) for each in own
        )
        return " / ".join(dict.fromkeys(said))

    def _parts(self, entry: Drawn, language: Language) -> Iterator[tuple[str, Html]]:
        """Give what an entry says behind its title, each part with what kind it is."""
        spec, writer = entry.spec, self.setter.writer.without_notes
        if spec is None:
            sources = self.setter.context.cite_all(entry.sources.values())
            works = self.setter.numbers(language, sources)
            located = (writer.phrase(each, language) for each in entry.locators.values())
            where = Html(language.group_mark).join(located)
            yield "works", Html(" ").join(each for each in (works, where) if each)
        else:
            known = (each for each in spec.measures if each.name in entry.measures)
            labels = (writer.phrase(each.label, language) for each in known)
            yield "measures", Html(language.list_mark).join(labels)
        yield "homes", self._used_in(entry, language)
        yield "formulas", self._worked(entry, language)
        if spec is not None:
            yield "works", self._located(spec, language)
            yield "file", self._file(spec, language)

    def _located(self, spec: TableSpec, language: Language) -> Html:
        where = self.setter.writer.without_notes.phrase(spec.locator, language)
        return _framed(language, "source_line", where) if where else where

    def _file(self, spec: TableSpec, language: Language) -> Html:
        """Name the file with the beginning of its hash, and where and when it was retrieved, if it was."""
        tables = self.setter.context.tables
        digest = tables.files.digests.get(file_of(spec), "")
        said = Html.escape(f"{posixpath.basename(file_of(spec))} {digest[:_SHOWN]}".strip())
        snapshot = tables.snapshots.get(spec.id)
        if spec.origin is None or snapshot is None:
            return said
        return Html(" ").join((said, _retrieved(spec.origin.kind, snapshot, language)))

    def _used_in(self, entry: Drawn, language: Language) -> Html:
        homes = dict.fromkeys(self._called(self.homes.get(each), language) for each in entry.blocks)
        return Html.escape(language.label("used_in", language.entry_mark.join(homes)))

    def _called(self, home: Numbered | None, language: Language) -> str:
        if home is None:
            return language.label("cover_page")
        title = self.setter.writer.plain(home.section.title, language)
        return home.number_in(language.code) or title

    def _worked(self, entry: Drawn, language: Language) -> Html:
        """Give the results that were printed, each with its formula, and remember them for the record."""
        told = [
            self._formula(origin, printed[language.code], language)
            for origin, printed in entry.worked.items()
            if language.code in printed
        ]
        return (
            _framed(language, "formulas", Html(language.group_mark).join(told))
            if told
            else Html("")
        )

    def _formula(self, origin: Derived, told: Told, language: Language) -> Html:
        printed, filled = told
        pieces: list[tuple[str, Filled | None]] = [(printed, filled), (" = ", None)]
        for text, value in formula_of(self.setter.context, origin, language):
            leaf = value.origin if value is not None else None
            named = called(leaf) if leaf is not None and not isinstance(leaf, Derived) else ""
            pieces.append((text, Filled(expression=named, value=value) if value else None))
        self.pieces.setdefault(language.code, []).extend((*pieces, ("\n", None)))
        said = "".join(text for text, _ in pieces)
        if not self._named(language):
            return Html.escape(said)
        name = name_of(self.setter.context, origin)
        contents = language.label("formulas", said)
        return Html('<span id="{}" data-contents="{}">{}</span>').format(name, contents, said)


def _framed(language: Language, label: Label, html: Html) -> Html:
    """Put what is HTML already into a label."""
    before, after = map(Html.escape, language.label(label, "\0").split("\0"))
    return before + html + after


def _retrieved(kind: OriginKind, snapshot: Snapshot, language: Language) -> Html:
    """Tell when a snapshot was taken, and of what: an address without what may be a secret, a query by its name."""
    asked = public_address(snapshot.address) if kind in _ASKED else ""
    asked = asked or (snapshot.address if kind is OriginKind.FILE else kind.value.upper())
    address = Html('<span class="address">{}</span>').format(asked)
    try:
        day = date.fromisoformat(snapshot.retrieved[:10])
    except ValueError:
        # Somebody has written into the lock.
        return address
    said = language.label("retrieved", language.date(Moment(day.year, day.month, day.day)))
    return Html("{} {}").format(said, address)


def public_address(address: str) -> str:
    """Give an address without user, password and query; nothing where it is none."""
    try:
        found = urlsplit(address)
    except ValueError:
        # Somebody has written into the lock.
        return ""
    return f"{found.scheme}://{found.netloc.rpartition('@')[2]}{found.path}"
