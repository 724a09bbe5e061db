r"""Cases in text files: what is laid over a small workspace, and what is to be said of it.

A case starts with a sentence. Each line `--- PATH FLAGS` begins a file of the workspace; `--- brief` names the brief
that is checked, if it isn't `one`; `--- diagnostics` begins what is expected. The flags:

edit      lines `OLD => NEW` that change the file of the small workspace; \n in them is a line end
crlf      lines end as on Windows
bom       a byte order mark stands first
times=N   the text, without its last line end, N times
rows=N    the line after the first N times, with its number for `{n}`
sheet     rows with commas between their cells, as an Excel workbook; formulas are not calculated
hex       bytes in hexadecimal
xlsx      cells parted by |: numbers, dates and formulas as they look, a number format after a space
cp932 …   the encoding
link      a symbolic link to this path
folder    a folder instead of a file
gone      there is no such file
"""

import csv
import os
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from jkreport import Diagnostic
from jkreport.diagnostics.rendering import as_text

HERE = Path(__file__).parent
SECTION = re.compile(r"^--- (\S+)(.*)\n", re.MULTILINE)
EXPECTED = "diagnostics"
# The path of a file, its flags, and its text.
File = tuple[str, tuple[str, ...], str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """A case as its file has it."""

    path: Path
    brief: str
    files: tuple[File, ...]
    expected: str

    def lay(self, folder: Path) -> Path:
        """Make the workspace of this case."""
        return lay(self.files, folder)

    def correct(self, said: str) -> None:
        """Write what is said now into the case's file, for its author to read."""
        written = self.path.read_text("utf-8")
        before = written.partition(f"--- {EXPECTED}\n")[0]
        self.path.write_text(f"{before}--- {EXPECTED}\n{said}", "utf-8")


def lay(files: Iterable[File], folder: Path) -> Path:
    """Lay files over the small workspace."""
    root = folder / "workspace"
    shutil.copytree(HERE / "base", root)
    # A folder that git doesn't keep, since it is empty.
    (root / "content" / "images").mkdir()
    for name, flags, text in files:
        _write(root / name, flags, text)
    return root


def sections_of(text: str) -> list[File]:
    _, *parts = SECTION.split(text)
    return [
        (name, tuple(flags.split()), content)
        for name, flags, content in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    ]


def case_of(path: Path) -> Case:
    sections = sections_of(path.read_text("utf-8"))
    by_name = {name: text for name, _, text in sections}
    return Case(
        path=path,
        brief=by_name.get("brief", "one").strip(),
        files=tuple(each for each in sections if each[0] not in ("brief", EXPECTED)),
        expected=by_name.get(EXPECTED, ""),
    )


def said_of(diagnostics: tuple[Diagnostic, ...]) -> str:
    """Give diagnostics as a case has them: place, code and message, then the hint."""
    return "".join(as_text(each, lambda *_: None) + "\n" for each in diagnostics)


def _write(path: Path, flags: tuple[str, ...], text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if "edit" in flags:
        text = _edited(path.read_text("utf-8"), text)
    if {"gone", "folder"} & set(flags):
        path.unlink(missing_ok=True)
    if "gone" in flags:
        pass
    elif "sheet" in flags:
        _write_workbook(path, text)
    elif "folder" in flags:
        path.mkdir()
    elif "link" in flags:
        path.unlink(missing_ok=True)
        path.symlink_to(text.strip())
    else:
        path.write_bytes(_bytes(flags, text))


def _write_workbook(path: Path, text: str) -> None:
    workbook = Workbook()
    for row in csv.reader(text.splitlines()):
        workbook.worksheets[0].append(row)
    workbook.save(path)


def _edited(text: str, edits: str) -> str:
    for line in edits.splitlines():
        old, _, new = line.replace("\\n", "\n").partition(" => ")
        assert old in text
        text = text.replace(old, new)
    return text


def _bytes(flags: tuple[str, ...], text: str) -> bytes:
    if "hex" in flags:
        return bytes.fromhex(text)
    if "xlsx" in flags:
        return _workbook(text)
    encoding = "utf-8"
    for flag in flags:
        if flag.startswith("times="):
            text = text.removesuffix("\n") * int(flag.removeprefix("times="))
        elif flag.startswith("rows="):
            head, _, row = text.partition("\n")
            numbers = range(int(flag.removeprefix("rows=")))
            text = head + "\n" + "".join(row.replace("{n}", str(each)) for each in numbers)
        elif flag in ("cp932", "euc-kr", "utf-16"):
            encoding = flag
    text = text.replace("\n", "\r\n") if "crlf" in flags else text
    return text.encode("utf-8-sig" if "bom" in flags else encoding)


def _workbook(text: str) -> bytes:
    book, data = Workbook(), BytesIO()
    for row, line in enumerate(text.splitlines(), 1):
        for column, written in enumerate(line.split("|"), 1):
            value, _, form = written.partition(" ")
            cell = book.worksheets[0].cell(row, column, _typed(value))
            cell.number_format = form or cell.number_format
    book.save(data)
    return data.getvalue()


def _typed(text: str) -> str | float | datetime:
    try:
        return float(text)
    except ValueError:
        return datetime.fromisoformat(text) if text[:1].isdigit() else text


CASES = tuple(case_of(path) for path in sorted(HERE.glob("*/*.txt")))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    # A build tells nothing of languages that aren't in step.
    told = (each for each in CASES if each.expected and " JK7" not in each.expected)
    wrong = [each for each in told if ".." not in each.brief]
    for fixture, cases in (("case", CASES), ("sampled", wrong[::9])):
        if fixture in metafunc.fixturenames:
            names = [each.path.relative_to(HERE).with_suffix("").as_posix() for each in cases]
            metafunc.parametrize(fixture, cases, ids=names)


@pytest.fixture(scope="session")
def said() -> Callable[[tuple[Diagnostic, ...]], str]:
    return said_of


@pytest.fixture(scope="session")
def laid() -> Callable[[str, Path], Path]:
    """Lay the files of a text, written as in a case, over the small workspace."""
    return lambda text, folder: lay(sections_of(text), folder)


@pytest.fixture(scope="session")
def correcting() -> bool:
    """Whether the files are to be corrected: JKREPORT_CORRECT=1."""
    return bool(os.environ.get("JKREPORT_CORRECT"))
