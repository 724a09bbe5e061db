"""The command line in the language of who reads it."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from jkreport.cli.columns import filled, padded, width_of
from jkreport.cli.commands import COMMANDS
from jkreport.languages import LANGUAGES

Ended = Any
Run = Callable[..., Ended]
MINIMAL = Path(__file__).parents[1] / "workspaces" / "minimal"


@pytest.fixture
def speaking(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in a language."""

    def command(code: str, folder: Path, *words: str) -> Ended:
        monkeypatch.setenv("JKREPORT_LANG", code)
        return run(folder, *words)

    return command


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("ja", "content/briefs: JK213 ブリーフ 'minimul' はありません\n  ヒント: 'minimal' ではありませんか\n"),
        ("ko", "content/briefs: JK213 브리프 'minimul'이 없습니다\n  힌트: 'minimal'을 찾으십니까?\n"),
        ("en", "content/briefs: JK213 there is no brief 'minimul'\n  hint: did you mean 'minimal'?\n"),
    ],
    ids=["ja", "ko", "en"],
)  # fmt: skip
def test_a_fault_is_told_in_the_language_of_the_setting(
    speaking: Run, code: str, said: str
) -> None:
    ended = speaking(code, MINIMAL, "check", "minimul", "--quiet")
    assert (ended.status, ended.out, ended.err) == (1, "", said)


