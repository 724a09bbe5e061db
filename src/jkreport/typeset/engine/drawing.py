"""Pieces of text are drawn with one spacing for most glyphs, and say what they read at wide gaps."""

# ruff: noqa: ANN401 - the engine ships no types

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pydyf
from weasyprint.draw import text as draw_text
from weasyprint.logger import LOGGER
from weasyprint.text import ffi as text_ffi
from weasyprint.text import line_break

from jkreport.typeset.engine.pieces import Piece
from jkreport.typeset.engine.shaping import Run, shaped

# From this part of an em on, a gap may look like a space to programs that extract the text.
GAP_LIKE_SPACE = 0.085
# Letters that lie over one another by this part of an em are taken for two texts.
_OVERLAP = 0.1
# Gaps with fewer letters between them are told together: that is shorter.
_BETWEEN = 6
_EM = 1000
_NOTHING = -1
_UNSEEN = 4
_BLANKS = " \u00a0\u3000"
_draw_plain_line = draw_text.draw_first_line


def _draw_first_line(
    stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any
) -> Any:
    """Draw a piece of text; what isn't one, or has to be cut short, is drawn by the engine."""
    piece = textbox.pango_layout
    if not isinstance(piece, Piece):
        return _draw_plain_line(stream, textbox, text_overflow, block_ellipsis, matrix)
    if not piece.text.strip() or textbox.style["font_size"] < 1e-6:  # noqa: PLR2004 - as the engine
        return []
    cut = text_overflow == "ellipsis" or block_ellipsis != "none"
    if cut or any(_special(stream, run) for run in piece.shaped.runs):
        return _drawn_plainly(stream, textbox, text_overflow, block_ellipsis, matrix)
    _Drawing(stream=stream, piece=piece).draw(matrix)
    return []


def _special(stream: Any, run: Run) -> bool:
    """Whether the glyphs of a face are pictures."""
    font, _ = stream.add_font(run.font)
    return bool(font.bitmap or font.svg or font.png or font.colr)


