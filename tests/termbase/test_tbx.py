"""The termbase out to TBX and back loses nothing, and a file of another tool is taken as far as it goes."""

import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jkreport import JkreportError, Workspace
from jkreport.diagnostics import Problems
from jkreport.model.store import TermKind, Wording
from jkreport.termbase import Concept, read_tbx, tbx_of

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests/cases/base"

# Every kind of field, with signs that XML and YAML have for themselves.
FULL = """# Names
takeshima:
  kind: place
  ja: {preferred: 竹島, first: "竹島（韓国名: 独島）", reading: たけしま, forbidden: [独島, 獨島], note: "公 & 私"}
  ko: {preferred: 독도, allowed: [독도섬], bound: [대독도], unless: [독도새우], forbidden: [다케시마]}
  definition: {ja: "島 <二つ>。", ko: 섬.}

# Bodies
kishida: # a person
  kind: person
  ja: {preferred: 岸田}
  ko: {preferred: 기시다}
  office: {ja: 首相, ko: 총리}
fta:
  kind: abbreviation
  ja: {preferred: 自由貿易協定, abbreviation: FTA, expansion: 自由貿易協定}
  ko: {preferred: 자유무역협정, abbreviation: FTA}
# The end
"""
FOREIGN = """<?xml version="1.0"?>
<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<tbxHeader><fileDesc><sourceDesc><p>Another tool</p></sourceDesc></fileDesc></tbxHeader>
<text><body>
<conceptEntry id="kishida">
  <langSec xml:lang="ja-JP"><termSec><term>岸田文雄</term></termSec></langSec>
  <langSec xml:lang="ko-KR">
    <descripGrp><descrip type="definition">전 총리.</descrip></descripGrp>
    <termSec><term>기시다 후미오</term><termNote type="partOfSpeech">noun</termNote></termSec>
    <termSec><term>기시다</term>
    <termNoteGrp><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termNoteGrp></termSec>
    <termSec><term>키시다</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termSec>
  </langSec>
</conceptEntry>
<conceptEntry id="oda">
  <langSec xml:lang="ja"><termSec><term>政府開発援助</term></termSec>
    <termSec><term>ODA</term><termNote type="termType">acronym</termNote></termSec></langSec>
</conceptEntry>
</body></text></tbx>
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "root")
    (tmp_path / "root/content/terms.yaml").write_text(FULL, "utf-8")
    return tmp_path / "root"


def terms(root: Path) -> str:
    return (root / "content/terms.yaml").read_text("utf-8")


def test_out_and_back_changes_no_byte(root: Path) -> None:
    workspace = Workspace.open(root)
    workspace.export_terms(root / "terms.tbx")
    found = workspace.import_terms(root / "terms.tbx")
    assert (found.added, found.changed, found.diagnostics) == ((), (), ())
    assert sorted(found.same) == ["fta", "kishida", "takeshima"]
    assert terms(root) == FULL


def test_the_termbase_of_this_repository_goes_out_and_back(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    workspace = Workspace.open(tmp_path)
    before = terms(tmp_path)
    written = workspace.export_terms(tmp_path / "terms.tbx")
    found = workspace.import_terms(tmp_path / "terms.tbx")
    assert (found.added, found.changed, found.diagnostics) == ((), (), ())
    assert len(found.same) == written.count("<conceptEntry ")
    assert terms(tmp_path) == before


def test_everything_is_written_into_an_empty_termbase(root: Path) -> None:
    workspace = Workspace.open(root)
    written = workspace.export_terms(root / "terms.tbx")
    (root / "content/terms.yaml").unlink()
    assert sorted(workspace.import_terms(root / "terms.tbx").added) == [
        "fta",
        "kishida",
        "takeshima",
    ]
    assert workspace.export_terms() == written


def test_what_another_tool_has_changed_is_written_and_all_else_stays(root: Path) -> None:
    path = root / "terms.tbx"
    path.write_text(FOREIGN, "utf-8")
    found = Workspace.open(root).import_terms(path)
    assert (found.added, found.changed, found.same) == (("oda",), ("kishida",), ())
    head, _, rest = FULL.partition("kishida: # a person\n")
    tail = rest.partition("fta:\n")[2]
    kishida = """kishida:
  kind: person
  ja: {preferred: 岸田文雄}
  ko: {preferred: 기시다 후미오, allowed: [기시다], forbidden: [키시다]}
  definition:
    ko: 전 총리.
  office:
    ja: 首相
    ko: 총리
