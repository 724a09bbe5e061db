"""Whether a brief says the same in its languages, in the words of the termbase."""

from jkreport.parity.checking import find_disparities

__all__ = ["find_disparities"]
