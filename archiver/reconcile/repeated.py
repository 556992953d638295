"""Lines with which many of a site's posts begin or end: what may have been left in them of the page around."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from archiver.dom.blocks import fold, letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

FEWEST = 3  # posts
SHARE = 0.15  # of the posts: learning cuts what stands at the edge of most, and of fewer in a box of its own
_SHORTEST = 8  # letters; "Enjoy!" says nothing


def repeated_lines(texts: Callable[[], Iterable[tuple[int, str]]]) -> Iterator[tuple[int, str, int]]:
    """Posts that begin or end with a line that many do: id, the line as it stands there, on how many posts it does.

    texts: gives id and text of every post, each time it is called. Lines are compared as `dom.blocks.fold` writes them.
    Only the very first and last line of a text count: authors repeat headings, and the words with which they thank.
    """
    counts: Counter[int] = Counter()
    posts = 0
    for _, text in texts():
        posts += 1
        counts.update({hash(fold(line)) for line in _edges(text)})
    needed = max(FEWEST, SHARE * posts)
    for post_id, text in texts():
        for line in _edges(text):
            count = counts[hash(fold(line))]
            if count >= needed and len(letters(line)) >= _SHORTEST:
                yield post_id, line, count
                break


def _edges(text: str) -> tuple[str, ...]:
    """The last and the first line of a text; of a text of one line none: all of it is the post's."""
    first, _, rest = text.partition("\n")
    return (rest.rpartition("\n")[2], first) if rest else ()
