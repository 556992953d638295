"""What stands before and after the text without a name: constant lines at the edges, and borders of what follows."""

# ruff: noqa: SIM905 - long lists of names read best as words

from __future__ import annotations

import re
from collections import Counter
from math import ceil
from typing import TYPE_CHECKING

from archiver.dom import fit, lines
from archiver.dom.noise import INLINE
from archiver.learn import inserted
from archiver.learn.significance import at_least, at_most
from archiver.profile.templates import CutRule, Template

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from archiver.dom.blocks import Block
    from archiver.learn.sheets import Sheet, Site

FEWEST = 3
PLAIN_NEED = 0.7  # share of pages with a line among the paragraphs that make it the site's: authors repeat themselves
PLAIN_SEEN = 0.95  # and on so many of those read: what a theme prints it prints below all posts, authors forget it
BEYOND_NEED = 0.5  # the same for a line beyond a share box, tags, …: there the text has ended
BOXED_NEED = 0.1  # the same for a line in a box of its own
AT_EDGE = 0.5  # where the line stands on a page, it must nearly certainly stand at the edge
_MOST = 0.8
_NEAR = 3
_ENDING = 6  # lines of a box below the text that may stand below other posts word for word
_PROSE = 60  # characters of a line that is a sentence
_SAYS_MORE = 2  # letters more than itself that a Chinese or Japanese character is worth
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_EXAMPLE = 80
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_FLOW = frozenset("p h1 h2 h3 h4 h5 h6 li ul ol pre blockquote dl dt dd td tr table figure figcaption".split())


class Row:
    """What is left of one page after the names were cut and the title taken off: its blocks, first to last."""

    def __init__(self, sheet: Sheet, template: Template) -> None:
        self.sheet = sheet
        self.laid = fit.lay(sheet.page, template, sheet.container)
        self.found: list[Block] = self.laid.blocks
        self.keys = [block.key for block in self.found]
        self.gaps = _gaps(sheet.keys, self.keys)
        self.was_longer = False  # a border and what followed it were taken off
        self.is_diary = lines.is_diary(self.found)

    def is_own(self, index: int, step: int) -> bool:
        """True for a listing, a caption, a day of a diary, and a heading that opens the text as others part it.

        The first of an interview's questions, or of a recipe's "Ingredients" and "Method".
        """
        element = self.found[index].element
        if lines.is_quoted(element) or (self.is_diary and lines.is_dateline(self.found[index].text)):
            return True
        kind = (element.tag, element.get("class") or "")
        if step < 0 or not (kind[1] or kind[0] in _HEADINGS) or self.is_beyond(index, step):
            return False
        return any((one.element.tag, one.element.get("class") or "") == kind for one in self.found[index + 2 :])

    def is_beyond(self, index: int, step: int) -> bool:
        """True where something was cut by its name between a block and the text, or next to that."""
        towards = (index + offset * step for offset in range(_NEAR))
        return any((at + 1 if step > 0 else at) in self.gaps for at in towards)

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


def _gaps(before: Sequence[str], after: Sequence[str]) -> set[int]:
    """Before which of the blocks that are left something was cut; one past the end where it was after the last."""
    gaps: set[int] = set()
    at = 0
    for index, key in enumerate(after):
        start = at
        while at < len(before) and before[at] != key:
            at += 1
        if at > start:
            gaps.add(index)
        at += 1
    if at < len(before):
        gaps.add(len(after))
    return gaps


def learn(sheets: Sequence[Sheet], site: Site, template: Template, known: Mapping[str, CutRule]) -> list[CutRule]:
    """The rules by text of a template whose rules by name are learned. known: rules learned before, by text."""
    rows = [Row(sheet, template) for sheet in sheets]
    borders = _borders(rows, site, known)
    ends = {rule.text for rule in borders}
    for row in rows:
        cut = next((index for index, key in enumerate(row.keys) if key in ends), None)
        if cut is not None:
            row.found, row.keys, row.was_longer = row.found[:cut], row.keys[:cut], True
            row.is_diary = lines.is_diary(row.found)  # the days below were those of other posts
    found = inserted.learn([row.found for row in rows], known)
    return borders + found + _peeled(rows, "start", known) + _peeled(rows, "end", known)


def _peeled(rows: Sequence[Row], rule: str, known: Mapping[str, CutRule]) -> list[CutRule]:
    """The constant lines at one edge: those at the very edge first, then what they uncover."""
    step = 1 if rule == "start" else -1
    lines_of = [_edge_keys(row) for row in rows]
    stands = Counter(key for keys in lines_of for key in set(keys))
    rules: dict[str, CutRule] = {}
    heads = [_head(row, keys, step, rules) for row, keys in zip(rows, lines_of, strict=True)]
    while True:
        at_edge: Counter[str] = Counter()
        boxed: Counter[str] = Counter()
        beyond: Counter[str] = Counter()
        for row, keys, head in zip(rows, lines_of, heads, strict=True):
            if 0 <= head < len(keys) and not row.is_own(head, step):
                at_edge[keys[head]] += 1
                boxed[keys[head]] += row.is_boxed(head, step)
                beyond[keys[head]] += row.is_beyond(head, step)
        fresh = {
            key: CutRule(rule, "", key, stands[key], len(rows), count, key[:_EXAMPLE])
            for key, count in at_edge.items()
            if key not in rules
            and at_least(count, stands[key]) >= AT_EDGE
            and count >= _needed(boxed[key] / count, beyond[key] / count, len(rows), key in known)
        }
        if not fresh:
            return sorted(rules.values(), key=lambda one: (-one.pages, one.text))
        rules.update(fresh)
        heads = [_head(row, keys, step, rules) for row, keys in zip(rows, lines_of, strict=True)]


