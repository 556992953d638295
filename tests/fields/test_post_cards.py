"""Days that stand in a heading of their own, and cards of the post itself in a sidebar."""

from __future__ import annotations

import pytest

from archiver.evidence.dates import is_day
from archiver.extract import fields as extract_fields
from archiver.learn import fields as learn_fields
from archiver.page import Page

TAGS = ("Bücher", "Reisen", "Stadt", "Python")


def _ablog(number: int) -> Page:
    """As ABlog prints it with Alabaster: the post's card leads the sidebar, with whom and what, once for all posts."""
    name, tag = ("Anna Winter", "Bo Lind")[number % 2], TAGS[number % 4]
    recent = "".join(f"<li><a href='/posts/{n}.html'>{n}. Juni - Post {n}</a></li>" for n in range(20, 25))
    card = (
        f"<div class='ablog-sidebar-item ablog__postcard'><h2><i></i><span>{number}. June 2020</span>"
        "</h2><ul><div class='ablog-sidebar-item ablog__postcard2'><li id='ablog-sidebar-item author ablog__author'>"
        f"<a href='/blog/author/{name[:2].lower()}.html'>{name}</a></li><li id='ablog-sidebar-item tags ablog__tags'>"
        f"<a href='/blog/tag/{tag.lower()}.html'>{tag}</a></li></div></ul></div>"
    )
    side = f"{card}<div class='ablog-sidebar-item ablog__recentposts'><h3>Recent</h3><ul>{recent}</ul></div>"
    text = f"<h1>Post {number}</h1><p>Words of post {number}, in June 2020 and later.</p>"
    body = f"<div class='body'><section>{text}</section></div><div class='sphinxsidebarwrapper'>{side}</div>"
    return Page.from_bytes(
        f"https://site.example/posts/{number}.html", f"<title>Post {number}</title><body>{body}".encode()
    )


def test_the_card_of_the_post_in_the_sidebar_tells_of_it() -> None:
    pages = [_ablog(number) for number in range(1, 13)]
    rules = learn_fields.learn(pages, {})
    found = [extract_fields.read(page, rules, {}) for page in pages]

    assert [f"2020-06-{number:02}" for number in range(1, 13)] == [one.published_at for one in found]
    assert {("Anna Winter",), ("Bo Lind",)} == {tuple(author.name for author in one.authors) for one in found}
    assert [(TAGS[number % 4],) for number in range(1, 13)] == [one.tags for one in found]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (True, "27. June 2020"),
        (True, "۲۷ خرداد ۱۳۹۹"),
        (False, "The plan for 3 June 2020"),
        (False, "Soup"),
        (False, "2020"),
    ],
)
def test_a_heading_that_is_a_day(expected: bool, text: str) -> None:  # noqa: FBT001 - pytest names its parameters
    assert expected == is_day(text)
