"""What is learned about a site's page templates."""

from __future__ import annotations

from dataclasses import dataclass

USER = "user"  # what the name of a pinned template begins with, and the rule of the cuts that a person asked for
INSERTED = "inserted"  # the rule of a box between paragraphs, known by its text


@dataclass(frozen=True, slots=True)
class CutRule:
    """Something inside a template's container that is no post's text, with what speaks for it.

    rule: why: "repeats", "related", "toc", "meta", …; "start" and "end" are texts at the edges, "inserted" those
    between paragraphs; "border" is a text from which on everything to the end is left out.
    selector: CSS, below the container; "" where `text` says what is meant.
    text: a block as `dom.blocks.fold` writes it.
    pages, of: on how many pages it stood, of how many looked at. chrome: on how many of these it was judged to be none
    of the post's. example: the beginning of what it held on one page.
    """

    rule: str
    selector: str = ""
    text: str = ""
    pages: int = 0
    of: int = 0
    chrome: int = 0
    example: str = ""

    @property
    def key(self) -> str:
        """How a person names the rule to veto it: the selector, or the text in quotes."""
        return self.selector or f'"{self.text}"'


@dataclass(frozen=True, slots=True)
class Template:
    """Where the text of posts stands in one of the site's layouts, and what to leave out there.

    name: unique on the site. container: CSS selector of the element that holds the text. parts: selectors of what
    belongs to a post and stands above it (a lead, a hero's caption); galleries: of what stands below, pictures alone.
    pages, of: how many pages it fits, of how many were learned from. has_title: the layout prints the title inside the
    container; where it does not, a line that equals the title was written by the author. size_low, size_median:
    characters that were kept on these pages: the fifth percentile and the middle.
    keep: selectors (or quoted texts) that are never cut: a person's, or names that mislead on this site.
    """

    name: str
    container: str
    parts: tuple[str, ...] = ()
    pages: int = 0
    of: int = 0
    has_title: bool = True
    size_low: int = 0
    size_median: int = 0
    cuts: tuple[CutRule, ...] = ()
    keep: tuple[str, ...] = ()
    galleries: tuple[str, ...] = ()
