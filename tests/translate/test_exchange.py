"""Out to the translator and back, by every format."""

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import polib
import pytest
from lxml import etree
from tests.translate.conftest import behind, edit
from translate.filters import checks
from translate.storage import factory
from translate.storage.xliff import xlifffile
from translate.storage.xliff2 import Xliff2File

from jkreport import JkreportError, Workspace
from jkreport.build.exchanging import Import
from jkreport.translate.formats import Form

ROOT = Path(__file__).parents[2]
FORMS = [each.value for each in Form]
OUTLOOK, VISITS = "sections/trade#outlook.text", "sections/people#visits.text"
# Checks of translate-toolkit that hold for any two languages.
CHECKED = ["blank", "emails", "escapes", "newlines", "printf"]
CHECKED += ["tabs", "untranslated", "urls", "variables", "xmltags"]


def exported(
    root: Path, form: str, source: str = "ja", target: str = "ko", only: str = "all"
) -> bytes:
    return Workspace.open(root).export_texts("year", source, target, form=form, only=only)[0]


def imported(root: Path, data: bytes, form: str) -> Import:
    path = root.parent / f"back.{form}"
    path.write_bytes(data)
    return Workspace.open(root).import_texts(path, by="Lee", date="2026-02-05", reason="translated")


def files(root: Path) -> dict[str, bytes]:
    return {
        str(each.relative_to(root)): each.read_bytes()
        for each in sorted(root.rglob("*"))
        if each.is_file()
    }


def translated(data: bytes, form: str, key: str, new: str) -> bytes:
    """Write a target as a tool does, and say that it is done; marks in `new` are those of the text there."""
    if form == "po":
        file = polib.pofile(data.decode("utf-8"))
        (entry,) = (each for each in file if each.msgctxt == key)
        entry.msgstr, entry.flags = new, []
        return str(file).encode("utf-8")
    if form == "docx":
        return reviewed(data, key, new)
    root = etree.fromstring(data)
    space = root.nsmap[None]
    wanted = "name" if form == "xliff2" else "id"
    (unit,) = (each for each in root.iter(f"{{{space}}}*") if each.get(wanted) == key)
    source = unit.find(f".//{{{space}}}source")
    assert source is not None
    target = unit.find(f".//{{{space}}}target")
    if target is None:
        target = etree.Element(f"{{{space}}}target")
        source.addnext(target)
    for child in list(target):
        target.remove(child)
    target.text = new
    (target if form == "xliff" else source.getparent()).set("state", "translated")
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def reviewed(data: bytes, key: str, new: str) -> bytes:
    document = docx.Document(BytesIO(data))
    rows = list(document.tables[0].rows)
    (place,) = (
        number for number, each in enumerate(rows) if each.cells[0].text.startswith(f"{key} ·")
    )
    cell = rows[place + 1].cells[1]
    for paragraph in cell.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)  # noqa: SLF001 - the API has no other way
    cell.paragraphs[0].text = new
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("source", "target"), [("ja", "ko"), ("ko", "ja")])
def test_a_round_trip_without_edits_changes_nothing(
    declared: Path, form: str, source: str, target: str
) -> None:
    edit(declared, "sections/trade.yaml", "来年も", "今年も")
    before = files(declared)
    assert imported(declared, exported(declared, form, source, target), form) == Import()
    assert files(declared) == before


@pytest.mark.parametrize("brief", sorted(path.stem for path in (ROOT / "content/briefs").iterdir()))
def test_a_round_trip_of_this_repository_changes_nothing(brief: str, tmp_path: Path) -> None:
    root = tmp_path / "office"
    shutil.copytree(ROOT / "content", root / "content")
    workspace, before = Workspace.open(root), files(root)
    for form in FORMS:
        data, count = workspace.export_texts(brief, "ko", "ja", form=form)
        assert count > 0
        assert imported(root, data, form) == Import()
    assert files(root) == before


