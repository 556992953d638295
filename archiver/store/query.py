"""Anybody's SQL, which can read the archive and do nothing else."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from archiver.errors import UsageError
from archiver.store.connection import Connection, in_our_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_ALLOWED: Final = frozenset(
    (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE)
)
_PRAGMAS: Final = frozenset(
    ("table_info", "table_xinfo", "table_list", "index_list", "index_info", "foreign_key_list", "data_version")
)
_STEPS: Final = 100_000  # of SQLite's machine between two looks at whether somebody has pressed Ctrl-C: some ms


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: the names of its columns, and its rows, read as they are asked for."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


def query(path: Path, sql: str, values: Mapping[str, Any] | None = None) -> Answer:
    """The answer to one SQL query; named parameters (`:name`) take their values from `values`.

    On a connection of its own that is opened read-only, with an authorizer: ATTACH, PRAGMA and the like would reach
    other files. Raises UsageError where SQLite does not take the query, and KeyboardInterrupt in the midst of it.
    """
    connection = Connection.open(path, read_only=True)
    connection.one("SELECT 1 FROM posts_fts LIMIT 0")  # opens the index now: the authorizer would not let it do so
    connection.raw.set_authorizer(_authorise)
    # Python's own handler of signals runs in here, between two steps, and what it raises ends the query
    connection.raw.set_progress_handler(lambda: 0, _STEPS)
    try:
        cursor = connection.raw.execute(sql, values or {})
    except (sqlite3.Error, sqlite3.Warning, UnicodeEncodeError) as error:
        connection.close()
        raise _refusal(error, path) from error
    if cursor.description is None:
        connection.close()
        raise UsageError("the query gives no rows: only SELECT and WITH … SELECT can be asked")
    return Answer(tuple(column[0] for column in cursor.description), _rows(connection, cursor))


def _rows(connection: Connection, cursor: sqlite3.Cursor) -> Iterator[tuple[Any, ...]]:
    try:
        yield from cursor
    except sqlite3.Error as error:
        raise _refusal(error, connection.path) from error
    finally:
        connection.close()


def _refusal(error: Exception, path: Path) -> BaseException:
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
        return KeyboardInterrupt()
    ours = in_our_words(error, path) if isinstance(error, sqlite3.Error) else None
    if ours is not None:
        return ours
    if "prohibited" in str(error) or "not authorized" in str(error):
        return UsageError(f"the archive can only be read here ({error})")
    return UsageError(f"SQL: {error}")


def _authorise(action: int, subject: str | None, *_: str | None) -> int:
    # SQLite announces the columns of a table-valued pragma as an update of its schema, which nobody can make by SQL.
    announces = action == sqlite3.SQLITE_UPDATE and subject == "sqlite_master"
    if action in _ALLOWED or announces or (action == sqlite3.SQLITE_PRAGMA and subject in _PRAGMAS):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY
