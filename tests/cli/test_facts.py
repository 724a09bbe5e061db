"""`show facts`: what a brief carries, each thing once."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
WORKSPACES = Path(__file__).parents[1] / "workspaces"
HEAD = """\
brief: all
title: ja 港の*白書*; ko 항구 *백서*; en A *white* paper on ports
counts: chapters 3; sections 6; key numbers 1; tables 1; charts 1; timelines 3; quotations 1; \
events 3; values 8; recommendations 2; opinions 2; people 2; sources 2
"""
LISTS = """\
events:
  id=openings/first  date=2023  text=ja 第一港; ko 제1항; en First port
  id=openings/second  date=2024-03/2024-05  text=ja 第二港; ko 제2항; en Second port
  id=openings/third  date=2025-08-23  text=ja 閉港; ko 폐항; en Closing
values:
  value=data.cranes.cost[JP,2024]  number=1.5
  value=data.cranes.cost[JP,2025]  number=39.4
  value=data.cranes.cost[KR,2024]  number=2
  value=data.cranes.cost[KR,2025]  number=45.1
  value=data.cranes.number[JP,2024]  number=1200
  value=data.cranes.number[JP,2025]  number=1250
  value=data.cranes.number[KR,2024]  number=800
  value=data.cranes.number[KR,2025]  number=790
recommendations:
  id=proposal  text=ja 起重機を増やす。; ko 기중기를 늘린다.; en Add cranes.
  id=only-korean  text=ja 二; ko 둘째.; en Two.
opinions:
  group=ja 港; ko 항구; en Ports  text=ja 良い。; ko 좋다.; en Good.
  group=ja 港; ko 항구; en Ports  text=ja 悪い。; ko 나쁘다.; en Bad.
people:
  name=ja 北; ko 키타; en Kita
  name=ja 南; ko 미나미; en Minami
sources:
  id=kita  text=* 港湾白書
  id=harbour  text=* 항만의 앞날
"""


@pytest.mark.parametrize(("options", "out"), [((), HEAD + LISTS), (("--counts",), HEAD)])
def test_every_fact_is_listed_once(run: Run, options: tuple[str, ...], out: str) -> None:
    ended = run(WORKSPACES / "everything", "show", "facts", "--brief", "all", *options)
    assert (ended.status, ended.out, ended.err) == (0, out, "")


def test_a_list_that_is_empty_is_left_out_of_the_text_and_stands_in_json(run: Run) -> None:
    words = ("show", "facts", "--brief", "minimal")
    assert "people:" not in run(WORKSPACES / "minimal", *words).out
    told = json.loads(run(WORKSPACES / "minimal", *words, "--format", "json").out)
    assert (told["people"], told["counts"]["values"], len(told["values"])) == ([], 6, 6)


def test_what_is_not_printed_is_no_fact_of_a_brief(run: Run, minimal: Path) -> None:
    words = ("show", "facts", "--brief", "minimal", "--format", "json")
    before = json.loads(run(minimal, *words).out)
    data = minimal / "content/data"
    for path in [*data.glob("*.csv"), *data.glob("*.yaml")]:
        shutil.copy(path, data / f"unused{path.suffix}")
    assert json.loads(run(minimal, *words).out) == before


def test_a_brief_that_has_faults_tells_of_them(run: Run, minimal: Path) -> None:
    (minimal / "content/data/travellers.csv").unlink()
    ended = run(minimal, "show", "facts", "--brief", "minimal")
    assert (ended.status, ended.out) == (1, "")
    assert "JK101" in ended.err
