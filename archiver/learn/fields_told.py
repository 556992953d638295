"""Authors whose place only other documents tell: elements without a hint that show just whom feeds or REST name."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from archiver.evidence import dom, elements, keys, names
from archiver.evidence.values import ELEMENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archiver.evidence.values import Habits, Readings
    from archiver.page import Page

FEWEST = 4  # posts whose author is known, before a place is believed
COMMON = 0.8  # share of these that show him there
_PLACES = 3  # places that are read
_TAGS = (
    "span",
    "p",
    "div",
    "li",
    "a",
    "b",
    "strong",
    "em",
    "small",
    "td",
    "dd",
    "address",
    "cite",
    "h3",
    "h4",
    "h5",
    "h6",
)


def add(posts: Sequence[tuple[Page, Readings, str]], habits: Habits) -> frozenset[str]:
    """Add to each post's readings what stands at such places; the sources that were added.

    posts: pages of posts, what they state, and the one author whom another document names; "" where none or several.
    """
    told = [(page, names.key(author)) for page, _, author in posts if author]
    if len(told) < FEWEST or len({author for _, author in told}) == 1:  # one name on every page may be the site's own
        return frozenset()
    places = Counter(place for page, author in told for place in _places(page, author))
    chosen = [place for place, count in places.most_common(_PLACES) if count >= COMMON * len(told)]
    for page, readings, _ in posts:
        for place in chosen:
            value = dom.value_of(
                "authors", ELEMENT + place, list(keys.find(page.tree, place)), dom.Reader(page.base_url, habits)
            )
            if value:
                readings.setdefault("authors", {})[ELEMENT + place] = value
    return frozenset(ELEMENT + place for place in chosen)


def _places(page: Page, author: str) -> Iterator[str]:
    """The keys of the innermost elements of a page that show an author and nothing else, each in one way."""
    seen: set[str] = set()
    for element in page.tree.iter(*_TAGS):
        if not elements.is_line(element) or names.key(elements.line_of(element)) != author:
            continue
        if any(names.key(child.text or "") == author for child in element.iter(*_TAGS) if child is not element):
            continue
        key = keys.key(element)
        alike = list(keys.find(page.tree, key))
        place = key if len(alike) == 1 else f"{key}[{keys.position(element)}]"
        if place not in seen and (len(alike) == 1 or len(list(keys.find(page.tree, place))) == 1):
            seen.add(place)
            yield place
