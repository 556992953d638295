"""Posts from WordPress REST alone: as many, with the same words, for few requests; pages where it is closed."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

from blogs.fixtures import serve
from blogs.server import Response
from flow.crawled import HASTY, archived, posts

from archiver.flow.deriving import derive_site
from archiver.records import Source

LIST = "/wp-json/wp/v2/posts"


def rewrite(server, change):
    """Lets REST answer with what `change` makes of its items, all of them, before they are chosen and counted."""
    whole = json.loads(server.routes[LIST](asking("per_page=1000")).body)
    items = change(whole)

    def answer(request):
        after = request.query.partition("modified_after=")[2].removesuffix("Z")
        shown = [item for item in items if item["modified_gmt"] > after]
        size = 1 if "per_page=1&" in request.query else 100
        headers = (("X-WP-Total", str(len(shown))), ("X-WP-TotalPages", "1"))
        return Response(json.dumps(shown[:size]).encode(), content_type="application/json", headers=headers)

    server.routes[LIST] = answer


class asking:  # noqa: N801 - reads as a word where it is used
    def __init__(self, query):
        self.query = query


def paths(archive, server):
    return {post["url"].removeprefix(server.origin): post for post in posts(archive)}


def test_every_post_comes_whole_and_no_page_of_one_is_asked(tmp_path):
    """Titles, times and texts are those that the pages give; `archiver derive` reads the same from kept bytes."""
    with serve("wordpress_blocks") as (server, blog):
        with archived(tmp_path / "pages.db", server.url) as (archive, _):
            pages = paths(archive, server)
        before = len(server.paths())
        with archived(tmp_path / "rest.db", server.url, source="rest") as (archive, report):
            found = paths(archive, server)
            [named] = [each for each in archive.coverage(1) if each.source is Source.REST]
            methods = {post.method for post in archive.posts()}
            derived = derive_site(archive, archive.sites.get(report.site))
            again = paths(archive, server)
        asked = server.paths()[before:]

    told = ("title", "published_at", "text")
    assert {path: [post[name] for name in told] for path, post in pages.items()} == {
        path: [post[name] for name in told] for path, post in found.items()
    }
    assert (named.named, named.archived) == (len(blog.posts), len(blog.posts))
    assert methods == {"rest"}
    assert len(asked) == 4
    assert (report.outcome, report.source) == ("complete", "")
    assert (derived.posts, derived.changed) == (len(blog.posts), 0)
    assert again == found


def test_the_next_run_asks_once_for_all_that_was_edited_or_written(tmp_path):
    now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}"

    def edit(items):
        first = {**items[0], "modified_gmt": now, "modified": now, "content": {"rendered": "<p>Tout autre chose.</p>"}}
        link = items[0]["link"].rstrip("/") + "-encore/"
        more = {**first, "link": link, "title": {"rendered": "Encore"}, "content": {"rendered": "<p>Du neuf.</p>"}}
        return [more, first, *items[1:]]

    with serve("wordpress_blocks") as (server, _):
        with archived(tmp_path / "a.db", server.url, source="rest") as (archive, _):
            first = paths(archive, server)
        rewrite(server, edit)
        before = len(server.paths())
        with archived(tmp_path / "a.db", server.url, source="rest") as (archive, report):
            second = paths(archive, server)
        asked = server.paths()[before:]

    [new] = second.keys() - first.keys()
    assert "Du neuf." == second[new]["text"]
    assert ["Tout autre chose."] == [
        second[path]["text"] for path in first if second[path]["text"] != first[path]["text"]
    ]
    assert (report.counts["new"], report.counts["revised"], report.outcome) == (1, 1, "complete")
    assert not {*asked} & {*second}


def test_a_post_that_rest_no_longer_counts_is_looked_at(tmp_path):
    """The whole list is read again, and the one address that it does not name is asked."""
    with serve("wordpress_blocks") as (server, blog):
        gone = blog.posts[4]["path"]
        with archived(tmp_path / "a.db", server.url, source="rest"):
            pass
        with closing(sqlite3.connect(tmp_path / "a.db")) as connection, connection:
            connection.execute(
                "UPDATE leads SET seen_at = '2026-01-01T00:00:00Z'"
            )  # two runs in one second look like one
        rewrite(server, lambda items: [item for item in items if not item["link"].endswith(gone)])
        del server.routes[gone]
        before = len(server.paths())
        with archived(tmp_path / "a.db", server.url, source="rest") as (_, report):
            asked = server.paths()[before:]

    assert [gone] == [path for path in asked if path in {record["path"] for record in blog.posts}]
    assert report.counts["missing"] == 1


def test_where_rest_is_closed_the_pages_are_taken_and_that_is_said(tmp_path):
    with serve("wordpress_blocks") as (server, blog):
        for route in [route for route in server.routes if route.startswith("/wp-json")]:
            server.routes[route] = Response(b'{"code":"rest_forbidden"}', 401, "application/json")
        with archived(tmp_path / "a.db", server.url, source="rest") as (archive, report):
            found = paths(archive, server)

    assert {record["path"] for record in blog.posts} == {*found}
    assert "complete" == report.outcome
    assert report.source.startswith("WordPress REST gives no posts here")


def test_a_blog_of_another_kind_is_read_from_its_pages(tmp_path):
    with serve("jekyll") as (server, blog), archived(tmp_path / "a.db", server.url, source="rest") as (archive, report):
        found = {*paths(archive, server)}

    assert {record["path"] for record in blog.posts} == found
    assert "complete" == report.outcome
    assert report.source


def test_a_protected_post_is_reported_and_one_without_content_has_its_page_asked(tmp_path):
    def hide(items):
        items[3]["content"] = {"rendered": "", "protected": True}
        items[7]["content"] = {"rendered": "", "protected": False}
        return items

    with serve("wordpress_blocks") as (server, blog):
        rewrite(server, hide)
        with archived(tmp_path / "a.db", server.url, source="rest") as (archive, report):
            found = paths(archive, server)
            [named] = [each for each in archive.coverage(1) if each.source is Source.REST]
        asked = [path for path in server.paths() if path in {record["path"] for record in blog.posts}]

    listed = [record["path"] for record in blog.posts][::-1]
    assert {*listed} - {listed[3]} == {*found}
    assert named.reasons == {"password": 1}
    assert asked == [listed[7]]
    assert "complete" == report.outcome


def test_the_pages_come_in_once_they_are_wanted_and_nothing_counts_as_edited(tmp_path):
    """What the theme prints beside the content (here authors and terms, which this REST embeds none of) is no edit."""
    with serve("wordpress_blocks") as (server, blog):
        with archived(tmp_path / "a.db", server.url, source="rest"):
            pass
        with archived(tmp_path / "a.db", server.url) as (archive, report):
            methods = {post.method for post in archive.posts()}
            authors = [post.authors for post in archive.posts()]
        before = len(server.paths())
        with archived(tmp_path / "a.db", server.url):
            third = server.paths()[before:]

    assert methods == {"template"}
    assert all(authors)
    assert "revised" not in report.counts
    assert (report.counts["posts"], report.outcome) == (len(blog.posts), "complete")
    assert len(third) == 4


def test_what_a_crawl_of_pages_had_no_time_for_is_taken_from_the_list_it_kept(tmp_path):
    with serve("wordpress_blocks") as (server, blog):
        with archived(tmp_path / "a.db", server.url, replace(HASTY, limit=5)) as (archive, _):
            some = paths(archive, server)
        before = len(server.paths())
        with archived(tmp_path / "a.db", server.url, source="rest") as (archive, report):
            found = paths(archive, server)
        asked = server.paths()[before:]

    assert len(some) < len(blog.posts)
    assert {record["path"] for record in blog.posts} == {*found}
    assert (report.outcome, report.source) == ("complete", "")
    assert len(asked) <= 5
