"""From the text of an author to HTML: values, particles, Markdown, references and citations."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from jkreport.compose import citations, markdown
from jkreport.compose.context import Context
from jkreport.compose.markdown import MARKUP
from jkreport.compose.numbering import Kind, Target
from jkreport.diagnostics import Code, Place, nearest
from jkreport.languages import Language
from jkreport.model.brief import Citations
from jkreport.model.elements import ELEMENTS
from jkreport.model.style import Notes
from jkreport.model.text import Localized, Text
from jkreport.resolve import DateValue, EventView, TermUse
from jkreport.resolve.terms import wording_in
from jkreport.templating import Fault, Html, evaluate, expand
from jkreport.values import Interval, Moment, Quantity, QuantityRange, ValueFault

# Private-use characters that hold a printed value together until the page is made.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARKS = re.compile(f"[{_OPEN}{_CLOSE}]")
_MOST_TOLD = 100
_NO_HTML = "emphasis is *…* or **…**; a sign of its own is \\<"
# Marks as they are typed with a Japanese or Korean keyboard switched on, and marks of other programs.
_LOOK_ALIKES = (
    (
        re.compile(r"\uff5b\uff5b|\{ \{|(?<!\{)\{\s*(?:data|events|term|brief)\.\w+"),
        "an expression is written {{ data.table.measure[key] }}, in half width",
    ),
    (
        re.compile(
            r"\uff3b[#@^\uff03\uff20\uff3e][^\uff3b\uff3d]*\uff3d|\[[\uff03\uff20\uff3e][^\[\]]*\]"
        ),
        "a reference is written [#id], a citation [@key], a footnote [^1], all in half width",
    ),
)
_TAGS = re.compile(r"<[^>]*>")
_WEB = ("https://", "http://", "mailto:")
_LOCATOR = re.compile(r"@([A-Za-z0-9_-]+)(?:,\s*(.+))?", re.DOTALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """A piece of HTML in one language."""

    lang: str
    html: Html


Row = tuple[Side, ...]
"""What stands beside each other: the same in each language."""


def _codes(written: Sequence[tuple[str, object]]) -> list[str]:
    return [code for code, _ in written]


@dataclass(frozen=True, kw_only=True, slots=True)
class Writer:
    """Writes the texts of an edition."""

    context: Context

    def sides(self, localized: Localized | None) -> tuple[Side, ...]:
        """Write a text within a line in each language of the edition; none where there is no text."""
        if localized is None:
            return ()
        return tuple(
            Side(lang=each.code, html=self.phrase(localized, each))
            for each in self.context.languages
        )

    def rows(self, localized: Localized | None, languages: Sequence[Language]) -> tuple[Row, ...]:
        """Write paragraphs, those of several languages beside each other if they match in number."""
        written = [(each.code, self.parts(localized, each)) for each in languages]
        if len({len(parts) for _, parts in written}) == 1 and len(written) > 1:
            return tuple(
                tuple(
                    Side(lang=code, html=part)
                    for code, part in zip(_codes(written), row, strict=True)
                )
                for row in zip(*(parts for _, parts in written), strict=True)
            )
        return (tuple(Side(lang=code, html=Html("\n").join(parts)) for code, parts in written),)

    def prose(self, localized: Localized | None, language: Language) -> Html:
        """Write paragraphs."""
        return Html("\n").join(self.parts(localized, language))

    def parts(self, localized: Localized | None, language: Language) -> tuple[Html, ...]:
        """Write paragraphs, lists and tables, each by itself."""
        filled, hooks = self._filled(localized, language)
        return tuple(Html(part) for part in markdown.prose(filled, hooks)) if hooks else ()

    def phrase(self, localized: Localized | None, language: Language) -> Html:
        """Write a text within a line."""
        filled, hooks = self._filled(localized, language)
        return Html(markdown.phrase(filled, hooks)) if hooks else Html("")

    def title(self, localized: Localized | None, language: Language) -> Html:
        """Write a heading or a caption, its phrases held together unless there is mark-up in it."""
        html = self.phrase(localized, language)
        if "<" in html or "&" in html:
            return html
        phrases = language.phrases(str(html))
        return Html("").join(
            Html('<span class="phrase">{}</span>').format(each) for each in phrases
        )

    def plain(self, localized: Localized | None, language: Language) -> str:
        """Write a text without any mark-up, as an attribute or a file's metadata have it."""
        html = str(self.phrase(localized, language))
        return str(Html(_TAGS.sub("", html)).unescape())

    def value(self, expression: Text) -> object:
        """Give the value of an expression; None, with the fault told, when it has none."""
        found, faults = evaluate(expression.value, self.context.scope)
        self._tell(expression, faults)
        return found

    def text_of(self, localized: Localized, language: Language) -> Text | None:
        """Give the wording in a language, and tell when there is none."""
        if not localized.missing([language.code]):
            return localized[language.code]
        if localized:  # else its reader has told that there is none at all
            self.context.problems.add(
                Code.LANGUAGE_MISSING,
                localized.place,
                f"the text in '{language.code}' ({language.endonym}) is missing",
                f"add '{language.code}: …' here; the edition '{self.context.edition.id}' prints it",
            )
        return None

    def show(self, value: object, language: Language) -> str:
        """Print a value in a language.

        Raises:
            ValueFault: it isn't something that is printed.
        """
        match value:
            case Quantity():
                self.context.note(value)
                return language.quantity(value)
            case QuantityRange():
                self.context.note(value.low)
                self.context.note(value.high)
                return language.range(value)
            case DateValue():
                return language.date(value.date, value.style)
            case Moment() | Interval():
                return language.date(value)
            case EventView():
                return self._wording(value.what, language)
            case Localized():
                return self._wording(value, language)
            case TermUse():
                self.context.used.terms.setdefault(value.term.id, value.term)
                mentioned = self.context.used.mentioned.setdefault(language.code, set())
                return wording_in(value, language.code, mentioned)
            case str() | int():
                return str(value)
            case _:
                raise ValueFault(
                    Code.WRONG_TYPE,
                    f"{_called(value)} is not something to print",
                    "ask for one of its values, such as [key], .count or .date",
                )

    def _wording(self, localized: Localized, language: Language) -> str:
        text = self.text_of(localized, language)
        return text.value if text is not None else ""

    def _filled(
        self, localized: Localized | None, language: Language
    ) -> tuple[str, "_Hooks | None"]:
        text = self.text_of(localized, language) if localized is not None else None
        if text is None:
            return "", None
        filled, faults = expand(
            text.value,
            self.context.scope,
            lambda value: _OPEN + markdown.escape(self.show(value, language)) + _CLOSE,
        )
        self._tell(text, faults)
        self._refuse_look_alikes(text)
        filled = _MARKS.sub("", language.particles(filled, _CLOSE))
        self.context.used.texts.setdefault(language.code, []).append(filled)
        return filled, _Hooks(writer=self, text=text, language=language)

    def _tell(self, text: Text, faults: tuple[Fault, ...]) -> None:
        for fault in faults:
            self.context.problems.add(fault.code, text.at(fault.offset), fault.message, fault.hint)

    def _refuse_look_alikes(self, text: Text) -> None:
        """Refuse what was meant as a mark and would be printed as it stands."""
        for pattern, hint in _LOOK_ALIKES:
            for found in pattern.finditer(text.value):
                message = f"'{found[0].strip()}' would be printed as it stands"
                place = text.at(found.start())
                self.context.problems.add(Code.TEXT_SYNTAX, place, message, hint)


