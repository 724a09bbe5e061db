"""Korean prose."""

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

_SCALES = {"십": 1, "백": 2, "천": 3, "만": 4, "억": 8, "조": 12, "경": 16}
_DIGITS = {letter: value for value, letter in enumerate("영일이삼사오육칠팔구")} | {
    "공": 0,
    "륙": 6,
}
# 만, 억 and 조 go on after a space (한글 맞춤법 제44항); 만큼, 조항 and 경제 are words.
_MYRIAD = r"(?:[억만]|조(?![항약사직건성])|경(?![제로기영험위쟁]))(?!큼)"
_FIGURES = re.compile(
    rf"{BEFORE}(?:{FIGURE})(?:[백천]?{_MYRIAD}(?: ?(?:{FIGURE})[백천]?(?:{_MYRIAD})?)*"
    rf"|[백천](?=[ 가-힣])(?!년))?{AFTER}"
)
_COUNTERS = (
    "년|월|일|개국|개월|개|명|회|차례|차|건|곳|배|번|세기|주년|가지|나라|단계|편|척|발|사람|분야|영역|과제|원칙"
    "|도시|대학|품목|구간|시점|축|기둥|정상|갈래|쪽|해|달"
)
_SINO = re.compile(
    r"(?<![가-힣])(제?)([영일이삼사오육칠팔구십백천공]{0,20}[십백천만][영일이삼사오육칠팔구십백천만]{0,20}"
    rf"|[영일이삼사오육칠팔구공]{{4}}(?=년)) ?(?:{_COUNTERS})"
)
_NATIVE_ONES = {
    "하나": 1, "한": 1, "두": 2, "둘": 2, "세": 3, "셋": 3, "석": 3, "네": 4, "넷": 4, "넉": 4, "다섯": 5, "여섯": 6,
    "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_NATIVE_TENS = {"열": 10, "스무": 20, "스물": 20, "서른": 30, "마흔": 40, "쉰": 50}
# After one syllable a space is needed: 열차, 세대 and 네트워크 count nothing.
_NATIVE = re.compile(
    rf"(?<![가-힣])({'|'.join(_NATIVE_TENS)})?({'|'.join(_NATIVE_ONES)})?"
    rf"(?:(?<=[가-힣]{{2}}) ?(?:{_COUNTERS})|(?<=[가-힣]) (?=[가-힣]))"
)
# What has a number in its meaning: 하루 is a day, 양국 two countries.
_MEANT = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9, "열흘": 10,
    "보름": 15, "일주일": 1, "반년": 6, "유월": 6, "시월": 10, "매달": 1, "매일": 1, "양국": 2, "양측": 2, "절반": 2,
    "첫": 1, "둘째": 2, "셋째": 3, "넷째": 4, "하나": 1, "삼국": 3, "제삼": 3,
}  # fmt: skip
_MEANING = re.compile(f"(?<![가-힣])(?:{'|'.join(_MEANT)})")
# Digits right behind Hangul belong to a name (코로나19), but not behind these.
_NAMED = re.compile("(?<=[가-힣])(?<![제약총각매연전월년일시만억조천백])$")
# 한중일 3국 says its number twice.
_TOLD_TWICE = re.compile("(?:한중일|한미일|한일|미중|북중러|미일) $")
_YEAR = re.compile(r" ?년(?!간|대 ?차|째|차|여|이상|이하|후|전|뒤|동안)| ?년도|학년도|회계연도")
_MONTH = re.compile(r" ?월")
_DATED = re.compile(r"월 ?(?:[0-9]{1,2}일?(?:, ?|·|과 |와 |~|-)?)*$")
_DAY = re.compile(r" ?일(?!간|째|본)")
_ORDINAL = re.compile(
    r"번째|위(?![안협성원기해])|차(?!례|이)|기(?!업|관|구|술|간)|호(?!주)|조(?= )|항|장(?![기관])|절|대(?=\s|$)|세기"
)
_EARLIEST_YEAR, _LONGEST_YEAR = 1000, 4
_TENTHS = re.compile("할(?![당인증애부 수])")
_SMALL = 10
_REACH = 40

_SENTENCE = re.compile(
    r"(?<=[가-힣)’”\]」』" + HOLE + r"])[.!?]+[’”)」』]*(?=\s|$|" + HOLE + r")|\n\s*\n"
)
_WORD = re.compile(r"[가-힣A-Za-z0-9]|" + HOLE)
_KANA = re.compile("[ぁ-ゖァ-ヺ][ぁ-ゖァ-ヺー一-鿿々、。]*")
# A Hanja stands in brackets after its word (한자 병기); anywhere else a run of them is Japanese or Chinese.
_HAN = re.compile("[一-鿿々]{2,}")
_BRACKETED = re.compile(r"[(（\[〔][^()（）\[\]〔〕]*[)）\]〕]|『[^』]*』|「[^」]*」")

