"""A company's site: the blog is found on it, its posts are taken, and nothing else."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from blogs.server import BlogServer, Response
from flow.company import build
from flow.crawled import archived

from archiver.cli import reports


@contextmanager
def served(folder="blog", *, feed=True):
    with BlogServer() as server:
        blog = build(server.origin, folder, feed=feed)
        server.routes.update(blog.pages)
        yield server, blog


@pytest.mark.parametrize(
    ("folder", "feed", "why"),
    [
        ("blog", True, "a feed of it is declared, a link says “Blog”, its address says so"),
        ("insights", False, "a link says “Insights”, its address says so"),
        ("resources/articles", False, "a link says “Articles”, its address says so"),
    ],
)
def test_its_posts_are_taken_and_the_report_says_what_was_taken_for_the_blog(tmp_path, folder, feed, why):
    """From the home page of the site, without a word about where the blog is."""
    with (
        served(folder, feed=feed) as (server, blog),
        archived(tmp_path / "a.db", f"{server.origin}/") as (archive, run),
    ):
        found = {post.url for post in archive.posts()}

    assert {f"{server.origin}{record['path']}" for record in blog.posts} == found
    assert f"{server.origin}/{folder}/ (24 of 24 posts; {why})" == run.blog
    assert f"\n  the blog   {run.blog}\n" in reports.as_text([run])


def test_a_sitemap_of_all_pages_does_not_make_every_page_be_asked(tmp_path):
    """Twenty-three other pages are named beside the posts; looks at them end once their kind has held no post."""
    with served() as (server, blog), archived(tmp_path / "a.db", f"{server.origin}/"):
        asked = len(server.log)

    assert asked <= 1.15 * len(blog.posts) + 10, server.paths()


def test_scope_narrows_a_crawl_to_what_was_named(tmp_path):
    with served() as (server, blog):
        scope = f"{server.origin}/blog/"
        with archived(tmp_path / "a.db", f"{server.origin}/", scope=scope) as (archive, _):
            found = {post.url for post in archive.posts()}
        others = [path for path in server.paths() if path.startswith(("/products/", "/services/", "/docs/", "/about/"))]

    assert {f"{server.origin}{record['path']}" for record in blog.posts} == found
    assert [] == others


def test_a_blog_on_a_host_of_its_own_is_named_where_the_site_itself_has_no_post(tmp_path):
    """blog.example.org is another host: it is not crawled unasked, and the person is told where it is."""
    page = b'<html lang="en"><title>Shop</title><a href="http://blog.localhost/">Blog</a><p>Tools.</p></html>'
    with BlogServer() as server:
        server.routes["/"] = Response(page)
        with archived(tmp_path / "a.db", f"http://localhost:{server.port}/") as (_, run):
            told = run.reason

    assert "no post was found there; it may be at http://blog.localhost/ (a link says “Blog”)" == told
    assert ("empty", 1, "") == (run.outcome, run.exit_code, run.blog)


def test_a_site_without_any_trace_of_a_blog_is_asked_about(tmp_path):
    with BlogServer() as server:
        server.routes["/"] = Response(b"<html><title>Shop</title><p>Tools.</p></html>")
        with archived(tmp_path / "a.db", server.url) as (_, run):
            told = run.reason

    assert "no post was found there: is this the address of a blog?" == told
