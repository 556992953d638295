"""A tree read as blocks of text, in document order: inline tags merged, lines of code kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from archiver.dom.noise import INLINE, is_noise, is_number_column
from archiver.evidence.calendar import JALALI_MONTHS, MONTHS
from archiver.profile import words

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from lxml.html import HtmlElement

_SPACES = re.compile("[ \t\n\r\f\xa0]{2,}|[\t\n\r\f\xa0]")  # but for single spaces, which stay as they are
_AROUND_BREAK = re.compile(r" *\n *")
_BREAKS = re.compile(r"\n{2,}")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_DATED = 120  # characters of a line that may be a date; in longer ones "may" and "march" are other words
_MONTHS = frozenset(MONTHS) | frozenset(JALALI_MONTHS)
_WORDLESS = re.compile(r"[\W_]+")
LINES = frozenset(("div", "p", "li", "tr"))  # inside code, each of them is a line


@dataclass(frozen=True, slots=True)
class Block:
    """One run of text: a paragraph, a heading, a row of a table, a whole listing of code.

    element: the block-level element that holds the run. text: with newlines only where the page breaks a line.
    link_chars, fragment_chars: characters inside links, and inside links to a place on a page.
    own_chars: characters inside links to pages of the page's own site, as far as the address tells; a file is no page.
    """

    element: HtmlElement
    text: str
    link_chars: int = 0
    fragment_chars: int = 0
    own_chars: int = 0

    @property
    def key(self) -> str:
        """The text as it is compared over pages: see `fold`."""
        return fold(self.text)


def fold(text: str) -> str:
    """Case folded, runs of digits to 0, months of a date to one word: "6 min read" and "12 min read" are one."""
    folded = _DIGITS.sub("0", " ".join(text.split()).casefold())
    if len(folded) <= _DATED and "0" in folded:
        folded = _WORD.sub(lambda word: "month" if word[0] in _MONTHS else word[0], folded)
    return folded


def letters(text: str) -> str:
    """Nothing but letters and digits, case folded: for finding one text inside another."""
    return _WORDLESS.sub("", text).casefold()


def read(
    root: HtmlElement, skip: Container[HtmlElement] = (), host: str = "", *, is_clean: bool = False
) -> list[Block]:
    """The blocks below `root`, without noise and without the elements of `skip` and what they hold.

    host: the page's own, so that absolute links to it count as links within the site. is_clean: noise is already out.
    """
    reader = _Reader(root, host)
    reader.read(skip, is_clean=is_clean)
    return reader.blocks


def host_of(url: str) -> str:
    """The host of an absolute address, with its port."""
    return url.split("//", 1)[-1].split("/", 1)[0].lower()


def joined(blocks: Iterable[Block]) -> str:
    """The text of blocks, one a line."""
    return "\n".join([block.text for block in blocks])


class _Reader:
    """One pass over a tree. texts: the block that is being read; links: kinds and lengths of the links in it."""

    def __init__(self, root: HtmlElement, host: str) -> None:
        self.root = root
        self.host = host
        self.blocks: list[Block] = []
        self.texts: list[str] = []
        self.links: list[tuple[str, int]] = []
        self.kinds: list[str] = []  # of the links that the present place stands in

    def read(self, skip: Container[HtmlElement], *, is_clean: bool) -> None:  # noqa: C901, PLR0912 - a call an element costs
        """Read the whole tree."""
        root, checks = self.root, bool(skip) or not is_clean
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        passed: HtmlElement | None = None
        for event, element in walker:
            tag = element.tag
            if event == "start":
                if tag == "br":
                    self.texts.append("\x00")
                    continue
                if checks and element is not root and (element in skip or is_noise(element)):
                    passed = element
                    walker.skip_subtree()
                    continue
                if tag == "pre" or (tag == "tr" and _is_plain_row(element)):
                    passed = element
                    self.special(element, skip)
                    walker.skip_subtree()
                    continue
                if tag not in INLINE:
                    if self.texts:
                        self.end_before(element)
                elif tag == "a":
                    self.kinds.append(self.kind(element.get("href") or ""))
                text = element.text
            else:
                if passed is element:
                    passed = None
                elif event == "end" and tag not in INLINE:
                    if self.texts:
                        self.flush(element)
                elif tag == "a" and self.kinds:
                    self.kinds.pop()
                text = element.tail if element is not root else None
            if text and (self.texts or not text.isspace()):  # no block begins with white space
                self.texts.append(text)
                if self.kinds:
                    self.links.append((self.kinds[-1], len(text.strip())))
        self.flush(root)

    def end_before(self, element: HtmlElement) -> None:
        """End the block that is being read where a block-level element begins."""
        if self.texts:
            parent = element.getparent()
            self.flush(self.root if parent is None else parent)

    def kind(self, href: str) -> str:
        """What kind of link an address makes: "fragment", "file", "own" or "out"; "" where it is none."""
        href = href.strip()
        if not href or href.startswith(("javascript:", "mailto:")):
            return ""
        if href.startswith("#"):
            return "fragment"
        if href.partition("?")[0].rpartition(".")[2].lower() in words.MEDIA_EXTENSIONS:
            return "file"
        if href.startswith(("http:", "https:", "//")):
            return "own" if host_of(href) == self.host else "out"
        return "own"

    def special(self, element: HtmlElement, skip: Container[HtmlElement]) -> None:
        """Code and plain table rows: one block, its lines or cells kept apart."""
        self.end_before(element)
        if element.tag == "pre":
            if not is_number_column(element):
                text = code_text(element, skip)
                if text.strip():
                    self.blocks.append(Block(element, text))
            return
        cells = [collapse("".join(_texts(cell, skip))) for cell in element if cell.tag in {"td", "th"}]
        text = "\t".join(cells).strip()
        if text:
            links = [
                (self.kind(a.get("href") or ""), len(" ".join(a.text_content().split()))) for a in element.iter("a")
            ]
            self.blocks.append(_block(element, text, links))

    def flush(self, owner: HtmlElement) -> None:
        """End the block that is being read; it belongs to `owner`."""
        if not self.texts:
            return
        text, links = "".join(self.texts), self.links
        self.texts = []
        if links:
            self.links = []
        text = collapse(text)
        if text:
            self.blocks.append(_block(owner, text, links) if links else Block(owner, text))


def _block(owner: HtmlElement, text: str, links: list[tuple[str, int]]) -> Block:
    total = len(text)
    linked = min(total, sum(length for kind, length in links if kind))
    fragment = sum(length for kind, length in links if kind == "fragment")
    own = sum(length for kind, length in links if kind == "own")
    return Block(owner, text, linked, min(total, fragment), min(total, own))


def collapse(text: str) -> str:
    """White space as a browser shows it; NUL stands for a line break."""
    line = text.replace("\n", " ")
    if "  " not in line and line.isprintable():  # no other white space, as in most paragraphs: a third of the time
        return line.strip()
    if "\x00" in text:
        text = _AROUND_BREAK.sub("\n", _SPACES.sub(" ", text).replace("\x00", "\n"))
        return _BREAKS.sub("\n", text).strip()
    return " ".join(text.split()) if text.isascii() else _SPACES.sub(" ", text).strip()


def code_text(element: HtmlElement, skip: Container[HtmlElement] = ()) -> str:
    """A listing's text with its lines, without line numbers and buttons."""
    return tidy_code("".join(_code(element, skip)))


def tidy_code(text: str) -> str:
    """A listing's text without empty lines around it, its line ends and spaces as editors write them."""
    return text.strip("\n").replace("\r\n", "\n").replace("\xa0", " ")


def _code(element: HtmlElement, skip: Container[HtmlElement]) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif not (child in skip or is_noise(child)):
            line = "".join(_code(child, skip)) if len(child) else child.text or ""
            if line:
                yield line
            if child.tag in LINES and not line.endswith("\n"):
                yield "\n"
        if child.tail:
            yield child.tail


def _texts(element: HtmlElement, skip: Container[HtmlElement]) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if child.tag == "br":
            yield " "
        elif not (child in skip or is_noise(child)):
            yield from _texts(child, skip)
        if child.tail:
            yield child.tail


def _is_plain_row(row: HtmlElement) -> bool:
    """True where each cell holds inline text alone: a row of data, not a table that lays out a page."""
    cells = [cell for cell in row if cell.tag in {"td", "th"}]
    return len(cells) > 1 and all(
        node.tag in INLINE or not isinstance(node.tag, str) for cell in cells for node in cell.iterdescendants()
    )
