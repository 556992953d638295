"""What inside a container is not the post's: judged by the names of elements over many pages, never by one sentence."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from archiver.dom import blocks as reading
from archiver.dom import lines, vocabulary
from archiver.learn.sheets import FOOT, MOST
from archiver.learn.significance import at_least, at_most
from archiver.profile.templates import CutRule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from archiver.dom.blocks import Block
    from archiver.learn.sheets import Sheet, Site

NEED = 0.5  # share of a name's pages on which it must be chrome, nearly certainly
FEWEST = 3
BOXED_NEED = 0.03  # share of the pages on which a name without a meaning must stand: a rarer one is some posts' own
_LARGEST = 0.6  # a name with more of the container's letters is the post's, whatever repeats
_SLOT_WORDS = 30  # a line of metadata has few words, and all of them come again
_SLOT_LINES = 3
_FOOT_LINES = (
    8  # day, authors, categories, tags, licence, …: what HTML has a footer for, or where a day or a term stands
)
_SLOT_SEEN = 0.9
_PARTED = 2  # pieces of text between the lines of one name
_OPENING = 0.8  # share of instances that open with one block
_SOME = 0.3  # of these, so many must be chrome for what is seen once to be chrome too
_EXAMPLE = 80
_SENTENCE = re.compile(r"(?s).{60}.*[.!?…][\"'”’»)\]]*$|.{30}.*[。！？؟۔।][\"'”’»)\]」』]*$")  # noqa: RUF001 - as they end
_UNSPACED = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")  # "約0字" is three


@dataclass(slots=True)
class Tally:
    """The instances of one name, one a page: what they were judged to be."""

    token: str
    verdicts: list[str] = field(default_factory=list)  # "" = of the post
    openings: Counter[str] = field(default_factory=Counter)
    elements: int = 0
    share: float = 0.0
    in_label: int = 0
    example: str = ""

    @property
    def pages(self) -> int:
        """On how many pages the name stands."""
        return len(self.verdicts)

    @property
    def chrome(self) -> int:
        """On how many of them it was judged to be chrome."""
        return sum(1 for verdict in self.verdicts if verdict)


def learn(sheets: Sequence[Sheet], site: Site, known: Mapping[str, CutRule]) -> tuple[list[CutRule], list[str]]:
    """The names to cut, and the names that look like chrome and are not.

    First those that are chrome wherever they stand, the outermost of them; then what is chrome of the rest: a name that
    a page builder gives to menus and to lists of an author alike is not judged by the menus.
    known: rules learned before, by selector: they stand until the pages clearly speak against them.
    """
    named = [sheet.names() for sheet in sheets]
    chosen: dict[str, CutRule] = {}
    misleading: set[str] = set()
    for is_first in (True, False):
        tallies = _tallies(sheets, named, site)
        if is_first:
            misleading = {token for token, tally in tallies.items() if _misleads(tally)}
        rules = {
            token: rule
            for token, tally in tallies.items()
            if token not in misleading
            and (rule := _rule(tally, known.get(token), len(sheets)))
            and (tally.chrome == tally.pages or _is_wrapper(tally) or not is_first)
        }
        fresh = _outermost(rules, sheets, named)
        chosen.update(fresh)
        named = [_without(names, fresh) for names in named]
    return sorted(chosen.values(), key=lambda rule: (-rule.pages, rule.selector)), sorted(misleading - set(chosen))


def _without(names: dict[str, list[int]], cut: Mapping[str, CutRule]) -> dict[str, list[int]]:
    """The names of a page with the blocks that are left to them once others are cut."""
    gone = {index for token in cut for index in names.get(token, ())}
    left = {token: [index for index in indexes if index not in gone] for token, indexes in names.items()}
    return {token: indexes for token, indexes in left.items() if indexes}


def _tallies(sheets: Sequence[Sheet], named: Sequence[dict[str, list[int]]], site: Site) -> dict[str, Tally]:
    wholes: dict[str, Counter[str]] = defaultdict(Counter)
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for sheet, names in zip(sheets, named, strict=True):
        for token, indexes in names.items():
            whole = "\n".join(sheet.keys[index] for index in indexes)
            wholes[token][whole] += 1
            words[token].update(set(_WORD.findall(whole[:1000])))
    tallies: dict[str, Tally] = {}
    for sheet, names in zip(sheets, named, strict=True):
        size = sum(len(block.text) for block in sheet.found) or 1
        for token, indexes in names.items():
            tally = tallies.setdefault(token, Tally(token))
            chosen = [sheet.found[index] for index in indexes]
            whole = "\n".join(sheet.keys[index] for index in indexes)
            verdict = _verdict(sheet, chosen, site)
            if 2 * sum(len(sheet.keys[index]) for index in indexes if index in sheet.exempt) > len(whole):
                verdict = ""
            elif not verdict and wholes[token][whole] >= site.needed and not _parts_text(sheet, indexes, site):
                verdict = "repeats"
            elif not verdict and (
                (
                    _is_slot(_runs(sheet, indexes), words[token], tells := token == FOOT or _tells(sheet, chosen))
                    and (tells or "0" in _WORD.findall(whole))
                    and not _holds_text(sheet, indexes)
                )
                or _names_itself(sheet.page.url, chosen)
                or (
                    token == FOOT
                    and all(site.repeats(one.key) or site.is_listed(one, sheet.page.url) for one in chosen)
                )
            ):
                verdict = "meta"
            if sheet.label and (not verdict or (verdict == "meta" and vocabulary.rule_of(token) != "meta")):
                inside = _share_in(sheet.label, chosen)
                tally.in_label += inside >= MOST
                is_foreign = inside == 0 and not _is_prose(sheet, indexes)
                verdict = "" if inside >= MOST else verdict or ("not-in-feed" if is_foreign else "")
            tally.verdicts.append(verdict)
            tally.openings[sheet.keys[indexes[0]]] += 1
            tally.elements += sheet.counts[token]
            tally.share += len(whole) / size
            tally.example = min(filter(None, (tally.example, reading.joined(chosen)[:_EXAMPLE])), default="")
    return tallies


def _verdict(sheet: Sheet, chosen: Sequence[Block], site: Site) -> str:
    """What an instance is by its links and by other posts' texts; "" where that does not tell."""
    size = sum(len(block.text) for block in chosen)
    if sum(block.fragment_chars for block in chosen) >= MOST * size:
        return "toc"
    listed = sum(len(block.text) for block in chosen if site.is_listed(block, sheet.page.url))
    repeated = sum(len(block.text) for block in chosen if site.repeats(block.key))
    both = sum(len(b.text) for b in chosen if site.repeats(b.key) or site.is_listed(b, sheet.page.url))
    if both >= MOST * size and (listed >= size or (listed >= _SOME * size and repeated < size)):
        return "related"
    teased = sum(len(block.text) for block in chosen if site.is_teaser(block, sheet.page.url))
    return "related" if teased >= MOST * size else ""


