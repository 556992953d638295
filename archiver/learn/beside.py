"""What belongs to a post and stands outside its container: a lead, the caption of a picture above, a gallery below."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from archiver.dom import around, headline, vocabulary
from archiver.dom import blocks as reading
from archiver.dom.noise import INLINE
from archiver.dom.selectors import is_state, tokens
from archiver.learn.significance import at_least

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from archiver.dom.blocks import Block
    from archiver.learn.sheets import Sheet

LOOKED_AT = 40  # pages
FEWEST = 3
_SHARE = 0.1  # of the pages on which a lead must stand
_NEED = 0.5  # of its name's places that must hold text of their own
_LINKED = 0.5
_ADDRESSES = ("data-src", "data-lazy-src", "data-original", "src", "srcset")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)(?:$|[?#])", re.IGNORECASE)
_ASIDE = frozenset(("aside", "footer", "nav", "form"))
_SENTENCE = re.compile(r"[.!?…。！？؟۔][\"'”’»)\]]*$")  # noqa: RUF001 - as sentences end


def learn(sheets: Sequence[Sheet]) -> tuple[str, ...]:
    """The names of elements above the container that hold prose found nowhere else, on one page each."""
    looked = sheets[:LOOKED_AT]
    above = [_above(sheet) for sheet in looked]
    pages = Counter(key for found in above for key in {block.key for block in found})
    stands: Counter[str] = Counter()
    speaks: Counter[str] = Counter()
    for sheet, found in zip(looked, above, strict=True):
        body = reading.letters(reading.joined(sheet.found))
        titles = headline.titles_of(sheet.page)
        for token in {token for block in found for token in _names(block.element)}:
            stands[token] += 1
        own = [block for block in found if pages[block.key] == 1 and _is_prose(block, titles, body)]
        for token in {token for block in own for token in _names(block.element)}:
            speaks[token] += 1
    chosen = [
        token
        for token, count in speaks.items()
        if count >= max(FEWEST, _SHARE * len(looked)) and at_least(count, stands[token]) >= _NEED
    ]
    return tuple(sorted(chosen))


def galleries(sheets: Sequence[Sheet]) -> tuple[str, ...]:
    """The names of elements below the container that hold nothing but pictures, and captions, of one page each.

    Cards of other posts have pictures too, which lead there; an author's picture stands alone, on several pages.
    """
    looked = sheets[:LOOKED_AT]
    places = [_below(sheet) for sheet in looked]
    pages = Counter(source for found in places for source in {one for element in found for one in _sources(element)})
    stands: Counter[str] = Counter()
    holds: Counter[str] = Counter()
    for found in places:
        stands.update({token for element in found for token in _names(element)})
        own = [element for element in found if _is_gallery(element) and all(pages[s] == 1 for s in _sources(element))]
        holds.update({token for element in own for token in _names(element)})
    chosen = [token for token, count in holds.items() if count >= FEWEST and at_least(count, stands[token]) >= _NEED]
    return tuple(sorted(chosen))


def _below(sheet: Sheet) -> list[HtmlElement]:
    scope = around.surroundings(sheet.container)
    if scope is None:
        return []
    return [
        element
        for element in around.after(scope, sheet.container)
        if isinstance(element.tag, str) and element.find(".//img") is not None
    ]


def _sources(element: HtmlElement) -> list[str]:
    """What the pictures below an element are known by: the first of their addresses, as it is written."""
    return [next((v for name in _ADDRESSES if (v := image.get(name))), "") for image in element.iter("img")]


def _is_gallery(element: HtmlElement) -> bool:
    """True for pictures that lead to no page, with no text but their captions: two of them, or one with a caption."""
    for up in (element, *element.iterancestors()):
        if up.tag in _ASIDE or vocabulary.chrome_rule(up) is not None:
            return False
    if any(not _PICTURE.search(link.get("href") or "") for link in element.iter("a")):
        return False
    found = reading.read(element)
    return all(_is_caption(block.element) for block in found) and len(found) + len(_sources(element)) > 1


def _is_caption(element: HtmlElement) -> bool:
    up: HtmlElement | None = element
    while up is not None and up.tag != "figure":
        if up.tag == "figcaption" or "caption" in (up.get("class") or ""):
            return True
        up = up.getparent()
    return False


def _above(sheet: Sheet) -> list[Block]:
    scope = around.surroundings(sheet.container)
    if scope is None:
        return []
    before = {element for element in around.above(scope, sheet.container) if isinstance(element.tag, str)}
    return [block for block in reading.read(scope, {sheet.container}) if block.element in before]


def _names(element: HtmlElement) -> list[str]:
    if element.tag == "figcaption":
        element = next(element.iterancestors("figure"), element)
    return [token for token in tokens(element) if not is_state(token) and element.tag not in INLINE]


def _is_prose(block: Block, titles: tuple[str, ...], body: str) -> bool:
    """True for sentences, or a caption, that are neither the title nor the beginning of the text itself."""
    text = reading.letters(block.text)
    if not text or text in body or headline.is_title(block, titles) or block.link_chars > _LINKED * len(block.text):
        return False
    up: HtmlElement | None = block.element
    while up is not None:
        if vocabulary.chrome_rule(up) is not None or up.tag == "a":
            return False
        up = up.getparent()
    return block.element.tag == "figcaption" or _SENTENCE.search(block.text) is not None
