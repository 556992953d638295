# ruff: noqa: E501 - markup reads best as it stands
"""What feeds carry whole teaches where posts stand, in a layout that itself tells nothing."""

from __future__ import annotations

from html import escape

from blogs.server import BlogServer, Response
from extract.conftest import sentence, write
from flow.crawled import archived

COUNT = 9


def text(post):
    return [sentence(post.number, 40), sentence((post.number, "end"), 40)]


def words(post):
    return "".join(f"<p>{line}</p>" for line in text(post))


def page(post):
    """Two sentences, and below them long answers of readers, in elements without any name."""
    answers = "".join(f"<div><p>{sentence((post.number, 'answer', n), 120)}</p></div>" for n in range(4))
    return Response(
        f"<html><head><title>{post.title} | The Blog</title><meta property='og:type' content='article'></head><body>"
        f"<div><div><h1>{post.title}</h1><div>{words(post)}</div></div><div>{answers}</div></div></body></html>".encode()
    )


def feed(posts, origin):
    items = "".join(
        f"<item><title>{post.title}</title><link>{origin}/posts/{post.number}/</link>"
        f"<pubDate>Mon, {post.number + 1:02} Mar 2021 08:00:00 GMT</pubDate>"
        f"<content:encoded>{escape(words(post))}</content:encoded></item>"
        for post in posts
    )
    head = (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Blog</title>'
    )
    return Response(f"{head}{items}</channel></rss>".encode(), content_type="application/rss+xml")


def test_short_posts_are_told_from_long_answers_by_what_the_feed_carries(tmp_path):
    posts = write(COUNT)
    with BlogServer() as server:
        links = "".join(f'<li><a href="/posts/{post.number}/">{post.title}</a></li>' for post in posts)
        home = f'<html><head><title>The Blog</title><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body><ul>{links}</ul></body></html>'
        server.routes.update({"/": Response(home.encode()), "/feed.xml": feed(posts, server.origin)})
        server.routes.update({f"/posts/{post.number}/": page(post) for post in posts})
        with archived(tmp_path / "archive.db", server.url) as (archive, _):
            kept = {post.title: post.text for post in archive.posts()}

    assert {post.title: "\n".join(text(post)) for post in posts} == kept
