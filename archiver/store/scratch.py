"""Notes on disk: what an export has to know of every post while it writes each, without holding it in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Self, TypeVar

import msgspec

from archiver.store.connection import Connection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

K = TypeVar("K", int, str)
V = TypeVar("V")

_CACHE_KIB = 4096


class Scratch:
    """A file of SQLite's own in the system's folder for temporary files, gone when the block ends.

    It costs some 5 µs to note or to find something; only what is beyond 4 MB goes to the disk. Raises StorageError
    where that is full.
    """

    def __init__(self) -> None:
        raw = sqlite3.connect("", isolation_level=None)
        self._connection = Connection(Path("temporary file"), raw, read_only=False)
        for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = {-_CACHE_KIB}"):
            self._connection.run(f"PRAGMA {setting}")
        self._maps = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._connection.close()

    def map(self, key: type[K], value: type[V]) -> DiskMap[K, V]:  # noqa: ARG002 - tells the types' checker the keys
        """An empty map with keys and values of these types; values may be anything that JSON can hold."""
        self._maps += 1
        return DiskMap(self._connection, f"map_{self._maps}", value)


class DiskMap(MutableMapping[K, V], Generic[K, V]):
    """A dict on disk; it goes through its keys in ascending order. What it gives is a copy."""

    def __init__(self, connection: Connection, table: str, value: type[V]) -> None:
        self._connection, self._value, self._table = connection, value, table
        connection.run(f"CREATE TABLE {table} (key PRIMARY KEY, value TEXT) WITHOUT ROWID")
        self._get = f"SELECT value FROM {table} WHERE key = ?"  # noqa: S608 - own name
        self._set = f"INSERT INTO {table} VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"  # noqa: S608

    def __getitem__(self, key: K) -> V:
        row = self._connection.one(self._get, (key,))
        if row is None:
            raise KeyError(key)
        return self._decoded(row[0])

    def __setitem__(self, key: K, value: V) -> None:
        self._connection.run(self._set, (key, msgspec.json.encode(value).decode()))

    def __delitem__(self, key: K) -> None:
        if not self._connection.run(f"DELETE FROM {self._table} WHERE key = ?", (key,)).rowcount:  # noqa: S608
            raise KeyError(key)

    def __iter__(self) -> Iterator[K]:
        for (key,) in self._connection.rows(f"SELECT key FROM {self._table} ORDER BY key"):  # noqa: S608 - own name
            yield key

    def __len__(self) -> int:
        count: int = self._connection.value(f"SELECT count(*) FROM {self._table}")  # noqa: S608 - own name
        return count

    def _decoded(self, cell: str) -> V:
        return msgspec.json.decode(cell, type=self._value)
