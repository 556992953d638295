"""Opening an archive: what is made, what is refused, and what errors say."""

import os
import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlite_utils import Database

from archiver.errors import (
    ArchiveError,
    DamagedArchiveError,
    LockedError,
    NewerArchiveError,
    NotAnArchiveError,
    StorageError,
    UsageError,
)
from archiver.records import Lead, Role, Source, Statement
from archiver.sites import Site
from archiver.store import Archive, Outcome, migrations, version
from archiver.store.connection import Connection


def pragma(archive: Archive, name: str) -> object:
    return archive._connection.value(f"PRAGMA {name}")


def test_an_archive_is_made_with_its_folder(tmp_path):
    """Opening with create makes folder and file, safe against power cuts and recognisable from outside."""
    path = tmp_path / "some" / "where" / "archive.db"

    with Archive.open(path, create=True) as archive:
        assert "wal" == pragma(archive, "journal_mode")
        assert 2 == pragma(archive, "synchronous")
        assert 1 == pragma(archive, "foreign_keys")
        assert 4096 == pragma(archive, "page_size")
        assert version.APPLICATION_ID == pragma(archive, "application_id")
        assert version.CURRENT == pragma(archive, "user_version")


def test_opening_again_keeps_what_is_there(path, stage):
    """An archive is opened without create once it exists, and create does no harm."""
    stage.archive.close()

    with Archive.open(path) as archive, Archive.open(path, create=True) as again:
        assert ["example.org"] == [row.name for row in archive.sites.all()]
        assert ["example.org"] == [row.name for row in again.sites.all()]


def test_a_missing_archive_is_wrong_use(path):
    """Without create, nothing is made, and the message says what makes one."""
    with pytest.raises(UsageError, match="archiver crawl URL"):
        Archive.open(path)

    assert not path.exists()


def test_a_folder_is_no_archive(tmp_path):
    """A folder is named as such, also where an archive may be made."""
    for create in (False, True):
        with pytest.raises(UsageError, match="is a folder"):
            Archive.open(tmp_path, create=create)


def test_another_programs_database_is_refused_and_left_alone(tmp_path):
    """A foreign SQLite database stays as it was, to the byte."""
    path = tmp_path / "other.db"
    Database(path).table("t").insert({"a": 1})
    before = path.read_bytes()

    with pytest.raises(NotAnArchiveError, match="another program"):
        Archive.open(path, create=True)

    assert before == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


def test_a_file_that_is_no_database_is_refused(tmp_path):
    """Any other file is no archive, and stays as it was."""
    path = tmp_path / "notes.txt"
    path.write_text("no database at all " * 100)

    with pytest.raises(NotAnArchiveError, match="no SQLite database"):
        Archive.open(path)

    assert path.read_text().startswith("no database")


def test_an_archive_of_a_newer_program_is_refused(path, archive):
    """The message names both schema versions."""
    archive._connection.run("PRAGMA user_version = 99")
    archive.close()

    with pytest.raises(NewerArchiveError, match=f"schema 99, this one reads {version.CURRENT}"):
        Archive.open(path)


def test_an_empty_file_becomes_an_archive(path):
    """A creation that was killed before its first commit left an empty file; the next one goes on from there."""
    path.touch()

    with Archive.open(path, create=True) as archive:
        assert [] == archive.sites.all()


@pytest.mark.parametrize("read_only", [True, False])
def test_an_empty_file_is_no_archive_for_who_makes_none(path, read_only):
    """It may be what a failing disk left of one: nothing may pass for well, or be written there."""
    path.touch()

    with pytest.raises(NotAnArchiveError, match=r"is empty, no archive \("):
        Archive.open(path, read_only=read_only)

    assert 0 == path.stat().st_size
    assert [path] == list(path.parent.iterdir())


