"""What draws little or nothing, for those who ask what a chart shows or what is wrong with it, not how it looks."""

from jkreport.drawing.compiler import Compiler

_NOTHING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'

# Of what is as long as this, a tenth of the time that is allowed is enough.
_SURE = 300_000


class Proof(Compiler):
    """Draws what may fail, and gives an empty drawing for all else.

    An author's own specification may be wrong, and what is long may take more than is allowed.
    """

    def scene(self, spec: str, family: str) -> str:
        """Give an empty drawing, unless the specification is long."""
        return _NOTHING if len(spec) <= _SURE else self.svg(spec, family)


class Blank(Compiler):
    """Gives an empty drawing for every specification, and starts no process."""

    def svg(self, spec: str, family: str) -> str:  # noqa: ARG002 - as those that draw are called
        """Give an empty drawing."""
        return _NOTHING
