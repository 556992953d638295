"""The heading that names a page, and whether its date stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver import urls
from archiver.evidence import dates
from archiver.outline import Heading
from archiver.zones import Zone

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from archiver.outline import Anchor, Outline
    from archiver.page import Page

_NEAR = 120  # characters from the headline to a date that is the page's own
_LEVELS = 3  # ancestors of the headline beside which it may stand
_TOP_LEVEL = 2  # h1, h2: levels of a headline
_WORDY_TITLE = 6  # characters of a headline worth comparing


def headline(page: Page) -> Heading | None:
    """The heading that names this page: unlinked or linked to itself, in the content, best one that `<title>` holds.

    A small heading is one where `<title>` begins with it. Where no heading does, a link to the page itself may: in old
    blog services titles stand in cells of tables.
    """
    outline: Outline = page.outline
    own = [h for h in outline.headings if not h.leads_away and h.zone <= Zone.CHROME and h.level <= _TOP_LEVEL]
    title = page.title_tag.casefold()
    for heading in own:
        text = heading.text.casefold()
        if len(text) >= _WORDY_TITLE and text in title:
            return heading
    small = (h for h in outline.headings if h.level > _TOP_LEVEL and not h.leads_away and h.zone is Zone.CONTENT)
    named = next((h for h in small if len(h.text) >= _WORDY_TITLE and title.startswith(h.text.casefold())), None)
    if named is not None:
        return named
    linked = next((anchor for anchor in outline.anchors if _names_page(anchor, page)), None)
    if linked is not None:
        return Heading(_TOP_LEVEL, linked.element, linked.zone, linked.card)
    return next((heading for heading in own if heading.zone == 0 and heading.text), None)


def is_dated(own: Heading) -> bool:
    """Whether a date without markup of its own stands right after or right before the headline."""
    node: HtmlElement | None = own.element
    for _ in range(_LEVELS):
        if node is None or node.tag in {"body", "main"}:
            return False
        for beside, cut in ((node.getnext(), slice(0, _NEAR)), (node.getprevious(), slice(-_NEAR, None))):
            if beside is not None and isinstance(beside.tag, str):
                text = " ".join(beside.text_content().split())[cut]
                if dates.has_year(text) and dates.place(text) is not None:
                    return True
        node = node.getparent()
    return False


def _names_page(anchor: Anchor, page: Page) -> bool:
    """Whether a link in the content leads to its own page, fills its box, and bears a title that `<title>` holds."""
    if anchor.zone is not Zone.CONTENT or anchor.fragment or urls.identity(anchor.url) != urls.identity(page.url):
        return False
    box = anchor.element.getparent()
    is_alone = box is not None and " ".join(box.text_content().split()) == anchor.text  # no entry of a menu
    return is_alone and len(anchor.text) >= _WORDY_TITLE and anchor.text.casefold() in page.title_tag.casefold()