@pytest.mark.parametrize(
    ("variable", "locale", "said"),
    [
        ("LANG", "ja_JP.UTF-8", "minimal: 問題なし、印字した値 30\n"),
        ("LC_ALL", "ko_KR.UTF-8", "minimal: 문제 없음, 인쇄된 값 30개\n"),
        ("LANG", "C.UTF-8", "minimal: no problems, 30 values printed\n"),
    ],
    ids=["LANG", "LC_ALL", "C"],
)
def test_the_locale_counts_where_nothing_is_set(
    run: Run, monkeypatch: pytest.MonkeyPatch, variable: str, locale: str, said: str
) -> None:
    for name in ("JKREPORT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, locale)
    ended = run(MINIMAL, "check", "minimal")
    assert (ended.status, ended.out, ended.err) == (0, said, "")


def test_a_usage_error_is_told_with_how_the_command_is_used(speaking: Run, tmp_path: Path) -> None:
    ended = speaking("ja", tmp_path, "show", "table")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err == (
        "使い方: jkreport show table [OPTIONS] NAME\n"
        "'jkreport show table --help' で使い方を表示します。\n\n"
        "エラー: 引数 'NAME' を指定してください\n"
    )
    ended = speaking("ko", tmp_path, "explian")
    assert ended.err == (
        "사용법: jkreport [OPTIONS] COMMAND [ARGS]...\n"
        "'jkreport --help'로 사용법을 볼 수 있습니다.\n\n"
        "오류: 명령 'explian'이 없습니다. 'explain'을 찾으십니까?\n"
    )


@pytest.mark.parametrize(
    "words",
    [["--formt"], ["list", "people"], ["build", "-j", "99"], ["build", "one", "--edition"]],
    ids=["option", "choice", "range", "value"],
)
def test_a_mistyped_command_ends_alike_in_every_language(
    speaking: Run, tmp_path: Path, words: list[str]
) -> None:
    english, *others = [speaking(code, tmp_path, *words) for code in ("en", "ja", "ko")]
    for ended in others:
        assert (ended.status, ended.out) == (english.status, english.out)
        sentences = " ".join(re.sub(r"'[^']*'", "", line) for line in ended.err.splitlines()[1:])
        assert re.findall(r"[a-z]{3,} [a-z]{2,}", sentences) == []


@pytest.mark.parametrize("code", ["ja", "ko"])
@pytest.mark.parametrize("name", ["", *(each.name or "" for each in COMMANDS)])
def test_help_is_in_one_language_and_fits_the_terminal(
    speaking: Run, tmp_path: Path, code: str, name: str
) -> None:
    ended = speaking(code, tmp_path, *([name] if name else []), "--help")
    assert (ended.status, ended.err) == (0, "")
    told = [line for line in ended.out.splitlines() if "jkreport " not in line[2:]]
    assert [line for line in told if width_of(line) > 98] == []
    assert [
        line for line in told if re.search(r"(?<![\w'/-])[a-z]{3,} [a-z]{2,} [a-z]{2,}", line)
    ] == []


def test_help_in_english_is_as_click_writes_it(run: Run, tmp_path: Path) -> None:
    ended = run(tmp_path, "doctor", "--help")
    assert ended.out == (
        "Usage: jkreport doctor [OPTIONS]\n\n"
        "  Look over this machine: Python, libraries, fonts, their hashes and pins; what is missing, and\n"
        "  what mends it.\n\n"
        "Options:\n"
        "  -w, --workspace PATH         The workspace; by default the nearest one from here upwards.\n"
        "  -q, --quiet                  Print problems only.\n"
        "  -v, --verbose                Print more of what went wrong.\n"
        "  --format [text|json|github]  How results and problems are printed.  [default: text]\n"
        "  -h, --help                   Show this message and exit.\n\n"
        "  Example:\n"
        "    jkreport doctor --format json\n"
    )


@pytest.mark.parametrize("form", ["json", "github", "sarif"])
def test_programs_read_english_unless_the_setting_says_otherwise(
    run: Run, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    words = ("check", "minimul", "--format", form)
    english = run(MINIMAL, *words)
    monkeypatch.delenv("JKREPORT_LANG")
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    assert run(MINIMAL, *words) == english
    monkeypatch.setenv("JKREPORT_LANG", "ja")
    ended = run(MINIMAL, *words)
    assert (ended.status, ended.err) == (english.status, english.err)
    assert "ブリーフ 'minimul' はありません" in ended.out
    assert "there is no" not in ended.out


def test_a_log_explains_its_rules_in_the_language_of_its_messages(speaking: Run) -> None:
    log = json.loads(speaking("ko", MINIMAL, "check", "minimul", "--format", "sarif").out)
    (run_,) = log["runs"]
    (rule,), (result,) = run_["tool"]["driver"]["rules"], run_["results"]
    assert result["message"]["text"] == "브리프 'minimul'이 없습니다\n힌트: 'minimal'을 찾으십니까?"
    assert rule["shortDescription"]["text"] == "그런 이름의 브리프가 없습니다."


@pytest.mark.parametrize(
    ("code", "page"),
    [
        (
            "ja",
            (
                "JK213 no-such-brief\n\nその名前のブリーフはありません。名前は `jkreport list` で分かります。\n\n"
                "    $ jkreport check two\n    content/briefs: JK213 ブリーフ 'two' はありません\n"
                "      ヒント: 使えるもの: 'one'\n"
            ),
        ),
        (
            "ko",
            (
                "JK213 no-such-brief\n\n그런 이름의 브리프가 없습니다. 이름은 `jkreport list`로 볼 수 있습니다.\n\n"
                "    $ jkreport check two\n    content/briefs: JK213 브리프 'two'가 없습니다\n"
                "      힌트: 쓸 수 있는 것: 'one'\n"
            ),
        ),
    ],
    ids=["ja", "ko"],
)
def test_a_code_is_explained(speaking: Run, tmp_path: Path, code: str, page: str) -> None:
    ended = speaking(code, tmp_path, "explain", "JK213")
    assert (ended.status, ended.out, ended.err) == (0, page, "")


def test_all_codes_are_listed_in_a_sentence_each(speaking: Run, tmp_path: Path) -> None:
    lines = speaking("ja", tmp_path, "explain").out.splitlines()
    assert "JK213  no-such-brief          その名前のブリーフはありません。" in lines


def test_what_a_thing_holds_is_shown_under_translated_heads(speaking: Run) -> None:
    assert speaking("ko", MINIMAL, "show", "value", "data.travellers.people[2025]").out == (
        "표현식: data.travellers.people[2025]\n"
        "ja: 10万3,500人\nko: 10만 3,500명\nen: 103,500 people\n"
        "수: 103500\n단위: person\n"
        "근거: 표 travellers; 지표 people; 키 2025; 출처 port-2026; 기준 시점 2026-01-15\n"
    )


def test_columns_align_by_the_cells_that_letters_take() -> None:
    assert [width_of(each) for each in ("ok", "不足", "없음", "e\u0301", "…")] == [2, 4, 4, 1, 1]
    assert [padded(each, 6) for each in ("ok", "不足", "が長い名前")] == [
        "ok    ",
        "不足  ",
        "が長い名前",
    ]


def test_japanese_lines_end_between_letters_and_korean_ones_between_words() -> None:
    japanese = filled("版ごとに、PDF と「頁」を作ります。", 14, LANGUAGES["ja"])
    assert japanese == ["版ごとに、PDF", "と「頁」を作り", "ます。"]
    korean = filled("판마다 PDF와 페이지를 만듭니다.", 14, LANGUAGES["ko"])
    assert korean == ["판마다 PDF와", "페이지를", "만듭니다."]
    assert filled("a sentence in English", 10, None) == ["a sentence", "in English"]
    assert filled("頁」」", 2, LANGUAGES["ja"]) == ["頁」」"]
    assert filled("", 10, LANGUAGES["ja"]) == [""]


@pytest.mark.parametrize("group", [each for each in COMMANDS if isinstance(each, click.Group)])
def test_what_every_command_can_be_asked_stands_before_its_name_too(group: click.Group) -> None:
    asked = {each.name for each in group.params}
    assert {"workspace_path", "quiet", "verbose", "form"} <= asked
