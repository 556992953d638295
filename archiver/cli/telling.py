"""Who is told of a crawl: the monitor that --ping names, and the people that archiver.toml names."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

import click

from archiver.errors import ArchiverError, LockedError, UsageError
from archiver.operate.notify import Notice, notice, send
from archiver.operate.ping import Ping

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archiver.flow.ending import RunReport
    from archiver.store import Archive

_BEFORE = 20  # earlier runs among which the last one that says anything is looked for
_WELL = frozenset((0, 5))  # a limit of one's own is no failure


class Told:
    """What a crawl has to say of itself.

    Who cannot be told is named on stderr; the crawl does not suffer from it.
    """

    def __init__(self, url: str | None, targets: Sequence[str]) -> None:
        self._ping = Ping(url) if url is not None else None
        self._targets = targets

    def begun(self) -> None:
        """Tell the monitor that the crawl begins. To be called once it holds the archive."""
        if self._ping is not None:
            _warn("--ping", self._ping.start())

    def ended(self, report: str, code: int, notices: Sequence[Notice]) -> None:
        """Tell the monitor how it ended, with the report, and people what is news."""
        if self._ping is not None:
            _warn("--ping", self._ping.end(report, well=code in _WELL))
        try:
            for line in send(notices, self._targets):
                _warn("", line)
        except UsageError as error:  # apprise is not installed: that must not hide how the crawl ended
            _warn("", str(error))


@contextmanager
def telling(url: str | None, targets: Sequence[str] = ()) -> Iterator[Told]:
    """Tell of a crawl, whatever becomes of it. url: of a monitor; targets: addresses of people, as apprise takes them.

    That another crawl holds the archive is no failure: that one is told of.
    """
    told = Told(url, targets)
    try:
        yield told
    except LockedError:
        raise
    except BaseException as error:
        broken = isinstance(error, ArchiverError) and not isinstance(error, UsageError)
        reason = str(error) or type(error).__name__
        told.ended(reason, 1, [Notice("archiver: the crawl could not go on", reason)] if broken else [])
        raise


def news(archive: Archive, reports: Sequence[RunReport]) -> list[Notice]:
    """What is news about the sites of a crawl, compared with their runs before."""
    found = []
    for report in reports:
        site = archive.sites.get(report.site)
        runs = islice(archive.runs.all(site.id if site else None), _BEFORE)
        before = [run.exit_code for run in runs if run.id < report.run_id and "requests" in run.counts]
        found.append(notice(report.site, report.exit_code, report.reason, before))
    return [each for each in found if each is not None]


def _warn(what: str, line: str | None) -> None:
    if line:
        click.echo(": ".join(filter(None, ("archiver", what, line))), err=True)
