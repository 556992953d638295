"""Care for the archive: anybody's SQL, verification, backup, the description of its schema, and sudden death."""

import os
import runpy
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from archiver.errors import DamagedArchiveError, LockedError, StorageError, UsageError
from archiver.records import ChangeKind
from archiver.store import Archive
from archiver.store.columns import MEANINGS
from archiver.store.describe import written

A, B = "https://example.org/a", "https://example.org/b"


def test_anybodys_sql_can_read_all_of_the_archive(stage):
    """Tables, views, the full-text index and pragmas that tell of the schema; with named values."""
    post_id = stage.post(A)
    for sql in (
        "SELECT id, title FROM posts",
        "WITH x AS (SELECT * FROM post) SELECT id, title FROM x WHERE title LIKE :like",
        "SELECT rowid AS id, title FROM posts_fts WHERE posts_fts MATCH 'title'",
        "SELECT post_id AS id, title FROM changes",
        "SELECT DISTINCT post_id AS id, title FROM post_authors",
    ):
        answer = stage.archive.query(sql, {"like": "A%"} if ":like" in sql else None)

        assert (("id", "title"), [(post_id, "A title")]) == (answer.columns, list(answer.rows))
    assert "title" in {row[1] for row in stage.archive.query("SELECT * FROM pragma_table_info('posts')").rows}
    assert "title" in {row[1] for row in stage.archive.query("PRAGMA table_info(posts)").rows}


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("DELETE FROM posts", "can only be read"),
        ("INSERT INTO sites VALUES (1)", "can only be read"),
        ("ATTACH 'other.db' AS other", "can only be read"),
        ("PRAGMA journal_mode = DELETE", "can only be read"),
        ("PRAGMA writable_schema = 1", "can only be read"),
        ("VACUUM INTO 'copy.db'", "SQL"),
        ("UPDATE sqlite_master SET sql = ''", "SQL"),
        ("SELECT load_extension('x')", "SQL|can only"),
        ("SELEKT 1", "syntax error"),
        ("SELECT 1; SELECT 2", "one statement"),
        ("SELECT * FROM missing", "no such table"),
        ("SELECT :name", "SQL"),
        ("", "gives no rows"),
        ("SELECT '\ud800'", "SQL"),
    ],
)
def test_anybodys_sql_can_do_nothing_else(stage, tmp_path, monkeypatch, sql, said):
    """One clear line, and nothing is changed or made."""
    monkeypatch.chdir(tmp_path)
    stage.post(A)
    before = sorted(tmp_path.iterdir())

    with pytest.raises(UsageError, match=said):
        list(stage.archive.query(sql).rows)

    assert before == sorted(tmp_path.iterdir())
    assert 1 == stage.archive.posts.count()


def test_a_query_without_end_is_ended_by_ctrl_c(stage):
    """Not only between two rows: before the first one, too."""
    endless = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c"
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)  # what Ctrl-C does, by a timer
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    try:
        with pytest.raises(KeyboardInterrupt):
            stage.archive.query(endless)
    finally:
        signal.signal(signal.SIGALRM, before)


def test_an_error_while_rows_are_read_is_said(stage):
    """SQLite finds some mistakes only on the way."""
    answer = stage.archive.query("SELECT 1 UNION ALL SELECT json_extract('no json', '$')")

    with pytest.raises(UsageError, match="malformed JSON"):
        list(answer.rows)


def test_a_query_that_has_to_wait_says_so(stage, monkeypatch):
    """An exclusive lock of another program is no fault of the query."""
    stage.archive._connection.run("PRAGMA locking_mode = EXCLUSIVE")
    stage.post(A)
    monkeypatch.setattr("archiver.store.connection.BUSY_TIMEOUT_S", 0.01)

    with pytest.raises(LockedError, match="another program"):
        stage.archive.query("SELECT 1")


def _flip(table: str, column: str, condition: str = "1") -> str:
    """Changes one letter in a column."""
    return f"UPDATE {table} SET {column} = 'X' || substr({column}, 2) WHERE {condition}"


