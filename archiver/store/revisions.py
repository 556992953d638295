"""Every distinct content of a post.

The text and markdown of the current revision stand in `posts` alone (NULL here), which spares the archive one copy of
every post; they move here when a newer revision takes their place. The view `revision` shows them whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from archiver.hashes import content_hash, text_hash
from archiver.store import times
from archiver.store.content import fixity
from archiver.store.rows import RevisionRecord

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archiver.records import Change, Draft
    from archiver.store.connection import Connection
    from archiver.store.rows import Context

# What a draft states, in the order that the fixity digest takes it; text and markdown follow.
FIXED = (
    "title",
    "authors",
    "categories",
    "tags",
    "images",
    "published_at",
    "modified_at",
    "description",
    "language",
    "content_hash",
    "text_hash",
)
_TUPLES = ("fields", "authors", "categories", "tags", "images")
_READ = (
    "number",
    "kind",
    "created_at",
    "reason",
    "fields",
    "words_added",
    "words_removed",
    *FIXED[:9],
    "text",
    "markdown",
    "content_hash",
    "capture_id",
    "profile_version",
)


class Revisions:
    """The `revisions` table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, post_id: int, kind: str, change: Change, draft: Draft, context: Context) -> int:
        """The number of the new revision. To be called before the post's row takes the new content."""
        number = 1 + int(self._connection.value("SELECT count(*) FROM revisions WHERE post_id = ?", (post_id,)))
        self._connection.run(
            "UPDATE revisions SET (text, markdown) = (SELECT text, markdown FROM posts WHERE id = ?1) "
            "WHERE post_id = ?1 AND number = ?2",
            (post_id, number - 1),
        )
        row = {
            "post_id": post_id,
            "number": number,
            "kind": kind,
            "created_at": times.to_text(context.now),
            "reason": change.reason,
            "fields": _json(change.fields),
            "words_added": change.words_added,
            "words_removed": change.words_removed,
            "capture_id": context.capture_id,
            "profile_version": context.profile_version,
            "extractor_version": context.extractor_version,
            **_stated(draft),
        }
        columns = ", ".join(row)
        marks = ", ".join(f":{column}" for column in row)
        self._connection.run(f"INSERT INTO revisions ({columns}) VALUES ({marks})", row)  # noqa: S608 - own names
        return number

    def refresh(self, post_id: int, number: int, draft: Draft) -> None:
        """Let the current revision state what a better reading of the same content gives."""
        row = _stated(draft)
        settings = ", ".join(f"{column} = :{column}" for column in row)
        self._connection.run(
            f"UPDATE revisions SET {settings} WHERE post_id = :post_id AND number = :number",  # noqa: S608 - own names
            {**row, "post_id": post_id, "number": number},
        )

    def of_post(self, post_id: int) -> list[RevisionRecord]:
        """Every revision of a post, oldest first, whole."""
        sql = f"SELECT {', '.join(_READ)} FROM revision WHERE post_id = ? ORDER BY number"  # noqa: S608 - own names
        return [_record(row) for row in self._connection.rows(sql, (post_id,))]


def _stated(draft: Draft) -> dict[str, Any]:
    row: dict[str, Any] = {
        "title": draft.title,
        "authors": _json(tuple(author.name for author in draft.authors)),
        "categories": _json(draft.categories),
        "tags": _json(draft.tags),
        "images": _json(tuple(image.url for image in draft.images)),
        "published_at": draft.published_at,
        "modified_at": draft.modified_at,
        "description": draft.description,
        "language": draft.language,
        "content_hash": content_hash(draft),
        "text_hash": text_hash(draft.text),
    }
    return {**row, "fixity": revision_fixity(row, draft.text, draft.markdown)}


def revision_fixity(row: Mapping[str, Any], text: str, markdown: str) -> str:
    """Digest of what a revision states, whether its text stands in its own row or still in the post's."""
    return fixity([*(row[column] for column in FIXED), text, markdown])


def _record(row: tuple[Any, ...]) -> RevisionRecord:
    cells: dict[str, Any] = dict(zip(_READ, row, strict=True))
    cells["created_at"] = times.from_text(cells["created_at"])
    cells.update({name: msgspec.json.decode(cells[name], type=tuple[str, ...]) for name in _TUPLES})
    return RevisionRecord(**cells)


def _json(values: tuple[str, ...]) -> str:
    return msgspec.json.encode(values).decode()
