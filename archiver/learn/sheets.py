"""The pages of one template as learning looks at them, and what is known over all of them."""

# ruff: noqa: SIM905 - long lists of names read best as words

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archiver import urls
from archiver.dom import blocks as reading
from archiver.dom import headline, lines
from archiver.dom.noise import INLINE
from archiver.dom.selectors import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lxml.html import HtmlElement

    from archiver.dom.blocks import Block
    from archiver.page import Page
MOST = 0.8  # share of an instance's letters that makes it links, teasers, …
FOOT = "article > footer"
_TEASER = 40  # letters by which the beginning of another post is known
_CARD = 3  # blocks of a box that announces a post: title, excerpt, "read more"
# Captions, listings, quotes and tables are text however often they come; headings belong to what follows.
_QUOTED = frozenset(("pre", "blockquote", "figure", "figcaption"))
_EXEMPT = frozenset(
    "figcaption figure caption pre code blockquote table thead tbody tr td th h1 h2 h3 h4 h5 h6 dl dt dd".split()
)


@dataclass(slots=True)
class Sheet:
    """One page of a template, as chrome is judged on it.

    found: the container's blocks. below: indexes of the blocks below each element. label: the whole post as a feed or
    REST has it, as letters, where one does. counts: how many elements have a name.
    """

    page: Page
    container: HtmlElement
    found: list[Block]
    label: str = ""
    keys: list[str] = field(default_factory=list)
    below: dict[HtmlElement, list[int]] = field(default_factory=lambda: defaultdict(list))
    exempt: set[int] = field(default_factory=set)
    titles: tuple[str, ...] = ()
    counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.keys = [block.key for block in self.found]
        self.titles = headline.titles_of(self.page)
        self.exempt = {index for index, block in enumerate(self.found) if _is_exempt(block.element, self.container)}
        for index, block in enumerate(self.found):
            element: HtmlElement | None = block.element
            while element is not None and element is not self.container:
                self.below[element].append(index)
                element = element.getparent()

    def names(self) -> dict[str, list[int]]:
        """The blocks below each name on this page; inline elements and exempt ones are not asked for."""
        found: dict[str, set[int]] = defaultdict(set)
        for element, indexes in self.below.items():
            if element.tag in INLINE or element.tag in _EXEMPT:
                continue
            for token in tokens(element) or _by_place(element):
                found[token].update(indexes)
                self.counts[token] += 1
        return {token: sorted(indexes) for token, indexes in found.items()}


def _by_place(element: HtmlElement) -> tuple[str, ...]:
    """A name for the foot of an article that has none: HTML puts there who wrote it, when, and under which terms.

    The parent is part of the name: a footer inside a quote says whom it quotes.
    """
    parent = element.getparent()
    is_foot = element.tag == "footer" and not element.attrib and parent is not None and parent.tag == "article"
    return (FOOT,) if is_foot else ()


def _is_exempt(element: HtmlElement, container: HtmlElement) -> bool:
    """True for a block of code, of a quote, a table's row or a caption."""
    if element.tag == "tr" or lines.is_quoted(element):
        return True
    up: HtmlElement | None = element
    while up is not None and up is not container:
        if up.tag in _QUOTED:
            return True
        up = up.getparent()
    return False


class Site:
    """What is known over all pages: how many each block stands on, and which texts are other posts' own."""

    def __init__(self, sheets: Sequence[Sheet], titles: Mapping[str, Iterable[str]]) -> None:
        self.pages = len(sheets)
        self.frequency = Counter(key for sheet in sheets for key in set(sheet.keys))
        self.needed = 2 if len(sheets) < 8 else 3  # noqa: PLR2004 - pages on which a repeated text stands
        self.owners: dict[str, set[str]] = defaultdict(set)
        for url, names in titles.items():
            for name in names:
                self.owners[name[:_TEASER]].add(url)
        self.excerpts = _excerpts(sheets, self)

    def is_teaser(self, block: Block, url: str) -> bool:
        """True where a block is another post's title, begins as another post does, or stands below its title."""
        return bool(self.announced(block, url)) or (url, block.key) in self.excerpts

    def announced(self, block: Block, url: str) -> set[str]:
        """The other posts whose title, or beginning, a block is."""
        text = reading.letters(block.text)
        owners = self.owners.get(text[:_TEASER], set()) if len(text) >= 4 else set()  # noqa: PLR2004 - "Home"
        return set() if url in owners else owners

    def is_listed(self, block: Block, url: str) -> bool:
        """True where a block is a link to the site's own pages, or a teaser."""
        return block.own_chars >= MOST * len(block.text) or self.is_teaser(block, url)

    def repeats(self, key: str) -> bool:
        """True where a block stands on several pages."""
        return self.frequency[key] >= self.needed


def _excerpts(sheets: Sequence[Sheet], site: Site) -> set[tuple[str, str]]:
    """The blocks, by page and key, that stand right below another post's title and hold words of that post.

    A description in the head tells how few posts begin; what a box of recommended posts shows is cut out of the texts.
    """
    texts = {sheet.page.url: "".join(reading.letters(block.text) for block in sheet.found) for sheet in sheets}
    pages = {urls.identity(url): url for url in texts}
    found: set[tuple[str, str]] = set()
    for sheet in sheets:
        announced: set[str] = set()
        title: Block | None = None
        for block in sheet.found:
            others = site.announced(block, sheet.page.url) or _linked(block, sheet.page, pages)
            if others:
                announced, title = others, block
            elif announced and title is not None:
                opening = reading.letters(block.text)[:_TEASER]
                is_told = len(opening) >= _TEASER // 2 or (opening and _is_carded(title, block, sheet))
                if is_told and any(opening in texts.get(url, "") for url in announced):
                    found.add((sheet.page.url, block.key))
                announced = set()
    return found


def _is_carded(title: Block, block: Block, sheet: Sheet) -> bool:
    """Whether a block stands with a title in a small box of their own: however short it is, it belongs to the title."""
    around = {title.element, *title.element.iterancestors()}
    box = next(up for up in block.element.iterancestors() if up in around)
    return box in sheet.below and len(sheet.below[box]) <= _CARD


def _linked(block: Block, page: Page, pages: Mapping[str, str]) -> set[str]:
    """The other post that a block links to as a whole, where its page is known. pages: address by identity."""
    if block.own_chars < MOST * len(block.text):
        return set()
    link = next(block.element.iter("a"), None)
    if link is None:
        link = next(block.element.iterancestors("a"), None)
    url = urls.resolve(page.base_url, link.get("href") or "") if link is not None else None
    other = pages.get(urls.identity(url)) if url else None
    return {other} if other and other != page.url else set()
