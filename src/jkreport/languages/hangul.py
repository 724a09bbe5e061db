"""Hangul syllables taken apart (Unicode 3.12, conjoining jamo behaviour)."""

from enum import Enum

_FIRST, _LAST = ord("가"), ord("힣")
_FINALS, _PER_INITIAL = 28, 588
_RIEUL = 8
# Double consonants stand under their single one in a dictionary's heads.
_INITIALS = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"


class Final(Enum):
    """How a syllable ends; ㄹ stands apart since 로 follows it as it follows a vowel."""

    VOWEL = "vowel"
    RIEUL = "ㄹ"
    CONSONANT = "consonant"


def is_syllable(character: str) -> bool:
    """Say whether the character is a whole Hangul syllable."""
    return len(character) == 1 and _FIRST <= ord(character) <= _LAST


def final_of(syllable: str) -> Final:
    """Say how a Hangul syllable ends.

    >>> final_of("말")
    <Final.RIEUL: 'ㄹ'>
    """
    final = (ord(syllable) - _FIRST) % _FINALS
    if not final:
        return Final.VOWEL
    return Final.RIEUL if final == _RIEUL else Final.CONSONANT


def initial_of(syllable: str) -> str:
    """Give the head that a syllable stands under in a dictionary: ㄱ for 까."""
    return _INITIALS[(ord(syllable) - _FIRST) // _PER_INITIAL]
