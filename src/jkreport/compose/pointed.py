"""Values in running text that tell where they come from while they are pointed at: marked in texts, told in the page.

The marks are of private use and nothing that authors can type; on paper there is nothing of them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from jkreport.templating import Html

OPEN, CLOSE = "\ue000", "\ue001"
"""What stands around a value that was filled in."""

# Behind the opening mark of a value that is told stands its number, as one character of private use.
_FIRST, _LAST = 0xF0000, 0xFFFFD
_NUMBER = f"[{chr(_FIRST)}-{chr(_LAST)}]"
_MARKS = re.compile(f"{OPEN}{_NUMBER}?|{CLOSE}")
_FILLED = re.compile(f"{OPEN}(?!{_NUMBER})([^{OPEN}{CLOSE}]*){CLOSE}")
_IN_PAGE = re.compile(f"<[^>]*>|{OPEN}({_NUMBER})([^{OPEN}{CLOSE}<>]*){CLOSE}|{_MARKS.pattern}")
# Where a mark could change what Markdown makes of its neighbours, or would stand in an address or an attribute.
_MARKED_BEFORE = re.compile(r"[*_~`\\\n]$|(?:\]\([^)\s]*|[<{][^>}\n]*|\[[@#^][^\]\n]*|!?\[)$")
_MARKED_AFTER = tuple("*_~`\\\n^|>}]")


@dataclass(slots=True)
class Pointed:
    """The values that running text tells of so far, by the numbers in their marks: exact, and where they come from."""

    _told: list[tuple[str, str]] = field(default_factory=list)

    def marked(self, text: str, values: Sequence[tuple[str, str] | None]) -> str:
        """Number the values that were filled into a text, those that have something to tell, and unmark all others."""
        parts = iter(values)

        def number(found: re.Match[str]) -> str:
            told = next(parts, None)
            before, after = text[: found.start()], text[found.end() : found.end() + 1]
            free = not _MARKED_BEFORE.search(before) and after not in _MARKED_AFTER
            if told is None or not free or _FIRST + len(self._told) > _LAST:
                return found[1]
            self._told.append(told)
            return f"{OPEN}{chr(_FIRST + len(self._told) - 1)}{found[1]}{CLOSE}"

        if text.count(OPEN) != len(values):
            return unmarked(text)
        return _FILLED.sub(number, text)

    def on_screen(self, page: str) -> str:
        """Give a page in which each value can be pointed at; there is nothing in tags."""

        def told(found: re.Match[str]) -> str:
            if found[0].startswith("<") or not found[1]:
                return unmarked(found[0])
            exact, chain = self._told[ord(found[1]) - _FIRST]
            element = Html('<data value="{}" tabindex="0" data-origin="{}">').format(exact, chain)
            return f"{element}{found[2]}</data>"

        return _IN_PAGE.sub(told, page)


def unmarked(text: str) -> str:
    """Give a text or a page without marks."""
    return _MARKS.sub("", text)
