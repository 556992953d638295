"""Commands that show how an archive is doing, and those that care for it."""

import errno
import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from archiver.cli.main import main
from archiver.sites import Site, from_url
from archiver.store import Archive

NOW = datetime(2026, 1, 31, tzinfo=UTC)


def test_sites(on):
    """With their posts and last run; as JSON with their settings."""
    assert [["blog", "https://blog.example/", "2", "1", "2026-01-31T09:30:00+00:00", "incomplete", ""]] == on(
        "sites"
    ).rows
    assert "A Blog" == on("sites", "--json").json[0]["settings"]["title"]


def test_status_tells_what_is_missing(on):
    """Each source, what became of what it names, why; exit code 1."""
    ran = on("status", "blog.example")

    assert 1 == ran.code
    assert "  posts     2 live, 1 gone from the site and kept, 1 that the site names are missing\n" in ran.out
    assert "number 1, 2026-01-31 09:30 UTC: incomplete (1 posts that the site names are missing)" in ran.out
    assert ["feed", "1", "0", "0", "1", "0", "0", "0"] in [line.split() for line in ran.out.splitlines()]
    assert ["sitemap", "4", "3", "1", "0", "0", "0", "3"] in [line.split() for line in ran.out.splitlines()]
    assert "    1  robots.txt\n" in ran.out
    assert "https://blog.example/lost/  status 500 (2 times since 2026-01-31 09:35)" in ran.out


def test_status_as_json(on):
    """For machines, with every figure."""
    (status,) = on("status", "--json").json
    named = {source.pop("source"): source for source in status["coverage"]}

    assert (False, 1, 1) == (status["healthy"], status["missing"], status["profile_version"])
    assert (1, 1, {"robots.txt": 1}) == tuple(named["feed"][name] for name in ("named", "excluded", "reasons"))
    assert 2 == status["problems"][0]["times"]


def test_status_of_a_site_in_good_health(copied, command):
    """Exit code 0. What a derivation was told is no crawl."""
    with Archive.open(copied) as archive:
        site = archive.sites.all()[0]
        for url in ("https://blog.example/lost/",):
            row = archive.frontier.find(site.id, url)
            assert row is not None
            archive.frontier.exclude(row.id, "password")
        run_id = archive.runs.start(site.id, site.added_at)
        archive.runs.finish(run_id, "complete", site.added_at, {}, 0)
        archive.runs.finish(archive.runs.start(site.id, site.added_at), "derived", site.added_at, {}, 0)
    ran = command("--db", copied, "status")

    assert (0, True) == (ran.code, "health    good\n" in ran.out)
    assert "number 2, 2026-01-31 09:30 UTC: complete\n" in ran.out


def test_status_names_what_the_run_was_judged_by(copied, command):
    """A run that compares badly with earlier ones."""
    with Archive.open(copied) as archive:
        site = archive.sites.all()[0]
        run_id = archive.runs.start(site.id, site.added_at)
        archive.runs.finish(run_id, "unhealthy", site.added_at, {"health:posts-fell": 1}, 1)

    assert "health    to look at, posts-fell\n" in command("--db", copied, "status").out


def test_an_empty_archive(tmp_path, command):
    """Nothing is no mistake, and says so."""
    Archive.open(tmp_path / "empty.db", create=True).close()

    for words, said in ((["status"], "No site is archived here yet"), (["derive"], ""), (["runs"], ""), (["list"], "")):
        ran = command("--db", tmp_path / "empty.db", *words)
        assert (0, True) == (ran.code, said in ran.err)
    assert 2 == command("--db", tmp_path / "empty.db", "report").code


def test_a_site_that_was_never_crawled(tmp_path, command):
    with Archive.open(tmp_path / "new.db", create=True) as archive:
        archive.sites.add(from_url("https://new.example/"), NOW)
    ran = command("--db", tmp_path / "new.db", "status")

    assert (1, True) == (ran.code, "last run  never\n" in ran.out)
    assert "due now" in ran.out


def test_runs(on):
    """With their counts; of one site or all."""
    assert [["1", "blog", "2026-01-31T09:30:00+00:00", "5.0", "incomplete", "3", "0", "0", "0", "9", "12345"]] == on(
        "runs"
    ).rows
    assert on("runs").out == on("runs", "blog").out
    assert 9 == on("runs", "--json").json[0]["counts"]["requests"]
    assert (2, True) == (on("runs", "nobody").code, "known sites: blog" in on("runs", "nobody").err)


def test_a_run_that_goes_on(copied, command):
    """Has no end, and no outcome yet; the list says that there are more."""
    with Archive.open(copied) as archive:
        archive.runs.start(archive.sites.all()[0].id, NOW)
    ran = command("--db", copied, "runs", "--limit", 1)

    assert ["", "running"] == ran.rows[0][3:5]
    assert "1 of 2 runs; --limit 0 shows all\n" == ran.err
    assert "took     not ended\n" in command("--db", copied, "report").out


