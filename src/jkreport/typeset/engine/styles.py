"""A style is worked out once for all elements that inherit and declare the same; that of a mark where there is one.

The engine works one out for each element with a name or a language, and again for all that is inside it.
"""

# ruff: noqa: ANN401 - the engine ships no types

from collections.abc import Mapping
from typing import Any

from weasyprint.css import ComputedStyle, StyleFor

from jkreport.typeset.engine.refinement import Refinement

_MARKS = frozenset(
    {"marker", "footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}
)
"""What the engine's own sheet gives every element, and next to none has."""

# An element itself, and what is printed before and after it.
_SHARING = (None, "before", "after")
# What an element declares by its name alone; nothing inherits it.
_NAME = "anchor"
_set_plainly = StyleFor.set_computed_styles
_give_plainly = StyleFor.__call__


class _Named(ComputedStyle):  # type: ignore[misc]
    """The style of an element that has a name: but for that, it is the style of others without one."""

    def __init__(self, alike: Any, cascaded: Mapping[str, Any]) -> None:
        super().__init__(
            alike.parent_style,
            cascaded,
            alike.pseudo_type,
            alike.root_style,
            alike.base_url,
            alike.font_config,
            alike.initial_page_sizes,
        )
        self.alike = alike
        self.specified = alike.specified

    @property
    def anonymous_style(self) -> Any:
        """Give the style of boxes inside that no element made."""
        return self.alike.anonymous_style

    def __missing__(self, key: str) -> Any:
        if key == _NAME:
            return super().__missing__(key)
        value = self[key] = self.alike[key]
        return value


def _set_computed_styles(
    styles: Any, element: Any, parent: Any, root: Any = None, pseudo_type: Any = None, **more: Any
) -> None:
    """Work out a style that nothing else has yet, but that of a mark only when it is asked for."""
    key = element, pseudo_type
    cascaded = styles.get_cascaded_styles().get(key, {})
    kept, waiting = styles.__dict__.setdefault("kept", ({}, {}))
    if pseudo_type in _MARKS and _NAME not in cascaded:
        alike = tuple((name, id(value), weight) for name, (value, weight) in cascaded.items())
        waiting[key] = kept.setdefault(alike, (cascaded, root, more["base_url"]))
    elif pseudo_type in _SHARING and parent is not None and "target_collector" in more:
        _set_once(styles, key, parent, cascaded, root=root, **more)
    else:
        # A page has one of its own, which is changed when the page is made.
        _set_plainly(styles, element, parent, root, pseudo_type, **more)


def _set_once(styles: Any, key: Any, parent: Any, cascaded: Mapping[str, Any], **more: Any) -> None:
    """Give an element the style of those that inherit and declare the same, apart from their names."""
    element, pseudo_type = key
    cascades, computed = styles.get_cascaded_styles(), styles.get_computed_styles()
    above = computed[parent, None]
    unnamed = {name: each for name, each in cascaded.items() if name != _NAME}
    alike = (
        id(getattr(above, "alike", above)),
        pseudo_type,
        *((name, _same(name, value), weight) for name, (value, weight) in unnamed.items()),
    )
    kept, _ = styles.__dict__["kept"]
    if alike not in kept:
        cascades[key] = unnamed
        _set_plainly(styles, element, parent, pseudo_type=pseudo_type, **more)
        cascades[key] = cascaded
        kept[alike] = computed[key]
    computed[key] = kept[alike]
    if _NAME in cascaded:
        named = computed[key] = _Named(kept[alike], cascaded)
        collector = more["target_collector"]
        if collector and named[_NAME]:
            collector.collect_anchor(named[_NAME])


def _same(name: str, value: Any) -> Any:
    """Give what tells a declared value from others: what sheets declare is read once, a language at each element."""
    return value if name == "lang" else id(value)


def _give(styles: Any, element: Any, pseudo_type: Any = None) -> Any:
    """Give a style; that of a mark is worked out now."""
    key = element, pseudo_type
    _, waiting = styles.__dict__.get("kept", ({}, {}))
    if key in waiting:
        cascaded, root, base_url = waiting.pop(key)
        styles.get_cascaded_styles()[key] = cascaded
        _set_plainly(styles, element, element, root, pseudo_type, base_url)
        del styles.get_cascaded_styles()[key]
    return _give_plainly(styles, element, pseudo_type)


def _apply() -> None:
    StyleFor.set_computed_styles = _set_computed_styles
    StyleFor.__call__ = _give


STYLES = Refinement(
    name="styles",
    stands_on=(
        (
            StyleFor,
            "set_computed_styles",
            "self, element, parent, root, pseudo_type, base_url, target_collector",
        ),
        (
            ComputedStyle,
            "__init__",
            (
                "self, parent_style, cascaded, pseudo_type, root_style, base_url, font_config, "
                "initial_page_sizes"
            ),
        ),
        (ComputedStyle, "__missing__", "self, key"),
        (StyleFor, "__call__", "self, element, pseudo_type"),
        (StyleFor, "get_cascaded_styles", "self"),
    ),
    apply=_apply,
)
