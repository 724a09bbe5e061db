"""Dates as precise as they are known, in three languages."""

from collections.abc import Callable

import pytest

from jkreport.languages import DateStyle, Language
from jkreport.values import parse_date

InAll = Callable[[Callable[[Language], str]], tuple[str, ...]]


@pytest.mark.parametrize(
    ("edtf", "style", "printed"),
    [
        ("2026-01-13", "full", ("2026年1月13日", "2026년 1월 13일", "13 January 2026")),
        ("2026-01", "full", ("2026年1月", "2026년 1월", "January 2026")),
        ("2026", "full", ("2026年", "2026년", "2026")),
        ("2026-01-13", "month", ("2026年1月", "2026년 1월", "January 2026")),
        ("2026", "month", ("2026年", "2026년", "2026")),
        ("2026-01-13", "year", ("2026年", "2026년", "2026")),
        ("2026-01-13", "short", ("2026.1.13", "2026. 1. 13.", "13 Jan 2026")),
        ("2026-01", "short", ("2026.1", "2026. 1.", "Jan 2026")),
        ("2026", "short", ("2026", "2026", "2026")),
        ("2026-01-13", "era", ("令和8年1月13日", "2026년 1월 13일", "13 January 2026")),
    ],
)
def test_a_date_is_printed_as_precisely_as_it_is_known(
    in_all: InAll, edtf: str, style: DateStyle, printed: tuple[str, ...]
) -> None:
    assert in_all(lambda language: language.date(parse_date(edtf), style)) == printed


@pytest.mark.parametrize(
    ("edtf", "style", "printed"),
    [
        (
            "2023-08-17/2023-08-19",
            "full",
            ("2023年8月17～19日", "2023년 8월 17~19일", "17–19 August 2023"),
        ),
        (
            "2023-08-30/2023-09-02",
            "full",
            ("2023年8月30日～9月2日", "2023년 8월 30일~9월 2일", "30 August – 2 September 2023"),
        ),
        (
            "2023-12-30/2024-01-03",
            "full",
            (
                "2023年12月30日～2024年1月3日",
                "2023년 12월 30일~2024년 1월 3일",
                "30 December 2023 – 3 January 2024",
            ),
        ),
        # the same day of another month is not shared
        (
            "2023-08-17/2023-09-17",
            "full",
            ("2023年8月17日～9月17日", "2023년 8월 17일~9월 17일", "17 August – 17 September 2023"),
        ),
        ("2023-03/2023-05", "full", ("2023年3～5月", "2023년 3~5월", "March–May 2023")),
        (
            "2023-12/2024-02",
            "full",
            ("2023年12月～2024年2月", "2023년 12월~2024년 2월", "December 2023 – February 2024"),
        ),
        ("2023/2025", "full", ("2023～2025年", "2023~2025년", "2023–2025")),
        ("2023-08-17/2023-08-17", "full", ("2023年8月17日", "2023년 8월 17일", "17 August 2023")),
        (
            "2023-08-17/2023-10",
            "full",
            ("2023年8月17日～10月", "2023년 8월 17일~10월", "17 August 2023 – October 2023"),
        ),
        (
            "2023-08/2023-08-19",
            "full",
            (
                "2023年8月～2023年8月19日",
                "2023년 8월~2023년 8월 19일",
                "August 2023 – 19 August 2023",
            ),
        ),
        ("2023-08-17/2023-08-19", "month", ("2023年8月", "2023년 8월", "August 2023")),
        ("2023-08-17/2024-08-19", "year", ("2023～2024年", "2023~2024년", "2023–2024")),
        (
            "2023-08-17/2023-08-19",
            "short",
            ("2023.8.17～19", "2023. 8. 17.~19.", "17–19 Aug 2023"),
        ),
        (
            "2023-08-30/2023-09-02",
            "short",
            ("2023.8.30～9.2", "2023. 8. 30.~9. 2.", "30 Aug – 2 Sep 2023"),
        ),
        (
            "2026-01-13/2026-01-14",
            "era",
            ("令和8年1月13～14日", "2026년 1월 13~14일", "13–14 January 2026"),
        ),
    ],
)
def test_an_interval_says_once_what_both_ends_share(
    in_all: InAll, edtf: str, style: DateStyle, printed: tuple[str, ...]
) -> None:
    assert in_all(lambda language: language.date(parse_date(edtf), style)) == printed


@pytest.mark.parametrize(
    ("edtf", "printed"),
    [
        ("2019-05-01", "令和元年5月1日"),
        ("2019-04-30", "平成31年4月30日"),
        ("1989-01-08", "平成元年1月8日"),
        ("1989-01-07", "昭和64年1月7日"),
        ("1926-12-25", "昭和元年12月25日"),
        ("1926-12-24", "大正15年12月24日"),
        ("1912-07-30", "大正元年7月30日"),
        ("1912-07-29", "明治45年7月29日"),
        ("1965-06-22", "昭和40年6月22日"),
        ("1998-10-08", "平成10年10月8日"),
        ("1910-08-29", "明治43年8月29日"),
        # a month or a year is named after the era of its last day
        ("2019", "令和元年"),
        ("2019-04", "平成31年4月"),
        ("1989-01", "平成元年1月"),
        ("1989", "平成元年"),
        ("1926", "昭和元年"),
        ("1912-07", "大正元年7月"),
        # no Gregorian month under an era before the calendar changed
        ("1873-01-01", "明治6年1月1日"),
        ("1872-12-31", "1872年12月31日"),
        ("1868", "明治元年"),
        ("1867", "1867年"),
        # intervals
        ("2019-04-30/2019-05-02", "平成31年4月30日～令和元年5月2日"),
        ("2025-12/2026-02", "令和7年12月～8年2月"),
        ("2023/2025", "令和5～7年"),
        ("2018/2020", "平成30年～令和2年"),
        ("2019/2020", "令和元～2年"),
    ],
)
def test_eras_begin_on_their_day(japanese: Language, edtf: str, printed: str) -> None:
    assert japanese.date(parse_date(edtf), "era") == printed
