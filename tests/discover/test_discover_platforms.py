"""Platforms and the lists that they keep of their own posts."""

from __future__ import annotations

import json

import pytest

from archiver.discover import platforms, read
from archiver.records import Author, Lead, Role, Source, Statement

HOME = "https://blog.example/"
BODY = "<p>Salt keeps what sun dries.</p>" + "<p>A long paragraph about salt and fish.</p>" * 20
KEY = "22444f78447824223cefc48062"


def generator(name):
    return f'<meta name="generator" content="{name}">'


def html(head="", body=""):
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def lists(page, head="", body="", url=HOME):
    return [(lead.url, lead.role) for lead in platforms.lists(page(url, html(head, body)))]


def answer(received, value, url=HOME + "api", **headers):
    body = value if isinstance(value, str) else json.dumps(value)
    return read(received(url, body, **headers), None, Role.API)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (generator("Ghost 5.82"), "ghost"),
        (generator("WordPress 6.5"), "wordpress"),
        (generator("blogger"), "blogger"),
        (generator("Hexo 6.3.0"), "hexo"),
        (generator("Docusaurus v3.1.0"), "docusaurus"),
        ('<meta property="al:android:package" content="com.medium.reader">', "medium"),
        ('<link rel="preconnect" href="https://substackcdn.com">', "substack"),
        ('<link rel="stylesheet" href="https://assets.tumblr.com/a.css">', "tumblr"),
        (generator("Own make 1.0"), None),
        ("", None),
    ],
)
def test_a_platform_is_known_by_its_markers(page, head, expected):
    assert expected == platforms.platform(page(HOME, html(head)))


def test_ghost_lists_its_posts_in_a_sitemap_and_in_the_api_of_its_search(page):
    script = f'<script defer src="https://cdn.example/sodo.js" data-key="{KEY}" data-sodo-search="https://blog.example/"></script>'

    assert lists(page, generator("Ghost 5.82") + script) == [
        (HOME + "sitemap-posts.xml", Role.SITEMAP),
        (f"{HOME}ghost/api/content/posts/?key={KEY}&limit=100&include=tags,authors", Role.API),
    ]


def test_a_ghost_below_a_path_is_asked_there(page):
    feed = '<link rel="alternate" type="application/rss+xml" href="https://blog.example/news/rss/">'

    assert lists(page, generator("Ghost 5.82") + feed) == [(HOME + "news/sitemap-posts.xml", Role.SITEMAP)]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<link href="https://substackcdn.com">', [("/api/v1/archive?sort=new&offset=0&limit=50", Role.API)]),
        ('<link href="https://assets.tumblr.com/x">', [("/api/read/json?start=0&num=50", Role.API)]),
        (
            '<meta property="al:android:package" content="com.medium.reader">',
            [("/feed", Role.FEED), ("/sitemap/sitemap.xml", Role.SITEMAP)],
        ),
        (generator("blogger"), []),
    ],
)
def test_a_platforms_lists_are_at_their_places(page, head, expected):
    assert [("https://blog.example" + path, role) for path, role in expected] == lists(page, head)


def test_on_a_host_of_many_blogs_only_the_named_ones_feed_is_asked_for(page):
    head = '<meta property="al:android:package" content="com.medium.reader">'

    assert lists(page, head, url="https://medium.com/@ana/about") == [("https://medium.com/feed/@ana", Role.FEED)]
    assert lists(page, head, url="https://medium.com/") == []


