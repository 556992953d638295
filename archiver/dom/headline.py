"""Which line of a page is its post's title, and what is a sentence instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archiver.dom import blocks as reading

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from archiver.dom.blocks import Block
    from archiver.page import Page

_GLUED = 40  # characters that may be glued to a title in its heading: "5 min read"
_PROSE = 30  # characters that a sentence has at least
_ENDINGS = (".", "!", "?", "…", "。", "！", "？", "؟", "۔", "।")  # noqa: RUF001 - full stops of several scripts
_SEPARATOR = re.compile(r"\s+[|·•–—»«:›/-]+\s+|\s*[|»«_]\s*|:\s+")  # noqa: RUF001 - as titles are written
_HEADING = re.compile("h[1-6]")


def titles_of(page: Page) -> tuple[str, ...]:
    """What may be the post's title, as `letters`: OpenGraph, `<title>` whole and without its first or last part."""
    found = [page.meta("og:title", "twitter:title", "dc.title") or "", page.title_tag]
    parts = [part for part in _SEPARATOR.split(page.title_tag) if part.strip()]
    if len(parts) > 1:
        spans = list(_SEPARATOR.finditer(page.title_tag))
        found += [page.title_tag[: spans[-1].start()], page.title_tag[spans[0].end() :], parts[0]]
    return tuple(dict.fromkeys(filter(None, map(reading.letters, found))))


def is_title(block: Block, titles: tuple[str, ...]) -> bool:
    """True where a block is the page's title, or a heading that holds it with a little glued on."""
    text = reading.letters(block.text)
    if text in titles:
        return True
    if not _HEADING.fullmatch(str(block.element.tag)):
        return False
    if len(text) > 3 and _is_linked(block.element) and any(title.endswith(text) for title in titles):  # noqa: PLR2004
        return True  # "Site title": nothing parts the two
    return any(len(title) > 3 and title in text and len(text) - len(title) <= _GLUED for title in titles)  # noqa: PLR2004 - "Hi"


def _is_linked(heading: HtmlElement) -> bool:
    link = heading.find(".//a[@href]")
    return link is not None and link.text_content().strip() == heading.text_content().strip()


def is_prose(text: str) -> bool:
    """True for a line that ends as a sentence does: a post may be no more than one, and stand above its title."""
    return len(text) >= _PROSE and text.rstrip("\"'»”’)」』 ").endswith(_ENDINGS)  # noqa: RUF001 - as texts quote
