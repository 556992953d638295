# ruff: noqa: E501 - markup reads best as it stands
"""A few new posts in a design of their own, among many old ones that keep theirs."""

from __future__ import annotations

from dataclasses import replace

from blogs.server import BlogServer, Response
from extract.conftest import sentence, write
from flow.crawled import HASTY

from archiver import sites
from archiver.flow.crawling import crawl_sites
from archiver.store import Archive

OLD, NEW = 40, 4


def text(post):
    return [sentence((post.number, part), 30) for part in range(3)]


def page(post):
    body = "".join(f"<p>{line}</p>" for line in text(post))
    if post.number < OLD:
        shown = f'<article><h1>{post.title}</h1><div class="entry-content">{body}</div></article>'
    else:
        aside = "".join(f"<p>{sentence((post.number, 'aside', n), 25)}</p>" for n in range(2))
        shown = f'<div class="deck"><h1>{post.title}</h1><div class="story">{body}</div><div class="beside">{aside}</div></div>'
    head = f"<title>{post.title} | The Blog</title><meta property='og:type' content='article'>"
    return Response(f"<html><head>{head}</head><body>{shown}</body></html>".encode())


def put(server, posts):
    links = "".join(f'<li><a href="/posts/{post.number}/">{post.title}</a></li>' for post in posts)
    server.routes["/"] = Response(f"<html><head><title>The Blog</title></head><ul>{links}</ul></html>".encode())
    server.routes.update({f"/posts/{post.number}/": page(post) for post in posts})


def test_a_further_template_is_learned_from_a_few_new_posts(tmp_path):
    posts = write(OLD + NEW)
    with BlogServer() as server, Archive.open(tmp_path / "archive.db", create=True) as archive, archive.lock():
        site = replace(sites.from_url(server.url), delay_s=0.0)
        put(server, posts[:OLD])
        crawl_sites(archive, [site], HASTY)
        put(server, posts)
        [report] = crawl_sites(archive, [site], HASTY)
        kept = {post.title: (post.method, post.text) for post in archive.posts()}

    assert (NEW, 0) == (report.counts["new"], report.counts.get("revised", 0))
    assert {post.title: ("template", "\n".join(text(post))) for post in posts} == kept
