"""Every word in the structure of a PDF has its language."""

import random
from collections.abc import Iterator, Sequence
from itertools import groupby

import pytest
from tests.typeset.structures import Read

from jkreport.typeset.pdf import Element, bare

pytestmark = pytest.mark.typeset

TAGS = ("p", "span", "em", "div", "li", "td", "th")


class Switching:
    """A document in which languages change at random; each of its words is written once."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - the same every time
        self.spoken: list[tuple[str, str]] = []

    def word(self, lang: str) -> str:
        word = f"{'語' if lang == 'ja' else '말'}{len(self.spoken)}"
        self.spoken.append((word, lang))
        return word

    def inline(self, lang: str, depth: int) -> str:
        parts = []
        for _ in range(self.random.randint(1, 3)):
            own = self.random.choice(("ja", "ko"))
            said = self.random.choice((f' lang="{own}"', ""))
            if depth and self.random.random() < 0.6:
                tag = self.random.choice(("span", "em", "a href='https://a.example'"))
                tag = "span" if depth < 3 and tag[0] == "a" else tag
                inner = self.inline(own if said else lang, depth - 1)
                parts.append(f"<{tag}{said}>{inner}</{tag.split()[0]}>")
            else:
                parts.append(self.word(lang))
        return "".join(parts)

    def block(self, lang: str, depth: int) -> str:
        own = self.random.choice(("ja", "ko"))
        said, held = (f' lang="{own}"', own) if self.random.random() < 0.6 else ("", lang)
        kind = self.random.choice(("p", "div", "ul", "table", "section") if depth else ("p", "div"))
        if kind == "p":
            return f"<p{said}>{self.inline(held, 3)}</p>"
        if kind == "ul":
            return f"<ul{said}><li>{self.inline(held, 2)}</li><li>{self.block(held, 0)}</li></ul>"
        if kind == "table":
            head = f"<thead><tr><th>{self.word(held)}</th></tr></thead>"
            return f"<table{said}>{head}<tr><td>{self.inline(held, 2)}</td></tr></table>"
        inner = (
            "".join(self.block(held, depth - 1) for _ in range(2))
            if depth
            else self.inline(held, 1)
        )
        return f"<{kind}{said}>{inner}</{kind}>"


def spoken(element: Element) -> Iterator[tuple[str, str]]:
    for each in element.kids:
        if isinstance(each, Element):
            yield from spoken(each)
        elif isinstance(each, str) and bare(each) not in ("", "•"):
            yield bare(each), element.lang


def joined(words: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Put neighbours of one language together: where a line ends is of no interest here."""
    return [
        ("".join(word for word, _ in run), lang)
        for lang, run in groupby(words, key=lambda each: each[1])
    ]


def test_every_word_has_its_language(read: Read) -> None:
    documents = [Switching(seed) for seed in range(200)]
    for start in range(0, 200, 50):
        part = documents[start : start + 50]
        bodies = [f"<section>{each.block('ja', 2)}</section>" for each in part]
        root = read("<h1>題</h1>" + "".join(bodies)).root
        expected = [("題", "ja"), *(word for each in part for word in each.spoken)]
        assert joined(list(spoken(root))) == joined(expected)
    assert sum(len(each.spoken) for each in documents) > 1000
