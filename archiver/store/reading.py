"""Posts as they stand, read lazily: what exports, lists and searches show."""

from __future__ import annotations

from array import array
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Literal, Unpack

import msgspec

from archiver import urls
from archiver.records import ChangeKind, PostStatus
from archiver.store import times
from archiver.store.cells import COLUMNS, Cells
from archiver.store.filters import conditions
from archiver.store.revisions import Revisions
from archiver.store.rows import Event, EventFilter, PostFilter, PostRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from archiver.store.connection import Connection
    from archiver.store.rows import Criteria, RevisionRecord

Order = Literal["id", "newest", "oldest"]

CHUNK = 200  # posts read at once: six queries each, and no more in memory

_ORDERS: dict[Order, str] = {
    "id": "posts.id",
    "newest": "posts.published_at DESC NULLS LAST, posts.id DESC",
    "oldest": "posts.published_at NULLS LAST, posts.id",
}
_STATUS = COLUMNS.index("status")
_TIMES = tuple(COLUMNS.index(name) for name in ("first_seen_at", "last_seen_at", "gone_at", "revised_at"))


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
        return self.those(self._ids(where, order, limit, offset))

    def those(self, post_ids: Iterable[int]) -> Iterator[PostRecord]:
        """The posts with these ids, in this order; an id that is gone is left out."""
        return map(_record, self._chunks(Cells(self._connection), post_ids))

    def cells(
        self,
        columns: Sequence[str],
        where: PostFilter | None = None,
        *,
        order: Order = "id",
        given: Mapping[str, object] | None = None,
    ) -> Iterator[tuple[Any, ...]]:
        """Of each post that a filter means the named fields of `PostRecord`; nothing else is read.

        As they are stored: times and status are text. given: more columns, with what each post has there.
        """
        return self._chunks(Cells(self._connection, columns, given), self._ids(where, order))

    def get(self, post_id: int) -> PostRecord | None:
        """The post with that id."""
        return next(self.those([post_id]), None)

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

    def texts(self, site_id: int) -> Iterator[tuple[int, str]]:
        """Id and text of every post of a site, by id."""
        return self._connection.rows("SELECT id, text FROM posts WHERE site_id = ? ORDER BY id", (site_id,))

    def titles(self, site_id: int) -> frozenset[str]:
        """The titles of a site's posts."""
        rows = self._connection.all("SELECT title FROM posts WHERE site_id = ? AND title <> ''", (site_id,))
        return frozenset(title for (title,) in rows)

    def _ids(self, where: PostFilter | None, order: Order, limit: int | None = None, offset: int = 0) -> array[int]:
        term, values = conditions(where or PostFilter())
        sql = f"SELECT posts.id FROM posts WHERE {term} ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?"  # noqa: S608
        rows = self._connection.rows(sql, (*values, -1 if limit is None else limit, offset))
        return array("q", (row[0] for row in rows))

    def _chunks(self, cells: Cells, post_ids: Iterable[int]) -> Iterator[tuple[Any, ...]]:
        remaining = iter(post_ids)
        chunks = iter(lambda: list(islice(remaining, CHUNK)), [])
        return chain.from_iterable(map(cells.of, chunks))


def _record(stored: tuple[Any, ...]) -> PostRecord:
    cells = list(stored)
    cells[_STATUS] = PostStatus(cells[_STATUS])
    for index in _TIMES:
        if cells[index] is not None:
            cells[index] = times.from_text(cells[index])
    return PostRecord(*cells)
