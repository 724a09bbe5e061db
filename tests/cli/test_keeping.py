"""`keep`: what a brief prints today, for later editions to be compared with."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.provenance._site import TRADE, change, laid

from jkreport import Workspace

Run = Callable[..., Any]
KEPT = "content/editions/one/first.json"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return laid(tmp_path / "site")


def test_what_is_kept_can_be_compared_with_by_its_name(site: Path, run: Run) -> None:
    ended = run(site, "keep", "one", "first")
    assert (ended.status, ended.out, ended.err) == (0, f"{KEPT} written\n", "")
    assert run(site, "diff", "one", "--since", "first").out == "one: nothing has changed\n"
    change(site, TRADE, "2025,imports,400", "2025,imports,420")
    assert run(site, "diff", "one", "--since", "first").out.startswith(
        "values (2)\n  data.trade.amount[2025,imports]: 400 → 420 USD (+20, +5.0 %)"
    )


def test_the_same_state_is_kept_in_the_same_bytes(site: Path, run: Run) -> None:
    run(site, "keep", "one", "first")
    run(site, "keep", "one", "second")
    kept = (site / KEPT).read_bytes()
    assert (site / KEPT).with_name("second.json").read_bytes() == kept
    assert run(site, "keep", "one", "first").status == 0
    assert b".yaml" not in kept.replace(b"content/events/summits.yaml", b"")


def test_another_state_takes_a_name_only_when_that_is_said(site: Path, run: Run) -> None:
    run(site, "keep", "one", "first")
    change(site, TRADE, "2025,imports,400", "2025,imports,420")
    refused = run(site, "keep", "one", "first")
    assert (refused.status, refused.err.partition("\n")[0]) == (
        1,
        f"{KEPT}: JK343 an edition 'first' of 'one' was kept before, and is another",
    )
    ended = run(site, "keep", "one", "first", "--again", "--format", "json")
    assert json.loads(ended.out) == {"ok": True, "path": KEPT, "diagnostics": []}
    assert run(site, "diff", "one", "--since", "first").out == "one: nothing has changed\n"


@pytest.mark.parametrize("name", ["../out", "a/b", ".hidden", "版", ""])
def test_a_name_that_could_lead_elsewhere_is_refused(site: Path, run: Run, name: str) -> None:
    ended = run(site, "keep", "one", name)
    assert ended.status == 1
    assert f"JK109 '{name}' can't be the name of an edition" in ended.err
    assert not (site / "content/editions").exists()


def test_a_brief_with_faults_is_not_kept(site: Path, run: Run) -> None:
    (site / "content/sections/part.yaml").write_text(
        "title: {ja: 章, ko: 장}\nblocks: [{id: a}]\n", "utf-8"
    )
    assert run(site, "keep", "one", "first").status == 1
    assert not (site / "content/editions").exists()


@pytest.mark.parametrize(
    ("kept", "since", "said"),
    [
        ("first", "frist", "JK341 no edition 'frist' of 'one' was kept\n  hint: did you mean 'first'?"),
        ("", "first", "JK341 no edition 'first' of 'one' was kept\n  hint: 'jkreport keep' keeps what is printed now"),
        ("first", "../one/first", "JK341 no edition '../one/first' of 'one' was kept\n  hint: known: 'first'"),
    ],
)  # fmt: skip
def test_a_block_that_names_no_edition_is_told_at_its_line(
    site: Path, run: Run, kept: str, since: str, said: str
) -> None:
    if kept:
        run(site, "keep", "one", kept)
    part = site / "content/sections/part.yaml"
    block = f"  - {{id: news, changes: {{since: {since}}}}}\n"
    part.write_text(part.read_text("utf-8") + block, encoding="utf-8")
    ended = run(site, "check")
    shown = [line for line in ended.err.splitlines() if " | " not in line]
    assert "content/sections/part.yaml:16:33: " + said in "\n".join(shown)


def test_an_edition_of_another_brief_is_told(site: Path, run: Run) -> None:
    run(site, "keep", "one", "first")
    kept = (site / KEPT).read_bytes()
    (site / KEPT).write_bytes(kept.replace(b'"brief": "one"', b'"brief": "two"'))
    ended = run(site, "diff", "one", "--since", "first")
    assert (ended.status, ended.err) == (
        1,
        f"first: JK341 '{KEPT}' is an edition of 'two', not of 'one'\n  hint: keep one of this brief\n",
    )


def test_an_edition_that_was_kept_is_an_input_of_the_build(site: Path) -> None:
    workspace = Workspace.open(site)
    workspace.keep("one", "first")
    part = site / "content/sections/part.yaml"
    block = "  - {id: news, changes: {since: first}}\n"
    part.write_text(part.read_text("utf-8") + block, encoding="utf-8")
    assert workspace.check("one").ok
    (site / KEPT).write_bytes(b"{}")
    assert [each.code.value for each in workspace.check("one").diagnostics] == ["JK342"]


def test_marks_since_a_state_that_is_not_there_are_refused(site: Path, run: Run) -> None:
    ended = run(site, "build", "one", "--marks", "nowhere")
    assert ended.status == 1
    assert "nowhere: JK341 there is neither a file nor a revision 'nowhere'\n" in ended.err
