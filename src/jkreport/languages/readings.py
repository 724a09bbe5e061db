"""How a text ends when it is read aloud in Korean: what a particle after it depends on."""

import re
import unicodedata

from jkreport.languages.hangul import Final, final_of, is_syllable
from jkreport.languages.hanja import sino_korean
from jkreport.languages.latin import final_of_latin

# 영 일 이 삼 사 오 육 칠 팔 구
_DIGITS = (
    Final.CONSONANT, Final.RIEUL, Final.VOWEL, Final.CONSONANT, Final.VOWEL,
    Final.VOWEL, Final.CONSONANT, Final.RIEUL, Final.RIEUL, Final.VOWEL,
)  # fmt: skip
# A number that ends in zeros ends in its last unit: 십 백 천 만 억 close, 조 (12 zeros) and 해 (20)
# don't.
_OPEN_POWERS = (range(12, 16), range(20, 24))

_SYMBOLS = {
    "%": Final.VOWEL,  # 퍼센트
    "％": Final.VOWEL,
    "‰": Final.RIEUL,  # 퍼밀
    "°": Final.VOWEL,  # 도
    "℃": Final.VOWEL,
    "$": Final.VOWEL,  # 달러
    "€": Final.VOWEL,  # 유로
    "£": Final.VOWEL,  # 파운드
    "¥": Final.CONSONANT,  # 엔
    "￥": Final.CONSONANT,
    "₩": Final.CONSONANT,  # 원
    "+": Final.VOWEL,  # 플러스
    "ー": Final.VOWEL,
}
_CLOSED_KANA = frozenset("んンっッ")
_UNREAD = frozenset("\"'”’*_~.」』》〉>²³")
_BRACKETS = {")": "(", "）": "（", "]": "[", "］": "［", "〕": "〔", "}": "{", "】": "【"}
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_REACH = 200
_NUMBER = re.compile(r"([0-9][0-9,]*)(\.[0-9]+)?$")
_LATIN = re.compile(r"[A-Za-z]+$")
_NUMBER_BEFORE = re.compile(r"[\d만억조경천백]\s?$")


def ending(text: str) -> Final | None:
    """Say how a text ends when it is read aloud, None if that can't be known.

    Quotes, emphasis and Markdown's escapes are not read, and of a word with brackets after it the
    word counts: GDP(국내총생산) ends as GDP does (국립국어원: 괄호 앞말에 맞춘다).
    """
    read = _read_aloud(_ESCAPE.sub("", text[-_REACH:]))
    if not read:
        return None
    if read.endswith(("%p", "％p")):
        return Final.VOWEL  # 퍼센트포인트
    return _SYMBOLS.get(read[-1]) or _of_number(read) or _of_latin(read) or _of_letter(read[-1])


def _read_aloud(text: str) -> str:
    linked = False
    while text:
        if text[-1] in _UNREAD:
            text = text[:-1]
        elif text[-1] in _BRACKETS:
            text, linked = _without_bracket(text, linked=linked)
        else:
            break
    return text


def _without_bracket(text: str, *, linked: bool) -> tuple[str, bool]:
    """Take one bracket off the end; also say whether it was the address of a link."""
    start = _opener(text)
    if start < 0:
        return text[:-1], False
    before, inside = text[:start], text[start + 1 : -1]
    if text[-1] == "]" and inside.startswith("#"):
        return "", False  # a reference: what it will say isn't known yet
    if text[-1] == "]" and inside.startswith(("@", "^")):
        return before, False  # a citation or a footnote
    if linked or not before or before[-1].isspace():
        return inside, False
    return before, text[-1] == ")" and before.endswith("]")


def _opener(text: str) -> int:
    close, depth = text[-1], 0
    for index in range(len(text) - 1, -1, -1):
        depth += (text[index] == close) - (text[index] == _BRACKETS[close])
        if not depth:
            return index
    return -1


def _of_number(text: str) -> Final | None:
    if unicodedata.category(text[-1]) == "Nl":  # Ⅱ
        return _DIGITS[int(unicodedata.numeric(text[-1])) % 10]
    match = _NUMBER.search(unicodedata.normalize("NFKC", text))
    if match is None:
        return None
    whole = match[1].replace(",", "")
    if match[2] or not whole.strip("0"):
        return _DIGITS[int(match[0][-1])]  # decimals are read digit by digit
    zeros = len(whole) - len(whole.rstrip("0"))
    if not zeros:
        return _DIGITS[int(whole[-1])]
    return Final.VOWEL if any(zeros in powers for powers in _OPEN_POWERS) else Final.CONSONANT


def _of_latin(text: str) -> Final | None:
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(each for each in decomposed if not unicodedata.combining(each))
    match = _LATIN.search(plain)
    if match is None:
        return None
    before = plain[: match.start()]
    return final_of_latin(match[0], after_number=bool(_NUMBER_BEFORE.search(before)))


def _of_letter(character: str) -> Final | None:
    """Say how one Hangul, Han, kana or Greek letter ends."""
    if is_syllable(character):
        return final_of(character)
    name = unicodedata.name(character, "")
    if name.startswith(("HIRAGANA", "KATAKANA")):
        return Final.CONSONANT if character in _CLOSED_KANA else Final.VOWEL
    if name.startswith("GREEK"):  # 엡실론, 오미크론, 입실론 close; all others end in a vowel
        return Final.CONSONANT if name.endswith("N") else Final.VOWEL
    if name.startswith("HANGUL LETTER"):  # 기역, 니은 …, 리을; vowels are their own names
        return _of_jamo(character)
    reading = sino_korean(character) if name.startswith("CJK") else ""
    return final_of(reading) if reading else None


def _of_jamo(letter: str) -> Final:
    if letter >= "ㅏ":
        return Final.VOWEL
    return Final.RIEUL if letter == "ㄹ" else Final.CONSONANT