@pytest.mark.parametrize(
    ("damage", "kind", "where"),
    [
        (_flip("posts", "text"), "post", "post 1"),
        (_flip("posts", "title"), "post", "post 1"),
        (_flip("posts", "html"), "post", "post 1"),
        (_flip("posts", "markdown"), "post", "post 1"),
        (_flip("posts", "published_at"), "post", "post 1"),
        (_flip("posts", "text_hash"), "post", "post 1"),
        (_flip("posts", "url"), "reference", "post 1"),
        ("UPDATE posts SET revision = 3", "reference", "post 1"),
        (_flip("revisions", "title", "number = 1"), "revision", "post 1, revision 1"),
        (_flip("revisions", "text", "number = 1"), "revision", "post 1, revision 1"),
        ("UPDATE revisions SET tags = '[\"z\"]' WHERE number = 2", "revision", "post 1, revision 2"),
        ("UPDATE captures SET status = 404", "capture", "capture 1"),
        (_flip("captures", "headers"), "capture", "capture 1"),
        ("UPDATE bodies SET size_bytes = 1", "body", "body 1"),
        ("DELETE FROM urls WHERE id = 1", "reference", "captures 1"),
        ("INSERT INTO dictionaries VALUES (1, 1, 'sha256:', '', x'00')", "body", "dictionary 1"),
    ],
)
def test_whatever_is_not_as_it_was_written_is_found(stage, draft, damage, kind, where):
    """A letter that flips is valid SQLite: only digests tell."""
    post_id = stage.post(A)
    stage.change(ChangeKind.REVISED, post_id, replace(draft, text="Edited."))
    sound = list(stage.archive.verify())
    stage.archive._connection.run("PRAGMA foreign_keys = OFF")
    stage.archive._connection.run(damage)
    found = list(stage.archive.verify())

    assert [] == sound
    assert (kind, where) in {(one.kind, one.where) for one in found}


def test_content_hashes_are_computed_again(stage, monkeypatch):
    """A revision whose digest fits but whose content hash does not is told too."""
    stage.post(A)
    monkeypatch.setattr("archiver.store.verify.content_hash", lambda _: "1other")

    assert ["its content hash is another one now"] == [one.message for one in stage.archive.verify()]


def test_an_index_that_lost_a_post_is_found(stage, path):
    """By FTS5's own check, where the archive can be written; a reader leaves that out."""
    stage.post(A)
    stage.archive._connection.run(
        "INSERT INTO posts_fts(posts_fts, rowid, title, text) VALUES ('delete', 1, 'A title', 'One two three.')"
    )

    assert ["index"] == [one.kind for one in stage.archive.verify()]
    with Archive.open(path, read_only=True) as reader:
        assert [] == list(reader.verify())


def test_damage_to_the_file_itself_is_found(stage, path):
    """Pages that SQLite cannot read end one check, not the others."""
    with stage.archive.transaction():
        for number in range(20):
            stage.post(f"https://example.org/{number}", text=f"{number} " * 900)
    connection = stage.archive._connection
    connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
    root = connection.value("SELECT rootpage FROM sqlite_master WHERE name = 'captures'")
    stage.archive.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)

    with Archive.open(path) as archive:
        kinds = {one.kind for one in archive.verify()}
        with pytest.raises(DamagedArchiveError):
            list(archive.query("SELECT id FROM captures NOT INDEXED").rows)

    assert "structure" in kinds


def test_an_index_that_disagrees_with_its_table_is_found(stage, path):
    """One letter changed in a row, not in the index over it: SQLite's own check tells that."""
    stage.url("https://example.org/unique")
    stage.archive._connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
    stage.archive.close()
    before = path.read_bytes()
    place = next(
        index
        for index in range(len(before))
        if before.startswith(b"example.org/unique", index) and before[index - 1] != 47
    )
    path.write_bytes(before[:place] + b"X" + before[place + 1 :])

    with Archive.open(path) as archive:
        assert "structure" in {one.kind for one in archive.verify()}


def test_a_backup_is_a_whole_archive(stage, tmp_path):
    """Readable as any other, without a log beside it, with everything in it."""
    stage.post(A)
    size_bytes = stage.archive.backup(tmp_path / "copy.db")

    assert (tmp_path / "copy.db").stat().st_size == size_bytes
    with Archive.open(tmp_path / "copy.db", read_only=True) as copy:
        assert [A] == [post.url for post in copy.posts.select()]
        assert [] == list(copy.verify())
    assert {"archive.db", "copy.db"} == {one.name for one in tmp_path.glob("*.db")}


def test_a_backup_overwrites_nothing(stage, tmp_path):
    """Neither an older backup nor the archive itself."""
    (tmp_path / "copy.db").write_text("precious")

    with pytest.raises(UsageError, match="exists already"):
        stage.archive.backup(tmp_path / "copy.db")
    assert "precious" == (tmp_path / "copy.db").read_text()


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", ".lock"])
def test_a_backup_is_never_written_over_the_archive(stage, ending):
    """Not even where a file may be replaced: the log of a living archive would be deleted on the way."""
    with pytest.raises(UsageError, match="is the archive itself"):
        stage.archive.backup(stage.archive.path.with_name(stage.archive.path.name + ending), replace=True)

    assert [] == list(stage.archive.verify())


