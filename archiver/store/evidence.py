"""What each source says of each address: the `leads` table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from archiver.records import Author, Lead, Role, Source, Statement
from archiver.store import times
from archiver.store.encodable import encodable

if TYPE_CHECKING:
    from archiver.store.connection import Connection
    from archiver.store.rows import Discovery

# Documents that list a site's posts: what they name, and when they last did, is worth a write at every sighting. A
# plain link is met again on every page; it is written again only when it says something new.
LISTS: Final = frozenset({Source.SITEMAP, Source.FEED, Source.REST, Source.PLATFORM})

_STATED = (
    "title",
    "published_at",
    "modified_at",
    "authors",
    "categories",
    "tags",
    "description",
    "language",
    "excerpt",
)
_COLUMNS = ("url_id", "source", "found_on", "role", "anchor", *_STATED, "seen_at", "capture_id")
_NEWS = " OR ".join(
    [
        *(f"(excluded.{column} IS NOT NULL AND excluded.{column} IS NOT leads.{column})" for column in _STATED),
        "length(excluded.anchor) > length(leads.anchor)",
        "(excluded.role <> 'unknown' AND leads.role = 'unknown')",
    ]
)
_UPSERT = f"""
INSERT INTO leads ({", ".join(_COLUMNS)}) VALUES ({", ".join("?" for _ in _COLUMNS)})
ON CONFLICT (url_id, source) DO UPDATE SET
    {", ".join(f"{column} = coalesce(excluded.{column}, {column})" for column in _STATED)},
    anchor = CASE WHEN length(excluded.anchor) > length(anchor) THEN excluded.anchor ELSE anchor END,
    role = CASE WHEN excluded.role = 'unknown' THEN role ELSE excluded.role END,
    found_on = excluded.found_on, seen_at = excluded.seen_at, capture_id = excluded.capture_id
WHERE {{when}}
"""  # noqa: S608 - own column names
_UPSERT_LIST = _UPSERT.format(when="excluded.seen_at > leads.seen_at OR " + _NEWS)
_UPSERT_LINK = _UPSERT.format(when=_NEWS)


class Evidence:
    """The `leads` table: one row an address and source; later sightings add what they know."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, url_id: int, lead: Lead, discovery: Discovery) -> None:
        """Record what a lead says of its address; what an earlier sighting said and this one omits stays."""
        says = encodable(lead.says or Statement())
        self._connection.run(
            _UPSERT_LIST if lead.source in LISTS else _UPSERT_LINK,
            (
                url_id,
                lead.source,
                lead.found_on,
                lead.role,
                lead.anchor,
                says.title,
                says.published_at,
                says.modified_at,
                _json(says.authors),
                _json(says.categories),
                _json(says.tags),
                says.description,
                says.language,
                says.excerpt,
                times.to_text(discovery.now),
                discovery.capture_id,
            ),
        )

    def leads_of(self, url_id: int) -> list[Lead]:
        """Everything that names an address, one lead a source, without `Statement.html`: that stands in the capture."""
        rows = self._connection.all(
            "SELECT urls.url, source, leads.found_on, leads.role, anchor, title, published_at, modified_at, authors, "  # noqa: S608
            "categories, tags, description, language, excerpt "
            f"FROM leads JOIN urls ON urls.id = url_id WHERE url_id = ? ORDER BY {order_of_sources('source')}",
            (url_id,),
        )
        return [_lead(row) for row in rows]

    def named_in(self, url_id: int) -> dict[Source, int]:
        """The capture in which each source last named an address."""
        rows = self._connection.all(
            "SELECT source, capture_id FROM leads WHERE url_id = ? AND capture_id IS NOT NULL", (url_id,)
        )
        return {Source(source): capture_id for source, capture_id in rows}

    def statements(self, url_id: int) -> dict[Source, Statement]:
        """What each source states about the post at an address, or at another address of the same post.

        The address's own evidence goes first; an alias's (a feed that links through a redirect) fills the gaps.
        """
        said: dict[Source, Statement] = {}
        others = self._connection.all(
            "SELECT id FROM urls WHERE post_id = (SELECT post_id FROM urls WHERE id = ?1) AND id <> ?1 UNION "
            "SELECT id FROM urls WHERE redirect_to = ?1",
            (url_id,),
        )
        for one in (url_id, *(row[0] for row in others)):
            for lead in self.leads_of(one):
                if lead.says is not None:
                    said.setdefault(lead.source, lead.says)
        return said


def order_of_sources(column: str) -> str:
    """An SQL term that sorts sources as `Source` declares them."""
    cases = " ".join(f"WHEN '{source}' THEN {index}" for index, source in enumerate(Source))
    return f"CASE {column} {cases} END"


def _lead(row: tuple[Any, ...]) -> Lead:
    url, source, found_on, role, anchor, title, published, modified, authors, categories, tags, *rest = row
    description, language, excerpt = rest
    says = Statement(
        title=title,
        published_at=published,
        modified_at=modified,
        authors=msgspec.json.decode(authors, type=tuple[Author, ...]) if authors else (),
        categories=msgspec.json.decode(categories, type=tuple[str, ...]) if categories else (),
        tags=msgspec.json.decode(tags, type=tuple[str, ...]) if tags else (),
        description=description,
        language=language,
        excerpt=excerpt,
    )
    return Lead(url, Source(source), found_on, Role(role), anchor, None if says == Statement() else says)


def _json(values: tuple[str, ...] | tuple[Author, ...]) -> str | None:
    return msgspec.json.encode(values).decode() if values else None
