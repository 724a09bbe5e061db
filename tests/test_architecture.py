"""The shape of the source: layers, doors, sizes, languages in one place, no clock.

All of it is read with `ast` and nothing imported, so that an import hidden in a function counts.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "jkreport"

# From the ground up. A package or module knows those in the rows above its own, and none beside it.
LAYERS = (
    {"diagnostics"},  # what can be wrong, and where
    {"values"},  # quantities, units, dates
    {"shapes", "model", "languages"},  # what an SVG or a brief holds; how a language writes
    {
        "files",
        "images",
        "messages",
        "screening",
        "templating",
    },  # the doors to files, pictures, CSS and Jinja
    {"cache", "children"},  # what earlier work has left; processes that end with this one
    {"load", "data", "drawing"},  # YAML to the model; CSV and its like to tables; Vega-Lite to SVG
    {
        "resolve",
        "termbase",
        "translate",
        "origins",
    },  # expressions bound to values; terms as TBX; languages in step; where tables come from
    {"charts", "parity"},  # from a chart block and its table to a drawing; languages compared
    {"provenance"},  # what was printed and where it comes from, asked and compared
    {"compose"},  # from a resolved brief to one HTML document for each edition
    {"typeset"},  # from HTML to PDF, in a process of its own
    {"build"},  # conducts all of these
    {"questions"},  # what a workspace answers without a build
    {"workspace"},  # a folder of content, as a script holds it
    {"__init__"},  # what a script imports
    {"cli"},  # what a person types
    {"__main__"},  # `python -m jkreport`
)

# Libraries that come with another one and use its door.
COMPANIONS = {
    "numpy": "pandas",
    "mdit_py_plugins": "markdown_it",
    "pydyf": "weasyprint",
    "tinyhtml5": "weasyprint",
    "uharfbuzz": "weasyprint",
    "fontTools": "weasyprint",
    "markupsafe": "jinja2",
}

# What writes pages knows nothing of the clock, not even by way of others.
OF_THE_CLOCK = {"jkreport.build.clock", "jkreport.build.refreshing", "jkreport.build.data_status"}

LONGEST_MODULE = 400
LONGEST_BODY = 40

# Modules outside languages/ whose strings may hold our languages' letters, each with its reason.
LETTERS_ALLOWED = {
    "jkreport.compose.markdown.parser": "a reading stands in parentheses where a browser can't set ruby",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Module:
    """A file of the source, parsed."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def unit(self) -> str:
        """The package or top module that it belongs to, as LAYERS names it."""
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else "__init__"


@cache
def modules() -> tuple[Module, ...]:
    return tuple(
        Module(name=_name(path), path=path, tree=ast.parse(path.read_bytes()))
        for path in sorted(SOURCE.rglob("*.py"))
    )


