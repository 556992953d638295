"""Times of feeds, sitemaps and platforms."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.discover import times


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2021-11-01", "2021-11-01"),
        ("20211101", "2021-11-01"),
        ("2021-11-01T09:30", "2021-11-01T09:30:00"),
        ("2021-11-01T09:30:00Z", "2021-11-01T09:30:00+00:00"),
        ("2021-11-01T09:30:00.123456-08:00", "2021-11-01T09:30:00-08:00"),
        ("2021-11-01 09:30:00 +0330", "2021-11-01T09:30:00+03:30"),
        ("2021-11-01T09:30:00+01", "2021-11-01T09:30:00+01:00"),
        ("Mon, 01 Nov 2021 09:30:00 +0100", "2021-11-01T09:30:00+01:00"),
        ("Mon, 01 Nov 2021 09:30:00 GMT", "2021-11-01T09:30:00+00:00"),
        ("Mon, 1 Nov 21 09:30 EST", "2021-11-01T09:30:00-05:00"),
        ("01 Nov 2021", "2021-11-01"),
        ("Mon, 01 Nov 2021 09:30:00", "2021-11-01T09:30:00"),
        ("lun., 01 novembre 2021", "2021-11-01"),
        ("1 November 2021", "2021-11-01"),
    ],
)
def test_a_time_is_kept_exactly_as_precise_as_it_is_stated(stated, expected):
    assert expected == times.iso(stated)


@pytest.mark.parametrize(
    "stated",
    [
        None,
        "",
        "soon",
        "2021-11",
        "2021-13-45",
        "Mon, 32 Nov 2021 09:30:00 GMT",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "3021-11-01",
        "Thu, 01 Jan 1970 00:00:00 +0000",
        "Mon, 01 Nov 2021 09:30:00 +9999",
        "2021-11-01" + " " * 200 + "x",
    ],
)
def test_what_is_no_time_of_a_post_is_none(stated):
    """Neither prose, nor impossible days, nor the zero dates that templates print."""
    assert times.iso(stated) is None


@pytest.mark.parametrize(
    ("local", "utc", "expected"),
    [
        ("2021-11-01T00:30:00", "2021-10-31T16:30:00", "2021-11-01T00:30:00+08:00"),
        ("2021-11-01T09:30:00", "2021-11-01T06:00:00", "2021-11-01T09:30:00+03:30"),
        ("2021-11-01T09:30:00", "2021-11-01T09:30:00", "2021-11-01T09:30:00+00:00"),
        ("2021-11-01T09:30:00", None, "2021-11-01T09:30:00"),
        ("2021-11-01T09:30:00", "0000-00-00T00:00:00", "2021-11-01T09:30:00"),
        (None, "2021-11-01T09:30:00", "2021-11-01T09:30:00+00:00"),
        ("2021-11-01T09:30:00", "2021-12-24T09:30:00", "2021-11-01T09:30:00"),
        ("2021-11-01", "2021-11-01", "2021-11-01"),
        (None, None, None),
    ],
)
def test_a_local_time_gets_the_offset_that_its_utc_gives_it(local, utc, expected):
    """The first ten characters are the day on the site's own calendar."""
    assert expected == times.zoned(local, utc)


def test_unix_times_are_seconds_or_milliseconds():
    assert times.from_unix(1635759000) == "2021-11-01T09:30:00+00:00"
    assert times.from_unix(1635759000123) == "2021-11-01T09:30:00+00:00"


@pytest.mark.parametrize("value", [None, True, "1635759000", 1e300, float("nan"), -1])
def test_other_values_are_no_unix_times(value):
    assert times.from_unix(value) is None


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_a_time_or_none(text):
    found = times.iso(text)

    assert found is None or dt.datetime.fromisoformat(found)


@settings(deadline=None)
@given(
    st.integers(631_152_000, 1_704_067_200).map(
        lambda unix: dt.datetime.fromtimestamp(unix, dt.UTC).replace(tzinfo=None)
    ),
    st.integers(-48, 56),
)
def test_every_offset_of_a_quarter_hour_is_found_again(local, quarters):
    utc = local - dt.timedelta(minutes=15 * quarters)
    found = times.zoned(local.isoformat(), utc.isoformat())

    assert found is not None
    assert found[:10] == local.isoformat()[:10]
    assert dt.datetime.fromisoformat(found).utcoffset() == dt.timedelta(minutes=15 * quarters)
