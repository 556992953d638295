"""The spider that follows a route: visits become requests, responses become captures."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, Spider, signals
from scrapy.utils.asyncio import AsyncioLoopingCall
from scrapy.utils.misc import load_object
from twisted.python.failure import Failure

from archiver.crawl.capture import Fetched, capture_of
from archiver.crawl.commands.crawl import EXIT_CODE
from archiver.crawl.failures import (
    DEAF_STATUSES,
    OF_THE_SERVER,
    SERVER_ERROR,
    NeverSentError,
    RefusedError,
    RobotsForbidError,
    RobotsUnreachableError,
    retry_after_s,
    spoken_failure,
    spoken_status,
)
from archiver.crawl.outcome import CrawlOptions, Outcome
from archiver.crawl.safety import REFUSED, is_refused
from archiver.crawl.site_crawl import SiteCrawl, host_of
from archiver.errors import UsageError
from archiver.records import Role
from archiver.sites import is_contact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from contextlib import AbstractContextManager

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings

    from archiver.crawl.route import OwnedRoute
    from archiver.records import Visit
    from archiver.sites import Site

ACCEPT = {
    Role.FEED: "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.8",
    Role.SITEMAP: "application/xml,text/xml,text/plain;q=0.9,*/*;q=0.8",
    Role.API: "application/json,*/*;q=0.8",
}
ACCEPT_PAGE = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
LIST_MAXSIZE = 50_000_000  # a sitemap may have 50 MB (sitemaps.org); a feed of whole posts grows likewise
COMMIT_S = 1.0  # between two commits; the other bound is site_crawl.BATCH


class RouteSpider(Spider):
    """Follows one route. `run.crawl` hands it a SiteCrawl; under `scrapy crawl` it opens the route itself."""

    name = "route"
    crawl: SiteCrawl
    _open_route: AbstractContextManager[OwnedRoute] | None = None
    _route: OwnedRoute | None = None
    _closing: asyncio.Future[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:  # noqa: ANN401 - Scrapy's signature
        """The spider of one crawl, with the settings that its site asks for. Raises UsageError and ArchiveError."""
        crawl: SiteCrawl | None = kwargs.pop("crawl", None)
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.crawl = crawl or spider.open(crawler.settings, kwargs)
        configure(crawler.settings, spider.crawl)
        crawler.signals.connect(spider.opened, signals.spider_opened)
        crawler.signals.connect(spider.ended, signals.spider_closed)
        crawler.signals.connect(spider.sent, signals.request_reached_downloader)
        return spider

    @classmethod
    def site_from(cls, arguments: Mapping[str, str]) -> Site:
        """The site that the arguments of `scrapy crawl` describe. Raises UsageError."""
        raise UsageError(f"spider {cls.name} makes no site of {dict(arguments)}")

    def request(self, visit: Visit) -> Request:
        """The request that a visit amounts to: conditional, where an earlier answer left a validator."""
        headers = {"Accept": ACCEPT.get(visit.role, ACCEPT_PAGE), **conditions(visit.etag, visit.last_modified)}
        meta = {"download_maxsize": LIST_MAXSIZE} if visit.role in ACCEPT else {}
        return Request(visit.url, self.parse, errback=self.fail, headers=headers, meta=meta, cb_kwargs={"visit": visit})

    def parse(self, response: Response, visit: Visit) -> Iterator[Fetched]:
        """What was fetched, whatever the status; where the server failed, the route is told so."""
        if response.status >= SERVER_ERROR or response.status in DEAF_STATUSES:
            deaf = response.status in DEAF_STATUSES
            self.crawl.failed(visit, spoken_status(response.status), retry_after_s(response), deaf=deaf)
        else:
            yield Fetched(visit, capture_of(response, visit.url))

    def fail(self, failure: Failure) -> None:
        """Sort a request that brought no response: excluded, failed, never sent, or a fault of ours."""
        visit: Visit = failure.request.cb_kwargs["visit"]  # type: ignore[attr-defined] # set by Scrapy
        error, crawl = failure.value, self.crawl
        assert isinstance(error, Exception)
        if isinstance(error, NeverSentError):
            crawl.dropped(visit)
        elif isinstance(error, RobotsForbidError | RefusedError):
            crawl.excluded(visit, str(error))
        elif isinstance(error, RobotsUnreachableError):
            crawl.failed(visit, str(error), deaf=True)
            if host_of(visit.url) == host_of(crawl.route.site.url):
                crawl.end(Outcome.UNREACHABLE, f"{host_of(visit.url)}: {error}")
        elif is_refused(visit.url):
            crawl.excluded(visit, REFUSED)
        else:
            words = spoken_failure(error)
            crawl.failed(visit, words or f"{type(error).__name__}: {error}", deaf=isinstance(error, OF_THE_SERVER))
            if words is None:
                crawl.fault = crawl.fault or f"{visit.url}: {type(error).__name__}: {error}"

    def open(self, settings: BaseSettings, arguments: Mapping[str, str]) -> SiteCrawl:
        """The crawl that the arguments of `scrapy crawl` ask for, its route opened by the setting ROUTE_OPENER."""
        opener = load_object(settings["ROUTE_OPENER"])
        self._open_route = opener(self.site_from(arguments), Path(arguments.get("db") or settings["ARCHIVE_PATH"]))
        assert self._open_route is not None
        self._route = self._open_route.__enter__()
        limit = int(arguments.get("limit", 0))
        return SiteCrawl(self._route, CrawlOptions(limit=limit, contact=arguments.get("contact", "")))

    def opened(self) -> None:
        """Begin to commit what is settled, every second."""
        self._commits = AsyncioLoopingCall(self.crawl.flush)
        self._commits.start(COMMIT_S, now=False)

    def sent(self, request: Request) -> None:
        """Count a request that is about to go out."""
        self.crawl.sent(request.cb_kwargs.get("visit"))

    def ended(self, reason: str) -> None:
        """Close the route, where it was opened here."""
        self.crawl.on_end = lambda: None
        self._commits.stop()
        if self._open_route is not None and self._route is not None:
            try:
                finished = self._route.finish(self.crawl.conclude(reason))
                assert self.crawler.stats is not None, "a crawler that runs has statistics"
                self.crawler.stats.set_value(EXIT_CODE, finished.exit_code)
            finally:
                self._open_route.__exit__(None, None, None)

    def end(self) -> None:
        """Stop Scrapy: what is on its way comes home, what waits for its turn is given back."""
        engine = self.crawler.engine
        for slot in engine.downloader.slots.values():
            while slot.queue:
                _, waiting = slot.queue.popleft()
                waiting.errback(Failure(NeverSentError()))  # type: ignore[no-untyped-call]
        self._closing = asyncio.ensure_future(engine.close_spider_async(reason=self.crawl.conclude("").outcome))


def configure(settings: BaseSettings, crawl: SiteCrawl) -> None:
    """Set what depends on the site: its pace, and who asks."""
    site, options = crawl.route.site, crawl.options
    if options.contact:
        if not is_contact(options.contact):
            raise UsageError(f'contact: "{options.contact}" is not a mail or web address')
        settings.set("USER_AGENT", f"{settings['USER_AGENT']} (+{options.contact})", "spider")
    for key, value in (
        ("CONCURRENT_REQUESTS", site.concurrency),
        ("CONCURRENT_REQUESTS_PER_DOMAIN", site.concurrency),
        ("DOWNLOAD_DELAY", site.delay_s),
        ("DOWNLOAD_TIMEOUT", options.timeout_s),
        ("AUTOTHROTTLE_ENABLED", site.delay_s > 0),
        ("AUTOTHROTTLE_START_DELAY", site.delay_s),
        ("AUTOTHROTTLE_TARGET_CONCURRENCY", float(site.concurrency)),
    ):
        settings.set(key, value, "spider")


def conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """The conditional headers for an address with these validators.

    A weak or "-gzip" ETag is one that a server in front has altered, so that the program behind does not know it again
    and answers in full (WordPress behind nginx, Apache's mod_deflate): the date alone does better there.
    """
    altered = etag is not None and (etag.startswith("W/") or etag.endswith('-gzip"'))
    headers = {}
    if etag and not (altered and last_modified):
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    return headers
