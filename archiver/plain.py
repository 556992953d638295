"""Trafilatura behind one typed call: a page's main text where no template is known, and the teacher of templates."""

from __future__ import annotations

import copy
import logging
import re
from typing import TYPE_CHECKING

import lxml.html
import trafilatura
from lxml import etree

from archiver.dom import blocks, headline, vocabulary
from archiver.dom.noise import INLINE
from archiver.dom.selectors import text_size, tokens

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from archiver.page import Page

# Trafilatura drops what Python calls unprintable. Among that are the joiners that Persian, Urdu, Hindi and Malayalam
# spell words with, and the ones in emoji: they pass as signs that no text holds (two of the Phaistos disc).
_JOINERS = str.maketrans({"\u200c": "\U000101fb", "\u200d": "\U000101fc"})
_SIGNS = str.maketrans({sign: chr(joiner) for joiner, sign in _JOINERS.items()})
_LABEL = 20  # letters left of a box whose date, author or terms were taken out: "by", "Posted in"
MAX_NODES = 30_000  # elements of a page; a page of 1 MB of links costs trafilatura 2.3 s
_MOST_OF_PAGE = 0.5  # an element with more of the page's text is no chrome, whatever its name
_NO_LABELS = frozenset(("html", "body", "main", "article"))
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it reports pages without text as errors; we report them


def content(page: Page) -> HtmlElement | None:
    """The page's main text as trafilatura finds it, with links, images and formatting; None where it finds none.

    Comments are left out, and so is what the page itself names share box, newsletter, comment form or related posts.
    """
    pruned, labels = _pruned(page.tree)
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
    text = text.translate(_SIGNS)
    found = lxml.html.document_fromstring(text).find("body")
    if found is not None:
        _part_from_title(found, page)
        _drop_labels(found, labels)
    return found


def letters_of(page: Page) -> str:
    """What `content` finds as one string of letters and digits, for asking whether a block stands in it."""
    found = content(page)
    return blocks.letters("".join(found.itertext())) if found is not None else ""


def _part_from_title(found: HtmlElement, page: Page) -> None:
    """Take the title off the beginning of the text: of a short post trafilatura makes one line, title included."""
    first = next((element for element in found.iter("p") if (element.text or "").strip()), found)
    begin = first.text or ""
    titles = headline.titles_of(page)
    for heading in page.tree.iter("h1"):
        words = heading.text_content().split()
        if not words or blocks.letters("".join(words)) not in titles:
            continue
        match = re.match(r"\s*" + r"\s+".join(map(re.escape, words)) + r"\s+(?=\S)", begin)
        if match is not None:
            first.text = begin[match.end() :]
            return


def _drop_labels(found: HtmlElement, labels: set[str]) -> None:
    """Take such lines off the end of the text."""
    for block in reversed(blocks.read(found) if labels else []):
        if block.key not in labels or block.element is found:
            return
        block.element.drop_tree()


def _pruned(tree: HtmlElement) -> tuple[HtmlElement, set[str]]:
    """A copy of the page without what names itself chrome, and the lines, folded, that only introduced dates or terms.

    These stay in it: without them trafilatura would look for its text elsewhere.
    """
    pruned = copy.deepcopy(tree)
    limit = text_size(pruned) * _MOST_OF_PAGE
    doomed: list[HtmlElement] = []
    for count, element in enumerate(pruned.iter(etree.Element)):
        is_named = element.tag not in INLINE and element.attrib and vocabulary.chrome_rule(element)
        if is_named or count >= MAX_NODES:
            doomed.append(element)
    labels: set[str] = set()
    for element in doomed:
        parent = element.getparent()
        if parent is not None and text_size(element) < limit:
            is_meta = vocabulary.chrome_rule(element) == "meta"
            element.drop_tree()
            if is_meta and _is_label(parent):
                labels |= {block.key for block in blocks.read(parent)}
    if any(chr(joiner) in text for joiner in _JOINERS for text in pruned.itertext()):
        _pass_joiners(pruned)
    return pruned, labels


def _is_label(box: HtmlElement) -> bool:
    """True where hardly anything is left of a box but what its date, author or terms were introduced with."""
    if box.getparent() is None or box.tag in _NO_LABELS or any(map(vocabulary.is_content_name, tokens(box))):
        return False
    return len(blocks.letters(box.text_content())) <= _LABEL and box.find(".//img") is None


def _pass_joiners(tree: HtmlElement) -> None:
    """Write the joiners of a tree's text as the signs that stand for them."""
    for element in tree.iter(etree.Element):
        if element.text:
            element.text = element.text.translate(_JOINERS)
        if element.tail:
            element.tail = element.tail.translate(_JOINERS)
