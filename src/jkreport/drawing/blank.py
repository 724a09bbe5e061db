"""What draws nothing, for those who ask what a chart shows and not how it looks."""

from jkreport.drawing.compiler import Compiler

_NOTHING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


class Blank(Compiler):
    """Gives an empty drawing for every specification, and starts no process."""

    def svg(self, spec: str, family: str) -> str:  # noqa: ARG002 - as those that draw are called
        """Give an empty drawing."""
        return _NOTHING
