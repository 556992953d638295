"""Posts as they stand, read lazily: what exports, lists and searches show."""

from __future__ import annotations

from array import array
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Unpack

import msgspec

from archiver import urls
from archiver.records import ChangeKind, PostStatus
from archiver.store import times
from archiver.store.filters import conditions
from archiver.store.revisions import Revisions
from archiver.store.rows import Event, EventFilter, PostAuthor, PostFilter, PostImage, PostLink, PostRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from archiver.store.connection import Connection
    from archiver.store.rows import Criteria, RevisionRecord

T = TypeVar("T")
Order = Literal["id", "newest", "oldest"]

CHUNK = 200  # posts read at once: five queries each, and no more in memory

_ORDERS: dict[Order, str] = {
    "id": "posts.id",
    "newest": "posts.published_at DESC NULLS LAST, posts.id DESC",
    "oldest": "posts.published_at NULLS LAST, posts.id",
}
_COLUMNS = (
    "id",
    "site",
    "url",
    "status",
    "title",
    "description",
    "language",
    "published_at",
    "modified_at",
    "series",
    "text",
    "markdown",
    "html",
    "word_count",
    "first_seen_at",
    "last_seen_at",
    "gone_at",
    "revision",
    "revised_at",
    "content_hash",
    "text_hash",
    "method",
    "quality",
    "provenance",
    "capture_id",
    "profile_version",
)
_STATUS = _COLUMNS.index("status")
_TIMES = tuple(_COLUMNS.index(name) for name in ("first_seen_at", "last_seen_at", "gone_at", "revised_at"))
_ELSEWHERE = {"site": "sites.name", "first_seen_at": "first_seen_at", "last_seen_at": "last_seen_at"}
_POST = f"""
SELECT {", ".join(_ELSEWHERE.get(column, f"posts.{column}") for column in _COLUMNS)}
FROM json_each(?) AS wanted
JOIN posts ON posts.id = wanted.value
JOIN sites ON sites.id = posts.site_id
JOIN sightings ON sightings.post_id = posts.id
"""  # noqa: S608 - own column list
_WANTED = "IN (SELECT value FROM json_each(?))"
_AUTHORS = f"""
SELECT post_id, name, url, bio FROM authors_posts JOIN authors ON authors.id = author_id
WHERE post_id {_WANTED} ORDER BY post_id, position
"""  # noqa: S608 - own text
_TERMS = f"""
SELECT post_id, name FROM posts_tags JOIN tags ON tags.id = tag_id
WHERE post_id {_WANTED} AND kind = '{{}}' ORDER BY post_id, position
"""  # noqa: S608 - own text
_IMAGES = f"""
SELECT post_id, url, alt, caption, sha256, path FROM images WHERE post_id {_WANTED} ORDER BY post_id, position
"""  # noqa: S608 - own text
_LINKS = f"SELECT post_id, url, text FROM links WHERE post_id {_WANTED} ORDER BY post_id, position"  # noqa: S608 - own text
_ALIASES = f"""
SELECT aliases.post_id, urls.url FROM aliases JOIN urls ON urls.id = url_id
WHERE aliases.post_id {_WANTED} ORDER BY aliases.post_id, url_id
"""  # noqa: S608 - own text


