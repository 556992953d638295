"""The one connection to an archive: how it is opened, its transactions, and SQLite's errors in our words."""

from __future__ import annotations

import os
import sqlite3
import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

from archiver.errors import (
    ArchiverError,
    DamagedArchiveError,
    LockedError,
    NotAnArchiveError,
    StorageError,
    UsageError,
)
from archiver.store.encodable import mended

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    Values: TypeAlias = Sequence[Any] | Mapping[str, Any]

BUSY_TIMEOUT_S = 30.0
PAGE_SIZE = 4096

# Primary result codes (https://www.sqlite.org/rescode.html): the low byte of sqlite_errorcode.
_STORAGE = {
    sqlite3.SQLITE_FULL: "the disk is full; free some space and run the command again",
    sqlite3.SQLITE_READONLY: "cannot be written; check the permissions of the file and its folder",
    sqlite3.SQLITE_IOERR: "input/output error; check the disk",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check that the folder exists and the permissions",
    sqlite3.SQLITE_PERM: "cannot be opened; check the permissions",
    sqlite3.SQLITE_NOMEM: "not enough memory",
}


def in_our_words(error: sqlite3.Error, path: Path) -> ArchiverError | None:
    """The error of our tree for one of SQLite's; None where it is a mistake in the program."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    if primary in _STORAGE:
        return StorageError(str(path), f"{_STORAGE[primary]} ({error})")
    if primary == sqlite3.SQLITE_CORRUPT:
        return DamagedArchiveError(
            str(path), f'is damaged ({error}); go back to a backup ("archiver verify" says where)'
        )
    if primary == sqlite3.SQLITE_NOTADB:
        return NotAnArchiveError(str(path), "is not an archive (no SQLite database)")
    if primary in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return LockedError(f"{path}: another program is writing to it ({error}); wait for it and run the command again")
    return None


class Connection:
    """SQLite's connection with transactions that nest, errors of our tree, and text that is always valid UTF-8.

    rollbacks: how many transactions were undone; what is remembered of rows must be forgotten when it rises.
    """

    def __init__(self, path: Path, raw: sqlite3.Connection, *, read_only: bool) -> None:
        self.path = path
        self.raw = raw
        self.read_only = read_only
        self.rollbacks = 0

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Connection:
        """A connection to the file, which is made when it is missing and `read_only` is not set."""
        how = ("immutable=1" if _is_on_read_only_medium(path) else "mode=ro") if read_only else "mode=rwc"
        uri = f"{path.absolute().as_uri()}?{how}"
        try:
            raw = sqlite3.connect(uri, uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None)
        except sqlite3.Error as error:
            raise in_our_words(error, path) or error from error
        connection = cls(path, raw, read_only=read_only)
        try:
            connection._prepare()
        except BaseException:
            raw.close()
            raise
        return connection

    def _prepare(self) -> None:
        self.run("PRAGMA synchronous = FULL")  # NORMAL lost up to 40 acknowledged rows in a power cut
        self.raw.create_function("fold", 1, _fold, deterministic=True)
        self.run("PRAGMA foreign_keys = ON")
        self.run("PRAGMA recursive_triggers = ON")
        # KiB. Writing thrashes on the full-text index with SQLite's default of 2 MiB; an export, which reads every page
        # once, takes a tenth less CPU where the cache fits the processor's.
        self.run(f"PRAGMA cache_size = {-2048 if self.read_only else -32768}")

    def write_ahead(self) -> None:
        """Log ahead from now on, for readers beside the writer. Not before the file is known to be an archive."""
        self.run(f"PRAGMA page_size = {PAGE_SIZE}")  # only a new file takes it
        self.run("PRAGMA journal_mode = WAL")

    def run(self, sql: str, values: Values = ()) -> sqlite3.Cursor:
        """The cursor of one statement."""
        try:
            return self.raw.execute(sql, values)
        except sqlite3.Error as error:
            self._raise(error)
        except UnicodeEncodeError:
            return self.run(sql, _encodable(values))

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> int:
        """How many rows the statement changed, run once for each row of values."""
        rows = list(rows)
        try:
            with self.transaction():
                return self.raw.executemany(sql, rows).rowcount if rows else 0
        except sqlite3.Error as error:
            self._raise(error)

    def insert(self, sql: str, values: Values = ()) -> int:
        """The id of the row that the statement inserts."""
        row_id = self.run(sql, values).lastrowid
        assert row_id is not None
        return row_id

    def rows(self, sql: str, values: Values = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, read as they are asked for."""
        cursor = self.run(sql, values)
        try:
            for row in cursor:  # noqa: UP028 - "yield from" would close the cursor, of a connection closed before
                yield row
        except sqlite3.Error as error:
            self._raise(error)

    def all(self, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        cursor = self.run(sql, values)
        try:
            return cursor.fetchall()  # a quarter of the time of a generator
        except sqlite3.Error as error:
            self._raise(error)

    def one(self, sql: str, values: Values = ()) -> tuple[Any, ...] | None:
        """The first row of a query, if any."""
        cursor = self.run(sql, values)  # computes the first row: no error can come later
        row: tuple[Any, ...] | None = cursor.fetchone()
        cursor.close()
        return row

    def value(self, sql: str, values: Values = ()) -> Any:  # noqa: ANN401 - what a cell holds
        """The first cell of a query's first row; None without one."""
        row = self.one(sql, values)
        return None if row is None else row[0]

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside, or nothing. Inside another one, an error undoes the inner part alone."""
        if self.raw.in_transaction:
            yield from self._block("SAVEPOINT inner", "RELEASE inner", ("ROLLBACK TO inner", "RELEASE inner"))
        else:
            # IMMEDIATE: a deferred one that reads and then writes fails at once beside another writer.
            begin = "BEGIN" if self.read_only else "BEGIN IMMEDIATE"
            yield from self._block(begin, "COMMIT", ("ROLLBACK",))

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Queries inside see one state of the archive, whatever others write meanwhile."""
        if self.raw.in_transaction:
            yield
        else:
            self.run("BEGIN")
            try:
                yield
            finally:
                self.run("COMMIT")

    def _block(self, begin: str, end: str, undo: tuple[str, ...]) -> Iterator[None]:
        self.run(begin)
        try:
            yield
            self.run(end)
        except BaseException:
            self.rollbacks += 1
            if self.raw.in_transaction:  # a full disk has undone it already
                for statement in undo:
                    self.raw.execute(statement)
            raise

    def close(self) -> None:
        """Nothing more can be asked."""
        self.raw.close()

    def _raise(self, error: sqlite3.Error) -> NoReturn:
        raise in_our_words(error, self.path) or error from error


def _encodable(values: Any) -> Any:  # noqa: ANN401 - a sequence or mapping of cells
    """The values with text that SQLite can store."""
    if isinstance(values, dict):
        return dict(zip(values, _encodable(list(values.values())), strict=True))
    return [mended(value) if isinstance(value, str) else value for value in values]


def _fold(text: str) -> str:
    """Names compare in any case and without accents, in every script: SQLite's own lower() knows only ASCII."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def _is_on_read_only_medium(path: Path) -> bool:
    """Whether nobody can write there, and nothing waits in the log: else SQLite wants to make files beside it.

    https://www.sqlite.org/wal.html#read_only_databases
    """
    log = path.with_name(f"{path.name}-wal")
    try:
        is_fixed = bool(os.statvfs(path).f_flag & os.ST_RDONLY)
        return is_fixed and (not log.exists() or not log.stat().st_size)
    except OSError:
        return False


def is_part_of(archive: Path, path: Path) -> bool:
    """Whether `path` is the archive's file, by any name, or one that SQLite or a run keeps beside it."""
    files = [archive, *(archive.with_name(archive.name + ending) for ending in ("-wal", "-shm", "-journal", ".lock"))]
    same = path.exists() and archive.exists() and path.samefile(archive)
    return same or path.resolve() in {file.resolve() for file in files}


def require_file(path: Path) -> None:
    """Raises UsageError where there is no file to open."""
    if path.is_dir():
        raise UsageError(f"{path}: is a folder; name the archive's file")
    if not path.exists():
        raise UsageError(f'{path}: there is no archive yet ("archiver crawl URL" makes one)')


def make_folder(path: Path) -> None:
    """Make the folder that an archive is to stand in. Raises StorageError where that fails."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(str(path), f"cannot be made ({error.strerror})") from error
