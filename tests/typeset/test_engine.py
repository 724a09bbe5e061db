"""What we change inside the engine stands on what is there."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path

import pikepdf
import pytest
from tinyhtml5 import inputstream
from weasyprint import HTML, css
from weasyprint.css import ComputedStyle
from weasyprint.layout import block
from weasyprint.pdf import fonts

from jkreport.typeset import engine
from jkreport.typeset.engine import columns, styles, subset
from jkreport.typeset.engine.refinement import Refinement, take

pytestmark = pytest.mark.typeset


def test_every_refinement_is_taken() -> None:
    assert engine.missing_refinements() == ()


def other(text: str) -> None:
    """Stand in for a function of the engine."""
    raise NotImplementedError(text)


def test_a_refinement_whose_ground_has_changed_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def refinement(name: str, parameters: str) -> Refinement:
        here = sys.modules[__name__]
        ground = (here, name, parameters)
        return Refinement(name=name, stands_on=(ground,), apply=lambda: made.append(name))

    whole = (refinement("other", "text"), refinement("missing", ""), refinement("other", "a, b"))
    assert take(whole) == ("missing", "other")
    assert made == ["other"]
    monkeypatch.setattr("weasyprint.__version__", "71.0")
    assert take(whole[:1]) == ("other",)


def test_a_refinement_that_cannot_be_made_is_left_out() -> None:
    def fail() -> None:
        raise ImportError

    assert take([Refinement(name="a", stands_on=(), apply=fail)]) == ("a",)


def first(text: str) -> str:
    """Stand in for a function of the engine that a refinement has put in the place of another."""
    return f"first {text}"


@wraps(first)
def second(text: str) -> str:
    """Call what was there."""
    return f"second {first(text)}"


def third(text: str) -> str:
    """Take the place of all that was there."""
    return f"third {text}"


def test_a_refinement_that_would_undo_another_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    here = sys.modules[__name__]
    monkeypatch.setattr(here, "other", other)

    def replacing(function: Callable[[str], object]) -> Refinement:
        def apply() -> None:
            vars(here)["other"] = function

        name = getattr(function, "__name__", "")
        return Refinement(name=name, stands_on=((here, "other", "text"),), apply=apply)

    assert take([replacing(first), replacing(third)]) == ("third",)
    assert vars(here)["other"] is first
    monkeypatch.setattr(here, "other", third)
    assert take(map(replacing, (first, second, third))) == ("third",)
    assert vars(here)["other"] is second


REPLACED = """
import inspect, json, sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec

# What makes the changes is there before the package that has them made.
NAME = "jkreport.typeset.engine"
sys.modules[NAME] = module_from_spec(find_spec(NAME))
refinement = import_module(f"{NAME}.refinement")
del sys.modules[NAME]


def standing():
    found = {}
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ("pydyf", "tinyhtml5", "weasyprint"):
            owners = {name: module}
            owners |= {f"{name}.{each}": value for each, value in vars(module).items() if inspect.isclass(value)}
            for path, owner in owners.items():
                for each, value in vars(owner).items():
                    found[id(owner), each] = f"{path}.{each}", value
    return found


def calls(function, other):
    while function is not None and function is not other:
        function = getattr(function, "__wrapped__", None)
    return function is other


def take(refinements):
    twice, ours, names = [], {}, set()
    for each in refinements:
        before = standing()
        each.apply()
        for key, (path, value) in standing().items():
            if key in before and before[key][1] is value:
                continue
            names.add(path)
            if key in ours and not calls(value, ours[key]):
                twice.append(f"{each.name}: {path}")
            ours[key] = value
    print(json.dumps({"twice": twice, "changed": len(names)}))
    return ()


