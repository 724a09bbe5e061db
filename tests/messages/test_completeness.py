"""All that is said is said in every language; `python3 noxfile.py catalogue` lists what is missing."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from tools.catalogue import State, explained_in, said, state

from jkreport.diagnostics import Code
from jkreport.diagnostics.explanations import (
    explanations,
    page_of_explanations,
    read_explanations,
)
from jkreport.messages import Messages, messages_in
from jkreport.messages.translation import catalogues

CASES = Path(__file__).parents[1] / "cases"
FAULT = re.compile(r"^\S.*?: JK\d{3} (.*)$", re.MULTILINE)
HINT = re.compile(r"^  hint: (.*)$", re.MULTILINE)
PROSE = re.compile(r"\b[a-z]{2,} [a-z]{2,}")
LANGUAGES = sorted(catalogues())

# Words of other programs, which are passed on as they are.
FOREIGN = re.compile(r"cannot load library|cannot open shared object|find_library|\(drawing\.py:")


@cache
def told() -> tuple[str, ...]:
    """Give every message and hint of the cases and the documentation."""
    texts = [each.read_text("utf-8") for each in sorted(CASES.glob("*/*.txt"))]
    texts = [each.partition("--- diagnostics\n")[2] for each in texts]
    texts += [each.example for each in explanations().values()]
    found = (match for text in texts for line in (FAULT, HINT) for match in line.findall(text))
    return tuple(dict.fromkeys(found))


def untranslated(messages: Messages, text: str, context: str = "") -> Iterator[str]:
    """Give the parts of a message that stay English prose."""
    found = messages.found(text, context)
    if not found:
        if PROSE.search(text) and not FOREIGN.search(text):
            yield text
        return
    best = found[0]
    for slot, value in zip(best.template.slots, best.values, strict=bool(best.values)):
        if slot not in best.template.quoted:
            yield from untranslated(messages, value, best.entry.message)


@pytest.mark.parametrize("code", LANGUAGES)
def test_all_that_the_sources_say_is_translated(code: str) -> None:
    assert state(catalogues()[code], said()) == State()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_message_of_the_cases_is_translated(code: str) -> None:
    messages = messages_in(code)
    left = {text: parts for text in told() if (parts := [*untranslated(messages, text)])}
    assert left == {}
    assert len(told()) > 300


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_message_of_the_cases_may_be_of_two_templates(code: str) -> None:
    messages = messages_in(code)
    doubtful = {
        text: [each.entry.message for each in found[:2]]
        for text in told()
        if len(found := messages.found(text)) > 1
        if found[0].covered == found[1].covered
        if found[0].template.weight == found[1].template.weight
        if messages.said_by(found[0]) != messages.said_by(found[1])
    }
    assert doubtful == {}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_code_is_explained(code: str) -> None:
    page = read_explanations(page_of_explanations(code).read_text("utf-8"))
    assert [each.value for each in Code if each not in page or not page[each].text] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_examples_are_those_in_english_and_print_the_same(code: str) -> None:
    page = read_explanations(page_of_explanations(code).read_text("utf-8"))
    english, messages = explanations(), messages_in(code)
    assert {each.code: each.example for each in page.values()} == {
        each: explained_in(english[each].example, messages) for each in page
    }
