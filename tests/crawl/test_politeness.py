"""robots.txt, pace, Retry-After."""

from __future__ import annotations

import gzip
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from blogs.server import BlogServer, Response
from crawl.memory_route import FAST, MemoryRoute, links, one_by_one
from scrapy.http import Response as ScrapyResponse

from archiver.crawl.failures import retry_after_s
from archiver.crawl.outcome import Outcome
from archiver.crawl.run import crawl

NOW = datetime(2024, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def server():
    with BlogServer({"/": links("/a/", "/private/"), "/a/": Response(b"a"), "/private/": Response(b"p")}) as running:
        yield running


def robots(text, **details):
    return Response(text.encode(), content_type="text/plain", **details)


def test_what_robots_txt_forbids_is_not_asked(server):
    """It is excluded, with its reason, and the rest goes on."""
    server.routes["/robots.txt"] = robots("User-agent: *\nDisallow: /private/")
    route = MemoryRoute(server.url)

    ended = crawl([route], FAST)

    assert ["/robots.txt", "/", "/a/"] == server.paths()
    assert {server.origin + "/private/": "robots.txt forbids it"} == route.exclusions
    assert (Outcome.COMPLETE, 1) == (ended.outcome, ended.sites[0].counters.excluded)


def test_the_group_of_our_own_name_goes_before_the_general_one(server):
    """RFC 9309: the most specific group alone counts."""
    server.routes["/robots.txt"] = robots("User-agent: *\nDisallow: /\n\nUser-agent: Blog-Archiver\nDisallow: /a/")
    route = MemoryRoute(server.url)

    crawl([route], FAST)

    assert ["/robots.txt", "/", "/private/"] == server.paths()


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_robots_txt_that_is_not_to_be_had_forbids_nothing(server, status):
    """RFC 9309, 2.3.1.3: 4xx means unavailable, whatever its body says."""
    server.routes["/robots.txt"] = robots("User-agent: *\nDisallow: /", status=status)
    route = MemoryRoute(server.url)

    crawl([route], FAST)

    assert {"/", "/a/", "/private/"} == route.captures.keys()


@pytest.mark.parametrize("status", [429, 500, 503])
def test_nothing_is_asked_while_robots_txt_is_unreachable(server, status):
    """RFC 9309, 2.3.1.4: a server error means complete disallow. The crawl says so and is no success."""
    server.routes["/robots.txt"] = robots("", status=status)
    route = MemoryRoute(server.url)

    ended = crawl([route], FAST)

    assert {"/robots.txt"} == set(server.paths())
    assert (Outcome.UNREACHABLE, 1) == (ended.outcome, ended.exit_code)
    assert f"127.0.0.1: robots.txt answers HTTP {status}" in ended.sites[0].reason
    assert "/" in route.failures


def test_nobody_waits_long_for_robots_txt(server):
    """It could not be woken at the end of the crawl: the next run asks again."""
    server.routes["/robots.txt"] = Response.unavailable("600")
    route = MemoryRoute(server.url)

    ended = crawl([route], FAST)

    assert (["/robots.txt"], Outcome.UNREACHABLE) == (server.paths(), ended.outcome)


def test_a_robots_txt_that_moved_is_read_where_it_is(server):
    """Its redirects are followed, at most five."""
    server.routes |= {
        "/robots.txt": Response.redirect("/here.txt"),
        "/here.txt": robots("User-agent: *\nDisallow: /a/"),
    }
    route = MemoryRoute(server.url)

    crawl([route], FAST)

    assert ["/robots.txt", "/here.txt", "/", "/private/"] == server.paths()


def test_a_robots_txt_that_only_leads_on_forbids_nothing(server):
    """After five redirects it counts as unavailable."""
    server.routes["/robots.txt"] = Response.redirect("/robots.txt")
    route = MemoryRoute(server.url)

    crawl([route], FAST)

    assert 6 == server.paths().count("/robots.txt")
    assert {"/", "/a/", "/private/"} == route.captures.keys()


def test_a_visit_of_robots_txt_gets_the_answer_that_the_rules_came_from(server):
    """Its Sitemap lines reach the route, with one request; it is never asked conditionally."""
    text = "User-agent: *\nDisallow: /a/\nSitemap: /sitemap.xml"
    server.routes["/robots.txt"] = robots(text)
    route = MemoryRoute(server.url)
    route.add(server.origin + "/robots.txt", etag='"old"')

    crawl([route], FAST)

    assert 1 == server.paths().count("/robots.txt")
    assert text.encode() == route.captures["/robots.txt"].body
    assert 200 == route.captures["/robots.txt"].status


@pytest.mark.parametrize("line", ["Crawl-delay: 0.2", "Request-rate: 5/1"])
def test_the_pace_of_robots_txt_is_kept(server, line):
    """Both ways of saying it make a floor of 0.2 s between two requests, without jitter below it.

    The server sees them arrive, on a busy machine the first one late: half of it is time enough to tell.
    """
    server.routes["/robots.txt"] = robots(f"User-agent: *\n{line}")
    times = []

    def note(_request):
        times.append(time.monotonic())
        return Response(b"")

    server.routes |= {"/a/": note, "/private/": note}
    route = MemoryRoute(server.url)

    crawl([route], FAST)

    assert 2 == len(times)
    assert times[1] - times[0] >= 0.1


def test_the_delay_of_the_site_is_kept(server):
    """A quarter of jitter, no less; AutoThrottle never goes below it."""
    times = []

    def note(_request):
        times.append(time.monotonic())
        return Response(b"")

    server.routes |= {"/a/": note, "/private/": note}
    route = MemoryRoute(server.url, delay_s=0.1)

    crawl([route], FAST)

    assert times[1] - times[0] >= 0.07


def test_one_request_at_a_time_is_the_default(server):
    """While one is answered, no other arrives."""
    busy, most = [], []

    def slow(request):
        busy.append(request)
        most.append(len(busy))
        time.sleep(0.02)
        busy.pop()
        return Response(b"")

    server.routes["/"] = links(*(f"/{number}" for number in range(5)))
    server.fallback = slow
    route = MemoryRoute(server.url)

    crawl([route], FAST)

    assert {1} == set(most)


def test_retry_after_holds_the_whole_host(server):
    """The page is asked again when the time is over, and nothing else before."""
    times = []

    def note(_request):
        times.append(time.monotonic())
        return Response(b"a") if len(times) > 1 else Response.unavailable("1", status=429)

    server.routes |= {"/a/": note}
    route = MemoryRoute(server.url)

    ended = crawl([route], FAST)

    assert ["/robots.txt", "/", "/a/", "/a/", "/private/"] == server.paths()
    assert times[1] - times[0] >= 0.99
    assert (Outcome.COMPLETE, {}) == (ended.outcome, route.failures)


def test_a_server_that_asks_for_a_long_wait_is_left_alone(server):
    """The visits stay due, and the run says why it ended."""
    server.routes["/a/"] = Response.unavailable("7200")
    route = MemoryRoute(server.url)

    ended = crawl([route], FAST)

    assert ["/robots.txt", "/", "/a/"] == server.paths()
    assert (Outcome.UNREACHABLE, 1) == (ended.outcome, ended.exit_code)
    assert "127.0.0.1 asks to wait for 2.0 h (Retry-After)" == ended.sites[0].reason
    assert {"/a/": 7200.0} == route.retry_after


def test_a_server_that_fails_all_the_time_is_left_alone(server):
    """Ten failures of the server in a row, with nothing answered in between, are enough."""
    server.routes["/"] = links(*(f"/{number}" for number in range(30)))
    server.fallback = Response(status=502)
    server.routes["/robots.txt"] = Response(status=404)
    route = MemoryRoute(server.url)

    ended = crawl([route], FAST)

    assert len(route.failures) in {10, 11}  # one may have been on its way
    assert Outcome.UNREACHABLE == ended.outcome
    assert "127.0.0.1 failed 10 times in a row, the last: HTTP 502 Bad Gateway" == ended.sites[0].reason


def test_a_robots_txt_that_cannot_be_read_forbids_nothing(server):
    """One that explodes when it is decompressed, and one that leads into a private network."""
    bomb = gzip.compress(bytes(11_000_000))
    server.routes["/robots.txt"] = Response(bomb, headers=(("Content-Encoding", "gzip"),))
    exploding = MemoryRoute(server.url)
    exploding.add(server.origin + "/robots.txt")
    crawl([exploding], FAST)
    server.routes["/robots.txt"] = Response.redirect("http://10.0.0.1/robots.txt")
    leading = MemoryRoute(server.url)
    crawl([leading], FAST)

    assert {"/", "/a/", "/private/"} == exploding.captures.keys() == leading.captures.keys()
    assert {"/robots.txt"} == exploding.failures.keys()


def test_another_host_without_robots_txt_is_left_out(server):
    """The site itself goes on."""
    server.routes["/"] = links("http://blog.invalid/elsewhere/", "/a/")
    route = MemoryRoute(server.url)

    ended = crawl([route], FAST)

    assert {"/elsewhere/": "unknown host: no such name, or no network"} == route.failures
    assert ("/a/" in route.captures, Outcome.COMPLETE) == (True, ended.outcome)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 1.5 ", 1.5),
        (format_datetime(NOW + timedelta(minutes=5), usegmt=True), 300.0),
        ((NOW + timedelta(minutes=5)).strftime("%a, %d %b %Y %H:%M:%S -0000"), 300.0),
        (format_datetime(NOW - timedelta(minutes=5), usegmt=True), 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(value, seconds):
    """A date in the past asks for no wait; nonsense for nothing."""
    response = ScrapyResponse("http://example.org/", headers={"Retry-After": value})

    assert seconds == retry_after_s(response, NOW)


def test_retry_after_as_a_date_is_honoured(server):
    """The date that the server names counts against our own clock."""
    far = format_datetime(datetime.now(UTC) + timedelta(days=1), usegmt=True)
    server.routes["/a/"] = one_by_one(Response.unavailable(far, status=429))
    route = MemoryRoute(server.url)

    ended = crawl([route], FAST)

    assert "127.0.0.1 asks to wait for 24.0 h (Retry-After)" == ended.sites[0].reason
