# ruff: noqa: E501 - markup reads best as it stands
"""What a page gives that no template was learned for: trafilatura's answer, with what it loses or leaves set right."""

from __future__ import annotations

import pytest

from archiver.extract.post import extract
from archiver.page import Page
from archiver.profile import Profile


def text_of(body):
    page = f"<html><head><title>A first post | The Blog</title></head><body>{body}</body></html>"
    return extract(Page.from_bytes("https://blog.example/first/", page.encode()), Profile(), {}).text


@pytest.mark.parametrize(
    "words",
    [
        "مادربزرگم لبخند زد و گفت که این هم می‌گذرد و خانه‌ها می‌مانند.",
        "കോഴിക്കോട്ടെ കടൽ കാണാൻ ഞങ്ങൾ പോയി, നല്ല മഴ‌ ഉണ്ടായിരുന്നു.",
        "We all went down to the sea that day 👨‍👩‍👧 and came back late in the evening.",
    ],
    ids=["persian", "malayalam", "emoji"],
)
def test_joiners_inside_words_stay(words):
    assert words == text_of(f"<main><article><h1>A first post</h1><p>{words}</p></article></main>")


def test_what_introduces_a_date_or_terms_goes_with_them():
    """A block theme prints "by" and "Tags:" as paragraphs of their own, beside boxes whose names tell what they are."""
    text = "We walked along the river until the lamps were lit, and nobody said a word about the letter."
    meta = (
        '<div class="group"><div class="wp-block-post-date">1 May 2021</div><p>—</p><p>in</p>'
        '<div class="wp-block-post-terms"><a href="/news/">News</a></div></div>'
        '<div class="group"><p>by</p><div class="wp-block-post-author-name">Ann Lee</div></div>'
        '<div class="group"><p>Tags:</p><div class="wp-block-post-terms"><a href="/tag/walks/">walks</a></div></div>'
    )

    assert text == text_of(f'<main><h1>A first post</h1><div class="entry-content"><p>{text}</p></div>{meta}</main>')


def test_a_short_post_beside_its_date_stays_without_its_title():
    """Trafilatura makes one line of a page with as little text."""
    shown = text_of(
        '<main><h1>A first post</h1><div class="entry-content"><p>Hello sea</p><div class="post-date">1 May 2021</div></div></main>'
    )

    assert "Hello sea" == shown
