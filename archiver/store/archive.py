"""The archive: one file, and everything that may be asked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from archiver.store import migrations
from archiver.store.bodies import Bodies
from archiver.store.captures import Captures
from archiver.store.connection import Connection, make_folder, require_file
from archiver.store.frontier import Frontier
from archiver.store.lock import locked
from archiver.store.posts import Posts
from archiver.store.runs import Problems, Runs
from archiver.store.sites import Profiles, Sites

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path


class Archive:
    """An open archive; a context manager that closes it.

    sites, profiles, frontier, captures, posts, runs, problems: the groups of tables. Writers put `transaction()` around
    what belongs together, at most some 100 posts or one second: each one waits for the disk once.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.path = connection.path
        self.sites = Sites(connection)
        self.profiles = Profiles(connection)
        self.frontier = Frontier(connection)
        self.captures = Captures(connection, Bodies(connection))
        self.posts = Posts(connection)
        self.runs = Runs(connection)
        self.problems = Problems(connection)

    @classmethod
    def open(cls, path: Path, *, create: bool = False, read_only: bool = False) -> Archive:
        """The archive at `path`, brought to this program's schema; made, with its folder, where `create` says so.

        Raises UsageError where there is none, ArchiveError where the file is no archive, damaged or from a newer
        program, StorageError where the disk or permissions are in the way.
        """
        if not create or path.is_dir():
            require_file(path)
        else:
            make_folder(path.parent)
        connection = Connection.open(path, read_only=read_only)
        try:
            migrations.upgrade(connection)
        except BaseException:
            connection.close()
            raise
        return cls(connection)

    def transaction(self) -> AbstractContextManager[None]:
        """All that is written inside, or nothing. Inside another one, an error undoes the inner part alone."""
        return self._connection.transaction()

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self._connection.raw.in_transaction

    def lock(self) -> AbstractContextManager[None]:
        """Hold the archive against other runs. Raises LockedError, naming the holder, where one has it."""
        return locked(self.path)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
