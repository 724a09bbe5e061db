"""Content files as authors, their programs and their copying spoil them; each by a seed."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from random import Random

Spoiler = Callable[[Random, str], str]

WORD = re.compile(r"[A-Za-z0-9_-]{2,}")
KEY = re.compile(r"(?<=[\s{,])[a-z_-]+(?=:)|^[a-z_-]+(?=:)", re.MULTILINE)
VALUE = re.compile(r"(?<=: )[^\n{}\[\],]+")
NUMBER = re.compile(r"[0-9]+(?:[-./][0-9]+)*")
QUOTABLE = re.compile(r"""["']""")

KINDS = (
    "text", "recommendation", "recommendations", "table", "chart", "figures", "timeline", "quote", "voices", "roster",
    "image", "note", "disclaimer", "signature", "contents", "lists", "glossary", "bibliography", "data_sources",
    "blocks", "sections", "lead", "caption", "alt", "only", "group", "where", "x", "y", "colour", "editions",
)  # fmt: skip
VALUES = (
    "[]", "{}", "[1, 2]", "{ja: 一}", "{ja: 一, ko: 일, en: one, fr: un}", "null", "~", "true", "no", "1.0", "1e3",
    "-1", "0x1F", "0123", "12:30:45", "2026-13-01", "", '""', "''", "!!int 3", "!!binary QUJD", "*a", "&a x", "<<",
    "|", ">", "|2-\n      x", "all", "sum", "JP", "inf", "nan", "99999999999999999999999999999999999", "../../etc/passwd",
    "@", "%", "`", "- x", "? x", "、", "：", "株式会社", "각주", "ＪＡ", "[[[[", "}}", "{{ brief.as_of }}", "/", ".",
)  # fmt: skip
JINJA = (
    "{{", "}}", "{{ }}", "{{ x }}", "{%", "%}", "{% if %}", "{% for x in y %}", "{% endif %}", "{#", "#}",
    "{{ data }}", "{{ data.cranes }}", "{{ data.cranes.number }}", "{{ data.cranes.number.sum }}",
    '{{ data.cranes.number["JP"] }}', '{{ data.cranes.number["JP", 2025, 1] }}', "{{ events.openings.count }}",
    '{{ events.openings["late"].date }}', '{{ data.cranes.number["JP", 2025].ratio_to(0) }}', "{{ term.x }}",
    "{{ ''.__class__ }}", "{{ 1 + 1 }}", "{{ 'a'|upper }}", "{{ brief.as_of.era }}", "{{{{", "{{ '{{' }}",
    "{{ [1][9] }}", "{{ 9**9 }}", "{{ data.cranes.number.where('JP').max_key }}", "{{ \U0001f600 }}", "{{ 日本 }}",
    "{% for a in [1,2,3] %}{{ a }}{% endfor %}", '{{ data.cranes.cost["JP", 2025].round(99) }}', "{{ none }}",
    '{{ data.cranes.number["JP", "2025"].as_of }}', "{{ data.cranes.number['KR', 2024].share_of(data.cranes.cost.sum) }}",
)  # fmt: skip
MARKS = (
    "[#x]", "[#crane-table]", "[#]", "[# ]", "[@x]", "[@kita, p. ]", "[@kita; @]", "[@]", "[^1]", "[^1]: x", "^[", "^[x]",
    "{石破|いしば}", "{a|}", "{|b}", "{a|b|c}", "<b>", "</b>", "<!-- x -->", "&nbsp;", "&#0;", "&x;", "**", "*", "_", "`",
    "```\n", "# x\n", "## ", "> ", "![a](b.png)", "[a](b)", "[a](javascript:x)", "[a](https://x.test)", "[a][b]",
    "| a |\n|---|\n", "|", "---\n", "***\n", "1. ", "- ", "\\", "\\*", "<https://x.test>", "~~x~~", "$x$", "==x==",
)  # fmt: skip
DATES = (
    "2026-02-30", "2026-13", "26-01-01", "2026/01/13", "2026.1.13.", "2026年1月13日", "令和8年1月13日", "R8.1.13",
    "2026년 1월 13일", "２０２６-01-13", "2026-1-3", "0000", "9999-12-31", "2026-01/2025-01", "2026-01-13T00:00:00",
    "2026-01-13 12:00:00 +09:00", "20260113", "2026-W03", "2026?", "2026-XX", "1e4", "2026–01–13", "Jan 13, 2026",
)  # fmt: skip
CHARACTERS = (
    "\ud83d", "\udc00", "\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\xa0", "\xad", "\u034f", "\u061c",
    "\u115f", "\u200b", "\u200c", "\u200d", "\u200e", "\u2028", "\u2029", "\u202e", "\u2060", "\u2066", "\u3000",
    "\u3164", "\ufeff", "\ufffd", "\ufffe", "\ue000", "\ue123", "\U0001f600", "\U0010ffff", "\U000e0041", "が", "각", "ｶﾞ",
    "㈱", "①", "髙", "﨑", "똠", "\u0301", "\ufe0f", "々", "〜", "～", "−", "‐", "‑", "–", "—", "―", "ー", "“", "”", "‘", "’",
    "：", "，", "；", "＃", "［", "｛", "｜", "＂", "＇", "＠", "　", "﹅", "\u1100\u1161", "\u302a",
)  # fmt: skip
YAML = (
    "---\n", "...\n", "%YAML 1.2\n---\n", "&a ", "*a", "<<: *a\n", "<<: {a: b}\n", "!!python/object:os.system ", "!x ",
    "? ", "? a\n: b\n", "- ", "- - - ", ": ", ":", " #", "#", "[", "]", "{", "}", ",", "|", ">", "|+9\n", "@", "`", "%",
    '"', "'", "\\", '"\\ud83d"', '"\\x00"', '"\\U00110000"', '"\\q"', "\t", "  ", " " * 300, "[" * 70, "{a: " * 70,
)  # fmt: skip


