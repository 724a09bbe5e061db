"""The name that an author probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, known: Iterable[str], *, most: int = 6) -> str:
    """Give a remedy that names the closest known names, closest first; empty when nothing is known.

    >>> nearest("txet", ["text", "table"])
    "did you mean 'text'?"
    >>> nearest("zzz", ["text", "table"])
    "known: 'table', 'text'"
    """
    names = sorted(set(known))
    close = get_close_matches(name, names, n=3, cutoff=0.6)
    if close:
        return "did you mean " + " or ".join(f"'{each}'" for each in close) + "?"
    if not names:
        return ""
    listed = ", ".join(f"'{each}'" for each in names[:most])
    return f"known: {listed}" + (" …" if len(names) > most else "")
