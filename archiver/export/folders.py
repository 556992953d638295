"""A folder that an export writes: resumable, and never taking anybody else's files for its own."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from filecmp import cmp
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any

import msgspec

from archiver.errors import UsageError
from archiver.export.files import storage_errors, sync_folder
from archiver.export.names import Names
from archiver.partial import beside, clear
from archiver.store import Scratch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, MutableMapping

MANIFEST = ".archiver-export.jsonl"
_FILE = "export"  # what each file is called, with the writer's number, until it is whole


@dataclass(slots=True)
class Folder:
    """A folder being written.

    names: gives posts their file names; those given by an earlier run of the same kind are kept. files: the names of
    those that are written. scratch: for what must be known of every post; names and files are kept there too.
    The manifest, a line a file and a line a name, is appended to before a file is written: after a kill at any moment
    the next run knows what is its own.
    """

    root: Path
    scratch: Scratch
    names: Names[int]
    files: MutableMapping[str, bool]
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    _manifest: IO[bytes] | None = None

    def write(self, name: str, content: bytes) -> None:
        """Put one file into the folder, whole or not at all; what is there already and the same is left alone.

        name: relative, with forward slashes.
        """
        path = self.root / _relative(name)
        self.files[name] = True
        with storage_errors(path):
            if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
                self.unchanged += 1
                return
            self._put(name, path, (content,))

    def write_pieces(self, name: str, pieces: Iterable[bytes]) -> None:
        """`write`, for a file that is made piece by piece because it grows with the archive."""
        path = self.root / _relative(name)
        self.files[name] = True
        with storage_errors(path):
            self._put(name, path, pieces)

    def _put(self, name: str, path: Path, pieces: Iterable[bytes]) -> None:
        self._note({"file": name})
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = beside(self.root / _FILE)
        try:
            with temporary.open("wb") as stream:
                stream.writelines(pieces)
            if path.is_file() and cmp(path, temporary, shallow=False):
                self.unchanged += 1
            else:
                temporary.replace(path)
                self.written += 1
        finally:
            temporary.unlink(missing_ok=True)

    def name_post(self, post_id: int, stem: str) -> str:
        """The file name of a post, without extension."""
        name = self.names.assign(post_id, stem)
        self._note({"post": post_id, "name": name})
        return name

    def _note(self, line: Mapping[str, object]) -> None:
        if self._manifest is not None:
            self._manifest.write(msgspec.json.encode(line) + b"\n")
            self._manifest.flush()


@contextmanager
def new_folder(root: Path, kind: Mapping[str, object], *, force: bool) -> Iterator[Folder]:
    """A folder to write into; when the block ends, files of an earlier export that are no longer part of it are gone.

    kind: what tells exports apart (format, flavour, …). An interrupted export of the same kind goes on where it ended;
    a complete one is brought up to date with `force`. Raises UsageError for a folder that holds something else.
    """
    with Scratch() as scratch:
        before = _read_manifest(root, scratch)
        _may_write(root, before, kind, force=force)
        old_files: Mapping[str, bool] = before.files if before else {}
        names = before.names if before and before.kind == kind else scratch.map(int, str)
        manifest = root / MANIFEST
        with storage_errors(root):
            root.mkdir(parents=True, exist_ok=True)
            clear(root / _FILE)
            _write_manifest(manifest, {**kind, "complete": False}, old_files, names)
            with manifest.open("ab") as stream:
                given = Names(names, scratch.map(str, bool))
                folder = Folder(root, scratch, given, scratch.map(str, bool), _manifest=stream)
                yield folder
            for name in old_files:
                if name not in folder.files:
                    _remove(root, name)
                    folder.removed += 1
            if hasattr(os, "sync"):
                os.sync()  # one for all files: an fsync a file costs more than the export
            _write_manifest(manifest, {**kind, "complete": True}, folder.files, names)
            sync_folder(root)


@dataclass(slots=True)
class _Manifest:
    kind: dict[str, object]
    complete: bool
    files: MutableMapping[str, bool]
    names: MutableMapping[int, str]


def _read_manifest(root: Path, scratch: Scratch) -> _Manifest | None:
    path = root / MANIFEST
    if not path.is_file():
        return None
    found = _Manifest({}, complete=False, files=scratch.map(str, bool), names=scratch.map(int, str))
    with path.open("rb") as stream:
        for number, line in enumerate(stream):
            try:
                entry = msgspec.json.decode(line, type=dict[str, Any])
            except msgspec.DecodeError:
                continue  # torn by a kill
            if number == 0:
                found.complete = bool(entry.pop("complete", False))
                found.kind = entry
            elif "file" in entry:
                _relative(entry["file"])
                found.files[entry["file"]] = True
            else:
                found.names[entry["post"]] = entry["name"]
    return found


def _write_manifest(path: Path, header: Mapping[str, object], files: Iterable[str], names: Mapping[int, str]) -> None:
    temporary = path.with_suffix(".part")
    with temporary.open("wb") as stream:
        stream.write(msgspec.json.encode(header) + b"\n")
        for post, name in names.items():
            stream.write(msgspec.json.encode({"post": post, "name": name}) + b"\n")
        for name in files:
            stream.write(msgspec.json.encode({"file": name}) + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)


def _may_write(root: Path, before: _Manifest | None, kind: Mapping[str, object], *, force: bool) -> None:
    if root.exists() and not root.is_dir():
        raise UsageError(f"{root} is a file: this format needs a folder")
    if force or not root.exists() or not any(root.iterdir()):
        return
    if before is None:
        raise UsageError(f"{root} holds other files: choose an empty folder, or write between them with --force")
    if before.complete:
        raise UsageError(f"{root} holds an export already: bring it up to date with --force")
    if before.kind != kind:
        raise UsageError(f"{root} holds an unfinished export of another kind: replace it with --force")


def _relative(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name:
        raise UsageError(f'"{name}" leads out of the folder')
    return path


def _remove(root: Path, name: str) -> None:
    path = root / _relative(name)
    path.unlink(missing_ok=True)
    for parent in list(PurePosixPath(name).parents)[:-1]:
        folder = root / parent
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
