"""Where sentences end, in any of the languages."""

import re

# 。！？ end one wherever they stand; . ! ? where a space, a line's end or a reference follows. Quotes and brackets that
# close, references and notes belong to the sentence before them.
_CLOSERS = r"[」』）\)\]”’\"']*"
_MARKS = r"(?:\^?\[(?:[^\[\]]|\[[^\[\]]*\])*\])*"
_END = re.compile(rf"(?:[。！？]{_CLOSERS}{_MARKS}|[.!?]{_CLOSERS}{_MARKS}(?=\s|$)|\n\s*\n)\s*")


def sentences_of(text: str) -> tuple[str, ...]:
    """Cut a text into its sentences, without the white space between them; paragraphs end one, too.

    >>> sentences_of("一つ。「二つ。」三つ")
    ('一つ。', '「二つ。」', '三つ')
    >>> sentences_of("하나다.[@a] 둘이다. 1.5배")
    ('하나다.[@a]', '둘이다.', '1.5배')
    """
    found, start = [], 0
    for match in _END.finditer(text):
        found.append(text[start : match.end()].strip())
        start = match.end()
    found.append(text[start:].strip())
    return tuple(each for each in found if each)
