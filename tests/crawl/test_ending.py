"""How crawls end: by limits, by signals, by faults; and that none of it looks like success."""

from __future__ import annotations

import os
import signal
import threading
from dataclasses import replace

import pytest
from blogs.server import BlogServer, Response
from crawl.memory_route import FAST, MemoryRoute, links

from archiver.crawl import run
from archiver.crawl.outcome import Ended, Outcome, SiteEnded
from archiver.crawl.run import crawl
from archiver.crawl.site_crawl import SiteCrawl
from archiver.errors import StorageError, UsageError

PAGES = tuple(f"/post/{number}/" for number in range(6))


@pytest.fixture
def server():
    with BlogServer({"/": links(*PAGES), **{path: Response(b"words") for path in PAGES}}) as running:
        yield running


def test_a_limit_of_posts_ends_the_crawl(server):
    """So many posts, and exit code 5."""
    route = MemoryRoute(server.url)

    ended = crawl([route], replace(FAST, limit=2))

    assert {"/", *PAGES[:2]} == route.captures.keys()
    assert (Outcome.LIMIT, 5) == (ended.outcome, ended.exit_code)
    assert "the limit of 2 posts is reached" == ended.sites[0].reason


def test_a_limit_of_posts_is_not_met_by_pages_that_turn_out_to_be_none(server):
    """Those on their way may be dead addresses: then more are asked."""
    server.routes |= dict.fromkeys(PAGES[:3], Response(status=404))
    route = MemoryRoute(server.url, concurrency=2)

    ended = crawl([route], replace(FAST, limit=2))

    assert 2 == ended.sites[0].counters.posts
    assert Outcome.LIMIT == ended.outcome


def test_a_budget_of_requests_ends_the_crawl(server):
    """Robots.txt and retries count."""
    route = MemoryRoute(server.url, max_requests=4)

    ended = crawl([route], FAST)

    assert ["/robots.txt", "/", *PAGES[:2]] == server.paths()
    assert (Outcome.LIMIT, "the budget of 4 requests is used up") == (ended.outcome, ended.sites[0].reason)


def test_the_route_may_end_the_crawl(server):
    """Its reason is passed on."""
    route = MemoryRoute(server.url)
    route.stop = lambda: "the disk is nearly full" if len(route.captures) >= 2 else None

    ended = crawl([route], FAST)

    assert "the disk is nearly full" == ended.sites[0].reason
    assert len(route.captures) in {2, 3}  # one may have been on its way


def test_a_limit_of_time_ends_the_crawl(server):
    """Also while it waits for a server that asked for patience; what waited stays due."""
    server.routes[PAGES[0]] = Response.unavailable("600")
    route = MemoryRoute(server.url)

    ended = crawl([route], replace(FAST, max_time_s=0.5))

    assert (Outcome.LIMIT, 5) == (ended.outcome, ended.exit_code)
    assert "the time limit of 0 s is reached" == ended.sites[0].reason
    assert {} == route.failures
    assert PAGES[0] not in route.captures


def test_a_crawl_that_is_over_before_it_begins_asks_nothing(server):
    """A limit of time that has passed already."""
    ended = crawl([MemoryRoute(server.url)], replace(FAST, max_time_s=1e-9))

    assert (Outcome.LIMIT, []) == (ended.outcome, server.paths())


def test_ctrl_c_finishes_what_is_on_its_way(server):
    """Everything settled is committed, and exit code 130 tells the scheduler."""
    route = MemoryRoute(server.url)
    route.on_settle = lambda visit: signal.raise_signal(signal.SIGINT) if PAGES[1] in visit.url else None
    before = signal.getsignal(signal.SIGINT)

    ended = crawl([route], FAST)

    assert (Outcome.INTERRUPTED, 130, "interrupted") == (ended.outcome, ended.exit_code, ended.sites[0].reason)
    assert PAGES[1] in route.captures
    assert len(route.captures) < 7
    assert {} == route.failures
    assert len(route.done) == route.flushes[-1]
    assert before == signal.getsignal(signal.SIGINT)


@pytest.mark.parametrize("early", [True, False])
def test_a_request_that_waits_for_its_turn_does_not_hold_up_the_end(server, monkeypatch, early):
    """With ten minutes between two requests, SIGTERM ends the crawl at once; the visit stays due."""
    server.routes["/robots.txt"] = Response(b"User-agent: *\nCrawl-delay: 600", content_type="text/plain")
    route = MemoryRoute(server.url)

    def sent(_crawl, visit):
        if (visit is None) is early:
            signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(SiteCrawl, "sent", sent)

    ended = crawl([route], FAST)

    assert (Outcome.INTERRUPTED, ["/robots.txt"]) == (ended.outcome, server.paths())
    assert set() == route.done


def test_a_second_ctrl_c_ends_at_once(server):
    """Without waiting for a server that takes its time; what was settled is committed."""

    def twice(_request):
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGTERM)
        return Response(b"slow", delay_s=30)

    server.routes[PAGES[0]] = twice
    route = MemoryRoute(server.url)

    ended = crawl([route], replace(FAST, timeout_s=60))

    assert (Outcome.INTERRUPTED, 130) == (ended.outcome, ended.exit_code)
    assert ({"/"}, [1]) == (set(route.captures), route.flushes[-1:])


