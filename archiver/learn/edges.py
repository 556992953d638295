"""What stands before and after the text without a name: constant lines at the edges, and borders of what follows."""

# ruff: noqa: SIM905 - long lists of names read best as words

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from archiver.dom import blocks as reading
from archiver.dom import fit
from archiver.dom.noise import INLINE
from archiver.learn.significance import at_least, at_most
from archiver.profile.templates import CutRule, Template

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from archiver.dom.blocks import Block
    from archiver.learn.chrome import Sheet, Site

FEWEST = 3
PLAIN_NEED = 0.7  # share of pages with a line among the paragraphs that make it the site's: authors repeat themselves
BOXED_NEED = 0.1  # the same for a line in a box of its own
AT_EDGE = 0.5  # where the line stands on a page, it must nearly certainly stand at the edge
_MOST = 0.8
_EXAMPLE = 80
_FLOW = frozenset("p h1 h2 h3 h4 h5 h6 li ul ol pre blockquote dl dt dd td tr table figure figcaption".split())


class Row:
    """What is left of one page after the names were cut and the title taken off: its blocks, first to last."""

    def __init__(self, sheet: Sheet, template: Template) -> None:
        self.sheet = sheet
        self.laid = fit.lay(sheet.page, template, sheet.container)
        self.found: list[Block] = reading.read(self.laid.content)
        self.keys = [block.key for block in self.found]

    def is_boxed(self, index: int, step: int) -> bool:
        """True where a block stands in a box apart from the next one towards the text (step +1 from the start)."""
        towards = index + step
        if not 0 <= towards < len(self.found):
            return False
        others = set(self.found[towards].element.iterancestors()) | {self.found[towards].element}
        element = self.found[index].element
        if element in others:
            return False
        parent = element.getparent()
        while parent is not None and parent not in others:
            element, parent = parent, parent.getparent()
        return element.tag not in _FLOW and element.tag not in INLINE and bool(element.attrib or len(element) > 1)


def learn(sheets: Sequence[Sheet], site: Site, template: Template, known: Mapping[str, CutRule]) -> list[CutRule]:
    """The rules by text of a template whose rules by name are learned. known: rules learned before, by text."""
    rows = [Row(sheet, template) for sheet in sheets]
    borders = _borders(rows, site, known)
    ends = {rule.text for rule in borders}
    for row in rows:
        cut = next((index for index, key in enumerate(row.keys) if key in ends), None)
        if cut is not None:
            row.found, row.keys = row.found[:cut], row.keys[:cut]
    return borders + _peeled(rows, "start", known) + _peeled(rows, "end", known)


def _peeled(rows: Sequence[Row], rule: str, known: Mapping[str, CutRule]) -> list[CutRule]:
    """The constant lines at one edge: those at the very edge first, then what they uncover."""
    step = 1 if rule == "start" else -1
    heads = [0 if step > 0 else len(row.keys) - 1 for row in rows]
    stands = Counter(key for row in rows for key in set(row.keys))
    rules: dict[str, CutRule] = {}
    while True:
        at_edge: Counter[str] = Counter()
        boxed: Counter[str] = Counter()
        for row, head in zip(rows, heads, strict=True):
            if 0 <= head < len(row.keys):
                at_edge[row.keys[head]] += 1
                boxed[row.keys[head]] += row.is_boxed(head, step)
        fresh = {
            key: CutRule(rule, "", key, stands[key], len(rows), count, key[:_EXAMPLE])
            for key, count in at_edge.items()
            if key not in rules and _is_constant(count, boxed[key], stands[key], len(rows), known.get(key))
        }
        if not fresh:
            return sorted(rules.values(), key=lambda one: (-one.pages, one.text))
        rules.update(fresh)
        for number, row in enumerate(rows):
            while 0 <= heads[number] < len(row.keys) and row.keys[heads[number]] in rules:
                heads[number] += step


def _is_constant(count: int, boxed: int, stands: int, pages: int, known: CutRule | None) -> bool:
    if count < FEWEST or at_least(count, stands) < AT_EDGE:
        return False
    if known is not None and at_most(count, pages) >= PLAIN_NEED:
        return True
    if boxed >= _MOST * count and count >= BOXED_NEED * pages:
        return True
    return at_least(count, pages) >= PLAIN_NEED


def _borders(rows: Sequence[Row], site: Site, known: Mapping[str, CutRule]) -> list[CutRule]:
    """The texts in boxes of their own after which nothing of the post comes: "About the author", "Read next"."""
    stands: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    for row in rows:
        chrome = [_is_chrome(block, row, site) * len(block.text) for block in row.found]
        sizes = [len(block.text) for block in row.found]
        seen: set[str] = set()
        for index, key in enumerate(row.keys):
            if key in seen or site.frequency[key] < FEWEST:
                continue
            seen.add(key)
            stands[key] += 1
            tail = sum(sizes[index:])
            if index and row.is_boxed(index, -1) and sum(chrome[index:]) >= _MOST * tail:
                ends[key] += 1
    return sorted(
        (
            CutRule("border", "", key, stands[key], len(rows), count, key[:_EXAMPLE])
            for key, count in ends.items()
            if count >= max(FEWEST, BOXED_NEED * len(rows))
            and (at_least(count, stands[key]) >= AT_EDGE or (key in known and at_most(count, stands[key]) >= AT_EDGE))
        ),
        key=lambda one: (-one.pages, one.text),
    )


def _is_chrome(block: Block, row: Row, site: Site) -> bool:
    return site.frequency[block.key] >= 2 or site.is_listed(block, row.sheet.page.url)  # noqa: PLR2004 - elsewhere too
