"""How much of what each source names is in the archive: the proof that nothing is missing, or the list of what is."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from archiver.records import Source
from archiver.store.evidence import order_of_sources
from archiver.store.rows import SourceCoverage

if TYPE_CHECKING:
    from archiver.store.connection import Connection


def coverage(connection: Connection, site_id: int) -> list[SourceCoverage]:
    """For each source that names posts of the site what became of them, in the order of `Source`."""
    reasons: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for source, reason, count in connection.rows(
        "SELECT source, ifnull(reason, fate), count(*) FROM coverage_urls "
        "WHERE site_id = ? AND fate IN ('failed', 'excluded', 'not-a-post') GROUP BY 1, 2 ORDER BY 3 DESC, 2",
        (site_id,),
    ):
        reasons[source][reason] = count
    rows = connection.all(
        "SELECT source, named, archived, failed, excluded, open, not_a_post, alone FROM coverage "  # noqa: S608
        f"WHERE site = (SELECT name FROM sites WHERE id = ?) ORDER BY {order_of_sources('source')}",
        (site_id,),
    )
    return [
        SourceCoverage(
            Source(source), named, archived, failed, excluded, still_open, not_a_post, alone, reasons[source]
        )
        for source, named, archived, failed, excluded, still_open, not_a_post, alone in rows
    ]
