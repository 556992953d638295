"""The page-builder blog, crawled: every post as it was written, and not a word of the page around it."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from flow.crawled import archived

from archiver import demo
from archiver.demo.truth import truth


@pytest.fixture(scope="module")
def blog(tmp_path_factory):
    """The truth, and the archive's posts by address."""
    with (
        demo.serve() as server,
        archived(tmp_path_factory.mktemp("demo") / "archive.db", server.url) as (archive, report),
    ):
        yield truth(server.origin), {post.url: post for post in archive.posts()}, report


@pytest.fixture(scope="module")
def pairs(blog):
    """Each post as it was written, and as it was archived."""
    written, archived_posts, _ = blog
    return [(post, archived_posts[post.url]) for post in written.posts]


def line(text):
    """The text with single spaces: how a page breaks its lines does not matter."""
    return " ".join((text or "").split())


def differing(pairs, of_written, of_archived):
    """Path, written and archived value, where these differ."""
    found = [(urlsplit(post.url).path, of_written(post), of_archived(kept)) for post, kept in pairs]
    return [(path, written, kept) for path, written, kept in found if written != kept]


def test_every_post_and_nothing_else_is_archived(blog):
    written, kept, report = blog

    assert {post.url for post in written.posts} == set(kept)
    assert ("complete", 0) == (report.outcome, report.exit_code)


def test_every_sentence_and_caption_stands_in_its_posts_text(pairs):
    missing = [
        (post.url, sentence)
        for post, kept in pairs
        for sentence in (*post.sentences, *post.captions)
        if line(sentence) not in line(kept.text)
    ]

    assert [] == missing


def test_no_word_of_the_page_around_a_post_stands_in_its_text(pairs):
    foreign = [(post.url, text) for post, kept in pairs for text in post.never if line(text) in line(kept.text)]

    assert [] == foreign


def test_the_text_of_each_post_is_its_lines_and_no_more(pairs):
    """Line by line, in the order in which they were written; the numbers of footnotes stand where the page has them."""

    def lines(text):
        return [re.sub(r"(?<=\.)\d\b", "", line(one)) for one in text.replace("\t", "\n").split("\n") if one.strip()]

    assert [] == differing(pairs, lambda post: lines(post.text), lambda kept: lines(kept.text))


def test_titles_are_exact(pairs):
    assert [] == differing(pairs, lambda post: post.title, lambda kept: kept.title)


def test_authors_come_with_their_addresses_and_whole_biographies(pairs):
    def people(post):
        return [(author.name, author.url, line(author.bio)) for author in post.authors]

    assert [] == differing(pairs, people, people)


def test_times_are_whole_and_with_their_zone(pairs):
    assert [] == differing(
        pairs,
        lambda post: (post.published_at, post.modified_at),
        lambda kept: (kept.published_at, kept.modified_at),
    )


def test_categories_tags_and_language_are_exact(pairs):
    def terms(post):
        return Counter(post.categories), Counter(post.tags), post.language

    assert [] == differing(pairs, terms, terms)


def test_images_come_in_order_with_alternative_texts_and_captions(pairs):
    def shown(post):
        return [(image.url, image.alt, image.caption or "") for image in post.images]

    assert [] == differing(pairs, shown, shown)


def test_links_come_in_order_with_their_texts(pairs):
    def led(post):
        return [(link.url, line(link.text)) for link in post.links]

    assert [] == differing(pairs, led, led)
