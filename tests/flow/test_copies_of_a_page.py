# ruff: noqa: E501 - markup reads best as it stands
"""A static copy answers every parameter with the page itself: what stands on both is not the site's."""

from blogs.server import BlogServer, Response
from extract.conftest import sentence, write
from flow.crawled import archived

COUNT = 9


def page(post):
    """A post with links to views of it that a static copy does not have."""
    views = "".join(f'<a href="/posts/{post.number}/?view={view}">{view}</a> ' for view in ("wide", "dense", "plain"))
    return Response(
        f'<html><head><title>{post.title} | The Blog</title><meta property="og:type" content="article"></head><body><div class="views">{views}</div>'
        f'<div class="main"><div class="entry{post.number}"><h1>{post.title}</h1><p class="by">8 March 2021</p><p>{sentence(post.number, 40)}</p></div></div></body></html>'.encode()
    )


def test_copies_of_a_page_are_learned_from_once(tmp_path):
    posts = write(COUNT)
    with BlogServer() as server:
        links = "".join(f'<li><a href="/posts/{post.number}/">{post.title}</a></li>' for post in posts)
        server.routes["/"] = Response(
            f"<html><head><title>The Blog</title></head><body><ul>{links}</ul></body></html>".encode()
        )
        server.routes.update({f"/posts/{post.number}/": page(post) for post in posts})
        with archived(tmp_path / "archive.db", server.url) as (archive, _):
            kept = {post.title: post.text for post in archive.posts()}
            learned = archive.profiles.latest(1)

    assert {post.title: sentence(post.number, 40) for post in posts} == kept
    assert learned is not None
    assert learned.captures == COUNT
