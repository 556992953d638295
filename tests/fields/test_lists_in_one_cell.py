"""Terms, comments and licences that stand in one line or box are told apart."""

from __future__ import annotations

import pytest
from lxml import html

from archiver.evidence import dom, structured, terms
from archiver.evidence.values import BYLINE, LABELLED, Habits
from archiver.page import Page
from archiver.records import Author

READER = dom.Reader("https://blog.example/post/1", Habits())


@pytest.mark.parametrize(
    "tagged", ['<a href="/x/a">kiln</a>, <a href="/x/b">loom</a>', '<a href="/post/tag/a">kiln</a>']
)
def test_links_behind_another_label_and_to_comments_are_no_tags(tagged):
    """Blog services print tags, the category and the count of comments in one cell of a table."""
    cell = html.fragment_fromstring(
        f'<td>Tags: {tagged}<br>Category: <a href="/x/c">Craft</a><br><a href="/post/1#comments">Comments (2)</a></td>'
    )
    expected = tuple(link.text for link in html.fragments_fromstring(tagged) if hasattr(link, "text"))

    assert expected == dom.value_of("tags", f"{LABELLED}td", [cell], READER)


def test_a_link_to_comments_without_a_label_before_it_is_no_tag():
    """The link's address tells, where nothing stands between it and the tags."""
    cell = html.fragment_fromstring('<p>Tags: <a href="/x/a">kiln</a> <a href="/post/1#respond">Leave a reply</a></p>')

    assert dom.value_of("tags", f"{LABELLED}p", [cell], READER) == ("kiln",)


@pytest.mark.parametrize("by", ["Written by", "نوشته شده توسط"])
def test_a_name_in_bold_after_by_ends_where_the_sentence_goes_on(by):
    """As the starter of a generator prints its box about the author."""
    box = html.fragment_fromstring(f"<p>{by} <strong>Ada Berg</strong> who lives by the sea and builds boats.</p>")

    assert dom.value_of("authors", f"{BYLINE}p", [box], READER) == (Author("Ada Berg"),)


def test_a_licence_is_no_author():
    """The path of a Creative Commons licence holds "by"; so do the paths of authors."""
    assert terms.kind_of_address("https://creativecommons.org/licenses/by/4.0/") == ""
    assert terms.kind_of_address("https://blog.example/by/ada/") == "authors"


def test_tags_in_metas_of_that_name():
    """A theme prints one `<meta name="tags">` for each tag."""
    tree = html.document_fromstring(
        '<html><head><meta name="tags" content="kiln"><meta name="tags" content="loom"></head></html>'
    )
    readings = structured.read(Page("https://blog.example/post/1", tree), Habits())

    assert readings["tags"] == {"meta:tags": ("kiln", "loom")}


@pytest.mark.parametrize(
    ("line", "categories", "tags"),
    [
        ("作者:林小舟 | 分类:技术 | 浏览:632 | 评论:4", ("技术",), None),
        ("分类：技术｜作者：林小舟｜浏览：632", ("技术",), None),
        ("作者：林小舟 · 分类：技术、旅行 · 标签：海, 船", ("技术", "旅行"), ("海", "船")),
        ("By: Jane Doe | Category: Travel | Tags: sea, sun | 5 comments", ("Travel",), ("sea", "sun")),
        ("نویسنده: آرش | دسته‌بندی: سفر", ("سفر",), None),
        ("Tags: sea | sun | boats", None, ("sea", "sun", "boats")),
        ("At 12:30 | by train", None, None),
    ],
)
def test_each_labelled_part_of_a_line_is_its_own_field(line, categories, tags):
    """Z-Blog prints author, category and counts in one line, linked by nothing."""
    page = Page.from_bytes("https://blog.example/post/1", f'<h1>One</h1><h6 class="foot">{line}</h6>'.encode())
    found = dom.candidates(page.tree, page.base_url, Habits())

    assert [categories, tags] == [found.get(field, {}).get(f"{LABELLED}h6.foot") for field in ("categories", "tags")]
