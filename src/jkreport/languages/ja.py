"""Japanese."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from jkreport.languages.base import DateStyle, Faces, Label, Sorting
from jkreport.languages.collation import is_latin, latin_folded, sorted_under
from jkreport.languages.dates import Part, cut, dated, numbers
from jkreport.languages.eras import era_year
from jkreport.languages.kana import folded, hiragana, row_of
from jkreport.languages.lines import (
    ABBREVIATION,
    NEVER_FIRST,
    NEVER_LAST,
    PAIRS,
    joined_as_japanese,
    kept_numbers,
)
from jkreport.languages.myriads import MyriadLanguage
from jkreport.languages.phrases import japanese_phrases
from jkreport.values import Interval, Moment

_LABELS: Mapping[Label, str] = {
    "contents": "目次",
    "figures_list": "図目次",
    "tables_list": "表目次",
    "figure": "図{}",
    "table": "表{}",
    "figure_reference": "図{}",
    "table_reference": "表{}",
    "section_reference": "{}節",
    "recommendation": "提言{}",
    "recommendation_reference": "提言{}",
    "proposal": "提言",
    "background": "背景",
    "implication": "含意",
    "addressee": "提言先",
    "field": "分野",
    "horizon": "実施時期",
    "number": "番号",
    "issue_number": "第{}号",
    "source_line": "出所：{}",
    "note_line": "注：{}",
    "unit_line": "（単位：{}）",
    "sources_differ": "{}（出所により異なる）",
    "as_of": "{}現在",
    "edition": "日本語版",
    "pair_edition": "{}・{}対訳版",
    "page_of": "{} / {}",
    "page_reference": "（{}ページ）",
    "continued": "{}（続き）",
    "glossary": "用語集",
    "bibliography": "参考文献",
    "data_sources": "データの出所",
    "recommendations": "提言一覧",
    "summary": "要旨",
    "disclaimer": "免責事項",
    "note": "注記",
    "notes": "注",
    "date": "日付",
    "event": "出来事",
    "place": "場所",
    "name": "氏名",
    "office": "役職",
    "total": "合計",
    "accessed": "{}閲覧",
    "reported": "報道による",
    "opinions_count": "意見{}件",
    "author_and": "{}・{}",
    "missing_none": "該当なし",
    "missing_unknown": "不詳",
    "missing_suppressed": "秘匿",
    "missing_inapplicable": "統計項目なし",
    "missing_negligible": "単位未満",
    "flag_provisional": "速報値",
    "flag_revised": "改定値",
    "flag_estimated": "推計値",
    "flag_unreliable": "参考値",
    "behind": "他の言語の記述は{}の照合の後に改められ、この版にはまだ反映していない。",
    "changes_since": "{}の版から改めた点",
    "changes_none": "{}の版から改めた点はない。",
    "changes_unknown": "{}の版に、この言語のものはない。",
    "changes_values": "本文の数値",
    "changes_figures": "表と図の数値",
    "changes_events": "出来事",
    "changes_texts": "本文の記述",
    "changes_wordings": "新旧対照",
    "changes_sources": "出所とデータ",
    "change_what": "項目",
    "change_where": "箇所",
    "change_before": "旧",
    "change_now": "新",
    "change_by": "増減",
    "change_kind": "改訂",
    "changed": "更新",
    "added": "追加",
    "withdrawn": "削除",
    "moved": "日付変更",
    "rewritten": "書き換え",
    "by_data": "数値のみ",
    "cover": "表紙・奥付",
    "changes_more": "ほか{}件",
    "changes_gone": "削除した箇所",
    "marks_legend": "{}の版からの変更：縦の実線は記述、破線は数値・出来事だけ、三角は削除",
    "worked_out": "{}からの算出",
    "data_entries": "各項に指標、使用箇所、計算式、データファイルの名とその sha256 の先頭8桁を記す。",
    "data_entry": "データの出所：{}",
    "cover_page": "表紙",
    "used_in": "使用：{}",
    "formulas": "計算：{}",
    "retrieved": "{}取得",
    "sum_of": "{}の合計",
    "rank_of": "{}の順位",
    "values_count": "{}個の値",
}

_UNITS = {
    "percent": "％",  # full-width in prose, as white papers print it
    "point": "ポイント",
    "times": "回",
    "person": "人",
    "country": "か国",  # 公用文作成の考え方 Ⅰ-4: か after figures, not ヵ, ヶ or 箇
    "rank": "位",
    "year": "年",
    "month": "か月",
    "day": "日",
    "item": "品目",
    "case": "件",
    "proposal": "件",
    "flight": "便",
    "school": "校",
    "place": "か所",
    "ratio": "倍",
    "USD": "ドル",
    "JPY": "円",
    "KRW": "ウォン",
    "EUR": "ユーロ",
    "kW": "kW",
    "GW": "GW",
    "ton": "トン",
    "km": "km",
}

_SIGNS = "±＋+−－△▲約計＄￥$¥"
_NUMBERS = kept_numbers(
    (
        *_UNITS.values(),
        "時間",
        "年間",
        "年度",
        "年代",
        "周年",
        "番目",
        "世紀",
        "ヘクタール",
        "キロ",
    ),
    signs=_SIGNS,
    myriads="[千万億兆京]",
    before="第各",
    # Whatever counts is one letter, mostly; 1か月 and 3カ国 stand among the units.
    after="[一-鿿％%℃]",
)
_ERA_YEAR = r"(?:令和|平成|昭和|大正|明治)[0-9０-９元]+年"
_DATE = r"(?:令和|平成|昭和)?[0-9０-９元]+年[0-9０-９]+月(?:[0-9０-９]+日)?"

_WORKS_OF_THEIR_OWN = frozenset({"book", "report", "thesis", "periodical", "collection"})


class Japanese(MyriadLanguage):
    """Japanese as public offices and newspapers print it, set horizontally."""

    code = "ja"
    endonym = "日本語"
    labels: ClassVar[Mapping[Label, str]] = _LABELS
    faces = Faces(serif="Noto Serif CJK JP", sans="Noto Sans CJK JP", mono="Noto Sans Mono CJK JP")
    list_mark = "、"
    entry_mark = "、"
    group_mark = "；"
    sentence_end = "。"
    spread = True
    keep_words = False
    latin_gap = 0.25  # 四分アキ (JLREQ 3.2.6)
    trim_marks = True
    kept = f"{_ERA_YEAR}|{_NUMBERS}|{ABBREVIATION}|{PAIRS}"
    kept_in_text = _DATE
    never_first = NEVER_FIRST
    never_last = NEVER_LAST

    # 公用文作成の考え方 (2022) Ⅰ-4: large numbers mix figures with 兆・億・万, which stand
    # unspaced.
    myriads = ("万", "億", "兆", "京")
    tens = ("", "十", "百", "千")
    myriad_space = ""
    wave = "～"
    unit_words: ClassVar[Mapping[str, str]] = _UNITS

    def date(self, date: Moment | Interval, style: DateStyle = "full") -> str:
        """Print a date as precisely as it is known: 2023年8月17～19日."""
        if style == "short":
            return dated(date, _short, space=".", wave=self.wave)

        def write(moment: Moment) -> Sequence[Part]:
            return _full(cut(moment, style), era=style == "era")

        return dated(date, write, space="", wave=self.wave)

    def join_lines(self, before: str, after: str) -> str:
        """Give a space between two Latin words, nothing beside a Japanese character."""
        return joined_as_japanese(before, after)

    def particles(self, text: str, mark: str) -> str:  # noqa: ARG002 - the interface is Korean's need
        """Give the text unchanged: Japanese particles have one form each."""
        return text

    def phrases(self, text: str) -> Sequence[str]:
        """Cut a heading into phrases (文節)."""
        return japanese_phrases(text)

    def sorting(self, word: str, reading: str) -> Sorting:
        """Sort by reading (JIS X 4061) under あかさたな; Latin words stand before, by letter."""
        return sorted_under(word, hiragana(reading or word), _collated, _place)

    def names(self, people: Sequence[tuple[str, str]]) -> str:
        """Print 石破茂・岩屋毅; if a name holds ・ itself, or is Latin, all are parted by 、."""
        printed = [_name(family, given) for family, given in people]
        plain = not any("・" in name or name.isascii() for name in printed)
        return ("・" if plain else "、").join(printed)

    def title(self, title: str, kind: str) -> str:
        """Set works of their own in 『』, parts, pages and laws in 「」.

        「」 inside 「」 becomes 『』 (くぎり符号の使ひ方〔案〕, 1946).
        """
        if kind in _WORKS_OF_THEIR_OWN:
            return f"『{title}』"
        return "「" + title.translate(str.maketrans("「」", "『』")) + "」"

    def cited_again(self, kind: str, note: str) -> str:  # noqa: ARG002 - one word serves all works
        """Say 前掲注3, or 同上 of the note right before."""
        return f"前掲注{note}" if note else "同上"


def _full(moment: Moment, *, era: bool) -> Sequence[Part]:
    year, *rest = numbers(moment)
    name, counted = era_year(moment) if era else ("", "")
    # The era is a part of its own, so an interval says it once: 令和7年12月～8年2月.
    dated_from = ((name, ""), (counted, "年")) if name else ((str(year), "年"),)
    return (*dated_from, *zip(map(str, rest), "月日", strict=False))


def _short(moment: Moment) -> Sequence[Part]:
    return tuple((str(number), "") for number in numbers(moment))


def _name(family: str, given: str) -> str:
    if not given:
        return family
    if (family + given).isascii():
        return f"{given} {family}"
    # A foreign name in katakana stands in its own order, parted by ・, as the press prints it.
    if all(_is_katakana(each) for each in family + given):
        return f"{given}・{family}"
    return family + given


def _is_katakana(letter: str) -> bool:
    """Say whether a letter can be part of a foreign name in katakana."""
    return "ァ" <= letter <= "ー"


def _collated(spoken: str) -> str:
    return latin_folded(folded(spoken))


def _place(letter: str) -> tuple[int, str]:
    """Order digits, Latin, kana, Han (JIS X 4061); without a reading a word stands last."""
    if letter.isdigit():
        return 1, "0–9"
    if is_latin(letter):
        return 2, letter.upper()
    row = row_of(letter)
    return (3, row) if row else (4, letter)
