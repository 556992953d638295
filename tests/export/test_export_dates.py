"""Times that sites state, and links between posts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from archiver.export.dates import day, moment, rfc3339
from archiver.export.links import InnerLinks


@pytest.mark.parametrize(
    ("expected", "stated"),
    [
        (datetime(2021, 11, 1, tzinfo=UTC), "2021-11-01"),
        (datetime(2021, 11, 1, 9, 30, tzinfo=UTC), "2021-11-01T09:30:00"),
        (datetime(2021, 11, 1, 9, 30, tzinfo=timezone(timedelta(hours=1))), "2021-11-01T09:30:00+01:00"),
        (None, "yesterday"),
        (None, "0001-01-01"),
        (None, None),
    ],
)
def test_a_stated_time_is_a_moment_where_it_is_one(expected: datetime | None, stated: str | None):
    """What is missing is zero and UTC; what is no time, or at the end of time, is unknown."""
    assert expected == moment(stated)


def test_feeds_write_moments_by_rfc_3339():
    """UTC is Z."""
    assert "2021-11-01T00:00:00Z" == rfc3339(datetime(2021, 11, 1, tzinfo=UTC))


def test_a_day_is_the_sites_own():
    """Without regard to the zone."""
    assert ["2021-11-01", None, None] == [day("2021-11-01T23:30:00-08:00"), day("soon"), day(None)]


def test_an_address_finds_its_file_however_it_is_spelled():
    """Scheme, www, a trailing slash and tracking do not matter; the fragment is kept; the first claim stands."""
    links = InnerLinks()
    links.add("https://blog.example/a/", "a")
    links.add("http://www.blog.example/a", "b")
    links.add("https://[", "c")

    assert ("a", "#top") == links.find("http://www.blog.example/a?utm_source=x#top")
    assert [None, None, None] == [
        links.find(url) for url in ("https://blog.example/b/", "mailto:a@b.example", "https://[")
    ]
