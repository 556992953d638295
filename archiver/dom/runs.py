"""A run of text and inline elements between the blocks of an element that holds both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archiver.dom import blocks
from archiver.dom.noise import INLINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from archiver.dom.blocks import Block


@dataclass(frozen=True, slots=True)
class Run:
    """One run of an element. before: the child that it follows; None for the first. parts: its elements, with tails."""

    owner: HtmlElement
    before: HtmlElement | None
    parts: tuple[HtmlElement, ...]

    @property
    def start(self) -> str:
        """The text before the first of its elements."""
        return (self.owner.text if self.before is None else self.before.tail) or ""

    @property
    def text(self) -> str:
        """All that is read in it."""
        return self.start + "".join(one.xpath("string()") + (one.tail or "") for one in self.parts)

    def links(self) -> list[HtmlElement]:
        """The links in it that lead somewhere."""
        return [link for one in self.parts for link in one.iter("a") if link.get("href")]

    def drop(self) -> None:
        """Take it out of its tree."""
        for one in self.parts:
            self.owner.remove(one)
        if self.before is None:
            self.owner.text = None
        else:
            self.before.tail = None


def of(block: Block) -> Run | None:
    """The run that a block of text is; None where it is not found: a table's row is no run."""
    wanted = blocks.letters(block.text)
    return next((run for run in _all(block.element) if wanted and blocks.letters(run.text) == wanted), None)


def _all(owner: HtmlElement) -> Iterator[Run]:
    before: HtmlElement | None = None
    parts: list[HtmlElement] = []
    for child in [*owner, None]:
        if child is not None and (child.tag in INLINE or child.tag == "br"):
            parts.append(child)
            continue
        yield Run(owner, before, tuple(parts))
        before, parts = child, []
