"""Where on a company's site the blog is."""

from __future__ import annotations

import pytest

from archiver.discover.blog import find_blog
from archiver.records import Lead, Role, Source

HOME = "https://company.example/"


def post(path, source=Source.SITEMAP):
    return Lead(HOME + path, source, HOME, Role.POST)


def best(page, html, leads=()):
    places = find_blog(page(HOME, f"<!doctype html><html>{html}</html>"), leads)
    return places[0].url if places else None


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<nav><a href='/products/'>Products</a><a href='/blog/'>Blog</a><a href='/contact/'>Contact</a></nav>",
            "blog/",
        ),
        ("<nav><a href='/aktuelles'>Aktuelles</a><a href='/leistungen'>Leistungen</a></nav>", "aktuelles/"),
        ("<nav><a href='/en/resources'>News &amp; Insights</a></nav>", "en/resources/"),
        ("<nav><a href='/xinwen/'>公司新闻</a><a href='/chanpin/'>产品</a></nav>", "xinwen/"),
        ("<nav><a href='/magazine/'>وبلاگ</a></nav>", "magazine/"),
        ("<head><link rel=alternate type=application/rss+xml href=/stories/feed.xml></head>", "stories/"),
        (
            '<script type=\'application/ld+json\'>{"@type": "Blog", "url": "/thoughts/#blog"}</script>',
            "thoughts/",
        ),
        ("<body class='home blog'><p>Posts</p></body>", ""),
    ],
)
def test_a_blog_is_found_by_what_the_home_page_shows(page, html, expected):
    assert HOME + expected == best(page, html)


def test_a_blog_on_a_subdomain_is_found(page):
    assert best(page, "<a href='https://blog.company.example/'>Blog</a>") == "https://blog.company.example/"


def test_strangers_blogs_and_posts_are_no_candidates(page):
    html = (
        "<a href='https://other.example/blog/'>Blog</a><a href='/2021/11/our-news/'>News about our office</a>"
        "<a href='/'>Blog</a><a href='mailto:blog@company.example'>Blog</a>"
    )

    assert best(page, html) is None


def test_the_folder_of_most_posts_weighs_most(page):
    """A menu entry called News may be press releases; dated folders are not the blog itself."""
    leads = [post(f"insights/2021/{number}") for number in range(6)] + [post("about-us")]
    html = "<a href='/press/'>News</a>"
    (first, second) = find_blog(page(HOME, f"<!doctype html>{html}"), leads)

    assert first.url == HOME + "insights/"
    assert first.reasons == ("6 of 7 posts that its lists name are there",)
    assert (second.url, second.reasons) == (HOME + "press/", ("a link says “News”",))


def test_evidence_for_one_place_adds_up(page):
    feed = "<link rel=alternate type=application/rss+xml href=/blog/feed/>"
    html = f"{feed}<a href='/blog/'>Blog</a><a href='/blog'>Our blog</a>"
    (place,) = find_blog(page(HOME, f"<!doctype html>{html}"), [post(f"blog/{number}") for number in range(3)])

    assert place.url == HOME + "blog/"
    assert len(place.reasons) == 5


@pytest.mark.parametrize(
    "leads",
    [
        [post("blog/1"), post("blog/2")],
        [post(f"{folder}/{number}") for folder in "abc" for number in range(3)],
        [post(f"blog/{number}", Source.LINK) for number in range(9)],
        [Lead(f"{HOME}products/{number}", Source.SITEMAP, HOME, Role.PAGE) for number in range(9)],
    ],
    ids=["few", "scattered", "mere links", "no posts"],
)
def test_posts_tell_nothing_where_they_are_few_or_scattered(page, leads):
    assert all(place.url == HOME for place in find_blog(page(HOME, "<!doctype html><p>Company</p>"), leads))


def test_the_folder_of_a_year_is_no_blog_whatever_the_host_ends_with(page):
    """A year may be of another calendar; an address may end in a number and still be a site's."""
    home = "http://127.0.0.1:9301/"
    leads = [Lead(f"{home}1400/0{number}/07/", Source.LISTING, home, Role.POST) for number in range(1, 9)]
    places = find_blog(page(home, "<!doctype html><p>Blog</p>"), leads)

    assert [home] == [place.url for place in places]
