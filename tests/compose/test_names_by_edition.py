"""How an edition prints names that are contested."""

import shutil
from pathlib import Path

import pytest

from jkreport import Workspace
from jkreport.build.composing import context_of
from jkreport.build.loaded import load_workspace
from jkreport.compose import compose
from jkreport.drawing import Blank

BASE = Path(__file__).parents[1] / "cases" / "base"
TERMS = """kishida: {kind: person, ja: {preferred: 岸田}, ko: {preferred: 기시다}}
takeshima:
  kind: place
  ja: {preferred: 竹島, first: 竹島（韓国名・独島）}
  ko: {preferred: 독도, first: 독도(일본명 다케시마)}
"""
TEXT = """title: {ja: 章, ko: 장}
blocks:
  - id: words
    text: {ja: "{{ term.takeshima }}、{{ term.takeshima }}。", ko: "{{ term.takeshima }}, {{ term.takeshima }}."}
"""
FIRST = ("竹島（韓国名・独島）、竹島。", "독도(일본명 다케시마), 독도.")
OWN = ("竹島、竹島。", "독도, 독도.")
BOTH = (
    "竹島（韓国名・独島）、竹島（韓国名・独島）。",
    "독도(일본명 다케시마), 독도(일본명 다케시마).",
)


def lay(folder: Path, editions: str) -> Path:
    root = folder / "root"
    shutil.copytree(BASE, root)
    (root / "content/terms.yaml").write_text(TERMS, "utf-8")
    (root / "content/sections/part.yaml").write_text(TEXT, "utf-8")
    brief = root / "content/briefs/one.yaml"
    brief.write_text(brief.read_text("utf-8").replace("editions: [ja, ko]\n", editions), "utf-8")
    return root


def printed(root: Path) -> dict[str, str]:
    loaded = load_workspace(root)
    brief = loaded.brief("one")
    style = loaded.style(brief)
    found = {}
    for edition in brief.editions:
        context = context_of(loaded, brief, edition, style, Blank())
        found[edition.id] = compose(context).html
    assert loaded.problems.found == []
    return found


@pytest.mark.parametrize(
    ("editions", "expected"),
    [
        ("editions: [ja, ko]\n", {"ja": FIRST, "ko": FIRST}),
        ("editions: [ja, ko]\nnames: {takeshima: own}\n", {"ja": OWN, "ko": OWN}),
        (
            "editions: [{id: ja, names: {takeshima: both}}, ko]\nnames: {takeshima: own}\n",
            {"ja": BOTH, "ko": OWN},
        ),
        (
            "editions: [{id: ja-ko, names: {takeshima: first}}]\nnames: {takeshima: both}\n",
            {"ja-ko": FIRST},
        ),
    ],
)
def test_a_name_is_printed_as_its_edition_has_it(
    editions: str, expected: dict[str, tuple[str, str]], tmp_path: Path
) -> None:
    found = printed(lay(tmp_path, editions))
    for edition, (japanese, korean) in expected.items():
        texts = [text for code, text in (("ja", japanese), ("ko", korean)) if code in edition]
        assert [text for text in texts if text not in found[edition]] == []


def test_what_is_wrong_with_a_policy_is_told(tmp_path: Path) -> None:
    root = lay(tmp_path, "editions: [ja, ko]\nnames: {takesima: own, takeshima: theirs}\n")
    found = Workspace.open(root).check("one").diagnostics
    assert [(each.code.value, str(each.place), each.message) for each in found] == [
        ("JK407", "content/briefs/one.yaml:5:9", "there is no term 'takesima'"),
        ("JK210", "content/briefs/one.yaml:5:35", "this is no way to print a name"),
    ]
