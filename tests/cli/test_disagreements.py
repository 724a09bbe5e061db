"""What other sources say, told by `why` and `show facts`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.provenance._differing import site

Run = Callable[..., Any]


def test_why_names_the_other_statements(tmp_path: Path, run: Run) -> None:
    assert run(site(tmp_path), "why", "one", "2023年3月16日").out == (
        "2023年3月16日  (2023-03-16)\n"
        "  events.summits: tokyo\n"
        "    content/events/summits.yaml (sha256 4c413ae9bccf…)\n"
        "    source vision: ビジョン\n"
        "  sources differ: statements.meeting 会談の日 / 회담 날짜\n"
        "    list: 2023-03-16 (vision), preferred\n"
        "    paper: 2023-03-17 (vision · 第1章 / 제1장)\n"
        "  printed: ja: words text [ja] content/sections/part.yaml:5:11: 2023年3月16日 = "
        'events.summits["tokyo"].date\n'
    )


def test_show_facts_lists_them(tmp_path: Path, run: Run) -> None:
    told = run(site(tmp_path), "show", "facts", "--brief", "one").out
    assert told.partition("disagreements:\n")[2].splitlines()[2] == (
        "  id=statements.meeting  text=ja 会談の日; ko 회담 날짜  "
        "said=statement list; number 2023-03-16; unit date; sources vision, "
        "statement paper; number 2023-03-17; unit date; sources vision  "
        "preferred=list  reason=the minutes"
    )
