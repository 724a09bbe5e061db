"""Phrases that a heading isn't broken inside; the only door to BudouX."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache

# Bound nouns that stand with the word before, and prenouns that stand with the word after (관형사,
# 의존 명사).
_LEANS_BACK = frozenset("등수것중간시후뿐바")
_LEANS_ON = frozenset("및이그각총약한두세네제첫")
_MYRIAD_END = re.compile(r"\d[만억조경]$")
_OPENING = frozenset("「『（〈《【〔［｛“‘([{")
_NO_START = re.compile(
    r"[\s、。，．・：；！？」』）〉》】〕］｝”’)\]}ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ％%]"
)

# Where BudouX cuts a word: counters with か, suffixes after kanji, and に and と with their verb.
_COMPOUNDS = tuple(
    (re.compile(f"{end}$"), re.compile(start))
    for end, start in (
        ("[0-9一二三四五六七八九十数]か", "[国月所年]"),
        ("[一-鿿]", "[化的性率者]"),
        ("[にと]", "し[てた]|よ[りる]|つい[てた]|おけ|おい|とって|わた"),
    )
)


def japanese_phrases(text: str) -> Sequence[str]:
    """Cut Japanese by BudouX, then mend lone letters and brackets."""
    if not text:
        return ()
    return _merged(_merged(_parse()(text), _belong), _alone)


def spaced_phrases(text: str) -> Sequence[str]:
    """Cut at spaces, each phrase with the space after it; small words stay with their neighbour."""
    return _merged(re.findall(r"\s*\S+\s*|\s+", text), _lean)


@cache
def _parse() -> Callable[[str], list[str]]:
    # Loaded at the first heading: a run that sets nothing anew must not pay for the model.
    import budoux  # noqa: PLC0415

    parser = budoux.load_default_japanese_parser()

    def parse(text: str) -> list[str]:
        return [str(phrase) for phrase in parser.parse(text)]

    return parse


def _merged(phrases: Iterable[str], together: Callable[[str, str], bool]) -> list[str]:
    merged: list[str] = []
    for phrase in phrases:
        if merged and together(merged[-1], phrase):
            merged[-1] += phrase
        else:
            merged.append(phrase)
    return merged


def _belong(before: str, after: str) -> bool:
    """Say whether no line may end between the two: kinsoku (JLREQ 3.1.7, 3.1.8), Latin words."""
    if before[-1] in _OPENING or _NO_START.match(after):
        return True
    if any(end.search(before) and start.match(after) for end, start in _COMPOUNDS):
        return True
    if unicodedata.category(after[0]).startswith("C"):  # a mark of ours, without a width
        return True
    return _narrow(before[-1]) and _narrow(after[0]) and not before[-1].isspace()


def _narrow(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in ".,-/%&")


def _alone(before: str, after: str) -> bool:
    return min(_letters(before), _letters(after)) <= 1


def _letters(phrase: str) -> int:
    return sum(character.isalnum() for character in phrase)


def _lean(before: str, after: str) -> bool:
    first, second = before.strip(), after.strip()
    last_word = first.rpartition(" ")[2]
    return second in _LEANS_BACK or last_word in _LEANS_ON or bool(_MYRIAD_END.search(first))
