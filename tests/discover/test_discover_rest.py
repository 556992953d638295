"""WordPress REST: found, asked and read."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from archiver.discover import read, rest
from archiver.records import Author, Lead, Role, Source, Statement

ROOT = "https://blog.example/wp-json/"
POSTS = rest.posts_url(ROOT)
API_LINK = '<https://blog.example/wp-json/>; rel="https://api.w.org/"'


def post(number=1, **fields):
    return {
        "id": number,
        "link": f"https://blog.example/post-{number}/",
        "type": "post",
        "date": "2021-11-01T00:30:00",
        "date_gmt": "2021-10-31T16:30:00",
        "modified": "2021-11-02T08:00:00",
        "modified_gmt": "2021-11-02T00:00:00",
        "title": {"rendered": "Salt &#038; <em>sun</em>"},
        "content": {"rendered": "<p>Salt keeps.</p>\n", "protected": False},
        "excerpt": {"rendered": "<p>Salt &#8230;</p>\n", "protected": False},
        "categories": [3],
        "tags": [7, 8],
        "_embedded": {
            "author": [
                {
                    "id": 1,
                    "name": "Ana Lima",
                    "url": "https://ana.example",
                    "link": "https://blog.example/author/ana/",
                    "description": "Writes on <b>salt</b>.",
                }
            ],
            "wp:term": [
                [{"id": 3, "name": "Food &amp; drink", "taxonomy": "category"}],
                [{"id": 7, "name": "salt", "taxonomy": "post_tag"}, {"id": 8, "name": "sun", "taxonomy": "post_tag"}],
                [{"id": 9, "name": "Aside", "taxonomy": "post_format"}],
            ],
        },
        **fields,
    }


def answer(received, value, url=POSTS, **headers):
    return read(received(url, json.dumps(value), **headers), None, Role.API)


def further(leads):
    return [lead.url for lead in leads if lead.role is Role.API]


def test_a_post_says_all_that_rest_knows(received):
    """The day is the one on the site's calendar, with the offset that its UTC time gives; names come from `_embed`."""
    (lead,) = answer(received, [post()], X_WP_TotalPages="1")

    assert lead == Lead(
        "https://blog.example/post-1/",
        Source.REST,
        POSTS,
        Role.POST,
        says=Statement(
            title="Salt & sun",
            published_at="2021-11-01T00:30:00+08:00",
            modified_at="2021-11-02T08:00:00+08:00",
            authors=(Author("Ana Lima", "https://blog.example/author/ana/", "Writes on salt."),),
            categories=("Food & drink",),
            tags=("salt", "sun"),
            html="<p>Salt keeps.</p>",
            excerpt="Salt …",
        ),
    )


def test_a_post_behind_a_password_is_reported_without_content(received):
    (lead,) = answer(
        received, [post(content={"rendered": "", "protected": True}, title={"rendered": "Geschützt: Salt: a story"})]
    )

    assert lead.role is Role.POST
    assert lead.says.protected
    assert lead.says.title == "Salt: a story"
    assert (lead.says.html, lead.says.excerpt) == (None, None)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"authors": [{"display_name": "Bo Ek", "slug": "bo"}, {"display_name": "Ana"}]},
            (Author("Bo Ek"), Author("Ana")),
        ),
        ({"_embedded": {"author": [{"code": "rest_user_invalid_id", "message": "Invalid user ID."}]}}, ()),
        ({"_embedded": {"author": [{"code": "x"}]}, "yoast_head_json": {"author": "Bo Ek"}}, (Author("Bo Ek"),)),
        ({"_embedded": None}, ()),
        ({"_embedded": {"wp:term": "x"}}, ()),
    ],
    ids=["PublishPress", "closed users", "Yoast", "nothing embedded", "nonsense"],
)
def test_authors_come_from_whoever_names_them(received, fields, expected):
    (lead,) = answer(received, [post(**fields)])

    assert expected == lead.says.authors


