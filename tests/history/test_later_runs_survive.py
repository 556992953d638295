"""What goes wrong in a later run costs nothing that was kept, and the run after it completes the work."""

from __future__ import annotations

import contextlib
import gzip
import os
import random
import resource
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from blogs.server import START, BlogServer, Response
from history import diary as diaries
from history.conftest import COUNT
from history.growing import GrowingBlog

from archiver.cli.main import main
from archiver.flow import posts, work
from archiver.records import ChangeKind
from archiver.store import Archive
from archiver.store.rows import EventFilter, PostFilter

NOISE = random.Random(7).randbytes(4000)
GZIP = (("Content-Encoding", "gzip"),)
BROKEN = {
    "noise": Response(NOISE),
    "noise that claims to be gzip": Response(NOISE, headers=GZIP),
    "gzip that breaks off": Response(gzip.compress(b"<p>A post.</p>" + NOISE)[:900], headers=GZIP),
    "less than was promised": Response(b"<h1>A post</h1>" + NOISE, truncate_to=500),
    "nothing": Response(b""),
    "white space": Response(b"\n\n   \n"),
    "zeros": Response(b"\0" * 3000),
    "a line without end": Response(b"<html><body><article>" + b"word " * 30_000),
    "a hundred thousand elements": Response(b"<div>" * 100_000),
    "a picture": Response(b"\x89PNG\r\n\x1a\n" + NOISE, content_type="image/png"),
    "half a letter": Response(b'<html><head><meta charset="utf-16"></head><body>\xff\xfe\xd8\x00\xc3</body></html>'),
    "a stack trace": Response(b"<br />\n<b>Fatal error</b>: Uncaught Error in /var/www/wp-content/x.php:17\n<br />"),
    "a connection that is closed": Response(drop=True),
    "a body without end": Response(b"<p>and on and on</p>", endless=True),
}
SEVERAL = 6


@pytest.mark.parametrize(
    ("broken", "count"),
    [*((broken, SEVERAL) for broken in BROKEN.values()), (BROKEN["noise"], 1), (BROKEN["nothing"], 1)],
    ids=[*BROKEN, "noise once", "nothing once"],
)
def test_broken_pages_cost_nothing_that_was_kept(begun, monkeypatch, broken, count):
    """At one post or at several, twice in a row, half a day apart: told of, nothing buried, and then all is well."""
    monkeypatch.setattr(diaries, "HASTY", replace(diaries.HASTY, timeout_s=0.5))
    blog, diary = begun
    texts = diary.texts()
    blog.publish()
    for path in list(blog.paths.values())[:count]:
        blog.server.routes[path] = broken
    codes, told = [], []
    for hours in (12, 24):
        codes.append(diary.crawl(START + timedelta(hours=hours), full=True).exit_code)
        told.append(len(list(diary.archive.problems.open(1))))
    kinds = diary.kinds()
    blog.publish()
    well = [diary.crawl(START + timedelta(days=days), full=True).exit_code for days in (3, 4)]

    assert ([count] * 2, {"new": COUNT}) == (told, kinds)
    assert count == 1 or [1, 1] == codes
    assert (0, texts, {"new": COUNT}) == (well[-1], diary.texts(), diary.kinds())
    assert [] == list(diary.archive.verify())


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    """A blog, what an archive of it held before it changed, and what an undisturbed run makes of that."""
    folder = tmp_path_factory.mktemp("changed")
    with BlogServer() as server:
        blog = GrowingBlog(server, COUNT, more=3)
        assert 0 == main(words(server, folder / "before.db"))
        server.now += timedelta(days=1)
        blog.add()
        blog.add()
        for index in (2, 9, 17, 25):
            blog.edit(index, "Corrected, with thanks to a reader. " * 40)
        blog.move(5)
        blog.publish()
        (folder / "whole.db").write_bytes((folder / "before.db").read_bytes())
        assert 0 == main(words(server, folder / "whole.db"))
        yield server, folder


def words(server, db):
    return ["crawl", server.url, "--full", "--delay", "0", "--quiet", "--db", str(db)]


def held(db):
    """What an archive holds: the posts, and the kinds of their changes."""
    with Archive.open(db) as archive:
        events = sorted(
            (event.url, str(event.kind)) for event in archive.posts.events(EventFilter()) if event.kind in CHANGES
        )
        assert [] == list(archive.verify())
        return {post.url: (post.title, post.text, post.status) for post in archive.posts.select(PostFilter())}, events


CHANGES = frozenset((ChangeKind.NEW, ChangeKind.REVISED, ChangeKind.MOVED, ChangeKind.GONE, ChangeKind.BACK))


def begin(server, db, **options):
    """The second run, in a process of its own."""
    db.write_bytes((db.parent / "before.db").read_bytes())
    server.forget()
    command = [sys.executable, "-m", "archiver", *words(server, db)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


@pytest.mark.parametrize("requests", [2, 9, 20, 33])
def test_a_later_run_that_is_killed_is_completed_by_the_next(changed, capsys, requests):
    """SIGKILL after so many requests: no event is lost and none is noted twice."""
    server, folder = changed
    db = folder / f"killed-{requests}.db"
    crawl = begin(server, db)
    deadline = time.monotonic() + 60
    while len(server.log) < requests and crawl.poll() is None and time.monotonic() < deadline:
        os.sched_yield()
    crawl.send_signal(signal.SIGKILL)
    crawl.communicate()

    assert 0 == main(words(server, db))
    assert held(folder / "whole.db") == held(db)
    capsys.readouterr()


@pytest.mark.parametrize("more", [0, 40_000, 120_000])
def test_a_disk_that_fills_up_in_a_later_run_costs_nothing(changed, capsys, more):
    """No file may grow by more than so many bytes: exit code 4, one line, and the archive stands."""
    server, folder = changed
    db = folder / f"full-{more}.db"
    size = (folder / "before.db").stat().st_size + more

    def limit():
        with contextlib.suppress(ValueError):
            resource.setrlimit(resource.RLIMIT_FSIZE, (min(size, 4096 + more), min(size, 4096 + more)))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    crawl = begin(server, db, preexec_fn=limit)
    _, err = crawl.communicate(timeout=120)

    assert (4, 1) == (crawl.returncode, err.count("\n")), err
    assert 0 == main(words(server, db))
    assert held(folder / "whole.db") == held(db)
    capsys.readouterr()


def test_a_page_that_can_no_longer_be_read_costs_no_other_its_new_reading(begun, monkeypatch):
    """A post whose page breaks a newer extractor is told of and stays as it was; the run ends, the others are read."""
    _, diary = begun
    texts = diary.texts()
    broken = next(iter(texts))
    extract = posts.extract

    def frail(page, *rest):
        if page.url.endswith(broken):
            raise RuntimeError("a tag that nobody thought of")
        return extract(page, *rest)

    monkeypatch.setattr(posts, "extract", frail)
    monkeypatch.setattr(work, "EXTRACTOR_VERSION", "newer")
    report = diary.crawl(START + timedelta(hours=1))
    versions = diary.archive.query("SELECT extractor_version, count(*) FROM posts GROUP BY 1 ORDER BY 2").rows

    assert (1, 1) == (report.exit_code, report.counts["failed"])
    assert [("1", 1), ("newer", COUNT - 1)] == list(map(tuple, versions))
    assert texts == diary.texts()
    assert ["could not be read (RuntimeError: a tag that nobody thought of)"] == [
        problem.message for problem in diary.archive.problems.open(1)
    ]
