"""Which reader a capture goes to, and that none of them ever fails."""

from __future__ import annotations

import datetime as dt
import gzip
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.discover import read
from archiver.errors import ExtractionError
from archiver.page import Page
from archiver.records import Capture, Lead, Role, Source

URL = "https://blog.example/a"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_leads_to_its_target_in_the_role_of_the_address(received, status):
    assert read(received(URL, "moved", status, Location="../b/"), None, Role.POST) == (
        Lead("https://blog.example/b/", Source.REDIRECT, URL, Role.POST),
    )


@pytest.mark.parametrize("location", [None, "", "javascript:alert(1)", URL])
def test_a_redirect_to_nowhere_or_itself_leads_nowhere(received, location):
    headers = {} if location is None else {"Location": location}

    assert () == read(received(URL, "", 301, **headers), None, Role.POST)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("0; url=/b", ["https://blog.example/b"]),
        ("0;URL='https://blog.example/b'", ["https://blog.example/b"]),
        ("3.5, /b", ["https://blog.example/b"]),
        ("300", []),
        ("300; url=/b", []),
        ("0; url=/a", []),
        ("soon", []),
        ("0; url=" + " " * 50_000, []),
    ],
)
def test_a_page_that_refreshes_at_once_leads_to_its_target(received, page, content, expected):
    """By header or by meta; one that stays to be read does not."""
    html = f'<!doctype html><meta http-equiv="refresh" content="{content}"><p>Moved</p>'
    by_meta = read(received(URL, html), page(URL, html), Role.UNKNOWN)
    by_header = read(received(URL, "<!doctype html><p>Moved", Refresh=content), None, Role.UNKNOWN)

    assert expected == [lead.url for lead in by_meta if lead.source is Source.REDIRECT]
    assert expected == [lead.url for lead in by_header]


@pytest.mark.parametrize("status", [304, 300, 401, 403, 404, 410, 429, 500, 503])
def test_an_error_names_nothing(received, page, status):
    html = '<!doctype html><link rel="alternate" type="application/rss+xml" href="/feed/">'

    assert () == read(received(URL, html, status), page(URL, html), Role.UNKNOWN)


def test_a_page_names_its_lists(received, page):
    html = (
        '<!doctype html><link rel="alternate" type="application/rss+xml" href="/feed/">'
        '<link rel="sitemap" href="/s.xml">'
        '<link rel="https://api.w.org/" href="/wp-json/"><meta name="generator" content="Hexo 6">'
        "<script>search('/search.xml')</script>"
    )
    leads = read(received(URL, html), page(URL, html), Role.UNKNOWN)

    assert [(lead.source, lead.role) for lead in leads] == [
        (Source.REST, Role.API),
        (Source.REST, Role.API),
        (Source.LINK, Role.SITEMAP),
        (Source.LINK, Role.FEED),
        (Source.PLATFORM, Role.API),
    ]


@pytest.mark.parametrize("role", [Role.FEED, Role.SITEMAP, Role.API])
def test_a_page_where_a_list_was_hoped_for_names_nothing(received, page, role):
    """Soft 404s and login pages: their links are noise."""
    html = '<!doctype html><link rel="alternate" type="application/rss+xml" href="/feed/">'

    assert () == read(received(URL, html), page(URL, html), role)


def test_what_it_is_counts_not_what_it_is_called(received):
    """A sitemap behind an address taken for a feed, a feed taken for a sitemap, a JSON Feed taken for an interface."""
    sitemap = "<urlset><url><loc>https://blog.example/1</loc></url></urlset>"
    feed = "<rss version='2.0'><channel><item><link>https://blog.example/2</link></item></channel></rss>"
    items = json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{"url": "https://blog.example/3"}]})

    assert [lead.source for lead in read(received(URL, sitemap), None, Role.FEED)] == [Source.SITEMAP]
    assert [lead.source for lead in read(received(URL, feed), None, Role.SITEMAP)] == [Source.FEED]
    assert [lead.source for lead in read(received(URL, items), None, Role.API)] == [Source.FEED]


@pytest.mark.parametrize(
    "body",
    ["", " \n", "plain words", "<opml><body/></opml>", "%PDF-1.7", "\x89PNG\r\n", "<?xml version='1.0'?><note/>"],
)
def test_what_is_no_list_names_nothing(received, body):
    assert () == read(received(URL, body), None, Role.UNKNOWN)


STARTS = [
    b"",
    b"<!doctype html><link rel=alternate type=application/rss+xml href=",
    b"<!doctype html><meta name=generator content='Ghost 5'><script data-key=",
    b"<rss version='2.0'><channel><item><title>",
    b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>",
    b"<rdf:RDF><item rdf:about='",
    b"<urlset><url><loc>",
    b"<sitemapindex><sitemap><loc>",
    b"<search><entry><title>",
    b'{"version": "https://jsonfeed.org/version/1", "items": [',
    b'[{"link": "/a", "title": {"rendered": "',
    b"var tumblr_api_read = {",
    b"\xff\xfe<\x00r\x00s\x00s\x00>\x00",
    b"\x1f\x8b",
]
ROLES = st.sampled_from(list(Role))
URLS = st.sampled_from(
    [URL, "https://blog.example/robots.txt", "https://blog.example/sitemap.xml", "https://blog.example/feed/"]
)
KEYS = st.from_regex(
    r"(link|url|title|rendered|content|html|posts|items|version|namespaces|rest_base|meta|pagination|next|page|date|authors"
    r"|author|name|tags|categories|_embedded|wp:term|yoast_head_json|tumblelog|posts-start|posts-total|id|excerpt)",
    fullmatch=True,
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=24,
)


def anything(url, body, role):
    capture = Capture(url, dt.datetime.now(dt.UTC), 200, (("Content-Type", "text/html"),), body)
    try:
        page = Page.parse(capture)
    except ExtractionError:
        page = None
    return read(capture, page, role)


@settings(deadline=None, max_examples=80)
@given(URLS, st.sampled_from(STARTS), st.binary(max_size=200), ROLES, st.booleans())
def test_no_bytes_make_it_fail(url, start, rest, role, packed):
    body = start + rest

    assert all(isinstance(lead, Lead) for lead in anything(url, gzip.compress(body) if packed else body, role))


@settings(deadline=None, max_examples=80)
@given(URLS, JSON, ROLES)
def test_no_json_makes_it_fail(url, value, role):
    assert all(isinstance(lead, Lead) for lead in anything(url, json.dumps(value).encode(), role))
