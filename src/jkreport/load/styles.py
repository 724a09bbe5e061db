"""Styles: `style.yaml` and the stylesheets that it names."""

import re
from collections.abc import Mapping

from jkreport.diagnostics import Code, ContentError, Place, Problems, nearest
from jkreport.files import Files
from jkreport.load.briefs import read_file
from jkreport.load.entry import Entry
from jkreport.model.names import Name
from jkreport.model.style import Palette, Style

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_DEFAULT_WIDTH, _DEFAULT_SIZE = 433, 8


def read_style(name: Name, files: Files, problems: Problems) -> Style:
    """Read a style, from the workspace or from those that come with jkreport.

    Raises:
        ContentError: there is no such style.
    """
    folder = f"styles/{name}"
    if "style.yaml" not in files.names(folder):
        raise ContentError(
            Code.STYLE,
            name.place,
            f"there is no style '{name}'",
            nearest(name.value, files.names("styles")),
        )
    file = read_file(f"{folder}/style.yaml", files, problems, name.place)
    chart = file.mapping("chart")
    style = Style(
        id=name.value,
        numbering=tuple(each.value for each in file.names("numbering")),
        palette=_palette(file),
        variables={key.value: _string(file, node) for key, node in file.named("variables")},
        faces=_faces(file),
        chart_width=(chart.integer("width", least=100, most=2000) if chart else None)
        or _DEFAULT_WIDTH,
        chart_width_pair=(chart.integer("pair_width", least=100, most=2000) if chart else None)
        or _DEFAULT_WIDTH,
        chart_size=float((chart.number("size") if chart else None) or _DEFAULT_SIZE),
        stylesheets=_sheets(file, "stylesheets", folder, files),
        screen=_sheets(file, "screen", folder, files),
        templates=_templates(folder, files),
    )
    if chart is not None:
        chart.finish()
    file.finish()
    return style


def _string(file: Entry, node: object) -> str:
    names = file.names_of(node)  # type: ignore[arg-type]  # a node of the same file
    return names[0].value if names else ""


def _palette(file: Entry) -> Palette:
    named: dict[str, str] = {}
    for key, node in file.named("colours"):
        if key.value == "series":
            continue
        named[key.value] = _colour(file, *file.names_of(node))
    series: tuple[str, ...] = ()
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


def _faces(file: Entry) -> Mapping[str, Mapping[str, str]]:
    faces: dict[str, Mapping[str, str]] = {}
    for code, node in file.named("faces"):
        inner = file.entry_of(node)
        if inner is not None:
            roles = {role: inner.string(role) for role in ("serif", "sans", "mono")}
            faces[code.value] = {role: family for role, family in roles.items() if family}
            inner.finish()
    return faces


def _sheets(file: Entry, key: str, folder: str, files: Files) -> tuple[tuple[str, str], ...]:
    found = []
    for name in file.names(key):
        with file.problems.gathered():
            found.append((f"{folder}/{name}", _text(f"{folder}/{name}", files, name.place)))
    return tuple(found)


def _text(path: str, files: Files, place: Place) -> str:
    try:
        return files.read(path, place).decode("utf-8")
    except UnicodeDecodeError:
        raise ContentError(Code.NOT_UTF8, Place(file=path), f"'{path}' is not UTF-8") from None


def _templates(folder: str, files: Files) -> Mapping[str, str]:
    names = [name for name in files.listing(f"{folder}/templates") if name.endswith(".j2")]
    paths = {name: f"{folder}/templates/{name}" for name in names}
    return {name: _text(path, files, Place(file=path)) for name, path in paths.items()}
