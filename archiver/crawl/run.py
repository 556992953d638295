"""Crawling some sites in this process. May be called again and again: Twisted's reactor is started once and kept."""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import functools
import logging
import signal
import threading
from typing import TYPE_CHECKING

from archiver.crawl.outcome import CrawlOptions, Ended, Outcome
from archiver.crawl.site_crawl import SiteCrawl, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import FrameType

    from scrapy.settings import Settings

    from archiver.crawl.outcome import SiteEnded
    from archiver.crawl.progress import Progress
    from archiver.crawl.route import Route


def crawl(routes: Sequence[Route], options: CrawlOptions | None = None) -> Ended:
    """How the crawl of these sites ended, each of them. Blocks until all are done.

    Ctrl-C or SIGTERM: what is on its way comes home and is kept; a second one stops at once. Raises what a route
    raised (StorageError, …), after all sites have been ended in good order.
    """
    options = options or CrawlOptions()
    crawls = [SiteCrawl(route, options) for route in routes]
    _loop()
    with _logs(options, crawls), _names():
        sites = _run(_Voyage(crawls, _settings(), options))
    for each in crawls:
        if each.error is not None:
            raise each.error
    return Ended(tuple(sites))


class _Voyage:
    """Some sites' crawls side by side."""

    def __init__(self, crawls: Sequence[SiteCrawl], settings: Settings, options: CrawlOptions) -> None:
        self.crawls = crawls
        self._settings = settings
        self._options = options
        self._room = asyncio.Semaphore(max(1, options.sites_at_once))

    async def run(self) -> list[SiteEnded]:
        """How each ended."""
        from archiver.crawl.progress import progress  # noqa: PLC0415 - rich, only where a crawl is shown

        loop = asyncio.get_running_loop()
        limit_s = self._options.max_time_s
        reason = f"the time limit of {spoken(limit_s)} is reached"
        timer = loop.call_later(limit_s, self.end, Outcome.LIMIT, reason) if limit_s else None
        with progress(self._options.progress, self.crawls) as display:
            showing = asyncio.ensure_future(_show(display))
            try:
                return list(await asyncio.gather(*map(self._one, self.crawls)))
            finally:
                showing.cancel()
                if timer is not None:
                    timer.cancel()

    def end(self, outcome: Outcome, reason: str) -> None:
        """End them all."""
        for each in self.crawls:
            each.end(outcome, reason)

    async def _one(self, crawl: SiteCrawl) -> SiteEnded:
        from scrapy.crawler import Crawler  # noqa: PLC0415 - costs a second

        from archiver.crawl.spider import RouteSpider  # noqa: PLC0415 - likewise

        async with self._room:
            if crawl.ending:
                return crawl.conclude("")
            crawler = Crawler(RouteSpider, self._settings)
            try:
                await crawler.crawl_async(name=crawl.route.site.name, crawl=crawl)
            except Exception as error:  # noqa: BLE001 - kept, and raised again at the end
                crawl.broken(error)
            stats = crawler._stats  # noqa: SLF001 - the public name raises where the crawl never began
            finish_reason = stats.get_value("finish_reason", "") if stats is not None else ""
        if crawl.error is not None:
            # The archive is not to be trusted with more: what one site met, the others would meet as well.
            self.end(Outcome.BROKEN, f"ended with {crawl.route.site.name}: {crawl.error}")
        return crawl.conclude(finish_reason)


async def _show(display: Progress) -> None:
    while True:
        display.show()
        await asyncio.sleep(display.every_s)


def _run(voyage: _Voyage) -> list[SiteEnded]:
    """Let the loop run until the voyage is over, or was stopped for the second time."""
    loop = _loop()
    task = loop.create_task(voyage.run())

    def stop() -> None:
        voyage.end(Outcome.INTERRUPTED, "interrupted")
        for each in voyage.crawls:
            each.counters.note = "ends with what is on its way; Ctrl-C again ends at once"

    def stop_at_once() -> None:
        for each in asyncio.all_tasks(loop):
            each.cancel()

    with _signals(loop, stop, stop_at_once):
        try:
            return loop.run_until_complete(task)
        except asyncio.CancelledError:
            return _stopped_at_once(loop, voyage)


def _stopped_at_once(loop: asyncio.AbstractEventLoop, voyage: _Voyage) -> list[SiteEnded]:
    """How each ended that was not let finish: what had been settled is committed."""
    left = asyncio.all_tasks(loop)
    if left:
        loop.run_until_complete(asyncio.wait(left, timeout=1.0))
    for each in voyage.crawls:
        each.flush()
    return [each.conclude("shutdown") for each in voyage.crawls]


