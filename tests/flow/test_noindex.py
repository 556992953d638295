"""Posts whose pages ask not to be kept: archived by default, left out where the site's settings say so."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace

import pytest
from blogs.fixtures import serve
from flow.crawled import archived

from archiver.discover.directives import directives

ASKED = (3, 7)  # the posts, by their place, that say noindex and noarchive
_META = b'<head><meta name="robots" content="noindex, follow">'


@contextmanager
def asking(platform="jekyll"):
    """A blog two posts of which ask not to be kept, one in its head and one by a header; all its listings do too."""
    with serve(platform) as (server, blog):
        first, second = (blog.posts[at]["path"] for at in ASKED)
        server.routes[first] = replace(page(server, first), body=page(server, first).body.replace(b"<head>", _META))
        server.routes[second] = replace(page(server, second), headers=(("X-Robots-Tag", "noarchive"),))
        home = page(server, "/")
        server.routes["/"] = replace(home, body=home.body.replace(b"<head>", _META))
        yield (
            server,
            {f"{server.origin}{record['path']}" for record in blog.posts},
            {f"{server.origin}{path}" for path in (first, second)},
        )


def page(server, path):
    return server.routes[path]


def test_they_are_archived_unless_told_otherwise(tmp_path):
    with asking() as (server, every, _), archived(tmp_path / "a.db", server.url) as (archive, _):
        assert every == {post.url for post in archive.posts()}


def test_told_to_skip_them_neither_record_nor_bytes_are_kept(tmp_path):
    with (
        asking() as (server, every, asked),
        archived(tmp_path / "a.db", server.url, noindex="skip") as (archive, report),
    ):
        found = {post.url for post in archive.posts()}
        rows = {row.url: row for row in archive.frontier.rows(1) if row.url in asked}
        named = [source for source in archive.coverage(1) if source.excluded]

    assert every - asked == found
    assert {("excluded", "noindex", None), ("excluded", "noarchive", None)} == {
        (row.state, row.reason, row.capture_id) for row in rows.values()
    }
    assert named
    assert 0 == report.exit_code


@pytest.mark.parametrize(("settings", "asked_again"), [({"noindex": "skip"}, False), ({"noindex": "keep"}, True)])
def test_they_come_in_once_that_is_no_longer_heeded(tmp_path, settings, asked_again):
    with asking() as (server, every, asked):
        with archived(tmp_path / "a.db", server.url, noindex="skip"):
            server.log.clear()
        with archived(tmp_path / "a.db", server.url, **settings) as (archive, _):
            found = {post.url for post in archive.posts()}

    assert (every if asked_again else every - asked) == found
    assert asked_again == any(f"{server.origin}{path}" in asked for path in server.paths())


def test_a_post_that_is_archived_stays_when_it_asks_later(tmp_path):
    with asking() as (server, every, _):
        with archived(tmp_path / "a.db", server.url):
            pass
        with archived(tmp_path / "a.db", server.url, full=True, noindex="skip") as (archive, _):
            live = {post.url for post in archive.posts() if post.status == "live"}

    assert every == live


def test_a_page_that_breaks_the_question_costs_no_other_page(tmp_path, monkeypatch):
    """It is kept, and a problem; the run goes on."""

    def broken(page, capture):
        if page.url.endswith("-5.html"):
            raise ValueError("broken")
        return directives(page, capture)

    monkeypatch.setattr("archiver.flow.unwanted.directives", broken)
    with (
        asking() as (server, every, asked),
        archived(tmp_path / "a.db", server.url, noindex="skip") as (archive, report),
    ):
        found = {post.url for post in archive.posts()}
        told = [problem.url for problem in archive.problems.open()]

    assert {url for url in every - asked if not url.endswith("-5.html")} == found
    assert [url for url in sorted(every) if url.endswith("-5.html")] == told
    assert 1 == report.exit_code