@pytest.mark.parametrize(("waiting", "beside"), [(b"", 0), (b"not yet in the file", 1)])
def test_an_archive_on_a_read_only_medium_is_read_as_it_stands(path, archive, monkeypatch, waiting, beside):
    """SQLite would make files beside it, which it cannot there; what waits in a log would be overlooked."""
    archive.close()
    medium = os.statvfs_result((*os.statvfs(path)[:8], os.ST_RDONLY, 255))
    monkeypatch.setattr("archiver.store.connection.os.statvfs", lambda _: medium)
    path.with_name(f"{path.name}-wal").write_bytes(waiting)

    with Archive.open(path, read_only=True) as found:
        assert [] == found.sites.all()
        assert beside == len(list(path.parent.glob("*-shm")))


def test_an_older_archive_is_not_upgraded_by_a_reader(path, archive):
    """A reader cannot bring the schema up to date, and says what can."""
    archive._connection.run("PRAGMA user_version = 0")
    archive.close()

    with pytest.raises(ArchiveError, match="older schema"):
        Archive.open(path, read_only=True)


def test_the_version_counts_the_migrations():
    """The version that is looked at before migrations are even imported is theirs."""
    assert version.CURRENT == len(migrations.migrations._migrations)


def test_a_failed_migration_leaves_the_file_as_it_was(path, monkeypatch):
    """A migration happens whole or not at all, and foreign keys hold again afterwards."""
    broken = migrations.Migrations("archiver")

    @broken()
    def m001_first(db: Database) -> None:
        db.executescript("CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (a REFERENCES a(id));")
        db.execute("INSERT INTO b VALUES (7)")

    monkeypatch.setattr(migrations, "migrations", broken)
    with pytest.raises(DamagedArchiveError, match="missing"):
        Archive.open(path, create=True)
    monkeypatch.undo()

    with Archive.open(path, create=True) as archive:
        assert 1 == pragma(archive, "foreign_keys")


def test_a_reader_cannot_write(path, stage):
    """Read-only means that SQLite itself refuses."""
    with Archive.open(path, read_only=True) as reader:
        assert ["example.org"] == [row.name for row in reader.sites.all()]
        with pytest.raises(StorageError, match="cannot be written"):
            reader.sites.add(Site("b", "https://b.example/"), stage.now)


def test_a_reader_sees_one_state_beside_a_writer(path, stage):
    """What a writer has not committed is not seen; what it commits is."""
    with Archive.open(path, read_only=True) as reader:
        with stage.archive.transaction():
            stage.post()

            assert stage.archive.in_transaction
            assert 0 == reader.posts.count()

        assert 1 == reader.posts.count()


def test_a_second_writer_waits_and_then_says_so(path, stage):
    """Where another program holds the write lock, the error names it and costs no traceback."""
    other = Connection.open(path)
    other.raw.execute("PRAGMA busy_timeout = 1")
    with (
        stage.archive.transaction(),
        pytest.raises(LockedError, match="another program is writing"),
        other.transaction(),
    ):
        pass
    other.close()


def test_a_full_disk_is_a_storage_error_and_undoes_the_transaction(stage):
    """Nothing half written: the transaction is gone, and the archive goes on working."""
    connection = stage.archive._connection
    connection.run(f"PRAGMA max_page_count = {connection.value('PRAGMA page_count') + 2}")

    def write() -> None:
        with stage.archive.transaction():
            stage.url("https://example.org/before")
            stage.capture("https://example.org/big", random.Random(1).randbytes(200_000), kind="image/png")

    with pytest.raises(StorageError, match="disk is full"):
        write()
    connection.run("PRAGMA max_page_count = 1000000")

    assert 0 == stage.count("urls")
    assert stage.post() == 1


def test_a_folder_that_cannot_be_made_is_a_storage_error(tmp_path):
    """The parent is a file: one line, no traceback."""
    (tmp_path / "file").touch()

    with pytest.raises(StorageError, match="cannot be made"):
        Archive.open(tmp_path / "file" / "archive.db", create=True)


def test_a_file_that_cannot_be_opened_is_a_storage_error(tmp_path):
    """Such as one in a folder that is missing."""
    with pytest.raises(StorageError, match="cannot be opened"):
        Connection.open(tmp_path / "missing" / "archive.db", read_only=True)


