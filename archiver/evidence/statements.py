"""What other documents (feeds, REST) say of a post, as readings beside the page's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver.evidence import titles
from archiver.evidence.structured import language
from archiver.evidence.values import Readings, put
from archiver.records import Source, Statement

if TYPE_CHECKING:
    from collections.abc import Mapping

SPEAKING = (Source.REST, Source.PLATFORM, Source.FEED)
"""The sources whose statements count, best first: a sitemap knows no titles, a listing shows cut ones."""


def read(says: Mapping[Source, Statement]) -> Readings:
    """The statements by field and source."""
    readings: Readings = {}
    for source in SPEAKING:
        statement = says.get(source)
        if statement is None:
            continue
        put(readings, "title", source, titles.tidy(statement.title or ""))
        put(readings, "published_at", source, statement.published_at)
        put(readings, "modified_at", source, statement.modified_at)
        put(readings, "authors", source, statement.authors)
        put(readings, "categories", source, statement.categories)
        put(readings, "tags", source, statement.tags)
        put(readings, "description", source, titles.tidy(statement.description or ""))
        put(readings, "language", source, language(statement.language or ""))
    return readings
