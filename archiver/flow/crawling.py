"""Some sites crawled in one go, and what came of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver.crawl.run import crawl
from archiver.flow.run import SiteRun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.crawl.outcome import CrawlOptions
    from archiver.flow.ending import RunReport
    from archiver.sites import Site
    from archiver.store import Archive

# The gravest first: a scheduler acts on the first of these that any site ended with.
_GRAVITY = (130, 1, 5, 0)


def crawl_sites(
    archive: Archive, sites: Sequence[Site], options: CrawlOptions, *, full: bool = False
) -> list[RunReport]:
    """How the run over each site ended, in the order in which they were named. The archive must be locked.

    Raises StorageError and ArchiveError when the archive can take no more; what was committed before stays.
    """
    runs = [SiteRun(archive, site, full=full) for site in sites]
    ended = crawl(runs, options)
    return [run.finish(end) for run, end in zip(runs, ended.sites, strict=True)]


def exit_code(reports: Sequence[RunReport]) -> int:
    """The gravest exit code of several runs."""
    codes = {report.exit_code for report in reports}
    return next((code for code in _GRAVITY if code in codes), 0)
