"""Feeds of every make, and what their entries say."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.discover import feeds, read
from archiver.records import Author, Lead, Role, Source, Statement

FEED = "https://blog.example/feed/"
BODY = "<p>Salt keeps what sun dries.</p>\n" + "<p>A long paragraph about salt, and what it does to fish.</p>\n" * 12
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" '
    'xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:thr="http://purl.org/syndication/thread/1.0" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)
WORDPRESS = "<generator>https://wordpress.org/?v=6.5</generator>"


def item(number=1, extra="", link=None):
    link = link if link is not None else f"https://blog.example/post-{number}/"
    return f"<item><title>Post {number}</title><link>{link}</link>{extra}</item>"


def rss(*items, channel=""):
    return f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {NAMESPACES}><channel><title>Blog</title>
    <link>https://blog.example</link>{channel}{"".join(items)}</channel></rss>"""


def atom(*entries, feed=""):
    return f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title>
    <link href="https://blog.example/" rel="alternate"/>{feed}{"".join(entries)}</feed>"""


def posts(leads):
    return [lead for lead in leads if lead.role is Role.POST]


def further(leads):
    return [lead.url for lead in leads if lead.role is Role.FEED]


def says(leads):
    (lead,) = posts(leads)
    return lead.says


def test_an_entry_of_wordpress_says_all_that_a_post_needs(received):
    body = rss(
        item(
            1,
            f"""<dc:creator><![CDATA[Ana Lima]]></dc:creator><pubDate>Mon, 01 Nov 2021 09:30:00 +0000</pubDate>
            <category><![CDATA[Food]]></category><category><![CDATA[Salt & sun]]></category>
            <guid isPermaLink="false">https://blog.example/?p=1</guid>
            <description><![CDATA[<p>Salt keeps what sun dries. [&#8230;]</p>]]></description>
            <content:encoded><![CDATA[{BODY}]]></content:encoded><slash:comments>3</slash:comments>""",
        ).replace("Post 1", "Salt &amp;#038; <![CDATA[<em>sun</em>]]>"),
        channel=WORDPRESS,
    )
    (lead,) = read(received(FEED, body, content_type="application/rss+xml"), None, Role.FEED)

    assert lead == Lead(
        "https://blog.example/post-1/",
        Source.FEED,
        FEED,
        Role.POST,
        says=Statement(
            title="Salt & sun",
            published_at="2021-11-01T09:30:00+00:00",
            authors=(Author("Ana Lima"),),
            tags=("Food", "Salt & sun"),
            html=BODY.strip(),
            excerpt="Salt keeps what sun dries. […]",
        ),
    )


def test_an_entry_of_atom_says_the_same(received):
    body = atom(
        f"""<entry><title type="html">Salt &amp;amp; sun</title><link href="/salt"/><id>tag:blog.example,2021:1</id>
        <published>2021-11-01T09:30:00+01:00</published><updated>2021-11-02T10:00:00+01:00</updated>
        <author><name>Ana Lima</name><uri>https://blog.example/ana</uri></author><author><name>Bo Ek</name></author>
        <category term="food" scheme="https://blog.example/categories/food/" label="Food"/><category term="salt"/>
        <content type="html">{BODY.replace("<", "&lt;")}</content></entry>"""
    )

    assert says(read(received(FEED, body), None, Role.FEED)) == Statement(
        title="Salt & sun",
        published_at="2021-11-01T09:30:00+01:00",
        modified_at="2021-11-02T10:00:00+01:00",
        authors=(Author("Ana Lima", "https://blog.example/ana"), Author("Bo Ek")),
        categories=("Food",),
        tags=("salt",),
        html=BODY.strip(),
        excerpt=says(read(received(FEED, body), None, Role.FEED)).excerpt,
    )


def test_an_rdf_feed_dates_its_posts_by_dc_date(received):
    body = f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" {NAMESPACES}
    xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>B</title><link>https://blog.example/</link></channel>
    <item rdf:about="https://blog.example/a"><title>A</title><link>https://blog.example/a</link>
    <dc:date>2004-02-03T04:05:06+09:00</dc:date><dc:creator>Ken</dc:creator></item></rdf:RDF>"""
    said = says(read(received(FEED, body), None, Role.FEED))

    assert (said.title, said.published_at, said.authors) == ("A", "2004-02-03T04:05:06+09:00", (Author("Ken"),))


@pytest.mark.parametrize("version", ["0.91", "0.92"])
def test_old_rss_is_read(received, version):
    body = f"""<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
    "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="{version}"><channel><title>B</title>
    <link>https://blog.example/</link><item><title>A</title><link>https://blog.example/a</link></item></channel></rss>"""

    assert [lead.url for lead in read(received(FEED, body), None, Role.FEED)] == ["https://blog.example/a"]


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Blog",
    "authors": [{"name": "The House"}],
    "next_url": "/feed.json?page=2",
    "items": [
        {
            "id": "1",
            "url": "/salt",
            "title": "Salt",
            "content_html": BODY,
            "summary": "On salt.",
            "date_published": "2021-11-01T09:30:00-03:00",
            "date_modified": "2021-11-02T09:30:00-03:00",
            "authors": [{"name": "Ana Lima", "url": "https://blog.example/ana"}],
            "tags": ["food", "salt", "food"],
            "language": "pt",
        },
        {"id": "https://blog.example/sun", "content_text": "Only a line."},
        {"id": "no address"},
        "no entry",
    ],
}


def test_a_json_feed_is_read_to_its_next_page(received):
    url = "https://blog.example/feed.json"
    leads = read(received(url, json.dumps(JSON_FEED)), None, Role.FEED)

    assert leads == (
        Lead(
            "https://blog.example/salt",
            Source.FEED,
            url,
            Role.POST,
            says=Statement(
                title="Salt",
                published_at="2021-11-01T09:30:00-03:00",
                modified_at="2021-11-02T09:30:00-03:00",
                authors=(Author("Ana Lima", "https://blog.example/ana"),),
                tags=("food", "salt"),
                language="pt",
                html=BODY.strip(),
                excerpt="On salt.",
            ),
        ),
        Lead(
            "https://blog.example/sun",
            Source.FEED,
            url,
            Role.POST,
            says=Statement(authors=(Author("The House"),), excerpt="Only a line."),
        ),
        Lead("https://blog.example/feed.json?page=2", Source.FEED, url, Role.FEED),
    )


@pytest.mark.parametrize("items", [None, [], {}, "x"])
def test_an_empty_json_feed_names_nothing(received, items):
    body = json.dumps({**JSON_FEED, "items": items})

    assert () == read(received("https://blog.example/feed.json", body), None, Role.FEED)


def test_a_json_feed_that_is_its_own_next_page_ends(received):
    url = "https://blog.example/feed.json?page=2"

    assert further(read(received(url, json.dumps(JSON_FEED)), None, Role.FEED)) == []


def test_a_feed_served_as_a_page_is_still_a_feed(received, page):
    """Static hosts serve /feed/ as index.html."""
    body = rss(item(1))
    capture = received(FEED, body, content_type="text/html; charset=utf-8")

    assert len(posts(read(capture, page(FEED, body), Role.UNKNOWN))) == 1


def test_a_page_where_a_feed_was_hoped_for_names_nothing(received, page):
    html = "<!doctype html><title>Not found</title><a href='/a'>a</a>"

    assert () == read(received(FEED, html), page(FEED, html), Role.FEED)


@pytest.mark.parametrize(
    "body",
    [
        rss(item(1)).replace("</channel></rss>", ""),
        rss(item(1)).replace("Post 1", "Fish & chips &copy; &nbsp; <b>"),
        "\n\n" + rss(item(1)),
        rss(item(1)).replace('encoding="UTF-8"', 'encoding="nonsense"'),
        rss(item(1))
        .replace('xmlns:dc="http://purl.org/dc/elements/1.1/"', "")
        .replace("</item>", "<dc:creator>A</dc:creator></item>"),
        rss(item(1), "<item><title>Without an address</title></item>"),
        rss(item(1)).replace("</title>", "\x0b\x00</title>", 1),
    ],
    ids=["cut off", "stray entities", "blank lines", "encoding", "prefix", "no link", "control characters"],
)
def test_a_broken_feed_gives_what_it_holds(received, body):
    assert [lead.url for lead in read(received(FEED, body), None, Role.FEED)] == ["https://blog.example/post-1/"]


def test_the_charset_of_the_header_is_believed(received):
    body = rss(item(1)).replace(' encoding="UTF-8"', "").replace("Post 1", "Дом").encode("windows-1251")

    assert (
        says(read(received(FEED, body, content_type="text/xml; charset=windows-1251"), None, Role.FEED)).title == "Дом"
    )


def test_an_entity_bomb_does_not_go_off(received):
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    body = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]>' + rss(item(1)).partition("?>")[2]
    (lead,) = posts(read(received(FEED, body.replace("Post 1", "&l9;")), None, Role.FEED))

    assert len(lead.says.title or "") < 100


def test_of_an_endless_feed_the_first_entries_are_read(received, monkeypatch):
    monkeypatch.setattr(feeds, "MAX_BYTES", 2000)
    leads = read(received(FEED, rss(*(item(number) for number in range(500)))), None, Role.FEED)

    assert 5 < len(posts(leads)) < 50


def test_what_feedparser_cannot_stand_names_nothing(received, monkeypatch):
    def fail(*_args, **_more):
        raise AttributeError

    monkeypatch.setattr(feeds.feedparser, "parse", fail)

    assert () == read(received(FEED, rss(item(1))), None, Role.FEED)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (item(1, link="post-1/"), "https://blog.example/feed/post-1/"),
        (item(1, link="/post-1/"), "https://blog.example/post-1/"),
        ("<item><guid>https://blog.example/a</guid></item>", "https://blog.example/a"),
        ('<item><guid isPermaLink="false">https://blog.example/?p=7</guid></item>', "https://blog.example/?p=7"),
        (
            item(
                1, "<feedburner:origLink>https://blog.example/post-1/</feedburner:origLink>", "http://fb.example/~r/b/1"
            ),
            "https://blog.example/post-1/",
        ),
        (
            item(1, "<guid>https://blog.example/linked/7</guid>", "https://elsewhere.example/x"),
            "https://blog.example/linked/7",
        ),
        (item(1, "<guid isPermaLink='false'>abc</guid>", "https://elsewhere.example/x"), "https://elsewhere.example/x"),
        (item(1, link="https://www.blog.example/a?x=1&amp;y=2"), "https://www.blog.example/a?x=1&y=2"),
    ],
)
def test_the_address_of_an_entry_is_the_posts_own(received, entry, expected):
    """Relative ones, permalink guids, FeedBurner's detours, and link blogs whose links lead to other sites."""
    assert [lead.url for lead in read(received(FEED, rss(entry)), None, Role.FEED)] == [expected]


