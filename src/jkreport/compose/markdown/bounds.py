"""How much a text comes to once it is written: a definition may be called ten thousand times, a note call notes."""

from collections.abc import Iterator, Mapping, Sequence

from markdown_it.token import Token

MOST_CHARACTERS = 2_000_000
MOST_NOTES_DEEP = 8


class EndlessTextError(Exception):
    """A text comes to too much."""


def check_cost(tokens: Sequence[Token], notes: Mapping[int, Sequence[Token]]) -> None:
    """Refuse a text that comes to too much.

    Raises:
        EndlessTextError: it does, or its notes call notes too deep.
    """
    if _cost(tokens, notes, (), {}) > MOST_CHARACTERS:
        raise EndlessTextError(f"the text prints more than {MOST_CHARACTERS:,} characters")


def _cost(
    tokens: Sequence[Token],
    notes: Mapping[int, Sequence[Token]],
    above: tuple[int, ...],
    known: dict[int, int],
) -> int:
    if len(above) > MOST_NOTES_DEEP:
        raise EndlessTextError(f"notes call notes more than {MOST_NOTES_DEEP} deep")
    total = 0
    for token in _all(tokens):
        total += 1 + len(token.content) + sum(len(str(each)) for each in token.attrs.values())
        if token.type == "footnote_ref":
            number = token.meta["id"]
            # A note that calls itself is told of when it is set.
            if number not in known and number not in above:
                known[number] = _cost(notes.get(number, ()), notes, (*above, number), known)
            total += known.get(number, 0)
    return total


def _all(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()