def _parts_text(sheet: Sheet, indexes: Sequence[int], site: Site) -> bool:
    """True for lines, each another, that part the page's own text into pieces: the questions of an interview.

    What a site prints again and again between paragraphs is always the same.
    """
    starts = [at for at in indexes if at - 1 not in indexes]
    ends = [at for at in indexes if at + 1 not in indexes]
    between = [range(end + 1, start) for end, start in zip(ends, starts[1:], strict=False)]
    if len(between) < _PARTED or len({sheet.keys[at] for at in starts}) < len(starts):
        return False
    return all(any(not site.repeats(sheet.keys[at]) for at in gap) for gap in between)


def _share_in(label: str, chosen: Sequence[Block]) -> float:
    """Which share of an instance stands in the post as a feed or REST has it.

    That tells only where nothing else does: what plugins print into posts ("6 min read", "Share this", "You may also
    like") stands there too. And a label speaks against no prose: a theme prints leads that are no part of the content.
    """
    size = sum(len(block.text) for block in chosen)
    return sum(len(block.text) for block in chosen if reading.letters(block.text) in label) / size if size else 0.0


def _is_prose(sheet: Sheet, indexes: Sequence[int]) -> bool:
    """True for an instance that holds a sentence of the page's own, a caption, a listing or a table."""
    return any(index in sheet.exempt or _SENTENCE.search(sheet.found[index].text) for index in indexes)


def _runs(sheet: Sheet, indexes: Sequence[int]) -> list[str]:
    """The lines of one name, those that follow each other together: above the text, and below it."""
    runs: list[list[str]] = []
    for place, index in enumerate(indexes):
        if not place or indexes[place - 1] != index - 1:
            runs.append([])
        runs[-1].append(sheet.keys[index])
    return ["\n".join(run) for run in runs]


