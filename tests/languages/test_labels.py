"""The words of a page."""

from collections.abc import Callable
from typing import get_args

import pytest

from jkreport.languages import LANGUAGES, Label, Language

LABELS: tuple[Label, ...] = get_args(Label)
CODES = sorted(LANGUAGES)
InAll = Callable[[Callable[[Language], str]], tuple[str, ...]]


@pytest.mark.parametrize("code", CODES)
def test_every_label_has_a_wording(code: str) -> None:
    assert set(LANGUAGES[code].labels) == set(LABELS)
    assert all(LANGUAGES[code].labels.values())


@pytest.mark.parametrize("label", LABELS)
def test_a_label_takes_the_same_parts_in_every_language(label: Label) -> None:
    parts = {LANGUAGES[code].labels[label].count("{}") for code in CODES}
    assert len(parts) == 1


@pytest.mark.parametrize(
    ("label", "parts", "printed"),
    [
        ("figure", (3,), ("図3", "그림 3", "Figure 3")),
        ("table", (3,), ("表3", "표 3", "Table 3")),
        ("section_reference", ("2.1",), ("2.1節", "2.1절", "Section 2.1")),
        ("recommendation", (4,), ("提言4", "제언 4", "Recommendation 4")),
        ("source_line", ("JETRO",), ("出所：JETRO", "출처: JETRO", "Source: JETRO")),
        ("as_of", ("2026",), ("2026現在", "2026 기준", "As of 2026")),
        ("page_of", (2, 16), ("2 / 16", "2 / 16", "2 / 16")),
        ("continued", ("3",), ("3（続き）", "3(계속)", "3 (continued)")),
        ("contents", (), ("目次", "차례", "Contents")),
        ("edition", (), ("日本語版", "한국어판", "English edition")),
        ("unit_line", ("%",), ("（単位：%）", "(단위: %)", "(%)")),
    ],
)
def test_a_label_is_filled_with_its_parts(
    in_all: InAll, label: Label, parts: tuple[object, ...], printed: tuple[str, ...]
) -> None:
    assert in_all(lambda language: language.label(label, *parts)) == printed


@pytest.mark.parametrize("code", CODES)
def test_a_language_is_known_by_its_code(code: str) -> None:
    language = LANGUAGES[code]
    assert language.code == code
    assert all((language.endonym, language.list_mark, language.sentence_end))
    assert all((language.faces.serif, language.faces.sans, language.faces.mono))


def test_lines_of_japanese_alone_break_inside_words() -> None:
    assert {code: LANGUAGES[code].keep_words for code in CODES} == {
        "en": True,
        "ja": False,
        "ko": True,
    }
