"""robots.txt: the sitemaps it names, and how slowly it wants to be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from protego import Protego

from archiver import urls
from archiver.discover import sitemap_names
from archiver.records import Lead, Role, Source

if TYPE_CHECKING:
    from archiver.records import Capture

MAX_BYTES = 512_000  # RFC 9309 §2.5: a parser must take 500 KiB, and need not take more


@dataclass(frozen=True, slots=True)
class Pace:
    """How often one user agent may ask: Crawl-delay and Request-rate, as far as they are stated.

    requests, per_s: "Request-rate: 1/10" is one request in ten seconds.
    """

    crawl_delay_s: float | None = None
    requests: int | None = None
    per_s: int | None = None

    @property
    def delay_s(self) -> float:
        """Seconds between two requests that satisfy both; 0 where nothing is asked."""
        rate_s = self.per_s / self.requests if self.requests and self.per_s else 0.0
        return max(self.crawl_delay_s or 0.0, rate_s)


def is_robots(url: str) -> bool:
    """Whether the address is a host's robots.txt."""
    address = urls.parse(url)
    return address is not None and address.path == "/robots.txt"


def read(capture: Capture) -> tuple[Lead, ...]:
    """The sitemaps that the file names, as far as they are worth reading (see `sitemap_names`)."""
    named = []
    for line in dict.fromkeys(_parsed(capture.body).sitemaps):
        url = urls.resolve(capture.url, line)
        if url:
            named.append(Lead(url, Source.ROBOTS, capture.url, Role.SITEMAP))
    return sitemap_names.worth_reading(named)


def pace(body: bytes, user_agent: str) -> Pace:
    """What the file asks of this user agent, by the group that is meant for it."""
    rules = _parsed(body)
    delay, rate = rules.crawl_delay(user_agent), rules.request_rate(user_agent)
    if rate is None:
        return Pace(crawl_delay_s=delay)
    return Pace(delay, rate.requests, rate.seconds)


def _parsed(body: bytes) -> Protego:
    return Protego.parse(body[:MAX_BYTES].decode("utf-8-sig", "replace"))
