# ruff: noqa: E501 - markup reads best as it stands
"""Blogs whose posts lead to each other before their lists are read, and look like any page until then."""

from __future__ import annotations

from blogs.server import BlogServer, Response
from extract.conftest import sentence, write
from flow.crawled import archived

POSTS, PER_LIST = 72, 12


def shown(post, others):
    """A post that marks neither headline nor day: its lists alone tell what it is."""
    body = "".join(f"<p>{sentence((post.number, part), 20)}</p>" for part in range(2))
    before, after, *others = others
    near = f'<a href="/slow-thing-{before.number}.html">Previous post: {before.title}</a> '
    near += f'<a href="/slow-thing-{after.number}.html">Next post: {after.title}</a>'
    more = "".join(f'<li><a href="/slow-thing-{other.number}.html">{other.title}</a></li>' for other in others)
    return Response(
        f"<html><head><title>{post.title} - The Cabin</title></head><body><h1><a href='/'>The Cabin</a></h1>"
        f"<div>{post.title}</div><div>{body}</div><div>{near}</div><div><h3>Read also</h3><ul>{more}</ul></div></body></html>".encode()
    )


def listed(posts, number):
    entries = "".join(
        f'<li>{1 + post.number % 28} March {2008 + post.number // 28} <a href="/slow-thing-{post.number}.html">{post.title}</a></li>'
        for post in posts
    )
    older = f'<a href="/page/{number + 1}/">Older</a>' if number < POSTS // PER_LIST else ""
    return Response(
        f"<html><head><title>The Cabin</title></head><body><h1><a href='/'>The Cabin</a></h1><ul>{entries}</ul>"
        f"<div>{older}</div></body></html>".encode()
    )


def test_posts_met_before_a_list_names_them_are_all_found(tmp_path):
    posts = write(POSTS)
    with BlogServer() as server:
        for post in posts:
            near = [posts[(post.number + step) % POSTS] for step in (1, -1, 7, 19, 31)]
            server.routes[f"/slow-thing-{post.number}.html"] = shown(post, near)
        for number, first in enumerate(range(0, POSTS, PER_LIST), 1):
            server.routes["/" if number == 1 else f"/page/{number}/"] = listed(posts[first : first + PER_LIST], number)
        with archived(tmp_path / "archive.db", server.url) as (archive, report):
            titles = {post.title for post in archive.posts()}

    assert ("complete", {post.title for post in posts}) == (report.outcome, titles)
