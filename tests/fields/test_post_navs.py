"""A nav that is no menu: MkDocs prints a post's tags, day and authors in such."""

from __future__ import annotations

import pytest

from archiver.extract import fields as extract_fields
from archiver.learn import fields as learn_fields
from archiver.page import Page

WRITERS = ("Ada Vane", "Bo Lind", "Cy Marsh", "Dina Pohl", "Eli Roth")
WORDS = ("Rain", "Snow", "Kites", "Soup", "Tides", "Moss")
MENU = '<nav class="main"><a href="/author/desk/" class="author">The desk</a><a href="/tags/all/">All</a></nav>'


def _profile(name: str, *, is_linked: bool) -> str:
    shown = f'<a href="/author/{name[:2].lower()}/">{name}</a>' if is_linked else name
    return (
        f'<div class="md-profile md-post__profile"><span class="md-author"><img src="/1.png" alt="{name}"></span>'
        f'<span class="md-profile__description"><strong>{shown}</strong><br>Head gardener</span></div>'
    )


def _page(number: int, people: tuple[str, ...], *, is_linked: bool) -> Page:
    profiles = "".join(_profile(name, is_linked=is_linked) for name in people)
    text = (
        f"<html><head><title>{WORDS[number]}</title></head><body>{MENU}<div class='md-sidebar'>"
        f'<nav class="md-nav"><div class="md-post__authors md-typeset">{profiles}</div><ul class="md-post__meta">'
        f'<li><time datetime="2021-03-{number + 10}">March {number + 10}, 2021</time></li></ul></nav></div>'
        f'<article><nav class="md-tags"><span>{WORDS[number]}</span><span>Soil</span></nav>'
        f"<h1>{WORDS[number]}</h1><p>{'Words. ' * 50}</p></article></body></html>"
    )
    return Page.from_bytes(f"https://site.example/{number}", text.encode())


@pytest.mark.parametrize("is_linked", [True, False])
def test_the_authors_and_tags_of_a_post_are_read_from_its_navs_and_not_from_a_menu(is_linked: bool) -> None:  # noqa: FBT001
    pages = [
        _page(n, (WRITERS[n % 5], *WRITERS[n + 1 : n + 1 + n % 2]), is_linked=is_linked) for n in range(len(WORDS))
    ]
    rules = learn_fields.learn(pages, {})
    one, two = (extract_fields.read(pages[number], rules, {}) for number in (2, 3))

    assert ["Cy Marsh"] == [author.name for author in one.authors]
    assert ["Dina Pohl", "Eli Roth"] == [author.name for author in two.authors]
    assert ("Kites", "Soil") == one.tags


@pytest.mark.parametrize(("box", "is_nav"), [("nav", True), ("div", False)])
def test_what_links_to_tags_alone_is_the_posts_tags(box: str, is_nav: bool) -> None:  # noqa: FBT001
    """Wix prints the tags of a post so, with generated class names; what names itself tags is no category."""

    def page(number: int) -> Page:
        word = WORDS[number]
        links = "".join(
            f'<li><a class="wN4D" href="/blog/tags/{tag.lower()}">{tag}</a></li>'
            if is_nav
            else f'<li><a class="a-tag" href="/hashtag/{tag}">#{tag}</a></li>'
            for tag in (word, "Soil")
        )
        text = (
            f"<html><head><title>{word}</title></head><body>{MENU}<article><h1>{word}</h1><p>{'Words. ' * 50}</p>"
            f"<{box}><ul>{links}</ul></{box}></article></body></html>"
        )
        return Page.from_bytes(f"https://site.example/{number}", text.encode())

    pages = [page(number) for number in range(len(WORDS))]
    found = extract_fields.read(pages[2], learn_fields.learn(pages, {}), {})

    assert (("Kites", "Soil"), ()) == (found.tags, found.categories)
