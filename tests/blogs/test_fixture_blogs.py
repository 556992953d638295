"""The fixture blogs are what their truth says: every post whole on its page, reachable, and answered by a server."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from urllib.parse import quote, unquote, urljoin, urlsplit

import lxml.html
import pytest

from blogs.fixtures import PLATFORMS, build, serve
from blogs.platforms.wordpress_persian import jalali
from blogs.score import f1, score, set_f1, tokens
from blogs.server import Request, Response
from blogs.writing import START, articles

ORIGIN = "http://blog.test"


@pytest.fixture(scope="module", params=PLATFORMS)
def blog(request):
    return build(request.param, ORIGIN)


def shown(body):
    tree = lxml.html.document_fromstring(body, parser=lxml.html.HTMLParser(encoding="utf-8"))
    parts = tree.xpath("//body//text()[not(ancestor::script) and not(ancestor::style)]")
    return " ".join(" ".join(parts).split())


def test_every_line_of_every_post_stands_on_its_page(blog):
    missing = [
        (record["path"], line)
        for record in blog.posts
        for page in [shown(blog.body(record["path"]))]
        for line in (*record["text"].split("\n"), record["title"])
        if " ".join(line.split()) not in page
    ]

    assert [] == missing


def test_chrome_stands_on_post_pages_and_in_no_post(blog):
    pages = [shown(blog.body(record["path"])) for record in blog.posts]
    texts = "\n".join(record["text"] for record in blog.posts)

    assert [] == [chrome for chrome in blog.chrome if not any(chrome in page for page in pages)]
    assert [] == [chrome for chrome in blog.chrome if chrome in texts]


def test_posts_are_many_and_of_all_lengths(blog):
    lengths = sorted(len(record["text"]) for record in blog.posts)

    assert 12 <= len(blog.posts) <= 40
    assert lengths[0] < 120
    assert lengths[-1] > 1500
    assert len(blog.posts) == len({record["title"] for record in blog.posts})
    assert len(blog.truth) == len({record["path"] for record in blog.truth})


def test_every_post_can_be_reached_by_links_a_feed_or_the_sitemap(blog):
    """A walk from the home page, the feeds and the sitemaps meets every post of the truth."""
    found, queue = set(), ["/", "/robots.txt"]
    while queue:
        target = queue.pop()
        route = blog.pages.get(target) or blog.pages.get(target.partition("?")[0])
        if target in found or route is None:
            continue
        found.add(target)
        request = Request("GET", *target.partition("?")[::2], headers={}, at=START)
        response = route(request) if callable(route) else route
        text = response.body.decode()
        for link in re.findall(r"""(?:href=["']?|<loc>|<link>|"canonical_url": "|Sitemap: )([^"'\s<>]+)""", text):
            parts = urlsplit(urljoin(ORIGIN + target, link.replace("&amp;", "&")))
            if f"{parts.scheme}://{parts.netloc}" == ORIGIN:
                queue.append(quote(unquote(parts.path)) + (f"?{parts.query}" if parts.query else ""))

    assert set() == {quote(record["path"]) for record in blog.posts} - found


def test_the_same_blog_every_time():
    first, second = build("hexo", ORIGIN), build("hexo", ORIGIN)

    assert first.truth == second.truth
    assert first.pages == second.pages


def test_a_blog_is_served_with_its_own_addresses():
    with serve("hugo") as (server, blog), urllib.request.urlopen(blog.post_urls[0], timeout=5) as answer:
        assert server.origin.encode() in answer.read()
        assert 1 == server.bodies()


def test_feeds_and_rest_can_be_paged():
    wordpress, blogger, blocks = (
        build(name, ORIGIN).pages for name in ("wordpress_classic", "blogger", "wordpress_blocks")
    )

    def ask(pages, target) -> Response:
        path, _, query = target.partition("?")
        return pages[path](Request("GET", path, query, {}, START))

    assert 10 == ask(wordpress, "/feed/?paged=3").body.count(b"<item>")
    assert 404 == ask(wordpress, "/feed/?paged=4").status
    assert 7 == ask(blogger, "/feeds/posts/default?start-index=26").body.count(b"<entry>")
    assert 0 == ask(blogger, "/feeds/posts/default?start-index=99").body.count(b"<entry>")
    assert "34" == dict(ask(blocks, "/wp-json/wp/v2/posts?per_page=100").headers)["X-WP-Total"]
    assert b"[]" == ask(blocks, "/wp-json/wp/v2/posts?per_page=100&modified_after=2030-01-01T00:00:00Z").body
    assert 400 == ask(blocks, "/wp-json/wp/v2/posts?per_page=100&page=2").status


def test_a_persian_date():
    assert "۱۴ بهمن ۱۳۹۴" == jalali(START)


def test_posts_of_a_language_differ():
    for code in ("en", "de", "fr", "es", "zh", "fa"):
        written = articles(code, 30, "seed")

        assert 30 == len({article.text for article in written})
        assert written == articles(code, 30, "seed")
        assert written != articles(code, 30, "other")


def test_tokens_take_chinese_by_pairs():
    assert {"我在", "在山", "山里", "abc", "1"} == set(tokens("我在山里 ABC 1"))
    assert 1.0 == f1("", "")
    assert 0.5 == f1("one two", "two three")
    assert 1.0 == set_f1(["#Wood"], ["wood"])
    assert 1.0 == set_f1([], [])


def test_a_perfect_archive_scores_one_and_a_listing_counts_against_it():
    blog = build("ghost", ORIGIN)
    perfect = [{"url": ORIGIN + record["path"], "published_at": record["date"], **record} for record in blog.posts]
    best = score(blog.truth, perfect)
    worse = score(blog.truth, [*perfect[1:], perfect[1], {"url": ORIGIN + "/page/2/", "text": ""}])

    assert {1.0} == {best.recall, best.precision, best.text, best.title, best.date, best.authors, best.tags}
    assert ((), ()) == (best.missing, best.wrong)
    assert (blog.posts[0]["path"].rstrip("/"),) == worse.missing
    assert 2 == len(worse.wrong)


def test_the_hostile_blog_is_hostile():
    """Each trap is there, and each post is named by the one source that its truth says."""
    with serve("hostile") as (server, blog):

        def ask(target):
            with urllib.request.urlopen(server.origin + target, timeout=5) as answer:
                return answer.read(200_000).decode()

        post = blog.posts[13]["path"]
        named = {record["reach"] for record in blog.posts}
        home, page = ask("/"), ask(post)

        assert {"sitemap", "feed", "old listing", "links"} == named
        assert 223 == len(blog.posts)
        assert re.findall(r"sid=\w+", home)[0] != re.findall(r"sid=\w+", ask("/"))[0]
        assert 'href="/calendar/2020/06/?sid=' in ask("/calendar/2020/05/")
        assert 'href="/filter?f=wood&amp;f=maps&amp;sid=' in ask("/filter?f=wood")
        assert blog.posts[13]["title"] in ask(post.upper())
        assert blog.posts[13]["title"] in ask(f"{post}amp/")
        assert "could not find" in ask("/no/such/page")
        assert "could not find" in ask("/page/9999/")
        assert "Older posts" in ask("/page/84/")
        assert "Older posts" not in ask("/page/85/")
        assert f'<link rel="canonical" href="{server.origin}/">' in page
        assert 200_000 == len(ask("/stream/"))
        assert "ENTITY" in ask("/feed/")
        assert server.origin + blog.posts[10]["path"] in ask("/sitemap.xml")
        assert server.origin + blog.posts[15]["path"] in ask("/feed/latest.xml")
        assert blog.posts[3]["path"] in ask("/old-archive.html")
        with pytest.raises(urllib.error.HTTPError):
            ask("/loop/a")
