"""A piece of an author's text without its marks, as it is quoted elsewhere: nothing is cited or found fault with."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from jkreport.compose import markdown
from jkreport.compose.context import Context
from jkreport.compose.marks import TextOf, called
from jkreport.languages import Language
from jkreport.templating import Html

_NOTE_MARKS = re.compile(r"^\[\^[^\]\s]+\]:[ \t]*|\[\^[^\]\s]+\]", re.MULTILINE)


def quoted(context: Context, text: str, language: Language, text_of: TextOf) -> str:
    """Give what a piece of a text prints, without mark-up, citations and calls of notes."""
    hooks = _Quiet(context=context, language=language, text_of=text_of)
    parts = markdown.prose(_NOTE_MARKS.sub("", text), hooks)
    return str(Html(" ".join(parts)).striptags())


@dataclass(frozen=True, kw_only=True, slots=True)
class _Quiet:
    context: Context
    language: Language
    text_of: TextOf

    def reference(self, literal: str, name: str, *, paged: bool) -> str:
        """Call what is referred to as it is called now; what is gone has no number any more."""
        del literal, paged
        target = self.context.numbering.targets.get(name)
        return str(Html.escape(called(target, self.language, self.text_of))) if target else "…"

    def citation(self, literal: str, cited: str) -> str:
        del literal, cited
        return ""

    def footnote(self, html: str, number: int) -> str:
        del number
        return f" ({html})"

    @property
    def elements(self) -> Collection[str]:
        return self.context.settings.elements

    # All that follows was told where the text itself was set.

    def fault(self, literal: str, message: str) -> None: ...

    def reading(self, literal: str, message: str) -> None: ...

    def address(self, address: str) -> None: ...

    def picture(self, address: str) -> None: ...

    def heading(self, literal: str, marker: str) -> None: ...

    def empty_header(self, literal: str) -> None: ...

    def markup(self, literals: Collection[str]) -> None: ...

    def endless(self, message: str) -> None: ...

    def unbalanced(self, literal: str, before: int) -> None: ...
