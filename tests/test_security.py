"""What SECURITY.md promises of versions, and that nothing of who builds gets into what is built."""

import re
import sys
import tomllib
from pathlib import Path

import pikepdf
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from jkreport import cli

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ROW = re.compile(r"^\| ([a-z0-9-]+) \| (\d[\d.]*) \|", re.MULTILINE)

# Variables that programs like to write down, and some that hold what nobody may see.
TOLD = (
    "USER",
    "LOGNAME",
    "HOSTNAME",
    "EMAIL",
    "MAIL",
    "GIT_AUTHOR_NAME",
    "LC_NAME",
    "TERM_PROGRAM",
)
SECRET = ("API_TOKEN", "AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN", "JKREPORT_TOKEN", "HTTPS_PROXY")
PLANTED = {name: f"planted-{name.lower()}-7f3a" for name in (*TOLD, *SECRET)}


def floors() -> dict[str, Version]:
    """Give the lowest version of each package that pyproject.toml accepts."""
    found: dict[str, Version] = {}
    for each in PYPROJECT["project"]["dependencies"]:
        requirement = Requirement(each)
        (least,) = (part.version for part in requirement.specifier if part.operator == ">=")
        found[str(canonicalize_name(requirement.name))] = Version(least)
    return found


def test_no_floor_is_below_the_table() -> None:
    table = dict(ROW.findall((ROOT / "SECURITY.md").read_text("utf-8")))
    assert len(table) == 8
    accepted = floors()
    assert {
        name: accepted.get(name)
        for name, least in table.items()
        if name not in accepted or accepted[name] < Version(least)
    } == {}


def streams(pdf: Path) -> bytes:
    """Give all that stands in a PDF, unpacked."""
    with pikepdf.open(pdf) as document:
        objects = list(document.objects)
        texts = [str(each.unparse()).encode() for each in objects]
        data = [each.read_bytes() for each in objects if isinstance(each, pikepdf.Stream)]
        return b"\n".join([*texts, *data])


@pytest.mark.typeset
def test_nothing_of_the_environment_gets_into_anything(
    minimal: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def say(*words: str) -> None:
        monkeypatch.setattr(sys, "argv", ["jkreport", "--verbose", *words])
        with pytest.raises(SystemExit):
            cli.main()

    for name, value in PLANTED.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(minimal)
    say("build", "minimal", "--edition", "ja")
    say("lock")
    say("doctor")
    (minimal / "content/sections/growth.yaml").write_text("title: {{ env }}\n")
    for form in ("text", "sarif"):
        say("check", "minimal", "--format", form)
    said = "".join(capfd.readouterr()).encode()
    written = {path: path.read_bytes() for path in minimal.rglob("*") if path.is_file()}
    (pdf,) = (path for path in written if path.suffix == ".pdf")
    everything = b"\n".join([said, streams(pdf), *written.values()])
    assert {"minimal.ja.pdf", "minimal.ja.html", "manifest.json", "jkreport.lock"} <= {
        path.name for path in written
    }
    assert said.count(b"a key must be text") == 2
    assert [name for name, value in PLANTED.items() if value.encode() in everything] == []
