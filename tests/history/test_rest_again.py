"""With REST a request tells what is new or edited, another that nothing was removed; the whole list only in doubt."""

from __future__ import annotations

from datetime import timedelta

import pytest
from blogs.server import Response
from history.diary import Diary
from history.growing import GrowingBlog
from history.interface import LIST, with_rest

COUNT = 20


@pytest.fixture
def begun(server, archive):
    blog = with_rest(GrowingBlog(server, COUNT, more=4))
    diary = Diary(archive, server.url)
    diary.crawl(server.now)
    return blog, diary


def again(blog, diary, **later):
    """The next run; gives the paths that it asked for, and notes."""
    blog.server.now += timedelta(**(later or {"days": 1}))
    blog.publish()
    blog.server.forget()
    diary.crawl(blog.server.now)
    return [line.target.partition("?")[0] for line in blog.server.log], diary.notes()


def test_an_unchanged_blog_costs_four_requests(begun):
    """robots.txt, the home page, what was modified since, and the count; time after time."""
    blog, diary = begun
    for _ in range(3):
        asked, noted = again(blog, diary)

        assert (["/", "/robots.txt", LIST, LIST], {}) == (sorted(asked), noted)
    assert any("modified_after=2024-03-03T05:00:00Z" in line.target for line in blog.server.log)


def test_sitemaps_and_feeds_are_checked_weekly(begun):
    """They say the same; a week is soon enough to learn that they do not."""
    blog, diary = begun
    asked, _ = again(blog, diary, days=8)

    assert {"/sitemap.xml", "/feed.xml"} <= set(asked)


def test_new_posts_and_edits_are_found_at_once(begun):
    """Each for one request, old posts too."""
    blog, diary = begun
    blog.server.now += timedelta(days=1)
    index = blog.add()
    blog.edit(2, "An afterthought.")
    asked, noted = again(blog, diary, hours=1)

    assert {blog.paths[index]: "new", blog.paths[2]: "revised"} == noted
    assert 6 == len(asked)


def test_a_removal_shows_in_the_count(begun):
    """The whole list then tells which post it was; a second look confirms it, and all is quiet again."""
    blog, diary = begun
    path = blog.paths[7]
    blog.remove(7)
    first, suspected = again(blog, diary)
    _, confirmed = again(blog, diary)
    last, quiet = again(blog, diary)

    assert path in first
    assert 3 == first.count(LIST)
    assert ({}, {path: "gone"}, {}) == (suspected, confirmed, quiet)
    assert 4 == len(last)


def test_an_interface_that_closes_is_replaced_by_the_lists(begun):
    """The next runs go by sitemap and feed, and find what is new there."""
    blog, diary = begun
    publish = blog.publish

    def closed():
        publish()
        blog.server.routes[LIST] = Response(b'{"code":"rest_forbidden"}', 401, "application/json")

    blog.publish = closed
    again(blog, diary)
    index = blog.add()
    _, noted = again(blog, diary)

    assert {blog.paths[index]: "new"} == noted
