"""What a language has to know; all else in jkreport speaks of languages only through this."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from jkreport.values import Interval, Moment, Quantity, QuantityRange

Label = Literal[
    "contents",
    "figures_list",
    "tables_list",
    "figure",
    "table",
    "figure_reference",
    "table_reference",
    "section_reference",
    "recommendation",
    "recommendation_reference",
    "proposal",
    "background",
    "implication",
    "addressee",
    "field",
    "horizon",
    "number",
    "issue_number",
    "source_line",
    "note_line",
    "unit_line",
    "sources_differ",
    "as_of",
    "edition",
    "pair_edition",
    "page_of",
    "page_reference",
    "continued",
    "glossary",
    "bibliography",
    "data_sources",
    "recommendations",
    "summary",
    "disclaimer",
    "note",
    "notes",
    "date",
    "event",
    "place",
    "name",
    "office",
    "total",
    "accessed",
    "reported",
    "opinions_count",
    "author_and",
    "missing_none",
    "missing_unknown",
    "missing_suppressed",
    "missing_inapplicable",
    "missing_negligible",
    "flag_provisional",
    "flag_revised",
    "flag_estimated",
    "flag_unreliable",
    "behind",
    "changes_since",
    "changes_none",
    "changes_unknown",
    "changes_values",
    "changes_figures",
    "changes_events",
    "changes_texts",
    "changes_wordings",
    "changes_sources",
    "change_what",
    "change_where",
    "change_before",
    "change_now",
    "change_by",
    "change_kind",
    "changed",
    "added",
    "withdrawn",
    "moved",
    "rewritten",
    "by_data",
    "cover",
    "changes_more",
    "changes_gone",
    "marks_legend",
    "worked_out",
    "data_entries",
    "data_entry",
    "cover_page",
    "used_in",
    "formulas",
    "retrieved",
    "sum_of",
    "rank_of",
    "values_count",
]
"""What a page says by itself. `{}` in a label stands for what goes there: `図{}`, `{} / {}`.

| label | its parts |
| --- | --- |
| `figure`, `table`, `figure_reference`, `table_reference` | the number |
| `section_reference` | the number as the style prints it: 2.1 |
| `recommendation`, `recommendation_reference` | the number |
| `issue_number` | the number of the brief in its series |
| `source_line`, `note_line`, `unit_line` | what stands in the line |
| `as_of` | the date |
| `sources_differ` | the fact on which sources differ |
| `pair_edition` | the endonyms of both languages, the first one first |
| `page_of` | the page, the last page |
| `page_reference` | the page of what a reference before it leads to |
| `accessed` | the date |
| `behind` | the date on which a text was last in step with the other languages |
| `changes_since`, `changes_none`, `changes_unknown`, `marks_legend` | the date up to which the earlier edition goes |
| `changes_more` | the number |
| `worked_out` | what a number was worked out from |
| `opinions_count`, `values_count` | the number |
| `data_entry` | the title of a table or a list |
| `used_in` | the numbers of sections, `cover_page` among them |
| `formulas` | results with their formulas |
| `retrieved` | the date |
| `sum_of`, `rank_of` | what is summed up, or ranked |
| `author_and` | the author or authors before, the last author |

All others have none. `number`, `date`, `event`, `place`, `name`, `office`, `total`, `addressee`,
`field`, `horizon`, `change_…`, `rewritten`, `added`, `withdrawn` and `by_data` are heads of columns. `missing_…`
says what a sign in place of a number means, `flag_…` what one beside a number does.
"""

DateStyle = Literal["full", "month", "year", "era", "short"]
"""How a date is printed, never more precisely than it is known.

full 2026年1月13日; month 2026年1月; year 2026年; era 令和8年1月13日; short 2026.1.13 for tables.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Faces:
    """Font families: for text, for headings, tables and numbers, and for code."""

    serif: str
    sans: str
    mono: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Sorting:
    """Where an entry stands in a glossary: its key, and the head above it (あ, ㄱ, A)."""

    key: str
    head: str


