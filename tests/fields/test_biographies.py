"""Biographies out of author boxes."""

# ruff: noqa: E501 - a line of markup is as long as it is

from __future__ import annotations

import pytest
from lxml import html

from archiver.evidence import biographies
from archiver.learn import fields
from archiver.page import Page
from archiver.records import Author

JANE = "Jane has cooked for thirty years in kitchens large and small."
TOM = "Tom grows what Jane cooks, and writes down when it fails."


def _bios(body: str, *names: str) -> list[str | None]:
    tree = html.document_fromstring(f"<html><body><article><p>{'Text. ' * 30}</p></article>{body}</body></html>")
    return [author.bio for author in biographies.with_biographies(tuple(map(Author, names)), tree)]


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="author-box"><img alt=""><h4>Jane Doe</h4><p>{JANE}</p><a href="/author/jane/">View all posts</a></div>',
        f'<section class="about-author"><h3>About the Author</h3><div><strong>Jane Doe</strong><br>{JANE}</div></section>',
        f"<div><h3>Über die Autorin</h3><p>Jane Doe</p><p>Head of soups</p><p>{JANE}</p></div>",
        f'<div class="saboxplugin-wrap"><div><a>Jane Doe</a></div><div class="saboxplugin-desc">{JANE}</div></div>',
        f'<div class="author-bio"><p>{JANE}</p></div>',
        f"<div><h4>درباره نویسنده</h4><p>Jane Doe</p><p>{JANE}</p></div>",
    ],
)
def test_the_text_below_the_name_is_the_biography(body: str) -> None:
    assert [JANE] == _bios(body, "Jane Doe")


def test_a_box_of_several_authors_gives_each_their_own() -> None:
    body = (
        "<div><h2>About the Authors</h2>"
        f"<div><p>Jane Doe</p><p>{JANE}</p></div><div><p>Tom O'Hara</p><p>{TOM}</p></div></div>"
    )

    assert [JANE, TOM] == _bios(body, "Jane Doe", "Tom O'Hara")


def test_a_biography_that_begins_with_the_name_keeps_it() -> None:
    text = "Jane Doe has cooked for thirty years, and counting."

    assert [text] == _bios(f'<div class="author-info"><p>{text}</p></div>', "Jane Doe")


def test_another_persons_text_is_not_the_authors() -> None:
    """A box that goes on with somebody who did not write this post."""
    body = f'<div class="author-box"><p>Jane Doe</p><p>{JANE}</p><p>Tom O\'Hara</p><p>{TOM}</p></div>'

    assert [JANE] == _bios(body, "Jane Doe")


@pytest.mark.parametrize(
    "body",
    ["<p>Jane Doe</p>", '<div class="author-box"><p>Jane Doe</p><p>Cook</p></div>', "<h3>About the author</h3>", ""],
)
def test_without_a_box_that_says_more_there_is_none(body: str) -> None:
    assert [None] == _bios(body, "Jane Doe")


def test_a_biography_that_is_known_stays() -> None:
    tree = html.document_fromstring(f'<div class="author-box"><p>Jane Doe</p><p>{JANE}</p></div>')
    authors = (Author("Jane Doe", bio="Known."),)

    assert authors == biographies.with_biographies(authors, tree)
    assert () == biographies.with_biographies((), tree)


def test_paragraphs_of_a_biography_stay_apart() -> None:
    body = f'<div class="author-box"><h4>Jane Doe</h4><p>{JANE}</p><p>{TOM}</p></div>'

    assert [f"{JANE}\n{TOM}"] == _bios(body, "Jane Doe")


def _learned(count: int, box: str = "") -> bool | None:
    bodies = [f"<h1>Post {number}</h1><p>Text of post {number}.</p>" for number in range(count - 1)] + [
        f"<p>Last</p>{box}"
    ]
    pages = [
        Page.from_bytes(f"https://example.org/{number}/", f"<html><body>{body}</body></html>".encode())
        for number, body in enumerate(bodies)
    ]
    return fields.learn(pages, {}).author_boxes


def test_a_site_without_author_boxes_is_known_for_it() -> None:
    """Thirty posts without one tell; fewer do not, and one box among them means that any post may have one."""
    assert _learned(30) is False
    assert _learned(29) is None
    assert _learned(30, f'<div class="author-box"><p>Jane Doe</p><p>{JANE}</p></div>') is None
