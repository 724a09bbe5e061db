"""What sets the blocks of an edition: its writer, its templates and the pieces that many blocks have."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from jkreport.compose import citations
from jkreport.compose.context import Context
from jkreport.compose.unfit import refuse_unfit
from jkreport.compose.writer import Row, Side, Writer
from jkreport.diagnostics import Code
from jkreport.languages import LANGUAGES, Label, Language
from jkreport.model.blocks import Block
from jkreport.model.names import Name
from jkreport.model.store import Source
from jkreport.model.tables import TableSpec
from jkreport.model.text import Localized
from jkreport.templating import Html, PageTemplates
from jkreport.values import Moment

_SILENT = frozenset({Code.ALT_MISSING, Code.HEADER_EMPTY, Code.TITLE_MISSING})

# What names a place of the document, or leads to one; notes are named by language already.
_NAMES = re.compile(r'(\s(?:id="|(?:href|data-page-of)="#))(?!note\.|call\.)([^"]+)"')


def _renamed(html: Html, code: str) -> Html:
    end = f".{code}"
    return Html(_NAMES.sub(lambda name: f'{name[1]}{name[2].removesuffix(end)}{end}"', str(html)))


def _behind(language: Language, dates: Mapping[str, Moment]) -> Html:
    if language.code not in dates:
        return Html("")
    said = language.label("behind", language.date(dates[language.code]))
    return Html('<p class="behind">{}</p>').format(said)


@dataclass(frozen=True, kw_only=True, slots=True)
class Caption:
    """A caption in one language, with its number."""

    lang: str
    number: str
    html: Html


@dataclass(frozen=True, kw_only=True, slots=True)
class Setter:
    """Sets blocks in the languages that print them."""

    context: Context
    templates: PageTemplates
    languages: tuple[Language, ...]

    @property
    def writer(self) -> Writer:
        """What writes texts in the languages that print the block."""
        return Writer(context=replace(self.context, languages=self.languages))

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the languages."""
        return tuple(each.code for each in self.languages)

    def within(self, block: str) -> "Setter":
        """Give what sets a block or a section, so that what it prints is known to be there."""
        return replace(self, context=self.context.within(block))

    def printing(self, block: Block) -> "Setter":
        """Give the setter for the languages that print a block."""
        wanted = block.printed_in(self.codes)
        kept = tuple(each for each in self.languages if each.code in wanted)
        return self if len(kept) == len(self.languages) else replace(self, languages=kept)

    def fill(self, name: str, **values: object) -> Html:
        """Fill a template; every one knows whether two languages are printed."""
        html = self.templates.fill(name, {"pair": len(self.languages) > 1, **values})
        if self.templates.replaced:
            refuse_unfit(html, name, self.context.style)
        return html

    def silent(self, text: Localized, code: str, written: str) -> bool:
        """Whether what was written of a text in a language says nothing, and nobody has told why."""
        if str(Html(written).striptags()) or text.missing([code]):
            return False
        return all(each.code in _SILENT for each in self.context.problems.found)

    def told(self, title: Localized, language: Language) -> str:
        """Give a title without mark-up; it has to say something."""
        written = self.writer.plain(title, language)
        if self.silent(title, language.code, written):
            self.context.problems.add(
                Code.TITLE_MISSING, title.place, "the title comes out empty", "say what follows"
            )
        return written

    def row(self, write: Callable[[Language], Html]) -> Row:
        """Write something in each language, side by side."""
        return tuple(Side(lang=each.code, html=write(each)) for each in self.languages)

    def rows(self, kind: str, block_id: str, rows: Sequence[Row], *, whole: bool = False) -> Html:
        """Set rows in which the languages stand beside each other; `whole` keeps them on one page."""
        opposite = self.opposite(block_id) if len(self.languages) > 1 else ""
        return self.fill(
            "rows.html.j2",
            kind=kind,
            id=block_id,
            opposite=opposite,
            rows=[self.faced(row) for row in rows],
            whole=whole,
        )

    def behind(self, name: str) -> Html:
        """Set the note that a text of a block, a section or the brief (no name) is behind; nothing where none is."""
        dates = self.context.behind.get(name, {})
        if not any(each.code in dates for each in self.languages):
            return Html("")
        row = self.row(lambda each: _behind(each, dates))
        return self.rows("behind", f"{name or 'brief'}.behind", (row,), whole=True)

    def opposite(self, name: str) -> str:
        """Give the name by which the other page of a spread calls what has a name here; none without spreads."""
        return f"{name}.{self.context.edition.languages[1]}" if self.context.facing else ""

    def faced(self, row: Row) -> Row:
        """Let what stands on the right page of a spread have names, and lead to them, that are its own."""
        if not self.context.facing:
            return row
        second = self.context.edition.languages[1]
        return tuple(
            replace(side, html=_renamed(side.html, second)) if side.lang == second else side
            for side in row
        )

    def labels(self, name: Label, *parts: object) -> Row:
        """Give a word of the page in each language."""
        return self.row(lambda each: Html.escape(each.label(name, *parts)))

    def captions(
        self, block_id: str, caption: Localized | None, label: Label, *, listed: bool = False
    ) -> tuple[Caption, ...]:
        """Give the caption in each language, with the number if the block has one; without notes in a list."""
        if caption is None:
            return ()
        target = self.context.numbering.targets.get(block_id)
        numbered = target is not None and target.id == block_id
        writer = self.writer.without_notes if listed else self.writer
        return tuple(
            Caption(
                lang=each.code,
                number=each.label(label, target.number) if numbered and target is not None else "",
                html=writer.title(caption, each),
            )
            for each in self.languages
        )

    def continued(
        self, block_id: str, caption: Localized | None, label: Label = "table"
    ) -> tuple[Side, ...]:
        """Give what stands above a block that goes on overleaf, 表3（続き）; none where it has no number."""
        return tuple(
            Side(
                lang=each.lang,
                html=Html.escape(LANGUAGES[each.lang].label("continued", each.number)),
            )
            for each in self.captions(block_id, caption, label)
            if each.number
        )

    def source_lines(
        self, names: Sequence[Name], locator: Localized | None = None, entry: str = ""
    ) -> Row:
        """Give the line that names where figures come from, in each language, with links to the bibliography.

        Its first word leads to an entry of the annex of data, if there is one.
        """
        sources = self.context.cite_all(names)
        if not sources:
            return ()
        return self.row(lambda each: self._source_line(each, sources, locator, entry))

    def _source_line(
        self, language: Language, sources: Sequence[Source], locator: Localized | None, entry: str
    ) -> Html:
        entries = self.entries(language, sources)
        if locator is not None:
            entries += Html(" ") + self.writer.phrase(locator, language)
        before, after = language.label("source_line", "\0").split("\0")
        word = before.rstrip()
        said = Html('<a href="#{}">{}</a>').format(entry, word) if entry else Html.escape(word)
        return said + before[len(word) :] + entries + Html.escape(after)

    def entries(self, language: Language, sources: Sequence[Source]) -> Html:
        """Name works, each in its own language, with links to the bibliography."""
        return Html(language.group_mark).join(self._short(source) for source in sources)

    def numbers(self, language: Language, sources: Sequence[Source]) -> Html:
        """Give the numbers of works in the bibliography; without one their names."""
        if not self.context.bibliography:
            return self.entries(language, sources)
        return Html("").join(self._number(source) for source in sources)

    def _short(self, source: Source) -> Html:
        said = citations.name_of(source)
        short = Html('<span lang="{}">{}</span>').format(source.language, said)
        if not self.context.bibliography:
            return short
        return short + Html("&#8201;") + self._number(source)

    def _number(self, source: Source) -> Html:
        number = list(self.context.used.sources).index(source.id) + 1
        return Html('<a class="cite" href="#source-{}">[{}]</a>').format(source.id, number)

    def notes(self, note: Localized | None, spec: TableSpec | None = None) -> Row:
        """Give the note under a figure or a table: the block's, else the table's."""
        text = note if note is not None else spec.note if spec is not None else None
        if text is None:
            return ()
        writer = self.writer

        def line(language: Language) -> Html:
            said = Html.escape(language.label("note_line", "\0"))
            return Html(said.replace("\0", writer.phrase(text, language)))

        return self.row(line)
