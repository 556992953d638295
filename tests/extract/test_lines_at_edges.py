"""Lines that tell of the post, not what it says: known by their form at the edges of a text, in any element."""

from __future__ import annotations

import pytest
from extract.conftest import sentence, write
from lxml import html

from archiver.dom import blocks, fit, lines
from archiver.evidence import day_labels
from archiver.learn import templates
from archiver.page import Page

URL = "https://site.example/p/1"
UPDATES = {
    "zh": "更新于2018年7月19日",
    "ja": "更新日：2018年7月19日",
    "ko": "수정일: 2013년 6월 28일",
    "fa": "به‌روزرسانی: ۱۱ فروردین ۱۳۹۷",
    "ar": "آخر تحديث: 19 يوليو 2008",
    "he": "עודכן ב-1 ביוני 2013",
    "ru": "Обновлено 18 апреля 2013",
    "tr": "Güncelleme: 18 Nisan 2013",
    "de": "Zuletzt aktualisiert am 3. Mai 2020",
    "fr": "Mis à jour le 3 mai 2020",
    "es": "Actualizado el 3 de mayo de 2020",
    "en": "Last updated: May 3, 2020",
}
TAGS = {"zh": "标签：", "ko": "태그: ", "fa": "برچسب‌ها: ", "ar": "الوسوم: ", "ru": "Метки: ", "en": "Tags: "}


def block(markup: str) -> blocks.Block:
    return blocks.read(html.fragment_fromstring(markup, create_parent="div"))[0]


def read(pages: list[Page]) -> list[str]:
    learned = templates.learn(pages)
    return [
        fit.lay(page, learned[0], container).text
        for page in pages
        if (container := fit.container_of(page, learned[0])) is not None
    ]


def texts(made) -> list[str]:
    return read(made.pages)


@pytest.mark.parametrize("language", UPDATES)
def test_when_a_post_was_changed_is_no_text(site, language):
    """On every third post alone, without a class, between title and text."""

    def layout(post):
        line = f"<p><em>{UPDATES[language]}</em></p>" if post.number % 3 == 0 else ""
        return f'<div class="outer"><h1>{post.title}</h1>{line}<div class="inner">{post.html}</div></div>'

    made = site(12, layout)

    assert [post.text for post in made.posts] == texts(made)


@pytest.mark.parametrize(
    "text", ["Updated May 3, 2020: the shop is open again.", "We updated it on May 3, 2020", "更新日記"]
)
def test_sentences_about_a_change_are_text(text: str) -> None:
    assert not day_labels.is_update(text)


@pytest.mark.parametrize("language", TAGS)
def test_terms_without_links_behind_the_text_are_no_text(site, language):
    def layout(post):
        terms = ", ".join(("kiln", "loom", "oven")[: 1 + post.number % 3])
        return f'<div class="outer"><h1>{post.title}</h1>{post.html}<p>{TAGS[language]}{terms}</p></div>'

    made = site(12, layout)

    assert [post.text for post in made.posts] == texts(made)


def test_a_licence_with_the_posts_author_and_address_is_no_text(site):
    """Three lines in paragraphs, of which only the first says the same on every post."""

    def layout(post):
        by = ("A. Berg", "C. Dahl", "E. Falk")[post.number % 3]
        own = f'<p>By: {by}</p><p><a href="{post.url}">{post.url}</a></p>'
        return f'<div class="outer"><h1>{post.title}</h1>{post.html}<p>Licensed under CC BY 4.0</p>{own}</div>'

    made = site(12, layout)

    assert [post.text for post in made.posts] == texts(made)


def test_a_table_of_contents_without_a_name_is_no_text(site):
    def layout(post):
        toc = '<div><p>Contents</p><ul><li><a href="#a">Clay</a></li><li><a href="#b">Fire</a></li></ul></div>'
        return f'<div class="outer"><h1>{post.title}</h1>{toc if post.number % 4 == 0 else ""}{post.html}</div>'

    made = site(12, layout)

    assert [post.text for post in made.posts] == texts(made)


def test_tags_right_in_the_box_of_all_paragraphs_are_no_text(site):
    """A theme's span below the text, whose links are not those of the text."""

    def layout(post):
        label, tag = "Avainsanat täällä", sentence(post.number, 2)[:-1]
        tags = f'<span><span>{label} <a rel="tag" href="/tag/a/">{tag}</a></span></span>'
        text = post.html.replace("</p>", ' <a href="https://elsewhere.example/">there</a></p>', 1)
        return f'<div class="outer"><h1>{post.title}</h1>{text}{tags}</div>'

    made = site(12, layout)

    assert [post.text for post in made.posts] == [text.replace(" there", "") for text in texts(made)]


@pytest.mark.parametrize(
    ("expected", "markup"),
    [
        (True, '<p><a href="/tag/a/">a</a> <a href="/tag/b/">b</a></p>'),
        (True, '<p><a href="/category/a/">A</a> | Tags: <a href="https://www.site.example/tag/b/">b</a></p>'),
        (True, '<p><b>Avainsanoja</b> <a rel="tag" href="/tag/a/">a</a>, <a rel="tag" href="/tag/b/">b</a></p>'),
        (True, '<p>标签为 <a href="/tag/a/">a</a></p>'),
        (False, '<p>See <a href="/tag/a/">all about a</a></p>'),
        (False, '<p>See what we wrote before about <a rel="tag" href="/tag/a/">pots</a> and more</p>'),
        (False, '<p>More on <a rel="tag" href="/tag/a/">pots</a>.</p>'),
        (False, '<p><a href="https://chat.example/topic/a/">the thread</a></p>'),
        (False, "<p>words</p>"),
    ],
)
def test_a_line_of_links_to_the_sites_terms_is_metadata(*, expected: bool, markup: str) -> None:
    assert expected == lines.leads_to_terms(block(markup), URL)


