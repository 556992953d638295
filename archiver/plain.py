"""Trafilatura behind one typed call: a page's main text where no template is known, and the teacher of templates."""

from __future__ import annotations

import copy
import logging
from typing import TYPE_CHECKING

import lxml.html
import trafilatura
from lxml import etree

from archiver.dom import blocks, vocabulary
from archiver.dom.noise import INLINE
from archiver.dom.selectors import text_size

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from archiver.page import Page

MAX_NODES = 30_000  # elements of a page; a page of 1 MB of links costs trafilatura 2.3 s
_MOST_OF_PAGE = 0.5  # an element with more of the page's text is no chrome, whatever its name
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it reports pages without text as errors; we report them


def content(page: Page) -> HtmlElement | None:
    """The page's main text as trafilatura finds it, with links, images and formatting; None where it finds none.

    Comments are left out, and so is what the page itself names share box, newsletter, comment form or related posts.
    """
    pruned = _pruned(page.tree)
    try:
        text = trafilatura.extract(
            pruned,
            url=page.url,
            output_format="html",
            include_comments=False,
            include_links=True,
            include_images=True,
            include_formatting=True,
            with_metadata=False,
        )
    except (ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError):
        return None  # trafilatura fails on a few broken trees; without its answer the post is empty and reported
    if not text:
        return None
    return lxml.html.document_fromstring(text).find("body")


def letters_of(page: Page) -> str:
    """What `content` finds as one string of letters and digits, for asking whether a block stands in it."""
    found = content(page)
    return blocks.letters("".join(found.itertext())) if found is not None else ""


def _pruned(tree: HtmlElement) -> HtmlElement:
    """A copy of the page without what names itself chrome."""
    pruned = copy.deepcopy(tree)
    limit = text_size(pruned) * _MOST_OF_PAGE
    doomed: list[HtmlElement] = []
    for count, element in enumerate(pruned.iter(etree.Element)):
        is_named = element.tag not in INLINE and element.attrib and vocabulary.chrome_rule(element)
        if is_named or count >= MAX_NODES:
            doomed.append(element)
    for element in doomed:
        if element.getparent() is not None and text_size(element) < limit:
            element.drop_tree()
    return pruned
