"""Addresses generalised, and what blogs keep behind such shapes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.profile.kinds import Kind
from archiver.profile.shapes import expect, general, shape_of


@pytest.mark.parametrize(
    ("expected", "kind", "path"),
    [
        ("/", Kind.INDEX, "/"),
        ("/{year}/{month}/{slug}", Kind.POST, "/2020/01/my-post/"),
        ("/{year}/{month}/{day}/{word}.html", Kind.POST, "/2016/09/08/incremental.html"),
        ("/{year}/{month}/{day}/welcome", Kind.POST, "/2016/09/08/welcome"),
        ("/{year}/{month}/{day}/{slug}", Kind.POST, "/1399/05/12/%D8%B3%D9%84%D8%A7%D9%85-%D8%AF%D9%86%DB%8C%D8%A7/"),
        ("/harbour-log/{year}/{month}", Kind.ARCHIVE, "/harbour-log/2021/02/"),
        ("/{year}/{month}", Kind.ARCHIVE, "/2021/feb/"),
        ("/{date-slug}.html", Kind.POST, "/2020-06-16-lessons.html"),
        ("/{date}/{slug}", Kind.POST, "/20200616/some-lessons"),
        ("/tag/{name}/page/{n}", Kind.PAGINATION, "/Tag/Foo-Bar/page/3/"),
        ("/tag/{name}.html", Kind.TAXONOMY, "/tag/.html"),
        ("/برچسب/{name}", Kind.TAXONOMY, "/%D8%A8%D8%B1%DA%86%D8%B3%D8%A8/%D8%AF%D8%B1%DB%8C%D8%A7/"),
        ("/search/label/{name}", Kind.TAXONOMY, "/search/label/boats"),
        ("/search", Kind.SEARCH, "/search"),
        ("/blog/category/{name}/{name}", Kind.POST, "/blog/category/sea/my-long-post"),
        ("/blog", Kind.INDEX, "/blog/"),
        ("/blog/{slug}", Kind.POST, "/blog/my-long-post"),
        ("/blog/{n}", Kind.UNKNOWN, "/blog/14/"),
        ("/post/{n}", Kind.POST, "/post/14"),
        ("/{lang}/blog/{slug}", Kind.POST, "/de/blog/mein-beitrag"),
        ("/{lang}", Kind.INDEX, "/de/"),
        ("/index.php/archives/{n}", Kind.POST, "/index.php/archives/12/"),
        ("/archives/{year}", Kind.ARCHIVE, "/archives/2020"),
        ("/归档", Kind.ARCHIVE, "/归档/"),
        ("/p/{slug}.html", Kind.PAGE, "/p/our-boats.html"),
        ("/p/{slug}", Kind.POST, "/p/our-boats"),
        ("/about.html", Kind.PAGE, "/about.html"),
        ("/关于", Kind.PAGE, "/关于/"),
        ("/{slug}", Kind.POST, "/清晨港口的第一班渡船/"),
        ("/{word}", Kind.UNKNOWN, "/渡船/"),
        ("/page/{slug}", Kind.PAGE, "/page/our-boats"),
        ("/products/{slug}", Kind.PAGE, "/products/blue-net"),
        ("/images/{date-slug}.html", Kind.PAGE, "/images/2022-04-07-timing.html"),
        ("/{word}/{slug}", Kind.POST, "/some-very-long-folder-name-of-more-than-thirty/the-post"),
        ("/@{name}/{slug-id}", Kind.POST, "/@joe/some-thing-nice-1a2b3c4d5e6f"),
        ("/@{name}/{word}", Kind.POST, "/@joe/ropes"),
        ("/@{name}", Kind.TAXONOMY, "/@joe"),
        ("/{id-slug}", Kind.POST, "/123-my-post"),
        ("/{hash}", Kind.UNKNOWN, "/0123456789abcdef"),
        ("/{page}.html", Kind.PAGINATION, "/index2.html"),
        ("/{word}/{comment-page}", Kind.COMMENTS, "/my-post/comment-page-2/"),
        ("/{word}/amp", Kind.COPY, "/my-post/amp/"),
        ("/{word}/feed", Kind.FEED, "/my-post/feed/"),
        ("/feed.xml", Kind.FEED, "/feed.xml"),
        ("/sitemap.xml", Kind.SITEMAP, "/sitemap-posts.xml"),
        ("/wp-json/{word}/{word}/posts", Kind.API, "/wp-json/wp/v2/posts"),
        ("/wp-login.php", Kind.FORM, "/wp-login.php"),
        ("/{year}/{month}/{word}/attachment/{word}", Kind.ATTACHMENT, "/2020/01/my-post/attachment/boat/"),
        ("/wp-content/uploads/{year}/{month}/{word}.jpg", Kind.MEDIA, "/wp-content/uploads/2020/01/x.jpg"),
        ("/a/{word}/{word}/{word}/{word}/{word}/{word}/{more}", Kind.UNKNOWN, "/a/b/a/b/a/b/a/b/a"),
        ("/?p={n}", Kind.POST, "/?p=12"),
        ("/?page_id={n}", Kind.PAGE, "/?page_id=2&utm_source=x"),
        ("/?m={number}", Kind.CALENDAR, "/?m=202001"),
        ("/{year}/{month}/{word}.html?m={n}", Kind.COPY, "/2020/01/x.html?m=1"),
        ("/?cat={n}", Kind.TAXONOMY, "/?cat=3"),
        ("/?cat={n}&paged={n}", Kind.PAGINATION, "/?paged=2&cat=3"),
        ("/?s={v}", Kind.SEARCH, "/?s=boats"),
        ("/?attachment_id={n}", Kind.ATTACHMENT, "/?attachment_id=7"),
        ("/?sid={v}", Kind.SESSION, "/?sid=abc;PHPSESSID=1"),
        ("/shop/{slug}?filter[a]={v}&sort={v}", Kind.FACET, "/shop/blue-net?sort=asc&filter[a]=b"),
        ("/blog/{slug}?ref", Kind.POST, "/blog/my-post?ref="),
        ("/post-{n}.aspx", Kind.POST, "/post-123.aspx"),
        ("/cat-{n}.aspx", Kind.TAXONOMY, "/cat-2.aspx"),
        ("/blog-entry-{n}.html", Kind.POST, "/blog-entry-45.html"),
        ("/blog-category-{n}.html", Kind.TAXONOMY, "/blog-category-4.html"),
        ("/blog-date-{n}.html", Kind.ARCHIVE, "/blog-date-202006.html"),
        ("/entry/{year}/{month}/{day}/{number}", Kind.POST, "/entry/2020/02/16/195500"),
        ("/entry/{year}/{month}/{day}/{number}", Kind.POST, "/entry/2020/02/16/201200"),
        ("/comment/{number}", Kind.COMMENTS, "/comment/4780"),
        ("/", Kind.INDEX, "/index.html"),
        ("/{year}/{month}", Kind.ARCHIVE, "/2012/09/index.html"),
        ("/{year}/{month}/{slug}", Kind.POST, "/2012/09/my-long-post/index.htm"),
        ("/index.php", Kind.INDEX, "/index.php"),
        ("/?p={n}", Kind.POST, "/index.html%3Fp=12.html"),
        ("/?p={n}", Kind.POST, "/index.html@p=12.html"),
        (
            "/{year}/{month}/{slug}.html?showcomment={number}",
            Kind.COMMENTS,
            "/2012/09/my-post.html%3FshowComment=1334590000.html",
        ),
        ("/search?updated-max={v}", Kind.PAGINATION, "/search%3Fupdated-max=2012-01-02T00_00_00.html"),
        (
            "/archives/{id-slug}.html?serendipity[cview]={v}",
            Kind.COMMENTS,
            "/archives/9-my.html?serendipity[cview]=linear",
        ),
        ("/{slug}", Kind.POST, "/what-is-it%3F/"),
    ],
)
def test_an_address_takes_its_shape(expected, kind, path):
    """Digits, dates, slugs and names are folded, words that mean something stay; the shape tells the kind."""
    url = "https://blog.example" + path

    if kind is Kind.SESSION:  # session parameters are stripped from addresses in general
        url = "https://blog.example/?zenid=abc"
        expected = "/?zenid={v}"

    assert expected == shape_of(url)
    assert kind == expect(expected).kind


@pytest.mark.parametrize("url", ["", "mailto:a@b.example", "ftp://blog.example/x", "https://"])
def test_what_is_no_web_address_has_no_shape(url):
    """Other schemes and empty text give an empty shape."""
    assert "" == shape_of(url)


def test_the_general_shape_leaves_the_sites_own_folders_out():
    """Folders of the site's own become {word}; those that blogs share stay."""
    assert "/{word}/{year}/{slug}" == general("/harbour-log/{year}/{slug}")
    assert "/blog/{slug}?p={n}" == general("/blog/{slug}?p={n}")


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_path_has_a_shape_of_bounded_depth(path):
    """Whatever stands in a path, the shape is made, is short, and says what is expected there."""
    shape = shape_of("https://blog.example/" + path)

    assert shape.partition("?")[0].count("/") <= 8
    assert 0 <= expect(shape).sure <= 1
