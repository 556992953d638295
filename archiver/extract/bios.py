"""Biographies of authors, out of the author boxes that were cut from their posts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archiver.dom.blocks import letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.records import Author, Cut

_SHORTEST = 40  # characters; less is a name, a role, "View all posts"


def with_bios(authors: tuple[Author, ...], cuts: Sequence[Cut]) -> tuple[Author, ...]:
    """The authors with their biographies, where a cut tells of them and nothing better is known.

    A cut tells of an author when it names the author; with a single author, every author box does.
    """
    if not cuts or not authors or all(author.bio for author in authors):
        return authors
    boxes = [cut for cut in cuts if cut.rule == "author-box"]
    others = [cut for cut in cuts if cut.rule in {"border", "end", "repeats"}]
    return tuple(
        author if author.bio else replace(author, bio=_bio(author, [*boxes, *others], authors, len(boxes)))
        for author in authors
    )


def _bio(author: Author, cuts: Sequence[Cut], authors: tuple[Author, ...], boxes: int) -> str | None:
    name = letters(author.name)
    for index, cut in enumerate(cuts):
        if name in letters(cut.text) or (len(authors) == 1 and index < boxes):
            lines = _lines_of(cut.text.split("\n"), name, [letters(other.name) for other in authors])
            if lines:
                return "\n".join(lines)
    return None


def _lines_of(lines: Sequence[str], name: str, names: Sequence[str]) -> list[str]:
    """The lines of prose about one author: in a box of several, from the name up to the next one's."""
    others = [other for other in names if other != name]
    starts = [index for index, line in enumerate(lines) if name in letters(line)]
    begin = starts[0] if starts and others else 0
    found: list[str] = []
    for line in lines[begin:]:
        if found and others and any(other in letters(line)[:80] for other in others):
            break
        if len(line) >= _SHORTEST and not any(other in letters(line)[:80] for other in others):
            found.append(line)
    return found