def test_xml_base_moves_relative_links(received):
    body = atom('<entry xml:base="https://blog.example/2021/"><title>A</title><link href="a.html"/></entry>')

    assert [lead.url for lead in read(received(FEED, body), None, Role.FEED)] == ["https://blog.example/2021/a.html"]


COMMENT = "<item><title>By: Bo</title><link>https://blog.example/a/#comment-{n}</link></item>"


@pytest.mark.parametrize(
    ("url", "body"),
    [
        ("https://blog.example/a/feed/", rss(*(COMMENT.format(n=n) for n in range(3)), channel=WORDPRESS)),
        ("https://blog.example/comments/feed/", rss(item(1))),
        ("https://blog.example/?feed=comments-rss2", rss(item(1))),
        ("https://blog.example/feeds/123/comments/default", atom("<entry><link href='/a'/></entry>")),
        (
            "https://blog.example/replies.xml",
            atom(
                "<entry><link href='/a?showComment=1#c1'/><thr:in-reply-to xmlns:thr='http://purl.org/syndication/thread/1.0'"
                " ref='x'/></entry>"
            ),
        ),
        ("https://blog.example/a/feed/", rss(channel=WORDPRESS)),
    ],
)
def test_comments_are_not_taken_for_posts(received, url, body):
    assert () == read(received(url, body), None, Role.FEED)


