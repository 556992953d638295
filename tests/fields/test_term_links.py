"""Links that name a post's tags: to the site's own, not every link of a post's text that looks like one."""

from __future__ import annotations

import pytest

from archiver.evidence import dom
from archiver.evidence.values import Habits
from archiver.extract import fields as extract_fields
from archiver.learn import fields as learn_fields
from archiver.page import Page

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


def test_an_element_without_a_class_is_read_only_where_its_links_are_tags() -> None:
    """On some posts the tags stand in a plain paragraph; links in those of other posts are no tags."""
    pages = [_page(n, f'<p><a href="/tag/{word}/">{word}</a></p>') for n, word in enumerate(WORDS)]
    rules = learn_fields.learn(pages, {})
    other = _page(0, '<p>See <a href="https://code.example/x">the code</a>.</p><p><a href="/tag/bees/">bees</a></p>')

    assert ("Kites",) == extract_fields.read(pages[2], rules, {}).tags
    assert ("bees",) == extract_fields.read(other, rules, {}).tags
