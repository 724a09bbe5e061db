"""Glossaries, authors and titles."""

from collections.abc import Callable

import pytest

from jkreport.languages import Language, Sorting

InAll = Callable[[Callable[[Language], str]], tuple[str, ...]]


def heads(language: Language, words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Sort words with their readings, and give each with the head that it stands under."""
    placed = [(language.sorting(word, reading), word) for word, reading in words]
    return [(place.head, word) for place, word in sorted(placed, key=lambda each: each[0].key)]


def test_japanese_words_stand_by_reading_under_their_row(japanese: Language) -> None:
    words = [
        ("竹島", "たけしま"),
        ("シャトル外交", "シャトルがいこう"),
        ("慰安婦", "いあんふ"),
        ("GDP", ""),
        ("徴用工", "ちょうようこう"),
        ("ガイドライン", ""),
        ("データ", ""),
        ("手当", "てあて"),
        ("ハブ", ""),
        ("バブ", ""),
        ("安保", "あんぽ"),
        ("2プラス2", ""),
        ("獨", ""),
        ("っ", ""),
    ]
    assert heads(japanese, words) == [
        ("0–9", "2プラス2"),
        ("G", "GDP"),
        ("あ", "安保"),
        ("あ", "慰安婦"),
        ("か", "ガイドライン"),
        ("さ", "シャトル外交"),
        ("た", "竹島"),
        ("た", "徴用工"),
        ("た", "っ"),
        ("た", "手当"),
        ("た", "データ"),
        ("は", "ハブ"),
        ("は", "バブ"),
        ("獨", "獨"),
    ]


def test_korean_words_stand_under_their_initial_consonant(korean: Language) -> None:
    words = [
        (word, "")
        for word in (
            "하나",
            "GDP",
            "까치",
            "강제동원",
            "다케시마",
            "독도",
            "가치",
            "K팝",
            "3국",
            "띠",
        )
    ]
    assert heads(korean, words) == [
        ("ㄱ", "가치"),
        ("ㄱ", "강제동원"),
        ("ㄱ", "까치"),
        ("ㄷ", "다케시마"),
        ("ㄷ", "독도"),
        ("ㄷ", "띠"),
        ("ㅎ", "하나"),
        ("G", "GDP"),
        ("K", "K팝"),
        ("0–9", "3국"),
    ]


def test_a_reading_decides_in_korean_too(korean: Language) -> None:
    assert korean.sorting("獨島", "독도").head == "ㄷ"


def test_english_words_stand_by_letter(english: Language) -> None:
    words = [(word, "") for word in ("éclair", "Seoul", "e-mail", "echo", "ECHO", "2+2", "“Quad”")]
    assert heads(english, words) == [
        ("0–9", "2+2"),
        ("E", "ECHO"),
        ("E", "echo"),
        ("E", "éclair"),
        ("E", "e-mail"),
        ("Q", "“Quad”"),
        ("S", "Seoul"),
    ]


def test_spaces_do_not_count_in_the_order(korean: Language) -> None:
    assert heads(korean, [("한일 관계", ""), ("한일", ""), ("한일가", "")]) == [
        ("ㅎ", "한일"),
        ("ㅎ", "한일가"),
        ("ㅎ", "한일 관계"),
    ]


def test_nothing_sorts_without_failing(
    japanese: Language, korean: Language, english: Language
) -> None:
    empty = Sorting(key="\u0001\u0001", head="")
    assert [each.sorting("", "") for each in (japanese, korean, english)] == [empty] * 3


@pytest.mark.parametrize(
    ("people", "printed"),
    [
        ([("石破", "茂")], ("石破茂", "石破茂", "茂 石破")),
        (
            [("石破", "茂"), ("岩屋", "毅")],
            ("石破茂・岩屋毅", "石破茂·岩屋毅", "茂 石破 and 毅 岩屋"),
        ),
        (
            [("이", "재명"), ("조", "현")],
            ("이재명・조현", "이재명·조현", "재명 이 and 현 조"),
        ),
        (
            [("スミス", "ジョン"), ("石破", "茂")],
            ("ジョン・スミス、石破茂", "スミスジョン·石破茂", "ジョン スミス and 茂 石破"),
        ),
        (
            [("Smith", "John"), ("Doe", "Jane"), ("Kim", "Koo")],
            (
                "John Smith、Jane Doe、Koo Kim",
                "John Smith, Jane Doe, Koo Kim",
                "John Smith, Jane Doe and Koo Kim",
            ),
        ),
        ([("日韓ビジョングループ", "")], ("日韓ビジョングループ",) * 3),
        ([("JETRO", "")], ("JETRO",) * 3),
        ([], ("", "", "")),
    ],
)
def test_authors_are_named_as_their_language_names_them(
    in_all: InAll, people: list[tuple[str, str]], printed: tuple[str, ...]
) -> None:
    assert in_all(lambda language: language.names(people)) == printed


@pytest.mark.parametrize(
    ("title", "kind", "printed"),
    [
        ("Vision", "report", ("『Vision』", "『Vision』", "*Vision*")),
        ("Vision", "book", ("『Vision』", "『Vision』", "*Vision*")),
        ("Vision", "article", ("「Vision」", "「Vision」", "“Vision”")),
        ("Vision", "webpage", ("「Vision」", "「Vision」", "“Vision”")),
        ("Vision", "speech", ("「Vision」", "「Vision」", "“Vision”")),
        ("Vision", "dataset", ("「Vision」", "「Vision」", "“Vision”")),
        ("Vision", "legislation", ("「Vision」", "「Vision」", "Vision")),
        ("a「b」", "article", ("「a『b』」", "「a『b』」", "“a「b」”")),
        ("a“b”", "article", ("「a“b”」", "「a“b”」", "“a‘b’”")),
        ("a*b", "book", ("『a*b』", "『a*b』", "*a*b*")),
    ],
)
def test_titles_are_set_by_the_kind_of_work(
    in_all: InAll, title: str, kind: str, printed: tuple[str, ...]
) -> None:
    assert in_all(lambda language: language.title(title, kind)) == printed