class Reading:
    """The reading side of posts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __call__(self, **criteria: Unpack[Criteria]) -> Iterator[PostRecord]:
        """The posts for which all of these hold (see `PostFilter`), whole, read lazily: `archive.posts(tag="x")`."""
        return self.select(PostFilter(**criteria))

    def select(
        self, where: PostFilter | None = None, *, order: Order = "id", limit: int | None = None, offset: int = 0
    ) -> Iterator[PostRecord]:
        """The posts that a filter means, whole, a chunk at a time: memory does not grow with the archive.

        Which posts is settled at once, eight bytes each; what they hold, when they are reached.
        """
        term, values = conditions(where or PostFilter())
        sql = f"SELECT posts.id FROM posts WHERE {term} ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?"  # noqa: S608
        rows = self._connection.rows(sql, (*values, -1 if limit is None else limit, offset))
        return self.those(array("q", (row[0] for row in rows)))

    def those(self, post_ids: Iterable[int]) -> Iterator[PostRecord]:
        """The posts with these ids, in this order; an id that is gone is left out."""
        remaining = iter(post_ids)
        while chunk := list(islice(remaining, CHUNK)):
            yield from self._chunk(chunk)

    def get(self, post_id: int) -> PostRecord | None:
        """The post with that id."""
        return next(iter(self._chunk([post_id])), None)

    def count(self, where: PostFilter | None = None) -> int:
        """How many posts a filter means."""
        term, values = conditions(where or PostFilter())
        found: int = self._connection.value(f"SELECT count(*) FROM posts WHERE {term}", values)  # noqa: S608
        return found

    def find(self, url: str, site_id: int | None = None) -> int | None:
        """The id of the post at an address, in any spelling, its own or an alias."""
        found: int | None = self._connection.value(
            "SELECT post_id FROM urls WHERE site_id IN (SELECT id FROM sites WHERE ?2 IS NULL OR id = ?2) "
            "AND identity = ?1 AND post_id IS NOT NULL",
            (urls.identity(url), site_id),
        )
        return found

    def revisions(self, post_id: int) -> list[RevisionRecord]:
        """Every distinct content of a post, oldest first."""
        return Revisions(self._connection).of_post(post_id)

    def events(self, where: EventFilter | None = None, limit: int | None = None) -> Iterator[Event]:
        """What happened to posts, the newest first."""
        where = where or EventFilter()
        given = (
            ("site = ?", where.site),
            ("kind = ?", where.kind),
            ("post_id = ?", where.post_id),
            ("run_id = ?", where.run_id),
            ("at >= ?", times.maybe_to_text(where.since)),
            ("at < ?", times.maybe_to_text(where.until)),
        )
        term = " AND ".join(term for term, value in given if value is not None) or "1"
        values = [value for _, value in given if value is not None]
        rows = self._connection.rows(
            "SELECT id, at, site, kind, post_id, title, url, reason, revision, fields, words_added, words_removed, "  # noqa: S608
            f"from_url, to_url, run_id FROM changes WHERE {term} ORDER BY id DESC LIMIT ?",
            (*values, -1 if limit is None else limit),
        )
        for event_id, at, site, kind, post_id, title, url, reason, revision, fields, added, removed, *rest in rows:
            yield Event(
                event_id,
                times.from_text(at),
                site,
                ChangeKind(kind),
                post_id,
                title,
                url,
                reason,
                revision,
                msgspec.json.decode(fields, type=tuple[str, ...]) if fields else (),
                added or 0,
                removed or 0,
                *rest,
            )

    def similar(self, post_id: int) -> dict[int, float]:
        """Posts that resemble this one, with their similarity, the most similar first."""
        return dict(
            self._connection.all(
                "SELECT other_post_id, similarity FROM similar WHERE post_id = ?1 UNION ALL "
                "SELECT post_id, similarity FROM similar WHERE other_post_id = ?1 ORDER BY 2 DESC, 1",
                (post_id,),
            )
        )

    def texts(self, site_id: int) -> Iterator[tuple[int, str]]:
        """Id and text of every post of a site, by id."""
        return self._connection.rows("SELECT id, text FROM posts WHERE site_id = ? ORDER BY id", (site_id,))

    def titles(self, site_id: int) -> frozenset[str]:
        """The titles of a site's posts."""
        rows = self._connection.all("SELECT title FROM posts WHERE site_id = ? AND title <> ''", (site_id,))
        return frozenset(title for (title,) in rows)

    def _chunk(self, post_ids: list[int]) -> list[PostRecord]:
        wanted = (msgspec.json.encode(post_ids).decode(),)
        with self._connection.snapshot():
            rows = self._connection.all(_POST, wanted)
            authors = self._grouped(_AUTHORS, PostAuthor, wanted)
            categories = self._grouped(_TERMS.format("category"), str, wanted)
            tags = self._grouped(_TERMS.format("tag"), str, wanted)
            images = self._grouped(_IMAGES, PostImage, wanted)
            links = self._grouped(_LINKS, PostLink, wanted)
            aliases = self._grouped(_ALIASES, str, wanted)
        # put in order here: SQLite would push every text through its sorter, at half the cost of reading it
        by_id = {row[0]: row for row in rows}
        belongings = (authors, categories, tags, images, links, aliases)
        return [
            _record(by_id[post_id], tuple(rows_of.get(post_id, ()) for rows_of in belongings))
            for post_id in post_ids
            if post_id in by_id
        ]

    def _grouped(self, sql: str, make: Callable[..., T], values: tuple[str]) -> dict[int, tuple[T, ...]]:
        """For each post what `make` gives for its rows, in their order."""
        groups: defaultdict[int, list[T]] = defaultdict(list)
        for post_id, *cells in self._connection.all(sql, values):
            groups[post_id].append(make(*cells))
        return {post_id: tuple(group) for post_id, group in groups.items()}


def _record(row: tuple[Any, ...], belongings: tuple[Any, ...]) -> PostRecord:
    cells = [*row, *belongings]
    cells[_STATUS] = PostStatus(cells[_STATUS])
    for index in _TIMES:
        if cells[index] is not None:
            cells[index] = times.from_text(cells[index])
    return PostRecord(*cells)
