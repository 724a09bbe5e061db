"""Styles: `style.yaml` and the stylesheets that it names."""

import re
from collections.abc import Mapping
from dataclasses import replace

from jkreport.diagnostics import Code, ContentError, Place, Problems, nearest
from jkreport.files import Files
from jkreport.languages import LANGUAGES
from jkreport.load.briefs import read_file
from jkreport.load.entry import Entry
from jkreport.load.yaml import Pairs
from jkreport.model.names import Name
from jkreport.model.style import Notes, Palette, Style
from jkreport.model.text import Text
from jkreport.screening import css_faults, is_css_value

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_MOST_ABOVE = 8
_PROPERTY = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_FAMILY = re.compile(r"[^\x00-\x1f\"'\\<>{};]*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_NOTHING = Style(
    id="",
    numbering={},
    notes=Notes.FOOT,
    part_words=False,
    palette=Palette(named={}, countries={}, series=()),
    variables={},
    faces={},
    chart_width=433,
    chart_width_pair=433,
    chart_size=8,
    stylesheets=(),
    screen=(),
)


def read_style(name: Name, files: Files, problems: Problems, above: tuple[str, ...] = ()) -> Style:
    """Read a style, from the workspace or from those that come with jkreport, on top of what it extends.

    `above` names the styles that extend it.

    Raises:
        ContentError: there is no such style, or it extends itself.
    """
    folder = f"styles/{name}"
    if "style.yaml" not in files.names(folder):
        raise ContentError(
            Code.STYLE,
            name.place,
            f"there is no style '{name}'",
            nearest(name.value, files.names("styles")),
        )
    if len(above) > _MOST_ABOVE:
        message = f"styles extend each other more than {_MOST_ABOVE} deep"
        raise ContentError(Code.STYLE, name.place, message)
    if name.value in above:
        raise ContentError(
            Code.STYLE,
            name.place,
            f"the style '{name}' extends itself",
            " → ".join((*above, name.value)),
        )
    file = read_file(f"{folder}/style.yaml", files, problems, name.place)
    parent = file.name("extends")
    base = _NOTHING
    if parent is not None:
        base = read_style(parent, files, problems, (*above, name.value))
    return _on_top(base, name.value, file, files)


def _on_top(base: Style, name: str, file: Entry, files: Files) -> Style:
    """Read what a style says of its own; the rest is as in the one that it extends."""
    folder = f"styles/{name}"
    style = replace(
        _with_charts(base, file),
        id=name,
        numbering={**base.numbering, **_numbering(file)},
        notes=file.choice("notes", base.notes),
        part_words=file.boolean("part_words", default=base.part_words),
        palette=_palette(file, base.palette),
        variables={**base.variables, **_variables(file)},
        faces={**base.faces, **_faces(file, base.faces)},
        stylesheets=_together(base.stylesheets, _sheets(file, "stylesheets", folder, files)),
        screen=_together(base.screen, _sheets(file, "screen", folder, files)),
        templates={**base.templates, **_templates(folder, files)},
    )
    file.finish()
    return style


def _with_charts(base: Style, file: Entry) -> Style:
    chart = file.mapping("chart")
    if chart is None:
        return base
    style = replace(
        base,
        chart_width=chart.integer("width", least=100, most=2000) or base.chart_width,
        chart_width_pair=chart.integer("pair_width", least=100, most=2000) or base.chart_width_pair,
        chart_size=float(chart.number("size") or base.chart_size),
    )
    chart.finish()
    return style


def _numbering(file: Entry) -> Mapping[str, tuple[str, ...]]:
    """Read patterns for all languages, or for each."""
    if not file.has("numbering"):
        return {}
    node = file.node("numbering")
    if isinstance(node, Pairs):
        pairs = file.named("numbering")
        for code, _ in pairs:
            if code.value not in LANGUAGES:
                file.problems.add(
                    Code.LANGUAGE_UNKNOWN,
                    code.place,
                    f"'{code.value}' is not a language known here",
                    nearest(code.value, LANGUAGES),
                )
        return {code.value: _patterns(file.names_of(inner)) for code, inner in pairs}
    return {"": _patterns(file.names("numbering"))}


