"""What posts hold, column by column as it is stored: only what is asked for is read, for many posts at once."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

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
_IMAGES: Final = (
    "SELECT post_id, url, alt, caption, sha256, path FROM images WHERE post_id IN wanted ORDER BY post_id, position"
)
_LINKS: Final = "SELECT post_id, url, text FROM links WHERE post_id IN wanted ORDER BY post_id, position"
_ALIASES: Final = (
    "SELECT aliases.post_id, urls.url FROM aliases JOIN urls ON urls.id = url_id "
    "WHERE aliases.post_id IN wanted ORDER BY aliases.post_id, url_id"
)
_BELONGINGS: Final[dict[str, tuple[Callable[..., Any], str]]] = {
    "images": (PostImage, _IMAGES),
    "links": (PostLink, _LINKS),
    "aliases": (str, _ALIASES),
}
# Who and what many posts have in common: what a post has, and then, once for all posts, what that is. Joined, and put
# in order by SQLite, it took a tenth of a whole export.
_SHARED: Final = {
    "authors": (
        "SELECT post_id, position, author_id FROM authors_posts WHERE post_id IN wanted",
        "SELECT id, name, url, bio FROM authors WHERE id IN (SELECT value FROM json_each(?))",
    ),
    "terms": (
        "SELECT post_id, position, tag_id FROM posts_tags WHERE post_id IN wanted",
        "SELECT id, kind, name FROM tags WHERE id IN (SELECT value FROM json_each(?))",
    ),
}
_MOST_REMEMBERED: Final = 20_000  # authors or terms: some 5 MB
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
        self._lists = [name for name in columns if name in _BELONGINGS or name in _KINDS or name == "authors"]
        self._authors = _Shared(connection, *_SHARED["authors"], PostAuthor)
        self._terms = _Shared(connection, *_SHARED["terms"], lambda kind, name: (kind, name))
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
                owners, *cells = tuple(zip(*self._connection.all(_WANTED + sql, wanted), strict=True)) or ((), ())
                found[name] = _grouped(zip(owners, map(make, *cells), strict=True))
            elif name == "authors":
                found[name] = _grouped(self._authors.of(wanted))
        if any(name in _KINDS for name in self._lists):
            terms = [(post_id, kind, term) for post_id, (kind, term) in self._terms.of(wanted)]
            for name, kind in _KINDS.items():
                found[name] = _grouped((post_id, term) for post_id, of_kind, term in terms if of_kind == kind)
        return found


class _Shared(Generic[T]):
    """Things that posts have in common, each read once and remembered; nothing renumbers or removes them."""

    def __init__(self, connection: Connection, having: str, things: str, make: Callable[..., T]) -> None:
        self._connection, self._having, self._things, self._make = connection, _WANTED + having, things, make
        self._known: dict[int, T] = {}

    def of(self, wanted: tuple[str]) -> list[tuple[int, T]]:
        """Each post's id with each of its things, post by post and in their order."""
        rows = self._connection.all(self._having, wanted)
        rows.sort()
        if len(self._known) > _MOST_REMEMBERED:
            self._known.clear()
        unknown = {thing for _, _, thing in rows} - self._known.keys()
        if unknown:
            found = self._connection.all(self._things, (msgspec.json.encode(list(unknown)).decode(),))
            self._known.update((row[0], self._make(*row[1:])) for row in found)
        return [(post_id, self._known[thing]) for post_id, _, thing in rows]


def _grouped(pairs: Iterable[tuple[int, T]]) -> dict[int, tuple[T, ...]]:
    """For each post its things, in their order."""
    groups: dict[int, list[T]] = {}
    for post_id, one in pairs:
        if post_id in groups:
            groups[post_id].append(one)
        else:
            groups[post_id] = [one]
    return {post_id: tuple(group) for post_id, group in groups.items()}