def note_beside(code: str, number: int, html: str, *, at_end: bool = False) -> str:
    """Give a note with its number, which leads back to its call."""
    back = f'<a class="mark" href="#call.{code}.{number}" role="doc-backlink">{number}</a>'
    role = "doc-endnote" if at_end else "doc-footnote"
    return f'<span class="side-note" id="note.{code}.{number}" role="{role}">{back} {html}</span>'


def _called(value: object) -> str:
    name = type(value).__name__.removesuffix("View").lower()
    return {
        "events": "a list of events",
        "measure": "a whole measure",
        "table": "a whole table",
    }.get(name, f"'{name}'")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Hooks:
    """What the marks in one text stand for."""

    writer: Writer
    text: Text
    language: Language

    def reference(self, literal: str, name: str, *, paged: bool) -> str:
        targets = self.writer.context.numbering.targets
        target = targets.get(name)
        if target is None:
            self._problem(
                Code.NO_SUCH_REFERENCE,
                literal,
                f"there is no block or section '{name}'",
                nearest(name, targets),
            )
            return ""
        label = Html.escape(self.label(target))
        reference = f'<a class="ref" href="#{target.id}">{label}</a>'
        return reference + self._page_of(target) if paged else reference

    def _page_of(self, target: Target) -> str:
        """Give the place for the number of a page, which is known when all pages stand."""
        before, after = Html.escape(self.language.label("page_reference", "\0")).split("\0")
        number = f'<span data-page-of="#{target.id}"></span>'
        return f'<span class="at-page">{before}{number}{after}</span>'

    def label(self, target: Target) -> str:
        match target.kind:
            case Kind.FIGURE:
                return self.language.label("figure_reference", target.number)
            case Kind.TABLE:
                return self.language.label("table_reference", target.number)
            case Kind.RECOMMENDATION:
                return self.language.label("recommendation_reference", target.number)
            case Kind.SECTION if number := target.number_in(self.language.code):
                # 第1章 and 제1장 say what they are.
                plain = number.isascii()
                return self.language.label("section_reference", number) if plain else number
            case Kind.SECTION:
                # Not written out: a title that refers to its own section would have no end.
                title = target.title and self.writer.text_of(target.title, self.language)
                return self.language.title(title.value if title else "", "chapter")

    def citation(self, literal: str, cited: str) -> str:
        pieces = []
        for part in cited.split(";"):
            match = _LOCATOR.fullmatch(part.strip())
            if match is None:
                self._problem(
                    Code.NO_SUCH_SOURCE,
                    literal,
                    f"'{part.strip()}' is not a citation",
                    "[@key, p. 3; @other]",
                )
                continue
            piece = self._cited(literal, match[1], (match[2] or "").strip())
            if piece:
                pieces.append(piece)
        if not pieces:
            return ""
        if self.writer.context.brief.citations is Citations.NOTES:
            return self.footnote(self.language.group_mark.join(pieces))
        # Locators hold commas of their own.
        plain = all(piece.endswith("</a>") for piece in pieces)
        mark = self.language.entry_mark if plain else self.language.group_mark
        return '<span class="cite">[' + mark.join(pieces) + "]</span>"

    def _cited(self, literal: str, key: str, locator: str) -> str:
        context = self.writer.context
        number = context.cite(key, self._place(literal))
        if number is None:
            return ""
        tail = self.language.entry_mark + str(Html.escape(locator)) if locator else ""
        if context.brief.citations is Citations.NOTES:
            source = context.store.sources[key]
            return f'<span lang="{source.language}">{citations.entry(source, self.language)}</span>{tail}'
        return f'<a href="#source-{key}">{number}</a>{tail}'

    def footnote(self, html: str) -> str:
        context, code = self.writer.context, self.language.code
        if context.notes is Notes.FOOT:
            return f'<span class="footnote">{html}</span>'
        notes = context.used.notes.setdefault(code, [])
        number = notes.index(html) + 1 if html in notes else len(notes) + 1
        call = f'<a class="call" href="#note.{code}.{number}" role="doc-noteref"{{}}>{number}</a>'
        if number <= len(notes):
            return call.format("")  # a caption that a list repeats, or a note that is called again
        notes.append(html)
        call = call.format(f' id="call.{code}.{number}"')
        return call + note_beside(code, number, html) if context.notes is Notes.SIDE else call

    def fault(self, literal: str, message: str) -> None:
        self._problem(Code.FOOTNOTE if literal else Code.TEXT_SYNTAX, literal, message)

    def reading(self, literal: str, message: str) -> None:
        self._problem(Code.READING, literal, message, "give one for each letter, or one for all")

    def address(self, address: str) -> None:
        targets = self.writer.context.numbering.targets
        inside = address.startswith("#")
        if inside and address[1:] not in targets:
            message = f"there is no block or section '{address[1:]}'"
            self._problem(Code.NO_SUCH_REFERENCE, address, message, nearest(address[1:], targets))
        elif not inside and not address.startswith(_WEB):
            self._problem(
                Code.ADDRESS_REFUSED,
                address,
                f"'{address}' leads to no page of the web",
                "write all of it, with https://; a block or a section is called [#id]",
            )

    def picture(self, address: str) -> None:
        self._problem(
            Code.ADDRESS_REFUSED,
            address,
            "a text holds no pictures",
            "make a block of it: image: picture.png",
        )

    def heading(self, literal: str, marker: str) -> None:
        line = max(self.text.value.find(literal), 0)
        self.writer.context.problems.add(
            Code.HEADING_JUMP,
            self.text.at(max(self.text.value.find(marker, line), 0)),
            f"'{marker}' begins a heading, which texts don't hold",
            "make a section of it, or write \\# for the sign itself",
        )

    def empty_header(self, literal: str) -> None:
        self._problem(
            Code.HEADER_EMPTY, literal, "a header cell is empty", "say what its column holds"
        )

    @property
    def elements(self) -> Collection[str]:
        return self.writer.context.settings.elements

    def endless(self, message: str) -> None:
        self._problem(Code.TEXT_ENDLESS, "", message)

    def markup(self, literals: Collection[str]) -> None:
        # Told once for each time that it is written, but not where it is escaped.
        written = [each for each in MARKUP.finditer(self.text.value) if each[0] in literals]
        for found in written[:_MOST_TOLD]:
            if not self.text.value[: found.start()].endswith("\\"):
                self._refuse(found[0], self.text.at(found.start()))
        for literal in sorted(set(literals) - {each[0] for each in written})[:_MOST_TOLD]:
            self._refuse(literal, self.text.place)

    def _refuse(self, literal: str, place: Place) -> None:
        name = literal.strip("</>").partition(" ")[0].partition("\n")[0]
        message, hint = f"'{literal}' is HTML, which texts don't hold", _NO_HTML
        if name in ELEMENTS and name not in self.elements:
            hint = f"{_NO_HTML}; `html: [{name}]` in workspace.yaml allows this one"
        elif name in self.elements:
            message = f"'{literal}' is not written as texts may hold it"
            hint = "an element has no attributes but the title of abbr and dfn, in double quotes"
        self.writer.context.problems.add(Code.RAW_HTML, place, message, hint)

    def unbalanced(self, literal: str, before: int) -> None:
        message = f"'{literal}' has no partner in the same emphasis, link or element"
        found = [each.start() for each in re.finditer(re.escape(literal), self.text.value)]
        place = self.text.at(found[before]) if before < len(found) else self.text.place
        self.writer.context.problems.add(Code.RAW_HTML, place, message)

    def _place(self, literal: str) -> Place:
        return self.text.at(max(self.text.value.find(literal), 0)) if literal else self.text.place

    def _problem(self, code: Code, literal: str, message: str, hint: str = "") -> None:
        self.writer.context.problems.add(code, self._place(literal), message, hint)
