"""The library as a script uses it, and that the same content gives the same bytes."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path

import pytest

import jkreport
from jkreport import (
    BuiltEdition,
    Code,
    Diagnostic,
    JkreportError,
    Place,
    Quantity,
    Severity,
    Workspace,
)
from jkreport.values import BUILT_IN_UNITS, Cell, Display, Moment

WORKSPACES = Path(__file__).parent / "workspaces"


def test_every_public_name_is_there() -> None:
    found = {name: getattr(jkreport, name) for name in jkreport.__all__}
    assert [name for name, value in found.items() if value.__name__ != name] == []
    with pytest.raises(AttributeError, match="module 'jkreport' has no attribute 'Brief'"):
        _ = jkreport.Brief


def test_opening_loads_little() -> None:
    program = (
        "import sys; from jkreport import Workspace; Workspace.open('.');"
        "print(sorted({'click', 'jinja2', 'yaml', 'pandas', 'weasyprint'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=WORKSPACES / "minimal",
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


def test_a_workspace_is_opened_from_any_folder_inside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    root = WORKSPACES / "minimal"
    assert Workspace.open(root / "content" / "data").root == root
    monkeypatch.chdir(root / "content")
    assert Workspace.open().root == root
    assert Workspace.open("data").root == root


def test_a_folder_without_a_workspace_is_refused(tmp_path: Path) -> None:
    with pytest.raises(JkreportError) as raised:
        Workspace.open(tmp_path)
    assert str(raised.value) == f"content/workspace.yaml: '{tmp_path}' is in no workspace"
    assert raised.value.diagnostics == (
        Diagnostic(
            code=Code.FILE_MISSING,
            place=Place(file="content/workspace.yaml"),
            message=f"'{tmp_path}' is in no workspace",
            hint="a workspace is a folder with content/workspace.yaml; go there or name it by"
            " --workspace",
        ),
    )


def test_what_is_raised_in_a_process_of_a_pool_reaches_the_one_that_asked(tmp_path: Path) -> None:
    with get_context("spawn").Pool(1) as pool, pytest.raises(JkreportError) as raised:
        pool.apply_async(Workspace.open, (tmp_path,)).get(timeout=60)
    with pytest.raises(JkreportError) as here:
        Workspace.open(tmp_path)
    assert str(raised.value) == str(here.value)
    assert raised.value.diagnostics == here.value.diagnostics


def test_a_value_is_a_quantity_with_its_origin() -> None:
    workspace = Workspace.open(WORKSPACES / "minimal")
    assert workspace.briefs == ("english", "minimal")
    assert workspace.value("data.travellers.people[2025]") == Quantity(
        number=Decimal(103500),
        unit=BUILT_IN_UNITS["person"],
        provenance=Cell(
            table="travellers",
            measure="people",
            key=("2025",),
            sources=("port-2026",),
            as_of=Moment(2026, 1, 15),
        ),
        display=Display(decimals=0),
    )


def test_values_are_asked_for_together_and_so_are_their_faults() -> None:
    workspace = Workspace.open(WORKSPACES / "minimal")
    assert workspace.values(["1", "'a'"]) == {"1": 1, "'a'": "a"}
    with pytest.raises(JkreportError) as raised:
        workspace.values(["nothing", "1", "data.travellers.boats.sum"])
    assert [each.message for each in raised.value.diagnostics] == [
        "there is no 'nothing' here",
        "table 'travellers' has no measure 'boats'",
    ]
    with pytest.raises(JkreportError, match="there is no brief 'x'"):
        workspace.value("1", brief="x")


def test_a_table_is_read_without_a_build() -> None:
    table = Workspace.open(WORKSPACES / "minimal").table("travellers")
    assert [row.key for row in table.rows] == [("2023",), ("2024",), ("2025",)]
    assert table.value("ferries", 2024).number == Decimal(325)


def test_a_table_with_faults_is_refused_each_time(minimal: Path) -> None:
    (minimal / "content/data/travellers.csv").write_text("year,people,ferries\n2023,many,1\n")
    workspace = Workspace.open(minimal)
    for _ in range(2):
        with pytest.raises(JkreportError) as raised:
            workspace.table("travellers")
        assert [str(each.place) for each in raised.value.diagnostics] == [
            "content/data/travellers.csv:2:6"
        ]


def test_names_and_descriptions_are_plain_values() -> None:
    workspace = Workspace.open(WORKSPACES / "everything")
    assert workspace.names("sources") == [("kita", "港湾白書"), ("harbour", "항만의 앞날")]
    described = workspace.describe("table", "cranes")
    assert isinstance(described, Mapping)
    assert described["rows"] == [
        {"country": country, "year": year, "number": number, "cost": cost}
        for country, year, number, cost in (
            ("JP", "2024", "1200", "1.5"),
            ("JP", "2025", "1250", "39.4"),
            ("KR", "2024", "800", "2"),
            ("KR", "2025", "790", "45.1"),
        )
    ]
    with pytest.raises(ValueError, match="nothing is listed as 'boats'"):
        workspace.names("boats")


def test_content_never_makes_a_build_or_a_check_raise(minimal: Path) -> None:
    workspace = Workspace.open(minimal)
    (minimal / "content/workspace.yaml").write_text("\t")
    for report in (workspace.check("minimal"), workspace.build("minimal")):
        assert (report.ok, report.editions, report.manifest) == (False, (), None)
        assert [each.severity for each in report.diagnostics] == [Severity.ERROR]
    with pytest.raises(JkreportError, match="a tab does not indent"):
        _ = workspace.briefs


@pytest.mark.typeset
def test_a_report_names_what_stands(built: Path) -> None:
    report = Workspace.open(built).build("english", editions=["en"])
    data = (built / "build/english/english.en.pdf").read_bytes()
    assert (report.ok, report.current, report.diagnostics) == (True, True, ())
    assert report.manifest == built / "build/english/manifest.json"
    assert report.editions == (
        BuiltEdition(
            id="en",
            pdf=built / "build/english/english.en.pdf",
            html=built / "build/english/english.en.html",
            pages=2,
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
        ),
    )


@pytest.mark.typeset
def test_progress_is_heard(minimal: Path) -> None:
    said: list[str] = []
    report = Workspace.open(minimal).build("english", editions=["en"], say=said.append)
    assert said == ["reading", "composing en", "typesetting en", "writing"]
    assert report.editions[0].peak_memory > 0
    assert report.values == 9


def outputs(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.name != ".state.json"
    }


@pytest.mark.typeset
@pytest.mark.parametrize(
    ("jobs", "changed"),
    [
        ("1", {"TZ": "Pacific/Kiritimati", "LANG": "C", "PYTHONHASHSEED": "1"}),
        ("2", {"TZ": "America/Adak", "LC_ALL": "ko_KR.UTF-8", "PYTHONHASHSEED": "4294967295"}),
    ],
)
def test_the_same_content_gives_the_same_bytes(
    built: Path, tmp_path: Path, jobs: str, changed: dict[str, str]
) -> None:
    root = tmp_path / "다른 자리" / f"別の場所-{jobs}"
    shutil.copytree(WORKSPACES / "minimal", root)
    subprocess.run(
        [sys.executable, "-m", "jkreport", "-w", str(root), "build", "minimal", "-j", jobs, "-q"],
        cwd=tmp_path,
        env={**os.environ, **changed},
        check=True,
    )
    assert outputs(root / "build/minimal") == outputs(built / "build/minimal")