"""
    oda = "oda:\n  ja: {preferred: 政府開発援助, abbreviation: ODA}\n"
    assert terms(root) == f"{head}{kishida}fta:\n{tail}{oda}"
    assert Workspace.open(root).import_terms(path).same == ("kishida", "oda")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("<tbx", "terms.tbx:1:1: unclosed token"),
        ("<martif/>", "terms.tbx:1:1: this is no TBX of version 3"),
        ('<!DOCTYPE tbx [<!ENTITY a "b">]><tbx/>', "a document type is not read"),
        (FOREIGN.replace('"dca"', '"dct"'), "terms.tbx:2:1: categories are named by elements (DCT)"),
        (FOREIGN.replace('id="oda"', 'id="kishida"'), "15:1: the concept 'kishida' stands here a second time"),
        (FOREIGN.replace("<term>政府開発援助</term>", "<term/>").replace("acronym", "x"), ""),
        ("<a>" * 100, "elements are nested too deeply"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_taken_is_told_of_and_nothing_is_written(
    root: Path, written: str, told: str
) -> None:
    path = root / "terms.tbx"
    path.write_text(written, "utf-8")
    found = Workspace.open(root).import_terms(path)
    if told:
        assert told in next(f"{each.place}: {each.message}" for each in found.diagnostics)
        assert terms(root) == FULL
    else:
        assert found.added == ("oda",)


def test_ids_become_names_and_other_languages_are_left_out(root: Path) -> None:
    path = root / "terms.tbx"
    french = '<langSec xml:lang="fr"><termSec><term>aide</term></termSec></langSec>'
    path.write_text(FOREIGN.replace('id="oda">', f'id="C-12">{french}'), "utf-8")
    found = Workspace.open(root).import_terms(path)
    assert (found.added, found.diagnostics) == (("c_12",), ())
    assert "aide" not in terms(root)


def test_a_file_that_is_not_there_is_told_of(root: Path) -> None:
    found = Workspace.open(root).import_terms(root / "none.tbx")
    assert [each.code.value for each in found.diagnostics] == ["JK101"]


def test_terms_with_faults_are_not_exported_and_all_faults_are_told(root: Path) -> None:
    text = "one: {kind: nothing, ja: {preferred: 一}}\ntwo: {kind: none, ja: {preferred: 二}}\n"
    (root / "content/terms.yaml").write_text(text, "utf-8")
    with pytest.raises(JkreportError) as raised:
        Workspace.open(root).export_terms()
    assert [(each.place.line, each.message) for each in raised.value.diagnostics] == [
        (1, "'nothing' is not a choice here"),
        (2, "'none' is not a choice here"),
    ]


@pytest.mark.parametrize("target", ["/dev/zero", "/proc/self/mem", "."])
def test_what_is_no_readable_file_is_told_and_not_waited_for(root: Path, target: str) -> None:
    (root / "other.tbx").symlink_to(target)
    (found,) = Workspace.open(root).import_terms(root / "other.tbx").diagnostics
    assert found.code.value == "JK102"
    assert found.message.startswith("'other.tbx' can't be read: ")


words = st.text(st.characters(blacklist_categories=("C", "Z")), min_size=1, max_size=8)
several = st.lists(words, max_size=2).map(tuple)
wordings = st.builds(
    Wording, preferred=words, first=words, reading=words, abbreviation=words, expansion=words,
    allowed=several, forbidden=several, bound=several, unless=several, note=words,
)  # fmt: skip
concepts = st.builds(
    Concept,
    id=st.from_regex(r"[a-z][a-z0-9]{0,5}(_[a-z0-9]{1,3})?", fullmatch=True),
    kind=st.sampled_from([*TermKind, None]),
    wordings=st.fixed_dictionaries({"ja": wordings, "ko": wordings}),
    definition=st.fixed_dictionaries({"ja": words}),
    office=st.fixed_dictionaries({"ko": words}),
)


@given(st.lists(concepts, max_size=3, unique_by=lambda each: each.id))
def test_whatever_a_term_says_is_read_as_it_was_written(found: list[Concept]) -> None:
    written = tbx_of(found, "all & sundry", "ja")
    ET.fromstring(written.encode())  # noqa: S314 - our own
    problems = Problems()
    assert read_tbx("terms.tbx", written.encode(), problems) == tuple(found)
    assert problems.found == []
