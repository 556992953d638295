"""A consistent copy of the archive, made while others write to it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from archiver.errors import StorageError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from archiver.store.connection import Connection


def backup(connection: Connection, target: Path) -> int:
    """The size in bytes of a complete copy at `target`, which must not exist yet; it appears whole or not at all.

    By VACUUM INTO, which sees one state of the archive: the stepped backup API begins anew at every write of another
    program, and never ended beside a crawl. The copy holds no free pages and no write-ahead log.
    """
    if target.exists():
        raise UsageError(f"{target}: exists already; name another file")
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        connection.run("VACUUM INTO ?", (str(partial),))
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        size_bytes = partial.stat().st_size
        partial.rename(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise StorageError(str(target), f"cannot be written ({error.strerror})") from error
    finally:
        partial.unlink(missing_ok=True)
    return size_bytes


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
