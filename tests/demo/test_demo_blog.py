"""The bundled demo blog says what its truth says, in the markup of the platform, and behaves as a server should."""

from __future__ import annotations

import http.client
import json
import re
from urllib.parse import urlsplit

import lxml.html
import pytest

from archiver import demo


@pytest.fixture(scope="module")
def server():
    with demo.serve() as running:
        yield running


@pytest.fixture(scope="module")
def truth(server):
    return demo.truth(server.origin)


@pytest.fixture(scope="module")
def trees(server, truth):
    return {post.url: lxml.html.fromstring(ask(server, post.url)[2].decode()) for post in truth.posts}


def ask(server, url, method="GET", **headers):
    parts = urlsplit(url)
    connection = http.client.HTTPConnection("127.0.0.1", urlsplit(server.url).port, timeout=5)
    try:
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request(method, target, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


def shown(tree):
    parts = tree.xpath("//body//text()[not(ancestor::script) and not(ancestor::style) and not(ancestor::noscript)]")
    return " ".join("".join(parts).split())


def test_it_has_about_sixty_posts_of_several_authors_and_languages(truth):
    assert 59 == len(truth.posts)
    assert {"en-US", "de-DE", "zh-CN", "ar"} == {post.language for post in truth.posts}
    assert 6 == len({author.name for post in truth.posts for author in post.authors})
    assert {2, 1, 3} == {len(post.authors) for post in truth.posts}
    assert len(truth.posts) == len({post.url for post in truth.posts})


def test_every_sentence_and_caption_stands_on_its_page(truth, trees):
    missing = [
        (post.url, sentence)
        for post in truth.posts
        for text in [shown(trees[post.url])]
        for sentence in (*post.sentences, *post.captions)
        if " ".join(sentence.split()) not in text
    ]

    assert [] == missing


def test_the_sentences_are_the_text(truth):
    """Nothing of a post's text is in no sentence, and no chrome is in it."""
    for post in truth.posts:
        rest = post.text
        for sentence in sorted(post.sentences, key=len, reverse=True):
            assert sentence in rest.replace("\n", " \n") or sentence in post.text
            rest = rest.replace(sentence, "")

        assert "" == rest.strip(), post.url
        assert [] == [chrome for chrome in post.never if chrome in post.text]


def test_pages_carry_the_chrome_that_must_not_be_archived(truth, trees):
    everywhere = ("Close this search box.", "About the Authors", "Share this post with your friends", "Leave a Reply")
    for post in truth.posts:
        text = shown(trees[post.url])

        assert [] == [chrome for chrome in everywhere if chrome not in text]
        for author in post.authors:
            assert all(paragraph in text for paragraph in author.bio.split("\n"))


def test_half_of_the_posts_have_a_content_widget(truth, trees):
    """The others are laid out block by block, with nothing around them that holds only their text."""
    for post in truth.posts:
        found = len(trees[post.url].xpath("//*[contains(@class, 'elementor-widget-theme-post-content')]"))

        assert (1 if post.design == "widget" else 0) == found
    assert {29, 30} == {sum(post.design == kind for post in truth.posts) for kind in ("widget", "builder")}


def test_the_reading_time_is_glued_to_the_title(truth, trees):
    for post in truth.posts:
        heading = trees[post.url].xpath("string(//h1)")

        assert re.fullmatch(re.escape(post.title) + r"\d+ min read", heading)


def test_the_head_is_true(truth, trees):
    """Yoast's graph, OpenGraph and the canonical link agree with the truth."""
    for post in truth.posts:
        tree = trees[post.url]
        graph = json.loads(tree.xpath("string(//script[@type='application/ld+json'])"))["@graph"]
        article = next(node for node in graph if node["@type"] == "Article")
        authors = article["author"] if isinstance(article["author"], list) else [article["author"]]

        assert post.title == article["headline"]
        assert (post.published_at, post.modified_at) == (article["datePublished"], article["dateModified"])
        assert [author.name for author in post.authors] == [author["name"] for author in authors]
        assert list(post.categories) == article["articleSection"]
        assert list(post.tags) == article.get("keywords", [])
        assert [post.url] == tree.xpath("//link[@rel='canonical']/@href")
        assert [post.published_at] == tree.xpath("//meta[@property='article:published_time']/@content")


def test_images_are_lazy_and_served(server, truth, trees):
    images = {image.url for post in truth.posts for image in post.images}
    for post in truth.posts:
        sources = trees[post.url].xpath("//img/@data-src")

        assert [image.url for image in post.images] == sources
    assert {(200, "image/png")} == {
        (status, headers["Content-Type"]) for status, headers, _ in (ask(server, url) for url in sorted(images)[:5])
    }


def test_links_of_the_truth_stand_in_the_page_and_lead_somewhere(server, truth, trees):
    for post in truth.posts:
        hrefs = trees[post.url].xpath("//a/@href")

        assert [] == [link.url for link in post.links if link.url not in hrefs]
        for link in post.links:
            if link.url.startswith(server.origin):
                assert 200 == ask(server, link.url)[0], link.url


def test_sitemap_names_every_post_and_the_feed_only_ten(server, truth):
    robots = ask(server, server.origin + "/robots.txt")[2].decode()
    index = ask(server, server.origin + "/sitemap_index.xml")[2].decode()
    named = re.findall(r"<loc>([^<]+)</loc>", ask(server, server.origin + "/post-sitemap.xml")[2].decode())
    fed = re.findall(r"<item>.*?<link>([^<]+)</link>", ask(server, server.origin + "/feed/")[2].decode(), re.DOTALL)

    assert f"Sitemap: {server.origin}/sitemap_index.xml" in robots
    assert 4 == index.count("<sitemap>")
    assert [post.url for post in truth.posts] == named
    assert [post.url for post in truth.posts[:-11:-1]] == fed
    assert b"content:encoded" not in ask(server, server.origin + "/feed/?paged=2")[2]
    for url in re.findall(r"<loc>([^<]+)</loc>", index):
        for page in re.findall(r"<loc>([^<]+)</loc>", ask(server, url)[2].decode())[:3]:
            assert 200 == ask(server, page)[0]


def test_the_blog_page_leads_to_every_post(server, truth):
    found: list[str] = []
    url = server.origin + "/blog/"
    while url:
        tree = lxml.html.fromstring(ask(server, url)[2].decode())
        found += tree.xpath("//h3[@class='elementor-post__title']/a/@href")
        url = next(iter(tree.xpath("//link[@rel='next']/@href")), None)

    assert [post.url for post in truth.posts[::-1]] == found


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/", 200),
        ("/about/", 200),
        ("/category/climate/", 200),
        ("/author/joao-ferreira-nunes/", 200),
        ("/tag/sdgs/", 200),
        ("/2024/05/", 200),
        ("/thirty-days/?share=facebook&nb=1", 200),
        ("/thirty-days/?replytocom=1", 200),
        ("/thirty-days/?utm_source=related", 200),
        ("/thirty-days/feed/", 200),
        ("/comments/feed/", 200),
        ("/events/?month=2031-12", 200),
        ("/events/?month=never", 404),
        ("/thirty-days", 301),
        ("/?p=100", 301),
        ("/?p=1", 404),
        ("/sitemap.xml", 301),
        ("/wp-json/wp/v2/posts", 401),
        ("/blog/page/8/", 404),
        ("/author/nobody/", 404),
        ("/wp-content/uploads/2019/03/logo.svg", 200),
        ("/nowhere/", 404),
    ],
)
def test_addresses(server, target, status):
    assert status == ask(server, server.origin + target)[0]


