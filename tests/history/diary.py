"""Crawls of a scripted blog under a clock in the test's hand, and what the archive noted of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from archiver import sites
from archiver.crawl.outcome import CrawlOptions
from archiver.crawl.run import crawl
from archiver.flow.run import SiteRun
from archiver.records import ChangeKind
from archiver.store.rows import EventFilter, PostFilter

if TYPE_CHECKING:
    from archiver.crawl.route import Settled
    from archiver.flow.ending import RunReport
    from archiver.records import Capture, Visit
    from archiver.store import Archive

HASTY = CrawlOptions(progress="none", retry_wait_s=0.01, max_hold_s=0.1, timeout_s=20)


class TimedRun(SiteRun):
    """A run whose captures are made when the test's clock says, not the machine's."""

    def settle(self, visit: Visit, capture: Capture) -> Settled:
        return super().settle(visit, replace(capture, fetched_at=self.work.clock()))


class Diary:
    """An archive of one blog. now: the clock; notes: what the last run noted, by path, as weeks.py names it."""

    def __init__(self, archive: Archive, url: str, **site: object) -> None:
        self.archive = archive
        self.site = replace(sites.from_url(url), delay_s=0.0, **site)  # type: ignore[arg-type]
        self.now = datetime(2024, 3, 1, 6, 0, tzinfo=UTC)
        self.reports: list[RunReport] = []

    def crawl(self, now: datetime | None = None, *, full: bool = False) -> RunReport:
        """One run at that time."""
        self.now = now or self.now + timedelta(days=1)
        run = TimedRun(self.archive, self.site, full=full, clock=lambda: self.now)
        ended = crawl([run], HASTY)
        self.reports.append(run.finish(ended.sites[0]))
        return self.reports[-1]

    def notes(self) -> dict[str, str]:
        """What the last run noted, by the path where the post stands now: "new", "moved+revised"."""
        found: dict[str, list[str]] = {}
        order = ["new", "moved", "back", "gone", "revised"]
        for event in self.archive.posts.events(EventFilter(run_id=self.reports[-1].run_id)):
            if event.kind not in {ChangeKind.DERIVED, ChangeKind.DUPLICATE}:
                found.setdefault(self._path(event.post_id), []).append(event.kind)
        return {path: "+".join(sorted(kinds, key=order.index)) for path, kinds in found.items()}

    def kinds(self) -> Counter[str]:
        """How many events of each kind the archive holds."""
        return Counter(event.kind for event in self.archive.posts.events(EventFilter()))

    def texts(self, status: str = "live") -> dict[str, str]:
        """The text of every post of that state, by path."""
        return {
            self._path(post.id): post.text for post in self.archive.posts.select(PostFilter()) if post.status == status
        }

    def find(self, path: str) -> int | None:
        """The post that the address belongs to, as its own or as another one."""
        row = self.archive.frontier.find(1, self.site.url.rstrip("/") + path)
        return row.post_id if row else None

    def _path(self, post_id: int) -> str:
        post = self.archive.posts.get(post_id)
        assert post is not None
        return "/" + post.url.split("/", 3)[3]
