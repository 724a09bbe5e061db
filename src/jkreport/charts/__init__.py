"""Charts: a block and its table become a drawing."""

from jkreport.charts.columns import numbers_of, tell_unknown
from jkreport.charts.draw import draw_chart
from jkreport.charts.look import Look

__all__ = ["Look", "draw_chart", "numbers_of", "tell_unknown"]
