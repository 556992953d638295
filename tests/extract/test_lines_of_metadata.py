"""Lines that blog services print inside the text's container without a name are cut, whatever they say of each post."""

from __future__ import annotations

import pytest
from lxml import html

from archiver.dom import blocks, fit, lines
from archiver.learn import templates

URL = "https://site.example/p/2"
LANGUAGES = {
    "fa": ("نوشته شده در {day} آذر ۱۳۹۸ توسط {name}", "برچسب‌ها: {links}", "پست قبلی: {near}"),
    "zh": ("2021年3月{day}日 作者：{name}", "标签：{links}", "上一篇：{near}"),
    "ar": ("{day} مارس 2021 بواسطة {name}", "الوسوم: {links}", "المقال السابق: {near}"),
    "he": ("{day} במרץ 2021 מאת {name}", "תגיות: {links}", "הפוסט הקודם: {near}"),
    "tr": ("{day} Mart 2021 yazan {name}", "Etiketler: {links}", "Önceki yazı: {near}"),
    "ru": ("{day} марта 2021 г. Автор: {name}", "Метки: {links}", "Предыдущая запись: {near}"),
    "en": ("March {day}, 2021 by {name}", "Tags: {links}", "Previous post: {near}"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_date_tags_and_neighbours_without_a_name_are_no_text(site, language):
    """The date is a run of text beside the paragraphs, in an element that holds them too; authors take turns."""
    dated, tagged, near = LANGUAGES[language]

    def layout(post):
        number = post.number
        line = dated.format(day=1 + number % 28, name=("A. Berg", "C. Dahl", "E. Falk")[number % 3])
        links = ", ".join(f'<a href="/t/{name}">{name}</a>' for name in ("kiln", "loom", "oven")[: 1 + number % 3])
        before = near.format(near=f'<a href="/p/{number - 1}">Entry before {number}</a>')
        return (
            f'<div id="left"><h2>{post.title}</h2><small>{line}</small>{post.html}'
            f"<p>{tagged.format(links=links)}</p><p>{before}</p></div>"
        )

    made = site(12, layout)
    learned = templates.learn(made.pages)
    read = [
        fit.lay(page, learned[0], container).text
        for page in made.pages
        if (container := fit.container_of(page, learned[0])) is not None
    ]

    assert [post.text for post in made.posts] == read


def block(markup: str) -> blocks.Block:
    return blocks.read(html.fragment_fromstring(markup, create_parent="div"))[0]


@pytest.mark.parametrize(
    "markup",
    [
        '<p>Tags: <a href="/t/a">a</a>, <a href="/t/b">b</a></p>',
        "<p>标签: 无</p>",
        "<p>下一篇：没有了</p>",
        '<p><span>上一篇</span> <a href="/p/1">One</a></p>',
        '<p>Next post <a href="/p/1">One</a></p>',
        '<p>本文链接：<a href="/p/1">https://site.example/p/1</a></p>',
        '<p>转载请注明：<a href="/p/1">A title</a></p>',
        '<p>« 上一篇： <a href="/p/1">One</a><br>» 下一篇： <a href="/p/3">Three</a></p>',
    ],
)
def test_a_label_and_links_are_metadata(markup: str) -> None:
    assert lines.is_metadata(block(markup), URL)


@pytest.mark.parametrize(
    "markup",
    [
        '<p>Tags: why I gave up on them, and what <a href="/t/a">the others</a> do</p>',
        "<p>标签：一个简单的想法。</p>",
        '<p>Next: we look at <a href="/x">the kiln</a> and at all that went wrong with it.</p>',
        '<p>Next: <a href="/part-2">the second part</a></p>',
        '<p>原文链接：<a href="https://other.example/">https://other.example/</a></p>',
        "<pre>tags: [a, b]</pre>",
        "<p>A paragraph: with words.</p>",
        "<p>下一篇 讲讲部署</p>",
        '<p>Previous posts were about <a href="/p/1">kilns</a> alone</p>',
        '<p>Topics: <a href="https://other.example/kilns">kilns</a></p>',
    ],
)
def test_sentences_stay(markup: str) -> None:
    """So does what an author may have written: the next part of a series, the address of what was translated."""
    assert not lines.is_metadata(block(markup), URL)


def test_several_short_lists_of_terms_in_one_cell_are_metadata():
    """Each line has a label of its own; short names would be outweighed by the labels together."""
    cell = block(
        '<p>برچسب ها: <a href="/t/a">نو</a><br>طبقه بندی: <a href="/c/b">شب</a><br>'
        '<a href="/p/1#comments">نظرات (0)</a></p>'
    )

    assert lines.is_metadata(cell, URL)


def test_a_list_of_other_posts_right_after_the_tags_ends_the_text(site):
    """A heading that most posts share, in no box of its own: what was cut before it tells that the text has ended."""

    def layout(post):
        tagged = f'<div class="blog-tags"><a href="/tags/{post.number % 3}/">tag {post.number % 3}</a></div>'
        others = "".join(
            f'<li><a href="https://blog.example/{other}/">{titles[other]}</a></li>'
            for other in ((post.number + 3) % 12, (post.number + 5) % 12)
        )
        more = f'<hr><h4 class="see-also">اقرأ أيضاً</h4><ul>{others}</ul>' if post.number % 4 else ""
        return f"<h1>{post.title}</h1><article class='blog-post'>{post.html}{tagged}{more}</article>"

    titles = {post.number: post.title for post in site(12, lambda post: post.html).posts}
    made = site(12, layout)
    learned = templates.learn(made.pages)
    read = [
        fit.lay(page, learned[0], container).text
        for page in made.pages
        if (container := fit.container_of(page, learned[0])) is not None
    ]

    assert [post.text for post in made.posts] == read
