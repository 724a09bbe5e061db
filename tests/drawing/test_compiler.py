"""Charts are drawn by a process with limits, which costs one chart and never the build."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from jkreport.cache import Cache
from jkreport.children import Limits
from jkreport.diagnostics import Code
from jkreport.drawing import Compiler, DrawingFault, Proof

FAMILY = "Noto Sans CJK JP"
ENCODING = {"x": {"field": "a"}, "y": {"field": "b", "type": "quantitative"}}
BARS = {"mark": "bar", "encoding": ENCODING, "data": {"values": [{"a": "一", "b": 3}]}}
# A few lines of an author's make 14,400 charts: minutes of work and gigabytes.
NAMES = [f"field{number}" for number in range(120)]
ENDLESS = {
    "data": {"values": [{"a": 1, "b": 2}]},
    "repeat": {"row": NAMES, "column": NAMES},
    "spec": {
        "mark": "bar",
        "encoding": {"x": {"field": {"repeat": "row"}}, "y": {"field": {"repeat": "column"}}},
    },
}


@pytest.fixture
def own() -> Iterator[Compiler]:
    with Compiler() as compiler:
        yield compiler


def fault(compiler: Compiler, spec: object = ENDLESS) -> tuple[Code, str]:
    with pytest.raises(DrawingFault) as caught:
        compiler.svg(json.dumps(spec), FAMILY)
    return caught.value.code, str(caught.value)


def children() -> set[int]:
    listed = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text()
    return {int(each) for each in listed.split()}


def test_a_specification_becomes_a_drawing(compiler: Compiler) -> None:
    drawn = compiler.svg(json.dumps(BARS, ensure_ascii=False), FAMILY)
    assert drawn.startswith("<svg ")
    assert f'font-family="{FAMILY}"' in drawn
    assert ">一</text>" in drawn
    assert compiler.svg(json.dumps(BARS, ensure_ascii=False), FAMILY) == drawn


def test_a_proof_draws_what_is_long_enough_to_take_too_long(compiler: Compiler) -> None:
    long = json.dumps({**BARS, "description": "long" * 100_000})
    with Proof() as proof:
        assert "<text" not in proof.scene(json.dumps(BARS), FAMILY)
        assert proof.scene(long, FAMILY) == compiler.scene(long, FAMILY)


def test_what_the_compiler_refuses_is_told_in_its_words(compiler: Compiler) -> None:
    code, said = fault(compiler, {"mark": "nothing", "data": {"values": []}, "encoding": 1})
    assert code is Code.CHART
    assert said.startswith("Vega-Lite can't draw this: ")
    assert "\n" not in said


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (Limits(wall=1), (Code.TIME_LIMIT, "drawing took longer than 1 s and was ended")),
        (
            Limits(processor=1),
            (Code.TIME_LIMIT, "drawing took more than 1 s of processor time and was ended"),
        ),
        (
            Limits(memory=640 << 20),
            (Code.LIMIT, "drawing needed more memory than the 640 MiB that are allowed"),
        ),
    ],
    ids=["wall", "processor", "memory"],
)
def test_a_chart_beyond_its_limits_is_told_and_the_next_is_drawn(
    limits: Limits, expected: tuple[Code, str]
) -> None:
    with Compiler(limits=limits) as compiler:
        assert fault(compiler) == expected
        if limits.wall > 1:  # on a busy machine a new process may take as long to start
            assert compiler.svg(json.dumps(BARS), FAMILY).startswith("<svg ")


def test_a_drawing_that_is_too_large_is_told() -> None:
    with Compiler(limits=Limits(output=1000)) as compiler:
        assert fault(compiler, BARS) == (
            Code.CHART,
            "Vega-Lite can't draw this: the drawing is too large: File too large",
        )


def test_a_child_that_was_killed_is_told_and_replaced(own: Compiler) -> None:
    before = children()
    own.svg(json.dumps(BARS), FAMILY)
    (server,) = children() - before
    os.kill(server, signal.SIGTERM)
    code, said = fault(own, BARS)
    assert (code, said) == (Code.ENGINE, "the drawing process ended with status -15")
    assert own.svg(json.dumps(BARS), FAMILY).startswith("<svg ")


def test_a_child_that_cannot_be_started_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with Compiler() as compiler:
        assert fault(compiler, BARS) == (
            Code.ENGINE,
            "the drawing process can't be started: No such file or directory",
        )


def test_what_was_drawn_before_needs_no_process(tmp_path: Path) -> None:
    before, spec = children(), json.dumps(BARS)
    with Compiler(cache=Cache(tmp_path), stamp="one") as compiler:
        drawn = compiler.svg(spec, FAMILY)
        assert children() > before
    assert children() == before
    with Compiler(cache=Cache(tmp_path), stamp="one") as compiler:
        assert compiler.svg(spec, FAMILY) == drawn
        assert children() == before
    with Compiler(cache=Cache(tmp_path), stamp="two") as compiler:
        assert compiler.svg(spec, FAMILY) == drawn
        assert children() > before


BUSY = """
import json, sys
from jkreport.drawing import Compiler
with Compiler() as compiler:
    compiler.svg('{"mark": "bar", "data": {"values": []}}', "")
    print("ready", flush=True)
    compiler.svg(sys.argv[1], "")
"""


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_drawing_ends_with_its_parent(ending: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", BUSY, json.dumps(ENDLESS)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"ready\n"
        (server,) = (
            int(each)
            for each in Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()
        )
        time.sleep(0.2)  # long since at work
        parent.send_signal(ending)
        parent.wait(2)
        for _ in range(200):
            state = Path(f"/proc/{server}/stat")
            if not state.exists() or ") Z " in state.read_text():
                break
            time.sleep(0.01)
        else:
            raise AssertionError("the child still runs")
