"""Which line of a page is its post's title, and what is a sentence instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archiver.dom import blocks as reading
from archiver.dom.selectors import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from archiver.dom.blocks import Block
    from archiver.page import Page

WITHIN = 5  # a title stands among the first blocks: below category, date, byline
_SHORT = 100  # characters of a line above the title: a category, a date
_GLUED = 40  # characters that may be glued to a title in its heading: "5 min read"
_PROSE = 30  # characters that a sentence has at least
_ENDINGS = (".", "!", "?", "…", "。", "！", "？", "؟", "۔", "।")  # noqa: RUF001 - full stops of several scripts
_SEPARATOR = re.compile(r"\s+[|·•–—»«:›/-]+\s+|\s*[|»«_]\s*|:\s+")  # noqa: RUF001 - as titles are written
_TRAIL = re.compile(r"\s[>»›→]\s|\s/\s.+\s/\s")  # noqa: RUF001 - as breadcrumbs are parted
_LONGEST_TRAIL = 200
_HEADING = re.compile("h[1-6]")
_FIRST = re.compile("h1")
_NAMED = re.compile(r"(?:entry|post|article|blog)[-_]?(?:title|headline)", re.IGNORECASE)
_START = 600  # characters of written html in which the name of a title is looked for


def titles_of(page: Page) -> tuple[str, ...]:
    """What may be the post's title, as `letters`: OpenGraph, JSON-LD, `<title>` whole and without its ends."""
    stated = (node.get("headline") for node in page.json_ld)
    found = [page.meta("og:title", "twitter:title", "dc.title") or "", page.title_tag]
    found += [headline for headline in stated if isinstance(headline, str)]
    parts = [part for part in _SEPARATOR.split(page.title_tag) if part.strip()]
    if len(parts) > 1:
        spans = list(_SEPARATOR.finditer(page.title_tag))
        found += [page.title_tag[: spans[-1].start()], page.title_tag[spans[0].end() :], parts[0]]
    return tuple(dict.fromkeys(filter(None, map(reading.letters, found))))


def is_title(block: Block, titles: tuple[str, ...]) -> bool:
    """True where a block is the page's title, is named as one, or is a heading that holds it with a little glued on."""
    text = reading.letters(block.text)
    if text in titles or (block.link_chars and _is_trail(block.text, text, titles)) or _is_named(block.element):
        return True
    if not _HEADING.fullmatch(str(block.element.tag)):
        return False
    if len(text) > 3 and _is_linked(block.element) and any(title.endswith(text) for title in titles):  # noqa: PLR2004
        return True  # "Site title": nothing parts the two
    return any(len(title) > 3 and title in text and len(text) - len(title) <= _GLUED for title in titles)  # noqa: PLR2004 - "Hi"


def may_be_named(html: str) -> bool:
    """False where no element at the start of some html has the name that layouts give to a post's title."""
    return _NAMED.search(html, 0, _START) is not None


def find(found: Sequence[Block], titles: tuple[str, ...]) -> dict[int, tuple[str, str]]:
    """The title's line among a container's blocks and the short lines above it, as marks: why they go, by what key."""
    for index, block in enumerate(found[:WITHIN]):
        if is_title(block, titles) or (index == 0 and block.element.tag == "h1" and len(found) > 1):
            at = _headed(found, titles, index)
            own = reading.letters(found[at].text)
            are_short = all(len(above.text) <= _SHORT and _is_above(above.text, own) for above in found[:at])
            return {**(dict.fromkeys(range(at), ("above-title", "")) if are_short else {}), at: ("title", "")}
    return {}


def _headed(found: Sequence[Block], titles: tuple[str, ...], index: int) -> int:
    """Where the title itself stands below a line that is one too: the site's name, part of `<title>`, or breadcrumbs.

    Below the name of the site stands a first-rank heading, below breadcrumbs any heading, or the very title.
    """
    first = found[index]
    if first.element.tag == "h1":
        return index
    is_trail = _HEADING.fullmatch(str(first.element.tag)) is None and reading.letters(first.text) not in titles
    wanted = _HEADING if is_trail else _FIRST
    below = range(index + 1, min(WITHIN, len(found)))
    headings = (
        at
        for at in below
        if wanted.fullmatch(str(found[at].element.tag)) or (is_trail and reading.letters(found[at].text) in titles)
    )
    return next((at for at in headings if is_title(found[at], titles)), index)


def _is_named(element: HtmlElement) -> bool:
    """Whether an element, or the one that holds nothing else, has the name that layouts give to a post's title."""
    parent = element.getparent()
    around = (parent,) if parent is not None and len(parent) == 1 and not (parent.text or "").strip() else ()
    return any(_NAMED.fullmatch(name.split(".", 1)[-1]) for one in (element, *around) for name in tokens(one))


def _is_above(text: str, title: str) -> bool:
    """True for a line that may stand above a title: no sentence, but where it leads to the title itself."""
    return not is_prose(text) or reading.letters(text).endswith(title)


def _is_trail(text: str, letters: str, titles: tuple[str, ...]) -> bool:
    """Whether a line leads from the start of the site to the title: "Home > Tech > A title"."""
    return _TRAIL.search(text) is not None and len(text) <= _LONGEST_TRAIL and letters.endswith(titles)


def _is_linked(heading: HtmlElement) -> bool:
    link = heading.find(".//a[@href]")
    return link is not None and link.text_content().strip() == heading.text_content().strip()


def is_prose(text: str) -> bool:
    """True for a line that ends as a sentence does: a post may be no more than one, and stand above its title."""
    return len(text) >= _PROSE and text.rstrip("\"'»”’)」』 ").endswith(_ENDINGS)  # noqa: RUF001 - as texts quote
