"""What the marks in an author's text stand for: references, citations, notes, links; what is wrong with them."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from jkreport.compose import notes
from jkreport.compose.context import Cited, Context
from jkreport.compose.markdown import MARKUP, Hooks
from jkreport.compose.numbering import Kind, Target
from jkreport.diagnostics import Code, Place, nearest
from jkreport.languages import Language
from jkreport.model.brief import Citations
from jkreport.model.elements import ELEMENTS
from jkreport.model.text import Localized, Text
from jkreport.templating import Html

TextOf = Callable[[Localized, Language], Text | None]

_MOST_TOLD = 100
_NO_HTML = "emphasis is *…* or **…**; a sign of its own is \\<"
_WEB = ("https://", "http://", "mailto:")
_LOCATOR = re.compile(r"@([A-Za-z0-9_-]+)(?:,\s*(.+))?", re.DOTALL)


def marks_of(
    context: Context, text: Text, language: Language, text_of: TextOf, *, bare: bool = False
) -> Hooks:
    """Give what the marks in a text stand for; `bare` leaves notes out.

    `text_of` gives the wording of another text, as of a title that is referred to.
    """
    return _Marks(context=context, text=text, language=language, text_of=text_of, bare=bare)


def reference_to(name: str, label: str, language: Language, *, paged: bool) -> str:
    """Give a link to a place, with a place for the number of its page, which is known when all pages stand."""
    reference = f'<a class="ref" href="#{name}">{Html.escape(label)}</a>'
    if not paged:
        return reference
    before, after = Html.escape(language.label("page_reference", "\0")).split("\0")
    number = f'<span data-page-of="#{name}"></span>'
    place = f'<span class="at-page">{before}{number}{after}</span>'
    return reference + place


def called(target: Target, language: Language, text_of: TextOf) -> str:
    """Say what a reference to something calls it: 表3, 2.1節, 「用語集」."""
    match target.kind:
        case Kind.FIGURE:
            return language.label("figure_reference", target.number)
        case Kind.TABLE:
            return language.label("table_reference", target.number)
        case Kind.RECOMMENDATION:
            return language.label("recommendation_reference", target.number)
        case Kind.SECTION if number := target.number_in(language.code):
            # 第1章 and 제1장 say what they are.
            return language.label("section_reference", number) if number.isascii() else number
        case Kind.SECTION:
            # Not written out: a title that refers to its own section would have no end.
            title = target.title and text_of(target.title, language)
            return language.title(title.value if title else "", "chapter")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Marks:
    """`seen` are the citations so far."""

    context: Context
    text: Text
    language: Language
    text_of: TextOf
    bare: bool
    seen: list[str] = field(default_factory=list)

    def reference(self, literal: str, name: str, *, paged: bool) -> str:
        targets = self.context.numbering.targets
        target = targets.get(name)
        if target is None:
            self._problem(
                Code.NO_SUCH_REFERENCE,
                literal,
                f"there is no block or section '{name}'",
                nearest(name, targets),
            )
            return ""
        label = called(target, self.language, self.text_of)
        return reference_to(target.id, label, self.language, paged=paged)

    def citation(self, literal: str, cited: str) -> str:
        works = [work for part in cited.split(";") if (work := self._work(literal, part.strip()))]
        if not works:
            return ""
        if self.context.brief.citations is Citations.NOTES:
            self.seen.append(literal)
            return self._note(
                f"cited.{len(self.seen)}",
                lambda name: notes.citing(self.context, self.language, name, works),
            )
        pieces = [self._numbered(each) for each in works]
        # Locators hold commas of their own.
        plain = not any(each.locator for each in works)
        mark = self.language.entry_mark if plain else self.language.group_mark
        return '<span class="cite">[' + mark.join(pieces) + "]</span>"

    def _work(self, literal: str, part: str) -> Cited | None:
        match = _LOCATOR.fullmatch(part)
        if match is None:
            message = f"'{part}' is not a citation"
            self._problem(Code.NO_SUCH_SOURCE, literal, message, "[@key, p. 3; @other]")
            return None
        # Only a fault is worth looking for its place, through all of the text.
        known = match[1] in self.context.store.sources
        if self.context.cite(match[1], self.text.place if known else self._place(literal)) is None:
            return None
        source = self.context.store.sources[match[1]]
        return Cited(source=source, locator=(match[2] or "").strip())

    def _numbered(self, cited: Cited) -> str:
        number = list(self.context.used.sources).index(cited.source.id) + 1
        where = self.language.entry_mark + str(Html.escape(cited.locator)) if cited.locator else ""
        return f'<a href="#source-{cited.source.id}">{number}</a>{where}'

    def footnote(self, html: str, number: int) -> str:
        code = self.language.code
        return self._note(str(number), lambda name: notes.called(self.context, code, name, html))

    def _note(self, name: str, call: Callable[[str], str]) -> str:
        """Call a note by a name that is the same wherever the text is written."""
        place = self.text.place
        return "" if self.bare else call(f"{place.file}:{place.line}:{place.column}:{name}")

    def fault(self, literal: str, message: str) -> None:
        self._problem(Code.FOOTNOTE if literal else Code.TEXT_SYNTAX, literal, message)

    def reading(self, literal: str, message: str) -> None:
        self._problem(Code.READING, literal, message, "give one for each letter, or one for all")

    def address(self, address: str) -> None:
        targets = self.context.numbering.targets
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
        self.context.problems.add(
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
        return self.context.settings.elements

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
        self.context.problems.add(Code.RAW_HTML, place, message, hint)

    def unbalanced(self, literal: str, before: int) -> None:
        message = f"'{literal}' has no partner in the same emphasis, link or element"
        found = [each.start() for each in re.finditer(re.escape(literal), self.text.value)]
        place = self.text.at(found[before]) if before < len(found) else self.text.place
        self.context.problems.add(Code.RAW_HTML, place, message)

    def _place(self, literal: str) -> Place:
        return self.text.at(max(self.text.value.find(literal), 0)) if literal else self.text.place

    def _problem(self, code: Code, literal: str, message: str, hint: str = "") -> None:
        self.context.problems.add(code, self._place(literal), message, hint)
