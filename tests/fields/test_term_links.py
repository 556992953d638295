# ruff: noqa: E501 - a line of markup is as long as the theme prints it
"""Links that name a post's tags: to the site's own, not every link of a post's text that looks like one."""

# ruff: noqa: E501 - a line of markup is as long as it is

from __future__ import annotations

import pytest

from archiver.evidence import dom
from archiver.evidence.values import Habits
from archiver.extract import fields as extract_fields
from archiver.learn import fields as learn_fields
from archiver.page import Page
from archiver.profile.fields import FieldRules
from archiver.records import Source, Statement

WORDS = ("Rain", "Snow", "Kites", "Soup", "Tides", "Moss")
HEAD = '<link rel="canonical" href="https://www.blog.example/post">'


def _page(number: int, body: str) -> Page:
    html = f"<html><head>{HEAD}</head><body><h1>{WORDS[number]} news</h1><div class='post'>{body}</div></body></html>"
    return Page.from_bytes(f"http://127.0.0.1:8000/post-{number}", html.encode())


@pytest.mark.parametrize(
    ("link", "is_tag"),
    [
        ('<a href="/tag/rain/">rain</a>', True),
        ('<a href="http://127.0.0.1:8000/tag/rain/">rain</a>', True),
        ('<a href="https://www.blog.example/tag/rain/">rain</a>', True),
        ('<a href="https://notes.blog.example/tag/rain/">rain</a>', True),
        ('<a href="https://technorati.example/tag/rain/" rel="tag">rain</a>', True),
        ('<a href="https://code.example/releases/tag/1.70.0">rain</a>', False),
        ('<a href="//code.example/tags/rain">rain</a>', False),
        ('<a href="/rain/">rain</a>', False),
    ],
)
def test_a_tag_is_the_sites_own_or_said_to_be_one(link: str, is_tag: bool) -> None:  # noqa: FBT001 - a case
    page = _page(0, f"<p>{link}</p>")
    found = dom.candidates(page.tree, page.base_url, Habits())

    assert ([("rain",)] if is_tag else []) == list(found.get("tags", {}).values())


def _movable_type(number: int) -> Page:
    """A page in Movable Type's classic markup: "tag" is the relation of its categories too."""
    kind = ("Sea", "Land")[number % 2]
    return _page(
        number,
        f'<div class="asset-footer"><div class="entry-categories"><h4>Categories:</h4><ul><li><a href="/{kind.lower()}/" rel="tag">{kind}</a></li></ul></div>'
        f'<div class="entry-tags"><h4>Tags:</h4><ul><li><a href="/cgi/search?tag={WORDS[number]}" rel="tag">{WORDS[number]}</a></li></ul></div></div>',
    )


@pytest.mark.parametrize("has_feed", [True, False])
def test_a_feed_of_categories_alone_says_nothing_of_tags(has_feed: bool) -> None:  # noqa: FBT001 - a case
    pages = [_movable_type(number) for number in range(len(WORDS))]
    said = {
        page.url: {Source.FEED: Statement(categories=(("Sea", "Land")[n % 2],))}
        for n, page in enumerate(pages)
        if n > 1
    }
    rules = learn_fields.learn(pages, said if has_feed else {})
    found = extract_fields.read(pages[0], rules, {})

    assert (("Sea",), ("Rain",)) == (found.categories, found.tags)


def test_links_that_say_they_are_tags_may_stand_in_a_sentence() -> None:
    """Twenty Ten to Twelve of WordPress: one sentence for terms, author and permalink, the author's box in its element."""
    about = f"<div class='about'><h2>About Ann</h2>{'She rows and writes. ' * 9}</div>"
    page = _page(
        0,
        '<footer class="entry-meta">Posted in <a href="/category/sea/" rel="category tag">Sea</a> and tagged <a href="/tag/rain/" rel="tag">rain</a>'
        f' by <a href="/author/ann/">Ann</a>. See <a href="/tag/snow/">snow</a>, too. {about}</footer>',
    )
    found = dom.candidates(page.tree, page.base_url, Habits())

    assert ([("Sea",)], [("rain",)]) == tuple(list(found[field].values()) for field in ("categories", "tags"))


def test_links_in_the_foot_of_an_article_are_metadata() -> None:
    page = _page(
        0, f'<article><p>{"Words. " * 60}</p><footer>Filed: <a href="/categories/1-sea">Sea</a></footer></article>'
    )
    found = dom.candidates(page.tree, page.base_url, Habits())

    assert ("Sea",) in found["categories"].values()


def test_an_element_without_a_class_is_read_only_where_its_links_are_tags() -> None:
    """On some posts the tags stand in a plain paragraph; links in those of other posts are no tags."""
    pages = [_page(n, f'<p><a href="/tag/{word}/">{word}</a></p>') for n, word in enumerate(WORDS)]
    rules = learn_fields.learn(pages, {})
    other = _page(0, '<p>See <a href="https://code.example/x">the code</a>.</p><p><a href="/tag/bees/">bees</a></p>')

    assert ("Kites",) == extract_fields.read(pages[2], rules, {}).tags
    assert ("bees",) == extract_fields.read(other, rules, {}).tags


def test_links_with_utility_classes_in_a_line_of_metadata_are_tags() -> None:
    """Classes that tell how a link looks say no more than none: Tailwind's."""
    line = '<div class="grow"><div class="not-prose flex gap-1">Ann,<time datetime="2020-05-0{0}">{0} May 2020</time><a class="select-none rounded-md" href="/tags/{1}">{1}</a></div></div>'
    pages = [_page(n, line.format(n + 1, word)) for n, word in enumerate(WORDS)]
    rules = learn_fields.learn(pages, {})

    assert [(word,) for word in WORDS] == [extract_fields.read(page, rules, {}).tags for page in pages]


