"""A blog of three posts, and the first pages of a new one, are read no worse than trafilatura reads them by itself."""

from __future__ import annotations

import logging
from statistics import fmean

import pytest
import trafilatura
from blogs.fixtures import PLATFORMS, build
from blogs.score import f1, set_f1
from blogs.server import BlogServer, Response
from flow.crawled import archived

from archiver.extract.post import extract
from archiver.learn import fields, templates
from archiver.page import Page
from archiver.profile import Profile

ORIGIN = "http://blog.test"
ROUNDING = 0.001
FEW = (1, 3, 5)


@pytest.fixture(autouse=True)
def quiet():
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def alone(blog, record):
    """What trafilatura says of a page by itself: text, title, date, authors."""
    found = trafilatura.bare_extraction(
        blog.body(record["path"]).decode(), url=blog.origin + record["path"], include_comments=False, with_metadata=True
    )
    return (found.text, found.title, found.date, (found.author or "").split("; ")) if found else ("", None, None, [])


def learned(blog, records):
    """What we say of these pages, of which alone we know: the same."""
    pages = [Page.from_bytes(ORIGIN + record["path"], blog.body(record["path"])) for record in records]
    profile = Profile(1, templates=templates.learn(pages), fields=fields.learn(pages, {}))
    drafts = [extract(page, profile, {}) for page in pages]
    return [as_said(draft) for draft in drafts]


def as_said(post):
    return post.text, post.title, (post.published_at or "")[:10], [author.name for author in post.authors]


def scored(said, records):
    """Mean F1 of the text, and the shares of right titles, dates and lists of authors."""
    pairs = list(zip(said, records, strict=True))
    return {
        "text": fmean(f1(text or "", record["text"]) for (text, *_), record in pairs),
        "title": fmean(title == record["title"] for (_, title, *_), record in pairs),
        "date": fmean(date == record["date"] for (*_, date, _), record in pairs),
        "authors": fmean(set_f1(authors, record["authors"]) == 1 for (*_, authors), record in pairs),
    }


@pytest.mark.parametrize("name", PLATFORMS)
def test_the_first_pages_of_a_blog_are_read_no_worse_than_plainly(name):
    """Whichever they are: from the first post on, and from the sixth, for one to five pages."""
    blog = build(name, ORIGIN)
    plain = [alone(blog, record) for record in blog.posts[:10]]
    worse = []
    for count in FEW:
        for first in (0, 5):
            records = blog.posts[first : first + count]
            ours = scored(learned(blog, records), records)
            theirs = scored(plain[first : first + count], records)
            worse += [(count, first, key, ours[key], theirs[key]) for key in ours if ours[key] < theirs[key] - ROUNDING]

    assert [] == worse


@pytest.mark.parametrize("name", ["wordpress_blocks", "hexo", "substack"])
def test_a_blog_of_three_posts_is_archived_no_worse_than_plainly(name, tmp_path):
    """All that there is: a home page with three links, and three posts that name others which are gone."""
    with BlogServer() as server:
        blog = build(name, server.origin)
        records = blog.posts[4:7]
        links = "".join(f'<li><a href="{record["path"]}">{record["title"]}</a></li>' for record in records)
        home = f"<html><head><title>A new blog</title></head><body><h1>A new blog</h1><ul>{links}</ul></body></html>"
        server.routes.update({"/": Response(home.encode())} | {r["path"]: blog.pages[r["path"]] for r in records})
        with archived(tmp_path / "archive.db", server.url) as (archive, _):
            kept = {post.url: post for post in archive.posts()}
        ours = scored([as_said(kept[server.origin + record["path"]]) for record in records], records)
        theirs = scored([alone(blog, record) for record in records], records)

    assert {server.origin + record["path"] for record in records} == set(kept)
    assert [] == [(key, ours[key], theirs[key]) for key in ours if ours[key] < theirs[key] - ROUNDING]
