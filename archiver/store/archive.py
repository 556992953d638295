"""The archive: one file, and everything that may be asked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from archiver.store import version
from archiver.store.backup import backup
from archiver.store.bodies import Bodies
from archiver.store.captures import Captures
from archiver.store.connection import Connection, is_part_of, make_folder, require_file
from archiver.store.coverage import coverage
from archiver.store.frontier import Frontier
from archiver.store.likeness import Likeness
from archiver.store.lock import locked
from archiver.store.posts import Posts
from archiver.store.query import query
from archiver.store.runs import Problems, Runs
from archiver.store.search import search
from archiver.store.sites import Profiles, Sites
from archiver.store.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    from archiver.store.query import Answer
    from archiver.store.rows import Found, PostFilter, SourceCoverage
    from archiver.store.verify import Finding


class Archive:
    """An open archive; a context manager that closes it.

    sites, profiles, frontier, captures, posts, likeness, runs, problems: the groups of tables. Writers put
    `transaction()` around what belongs together, at most some 100 posts or one second: each waits for the disk once.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.path = connection.path
        self.sites = Sites(connection)
        self.profiles = Profiles(connection)
        self.frontier = Frontier(connection)
        self.captures = Captures(connection, Bodies(connection))
        self.posts = Posts(connection)
        self.likeness = Likeness(connection)
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
            version.bring_up_to_date(connection, create=create)
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

    def search(self, text: str, where: PostFilter | None = None, *, limit: int = 20, offset: int = 0) -> list[Found]:
        """The posts that a question means (written as in `question.py`), the best first."""
        return search(self._connection, text, where, limit=limit, offset=offset)

    def query(self, sql: str, values: Mapping[str, Any] | None = None) -> Answer:
        """The answer to anybody's SQL, which can only read. Raises UsageError where SQLite does not take it."""
        return query(self.path, sql, values)

    def coverage(self, site_id: int) -> list[SourceCoverage]:
        """For each source that names posts of the site what became of them."""
        return coverage(self._connection, site_id)

    def verify(self) -> Iterator[Finding]:
        """What is not as it was written, as it is found; nothing where all is well."""
        return verify(self._connection)

    def backup(self, target: Path, *, replace: bool = False) -> int:
        """The size in bytes of a complete copy at `target`, made beside any writer; it appears whole or not at all."""
        return backup(self._connection, target, replace=replace)

    def owns(self, path: Path) -> bool:
        """Whether `path` is this archive's file or one that belongs to it: nothing else may be written there."""
        return is_part_of(self.path, path)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
