"""The route of a page through the stages. It joins them and decides nothing that a stage could decide."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archiver.crawl.route import OwnedRoute
    from archiver.sites import Site


@contextmanager
def open_route(site: Site, db: Path) -> Iterator[OwnedRoute]:
    """The route through a site for `scrapy crawl`: opens, or makes, the archive at `db`, and locks it."""
    from archiver.flow.run import SiteRun  # noqa: PLC0415 - Scrapy asks for this module by name: it stays light
    from archiver.store import Archive  # noqa: PLC0415

    with Archive.open(db, create=True) as archive, archive.lock():
        yield SiteRun(archive, site)
