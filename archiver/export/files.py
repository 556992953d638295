"""A file that an export writes: it appears whole or not at all."""

from __future__ import annotations

import errno
import gzip
import io
import os
import secrets
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from backports import zstd

from archiver.errors import StorageError, UsageError
from archiver.partial import beside, clear

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import ReadableBuffer as Buffer

STDOUT = Path("-")
_BUFFER_BYTES = 1 << 18
_STEP_BYTES = 8 << 20
_ZSTD_LEVEL = 6


@contextmanager
def new_file(path: Path, *, force: bool) -> Iterator[IO[bytes]]:
    """A file to write that takes its name only when the block ends without an error, and is on the disk then.

    "-" is stdout. A name that ends in .gz or .zst is compressed, always to the same bytes for the same content.
    Raises UsageError where the file exists and `force` does not allow to replace it, StorageError where the disk fails.
    """
    if path == STDOUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    _may_write(path, force=force)
    temporary = beside(path, secrets.token_hex(4))
    try:
        with storage_errors(path):
            clear(path)
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
            with io.BufferedWriter(_Leaving(descriptor), _BUFFER_BYTES) as raw:
                with _compressed(raw, path.suffix.lower()) as stream:
                    yield stream
                raw.flush()
                os.fsync(raw.fileno())
            _may_write(path, force=force)  # another export may have taken the name meanwhile
            temporary.replace(path)
            sync_folder(path.parent)
    finally:
        with suppress(OSError):  # on a read-only disk, which is told of already
            temporary.unlink(missing_ok=True)


class _Leaving(io.FileIO):
    """A file that leaves the kernel's cache as it is written, and so is on its way to the disk long before the end.

    Else an export of some gigabytes fills memory with what nobody reads again: that took as much CPU as a tenth of the
    export, and drove out what other programs read, the archive itself for one.
    """

    def __init__(self, descriptor: int) -> None:
        super().__init__(descriptor, "wb")
        self._written = self._told = 0

    def write(self, data: Buffer, /) -> int:
        """How many bytes were taken."""
        taken = super().write(data)
        self._written += taken
        if self._written - self._told >= _STEP_BYTES and hasattr(os, "posix_fadvise"):
            self._told = self._written
            # begins to write what is new, and drops what has been written since it was asked before
            os.posix_fadvise(self.fileno(), max(0, self._written - 8 * _STEP_BYTES), 0, os.POSIX_FADV_DONTNEED)
        return taken


@contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turns errors of the file system into one StorageError about `path`; a reader that has left (EPIPE) is none."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        raise StorageError(str(path), error.strerror or str(error)) from error


def sync_folder(folder: Path) -> None:
    """The names in a folder are on the disk (Windows does this by itself)."""
    if os.name != "nt":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _may_write(path: Path, *, force: bool) -> None:
    if path.is_dir():
        raise UsageError(f"{path} is a folder: name a file in it")
    if path.exists() and not force:
        raise UsageError(f"{path} exists: choose another name, or replace it with --force")
    if not path.parent.is_dir():
        raise UsageError(f"{path.parent} is not a folder: make it first")


@contextmanager
def _compressed(raw: IO[bytes], suffix: str) -> Iterator[IO[bytes]]:
    if suffix == ".gz":
        with gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=6, mtime=0) as stream:
            yield cast("IO[bytes]", stream)
    elif suffix == ".zst":
        with zstd.ZstdFile(raw, "wb", level=_ZSTD_LEVEL) as stream:
            stream.write(b"")  # else a file of nothing has no frame, which readers call cut off
            yield cast("IO[bytes]", stream)
    else:
        yield raw
