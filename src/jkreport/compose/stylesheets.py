"""The CSS of an edition: what the style and the languages set, then the style's own sheets."""

from collections.abc import Iterator, Sequence

from jkreport.languages import Language
from jkreport.model.style import Style


def settings_css(style: Style, languages: Sequence[Language]) -> str:
    """Give colours, measures and faces as custom properties, so that the style's sheets name none."""
    lines = [":root {"]
    lines += [f"  --{name}: {value};" for name, value in style.palette.named.items()]
    lines += [f"  --{name}: {value};" for name, value in style.variables.items()]
    lines += ["}"]
    lines += [
        f".host-{country} {{ --host: {colour}; }}"
        for country, colour in style.palette.countries.items()
    ]
    for language in languages:
        lines += _faces(style, language)
    lines += _page(style, languages[0])
    return "\n".join(lines)


def _faces(style: Style, language: Language) -> Iterator[str]:
    own = style.faces.get(language.code, {})
    faces = {
        "serif": language.faces.serif,
        "sans": language.faces.sans,
        "mono": language.faces.mono,
    }
    # Every language's own faces: Han characters differ in form between countries.
    yield f':lang("{language.code}") {{'
    for role, family in faces.items():
        yield f'  --{role}: "{own.get(role, family)}";'
    yield "}"


def _page(style: Style, language: Language) -> Iterator[str]:
    """Give the face of the running heads: margin boxes belong to no element, so no language reaches them."""
    family = style.faces.get(language.code, {}).get("sans", language.faces.sans)
    yield f'@page {{ font-family: "{family}"; }}'


def sheets(named: Sequence[tuple[str, str]]) -> str:
    """Give stylesheets one after the other, each under its name."""
    return "\n".join(f"/* {name} */\n{css}" for name, css in named)


def families(style: Style, languages: Sequence[Language]) -> tuple[str, ...]:
    """Give the font families that an edition declares, each once, serif before sans."""
    found: dict[str, None] = {}
    for language in languages:
        own = style.faces.get(language.code, {})
        found.setdefault(own.get("serif", language.faces.serif))
        found.setdefault(own.get("sans", language.faces.sans))
    return tuple(found)
