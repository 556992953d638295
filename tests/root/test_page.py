"""A capture's html, parsed once."""

from datetime import UTC, datetime

import pytest

from archiver.errors import ExtractionError
from archiver.page import MAX_BYTES, Page
from archiver.records import Capture

URL = "https://example.org/blog/a"


def page(html: str | bytes, content_type: str | None = "text/html") -> Page:
    body = html if isinstance(html, bytes) else html.encode()
    headers = (("Content-Type", content_type),) if content_type else ()
    return Page.parse(Capture(URL, datetime(2026, 1, 1, tzinfo=UTC), 200, headers, body))


def test_the_head_is_read():
    read = page(
        """<html><head><base href="/blog/"><title> A
        title </title><meta property="og:title" content="A"><meta name="Author" content="Ann"><meta name="author"
        content="Bob"><meta name="empty" content=""><link rel="canonical" href="a"><link rel="alternate next"
        type="application/RSS+xml" href="feed"><link rel="x" href="mailto:a@b"></head><body class="post single">"""
    )

    assert read.title_tag == "A title"
    assert read.base_url == "https://example.org/blog/"
    assert read.metas == {"og:title": ("A",), "author": ("Ann", "Bob")}
    assert read.meta("nothing", "author", "og:title") == "Ann"
    assert read.meta("nothing") is None
    assert read.canonical_url == "https://example.org/blog/a"
    assert [(link.rels, link.url, link.type) for link in read.links][1] == (
        ("alternate", "next"),
        "https://example.org/blog/feed",
        "application/rss+xml",
    )
    assert read.body_classes == {"post", "single"}


def test_a_page_without_a_head_has_empty_parts():
    read = page("<p>text")

    assert read.title_tag == ""
    assert read.metas == {}
    assert read.canonical_url is None
    assert read.json_ld == ()
    assert read.body_classes == frozenset()
    assert read.base_url == URL


def test_the_encoding_is_found_as_browsers_find_it():
    assert page("<title>é</title>".encode("latin-1"), "text/html; charset=iso-8859-1").title_tag == "é"
    assert page(b'<meta charset="gb2312"><title>\xc4\xe3</title>', "text/html").title_tag == "你"
    assert page('<?xml version="1.0" encoding="utf-8"?><html><head><title>é</title></head></html>').title_tag == "é"
    assert page(b"\xff\xfe" + "<title>é</title>".encode("utf-16-le"), None).title_tag == "é"
    assert page("\ufeff<title>é</title>".encode(), "text/html; charset=utf-8").title_tag == "é"
    assert page(b"<title>\xc3\xa9\xe9</title>", "text/html; charset=UTF-8").title_tag == "é\ufffd"


def test_json_ld_is_flattened_and_mended():
    read = page(
        """<script type="application/ld+json">{"@context": "x", "@graph": [{"@type": "A"}, [{"@type": "B"}]]}</script>
        <script type="application/ld+json; charset=utf-8">[{"@type": "C", "list": [1, 2,],}]</script>
        <script type="application/ld+json">//<![CDATA[
        {"@type": "D", "text": "two
        lines"}
        //]]></script><script type="application/ld+json">{broken</script><script>var a = 1</script>"""
    )

    assert [node["@type"] for node in read.json_ld] == ["A", "B", "C", "D"]


def test_nested_json_ld_ends():
    deep = '{"@graph":' * 50 + '{"@type":"A"}' + "}" * 50

    assert page(f'<script type="application/ld+json">{deep}</script>').json_ld == ()


@pytest.mark.parametrize("body", [b"", b"   \n", b"\x00\x00"])
def test_an_empty_page_is_said_to_be_empty(body):
    with pytest.raises(ExtractionError, match="empty"):
        page(body)


def test_a_page_that_is_too_large_is_refused():
    with pytest.raises(ExtractionError, match="over the limit"):
        page(b"x" * (MAX_BYTES + 1))


def test_comments_alone_are_no_html():
    with pytest.raises(ExtractionError, match="not readable as html"):
        page("<!-- nothing -->")
