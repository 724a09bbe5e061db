"""Styles that the engine works out for each cell of a table: of words once for all, of marks where there are any."""

# ruff: noqa: ANN401 - the engine ships no types

from collections.abc import Iterator
from typing import Any

import weasyprint.css
from weasyprint.css import StyleFor

from jkreport.typeset.engine.refinement import Refinement

_MARKS = frozenset(
    {"marker", "footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}
)
"""What the engine's own sheet gives every element, and next to none has."""

_find_plainly = weasyprint.css.find_style_attributes
_set_plainly = StyleFor.set_computed_styles
_give_plainly = StyleFor.__call__


def _find_style_attributes(tree: Any, *rest: Any, **more: Any) -> Iterator[Any]:
    """Give what attributes declare; words that have a class and a language and nothing else share what that declares.

    Of neighbours with the very same declarations the engine works out one style.
    """
    known: dict[str, Any] = {}
    for specificity, element, found, address in _find_plainly(tree, *rest, **more):
        shared = element.tag == "span" and element.keys() == ["class", "lang"]
        declarations = known.setdefault(element.get("lang"), found) if shared else found
        yield specificity, element, declarations, address


def _set_computed_styles(
    styles: Any, element: Any, parent: Any, root: Any = None, pseudo_type: Any = None, **more: Any
) -> None:
    """Work out a style, but that of a mark only when it is asked for."""
    cascaded = styles.get_cascaded_styles().get((element, pseudo_type), {})
    if pseudo_type not in _MARKS or "anchor" in cascaded:
        _set_plainly(styles, element, parent, root, pseudo_type, **more)
        return
    alike = tuple((name, id(value), weight) for name, (value, weight) in cascaded.items())
    kept, waiting = styles.__dict__.setdefault("marks", ({}, {}))
    waiting[element, pseudo_type] = kept.setdefault(alike, (cascaded, root, more["base_url"]))


def _give(styles: Any, element: Any, pseudo_type: Any = None) -> Any:
    """Give a style; that of a mark is worked out now."""
    key = element, pseudo_type
    _, waiting = styles.__dict__.get("marks", ({}, {}))
    if key in waiting:
        cascaded, root, base_url = waiting.pop(key)
        styles.get_cascaded_styles()[key] = cascaded
        _set_plainly(styles, element, element, root, pseudo_type, base_url)
        del styles.get_cascaded_styles()[key]
    return _give_plainly(styles, element, pseudo_type)


def _apply() -> None:
    weasyprint.css.find_style_attributes = _find_style_attributes
    StyleFor.set_computed_styles = _set_computed_styles
    StyleFor.__call__ = _give


STYLES = Refinement(
    name="styles",
    stands_on=(
        (weasyprint.css, "find_style_attributes", "tree, presentational_hints, base_url"),
        (
            StyleFor,
            "set_computed_styles",
            "self, element, parent, root, pseudo_type, base_url, target_collector",
        ),
        (StyleFor, "__call__", "self, element, pseudo_type"),
        (StyleFor, "get_cascaded_styles", "self"),
    ),
    apply=_apply,
)
