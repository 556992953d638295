"""The frontier as Scrapy's scheduler: nothing is queued here but what must be tried again."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Self

from scrapy.core.scheduler import BaseScheduler

from archiver.crawl.retry import WAIT
from archiver.crawl.spider import RouteSpider

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.crawler import Crawler


class FrontierScheduler(BaseScheduler):
    """Asks the route for one visit at a time, whenever Scrapy has room for a request."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._again: deque[Request] = deque()
        self._later: dict[Request, asyncio.TimerHandle] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The scheduler of one crawl."""
        return cls(crawler)

    def open(self, spider: Spider) -> None:
        """Take the spider that makes requests of visits."""
        assert isinstance(spider, RouteSpider)
        self._spider = spider

    def close(self, reason: str) -> None:  # noqa: ARG002 - Scrapy's signature
        """Forget what was to be tried again: it is still due."""
        for timer in self._later.values():
            timer.cancel()
        self._later.clear()

    def has_pending_requests(self) -> bool:
        """Whether the crawl goes on although nothing is in flight."""
        return bool(self._again or self._later or self._spider.crawl.waits)

    def enqueue_request(self, request: Request) -> bool:
        """Keep a request that is to be tried again; one with a wait comes back by itself when that is over."""
        wait_s = request.meta.pop(WAIT, 0.0)
        if wait_s > 0:
            self._later[request] = asyncio.get_running_loop().call_later(wait_s, self._wake, request)
        else:
            self._again.append(request)
        return True

    def next_request(self) -> Request | None:
        """The request to send now."""
        # Only from here on can the engine be closed: before, it would go on to start what nobody stops (Scrapy 2.19).
        self._spider.crawl.on_end = self._spider.end
        if self._again:
            return self._again.popleft()
        visit = self._spider.crawl.next_visit()
        return None if visit is None else self._spider.request(visit)

    def _wake(self, request: Request) -> None:
        del self._later[request]
        self._crawler.engine.crawl(request)