def test_docusaurus_keeps_an_archive_of_its_blog(page):
    body = '<nav><a href="https://other.example/blog">x</a><a href="/docs/blog">Blog</a><a href="/blog">y</a></nav>'

    assert lists(page, generator("Docusaurus v3.1.0"), body) == [(HOME + "docs/blog/archive", Role.LISTING)]
    assert lists(page, generator("Docusaurus v3.1.0")) == []


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (
            generator("Hexo 6.3.0"),
            '<script>var CONFIG = {"path":"search.xml","field":"post"};</script>',
            ["search.xml"],
        ),
        (
            generator("Hexo 6.3.0"),
            "<script>localSearch: {path: '/blog/search.json?v=3'}</script>",
            ["blog/search.json"],
        ),
        (generator("Hexo 6.3.0"), "<script>fetch('/content.json')</script>", ["content.json"]),
        (generator("Hugo 0.120"), '<link rel="preload" href="../index.json" as="fetch">', ["index.json"]),
        (generator("Hugo 0.120"), '<script data-index="/en/index.json" src="/s.js"></script>', ["en/index.json"]),
        (
            generator("Jekyll v4.3"),
            "<script>SimpleJekyllSearch({json: '/search.json'}); // search</script>",
            ["search.json"],
        ),
        (generator("Hexo 6.3.0"), "<script>var a = 1;</script>", []),
        ("", "<script>fetch('/content.json')</script>", []),
    ],
)
def test_a_static_sites_search_index_is_found_where_its_search_reads_it(page, head, body, expected):
    assert [(HOME + path, Role.API) for path in expected] == lists(page, head, body)


def test_posts_of_ghosts_api_say_all(received):
    url = f"{HOME}ghost/api/content/posts/?key={KEY}&limit=100&include=tags,authors"
    value = {
        "posts": [
            {
                "title": "Salt",
                "url": "https://blog.example/salt/",
                "published_at": "2021-11-01T09:30:00.000+01:00",
                "updated_at": "2021-11-02T09:30:00.000+01:00",
                "html": BODY,
                "custom_excerpt": "On salt.",
                "authors": [{"name": "Ana Lima", "url": "https://blog.example/author/ana/", "bio": "Writes."}],
                "tags": [{"name": "Food"}, {"name": "#internal"}],
            }
        ],
        "meta": {"pagination": {"page": 1, "pages": 2, "next": 2}},
    }

    assert answer(received, value, url) == (
        Lead(
            "https://blog.example/salt/",
            Source.PLATFORM,
            url,
            Role.POST,
            says=Statement(
                title="Salt",
                published_at="2021-11-01T09:30:00+01:00",
                modified_at="2021-11-02T09:30:00+01:00",
                authors=(Author("Ana Lima", "https://blog.example/author/ana/", "Writes."),),
                tags=("Food",),
                html=BODY,
                excerpt="On salt.",
            ),
        ),
        Lead(url + "&page=2", Source.PLATFORM, url, Role.API),
    )
    assert answer(received, value, url + "&page=2")[-1].role is Role.POST  # a copy that does not heed the page


def test_posts_of_substacks_archive_say_all_and_go_on(received):
    url = HOME + "api/v1/archive?sort=new&offset=12&limit=50"
    posts = [
        {
            "title": f"Salt {number}",
            "canonical_url": f"https://blog.example/p/salt-{number}",
            "post_date": "2021-11-01T09:30:00.000Z",
            "publishedBylines": [{"name": "Ana Lima", "handle": "ana", "bio": None}],
            "postTags": [{"name": "Food"}],
            "subtitle": "On salt.",
        }
        for number in range(12)
    ]
    *named, following = answer(received, posts, url)

    assert named[0].says == Statement(
        title="Salt 0",
        published_at="2021-11-01T09:30:00+00:00",
        authors=(Author("Ana Lima"),),
        tags=("Food",),
        excerpt="On salt.",
    )
    assert following == Lead(url.replace("=12", "=24"), Source.PLATFORM, url, Role.API)
    assert answer(received, posts[:11], url)[-1].role is Role.POST
    assert answer(received, posts, url.replace("=12", "=20000"))[-1].role is Role.POST


def tumblr(start=0, total=3):
    value = {
        "tumblelog": {"title": "Blog"},
        "posts-start": start,
        "posts-total": str(total),
        "posts": [
            {
                "url": "https://blog.example/post/1",
                "url-with-slug": "https://blog.example/post/1/salt",
                "date-gmt": "2021-11-01 08:30:00 GMT",
                "date": "Mon, 01 Nov 2021 09:30:00",
                "regular-title": "Salt",
                "regular-body": BODY,
                "tags": ["food"],
            },
            {"url": "https://blog.example/post/2", "regular-body": "<p>One line.</p>"},
            {"type": "photo"},
            "nonsense",
        ],
    }
    return f"var tumblr_api_read = {json.dumps(value)};"


