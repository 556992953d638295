"""Who is told of a crawl: the monitor that --ping names, and the people that archiver.toml names."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

import click

from archiver.operate.notify import Notice, notice
from archiver.operate.ping import Ping

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archiver.flow.ending import RunReport
    from archiver.store import Archive

_BEFORE = 20  # earlier runs among which the last one that says anything is looked for
_WELL = frozenset((0, 5))  # a limit of one's own is no failure


@contextmanager
def telling(url: str | None) -> Iterator[list[tuple[str, int]]]:
    """Ping `url` around a crawl, if one is given. The block leaves (report, exit code); without one it has failed.

    A monitor that does not answer is told of on stderr; the crawl does not suffer from it.
    """
    told: list[tuple[str, int]] = []
    if url is None:
        yield told
        return
    ping = Ping(url)
    _warn(ping.start())
    try:
        yield told
    except BaseException as error:
        _warn(ping.end(str(error) or type(error).__name__, well=False))
        raise
    report, code = told[-1]
    _warn(ping.end(report, well=code in _WELL))


def news(archive: Archive, reports: Sequence[RunReport]) -> list[Notice]:
    """What is news about the sites of a crawl, compared with their runs before."""
    found = []
    for report in reports:
        site = archive.sites.get(report.site)
        runs = islice(archive.runs.all(site.id if site else None), _BEFORE)
        before = [run.exit_code for run in runs if run.id < report.run_id and "requests" in run.counts]
        found.append(notice(report.site, report.exit_code, report.reason, before))
    return [each for each in found if each is not None]


def _warn(line: str | None) -> None:
    if line:
        click.echo(f"archiver: --ping: {line}", err=True)
