"""What a body really is."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.discover import kinds
from archiver.discover.kinds import Kind


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', Kind.FEED),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', Kind.FEED),
        (b'<atom:feed xmlns:atom="http://www.w3.org/2005/Atom"/>', Kind.FEED),
        (b'<rdf:RDF xmlns:rdf="x"><channel/></rdf:RDF>', Kind.FEED),
        (
            b'\xef\xbb\xbf\n\n<?xml version="1.0"?><?xml-stylesheet href="s.xsl"?><!-- by Yoast --><urlset>',
            Kind.SITEMAP,
        ),
        (b'<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">', Kind.SITEMAP),
        (b"<br />\n<b>Warning</b>: Undefined variable in /srv/x.php on line 3<br />\n<rss version='2.0'>", Kind.FEED),
        ('<?xml version="1.0" encoding="utf-16"?><rss version="2.0"/>'.encode("utf-16"), Kind.FEED),
        (b"<!-- <rss> --><!DOCTYPE html><p>a <rss> tag</p>", Kind.HTML),
        (b"<!doctype html>\n<feed>", Kind.HTML),
        (b"<HTML><head>", Kind.HTML),
        (b"<p>not found</p>", Kind.HTML),
        (b"<search> <entry><title>A</title></entry></search>", Kind.SEARCH_INDEX),
        (b"<opml version='2.0'><body/></opml>", Kind.OPML),
        (b"<?xml version='1.0'?><note/>", Kind.TEXT),
        (b'  {"version": "https://jsonfeed.org/version/1.1"}', Kind.JSON),
        (b"[1]", Kind.JSON),
        (b'var tumblr_api_read = {"posts":[]};', Kind.JSON),
        (b'/**/callback({"a": 1})', Kind.JSON),
        (b"https://blog.example/a\n", Kind.TEXT),
        (b"User-agent: *\n", Kind.TEXT),
        (b" \n\t ", Kind.EMPTY),
        (b"", Kind.EMPTY),
    ],
)
def test_a_body_is_known_by_its_first_element(body, expected):
    assert expected == kinds.kind(body)


def test_a_gzip_file_is_unpacked_with_all_its_members():
    assert kinds.unpacked(gzip.compress(b"<urlset>") + gzip.compress(b"</urlset>")) == b"<urlset></urlset>"


def test_what_is_no_gzip_stays_as_it_is():
    assert kinds.unpacked(b"plain") == b"plain"


def test_a_broken_gzip_file_gives_what_stands_before_the_break():
    """Cut off, or damaged in the middle."""
    whole = b"".join(b"<loc>https://blog.example/%d</loc>" % number for number in range(20_000))
    packed = gzip.compress(whole)
    cut = kinds.unpacked(packed[: len(packed) // 2])
    damaged = kinds.unpacked(packed[:20_000] + b"\xff" * 200 + packed[20_200:])

    assert len(cut) > len(whole) // 3
    assert whole.startswith(cut)
    assert damaged[:50_000] == whole[:50_000]


def test_a_gzip_bomb_ends_at_the_limit(monkeypatch):
    monkeypatch.setattr(kinds, "MAX_BYTES", 100_000)

    assert len(kinds.unpacked(gzip.compress(b"0" * 5_000_000))) == 100_000


@settings(deadline=None)
@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_of_some_kind(body, packed):
    body = kinds.unpacked(b"\x1f\x8b" + body if packed else body)

    assert kinds.kind(body) in Kind
