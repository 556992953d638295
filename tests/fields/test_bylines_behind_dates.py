"""Who wrote a post, where blog services say it behind the date, beside a label of its own, or in a table."""

from __future__ import annotations

import pytest

from archiver.evidence import dom, names
from archiver.evidence.values import Habits
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
