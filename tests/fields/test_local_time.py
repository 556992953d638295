"""The day on a site's own calendar, where its machine-readable times are moments in UTC."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.evidence import local_time
from archiver.extract import fields as extract_fields
from archiver.learn import fields as learn_fields
from archiver.page import Page
from archiver.profile.fields import FieldRules
from archiver.records import Source, Statement

# Hours of a day (UTC) at which posts were written; in China the last three are the next day already.
HOURS = (1, 3, 6, 9, 12, 14, 16, 19, 22)


def page(number: int, moment: dt.datetime, byline: str = "", address: str = "") -> Page:
    head = f'<meta property="article:published_time" content="{moment:%Y-%m-%dT%H:%M:%S.000Z}">'
    body = f'<h1>Post {number}</h1><div class="meta">{byline}</div><p>Words.</p>'
    text = f'<html lang="zh"><head>{head}</head><body>{body}</body></html>'
    return Page.from_bytes(f"https://site.example{address or f'/posts/{number}.html'}", text.encode())


def moments() -> list[dt.datetime]:
    return [dt.datetime(2023, 5, 2 + day, hour, 7, 11, tzinfo=dt.UTC) for day, hour in enumerate(HOURS)]


def in_china(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.timezone(dt.timedelta(hours=8)))


@pytest.mark.parametrize(
    ("utc", "shown", "expected"),
    [
        ("2019-06-22T16:32:00+00:00", "2019-06-23T00:32", "2019-06-23T00:32:00+08:00"),
        ("2019-06-22T16:32:59+00:00", "2019-06-23T00:32", "2019-06-23T00:32:59+08:00"),
        ("2019-06-22T16:32+00:00", "2019-06-22T20:02", "2019-06-22T20:02+03:30"),
        ("2019-06-22T16:32:00+00:00", "2019-06-22T12:32:00-04:00", "2019-06-22T12:32:00-04:00"),
        ("2019-06-22T16:32:00+00:00", "2019-06-22T16:32", "2019-06-22T16:32:00+00:00"),
        ("2019-06-22T16:32:00+00:00", "2019-06-22T12:32:00-05:00", None),
        ("2019-06-22T16:32:00+00:00", "2019-06-23T00:40", None),
        ("2019-06-22T16:32:00+00:00", "2019-06-25T00:32", None),
        ("2019-06-22T16:32:00+00:00", "2019-06-23", None),
    ],
)
def test_a_clock_that_is_shown_gives_a_moment_its_zone(utc: str, shown: str, expected: str | None) -> None:
    assert expected == local_time.joined(utc, shown)


@pytest.mark.parametrize(
    "text", ["2019-06-22", "2019-06-22T00:00:00+00:00", "2019-06-22T16:32", "2019-06-22T16:32+02:00"]
)
def test_what_is_no_moment_in_utc_stays_as_it_is(text: str) -> None:
    assert text == local_time.shifted(text, 480)


def rules_of(bylines: list[str], addresses: list[str] | None = None) -> tuple[FieldRules, list[Page]]:
    pages = [
        page(number, moment, byline, addresses[number] if addresses else "")
        for number, (moment, byline) in enumerate(zip(moments(), bylines, strict=True))
    ]
    return learn_fields.learn(pages, {}), pages


@pytest.mark.parametrize(
    "pattern",
    [
        '<time datetime="{utc:%Y-%m-%dT%H:%M:%SZ}" title="发表于 {local:%Y-%m-%d %H:%M:%S}">{local:%Y-%m-%d}</time>',
        '<time datetime="{local:%Y-%m-%dT%H:%M:%S+08:00}">{local:%Y-%m-%d}</time>',
        '<span class="post-date">{local:%Y-%m-%d %H:%M}</span>',
    ],
)
def test_the_clock_of_the_site_is_learned_from_what_its_posts_show(pattern: str) -> None:
    """And holds for posts that show none, and for feeds."""
    rules, pages = rules_of([pattern.format(utc=moment, local=in_china(moment)) for moment in moments()])
    found = [extract_fields.read(one, rules, {}).published_at for one in pages]
    bare = extract_fields.read(page(99, moments()[-1]), rules, {})
    feed = {Source.FEED: Statement(published_at="2023-05-09T22:00:00+00:00")}
    silent = Page.from_bytes("https://site.example/x", b"<html><body><h1>X</h1></body></html>")

    assert 480 == rules.utc_offset_min
    assert [f"{in_china(moment):%Y-%m-%dT%H:%M:%S+08:00}" for moment in moments()] == found
    assert f"{in_china(moments()[-1]):%Y-%m-%dT%H:%M:%S+08:00}" == bare.published_at
    assert "2023-05-10T06:00:00+08:00" == extract_fields.read(silent, rules, feed).published_at


def test_days_alone_tell_on_which_side_of_midnight_posts_were_written() -> None:
    """In the addresses, here; the offset is known to some hours only, the days are right."""
    addresses = [f"/{in_china(moment):%Y/%m/%d}/post/" for moment in moments()]
    rules, pages = rules_of([""] * len(HOURS), addresses)
    found = [(extract_fields.read(one, rules, {}).published_at or "")[:10] for one in pages]

    assert [f"{in_china(moment):%Y-%m-%d}" for moment in moments()] == found


def test_a_site_that_lives_in_utc_stays_there() -> None:
    rules, pages = rules_of([f'<span class="post-date">{moment:%Y-%m-%d %H:%M}</span>' for moment in moments()])

    assert rules.utc_offset_min is None
    assert f"{moments()[-1]:%Y-%m-%dT%H:%M:%S+00:00}" == extract_fields.read(pages[-1], rules, {}).published_at


def test_days_that_have_nothing_to_do_with_the_moments_move_nothing() -> None:
    """A line that says when the page was last changed."""
    others = [f'<span class="post-date">2024-01-{number + 1:02}</span>' for number in range(len(HOURS))]

    assert rules_of(others)[0].utc_offset_min is None


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ('<span class="post-date">2023-05-10 06:07</span>', "2023-05-10T06:07:11+08:00"),
        ('<span class="post-date">2023-05-10</span>', "2023-05-10"),
        ('<span class="post-date">2023-05-09</span>', "2023-05-09T22:07:11+00:00"),
    ],
)
def test_the_day_that_one_page_shows_is_its_day(byline: str, expected: str) -> None:
    """Where nothing was learned: with its clock the whole moment, else the day alone; no zone is made up."""
    assert expected == extract_fields.read(_late(byline), FieldRules(), {}).published_at


def test_summer_time_is_seen_on_the_clock_of_each_post() -> None:
    """In a line of no telling name, beside a feed in UTC: the line is believed, and the feed put on its clock."""
    tehran = [
        moment.replace(month=5 if number % 2 else 1).astimezone(
            dt.timezone(dt.timedelta(minutes=270 if number % 2 else 210))
        )
        for number, moment in enumerate(moments())
    ]
    pages = [
        Page.from_bytes(
            f"https://site.example/{number}",
            f"<body><h1>Post {number}</h1><div class=x>{local:%Y/%m/%d} ساعت {local:%H:%M}</div></body>".encode(),
        )
        for number, local in enumerate(tehran)
    ]
    says = [
        {Source.FEED: Statement(published_at=local.astimezone(dt.UTC).isoformat(timespec="minutes"))}
        for local in tehran
    ]
    rules = learn_fields.learn(pages, {one.url: said for one, said in zip(pages[:6], says, strict=False)})

    assert [local.isoformat(timespec="minutes") for local in tehran[:6]] == [
        extract_fields.read(one, rules, said).published_at for one, said in zip(pages[:6], says, strict=False)
    ]
    assert [f"{local:%Y-%m-%dT%H:%M}" for local in tehran[6:]] == [
        extract_fields.read(one, rules, {}).published_at for one in pages[6:]
    ]


def _late(byline: str) -> Page:
    return page(0, dt.datetime(2023, 5, 9, 22, 7, 11, tzinfo=dt.UTC), byline)


@settings(deadline=None)
@given(st.integers(-48, 56), st.lists(st.integers(950_000_000, 1_700_000_000), min_size=4))
def test_any_offset_of_quarters_is_found_again_by_clocks(quarters: int, seconds: list[int]) -> None:
    zone = dt.timezone(dt.timedelta(minutes=15 * quarters))
    utc = [dt.datetime.fromtimestamp(one, dt.UTC).replace(second=7) for one in seconds]
    pages = [([one.isoformat()], [f"{one.astimezone(zone):%Y-%m-%dT%H:%M}"]) for one in utc]

    assert ((15 * quarters,) if quarters else ()) == local_time.learn(pages)