def test_what_a_killed_backup_left_goes_with_the_next_one(stage, tmp_path):
    """It is as large as the archive. What another backup is writing now stays."""
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    left, others, mine = (
        f".copy.db.{ended.pid}.partial",
        f".other.db.{ended.pid}.partial",
        f".copy.db.{os.getppid()}.partial",
    )
    for name in (left, f"{left}-journal", others, mine):
        (tmp_path / name).write_text("half")
    stage.archive.backup(tmp_path / "copy.db")

    assert {others, mine} == {path.name for path in tmp_path.glob(".*.partial*")}


def test_a_backup_that_fails_leaves_nothing_behind(stage, tmp_path, monkeypatch):
    """Whole or not at all."""
    with pytest.raises(StorageError, match=r"missing/copy\.db: cannot be opened"):
        stage.archive.backup(tmp_path / "missing" / "copy.db")
    monkeypatch.setattr(Path, "rename", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(StorageError, match="No space left"):
        stage.archive.backup(tmp_path / "copy.db")

    assert [] == [one.name for one in tmp_path.iterdir() if "copy" in one.name]


def test_the_description_of_the_schema_is_current():
    """docs/schema.md says what the schema says: `python -m archiver.store.describe docs/schema.md` writes it."""
    assert written() == (Path(__file__).parents[2] / "docs" / "schema.md").read_text(encoding="utf-8")


def test_the_description_is_written_by_its_module(tmp_path, monkeypatch):
    """As the document's own first line says."""
    target = tmp_path / "schema.md"
    monkeypatch.setattr(sys, "argv", ["describe", str(target)])
    with pytest.warns(RuntimeWarning, match="found in sys.modules"):
        runpy.run_module("archiver.store.describe", run_name="__main__")

    assert written() == target.read_text(encoding="utf-8")


def test_every_column_is_described_and_nothing_else(archive):
    """Tables and views of ours, column by column."""
    there = Database(archive._connection.raw, execute_plugins=False)
    ours = {
        name: [row[1] for row in archive._connection.rows(f"PRAGMA table_info({name})")]
        for name in [*there.table_names(), *there.view_names()]
        if not name.startswith(("posts_fts", "_sqlite_migrations"))
    }

    assert {name: sorted(columns) for name, columns in ours.items()} == {
        name: sorted(columns) for name, (_, columns) in MEANINGS.items()
    }


_WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from archiver.records import Author, Capture, Change, ChangeKind, Draft, Lead, Role, Source
from archiver.sites import Site
from archiver.store import Archive, Context, Discovery, Outcome
now = datetime(2026, 1, 1, tzinfo=UTC)
with Archive.open(Path(sys.argv[1]), create=True) as archive, archive.lock():
    site = archive.sites.add(Site("example.org", "https://example.org/"), now).id
    print("ready", flush=True)
    for batch in range(10_000):
        with archive.transaction():
            for number in range(5):
                url = f"https://example.org/{batch}/{number}"
                archive.frontier.offer(Discovery(site, now), [Lead(url, Source.LINK)], priority=lambda _: 1.0)
                visit = archive.frontier.due(site, 1, now)[0]
                body = ("<html>" + url * 200).encode()
                capture = Capture(url, now, 200, (("Content-Type", "text/html"),), body)
                kept = archive.captures.keep(visit.url_id, capture)
                draft = Draft(url, title=url, text="word " * 100 + url, authors=(Author("Ann"),))
                context = Context(now, None, kept.id, 1, "1")
                archive.posts.apply(site, visit.url_id, Change(ChangeKind.NEW, "new"), draft, context)
                archive.frontier.done(visit.url_id, Outcome(Role.POST, now, 200, capture_id=kept.id))
        print(batch, flush=True)
"""


@pytest.mark.parametrize("batches", [0, 1, 9])
def test_a_writer_that_is_killed_loses_nothing_that_it_acknowledged(path, batches):
    """SIGKILL at any moment: the archive opens, is sound, holds every acknowledged batch whole and none in part."""
    with subprocess.Popen([sys.executable, "-c", _WRITER, str(path)], stdout=subprocess.PIPE, text=True) as writer:
        acknowledged = -1
        for line in writer.stdout:
            acknowledged = -1 if line == "ready\n" else int(line)
            if acknowledged >= batches - 1:
                os.kill(writer.pid, signal.SIGKILL)
                break
        acknowledged = max([acknowledged, *(int(line) for line in writer.stdout)])

    with Archive.open(path) as archive, archive.lock():
        posts = archive.posts.count()
        site = archive.sites.all()[0].id

        assert [] == list(archive.verify())
        assert 5 * (acknowledged + 1) <= posts <= 5 * (acknowledged + 2)
        assert 0 == posts % 5
        assert posts == sum(archive.frontier.counts(site).values())
