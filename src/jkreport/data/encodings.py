"""Bytes become text in the declared encoding, or the fault says which encoding it would be."""

import unicodedata
from collections import Counter
from collections.abc import Callable

from jkreport.diagnostics import Code, Place, Problems, nearest

_CODECS = {"utf-8": "utf-8", "utf-8-sig": "utf-8", "cp932": "cp932", "euc-kr": "cp949"}
_KANA = range(0x3041, 0x3100)
_NARROW_KANA = range(0xFF61, 0xFFA0)
_HANGUL = range(0xAC00, 0xD7A4)
_LONE_HANGUL = range(0x3131, 0x318F)
_HAN_AND_KANA = range(0x3000, 0xA000)
_OTHER_WIDTHS = range(0xFF01, 0xFFA0)
_BOM = "\ufeff"


def decoded(data: bytes, encoding: str, at: Place, problems: Problems) -> str | None:
    """Decode a file strictly; without a byte order mark, with line feeds at line ends.

    Python's codecs let much through that is wrong (UTF-8 is often valid CP932), so text that no
    author can have meant is refused too.
    """
    name = encoding.lower()
    if name not in _CODECS:
        problems.add(Code.BAD_VALUE, at, f"unknown encoding '{encoding}'", nearest(name, _CODECS))
        return None
    try:
        text = data.decode(_CODECS[name])
    except UnicodeDecodeError as error:
        before = _lines_of(data[: error.start].decode(_CODECS[name], "replace"))
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        place = Place(file=at.file, line=line, column=column)
        problems.add(Code.TABLE_ENCODING, place, f"the file is not {name}", _would_be(data, name))
        return None
    text = _lines_of(text)
    return text if _plausible(text, data, name, at, problems) else None


def _lines_of(text: str) -> str:
    return text.lstrip(_BOM).replace("\r\n", "\n").replace("\r", "\n")


def _plausible(text: str, data: bytes, name: str, at: Place, problems: Problems) -> bool:
    impossible = [letter for letter in set(text) if _impossible(letter)]
    if impossible:
        spot = min(map(text.index, impossible))
        line, column = text.count("\n", 0, spot) + 1, spot - text.rfind("\n", 0, spot)
        message = f"the character U+{ord(text[spot]):04X} is no text; the file is hardly {name}"
        place = Place(file=at.file, line=line, column=column)
        utf8 = _CODECS[name] == "utf-8"
        hint = "take the character out" if utf8 else _would_be(data, name)
        problems.add(Code.TABLE_ENCODING, place, message, hint)
        return False
    if _mistaken(text, data, name):
        message = f"read as {name} the file makes no sense"
        place = Place(file=at.file, line=1, column=1)
        problems.add(Code.TABLE_ENCODING, place, message, _would_be(data, name))
        return False
    return True


def _impossible(letter: str) -> bool:
    if letter in "\n\t" or " " <= letter <= "~":
        return False
    return letter == "\ufffd" or unicodedata.category(letter) in {"Cc", "Co", "Cn"}


def _mistaken(text: str, data: bytes, name: str) -> bool:
    """Say whether text that decodes shows the letters that a wrong encoding makes."""
    if text.isascii() or _CODECS[name] == "utf-8":
        return False
    if (other := _attempt(data, "utf-8")) and _share(Counter(other), _is_east_asian):
        return True
    letters = Counter(text)
    if name == "cp932":
        hangul = _attempt(data, "euc-kr")
        return (
            hangul is not None
            and _many(Counter(hangul), _is_common_hangul, least=4, share=0.5)
            and _many(letters, _is_narrow_kana, least=4, share=0.5)
        )
    return _many(letters, _is_odd_hangul, least=2, share=0.3)


def _would_be(data: bytes, declared: str) -> str:
    """Name the encodings that fit best, by the letters of the language that each is for."""
    scores = {
        name: _share(Counter(text), _is_hangul_or_kana)
        for name in ("utf-8", "cp932", "euc-kr")
        if _CODECS[name] != _CODECS[declared]
        and (text := _attempt(data, name)) is not None
        and not any(map(_impossible, set(text)))
        and not _mistaken(text, data, name)
    }
    best = [name for name, score in scores.items() if score == max(scores.values())]
    if not best:
        return "save it as UTF-8"
    return f"the file decodes as {' or '.join(best)}: encoding: {best[0]}"


def _attempt(data: bytes, name: str) -> str | None:
    try:
        return data.decode(_CODECS[name])
    except UnicodeDecodeError:
        return None


def _share(letters: Counter[str], wanted: Callable[[str], bool]) -> float:
    """Give the part of the letters outside ASCII that are wanted."""
    outside = Counter({letter: count for letter, count in letters.items() if letter > "\x7f"})
    return _count(outside, wanted) / outside.total() if outside else 0.0


def _many(
    letters: Counter[str], wanted: Callable[[str], bool], *, least: int, share: float
) -> bool:
    return _count(letters, wanted) >= least and _share(letters, wanted) >= share


def _count(letters: Counter[str], wanted: Callable[[str], bool]) -> int:
    return sum(count for letter, count in letters.items() if wanted(letter))


def _is_hangul_or_kana(letter: str) -> bool:
    return ord(letter) in _KANA or _is_common_hangul(letter)


def _is_east_asian(letter: str) -> bool:
    return ord(letter) in _HAN_AND_KANA or ord(letter) in _HANGUL or ord(letter) in _OTHER_WIDTHS


def _is_narrow_kana(letter: str) -> bool:
    return ord(letter) in _NARROW_KANA


def _is_common_hangul(letter: str) -> bool:
    """Say whether it is one of the 2,350 syllables of KS X 1001, which write nearly all Korean."""
    if ord(letter) not in _HANGUL:
        return False
    try:
        return len(letter.encode("euc_kr")) == 2  # noqa: PLR2004 - a longer code is a composed syllable
    except UnicodeEncodeError:
        return False


def _is_odd_hangul(letter: str) -> bool:
    """Say whether it is a rare syllable or a lone letter, as Japanese read as Korean shows."""
    return ord(letter) in _LONE_HANGUL or (ord(letter) in _HANGUL and not _is_common_hangul(letter))
