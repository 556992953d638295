"""What posts hold, column by column as it is stored: only what is asked for is read, for many posts at once."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Any, Final, TypeVar

import msgspec

from archiver.store.rows import PostAuthor, PostImage, PostLink, PostRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from archiver.store.connection import Connection

T = TypeVar("T")

COLUMNS: Final = PostRecord.__struct_fields__
_ELSEWHERE: Final = {"site": "sites.name", "first_seen_at": "first_seen_at", "last_seen_at": "last_seen_at"}
_POST: Final = """
SELECT {} FROM wanted
JOIN posts ON posts.id = wanted.value
JOIN sites ON sites.id = posts.site_id
JOIN sightings ON sightings.post_id = posts.id
"""
_WANTED: Final = "WITH wanted AS (SELECT value FROM json_each(?)) "
_AUTHORS: Final = (
    "SELECT post_id, name, url, bio FROM authors_posts JOIN authors ON authors.id = author_id "
    "WHERE post_id IN wanted ORDER BY post_id, position"
)
_IMAGES: Final = (
    "SELECT post_id, url, alt, caption, sha256, path FROM images WHERE post_id IN wanted ORDER BY post_id, position"
)
_LINKS: Final = "SELECT post_id, url, text FROM links WHERE post_id IN wanted ORDER BY post_id, position"
_ALIASES: Final = (
    "SELECT aliases.post_id, urls.url FROM aliases JOIN urls ON urls.id = url_id "
    "WHERE aliases.post_id IN wanted ORDER BY aliases.post_id, url_id"
)
_TERMS: Final = (
    "SELECT post_id, kind, name FROM posts_tags JOIN tags ON tags.id = tag_id "
    "WHERE post_id IN wanted ORDER BY post_id, position"
)
_BELONGINGS: Final[dict[str, tuple[Callable[..., Any], str]]] = {
    "authors": (PostAuthor, _AUTHORS),
    "images": (PostImage, _IMAGES),
    "links": (PostLink, _LINKS),
    "aliases": (str, _ALIASES),
}
_KINDS: Final = {"categories": "category", "tags": "tag"}  # of terms, by column


class Cells:
    """Reads the named columns of posts: of those of `PostRecord`, in the order asked for.

    Times, status and JSON are the text that is stored; a list of things is a tuple.
    given: columns that are the same for every post.
    """

    def __init__(
        self, connection: Connection, columns: Sequence[str] = COLUMNS, given: Mapping[str, object] | None = None
    ) -> None:
        self._connection = connection
        self._columns, self._given = columns, given or {}
        self._lists = [name for name in columns if name in _BELONGINGS or name in _KINDS]
        own = (name for name in columns if name not in self._lists and name not in self._given)
        self._own = tuple(dict.fromkeys(("id", *own)))
        self._sql = _WANTED + _POST.format(", ".join(_ELSEWHERE.get(name, f"posts.{name}") for name in self._own))

    def of(self, post_ids: Sequence[int]) -> Iterator[tuple[Any, ...]]:
        """A tuple of cells for each post, in the order of the ids; an id that is gone is left out."""
        wanted = (msgspec.json.encode(post_ids).decode(),)
        with self._connection.snapshot():
            rows = self._connection.all(self._sql, wanted)
            lists = self._belongings(wanted)
        # put in order here: SQLite would push every text through its sorter, at half the cost of reading it
        by_id = {row[0]: row for row in rows}
        found = [post_id for post_id in post_ids if post_id in by_id]
        # column by column, and so at the speed of C: row by row took a fifth of the whole export
        own = dict(zip(self._own, zip(*[by_id[post_id] for post_id in found], strict=True), strict=bool(found)))
        cells: list[Iterable[Any]] = []
        for name in self._columns:
            if name in self._given:
                cells.append(repeat(self._given[name], len(found)))
            else:
                cells.append(map(lists[name].get, found, repeat(())) if name in lists else own.get(name, ()))
        return zip(*cells, strict=True)

    def _belongings(self, wanted: tuple[str]) -> dict[str, dict[int, tuple[Any, ...]]]:
        """By column, for each post that has some, its authors, terms, images, …, in their order."""
        found: dict[str, dict[int, tuple[Any, ...]]] = {}
        for name in self._lists:
            if name in _BELONGINGS:
                make, sql = _BELONGINGS[name]
                found[name] = _grouped(make, self._connection.all(_WANTED + sql, wanted))
        if any(name in _KINDS for name in self._lists):
            terms: dict[str, dict[int, list[str]]] = {kind: {} for kind in _KINDS.values()}
            for post_id, kind, term in self._connection.all(_WANTED + _TERMS, wanted):
                terms[kind].setdefault(post_id, []).append(term)
            for name, kind in _KINDS.items():
                found[name] = {post_id: tuple(group) for post_id, group in terms[kind].items()}
        return found


def _grouped(make: Callable[..., T], rows: Iterable[tuple[Any, ...]]) -> dict[int, tuple[T, ...]]:
    """For each post what `make` gives for its rows, in their order."""
    groups: dict[int, list[T]] = {}
    for row in rows:
        one = make(*row[1:])
        if row[0] in groups:
            groups[row[0]].append(one)
        else:
            groups[row[0]] = [one]
    return {post_id: tuple(group) for post_id, group in groups.items()}