def _drawn_plainly(stream: Any, textbox: Any, overflow: Any, ellipsis: Any, matrix: Any) -> Any:
    piece = textbox.pango_layout
    layout = line_break.Layout(textbox.style, 0, piece.max_width or textbox.width)
    layout.set_text(piece.text)
    textbox.pango_layout = layout
    try:
        return _draw_plain_line(stream, textbox, overflow, ellipsis, matrix)
    finally:
        textbox.pango_layout = piece


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A glyph to show: its character, its offsets, and what is added behind it, in ‰ of an em."""

    number: int
    character: int
    across: float
    up: float
    behind: float


@dataclass(slots=True)
class _Strings:
    """Collects strings of glyphs and the distances between them, in ‰ of an em."""

    stream: Any
    parts: list[str] = field(default_factory=list)
    glyphs: str = ""
    owed: float = 0.0
    spacing: float = 0.0

    def show(self, glyph: _Glyph) -> None:
        """Show a glyph where its offsets place it."""
        if glyph.up:
            self.flush()
            self.stream.set_text_rise(-glyph.up)
        self.move(glyph.across)
        if glyph.number != _NOTHING:
            self.glyphs += f"{glyph.number:04x}"
        if glyph.up:
            self.flush()
            self.stream.set_text_rise(0)
        self.move(glyph.behind - glyph.across - self.spacing)

    def move(self, distance: float) -> None:
        """Go on by a distance."""
        # What is too little to be seen is left to the glyphs that follow.
        self.owed += distance
        whole = round(self.owed)
        if abs(whole) >= _UNSEEN:
            self._close()
            self.parts.append(str(-whole))
            self.owed -= whole

    def _close(self) -> None:
        if self.glyphs:
            self.parts.append(f"<{self.glyphs}>")
            self.glyphs = ""

    def end(self) -> None:
        """Write what was collected; nothing follows."""
        self._close()
        if self.parts and not self.parts[-1].startswith("<"):
            self.parts.pop()
        self.flush()

    def flush(self) -> None:
        """Write what was collected."""
        self._close()
        if self.parts:
            self.stream.show_text("".join(self.parts))
            self.parts.clear()


@dataclass(slots=True)
class _Drawing:
    """A piece on its way to the page; `told` is where the span ends that says what it reads."""

    stream: Any
    piece: Piece
    told: int | None = None
    face: Any = None
    strings: _Strings = field(init=False)

    def __post_init__(self) -> None:
        self.strings = _Strings(self.stream)

    def draw(self, matrix: Any) -> None:
        """Draw the piece with its origin where the matrix says."""
        piece, stream = self.piece, self.stream
        added = piece.added()
        seam = piece.grown_lead > GAP_LIKE_SPACE * piece.shaped.measured.size
        spans = dict(_spans(piece, added, seam=seam))
        seam = seam and piece.start in spans
        scale, skew, lean, flip, left, baseline = matrix.values
        shift = 0.0 if seam else piece.grown_lead
        stream.set_text_matrix(scale, skew, lean, flip, left + shift, baseline)
        if seam:
            self._tell(piece.start, spans.pop(piece.start))
            self._fill_seam()
        runs = [
            each for each in piece.shaped.runs if each.end > piece.start and each.start < piece.end
        ]
        shown = [(run, list(_glyphs(stream, piece, run, added))) for run in runs]
        size = stream.add_font(runs[0].font)[1]
        spacing = _usual([glyph for _, glyphs in shown for glyph in glyphs])
        self._space(spacing, size)
        for run, glyphs in shown:
            self._face(run)
            self._show(glyphs, spans)
        if self.told is None:
            self.strings.end()
        self._end_told()
        self._space(0.0, size)

    def _face(self, run: Run) -> None:
        font, size = self.stream.add_font(run.font)
        if (font, size) != self.face:
            self.strings.flush()
            self.stream.set_font_size(font.hash, size)
            self.face = font, size

    def _show(self, glyphs: Sequence[_Glyph], spans: Mapping[int, int]) -> None:
        for glyph in glyphs:
            if self.told is not None and glyph.character >= self.told:
                self._end_told()
            if self.told is None and glyph.character in spans:
                self._tell(glyph.character, spans[glyph.character])
            self.strings.show(glyph)

    def _space(self, spacing: float, size: float) -> None:
        """Set the distance that the page adds behind each glyph, in ‰ of an em."""
        if spacing != self.strings.spacing:
            self.strings.spacing = spacing
            width = f"{spacing * size / _EM:.4f}".rstrip("0").rstrip(".")
            self.stream.stream.append(f"{width} Tc".encode())

    def _tell(self, start: int, end: int) -> None:
        self.strings.flush()
        text = self.piece.shaped.measured.text[start:end]
        reads = pydyf.Dictionary({"ActualText": pydyf.String(text)})
        self.stream.begin_marked_content("Span", reads)
        self.told = end

    def _end_told(self) -> None:
        if self.told is not None:
            self.strings.flush()
            self.stream.end_marked_content()
            self.told = None

    def _fill_seam(self) -> None:
        """Put a blank between two pieces: what the span reads then begins where the other ends."""
        width = self.piece.grown_lead
        blank = shaped(" ", self.piece.shaped.style)
        if blank is not None:
            run = blank.runs[0]
            self._face(run)
            _, size = self.face
            number, logical = _registered(self.stream, blank.measured.text, run, 0)
            self.strings.show(_Glyph(number, 0, 0.0, 0.0, width * _EM / size - logical))
            self.strings.flush()


def _usual(glyphs: list[_Glyph]) -> float:
    """Give the distance behind most glyphs, by half a thousandth of an em."""
    counted = Counter(round(glyph.behind * 2) / 2 for glyph in glyphs[:-1])
    return counted.most_common(1)[0][0] if counted else 0.0


def _glyphs(stream: Any, piece: Piece, run: Run, added: Mapping[int, float]) -> Iterator[_Glyph]:
    """Give the glyphs of a run that belong to a piece."""
    _, size = stream.add_font(run.font)
    unit = _EM * text_ffi.FROM_UNITS / size
    advances, taken = piece.shaped.measured.advances, 0.0
    for index in run.part(piece.start, piece.end):
        character = run.characters[index]
        number, logical = _registered(stream, piece.shaped.measured.text, run, index)
        following = run.characters[index + 1] if index + 1 < len(run.ids) else run.end
        behind = run.widths[index] * unit - logical
        taken += run.widths[index] * text_ffi.FROM_UNITS
        if following != character:
            # Letters that are spaced by a style take more than their glyphs do.
            wider = advances[character] - taken
            behind += (wider + added.get(following, 0.0)) * _EM / size
            taken = 0.0
        yield _Glyph(number, character, run.across[index] * unit, run.up[index] / _EM, behind)


def _registered(stream: Any, text: str, run: Run, index: int) -> tuple[int, float]:
    """Enter a glyph into its font, as the engine does; give its number there and its width."""
    pango = text_ffi.pango
    font, size = stream.add_font(run.font)
    number = run.ids[index]
    if number == pango.PANGO_GLYPH_EMPTY:
        return _NOTHING, 0
    if number & pango.PANGO_GLYPH_UNKNOWN_FLAG:
        codepoint = number - pango.PANGO_GLYPH_UNKNOWN_FLAG
        LOGGER.warning(
            '.notdef glyph rendered for Unicode string unsupported by fonts: "%s" (U+%04X)',
            chr(codepoint),
            codepoint,
        )
        number = font.get_unused_glyph_id(codepoint)
        width = run.widths[index] * _EM * text_ffi.FROM_UNITS / size
        font.widths[number] = round(width)
        font.widths.setdefault(0, font.widths[number])
    if number not in font.to_unicode:
        start = run.characters[index]
        later = (each for each in run.characters[index + 1 :] if each > start)
        font.to_unicode[number] = text[start : next(later, run.end)]
    if number not in font.widths:
        pango.pango_font_get_glyph_extents(run.font, number, stream.ink_rect, stream.logical_rect)
        width = stream.logical_rect.width * _EM * text_ffi.FROM_UNITS / size
        font.widths[number] = round(width)
    return number, font.widths[number]


def _spans(piece: Piece, added: Mapping[int, float], *, seam: bool) -> Iterator[tuple[int, int]]:
    """Give the parts of a piece that have to say what they read: letters beside wide gaps, and over another."""
    text, size = piece.shaped.measured.text, piece.shaped.measured.size
    places = [
        place
        for place, width in sorted(added.items())
        if not -_OVERLAP * size < width < GAP_LIKE_SPACE * size
        and text[place - 1] not in _BLANKS
        and text[place] not in _BLANKS
    ]
    if seam and text[piece.start] not in _BLANKS and not piece.joint.before.isspace():
        places.insert(0, piece.start)
    start = end = -1
    for place in places:
        if end < 0 or place > end + _BETWEEN:
            if end >= 0:
                yield start, end
            start = max(place - 1, piece.start)
        end = place + 1
    if end >= 0:
        yield start, end


def apply() -> None:
    """Put it into the engine."""
    draw_text.draw_first_line = _draw_first_line


STAND_ON = (
    (draw_text, "draw_first_line", "stream, textbox, text_overflow, block_ellipsis, matrix"),
)
