"""An edition says of each of its elements whether it has changed since an earlier state: what change bars go by."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from unicodedata import normalize

from jkreport.compose.context import Context
from jkreport.compose.quiet import quoted
from jkreport.compose.writer import Writer
from jkreport.compose.written_page import Element, read_page, with_attributes
from jkreport.languages import LANGUAGES
from jkreport.model.blocks import DataSources
from jkreport.provenance import Dated, EditionRecord, Figure, Number, Record, Wording
from jkreport.provenance.changes import changes_between, comparable, edition_in
from jkreport.provenance.sentences import TextChange, without_moved
from jkreport.templating import Html
from jkreport.values import parse_date

CHANGED, GONE = "data-changed", "data-gone"
"""What elements say that have changed: `text` by an author, `data` by data alone; and after which something is gone."""
_CARRIERS = frozenset(
    {"p", "li", "ul", "ol", "tr", "dt", "dd", "figure", "figcaption", "caption", "blockquote"}
) | {f"h{level}" for level in range(1, 7)}
# What stands in a text and is no part of its sentences.
_ASIDE = frozenset({"cite", "at-page", "footnote", "side-note", "call", "flag", "pad"})
_LEGEND = '<div class="marks-legend" style="{}">{}</div>'
_PLACE = "position:absolute;bottom:-11mm;left:0;font-size:8pt;line-height:12pt;text-align:left"
_SCREEN = (
    '<style media="screen">[data-changed=text]{box-shadow:.5em 0 0 -.3em}'
    "[data-changed=data]{border-right:2px dotted}.marks-legend{position:static!important}</style>"
)


def revised(context: Context, html: str, before: Record, now: Record) -> str:
    """Give the document of an edition with what has changed since, and a line on the cover that says how it is shown.

    Lines and pages break as without it: nothing but attributes and what stands outside the flow is added.
    """
    marking = _Marking(context=context, page=read_page(html), before=before, now=now)
    added = marking.found()
    marked = with_attributes(html, added)
    legend = "".join(
        str(
            Html('<p lang="{}">{}</p>').format(
                each.code, each.label("marks_legend", _date(before, each.code))
            )
        )
        for each in context.languages
    )
    marked = marked.replace("</head>", f"{_SCREEN}</head>", 1)
    line = '<p class="imprint-line">'
    line = line if line in marked else "</body>"
    return marked.replace(line, _LEGEND.format(_PLACE, legend) + line, 1)


def _date(before: Record, code: str) -> str:
    language = LANGUAGES[code]
    try:
        return language.date(parse_date(before.as_of))
    except ValueError:
        return before.as_of


@dataclass(kw_only=True, slots=True)
class _Marking:
    """Finds the elements of a document that changed."""

    context: Context
    page: Element
    before: Record
    now: Record
    kinds: dict[Element, str] = field(default_factory=dict)
    gone: set[Element] = field(default_factory=set)
    _blocks: dict[str, Element] = field(default_factory=dict)
    _texts: dict[Element, str] = field(default_factory=dict)

    def found(self) -> Mapping[Element, Mapping[str, str]]:
        """Give each element that changed, or after which something is gone, with its attributes."""
        self._blocks = {
            element.attributes["id"]: element
            for element in self.page.walk()
            if "id" in element.attributes
        }
        earlier = comparable(self.before, self.now)
        edition = self.now.editions[0]
        codes = {code for each in earlier.editions for code in each.languages}
        shared = [code for code in edition.languages if code in codes]
        if shared:
            self._mark_texts(without_moved(changes_between(earlier, self.now).texts), edition)
            for code in shared:
                was = edition_in(earlier, code)
                self._mark_values(was, edition, code)
                self._mark_figures(was, edition, code)
                self._mark_events(was, edition, code)
                self._mark_withdrawn(was, edition)
        attributes = {each: {CHANGED: kind} for each, kind in self.kinds.items()}
        for each in self.gone:
            attributes.setdefault(each, {})[GONE] = "after"
        return attributes

    # Texts

    def _mark_texts(self, texts: Iterable[TextChange], edition: EditionRecord) -> None:
        listed = {each.block for each in edition.events} | self._annexes()
        for each in texts:
            if each.now:
                kind = "data" if each.by_data or each.block in listed else "text"
                known = set(each.before.split("\n"))
                for line in each.now.split("\n"):
                    if line not in known and line.strip():
                        self._mark(each.block, each.language, line, kind)
            elif each.block in self._blocks or not each.block:
                self._mark_gone(each, edition)

    def _annexes(self) -> set[str]:
        """Name the blocks that list the data themselves."""
        blocks = self.context.brief.all_blocks()
        return {each.id for each in blocks if isinstance(each, DataSources)}

    def _mark(self, block: str, code: str, text: str, kind: str) -> None:
        for element in self._holding(block, code, self._plain(text, code)):
            self._set(element, kind)

    def _set(self, element: Element, kind: str) -> None:
        if self.kinds.get(element) != "text":
            self.kinds[element] = kind

    def _mark_gone(self, change: TextChange, edition: EditionRecord) -> None:
        """Mark the place of a sentence that is gone: after the one that stood before it and stands still."""
        still = ""
        for wording in _wordings(self.before, change.block, change.field, change.language):
            still = wording.text.partition(change.before)[0]
        texts = [each.text for each in edition.wordings if each.block == change.block]
        lines = [line for line in still.split("\n") if line.strip()]
        for line in reversed(lines):
            if any(line.strip() in text for text in texts):
                key = self._plain(line, change.language)
                self.gone.update(self._holding(change.block, change.language, key)[:1])
                return
        self.gone.update(self._first(change.block, change.language))

    def _first(self, block: str, code: str) -> list[Element]:
        return [
            each for each in self._inside(block, code) if each.tag in _CARRIERS and self._text(each)
        ][:1]

    def _plain(self, text: str, code: str) -> str:
        language = LANGUAGES[code]
        text_of = Writer(context=self.context).text_of
        return _squeezed(quoted(self.context, text, language, text_of))

    # Where texts stand

    def _holding(self, block: str, code: str, key: str) -> list[Element]:
        """Give the innermost elements that print a text; all of the block where it can't be found."""
        inside = list(self._inside(block, code))
        having = [
            each for each in inside if each.tag in _CARRIERS and key and key in self._text(each)
        ]
        inner = [each for each in having if not any(each in other.above() for other in having)]
        if inner:
            return inner[:1]
        around = [each for each in inside if key and key in self._text(each)]
        return around[-1:] or [each for each in [self._blocks.get(block)] if each is not None]

    def _inside(self, block: str, code: str) -> Iterator[Element]:
        """Give the elements of a block in a language, without those of blocks inside."""
        names = [block, f"{block}.{code}"] if block else []
        roots = [self._blocks[name] for name in names if name in self._blocks]
        if not block:
            roots = [each for each in self.page.walk() if {"cover", "imprint"} & set(each.classes)]
        others = set(self._blocks.values()) - set(roots)
        for root in roots:
            for element in self._own(root, others):
                if code in {element.lang, *self._tongues(element)}:
                    yield element

    def _own(self, root: Element, others: set[Element]) -> Iterator[Element]:
        yield root
        for child in root.children:
            if isinstance(child, Element) and (
                child not in others
                or not {"block", "depth-1", "depth-2", "depth-3", "depth-4"} & set(child.classes)
            ):
                yield from self._own(child, others)

    def _tongues(self, element: Element) -> set[str]:
        return {each.attributes["lang"] for each in element.walk() if "lang" in each.attributes}

    def _text(self, element: Element) -> str:
        if element not in self._texts:
            parts = [
                self._text(each) if isinstance(each, Element) else _squeezed(each)
                for each in element.children
                if isinstance(each, str) or not _ASIDE & set(each.classes)
            ]
            self._texts[element] = "".join(parts)
        return self._texts[element]

    # Values, figures, events

    def _mark_values(self, was: EditionRecord, edition: EditionRecord, code: str) -> None:
        """Mark numbers that stand alone, which no sentence tells."""
        old = {(each.block, each.field): each for each in was.wordings if each.language == code}
        for each in edition.wordings:
            if each.language == code and each.field.endswith("value"):
                before = old.get((each.block, each.field))
                if before is None or before.text != each.text:
                    alike = before is not None and _asked(before) == _asked(each)
                    for element in self._holding(each.block, code, _squeezed(each.text)):
                        self._set(element, "data" if alike else "text")

    def _mark_figures(self, was: EditionRecord, edition: EditionRecord, code: str) -> None:
        old = {each.block: each for each in was.figures}
        for figure in edition.figures:
            block, before = self._blocks.get(figure.block), old.get(figure.block)
            if block is None:
                continue
            if before is None:
                self._set(block, "text")
            elif figure.kind == "chart":
                if _printed(before, code) != _printed(figure, code):
                    self._set(block, "data")
            else:
                self._mark_rows(before, figure, code)

    def _mark_rows(self, before: Figure, figure: Figure, code: str) -> None:
        """Mark the rows of a table whose numbers differ, and where rows are gone."""
        old, new = _printed(before, code), _printed(figure, code)
        cells = [each for each in self._inside(figure.block, code) if each.tag in ("td", "th")]
        rows = list(_paired(figure.numbers, cells, code, self._text))
        for number, row in rows:
            key = number.row, number.column
            if old.get(key) != new.get(key):
                self._set(row, "data")
        gone = {row for row, _ in old} - {row for row, _ in new}
        left = [number for number in before.numbers if number.row in gone]
        if left and rows:
            kept = [each.row for each in before.numbers[: before.numbers.index(left[0])]]
            above = [row for number, row in rows if number.row in kept[-1:]]
            self.gone.add(above[-1] if above else rows[0][1])

    def _mark_events(self, was: EditionRecord, edition: EditionRecord, code: str) -> None:
        old = {_event(each): each.printed.get(code) for each in was.events}
        for each in edition.events:
            printed = each.printed.get(code, "")
            if printed and old.get(_event(each)) != printed:
                self._mark_event(each, code, printed)

    def _mark_event(self, event: Dated, code: str, printed: str) -> None:
        key = _squeezed(printed)
        rows = [
            each
            for each in self._inside(event.block, code)
            if (each.tag == "tr" or "event" in each.classes) and key in self._text(each)
        ]
        for row in rows[:1]:
            self._set(row, "data")

    def _mark_withdrawn(self, was: EditionRecord, edition: EditionRecord) -> None:
        """Mark where blocks stood that are gone: after the block that stood before them and stands still."""
        order = list(dict.fromkeys(each.block for each in was.wordings))
        there = {each.block for each in edition.wordings}
        for place, name in enumerate(order):
            if name and name not in there and name not in self._blocks:
                before = [self._blocks[each] for each in order[:place] if each in self._blocks]
                self.gone.update(before[-1:])


def _wordings(record: Record, block: str, name: str, code: str) -> Iterator[Wording]:
    for each in edition_in(record, code).wordings:
        if (each.block, each.field, each.language) == (block, name, code):
            yield each


def _asked(wording: Wording) -> list[str]:
    return [each.expression for each in wording.filled]


def _printed(figure: Figure, code: str) -> dict[tuple[str, str], str]:
    return {(each.row, each.column): each.printed.get(code, "") for each in figure.numbers}


def _event(event: Dated) -> tuple[str, object]:
    return event.block, event.value.origin


def _paired(
    numbers: Iterable[Number],
    cells: Iterable[Element],
    code: str,
    text_of: Callable[[Element], str],
) -> Iterator[tuple[Number, Element]]:
    """Pair numbers with the rows that print them: both stand in the order of printing."""
    todo = iter(cells)
    for number in numbers:
        wanted = _squeezed(number.printed.get(code, ""))
        for cell in todo:
            if cell.tag == "td" and wanted and wanted in text_of(cell):
                yield number, next(each for each in cell.above() if each.tag == "tr")
                break


def _squeezed(text: str) -> str:
    return "".join(normalize("NFC", text).split())
