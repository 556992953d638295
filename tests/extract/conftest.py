# ruff: noqa: E501 - markup reads best as it stands
"""Small sites for learning: each post has its own sentences, the layout around them is the site's."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from archiver.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = (  # noqa: SIM905 - words read best as words
    "river lantern copper window harvest pencil thunder meadow basket violin harbour button candle forest ladder "
    "mirror orchard paper quarry ribbon saddle teapot umbrella valley whistle yard anchor bridge cellar dagger engine feather "
    "garden hammer island jacket kettle lemon market needle ocean pepper quilt rocket shovel tunnel urn vessel wagon"
).split()


@dataclass(frozen=True)
class Written:
    """A post as it was written: title and paragraphs."""

    number: int
    title: str
    paragraphs: tuple[str, ...]

    @property
    def url(self) -> str:
        return f"https://blog.example/{self.number}/"

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)

    @property
    def html(self) -> str:
        return "".join(f"<p>{paragraph}</p>\n" for paragraph in self.paragraphs)


def sentence(seed: object, words: int = 14) -> str:
    """A sentence that no other seed gives."""
    drawn = random.Random(str(seed))
    return " ".join(drawn.choice(WORDS) for _ in range(words)).capitalize() + "."


def write(count: int, first: int = 0) -> list[Written]:
    """So many posts, of one to seven paragraphs."""
    return [
        Written(
            number,
            f"{WORDS[number % len(WORDS)].title()} and {WORDS[(number * 7 + 3) % len(WORDS)]} no {number}",
            tuple(f"{sentence((number, i))} {sentence((number, i, 'b'))}" for i in range(1 + number * 3 % 7)),
        )
        for number in range(first, first + count)
    ]


def page_of(post: Written, body: str) -> Page:
    """A page of the site with that body."""
    html = (
        f"<html><head><title>{post.title} | The Blog</title><meta property='og:title' content='{post.title}'></head>"
        f"<body><header id='top'><a href='/'>The Blog</a><ul class='menu'><li><a href='/about/'>About us</a></li></ul>"
        f"</header>{body}<footer id='bottom'><p>Copyright 2021 The Blog. All rights reserved.</p></footer></body></html>"
    )
    return Page.from_bytes(post.url, html.encode(), "text/html; charset=utf-8")


@dataclass(frozen=True)
class Site:
    """Posts and their pages in one layout."""

    posts: list[Written]
    pages: list[Page]


@pytest.fixture
def site() -> Callable[..., Site]:
    """Makes a site: how many posts, and the layout as a function of a post."""

    def make(count: int, layout: Callable[[Written], str], first: int = 0) -> Site:
        posts = write(count, first)
        return Site(posts, [page_of(post, layout(post)) for post in posts])

    return make
