"""What a style may put on a page: looks and plain mark-up; nothing that is fetched, run or hidden."""

from jkreport.screening.findings import Finding
from jkreport.screening.markup import screen_markup
from jkreport.screening.sheets import css_faults, is_css_value

__all__ = ["Finding", "css_faults", "is_css_value", "screen_markup"]
