"""Which elements of a page are never a post's text, on any site: machinery, the invisible, gutters, heading anchors."""

# ruff: noqa: SIM905 - long lists of names read best as words

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark math nobr q rb rp rt ruby s "
    "samp small span strike strong sub sup time tt u var wbr br picture source "
    "g-emoji relative-time time-ago amp-img mjx-container mjx-assistive-mml "
    "semantics mi mn mo ms mtext mrow msup msub msubsup mfrac msqrt mroot mstyle mover munder "
    "munderover mspace mpadded".split()
)
MACHINERY = frozenset(
    "head script style noscript template svg canvas input select textarea button option datalist dialog nav iframe "
    "video audio object embed map link meta title base progress meter menu annotation annotation-xml".split()
)
_INVISIBLE_CLASSES = frozenset(
    (
        "screen-reader-text",
        "screen-reader-only",
        "sr-only",
        "visually-hidden",
        "visuallyhidden",
        "katex-html",
        "mjx-assistive-mml",
        "mathjax_preview",
        "u-hidden",
    )
)
_ANCHOR_CLASSES = frozenset(
    (
        "anchor",
        "anchor-link",
        "anchorjs-link",
        "header-anchor",
        "header-link",
        "heading-anchor",
        "heading-link",
        "headerlink",
        "headinglink",
        "hash-link",
        "heading-permalink",
        "toc-anchor",
        "direct-link",
    )
)
_ANCHOR_SIGNS = frozenset(("", "#", "¶", "§", "🔗", "⚓", "∞", "\u200b", "[#]", "##", "↩", "↩︎", "↩\ufe0e", "⤴", "↑"))
_GUTTER = re.compile(
    r"(?:^|[\s_-])(?:gutter|lineno|linenos|linenodiv|line-?numbers?(?:-rows)?|linenumber|lnt|ln|blob-num|rouge-gutter|"
    r"hljs-ln-numbers|crayon-nums|section-number(?:-\d)?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_NUMBERS = re.compile(r"[\d\s.:|]*")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def is_noise(element: HtmlElement) -> bool:
    """True where neither the element nor what it holds is ever text of a post. Comments and instructions too."""
    tag = element.tag
    if not isinstance(tag, str) or tag in MACHINERY or (tag == "span" and _is_hint(element)):
        return True
    stated = element.keys()
    if not stated:  # as most elements in a text
        return False
    if "class" in stated:
        is_invisible, may_be_gutter = _of_classes(element.get("class") or "")
        if is_invisible or (may_be_gutter and _NUMBERS.fullmatch(element.text_content() or "")):
            return True
    if "style" in stated and _HIDDEN_STYLE.search(element.get("style") or ""):
        return True
    if "hidden" in stated and element.get("hidden") != "until-found":
        return True
    return tag == "a" and is_heading_anchor(element)


def _is_hint(span: HtmlElement) -> bool:
    """True for what a picture that can be enlarged says to those who do not see it (Medium)."""
    parent = span.getparent()
    return (
        parent is not None and parent.get("role") == "button" and next(parent.iterancestors("figure"), None) is not None
    )


def is_heading_anchor(link: HtmlElement) -> bool:
    """True for the "#" or "¶" beside a heading that links to the heading itself."""
    href = link.get("href") or ""
    if "#" not in href:
        return False
    label = ((link.text_content() if len(link) else link.text) or "").strip().lower()
    if label in _ANCHOR_SIGNS:
        return next(link.iter("img"), None) is None
    classes = (link.get("class") or "").lower().split()
    if _ANCHOR_CLASSES.isdisjoint(classes):
        return False
    parent = link.getparent()
    return parent is not None and parent.tag in _HEADINGS and len(parent.text_content().strip()) > len(label)


def is_number_column(element: HtmlElement) -> bool:
    """True where the element holds nothing but rising line numbers, at least two of them."""
    return are_line_numbers(element.text_content() or "")


def are_line_numbers(text: str) -> bool:
    """True for nothing but rising numbers, at least two of them."""
    words = text.split()
    if len(words) < 2 or not all(word.isdigit() for word in words):  # noqa: PLR2004 - one number is no column
        return False
    numbers = [int(word) for word in words]
    return all(b == a + 1 for a, b in pairwise(numbers))


@lru_cache(maxsize=4096)
def _of_classes(classes: str) -> tuple[bool, bool]:
    """Whether class names say that an element is invisible, and that it may be a column of line numbers."""
    return not _INVISIBLE_CLASSES.isdisjoint(classes.lower().split()), _GUTTER.search(classes) is not None
