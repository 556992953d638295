"""A run in which something is wrong never looks like success."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from blogs.server import Response
from history.conftest import COUNT


def again(blog, diary, **later):
    blog.server.now += timedelta(**(later or {"days": 1}))
    return diary.crawl(blog.server.now, full=True)


def wall(title, text):
    return Response(
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>".encode()
    )


def everywhere(blog, page):
    """The same page at every address of a post."""
    blog.server.routes |= dict.fromkeys(blog.paths.values(), page)


@pytest.mark.parametrize(
    "page",
    [
        wall("Just a moment…", "Checking your browser before you proceed."),
        wall("Log in", "Only members may read this blog."),
        wall("example.org is for sale", "Make an offer today. Premium names, fair prices."),
        wall("Willkommen", "Diese Seite verwendet Kekse. Bitte stimmen Sie zu."),
        replace(wall("Bitte warten", "Gleich geht es weiter."), status=403),
        Response.redirect("/login?next=/2024/02/a-post/", 302),
        Response.redirect("http://127.0.0.2:9/consent", 302),
    ],
)
def test_what_bars_the_way_never_overwrites_nor_buries(begun, page):
    """However often it comes: posts stay as they are, and the run says that something is wrong."""
    blog, diary = begun
    texts = diary.texts()
    everywhere(blog, page)
    codes = [again(blog, diary).exit_code for _ in range(3)]

    assert [1, 1, 1] == codes
    assert texts == diary.texts()
    assert {"new": COUNT} == diary.kinds()


def test_when_the_wall_falls_all_is_as_before(begun):
    """No return, no edit: nothing had happened to the posts."""
    blog, diary = begun
    everywhere(blog, wall("Attention Required!", "You have been blocked."))
    again(blog, diary)
    blog.publish()
    again(blog, diary)
    report = again(blog, diary)

    assert (0, {"new": COUNT}) == (report.exit_code, diary.kinds())
    assert [] == list(diary.archive.problems.open(1))


def test_another_post_in_the_place_of_one_is_believed_at_the_second_look(begun):
    """A page that shares nothing with the post may be a mishap once."""
    blog, diary = begun
    blog.posts[5] = replace(blog.posts[5], title="Wholly New", blocks=blog.drafts_of(9))
    blog.publish()
    again(blog, diary)
    first = diary.notes()
    again(blog, diary)

    assert ({}, {blog.paths[5]: "revised"}) == (first, diary.notes())


def test_a_blog_that_robots_now_forbids_is_told_of_each_time(begun):
    """And goes on when it is allowed again."""
    blog, diary = begun
    allowed = blog.server.routes["/robots.txt"]
    blog.server.routes["/robots.txt"] = Response(b"User-agent: *\nDisallow: /\n", content_type="text/plain")
    found = [again(blog, diary) for _ in range(2)]
    blog.server.routes["/robots.txt"] = allowed
    after = again(blog, diary)

    assert [("unhealthy", 1)] * 2 == [(report.outcome, report.exit_code) for report in found]
    assert "robots.txt now forbids the blog" in found[1].reason
    assert ("complete", 0) == (after.outcome, after.exit_code)
    assert COUNT == len(diary.texts())


def test_a_sitemap_that_is_gone_is_told_of(begun):
    """Its posts are still found by other ways: the loss would go unnoticed."""
    blog, diary = begun
    blog.server.routes.pop("/sitemap.xml")
    blog.server.routes["/robots.txt"] = Response(b"User-agent: *\nDisallow:\n", content_type="text/plain")
    report = again(blog, diary)

    assert ("unhealthy", 1, 1) == (report.outcome, report.exit_code, report.counts["health:sitemap-gone"])
    assert COUNT == report.posts


def test_a_blog_that_lost_its_posts_is_told_of(begun):
    """A tenth at once is no tidying up."""
    blog, diary = begun
    for index in range(6):
        blog.remove(index)
    blog.publish()
    suspected = again(blog, diary)
    confirmed = again(blog, diary)

    assert (1, 1) == (suspected.counts["health:posts-missing"], confirmed.counts["health:posts-fell"])
    assert 6 == diary.kinds()["gone"]
