"""Lines grow between wide letters, and keep words whole, each by the rules of the job."""

# ruff: noqa: ANN401 - the engine ships no types

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from math import isfinite
from typing import Any

import pydyf
from weasyprint.draw import text as draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text import ffi as text_ffi
from weasyprint.text import line_break

from jkreport.typeset.composition import growing, kept_words, steps
from jkreport.typeset.engine.refinement import Refinement
from jkreport.typeset.jobs import LineRules

# A line that would have to grow by more than this part of its letters stays ragged.
_WIDEST_GAP = 0.25
# The same where words are kept whole and only the spaces between them grow.
_WIDEST_SPACE = 0.9
# From this part of its letters on, a gap may look like a space to programs that extract the text:
# poppler takes a tenth for one, and kerning and half-empty marks add to the gap.
_GAP_LIKE_SPACE = 0.03
# A gap between two pieces of text, at a bold word say, lies in neither, so it must not look like one.
_SEAM = 0.08
# The engine cuts each advance down to a thousandth of the letter's size: half of that on average.
_CUT_OFF = 0.0005
_NO_RULES = LineRules()


@dataclass(slots=True)
class Composition:
    """What the engine's functions don't hear by their arguments: rules, and the line's measure."""

    rules: Mapping[str, LineRules] = field(default_factory=dict)
    measure: float | None = None

    def of(self, language: str | None) -> LineRules:
        """Give the rules of a language, `ja` for `ja-JP` too."""
        if not language or not self.rules:
            return _NO_RULES
        return self.rules.get(language) or self.rules.get(language.partition("-")[0], _NO_RULES)


COMPOSITION = Composition()

_justify_spaces = inline.justify_line
_set_plain_text = line_break.Layout.set_text
_log_attributes = line_break.get_log_attrs
_next_line = inline.get_next_linebox
_draw_plain_line = draw_text.draw_first_line


@dataclass(slots=True)
class _Leaf:
    """A piece of text in a line, and where it grows; None for what isn't text and doesn't grow."""

    box: Any
    ranges: tuple[tuple[int, int], ...] = ()
    first: bool = False
    last: bool = False

    @property
    def before(self) -> float:
        """How much of a gap stands before it: letters grow by halves, on either side."""
        return 0.5 if self.ranges and self.ranges[0][0] == 0 else 0.0

    @property
    def after(self) -> float:
        """How much of a gap stands after it."""
        return 0.5 if self.ranges and self.ranges[-1][1] == len(self.box.text) else 0.0

    @property
    def lead(self) -> float:
        """How much of a seam stands before it."""
        return 0.0 if self.first else self.before

    @property
    def trail(self) -> float:
        """How much of a seam stands after it."""
        return 0.0 if self.last else self.after

    @property
    def inside(self) -> float:
        """How many gaps are inside: the text engine leaves out the halves at both edges."""
        whole = sum(steps(self.box.text[start:end]) for start, end in self.ranges)
        return whole - self.before - self.after


def _leaves(box: Any) -> list[_Leaf]:
    if isinstance(box, boxes.TextBox):
        wide = COMPOSITION.of(box.style["lang"]).justify_cjk
        return [_Leaf(box=box, ranges=growing(box.text, wide=wide))]
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        return [leaf for each in box.children if each.is_in_normal_flow() for leaf in _leaves(each)]
    return [_Leaf(box=box)]


def _justify(context: Any, line: Any, extra: float) -> None:
    """Fill a line by growing it between wide characters and at spaces alike."""
    leaves = _leaves(line)
    texts = [each.box for each in leaves if each.ranges]
    ours = any(COMPOSITION.of(each.style["lang"]).justify_cjk for each in texts)
    if not ours or line.style["direction"] != "ltr":
        if not _gapes(line, texts, extra):
            _justify_spaces(context, line, extra)
        return
    leaves[0].first = leaves[-1].last = True
    size = min(each.style["font_size"] for each in texts)
    gap, seam = _gaps(leaves, extra, _SEAM * size)
    if 0 < gap <= _WIDEST_GAP * size:
        _grow(context, line, gap, seam, 0.0, iter(leaves))