def _patterns(names: tuple[Name, ...]) -> tuple[str, ...]:
    return tuple(each.value for each in names)


def _together(
    base: tuple[tuple[str, str], ...], own: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str], ...]:
    """Put a style's own sheets after those that it extends, or in the place of one with the same name."""
    named = {path.rpartition("/")[2]: (path, css) for path, css in own}
    kept = tuple(named.pop(path.rpartition("/")[2], (path, css)) for path, css in base)
    return (*kept, *named.values())


def _variables(file: Entry) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for key, node in file.named("variables"):
        for name in file.names_of(node)[:1]:
            if not is_css_value(name.value):
                file.problems.add(
                    Code.STYLE, name.place, f"'{name}' is not one value of a property of CSS"
                )
            elif _is_property(file, key):
                found[key.value] = name.value
    return found


def _is_property(file: Entry, key: Text) -> bool:
    """Tell when a name can't be that of a custom property."""
    if _PROPERTY.fullmatch(key.value):
        return True
    file.problems.add(
        Code.BAD_NAME, key.place, f"'{key.value}' is not written in letters, digits and '-'"
    )
    return False


def _palette(file: Entry, base: Palette) -> Palette:
    named = {**base.named, **base.countries}
    for key, node in file.named("colours"):
        if key.value == "series":
            continue
        if _is_property(file, key):
            named[key.value] = _colour(file, *file.names_of(node))
    series = base.series
    for key, node in file.named("colours"):
        if key.value == "series":
            series = tuple(_colour(file, name) for name in file.names_of(node))
    countries = {key: value for key, value in named.items() if _COUNTRY.fullmatch(key)}
    rest = {key: value for key, value in named.items() if key not in countries}
    return Palette(named=rest, countries=countries, series=series)


def _colour(file: Entry, *names: Name) -> str:
    value = names[0].value.lower() if names else ""
    if not _COLOUR.fullmatch(value):
        place = names[0].place if names else file.place
        file.problems.add(Code.STYLE, place, f"'{value}' is not a colour such as #1c2b4a")
        return "#000000"
    return value


def _faces(file: Entry, base: Mapping[str, Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
    faces: dict[str, Mapping[str, str]] = {}
    for code, node in file.named("faces"):
        inner = file.entry_of(node)
        if inner is not None:
            roles = {role: inner.string(role) for role in ("serif", "sans", "mono")}
            own = {role: family for role, family in roles.items() if family}
            faces[code.value] = {**base.get(code.value, {}), **own}
            for role, family in own.items():
                if not _FAMILY.fullmatch(family):
                    message = f"'{family}' is not the name of a font family"
                    file.problems.add(Code.STYLE, inner.key_place(role), message)
            inner.finish()
    return faces


def _sheets(file: Entry, key: str, folder: str, files: Files) -> tuple[tuple[str, str], ...]:
    found = []
    for name in file.names(key):
        with file.problems.gathered():
            path = f"{folder}/{name}"
            css = _text(path, files, name.place)
            for fault in css_faults(css):
                code = Code.ADDRESS_REFUSED if fault.fetches else Code.STYLE
                file.problems.add(code, _at(path, css, fault.offset), fault.message)
            found.append((path, css))
    return tuple(found)


def _at(path: str, text: str, index: int) -> Place:
    column = index - text.rfind("\n", 0, index)
    return Place(file=path, line=text.count("\n", 0, index) + 1, column=column)


def _text(path: str, files: Files, place: Place) -> str:
    data = files.read(path, place)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        at = Place(file=path, line=line, column=column)
        message = f"byte 0x{data[error.start]:02X} is not UTF-8"
        raise ContentError(Code.NOT_UTF8, at, message, "save the file as UTF-8") from None


def _templates(folder: str, files: Files) -> Mapping[str, str]:
    names = [name for name in files.listing(f"{folder}/templates") if name.endswith(".j2")]
    paths = {name: f"{folder}/templates/{name}" for name in names}
    return {name: _text(path, files, Place(file=path)) for name, path in paths.items()}
