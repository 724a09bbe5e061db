"""Files in the encodings that Japanese and Korean offices write."""

from collections.abc import Callable

import pytest

from jkreport.data import Table
from jkreport.model.tables import TableSpec

SpecOf = Callable[..., TableSpec]
Read = Callable[[TableSpec, str | bytes], Table]
Faults = Callable[[TableSpec, str | bytes], list[str]]

JAPANESE = "id,name,amount\na,髙﨑①㈱～表計算,１２\nb,ひらがな,13\n"
KOREAN = "id,name,amount\na,똠방각하,12\nb,한국무역협회,13\n"


@pytest.mark.parametrize(
    ("encoding", "text", "codec"),
    [
        ("utf-8", JAPANESE, "utf-8"),
        ("utf-8", JAPANESE, "utf-8-sig"),
        ("utf-8-sig", KOREAN, "utf-8-sig"),
        ("utf-8-sig", KOREAN, "utf-8"),
        ("cp932", JAPANESE, "cp932"),
        ("euc-kr", KOREAN, "cp949"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_file_is_read_in_the_encoding_that_is_declared(
    spec_of: SpecOf, read: Read, encoding: str, text: str, codec: str, line_end: str
) -> None:
    spec = spec_of({"name": "text"}, {"amount": "decimal"}, encoding=encoding)
    table = read(spec, text.replace("\n", line_end).encode(codec))
    name = text.splitlines()[1].split(",")[1]
    assert next(str(row.names["name"]["ja"]) for row in table.rows) == name
    assert [table.value("amount", each).number for each in ("a", "b")] == [12, 13]


@pytest.mark.parametrize(
    ("declared", "codec", "text", "fault"),
    [
        ("utf-8", "cp932", JAPANESE, "2:3: table-encoding: the file is not utf-8 — {cp932}"),
        ("utf-8", "cp949", KOREAN, "2:3: table-encoding: the file is not utf-8 — {euc-kr}"),
        ("utf-8-sig", "cp949", KOREAN, "2:3: table-encoding: the file is not utf-8-sig — {euc-kr}"),
        ("cp932", "utf-8", JAPANESE, None),
        ("euc-kr", "utf-8", KOREAN, None),
        ("euc-kr", "cp932", JAPANESE, None),
        ("cp932", "cp949", KOREAN, None),
        ("euc-kr", "euc-jp", "id,name,amount\na,ひらがなとカタカナ,12\n", None),
    ],
)
def test_another_encoding_is_refused_and_named(
    spec_of: SpecOf, faults: Faults, declared: str, codec: str, text: str, fault: str | None
) -> None:
    spec = spec_of({"name": "text"}, {"amount": "decimal"}, encoding=declared)
    (found,) = faults(spec, text.encode(codec))
    assert ": table-encoding: " in found
    right = {"cp949": "euc-kr"}.get(codec, codec)
    if codec != "euc-jp":
        assert found.endswith(f"the file decodes as {right}: encoding: {right}")
    if fault is not None:
        decodes = "the file decodes as {0}: encoding: {0}".format(right)  # noqa: UP032 - as below
        assert found == "content/data/trade.csv:" + fault.replace(f"{{{right}}}", decodes)


def test_utf8_that_happens_to_be_valid_cp932_is_told_apart(spec_of: SpecOf, faults: Faults) -> None:
    spec = spec_of({"year": "year"}, {"note": "text"}, encoding="cp932")
    assert faults(spec, "year,note\n2024,表示\n".encode()) == [
        (
            "content/data/trade.csv:1:1: table-encoding: read as cp932 the file makes no sense"
            " — the file decodes as utf-8: encoding: utf-8"
        )
    ]


@pytest.mark.parametrize("letter", ["\x00", "\x1b", "\x85", "\ue000", "\ufffd", "\ufdd0"])
def test_letters_that_no_author_writes_are_refused(
    spec_of: SpecOf, faults: Faults, letter: str
) -> None:
    spec = spec_of({"year": "year"}, {"note": "text"})
    assert faults(spec, f"year,note\n2024,ab{letter}\n") == [
        (
            "content/data/trade.csv:2:8: table-encoding:"
            f" the character U+{ord(letter):04X} is no text; the file is hardly utf-8"
            " — take the character out"
        )
    ]


def test_half_width_kana_beside_other_japanese_are_text(spec_of: SpecOf, read: Read) -> None:
    spec = spec_of({"year": "year"}, {"note": "text"}, encoding="cp932")
    table = read(spec, "year,note\n2024,ｶﾀｶﾅの表\n".encode("cp932"))
    assert str(table.text("note", 2024)["ja"]) == "ｶﾀｶﾅの表"


def test_an_unknown_encoding_is_refused(spec_of: SpecOf, faults: Faults) -> None:
    spec = spec_of({"year": "year"}, {"note": "text"}, encoding="cp392")
    assert faults(spec, "year,note\n") == [
        "content/data/trade.csv: bad-value: unknown encoding 'cp392' — did you mean 'cp932'?"
    ]
