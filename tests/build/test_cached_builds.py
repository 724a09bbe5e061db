"""What was set before isn't set again, and nobody can tell from the files."""

import hashlib
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from jkreport import Report, Workspace
from jkreport.build import press
from jkreport.cache import SETTING
from jkreport.typeset import FontSetup, Job, Pending, Typesetter

pytestmark = pytest.mark.typeset
MINIMAL = Path(__file__).parents[1] / "workspaces" / "minimal"
GROWTH = "content/sections/growth.yaml"


@dataclass(slots=True)
class Engine:
    """What was asked of the typesetting process: how often it was started, and for which editions."""

    started: int = 0
    editions: list[str] = field(default_factory=list)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    asked = Engine()

    class Watched(Typesetter):
        def __init__(self, fonts: FontSetup, *, jobs: int) -> None:
            super().__init__(fonts, jobs=jobs)
            asked.started += 1

        def submit(self, job: Job) -> Pending:
            asked.editions.append(job.name)
            return super().submit(job)

    monkeypatch.setattr(press, "Typesetter", Watched)
    return asked


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build once with an empty cache; give the folder of workspace and cache, which no test may change."""
    folder = tmp_path_factory.mktemp("cached")
    shutil.copytree(MINIMAL, folder / "root")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SETTING, str(folder / "cache"))
        report = build(folder / "root")
    assert [each.peak_memory > 0 for each in report.editions] == [True, True, True]
    return folder


@pytest.fixture
def root(first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the workspace and the cache, for a test to change."""
    shutil.copytree(first, tmp_path / "copy", symlinks=True)
    monkeypatch.setenv(SETTING, str(tmp_path / "copy" / "cache"))
    return tmp_path / "copy" / "root"


def build(root: Path, *editions: str, cache: bool = True) -> Report:
    report = Workspace.open(root).build("minimal", editions=editions, force=True, cache=cache)
    assert report.diagnostics == ()
    return report


def hashes(root: Path, pattern: str = "*") -> dict[str, str]:
    folder = root / "build/minimal"
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.glob(pattern))
        if path.name != ".state.json"  # it holds times of files
    }


def contents(root: Path) -> list[Path]:
    return sorted((root.parent / "cache" / "contents").iterdir())


def change(root: Path, old: str, new: str) -> None:
    text = (root / GROWTH).read_text("utf-8")
    assert text.count(old) == 1
    (root / GROWTH).write_text(text.replace(old, new), "utf-8")


def test_a_build_from_the_cache_is_the_same_and_needs_no_engine(root: Path, engine: Engine) -> None:
    before = hashes(root)
    shutil.rmtree(root / "build")
    report = build(root)
    assert engine == Engine()
    assert hashes(root) == before
    assert [each.peak_memory for each in report.editions] == [0, 0, 0]


def test_without_the_cache_all_is_set_anew_and_nothing_kept(root: Path, engine: Engine) -> None:
    before, kept = hashes(root), contents(root)
    report = build(root, cache=False)
    assert engine == Engine(started=1, editions=["ja-ko", "ja", "ko"])
    assert [each.peak_memory > 0 for each in report.editions] == [True, True, True]
    assert (hashes(root), contents(root)) == (before, kept)


def test_a_changed_korean_sentence_sets_no_japanese_edition(root: Path, engine: Engine) -> None:
    before = hashes(root)
    change(root, "두 해 연속 증가이다", "두 해 연속 늘었다")
    report = build(root)
    assert engine == Engine(started=1, editions=["ja-ko", "ko"])
    assert {each.id: each.peak_memory > 0 for each in report.editions} == {
        "ja": False,
        "ko": True,
        "ja-ko": True,
    }
    after = hashes(root)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "manifest.json",
        "provenance.json",
        *(f"minimal.{edition}.{kind}" for edition in ("ko", "ja-ko") for kind in ("pdf", "html")),
    }
    build(root, cache=False)
    assert hashes(root) == after


def test_a_change_that_nobody_sees_sets_nothing(root: Path, engine: Engine) -> None:
    (root / GROWTH).write_text((root / GROWTH).read_text("utf-8") + "# noted\n", "utf-8")
    build(root)
    assert engine.editions == []


def test_damaged_contents_are_made_again(root: Path, engine: Engine) -> None:
    before, kept = hashes(root), contents(root)
    for number, path in enumerate(kept):
        data = path.read_bytes()
        path.write_bytes((data[:-1], b"", data[: len(data) // 2], kept[0].read_bytes())[number % 4])
    build(root)
    assert engine.editions == ["ja-ko", "ja", "ko"]
    assert hashes(root) == before
    assert contents(root) == kept
    build(root)
    assert engine.started == 1


def test_libraries_that_have_changed_set_all_anew(
    root: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = hashes(root, "*.ko.*")
    monkeypatch.setattr(press, "_sha256", lambda path: f"another {path}")
    build(root, "ko")
    assert engine.editions == ["ko"]
    assert hashes(root, "*.ko.*") == before


def test_an_engine_that_turns_out_to_be_another_sets_all_anew(
    root: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = contents(root)
    (pair,) = (path for path in kept if b'"name": "ja-ko"' in path.read_bytes())
    pair.unlink()
    real = Typesetter.versions
    monkeypatch.setattr(Typesetter, "versions", lambda engine: {**real(engine), "pango": "0.0.0"})
    build(root)
    assert engine.editions == ["ja-ko", "ja", "ko"]


def test_what_the_engine_complains_of_is_not_kept(root: Path, engine: Engine) -> None:
    kept = contents(root)
    change(root, "연속 증가", "𓀀")
    for _ in range(2):
        report = Workspace.open(root).build("minimal", force=True)
        assert not report.ok
    assert engine.editions == ["ja-ko", "ko"] * 2
    assert contents(root) == kept


def test_a_full_or_forbidden_cache_costs_nothing_but_time(root: Path, engine: Engine) -> None:
    before = hashes(root, "*.ko.*")
    contents_folder = root.parent / "cache" / "contents"
    shutil.rmtree(contents_folder)
    contents_folder.write_text("a file where a folder should be")
    build(root, "ko")
    assert engine.editions == ["ko"]
    assert hashes(root, "*.ko.*") == before
