"""A crawl from the command line tells its monitor and its people how it went, and never suffers from their silence."""

from __future__ import annotations

import json

import pytest
from blogs import fixtures
from blogs.server import Response
from operate.listener import Listener

from archiver.cli.main import main
from archiver.store import Archive

BLOG = "jekyll"


@pytest.fixture
def blog():
    with fixtures.serve(BLOG) as (server, _):
        yield server


@pytest.fixture
def listener():
    with Listener() as running:
        yield running


def crawl(tmp_path, server, *words):
    return main(["crawl", server.url, "--delay", "0", "--quiet", "--db", str(tmp_path / "archive.db"), *words])


def test_a_monitor_hears_start_success_and_failure_with_its_reason(tmp_path, blog, listener, capsys):
    """The report that is printed is the body of the ping."""
    monitor = ["--ping", f"http://{listener.place}/abc"]
    codes = [crawl(tmp_path, blog, *monitor)]
    printed = capsys.readouterr().out
    blog.outage = Response(b"down", status=500)
    codes.append(crawl(tmp_path, blog, *monitor))

    assert [0, 1] == codes
    assert ["/abc/start", "/abc", "/abc/start", "/abc/fail"] == [path for path, _ in listener.heard]
    assert printed.strip() == listener.heard[1][1].strip()
    assert "unreachable" in listener.heard[3][1]


def test_a_monitor_that_nobody_answers_at_harms_nothing(tmp_path, blog, capsys):
    """The crawl is complete, and says that it could not tell."""
    code = crawl(tmp_path, blog, "--ping", "http://127.0.0.1:9/abc")
    said = capsys.readouterr()

    assert (0, 2) == (code, said.err.count("archiver: --ping: 127.0.0.1 could not be told"))
    assert "complete" in said.out


def test_a_second_crawl_does_not_raise_an_alarm(tmp_path, blog, listener, capsys):
    """The one that holds the archive will tell how it ended."""
    with Archive.open(tmp_path / "archive.db", create=True) as archive, archive.lock():
        code = crawl(tmp_path, blog, "--ping", f"http://{listener.place}/abc")

    assert (75, []) == (code, listener.heard)
    assert "holds" in capsys.readouterr().err


def test_an_archive_that_is_damaged_is_a_failure(tmp_path, blog, listener, capsys):
    """Told before a single request."""
    (tmp_path / "archive.db").write_text("some other file")
    code = crawl(tmp_path, blog, "--ping", f"http://{listener.place}/abc")

    assert (3, ["/abc/fail"]) == (code, [path for path, _ in listener.heard])
    assert listener.heard[0][1] in capsys.readouterr().err


@pytest.mark.filterwarnings("ignore")  # apprise's own imports
def test_people_hear_of_the_first_failure_and_of_the_recovery(tmp_path, blog, listener, capsys):
    """Well, failed, failed again, well, well: two notices."""
    settings = tmp_path / "archiver.toml"
    settings.write_text(f'notify = ["json://{listener.place}/people"]\n[[sites]]\nurl = "{blog.url}"\ndelay = 0\n')
    codes = []
    for outage in (None, Response(status=500), Response(status=500), None, None):
        blog.outage = outage
        codes.append(crawl(tmp_path, blog, "--config", str(settings)))
    told = [json.loads(body)["title"] for _, body in listener.heard]

    assert [0, 1, 1, 0, 0] == codes
    assert ["needs a look", "is well again"] == [title.split(" ", 2)[2] for title in told]
    assert "" == capsys.readouterr().err
