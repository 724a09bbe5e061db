"""The place of a character of a text is where it stands in the file, however YAML writes it."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jkreport.diagnostics import Problems
from jkreport.load.yaml import Pairs, Scalar, parse
from jkreport.model.text import Text

# Letters of several widths, marks that YAML reads elsewhere, and no white space but these.
LETTERS = st.text("abc一가あ漢😀é{}%[]#:'\"\\-|>&*!@,?", min_size=1, max_size=6)
WORDS = st.lists(LETTERS, min_size=1, max_size=5)
LINES = st.lists(WORDS.map(" ".join), min_size=1, max_size=4)
ESCAPES = {
    "é": r"\xe9", "一": r"\u4e00", "😀": r"\U0001F600", '"': r"\"", "\\": r"\\", "/": r"\/",
    " ": r"\ ", "\t": r"\t", "\n": r"\n", "\xa0": r"\_", "\x85": r"\N", "\u2028": r"\L", "\u3000": r"\u3000",
}  # fmt: skip


def text_of(yaml: str) -> Text:
    problems = Problems()
    root = parse("a.yaml", yaml.encode(), problems)
    assert problems.found == []
    assert isinstance(root, Pairs)
    (_, node), *_ = root.pairs
    assert isinstance(node, Scalar)
    return node.text


def assert_places(yaml: str, spelled: dict[str, tuple[str, ...]] | None = None) -> None:
    """Every letter of the text stands at its place, as itself or as an escape."""
    text, lines = text_of(yaml), yaml.split("\n")
    for offset, letter in enumerate(text.value):
        if letter.isspace():
            continue
        place = text.at(offset)
        found = lines[place.line - 1][place.column - 1 :]
        assert found.startswith((letter, *(spelled or {}).get(letter, ()))), (offset, letter, place)


def indented(lines: list[str], indent: int = 2) -> str:
    return "\n".join(" " * indent + line for line in lines)


@given(
    LINES,
    st.sampled_from(["|", ">", "|-", ">-", "|+", ">+", "| # why", "!!str |", "&a >"]),
    st.integers(1, 6),
)
def test_in_block_scalars(lines: list[str], head: str, indent: int) -> None:
    assert_places(f"key: {head}\n{indented(lines, indent)}\nnext: 1\n")


@given(LINES)
def test_in_block_scalars_with_lines_that_stand_further_in(lines: list[str]) -> None:
    assert_places(f"key: >2\n{indented([*lines, '', '   ' + lines[0], lines[-1]])}\n")


@given(LINES, st.sampled_from(["", "!!str ", "&anchor "]))
def test_in_single_quotes(lines: list[str], before: str) -> None:
    folded = "\n\n   ".join(line.replace("'", "''") for line in lines)
    assert_places(f"key: {before}'{folded}'\n", {"'": ("''",)})


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted({*ESCAPES, *"abc가あ"} - {"/"})), st.booleans()),
        min_size=1,
        max_size=30,
    ),
    st.sampled_from(["", "!!str ", "&anchor "]),
    st.sets(st.integers(1, 30), max_size=3),
)
def test_in_double_quotes(letters: list[tuple[str, bool]], before: str, breaks: set[int]) -> None:
    needed = '"\\\t\n\xa0\x85\u2028\u3000'
    pieces = [
        ESCAPES[letter] if letter in ESCAPES and (escaped or letter in needed) else letter
        for letter, escaped in letters
    ]
    # A backslash at its end lets a line go on; so do spaces and a bare line end.
    written = "".join(
        piece + ("\\\n   " if index in breaks else "") for index, piece in enumerate(pieces)
    )
    assume(not written.endswith("\n   "))
    spelled: dict[str, tuple[str, ...]] = {letter: (escape,) for letter, escape in ESCAPES.items()}
    assert_places(f'key: {before}"{written}"\n', spelled)


@given(LINES)
def test_in_folded_double_quotes(lines: list[str]) -> None:
    quoted = [line.replace("\\", "\\\\").replace('"', '\\"') for line in lines]
    written = "\n\n   ".join(quoted)
    assert_places(f'key: "{written}"\n', {'"': ('\\"',), "\\": ("\\\\",)})


@given(st.lists(st.text("abc一가あ漢😀é'", min_size=1, max_size=6), min_size=1, max_size=5))
def test_in_plain_text_over_several_lines(words: list[str]) -> None:
    assume(not words[0].startswith("'"))
    written = "\n   ".join(words)
    assert_places(f"key: {written}\n")


@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_whatever_ends_lines_and_starts_the_file(start: str, end: str) -> None:
    written = "first: 一\nkey: |\n  二\n  三 x\n".replace("\n", end)
    root = parse("a.yaml", (start + written).encode(), Problems())
    assert isinstance(root, Pairs)
    node = root.pairs[1][1]
    assert isinstance(node, Scalar)
    text = node.text
    assert [str(text.at(offset)) for offset in (0, 2, 4)] == [
        "a.yaml:3:3",
        "a.yaml:4:3",
        "a.yaml:4:5",
    ]
    assert [str(key.place) for key, _ in root.pairs] == ["a.yaml:1:1", "a.yaml:2:1"]


def test_past_its_end_stands_what_follows() -> None:
    text = text_of("key: ab\nnext: 1\n")
    assert str(text.at(99)) == "a.yaml:1:8"


def test_a_text_without_an_origin_stands_where_it_starts() -> None:
    text = text_of("key: ab\n")
    assert Text(value="ab", place=text.place).at(1) == text.place


def test_ten_thousand_faults_are_told_of_in_good_time() -> None:
    lines = "".join(f"key{number}: 1\n" * 2 for number in range(10_000))
    problems = Problems()
    parse("a.yaml", lines.encode(), problems)
    assert len(problems.sorted()) == 10_000