def test_a_post_that_links_to_a_comment_does_not_make_a_comment_feed(received):
    body = rss(item(1), item(2), COMMENT.format(n=1))

    assert len(posts(read(received(FEED, body), None, Role.FEED))) == 3


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("<author>ana@blog.example (Ana Lima)</author>", (Author("Ana Lima"),)),
        ("<author>noreply@blog.example</author>", ()),
        ("<dc:creator>Ana Lima</dc:creator><dc:creator>Bo Ek</dc:creator>", (Author("Ana Lima"), Author("Bo Ek"))),
        ("<dc:creator>  </dc:creator>", ()),
        ("", ()),
    ],
)
def test_authors_are_names_not_mail_addresses(received, author, expected):
    assert expected == says(read(received(FEED, rss(item(1, author))), None, Role.FEED)).authors


def test_a_description_is_a_whole_post_or_an_excerpt(received):
    """By its length, its blocks and how it ends."""
    whole = f"<description>{BODY.replace('<', '&lt;')}</description>"
    teaser = f"<description>{(BODY + '<p>And so on […]</p>').replace('<', '&lt;')}</description>"
    short = "<description>Two lines about salt.</description>"

    assert says(read(received(FEED, rss(item(1, whole))), None, Role.FEED)).html == BODY.strip()
    assert says(read(received(FEED, rss(item(1, teaser))), None, Role.FEED)).html is None
    assert says(read(received(FEED, rss(item(1, short))), None, Role.FEED)).excerpt == "Two lines about salt."


