"""A canonical link is evidence, and often wrong."""

from __future__ import annotations

import pytest
from addresses import platform_pages as pages

from archiver.extract.canonical import believable_canonical
from archiver.profile.addresses import AddressGrammar


@pytest.mark.parametrize(
    ("expected", "href"),
    [
        ("https://blog.example/the-tale/", "https://blog.example/the-tale/"),
        ("https://www.blog.example/the-tale/?x=1", "https://www.blog.example/the-tale/?x=1&utm_source=y"),
        ("https://blog.example/2020/01/tale-of-a-boat/", "/2020/01/tale-of-a-boat/"),
        (None, "blog.example/the-tale/"),
        (None, "https://blog.example/"),
        (None, "https://blog.example/page/2/"),
        (None, "https://blog.example/the-tale/comment-page-1/"),
        (None, "https://stranger.example/the-tale/"),
        (None, "https://blog.example:81/the-tale/"),
        (None, "https://blog.example/everyones-tale/"),
        (None, "mailto:x@blog.example"),
    ],
)
def test_a_canonical_link_is_believed_where_it_can_be_true(expected, href):
    """Another spelling of the address, or another address of a post; never a listing, comments or a stranger."""
    page = pages.page("/the-tale/?y=1", "", f'<link rel="canonical" href="{href}">')
    grammar = AddressGrammar(canonicals=("blog.example/everyones-tale",))

    assert expected == believable_canonical(page, grammar)


def test_no_canonical_and_two_that_differ_say_nothing():
    """Missing or contradictory links are no evidence."""
    two = '<link rel="canonical" href="/a-tale/"><link rel="canonical" href="/b-tale/">'

    assert None is believable_canonical(pages.page("/a-tale/", ""), AddressGrammar())
    assert None is believable_canonical(pages.page("/a-tale/", "", two), AddressGrammar())


def test_the_pages_own_address_is_confirmed():
    """Its own address, spelled with another scheme, is what the page says."""
    page = pages.page("/the-tale/", "", '<link rel="canonical" href="http://blog.example/the-tale">')

    assert "http://blog.example/the-tale" == believable_canonical(page, AddressGrammar())
