"""A route that keeps everything in memory, for tests of the crawler alone."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

from blogs.server import Response

from archiver import urls
from archiver.crawl.outcome import CrawlOptions, Ended
from archiver.crawl.route import Settled
from archiver.records import Role, Visit
from archiver.sites import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from archiver.crawl.outcome import SiteEnded
    from archiver.records import Capture

FAST = CrawlOptions(progress="none", retry_wait_s=0.01, timeout_s=5.0)


def links(*hrefs: str) -> Response:
    """A page that links there."""
    return Response("".join(f'<a href="{href}">x</a>' for href in hrefs).encode())


def one_by_one(*responses: Response) -> Callable[[object], Response]:
    """An answer for each request; the last one for all that follow."""
    waiting = list(responses)
    return lambda _request: waiting.pop(0) if len(waiting) > 1 else waiting[0]


def nothing(*_: object) -> None:
    """Nothing at all."""


class MemoryRoute:
    """Follows every link and redirect, in the order of their appearance; addresses with "post" in them are posts.

    raises: by the name of a method, the error it is to raise. on_settle: called with each visit before it is settled.
    """

    def __init__(self, url: str, **settings: object) -> None:
        self.site = Site(**{"name": "blog", "url": url, "delay_s": 0.0, **settings})
        self.frontier: dict[str, Visit] = {}
        self.captures: dict[str, Capture] = {}
        self.failures: dict[str, str] = {}
        self.retry_after: dict[str, float | None] = {}
        self.exclusions: dict[str, str] = {}
        self.done: set[int] = set()
        self.flushes: list[int] = []
        self.ended: SiteEnded | None = None
        self.raises: dict[str, Exception] = {}
        self.stop: Callable[[], str | None] = nothing
        self.on_settle: Callable[[Visit], None] = nothing
        self.add(url)

    def add(self, url: str, **details: object) -> Visit:
        role = Role.POST if "post" in url else Role.UNKNOWN
        visit = Visit(**{"url_id": len(self.frontier), "url": url, "role": role, **details})
        return self.frontier.setdefault(url, visit)

    def due(self, limit: int, busy: Collection[int]) -> list[Visit]:
        self._raise("due")
        waiting = [visit for visit in self.frontier.values() if visit.url_id not in {*self.done, *busy}]
        return waiting[:limit]

    def remaining(self) -> int:
        return len(self.frontier) - len(self.done)

    def settle(self, visit: Visit, capture: Capture) -> Settled:
        self._raise("settle")
        self.on_settle(visit)
        self.captures[key(visit.url)] = capture
        self.done.add(visit.url_id)
        before = len(self.frontier)
        location = capture.header("location")
        for href in [location] if location else re.findall(rb'href="([^"]+)"', capture.body):
            target = urls.resolve(capture.url, href if isinstance(href, str) else href.decode())
            if target is not None:
                self.add(target)
        is_post = visit.role is Role.POST and capture.status == 200
        return Settled(visit.role, int(is_post), len(self.frontier) - before, "new" if is_post else "")

    def failed(self, visit: Visit, error: str, retry_after_s: float | None) -> None:
        self._raise("failed")
        self.failures[key(visit.url)] = error
        self.retry_after[key(visit.url)] = retry_after_s
        self.done.add(visit.url_id)

    def excluded(self, visit: Visit, reason: str) -> None:
        self.exclusions[visit.url] = reason
        self.done.add(visit.url_id)

    def flush(self) -> None:
        self._raise("flush")
        self.flushes.append(len(self.done))

    def should_stop(self) -> str | None:
        return self.stop()

    def finish(self, ended: SiteEnded) -> Ended:
        self.ended = ended
        return Ended((ended,))

    def _raise(self, name: str) -> None:
        if name in self.raises:
            raise self.raises[name]


def key(url: str) -> str:
    """The path of an address."""
    address = urls.parse(url)
    assert address is not None
    return address.path


@contextlib.contextmanager
def open_memory_route(site: Site, db: Path) -> Iterator[MemoryRoute]:
    """A route for `scrapy crawl`, which writes how it ended to the file where the archive would be."""
    route = MemoryRoute(site.url, name=site.name, delay_s=site.delay_s)
    yield route
    assert route.ended is not None
    db.write_text(f"{route.ended.site} {route.ended.outcome} {len(route.captures)}", encoding="utf-8")