@contextlib.contextmanager
def _signals(loop: asyncio.AbstractEventLoop, *answers: Callable[[], None]) -> Iterator[None]:
    """Answer the first SIGINT or SIGTERM with the first of these, the second with the second, then as by default."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    waiting = list(answers)

    def handle(_number: int, _frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(waiting.pop(0))
        if not waiting:
            for number in kept:
                signal.signal(number, signal.SIG_DFL)

    for number in kept:
        # asyncio's own handler would wait for a page that is being read; its wake-up is needed, since the signal may
        # reach another thread while this one sleeps.
        loop.add_signal_handler(number, lambda: None)
        signal.signal(number, handle)
    try:
        yield
    finally:
        for number, handler in kept.items():
            loop.remove_signal_handler(number)
            signal.signal(number, handler)


@functools.cache
def _loop() -> asyncio.AbstractEventLoop:
    """The one event loop of this process that crawls run on, with Twisted's reactor started on it.

    reactor.run() can be called only once a process. What it does besides running the loop is done here, once, and the
    loop is then run for each crawl. Raises RuntimeError where another reactor is in place already.
    """
    from scrapy.utils.reactor import is_reactor_installed  # noqa: PLC0415 - Scrapy costs a second
    from twisted.internet import asyncioreactor  # noqa: PLC0415
    from twisted.python.log import PythonLoggingObserver  # noqa: PLC0415

    if is_reactor_installed():
        raise RuntimeError("another Twisted reactor runs in this process already")
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    asyncioreactor.install(loop)  # type: ignore[no-untyped-call]
    from twisted.internet import reactor  # noqa: PLC0415 - only after the right one was installed

    from archiver.crawl.safety import PublicResolver  # noqa: PLC0415

    PublicResolver(reactor, cache_size=10_000).install_on_reactor()
    PythonLoggingObserver("twisted").start()  # type: ignore[no-untyped-call]
    reactor.startRunning(installSignalHandlers=False)
    atexit.register(loop.close)
    return loop


@contextlib.contextmanager
def _names() -> Iterator[None]:
    """Resolve names afresh, in threads that do not outlive the crawl: they would keep the process from ending."""
    from twisted.internet import reactor  # noqa: PLC0415 - installed by `_loop`

    from archiver.crawl.safety import installed  # noqa: PLC0415

    installed().forget()
    reactor.getThreadPool()
    try:
        yield
    finally:
        reactor._stopThreadPool()  # noqa: SLF001 - a pool of threads cannot be started again; this lets a new one be made


@contextlib.contextmanager
def _logs(options: CrawlOptions, crawls: Sequence[SiteCrawl]) -> Iterator[None]:
    """Keep Scrapy's log in its file, or off; either way errors in it are noted, so that none ends as a success."""
    handlers: list[logging.Handler] = [_Net(crawls)]
    if options.log is not None:
        handlers.append(logging.FileHandler(options.log, encoding="utf-8"))
        handlers[-1].setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    level = logging.WARNING if options.log is None else logging.INFO
    kept = {name: logging.getLogger(name).level for name in ("scrapy", "twisted")}
    for name in kept:
        logging.getLogger(name).setLevel(level)
    for handler in handlers:
        logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        for handler in handlers:
            logging.getLogger().removeHandler(handler)
            handler.close()
        for name, old in kept.items():
            logging.getLogger(name).setLevel(old)


class _Net(logging.Handler):
    """Notes errors that Scrapy, Twisted and asyncio log and then go on from, as faults of the crawl they belong to."""

    def __init__(self, crawls: Sequence[SiteCrawl]) -> None:
        super().__init__(logging.ERROR)
        self._crawls = crawls

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.partition(".")[0] not in {"scrapy", "twisted", "asyncio"}:
            return
        told = record.getMessage().strip().splitlines() or [""]
        if record.exc_info and record.exc_info[1] is not None:
            told = [f"{type(record.exc_info[1]).__name__}: {record.exc_info[1]}"]
        own = getattr(getattr(record, "spider", None), "crawl", None)
        for each in self._crawls if own is None else [own]:
            each.fault = each.fault or told[0]


def _settings() -> Settings:
    from scrapy.settings import Settings  # noqa: PLC0415 - Scrapy costs a second

    settings = Settings()
    settings.setmodule("archiver.crawl.settings", priority="project")
    return settings