def _cut(random: Random, text: str, piece: str, most: int = 0) -> str:
    start = random.randint(0, len(text))
    return text[:start] + piece + text[start + random.randint(0, most) :]


def _within(random: Random, text: str, pattern: re.Pattern[str]) -> tuple[int, int]:
    found = [match.span() for match in pattern.finditer(text)]
    return random.choice(found) if found else (len(text), len(text))


def _put(text: str, span: tuple[int, int], piece: str) -> str:
    return text[: span[0]] + piece + text[span[1] :]


def typo(random: Random, text: str) -> str:
    """Misspell a word, as fingers do."""
    start, end = _within(random, text, random.choice((WORD, KEY)))
    word, at = text[start:end], random.randint(0, max(end - start - 1, 0))
    new = random.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at : at + 1] * 2 + word[at + 1 :],
            word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
            word[:at] + random.choice("aeioutsnxq-_ .") + word[at + 1 :],
            word.upper(),
            word + "s",
        )
    )
    return _put(text, (start, end), new)


def other_kind(random: Random, text: str) -> str:
    """Write another key in place of one."""
    return _put(text, _within(random, text, KEY), random.choice(KINDS))


def other_type(random: Random, text: str) -> str:
    """Write something else in place of a value."""
    return _put(text, _within(random, text, VALUE), random.choice(VALUES))


def twice(random: Random, text: str) -> str:
    """Copy a line or a few, to the next line or far away."""
    lines = text.split("\n")
    start = random.randrange(len(lines))
    run = lines[start : start + random.randint(1, 4)]
    at = random.choice((start, random.randint(0, len(lines))))
    return "\n".join([*lines[:at], *run, *lines[at:]])


def without(random: Random, text: str) -> str:
    """Leave lines out."""
    lines = text.split("\n")
    start = random.randrange(len(lines))
    del lines[start : start + random.randint(1, 5)]
    return "\n".join(lines)


def moved(random: Random, text: str) -> str:
    """Move a line."""
    lines = text.split("\n")
    line = lines.pop(random.randrange(len(lines)))
    lines.insert(random.randint(0, len(lines)), line)
    return "\n".join(lines)


def _pieces(pieces: tuple[str, ...]) -> Spoiler:
    def spoil(random: Random, text: str) -> str:
        if random.random() < 0.5:
            return _put(text, (at := _within(random, text, VALUE)[1], at), random.choice(pieces))
        return _cut(random, text, random.choice(pieces), random.choice((0, 0, 1, 3, 12)))

    return spoil


def numbers(random: Random, text: str) -> str:
    """Change a number or a date."""
    span = _within(random, text, NUMBER)
    digits = text[span[0] : span[1]]
    new = random.choice(
        (*DATES, digits + "0", digits[:-1], f"{digits}.5", f"-{digits}", digits * 9)
    )
    return _put(text, span, new)


