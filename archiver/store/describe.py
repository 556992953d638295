"""docs/schema.md, written from the schema itself: `python -m archiver.store.describe docs/schema.md`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from archiver.store.archive import Archive
from archiver.store.columns import MEANINGS
from archiver.store.connection import Connection

if TYPE_CHECKING:
    from collections.abc import Iterator

_INTRODUCTION = """# The archive's tables

Written by `python -m archiver.store.describe docs/schema.md` from the schema; a test keeps it current.

One SQLite file. Times that the archive notes are UTC, as `2026-01-31T09:30:00Z`. Times that a site states stand as it
states them. Ask the **views** first: they hold what is mostly wanted. `posts_fts` is the full-text index over `title`,
`text`, `authors`, `tags_text` and `parts`, found by `sqlite-utils search` and Datasette.
"""


def describe(connection: Connection) -> str:
    """The schema of an open archive as markdown: views, then tables, each with its columns."""
    parts = [_INTRODUCTION]
    for kind, title in (("view", "Views"), ("table", "Tables")):
        parts.append(f"## {title}\n")
        parts.extend("\n".join(_section(connection, name)) + "\n" for name in _names(connection, kind))
    return "\n".join(parts)


def _names(connection: Connection, kind: str) -> list[str]:
    """Ours, in the order that they are explained in: the index and the migrations' record have tables of their own."""
    there = {row[0] for row in connection.rows("SELECT name FROM sqlite_master WHERE type = ?", (kind,))}
    return [name for name in MEANINGS if name in there]


def _section(connection: Connection, name: str) -> Iterator[str]:
    purpose, meanings = MEANINGS[name]
    targets = {row[3]: row[2] for row in connection.rows(f"PRAGMA foreign_key_list({name})")}
    yield f"### {name}\n\n{purpose}\n\n| column | type | meaning |\n|---|---|---|"
    for _, column, type_, *_ in connection.rows(f"PRAGMA table_info({name})"):
        meaning = meanings[column] or (f"The row of `{targets[column]}`." if column in targets else "")
        yield f"| {column} | {type_.lower() or '-'} | {meaning or '-'} |"


def written() -> str:
    """The description of a new archive."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        Archive.open(path, create=True).close()
        connection = Connection.open(path, read_only=True)
        try:
            return describe(connection)
        finally:
            connection.close()


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(written(), encoding="utf-8")
