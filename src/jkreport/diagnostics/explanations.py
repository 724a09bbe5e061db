"""What each code means at length: the paragraphs and examples of `docs/diagnostics.md`, which come with the package."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jkreport.diagnostics.codes import Code

_PACKAGE = Path(__file__).parents[1]
_PAGE = "docs/diagnostics{}.md"
_HEADING = re.compile(r"^### (JK\d{3}) [a-z0-9-]+\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
_EXAMPLE = re.compile(r"^```text\n(.*?)^```\n", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """What a code means.

    `text` is Markdown. `example` shows files after a line `--- PATH`, then `$` and a command, then what that prints.
    """

    code: Code
    text: str
    example: str = ""

    @property
    def first_sentence(self) -> str:
        """What it means in a line."""
        return re.split(r"(?<=[.?!])\s|(?<=。)", self.text, maxsplit=1)[0]


@cache
def explanations(language: str = "") -> Mapping[Code, Explanation]:
    """Give what the documentation says of each code, in the order of the codes.

    `language` is the code of another language than English; what its page doesn't explain is explained in English.
    """
    english = read_explanations(page_of_explanations().read_text("utf-8"))
    page = page_of_explanations(language)
    return {**english, **read_explanations(page.read_text("utf-8"))} if page.is_file() else english


def page_of_explanations(language: str = "") -> Path:
    """Give the file that explains the codes in a language, English by default; in a checkout it stands at the top."""
    page = _PAGE.format(f".{language}" if language else "")
    inside = _PACKAGE / page
    return inside if inside.is_file() else _PACKAGE.parents[1] / page


def pages_of_explanations() -> Iterable[Path]:
    """Give the files that explain the codes, of all languages."""
    return sorted(page_of_explanations().parent.glob(_PAGE.format("*").removeprefix("docs/")))


def read_explanations(page: str) -> Mapping[Code, Explanation]:
    """Find the explanations in a page of Markdown: each under a heading `### JK101 file-missing`."""
    known = {code.value for code in Code}
    found = (
        _explanation(Code(match[1]), match[2])
        for match in _HEADING.finditer(page)
        if match[1] in known
    )
    return {each.code: each for each in sorted(found, key=lambda each: each.code.value)}


def _explanation(code: Code, body: str) -> Explanation:
    example = _EXAMPLE.search(body)
    text = _EXAMPLE.sub("", body).strip()
    return Explanation(code=code, text=text, example=example[1] if example is not None else "")
