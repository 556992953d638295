"""Authors whom nothing but their place names: the line that holds the date, the icon of a person before the name."""

from __future__ import annotations

import lxml.html
import pytest

from archiver.evidence import dom, elements, names
from archiver.evidence.values import Habits
from archiver.extract import fields as extract_fields
from archiver.learn import fields as learn_fields
from archiver.page import Page

PEOPLE = ("陈丽云", "王小波", "孙立平")


def _pages(line: str, said: tuple[str, ...], *, title: str = "山居笔记", foot: str = "") -> list[Page]:
    return [
        Page.from_bytes(
            f"https://site.example/p/{number}",
            (
                f"<title>第 {number} 篇 - {title}</title><body><h1>第 {number} 篇</h1><div class=info>"
                + line.format(name=said[number % len(said)], day=f"2020-{number:02}-03")
                + f"</div><div class=body><p>正文，第 {number} 篇。</p></div><div class=foot>{foot}</div></body>"
            ).encode(),
            "text/html; charset=utf-8",
        )
        for number in range(1, 13)
    ]


def _authors(pages: list[Page]) -> list[tuple[str, ...]]:
    rules = learn_fields.learn(pages, {})
    return [tuple(author.name for author in extract_fields.read(page, rules, {}).authors) for page in pages]


@pytest.mark.parametrize(
    "line",
    [
        "<span>{day}</span> <span>{name}</span> <a href=/category/x>生活</a> 阅读 12",
        "<span>{name} &middot; {day}</span>",
        "<em>{day}</em><em>{name}</em><em>1200 字</em>",
    ],
)
def test_names_that_come_again_beside_the_date_are_authors(line: str) -> None:
    assert [(PEOPLE[number % 3],) for number in range(1, 13)] == _authors(_pages(line, PEOPLE))


@pytest.mark.parametrize(
    ("title", "foot"), [("山居 | 阿木", ""), ("山居笔记", "© 2020 阿木"), ("阿木的博客", ""), ("山居", "版权所有 阿木")]
)
def test_a_pen_name_beside_the_date_is_an_author_where_the_site_says_so_elsewhere(title: str, foot: str) -> None:
    pages = _pages("<span>{name} · {day}</span>", ("阿木",), title=title, foot=foot)

    assert {("阿木",)} == set(_authors(pages))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("<span>{name} · {day}</span>", ("原创", "转载")),
        ("<span>{name} · {day}</span>", ("原创",)),
        ("<span>{name} · {day}</span> <a href=/category/x rel=category>高性能</a>", ("高性能",)),
        ("<span>{day}</span><span>{name}</span>", tuple(f"王{letter}" for letter in "一二三四五六七八九十百千")),
    ],
    ids=["kinds of posts", "a kind of posts", "a category", "another on each post"],
)
def test_other_words_beside_the_date_are_no_authors(line: str, said: tuple[str, ...]) -> None:
    assert {()} == set(_authors(_pages(line, said)))


def test_authors_who_differ_go_before_a_box_that_names_the_site_on_every_post() -> None:
    box = "<section class=author><h4>数据之家</h4><p>一个中文社区</p></section>"
    pages = _pages("<span>{name} · {day}</span>", PEOPLE, foot=box)

    assert [(PEOPLE[number % 3],) for number in range(1, 13)] == _authors(pages)


@pytest.mark.parametrize(
    "icon",
    [
        '<i class="fa fa-user fa-fw"></i>',
        '<i class="iconfont icon-user"></i>',
        '<span class="glyphicon glyphicon-user"></span>',
        '<svg class="icon"><use href="#icon-user"></use></svg>',
        '<i class="bi bi-person-fill"></i>',
    ],
)
def test_the_icon_of_a_person_is_a_by(icon: str) -> None:
    markup = (
        f'<body><div class=post-meta>{icon} <span>张三丰、Ann Lee</span> <i class="fa fa-calendar"></i> '
        "<time>2020/03/01</time></div></body>"
    )
    page = Page.from_bytes("https://site.example/a", markup.encode(), "text/html; charset=utf-8")
    found = dom.candidates(page.tree, page.base_url, Habits("dmy"))["authors"]

    assert ["张三丰", "Ann Lee"] == [person.name for person in found["byline:div.post-meta"]]


