"""Who wrote a post, where blog services say it behind the date, beside a label of its own, or in a table."""

# ruff: noqa: E501 - a line of markup is as long as it is

from __future__ import annotations

import pytest

from archiver.evidence import dom, names
from archiver.evidence.values import Habits
from archiver.extract import fields as extract_fields
from archiver.learn import fields as learn_fields
from archiver.page import Page


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("نوشته شده در شنبه بیست و سوم آذر ۱۳۹۸ساعت 12:30 توسط علی رضایی | نظر بدهید", ("علی رضایی",)),
        ("1 Ocak 2019 yazan Zeynep Ada", ("Zeynep Ada",)),
        ("2 марта 2020 г. Автор: storozh", ("storozh",)),
        ("12 במרץ 2021 מאת דן כהן", ("דן כהן",)),
        ("12 مارس 2021 بواسطة ليلى حداد", ("ليلى حداد",)),
    ],
)
def test_a_by_behind_the_date_names_the_author(line: str, expected: tuple[str, ...]) -> None:
    assert names.follow_date(line)
    assert expected == names.in_byline(line, labelled=True)


@pytest.mark.parametrize("text", ["粉丝", "12 关注", "粉丝 - 3", "followers"])
def test_counters_of_readers_are_no_names(text: str) -> None:
    assert not names.is_name(text)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Par Marie-Lou le lundi 19 mars 2012, 20:15", ("Marie-Lou",)),
        ("Geschrieben von Jan am Freitag, 13. April 2012", ("Jan",)),
        ("Submitted by jwrona on Tue, 12 Mar 2013 - 10:11", ("jwrona",)),
        ("Wysłane przez jwrona, wt., 12 marca 2013", ("jwrona",)),
        ("Posted by Joe Friday on 12 May 2020", ("Joe Friday",)),
    ],
)
def test_the_day_of_the_week_before_a_date_is_no_part_of_the_name(line: str, expected: tuple[str, ...]) -> None:
    assert expected == names.in_byline(line, labelled=True)


def test_a_name_after_a_bare_by_is_the_author() -> None:
    """Blogger's older themes, changed by hand: a "by" between elements, the name in a microformat's."""
    people = ("Marie-Lou", "Jan Roeder")
    pages = [
        Page.from_bytes(
            f"https://blog.example/2012/03/post-{n}.html",
            f'<html><body><h2 class="date-header">{n + 1} March 2012</h2><div class="post"><h3 class="post-title">Tale of {n}</h3>'
            f'<div class="post-header"><div></div> par <span class="fn">{people[n % 2]}</span></div>'
            f'<div class="post-body"><p>{"Words. " * 60}</p></div></div></body></html>'.encode(),
        )
        for n in range(8)
    ]
    rules = learn_fields.learn(pages, {})

    assert list(people[:2]) == [extract_fields.read(page, rules, {}).authors[0].name for page in pages[:2]]


def test_a_label_in_an_element_of_its_own_leads_to_the_name() -> None:
    markup = "<body><p class=item><span>文章作者</span><span>林小满</span></p></body>"
    page = Page.from_bytes("https://site.example/a", markup.encode())
    found = dom.candidates(page.tree, page.base_url, Habits("dmy"))["authors"]

    assert ["林小满"] == [person.name for person in found["byline:p.item"]]


def test_a_table_that_lays_out_the_page_holds_metadata() -> None:
    rows = [
        f"<table class=pst><tr><td><a href=/post/{n}>یادداشت {n}</a></td></tr><tr><td>نوشته شده توسط: علی رضایی<br>"
        f"شنبه {n} آذر 1398</td></tr><tr><td>متن شماره {n} با چند کلمه دیگر.</td></tr></table>"
        for n in range(1, 9)
    ]
    pages = [
        Page.from_bytes(
            f"https://site.example/post/{n}", f"<body><table><tr><td>{row}</td></tr></table></body>".encode()
        )
        for n, row in enumerate(rows, 1)
    ]
    rules = learn_fields.learn(pages, {})

    assert all(rules.rule(field).sources for field in ("authors", "published_at"))


@pytest.mark.parametrize(
    "body", ["<h1>{}</h1>", "<h2 class=t><span>{}</span></h2>", "<ol><li><a href=/>X</a></li><li>{}</li></ol>"]
)
@pytest.mark.parametrize("title", ["نویسنده تهران شهر", "Von hier", "By the sea"])
def test_a_title_that_begins_like_a_byline_is_none(title: str, body: str) -> None:
    """Neither as heading nor as the last step of a breadcrumb; a byline beside it is one."""
    head = f"<title>{title} | Site</title>"
    page = Page.from_bytes("https://site.example/1", f"{head}<body>{body.format(title)}<p>By Ann Lee</p>".encode())
    found = dom.candidates(page.tree, page.base_url, Habits()).get("authors", {})

    assert {"Ann Lee"} == {person.name for value in found.values() for person in value}