def test_a_report(on):
    """As text, Markdown and JSON: figures, then changes."""
    text = on("report", 1).out
    markdown = on("report", "--markdown").out

    assert text.startswith("Run 1 of blog: incomplete (1 posts that the site names are missing)\n")
    assert "  bytes     12.3 kB\n" in text
    assert "  gone     Gone  https://blog.example/gone/\n" in text
    assert "# Run 1 of blog: incomplete (1 posts that the site names are missing)\n" in markdown
    assert r"- **new** [Odd \[31mred\[0m tab](<https://blog.example/odd/>): test" in markdown
    assert 6 == len(on("report", 1, "--json").json["changes"])
    assert (2, True) == (on("report", 7).code, "no run has the number 7" in on("report", 7).err)


def test_a_profile(on):
    """What was learned, with counts and examples; long lists are cut, --json has all."""
    out = on("profile", "blog").out

    assert out.startswith("blog: profile 1, learned from 3 pages of posts\n")
    assert "  post      98% sure  /{slug}: 3 named as posts, 3 read as posts of 3\n" in out
    assert "such as https://blog.example/rising-seas/\n" in out
    assert "  ?utm= changes nothing (4 pages the same with it, 0 other)\n" in out
    assert "    time: on 3 of 3 posts, on 0 of 9 other pages\n" in out
    assert "  article: the text stands in  article.post\n" in out
    assert "    cut  div.share  (share, on 3 of 3 pages)\n         Share this\n" in out
    assert '    cut  "read more"  (repeats, on 2 of 3 pages)\n' in out
    assert "… and 9 more shapes\n" in out
    assert "… and 11 more cuts\n" in out
    assert "  title         json-ld (right on 100% of 3, there on 100%), compared with feeds and REST\n" in out
    assert "                not meta:og:title: right on 0% of 3\n" in out
    assert '  the site writes " | A Blog" after its titles\n  author "ada" is Ada Lovelace\n' in out
    assert 21 == len(on("profile", "blog", "--json").json["addresses"]["shapes"])


def test_a_profile_that_is_not_there(on, copied, command):
    """Another version, or before anything was learned."""
    with Archive.open(copied) as archive:
        archive.sites.add(Site("new", "https://new.example/"), NOW)

    assert "no profile of version 5" in on("profile", "blog", "--version", 5).err
    assert on("profile", "blog").out == on("profile", "blog", "--version", 1).out
    assert "Nothing is learned yet" in command("--db", copied, "profile", "new").out


def test_verify_finds_nothing_wrong(on):
    assert (0, "") == (on("verify").code, on("verify").out)
    assert "everything is as it was written" in on("verify").err
    assert ("", []) == (on("verify", "--quiet").err, on("verify", "--json").json)


def test_verify_ends_with_3_where_something_is_damaged(copied, command):
    """A letter that flips is valid SQLite, and found by its digest."""
    with sqlite3.connect(copied) as raw:
        raw.execute("UPDATE posts SET html = 'other' WHERE id = 1")
    raw.close()
    ran = command("--db", copied, "verify")

    assert 3 == ran.code
    assert ["post", "post 1"] == ran.rows[0][:2]
    assert "1 damaged" in ran.err


def test_an_archive_that_may_only_be_read_is_verified(copied, command, monkeypatch):
    """Without the search index, whose check is written like an insert."""
    monkeypatch.setattr("os.access", lambda _, mode: mode != os.W_OK)

    assert 0 == command("--db", copied, "verify").code


def test_backup(on, filled, tmp_path):
    """A whole copy; a file that is there is never overwritten unless that is asked for."""
    assert 0 == on("backup", tmp_path / "copy.db").code
    assert (2, True) == (
        on("backup", tmp_path / "copy.db").code,
        "exists already" in on("backup", tmp_path / "copy.db").err,
    )
    (tmp_path / "copy.db-wal").write_bytes(b"of the old one")
    assert 0 == on("backup", tmp_path / "copy.db", "--force").code
    assert ["copy.db"] == [path.name for path in tmp_path.iterdir()]
    assert on("list").out == on("--db", tmp_path / "copy.db", "list").out
    assert "is the archive itself" in on("backup", filled, "--force").err


def test_an_export_is_never_written_over_the_archive(copied, command):
    """By no name that it has, also where a file may be replaced; nor over what stands beside it."""
    (copied.parent / "link.db").symlink_to(copied)
    before = copied.read_bytes()

    for name in ("archive.db", "link.db", "archive.db-wal"):
        ran = command("--db", copied, "export", "-f", "json", "-o", copied.parent / name, "--force")
        assert (2, True) == (ran.code, "is the archive itself" in ran.err)
    assert before == copied.read_bytes()


def test_a_missing_option_is_said_in_one_line(on):
    """Also where click lists the choices one below the other."""
    assert 1 == on("export").err.count("\n")


def test_a_backup_into_no_folder(on, tmp_path):
    ran = on("backup", tmp_path / "none" / "copy.db")

    assert (4, 1) == (ran.code, len(ran.err.splitlines()))


def test_derive_reads_every_post_again(copied, command):
    """Offline; what is read differently is derived, not edited."""
    ran = command("--db", copied, "derive", "blog")

    assert ran.code in {0, 1}
    assert ran.out.startswith("blog: derived\n  posts ")
    assert "3 read again" in ran.out
    assert ["derived"] == [row[4] for row in command("--db", copied, "runs").rows[:1]]
    assert 3 == command("--db", copied, "derive", "--json", "--quiet").json[0]["posts"]


