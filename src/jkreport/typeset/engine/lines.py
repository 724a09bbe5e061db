"""Lines by the rules of the job: measured, cut, justified and drawn by us, in the engine's pages."""

from jkreport.typeset.engine import drawing, justify, pieces
from jkreport.typeset.engine.refinement import Refinement


def _apply() -> None:
    pieces.apply()
    justify.apply()
    drawing.apply()


LINES = Refinement(
    name="lines",
    stands_on=(*pieces.STAND_ON, *justify.STAND_ON, *drawing.STAND_ON),
    apply=_apply,
)
