"""The closed list of what can be wrong; `docs/diagnostics.md` explains each, and a test holds the two together."""

from enum import Enum, unique


class Severity(Enum):
    """How bad a fault is."""

    ERROR = "error"
    WARNING = "warning"


@unique
class Code(Enum):
    """A kind of fault: its number, and what it means in a few words.

    Numbers stay with their meaning for good. JK1xx: files and their form; JK2xx: structure of content;
    JK3xx: data; JK4xx: text and values; JK5xx: pages; JK6xx: reading without sight; JK7xx: languages in step;
    JK9xx: the machine.
    """

    FILE_MISSING = "JK101"
    FILE_UNREADABLE = "JK102"
    NOT_UTF8 = "JK103"
    YAML_SYNTAX = "JK104"
    YAML_DUPLICATE_KEY = "JK105"
    YAML_REFUSED = "JK106"
    FILE_TOO_LARGE = "JK107"
    PATH_OUTSIDE = "JK108"
    BAD_NAME = "JK109"

    UNKNOWN_KEY = "JK201"
    MISSING_KEY = "JK202"
    WRONG_TYPE = "JK203"
    UNKNOWN_KIND = "JK204"
    LANGUAGE_MISSING = "JK205"
    LANGUAGE_UNKNOWN = "JK206"
    DUPLICATE_ID = "JK207"
    UNKNOWN_NAME = "JK208"
    BAD_DATE = "JK209"
    BAD_VALUE = "JK210"
    SECTION_CYCLE = "JK211"
    TOO_DEEP = "JK212"
    NO_SUCH_BRIEF = "JK213"
    AFTER_CUT_OFF = "JK214"

    TABLE_SHAPE = "JK301"
    TABLE_HEADER = "JK302"
    TABLE_ENCODING = "JK303"
    NOT_A_NUMBER = "JK304"
    DUPLICATE_ROW = "JK305"
    NO_SUCH_ROW = "JK306"
    VALUE_MISSING = "JK307"
    FORMULA_WITHOUT_VALUE = "JK308"
    TABLE_TOO_LONG = "JK309"
    UNITS_DIFFER = "JK310"
    NO_DATA = "JK311"
    NO_SNAPSHOT = "JK312"
    SNAPSHOT_CHANGED = "JK313"
    ORIGIN_CHANGED = "JK314"
    INPUTS_CHANGED = "JK315"
    SOURCE_UNREACHABLE = "JK316"
    SOURCE_REFUSED = "JK317"
    SOURCE_DIFFERS = "JK318"
    CREDENTIAL = "JK319"
    QUERY = "JK320"
    OUT_OF_BOUNDS = "JK321"
    NOT_UNIQUE = "JK322"
    SUM_DIFFERS = "JK323"
    NOT_MONOTONE = "JK324"
    CHANGE_TOO_LARGE = "JK325"
    DATA_TOO_OLD = "JK326"
    DATA_OVERDUE = "JK327"
    FROZEN_CHANGED = "JK328"

    STATEMENTS_DIFFER = "JK330"
    NOT_PREFERRED = "JK331"
    STATEMENTS_UNEVEN = "JK332"
    PREFERENCE_IDLE = "JK333"
    NOT_COMPARABLE = "JK334"

    NOT_PRINTED = "JK340"
    NO_SUCH_STATE = "JK341"
    KEPT_DAMAGED = "JK342"
    ALREADY_KEPT = "JK343"

    TEXT_SYNTAX = "JK401"
    TEXT_FORBIDDEN = "JK402"
    TEXT_ENDLESS = "JK403"
    TEXT_UNDEFINED = "JK404"
    NO_SUCH_REFERENCE = "JK405"
    NO_SUCH_SOURCE = "JK406"
    NO_SUCH_TERM = "JK407"
    FOOTNOTE = "JK408"
    RAW_HTML = "JK409"
    NO_BIBLIOGRAPHY = "JK410"
    READING = "JK420"
    CONTRADICTED = "JK421"
    EXPECTATION = "JK422"

    IMAGE_BROKEN = "JK501"
    IMAGE_TOO_LARGE = "JK502"
    CHART = "JK503"
    STYLE = "JK504"
    ENGINE = "JK505"
    GLYPH_MISSING = "JK506"
    ADDRESS_REFUSED = "JK507"
    ALT_MISSING = "JK508"

    HEADING_JUMP = "JK601"
    HEADER_EMPTY = "JK602"
    TITLE_MISSING = "JK603"
    LANGUAGE_UNMARKED = "JK604"
    PAGE_NUMBER = "JK605"

    LEDGER = "JK701"
    TEXT_STALE = "JK702"
    TEXT_UNREVIEWED = "JK703"
    TEXT_UNTRANSLATED = "JK704"
    NO_SUCH_TEXT = "JK705"
    CANNOT_OMIT = "JK706"
    EXCHANGE_FILE = "JK707"
    UNIT_MOVED_ON = "JK708"
    UNIT_MARKS = "JK709"
    UNIT_UNKNOWN = "JK710"
    NOT_IN_PLACE = "JK711"
    EXTRA_MISSING = "JK712"

    TERM_FORBIDDEN = "JK720"
    TERM_OTHER_SIDE = "JK721"
    TERM_SEVERAL = "JK722"
    ABBREVIATION_EARLY = "JK723"
    TERM_COUNTERPART = "JK724"
    TBX = "JK726"

    NUMBERS_DIFFER = "JK730"
    DATES_DIFFER = "JK731"
    NUMBER_TYPED = "JK732"
    VALUES_DIFFER = "JK733"
    CITATIONS_DIFFER = "JK734"
    REFERENCES_DIFFER = "JK735"
    FOOTNOTES_DIFFER = "JK736"
    LISTS_DIFFER = "JK737"
    EMPHASIS_DIFFERS = "JK738"
    SENTENCES_DIFFER = "JK739"
    LENGTHS_DIFFER = "JK740"
    OTHER_LANGUAGE = "JK741"
    LEFT_BLANK = "JK742"
    WIDTH = "JK743"
    UNPAIRED = "JK744"
    SPACING = "JK745"
    SILENCE_IDLE = "JK749"

    FONT_MISSING = "JK901"
    LIBRARY_MISSING = "JK902"
    OUTPUT = "JK903"
    LOCKED = "JK904"
    LIMIT = "JK905"
    NOT_REPRODUCIBLE = "JK906"
    FONT_CHANGED = "JK907"
    LOCK_DIFFERS = "JK908"
    TIME_LIMIT = "JK909"
    MANIFEST = "JK910"

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return Severity.WARNING if self in _WARNINGS else Severity.ERROR

    @property
    def slug(self) -> str:
        """The name in kebab-case, `unknown-key`."""
        return self.name.lower().replace("_", "-")


# What is only likely to be wrong, or is a matter of style: it is told, but stops nothing.
_WARNINGS = frozenset(
    {
        Code.TERM_SEVERAL, Code.NUMBER_TYPED, Code.EMPHASIS_DIFFERS, Code.SENTENCES_DIFFER, Code.LENGTHS_DIFFER,
        Code.WIDTH, Code.SPACING, Code.SILENCE_IDLE, Code.PREFERENCE_IDLE,
    }
)  # fmt: skip
