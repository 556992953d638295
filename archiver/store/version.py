"""Which schema a file has, and whether it is an archive at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver.errors import NewerArchiveError, NotAnArchiveError, OlderArchiveError

if TYPE_CHECKING:
    from archiver.store.connection import Connection

APPLICATION_ID = 0x426C6F67  # "Blog": what `file` and `PRAGMA application_id` show of an archive
CURRENT = 4  # how many migrations there are


def found_in(connection: Connection) -> int:
    """The schema version of the file, 0 for an empty one. Raises ArchiveError where it is none of ours."""
    path = str(connection.path)
    application: int = connection.value("PRAGMA application_id")
    found: int = connection.value("PRAGMA user_version")
    if application != APPLICATION_ID:
        if application or found or connection.value("SELECT count(*) FROM sqlite_master"):
            raise NotAnArchiveError(path, "is not an archive (an SQLite database of another program)")
        return 0
    if found > CURRENT:
        raise NewerArchiveError(path, f"was written by a newer archiver (schema {found}, this one reads {CURRENT})")
    return found


def bring_up_to_date(connection: Connection, *, create: bool = False) -> None:
    """Make sure that the file has this program's schema. Raises ArchiveError where it is none of ours.

    An empty file is one where `create` says so. Else it may be all that is left of an archive: nothing would be found
    damaged in a new one, and a backup of it would take the place of the last good one.
    """
    found = found_in(connection)
    if not create and not connection.value("PRAGMA application_id"):
        raise NotAnArchiveError(str(connection.path), 'is empty, no archive ("archiver crawl URL" makes one of it)')
    if not connection.read_only:
        connection.write_ahead()
    if found == CURRENT:
        return
    if connection.read_only:
        raise OlderArchiveError(str(connection.path), 'has an older schema; "archiver sites" brings it up to date')
    from archiver.store import migrations  # noqa: PLC0415 - takes longer to import than everything else here

    migrations.apply(connection)
