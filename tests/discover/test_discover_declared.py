"""Feeds and sitemaps that pages name."""

from __future__ import annotations

import pytest

from archiver.discover import declared
from archiver.records import Lead, Role, Source

RSS = '<link rel="alternate" type="application/rss+xml" title="{title}" href="{href}">'


def head(*links):
    return "<!doctype html><html><head>" + "".join(links) + "</head><body><p>text</p></body></html>"


def rss(href, title="Blog"):
    return RSS.format(href=href, title=title)


def urls_of(leads):
    return [lead.url.removeprefix("https://blog.example") for lead in leads]


@pytest.mark.parametrize(
    ("url", "links", "expected"),
    [
        ("/", [rss("/feed/"), rss("/comments/feed/", "Blog » Comments Feed")], ["/feed/"]),
        ("/", [rss("/feed/"), rss("/comments/feed/", "Kommentar-Feed")], ["/feed/"]),
        ("/", [rss("/rss", "Blog » دیدگاه‌ها"), rss("/feed/")], ["/feed/"]),
        ("/a-post/", [rss("/feed/"), rss("/a-post/feed/", "Blog » A post")], ["/feed/"]),
        ("/category/food/", [rss("/feed/"), rss("/category/food/feed/")], ["/feed/"]),
        ("/author/ana/", [rss("/author/ana/feed/"), rss("/feed/")], ["/feed/"]),
        ("/", [rss("/?feed=rss2"), rss("/?feed=comments-rss2"), rss("/?feed=rss2&amp;cat=3")], ["/?feed=rss2"]),
        ("/blog/", [rss("/blog/feed/")], ["/blog/feed/"]),
        ("/blog/", [rss("/blog/feed.xml"), rss("/news/feed.xml")], ["/blog/feed.xml", "/news/feed.xml"]),
        (
            "/",
            [
                '<link rel="alternate" type="application/atom+xml" href="/feeds/posts/default">',
                rss("/feeds/posts/default?alt=rss"),
                '<link rel="service.post" type="application/atom+xml" href="https://www.blogger.com/feeds/1/posts/default">',
            ],
            ["/feeds/posts/default"],
        ),
        ("/", [rss("/feeds/posts/default/-/Salt"), rss("/feeds/1/comments/default")], []),
        ("/", [rss("/feed/"), '<link rel="alternate" type="application/atom+xml" href="/feed/atom/">'], ["/feed/"]),
        ("/", ['<link rel="alternate" type="application/feed+json" href="/feed.json">'], ["/feed.json"]),
        ("/", ['<link rel="alternate" type="application/json" href="/feed.json" title="JSON Feed">'], ["/feed.json"]),
        ("/", ['<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1" title="JSON feed">'], []),
        ("/", ['<link rel="alternate" type="application/json+oembed" href="/wp-json/oembed/1.0/embed?url=x">'], []),
        ("/", ['<link rel="alternate" type="text/xml" href="/rss.xml">'], ["/rss.xml"]),
        ("/", ['<link rel="feed" href="/journal">'], ["/journal"]),
        ("/", ['<link rel="alternate" hreflang="de" href="/de/">', '<link rel="stylesheet" href="/feed.css">'], []),
        ("/", [rss("javascript:alert(1)"), rss("")], []),
    ],
)
def test_the_main_feeds_of_a_page_are_found(page, url, links, expected):
    """Not those of comments, terms, authors and single posts, and each once, however many formats it comes in."""
    assert expected == urls_of(declared.feeds(page("https://blog.example" + url, head(*links))))


def test_a_feed_is_a_lead_with_its_title(page):
    url = "https://blog.example/"

    assert declared.feeds(page(url, head(rss("/feed/", "Salt & sun")))) == (
        Lead("https://blog.example/feed/", Source.LINK, url, Role.FEED, anchor="Salt & sun"),
    )


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/atom.xml", ["/atom.xml"]),
        ("/feed", ["/feed"]),
        ("index.xml", ["/index.xml"]),
        ("/blog.rss", ["/blog.rss"]),
        ("/how-to-feed-cats/", []),
        ("/feed/a-post/", []),
        ("/comments/feed/", []),
        ("https://feeds.other.example/rss", []),
        ("mailto:feed@blog.example", []),
    ],
)
def test_where_the_head_names_no_feed_links_in_the_page_do(page, href, expected):
    html = f"<!doctype html><p><a href='{href}'>RSS</a>"

    assert expected == urls_of(declared.feeds(page("https://blog.example/", html)))


def test_few_links_to_feeds_are_enough(page):
    html = "<!doctype html>" + "".join(f"<a href='/{name}/feed/'>f</a>" for name in "abcdefgh")

    assert len(declared.feeds(page("https://blog.example/", html))) == 3


def test_a_sitemap_can_be_linked(page):
    url = "https://blog.example/"
    html = head('<link rel="sitemap" type="application/xml" href="/sitemap-index.xml">')

    assert declared.sitemaps(page(url, html)) == (
        Lead("https://blog.example/sitemap-index.xml", Source.LINK, url, Role.SITEMAP),
    )


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([rss("/blog/rss/")], "https://blog.example/blog/"),
        ([rss("https://feeds.example/blog"), rss("/en/feed.xml")], "https://blog.example/en/"),
        ([], "https://blog.example/"),
    ],
)
def test_a_blog_lies_where_its_main_feed_is(page, links, expected):
    assert expected == declared.home(page("https://blog.example/blog/a-post/", head(*links)))