@pytest.mark.parametrize(
    ("fields", "role"),
    [
        ({"type": "post"}, Role.POST),
        ({"type": "news", "categories": []}, Role.POST),
        ({"type": "recipe"}, Role.POST),
        ({"type": "recipe", "categories": [], "tags": []}, Role.UNKNOWN),
    ],
)
def test_a_custom_type_is_a_post_by_its_name_or_its_terms(received, fields, role):
    (lead,) = answer(received, [post(**fields)])

    assert role is lead.role


def test_the_first_page_names_all_further_ones(received):
    leads = answer(received, [post()], X_WP_TotalPages="4")

    assert further(leads) == [f"{POSTS}&page={number}" for number in (2, 3, 4)]


def test_a_later_page_names_no_more(received):
    assert further(answer(received, [post()], f"{POSTS}&page=2", X_WP_TotalPages="4")) == []


def test_without_a_count_the_next_page_follows_a_full_one(received):
    """Proxies drop the header."""
    full = [post(number) for number in range(rest.PER_PAGE)]

    assert further(answer(received, full)) == [f"{POSTS}&page=2"]
    assert further(answer(received, full, f"{POSTS}&page=2")) == [f"{POSTS}&page=3"]
    assert further(answer(received, full[1:])) == []


def test_an_absurd_count_of_pages_is_cut(received):
    assert len(further(answer(received, [post()], X_WP_TotalPages="900000"))) == rest.MAX_PAGES - 1
    assert further(answer(received, [post()], X_WP_TotalPages="9" * 30)) == []


@pytest.mark.parametrize("status", [400, 401, 403, 404, 500])
def test_a_closed_interface_names_nothing(received, status):
    body = json.dumps({"code": "rest_forbidden", "message": "Sorry", "data": {"status": status}})

    assert () == read(received(POSTS, body, status), None, Role.API)


@pytest.mark.parametrize(
    "body",
    [
        '{"code":"rest_disabled","message":"Sorry","data":{"status":200}}',
        "<!doctype html><title>Blog</title>",
        "[]",
        "[{}, 3, null]",
        '[{"link": 5, "title": {}}]',
        "[[[",
        '{"namespaces": []}',
        '{"a": {"rest_base": null}}',
        "null",
        "",
    ],
)
def test_an_answer_that_is_none_names_nothing(received, body):
    assert () == read(received(POSTS, body), None, Role.API)


def test_the_interface_is_found_by_its_header(received, page):
    html = "<!doctype html><title>Blog</title>"
    capture = received("https://blog.example/", html, Link=f"</style.css>; rel=preload, {API_LINK}")

    assert [lead for lead in read(capture, page(capture.url, html), Role.UNKNOWN) if lead.role is Role.API] == [
        Lead(POSTS, Source.REST, capture.url, Role.API),
        Lead(ROOT + "wp/v2/types", Source.REST, capture.url, Role.API),
    ]


def test_the_interface_is_found_by_its_link(received, page):
    html = '<!doctype html><link rel="https://api.w.org/" href="/blog/wp-json/"><title>Blog</title>'
    capture = received("https://blog.example/blog/", html)
    leads = read(capture, page(capture.url, html), Role.UNKNOWN)

    assert further(leads)[0].startswith("https://blog.example/blog/wp-json/wp/v2/posts?per_page=100&")


def test_the_interface_of_plain_permalinks_is_asked_by_parameter(received, page):
    html = '<!doctype html><link rel="https://api.w.org/" href="https://blog.example/index.php?rest_route=/">'
    capture = received("https://blog.example/", html)
    posts, types = further(read(capture, page(capture.url, html), Role.UNKNOWN))

    assert posts.startswith("https://blog.example/index.php?rest_route=/wp/v2/posts&per_page=100&")
    assert types == "https://blog.example/index.php?rest_route=/wp/v2/types"
    assert further(answer(received, [post()], posts, X_WP_TotalPages="2")) == [posts + "&page=2"]


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="stylesheet" href="https://blog.example/en/wp-content/themes/a/style.css">',
        '<link rel="stylesheet" href="/en/wp-includes/a.css?ver=1">',
    ],
)
def test_a_wordpress_that_hides_its_interface_gets_one_guess(received, page, head):
    html = f"<!doctype html>{head}<title>Blog</title>"
    capture = received("https://blog.example/en/", html)
    (lead,) = read(capture, page(capture.url, html), Role.UNKNOWN)

    assert (lead.source, lead.role) == (Source.WELL_KNOWN, Role.API)
    assert lead.url.startswith("https://blog.example/en/wp-json/wp/v2/posts?")


