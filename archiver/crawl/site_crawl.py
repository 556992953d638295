"""The crawl of one site: which visit comes next, when it must wait, when it ends. Knows no Scrapy."""

from __future__ import annotations

from collections import deque
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from archiver import urls
from archiver.crawl.counters import Counters
from archiver.crawl.outcome import CrawlOptions, Outcome, SiteEnded
from archiver.records import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapy.crawler import Crawler

    from archiver.crawl.route import Route, Settled
    from archiver.records import Capture, Visit

T = TypeVar("T")

AHEAD = 4  # visits asked for at once: few, so that what the last pages led to can come first
BATCH = 100  # visits between two commits; the other bound is a second, kept by the spider's timer
NOT_MODIFIED = 304
DEAF = 10  # failures of the server in a row, none answered in between, after which it is left alone


class SiteCrawl:
    """One site's crawl while it goes on.

    on_end: called once, when the crawl decides to end. clock: seconds that only grow.
    error: what the route raised, if it did. fault: what the program did wrong without that, "" if nothing.
    """

    def __init__(
        self, route: Route, options: CrawlOptions | None = None, clock: Callable[[], float] = monotonic
    ) -> None:
        self.route = route
        self.options = options or CrawlOptions()
        self.counters = Counters()
        self.error: Exception | None = None
        self.fault = ""
        self.on_end: Callable[[], None] = lambda: None
        self._clock = clock
        self._ended: tuple[Outcome, str] | None = None
        self._busy: dict[int, Visit] = {}
        self._unsent: set[int] = set()
        self._ahead: deque[Visit] = deque()
        self._dry = False
        self._held: dict[str, float] = {}
        self._held_s = 0.0
        self._streak = 0
        self._unsaved = 0

    @property
    def ending(self) -> bool:
        """Whether no more is to be asked."""
        return self._ended is not None

    def next_visit(self) -> Visit | None:
        """The visit to make now; None where there is none, or every one must wait for its host, or the crawl ended."""
        if self._ended is not None or self._over():
            return None
        if not self._ahead and not self._dry:
            self._ahead.extend(self._ask(lambda: self.route.due(AHEAD, self._busy.keys())) or ())
            self._dry = not self._ahead
        for _ in range(len(self._ahead)):
            visit = self._ahead.popleft()
            if not self.is_held(host_of(visit.url)):
                self._busy[visit.url_id] = visit
                self._unsent.add(visit.url_id)
                return visit
            self._ahead.append(visit)
        return None

    @property
    def waits(self) -> bool:
        """Whether visits stand ready that must wait for their host."""
        return bool(self._ahead) and self._ended is None

    def sent(self, visit: Visit | None) -> None:
        """Count a request that goes out: for a visit, or (None) for robots.txt."""
        self.counters.requests += 1
        if visit is not None:
            self._unsent.discard(visit.url_id)

    def settle(self, visit: Visit, capture: Capture) -> None:
        """Hand what came back to the route and count it."""
        self._streak = 0
        self.counters.note = ""
        settled = self._ask(lambda: self.route.settle(visit, capture))
        self._done(visit)
        if settled is not None:
            self._count(settled, capture)

    def failed(self, visit: Visit, error: str, retry_after_s: float | None = None, *, deaf: bool = False) -> None:
        """Tell the route that nothing usable came back.

        deaf: the server as a whole did not serve (no answer, 429, 502 to 504), rather than this one page.
        """
        self.counters.failed += 1
        self._ask(lambda: self.route.failed(visit, error, retry_after_s))
        self._done(visit)
        if deaf:
            self._streak += 1
            if self._streak >= DEAF:
                self.end(Outcome.UNREACHABLE, f"{host_of(visit.url)} failed {DEAF} times in a row, the last: {error}")

    def excluded(self, visit: Visit, reason: str) -> None:
        """Tell the route that the address may not be asked."""
        self.counters.excluded += 1
        self._ask(lambda: self.route.excluded(visit, reason))
        self._done(visit)

    def dropped(self, visit: Visit) -> None:
        """Give a visit back that was never asked: it stays due."""
        self._done(visit)

    def hold(self, host: str, seconds: float) -> bool:
        """Ask nothing of a host for so long. False, and the end of the run, where the waiting comes to too much."""
        now = self._clock()
        until = max(now + seconds, self._held.get(host, 0.0))
        self._held_s += until - max(now, self._held.get(host, 0.0))
        if self._held_s > self.options.max_hold_s:
            self.end(Outcome.UNREACHABLE, f"{host} asks to wait for {spoken(seconds)} (Retry-After)")
            return False
        self._held[host] = until
        self.counters.note = f"{host} asks to wait for {spoken(seconds)}"
        return True

    def is_held(self, host: str) -> bool:
        """Whether the host asked to wait, and the time is not over."""
        return self._held.get(host, 0.0) > self._clock()

    def end(self, outcome: Outcome, reason: str) -> None:
        """Ask for no more. The first reason stands."""
        if self._ended is None:
            self._ended = (outcome, reason)
            self._ahead.clear()
            self.on_end()

    def broken(self, error: Exception) -> None:
        """End because the route, or the program itself, failed. The first error is kept."""
        if self.error is None:
            self.error = error
        self.end(Outcome.BROKEN, str(error) or type(error).__name__)

    def conclude(self, finish_reason: str) -> SiteEnded:
        """How it ended, given what Scrapy says of its own end: whatever is not plainly a good end is none."""
        if self._ended is None:
            if finish_reason == "shutdown":
                self._ended = (Outcome.INTERRUPTED, "interrupted")
            elif self.fault or finish_reason != "finished":
                self._ended = (Outcome.BROKEN, self.fault or f"Scrapy ended with: {finish_reason}")
            else:
                self._ended = (Outcome.COMPLETE, "")
        outcome, reason = self._ended
        if self.fault and outcome is Outcome.LIMIT:
            outcome, reason = Outcome.BROKEN, self.fault
        return SiteEnded(self.route.site.name, outcome, reason, self.counters)

    def remaining(self) -> int:
        """How many addresses are still to be visited."""
        return self._ask(self.route.remaining) or 0

    def flush(self) -> None:
        """Commit what was settled since the last time, if anything."""
        if self._unsaved:
            self._unsaved = 0
            self._ask(self.route.flush)

    def _over(self) -> bool:
        given, counters = self.options.max_requests, self.counters
        budget = self.route.site.max_requests if given is None else given
        posts_ahead = sum(visit.role is Role.POST for visit in self._busy.values())
        if self.options.limit and counters.posts + posts_ahead >= self.options.limit:
            # Those in flight may turn out to be no posts: the end comes only when none is left.
            if not posts_ahead:
                self.end(Outcome.LIMIT, f"the limit of {self.options.limit} posts is reached")
            return True
        if budget and counters.requests + len(self._unsent) >= budget:
            if not self._unsent:
                self.end(Outcome.LIMIT, f"the budget of {budget} requests is used up")
            return True
        reason = self._ask(self.route.should_stop)
        if reason:
            self.end(Outcome.LIMIT, reason)
        return self._ended is not None

    def _count(self, settled: Settled, capture: Capture) -> None:
        counters = self.counters
        counters.fetched += 1
        counters.found += settled.leads
        counters.size_bytes += len(capture.body)
        confirmed = capture.status == NOT_MODIFIED and settled.role is Role.POST
        counters.posts += settled.posts or confirmed
        counters.unchanged += capture.status == NOT_MODIFIED or settled.kind == "unchanged"

    def _done(self, visit: Visit) -> None:
        self._busy.pop(visit.url_id, None)
        self._unsent.discard(visit.url_id)
        self._dry = False
        self._unsaved += 1
        if self._unsaved >= BATCH:
            self.flush()

    def _ask(self, question: Callable[[], T]) -> T | None:
        try:
            return question()
        except Exception as error:  # noqa: BLE001 - kept, and raised again by run.crawl
            self.broken(error)
            return None


def host_of(url: str) -> str:
    """The host that a pause is kept for: without its port, as Scrapy's download slots are named."""
    address = urls.parse(url)
    return address.host if address else ""


def spoken(seconds: float) -> str:
    """A duration as a person says it: "45 s", "12 min", "2.5 h"."""
    minute, hour = 60.0, 3600.0
    if seconds < 2 * minute:
        return f"{seconds:.0f} s"
    if seconds < 2 * hour:
        return f"{seconds / minute:.0f} min"
    return f"{seconds / hour:.1f} h"


def crawl_of(crawler: Crawler) -> SiteCrawl:
    """The crawl that one of Scrapy's crawlers is carrying out, for its middlewares and pipelines."""
    crawl = getattr(crawler.spider, "crawl", None)
    assert isinstance(crawl, SiteCrawl), "this project's middlewares need a RouteSpider"
    return crawl
