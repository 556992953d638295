"""Whether everything in the archive is still what was written.

SQLite's own check sees only what breaks its structure: of 33 harmful changes of one byte it missed 20, since a letter
that flips is valid SQLite. So every body, capture, post and revision carries a digest, and all are computed again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from archiver.errors import ArchiverError, DamagedArchiveError
from archiver.hashes import content_hash, text_hash
from archiver.records import Author, Draft, Image
from archiver.store import captures, content, revisions
from archiver.store.bodies import Bodies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archiver.store.connection import Connection


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the archive that is not what was written.

    kind: "structure", "reference", "index", "body", "capture", "post" or "revision". where: which row.
    """

    kind: str
    where: str
    message: str


def verify(connection: Connection) -> Iterator[Finding]:
    """What is wrong with the archive, as it is found; nothing where all is well."""
    for check in (_structure, _references, _index, _dictionaries, _bodies, _captures, _posts, _revisions):
        try:
            yield from check(connection)
        except DamagedArchiveError as error:
            yield Finding("structure", check.__name__.strip("_"), str(error))


def _structure(connection: Connection) -> Iterator[Finding]:
    for (message,) in connection.rows("PRAGMA integrity_check"):
        if message != "ok":
            yield Finding("structure", str(connection.path), message)


def _references(connection: Connection) -> Iterator[Finding]:
    for table, rowid, parent, _ in connection.rows("PRAGMA foreign_key_check"):
        yield Finding("reference", f"{table} {rowid}", f"refers to a row of {parent} that is missing")
    for post_id, url, own in connection.rows(
        "SELECT posts.id, posts.url, urls.url FROM posts JOIN urls ON urls.id = posts.url_id "
        "WHERE posts.url <> urls.url"
    ):
        yield Finding("reference", f"post {post_id}", f"its address {url} is not the one in urls, {own}")
    for post_id, number in connection.rows(
        "SELECT id, revision FROM posts WHERE revision <> (SELECT count(*) FROM revisions WHERE post_id = posts.id)"
    ):
        yield Finding("reference", f"post {post_id}", f"has another number of revisions than {number}")


def _index(connection: Connection) -> Iterator[Finding]:
    """The full-text index against the posts; FTS5 checks itself by a command that is written like an insert."""
    if connection.read_only:
        return
    try:
        connection.run("INSERT INTO posts_fts(posts_fts, rank) VALUES ('integrity-check', 1)")
    except DamagedArchiveError as error:
        yield Finding("index", "posts_fts", f"does not agree with the posts ({error})")


def _dictionaries(connection: Connection) -> Iterator[Finding]:
    bodies = Bodies(connection)
    for (row_id,) in connection.all("SELECT id FROM dictionaries"):
        yield from _damage("dictionary", row_id, bodies.check_dictionary)


def _bodies(connection: Connection) -> Iterator[Finding]:
    bodies = Bodies(connection)
    for (row_id,) in connection.all("SELECT id FROM bodies ORDER BY id"):
        yield from _damage("body", row_id, bodies.load)


def _damage(kind: str, row_id: int, read: Callable[[int], object]) -> Iterator[Finding]:
    try:
        read(row_id)
    except ArchiverError as error:
        yield Finding("body", f"{kind} {row_id}", str(error))


def _captures(connection: Connection) -> Iterator[Finding]:
    for row_id, url, fetched_at, status, headers, was in connection.rows(
        "SELECT id, url, fetched_at, status, headers, fixity FROM captures"
    ):
        if captures.fixity(url, fetched_at, status, headers) != was:
            yield Finding("capture", f"capture {row_id}", "its address, time, status or headers are not what was kept")


def _posts(connection: Connection) -> Iterator[Finding]:
    columns = ", ".join(content.FIXED)
    rows = connection.rows(f"SELECT id, url, text_hash, fixity, {columns} FROM posts ORDER BY id")  # noqa: S608
    for post_id, url, text_digest, was, *cells in rows:
        text = cells[content.FIXED.index("text")]
        if content.fixity(cells) != was or text_hash(text) != text_digest:
            yield Finding("post", f"post {post_id}", f"is not what was written ({url})")


def _revisions(connection: Connection) -> Iterator[Finding]:
    columns = (*revisions.FIXED, "text", "markdown")
    names = ", ".join(f"revision.{column}" for column in columns)
    rows = connection.rows(
        f"SELECT revision.post_id, revision.number, revisions.fixity, {names} "  # noqa: S608 - own names
        "FROM revision JOIN revisions USING (id) ORDER BY id"
    )
    for post_id, number, was, *cells in rows:
        row: dict[str, Any] = dict(zip(columns, cells, strict=True))
        where = f"post {post_id}, revision {number}"
        if revisions.revision_fixity(row, row["text"], row["markdown"]) != was:
            yield Finding("revision", where, "is not what was written")
        elif _content_hash(row) != row["content_hash"]:
            yield Finding("revision", where, "its content hash is another one now")


def _content_hash(row: dict[str, Any]) -> str:
    def names(column: str) -> tuple[str, ...]:
        return msgspec.json.decode(row[column], type=tuple[str, ...])

    return content_hash(
        Draft(
            url="",
            title=row["title"],
            text=row["text"],
            authors=tuple(Author(name) for name in names("authors")),
            categories=names("categories"),
            tags=names("tags"),
            images=tuple(Image(url) for url in names("images")),
            published_at=row["published_at"],
        )
    )
