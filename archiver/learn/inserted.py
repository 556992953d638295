"""What a site puts between the paragraphs of its posts: one text in a box of its own, in one shape, on most posts.

Or a paragraph like any other that leads somewhere and stands at one place on nearly all: plugins count paragraphs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from archiver.dom import lines
from archiver.learn.significance import at_least, at_most
from archiver.profile.templates import INSERTED, CutRule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.html import HtmlElement

    from archiver.dom.blocks import Block

FEWEST = 5
PLACED_NEED = 0.8  # and of those that reach its place, for a paragraph without a box
NEED = 0.5  # share of the pages long enough for it: what an author repeats, a disclaimer, stands among the paragraphs
LONG = 3  # blocks of a page that has a middle
_OWN = 0.1  # share of the pages' other blocks that may stand in a box of that shape
_BOXES = frozenset(("div", "section", "aside", "center"))
_NO_BOXES = frozenset(
    ("h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd", "tr")
)  # text, however often it comes
_EXAMPLE = 80


def learn(pages: Sequence[Sequence[Block]], known: Mapping[str, CutRule]) -> list[CutRule]:
    """The rules for such boxes. pages: the blocks that are left of each. known: rules learned before, by text."""
    long = [found for found in pages if len(found) >= LONG]
    boxed: Counter[str] = Counter()
    shapes: dict[str, set[str]] = defaultdict(set)
    others: dict[str, Counter[str]] = defaultdict(Counter)
    for found in long:
        seen: set[str] = set()
        for index, block in enumerate(found):
            is_text = block.element.tag in _NO_BOXES or lines.is_quoted(block.element)
            shape = "" if is_text else _shape(found, index)
            if shape:
                others[shape][block.key] += 1
                if block.key not in seen and 0 < index < len(found) - 1:
                    boxed[block.key] += 1
                    shapes[block.key].add(shape)
                    seen.add(block.key)
    total = sum(map(len, long))
    chosen = {
        key: count
        for key, count in boxed.items()
        if count >= FEWEST
        and _is_common(count, len(long), is_known=_is_known(known, key))
        and all(others[shape].total() - others[shape][key] <= _OWN * (total - count) for shape in shapes[key])
    } | _placed(long, known)
    return [
        CutRule(INSERTED, "", key, count, len(pages), count, key[:_EXAMPLE])
        for key, count in sorted(chosen.items(), key=lambda one: (-one[1], one[0]))
    ]


def _placed(long: Sequence[Sequence[Block]], known: Mapping[str, CutRule]) -> dict[str, int]:
    """The paragraphs with a link that are the same, and the same one from above, on nearly all pages that reach it.

    Without a link a line that comes again amid the text may be a question of every interview or "Ingredients".
    """
    places: dict[str, Counter[int]] = defaultdict(Counter)
    reached: Counter[int] = Counter()
    for found in long:
        paragraphs = [index for index, block in enumerate(found) if block.element.tag == "p"]
        reached.update(range(len(paragraphs) - 1))
        linked = {found[index].key: at for at, index in enumerate(paragraphs[:-1]) if index and found[index].link_chars}
        for key, at in linked.items():
            places[key][at] += 1
    chosen: dict[str, int] = {}
    for key, counted in places.items():
        at, count = max(counted.items(), key=lambda one: (one[1], -one[0]))
        need = at_most if _is_known(known, key) else at_least
        if count >= FEWEST and count >= PLACED_NEED * counted.total() and need(count, reached[at]) >= PLACED_NEED:
            chosen[key] = counted.total()
    return chosen


def _is_known(known: Mapping[str, CutRule], key: str) -> bool:
    return key in known and known[key].rule == INSERTED


def _is_common(count: int, pages: int, *, is_known: bool) -> bool:
    return (at_most if is_known else at_least)(count, pages) >= NEED


def _shape(found: Sequence[Block], index: int) -> str:
    """How the box looks that holds a block and no other: its tags, from the outside; "" where it stands in none."""
    element = found[index].element
    beside = {up for at in (index - 1, index + 1) if 0 <= at < len(found) for up in _path(found[at].element)}
    path = [up for up in _path(element) if up not in beside]
    if not path or element in beside or path[-1].tag not in _BOXES:
        return ""
    inner = "" if path[-1] is element else " ".join(str(child.tag) for child in path[-1] if isinstance(child.tag, str))
    return ">".join(f"{up.tag!s}.{up.get('class') or ''}" for up in reversed(path)) + f"({inner})"


def _path(element: HtmlElement) -> list[HtmlElement]:
    return [element, *element.iterancestors()]
