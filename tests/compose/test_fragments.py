"""What becomes of each kind of block, as HTML, whole: `fragments/` holds what is expected of every edition.

JKREPORT_CORRECT=1 writes what is made now into them, for its author to read.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from jkreport.build.composing import context_of
from jkreport.build.loaded import load_workspace
from jkreport.compose import compose
from jkreport.compose.blocks import LAST, SETTERS, set_block
from jkreport.compose.setter import Setter
from jkreport.drawing import Compiler
from jkreport.model.blocks import Block
from jkreport.templating import PageTemplates

HERE = Path(__file__).parent
EVERYTHING = HERE.parent / "workspaces" / "everything"
DATA = re.compile(r"data:([a-z/+]+);base64,[A-Za-z0-9+/=]+")
Fragments = Callable[[str], dict[str, str]]


@pytest.fixture(scope="module")
def fragments(compiler: Compiler) -> Fragments:
    """Set every block of an edition: what is made of the others last, as an edition does."""
    loaded = load_workspace(EVERYTHING)
    brief = loaded.brief("all")
    style = loaded.style(brief)

    def made(name: str) -> dict[str, str]:
        (edition,) = (each for each in brief.editions if each.id == name)
        context = context_of(loaded, brief, edition, style, compiler)
        templates = PageTemplates(style.templates, f"styles/{style.id}")
        setter = Setter(context=context, templates=templates, languages=context.languages)
        sections = [each.section for each in context.numbering.sections]
        blocks = [*brief.summary, *(block for each in sections for block in each.blocks)]
        blocks.sort(key=lambda block: LAST.index(type(block)) if isinstance(block, LAST) else -1)
        found = {
            block.id: _tidy(context.used.pointed.on_screen(set_block(setter, block)))
            for block in blocks
        }
        # What has changed is known when the titles have been printed, too.
        found["news"] = _tidy(_cut(compose(context).html, "news"))
        assert loaded.problems.found == []
        return found

    return made


def _cut(html: str, name: str) -> str:
    """Cut a block out of a document."""
    start = re.search(rf'<div class="block [^"]*" id="{name}">', html)
    assert start is not None
    depth = 0
    for turn in re.finditer(r"<(/?)div\b", html[start.start() :]):
        depth += -1 if turn[1] else 1
        if depth == 0:
            return html[start.start() : start.start() + turn.end() + 1]
    raise AssertionError(name)


def _tidy(html: str) -> str:
    """Leave out blank lines, indentation, and the bytes of pictures."""
    lines = (line.strip() for line in DATA.sub(r"data:\1", html).splitlines())
    return "\n".join(line for line in lines if line)


@pytest.mark.parametrize("edition", ["ja", "ko", "en", "ja-ko"])
def test_every_kind_of_block_is_set_so(fragments: Fragments, edition: str) -> None:
    path = HERE / "fragments" / f"{edition}.html"
    made = "".join(f"<!-- {name} -->\n{html}\n" for name, html in fragments(edition).items())
    if os.environ.get("JKREPORT_CORRECT"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, "utf-8")
    assert made.splitlines() == path.read_text("utf-8").splitlines()


def test_a_block_for_one_language_is_set_in_no_other(fragments: Fragments) -> None:
    assert fragments("ja")["only-korean"] == ""
    assert fragments("en")["only-korean"] == ""
    pair = fragments("ja-ko")["only-korean"]
    assert 'lang="ja"' not in pair
    assert "둘째." in pair


def test_the_workspace_has_every_kind_of_block() -> None:
    brief = load_workspace(EVERYTHING).brief("all")
    kinds: set[type[Block]] = {type(block) for block in brief.summary}
    todo = list(brief.sections)
    while todo:
        section = todo.pop()
        kinds |= {type(block) for block in section.blocks}
        todo += section.sections
    assert kinds == set(SETTERS)