@pytest.mark.parametrize(
    "markup", ['<i class="fa fa-calendar"></i>', '<i class="fa fa-eye"></i>', '<i class="fa fa-user">3</i>', "<i></i>"]
)
def test_other_icons_are_none_of_a_person(markup: str) -> None:
    assert not elements.is_person_icon(lxml.html.fragment_fromstring(markup))


@pytest.mark.parametrize("always", [True, False, None])
@pytest.mark.parametrize("text", ["甲君；乙君", "甲君、乙君", "甲君; 乙君", "甲君，乙君"])
def test_signs_that_stand_in_no_name_part_names_on_every_site(text: str, always: bool | None) -> None:  # noqa: FBT001 - a case
    assert ("甲君", "乙君") == names.split(text, always=always)


@pytest.mark.parametrize("name", ["陈丽云", "김민지", "山田 太郎", "Ann Lee", "علی رضایی", "דן כהן"])
def test_names_of_many_scripts_may_be_persons(name: str) -> None:
    assert names.may_be_person(name)


@pytest.mark.parametrize("text", ["原创", "随笔", "نگار", "machine learning", "Admin", "技术文章分享"])
def test_single_words_may_not(text: str) -> None:
    assert not names.may_be_person(text)


def test_a_design_of_half_of_the_posts_names_its_authors_in_a_line_of_its_own() -> None:
    old = _pages("<span>{name} · {day}</span>", PEOPLE)
    new = [
        Page.from_bytes(
            f"https://site.example/n/{number}",
            (
                f"<title>新 {number} 篇 - 山居笔记</title><body><main><h2>新 {number} 篇</h2><p class=line>"
                f"<time>2021-{number:02}-03</time> · {PEOPLE[number % 3]} · 4 分钟</p>"
                f"<p>新文，第 {number} 篇。</p></main></body>"
            ).encode(),
            "text/html; charset=utf-8",
        )
        for number in range(1, 13)
    ]

    assert [(PEOPLE[number % 3],) for number in range(1, 13)] * 2 == _authors([*old, *new])


@pytest.mark.parametrize(("people", "believed"), [(("Ann Lee", "Ole Berg"), True), (("Dry Dock", "Low Tide"), False)])
def test_a_design_of_few_posts_names_authors_whom_the_others_mark(people: tuple[str, ...], believed: bool) -> None:  # noqa: FBT001 - a case
    """Nine new posts of fifty are too few to tell names from topics by, but for names that the site knows."""

    def page(path: str, body: str) -> Page:
        html = f"<html lang=en><title>Post {path} - The Quay</title><body>{body}</body>"
        return Page.from_bytes(f"https://site.example/{path}/", html.encode(), "text/html; charset=utf-8")

    old = [
        page(
            f"o{n}",
            f"<article class=post><h1>Post o{n}</h1><p class=meta>by <a class=author href=/author/{n % 2}/>"
            f"{('Ann Lee', 'Ole Berg')[n % 2]}</a>, <time>2019-0{n % 9 + 1}-{n % 27 + 1:02}</time></p>"
            f"<div class=text><p>Nets, part {n}.</p></div></article>",
        )
        for n in range(41)
    ]
    new = [
        page(
            f"n{n}",
            f"<main><div class=top><div>{people[n % 2]} &middot; <time>2021-03-0{n}</time></div>"
            f"<h2>Post n{n}</h2></div><section><p>Boats, part {n}.</p></section></main>",
        )
        for n in range(1, 10)
    ]

    assert [(people[n % 2],) if believed else () for n in range(1, 10)] == _authors([*old, *new])[len(old) :]
