"""What is installed, by hash of its content, and the wheels that it may come from."""

import base64
import hashlib
import sys
from pathlib import Path

import pytest

from jkreport.build.distributions import installed_content, known_wheels
from jkreport.diagnostics import Code, Diagnostic, Place, Problems


def record(path: str, data: bytes) -> str:
    sha256 = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
    return f"{path},sha256={sha256},{len(data)}\n"


def install(folder: Path, installer: str, files: dict[str, bytes]) -> None:
    """Lay a distribution that goes by the name of one that jkreport needs."""
    about = "budoux-9.9.dist-info"
    files = {**files, f"{about}/METADATA": b"Metadata-Version: 2.1\nName: Budoux\nVersion: 9.9\n"}
    added = {f"{about}/INSTALLER": installer.encode(), "../bin/budoux": installer.encode()}
    lines = [record(path, data) for path, data in {**files, **added}.items()]
    lines += [f"budoux/__pycache__/a.{installer}.pyc,,\n", f"{about}/RECORD,,\n"]
    for path, data in {**files, **added, f"{about}/RECORD": "".join(lines).encode()}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def fact(patch: pytest.MonkeyPatch, folder: Path) -> tuple[str, list[Diagnostic]]:
    with patch.context() as inner:
        inner.setattr(sys, "path", [str(folder), *sys.path])
        problems = Problems()
        return installed_content(problems, of="budoux")["budoux"], problems.found


def test_who_installed_it_and_where_makes_no_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for installer in ("pip", "uv"):
        folder = tmp_path / installer / "packages"
        install(folder, installer, {"budoux/__init__.py": b"1\n"})
        found.append(fact(monkeypatch, folder))
    expected = hashlib.sha256()
    about = b"Metadata-Version: 2.1\nName: Budoux\nVersion: 9.9\n"
    for path, data in (("budoux-9.9.dist-info/METADATA", about), ("budoux/__init__.py", b"1\n")):
        expected.update(f"{path} {hashlib.sha256(data).hexdigest()}\n".encode())
    assert found == [(f"9.9 sha256:{expected.hexdigest()}", [])] * 2


@pytest.mark.parametrize("gone", [False, True], ids=["changed", "gone"])
def test_a_file_that_was_changed_since_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, gone: bool
) -> None:
    install(tmp_path, "pip", {"budoux/__init__.py": b"1\n"})
    before, _ = fact(monkeypatch, tmp_path)
    (tmp_path / "budoux/__init__.py").write_bytes(b"2\n")
    if gone:
        (tmp_path / "budoux/__init__.py").unlink()
    after, told = fact(monkeypatch, tmp_path)
    assert after != before
    assert told == [
        Diagnostic(
            code=Code.LOCK_DIFFERS,
            place=Place(file="budoux/__init__.py"),
            message="the file isn't as 'budoux' 9.9 brought it",
            hint="pip install --force-reinstall --no-deps budoux==9.9",
        )
    ]


def test_what_is_needed_by_what_is_needed_is_there_and_nothing_else() -> None:
    assert set(installed_content(Problems(), of="jinja2")) == {"jinja2", "markupsafe"}


def test_what_an_extra_needs_is_needed_where_it_is_asked_for() -> None:
    alone, asked_for = (
        installed_content(Problems(), of=each) for each in ("fonttools", "weasyprint")
    )
    assert set(alone) == {"fonttools"}
    assert {"fonttools", "brotli", "zopfli"} <= asked_for.keys()


def test_wheels_are_known_from_a_folder(tmp_path: Path) -> None:
    for name in ("a_b-1.0-py3-none-any.whl", "a_b-2.0-py3-none-any.whl", "notes.txt"):
        (tmp_path / name).write_text(name)
    sha256 = hashlib.sha256(b"a_b-1.0-py3-none-any.whl").hexdigest()
    assert known_wheels(tmp_path, {"a-b": "1.0", "c": "1"}) == {"a-b": (f"sha256:{sha256}",)}


def test_wheels_are_known_from_requirements_with_hashes(tmp_path: Path) -> None:
    one, two, other = (f"sha256:{digit * 64}" for digit in "129")
    file = tmp_path / "requirements.txt"
    file.write_text(
        f"# made by a tool\nA_b==1.0 ; python_version < '4' \\\n    --hash={two} \\\n    --hash={one}\n"
        f"    # via c\na-b==2.0 \\\n    --hash={other}\nc==1\n"
    )
    assert known_wheels(file, {"a-b": "1.0", "c": "1"}) == {"a-b": (one, two), "c": ()}
