"""The versions of the schema, each a migration; what the running program can read, it is brought to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from archiver.errors import ArchiveError, DamagedArchiveError, NewerArchiveError, NotAnArchiveError
from archiver.store import schema

if TYPE_CHECKING:
    from archiver.store.connection import Connection

APPLICATION_ID = 0x426C6F67  # "Blog": what `file` and `PRAGMA application_id` show of an archive

migrations = Migrations("archiver")


@migrations()
def m001_first(db: Database) -> None:
    """Everything that an archive began with."""
    db.executescript(schema.TABLES + schema.FULL_TEXT + schema.VIEWS)


def version() -> int:
    """The schema version of this program: how many migrations there are."""
    return len(migrations._migrations)  # noqa: SLF001 - sqlite-utils 4.2 has no other way to ask without a database


def check(connection: Connection) -> int:
    """The schema version of the file, 0 for an empty one. Raises ArchiveError where it is none of ours."""
    path = str(connection.path)
    application: int = connection.value("PRAGMA application_id")
    found: int = connection.value("PRAGMA user_version")
    if application != APPLICATION_ID:
        if application or found or connection.value("SELECT count(*) FROM sqlite_master"):
            raise NotAnArchiveError(path, "is not an archive (an SQLite database of another program)")
        return 0
    if found > version():
        raise NewerArchiveError(path, f"was written by a newer archiver (schema {found}, this one reads {version()})")
    return found


def upgrade(connection: Connection) -> None:
    """Bring the file to this program's schema. Raises ArchiveError where it is none of ours.

    Foreign keys are off meanwhile, as https://www.sqlite.org/lang_altertable.html asks, and checked before the commit.
    """
    found = check(connection)
    if not connection.read_only:
        connection.write_ahead()
    if found == version():
        return
    if connection.read_only:
        raise ArchiveError(
            str(connection.path), 'has an older schema; "archiver sites", or any crawl, brings it up to date'
        )
    db = Database(connection.raw, execute_plugins=False)
    connection.run("PRAGMA foreign_keys = OFF")
    try:
        with connection.transaction():
            check(connection)  # again, now that nobody else can change it
            migrations.apply(db)
            if connection.one("PRAGMA foreign_key_check"):
                raise DamagedArchiveError(str(connection.path), "rows refer to rows that are missing")
            connection.run(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.run(f"PRAGMA user_version = {version()}")
    finally:
        connection.run("PRAGMA foreign_keys = ON")
