"""How Latin letters end when a Korean reads them aloud."""

import re

from jkreport.languages.hangul import Final

# Names of letters in Korean: 에이 비 시 디 … R is read 알 as the press does (the dictionary's 아르
# ends in a vowel).
_LETTER_FINALS = {"L": Final.RIEUL, "R": Final.RIEUL, "M": Final.CONSONANT, "N": Final.CONSONANT}

# Symbols of units, read as words after a number; all others are read by their letters.
_UNITS = {
    Final.VOWEL: (
        "W kW MW GW TW Wh kWh MWh GWh TWh km cm mm nm m ha l L mL Hz kHz MHz GHz"
        " B KB MB GB TB PB bp kcal cal h V kV A mi USD EUR"
    ),
    Final.RIEUL: "J kJ Pa hPa MPa mol dB",
    Final.CONSONANT: "kg g mg t kt Mt Gt K min JPY KRW",
}
# Abbreviations read as words, and words whose end the rules below would get wrong.
_WORDS = {
    Final.VOWEL: (
        "NATO AUKUS QUAD UNESCO UNICEF THAAD KEDO KOTRA JETRO GSOMIA KAIST POSCO NASA FIFA SOFA"
        " KADIZ JADIZ COVID NAFTA SALT START BRICS CEPA JAXA ITER MERCOSUR Brexit Hub"
    ),
    Final.RIEUL: "TOEFL",
    Final.CONSONANT: (
        "APEC ASEAN OPEC RCEP BIMSTEC JOGMEC KOSDAQ NASDAQ LINE Web Lab Club Job Europe Group"
    ),
}
_LONG = ("ee", "ea", "ai", "oa", "ou", "ei", "ie", "au")
_STOPS = frozenset("ptkc")
_VOWELS = frozenset("aeiou")


def final_of_latin(word: str, *, after_number: bool) -> Final:
    """Say how a run of Latin letters ends when read aloud, by table first, then by rule."""
    known = (_UNIT_FINALS.get(word) if after_number else None) or _WORD_FINALS.get(word)
    if known is not None:
        return known
    if len(word) == 1 or word[-1].isupper():
        return _LETTER_FINALS.get(word[-1].upper(), Final.VOWEL)
    return _by_spelling(word.lower())


def _by_spelling(word: str) -> Final:
    """Follow 외래어 표기법 제3장 제1절: l is ㄹ; m, n, ng close; so do p, t, k after a short vowel.

    All else takes 으 or 이: 뉴스, 드라이브, 브리지.
    """
    if re.search(r"[^aeiou]e$", word):
        # A silent e leaves the consonant before it (Line 라인, Mobile 모바일), and a stop takes 으
        # (Update 업데이트).
        return _SONORANTS.get(word[-2], Final.VOWEL)
    if word[-1] in _STOPS:
        return Final.CONSONANT if _short_before(word) else Final.VOWEL
    if word.endswith("ng"):
        return Final.CONSONANT
    return _SONORANTS.get(word[-1], Final.VOWEL)


def _short_before(word: str) -> bool:
    stem = word[:-2] if word.endswith("ck") else word[:-1]
    return stem[-1:] in _VOWELS and not stem.endswith(_LONG)


def _by_word(table: dict[Final, str]) -> dict[str, Final]:
    return {word: final for final, words in table.items() for word in words.split()}


_SONORANTS = {"l": Final.RIEUL, "m": Final.CONSONANT, "n": Final.CONSONANT}
_UNIT_FINALS = _by_word(_UNITS)
_WORD_FINALS = _by_word(_WORDS)