def indentation(random: Random, text: str) -> str:
    """Move a line to the left or the right, or indent it by something else."""
    lines = text.split("\n")
    at = random.randrange(len(lines))
    bare = lines[at].lstrip(" ")
    depth = len(lines[at]) - len(bare)
    lines[at] = random.choice(
        (
            " " * (depth + random.randint(1, 4)) + bare,
            " " * max(depth - random.randint(1, 4), 0) + bare,
            "\t" * (depth // 2 or 1) + bare,
            "\xa0" * (depth or 2) + bare,
            "\u3000" * (depth // 2 or 1) + bare,
            " " * depth + "\t" + bare,
            lines[at] + random.choice((" ", "\t", "\xa0")),
        )
    )
    return "\n".join(lines)


def line_ends(random: Random, text: str) -> str:
    """End all lines, or some, as another system does."""
    end = random.choice(("\r\n", "\r", "\n\n", "\x85", "\u2028", "\r\r\n"))
    if random.random() < 0.5:
        return text.replace("\n", end)
    return "".join(end if each == "\n" and random.random() < 0.3 else each for each in text)


def quotes(random: Random, text: str) -> str:
    """Lose, add or beautify a quotation mark."""
    new = random.choice(("", '"', "'", "“", "”", "’", "「", "\\", '""', "＂"))
    if random.random() < 0.3:
        return _put(text, _within(random, text, VALUE), f"“{random.choice(VALUES)}”")
    return _put(text, _within(random, text, QUOTABLE), new)


def full_width(random: Random, text: str) -> str:
    """Type a sign or a few with the Japanese or Korean keyboard on."""
    start = random.randint(0, len(text))
    run = text[start : start + random.choice((1, 1, 3, 10))]
    wide = "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in run)
    if random.random() < 0.4 and (at := text.find(":", start)) >= 0:
        return text[:at] + "：" + text[at + 1 :]
    return text[:start] + wide + text[start + len(run) :]


def composition(random: Random, text: str) -> str:
    """Decompose or compose, all of it or a line, as file systems and programs do."""
    form = random.choice(("NFD", "NFKD", "NFKC"))
    if random.random() < 0.5:
        return unicodedata.normalize(form, text)  # type: ignore[arg-type]  # one of its forms
    lines = text.split("\n")
    at = random.randrange(len(lines))
    lines[at] = unicodedata.normalize(form, lines[at])  # type: ignore[arg-type]  # as above
    return "\n".join(lines)


SPOILERS: Mapping[str, Spoiler] = {
    "typo": typo,
    "kind": other_kind,
    "type": other_type,
    "twice": twice,
    "without": without,
    "moved": moved,
    "jinja": _pieces(JINJA),
    "markdown": _pieces(MARKS),
    "dates": _pieces(DATES),
    "characters": _pieces(CHARACTERS),
    "yaml": _pieces(YAML),
    "numbers": numbers,
    "indentation": indentation,
    "line ends": line_ends,
    "quotes": quotes,
    "full width": full_width,
    "composition": composition,
}


def bytes_spoilt(random: Random, data: bytes) -> bytes:
    """Flip, cut, double or put in bytes, or write the text in another encoding."""
    at = random.randint(0, len(data))
    match random.randrange(7):
        case 0:
            return data[:at]
        case 1:
            return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]
        case 2:
            return data[:at] + random.randbytes(random.randint(1, 4)) + data[at:]
        case 3:
            return b"\xef\xbb\xbf" * random.randint(1, 2) + data
        case 4:
            encoding = random.choice(("utf-16", "utf-32", "cp932", "euc-kr", "cp1252", "utf-7"))
            return data.decode("utf-8", "replace").encode(encoding, "replace")
        case 5:
            return data[at:] + data[:at]
        case _:
            return data[:at] + data[random.randint(0, len(data)) :]


def spoilt(random: Random, data: bytes) -> tuple[bytes, str]:
    """Spoil a file in one to three ways, and say in which."""
    text, done = data.decode(), []
    for _ in range(random.choice((1, 1, 1, 2, 2, 3))):
        name = random.choice((*SPOILERS, "bytes"))
        done.append(name)
        if name == "bytes":
            return bytes_spoilt(random, _encoded(text)), ", ".join(done)
        text = SPOILERS[name](random, text)
    return _encoded(text), ", ".join(done)


def _encoded(text: str) -> bytes:
    # Halves of surrogate pairs as careless programs write them.
    return text.encode("utf-8", "surrogatepass")
