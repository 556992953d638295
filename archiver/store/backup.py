"""A consistent copy of the archive, made while others write to it."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

from archiver.errors import StorageError, UsageError
from archiver.partial import beside, clear
from archiver.store.connection import in_our_words, is_part_of

if TYPE_CHECKING:
    from pathlib import Path

    from archiver.store.connection import Connection


def backup(connection: Connection, target: Path, *, replace: bool = False) -> int:
    """The size in bytes of a complete copy at `target`, which appears whole or not at all.

    Raises UsageError where there is such a file already, unless it is to be replaced, and where it is the archive.

    By VACUUM INTO, which sees one state of the archive: the stepped backup API begins anew at every write of another
    program, and never ended beside a crawl. The copy holds no free pages and no write-ahead log.
    """
    if is_part_of(connection.path, target):
        raise UsageError(f"{target}: is the archive itself; name another file")
    if target.exists() and not replace:
        raise UsageError(f"{target}: exists already; name another file")
    clear(target)
    partial = beside(target)
    try:
        _copy(connection, partial, target)
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        size_bytes = partial.stat().st_size
        for ending in ("-wal", "-shm"):  # of the file that is replaced: SQLite would play them into the new one
            target.with_name(target.name + ending).unlink(missing_ok=True)
        partial.rename(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise StorageError(str(target), f"cannot be written ({error.strerror})") from error
    finally:
        partial.unlink(missing_ok=True)
    return size_bytes


def _copy(connection: Connection, partial: Path, target: Path) -> None:
    """Copy the archive to `partial`. What a disk refuses is said of the target: it is the one that is written."""
    try:
        connection.raw.execute("VACUUM INTO ?", (str(partial),))
    except sqlite3.Error as error:
        told = in_our_words(error, target)
        raise (told if isinstance(told, StorageError) else in_our_words(error, connection.path)) or error from error


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