_WIDE_ASCII = re.compile("[０-９Ａ-Ｚａ-ｚ％]+")
_WIDE_MARKS = {"，": ",", "．": ".", "（": "(", "）": ")", "：": ":", "；": ";", "！": "!", "？": "?",
               "、": ",", "。": ".", "～": "~", "・": "·", "［": "[", "］": "]"}  # fmt: skip
_WIDE_MARK = re.compile(f"[{''.join(_WIDE_MARKS)}]")

_HANGUL = re.compile("[가-힣]")
_RUN = re.compile("[가-힣]*")
_PARTICLE = (
    "은|는|이|가|을|를|과|와|의|에|에서|에게|에게서|으로|로|으로서|로서|으로써|로써|으로부터|로부터|도|만|까지|부터|처럼|보다"
    "|이나|나|이라|라|이라고|라고|이라는|라는|이란|란|이며|며|이든|든|이랑|랑|께|께서|한테|마저|조차|밖에|뿐|인|이고|고|이다|다"
    "|이었다|였다|이었고|였고|이지만|지만|이어서|여서|에는|에도|에서는|에서도|에만|과의|와의|과는|와는|으로는|로는|으로의|로의|간|들|측"
    "|들은|들이|들을|들의|측은|측이|측의|측에|측과|등|내|산|발|행|식|형|급|제|군|인민|정부|정권|주민|당국|문제|해역|상공|영해|핵|사람|말"
)
# So many syllables are no part of another word by chance.
_LONG = 4
_TAIL = re.compile(f"(?:{_PARTICLE}){{1,3}}")
# What may stand before a name without a space: 대북한, 반독도.
_PREFIXES = re.compile("(?<![가-힣])(?:대|친|반|탈|재|주|방|구|신|옛)$")
_AFTER_ORDER = (
    "(?= ?(?:관계|양국|정상|회담|협력|기본조약|외교|공동|합의|의원|미래|국교|무역|경제|안보|문화|교류|협정|간|3국"
    "|국방|국민))"
)

_MISSING_SPACE = re.compile(
    r"(?<=[0-9]년)(?=[0-9])|(?<=[0-9]월)(?=[0-9]{1,2}일)|(?<=[0-9][만억조])(?=[0-9])"
)
_EXTRA_SPACE = re.compile(
    r"(?<=[0-9]) +(?=(?:%|년(?![가-힣])|월(?![가-힣])|일(?=[에은의까,. ]|$)|개국|명(?![가-힣])|회(?![가-힣])))"
)
_UNIT_SPACE = re.compile(
    r"(?<=[0-9][만억조])(?=(?:명|달러|엔|원|건|톤|곳|개국|kW|유로)(?:[^가-힣]|$|[은는이가을를의에로도]))"
)
_SYMBOL_SPACE = re.compile(r"(?<=[0-9])(?=(?:kW|GW|MW|km|kg|TWh|GWh)(?![A-Za-z]))")


def _meaning(text: str, start: int, end: int) -> Kind:
    after, before, value = text[end : end + 6], text[max(start - 2, 0) : start], text[start:end]
    if before.endswith(("제", "제 ")) or _ORDINAL.match(after):
        return Kind.ORDINAL
    if _YEAR.match(after) and value.isdigit() and len(value) <= _LONGEST_YEAR:
        return Kind.YEAR if int(value) >= _EARLIEST_YEAR else Kind.NUMBER
    if _MONTH.match(after):
        return Kind.MONTH
    # A day follows its month, or another day.
    return (
        Kind.DAY
        if _DAY.match(after) and _DATED.search(text[max(start - _REACH, 0) : start])
        else Kind.NUMBER
    )