class Language(ABC):
    """A language of briefs: words of the page, numbers, dates, particles, line rules, faces."""

    code: ClassVar[str]
    """BCP 47 primary subtag."""
    endonym: ClassVar[str]
    """Its name in itself."""
    labels: ClassVar[Mapping[Label, str]]
    faces: ClassVar[Faces]
    list_mark: ClassVar[str]
    """Between the members of a list: 、 · comma."""
    entry_mark: ClassVar[str] = ", "
    """Between the parts of an entry in a bibliography."""
    group_mark: ClassVar[str] = "; "
    """Between entries that hold commas of their own."""
    sentence_end: ClassVar[str]
    """What ends a sentence that the page itself makes: 。 or a full stop."""
    spread: ClassVar[bool] = False
    """Whether a justified line grows between its characters, not between its words (JLREQ 3.8)."""
    keep_words: ClassVar[bool]
    """Whether a line breaks only at spaces between words."""
    latin_gap: ClassVar[float] = 0.0
    """Between its letters and Latin letters or digits in text, in em."""
    trim_marks: ClassVar[bool] = False
    """Whether full-width brackets and stops lose half an em where they meet and at a line's edges."""
    half_marks: ClassVar[bool] = False
    """Whether they are half an em wide everywhere."""
    kept: ClassVar[str] = ""
    """Pattern of what stays on one line: numbers with units, abbreviations."""
    kept_in_text: ClassVar[str] = ""
    """Pattern of what stays on one line in running text, but may part in a narrow column: dates."""
    parted: ClassVar[str] = ""
    """Pattern of what a word may end a line after, if that line would be left far too short else."""
    never_first: ClassVar[str] = ""
    """Characters that no line begins with."""
    never_last: ClassVar[str] = ""
    """Characters that no line ends with."""

    @abstractmethod
    def number(self, quantity: Quantity) -> str:
        """Print the number alone, a large one in mixed form unless its display sets a scale."""

    @abstractmethod
    def quantity(self, quantity: Quantity) -> str:
        """Print number and unit as in a sentence.

        A display with a scale prints the scale's name too (1,080億ドル), unless it leaves the unit
        away.
        """

    @abstractmethod
    def range(self, span: QuantityRange) -> str:
        """Print a range; what both ends share is said once."""

    @abstractmethod
    def unit_name(self, quantity: Quantity) -> str:
        """Name the unit as a table's head does, with the display's scale; empty if there is none.

        億ドル, 억 달러, US$100 million. Whether the display prints the unit in the cells doesn't
        matter.
        """

    @abstractmethod
    def date(self, date: Moment | Interval, style: DateStyle = "full") -> str:
        """Print a date as precisely as it is known; an interval says once what both ends share."""

    @abstractmethod
    def join_lines(self, before: str, after: str) -> str:
        """Give what stands for a soft line break between two characters: nothing or a space.

        Longer texts may be given; the last character of the one and the first of the other count.
        """

    @abstractmethod
    def particles(self, text: str, mark: str) -> str:
        """Resolve particles that depend on the reading before them.

        Forms such as 은(는) are resolved anywhere; a plain particle is resolved where it directly
        follows `mark`, the character that ends a value or a term, or the quotes, brackets and
        emphasis that close after it. A particle after something whose reading isn't known stays as
        it is. The marks stay in the text.
        """

    @abstractmethod
    def phrases(self, text: str) -> Sequence[str]:
        """Cut a heading into phrases to keep on one line each; joined they give the text."""

    @abstractmethod
    def sorting(self, word: str, reading: str) -> Sorting:
        """Say where a word stands in an alphabetical list."""

    @abstractmethod
    def names(self, people: Sequence[tuple[str, str]]) -> str:
        """Print authors given as (family, given); a literal name has an empty given name."""

    @abstractmethod
    def title(self, title: str, kind: str) -> str:
        """Set the title of a work of a CSL type as a bibliography does: 『…』, 「…」, *…*, “…”.

        Asterisks at both ends stand for italics; the title itself isn't escaped.
        """

    @abstractmethod
    def cited_again(self, kind: str, note: str) -> str:
        """Refer to a work of a CSL type that an earlier note names; without its number, the note right before."""

    def label(self, name: Label, *parts: object) -> str:
        """Give a word of the page with its parts filled in."""
        return self.labels[name].format(*parts)
