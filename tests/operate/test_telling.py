"""Monitors and people are told what they need to know, once, and a crawl never suffers from their silence."""

from __future__ import annotations

import json
import sys

import pytest
from operate.listener import Listener

from archiver.cli.telling import telling
from archiver.errors import LockedError, StorageError, UsageError
from archiver.operate.notify import Notice, notice, send
from archiver.operate.ping import Ping


@pytest.fixture
def listener():
    with Listener() as running:
        yield running


def test_a_monitor_hears_of_start_and_end(listener):
    """URL/start, then URL with the report; the query stays where it was."""
    with telling(f"http://{listener.place}/ping/abc?rid=1") as told:
        told.begun()
        told.ended("all is well", 0, [])

    assert [("/ping/abc/start?rid=1", ""), ("/ping/abc?rid=1", "all is well")] == listener.heard


@pytest.mark.parametrize(("code", "path"), [(1, "/x/fail"), (5, "/x"), (130, "/x/fail")])
def test_a_monitor_hears_of_failure(listener, code, path):
    """A limit of one's own is none."""
    with telling(f"http://{listener.place}/x") as told:
        told.ended("report", code, [])

    assert (path, "report") == listener.heard[-1]


def test_a_monitor_hears_of_a_crawl_that_broke(listener):
    """Whatever it was; the error goes on."""
    with pytest.raises(OSError, match="disk full"), telling(f"http://{listener.place}/x"):
        raise OSError("disk full")

    assert ("/x/fail", "disk full") == listener.heard[-1]


def test_a_monitor_that_does_not_answer_is_told_of(capsys):
    """On stderr; nothing else happens."""
    with Listener(500) as deaf, telling(f"http://{deaf.place}/x") as told:
        told.begun()
        told.ended("report", 0, [])

    assert 2 == capsys.readouterr().err.count("could not be told")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "hc-ping.com/abc", "ftp://x/y", ""])
def test_only_web_addresses_are_pinged(url):
    """Nothing else is opened by urllib."""
    with pytest.raises(UsageError):
        Ping(url)


def test_without_a_monitor_nothing_is_sent(capsys):
    with telling(None) as told:
        told.begun()
        told.ended("report", 1, [])

    assert ("", "") == capsys.readouterr()


def test_that_another_crawl_holds_the_archive_is_no_failure(listener):
    """That one will tell how it ended."""
    with pytest.raises(LockedError), telling(f"http://{listener.place}/x"):
        raise LockedError("process 1 holds it")

    assert [] == listener.heard


@pytest.mark.filterwarnings("ignore")  # apprise's own imports
@pytest.mark.parametrize(
    ("error", "heard"), [(StorageError("a.db", "disk full"), ["/a"]), (UsageError("no such site"), [])]
)
def test_people_hear_of_an_archive_that_fails(listener, error, heard):
    """Not of a slip of the tongue."""
    with pytest.raises(type(error)), telling(None, [f"json://{listener.place}/a"]):
        raise error

    assert heard == [path for path, _ in listener.heard]


@pytest.mark.parametrize(
    ("code", "before", "title"),
    [
        (0, [], None),
        (0, [0], None),
        (1, [], "archiver: ruh needs a look"),
        (1, [0, 1], "archiver: ruh needs a look"),
        (1, [1, 0], None),
        (1, [5, 1], None),
        (0, [1, 1], "archiver: ruh is well again"),
        (0, [130, 75, 1], "archiver: ruh is well again"),
        (5, [1], None),
        (130, [0], None),
        (0, [None, 1], "archiver: ruh is well again"),
    ],
)
def test_only_changes_are_news(code, before, title):
    """Nobody reads a notice that comes every day."""
    found = notice("ruh", code, "a reason", before)

    assert title == (found.title if found else None)


def test_a_notice_carries_the_reason():
    assert "4 posts are missing" == notice("ruh", 1, "4 posts are missing", []).body
    assert "code 3" in notice("ruh", 3, "", []).body


@pytest.mark.filterwarnings("ignore")  # apprise's own imports
def test_notices_go_to_every_target(listener):
    """A target that fails, or that nobody knows, is named without its secrets; the others are told."""
    targets = [f"json://{listener.place}/a", "json://user:secret@127.0.0.1:1/b", "nonsense://secret"]
    failed = send([Notice("title", "body")], targets)

    assert [("/a", "title", "body")] == [
        (path, json.loads(body)["title"], json.loads(body)["message"]) for path, body in listener.heard
    ]
    assert ["notify: json: the notice could not be sent", "notify: nonsense: is not an address that apprise knows"] == (
        failed
    )


def test_no_news_needs_no_apprise():
    assert [] == send([], ["json://nowhere/"])
    assert [] == send([Notice("title", "body")], [])


def test_a_missing_apprise_does_not_hide_how_it_ended(monkeypatch, capsys):
    """A line on stderr, and the crawl's own error."""
    monkeypatch.setitem(sys.modules, "apprise", None)

    with pytest.raises(StorageError), telling(None, ["json://nowhere/"]):
        raise StorageError("a.db", "disk full")
    assert "needs apprise" in capsys.readouterr().err
