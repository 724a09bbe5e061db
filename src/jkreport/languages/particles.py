"""Korean particles that depend on the reading of what stands before them."""

import re
from collections.abc import Mapping
from functools import cache

from jkreport.languages.hangul import Final
from jkreport.languages.readings import ending

# After a consonant, after a vowel, as 표준국어대사전 gives them (받침 있는 체언 뒤, 받침 없는 체언
# 뒤).
_PAIRS = (
    ("은", "는"),
    ("이", "가"),
    ("을", "를"),
    ("과", "와"),
    ("으로", "로"),
    ("이나", "나"),
    ("이라", "라"),
    ("이라고", "라고"),
    ("이라는", "라는"),
    ("이라도", "라도"),
    ("이라면", "라면"),
    ("이란", "란"),
    ("이며", "며"),
    ("이든", "든"),
    ("이든지", "든지"),
    ("이랑", "랑"),
    ("이야말로", "야말로"),
    ("아", "야"),
    # The past and the reason of the copula 이다 contract after a vowel (한글 맞춤법 제36항).
    ("이었", "였"),
    ("이어서", "여서"),
)
# What may follow a plain particle before its word ends: 으로부터, 로서의, 과의, 은커녕.
_FURTHER = {
    "으로": "(?:서|써|부터|까지|만|밖에)?(?:는|도|의|만)?",
    "과": "(?:만|까지)?(?:는|도|의|은)?",
    "은": "(?:커녕)?",
    "이라": "(?:서|야)?",
    "이라고": "(?:는|도|만)?",
    "이나": "(?:마)?",
    "이었": "[가-힣]+",
}
# Forms that an author writes where the reading isn't known; they are put right anywhere.
_FORMS = {
    form: pair
    for pair, forms in (
        (("은", "는"), "은(는) 는(은)"),
        (("이", "가"), "이(가) 가(이)"),
        (("을", "를"), "을(를) 를(을)"),
        (("과", "와"), "과(와) 와(과)"),
        (("으로", "로"), "(으)로 으로(로) 로(으로)"),
        (("이나", "나"), "(이)나 이나(나) 나(이나)"),
        (("이라", "라"), "(이)라 이라(라) 라(이라)"),
        (("이란", "란"), "(이)란 이란(란) 란(이란)"),
        (("이며", "며"), "(이)며 이며(며) 며(이며)"),
        (("이든", "든"), "(이)든"),
        (("이랑", "랑"), "(이)랑"),
        (("이야말로", "야말로"), "(이)야말로"),
        (("아", "야"), "아(야) 야(아)"),
    )
    for form in forms.split()
}
# Brackets, quotes and emphasis may close between a value and its particle: ‘{{ … }}’은, **{{ …
# }}**은.
_CLOSERS = r"""[*_"'”’)）\]］」』》〉]"""
_HANGUL = "[가-힣ㄱ-ㅣ]"
_REACH = 200

_FORM = re.compile(
    "(?P<lead>)(?P<particle>"
    + "|".join(re.escape(form) for form in sorted(_FORMS, key=len, reverse=True))
    + ")"
)
_PAIR_OF = {particle: pair for pair in _PAIRS for particle in pair}


def resolve(text: str, mark: str) -> str:
    """Put the particles right; one after something whose reading isn't known stays as it is."""
    text = _chosen(text, _FORM, _FORMS, mark)
    return _chosen(text, _plain(mark), _PAIR_OF, mark) if mark else text


def _chosen(
    text: str, pattern: re.Pattern[str], pairs: Mapping[str, tuple[str, str]], mark: str
) -> str:
    def choice(match: re.Match[str]) -> str:
        start = match.start("particle")
        before = text[max(start - _REACH, 0) : start]
        final = ending(before.replace(mark, "") if mark else before)
        if final is None:
            return match[0]
        after_consonant, after_vowel = pairs[match["particle"]]
        open_ = final is Final.VOWEL or (final is Final.RIEUL and after_vowel == "로")
        return match["lead"] + (after_vowel if open_ else after_consonant)

    return pattern.sub(choice, text)


@cache
def _plain(mark: str) -> re.Pattern[str]:
    """Match a particle that follows the mark and ends its word.

    은 in 은행 and 이 in 이상 are no particles: more Hangul follows that no particle goes on with.
    """
    words = "|".join(
        f"(?:{first}|{second})(?={_FURTHER.get(first, '')}(?!{_HANGUL}))"
        for first, second in _PAIRS
    )
    escaped = re.escape(mark)
    return re.compile(f"(?P<lead>{escaped}(?:{escaped}|{_CLOSERS})*)(?P<particle>{words})")