def test_a_time_that_all_entries_share_is_when_the_feed_was_built(received):
    built = "<pubDate>Mon, 01 Nov 2021 09:31:07 +0000</pubDate>"
    leads = read(received(FEED, rss(*(item(number, built) for number in range(4)))), None, Role.FEED)

    assert {lead.says.published_at for lead in leads} == {None}


def test_a_day_that_entries_share_is_believed(received):
    """Three posts on one day are no mistake."""
    day = "<pubDate>Mon, 01 Nov 2021 00:00:00 +0000</pubDate>"
    leads = read(received(FEED, rss(*(item(number, day) for number in range(4)))), None, Role.FEED)

    assert {lead.says.published_at for lead in leads} == {"2021-11-01T00:00:00+00:00"}


def test_where_only_changes_are_dated_the_first_is_taken_for_publication(received):
    """Older Jekyll and Octopress templates write nothing but <updated>, with the post's date."""
    entries = [f"<entry><link href='/{n}'/><updated>2021-11-0{n}T09:30:00+00:00</updated></entry>" for n in range(1, 4)]
    leads = read(received(FEED, atom(*entries)), None, Role.FEED)

    assert [lead.says.published_at for lead in leads] == [f"2021-11-0{n}T09:30:00+00:00" for n in range(1, 4)]


def test_a_full_wordpress_feed_goes_on(received):
    body = rss(*(item(number) for number in range(10)), channel=WORDPRESS)

    assert further(read(received(FEED, body), None, Role.FEED)) == [FEED + "?paged=2"]


def test_a_later_wordpress_page_goes_on_while_it_knows_its_number(received):
    """A static copy gives its one feed for every number, and would never end."""
    items = [item(number) for number in range(10)]
    own = '<atom:link href="https://blog.example/?feed=rss2&amp;paged=7" rel="self"/>'
    url = "https://blog.example/?feed=rss2&paged=7"

    assert further(read(received(url, rss(*items, channel=WORDPRESS + own)), None, Role.FEED)) == [
        "https://blog.example/?feed=rss2&paged=8"
    ]
    assert further(read(received(url, rss(*items, channel=WORDPRESS)), None, Role.FEED)) == []


@pytest.mark.parametrize(
    ("url", "body"),
    [
        (FEED, rss(*(item(number) for number in range(4)), channel=WORDPRESS)),
        (FEED, rss(*(item(number) for number in range(10)))),
        (FEED, rss(*(item(number) for number in range(10)), channel="<generator>Ghost 5.80</generator>")),
        ("https://blog.example/feed.xml", rss(item(1), channel="<generator>Ghost 0.11</generator>")),
        (FEED, rss(item(1), channel=f'<atom:link href="{FEED}" rel="next"/>')),
        (FEED, rss(channel='<atom:link href="/2" rel="next"/>')),
    ],
    ids=["not full", "not WordPress", "later Ghost", "not at /rss/", "next is itself", "empty"],
)
def test_a_feed_that_has_no_further_page_ends(received, url, body):
    assert further(read(received(url, body), None, Role.FEED)) == []