def test_the_generators_name_is_enough_for_a_guess(received, page):
    html = '<meta name="generator" content="WordPress 5.2"><link rel=stylesheet href="//cdn.example/wp-content/a.css">'
    capture = received("https://blog.example/", f"<!doctype html>{html}")

    assert further(read(capture, page(capture.url, html), Role.UNKNOWN)) == [POSTS]


def test_other_software_gets_no_guess(received, page):
    html = '<!doctype html><meta name="generator" content="Hugo 0.120"><title>Blog</title>'
    capture = received("https://blog.example/", html)

    assert () == read(capture, page(capture.url, html), Role.UNKNOWN)


TYPES = {
    "page": {"rest_base": "pages", "hierarchical": True},
    "attachment": {"rest_base": "media"},
    "recipe": {"rest_base": "recipes", "rest_namespace": "food/v1"},
    "nav_menu_item": {"rest_base": "menu-items"},
    "wp_block": {"rest_base": "blocks"},
    "elementor_library": {"rest_base": "elementor_library"},
    "wp_font_face": {"rest_base": "font-families/(?P<font_family_id>[\\d]+)/font-faces"},
    "docs": {"rest_base": "docs", "hierarchical": True},
    "event": {"rest_base": "events", "taxonomies": ["category"]},
    "news": {"rest_base": "news", "hierarchical": True},
    "post": {"rest_base": "posts", "rest_namespace": "wp/v2", "taxonomies": ["category", "post_tag"]},
}


def test_of_the_types_those_that_hold_posts_are_asked_for(received):
    """Posts first, then what is named or filed like a blog, then other flat types; no media, menus, templates."""
    leads = answer(received, TYPES, ROOT + "wp/v2/types")

    assert [lead.url.partition("?")[0].removeprefix(ROOT) for lead in leads] == [
        "wp/v2/posts",
        "wp/v2/events",
        "wp/v2/news",
        "food/v1/recipes",
    ]
    assert leads[0].url == POSTS


def test_types_asked_by_parameter_lead_to_lists_asked_by_parameter(received):
    leads = answer(received, {"news": {"rest_base": "news"}}, "https://blog.example/?rest_route=/wp/v2/types")

    assert leads[0].url.startswith("https://blog.example/?rest_route=/wp/v2/news&per_page=100")


@pytest.mark.parametrize(
    ("url", "first"),
    [
        (ROOT, POSTS),
        ("https://blog.example/wp-json", POSTS),
        ("https://blog.example/wp-json/?_locale=user", POSTS),
        ("https://blog.example/?rest_route=/", rest.posts_url("https://blog.example/?rest_route=/")),
    ],
)
def test_the_root_leads_to_posts_and_types(received, url, first):
    leads = answer(received, {"name": "Blog", "namespaces": ["oembed/1.0", "wp/v2"], "routes": {}}, url)

    assert (leads[0].url, len(leads)) == (first, 2)


def test_a_root_without_posts_leads_nowhere(received):
    assert () == answer(received, {"namespaces": ["shop/v1"]}, ROOT)


def test_what_changed_since_is_asked_in_utc():
    """Without Z, WordPress would read the time as its own local one."""
    when = dt.datetime(2024, 5, 1, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=2)))

    assert rest.modified_since(f"{POSTS}&page=3", when) == f"{POSTS}&modified_after=2024-05-01T10:00:00Z"
    assert rest.modified_since(rest.modified_since(POSTS, when), when + dt.timedelta(days=1)).endswith(
        "&modified_after=2024-05-02T10:00:00Z"
    )
    assert rest.modified_since("https://blog.example/wp-json/wp/v2/posts", when) == (
        "https://blog.example/wp-json/wp/v2/posts?modified_after=2024-05-01T10:00:00Z"
    )
