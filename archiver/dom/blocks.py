"""A tree read as blocks of text, in document order: inline tags merged, lines of code kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archiver.dom.noise import INLINE, is_noise, is_number_column

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from lxml.html import HtmlElement

_SPACES = re.compile("[ \t\n\r\f\xa0]+")
_AROUND_BREAK = re.compile(r" *\n *")
_DIGITS = re.compile(r"\d+")
_WORDLESS = re.compile(r"[\W_]+")
_LINES = frozenset(("div", "p", "li", "tr"))  # inside code, each of them is a line


@dataclass(frozen=True, slots=True)
class Block:
    """One run of text: a paragraph, a heading, a row of a table, a whole listing of code.

    element: the block-level element that holds the run. text: with newlines only where the page breaks a line.
    link_chars, fragment_chars: characters inside links, and inside links to a place on a page.
    own_chars: characters inside links to the page's own site, as far as the address tells (relative ones).
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
    """Case folded, runs of digits to 0, spaces collapsed: "6 min Read" and "12 min read" are one."""
    return _DIGITS.sub("0", " ".join(text.split()).casefold())


def letters(text: str) -> str:
    """Nothing but letters and digits, case folded: for finding one text inside another."""
    return _WORDLESS.sub("", text).casefold()


def read(root: HtmlElement, skip: Container[HtmlElement] = (), host: str = "") -> list[Block]:
    """The blocks below `root`, without noise and without the elements of `skip` and what they hold.

    host: the page's own, so that absolute links to it count as links within the site.
    """
    reader = _Reader(skip, host)
    reader.walk(root)
    reader.flush(root)
    return reader.blocks


def joined(blocks: list[Block]) -> str:
    """The text of blocks, one a line."""
    return "\n".join(block.text for block in blocks)


class _Reader:
    """One pass over a tree. `runs` is the block that is being read: text, and what kind of link it stands in."""

    def __init__(self, skip: Container[HtmlElement], host: str) -> None:
        self.skip = skip
        self.host = host
        self.blocks: list[Block] = []
        self.runs: list[tuple[str, str]] = []
        self.link = ""

    def walk(self, element: HtmlElement) -> None:
        """Read an element's text and its children, depth first; its tail belongs to the caller."""
        stack: list[tuple[HtmlElement, Iterator[HtmlElement], str]] = []
        self.enter(element, stack)
        while stack:
            parent, children, outer = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                self.leave(parent, outer)
                if stack and parent.tail:
                    self.runs.append((parent.tail, self.link))
            elif child.tag == "br":
                self.runs.append(("\x00", ""))
                if child.tail:
                    self.runs.append((child.tail, self.link))
            elif child in self.skip or is_noise(child):
                if child.tail:
                    self.runs.append((child.tail, self.link))
            else:
                self.enter(child, stack)

    def enter(self, element: HtmlElement, stack: list[tuple[HtmlElement, Iterator[HtmlElement], str]]) -> None:
        """Begin an element: code is read whole, anything else is put on the stack."""
        tag = element.tag
        if tag == "pre" or (tag == "tr" and _is_plain_row(element)):
            parent = element.getparent()
            if parent is not None:
                self.flush(parent)
            self.special(element)
            stack.append((element, iter(()), self.link))
            return
        if tag not in INLINE and stack:
            self.flush(stack[-1][0])
        outer = self.link
        if tag == "a":
            self.link = self.kind(element.get("href") or "")
        if element.text:
            self.runs.append((element.text, self.link))
        stack.append((element, iter(element), outer))

    def leave(self, element: HtmlElement, outer: str) -> None:
        """End an element: what a block-level one has gathered becomes a block."""
        self.link = outer
        if element.tag not in INLINE:
            self.flush(element)

    def kind(self, href: str) -> str:
        """What kind of link an address makes: "fragment", "own" or "out"; "" where it is none."""
        href = href.strip()
        if not href or href.startswith(("javascript:", "mailto:")):
            return ""
        if href.startswith("#"):
            return "fragment"
        if href.startswith(("http:", "https:", "//")):
            host = href.split("//", 1)[-1].split("/", 1)[0].lower()
            return "own" if host == self.host else "out"
        return "own"

    def special(self, element: HtmlElement) -> None:
        """Code and plain table rows: one block, its lines or cells kept apart."""
        if element.tag == "pre":
            if is_number_column(element):
                return
            text = code_text(element, self.skip)
            if text.strip():
                self.blocks.append(Block(element, text))
            return
        cells = [_collapse("".join(_texts(cell, self.skip))) for cell in element if cell.tag in {"td", "th"}]
        text = "\t".join(cells).strip()
        if text:
            parts = [
                (self.kind(a.get("href") or ""), len(" ".join(a.text_content().split()))) for a in element.iter("a")
            ]
            self.blocks.append(_block(element, text, parts))

    def flush(self, owner: HtmlElement) -> None:
        """End the block that is being read; it belongs to `owner`."""
        if not self.runs:
            return
        runs, self.runs = self.runs, []
        text = _collapse("".join(run[0] for run in runs))
        if text:
            self.blocks.append(_block(owner, text, [(kind, len(run.strip())) for run, kind in runs if kind]))


def _block(owner: HtmlElement, text: str, links: list[tuple[str, int]]) -> Block:
    total = len(text)
    linked = min(total, sum(length for kind, length in links if kind))
    fragment = sum(length for kind, length in links if kind == "fragment")
    own = sum(length for kind, length in links if kind == "own")
    return Block(owner, text, linked, min(total, fragment), min(total, own))


def _collapse(text: str) -> str:
    """White space as a browser shows it; NUL stands for a line break."""
    text = _SPACES.sub(" ", text)
    if "\x00" in text:
        text = _AROUND_BREAK.sub("\n", text.replace("\x00", "\n"))
        return re.sub(r"\n{2,}", "\n", text).strip()
    return text.strip()


def code_text(element: HtmlElement, skip: Container[HtmlElement] = ()) -> str:
    """A listing's text with its lines, without line numbers and buttons."""
    return "".join(_code(element, skip)).strip("\n").replace("\r\n", "\n").replace("\xa0", " ")


def _code(element: HtmlElement, skip: Container[HtmlElement]) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif not (child in skip or is_noise(child)):
            line = "".join(_code(child, skip))
            yield line
            if child.tag in _LINES and not line.endswith("\n"):
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
