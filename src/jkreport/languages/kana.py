"""Kana folded for the order of a Japanese dictionary (JIS X 4061)."""

import unicodedata

_KATAKANA, _HIRAGANA = "ァ", "ぁ"
_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_ROWS = (
    "あいうえお", "かきくけこ", "さしすせそ", "たちつてと", "なにぬねの",
    "はひふへほ", "まみむめも", "やゆよ", "らりるれろ", "わゐゑをん",
)  # fmt: skip
_VOWEL_OF = {
    kana: vowel
    for rows, vowel in (
        ("あかさたなはまやらわ", "あ"),
        ("いきしちにひみりゐ", "い"),
        ("うくすつぬふむゆる", "う"),
        ("えけせてねへめれゑ", "え"),
        ("おこそとのほもよろを", "お"),
    )
    for kana in rows
}
_VOICING = ("\u3099", "\u309a")
_LONG = "ー"


def hiragana(text: str) -> str:
    """Write katakana as hiragana, half-width forms too; all else stays.

    >>> hiragana("ｼｬﾄﾙ")
    'しゃとる'
    """
    shift = ord(_KATAKANA) - ord(_HIRAGANA)
    return "".join(
        chr(ord(each) - shift) if "ァ" <= each <= "ヶ" else each
        for each in unicodedata.normalize("NFKC", text)
    )


def folded(text: str) -> str:
    """Give the seion of hiragana: が as か, ゃ as や, and ー as the vowel that it lengthens.

    >>> folded("でーた")
    'てえた'
    """
    plain: list[str] = []
    for each in unicodedata.normalize("NFD", text).translate(_SMALL):
        if each in _VOICING:
            continue
        previous = plain[-1] if plain else ""
        plain.append(_VOWEL_OF.get(previous, each) if each == _LONG else each)
    return "".join(plain)


def row_of(kana: str) -> str:
    """Give the head of the row that a folded kana stands in, empty for all else.

    >>> row_of("ち")
    'た'
    """
    return next((row[0] for row in _ROWS if kana and kana in row), "")