def _edge_keys(row: Row) -> list[str]:
    """The lines of a page as they are compared: near the edges datelines are one, and so are links to neighbours."""
    last = len(row.keys) - _NEAR
    return [_form(row, at) or key if at < _NEAR or at >= last else key for at, key in enumerate(row.keys)]


def _form(row: Row, at: int) -> str:
    """What stands in a rule for a line that is known by its form; "" for others."""
    block = row.found[at]
    if lines.is_signed(block, row.sheet.page.url):
        return "" if row.is_diary else lines.DATELINE
    is_metadata = lines.is_metadata(block, row.sheet.page.url)
    return lines.NEIGHBOURS if not is_metadata and lines.leads_on(block, row.sheet.page.url) else ""


def _head(row: Row, keys: Sequence[str], step: int, rules: Mapping[str, CutRule]) -> int:
    """The first line from an edge that no rule cuts, and that is no metadata by its form."""
    first = head = 0 if step > 0 else len(keys) - 1
    url, ends = row.sheet.page.url, step < 0
    while 0 <= head < len(keys) and (
        keys[head] in rules
        or lines.is_about_post(row.found, head, url, ends=ends, beyond=head != first or row.was_longer)
    ):
        head += step
    return head


def _needed(boxed: float, beyond: float, pages: int, is_known: bool) -> float:  # noqa: FBT001 - three shares and a fact
    """On how many pages a line must stand at the edge to be the site's.

    Fewer where it mostly stands in a box apart from the text, or beyond something that was cut by its name.
    """
    if boxed >= _MOST:
        return max(FEWEST, BOXED_NEED * pages)
    need, seen = (BEYOND_NEED, 0.0) if beyond >= _MOST else (PLAIN_NEED, PLAIN_SEEN)
    bound = at_most if is_known else at_least
    fewest = max(FEWEST, ceil((BEYOND_NEED if is_known else seen) * pages))
    return next((count for count in range(fewest, pages + 1) if bound(count, pages) >= need), pages + 1)


def _borders(rows: Sequence[Row], site: Site, known: Mapping[str, CutRule]) -> list[CutRule]:
    """The texts after which nothing of the post comes: "About the author", "Read next".

    They open a box of their own, stand right after something that was cut by its name, such as the post's tags, or are
    headings above nothing but links to other posts on most pages. What follows is the site's, or stands word for word
    below other posts too: the few words that a blog of several authors says of each.
    """
    stands: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    headed: Counter[str] = Counter()
    places: list[dict[str, int]] = []
    endings = Counter(ending for row in rows for ending in _endings(row))
    for row in rows:
        chrome = [_is_chrome(block, row, site) * len(block.text) for block in row.found]
        sizes = [len(block.text) for block in row.found]
        seen: set[str] = set()
        closing: dict[str, int] = {}
        for index, key in enumerate(row.keys):
            if key in seen or site.frequency[key] < FEWEST:
                continue
            seen.add(key)
            stands[key] += 1
            tail = sum(sizes[index:])
            if not index or (sum(chrome[index:]) < _MOST * tail and endings[tuple(row.keys[index:])] < FEWEST):
                continue
            is_apart = row.is_boxed(index, -1) or index in row.gaps
            if is_apart and not lines.is_quoted(row.found[index].element):
                ends[key] += 1
                closing[key] = index
            elif row.found[index].element.tag in _HEADINGS and _leads_away(row, index + 1, site):
                headed[key] += 1
                closing[key] = index
        places.append(closing)
    # Without a box it may be the author's own list of further reading, which does not stand below most posts.
    ends.update({key: count for key, count in headed.items() if at_least(count, len(rows)) >= BEYOND_NEED})
    rules = [
        CutRule("border", "", key, stands[key], len(rows), count, key[:_EXAMPLE])
        for key, count in ends.items()
        if count >= max(FEWEST, BOXED_NEED * len(rows))
        and (at_least(count, stands[key]) >= AT_EDGE or (key in known and at_most(count, stands[key]) >= AT_EDGE))
    ]
    return _first(sorted(rules, key=lambda one: (-one.pages, one.text)), places)


def _first(borders: Sequence[CutRule], places: Sequence[Mapping[str, int]]) -> list[CutRule]:
    """The borders that are the first on some page: what stands below another is one of the posts that it announces.

    places: of each page, where its borders stand.
    """
    ruled = {rule.text for rule in borders}
    first = {
        min(known, key=lambda key: known[key])
        for page in places
        if (known := {k: v for k, v in page.items() if k in ruled})
    }
    return [rule for rule in borders if rule.text in first]


def _endings(row: Row) -> list[tuple[str, ...]]:
    """The last lines of a page: two, three and so on, as long as they are few."""
    return [tuple(row.keys[-count:]) for count in range(2, min(_ENDING, len(row.keys) - 1) + 1)]


def _leads_away(row: Row, start: int, site: Site) -> bool:
    """True where all that is left of a page from a block on is links to the site's own pages, at least one."""
    left = row.found[start:]
    return bool(left) and all(site.is_listed(block, row.sheet.page.url) for block in left)


def _is_chrome(block: Block, row: Row, site: Site) -> bool:
    """True for what stands on most pages, leads to other posts or places on its own, or is prose that stands elsewhere.

    Such as a biography.
    Short lines that come again now and then are not enough: the people whom a release thanks do.
    """
    if lines.is_toc([block], 0):
        return True
    pages = site.frequency[block.key]
    is_prose = pages > 1 and len(block.text) + _SAYS_MORE * len(_IDEOGRAPHS.findall(block.text)) >= _PROSE
    return is_prose or pages >= _MOST * site.pages or site.is_listed(block, row.sheet.page.url)
