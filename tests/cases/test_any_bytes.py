"""Whatever stands in the files of a workspace: diagnostics with a place, or nothing; never an exception, never long."""

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.mutants.contents import drawing_once
from tests.mutants.watch import Trial, look_at, watched

from jkreport import Workspace

WORKSPACES = Path(__file__).parents[1] / "workspaces"

PIECES = (
    "{", "}", "[", "]", ": ", "- ", "\n", "\n  ", "|\n", ">\n", '"', "'", "{{", "}}", "{% for x in y %}",
    "{%", "*", "&a ", "*a", "<<: ", "!!int ", "\t", "\\", "\\u0000", "null", "~", "9" * 50, "---\n", "#",
    "[^1]", "[#x]", "[@x]", "<b>", "`", "![", "](x)", "\u2028", "が", "\U0001f600", "%", "@", ",", "../",
    "true", "inf", "nan", "{a|b}", "^[", "2026-02-30", "\n\n", "only", "text", "table", "chart", "blocks",
    "sections", "timeline", "figures", "editions", "ja", "ko", "fr", "data.travellers.people", ".sum",
)  # fmt: skip
bits = st.one_of(st.sampled_from(PIECES).map(str.encode), st.binary(min_size=1, max_size=3))


@st.composite
def changes(draw: st.DrawFn, data: bytes) -> bytes:
    """Put something in, leave something out, or move a line."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        match draw(st.sampled_from(("in", "out", "swap", "copy"))):
            case "in":
                data = data[:start] + draw(bits) + data[start:]
            case "out":
                data = data[:start] + data[start + draw(st.integers(1, 30)) :]
            case "swap":
                data = data[:start] + draw(bits) + data[start + draw(st.integers(1, 12)) :]
            case _:
                lines = data.split(b"\n")
                lines.insert(start % len(lines), lines[draw(st.integers(0, len(lines) - 1))])
                data = b"\n".join(lines)
    return data


@cache
def files_of(name: str) -> dict[str, bytes]:
    root = WORKSPACES / name
    suffixes = (".yaml", ".csv")
    paths = sorted(path for path in (root / "content").rglob("*") if path.suffix in suffixes)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("any")
    for name in ("minimal", "everything"):
        shutil.copytree(WORKSPACES / name, root / name)
    with drawing_once():
        yield root


def some(examples: int) -> settings:
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(
        max_examples=examples, deadline=None, derandomize=True, suppress_health_check=slow
    )


@some(75)
@given(data=st.data())
def test_any_change_to_little_is_told_of_or_harmless(folder: Path, data: st.DataObject) -> None:
    changed_and_checked(folder / "minimal", "minimal", data)


@some(25)
@given(data=st.data())
def test_any_change_to_much_is_told_of_or_harmless(folder: Path, data: st.DataObject) -> None:
    changed_and_checked(folder / "everything", "all", data)


def changed_and_checked(root: Path, brief: str, data: st.DataObject) -> None:
    files = files_of(root.name)
    path = data.draw(st.sampled_from(sorted(files)))
    changed = data.draw(changes(files[path]))
    (root / path).write_bytes(changed)
    trial = Trial(name=path)
    try:
        with watched(trial):
            look_at(trial, root, Workspace.open(root).check(brief).diagnostics)
    finally:
        (root / path).write_bytes(files[path])
    assert trial.wrong == []
