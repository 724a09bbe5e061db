"""English."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from jkreport.languages.base import DateStyle, Faces, Label, Language, Sorting
from jkreport.languages.collation import is_latin, latin_folded, sorted_under
from jkreport.languages.english_dates import english_date
from jkreport.languages.english_numbers import english_number, english_quantity, english_range, head
from jkreport.languages.phrases import spaced_phrases
from jkreport.values import Interval, Moment, Quantity, QuantityRange

_LABELS: Mapping[Label, str] = {
    "contents": "Contents",
    "figures_list": "List of figures",
    "tables_list": "List of tables",
    "figure": "Figure {}",
    "table": "Table {}",
    "figure_reference": "Figure {}",
    "table_reference": "Table {}",
    "section_reference": "Section {}",
    "recommendation": "Recommendation {}",
    "recommendation_reference": "Recommendation {}",
    "proposal": "Proposal",
    "background": "Background",
    "implication": "Implications",
    "addressee": "Addressed to",
    "field": "Field",
    "horizon": "Time frame",
    "number": "No.",
    "issue_number": "No. {}",
    "source_line": "Source: {}",
    "note_line": "Note: {}",
    "unit_line": "({})",
    "sources_differ": "{} (sources differ)",
    "as_of": "As of {}",
    "edition": "English edition",
    "pair_edition": "{}–{} parallel edition",
    "page_of": "{} / {}",
    "page_reference": " (p. {})",
    "continued": "{} (continued)",
    "glossary": "Glossary",
    "bibliography": "References",
    "data_sources": "Data sources",
    "recommendations": "Recommendations",
    "summary": "Summary",
    "disclaimer": "Disclaimer",
    "note": "Note",
    "notes": "Notes",
    "date": "Date",
    "event": "Event",
    "place": "Place",
    "name": "Name",
    "office": "Position",
    "total": "Total",
    "accessed": "accessed {}",
    "reported": "as reported",
    "opinions_count": "Opinions: {}",
    "author_and": "{} and {}",
    "missing_none": "not applicable",
    "missing_unknown": "unknown",
    "missing_suppressed": "suppressed",
    "missing_inapplicable": "no such item",
    "missing_negligible": "less than half a unit",
    "flag_provisional": "provisional",
    "flag_revised": "revised",
    "flag_estimated": "estimated",
    "flag_unreliable": "unreliable",
    "behind": "The wording in another language has changed since {} and is not yet reflected here.",
    "changes_since": "Changes since the edition of {}",
    "changes_none": "Nothing has changed since the edition of {}.",
    "changes_unknown": "The edition of {} had none in this language.",
    "changes_values": "Values in the text",
    "changes_figures": "Values in tables and figures",
    "changes_events": "Events",
    "changes_texts": "Wording",
    "changes_wordings": "Old and new wording",
    "changes_sources": "Sources and data",
    "change_what": "Item",
    "change_where": "Place",
    "change_before": "Before",
    "change_now": "Now",
    "change_by": "Change",
    "change_kind": "Revision",
    "changed": "Updated",
    "added": "Added",
    "withdrawn": "Withdrawn",
    "moved": "New date",
    "rewritten": "Rewritten",
    "by_data": "Figures only",
    "cover": "Cover and imprint",
    "changes_more": "{} more",
    "changes_gone": "Withdrawn",
    "marks_legend": "Changes since the edition of {}: solid bar, wording; broken bar, data alone; wedge, withdrawn",
    "worked_out": "Worked out from {}",
    "data_entries": "Entries give measures, sections, formulas, the data file and the first 8 digits of its sha256.",
    "data_entry": "Data source: {}",
    "cover_page": "cover",
    "used_in": "used in {}",
    "formulas": "worked out: {}",
    "retrieved": "retrieved {}",
    "sum_of": "sum of {}",
    "rank_of": "rank by {}",
    "values_count": "{} values",
}

_IN_ITALICS = frozenset({"book", "report", "thesis", "periodical", "collection"})
_PLAIN = frozenset({"legislation", "treaty"})


class English(Language):
    """English as international organisations print it: day before month, million, billion."""

    code = "en"
    endonym = "English"
    labels: ClassVar[Mapping[Label, str]] = _LABELS
    # The Latin of the CJK families, so that English needs no other font than the two others.
    faces = Faces(serif="Noto Serif CJK JP", sans="Noto Sans CJK JP", mono="Noto Sans Mono CJK JP")
    list_mark = ", "
    sentence_end = "."
    keep_words = True

    def number(self, quantity: Quantity) -> str:
        """Print the number alone: 824,500, 16.8 billion."""
        return english_number(quantity)

    def quantity(self, quantity: Quantity) -> str:
        """Print number and unit: 824,500 people, US$16.8 billion, 3rd."""
        return english_quantity(quantity)

    def range(self, span: QuantityRange) -> str:
        """Print a range: 10–20%, US$3–5 billion; with signs by the word "to"."""
        return english_range(span)

    def unit_name(self, quantity: Quantity) -> str:
        """Name the unit as a table's head does: US$ billion, US$100 million, 10,000 people."""
        return head(quantity)

    def date(self, date: Moment | Interval, style: DateStyle = "full") -> str:
        """Print a date: 13 January 2026; English has no eras, so `era` is `full`."""
        return english_date(date, style)

    def join_lines(self, before: str, after: str) -> str:
        """Give a space: a line ends where a word does."""
        return " " if before and after else ""

    def particles(self, text: str, mark: str) -> str:  # noqa: ARG002 - the interface is Korean's need
        """Give the text unchanged."""
        return text

    def phrases(self, text: str) -> Sequence[str]:
        """Cut a heading at its spaces."""
        return spaced_phrases(text)

    def sorting(self, word: str, reading: str) -> Sorting:
        """Sort by letters, under A to Z; digits stand before."""
        return sorted_under(word, reading or word, latin_folded, _place)

    def names(self, people: Sequence[tuple[str, str]]) -> str:
        """Print Jane Doe, John Smith and Kim Koo."""
        *others, last = [f"{given} {family}".strip() for family, given in people] or [""]
        return self.label("author_and", ", ".join(others), last) if others else last

    def title(self, title: str, kind: str) -> str:
        """Set books and reports in italics, articles and pages in quotes, laws plain."""
        if kind in _PLAIN:
            return title
        if kind in _IN_ITALICS:
            return f"*{title}*"
        return "“" + title.translate(str.maketrans("“”", "‘’")) + "”"

    def cited_again(self, kind: str, note: str) -> str:  # noqa: ARG002 - one word serves all works
        """Say note 3 above, or Ibid. of the note right before."""
        return f"note {note} above" if note else "Ibid."


def _place(letter: str) -> tuple[int, str]:
    if letter.isdigit():
        return 1, "0–9"
    return (2, letter.upper()) if is_latin(letter) else (3, letter)
