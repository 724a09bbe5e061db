"""The CSS of an edition: what the style and the languages set, then the style's own sheets."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jkreport.languages import Faces, Language
from jkreport.model.style import Style


def settings_css(style: Style, languages: Sequence[Language]) -> str:
    """Give colours, measures and faces as custom properties, so that the style's sheets name none."""
    lines = [":root {"]
    lines += [f"  --{name}: {value};" for name, value in style.palette.named.items()]
    lines += [f"  --{name}: {value};" for name, value in style.variables.items()]
    lines += [f"  --page-of: {_page_of(languages[0])};", "}"]
    lines += [
        f".host-{country} {{ --host: {colour}; }}"
        for country, colour in style.palette.countries.items()
    ]
    for language in languages:
        lines += _faces(style, language)
    lines += _page(style, languages[0])
    return "\n".join(lines)


def _page_of(language: Language) -> str:
    """Give the page and the last page as a language says them, as CSS content."""
    before, between, after = language.label("page_of", "\0", "\0").split("\0")
    parts = (f'"{before}"', "counter(page)", f'"{between}"', "counter(pages)", f'"{after}"')
    return " ".join(part for part in parts if part != '""')


def faces_of(style: Style, language: Language) -> Faces:
    """Give the families that a language is set in: the style's, else the language's own."""
    return replace(language.faces, **style.faces.get(language.code, {}))


def _faces(style: Style, language: Language) -> Iterator[str]:
    faces = faces_of(style, language)
    # Every language's own faces: Han characters differ in form between countries.
    yield f':lang("{language.code}") {{'
    yield f'  --serif: "{faces.serif}";'
    yield f'  --sans: "{faces.sans}";'
    yield f'  --mono: "{faces.mono}";'
    yield "}"


def _page(style: Style, language: Language) -> Iterator[str]:
    """Give the face of the running heads: margin boxes belong to no element, so no language reaches them."""
    yield f'@page {{ font-family: "{faces_of(style, language).sans}"; }}'


def sheets(named: Sequence[tuple[str, str]]) -> str:
    """Give stylesheets one after the other, each under its name."""
    return "\n".join(f"/* {name} */\n{css}" for name, css in named)


def families(style: Style, languages: Sequence[Language]) -> tuple[str, ...]:
    """Give the font families that an edition declares, each once, serif before sans."""
    faces = [faces_of(style, language) for language in languages]
    return tuple(dict.fromkeys(family for each in faces for family in (each.serif, each.sans)))
