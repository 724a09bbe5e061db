"""What goes to the typesetting process and what comes back; it knows nothing of the engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from jkreport.diagnostics import Code
from jkreport.model.resources import Resource


@dataclass(frozen=True, kw_only=True, slots=True)
class LineRules:
    """How lines are composed in text of one language.

    `justify_cjk` lets a justified line grow between ideographs and kana, by at most a quarter em.
    `keep_words` lets a line break only at spaces, except in a word that is longer than the line.
    `latin_gap` stands between ideographs or kana and Latin letters or digits, in em; a style
    overrides it by `--latin-gap`. `trim_marks` takes half an em from full-width brackets and stops
    where they meet and at the edges of a line, `half_marks` takes it everywhere.

    What `kept` and `kept_in_text` match stays on one line; the latter may part in short lines. Where
    what `parted` matches ends, a word may end a line that would be left far too short else. No
    line begins with a character of `never_first` or ends with one of `never_last`.
    """

    justify_cjk: bool = False
    keep_words: bool = False
    latin_gap: float = 0.0
    trim_marks: bool = False
    half_marks: bool = False
    kept: str = ""
    kept_in_text: str = ""
    parted: str = ""
    never_first: str = ""
    never_last: str = ""


class Relationship(Enum):
    """What an attached file is to the document (ISO 19005-3, 6.8)."""

    SOURCE = "Source"
    DATA = "Data"
    ALTERNATIVE = "Alternative"
    SUPPLEMENT = "Supplement"
    UNSPECIFIED = "Unspecified"


@dataclass(frozen=True, kw_only=True, slots=True)
class Attachment:
    """A file that the PDF carries: under which name, of what type, and what it is to the document."""

    name: str
    media_type: str
    data: bytes
    description: str = ""
    relationship: Relationship = Relationship.UNSPECIFIED


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """One page stream to typeset: a whole HTML document and the files that it calls by name.

    A resource called `charts/pace.svg` is reached from the HTML as `charts/pace.svg`. `rules`
    holds line rules by language code, as written in the `lang` attribute. `attachments` are put
    into the PDF, each under a name of its own; `epoch` dates them, in seconds since 1970.
    """

    name: str
    html: str
    resources: tuple[Resource, ...] = ()
    rules: Mapping[str, LineRules] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    epoch: int = 0


LIBRARIES_REMEDY = (
    "on Debian or Ubuntu: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)
"""What brings the libraries of the system that the engine needs."""


class MessageKind(Enum):
    """What the engine, or the process that runs it, complained of."""

    GLYPH = "glyph"
    IMAGE = "image"
    ANCHOR = "anchor"
    STYLE = "style"
    ADDRESS = "address"
    PAGE_NUMBER = "page-number"
    OTHER = "other"
    ENGINE = "engine"
    LIMIT = "limit"
    TIME = "time"
    LIBRARY = "library"

    @property
    def code(self) -> Code:
        """The diagnostic that it becomes."""
        return _CODES[self]


_CODES = {
    MessageKind.GLYPH: Code.GLYPH_MISSING,
    MessageKind.IMAGE: Code.IMAGE_BROKEN,
    MessageKind.ANCHOR: Code.NO_SUCH_REFERENCE,
    MessageKind.STYLE: Code.STYLE,
    MessageKind.ADDRESS: Code.ADDRESS_REFUSED,
    MessageKind.PAGE_NUMBER: Code.PAGE_NUMBER,
    MessageKind.OTHER: Code.ENGINE,
    MessageKind.ENGINE: Code.ENGINE,
    MessageKind.LIMIT: Code.LIMIT,
    MessageKind.TIME: Code.TIME_LIMIT,
    MessageKind.LIBRARY: Code.LIBRARY_MISSING,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """One complaint: its kind, a sentence, and what it is about.

    The subject is the missing character, the address, the name of the anchor (also of one whose
    page number is wrong), or `line:column` of the style sheet; it is empty when there is none.
    """

    kind: MessageKind
    detail: str
    subject: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Typeset:
    """What came of a job. `pdf` is empty when the engine could not finish.

    `anchors` gives the page of each `id` that something may point at, counted from 1. `without`
    names the refinements that this version of the engine did not take. `ragged` counts the lines
    that should be flush but would have had to grow too much. `peak_memory` is in bytes.
    """

    name: str
    pdf: bytes = b""
    pages: int = 0
    anchors: Mapping[str, int] = field(default_factory=dict)
    messages: tuple[Message, ...] = ()
    without: tuple[str, ...] = ()
    ragged: int = 0
    peak_memory: int = 0

    @property
    def good(self) -> bool:
        """Whether there is a PDF that nothing was said against."""
        return bool(self.pdf) and not self.messages
