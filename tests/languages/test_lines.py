"""Soft line breaks and the phrases of headings."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from jkreport.languages import Language

InAll = Callable[[Callable[[Language], str]], tuple[str, ...]]


@pytest.mark.parametrize(
    ("before", "after", "printed"),
    [
        ("日", "韓", ("", " ", " ")),
        ("は", "G", ("", " ", " ")),
        ("P", "は", ("", " ", " ")),
        ("P", "A", (" ", " ", " ")),
        ("7", "b", (" ", " ", " ")),
        (",", "a", (" ", " ", " ")),
        ("。", "A", ("", " ", " ")),
        ("」", "「", ("", " ", " ")),
        ("국", "일", (" ", " ", " ")),
        ("국", "は", ("", " ", " ")),
        ("한", "a", (" ", " ", " ")),
        ("ｱ", "ｲ", ("", " ", " ")),
        ("…", "A", ("", " ", " ")),
        ("α", "β", (" ", " ", " ")),
        ("first words", "last 語", (" ", " ", " ")),
        ("", "A", ("", "", "")),
        ("A", "", ("", "", "")),
    ],
)
def test_a_soft_break_is_a_space_where_words_have_spaces(
    in_all: InAll, before: str, after: str, printed: tuple[str, ...]
) -> None:
    assert in_all(lambda language: language.join_lines(before, after)) == printed


@pytest.mark.parametrize(
    ("heading", "phrases"),
    [
        ("2026年1月の首脳会談を受けて", ["2026年1月の", "首脳会談を", "受けて"]),
        ("AI・半導体サプライチェーンの強靱化", ["AI・半導体", "サプライチェーンの", "強靱化"]),
        (
            "日韓関係の新たな展開と「自由で開かれたインド太平洋」の行方",
            ["日韓関係の", "新たな", "展開と", "「自由で", "開かれた", "インド太平洋」の", "行方"],
        ),
        ("三か国の枠組みと中韓", ["三か国の", "枠組みと", "中韓"]),
        ("RCEPによる日韓間の貿易自由化率", ["RCEPによる", "日韓間の", "貿易自由化率"]),
        ("互いの貿易相手としての順位", ["互いの", "貿易相手としての", "順位"]),
        ("目次", ["目次"]),
        ("", []),
    ],
)
def test_a_japanese_heading_is_cut_into_phrases(
    japanese: Language, heading: str, phrases: list[str]
) -> None:
    assert list(japanese.phrases(heading)) == phrases


@pytest.mark.parametrize(
    ("heading", "phrases"),
    [
        ("정상 왕래와 셔틀외교", ["정상 ", "왕래와 ", "셔틀외교"]),
        ("수출 82만 4,500명 증가", ["수출 ", "82만 4,500명 ", "증가"]),
        ("대일 투자 168억 달러 등", ["대일 ", "투자 ", "168억 달러 등"]),
        ("무역 및 투자", ["무역 ", "및 투자"]),
        ("", []),
        ("  ", ["  "]),
    ],
)
def test_a_korean_heading_is_cut_at_spaces(
    korean: Language, heading: str, phrases: list[str]
) -> None:
    assert list(korean.phrases(heading)) == phrases


def test_an_english_heading_is_cut_at_spaces(english: Language) -> None:
    assert list(english.phrases("Trade and investment")) == ["Trade ", "and ", "investment"]


def test_the_model_for_phrases_is_loaded_with_the_first_heading_only() -> None:
    code = "import sys, jkreport.languages; sys.exit('budoux' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
