"""Posts that two wrote together: their names in one line, and in a box below the text with what each of them does."""

from __future__ import annotations

import pytest

from archiver.evidence.terms import without_series_label
from archiver.extract import fields as extract_fields
from archiver.learn import fields as learn_fields
from archiver.page import Page

ENGLISH = {
    "Ann Lee": "Ann rows the ferry and mends what she rows.",
    "Bo Ray Jr.": "Bo builds small boats by the river.",
}
PERSIAN = {"مریم رضایی": "مریم سال‌هاست درباره شهر و ادبیات می‌نویسد.", "علی کریمی": "علی مسافر است و از راه‌ها می‌گوید."}


def _page(number: int, people: tuple[str, ...], *, fa: bool = False) -> Page:
    bios = PERSIAN if fa else ENGLISH
    day = f"{number} آبان ۱۴۰۰" if fa else f"Nov. {number}, 2021"
    line = f"نویسنده: {' و '.join(people)} | {day}" if fa else f"{day} · {' and '.join(people)}"
    persons = "".join(
        f"<div class='writer-box'><b>{name}</b><p>{bios[name]}</p></div>"
        if fa
        else f"<div class='person'><strong>{name}</strong><p>{bios[name]}</p></div>"
        for name in people
    )
    box = persons if fa else f"<section class='about-authors'><h3>About the authors</h3>{persons}</section>"
    text = f"<p>{'متن' if fa else 'Words'} {number}.</p>" * 3
    head = f"<title>{number} row</title><meta charset='utf-8'>"
    body = f"<main><h1>{number} row</h1><div class='mm'>{line}</div><div class='tx'>{text}</div>{box}</main>"
    return Page.from_bytes(f"https://site.example/{number}/", f"<html><head>{head}</head><body>{body}".encode())


def _read(pages: list[Page]) -> list[list[tuple[str, str | None]]]:
    rules = learn_fields.learn(pages, {})
    return [[(one.name, one.bio) for one in extract_fields.read(page, rules, {}).authors] for page in pages]


@pytest.mark.parametrize("fa", [False, True])
def test_both_are_authors_each_with_a_biography(fa: bool) -> None:  # noqa: FBT001 - pytest names its parameters
    """One of them stands alone above other posts, or in the box."""
    bios = PERSIAN if fa else ENGLISH
    first, second = bios
    wrote = [(first, second) if number % 3 else (first,) for number in range(1, 13)]

    found = _read([_page(number, people, fa=fa) for number, people in enumerate(wrote, 1)])

    assert [[(name, bios[name]) for name in people] for people in wrote] == found


def test_who_only_ever_write_together_are_told_by_the_box() -> None:
    wrote = [("Ann Lee", "Bo Ray Jr.")] * 8

    found = _read([_page(number, people) for number, people in enumerate(wrote, 1)])

    assert [list(ENGLISH.items())] * 8 == found


def test_a_firm_of_two_names_is_one_author() -> None:
    """Who is named there stands alone elsewhere, but what else is joined is no person."""
    names = ("Ann Lee", "Ann Lee and Sons")
    pages = [
        Page.from_bytes(
            f"https://site.example/{number}/",
            f"<title>{number} row</title><h1>{number} row</h1><p class='byline'>By {names[number % 2]}</p>".encode(),
        )
        for number in range(1, 11)
    ]

    assert [[(names[number % 2], None)] for number in range(1, 11)] == _read(pages)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("The long walk", "Part of the series: The long walk"),
        ("The long walk", "This post is part 2 of the series “The long walk”"),
        ("Der lange Weg", "Teil 3 der Serie: Der lange Weg"),
        ("راه دراز", "مجموعه: راه دراز"),
        ("长路", "所属系列：长路"),
        ("Series of rivers", "Series of rivers"),
    ],
)
def test_what_leads_to_the_name_of_a_series_is_no_part_of_it(name: str, line: str) -> None:
    assert name == without_series_label(line)


def test_the_only_link_of_an_element_names_the_series() -> None:
    pages = [
        Page.from_bytes(
            f"https://site.example/{number}/",
            f"<title>{number} row</title><h1>{number} row</h1><p class='series-note'>You are reading one of several in "
            f"<a href='/s/'>The long walk</a>, begun in 2020.</p>".encode(),
        )
        for number in range(1, 9)
    ]

    assert {"The long walk"} == {extract_fields.read(page, learn_fields.learn(pages, {}), {}).series for page in pages}