@pytest.mark.parametrize("form", FORMS)
def test_a_translation_is_written_and_declared_in_step(declared: Path, form: str) -> None:
    edit(declared, "sections/trade.yaml", "来年も伸びる", "来年は縮む")
    data = translated(exported(declared, form), form, OUTLOOK, "내년에는 줄 것으로 본다.")
    expected = (declared / "content/sections/trade.yaml").read_text("utf-8")
    assert imported(declared, data, form) == Import(written=(OUTLOOK,), declared=(OUTLOOK,))
    assert (declared / "content/sections/trade.yaml").read_text("utf-8") == expected.replace(
        "내년에도 늘 것으로 본다.", "내년에는 줄 것으로 본다."
    )
    assert behind(declared) == {}
    after = files(declared)
    assert imported(declared, data, form) == Import()
    assert files(declared) == after


@pytest.mark.parametrize("form", FORMS)
def test_a_missing_wording_is_written(declared: Path, form: str) -> None:
    edit(declared, "sections/trade.yaml", ", ko: 내년에도 늘 것으로 본다.", "")
    data = exported(declared, form, only="missing")
    data = translated(data, form, OUTLOOK, "내년: 늘 것이다.")
    assert imported(declared, data, form) == Import(written=(OUTLOOK,), declared=(OUTLOOK,))
    text = (declared / "content/sections/trade.yaml").read_text("utf-8")
    assert "text: {ja: 来年も伸びると見る。, ko: '내년: 늘 것이다.'}" in text
    assert behind(declared) == {}


@pytest.mark.parametrize("form", ["xliff", "xliff2", "po"])
def test_a_wording_that_still_fits_is_declared_by_saying_so(declared: Path, form: str) -> None:
    edit(declared, "sections/trade.yaml", "来年も伸びる", "来年も増える")
    data = translated(exported(declared, form), form, OUTLOOK, "내년에도 늘 것으로 본다.")
    assert imported(declared, data, form) == Import(declared=(OUTLOOK,))
    assert behind(declared) == {}


@pytest.mark.parametrize("form", FORMS)
def test_what_does_not_fit_is_refused_and_the_rest_is_taken(declared: Path, form: str) -> None:
    data = exported(declared, form)
    data = translated(data, form, OUTLOOK, "내년에는 줄 것으로 본다.")
    data = translated(data, form, VISITS, "왕래는 늘었다.^[항만 통계에 따른다.]")
    data = translated(data, form, "sections/trade#trade.title", "교역")
    data = translated(data, form, "sections/people#people.title", "오감")
    edit(declared, "sections/trade.yaml", "{ja: 貿易, ", "{ja: 通商, ")
    edit(declared, "sections/people.yaml", "ko: 왕래}", "ko: 교류}")
    found = imported(declared, data, form)
    assert (found.written, found.declared) == ((OUTLOOK,), (OUTLOOK,))
    said = [
        (each.code.value, str(each.place).rpartition("/")[2], each.message)
        for each in found.diagnostics
    ]
    since = "has changed since this was exported"
    assert said == [
        ("JK708", "people.yaml:1:21", f"'sections/people#people.title': the text in 'ko' {since}"),
        ("JK709", "people.yaml:6:11", f"'{VISITS}': '[#growth]' is missing"),
        ("JK708", "trade.yaml:2:13", f"'sections/trade#trade.title': the text in 'ja' {since}"),
    ]


def test_what_is_behind_goes_out_with_what_has_changed(declared: Path) -> None:
    edit(declared, "sections/trade.yaml", "需要が", "内需が")
    assert Workspace.open(declared).export_texts("year", "ja", "ko", only="stale")[1] == 1
    (entry,) = polib.pofile(exported(declared, "po", only="stale").decode("utf-8"))
    assert entry.comment.split("\n")[:3] == [
        "in: 貿易",
        "prose: text",
        "changed: …大きく**伸びた。 理由は三つある。  第一に、{+内+}需[-要-]が戻ったことである。",
    ]
    assert "fuzzy" in entry.flags
    assert entry.previous_msgid is not None
    assert "需要が戻った" in entry.previous_msgid