@pytest.mark.parametrize("rel", ["next", "prev-archive"])
def test_a_feed_that_links_its_next_page_goes_on_there(received, rel):
    """RFC 5005: paged and archived feeds."""
    body = atom("<entry><link href='/a'/></entry>", feed=f'<link rel="{rel}" href="?page=2"/>')

    assert further(read(received(FEED, body), None, Role.FEED)) == [FEED + "?page=2"]


def test_an_early_ghost_numbers_its_feed(received):
    body = rss(item(1), channel="<generator>Ghost 0.11</generator>")

    assert further(read(received("https://blog.example/rss/", body), None, Role.FEED)) == [
        "https://blog.example/rss/2/"
    ]
    assert further(read(received("https://blog.example/b/rss/9/", body), None, Role.FEED)) == [
        "https://blog.example/b/rss/10/"
    ]


def blogger(start, total, entries=25):
    search = "http://a9.com/-/spec/opensearchrss/1.0/"
    return atom(
        *(f"<entry><link rel='alternate' href='/2021/{n}.html'/></entry>" for n in range(entries)),
        feed=f"""<generator version='7.00' uri='http://www.blogger.com'>Blogger</generator>
        <link rel='next' href='https://www.blogger.com/feeds/1/posts/default?start-index={start + entries}'/>
        <openSearch:totalResults xmlns:openSearch='{search}'>{total}</openSearch:totalResults>
        <openSearch:startIndex xmlns:openSearch='{search}'>{start}</openSearch:startIndex>""",
    )


def test_blogger_goes_on_at_its_own_host(received):
    """Its rel=next leads to www.blogger.com."""
    url = "https://blog.example/feeds/posts/default"

    assert further(read(received(url, blogger(1, 60)), None, Role.FEED)) == [url + "?start-index=26&max-results=150"]
    assert further(read(received(url + "?alt=rss", blogger(1, 60)), None, Role.FEED)) == [
        url + "?alt=rss&start-index=26&max-results=150"
    ]
    assert further(read(received(url + "?start-index=26", blogger(26, 60)), None, Role.FEED)) == [
        url + "?start-index=51&max-results=150"
    ]


def test_blogger_ends_with_its_last_post(received):
    url = "https://blog.example/feeds/posts/default?start-index=51&max-results=150"

    assert further(read(received(url, blogger(51, 60, entries=10)), None, Role.FEED)) == []


def test_a_copy_of_a_blogger_feed_ends(received):
    url = "https://blog.example/feeds/posts/default?start-index=26&max-results=150"

    assert further(read(received(url, blogger(1, 60)), None, Role.FEED)) == []


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["title", "link", "pubDate", "category", "author"]))
def test_any_text_in_any_field_is_read(text, more, field):
    """Markup, controls and nonsense in a field cost at most that field."""
    import datetime as dt  # noqa: PLC0415 - a fixture cannot be used in a property

    from archiver.records import Capture  # noqa: PLC0415 - as above

    body = rss(item(1, f"<{field}>{text}</{field}><guid>{more}</guid>"))
    leads = read(Capture(FEED, dt.datetime.now(dt.UTC), 200, (), body.encode("utf-8", "replace")), None, Role.FEED)

    assert all(lead.source is Source.FEED for lead in leads)


def test_the_author_of_an_atom_feed_wrote_the_entries_without_one(received):
    """RFC 4287, 4.2.1; an entry's own author goes before, and the blog's name is nobody."""
    own = "<entry><title>A</title><id>a</id><link href='/a'/><author><name>Bo Ek</name></author></entry>"
    none = "<entry><title>B</title><id>b</id><link href='/b'/></entry>"
    named, unnamed = (f"<author><name>{name}</name></author>" for name in ("Inga Holt", "blog"))
    written = [lead.says.authors for lead in posts(feeds.read(received(FEED, atom(own, none, feed=named))))]
    nobody = [lead.says.authors for lead in posts(feeds.read(received(FEED, atom(none, feed=unnamed))))]

    assert [(Author("Bo Ek"),), (Author("Inga Holt"),)] == written
    assert [()] == nobody
