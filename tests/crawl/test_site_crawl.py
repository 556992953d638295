"""The order of visits, and waiting, with a clock in the test's hand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from crawl.memory_route import MemoryRoute
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.crawl.outcome import CrawlOptions, Outcome
from archiver.crawl.site_crawl import SiteCrawl, host_of, spoken
from archiver.records import Capture, Role

AT = datetime(2024, 3, 1, tzinfo=UTC)
BLOG, OTHER = "https://blog.example/", "https://other.example/"


WHATEVER = st.lists(st.sampled_from(["next", "send", "drop", "hold", "wait"]), max_size=60)


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def route():
    return MemoryRoute(BLOG)


def test_a_visit_is_handed_out_once(route, clock):
    """Until it has come home; then nothing is left."""
    crawl = SiteCrawl(route, clock=clock)

    visit = crawl.next_visit()

    assert BLOG == visit.url
    assert crawl.next_visit() is None
    crawl.settle(visit, Capture(BLOG, AT, 200))
    assert crawl.next_visit() is None
    assert not crawl.waits


def test_a_visit_that_was_never_sent_may_be_made_later(route, clock):
    """It stays due."""
    crawl = SiteCrawl(route, clock=clock)

    crawl.dropped(crawl.next_visit())

    assert BLOG == crawl.next_visit().url


def test_a_held_host_waits_and_others_go_on(route, clock):
    """Until its time has come."""
    route.add(OTHER)
    crawl = SiteCrawl(route, clock=clock)

    assert crawl.hold("blog.example", 60)
    assert OTHER == crawl.next_visit().url
    assert crawl.next_visit() is None
    assert crawl.waits
    assert "blog.example asks to wait for 60 s" == crawl.counters.note
    clock.now += 61
    assert BLOG == crawl.next_visit().url


def test_waiting_is_summed_over_the_run(route, clock):
    """Asked for again while it lasts, a wait is not counted twice; all of them together have a bound."""
    crawl = SiteCrawl(route, CrawlOptions(max_hold_s=100), clock)

    assert crawl.hold("blog.example", 60)
    assert crawl.hold("blog.example", 30)
    clock.now += 50
    assert crawl.hold("blog.example", 40)
    assert not crawl.hold("blog.example", 90)
    ended = crawl.conclude("finished")
    assert (Outcome.UNREACHABLE, "blog.example asks to wait for 90 s (Retry-After)") == (ended.outcome, ended.reason)


def test_the_first_reason_to_end_stands(route, clock):
    """And is told once to whoever must act on it."""
    crawl, calls = SiteCrawl(route, clock=clock), []
    crawl.on_end = lambda: calls.append(1)

    crawl.end(Outcome.LIMIT, "first")
    crawl.end(Outcome.INTERRUPTED, "second")

    assert ("first", [1]) == (crawl.conclude("ended").reason, calls)
    assert crawl.ending
    assert crawl.next_visit() is None


@pytest.mark.parametrize(
    ("finish_reason", "fault", "outcome"),
    [
        ("finished", "", Outcome.COMPLETE),
        ("finished", "a mistake", Outcome.BROKEN),
        ("shutdown", "", Outcome.INTERRUPTED),
        ("start_error", "", Outcome.BROKEN),
        ("", "", Outcome.BROKEN),
    ],
)
def test_only_a_good_end_is_a_success(route, clock, finish_reason, fault, outcome):
    """Whatever Scrapy calls its end, or keeps quiet about."""
    crawl = SiteCrawl(route, clock=clock)
    crawl.fault = fault

    assert outcome is crawl.conclude(finish_reason).outcome


def test_a_fault_is_not_hidden_by_a_limit(route, clock):
    """The limit alone would be a good end."""
    crawl = SiteCrawl(route, clock=clock)
    crawl.fault = "a mistake"
    crawl.end(Outcome.LIMIT, "enough")

    assert (Outcome.BROKEN, "a mistake") == (crawl.conclude("ended").outcome, crawl.conclude("ended").reason)


def test_a_budget_counts_what_is_on_its_way(clock):
    """A visit that is handed out will be a request; one that was never sent is none."""
    route = MemoryRoute(BLOG, max_requests=1)
    route.add(OTHER)
    crawl = SiteCrawl(route, clock=clock)

    visit = crawl.next_visit()

    assert crawl.next_visit() is None
    assert not crawl.ending
    crawl.dropped(visit)
    visit = crawl.next_visit()
    crawl.sent(visit)
    assert crawl.next_visit() is None
    assert crawl.ending


def test_an_unchanged_post_is_counted_as_one(route, clock):
    """304 shows it as well as its content would."""
    crawl = SiteCrawl(route, clock=clock)
    visit = route.add(BLOG + "post/", role=Role.POST)

    crawl.settle(visit, Capture(visit.url, AT, 304))

    assert (1, 1, 1) == (crawl.counters.posts, crawl.counters.unchanged, crawl.counters.fetched)


def test_durations_are_told_as_a_person_tells_them():
    """Seconds, minutes, hours."""
    assert ["45 s", "12 min", "2.5 h"] == [spoken(45), spoken(720), spoken(9000)]


def test_a_host_is_named_without_its_port():
    """Pauses are the machine's, not the service's."""
    assert ["a.example", ""] == [host_of("http://A.example:8080/x"), host_of("mailto:a@b")]


def test_settled_pages_are_committed_in_batches(route, clock):
    """A hundred at a time; the rest when it is asked for, and nothing where there is nothing."""
    crawl = SiteCrawl(route, clock=clock)
    for number in range(250):
        crawl.settle(route.add(f"{BLOG}{number}"), Capture(BLOG, AT, 200))

    crawl.flush()
    crawl.flush()

    assert [100, 200, 250] == route.flushes


def test_single_pages_that_fail_do_not_end_the_crawl(route, clock):
    """500 is one program's fault, not the server's silence; and any answer ends a row of silence."""
    crawl = SiteCrawl(route, clock=clock)
    visit = route.add(BLOG + "1")
    for _ in range(12):
        crawl.failed(visit, "HTTP 500")
    for _ in range(9):
        crawl.failed(visit, "HTTP 503", deaf=True)
    crawl.settle(visit, Capture(BLOG, AT, 404))
    crawl.failed(visit, "HTTP 503", deaf=True)

    assert not crawl.ending
    assert 22 == crawl.counters.failed


def test_the_first_error_is_kept(route, clock):
    """What follows from it is of no interest."""
    crawl = SiteCrawl(route, clock=clock)

    crawl.broken(ValueError("first"))
    crawl.broken(ValueError("second"))

    assert "first" == str(crawl.error) == crawl.conclude("ended").reason


@given(WHATEVER, st.integers(0, 12))
@settings(deadline=None)
def test_whatever_happens_no_visit_is_made_twice_and_no_budget_is_passed(steps, budget):
    """In any order of asking, sending, answers, failures and pauses."""
    clock, route = Clock(), MemoryRoute(BLOG, max_requests=budget)
    for number in range(20):
        route.add(f"{(BLOG, OTHER)[number % 2]}{number}")
    crawl, out, over = SiteCrawl(route, clock=clock), {}, set()
    for step in steps:
        visit = next(iter(out.values()), None)
        if step == "next":
            given_out = crawl.next_visit()
            if given_out is not None:
                assert given_out.url_id not in out
                assert given_out.url_id not in over
                out[given_out.url_id] = given_out
        elif step == "hold":
            crawl.hold("blog.example", 10)
        elif step == "wait":
            clock.now += 5
        elif visit is not None and step == "send":
            del out[visit.url_id]
            crawl.sent(visit)
            crawl.settle(visit, Capture(visit.url, AT, 200))
            over.add(visit.url_id)
        elif visit is not None and step == "drop":
            crawl.dropped(out.pop(visit.url_id))

    assert not budget or crawl.counters.requests <= budget
    assert crawl.counters.fetched == len(over)