def test_what_a_translator_leaves_fuzzy_is_written_and_stays_behind(declared: Path) -> None:
    edit(declared, "sections/trade.yaml", "来年も伸びる", "来年は縮む")
    file = polib.pofile(exported(declared, "po").decode("utf-8"))
    (entry,) = (each for each in file if each.msgctxt == OUTLOOK)
    entry.msgstr = "내년에는 줄지도 모른다."
    assert imported(declared, str(file).encode("utf-8"), "po") == Import(written=(OUTLOOK,))
    assert behind(declared) == {OUTLOOK: {"ja": "stale", "ko": "stale"}}


def test_terms_of_the_termbase_go_along(declared: Path) -> None:
    terms = "trade:\n  kind: concept\n  ja: {preferred: 貿易額}\n  ko: {preferred: 무역액}\n"
    (declared / "content/terms.yaml").write_text(terms, "utf-8")
    file = polib.pofile(exported(declared, "po").decode("utf-8"))
    found = [each.msgctxt for each in file if "terms: 貿易額 = 무역액" in each.comment]
    assert found == ["sections/trade#growth.text"]


def test_tracked_changes_of_a_word_processor_count(declared: Path) -> None:
    document = docx.Document(BytesIO(exported(declared, "docx")))
    rows = list(document.tables[0].rows)
    (place,) = (n for n, each in enumerate(rows) if each.cells[0].text.startswith(OUTLOOK))
    run = rows[place + 1].cells[1].paragraphs[0].runs[0]
    space = run._r.nsmap["w"]  # noqa: SLF001 - what a word processor writes
    gone, new = (etree.Element(f"{{{space}}}{name}") for name in ("del", "ins"))
    words = run.text
    run._r.addprevious(gone)  # noqa: SLF001
    gone.append(run._r)  # noqa: SLF001
    for each in gone.iter(f"{{{space}}}t"):
        each.tag = f"{{{space}}}delText"
    added = etree.SubElement(etree.SubElement(new, f"{{{space}}}r"), f"{{{space}}}t")
    added.text = words.replace("내년에도", "올해도")
    gone.addnext(new)
    out = BytesIO()
    document.save(out)
    assert imported(declared, out.getvalue(), "docx") == Import(
        written=(OUTLOOK,), declared=(OUTLOOK,)
    )
    assert "올해도 늘 것으로" in (declared / "content/sections/trade.yaml").read_text("utf-8")


def test_inline_marks_are_codes_with_the_same_numbers_in_both_texts(declared: Path) -> None:
    store = xlifffile.parsestring(exported(declared, "xliff"))
    (unit,) = (each for each in store.units if each.xmlelement.get("id") == VISITS)
    codes = [
        [(etree.QName(code).localname, code.get("id"), code.text) for code in each]
        for each in unit.xmlelement[:2]
    ]
    assert codes == [[("ph", "1", "[#growth]"), ("bpt", "2", "^["), ("ept", "2", "]")]] * 2


@pytest.mark.parametrize("form", ["xliff", "xliff2", "po"])
def test_the_checks_of_translate_toolkit_find_nothing(
    declared: Path, form: str, tmp_path: Path
) -> None:
    suffix = {"po": "po"}.get(form, "xlf")
    path = tmp_path / f"out.{suffix}"
    path.write_bytes(exported(declared, form))
    store = Xliff2File.parsefile(str(path)) if form == "xliff2" else factory.getobject(str(path))
    units = [each for each in store.units if not each.isheader()]
    assert [each.istranslated() for each in units] == [True] * 7
    checker = checks.StandardChecker(
        checkerconfig=checks.CheckerConfig(targetlanguage="ko"), limitfilters=CHECKED
    )
    assert set(checker.getfilters(limitfilters=CHECKED)) == set(CHECKED)
    assert [each.source for each in units if checker.run_filters(each)] == []


