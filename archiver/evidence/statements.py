"""What other documents (feeds, REST) say of a post, as readings beside the page's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver.evidence import names, titles
from archiver.evidence.structured import language, unique_authors
from archiver.evidence.values import Readings, put
from archiver.records import Author, Source, Statement

if TYPE_CHECKING:
    from collections.abc import Mapping

SPEAKING = (Source.REST, Source.PLATFORM, Source.FEED)
"""The sources whose statements count, best first: a sitemap knows no titles, a listing shows cut ones."""


def read(says: Mapping[Source, Statement], *, splits_names: bool = False) -> Readings:
    """The statements by field and source.

    splits_names: whether one name "A, B" in them is two authors, as feeds of WordPress write those of one post.
    """
    readings: Readings = {}
    for source in SPEAKING:
        statement = says.get(source)
        if statement is None:
            continue
        put(readings, "title", source, titles.tidy(statement.title or ""))
        put(readings, "published_at", source, statement.published_at)
        put(readings, "modified_at", source, statement.modified_at)
        put(readings, "authors", source, _split(statement.authors) if splits_names else statement.authors)
        put(readings, "categories", source, statement.categories)
        put(readings, "tags", source, statement.tags)
        put(readings, "description", source, titles.tidy(statement.description or ""))
        put(readings, "language", source, language(statement.language or ""))
    return readings


def listed(says: Mapping[Source, Statement]) -> Readings:
    """What the site's own lists show of a post: one more source to be compared, and for some posts the only one."""
    readings: Readings = {}
    statement = says.get(Source.LISTING)
    if statement is not None:
        put(readings, "title", Source.LISTING, titles.tidy(statement.title or ""))
        put(readings, "published_at", Source.LISTING, statement.published_at)
    return readings


def _split(authors: tuple[Author, ...]) -> tuple[Author, ...]:
    parts = ((author, names.split(author.name, always=True)) for author in authors)
    return unique_authors(
        person for one, found in parts for person in ([one] if len(found) == 1 else map(Author, found))
    )
