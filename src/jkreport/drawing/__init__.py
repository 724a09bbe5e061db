"""Vega-Lite to SVG, by a child process with limits; importing this package loads no compiler."""

from jkreport.drawing.blank import Blank, Proof
from jkreport.drawing.compiler import Compiler, DrawingFault

__all__ = ["Blank", "Compiler", "DrawingFault", "Proof"]
