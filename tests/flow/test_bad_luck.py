"""Bad input and bad luck: one clear line, the right exit code, and nothing lost or half written."""

import json
import os
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from blogs import fixtures
from blogs.server import BlogServer, Response

from archiver.cli.main import main
from archiver.store import Archive

BLOG = "jekyll"
VOLATILE = {"id", "first_seen_at", "last_seen_at", "revised_at", "revision"}


def archiver(*words: str, **options: object) -> subprocess.Popen[str]:
    """The program as a process of its own."""
    command = [sys.executable, "-m", "archiver", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def posts(db: Path) -> list[dict[str, object]]:
    """What an export of the archive holds, without times and ids, by address."""
    out = db.with_suffix(".jsonl")
    assert main(["export", "--db", str(db), "--format", "jsonl", "-o", str(out), "--force", "--quiet"]) == 0
    records = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    plain = [{key: value for key, value in record.items() if key not in VOLATILE} for record in records]
    return sorted(plain, key=lambda record: str(record["url"]))


def wait_for(condition, process: subprocess.Popen[str]) -> None:
    """Until the condition holds or the process has ended; a minute at most."""
    deadline = time.monotonic() + 60
    while not condition() and process.poll() is None and time.monotonic() < deadline:
        os.sched_yield()


@pytest.mark.parametrize("requests", [3, 12, 22])
def test_a_killed_crawl_is_completed_by_the_next(tmp_path, capsys, requests):
    """SIGKILL after so many requests: the archive verifies, and the next run gives what an undisturbed one does."""
    with fixtures.serve(BLOG) as (server, _):
        words = ["crawl", server.url, "--delay", "0", "--quiet"]
        whole, killed = tmp_path / "whole.db", tmp_path / "killed.db"
        assert main([*words, "--db", str(whole)]) == 0
        server.forget()
        crawl = archiver(*words, "--db", str(killed))
        wait_for(lambda: len(server.log) >= requests, crawl)
        crawl.send_signal(signal.SIGKILL)
        crawl.communicate()

        assert main([*words, "--db", str(killed)]) == 0

    with Archive.open(killed) as archive:
        assert [] == list(archive.verify())
    assert posts(whole) == posts(killed)
    capsys.readouterr()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_crawl_says_so_and_goes_on_later(tmp_path, capsys, number):
    db = tmp_path / "archive.db"
    with fixtures.serve(BLOG) as (server, blog):
        words = ["crawl", server.url, "--quiet", "--db", str(db), "--delay"]
        crawl = archiver(*words, "0.2")
        wait_for(lambda: len(server.log) >= 6, crawl)
        crawl.send_signal(number)
        out, err = crawl.communicate(timeout=60)

        assert crawl.returncode == 130, err
        assert "interrupted" in out
        assert "Traceback" not in err
        assert main([*words, "0"]) == 0
        assert len(posts(db)) == len(blog.post_urls)
    capsys.readouterr()


def test_a_second_crawl_of_the_same_archive_says_who_holds_it(tmp_path, capsys):
    db = tmp_path / "archive.db"
    with Archive.open(db, create=True) as archive, archive.lock():
        code = main(["crawl", "https://example.org/", "--db", str(db)])

    assert code == 75
    assert f"process {os.getpid()}" in capsys.readouterr().err


def free_port() -> int:
    """A port of 127.0.0.1 on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_words_that_are_no_address(tmp_path, capsys):
    db = tmp_path / "archive.db"

    code = main(["crawl", "ruhglobal", "--db", str(db)])

    assert code == 2
    assert 'archiver: "ruhglobal" is not a web address (write https://…)\n' == capsys.readouterr().err


@pytest.mark.parametrize("host", ["no-such-host.invalid", "127.0.0.1"])
def test_a_host_that_answers_nothing(tmp_path, capsys, host):
    """An unknown name, or a port where nothing listens: exit code 1, and the report says what is wrong."""
    url = f"http://{host}:{free_port()}/"

    code = main(["crawl", url, "--delay", "0", "--quiet", "--db", str(tmp_path / "archive.db")])

    assert code == 1
    assert "unreachable" in capsys.readouterr().out


def test_a_page_with_no_blog_on_it(tmp_path, capsys):
    html = b"<html><head><title>Shop</title></head><body><h1>Shop</h1><p>We sell chairs.</p></body></html>"
    with BlogServer({"/": Response(html)}) as server:
        code = main(["crawl", server.url, "--delay", "0", "--quiet", "--db", str(tmp_path / "archive.db")])

    assert code == 1
    assert "no post was found there" in capsys.readouterr().out


def no_archive(path: Path) -> None:
    path.write_text("some other file")


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE birds (name)")
    connection.close()


def newer(path: Path) -> None:
    Archive.open(path, create=True).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 9999")
    connection.close()


@pytest.mark.parametrize("make", [no_archive, foreign, newer])
def test_a_file_that_is_no_archive_of_ours_is_left_alone(tmp_path, capsys, make):
    db = tmp_path / "archive.db"
    make(db)
    before = db.read_bytes()

    code = main(["crawl", "https://example.org/", "--db", str(db)])

    assert code == 3
    assert capsys.readouterr().err.count("\n") == 1
    assert before == db.read_bytes()


def test_a_folder_is_no_archive(tmp_path, capsys):
    assert main(["crawl", "https://example.org/", "--db", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def limit_file_size() -> None:
    """No file may grow beyond 400 kB: what a full disk is to a program."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def test_a_full_disk_ends_the_run_and_the_archive_stands(tmp_path, capsys):
    db = tmp_path / "archive.db"
    with fixtures.serve(BLOG) as (server, blog):
        words = ["crawl", server.url, "--delay", "0", "--quiet", "--db", str(db)]
        crawl = archiver(*words, preexec_fn=limit_file_size)
        _, err = crawl.communicate(timeout=120)

        assert crawl.returncode == 4, err
        assert "Traceback" not in err
        assert main(words) == 0
        assert len(posts(db)) == len(blog.post_urls)
    with Archive.open(db) as archive:
        assert [] == list(archive.verify())
    capsys.readouterr()
