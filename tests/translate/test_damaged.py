"""A ledger that somebody has damaged: told line by line, never believed, and nothing is written elsewhere."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.translate.conftest import behind, edit

from jkreport import JkreportError, Workspace

LOCK, TRADE = "content/translations.lock", "content/translations/sections/trade.txt"
NO_LINE = "this is no line of the ledger"
NOT_DECLARED = "this is not the wording that was declared"


def spoil(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    data = path.read_bytes()
    assert old.encode() in data
    path.write_bytes(data.replace(old.encode(), new.encode()))


def told(root: Path) -> list[str]:
    """Give what is wrong when all is declared anew; nothing is written then."""
    before = (root / LOCK).read_bytes()
    with pytest.raises(JkreportError) as raised:
        Workspace.open(root).acknowledge(by="Lee", date="2026-02-05", reason="read again")
    assert (root / LOCK).read_bytes() == before
    return [f"{each.place} {each.message}" for each in raised.value.diagnostics]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("name", [LOCK, TRADE])
def test_the_line_ends_of_another_system_are_read(declared: Path, name: str, end: str) -> None:
    spoil(declared, name, "\n", end)
    edit(declared, "sections/trade.yaml", "来年も", "今年も")
    assert list(behind(declared)) == ["sections/trade#outlook.text"]


@pytest.mark.parametrize(
    "stem",
    ["../../../sections/trade", "/etc/trade", "sections//trade", "sections/../trade",
     "sections\\trade", "sections/\0", "..", "sections/."],
)  # fmt: skip
def test_a_key_that_leads_elsewhere_is_no_key(declared: Path, stem: str) -> None:
    outside = declared.parent / "sections" / "trade.txt"
    outside.parent.mkdir()
    outside.write_text("not ours", "utf-8")
    spoil(declared, LOCK, "sections/trade#outlook", f"{stem}#outlook")
    (fault,) = told(declared)
    assert fault.startswith(f"{LOCK}:")
    assert fault.endswith(NO_LINE)
    assert outside.read_text("utf-8") == "not ours"


@pytest.mark.parametrize("new", ["去年も", "{{ x }}", "\\ud800", "\\u0000"])
def test_a_wording_that_nobody_declared_is_never_printed(declared: Path, new: str) -> None:
    spoil(declared, TRADE, "来年も", new)
    edit(declared, "sections/trade.yaml", "来年も", "今年も")
    edit(declared, "briefs/year.yaml", "citations:", "stale: hold\ncitations:")
    found = Workspace.open(declared).check("year").diagnostics
    (line,) = (
        n
        for n, each in enumerate((declared / TRADE).read_text("utf-8").splitlines(), 1)
        if new in each
    )
    assert [f"{each.place} {each.message}" for each in found] == [
        f"{TRADE}:{line}:1 {NOT_DECLARED}"
    ]
    assert told(declared) == [f"{TRADE}:{line}:1 {NOT_DECLARED}"]


@pytest.mark.parametrize("name", ["content/translations", "content/translations/sections"])
def test_no_wording_is_written_where_a_link_leads_out(declared: Path, name: str) -> None:
    outside = declared.parent / "outside"
    (declared / name).rename(outside)
    (declared / name).symlink_to(outside)
    kept = {path: path.read_bytes() for path in outside.rglob("*.txt")}
    edit(declared, "sections/trade.yaml", "来年も", "今年も")
    (fault,) = told(declared)
    assert "leads out of the workspace" in fault
    assert {path: path.read_bytes() for path in outside.rglob("*.txt")} == kept


def _gone(path: Path) -> None:
    path.unlink()


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("lose", [_gone, _emptied])
def test_lost_wordings_leave_the_texts_in_step(
    declared: Path, lose: Callable[[Path], None]
) -> None:
    lose(declared / TRADE)
    assert behind(declared) == {}
    edit(declared, "sections/trade.yaml", "来年も", "今年も")
    assert behind(declared) == {"sections/trade#outlook.text": {"ja": "in step", "ko": "stale"}}
