"""What only typesetting finds: it is told with its place in the workspace, and no PDF is written."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.typeset

BASE = Path(__file__).parents[1] / "cases" / "base"
Run = Callable[..., Any]
GLYPH = ".notdef glyph rendered for Unicode string unsupported by fonts:"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = Path(shutil.copytree(BASE, tmp_path / "workspace"))
    brief = root / "content/briefs/one.yaml"
    brief.write_text(brief.read_text("utf-8").replace("[ja, ko]", "[ja]") + "style: own\n", "utf-8")
    (root / "styles/own").mkdir(parents=True)
    (root / "styles/own/style.yaml").write_text(
        'stylesheets: [one.css, two.css]\nnumbering: ["{1}"]\n'
    )
    (root / "styles/own/one.css").write_text("p { color: black }\n")
    (root / "styles/own/two.css").write_text("p { color: black }\n")
    return root


def faults(run: Run, root: Path) -> list[str]:
    ended = run(root, "build", "one", "--quiet")
    assert (ended.status, ended.out) == (1, "")
    assert sorted(path.name for path in (root / "build").rglob("*")) == [".one.lock"]
    lines: list[str] = ended.err.splitlines()
    return [line for line in lines if not line.startswith("  ")]


def test_a_declaration_that_is_not_known_is_found_in_its_sheet(run: Run, root: Path) -> None:
    (root / "styles/own/one.css").write_text(
        "p { color: black }\n\np { colr: black; margin: 3 potatoes }\n"
    )
    (root / "styles/own/two.css").write_text("p {}\n  p { colr: black }\n}}\n")
    assert faults(run, root) == [
        "styles/own/one.css:3:5: JK504 Ignored `colr: black`, unknown property. (edition 'ja')",
        "styles/own/one.css:3:18: JK504 Ignored `margin: 3 potatoes `, invalid value. (edition 'ja')",
        "styles/own/two.css:2:7: JK504 Ignored `colr: black `, unknown property. (edition 'ja')",
        (
            "styles/own/two.css:3:3: JK504 Parse error: EOF reached before {} block for a qualified rule."
            " (edition 'ja')"
        ),
    ]


def test_an_address_that_is_refused_is_found_in_its_sheet(run: Run, root: Path) -> None:
    (root / "styles/own/two.css").write_text(
        ".cover { background: url(http://example.org/a.png) }\n"
        ".side { background: url(../../../etc/passwd) }\n"
    )
    assert faults(run, root) == [
        (
            "styles/own/two.css:1:22: JK507 'http://example.org/a.png' is an address outside this"
            " document"
        ),
        "styles/own/two.css:2:21: JK507 '../../../etc/passwd' is an address outside this document",
    ]


def test_a_picture_that_an_address_holds_and_the_engine_refuses_is_found_in_its_sheet(
    run: Run, root: Path
) -> None:
    (root / "styles/own/two.css").write_text(
        ".cover { background: url(data:image/png;base64,!) }\n"
    )
    assert faults(run, root) == [
        "styles/own/two.css:1:26: JK507 'data:image/png;base64,!': Only base64 data is allowed (edition 'ja')"
    ]


def test_a_character_without_a_glyph_is_found_behind_a_byte_order_mark(
    run: Run, root: Path
) -> None:
    path = root / "content/sections/part.yaml"
    path.write_text(path.read_text("utf-8").replace("章", "章\U00013000"), "utf-8-sig")
    assert faults(run, root) == [
        f"content/sections/part.yaml:1:14: JK506 {GLYPH} \"\U00013000\" (U+13000) (edition 'ja')"
    ]


def test_a_character_without_a_glyph_is_found_in_data(run: Run, root: Path) -> None:
    path = root / "content/data/trade.yaml"
    path.write_text(path.read_text("utf-8").replace("ja: 輸出", "ja: 輸出\U00013000"), "utf-8")
    part = root / "content/sections/part.yaml"
    table = "  - {id: rows, table: trade, caption: {ja: 表, ko: 표}}\n"
    part.write_text(part.read_text("utf-8") + table, "utf-8")
    assert faults(run, root) == [
        f"content/data/trade.yaml:8:23: JK506 {GLYPH} \"\U00013000\" (U+13000) (edition 'ja')"
    ]


@pytest.mark.parametrize(
    ("text", "column"), [('"字\\U00013000"', 18), ("'字&#x13000;'", 18), ("字&#77824;", 17)]
)
def test_a_character_that_is_written_by_its_number_is_found(
    run: Run, root: Path, text: str, column: int
) -> None:
    path = root / "content/sections/part.yaml"
    path.write_text(path.read_text("utf-8").replace("本文", text), "utf-8")
    assert faults(run, root) == [
        f"content/sections/part.yaml:4:{column}: JK506 {GLYPH} \"\U00013000\" (U+13000) (edition 'ja')"
    ]
