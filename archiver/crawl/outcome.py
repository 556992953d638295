"""What a crawl is asked to do, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from archiver.crawl.counters import Counters

if TYPE_CHECKING:
    from pathlib import Path


class Outcome(StrEnum):
    """How the crawl of a site ended."""

    COMPLETE = "complete"  # everything that was due has been visited
    LIMIT = "limit"  # a limit of posts, requests or time
    INTERRUPTED = "interrupted"  # Ctrl-C or SIGTERM
    UNREACHABLE = "unreachable"  # the site does not answer, or asks to be left alone for long
    BROKEN = "broken"  # a fault of the program: nothing may be concluded from what is missing


# As the command line ends (3, 4 and 75 belong to the archive). The first in this order that any site has counts.
EXIT_CODES = {
    Outcome.INTERRUPTED: 130,
    Outcome.BROKEN: 1,
    Outcome.UNREACHABLE: 1,
    Outcome.LIMIT: 5,
    Outcome.COMPLETE: 0,
}


@dataclass(frozen=True, slots=True)
class CrawlOptions:
    """How to crawl, whatever the site.

    limit: posts to fetch at most, a site; 0 = all. max_time_s: for the whole run; 0 = no end.
    max_requests: to a site in this run, 0 = no budget; None: as its settings say.
    sites_at_once: how many sites are crawled side by side. contact: mail or web address of the operator, shown to the
    sites in the User-Agent. progress: "auto" (live on a terminal, else plain lines), "plain" or "none".
    log: file for Scrapy's own log; None for none.
    timeout_s: for one request, its whole body included. retry_wait_s: before the first retry; doubled for the second.
    max_hold_s: how long servers may ask to wait (Retry-After), summed over the run, before it is given up.
    """

    limit: int = 0
    max_time_s: float = 0.0
    max_requests: int | None = None
    sites_at_once: int = 4
    contact: str = ""
    progress: str = "auto"
    log: Path | None = None
    timeout_s: float = 60.0
    retry_wait_s: float = 2.0
    max_hold_s: float = 900.0


@dataclass(frozen=True, slots=True)
class SiteEnded:
    """How the crawl of one site ended. reason: one line for a person, "" when complete."""

    site: str
    outcome: Outcome
    reason: str = ""
    counters: Counters = field(default_factory=Counters)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a crawl ended, site by site, in the order in which they were named."""

    sites: tuple[SiteEnded, ...]

    @property
    def outcome(self) -> Outcome:
        """The gravest outcome of any site."""
        seen = {site.outcome for site in self.sites}
        return next((outcome for outcome in EXIT_CODES if outcome in seen), Outcome.COMPLETE)

    @property
    def exit_code(self) -> int:
        """0 complete, 1 broken or unreachable, 5 a limit, 130 interrupted."""
        return EXIT_CODES[self.outcome]
