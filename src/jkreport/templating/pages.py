"""The templates of pages: the package's own, any of which a style may replace."""

from collections.abc import Callable, Mapping

from jinja2 import ChoiceLoader, DictLoader, PackageLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from jkreport.diagnostics import Code, ContentError, Place

Html = Markup
"""A string that is HTML already; every other string is escaped where it is printed."""


def page_template(
    name: str, replaced: Mapping[str, str], folder: str
) -> Callable[[Mapping[str, object]], str]:
    """Give a template as a function from its values to HTML.

    `replaced` holds templates of a style, by name, and `folder` is where they stand.
    """
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([DictLoader(replaced), PackageLoader("jkreport.compose", "templates")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # What differs from call to call has no place on a page.
    for each in ("lipsum", "cycler", "joiner"):
        environment.globals.pop(each, None)
    environment.filters.pop("random", None)

    def fill(values: Mapping[str, object]) -> str:
        try:
            return environment.get_template(name).render(values)
        except TemplateError as error:
            line = getattr(error, "lineno", None) or 1
            place = Place(
                file=f"{folder}/templates/{getattr(error, 'name', None) or name}", line=line
            )
            raise ContentError(Code.STYLE, place, f"the template fails: {error}") from error

    return fill
