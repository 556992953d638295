# ruff: noqa: E501 - markup reads best as it stands, in the scripts in which it is written
"""Old blog services print titles in cells of tables, dates in words and months as bare numbers: roles hold there too."""

from __future__ import annotations

import pytest

from archiver.extract.role import judge
from archiver.page import Page
from archiver.profile.addresses import AddressGrammar
from archiver.records import Role

ROOT = "https://kolbe.example/"
TEXT = "<p>" + "باران که بند آمد، رادیوی کهنه را تعمیر کردیم و تا شب گوش دادیم. " * 6 + "</p>"


def cell(number: int, text: str = TEXT) -> str:
    return f'<table class="pst"><tr><td><a href="/post/{number}">یادداشت شماره {number}</a></td></tr><tr><td>{text}</td></tr></table>'


def headed(number: int) -> str:
    return f'<div class="t"><h2><a href="/post-{number}.aspx">یادداشت شماره {number}</a></h2></div><div class="b">{TEXT}</div>'


PAGES = {
    "a post with its title in a cell": (Role.POST, "/post/12", "کلبه - یادداشت شماره 12", cell(12)),
    "excerpts in cells": (
        Role.LISTING,
        "/all.php",
        "کلبه",
        "".join(cell(n, f'چند کلمه <a href="/post/{n}">ادامه مطلب</a>') for n in range(9, 1, -1)),
    ),
    "whole posts under headings": (Role.LISTING, "/?p=2", "کلبه", "".join(map(headed, range(9, 1, -1)))),
    "a list of links": (
        Role.LISTING,
        "/1398.html",
        "کلبه",
        "".join(f'<p><a href="/post/{n}">یادداشت شماره {n}</a></p>' for n in range(9, 1, -1)),
    ),
    "a page about the author": (Role.PAGE, "/start-page.html", "درباره من - کلبه", f"<h1>درباره من</h1>{TEXT}"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_known_by_what_it_shows(name: str) -> None:
    role, path, title, body = PAGES[name]
    markup = f'<html dir="rtl"><head><meta charset="utf-8"><title>{title}</title></head><body><div id="top"><h2>از فناوری و زندگی</h2></div>{body}</body></html>'
    page = Page.from_bytes(ROOT.rstrip("/") + path, markup.encode())

    assert role == judge(page, 200, AddressGrammar(), (), ROOT).role