def test_validators_head_and_compression(server, truth):
    url = truth.posts[0].url
    status, headers, body = ask(server, url, Accept_Encoding="gzip")

    assert (200, "gzip") == (status, headers["Content-Encoding"])
    assert 304 == ask(server, url, If_None_Match=headers["ETag"])[0]
    assert 304 == ask(server, url, If_Modified_Since=headers["Last-Modified"])[0]
    assert 200 == ask(server, url, If_None_Match='"other"', If_Modified_Since=headers["Last-Modified"])[0]
    assert 200 == ask(server, url, If_Modified_Since="yesterday")[0]
    assert 200 == ask(server, url, If_Modified_Since="Mon, 01 Jan 2001 00:00:00 GMT")[0]
    assert (200, b"") == ask(server, url, method="HEAD")[::2]
    assert len(body) < 20_000


def test_requests_are_counted():
    """Each one is logged, and closing ends connections that a client keeps open."""
    with demo.serve() as server:
        ask(server, server.url)
        ask(server, server.url, method="HEAD")
        idle = http.client.HTTPConnection("127.0.0.1", urlsplit(server.url).port, timeout=5)
        idle.request("GET", "/robots.txt")
        idle.getresponse().read()
        server.requests.pop()

        assert [("GET", "/", 200), ("HEAD", "/", 200)] == [(r.method, r.target, r.status) for r in server.requests]
    idle.close()


def test_it_is_the_same_every_time(server, truth):
    with demo.serve() as other:
        first = ask(server, truth.posts[3].url)[2].replace(server.origin.encode(), b"")
        second = ask(other, truth.posts[3].url)[2].replace(other.origin.encode(), b"")

    assert first == second
