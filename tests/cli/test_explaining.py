"""`explain`: what a code means, with an example."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jkreport.cli.explaining import complete_code
from jkreport.diagnostics import Code
from jkreport.diagnostics.explanations import Explanation, read_explanations

Run = Callable[..., Any]
PAGE = """# Diagnostics

## Structure

### JK201 unknown-key

A key that nothing reads. Take the
nearest name.

```text
--- content/a.yaml
# a line of the file
$ jkreport check
content/a.yaml:1:1: JK201 …
```

### JK999 no-such-code

Not known here.

## The machine

### JK102 file-unreadable

No right to read.
"""


def test_a_page_is_read_by_its_headings() -> None:
    assert list(read_explanations(PAGE).values()) == [
        Explanation(code=Code.FILE_UNREADABLE, text="No right to read."),
        Explanation(
            code=Code.UNKNOWN_KEY,
            text="A key that nothing reads. Take the\nnearest name.",
            example="--- content/a.yaml\n# a line of the file\n$ jkreport check\ncontent/a.yaml:1:1: JK201 …\n",
        ),
    ]


def test_a_code_is_explained_outside_any_workspace(run: Run, tmp_path: Path) -> None:
    ended = run(tmp_path, "explain", "JK213")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out == (
        "JK213 no-such-brief\n"
        "\n"
        "There is no brief of that name. `jkreport list` names them.\n"
        "\n"
        "    $ jkreport check two\n"
        "    content/briefs: JK213 there is no brief 'two'\n"
        "      hint: known: 'one'\n"
    )


def test_numbers_and_names_are_the_same_in_any_case(run: Run, tmp_path: Path) -> None:
    by_number = run(tmp_path, "explain", "jk201", "JK202")
    assert run(tmp_path, "explain", "unknown-key", "Missing-Key") == by_number
    assert run(tmp_path, "explain", "JK201", "JK202", "unknown-key") == by_number


def test_without_a_code_all_are_listed_in_a_line_each(run: Run, tmp_path: Path) -> None:
    ended = run(tmp_path, "explain")
    assert (ended.status, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert [line[:5] for line in lines] == [code.value for code in Code]
    assert lines[0] == (
        "JK101  file-missing           A file that something names, or that a workspace must have, isn't there."
    )


def test_an_explanation_is_given_as_json(run: Run, tmp_path: Path) -> None:
    ended = run(tmp_path, "explain", "JK213", "--format", "json")
    (found,) = json.loads(ended.out)
    assert (found["code"], found["name"]) == ("JK213", "no-such-brief")
    assert found["text"].startswith("There is no brief of that name.")
    assert found["example"].startswith("$ jkreport check two\n")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("JK3311", "there is no code 'JK3311'; did you mean 'JK331' or 'JK311' or 'JK733'?"),
        ("unknown-keys", "there is no code 'unknown-keys'; did you mean 'unknown-key'"),
    ],
    ids=["number", "name"],
)
def test_a_mistyped_code_gets_the_nearest(run: Run, tmp_path: Path, name: str, said: str) -> None:
    ended = run(tmp_path, "explain", name)
    assert (ended.status, ended.out) == (2, "")
    assert f"Error: {said}" in ended.err


def test_codes_are_completed_by_number_and_by_name() -> None:
    def completed(beginning: str) -> list[str]:
        return [each.value for each in complete_code(None, None, beginning)]  # type: ignore[arg-type]

    assert completed("jk10")[:2] == ["JK101", "JK102"]
    assert completed("yaml-") == ["yaml-syntax", "yaml-duplicate-key", "yaml-refused"]
