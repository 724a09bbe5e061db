"""The templates of pages: the package's own, any of which a style may replace."""

from collections.abc import Mapping

from jinja2 import ChoiceLoader, DictLoader, PackageLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from jkreport.diagnostics import Code, ContentError, Place

Html = Markup
"""A string that is HTML already; every other string is escaped where it is printed."""


class PageTemplates:
    """The templates of one style."""

    def __init__(self, replaced: Mapping[str, str], folder: str) -> None:
        """Take the templates that the style has in its folder, by name; the others are the package's."""
        self._folder = folder
        self._environment = ImmutableSandboxedEnvironment(
            loader=ChoiceLoader(
                [DictLoader(replaced), PackageLoader("jkreport.compose", "templates")]
            ),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        # What differs from call to call has no place on a page.
        for each in ("lipsum", "cycler", "joiner"):
            self._environment.globals.pop(each, None)
        self._environment.filters.pop("random", None)

    def fill(self, name: str, values: Mapping[str, object]) -> Html:
        """Fill a template.

        Raises:
            ContentError: the template can't be read or asks for what isn't there.
        """
        try:
            return Html(self._environment.get_template(name).render(values))
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
            named = getattr(error, "name", None) or name
            place = Place(
                file=f"{self._folder}/templates/{named}", line=getattr(error, "lineno", None) or 1
            )
            raise ContentError(Code.STYLE, place, f"the template fails: {error}") from error