@pytest.mark.parametrize(
    ("expected", "markup"),
    [
        (True, '<div><a rel="author" href="/ann/">Ann</a></div>'),
        (True, '<p>By <a href="/author/ann/">Ann</a>, <a href="https://www.site.example/author/bo/">Bo</a></p>'),
        (False, '<p>Thanks to <a href="/author/ann/">Ann</a></p>'),
        (False, '<p><a href="/author/ann/">Ann</a> and <a href="/p/2/">her boat</a></p>'),
        (False, '<p><a href="https://chat.example/author/ann/">Ann</a></p>'),
    ],
)
def test_a_line_of_links_to_the_sites_authors_is_metadata(*, expected: bool, markup: str) -> None:
    assert expected == lines.leads_to_authors(block(markup), URL)


def test_days_in_a_box_of_other_posts_make_no_diary(site):
    """Lines of metadata of several authors, and a box below of what is new, with days."""

    def layout(post):
        day = f"<div>Published on {post.number + 1} May 2020</div>"
        by = f'<div><a href="/author/a{post.number % 3}/">{("Ann", "Bo", "Cy")[post.number % 3]}</a></div>'
        cards = "".join(
            f'<div><h4><a href="/p/{at}/">{sentence(("c", at), 4)}</a></h4><p>{at + 2} June 2020</p></div>'
            for at in range(4)
        )
        return f"<div><h1>{post.title}</h1>{day}{by}{post.html}<section><h2>Latest posts</h2>{cards}</section></div>"

    made = site(14, layout)

    assert [post.text for post in made.posts] == texts(made)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (True, "https://site.example/p/1/"),
        (True, "http://site.example/p/1"),
        (False, "https://site.example/p/2"),
        (False, "p"),
    ],
)
def test_the_pages_own_address_is_metadata(*, expected: bool, text: str) -> None:
    assert expected == lines.is_own_address(text, URL)


def test_terms_in_front_of_the_text_may_be_the_authors() -> None:
    assert not lines.is_metadata(block("<p>Category: Web, Crypto</p>"), "https://site.example/p/2")
    assert lines.is_metadata(block("<p>Category: Web, Crypto</p>"), "https://site.example/p/2", ends=True)


@pytest.mark.parametrize("trail", ["Home &gt; {kind} &gt; {title}", "Home / {kind} / {title}", "Home » {title}"])
def test_the_way_from_the_start_of_the_site_to_the_post_is_no_text(site, trail):
    """On pages without a heading, where nothing else in the text is the title."""

    def layout(post):
        kind = '<a href="/c/{0}/">{0}</a>'.format(("tech", "life")[post.number % 2])
        way = trail.format(kind=kind, title=post.title).replace("Home", '<a href="/">Home</a>', 1)
        return f'<div class="outer"><p>{way}</p>{post.html}</div>'

    made = site(12, layout)

    assert [post.text for post in made.posts] == texts(made)


@pytest.mark.parametrize("heading", ["<h2>{0}</h2>", "<h3>{0}</h3>"])
def test_the_title_below_the_way_to_the_post_is_no_text(site, heading):
    def layout(post):
        way = f'<a href="/">Home</a> &gt; <a href="/c/tech/">tech</a> &gt; {post.title}'
        day = f"<div><span>{post.number + 1} March 2020</span></div>"
        return f'<div class="outer"><div>{way}</div>{heading.format(post.title)}{day}{post.html}</div>'

    made = site(12, layout)

    assert [post.text for post in made.posts] == texts(made)


@pytest.mark.parametrize(
    "title",
    [
        '<div class="post-title">{0}</div>',
        '<div class="entry-title"><b>{0}</b></div>',
        '<p id="x" class="articleHeadline">{0}</p>',
    ],
)
def test_a_title_that_the_head_does_not_state_is_known_by_its_name(title):
    pages = [
        Page.from_bytes(
            f"https://site.example/p/{post.number}",
            f'<title>The Cabin</title><body><h1>The Cabin</h1><div class="post">{title.format(post.title)}'
            f"<p>{post.number + 1} March 2020</p>{post.html}</div></body>".encode(),
        )
        for post in write(12)
    ]

    assert [post.text for post in write(12)] == read(pages)


def test_a_title_that_json_ld_alone_states_is_known_in_the_text() -> None:
    pages = [
        Page.from_bytes(
            f"https://site.example/p/{post.number}",
            (
                f'<title>The Cabin</title><script type="application/ld+json">{{"@type": "BlogPosting", "headline": '
                f'"{post.title}"}}</script><body><h1>The Cabin</h1><div class="post"><p><b>{post.title}</b></p>'
                f"{post.html}</div></body>"
            ).encode(),
        )
        for post in write(12)
    ]

    assert [post.text for post in write(12)] == read(pages)