refinement.take = take
import_module(NAME)
"""


def test_no_refinement_undoes_another() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", REPLACED], capture_output=True, text=True, check=True
    )
    found = json.loads(ended.stdout)
    assert found["twice"] == []
    assert found["changed"] > 30


def test_the_engine_is_spoken_to_in_one_place_and_the_fetcher() -> None:
    folder = Path(engine.__file__).parent.parent
    using = {
        each.relative_to(folder).as_posix()
        for each in folder.rglob("*.py")
        if "import weasyprint" in each.read_text() or "from weasyprint" in each.read_text()
    }
    assert {each for each in using if not each.startswith("engine/")} == {"fetcher.py"}


MARKED = (
    "<html lang=en><title>a</title><style>::footnote-call { color: red } .n { float: footnote } "
    "li::marker { color: red } td .words:lang(ko) { font-weight: bold } "
    "section p::after { content: leader('.') 'end' } #s3 em { color: red } "
    ".kin em { float: right } #p5 { -weasy-anchor: none }</style>"
    "<ul><li>one<li>two</ul><ol><li>three</ol><p>four<span class=n lang=ja>註</span>"
    "<span class=n lang=ja>注</span> five<table>"
    + "<tr><td><span class=words lang=ja>数</span><td><span class=words lang=ko>수</span>" * 20
    + "</table>"
    + "".join(
        f"<section id=s{number} class={kind}><p id=p{number} lang=en>to <a href=#s{number}>"
        f"<em lang=ja>本</em></a><table id=t{number}><tr><td id=c{number}>1</table></section>"
        for number, kind in enumerate(["", "kin"] * 10)
    )
)


COLUMNS = (
    "<html lang=en><title>a</title><style>@page { size: 90mm 120mm } div { columns: 2; padding-bottom: 3px } "
    "p { font-size: 9px; margin: 3px 0 } .kept { break-inside: avoid } .head { break-after: avoid; margin: 0 } "
    ".high { height: 20px; line-height: 30px } .moved { position: relative; top: 2px } "
    ".n { float: footnote } .f { float: left } .a { position: absolute } </style><p>before<div>"
)


def entries(kinds: str) -> str:
    """Give a document of entries in two columns: of each the class, and that of a part of it."""
    given = enumerate(each.split(".") for each in kinds.split())
    made = (
        f"<p class={kind}>{kind} <span class={'o'.join(part)}>{number}</span>"
        + " text" * (5 * number % 17)
        for number, (kind, *part) in given
    )
    return f"{COLUMNS}{''.join(made)}</div><p>after"


@pytest.mark.parametrize(
    ("document", "part"),
    [
        (entries("head kept high head kept moved kept kept head head kept"), 0.6),
        (entries("head kept kept head kept kept head kept high " * 4), 0.6),
        (entries("kept.n kept kept.f kept.a kept"), 1.0),
    ],
)
def test_columns_tried_without_layout_give_the_same_pages(
    monkeypatch: pytest.MonkeyPatch, document: str, part: float
) -> None:
    laid_out: list[object] = []
    plainly = columns._layout_plainly  # noqa: SLF001

    def counted(context: object, box: object, *rest: object) -> object:
        laid_out.append(box)
        return plainly(context, box, *rest)

    def pages() -> tuple[bytes, int]:
        laid_out.clear()
        pdf = HTML(string=document).write_pdf()
        return pdf, len(laid_out)

    monkeypatch.setattr(columns, "_layout_plainly", counted)
    tried, few = pages()
    monkeypatch.setattr(block, "block_level_layout", counted)
    plain, many = pages()
    assert tried == plain
    assert few <= many * part


def test_a_font_is_read_when_it_is_cut_down(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    plainly = subset._read  # noqa: SLF001

    def counted(face: object) -> object:
        read.append(face)
        return plainly(face)

    text = "<html lang=ja><title>a</title><p>日本語 <b>太字</b> <i>Latin</i> <small>日本語</small>"
    monkeypatch.setattr(subset, "_read", counted)
    later = HTML(string=text).write_pdf()
    with pikepdf.open(io.BytesIO(later)) as pdf:
        files = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        embedded = sum("/FontFile3" in each or "/FontFile2" in each for each in files)
    monkeypatch.delattr(fonts.Font, "file_content")
    monkeypatch.setattr(fonts, "get_hb_object_data", plainly)
    assert HTML(string=text).write_pdf() == later
    assert (len(read), embedded) == (3, 3)


def test_styles_worked_out_once_give_the_same_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    begin = ComputedStyle.__init__

    def counted(style: ComputedStyle, *given: object) -> None:
        made.append(style)
        begin(style, *given)

    def pages() -> tuple[bytes, int]:
        made.clear()
        pdf = HTML(string=MARKED).write_pdf()
        return pdf, len(made)

    monkeypatch.setattr(ComputedStyle, "__init__", counted)
    shared, few = pages()
    monkeypatch.setattr(css.StyleFor, "set_computed_styles", styles._set_plainly)  # noqa: SLF001
    monkeypatch.setattr(css.StyleFor, "__call__", styles._give_plainly)  # noqa: SLF001
    monkeypatch.setattr(inputstream, "characters_until_regex", {})
    plain, many = pages()
    assert shared == plain
    assert few < 200
    assert many > 1000
