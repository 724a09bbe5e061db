"""Japanese eras (元号)."""

import datetime as dt

from jkreport.values import Moment

# First days by the edicts and ordinances of 改元; 大正 and 昭和 began on the day of their edict.
_ERAS = (
    (dt.date(2019, 5, 1), "令和"),
    (dt.date(1989, 1, 8), "平成"),
    (dt.date(1926, 12, 25), "昭和"),
    (dt.date(1912, 7, 30), "大正"),
    (dt.date(1868, 10, 23), "明治"),
)
# Before this day, 明治6年1月1日, months and days were lunisolar (明治5年太政官布告第337号): a
# Gregorian month or day must not be joined to an era year.
_GREGORIAN = dt.date(1873, 1, 1)


def era_year(moment: Moment) -> tuple[str, str]:
    """Give era and year of the moment's last day: 令和 and 8, 令和 and 元; empty without one.

    The last day decides, since a whole year or month is named after the era that it ends in:
    2019 is 令和元年.
    """
    if moment.month_number and moment.end < _GREGORIAN:
        return "", ""
    for first, name in _ERAS:
        if moment.end >= first:
            year = moment.year_number - first.year + 1
            return name, "元" if year == 1 else str(year)
    return "", ""
