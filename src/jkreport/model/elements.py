"""The elements of HTML that a workspace may let its texts hold: harmless ones within a line."""

from collections.abc import Mapping
from types import MappingProxyType

ELEMENTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(
            ("br", "cite", "del", "ins", "kbd", "mark", "q", "s", "samp", "small", "sub", "sup", "u", "var", "wbr"),
            (),
        ),
        "abbr": ("title",),
        "dfn": ("title",),
    }
)  # fmt: skip
"""Each with the attributes that it may have."""

EMPTY_ELEMENTS = ("br", "wbr")
"""Those that have no end."""
