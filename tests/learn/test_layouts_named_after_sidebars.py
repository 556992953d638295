"""Layouts that are named after the side on which their sidebar stands."""

from __future__ import annotations

from lxml import html

from archiver.dom.vocabulary import chrome_rule
from archiver.learn import templates
from archiver.page import Page

THINGS = ("Nebel", "Boote", "Suppe", "Karten", "Möwen", "Netze", "Laternen", "Briefe")
PAGE = """<html><head><title>{thing}</title></head><body><div id="wrap"><div id="content" class="sidebar-right">
<aside class="sidebar"><p>Wir sind vier Leute am See</p></aside>
<section id="main"><article class="h-entry"><div class="when"><time>2024-03-{n:02}</time></div>
<div class="e-content" itemprop="articleBody"><p>Über der Bucht lagen {thing}, und wir kamen spät zurück.</p>
<p>Danach sprachen wir von {thing} und lasen vor, bis es dunkel war.</p></div></article></section></div></div></body>
</html>"""


def test_a_layout_named_after_the_side_of_its_sidebar_still_has_a_container() -> None:
    """Posts inside `div.sidebar-right` are learned from: the name tells where the sidebar stands."""
    pages = [
        Page.from_bytes(f"https://example.org/{n}", PAGE.format(n=n, thing=thing).encode(), "text/html; charset=utf-8")
        for n, thing in enumerate(THINGS, 1)
    ]

    learned = templates.learn(pages)

    assert [("e-content" in one.container or "articleBody" in one.container) for one in learned] == [True]


def test_a_sidebar_without_the_main_part_is_chrome() -> None:
    """The same name on an element beside the main part still says sidebar."""
    beside = html.fromstring("<div class='sidebar-right'><article><h3>Neu</h3></article></div>")
    around = html.fromstring("<div class='sidebar-right'><main><p>Text</p></main></div>")

    assert (chrome_rule(beside), chrome_rule(around)) == ("sidebar", None)
