"""What the crawler asks of the rest of the program: where to go next, and what to do with what came back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection
    from contextlib import AbstractContextManager
    from pathlib import Path

    from archiver.crawl.outcome import SiteEnded
    from archiver.records import Capture, Role, Visit
    from archiver.sites import Site


@dataclass(frozen=True, slots=True)
class Settled:
    """What one capture was taken for, and what it led to: the figures that progress shows.

    posts: posts that were stored or confirmed by it. leads: addresses that were not in the frontier before.
    kind: "new", "revised", "unchanged", … (a ChangeKind) where it was a post; "" elsewhere.
    """

    role: Role
    posts: int = 0
    leads: int = 0
    kind: str = ""


class Route(Protocol):
    """The way through one site, kept in the frontier. All calls come from one thread, none may wait for the network.

    Whatever it raises ends the crawl of all sites, and is raised again by `run.crawl`: a page that cannot be read is
    the route's own business. A visit that was handed out and never reported back was not asked, and stays due.
    """

    site: Site

    def due(self, limit: int, busy: Collection[int]) -> list[Visit]:
        """The next visits, best first, at most `limit`, without those whose url_id is in `busy`."""
        ...

    def remaining(self) -> int:
        """How many addresses are due, those that are being visited included."""
        ...

    def settle(self, visit: Visit, capture: Capture) -> Settled:
        """What the capture was taken for. 2xx, 3xx and 4xx but 408 and 429 come here, redirects and 304 included.

        The answer to a visit of robots.txt is the same one that the rules are read from, asked once a run.
        """
        ...

    def failed(self, visit: Visit, error: str, retry_after_s: float | None) -> None:
        """Note that nothing usable came back, retries included: no answer, a broken one, 408, 429 or 5xx.

        error: one line for a person, without the address. retry_after_s: what the server asked for, if it did.
        """
        ...

    def excluded(self, visit: Visit, reason: str) -> None:
        """Note that the address may not be asked: robots.txt forbids it, or it leads into a private network."""
        ...

    def flush(self) -> None:
        """Commit what was settled. Called every second, every 100 visits and at the end."""
        ...

    def should_stop(self) -> str | None:
        """Why the run is to end before everything is done, such as a limit that was reached; None to go on."""
        ...


class Finished(Protocol):
    """What a run that was finished has come to."""

    @property
    def exit_code(self) -> int:
        """As the command is to end."""
        ...


class OwnedRoute(Route, Protocol):
    """A route that was opened for `scrapy crawl`, which has nobody else to finish the run."""

    def finish(self, ended: SiteEnded) -> Finished:
        """Close the run: learn, settle what waited, write its row."""
        ...


class OpenRoute(Protocol):
    """What the setting ROUTE_OPENER names."""

    def __call__(self, site: Site, db: Path) -> AbstractContextManager[OwnedRoute]:
        """A route through `site` in the archive at `db`."""
        ...
