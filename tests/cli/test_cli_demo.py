"""`archiver demo`: the main job, whole."""

from datetime import UTC, datetime

import pytest

from archiver.demo import blog, source
from archiver.demo.proof import Proof, foreign_lines, prove
from archiver.demo.truth import truth
from archiver.sites import Site
from archiver.store import Archive


@pytest.fixture
def few_posts(monkeypatch):
    """The demo blog with its eight newest posts alone."""
    newest = source.posts()[-8:]
    monkeypatch.setattr(source, "posts", lambda: newest)
    blog._at.cache_clear()
    yield newest
    blog._at.cache_clear()


def test_the_demo_archives_the_whole_blog(tmp_path, command):
    """Every post whole and clean with its authors and their biographies; the second crawl fetches none again."""
    ran = command("demo", "--db", tmp_path / "demo.db")
    with Archive.open(tmp_path / "demo.db", read_only=True) as archive:
        site = archive.sites.all()[0]
        written = truth(site.url.rstrip("/")).posts
        posts = {post.url: post for post in archive.posts.select()}

    assert 0 == ran.code
    assert f"  first crawl   {len(written)} of {len(written)} posts: " in ran.out
    assert "  second crawl  0 posts fetched again: " in ran.out
    proof = prove(written, {url: post.text for url, post in posts.items()})
    assert Proof(len(written), len(written), proof.sentences, 0, 0, len(written)) == proof
    assert [_stated(post) for post in written] == [_stated(posts[post.url]) for post in written]


def _stated(post):
    authors = [(author.name, author.bio) for author in post.authors]
    return post.title, post.published_at, authors, post.categories, set(post.tags)


def test_a_second_demo_replaces_the_first(few_posts, tmp_path, command, monkeypatch):
    """In data/demo.db, whatever ARCHIVER_DB says; and each command that it names works."""
    monkeypatch.setenv("ARCHIVER_DB", str(tmp_path / "mine.db"))
    first, second = command("demo"), command("demo", "--json")

    # a blog of so few posts may lack a caption: then the demo does not end as if nothing were missing
    assert [int(second.json["ours"]["missing"] > 0)] * 2 == [first.code, second.code]
    assert "the demo archive of an earlier time is replaced" in second.err
    assert [len(few_posts)] * 2 == [second.json["ours"][name] for name in ("posts", "found")]
    assert (0, "complete") == (second.json["crawls"][1]["posts_sent"], second.json["crawls"][1]["report"]["outcome"])
    assert not (tmp_path / "mine.db").exists()
    for words in (["list"], ["status"], ["profile", "demo"], ["search", "after:2021"], ["show", "1"]):
        assert 0 == command("--db", "data/demo.db", *words).code, words


@pytest.mark.usefixtures("few_posts")
def test_deriving_an_archive_again_changes_nothing(tmp_path, command):
    """The same bytes, read by the same program."""
    command("demo", "--db", tmp_path / "demo.db", "--json")
    command("--db", tmp_path / "demo.db", "derive")
    (derived,) = command("--db", tmp_path / "demo.db", "derive", "--json").json

    assert (8, 0, 0) == (derived["posts"], derived["changed"], derived["without_bytes"])
    assert derived["profile_before"] == derived["profile_after"]


def test_the_demo_replaces_no_archive_but_its_own(tmp_path, command):
    """One that holds another site is refused, and stays."""
    with Archive.open(tmp_path / "own.db", create=True) as archive:
        archive.sites.add(Site("own", "https://own.example/"), datetime(2026, 1, 31, tzinfo=UTC))
    ran = command("demo", "--db", tmp_path / "own.db")

    assert (2, True) == (ran.code, "holds other sites than the demo" in ran.err)
    assert "own.example" in command("--db", tmp_path / "own.db", "sites").out


def test_what_is_missing_or_foreign_is_counted():
    """A text that holds a menu, one that lost a sentence, and a post that is not there."""
    first, second, third = truth().posts[:3]
    menu = first.never[0]
    texts = {first.url: f"{first.text}\n{menu}", second.url: second.text.replace(second.sentences[0], "")}
    proof = prove((first, second, third), texts)

    assert (3, 2, 1 + len(third.sentences), 1, 0) == (
        proof.posts,
        proof.found,
        proof.missing,
        proof.foreign,
        proof.clean,
    )
    assert [menu] == foreign_lines(first, texts[first.url])
