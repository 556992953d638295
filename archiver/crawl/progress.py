"""What the crawl is doing, live on a terminal or as plain lines."""

from __future__ import annotations

from collections import deque
from time import monotonic
from typing import TYPE_CHECKING, Protocol, Self

from rich.console import Console
from rich.live import Live
from rich.table import Table

from archiver.crawl.site_crawl import spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from archiver.crawl.site_crawl import SiteCrawl

ROWS = 12  # sites shown at once on a terminal
RECENT_S, MARK_S = 60.0, 1.0  # what a pace is measured over, and how finely
FEW = 5  # visits, before which nothing is foretold
LIVE_S, PLAIN_S = 0.25, 5.0  # seconds between two pictures, between two lines


class Progress(Protocol):
    """Shows the state of some crawls, whenever it is asked to."""

    every_s: float

    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...
    def show(self) -> None:
        """Show the state as it is now."""
        ...


def progress(style: str, crawls: Sequence[SiteCrawl], console: Console | None = None) -> Progress:
    """The display for a style: "auto" (live on a terminal, else plain lines), "plain", "none"."""
    console = console or Console(stderr=True)
    if style == "none":
        return Silence()
    if style == "auto" and console.is_terminal and not console.is_dumb_terminal:
        return LiveTable(crawls, console)
    return PlainLines(crawls, console)


class Pace:
    """How fast one site's crawl goes, and how long it will take. clock: seconds that only grow.

    per_second: visits, failed ones included, over the last minute. left: the time until everything known now is
    visited, "12 min"; "" where nothing can be said yet.
    """

    def __init__(self, crawl: SiteCrawl, clock: Callable[[], float] = monotonic) -> None:
        self.crawl = crawl
        self.per_second, self.left = 0.0, ""
        self._clock = clock
        self._marks = deque([(clock(), 0)])

    def look(self) -> None:
        """Measure anew."""
        now, counters = self._clock(), self.crawl.counters
        visits = counters.fetched + counters.failed
        while len(self._marks) > 1 and self._marks[1][0] <= now - RECENT_S:
            self._marks.popleft()
        then, before = self._marks[0]
        if now - self._marks[-1][0] >= MARK_S:
            self._marks.append((now, visits))
        self.per_second = (visits - before) / (now - then) if now > then else 0.0
        known = visits >= FEW and self.per_second > 0 and not self.crawl.ending
        self.left = spoken(self.crawl.remaining() / self.per_second) if known else ""


class Silence:
    """Shows nothing."""

    every_s = 60.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def show(self) -> None:
        """Nothing."""


class PlainLines:
    """A line a site every few seconds, where something has changed."""

    every_s = PLAIN_S

    def __init__(self, crawls: Sequence[SiteCrawl], console: Console) -> None:
        self._paces = [Pace(crawl) for crawl in crawls]
        self._console = console
        self._last: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.show()

    def show(self) -> None:
        """Print the lines that differ from the last ones."""
        for pace in self._paces:
            counters, name = pace.crawl.counters, pace.crawl.route.site.name
            figures = (
                f"{counters.found} found, {counters.fetched} fetched, {counters.posts} posts, "
                f"{counters.unchanged} unchanged, {counters.failed} failed"
            )
            state = figures + counters.note
            if self._last.get(name, "0 found, 0 fetched, 0 posts, 0 unchanged, 0 failed") == state:
                continue
            self._last[name] = state
            pace.look()
            words = [figures, f"{pace.per_second:.1f}/s", f"{pace.left} left" if pace.left else "", counters.note]
            line = ", ".join(word for word in words if word)
            self._console.print(f"{name}: {line}", markup=False, highlight=False, soft_wrap=True)


class LiveTable:
    """A table that is drawn anew in its place, one row a site."""

    every_s = LIVE_S

    def __init__(self, crawls: Sequence[SiteCrawl], console: Console) -> None:
        self._paces = [Pace(crawl) for crawl in crawls]
        self._live = Live(console=console, auto_refresh=False, transient=True)

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.show()
        self._live.stop()

    def show(self) -> None:
        """Draw the table."""
        self._live.update(self._table(), refresh=True)

    def _table(self) -> Table:
        table = Table(box=None, pad_edge=False)
        table.add_column("site", overflow="ellipsis", no_wrap=True)
        for title in ("found", "fetched", "posts", "unchanged", "failed", "a second", "left"):
            table.add_column(title, justify="right", no_wrap=True)
        table.add_column("", overflow="ellipsis", no_wrap=True)
        going = [pace for pace in self._paces if not pace.crawl.ending] or self._paces
        for pace in going[:ROWS]:
            pace.look()
            counters = pace.crawl.counters
            figures = (counters.found, counters.fetched, counters.posts, counters.unchanged, counters.failed)
            rate = f"{pace.per_second:.1f}"
            table.add_row(
                _plain(pace.crawl.route.site.name), *map(str, figures), rate, pace.left, _plain(counters.note)
            )
        if len(going) > ROWS:
            table.add_row(f"… and {len(going) - ROWS} more")
        return table


def _plain(text: str) -> str:
    return text.replace("[", r"\[")
