"""Dates as precise as they are known."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jkreport.values import Interval, Moment, parse_date

moments = st.one_of(
    st.dates(dt.date(1, 1, 1)).map(lambda day: Moment(day.year, day.month, day.day)),
    st.dates(dt.date(1, 1, 1)).map(lambda day: Moment(day.year, day.month)),
    st.integers(1, 9999).map(Moment),
)


NO_DATE = "'{}' is not a date such as 2023, 2023-03 or 2023-03-16"


@pytest.mark.parametrize(
    ("text", "date", "start", "end"),
    [
        ("2023", Moment(2023), "2023-01-01", "2023-12-31"),
        ("2024-02", Moment(2024, 2), "2024-02-01", "2024-02-29"),
        ("2023-02", Moment(2023, 2), "2023-02-01", "2023-02-28"),
        ("2023-03-16", Moment(2023, 3, 16), "2023-03-16", "2023-03-16"),
        (
            "2023-08-17/2023-08-19",
            Interval(Moment(2023, 8, 17), Moment(2023, 8, 19)),
            "2023-08-17",
            "2023-08-19",
        ),
        ("2022/2023-05", Interval(Moment(2022), Moment(2023, 5)), "2022-01-01", "2023-05-31"),
        ("2023/2023", Interval(Moment(2023), Moment(2023)), "2023-01-01", "2023-12-31"),
    ],
)
def test_a_date_has_a_first_and_a_last_day(
    text: str, date: Moment | Interval, start: str, end: str
) -> None:
    assert parse_date(text) == date
    assert (date.start.isoformat(), date.end.isoformat(), str(date)) == (start, end, text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2023-02-29", "the date '2023-02-29' does not exist"),
        ("2023-13", "the date '2023-13' does not exist"),
        ("2023-00", "the date '2023-00' does not exist"),
        ("2023-01-00", "the date '2023-01-00' does not exist"),
        ("0000", "the date '0000' does not exist"),
        ("2023/2022", "'2023/2022' ends before it begins"),
        ("2023-08-19/2023-08-17", "'2023-08-19/2023-08-17' ends before it begins"),
        ("2023-1-1", "'2023-1-1' is not a date such as 2023, 2023-03 or 2023-03-16"),
        ("", "'' is not a date such as 2023, 2023-03 or 2023-03-16"),
        ("2023/", f"{NO_DATE.format('')}: '2023/' would be an interval"),
        ("2026/1/31", f"{NO_DATE.format('1/31')}: '2026/1/31' would be an interval"),
        (" 2023", "' 2023' is not a date such as 2023, 2023-03 or 2023-03-16"),
        ("2023\n", "'2023\n' is not a date such as 2023, 2023-03 or 2023-03-16"),
        ("R8.4.1", "'R8.4.1' is not a date such as 2023, 2023-03 or 2023-03-16"),
        ("２０２３", "'２０２３' is not a date such as 2023, 2023-03 or 2023-03-16"),
    ],
)
def test_what_is_no_date_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
        parse_date(text)


@given(moments)
def test_a_date_is_read_as_it_is_written(moment: Moment) -> None:
    assert parse_date(str(moment)) == moment
    assert moment.start <= moment.end


@given(moments, moments)
def test_an_interval_runs_forwards_or_is_refused(first: Moment, last: Moment) -> None:
    text = f"{first}/{last}"
    if last.end < first.start:
        with pytest.raises(ValueError, match="ends before it begins"):
            parse_date(text)
    else:
        assert str(parse_date(text)) == text


@given(st.text("0123456789-/ 年Rx", max_size=12))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        found = str(parse_date(text))
    except ValueError:
        found = text
    assert found == text
