"""One run at a time: a lock beside the archive that the kernel gives back when its holder dies."""

from __future__ import annotations

import fcntl
import json
import os
import socket
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from archiver.errors import LockedError, StorageError
from archiver.store import times

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def lock_path(archive: Path) -> Path:
    """Where the lock of that archive stands: "archive.db.lock" beside "archive.db"."""
    return archive.with_name(archive.name + ".lock")


@contextmanager
def locked(archive: Path) -> Iterator[None]:
    """Hold the archive's lock. Raises LockedError, naming the holder, where another run has it.

    The lock is the kernel's (flock), which is gone 15 ms after SIGKILL; the words in the file are only for people.
    """
    path = lock_path(archive)
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StorageError(str(path), f"cannot be written ({error.strerror})") from error
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LockedError(f"{archive}: another run holds the archive ({_holder(path)})") from error
        os.ftruncate(file, 0)
        words = {"pid": os.getpid(), "host": socket.gethostname(), "since": times.to_text(datetime.now(UTC))}
        os.pwrite(file, json.dumps(words).encode(), 0)
        yield
        os.ftruncate(file, 0)
    finally:
        os.close(file)


def _holder(path: Path) -> str:
    try:
        words = json.loads(path.read_text(encoding="utf-8"))
        return f"process {words['pid']} on {words['host']} since {words['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "it has not said which"