def _gapes(line: Any, texts: Iterable[Any], extra: float) -> bool:
    """Whether a line of whole words would get spaces that are wider than a reader forgives."""
    kept = [each for each in texts if COMPOSITION.of(each.style["lang"]).keep_words]
    spaces = inline.count_expandable_spaces(line)
    if not kept or not spaces:
        return False
    return bool(extra / spaces > _WIDEST_SPACE * min(each.style["font_size"] for each in kept))


def _gaps(leaves: Iterable[_Leaf], extra: float, widest_seam: float) -> tuple[float, float]:
    """Share out a width among the gaps in pieces and the seams between; 0 if there are none."""
    inside = sum(each.inside for each in leaves)
    seams = sum(each.lead + each.trail for each in leaves)
    gap = extra / (inside + seams) if inside + seams > 0 else 0.0
    if gap <= widest_seam:
        return gap, gap
    return (extra - seams * widest_seam) / inside if inside > 0 else 0.0, widest_seam


def _grow(
    context: Any, box: Any, gap: float, seam: float, advance: float, leaves: Iterator[_Leaf]
) -> float:
    """Move and widen a box and those inside it; give how far what follows has to move."""
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        box.position_x += advance
        before = advance
        for child in box.children:
            if child.is_in_normal_flow():
                advance = _grow(context, child, gap, seam, advance, leaves)
        box.width += advance - before
        return advance
    leaf = next(leaves)
    advance += leaf.lead * seam
    if not isinstance(box, boxes.TextBox):
        box.translate(advance, 0)
        return advance
    box.position_x += advance
    if leaf.ranges:
        _spread(context, leaf, gap)
        advance += leaf.inside * gap
    return advance + leaf.trail * seam


def _spread(context: Any, leaf: _Leaf, gap: float) -> None:
    box = leaf.box
    box.width += leaf.inside * gap
    box.justification_spacing = gap
    box.pango_layout = line_break.create_layout(box.text, box.style, context, None, gap)
    box.pango_layout.grows_wide = COMPOSITION.of(box.style["lang"]).justify_cjk
    box.pango_layout.deactivate()


