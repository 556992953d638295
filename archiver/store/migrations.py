"""The steps from one schema to the next. Slow to import, for sqlite-utils: `version.py` says when they are needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from archiver.errors import DamagedArchiveError
from archiver.store import schema, version

if TYPE_CHECKING:
    from archiver.store.connection import Connection

migrations = Migrations("archiver")


@migrations()
def m001_first(db: Database) -> None:
    """Everything that an archive began with."""
    for statement in schema.statements():  # sqlite-utils 4.2 takes 0.1 s to split a script of this length
        db.execute(statement)


@migrations()
def m002_experience(db: Database) -> None:
    """What later runs have shown of a site's own announcements."""
    db.execute("ALTER TABLE sites ADD COLUMN experience TEXT")


@migrations()
def m003_faster_search(db: Database) -> None:
    """Beginnings of words in the full-text index; indexes for what few rows are, and for counting."""
    db.execute("CREATE INDEX posts_status ON posts(status, site_id)")
    db.execute("CREATE INDEX posts_language ON posts(language)")
    db.execute("CREATE INDEX urls_failed ON urls(identity) WHERE state = 'failed'")
    for name in ("posts_fts", "dead_links"):  # the triggers of posts_fts are those of posts, and stay
        made = next(one for one in schema.statements() if f" {name} " in one.partition("\n")[0])
        db.execute(f"DROP {'VIEW' if made.startswith('CREATE VIEW') else 'TABLE'} {name}")
        db.execute(made)
    db.execute("INSERT INTO posts_fts(posts_fts) VALUES ('rebuild')")


@migrations()
def m004_signatures(db: Database) -> None:
    """Signatures of texts, so that a run compares what it brought with the rest, and reads no other text again."""
    db.execute(
        "CREATE TABLE signatures ("
        "post_id INTEGER PRIMARY KEY REFERENCES posts(id) ON DELETE CASCADE, "
        "text_hash TEXT NOT NULL, method TEXT NOT NULL, signature BLOB NOT NULL) STRICT"
    )


def apply(connection: Connection) -> None:
    """Bring the file to this program's schema, whole or not at all.

    Foreign keys are off meanwhile, as https://www.sqlite.org/lang_altertable.html asks, and checked before the commit.
    """
    db = Database(connection.raw, execute_plugins=False)
    connection.run("PRAGMA foreign_keys = OFF")
    try:
        with connection.transaction():
            version.found_in(connection)  # again, now that nobody else can change it
            migrations.apply(db)
            if connection.one("PRAGMA foreign_key_check"):
                raise DamagedArchiveError(str(connection.path), "rows refer to rows that are missing")
            connection.run(f"PRAGMA application_id = {version.APPLICATION_ID}")
            connection.run(f"PRAGMA user_version = {version.CURRENT}")
    finally:
        connection.run("PRAGMA foreign_keys = ON")