def test_a_mistake_in_the_program_is_not_dressed_up(archive):
    """Only what a person can act on is put in our words."""
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        archive._connection.run("SELECT * FROM missing_table")
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        archive._connection.run_many("DELETE FROM missing_table WHERE id = ?", [(1,)])
    with pytest.raises(sqlite3.OperationalError, match="malformed JSON"):
        archive._connection.one("SELECT json_extract('no json', '$')")


def test_damage_that_a_reading_meets_is_said(path, stage):
    """A page of the file that was overwritten raises DamagedArchiveError, not an SQLite error."""
    with stage.archive.transaction():
        for number in range(20):
            stage.post(f"https://example.org/{number}", text=f"{number} " * 500)
    stage.archive.close()
    with Archive.open(path) as archive:
        archive._connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
        root = archive._connection.value("SELECT rootpage FROM sqlite_master WHERE name = 'posts'")
    with path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)

    with Archive.open(path) as archive, pytest.raises(DamagedArchiveError, match="archiver verify"):
        list(archive.posts.select())


def test_an_inner_transaction_that_fails_undoes_only_itself(stage):
    """A page that fails leaves the others of its batch."""
    with stage.archive.transaction():
        stage.url("https://example.org/kept")
        try:
            with stage.archive.transaction():
                stage.url("https://example.org/undone")
                raise KeyError  # noqa: TRY301 - what a page may do
        except KeyError:
            pass

    assert ["https://example.org/kept"] == [row.url for row in stage.archive.frontier.rows(stage.site_id)]


def test_text_that_is_no_unicode_is_kept_readable(stage):
    """Half a surrogate pair, which JSON in pages can spell, is stored as a question mark instead of failing."""
    post_id = stage.post(title="broken \ud83d title", tags=("\udc00",), authors=())
    stage.offer(Lead("https://example.org/a", Source.FEED, anchor="\ud83d", says=Statement(tags=("\udc00",))))
    stage.archive.frontier.done(1, Outcome(Role.POST, stage.now, 200, reason="\ud83d"))
    post = stage.archive.posts.get(post_id)

    assert post is not None
    assert ("broken ? title", ("?",)) == (post.title, post.tags)
    assert [("?", ("?",))] == [
        (lead.anchor, lead.says.tags) for lead in stage.archive.frontier.leads_of(1) if lead.says
    ]
    assert "?" == stage.archive.frontier.get(1).reason
    assert [] == list(stage.archive.verify())


def test_the_lock_names_its_holder(path, archive):
    """A second run is told which process on which host holds the archive, and since when."""
    said = r"another run holds the archive \(process \d+ on .+ since 20.+Z\)"
    with archive.lock(), Archive.open(path) as other, pytest.raises(LockedError, match=said):
        other.lock().__enter__()

    with archive.lock():
        pass


def test_a_lock_without_words_is_still_a_lock(path, archive):
    """The words are for people: a lock file that says nothing is respected all the same."""
    with archive.lock():
        path.with_name("archive.db.lock").write_text("")

        with pytest.raises(LockedError, match="has not said which"), Archive.open(path) as other, other.lock():
            pass


def test_a_lock_that_cannot_be_written_is_a_storage_error(path, archive):
    """Such as a folder in its place."""
    path.with_name("archive.db.lock").mkdir()

    with pytest.raises(StorageError, match="cannot be written"), archive.lock():
        pass


def test_a_killed_holder_leaves_no_lock(path, archive):
    """The kernel gives the lock back when its holder dies."""
    program = (
        "import os, sys; from pathlib import Path; from archiver.store import Archive; "
        "a = Archive.open(Path(sys.argv[1])); a.lock().__enter__(); os.kill(os.getpid(), 9)"
    )
    ended = subprocess.run([sys.executable, "-c", program, str(path)], check=False, cwd=Path.cwd())

    assert -9 == ended.returncode
    with archive.lock():
        pass
