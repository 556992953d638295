"""Dates as sites write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.dom import lines
from archiver.evidence import dates, names, terms
from archiver.evidence.calendar import jalali_day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nov. 1, 2021 · Team", "2021-11-01"),
        ("Sunday, December 30, 2012", "2012-12-30"),
        ("3. July 2012", "2012-07-03"),
        ("1er novembre 2021", "2021-11-01"),
        ("1 de noviembre de 2021", "2021-11-01"),
        ("le 14 août 2020 à 10h30", "2020-08-14T10:30"),
        ("1. November 2021 um 12:30", "2021-11-01T12:30"),
        ("2 ноября 2021 г. в 10:30", "2021-11-02T10:30"),
        ("2021年11月1日", "2021-11-01"),
        ("2021년 11월 1일", "2021-11-01"),
        ("2021. november 1.", "2021-11-01"),
        ("16 tháng 6, 2020", "2020-06-16"),
        ("٣ مارس ٢٠٢١", "2021-03-03"),
        ("۱۰ آبان ۱۴۰۰", "2021-11-01"),
        ("۱۴۰۰/۰۸/۱۰ ۱۲:۳۰", "2021-11-01T12:30"),
        ("شنبه بیست و سوم آذر ۱۳۹۸ساعت  12:30", "2019-12-14T12:30"),
        ("یکشنبه سی ام دی 1399", "2021-01-19"),
        ("هفتم مهر 1399", "2020-09-28"),
        ("23 آذر 1398-03:30 ب.ظ", "2019-12-14T15:30"),
        ("23 آذر 1398، 03:30 ق.ظ", "2019-12-14T03:30"),
        ("2021年3月4日 下午3:20", "2021-03-04T15:20"),
        ("2019/10/25(金) 20:18", "2019-10-25T20:18"),
        ("2020. 3. 4. 오후 3:20", "2020-03-04T15:20"),
        ("12 בינואר 2020", "2020-01-12"),
        ("12 كانون الثاني 2020", "2020-01-12"),
        ("12 جويلية 2020", "2020-07-12"),
        ("12 мая 2020 года", "2020-05-12"),
        ("October 5, 2021 at 3:04 pm", "2021-10-05T15:04"),
        ("October 5, 2021 at 12:04 a.m.", "2021-10-05T00:04"),
        ("Tue, 02 Nov 2021 01:30:00 +0200", "2021-11-02T01:30:00+02:00"),
        ("Tue, 02 Nov 2021 01:30:00 GMT", "2021-11-02T01:30:00+00:00"),
        ("2012-07-03T15:53:04+02:00", "2012-07-03T15:53:04+02:00"),
        ("2012-07-03T15:53:04.123Z", "2012-07-03T15:53:04+00:00"),
        ("2021-11-01 09:30", "2021-11-01T09:30"),
        ("01-Nov-2021", "2021-11-01"),
        ("13/04/2021", "2021-04-13"),
        ("04/13/2021", "2021-04-13"),
        ("4/4/2021", "2021-04-04"),
        ("3.4.2021", "2021-04-03"),
    ],
)
def test_a_date_keeps_exactly_what_its_source_says(text: str, expected: str) -> None:
    assert expected == dates.iso(text)


@pytest.mark.parametrize(
    "text",
    ["Copyright 2021", "November 2021", "version 12.31", "1234-56-78", "31 February 2021", "3/4/2021", "", "1 Foo 2021",
     "32 آبان ۱۴۰۰", "1 May 1780", "Room 25:99, 2021"],
)  # fmt: skip
def test_what_is_no_whole_date_is_none(text: str) -> None:
    """Nothing is filled in: not the day of a month, not the order of day and month."""
    assert dates.iso(text) is None


@pytest.mark.parametrize(("order", "expected"), [("dmy", "2021-04-03"), ("mdy", "2021-03-04")])
def test_the_sites_own_order_reads_numeric_dates(order: str, expected: str) -> None:
    assert expected == dates.iso("3/4/2021", order)


@pytest.mark.parametrize(
    ("text", "expected"), [("13/4/2021", "dmy"), ("4/13/2021", "mdy"), ("3/4/2021", ""), ("13.4.2021", ""), ("x", "")]
)
def test_a_day_above_twelve_tells_the_order(text: str, expected: str) -> None:
    assert expected == dates.order_of(text)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://x.example/2016/08/12/a/", "2016-08-12"),
        ("https://x.example/2016-08-12-slug.html", "2016-08-12"),
        ("https://x.example/20130410-history.html", "2013-04-10"),
        ("https://x.example/1400/08/10/a", "2021-11-01"),
        ("https://x.example/%DB%B1%DB%B4%DB%B0%DB%B0/08/10/a", "2021-11-01"),
        ("https://x.example/2020/06/16-lessons-learned/", None),
        ("https://x.example/2016/08/slug/", None),
        ("https://x.example/posts/12345678/", None),
        ("https://x.example/?day=2016/08/12", None),
        ("https://x.example/9999/99/2016/08/12/a", "2016-08-12"),
    ],
)
def test_an_address_dates_a_post_by_whole_segments_only(url: str, expected: str | None) -> None:
    assert expected == dates.in_address(url)


def test_a_date_is_found_where_it_stands() -> None:
    found = dates.find("Posted: November 5th, 2019 by X")

    assert found is not None
    assert ("2019-11-05", 8, 26) == (found.iso, found.start, found.end)


@pytest.mark.parametrize(
    ("text", "expected", "rest"),
    [
        ("3 May 2021 at 12:31 sharp", "2021-05-03T12:31", " sharp"),
        ("3 May 2021 25:61 sharp", "2021-05-03", " 25:61 sharp"),
    ],
)
def test_a_date_ends_with_its_time(text: str, expected: str, rest: str) -> None:
    """What cannot be a time of day stays outside."""
    found = dates.find(text)

    assert found is not None
    assert (expected, rest) == (found.iso, text[found.end :])


@given(st.dates(dt.date(1990, 1, 1), dt.date(2025, 12, 31)))
@settings(deadline=None)
def test_every_day_survives_its_spellings(day: dt.date) -> None:
    spelled = [
        day.isoformat(),
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day}. {day:%b} {day.year}",
        f"{day:%Y年%m月%d日}",
    ]

    assert [day.isoformat()] * 4 == [dates.iso(text) for text in spelled]


def test_the_persian_calendar_knows_its_leap_years() -> None:
    """1399 and 1403 have a 30th of Esfand; the year begins on 20 or 21 March."""
    days = [jalali_day(1399, 12, 30), jalali_day(1400, 1, 1), jalali_day(1403, 1, 1), jalali_day(1402, 10, 11)]

    assert ["2021-03-20", "2021-03-21", "2024-03-20", "2024-01-01"] == [str(day) for day in days]


@pytest.mark.parametrize(("month", "day"), [(0, 1), (13, 1), (7, 31), (1, 32), (1, 0)])
def test_the_persian_calendar_has_no_such_day(month: int, day: int) -> None:
    assert jalali_day(1400, month, day) is None


def test_two_zones_of_one_instant_are_one_day() -> None:
    assert dates.same_day("2021-11-01T23:30:00+00:00", "2021-11-02T01:30:00+02:00")
    assert not dates.same_day("2021-11-01", "2021-11-02")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2021-11-01", 0), ("2021-11-01T00:00:00+00:00", 0), ("2021-11-01T10:30", 1), ("2021-11-01T10:30:00+01:00", 2)],
)
def test_padded_midnights_are_no_more_precise_than_days(text: str, expected: int) -> None:
    assert expected == dates.precision(text)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("1 Νοεμβρίου 2021", "el", "2021-11-01"),
        ("Νοέμβριος 2021", "el", None),
        ("1 Νοεμβρίου", "el", None),
        ("1 Νοεμβρίου 2021", "en", None),
        ("1 Νοεμβρίου 2021", "xx", None),
    ],
)
def test_languages_without_a_table_are_read_by_dateparser(text: str, language: str, expected: str | None) -> None:
    """Only where the page says that it is of such a language, and never filled in."""
    assert expected == dates.foreign(text, language)


@pytest.mark.parametrize("text", ["03/09/2019", "3-4-2021", "Sat, 04/03/2017"])
def test_a_day_that_may_be_read_in_two_ways_is_a_day_all_the_same(text: str) -> None:
    """Which one it is cannot be told, but it is no name, no term and no sentence."""
    assert dates.find(text) is None
    assert dates.place(text) is not None
    assert lines.is_dateline(text)
    assert not names.is_name(text)
    assert () == terms.unique([text])