def _name(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(module: Module) -> Iterator[str]:
    """Name each module that one imports, wherever in it."""
    names = {other.name for other in modules()}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = node.module or ""
            for alias in node.names:
                full = f"{origin}.{alias.name}"
                yield full if full in names else origin


def own_imports(module: Module) -> set[str]:
    return {name for name in imports(module) if name.split(".")[0] == "jkreport"}


def doors() -> dict[str, str]:
    """Give the module by which each library enters, as the linter's settings tell it."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    banned = settings["tool"]["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"]
    named = {
        library: re.search(r"jkreport(?:\.\w+)+", entry["msg"]) for library, entry in banned.items()
    }
    return {library: door[0] for library, door in named.items() if door}


def test_every_package_has_a_layer() -> None:
    layered = set[str]().union(*LAYERS)
    assert {module.unit for module in modules()} - layered == set()


def test_imports_point_down_the_layers() -> None:
    height = {unit: index for index, layer in enumerate(LAYERS) for unit in layer}
    upward = [
        f"{module.name} imports {name}"
        for module in modules()
        for name in sorted(own_imports(module))
        if (unit := (name.split(".")[1:] or ["__init__"])[0]) != module.unit
        if height[unit] >= height[module.unit]
    ]
    assert upward == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = TopologicalSorter({module.name: own_imports(module) for module in modules()})
    try:
        graph.prepare()
    except CycleError as error:
        pytest.fail(" → ".join(reversed(error.args[1])))


def test_each_library_enters_by_its_door() -> None:
    entries = doors()
    strangers = [
        f"{module.name} imports {name}"
        for module in modules()
        for name in sorted(set(imports(module)))
        if (library := name.split(".")[0]) not in sys.stdlib_module_names | {"jkreport"}
        if not _goes_by(module.name, entries.get(COMPANIONS.get(library, library)))
    ]
    assert strangers == []


def _goes_by(module: str, door: str | None) -> bool:
    return door is not None and (module == door or module.startswith(f"{door}."))


def test_every_door_stands() -> None:
    names = {module.name for module in modules()}
    assert {library: door for library, door in doors().items() if door not in names} == {}


# Kana, Hangul, Chinese characters, and the full-width forms.
OUR_LETTERS = re.compile(
    "[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]"
)


def test_no_module_but_those_of_languages_has_the_code_of_one() -> None:
    codes = {path.stem for path in (SOURCE / "languages").glob("??.py")} | {"ja", "ko", "en"}
    pairs = {f"{first}-{second}" for first in codes for second in codes}
    coded = [
        f"{module.name}:{line}: {text!r}"
        for module in modules()
        if module.unit != "languages"
        for line, text in strings(module)
        if text in codes | pairs
    ]
    assert coded == []


def test_only_languages_hold_letters_of_a_language() -> None:
    lettered = {
        module.name
        for module in modules()
        if module.unit != "languages"
        if any(OUR_LETTERS.search(text) for _, text in strings(module))
    }
    assert lettered == set(LETTERS_ALLOWED)


def strings(module: Module) -> Iterator[tuple[int, str]]:
    """Give the string constants of a module, docstrings left out."""
    prose = {id(node.value) for node in ast.walk(module.tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.lineno, node.value


def test_templates_hold_no_words_of_a_language() -> None:
    wordy = [
        f"{path.relative_to(SOURCE)}:{number}: {line.strip()}"
        for path in sorted(SOURCE.rglob("*"))
        if path.suffix in {".html", ".j2", ".jinja", ".css", ".svg"}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if OUR_LETTERS.search(line)
    ]
    assert wordy == []


# How many arguments each must have so that it tells a given time, not the present one; 9: never.
CLOCKS = {
    "datetime.now": 9,
    "datetime.utcnow": 9,
    "datetime.today": 9,
    "date.today": 9,
    "time.time": 9,
    "time.time_ns": 9,
    "time.localtime": 1,
    "time.gmtime": 1,
    "time.ctime": 1,
    "time.strftime": 2,
}


# What is said of data, and of no page: when they were retrieved, and how old they are today.
TELLS_TIME = "jkreport.build.clock"


def test_no_module_but_one_reads_the_clock() -> None:
    readers = [
        f"{module.name}:{node.lineno}: {ast.unparse(node)}"
        for module in modules()
        if module.name != TELLS_TIME
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        if len(node.args) < CLOCKS.get(".".join(ast.unparse(node.func).split(".")[-2:]), 0)
    ]
    assert readers == []


def test_the_clock_is_asked_only_where_data_are_retrieved_and_their_age_is_told() -> None:
    users = {module.name for module in modules() if TELLS_TIME in own_imports(module)}
    assert users == OF_THE_CLOCK - {TELLS_TIME}


def test_no_module_is_longer_than_400_lines() -> None:
    lengths = {module.name: len(module.path.read_bytes().splitlines()) for module in modules()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_body_is_longer_than_40_lines() -> None:
    long = {
        f"{path.relative_to(ROOT)}:{node.name}": length
        for path in code()
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (length := body_length(node)) > LONGEST_BODY
    }
    assert long == {}


def code() -> list[Path]:
    return [
        ROOT / "noxfile.py",
        *sorted((ROOT / "src").rglob("*.py")),
        *sorted((ROOT / "tests").rglob("*.py")),
    ]


def body_length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function from its first statement on, the docstring left out."""
    statements = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (statements[-1].end_lineno or 0) - statements[0].lineno + 1 if statements else 0


def test_the_picture_of_the_architecture_has_every_package_in_its_layer() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    drawn = [
        set(re.findall(r"`(\w+)`", line))
        for line in re.findall(r"^\| \d+ \| ([^|]+)", page, re.MULTILINE)
    ]
    assert drawn == list(LAYERS)


def test_every_diagnostic_is_documented() -> None:
    page = ROOT / "docs" / "diagnostics.md"
    (codes,) = (module for module in modules() if module.name == "jkreport.diagnostics.codes")
    declared = {text for _, text in strings(codes) if re.fullmatch(r"JK\d{3}", text)}
    assert set(re.findall(r"\bJK\d{3}\b", page.read_text(encoding="utf-8"))) == declared
