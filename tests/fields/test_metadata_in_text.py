"""Metadata that stands within the text's container: told by its labels, and by the places that its links lead to."""

from __future__ import annotations

import pytest

from archiver.evidence import dom, elements
from archiver.evidence.values import Habits
from archiver.extract import fields as extract_fields
from archiver.learn import fields as learn_fields
from archiver.page import Page

KINDS = ("Tech", "Life", "Books")


def pages(body: str) -> list[Page]:
    return [
        Page.from_bytes(
            f"https://site.example/p/{number}",
            f"<title>Entry {number}</title><body><h1>Entry {number}</h1><div class=prose>"
            f"<p>Words of entry {number}.</p>"
            f"{body.format(day=f'2020/{number:02}/03', kind=KINDS[number % 3])}</div></body>".encode(),
        )
        for number in range(1, 13)
    ]


def read(made: list[Page]) -> list[extract_fields.Fields]:
    rules = learn_fields.learn(made, {})
    return [extract_fields.read(page, rules, {}) for page in made]


@pytest.mark.parametrize(
    "line",
    [
        "<p class=flex>منتشر شده در {day} | دسته: {kind}</p>",
        "<p class=flex><span>Posted on {day}</span></p>",
        "<p class=flex>发表于 <time>{day}</time></p>",
    ],
)
def test_a_labelled_day_in_the_text_is_believed(line: str) -> None:
    assert [f"2020-{number:02}-03" for number in range(1, 13)] == [one.published_at for one in read(pages(line))]


def test_a_labelled_change_is_not_when_it_was_published() -> None:
    body = "<p class=flex>Updated <time datetime='2021-05-05'>May 5, 2021</time></p><p class=flex>{day}</p>"
    found = dom.candidates(pages(body)[0].tree, "https://site.example/", Habits("dmy"))

    assert ["2021-05-05"] == list(found["modified_at"].values())
    assert "2021-05-05" not in found["published_at"].values()


def test_categories_in_a_line_within_the_text_are_believed_by_their_addresses() -> None:
    made = pages("<p class=flex>{day} in <a href='/category/{kind}/'>{kind}</a></p>")

    assert [(KINDS[number % 3],) for number in range(1, 13)] == [one.categories for one in read(made)]


@pytest.mark.parametrize(
    "line",
    [
        "<time datetime='2009-02-19'>2009年2月19日</time> / 著者：森田 葵 / 188 閲覧",
        "<time>3 May 2020</time> | <i class='fa fa-user'></i> 森田 葵 | 3 min",
        "2009年2月19日 | 作者：森田 葵",
    ],
)
def test_a_by_with_a_colon_names_the_author_wherever_it_stands_in_the_line(line: str) -> None:
    page = Page.from_bytes(
        "https://site.example/a", f"<body><p class=info>{line}</p></body>".encode(), "text/html; charset=utf-8"
    )
    found = dom.candidates(page.tree, page.base_url, Habits("dmy"))["authors"]

    assert ["森田 葵"] == [person.name for person in found["byline:p.info"]]


def test_categories_and_counters_in_a_line_are_no_authors() -> None:
    line = "<p class=info>林小满 | 2008-03-01 03:37 | <a href='/category/x/'>阅读</a> | 188 次阅读</p>"
    page = Page.from_bytes("https://site.example/a", f"<body>{line}</body>".encode(), "text/html; charset=utf-8")
    found = dom.candidates(page.tree, page.base_url, Habits("dmy"))["authors"]

    assert ["林小满"] == [person.name for person in found["dom:p.info"]]


def test_a_line_below_the_title_may_name_the_author() -> None:
    made = [
        Page.from_bytes(
            f"https://site.example/p/{number}",
            f"<body><div>2020-{number:02}-03</div><h2>Entry {number}</h2>"
            f"<p>{('Ann Lee', 'Bo Ek')[number % 2]} · 3 min</p>"
            f"<div class=text><p>Words of entry {number}.</p></div></body>".encode(),
        )
        for number in range(1, 13)
    ]

    assert {("Ann Lee",), ("Bo Ek",)} == {tuple(author.name for author in one.authors) for one in read(made)}


def test_the_beginning_of_a_series_titles_stays() -> None:
    made = [
        Page.from_bytes(
            f"https://site.example/p/{number}",
            f"<title>{title}</title><body><h1>{title}</h1><p>Words of entry {number}.</p></body>".encode(),
        )
        for number in range(1, 13)
        for title in [f"Notes: part {number}" if number % 2 else f"Kiln number {number}"]
    ]

    assert [page.title_tag for page in made] == [one.title for one in read(made)]


def test_what_a_label_says_of_a_day() -> None:
    page = Page.from_bytes("https://site.example/a", b"<body><p>Updated <time>3 May 2020</time></p></body>")
    time = page.tree.find(".//time")

    assert time is not None
    assert elements.told_of(time) == "modified"