def _yilia(number: int, tags: tuple[str, ...], category: str) -> Page:
    """Hexo's Yilia writes tags, which lead nowhere, and categories as lists of one name."""
    link = '<li class="article-tag-list-item"><a href="{}" class="article-tag-list-link color3">{}</a></li>'
    listed = '<ul class="article-tag-list">{}</ul></div>'
    named = "".join(link.format("javascript:void(0)", tag) for tag in tags)
    tagged = '<div class="article-tag tagcloud">' + listed.format(named) if tags else ""
    filed = '<div class="article-category tagcloud">' + listed.format(
        link.format(f"/categories/{category}//", category)
    )
    return _page(number, f'<p>Words.</p><div class="article-info">{tagged}{filed}</div>')


def test_the_box_tells_tags_from_categories_where_their_lists_are_alike() -> None:
    pages = [_yilia(n, (word,) if n % 2 else (), ("Life", "Work")[n % 3 == 0]) for n, word in enumerate(WORDS)]
    rules = learn_fields.learn(pages, {})
    read = [extract_fields.read(page, rules, {}) for page in pages]

    assert [(word,) if n % 2 else () for n, word in enumerate(WORDS)] == [one.tags for one in read]
    assert [(("Life", "Work")[n % 3 == 0],) for n in range(len(WORDS))] == [one.categories for one in read]


def test_tags_that_a_theme_lists_as_a_menu_are_believed_where_the_keywords_say_the_same() -> None:
    """Jekyll's TeXt; a menu whose links are the same on every page stays the site's."""
    site_menu = '<ul class="menu"><li><a href="/archive?tag=all">all</a></li></ul>'
    pages = [
        _page(
            n,
            f'{site_menu}<div class="article__info"><ul class="left-col menu"><li><a class="button" href="/archive?tag={word}">{word}</a></li></ul></div>'
            f'<meta itemprop="keywords" content="{word}"><p>Words.</p>',
        )
        for n, word in enumerate(WORDS)
    ]
    rules = learn_fields.learn(pages, {})

    assert [(word,) for word in WORDS] == [extract_fields.read(page, rules, {}).tags for page in pages]


def test_a_list_of_all_categories_is_of_no_post() -> None:
    """WordPress' block of them, where nothing was learned yet, on a page that names its own in a line of metadata."""
    listed = "".join(
        f'<li class="cat-item cat-item-{at}"><a href="/category/{name}/">{name}</a></li>'
        for at, name in enumerate("abc")
    )
    page = _page(
        0,
        f'<p class="post-meta"><a href="/category/a/" rel="category tag">a</a></p><p>{"Text of it. " * 30}</p></div><div>'
        f'<aside class="side"><div><ul class="wp-block-categories-list wp-block-categories">{listed}</ul></div></aside>',
    )

    assert ("a",) == extract_fields.read(page, FieldRules(), {}).categories


def test_widgets_of_a_page_builder_are_the_posts() -> None:
    """Elementor calls whatever it prints a widget."""
    terms = '<ul class="elementor-post-info"><li><a href="/tag/rain/" rel="tag">rain</a></li></ul>'
    page = _page(0, f'<div class="elementor-widget-container">{terms}</div><p>{"Text of it. " * 30}</p>')

    assert ("rain",) == extract_fields.read(page, FieldRules(), {}).tags


@pytest.mark.parametrize("box", ["Post Tags:", "<i>Post Tags:</i>", "<span>Post Tags:</span><span></span>"])
def test_a_list_that_holds_its_label_alone_names_no_term(box: str) -> None:
    page = _page(0, f"<div class='post-tags'>{box}</div>")

    assert {} == dom.candidates(page.tree, page.base_url, Habits()).get("tags", {})


@pytest.mark.parametrize("kinds", [("Life", "Work"), ("", "")])
def test_an_address_tells_more_than_the_box_and_years_are_no_terms(kinds: tuple[str, str]) -> None:
    """al-folio's line named after tags holds the post's year, its tags and its categories."""
    pages = []
    for n, word in enumerate(WORDS):
        category = kinds[n % 2]
        tags = f'<a href="/blog/tag/{word}"><i></i> {word}</a>' if n % 2 else ""
        filed = f' &middot; <a href="/blog/category/{category}"><i></i> {category}</a>' if category else ""
        year = f'<a href="/blog/201{n}"><i></i> 201{n} </a>'
        pages.append(_page(n, f'<p class="post-tags">{year} &middot; {tags}{filed}</p><p>Words.</p>'))
    rules = learn_fields.learn(pages, {})
    read = [extract_fields.read(page, rules, {}) for page in pages]

    assert [(word,) if n % 2 else () for n, word in enumerate(WORDS)] == [one.tags for one in read]
    assert [(kinds[n % 2],) * bool(kinds[0]) for n in range(len(WORDS))] == [one.categories for one in read]


def test_what_leads_nowhere_among_links_to_terms_is_none() -> None:
    page = _page(0, '<p class="post-tags"><a href="/rain/">More</a> <a href="/tag/snow/">snow</a></p>')
    found = dom.candidates(page.tree, page.base_url, Habits())["tags"]

    assert {("snow",)} == set(found.values())
