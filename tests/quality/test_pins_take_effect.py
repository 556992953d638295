"""What archiver.toml pins is what posts are read with, from the next run on, whether or not their pages changed."""

from __future__ import annotations

import pytest
from blogs.server import BlogServer, Response
from blogs.writing import articles
from flow.crawled import archived

from archiver.profile.pins import Pins
from archiver.store import Archive

ARTICLES = articles("en", 6, "pins")
NOTE = "This blog was moved in May."


def page(article):
    """A post whose meta elements name an editor, and whose container ends with a note that is the same everywhere."""
    text = "".join(f"<p>{line}</p>" for line in article.text.split("\n"))
    return (
        f'<html><head><title>{article.title}</title><meta property="og:type" content="article">'
        f'<meta name="author" content="Ed Itor"></head><body><main><article><h1>{article.title}</h1>'
        f'<p class="byline">by Ada Vane</p><div class="entry-content">{text}<p class="note">{NOTE}</p></div>'
        "</article></main></body></html>"
    )


@pytest.fixture
def blog():
    with BlogServer() as server:
        links = "".join(f'<li><a href="/2024/05/{one.slug}/">{one.title}</a></li>' for one in ARTICLES)
        server.routes["/"] = Response(f"<html><body><h1>Blog</h1><ul>{links}</ul></body></html>".encode())
        for one in ARTICLES:
            server.routes[f"/2024/05/{one.slug}/"] = Response(page(one).encode())
        yield server


def read(db, url, pins):
    """Run over the blog with these pins: how many posts hold the note, whose they are, and how they were read."""
    with archived(db, url, pins=pins) as (archive, _):
        found = list(archive.posts())
        return (
            sum(NOTE in post.text for post in found),
            {author.name for post in found for author in post.authors},
            {archive.posts.known(post.id).extractor_version for post in found},
        )


def test_a_pin_holds_from_the_next_run_on_and_its_removal_too(blog, tmp_path):
    pins = Pins(keep=("p.note",), fields={"authors": "meta:author"})
    runs = [read(tmp_path / "archive.db", blog.url, one) for one in (Pins(), pins, Pins())]

    assert [0, len(ARTICLES), 0] == [notes for notes, *_ in runs]
    assert [{"Ada Vane"}, {"Ed Itor"}, {"Ada Vane"}] == [authors for _, authors, _ in runs]
    assert [{"1"}, {f"1+{pins.digest}"}, {"1"}] == [versions for *_, versions in runs]


def test_a_pin_makes_no_page_be_fetched_and_no_revision(blog, tmp_path):
    """What is kept is read again."""
    db = tmp_path / "archive.db"
    read(db, blog.url, Pins())
    bodies = blog.bodies()
    read(db, blog.url, Pins(keep=(f'"{NOTE}"',), container=("article",)))
    with Archive.open(db) as archive:
        kinds = archive.query("SELECT DISTINCT kind FROM changes ORDER BY kind")

    assert bodies == blog.bodies()
    assert [("derived",), ("new",)] == [tuple(row) for row in kinds.rows]
