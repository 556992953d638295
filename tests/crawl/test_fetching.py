"""What is asked of a server, and what becomes of its answers."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import UTC

import pytest
from blogs.server import BlogServer, Response, Validators
from crawl.memory_route import FAST, MemoryRoute, links, one_by_one

from archiver import __version__
from archiver.crawl.outcome import Outcome
from archiver.crawl.run import crawl
from archiver.records import Role


@pytest.fixture
def server():
    with BlogServer() as running:
        yield running


def test_links_are_followed_and_every_page_is_asked_once(server):
    """Robots.txt first, then each address that the route knows, then nothing more."""
    server.routes |= {"/": links("/a/", "/post/"), "/a/": links("/", "/post/"), "/post/": Response(b"post")}
    route = MemoryRoute(server.url)

    ended = crawl([route], FAST)

    assert ["/robots.txt", "/", "/a/", "/post/"] == server.paths()
    assert (Outcome.COMPLETE, 0) == (ended.outcome, ended.exit_code)
    counters = ended.sites[0].counters
    assert (2, 3, 1, 0, 4) == (counters.found, counters.fetched, counters.posts, counters.failed, counters.requests)


def test_a_capture_holds_the_decoded_body_and_the_headers_as_received(server):
    """The coding is undone in the body and still told by the headers."""
    body = b"<p>" + b"words " * 200 + b"</p>"
    server.routes["/"] = Response(body, headers=(("X-One", "1"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")))
    route = MemoryRoute(server.url)

    crawl([route], FAST)

    capture = route.captures["/"]
    assert (body, 200, UTC) == (capture.body, capture.status, capture.fetched_at.tzinfo)
    assert "gzip" == capture.header("content-encoding")
    assert ["a=1", "b=2"] == [value for name, value in capture.headers if name == "Set-Cookie"]
    assert server.url == capture.url


def test_redirects_and_dead_addresses_come_back_as_captures(server):
    """Nothing is followed behind the route's back."""
    server.routes |= {
        "/": links("/old/", "/gone/", "/never/", "/secret/"),
        "/old/": Response.redirect("/new/"),
        "/new/": Response(b"new"),
        "/gone/": Response(status=410),
        "/secret/": Response(status=403),
    }
    route = MemoryRoute(server.url)

    crawl([route], FAST)

    statuses = {path: capture.status for path, capture in route.captures.items()}
    assert {"/": 200, "/old/": 301, "/gone/": 410, "/never/": 404, "/secret/": 403, "/new/": 200} == statuses
    assert {} == route.failures


@pytest.mark.parametrize(
    "validators", [Validators.BOTH, Validators.ETAG, Validators.MODIFIED, Validators.ETAG_WEAKENED]
)
def test_an_unchanged_page_is_asked_conditionally(server, validators):
    """The validators of the last answer make the next one a 304 without a body."""
    server.validators = validators
    server.routes["/post/"] = Response(b"words")
    first = MemoryRoute(server.origin + "/post/")
    crawl([first], FAST)
    capture = first.captures["/post/"]
    again = MemoryRoute(server.url)
    again.frontier.clear()
    visit = again.add(server.origin + "/post/")
    known = replace(visit, etag=capture.header("etag"), last_modified=capture.header("last-modified"))
    again.frontier[visit.url] = known

    ended = crawl([again], FAST)

    assert (304, b"") == (again.captures["/post/"].status, again.captures["/post/"].body)
    assert (1, 1) == (ended.sites[0].counters.unchanged, ended.sites[0].counters.posts)


def test_requests_say_who_asks_and_for_what(server):
    """The User-Agent names the program and its operator; what is accepted fits what is expected; no cookies."""
    server.routes["/"] = Response(b"", headers=(("Set-Cookie", "a=1"),))
    route = MemoryRoute(server.url)
    route.add(server.origin + "/feed/", role=Role.FEED)

    crawl([route], replace(FAST, contact="mail@example.org"))

    by_target = {line.target: line.headers for line in server.log}
    assert f"blog-archiver/{__version__} (+mail@example.org)" == by_target["/robots.txt"]["user-agent"]
    assert f"blog-archiver/{__version__} (+mail@example.org)" == by_target["/"]["user-agent"]
    assert by_target["/"]["accept"].startswith("text/html")
    assert by_target["/feed/"]["accept"].startswith("application/atom+xml")
    assert not {"cookie", "accept-language", "referer"} & by_target["/feed/"].keys()