def _tells(sheet: Sheet, chosen: Sequence[Block]) -> bool:
    """Whether a line is the post's day, or holds a link to one of its terms."""
    return any(lines.names_a_term(block, sheet.page.url) or lines.is_dateline(block.text) for block in chosen)


def _is_slot(runs: Sequence[str], words: Counter[str], tells: bool) -> bool:  # noqa: FBT001 - what, and a fact
    """True for lines whose words all come again: "March 0, 0 · 0 min read", "Jane Doe in Travel".

    They are metadata where they hold a number or lead to a term: a list of names that come again is none, the authors
    of a release are its text. tells: a day or term is among them; then they may be more lines.
    """
    found = [word for run in runs for word in _WORD.findall(run)]
    most = _FOOT_LINES if tells else _SLOT_LINES
    if not found or len(found) > _SLOT_WORDS or any(run.count("\n") >= most for run in runs):
        return False
    return sum(1 for word in found if words[word] >= FEWEST) >= _SLOT_SEEN * len(found)


def _holds_text(sheet: Sheet, indexes: Sequence[int]) -> bool:
    """True for what holds the title or a caption: a header, whose words may all come again on a blog with one subject.

    What else stands in it is judged by its own names.
    """
    return any(index in sheet.exempt or reading.letters(sheet.found[index].text) in sheet.titles for index in indexes)


def _names_itself(url: str, chosen: Sequence[Block]) -> bool:
    """True where a line is the page's own address: a box that tells how to cite the post, whatever else it says of it.

    Themes of Hexo and many others print title, author, day, address and licence below the text; all but the licence
    differ from page to page, so that repetition tells little.
    """
    path = unquote(urlsplit(url).path)
    ending = re.compile(rf"https?://[^\s/]+{re.escape(path)}(?:index\.html)?\s*$")
    return len(path) > 1 and any("://" in block.text and ending.search(unquote(block.text)) for block in chosen)


def _rule(tally: Tally, known: CutRule | None, pages: int) -> CutRule | None:
    """The rule that a name's instances make, if they make one."""
    by_name = vocabulary.rule_of(tally.token)
    is_chrome = at_least(tally.chrome, tally.pages) >= NEED
    if tally.pages < BOXED_NEED * pages and by_name is None:
        return None
    stays = known is not None and at_most(tally.chrome, tally.pages) >= NEED
    if tally.pages < FEWEST or tally.share > _LARGEST * tally.pages or not (is_chrome or _is_wrapper(tally) or stays):
        return None
    verdicts = Counter(verdict for verdict in tally.verdicts if verdict)
    name = by_name or (min(verdicts, key=lambda verdict: (-verdicts[verdict], verdict)) if verdicts else "repeats")
    return CutRule(name, tally.token, "", tally.pages, pages, tally.chrome, tally.example)


def _is_wrapper(tally: Tally) -> bool:
    """True for a box that opens with the same line everywhere and holds chrome on a good part of its pages.

    Then it is chrome too where it holds what is seen once: the biography of an author of one post.
    """
    opening = max(tally.openings.values())
    if tally.elements > tally.pages:
        return False
    return opening >= _OPENING * tally.pages and tally.chrome >= _SOME * tally.pages and not tally.in_label


def _misleads(tally: Tally) -> bool:
    """True where the vocabulary would cut what is the post's on this site: long, unlike from page to page."""
    if vocabulary.rule_of(tally.token) is None:
        return False
    if tally.in_label >= FEWEST and at_least(tally.in_label, tally.pages) >= NEED:
        return True
    return tally.pages >= FEWEST and tally.share > _LARGEST * tally.pages and tally.chrome < _SOME * tally.pages


def _outermost(
    rules: Mapping[str, CutRule], sheets: Sequence[Sheet], named: Sequence[dict[str, list[int]]]
) -> dict[str, CutRule]:
    """The rules without those that only name parts of what others cut."""
    reach: Counter[str] = Counter()
    owned: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for number, (sheet, names) in enumerate(zip(sheets, named, strict=True)):
        for token, indexes in names.items():
            if token in rules:
                reach[token] += sum(len(sheet.keys[index]) for index in indexes)
                owned[token].update((number, index) for index in indexes)
    covered: set[tuple[int, int]] = set()
    chosen = {}
    for token in sorted(rules, key=lambda token: (-reach[token], token)):
        if not owned[token] <= covered:
            covered |= owned[token]
            chosen[token] = rules[token]
    return chosen
