"""Korean."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from jkreport.languages.base import DateStyle, Faces, Label, Sorting
from jkreport.languages.collation import is_latin, latin_folded, sorted_under
from jkreport.languages.dates import Part, cut, dated, numbers
from jkreport.languages.hangul import initial_of, is_syllable
from jkreport.languages.lines import (
    ABBREVIATION,
    NEVER_FIRST,
    NEVER_LAST,
    PAIRS,
    kept_numbers,
)
from jkreport.languages.myriads import MyriadLanguage
from jkreport.languages.particles import resolve
from jkreport.languages.phrases import spaced_phrases
from jkreport.values import Interval, Moment

_LABELS: Mapping[Label, str] = {
    "contents": "차례",
    "figures_list": "그림 차례",
    "tables_list": "표 차례",
    "figure": "그림 {}",
    "table": "표 {}",
    "figure_reference": "그림 {}",
    "table_reference": "표 {}",
    "section_reference": "{}절",
    "recommendation": "제언 {}",
    "recommendation_reference": "제언 {}",
    "proposal": "제언",
    "background": "배경",
    "implication": "시사점",
    "addressee": "제언 대상",
    "field": "분야",
    "horizon": "추진 시기",
    "number": "번호",
    "issue_number": "제{}호",
    "source_line": "출처: {}",
    "note_line": "주: {}",
    "unit_line": "(단위: {})",
    "sources_differ": "{}(출처에 따라 다름)",
    "as_of": "{} 기준",
    "edition": "한국어판",
    "pair_edition": "{}·{} 대역판",
    "page_of": "{} / {}",
    "page_reference": "({}쪽)",
    "continued": "{}(계속)",
    "glossary": "용어 해설",
    "bibliography": "참고문헌",
    "data_sources": "자료 출처",
    "recommendations": "제언 목록",
    "summary": "요약",
    "disclaimer": "면책 고지",
    "note": "참고",
    "notes": "주",
    "date": "일자",
    "event": "내용",
    "place": "장소",
    "name": "성명",
    "office": "직위",
    "total": "합계",
    "accessed": "{} 접속",
    "reported": "보도에 따름",
    "opinions_count": "의견 {}건",
    "author_and": "{}·{}",
    "missing_none": "해당 없음",
    "missing_unknown": "미상",
    "missing_suppressed": "비공개",
    "missing_inapplicable": "해당 항목 없음",
    "missing_negligible": "단위 미만",
    "flag_provisional": "잠정치",
    "flag_revised": "수정치",
    "flag_estimated": "추정치",
    "flag_unreliable": "신뢰도 낮음",
    "behind": "다른 언어의 서술은 {} 대조 이후 고쳐졌으며, 이 판에는 아직 반영되지 않았다.",
    "changes_since": "{} 판에서 고친 내용",
    "changes_none": "{} 판에서 고친 내용은 없다.",
    "changes_unknown": "{} 판에는 이 언어로 된 것이 없다.",
    "changes_values": "본문의 수치",
    "changes_figures": "표와 그림의 수치",
    "changes_events": "사건",
    "changes_texts": "본문의 서술",
    "changes_wordings": "신구 대조",
    "changes_sources": "출처와 데이터",
    "change_what": "항목",
    "change_where": "위치",
    "change_before": "이전",
    "change_now": "이번",
    "change_by": "증감",
    "change_kind": "개정",
    "changed": "갱신",
    "added": "추가",
    "withdrawn": "삭제",
    "moved": "날짜 변경",
    "rewritten": "고쳐 씀",
    "by_data": "수치만",
    "cover": "표지·판권",
    "changes_more": "그 밖에 {}건",
    "changes_gone": "삭제한 곳",
    "marks_legend": "{} 판에서 바뀐 곳: 실선은 서술, 점선은 수치·사건만, 삼각형은 삭제",
    "worked_out": "{}에서 산출",
    "data_entries": "항목마다 지표, 쓰인 곳, 계산식, 데이터 파일 이름과 그 sha256의 앞 8자리를 적었다.",
    "data_entry": "자료 출처: {}",
    "cover_page": "표지",
    "used_in": "쓰인 곳: {}",
    "formulas": "계산: {}",
    "retrieved": "{} 수집",
    "sum_of": "{} 합계",
    "rank_of": "{} 순위",
    "values_count": "값 {}개",
}

_UNITS = {
    "percent": "%",
    "point": "%p",
    "times": "회",
    "person": "명",
    "country": "개국",
    "rank": "위",
    "year": "년",
    "month": "개월",
    "day": "일",
    "item": "개 품목",
    "case": "건",
    "proposal": "건",
    "flight": "편",
    "school": "개교",
    "place": "곳",
    "ratio": "배",
    "USD": "달러",
    "JPY": "엔",
    "KRW": "원",
    "EUR": "유로",
    "kW": "kW",
    "GW": "GW",
    "ton": "톤",
    "km": "km",
}
_ATTACHED = frozenset({"%", "%p", ""})

_NUMBERS = kept_numbers(
    _UNITS.values(),
    signs="±+−△▲약$¥",
    myriads="[천만억조경] ?",
    before="제각",
    after="[가-힣%℃]",
)
# 역내포괄적경제동반자협정|(RCEP)에는, 에너지·|금속광물자원기구: no letter stands alone on either side.
_PARTED = r"(?<=[가-힣A-Za-z]{2})(?:·(?=[가-힣A-Za-z]{2})|(?=\([^()]{2}))"
_DATE = r"[0-9]+년 [0-9]+월(?: [0-9]+일)?"

_WORKS_OF_THEIR_OWN = frozenset({"book", "report", "thesis", "periodical", "collection"})


class Korean(MyriadLanguage):
    """Korean of the South as public offices and newspapers print it."""

    code = "ko"
    endonym = "한국어"
    labels: ClassVar[Mapping[Label, str]] = _LABELS
    faces = Faces(serif="Noto Serif CJK KR", sans="Noto Sans CJK KR", mono="Noto Sans Mono CJK KR")
    list_mark = "·"  # 가운뎃점: members on one level (문장 부호 해설)
    sentence_end = "."
    keep_words = True
    half_marks = True
    kept = f"{_NUMBERS}|{ABBREVIATION}|{PAIRS}"
    kept_in_text = _DATE
    parted = _PARTED
    never_first = NEVER_FIRST
    never_last = NEVER_LAST

    # 수를 적을 적에는 ‘만(萬)’ 단위로 띄어 쓴다 (한글 맞춤법 제44항).
    myriads = ("만", "억", "조", "경")
    tens = ("", "십", "백", "천")
    myriad_space = " "
    wave = "~"  # 물결표: 기간이나 거리 또는 범위, unspaced
    unit_words: ClassVar[Mapping[str, str]] = _UNITS

    def joined(self, number: str, word: str) -> str:
        """Join number and unit: 12명, 82만 4,500명, 82만 명, 168억 달러, 3,000만 kW, 4.3%.

        단위를 나타내는 명사는 띄어 쓴다; after Arabic figures it may be joined, and print joins it
        (한글 맞춤법 제43항). A symbol of SI keeps its space after figures too (KS A ISO 80000-1).
        """
        if not number or word in _ATTACHED:
            return number + word
        figures = number[-1].isdigit()
        return number + word if figures and not word.isascii() else f"{number} {word}"

    def date(self, date: Moment | Interval, style: DateStyle = "full") -> str:
        """Print a date: 2023년 8월 17~19일; Korea has no eras, so `era` is `full`."""

        def write(moment: Moment) -> Sequence[Part]:
            return _short(moment) if style == "short" else _full(cut(moment, style))

        return dated(date, write, space=" ", wave=self.wave)

    def join_lines(self, before: str, after: str) -> str:
        """Give a space: a line ends where a word does."""
        return " " if before and after else ""

    def particles(self, text: str, mark: str) -> str:
        """Resolve the particles that depend on the reading before them."""
        return resolve(text, mark)

    def phrases(self, text: str) -> Sequence[str]:
        """Cut a heading at its spaces."""
        return spaced_phrases(text)

    def sorting(self, word: str, reading: str) -> Sorting:
        """Sort by 가나다 under ㄱㄴㄷ; Latin words follow by letter, as in book indexes."""
        return sorted_under(word, reading or word, latin_folded, _place)

    def names(self, people: Sequence[tuple[str, str]]) -> str:
        """Print 이재명·조현, family and given name joined (한글 맞춤법 제48항); Latin by commas."""
        printed = [_name(family, given) for family, given in people]
        return (", " if any(name.isascii() for name in printed) else "·").join(printed)

    def title(self, title: str, kind: str) -> str:
        """Set books and reports in 『』, articles, pages and laws in 「」 (문장 부호: 낫표)."""
        if kind in _WORKS_OF_THEIR_OWN:
            return f"『{title}』"
        return "「" + title.translate(str.maketrans("「」", "『』")) + "」"

    def cited_again(self, kind: str, note: str) -> str:
        """Say 앞의 책(각주 3), of articles and pages 앞의 글; 위의 책, 위의 글 of the note right before."""
        work = "책" if kind == "book" else "글"
        return f"앞의 {work}(각주 {note})" if note else f"위의 {work}"


def _full(moment: Moment) -> Sequence[Part]:
    return tuple(zip(map(str, numbers(moment)), "년월일", strict=False))


def _short(moment: Moment) -> Sequence[Part]:
    """Write 2026. 1. 13.: a full stop for each of 년, 월, 일, the last too (문장 부호: 마침표)."""
    known = numbers(moment)
    if len(known) == 1:
        return ((str(known[0]), ""),)
    return tuple((f"{number}.", "") for number in known)


def _name(family: str, given: str) -> str:
    if given and (family + given).isascii():
        return f"{given} {family}"
    return family + given


def _place(letter: str) -> tuple[int, str]:
    """Order Hangul, Latin, digits, all else."""
    if is_syllable(letter):
        return 1, initial_of(letter)
    if is_latin(letter):
        return 2, letter.upper()
    return (3, "0–9") if letter.isdigit() else (4, letter)
