"""`verify` and `build --check`: the same bytes, or where they begin to differ and why."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

Run = Callable[..., Any]
FOLDER = Path("build/minimal")


@pytest.fixture
def standing(built: Path, tmp_path: Path) -> Path:
    """Copy the workspace with what was built in it."""
    return Path(shutil.copytree(built, tmp_path / "standing"))


def sha256s(root: Path) -> dict[str, str]:
    manifest = json.loads((root / FOLDER / "manifest.json").read_bytes())
    return {name: each["sha256"] for name, each in manifest["outputs"].items()}


def retitle(pdf: Path) -> None:
    with pikepdf.open(pdf, allow_overwriting_input=True) as document:
        document.docinfo["/Title"] = "another"
        document.save(pdf, fix_metadata_version=False)


@pytest.mark.typeset
def test_each_file_that_stands_is_the_same_or_told_where_it_differs(
    run: Run, standing: Path
) -> None:
    hashes = sha256s(standing)
    retitle(standing / FOLDER / "minimal.ko.pdf")
    pair = standing / FOLDER / "minimal.ja-ko.pdf"
    pair.write_bytes(pair.read_bytes()[:20_000])
    before = {each: each.read_bytes() for each in (standing / FOLDER).iterdir()}
    ended = run(standing, "verify", "minimal", "--quiet")
    told = [line for line in ended.err.splitlines() if "JK906" in line]
    assert (ended.status, len(told), ended.out) == (4, 2, "")
    ended = run(standing, "verify", "minimal", "--format", "json")
    (verified,) = json.loads(ended.out)["verified"]
    assert (ended.status, verified["ok"], verified["deviations"]) == (4, False, [])
    same = {Path(each["file"]).name: each["same"] for each in verified["files"]}
    assert same == {name: name not in ("minimal.ko.pdf", "minimal.ja-ko.pdf") for name in hashes}
    assert {Path(each["file"]).name: each["rebuilt"] for each in verified["files"]} == hashes
    kinds = {each["difference"]["kind"] for each in verified["files"] if not each["same"]}
    assert kinds == {"document information", "file"}
    assert {each["hint"].partition(";")[0] for each in verified["diagnostics"]} == {
        "the file itself was changed after it was built"
    }
    assert {each: each.read_bytes() for each in (standing / FOLDER).iterdir()} == before


@pytest.mark.typeset
def test_what_is_no_longer_as_it_was_is_told_first_and_then_the_likely_cause(
    run: Run, standing: Path
) -> None:
    path = standing / "content/sections/growth.yaml"
    path.write_text(path.read_text("utf-8").replace("推移", "経過"), "utf-8")
    copy = standing / FOLDER / "received.pdf"  # by another name, and told by its bytes
    (standing / FOLDER / "minimal.ja.pdf").rename(copy)
    ended = run(standing, "verify", str(copy.relative_to(standing)))
    assert ended.status == 4
    assert ended.out == (
        "minimal: not as it was when it was built:\n  content/sections/growth.yaml has changed\n"
    )
    assert "received.pdf: JK906 it does not come out the same: content stream of page " in ended.err
    assert ended.err.endswith("hint: the likely cause: inputs have changed since it was built\n")


def test_what_can_no_longer_be_built_is_told_with_what_has_changed(
    run: Run, standing: Path
) -> None:
    (standing / "content/sections/growth.yaml").unlink()
    ended = run(standing, "verify", f"{FOLDER}/minimal.ja.pdf")
    assert (ended.status, ended.out.splitlines()[1]) == (
        1,
        "  content/sections/growth.yaml is gone",
    )
    assert "JK101 there is no file 'content/sections/growth.yaml'" in ended.err


@pytest.mark.typeset
def test_other_versions_are_no_fault_where_the_same_bytes_come_out(
    run: Run, standing: Path
) -> None:
    manifest = standing / FOLDER / "manifest.json"
    content = json.loads(manifest.read_bytes())
    now = content["versions"]["pango"]
    content["versions"].update({"pango": "1.2.3", "jinja2": "0.1"})
    manifest.write_text(json.dumps(content), "utf-8")
    # From elsewhere, with the workspace around the file.
    ended = run(standing.parent, "verify", str(standing / FOLDER / "minimal.ko.pdf"))
    jinja = next(line for line in ended.out.splitlines() if "jinja2" in line)
    assert (ended.status, ended.out.splitlines()) == (
        0,
        [
            "minimal: not as it was when it was built:",
            jinja,
            f"  pango 1.2.3 then, {now} now",
            f"standing/{FOLDER}/minimal.ko.pdf  the same, sha256 {sha256s(standing)['minimal.ko.pdf']}",
        ],
    )


def spoil(root: Path, manifest: str | None) -> None:
    path = root / FOLDER / "manifest.json"
    path.unlink() if manifest is None else path.write_text(manifest)


WITHOUT_FILES = '{"format": 1, "brief": "minimal", "as_of": "", "editions": ["ja"], "inputs": {}, "listings": {}, "fonts": [], "versions": {}, "outputs": {}}'  # fmt: skip  # noqa: E501
NO_MANIFEST: dict[str, tuple[str, str | None, str]] = {
    "no manifest": (f"{FOLDER}/minimal.ja.pdf", None, "manifest.json: JK910 there is no manifest"),
    "damaged": (
        f"{FOLDER}/minimal.ja.pdf",
        "{",
        "manifest.json: JK910 the manifest is damaged, or from another version of jkreport",
    ),
    "another brief": (
        f"{FOLDER}/minimal.ja.pdf",
        WITHOUT_FILES,
        "minimal.ja.pdf: JK910 the manifest beside it is of 'minimal' and names no such file",
    ),
    "nothing built": (
        "minimal",
        WITHOUT_FILES,
        "manifest.json: JK910 the manifest names no output",
    ),
}


@pytest.mark.parametrize("case", NO_MANIFEST)
def test_a_file_is_verified_by_its_manifest_alone(run: Run, minimal: Path, case: str) -> None:
    what, manifest, said = NO_MANIFEST[case]
    (minimal / FOLDER).mkdir(parents=True)
    (minimal / FOLDER / "minimal.ja.pdf").write_bytes(b"%PDF")
    (minimal / FOLDER / "manifest.json").write_text("")
    spoil(minimal, manifest)
    ended = run(minimal, "verify", what, "--quiet")
    line = ended.err.splitlines()[0]
    assert (ended.status, line.removeprefix(f"{minimal}/").removeprefix(f"{FOLDER}/")) == (1, said)


def test_all_files_that_are_missing_or_unreadable_are_told_at_once(run: Run, minimal: Path) -> None:
    folder = minimal / FOLDER
    (folder / "minimal.ko.pdf").mkdir(parents=True)
    outputs = {f"minimal.{each}.pdf": {"sha256": "", "bytes": 0, "pages": 1} for each in ("ja", "ko")}  # fmt: skip
    manifest = {**json.loads(WITHOUT_FILES), "editions": ["ja", "ko"], "outputs": outputs}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    ended = run(minimal, "verify", "minimal", "--quiet")
    assert ended.status == 74
    assert [line.rpartition("/")[2] for line in ended.err.splitlines()] == [
        "minimal.ja.pdf: JK101 there is no such file",
        "  hint: 'jkreport build' makes them anew",
        "minimal.ko.pdf: JK102 can't be read: Is a directory",
    ]


@pytest.mark.typeset
def test_a_build_that_is_checked_is_written_when_the_same_comes_out_twice(
    run: Run, minimal: Path
) -> None:
    ended = run(minimal, "build", "minimal", "--edition", "ja", "--check")
    assert ended.status == 0
    assert ended.err.endswith("minimal: building again\nminimal: writing\n")
    assert (minimal / FOLDER / "minimal.ja.pdf").stat().st_size > 100_000
