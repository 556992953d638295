"""A post's current content: its row, and the rows of its authors, terms, images and links."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import msgspec

from archiver import urls
from archiver.errors import UsageError
from archiver.hashes import content_hash, text_hash
from archiver.store.words import parts, word_count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archiver.records import Author, Draft, Image, Link
    from archiver.store.connection import Connection

# What of a draft stands in `posts` itself, in the order that its fixity digest takes it.
FIXED = (
    "title",
    "authors",
    "tags_text",
    "description",
    "language",
    "published_at",
    "modified_at",
    "series",
    "content_hash",
    "text_hash",
    "text",
    "markdown",
    "html",
    "quality",
    "provenance",
)


def described(draft: Draft) -> dict[str, Any]:
    """The columns of `posts` that a draft fills."""
    row: dict[str, Any] = {
        "title": draft.title,
        "authors": ", ".join(author.name for author in draft.authors),
        "tags_text": ", ".join(dict.fromkeys((*draft.categories, *draft.tags))),
        "description": draft.description,
        "language": draft.language,
        "published_at": draft.published_at,
        "modified_at": draft.modified_at,
        "series": draft.series,
        "word_count": word_count(draft.text),
        "content_hash": content_hash(draft),
        "text_hash": text_hash(draft.text),
        "method": draft.quality.method,
        "quality": msgspec.json.encode(draft.quality).decode(),
        "provenance": msgspec.json.encode(draft.provenance).decode(),
        "text": draft.text,
        "markdown": draft.markdown,
        "html": draft.html,
        "parts": parts(f"{draft.title}\n{draft.text}"),
    }
    return {**row, "fixity": fixity(row[column] for column in FIXED)}


def fixity(cells: Iterable[object]) -> str:
    """Digest of a row's cells, to tell later whether they are the ones that were written."""
    return hashlib.sha256(msgspec.json.encode(list(cells))).hexdigest()[:32]


class Content:
    """The tables `authors`, `tags`, `images`, `links` and their link tables."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replace(self, site_id: int, post_id: int, draft: Draft) -> None:
        """Give the post the draft's authors, terms, images and links; rows that stay the same are not written."""
        self._authors(site_id, post_id, draft.authors)
        self._terms(site_id, post_id, draft)
        self._images(post_id, draft.images)
        self._links(post_id, draft.links)

    def _authors(self, site_id: int, post_id: int, authors: Iterable[Author]) -> None:
        ids: dict[int, None] = {}
        for author in authors:
            self._connection.run(
                "INSERT INTO authors (site_id, name, url, bio) VALUES (?, ?, ?, ?) ON CONFLICT (site_id, name) "
                "DO UPDATE SET url = coalesce(excluded.url, url), bio = coalesce(excluded.bio, bio) "
                "WHERE coalesce(excluded.url, url) IS NOT url OR coalesce(excluded.bio, bio) IS NOT bio",
                (site_id, author.name, author.url, author.bio),
            )
            ids[self._id_of("authors", site_id, author.name)] = None
        self._link("authors_posts", "author_id", post_id, ids)

    def _terms(self, site_id: int, post_id: int, draft: Draft) -> None:
        ids: dict[int, None] = {}
        for kind, names in (("category", draft.categories), ("tag", draft.tags)):
            for name in names:
                self._connection.run(
                    "INSERT INTO tags (site_id, kind, name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    (site_id, kind, name),
                )
                ids[self._id_of("tags", site_id, name, kind)] = None
        self._link("posts_tags", "tag_id", post_id, ids)

    def _id_of(self, table: str, site_id: int, name: str, kind: str | None = None) -> int:
        only = "" if kind is None else " AND kind = ?"
        values = (site_id, name) if kind is None else (site_id, name, kind)
        row_id: int = self._connection.value(f"SELECT id FROM {table} WHERE site_id = ? AND name = ?{only}", values)  # noqa: S608
        return row_id

    def _link(self, table: str, column: str, post_id: int, ids: Iterable[int]) -> None:
        wanted = [(one, position) for position, one in enumerate(ids)]
        sql = f"SELECT {column}, position FROM {table} WHERE post_id = ? ORDER BY position"  # noqa: S608 - own names
        if self._connection.all(sql, (post_id,)) != wanted:
            self._connection.run(f"DELETE FROM {table} WHERE post_id = ?", (post_id,))  # noqa: S608 - own names
            self._connection.run_many(
                f"INSERT INTO {table} (post_id, {column}, position) VALUES (?, ?, ?)",  # noqa: S608 - own names
                [(post_id, *row) for row in wanted],
            )

    def _images(self, post_id: int, images: tuple[Image, ...]) -> None:
        self._connection.run_many(
            "INSERT INTO images (post_id, position, url, alt, caption) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (post_id, position) DO UPDATE SET url = excluded.url, alt = excluded.alt, "
            "caption = excluded.caption, sha256 = iif(url = excluded.url, sha256, NULL), "
            "path = iif(url = excluded.url, path, NULL) "
            "WHERE (url, alt, caption) <> (excluded.url, excluded.alt, excluded.caption)",
            [(post_id, position, one.url, one.alt, one.caption) for position, one in enumerate(images)],
        )
        self._connection.run("DELETE FROM images WHERE post_id = ? AND position >= ?", (post_id, len(images)))

    def _links(self, post_id: int, links: tuple[Link, ...]) -> None:
        self._connection.run_many(
            "INSERT INTO links (post_id, position, url, text, identity) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (post_id, position) DO UPDATE SET url = excluded.url, text = excluded.text, "
            "identity = excluded.identity WHERE (url, text) <> (excluded.url, excluded.text)",
            [(post_id, position, one.url, one.text, _identity(one.url)) for position, one in enumerate(links)],
        )
        self._connection.run("DELETE FROM links WHERE post_id = ? AND position >= ?", (post_id, len(links)))


def _identity(url: str) -> str:
    try:
        return urls.identity(url)
    except UsageError:  # mailto: and the like
        return url
