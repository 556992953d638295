"""Fixture blogs crawled through the real crawler, into archives that live as long as the test."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from archiver import sites
from archiver.crawl.outcome import CrawlOptions
from archiver.flow.crawling import crawl_sites
from archiver.store import Archive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archiver.flow.ending import RunReport

HASTY = CrawlOptions(progress="none", retry_wait_s=0.01, timeout_s=10.0)
_FIELDS = ("url", "title", "published_at", "authors", "categories", "tags", "text")


@contextmanager
def archived(
    db: Path, url: str, options: CrawlOptions = HASTY, *, full: bool = False, **settings: object
) -> Iterator[tuple[Archive, RunReport]]:
    """The archive after a crawl of the blog at that address, and how the run ended."""
    site = replace(sites.from_url(url), delay_s=0.0, **settings)  # type: ignore[arg-type]
    with Archive.open(db, create=True) as archive, archive.lock():
        [report] = crawl_sites(archive, [site], options, full=full)
        yield archive, report


def posts(archive: Archive) -> list[dict[str, Any]]:
    """The posts as `blogs.score` takes them."""
    return [{name: getattr(post, name) for name in _FIELDS} for post in archive.posts()]
