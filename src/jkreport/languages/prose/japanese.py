"""Japanese prose."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from jkreport.languages.prose.base import HOLE, Found, Kind, Prose, Written
from jkreport.languages.prose.figures import (
    AFTER,
    BEFORE,
    FIGURE,
    in_figures,
    merged,
    narrow,
    pointed_dates,
    spelled,
    tenths,
)

_SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "億": 8, "兆": 12, "京": 16}
_DIGITS = {letter: value for value, letter in enumerate("〇一二三四五六七八九")}
_FIGURES = re.compile(
    rf"{BEFORE}(?:{FIGURE})(?:[百千]?[万億兆京](?:(?:{FIGURE})[百千]?(?:[万億兆])?)*|[百千](?!年))?{AFTER}"
)
_COUNTERS = (
    "つ|年|月|日|か国|カ国|ヵ国|ヶ国|箇国|か所|カ所|か月|カ月|ヶ月|人|名|件|回|倍|割|点|項目|社|校|隻|発|世紀"
    "|ドル|円|ウォン|トン|歳|周年|段階|種類|本|度目|番目|期|分野|領域|課題|原則|地域|都市|大学|自治体|団体|品目|区分|時点|本柱|柱"
)
_WORDS = re.compile(
    rf"(?<![数何幾])(第?)([〇一二三四五六七八九十百千]{{1,20}}(?:[万億兆][〇一二三四五六七八九十百千]{{0,20}}){{0,3}})({_COUNTERS}|次|)"
)
# What has a number in its meaning: 首位 is 1, 両国 two.
_MEANT = {"首位": 1, "最上位": 1, "両": 2, "半年": 6, "半": 2, "正午": 12, "毎日": 1, "毎月": 1}
_MEANING = re.compile("|".join(_MEANT))
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
_ERA = re.compile(rf"({'|'.join(_ERAS)})\s?$")
_ERA_FIRST = re.compile(rf"({'|'.join(_ERAS)})元年")
_YEAR = re.compile(r"年(?!間|以上|以下|未満|後|前|目|生|連続|ぶり|余)|年度")
_MONTH = re.compile(r"月(?!間)")
_DATED = re.compile(r"月(?:[0-9]{1,2}日?[、・と～~〜〕-]?)*$")
_DAY = re.compile(r"日(?!間|目|以内|後)")
_ORDINAL = re.compile(r"番目|位|次|期|号|条|項|章|節|回目|度目|年目|日目|代(?!後|前)|世紀")
_EARLIEST_YEAR, _LONGEST_YEAR = 1000, 4
_TENTHS = re.compile("割(?![るりれろ])")
_SMALL = 10
_REACH = 40

_SENTENCE = re.compile(r"[。．！？!?]+[」』）)”’]*|\n\s*\n")
_WORD = re.compile(r"[ぁ-ゖァ-ヺ一-鿿A-Za-z0-9]|" + HOLE)
_HANGUL = re.compile(r"[가-힣ㄱ-ㅣᄀ-ᇿ]+(?:[ ,.·]*[가-힣ㄱ-ㅣᄀ-ᇿ]+)*")
# Old forms that Korean and Chinese print and Japanese no longer does, each with its own.
_OLD = dict(
    zip(
        "獨會對體關轉變點當黨圖發兩擴總經聯歐戰爭權勞邊價獻區醫單營參讀賣隨選續屬從眾處將證竊絕纖淺錢裝騷廢"
        "黃舊惡謠豫餘與搖虜綠壘淚懷樂氣歸犧戲團實學國韓",
        "独会対体関転変点当党図発両拡総経連欧戦争権労辺価献区医単営参読売随選続属従衆処将証窃絶繊浅銭装騒廃"
        "黄旧悪謡予余与揺虜緑塁涙懐楽気帰犠戯団実学国韓",
        strict=True,
    )
)
_OLD_FORMS = {old: new for old, new in _OLD.items() if old != new}
# Names keep their old forms (慶應義塾, 朴榮濬, 張濟國); those of these characters are seldom part of one.
_IN_NAMES = frozenset("國學實")
_OLD_RUN = re.compile(
    f"[一-鿿]{{0,8}}[{''.join(sorted(_OLD_FORMS.keys() - _IN_NAMES))}][一-鿿]{{0,8}}"
    "|[韓中美外兩全]國|國[家際民會內]|[大入留]學[校生]?"
)

_KATAKANA = re.compile("[ァ-ヺー]")
_JAPANESE = "ぁ-ゖァ-ヺー一-鿿々"
_HALF_KANA = re.compile("[｡-ﾟ]+")
_WIDE_ASCII = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
_HALF_MARKS = re.compile(
    rf"(?<=[{_JAPANESE}])[,.!?;:](?=[{_JAPANESE}]|\s*$)|(?<=[{_JAPANESE}])[,.](?=\s)"
)
_HALF_BRACKETS = re.compile(rf"\((?=[^()]*[{_JAPANESE}])[^()]*\)")
_FULL_MARKS = {",": "、", ".": "。", "!": "！", "?": "？", ";": "；", ":": "："}


def _meaning(text: str, start: int, end: int) -> Kind:
    after, before = text[end : end + 6], text[max(start - 4, 0) : start]
    value = narrow(text[start:end])
    if before.endswith("第") or _ORDINAL.match(after):
        return Kind.ORDINAL
    if _YEAR.match(after) and value.isdigit() and len(value) <= _LONGEST_YEAR:
        return Kind.YEAR if int(value) >= _EARLIEST_YEAR or _ERA.search(before) else Kind.NUMBER
    if _MONTH.match(after):
        return Kind.MONTH
    # 1日に is a span; a day follows its month, or another day.
    return (
        Kind.DAY
        if _DAY.match(after) and _DATED.search(text[max(start - _REACH, 0) : start])
        else Kind.NUMBER
    )


_RELATIONS = "関係|両|首脳|会談|協力|間|の|基本条約|国交|貿易|経済|外交|共同|合意|政府|双方|対話|防衛|交流|米|中"


class JapaneseProse(Prose):
    """Japanese prose, set horizontally."""

    code = "ja"
    pairs = (
        ("「", "」"), ("『", "』"), ("（", "）"), ("(", ")"), ("［", "］"), ("[", "]"), ("〔", "〕"),
        ("【", "】"), ("〈", "〉"), ("《", "》"), ("“", "”"), ("‘", "’"), ("｛", "｝"),
    )  # fmt: skip
    blanks = re.compile("要確認|未定稿|仮置き|後日記入|要加筆|（仮）")
    density = 1.05
    counterparts: ClassVar = {
        # Korean bodies keep the order of their names: 韓日議員連盟, 韓日フォーラム.
        f"韓日(?={_RELATIONS})": "日韓",
        "韓米日|米韓日": "日米韓",
        "韓中日|中韓日|中日韓": "日中韓",
        "韓米(?=同盟|首脳|関係|両|演習|合同)": "米韓",
        "美国": "米国",
        "北韓(?!山)": "北朝鮮",
    }
    measured = re.compile(
        r"[ 　]?(?:％|%|ポイント|ドル|円|ウォン|ユーロ|人(?!当|以上|以下|未満|超|ずつ)|名(?!以|当)|回(?!目|以|あ)"
        r"|件(?!以)|倍|品目|社|隻|便|発|トン|kW|GW|MW|km|校)(?!以上|以下|未満|超|台|つ|を超|あまり)"
    )

    def numbers(self, text: str) -> tuple[Written, ...]:
        """Give all numbers: 2025年, 82万4,500人, 令和7年, 五つ, 二十三か国."""
        plain = narrow(text)
        figures = in_figures(plain, _FIGURES, _SCALES, _meaning)
        sure = [tenths(plain, _dated(plain, each), _TENTHS) for each in figures]
        sure = list(merged(pointed_dates(plain), sure))
        words = [_in_words(plain, match) for match in _WORDS.finditer(plain)]
        words += [_possible(match, _MEANT[match[0]]) for match in _MEANING.finditer(plain)]
        first = [
            Written(
                start=match.start(), end=match.end() - 1,
                value=Decimal(_ERAS[match[1]] + 1), kind=Kind.YEAR,
            )
            for match in _ERA_FIRST.finditer(plain)
        ]  # fmt: skip
        return merged(sure + first, words)

    def sentences(self, text: str) -> int:
        """Count the sentences."""
        return sum(1 for each in _SENTENCE.split(text) if _WORD.search(each))

    def foreign(self, text: str) -> Iterator[Found]:
        """Give Hangul, and characters in forms that Japanese no longer prints (獨, 國)."""
        for match in _HANGUL.finditer(text):
            yield Found(start=match.start(), end=match.end())
        for match in _OLD_RUN.finditer(text):
            new = "".join(_OLD_FORMS.get(letter, letter) for letter in match[0])
            yield Found(start=match.start(), end=match.end(), instead=new)

    def widths(self, text: str) -> Iterator[Found]:
        """Give half-width kana and marks, and full-width Latin letters and figures."""
        for match in (*_HALF_KANA.finditer(text), *_WIDE_ASCII.finditer(text)):
            yield Found(start=match.start(), end=match.end(), instead=_folded(match[0]))
        for match in _HALF_MARKS.finditer(text):
            yield Found(start=match.start(), end=match.end(), instead=_FULL_MARKS[match[0]])
        for match in _HALF_BRACKETS.finditer(text):
            yield Found(start=match.start(), end=match.start() + 1, instead="（")

    def begins(self, text: str, start: int, form: str) -> bool:
        """Say whether a word begins: between katakana and between Latin letters none does."""
        return not start or not _runs_on(text[start - 1], form[0])

    def ends(self, text: str, end: int, form: str) -> bool:
        """Say whether a word ends."""
        return end >= len(text) or not _runs_on(form[-1], text[end])


def _dated(text: str, each: Written) -> Written:
    """Count the years of an era on from its first."""
    era = _ERA.search(text[max(each.start - _REACH, 0) : each.start])
    if era is None or each.kind is not Kind.YEAR or each.value >= _EARLIEST_YEAR:
        return each
    value = each.value + _ERAS[era[1]]
    return Written(start=each.start, end=each.end, value=value, kind=each.kind)


def _in_words(text: str, match: re.Match[str]) -> Written:
    value = spelled(match[2], _DIGITS, _SCALES)
    era = bool(_ERA.search(text[max(match.start(2) - _REACH, 0) : match.start(2)]))
    kind = Kind.ORDINAL if match[1] else Kind.NUMBER
    if match[3] == "年" and (value >= _EARLIEST_YEAR or era):
        kind = Kind.YEAR
    # 千人 and 十分 are words, 二十三か国 is a number.
    sure = bool(match[3]) and (value > _SMALL or era) and (len(match[2]) > 1 or era)
    found = Written(
        start=match.start(2), end=match.end(2), value=Decimal(value), kind=kind, sure=sure
    )
    return tenths(text, _dated(text, found), _TENTHS)


def _possible(match: re.Match[str], value: int) -> Written:
    return Written(
        start=match.start(), end=match.end(), value=Decimal(value), kind=Kind.NUMBER, sure=False
    )


def _runs_on(before: str, after: str) -> bool:
    if _KATAKANA.match(before) and _KATAKANA.match(after):
        return True
    return all(each.isascii() and each.isalnum() for each in (before, after))


def _folded(text: str) -> str:
    from unicodedata import normalize  # noqa: PLC0415 - only where something is found

    return normalize("NFKC", text)
