"""What a person writes into archiver.toml about a crawled site changes what `archiver derive` stores, and is undone."""

from __future__ import annotations

import json

import pytest
from blogs.server import BlogServer, Response
from extract.conftest import sentence, write

from archiver.cli.main import main
from archiver.store import Archive

COUNT = 8


def page(post):
    text = f"<p>{sentence(post.number, 40)}</p><p class='note'>{sentence((post.number, 'note'), 40)}</p>"
    share = '<div class="sharedaddy"><p>Share this</p></div>'
    head = f"<title>{post.title} | The Blog</title><meta name='author' content='Ann Lee'>"
    byline = '<a rel="author" href="/about/">Bob Ray</a>'
    body = f"<article><h1>{post.title}</h1>{byline}<div class='entry-content'>{text}{share}</div></article>"
    head += "<meta property='og:type' content='article'>"
    return Response(f"<html><head>{head}</head><body>{body}</body></html>".encode())


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """The server's address and an archive of the blog on it."""
    posts, folder = write(COUNT), tmp_path_factory.mktemp("vetoes")
    with BlogServer() as server:
        links = "".join(f'<li><a href="/posts/{post.number}/">{post.title}</a></li>' for post in posts)
        server.routes["/"] = Response(f"<html><head><title>The Blog</title></head><ul>{links}</ul></html>".encode())
        server.routes.update({f"/posts/{post.number}/": page(post) for post in posts})
        main(["--db", str(folder / "archive.db"), "crawl", server.url, "--delay", "0", "--quiet"])
        yield server.url, folder / "archive.db"


@pytest.fixture
def derived(crawled, tmp_path):
    """Derives the archive with such pins; gives the first post."""
    url, db = crawled

    def derive(pins):
        config = tmp_path / "archiver.toml"
        config.write_text(f'[[sites]]\nurl = "{url}"\npins = {{ {pins} }}\n')
        main(["--db", str(db), "--config", str(config), "derive", "--quiet"])
        with Archive.open(db) as archive:
            return next(iter(archive.posts()))

    yield derive
    derive("")


def test_without_pins_it_reads_as_it_was_learned(derived):
    post = derived("")

    assert ("Share this" in post.text, post.text.count("\n")) == (False, 1)


def test_a_cut_that_was_learned_can_be_vetoed(derived):
    assert "Share this" in derived("""keep = ["div.sharedaddy"]""").text


def test_what_was_kept_can_be_cut(derived):
    assert 0 == derived("""cut = ["p.note"]""").text.count("\n")


def test_the_container_can_be_pinned(derived):
    post = derived("""container = ["p.note"]""")

    assert ("user: p.note", 0) == (_template(post), post.text.count("\n"))


def test_a_field_can_be_pinned_to_a_source_and_a_source_forbidden(derived):
    before = [author.name for author in derived("").authors]
    after = [author.name for author in derived("""forbid = ["authors=meta:author"]""").authors]

    assert (["Ann Lee"], True) == (before, before != after)


def _template(post):
    return json.loads(post.quality)["template"]


def test_a_pin_that_names_nothing_is_told_of_until_it_is_mended(derived, crawled, capsys):
    """In the report, in the profile and in `problems`; what stands on the pages is not named."""
    derived(
        """container = ["main", "p.note"], cut = ["div.promo", "div.sharedaddy", '"Share that"'], """
        """keep = ['"Share this"'], fields = { authors = "meta:autor", title = "title-tag" }"""
    )
    told = capsys.readouterr().out
    _, db = crawled
    main(["--db", str(db), "profile", "127.0.0.1-" + str(crawled[0].rsplit(":")[-1].strip("/"))])
    profile = capsys.readouterr().out
    with Archive.open(db) as archive:
        [problem] = [problem for problem in archive.problems.open() if problem.kind == "pin-unused"]
    derived("""cut = ["div.sharedaddy"]""")
    with Archive.open(db) as archive:
        left = [problem for problem in archive.problems.open() if problem.kind == "pin-unused"]

    named = 'authors = "meta:autor", container "main", cut "Share that", cut "div.promo"'
    assert f"archiver.toml pins {named}, which none of {COUNT} posts' pages has" == problem.message
    assert "to look at  4 pin-unused" in told
    assert all(line in profile for line in ("cut           div.promo", "authors       meta:autor", problem.message))
    assert [] == left
