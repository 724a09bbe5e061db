"""A release is the same bytes each time, holds a true list of its components, and sums."""

import hashlib
import json
import runpy
import shutil
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
EPOCH = 1_773_619_200
NAMES = ("pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "SECURITY.md", "noxfile.py")

pytestmark = [pytest.mark.wheel, pytest.mark.xdist_group("wheel")]


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "tools" / "release.py"))


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay out what a commit holds, as far as a release is made of it."""
    folder = tmp_path_factory.mktemp("release") / "source"
    for name in ("src", "styles", "docs", "requirements", "tools"):
        unwanted = shutil.ignore_patterns("__pycache__", "images")
        shutil.copytree(ROOT / name, folder / name, ignore=unwanted)
    for name in NAMES:
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def made(script: dict[str, Any], source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("dist")
    script["release"](source, target, EPOCH)
    return target


def test_a_release_is_an_sdist_a_wheel_their_components_and_sums(made: Path) -> None:
    assert sorted(path.name for path in made.iterdir()) == [
        "SHA256SUMS",
        "jkreport-0.1.0-py3-none-any.whl",
        "jkreport-0.1.0.cdx.json",
        "jkreport-0.1.0.tar.gz",
    ]
    lines = (made / "SHA256SUMS").read_text("ascii").splitlines()
    assert {name: sha256 for sha256, name in (line.split("  ") for line in lines)} == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in made.iterdir()
        if path.name != "SHA256SUMS"
    }


def test_the_components_are_those_of_the_lock_with_their_hashes(made: Path) -> None:
    listed = json.loads((made / "jkreport-0.1.0.cdx.json").read_text("utf-8"))
    assert (listed["bomFormat"], listed["specVersion"]) == ("CycloneDX", "1.6")
    assert listed["metadata"]["timestamp"].startswith("2026-03-16T00:00:00")
    itself = listed["metadata"]["component"]
    wheel = (made / "jkreport-0.1.0-py3-none-any.whl").read_bytes()
    assert itself["hashes"][0]["content"] == hashlib.sha256(wheel).hexdigest()
    by_name = {each["name"]: each for each in listed["components"]}
    needs = {each["ref"]: each.get("dependsOn", []) for each in listed["dependencies"]}
    version = by_name["jinja2"]["version"]
    assert needs[f"jinja2@{version}"] == [f"markupsafe@{by_name['markupsafe']['version']}"]
    assert f"jinja2@{version}" in needs["jkreport@0.1.0"]
    assert {"weasyprint", "pandas", "pillow", "markupsafe", "brotli"} <= by_name.keys()
    assert by_name.keys().isdisjoint({"jkreport", "hatchling", "pytest"})
    locked = (ROOT / "requirements" / "run.lock").read_text("utf-8")
    hashes = [each["content"] for each in by_name["pillow"]["hashes"]]
    assert by_name["pillow"]["purl"] == f"pkg:pypi/pillow@{by_name['pillow']['version']}"
    assert len(hashes) > 10
    assert [each for each in hashes if f"--hash=sha256:{each}" not in locked] == []


def test_a_list_that_does_not_follow_the_schema_is_refused(
    script: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    components = script["components"]
    monkeypatch.setitem(components.__globals__, "_sha256", lambda _: "no hash")
    with pytest.raises(ValueError, match="isn't valid"):
        components("", "0.1.0", b"", EPOCH)


def test_a_build_that_differs_is_refused(
    script: dict[str, Any], source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = script["release"]
    builds = iter([{"a.whl": b"1", "a.tar.gz": b"1"}, {"a.whl": b"1", "a.tar.gz": b"2"}])
    monkeypatch.setitem(release.__globals__, "build", lambda *_: next(builds))
    with pytest.raises(ValueError, match=r"two builds differ in: a\.tar\.gz"):
        release(source, tmp_path / "dist", EPOCH)
    assert not (tmp_path / "dist").exists()
