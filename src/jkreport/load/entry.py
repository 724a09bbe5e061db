"""A mapping that is being read: each getter takes a key, notes what is wrong with it and goes on.

A getter never raises for content; where something is wrong it notes the fault and gives a harmless value, so that all
faults of a file are told at once.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import TypeVar

from jkreport.diagnostics import Code, Place, Problems, nearest
from jkreport.languages import LANGUAGES
from jkreport.load.yaml import Items, Node, Pairs, Scalar
from jkreport.model.names import Name
from jkreport.model.text import Localized, Text
from jkreport.values import Interval, Moment, parse_date

Choice = TypeVar("Choice", bound=Enum)

KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SNAKE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
# Letters that belong to some languages only: a text that has none of them may serve all.
_PARTICULAR = re.compile(
    r"[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]"
)
_WIDE_COLON = re.compile(r"\uff1a")
_WIDE_SPACES = ("\u00a0", "\u3000")
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}
_MOST_DIGITS = 30


@dataclass(slots=True)
class Entry:
    """A mapping of the file with a record of the keys that were asked for."""

    pairs: Pairs
    problems: Problems
    _asked: set[str] = field(default_factory=set)

    @property
    def place(self) -> Place:
        """Where the mapping starts."""
        return self.pairs.place

    @property
    def keys(self) -> tuple[Text, ...]:
        """The keys as they stand in the file."""
        return tuple(key for key, _ in self.pairs.pairs)

    def has(self, key: str) -> bool:
        """Whether the key is there with a value."""
        node = self._node(key)
        return node is not None and not (isinstance(node, Scalar) and node.null)

    def key_place(self, key: str) -> Place:
        """Where a key stands, else where the mapping starts."""
        return next((each.place for each in self.keys if each.value == key), self.place)

    def node(self, key: str, *, required: bool = False) -> Node | None:
        """Give what stands at the key, None when there is nothing."""
        self._asked.add(key)
        if self.has(key):
            return self._node(key)
        if required:
            self.problems.add(Code.MISSING_KEY, self.place, f"the key '{key}' is missing")
        return None

    def finish(self) -> None:
        """Tell of every key that nobody asked for."""
        for key in self.keys:
            if key.value not in self._asked:
                hint = nearest(key.value, self._asked)
                if key.value[:1] in _WIDE_SPACES:
                    hint = f"U+{ord(key.value[0]):04X} does not indent: indent with spaces"
                self.problems.add(Code.UNKNOWN_KEY, key.place, f"unknown key '{key.value}'", hint)

    def wrong(self, node: Node, expected: str) -> None:
        """Tell that something else is expected."""
        wide = _WIDE_COLON.search(node.text.value) if isinstance(node, Scalar) else None
        hint = f"a key ends in ': ', in half width, not in '{wide[0]}'" if wide else ""
        self.problems.add(Code.WRONG_TYPE, node.place, f"{expected} is expected", hint)

    def text(self, key: str, *, required: bool = False) -> Text | None:
        """Give plain text."""
        node = self.node(key, required=required)
        if node is None:
            return None
        if not isinstance(node, Scalar):
            self.wrong(node, "text")
            return None
        return node.text

    def string(self, key: str) -> str:
        """Give plain text, empty when there is none."""
        text = self.text(key)
        return text.value if text is not None else ""

    def name(self, key: str) -> Name | None:
        """Give a name that points elsewhere."""
        text = self.text(key)
        return Name(text.value, text.place) if text is not None else None

    def needed_name(self, key: str) -> Name:
        """Give a name that has to be there."""
        text = self.text(key, required=True)
        return Name(text.value, text.place) if text is not None else Name("", self.place)

    def names(self, key: str) -> tuple[Name, ...]:
        """Give a list of names; a single one may stand without a list."""
        node = self.node(key)
        return self.names_of(node) if node is not None else ()

    def names_of(self, node: Node) -> tuple[Name, ...]:
        """Give the names of a list, or a single one."""
        nodes = node.items if isinstance(node, Items) else (node,)
        found = []
        for each in nodes:
            if isinstance(each, Scalar) and not each.null:
                found.append(Name(each.text.value, each.place))
            else:
                self.wrong(each, "a name")
        return tuple(found)

    def localized(self, key: str) -> Localized:
        """Give a text in several languages that has to be there."""
        found = self.maybe_localized(key, required=True)
        return found if found is not None else Localized(texts={}, place=self.key_place(key))

    def maybe_localized(self, key: str, *, required: bool = False) -> Localized | None:
        """Give a text in several languages."""
        node = self.node(key, required=required)
        if isinstance(node, Scalar) and not node.text:
            self.problems.add(
                Code.LANGUAGE_MISSING,
                node.place,
                f"the text '{key}' is empty",
                "write it",
            )
            return Localized(texts={}, place=node.place, common=node.text)
        return self.localized_of(node) if node is not None else None

    def localized_of(self, node: Node) -> Localized:
        """Read a text in several languages: a mapping by language, or one text that serves all."""
        match node:
            case Scalar() if not node.null:
                return self._common(node)
            case Pairs():
                if not node.pairs:
                    self.wrong(node, "a text for each language")
                return Localized(texts=self._texts(node), place=node.place)
            case Scalar() | Items():
                self.wrong(node, "a text for each language")
                return Localized(texts={}, place=node.place)

    def _common(self, node: Scalar) -> Localized:
        if _PARTICULAR.search(node.text.value):
            self.problems.add(
                Code.LANGUAGE_MISSING,
                node.place,
                "this text is written in one language only",
                "write one for each language: {"
                + ", ".join(f"{code}: …" for code in LANGUAGES)
                + "}",
            )
        return Localized(texts={}, place=node.place, common=node.text)

    def _texts(self, node: Pairs) -> Mapping[str, Text]:
        texts = {}
        for key, value in node.pairs:
            if key.value not in LANGUAGES:
                self.problems.add(
                    Code.LANGUAGE_UNKNOWN,
                    key.place,
                    f"'{key.value}' is not a language known here",
                    nearest(key.value, LANGUAGES),
                )
            elif not isinstance(value, Scalar):
                self.wrong(value, "text")
            else:
                # What was written for nothing, as null, is no wording.
                texts[key.value] = replace(value.text, value="") if value.null else value.text
        return texts

    def nodes(self, key: str, *, required: bool = False) -> tuple[Node, ...]:
        """Give the members of a list."""
        node = self.node(key, required=required)
        if node is None:
            return ()
        if not isinstance(node, Items):
            self.wrong(node, "a list")
            return ()
        if required and not node.items:
            self.problems.add(Code.MISSING_KEY, node.place, f"the list '{key}' is empty")
        return node.items

    def entry_of(self, node: Node) -> "Entry | None":
        """Read a node as a mapping."""
        if isinstance(node, Pairs):
            return Entry(pairs=node, problems=self.problems)
        self.wrong(node, "a mapping")
        return None

    def entries(self, key: str, *, required: bool = False) -> tuple["Entry", ...]:
        """Give the members of a list of mappings."""
        found = (self.entry_of(node) for node in self.nodes(key, required=required))
        return tuple(each for each in found if each is not None)

    def mapping(self, key: str) -> "Entry | None":
        """Give a mapping."""
        node = self.node(key)
        return self.entry_of(node) if node is not None else None

    def named(
        self, key: str, pattern: re.Pattern[str] | None = None
    ) -> tuple[tuple[Text, Node], ...]:
        """Give the pairs of a mapping whose keys are names of the author's own."""
        node = self.node(key)
        if node is None:
            return ()
        if not isinstance(node, Pairs):
            self.wrong(node, "a mapping")
            return ()
        if pattern is not None:
            for name, _ in node.pairs:
                self.check_id(name, pattern)
        return node.pairs

    def choice(self, key: str, default: Choice) -> Choice:
        """Give one of the values of an enumeration."""
        return self.maybe_choice(key, type(default)) or default

    def maybe_choice(self, key: str, kind: type[Choice]) -> Choice | None:
        """Give one of the values of an enumeration, None when there is none."""
        text = self.text(key)
        if text is None:
            return None
        choices = {each.value: each for each in kind}
        found = choices.get(text.value)
        if found is None:
            hint = nearest(text.value, choices)
            self.problems.add(
                Code.BAD_VALUE, text.place, f"'{text.value}' is not a choice here", hint
            )
        return found

    def boolean(self, key: str, *, default: bool) -> bool:
        """Give true or false."""
        text = self.text(key)
        if text is None:
            return default
        found = _TRUTH.get(text.value.lower())
        if found is None:
            self.problems.add(
                Code.BAD_VALUE, text.place, f"'{text.value}' is neither true nor false"
            )
        return default if found is None else found

    def number(self, key: str) -> Decimal | None:
        """Give a number."""
        text = self.text(key)
        if text is None:
            return None
        try:
            number = Decimal(text.value) if len(text.value) <= _MOST_DIGITS else Decimal("NaN")
        except InvalidOperation:
            number = Decimal("NaN")
        if number.is_finite():
            return number
        self.problems.add(Code.BAD_VALUE, text.place, f"'{text.value}' is not a number")
        return None

    def integer(self, key: str, *, least: int, most: int) -> int | None:
        """Give a whole number within bounds."""
        number = self.number(key)
        if number is None:
            return None
        if number != number.to_integral_value() or not least <= number <= most:
            place = self.key_place(key)
            self.problems.add(
                Code.BAD_VALUE, place, f"'{key}' is a whole number from {least} to {most}"
            )
            return None
        return int(number)

    def date(self, key: str, *, required: bool = False) -> Moment | Interval | None:
        """Give a date in EDTF."""
        text = self.text(key, required=required)
        if text is None:
            return None
        try:
            return parse_date(text.value)
        except ValueError as error:
            self.problems.add(
                Code.BAD_DATE, text.place, str(error), "write 2026, 2026-03 or 2026-03-16"
            )
            return None

    def moment(self, key: str, *, required: bool = False) -> Moment | None:
        """Give a date that is no interval."""
        date = self.date(key, required=required)
        if isinstance(date, Interval):
            self.problems.add(
                Code.BAD_DATE, self.key_place(key), "one date is expected, not an interval"
            )
            return None
        return date

    def identifier(self, key: str, pattern: re.Pattern[str]) -> str:
        """Give the name of the thing itself, checked for its form."""
        text = self.text(key, required=True)
        if text is None:
            return ""
        self.check_id(text, pattern)
        return text.value

    def check_id(self, text: Text, pattern: re.Pattern[str]) -> None:
        """Tell when a name isn't written as such names are."""
        if not pattern.fullmatch(text.value):
            form = (
                "kebab-case (trade-balance)" if pattern is KEBAB else "snake_case (trade_balance)"
            )
            self.problems.add(Code.BAD_NAME, text.place, f"'{text.value}' is not written in {form}")

    def _node(self, key: str) -> Node | None:
        return next((node for name, node in self.pairs.pairs if name.value == key), None)
