# ruff: noqa: E501 - markup reads best as it stands
"""What authors repeat is theirs: captions, listings, questions, the days of a diary, lists of their sources."""

from __future__ import annotations

import time

import pytest
from extract.conftest import page_of, write

from archiver.dom import fit
from archiver.evidence.values import Habits
from archiver.evidence.walk import Walk
from archiver.learn import templates
from archiver.profile.templates import Template

QUESTIONS = ("Who are you, and what do you do?", "What do you work with?", "What would you change?")
CAPTION = "Photo: Jane Doe"


def texts(made) -> list[str]:
    """Each page's text by what is learned from all of them."""
    learned = templates.learn(made.pages)
    found = [(page, fit.container_of(page, learned[0])) for page in made.pages]
    return [fit.lay(page, learned[0], container).text for page, container in found if container is not None]


def paged(body: str, title: str) -> str:
    return f'<article class="post"><h1 class="title">{title}</h1><div class="entry-content">{body}</div></article>'


def pieces(post) -> list[str]:
    return [f"{part}</p>" for part in post.html.split("</p>") if part.strip()]


@pytest.mark.parametrize(
    "caption",
    [
        f'<div class="wp-caption aligncenter"><img src="/{{n}}.jpg"><p class="wp-caption-text">{CAPTION}</p></div>',
        f'<div class="kg-card kg-image-card"><figure><img src="/{{n}}.jpg"><figcaption><span>{CAPTION}</span></figcaption></figure></div>',
        f'<figure><img src="/{{n}}.jpg"><figcaption>{CAPTION}</figcaption></figure>',
    ],
    ids=["classic", "card", "figure"],
)
@pytest.mark.parametrize("place", ["first", "amid", "last"])
def test_one_caption_under_the_pictures_of_all_posts_stays(site, caption, place):
    """A blog with one photographer: the same words below each picture, in boxes of their own, also at a post's edges."""

    def layout(post):
        own = pieces(post)
        at = {"first": 0, "amid": 1, "last": len(own)}[place]
        return paged("".join([*own[:at], caption.format(n=post.number), *own[at:]]), post.title)

    made = site(14, layout)

    assert [CAPTION in text for text in texts(made)] == [True] * 14


@pytest.mark.parametrize(
    "question",
    ["<h4>{}</h4>", '<p class="question"><b>{}</b></p>', "<p><strong>{}</strong></p>"],
    ids=["headings", "named", "bold"],
)
def test_the_questions_of_interviews_stay(site, question):
    """Each stands on every page, with another answer below it; the first of them opens the text."""

    def layout(post):
        parts = [part for text, asked in zip(pieces(post) * 3, QUESTIONS, strict=False) for part in (asked, text)]
        opening = f"<p>{post.title[::-1]}.</p>" if "class" not in question and "h4" not in question else ""
        return paged(
            opening + "".join(part if part.startswith("<p") else question.format(part) for part in parts), post.title
        )

    made = site(12, layout)

    for text in texts(made):
        assert [asked for asked in QUESTIONS if asked in text.split("\n")] == list(QUESTIONS)


def test_a_listing_that_ends_every_post_stays(site):
    made = site(12, lambda post: paged(f"{post.html}<pre><code>tool update stable</code></pre>", post.title))

    assert [text.endswith("tool update stable") for text in texts(made)] == [True] * 12


def test_what_an_author_forgets_now_and_then_is_the_authors(site):
    """A closing line on nine posts of ten stands among the paragraphs; what a theme prints stands on all."""
    closing = "Until next time, and never forget to oil your wheels."
    made = site(30, lambda post: paged(post.html + (f"<p>{closing}</p>" if post.number % 10 else ""), post.title))

    assert [closing in text for text in texts(made)] == [bool(post.number % 10) for post in made.posts]


@pytest.mark.parametrize("day", ["<h3>{}</h3>", "<p><b>{}, Oslo</b></p>"], ids=["headings", "lines"])
def test_the_days_of_a_diary_stay(site, day):
    """Each post is a few days: the first line is a date, as a theme may print it, and so are others further down."""

    def layout(post):
        days = [day.format(f"March {1 + post.number}, 20{10 + at}") for at in range(3)]
        own = (pieces(post) * 3)[:3]
        return paged("".join(line + text for line, text in zip(days, own, strict=True)), post.title)

    made = site(12, layout)

    for post, text in zip(made.posts, texts(made), strict=True):
        assert 3 == sum(f"March {1 + post.number}, 20" in line for line in text.split("\n"))


def test_a_list_of_an_authors_own_links_stays(site):
    """It has a label that themes print too, and leads to other sites."""
    links = '<p>Topics: <a href="https://other.example/kilns">{}</a>, <a href="https://other.example/b">looms</a></p>'
    made = site(12, lambda post: paged(post.html + links.format(post.title[::-1]), post.title))

    assert [
        f"Topics: {post.title[::-1]}, looms" in text for post, text in zip(made.posts, texts(made), strict=True)
    ] == [True] * 12


@pytest.mark.parametrize(
    "body",
    [
        "<span>2 Jan 2020</span> " * 20_000,
        "<br>" * 3 + ("<br>" + " " * 50) * 20_000 + "<p>The text.</p>",
        '<div class="comment">Said one.</div><p>This is a sentence that is long enough to be prose.</p>' * 10_000,
    ],
    ids=["dates", "breaks", "comments"],
)
def test_a_page_made_to_be_slow_is_read_in_time_that_grows_with_its_size(body):
    """Twenty thousand elements side by side took more than 20 s each: siblings were listed, or counted, at every one."""
    page = page_of(write(1)[0], paged(body, "A title"))
    template = Template("div.entry-content", "div.entry-content")
    container = fit.container_of(page, template)
    assert container is not None
    start = time.process_time()
    fit.lay(page, template, container, lambda content: content)
    list(Walk(page.tree, page.base_url, Habits()).found())

    assert time.process_time() - start < 8


@pytest.mark.parametrize("address", ["/files/{}.pdf", "/uploads/{}.ZIP?dl=1"])
def test_files_to_download_are_no_related_posts(site, address):
    """A box of its own on some posts, with nothing but a link within the site in it, each another."""

    def layout(post):
        box = f'<div class="wp-block-file"><a href="{address.format(post.number)}">Plan of {post.title}</a></div>'
        return paged(post.html + (box if post.number % 3 == 0 else "") + post.html[:200], post.title)

    made = site(24, layout)

    assert [f"Plan of {post.title}" in text for post, text in zip(made.posts, texts(made), strict=True)] == [
        post.number % 3 == 0 for post in made.posts
    ]