@pytest.mark.parametrize("method", ["due", "settle", "flush"])
def test_what_the_route_raises_reaches_the_caller(server, method):
    """A full disk ends the crawl of all sites; nothing more is asked."""
    route, other = MemoryRoute(server.url), MemoryRoute(server.url, name="other")
    route.raises[method] = StorageError("archive.db", "disk full")

    with pytest.raises(StorageError, match="disk full"):
        crawl([route, other], replace(FAST, sites_at_once=1))

    assert {} == other.captures
    assert len(server.paths()) < 9


def test_an_error_that_the_route_raises_about_a_failure_reaches_the_caller(server):
    """Also where it is told of one."""
    server.close()
    route = MemoryRoute(server.url)
    route.raises["failed"] = StorageError("archive.db", "disk full")

    with pytest.raises(StorageError, match="disk full"):
        crawl([route], FAST)


def test_a_middleware_that_does_not_load_reaches_the_caller(server, monkeypatch):
    """Scrapy on its own would end with exit code 0."""
    settings = run._settings()
    settings.set("DOWNLOADER_MIDDLEWARES", {"archiver.crawl.missing.Middleware": 1}, "cmdline")
    monkeypatch.setattr(run, "_settings", lambda: settings)

    with pytest.raises(ModuleNotFoundError, match=r"archiver\.crawl\.missing"):
        crawl([MemoryRoute(server.url)], FAST)


class BrokenMiddleware:
    """Fails for one page, in a way that no server can be blamed for."""

    where = PAGES[2]

    def process_request(self, request):
        if self.where in request.url:
            raise TypeError("a mistake in the program")


class BrokenForRobots(BrokenMiddleware):
    """Fails for robots.txt."""

    where = "/robots.txt"


class BrokenPipeline:
    """Fails for one page."""

    def process_item(self, item):
        if PAGES[2] in item.visit.url:
            raise TypeError("a mistake in the program")
        return item


@pytest.mark.parametrize(
    ("key", "component"), [("DOWNLOADER_MIDDLEWARES", BrokenMiddleware), ("ITEM_PIPELINES", BrokenPipeline)]
)
def test_a_fault_of_the_program_is_never_a_success(server, monkeypatch, key, component):
    """The rest is archived, and the end says what went wrong."""
    settings = run._settings()
    settings.set(key, {**settings.getdict(key), component: 10}, "cmdline")
    monkeypatch.setattr(run, "_settings", lambda: settings)
    route = MemoryRoute(server.url)

    ended = crawl([route], FAST)

    assert (Outcome.BROKEN, 1) == (ended.outcome, ended.exit_code)
    assert "TypeError: a mistake in the program" in ended.sites[0].reason
    assert PAGES[3] in route.captures


def test_a_fault_while_robots_txt_is_read_lets_nothing_through(server, monkeypatch):
    """Nothing is known of what may be asked, so nothing is."""
    settings = run._settings()
    settings.set("DOWNLOADER_MIDDLEWARES", {**settings.getdict("DOWNLOADER_MIDDLEWARES"), BrokenForRobots: 10}, 40)
    monkeypatch.setattr(run, "_settings", lambda: settings)
    route = MemoryRoute(server.url)

    ended = crawl([route], FAST)

    assert ([], Outcome.BROKEN) == (server.paths(), ended.outcome)
    assert {"/": "TypeError: a mistake in the program"} == route.failures


def test_a_contact_that_is_no_header_value_is_refused(server):
    """It would end up in a request of its own."""
    with pytest.raises(UsageError, match="contact"):
        crawl([MemoryRoute(server.url)], replace(FAST, contact="me\r\nHost: evil"))


def test_several_sites_are_crawled_side_by_side(server):
    """Each gets its own end, in the order in which they were named; no more at once than is allowed."""
    with BlogServer({"/": links("/post/a/"), "/post/a/": Response(b"a")}) as other, BlogServer() as silent:
        silent.close()
        routes = [MemoryRoute(url, name=name) for name, url in (("a", server.url), ("b", silent.url), ("c", other.url))]

        ended = crawl(routes, replace(FAST, sites_at_once=2))

    assert ["a", "b", "c"] == [site.site for site in ended.sites]
    assert [Outcome.COMPLETE, Outcome.UNREACHABLE, Outcome.COMPLETE] == [site.outcome for site in ended.sites]
    assert [6, 0, 1] == [site.counters.posts for site in ended.sites]
    assert 1 == ended.exit_code


def test_a_crawl_may_run_in_another_thread(server):
    """Where no signal can be handled; crawls follow each other in one process."""
    route = MemoryRoute(server.url)
    found = []
    thread = threading.Thread(target=lambda: found.append(crawl([route], FAST)))

    thread.start()
    thread.join()

    assert Outcome.COMPLETE == found[0].outcome
    assert 7 == len(route.captures)


def test_scrapys_log_goes_to_its_file(server, tmp_path):
    """And nowhere else."""
    path = tmp_path / "scrapy.log"

    crawl([MemoryRoute(server.url)], replace(FAST, log=path))

    assert "Spider opened" in path.read_text(encoding="utf-8")


def test_the_gravest_end_of_any_site_decides_the_exit_code():
    """Interrupted, then broken, then unreachable, then a limit."""

    def code(*outcomes):
        return Ended(tuple(SiteEnded("x", outcome) for outcome in outcomes)).exit_code

    assert 0 == code()
    assert 0 == code(Outcome.COMPLETE)
    assert 5 == code(Outcome.COMPLETE, Outcome.LIMIT)
    assert 1 == code(Outcome.LIMIT, Outcome.UNREACHABLE)
    assert 1 == code(Outcome.LIMIT, Outcome.BROKEN)
    assert 130 == code(Outcome.BROKEN, Outcome.INTERRUPTED)
