"""Monitors and people are told what they need to know, once, and a crawl never suffers from their silence."""

from __future__ import annotations

import json

import pytest
from operate.listener import Listener

from archiver.cli.telling import telling
from archiver.errors import UsageError
from archiver.operate.notify import Notice, notice, send
from archiver.operate.ping import Ping


@pytest.fixture
def listener():
    with Listener() as running:
        yield running


def test_a_monitor_hears_of_start_and_end(listener):
    """URL/start, then URL with the report; the query stays where it was."""
    with telling(f"http://{listener.place}/ping/abc?rid=1") as told:
        told.append(("all is well", 0))

    assert [("/ping/abc/start?rid=1", ""), ("/ping/abc?rid=1", "all is well")] == listener.heard


@pytest.mark.parametrize(("code", "path"), [(1, "/x/fail"), (5, "/x"), (130, "/x/fail")])
def test_a_monitor_hears_of_failure(listener, code, path):
    """A limit of one's own is none."""
    with telling(f"http://{listener.place}/x") as told:
        told.append(("report", code))

    assert (path, "report") == listener.heard[-1]


def test_a_monitor_hears_of_a_crawl_that_broke(listener):
    """Whatever it was; the error goes on."""
    with pytest.raises(OSError, match="disk full"), telling(f"http://{listener.place}/x"):
        raise OSError("disk full")

    assert ("/x/fail", "disk full") == listener.heard[-1]


def test_a_monitor_that_does_not_answer_is_told_of(capsys):
    """On stderr; nothing else happens."""
    with Listener(500) as deaf, telling(f"http://{deaf.place}/x") as told:
        told.append(("report", 0))

    assert 2 == capsys.readouterr().err.count("could not be told")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "hc-ping.com/abc", "ftp://x/y", ""])
def test_only_web_addresses_are_pinged(url):
    """Nothing else is opened by urllib."""
    with pytest.raises(UsageError):
        Ping(url)


def test_without_a_monitor_nothing_is_sent():
    with telling(None) as told:
        told.append(("report", 0))

    assert [("report", 0)] == told


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
