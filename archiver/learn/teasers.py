"""Which blocks of a page are the beginning of another post: those below a link to it whose words stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver import urls
from archiver.dom import blocks as reading
from archiver.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archiver.dom.blocks import Block
    from archiver.page import Page

OPENING = 40  # letters by which the beginning of another post is known
_FEWEST = 20  # … of a shorter one
_BYLINE = 60  # letters of a line that says who wrote the other post, and when
_BETWEEN = 2  # such lines between the link and how the post begins
_WHOLE = 0.8  # share of a block's characters that makes it a link


class Posts:
    """The posts of a site, by address, as far as their pages are at hand."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._pages = {_identity(page.url): page for page in pages}
        self._letters: dict[str, str] = {}

    def excerpts(self, page: Page, found: Sequence[Block]) -> set[int]:
        """Indexes of the blocks that stand below a link to another post and begin with words of that post.

        Between them may stand who wrote it, and when.
        """
        told: set[int] = set()
        other: str | None = None
        between = 0
        for index, block in enumerate(found):
            linked = self._linked(page, block)
            if linked is not None:
                other, between = linked, 0
            elif other is not None:
                text = reading.letters(block.text)
                if len(text) >= _FEWEST and text[:OPENING] in self._said(other):
                    told.add(index)
                    other = None
                elif len(text) > _BYLINE or between == _BETWEEN:
                    other = None
                between += 1
        return told

    def _linked(self, page: Page, block: Block) -> str | None:
        """The identity of the other post that a block links to as a whole; None where it leads to none."""
        if block.link_chars < _WHOLE * len(block.text):
            return None
        link = next(block.element.iter("a"), None)
        if link is None:
            link = next(block.element.iterancestors("a"), None)
        url = urls.resolve(page.base_url, link.get("href") or "") if link is not None else None
        identity = _identity(url) if url else ""
        return identity if identity in self._pages and identity != _identity(page.url) else None

    def _said(self, identity: str) -> str:
        if identity not in self._letters:
            body = self._pages[identity].tree.find("body")
            self._letters[identity] = reading.letters(body.text_content()) if body is not None else ""
        return self._letters[identity]


def _identity(url: str) -> str:
    try:
        return urls.identity(url)
    except UsageError:
        return url
