"""From the text of an author to HTML: values, particles, Markdown, references and citations."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jkreport.compose import markdown
from jkreport.compose.borrowed import borrowed
from jkreport.compose.chains import chain_of
from jkreport.compose.marks import marks_of
from jkreport.compose.pointed import CLOSE, OPEN, unmarked
from jkreport.compose.record import value_of
from jkreport.compose.teller import Printed, Teller
from jkreport.diagnostics import Code
from jkreport.languages import LANGUAGES, Language
from jkreport.model.text import Localized, Text
from jkreport.resolve import DateValue
from jkreport.templating import Html, expand
from jkreport.values import Quantity, QuantityRange

_MARKS = re.compile(f"[{OPEN}{CLOSE}]")
# Marks as they are typed with a Japanese or Korean keyboard switched on, and marks of other programs.
_LOOK_ALIKES = (
    (
        re.compile(r"\uff5b\uff5b|\{ \{|(?<!\{)\{\s*(?:data|events|term|brief|statements)\.\w+"),
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
class Writer(Teller):
    """Writes the texts of an edition."""

    bare: bool = False

    @property
    def without_notes(self) -> "Writer":
        """What writes texts without their notes, as where they are listed."""
        return replace(self, bare=True)

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
        """Write paragraphs, lists and tables, each by itself, their values marked for who points at them."""
        filled, hooks = self._filled(localized, language, pointed=True)
        parts = tuple(Html(part) for part in markdown.prose(filled, hooks)) if hooks else ()
        return tuple(borrowed(part, "div", hooks, language) for part in parts)

    def phrase(self, localized: Localized | None, language: Language) -> Html:
        """Write a text within a line."""
        filled, hooks = self._filled(localized, language)
        html = Html(markdown.phrase(filled, hooks)) if hooks else Html("")
        return borrowed(html, "span", hooks, language)

    def title(self, localized: Localized | None, language: Language) -> Html:
        """Write a heading or a caption, its phrases held together unless there is mark-up in it."""
        return self.held(self.phrase(localized, language), language)

    def held(self, html: Html, language: Language, *, longest: int | None = None) -> Html:
        """Hold the phrases of a text together, unless there is mark-up in it or a phrase longer than wanted."""
        phrases = () if "<" in html else language.phrases(html.unescape())
        if not phrases or (longest is not None and max(map(len, phrases)) > longest):
            return html
        return Html("").join(
            Html('<span class="phrase">{}</span>').format(each) for each in phrases
        )

    def plain(self, localized: Localized | None, language: Language) -> str:
        """Write a text without any mark-up, as an attribute or a file's metadata have it."""
        html = str(self.without_notes.phrase(localized, language))
        return str(Html(_TAGS.sub("", html)).unescape())

    def _filled(
        self, localized: Localized | None, language: Language, *, pointed: bool = False
    ) -> tuple[str, markdown.Hooks | None]:
        text = self.text_of(localized, language) if localized is not None else None
        if text is None or localized is None:
            return "", None
        language = LANGUAGES[localized.borrowed.get(language.code, language.code)]
        printed: list[Printed] = []

        def show(value: object, number: int) -> str:
            printed.append((number, value, self.show(value, language)))
            return OPEN + markdown.escape(printed[-1][2]) + CLOSE

        filled, faults = expand(text.value, self.context.scope, show)
        self._tell(text, faults)
        self._refuse_look_alikes(text)
        filled = language.particles(filled, CLOSE)
        if not faults:
            self.take_down(text, language, _MARKS.split(filled), printed)
        self.context.used.texts.setdefault(language.code, []).append(unmarked(filled))
        told = [self._told(value, language) for _, value, _ in printed] if pointed else ()
        filled = self.context.used.pointed.marked(filled, told)
        marks = marks_of(self.context, text, language, self.text_of, bare=self.bare)
        return filled, marks

    def _told(self, value: object, language: Language) -> tuple[str, str] | None:
        """Say of a value, exactly, what it is and where it comes from; nothing of what is only words."""
        told = value_of(value)
        if told is None or not isinstance(value, Quantity | QuantityRange | DateValue):
            return None
        return told.number, chain_of(self.context, told.origin, (language,))

    def _refuse_look_alikes(self, text: Text) -> None:
        """Refuse what was meant as a mark and would be printed as it stands."""
        for pattern, hint in _LOOK_ALIKES:
            for found in pattern.finditer(text.value):
                message = f"'{found[0].strip()}' would be printed as it stands"
                place = text.at(found.start())
                self.context.problems.add(Code.TEXT_SYNTAX, place, message, hint)
