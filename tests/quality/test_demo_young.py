"""The page-builder blog when it was young: no worse than plainly read at one to three posts, exact from six on."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from flow.crawled import archived

from archiver import demo
from archiver.demo import blog, source
from archiver.demo.proof import plain_text, prove

NEWEST = source.posts()


@pytest.fixture
def young(monkeypatch, tmp_path):
    """Makes the blog one of so many posts; gives what an archive of it and plain extraction hold."""

    def grown(count):
        monkeypatch.setattr(source, "posts", lambda: NEWEST[-count:])
        blog._at.cache_clear()
        with demo.serve() as server, archived(tmp_path / "archive.db", server.url) as (archive, _):
            written = demo.truth(server.origin).posts
            ours = {post.url: post.text for post in archive.posts()}
            plain = {
                post.url: plain_text(blog.find(urlsplit(post.url).path, "", server.origin).body) for post in written
            }
        return prove(written, ours), prove(written, plain)

    yield grown
    blog._at.cache_clear()


@pytest.mark.parametrize("count", [1, 3])
def test_the_first_posts_are_read_no_worse_than_plainly(young, count):
    ours, plain = young(count)

    assert count == ours.found
    assert ours.missing <= plain.missing
    assert ours.foreign <= plain.foreign


@pytest.mark.parametrize("count", [6, 8, 14])
def test_from_six_posts_on_every_sentence_is_held_and_no_other(young, count):
    """Half of them in the design that has no common element around the text."""
    ours, _ = young(count)

    assert (count, 0, 0, count) == (ours.found, ours.missing, ours.foreign, ours.clean)
