"""The templates of pages: the package's own, any of which a style may replace."""

from collections.abc import Mapping
from functools import lru_cache
from traceback import walk_tb
from types import MappingProxyType

from jinja2 import ChoiceLoader, FunctionLoader, PackageLoader, StrictUndefined, TemplateSyntaxError
from markupsafe import Markup

from jkreport.diagnostics import Code, ContentError, Place
from jkreport.templating.budget import PageSandbox, tallied

Html = Markup
"""A string that is HTML already; every other string is escaped where it is printed."""

_MOST_STYLES = 8


class PageTemplates:
    """The templates of one style."""

    def __init__(self, replaced: Mapping[str, str], folder: str) -> None:
        """Take the templates that the style has in its folder, by name; the others are the package's."""
        self.replaced = MappingProxyType(dict(replaced))
        self._folder = f"{folder}/templates"
        self._environment = _environment(tuple(sorted(replaced.items())), self._folder)

    def fill(self, name: str, values: Mapping[str, object]) -> Html:
        """Fill a template.

        Raises:
            ContentError: the template can't be read, asks for what isn't there, or does too much.
        """
        try:
            with tallied():
                return Html(self._environment.get_template(name).render(values))
        except Exception as error:
            place = self._place(error, name)
            raise ContentError(Code.STYLE, place, f"the template fails: {error}") from error

    def _place(self, error: Exception, name: str) -> Place:
        """Give the line of a style's template that was reached last before the failure."""
        if isinstance(error, TemplateSyntaxError):
            return Place(file=f"{self._folder}/{error.name or name}", line=error.lineno)
        reached = [
            Place(file=frame.f_code.co_filename, line=line)
            for frame, line in walk_tb(error.__traceback__)
            if frame.f_code.co_filename.startswith(self._folder)
        ]
        return reached[-1] if reached else Place(file=f"{self._folder}/{name}", line=1)


@lru_cache(maxsize=_MOST_STYLES)
def _environment(replaced: tuple[tuple[str, str], ...], folder: str) -> PageSandbox:
    """Give the templates of a style, each of which is compiled once in a process."""
    sources = dict(replaced)

    def of_style(name: str) -> tuple[str, str, None] | None:
        # The path is what a traceback calls the template by.
        return (sources[name], f"{folder}/{name}", None) if name in sources else None

    return PageSandbox(
        loader=ChoiceLoader(
            [FunctionLoader(of_style), PackageLoader("jkreport.compose", "templates")]
        ),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