def test_msgfmt_takes_the_file(declared: Path, tmp_path: Path) -> None:
    if shutil.which("msgfmt") is None:
        pytest.skip("missing on this machine: gettext")
    edit(declared, "sections/trade.yaml", "来年も伸びる", "来年は縮む")
    path = tmp_path / "out.po"
    path.write_bytes(exported(declared, "po"))
    done = subprocess.run(
        ["msgfmt", "--check", "-o", str(tmp_path / "out.mo"), str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("form", FORMS)
def test_the_same_texts_make_the_same_file(declared: Path, form: str) -> None:
    assert exported(declared, form) == exported(declared, form)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("cut.xlf", b'<?xml version="1.0"?><xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file'),
        ("other.xml", b"<html/>"),
        ("bomb.xlf", b'<!DOCTYPE x [<!ENTITY a "b">]><xliff xmlns="urn:oasis:names:tc:xliff:document:1.2"/>'),
        ("no.docx", b"PK\x03\x04 nothing"),
        ("no.po", b'msgid "a"\nmsgstr "b"\n'),
        ("bytes.po", b"\xff\xfe\x00"),
        ("empty.po", b""),
    ],
)  # fmt: skip
def test_what_is_no_file_of_exchange_is_told(declared: Path, name: str, data: bytes) -> None:
    path = declared.parent / name
    path.write_bytes(data)
    before = files(declared)
    found = Workspace.open(declared).import_texts(path, by="Lee", date="2026-02-05", reason="")
    assert [(each.code.value, each.place.file) for each in found.diagnostics] == [("JK707", name)]
    assert files(declared) == before


def test_a_file_that_names_another_is_not_taken_for_it(declared: Path) -> None:
    other = declared.parent / "other.po"
    other.write_bytes(translated(exported(declared, "po"), "po", OUTLOOK, "내년에는 줄 것이다."))
    (found,) = imported(declared, str(other).encode(), "po").diagnostics
    assert found.code.value == "JK707"


def test_what_a_document_says_of_the_width_of_its_cells_is_not_believed(declared: Path) -> None:
    sent, wide = BytesIO(exported(declared, "docx")), BytesIO()
    with zipfile.ZipFile(sent) as old, zipfile.ZipFile(wide, "w") as new:
        for name in old.namelist():
            data = old.read(name).replace(b'w:gridSpan w:val="2"', b'w:gridSpan w:val="2000000000"')
            new.writestr(name, data)
    assert imported(declared, wide.getvalue(), "docx") == Import()


@pytest.mark.parametrize("form", ["xliff", "xliff2"])
def test_comments_between_the_words_are_no_words(declared: Path, form: str) -> None:
    data = exported(declared, form)
    marked = re.sub(rb"(<(source|target)[^>]*>)", rb"\1<!-- a --><?b c?>", data)
    assert marked != data
    assert imported(declared, marked, form) == Import()


def test_a_text_that_is_gone_is_told(declared: Path) -> None:
    data = translated(exported(declared, "po"), "po", OUTLOOK, "내년에는 줄 것이다.")
    edit(declared, "sections/trade.yaml", "id: outlook", "id: next")
    found = imported(declared, data, "po")
    assert [(each.code.value, each.message) for each in found.diagnostics] == [
        ("JK710", f"there is no text '{OUTLOOK}' in 'year'")
    ]


def test_a_language_that_no_edition_prints_is_told(declared: Path) -> None:
    with pytest.raises(JkreportError) as raised:
        exported(declared, "po", target="en")
    assert [each.code.value for each in raised.value.diagnostics] == ["JK206"]


def test_texts_with_faults_do_not_go_out_and_all_faults_are_told(declared: Path) -> None:
    edit(declared, "sections/trade.yaml", "id: outlook", "id: growth")
    edit(declared, "sections/people.yaml", "    text:\n", "    txt:\n")
    with pytest.raises(JkreportError) as raised:
        exported(declared, "po")
    assert [(each.code.value, each.place.file) for each in raised.value.diagnostics] == [
        ("JK204", "content/sections/people.yaml"),
        ("JK207", "content/sections/trade.yaml"),
    ]


def test_a_word_processor_opens_the_table(declared: Path, tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("missing on this machine: libreoffice-writer-nogui")
    path = tmp_path / "out.docx"
    path.write_bytes(exported(declared, "docx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    words = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "txt:Text",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run([*words, str(path)], check=True, capture_output=True, timeout=120)
    text = (tmp_path / "out.txt").read_text("utf-8-sig")
    assert "来年も伸びると見る。" in text
    assert "왕래는 [#growth]과 함께 늘었다.^[항만 통계에 따른다.]" in text