def test_derive_waits_for_no_other_run(copied, command):
    """The lock says who holds the archive; exit code 75."""
    with Archive.open(copied) as archive, archive.lock():
        ran = command("--db", copied, "derive")

    assert (75, True) == (ran.code, "another run holds the archive" in ran.err)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["lst"], 2),
        (["list", "--limit", "x"], 2),
        (["list", "--since", "yesterday"], 2),
        (["list", "--since", "2021-02-30"], 2),
        (["changes", "--since", "soon"], 2),
        (["changes", "--since", "999999999999w"], 2),
        (["show", "99"], 2),
        (["show", "no address"], 2),
        (["show", "1", "--revision", "9"], 2),
        (["query"], 2),
        (["search", "after:soon"], 2),
        (["list", "--site", "nobody"], 2),
    ],
)
def test_wrong_words_give_one_line(on, words, code):
    """And nothing on stdout."""
    ran = on(*words)

    assert (code, "", 1) == (ran.code, ran.out, len(ran.err.splitlines()))
    assert ran.err.startswith("archiver: ")


def test_no_words_at_all_show_the_help(command):
    assert (2, True) == (command().code, "Commands:" in command().err)


def test_a_file_that_is_no_archive(tmp_path, command):
    """Exit code 3; where there is none, 2."""
    (tmp_path / "some.db").write_bytes(b"no database at all, only words" * 100)

    assert 3 == command("--db", tmp_path / "some.db", "list").code
    assert 2 == command("--db", tmp_path / "none.db", "list").code
    assert not (tmp_path / "none.db").exists()


def test_an_archive_of_an_older_program_is_brought_up_to_date(copied, command):
    """By any command that reads it."""
    with sqlite3.connect(copied) as raw:
        current = raw.execute("PRAGMA user_version").fetchone()[0]
        raw.execute("PRAGMA user_version = 1")
        raw.execute("ALTER TABLE sites DROP COLUMN experience")
        raw.execute("DELETE FROM _sqlite_migrations WHERE name = 'm002_experience'")
    raw.close()

    assert 0 == command("--db", copied, "list").code
    raw = sqlite3.connect(copied)
    assert current == raw.execute("PRAGMA user_version").fetchone()[0]
    raw.close()


def test_the_archive_may_be_named_by_the_environment(filled, monkeypatch, capsys):
    """And by --db on either side of the command."""
    monkeypatch.setenv("ARCHIVER_DB", str(filled))

    assert 0 == main(["list"])
    assert 2 == main(["list", "--db", "none.db"])
    capsys.readouterr()


def test_a_reader_that_leaves_is_no_error(copied):
    """`archiver query … | head -1` says nothing on stderr and ends with 0."""
    sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT i, i, i FROM n"
    words = [sys.executable, "-m", "archiver", "--db", str(copied), "query", sql]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert b"i\ti\ti\n" == process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()

    assert (b"", 0) == (said, process.returncode)


@pytest.mark.usefixtures("capfd")
def test_a_reader_that_leaves_while_a_command_speaks(filled, monkeypatch):
    """In this process too: exit code 0, and what is left to say is dropped."""
    monkeypatch.setattr("archiver.cli.output.table", _left)

    assert 0 == main(["--db", str(filled), "list"])


def _left(*_: object) -> None:
    raise BrokenPipeError(32, "Broken pipe")


@pytest.mark.parametrize(
    ("failure", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "archiver: interrupted"),
        (OSError(errno.ENOSPC, "No space left on device", "copy.db"), 4, "archiver: copy.db: No space left on device"),
        (OSError(errno.ENOTDIR, "Not a directory"), 1, "archiver: Not a directory"),
    ],
)
def test_what_goes_wrong_while_a_command_runs_gives_one_line(on, monkeypatch, failure, code, said):
    """And the exit code of the table."""

    def fail(*_: object) -> None:
        raise failure

    monkeypatch.setattr("archiver.cli.output.table", fail)
    ran = on("list")

    assert (code, said) == (ran.code, ran.err.strip())


def test_settings_are_named_and_checked(copied, command, tmp_path):
    """A file that is named must be there."""
    ran = command("--db", copied, "--config", tmp_path / "none.toml", "crawl")

    assert (2, True) == (ran.code, "none.toml" in ran.err)


def test_derive_shows_its_progress_on_a_terminal(copied, command, monkeypatch):
    """On stderr, and gone when it is done."""
    monkeypatch.setattr("rich.console.Console.is_terminal", True)

    assert "blog: derived" in command("--db", copied, "derive").out
    assert "everything is as it was written" in command("--db", copied, "verify").err


def test_derive_leaves_posts_alone_that_no_page_is_kept_of(copied, command):
    """And says how many."""
    with sqlite3.connect(copied) as raw:
        raw.execute("UPDATE posts SET capture_id = NULL WHERE id = 2")
    raw.close()

    assert "  left alone  1 posts that no page is kept of\n" in command("--db", copied, "derive").out