def test_a_failure_that_passes_is_tried_again(server):
    """Two retries; what comes in the end counts."""
    server.routes["/"] = one_by_one(Response(status=500), Response(b"here", truncate_to=2), Response(b"here"))
    route = MemoryRoute(server.url)

    ended = crawl([route], FAST)

    assert b"here" == route.captures["/"].body
    assert ({}, 4) == (route.failures, ended.sites[0].counters.requests)


@pytest.mark.parametrize(
    ("response", "words"),
    [
        (Response(status=503), "HTTP 503 Service Unavailable"),
        (Response(status=599), "HTTP 599"),
        (Response(drop=True), "the server closed the connection without an answer"),
        (Response(b"x" * 1000, content_type="image/png", truncate_to=100), "the answer broke off before its end"),
        (Response(b"x", delay_s=30), "no complete answer in time"),
        (
            Response(b"not gzip", headers=(("Content-Encoding", "gzip"),)),
            "the answer cannot be decoded",
        ),
    ],
)
def test_a_failure_that_stays_is_reported_in_words(server, response, words):
    """After the retries the route is told what went wrong, and the crawl goes on."""
    server.routes |= {"/": links("/bad/", "/good/"), "/bad/": response, "/good/": Response(b"good")}
    route = MemoryRoute(server.url)

    ended = crawl([route], replace(FAST, timeout_s=0.3))

    assert {"/bad/": words} == route.failures
    assert "/good/" in route.captures
    assert Outcome.COMPLETE == ended.outcome


def test_endless_and_huge_bodies_are_cut_off(server):
    """10 MB is the bound for a page, also for one that only becomes large when it is decompressed."""
    bomb = gzip.compress(bytes(11_000_000))
    server.routes |= {
        "/": links("/endless/", "/huge/", "/bomb/", "/good/"),
        "/endless/": Response(b"more and more ", endless=True),
        "/huge/": Response(bytes(11_000_000), content_type="image/png"),
        "/bomb/": Response(bomb, headers=(("Content-Encoding", "gzip"),)),
        "/good/": Response(b"good"),
    }
    route = MemoryRoute(server.url)

    crawl([route], FAST)

    assert {"/endless/", "/huge/", "/bomb/"} == route.failures.keys()
    assert all("larger than is taken" in words for words in route.failures.values())
    assert "/good/" in route.captures


def test_a_sitemap_may_be_larger_than_a_page(server):
    """The sitemap protocol allows 50 MB."""
    server.compress = False
    server.routes["/sitemap.xml"] = Response(bytes(11_000_000), content_type="application/xml")
    route = MemoryRoute(server.url)
    route.add(server.origin + "/sitemap.xml", role=Role.SITEMAP)

    crawl([route], FAST)

    assert 11_000_000 == len(route.captures["/sitemap.xml"].body)


def test_a_server_that_is_not_there_is_told_in_words(server):
    """Connection refused, at the very first request."""
    server.close()
    route = MemoryRoute(server.url)

    ended = crawl([route], FAST)

    assert (Outcome.UNREACHABLE, 1) == (ended.outcome, ended.exit_code)
    assert "127.0.0.1: connection refused: no server answers at this address" == ended.sites[0].reason
    assert {"/": "connection refused: no server answers at this address"} == route.failures


def test_an_unknown_host_is_told_in_words():
    """A name under .invalid (RFC 6761) never resolves."""
    route = MemoryRoute("http://blog.invalid/")

    ended = crawl([route], FAST)

    assert "blog.invalid: unknown host: no such name, or no network" == ended.sites[0].reason
    assert Outcome.UNREACHABLE == ended.outcome