def test_posts_of_tumblrs_script_say_all_and_go_on(received):
    url = HOME + "api/read/json?start=0&num=50"
    leads = answer(received, tumblr(total=9), url)

    assert leads == (
        Lead(
            "https://blog.example/post/1/salt",
            Source.PLATFORM,
            url,
            Role.POST,
            says=Statement(title="Salt", published_at="2021-11-01T09:30:00+01:00", tags=("food",), html=BODY),
        ),
        Lead("https://blog.example/post/2", Source.PLATFORM, url, Role.POST, says=Statement(excerpt="One line.")),
        Lead(HOME + "api/read/json?start=3&num=50", Source.PLATFORM, url, Role.API),
    )


@pytest.mark.parametrize("body", [tumblr(total=3), tumblr(start=50, total=900), tumblr(total="many")])
def test_tumblr_ends_with_its_last_post_or_where_it_does_not_heed_the_start(received, body):
    assert answer(received, body, HOME + "api/read/json?start=0&num=50")[-1].role is Role.POST


def test_hexos_search_index_names_posts_with_their_terms(received):
    url = HOME + "search.xml"
    body = f"""<?xml version="1.0" encoding="utf-8"?><search>
    <entry><title>盐 &amp; 太阳</title><link href="/2021/11/salt/"/><url>/2021/11/salt/</url>
      <content type="html"><![CDATA[{BODY}]]></content>
      <categories><category>食物</category></categories><tags><tag>盐</tag><tag>太阳</tag></tags></entry>
    <entry><title>About</title><url>/about/</url><content type="html">Short.</content></entry>
    <entry><title>No address</title></entry><entry><url>/no-title</url></entry></search>"""

    assert answer(received, body, url) == (
        Lead(
            HOME + "2021/11/salt/",
            Source.PLATFORM,
            url,
            Role.UNKNOWN,
            says=Statement(title="盐 & 太阳", categories=("食物",), tags=("盐", "太阳"), html=BODY),
        ),
        Lead(HOME + "about/", Source.PLATFORM, url, Role.UNKNOWN, says=Statement(title="About", excerpt="Short.")),
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"meta": {"title": "B"}, "posts": [{"title": "Salt", "path": "2021/salt/", "date": "2021-11-01"}]}, Role.POST),
        (
            [{"title": "Salt", "permalink": "https://blog.example/2021/salt/", "contents": "x", "date": 1635759000}],
            Role.POST,
        ),
        ([{"title": "Salt", "url": "/2021/salt/", "tags": "a, b", "category": "c"}], Role.UNKNOWN),
        ({"data": [{"title": "Salt", "uri": "/2021/salt/", "summary": "x"}]}, Role.UNKNOWN),
        ([{"name": "Salt", "href": "/2021/salt/"}], Role.UNKNOWN),
    ],
)
def test_indexes_of_many_spellings_are_read(received, value, expected):
    """What has a date is a post; what has none may be a page as well."""
    (lead,) = answer(received, value, HOME + "index.json")

    assert (lead.url, lead.says.title, lead.role) == (HOME + "2021/salt/", "Salt", expected)


@pytest.mark.parametrize(
    "value",
    [
        {"a": 1},
        [1, 2],
        [{"title": "no address"}, {"url": "/no-title"}],
        [{"title": "Salt", "url": "/a"}, {"x": 1}, {"x": 2}],
        {"posts": "x"},
        "text",
        None,
        3,
        "{broken",
        "[" * 100_000,
    ],
    ids=lambda value: repr(value)[:30],
)
def test_other_json_names_nothing(received, value):
    assert () == answer(received, value, HOME + "data.json")
