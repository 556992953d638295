"""What belongs to a post and stands above its container: a lead, the caption of the picture at its head."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from archiver.dom import blocks as reading
from archiver.dom import fit, vocabulary
from archiver.dom.noise import INLINE
from archiver.dom.selectors import is_state, tokens
from archiver.learn.significance import at_least

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from archiver.dom.blocks import Block
    from archiver.learn.chrome import Sheet

LOOKED_AT = 40  # pages
FEWEST = 3
_SHARE = 0.1  # of the pages on which a lead must stand
_NEED = 0.5  # of its name's places that must hold text of their own
_LINKED = 0.5
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
        titles = fit.titles_of(sheet.page)
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


def _above(sheet: Sheet) -> list[Block]:
    scope = fit.surroundings(sheet.container)
    if scope is None:
        return []
    before = {element for element in fit.above(scope, sheet.container) if isinstance(element.tag, str)}
    return [block for block in reading.read(scope, {sheet.container}) if block.element in before]


def _names(element: HtmlElement) -> list[str]:
    if element.tag == "figcaption":
        element = next(element.iterancestors("figure"), element)
    return [token for token in tokens(element) if not is_state(token) and element.tag not in INLINE]


def _is_prose(block: Block, titles: tuple[str, ...], body: str) -> bool:
    """True for sentences, or a caption, that are neither the title nor the beginning of the text itself."""
    text = reading.letters(block.text)
    if not text or text in body or fit.is_title(block, titles) or block.link_chars > _LINKED * len(block.text):
        return False
    up: HtmlElement | None = block.element
    while up is not None:
        if vocabulary.chrome_rule(up) is not None or up.tag == "a":
            return False
        up = up.getparent()
    return block.element.tag == "figcaption" or _SENTENCE.search(block.text) is not None
