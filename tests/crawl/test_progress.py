"""What a person sees while it goes on."""

from __future__ import annotations

import io

import pytest
from crawl.memory_route import MemoryRoute
from rich.console import Console

from archiver.crawl.outcome import Outcome
from archiver.crawl.progress import LiveTable, Pace, PlainLines, Silence, progress
from archiver.crawl.site_crawl import SiteCrawl


@pytest.fixture
def crawl():
    crawl = SiteCrawl(MemoryRoute("https://blog.example/", name="blog [1]"))
    counters = crawl.counters
    counters.found, counters.fetched, counters.posts, counters.unchanged, counters.failed = 40, 12, 7, 3, 1
    for number in range(25):
        crawl.route.add(f"https://blog.example/{number}")
    return crawl


def console(**kind):
    return Console(file=io.StringIO(), width=100, **kind)


def test_without_a_terminal_there_are_plain_lines(crawl):
    """One for each site, printed again only when its figures have changed."""
    shown = console()

    with progress("auto", [crawl], shown) as display:
        display.show()
        display.show()
        crawl.counters.note = "blog.example asks to wait for 60 s"
        crawl.counters.fetched = 13

    lines = shown.file.getvalue().splitlines()
    assert isinstance(display, PlainLines)
    assert 2 == len(lines)
    assert lines[0].startswith("blog [1]: 40 found, 12 fetched, 7 posts, 3 unchanged, 1 failed, ")
    assert lines[1].endswith("left, blog.example asks to wait for 60 s")


def test_nothing_is_said_before_anything_has_happened():
    """No line of noughts."""
    shown = console()

    with progress("plain", [SiteCrawl(MemoryRoute("https://blog.example/"))], shown) as display:
        display.show()

    assert "" == shown.file.getvalue()


def test_on_a_terminal_a_table_is_drawn_in_its_place(crawl):
    """Names and notes are text, whatever brackets they have; many sites do not fill the screen."""
    shown = console(force_terminal=True)
    crawls = [crawl, *(SiteCrawl(MemoryRoute("https://x.example/", name=f"site{number}")) for number in range(14))]

    with progress("auto", crawls, shown) as display:
        display.show()

    text = shown.file.getvalue()
    assert isinstance(display, LiveTable)
    assert all(title in text for title in ("found", "fetched", "posts", "unchanged", "failed", "left"))
    assert "blog [1]" in text
    assert "… and 3 more" in text


def test_sites_that_are_done_make_room(crawl):
    """Only those that go on are shown, until none does."""
    shown = console(force_terminal=True)
    done = SiteCrawl(MemoryRoute("https://done.example/", name="done"))
    done.end(Outcome.COMPLETE, "")

    with LiveTable([crawl, done], shown):
        pass

    assert "done" not in shown.file.getvalue()


def test_quiet_is_quiet(crawl):
    """Nothing at all."""
    with progress("none", [crawl]) as display:
        display.show()

    assert isinstance(display, Silence)


def test_the_time_left_follows_from_what_is_due_and_the_pace(crawl):
    """13 visits in 130 seconds and 26 to go; then 30 a minute."""
    now = [0.0]
    pace = Pace(crawl, lambda: now[0])

    def looked():
        pace.look()
        return pace.per_second, pace.left

    assert (0.0, "") == looked()
    now[0] = 130.0
    assert (0.1, "4 min") == looked()
    crawl.counters.fetched += 30
    now[0] = 190.0
    assert (0.5, "52 s") == looked()
    crawl.end(Outcome.LIMIT, "enough")
    assert (0.5, "") == looked()