class KoreanProse(Prose):
    """Korean prose of the South."""

    code = "ko"
    pairs = (
        ("‘", "’"), ("“", "”"), ("(", ")"), ("[", "]"), ("{", "}"), ("「", "」"), ("『", "』"), ("〈", "〉"),
        ("《", "》"), ("（", "）"), ("〔", "〕"), ("【", "】"),
    )  # fmt: skip
    blanks = re.compile(
        r"(?<![A-Za-z0-9])O{2,}(?![A-Za-z0-9])|확인 ?필요|추후 ?기재|미정고|ㅇㅇ|ㅁㅁ"
    )
    measured = re.compile(
        r" ?(?:%p?|포인트|달러|엔|원|유로|명(?!당|씩)|회(?!째)|차례|건(?!씩)|배|품목|개 품목|척|편|발|톤"
        r"|kW|GW|MW|km|개교)"
        r"(?!대|씩|당| ?(?:이상|이하|미만|초과|넘))"
    )
    density = 1.0
    counterparts: ClassVar = {
        f"(?<![가-힣·])일한{_AFTER_ORDER}": "한일",
        r"(?<![가-힣·])(?:일미한|미일한|일한미)": "한미일",
        r"(?<![가-힣·])(?:일중한|중일한|일한중)": "한중일",
        r"(?<![가-힣·])미한(?= ?(?:동맹|정상|관계|연합|양국|합동))": "한미",
    }

    def numbers(self, text: str) -> tuple[Written, ...]:
        """Give all numbers: 2025년, 82만 4,500명, 다섯 가지, 이십삼 개국."""
        plain = narrow(text)
        figures = in_figures(plain, _FIGURES, _SCALES, _meaning)
        figures = [tenths(plain, each, _TENTHS) for each in figures if not _is_name(plain, each)]
        sure = list(merged(pointed_dates(plain), figures))
        meant = [_possible(each, _MEANT[each[0]]) for each in _MEANING.finditer(plain)]
        sino = [_in_words(match) for match in _SINO.finditer(plain)]
        native = [each for match in _NATIVE.finditer(plain) if (each := _native(match)) is not None]
        return merged(sure, sino + native + meant)

    def sentences(self, text: str) -> int:
        """Count the sentences."""
        return sum(1 for each in _SENTENCE.split(text) if _WORD.search(each))

    def foreign(self, text: str) -> Iterator[Found]:
        """Give kana, and Chinese characters that explain no word before them."""
        for match in _KANA.finditer(text):
            yield Found(start=match.start(), end=match.end())
        bracketed = [each.span() for each in _BRACKETED.finditer(text)]
        for match in _HAN.finditer(text):
            if not any(start < match.start() < end for start, end in bracketed):
                yield Found(start=match.start(), end=match.end())

    def widths(self, text: str) -> Iterator[Found]:
        """Give full-width letters, figures and marks, which Korean doesn't print."""
        for match in _WIDE_ASCII.finditer(text):
            narrowed = "".join(chr(ord(each) - 0xFEE0) for each in match[0])
            yield Found(start=match.start(), end=match.end(), instead=narrowed)
        for match in _WIDE_MARK.finditer(text):
            yield Found(start=match.start(), end=match.end(), instead=_WIDE_MARKS[match[0]])

    def spaces(self, text: str) -> Iterator[Found]:
        """Give spaces that are missing (2025년8월, 82만4,500명, 168억달러) or too many (12 %)."""
        for pattern, instead in (
            (_MISSING_SPACE, " "), (_UNIT_SPACE, " "), (_SYMBOL_SPACE, " "), (_EXTRA_SPACE, ""),
        ):  # fmt: skip
            for match in pattern.finditer(text):
                yield Found(start=match.start(), end=match.end(), instead=instead)

    def begins(self, text: str, start: int, form: str) -> bool:
        """Say whether a word begins: after a space, a mark, or one of a few prefixes."""
        if not start:
            return True
        if not _HANGUL.match(form[0]):
            return not _latin_pair(text[start - 1], form[0])
        return not _HANGUL.match(text[start - 1]) or bool(_PREFIXES.search(text[:start]))

    def ends(self, text: str, end: int, form: str) -> bool:
        """Say whether a word ends, particles and the like left out: 중국 is no word of 중국어."""
        if end >= len(text) or not _HANGUL.match(form[-1]):
            return end >= len(text) or not _latin_pair(form[-1], text[end])
        if len(form) >= _LONG:
            return True
        rest = _RUN.match(text, end)
        return rest is None or not rest[0] or bool(_TAIL.fullmatch(rest[0]))


def _latin_pair(before: str, after: str) -> bool:
    return all(each.isascii() and each.isalnum() for each in (before, after))


def _in_words(match: re.Match[str]) -> Written:
    value = spelled(match[2], _DIGITS, _SCALES)
    kind = Kind.ORDINAL if match[1] else Kind.NUMBER
    if match[0].endswith("년") and value >= _EARLIEST_YEAR:
        kind = Kind.YEAR
    sure = value > _SMALL and len(match[2]) > 1
    return Written(
        start=match.start(2), end=match.end(2), value=Decimal(value), kind=kind, sure=sure
    )


def _is_name(text: str, each: Written) -> bool:
    before = text[max(each.start - _REACH, 0) : each.start]
    if _NAMED.search(before):
        return True
    return text.startswith(("국", "개국"), each.end) and bool(_TOLD_TWICE.search(before))


def _possible(match: re.Match[str], value: int) -> Written:
    return Written(
        start=match.start(), end=match.end(), value=Decimal(value), kind=Kind.NUMBER, sure=False
    )


def _native(match: re.Match[str]) -> Written | None:
    value = _NATIVE_TENS.get(match[1] or "", 0) + _NATIVE_ONES.get(match[2] or "", 0)
    if not value:
        return None
    end = match.end(2) if match[2] else match.end(1)
    return Written(start=match.start(), end=end, value=Decimal(value), kind=Kind.NUMBER, sure=False)