def _set_text(layout: Any, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002
    """Set the text of a layout, then what the job's rules say of its gaps and its breaks."""
    wide = getattr(layout, "grows_wide", None) if justify else None
    _set_plain_text(layout, text, justify and wide is None)
    if wide is not None:
        ranges = growing(layout.text, wide=wide)
        _attribute(layout, ranges, partial(_gap_attribute, layout))
    elif layout.max_width is not None and COMPOSITION.of(layout.style["lang"]).keep_words:
        words = kept_words(layout.text, after=_certain(layout))
        words = (each for each in words if _fits(layout, *each))
        _attribute(layout, words, lambda _: text_ffi.pango.pango_attr_allow_breaks_new(0))


def _certain(layout: Any) -> int:
    """Give a number of letters that are on the first line, so that no break has to be kept out."""
    style = layout.style
    if style["letter_spacing"] != "normal" or not isfinite(layout.max_width):
        return 0
    # No letter is wider than the size of its font; spaces between words may be.
    wider = style["font_size"] + max(0.0, style["word_spacing"])
    return int(max(0.0, layout.max_width) / wider) - 1


def _gap_attribute(layout: Any, part: str) -> Any:
    style = layout.style
    spacing = layout.justification_spacing + _CUT_OFF * style["font_size"]
    if style["letter_spacing"] != "normal":
        spacing += style["letter_spacing"]
    if part.isspace():
        spacing += style["word_spacing"]
    return text_ffi.pango.pango_attr_letter_spacing_new(int(spacing * text_ffi.TO_UNITS))


def _attribute(
    layout: Any, ranges: Iterable[tuple[int, int]], attribute_for: Callable[[str], Any]
) -> None:
    """Give ranges of a layout's text an attribute each; the text engine counts in bytes."""
    pango, ffi = text_ffi.pango, text_ffi.ffi
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    text, seen, offset = layout.text, 0, 0
    for start, end in ranges:
        offset += len(text[seen:start].encode())
        attribute = attribute_for(text[start:end])
        attribute.start_index = offset
        offset += len(text[start:end].encode())
        attribute.end_index = offset
        pango.pango_attr_list_change(attributes, attribute)
        seen = end
    pango.pango_layout_set_attributes(layout.layout, attributes)


def _fits(layout: Any, start: int, end: int) -> bool:
    """Whether a word fits into a line of its own; one that doesn't may break anywhere."""
    measure = COMPOSITION.measure
    word = layout.text[start:end]
    # No letter is wider than the size of its font, or so rarely that it doesn't matter here.
    if measure is None or len(word) * layout.style["font_size"] <= measure:
        return True
    alone = line_break.Layout(layout.style)
    _set_plain_text(alone, word)
    width, _ = line_break.line_size(alone.get_first_line()[0], layout.style)
    return bool(width <= measure)


def _get_log_attrs(text: str, lang: str | None) -> Any:
    attributes = _log_attributes(text, lang)
    if COMPOSITION.of(lang).keep_words:
        for start, end in kept_words(text):
            for index in range(start + 1, end):
                attributes[index].is_line_break = 0
    return attributes


def _get_next_linebox(
    context: Any,
    linebox: Any,
    position_y: Any,
    bottom_space: Any,
    skip_stack: Any,
    containing_block: Any,
    *rest: Any,
) -> Any:
    """Set a line, knowing its measure: the rest of a line says nothing about what fits into one."""
    before, COMPOSITION.measure = COMPOSITION.measure, containing_block.width
    try:
        return _next_line(
            context, linebox, position_y, bottom_space, skip_stack, containing_block, *rest
        )
    finally:
        COMPOSITION.measure = before


def _draw_first_line(
    stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any
) -> Any:
    """Draw a piece of text; where its gaps could be taken for spaces, say what it reads."""
    layout, size = textbox.pango_layout, textbox.style["font_size"]
    wide = getattr(layout, "grows_wide", False)
    told = wide and layout.justification_spacing > _GAP_LIKE_SPACE * size and layout.text.strip()
    if told:
        reads = pydyf.Dictionary({"ActualText": pydyf.String(layout.text)})
        stream.begin_marked_content("Span", reads)
    drawn = _draw_plain_line(stream, textbox, text_overflow, block_ellipsis, matrix)
    if told:
        stream.end_marked_content()
    return drawn


def _apply_words() -> None:
    text_ffi.ffi.cdef("PangoAttribute * pango_attr_allow_breaks_new (gboolean allow_breaks);")
    text_ffi.pango.pango_attr_allow_breaks_new  # noqa: B018 - old libraries don't have it
    line_break.Layout.set_text = _set_text
    line_break.get_log_attrs = _get_log_attrs
    inline.get_next_linebox = _get_next_linebox


def _apply_justify() -> None:
    line_break.Layout.set_text = _set_text
    inline.justify_line = _justify
    draw_text.draw_first_line = _draw_first_line


WORDS = Refinement(
    name="words",
    stands_on=(
        (line_break.Layout, "set_text", "self, text, justify"),
        (line_break, "get_log_attrs", "text, lang"),
        (
            inline,
            "get_next_linebox",
            (
                "context, linebox, position_y, bottom_space, skip_stack, containing_block, "
                "absolute_boxes, fixed_boxes, first_letter_style, first_line_style"
            ),
        ),
    ),
    apply=_apply_words,
)
JUSTIFY = Refinement(
    name="justify",
    stands_on=(
        (line_break.Layout, "set_text", "self, text, justify"),
        (inline, "justify_line", "context, line, extra_width"),
        (
            draw_text,
            "draw_first_line",
            "stream, textbox, text_overflow, block_ellipsis, matrix",
        ),
        (
            line_break,
            "create_layout",
            "text, style, context, max_width, justification_spacing",
        ),
    ),
    apply=_apply_justify,
)
