"""A template laid on a page: the container found, what is not the post's cut out of a copy, every cut noted."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from archiver.dom import around, headline, highlighting, lines, runs, vocabulary, written
from archiver.dom import blocks as reading
from archiver.dom.headline import is_prose, titles_of
from archiver.dom.noise import INLINE
from archiver.dom.selectors import find_all, find_container, may_be_named, tokens
from archiver.profile.templates import INSERTED, USER, CutRule, Template
from archiver.records import Cut

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from lxml.html import HtmlElement

    from archiver.dom.blocks import Block
    from archiver.page import Page

_QUOTED_BEFORE = 3  # paragraphs after a quoted comment; what stands below a list of comments has fewer
_AROUND = 12  # paragraphs that are looked at on each side of it: a page may hold thousands of comments
_EXAMPLE = 80
_RULES = frozenset(("hr", "br"))
_SIMPLE = re.compile(r'[\w-]+(?:[#.][\w-]+|\[[\w-]+="[^"]*"\])')


@dataclass(slots=True)
class Fit:
    """A template on one page.

    content: a copy of the container (and parts), pruned. blocks: what is left in it. cuts: what went, and why.
    written: the content as html, where it is clean and was read from that: its text is in `lines`, `blocks` is empty.
    """

    template: Template
    content: HtmlElement
    blocks: list[Block] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    written: str | None = None
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What is left, one block a line."""
        return "\n".join(self.lines) if self.written is not None else reading.joined(self.blocks)

    @property
    def kept_share(self) -> float:
        """Kept characters of all; 1.0 where nothing was cut."""
        kept = len(self.text)
        cut = sum(one.chars for one in self.cuts)
        return round(kept / (kept + cut), 4) if cut else 1.0

    def cut(self, rule: str, key: str, element: HtmlElement) -> None:
        """Take an element out, its tail stays."""
        text = reading.joined(reading.read(element))
        self.cuts.append(Cut(rule, key, text, len(text)))
        _drop(element)


def container_of(page: Page, template: Template) -> HtmlElement | None:
    """The element of a page that a template means, if it stands there."""
    return find_container(page.tree, template.container)


def lay(
    page: Page,
    template: Template,
    container: HtmlElement,
    prepare: Callable[[HtmlElement], object] | None = None,
) -> Fit:
    """The template on a page whose container was found: what is left in `content` is the post's.

    prepare: what is done to the content between the cuts by name and those at the edges, and takes its noise out.
    """
    fit = Fit(template, _copied(container, _parts(template, container)))
    highlighting.flatten(fit.content, (rule.selector for rule in template.cuts if rule.selector))
    alive = list(fit.content.iter())  # while these are held, lxml makes no proxy of an element twice
    _cut_named(fit)
    if prepare is None:
        fit.blocks = reading.read(fit.content, (), reading.host_of(page.url))
    else:
        prepare(fit.content)
        _trim_rules(fit.content)
        _read_clean(fit)
    learned = any(rule.selector and rule.rule != USER for rule in template.cuts)
    if learned and not fit.text and fit.content.find(".//img") is None and reading.read(container):
        cuts = tuple(rule for rule in template.cuts if rule.rule == USER or not rule.selector)
        return lay(page, replace(template, cuts=cuts), container, prepare)
    _cut_edges(fit, page)
    if prepare is not None and fit.written is None:
        _trim_rules(fit.content)
    del alive
    return fit


def trim(content: HtmlElement, page: Page) -> Fit:
    """Clean content that no template found, without the title's line."""
    fit = Fit(Template("", ""), content)
    _read_clean(fit)
    _cut_edges(fit, page)
    return fit


def has_title(fit: Fit, page: Page) -> bool:
    """True where the title stands among the first lines of what is left."""
    return bool(headline.find(fit.blocks, titles_of(page)))


def _parts(template: Template, container: HtmlElement) -> list[HtmlElement]:
    """The elements around the container that belong to the post and itself, in document order; empty where none do."""
    scope = around.surroundings(container) if template.parts or template.galleries else None
    if scope is None:
        return []
    leads = _outermost(around.above(scope, container), scope, template.parts)
    galleries = _outermost(around.after(scope, container), scope, template.galleries)
    return [*leads, container, *galleries] if leads or galleries else []


def _outermost(places: Iterable[HtmlElement], scope: HtmlElement, names: Sequence[str]) -> list[HtmlElement]:
    """Those of some places that are named, without what stands inside others of them."""
    named = {element for css in names for element in find_all(scope, css)}
    found = [element for element in places if element in named] if named else []
    return [element for element in found if not any(up in named for up in element.iterancestors())]


def _copied(container: HtmlElement, parts: Sequence[HtmlElement]) -> HtmlElement:
    content: HtmlElement = container.makeelement("div") if parts else copy.deepcopy(container)
    content.tail = None
    for part in parts:
        twin = copy.deepcopy(part)
        twin.tail = None
        content.append(twin)
    return content


def _cut_named(fit: Fit) -> None:
    """Cut what a rule's selector names, and what its own name says is chrome, keeping what is vetoed."""
    rules = {rule.selector: rule for rule in fit.template.cuts if rule.selector}
    simple = {selector: rule for selector, rule in rules.items() if _SIMPLE.fullmatch(selector)}
    named = {
        element: rule
        for selector, rule in rules.items()
        if selector not in simple
        for element in find_all(fit.content, selector)
    }
    quoted = {key.strip('"') for key in fit.template.keep if key.startswith('"')}
    kept = {element for css in fit.template.keep if not css.startswith('"') for element in find_all(fit.content, css)}
    shelter = {up for element in kept for up in element.iterancestors()} | kept
    keep = frozenset(fit.template.keep)
    found: dict[HtmlElement, tuple[str, str]] = {}
    for element in fit.content.iterdescendants(etree.Element):
        if (
            (not named and not may_be_named(element))
            or element in shelter
            or _is_in(element, found)
            or _is_in(element, kept)
        ):
            continue
        hit = _judge(element, simple, keep) if element not in named else (named[element].rule, named[element].key)
        if hit is not None and not (quoted and reading.fold(element.text_content()) in quoted):
            found[element] = hit
    for element, (rule, key) in found.items():
        fit.cut(rule, key, element)


def _is_in(element: HtmlElement, boxes: Collection[HtmlElement]) -> bool:
    """Whether one of some boxes holds an element."""
    return bool(boxes) and any(up in boxes for up in element.iterancestors())


def _judge(element: HtmlElement, rules: dict[str, CutRule], keep: frozenset[str]) -> tuple[str, str] | None:
    """Rule and key by which an element is cut; None where it stays."""
    if not rules and element.tag in INLINE:
        return None
    names = tokens(element)
    if not names:
        return None
    for name in names:
        if name in rules:
            return rules[name].rule, name
    if element.tag in INLINE or not keep.isdisjoint(names):
        return None
    telling = next((name for name in names if vocabulary.rule_of(name)), None)
    judged = vocabulary.chrome_rule(element) if telling else None
    if judged == "comments" and _is_amid_text(element):
        return None
    return (judged, telling) if judged and telling else None


def _is_amid_text(element: HtmlElement) -> bool:
    """True where paragraphs of one text stand before and after: a comment that is quoted, no list of comments."""
    box, parent = element, element.getparent()
    while parent is not None and _is_only(box) and parent.getparent() is not None:
        box, parent = parent, parent.getparent()
    before, after = (
        sum(1 for one in islice(box.itersiblings("p", preceding=is_before), _AROUND) if is_prose(one.text_content()))
        for is_before in (True, False)
    )
    return before >= 1 and after >= _QUOTED_BEFORE


def _is_only(element: HtmlElement) -> bool:
    """Whether an element is its parent's only child."""
    return element.getnext() is None and element.getprevious() is None


def _read_clean(fit: Fit) -> None:
    """The text of clean content, from its written form where that tells the same as its tree."""
    as_html = etree.tostring(fit.content, encoding="unicode", method="html", with_tail=False)
    if written.is_plain(as_html):
        fit.written, fit.lines = as_html, written.read(as_html)
    else:
        fit.blocks = reading.read(fit.content, is_clean=True)


def _cut_edges(fit: Fit, page: Page) -> None:
    """Cut the title, and the constant blocks before and after the text."""
    rules = {rule.text: rule for rule in fit.template.cuts if rule.text}
    if fit.written is not None:
        if not _may_cut(fit, page, rules):
            return
        fit.written, fit.blocks = None, reading.read(fit.content, is_clean=True)
    found = fit.blocks
    kept = {key.strip('"') for key in fit.template.keep if key.startswith('"')}
    marks: dict[int, tuple[str, str]] = {}
    if fit.template.has_title:
        marks.update(headline.find(found, titles_of(page)))
    _mark_texts(found, rules, marks, page.url)
    if marks:
        marks = {index: hit for index, hit in marks.items() if found[index].key not in kept}
        gone = _drop_blocks(fit, found, marks)
        fit.blocks = [block for index, block in enumerate(found) if index not in gone]


def _may_cut(fit: Fit, page: Page, rules: dict[str, CutRule]) -> bool:
    """False where the lines alone tell that nothing at the edges goes, as on most pages: then no tree is read."""
    edges = (*fit.lines[:1], *fit.lines[-1:])
    if any(map(lines.may_be_metadata, edges)) or (lines.DATELINE in rules and any(map(lines.may_be_signed, edges))):
        return True
    if lines.may_lead(fit.written or "", edges, page.url) or any(
        lines.is_own_address(line, page.url) for line in edges
    ):
        return True
    if lines.NEIGHBOURS in rules and any(map(lines.may_lead_on, edges)):
        return True
    if rules and any(reading.fold(line) in rules for line in fit.lines):
        return True
    if not fit.template.has_title:
        return False
    first = [reading.letters(line) for line in fit.lines[: headline.WITHIN]]
    is_marked = "<h1" in (fit.written or "") or headline.may_be_named(fit.written or "")
    return is_marked or any(title in line for title in titles_of(page) for line in first)


def _mark_texts(found: Sequence[Block], rules: dict[str, CutRule], marks: dict[int, tuple[str, str]], url: str) -> None:
    """Mark what the rules know by its text: at the edges, from a border on, and what a person named.

    url: against which the page's links resolve.
    """
    keys = [block.key for block in found]
    for index, key in enumerate(keys):
        rule = rules.get(key)
        if rule is not None and rule.rule in {USER, INSERTED}:
            marks[index] = (rule.rule, rule.key)
    unmarked = (index for index in range(len(keys)) if index not in marks)  # "Welcome": a title others link to
    border = next((index for index in unmarked if keys[index] in rules and rules[keys[index]].rule == "border"), None)
    if border is not None:
        marks.update(dict.fromkeys(range(border, len(found)), ("border", rules[keys[border]].key)))
    dateline = rules.get(lines.DATELINE)
    own = [block for index, block in enumerate(found) if index not in marks]
    edge = "" if dateline is None or lines.is_diary(own) else dateline.rule
    for rule_name, order in (("start", range(len(found))), ("end", range(len(found) - 1, -1, -1))):
        neighbours = rules.get(lines.NEIGHBOURS)
        has_neighbours = neighbours is not None and neighbours.rule == rule_name
        for index in order:
            if index in marks:
                continue
            block, rule = found[index], rules.get(keys[index])
            is_ruled = rule is not None and rule.rule == rule_name
            is_dated = edge == rule_name and lines.is_signed(block, url)
            is_meta = is_dated or lines.is_about_post(
                found, index, url, ends=rule_name == "end", beyond=index + 1 in marks
            )
            leads_on = has_neighbours and not (is_ruled or is_meta) and lines.leads_on(block, url)
            if lines.is_quoted(block.element) or not (is_ruled or is_meta or leads_on):
                break
            by_form = ("neighbours", lines.NEIGHBOURS) if leads_on else ("meta", "")
            marks[index] = (rule_name, rule.key) if rule is not None and is_ruled else by_form


def _drop_blocks(fit: Fit, found: Sequence[Block], marks: dict[int, tuple[str, str]]) -> set[int]:
    """Take the marked blocks out, with the boxes that hold nothing else; which ones went."""
    alive = {block.element for index, block in enumerate(found) if index not in marks}
    sheltered = {up for element in alive for up in element.iterancestors()} | alive | {fit.content}
    gone: set[int] = set()
    boxes: dict[HtmlElement, tuple[str, str, list[str]]] = {}
    for index, (rule, key) in sorted(marks.items()):
        element = found[index].element
        if element in sheltered:
            run = runs.of(found[index])
            if run is not None:
                run.drop()
                gone.add(index)
                fit.cuts.append(
                    Cut(rule, key or found[index].key[:_EXAMPLE], found[index].text, len(found[index].text))
                )
            continue
        gone.add(index)
        box = _box(element, sheltered)
        boxes.setdefault(box, (rule, key or found[index].key[:_EXAMPLE], []))[2].append(found[index].text)
    for box, (rule, key, texts) in boxes.items():
        text = "\n".join(texts)
        fit.cuts.append(Cut(rule, key, text, len(text)))
        _drop(box)
    return gone


def _box(element: HtmlElement, sheltered: Iterable[HtmlElement]) -> HtmlElement:
    """The highest element around a cut block that holds no block that stays."""
    parent = element.getparent()
    while parent is not None and parent not in sheltered:
        element, parent = parent, parent.getparent()
    return element


def _trim_rules(content: HtmlElement) -> None:
    """Take out the lines and breaks that parted the text from what stood before and after it, and boxes left empty."""
    for at in (0, -1):
        box = content
        while True:
            edge = next(box.iterchildren(reversed=at < 0), None)  # a box may hold 50,000, and len() counts them
            if edge is None or ((box.text if at == 0 else edge.tail) or "").strip():
                break
            if edge.tag in _RULES or _is_hollow(edge):
                if not (edge.tail or "").strip():
                    edge.tail = None  # else white space adds up, 50 characters at each of 20,000 breaks
                _drop(edge)
            elif next(edge.iterchildren(), None) is not None and edge.tag not in INLINE:
                box = edge
            else:
                break


def _is_hollow(box: HtmlElement) -> bool:
    """True for a box in which nothing is to be seen, such as what held a comment form or a cut line."""
    if box.tag in INLINE or not isinstance(box.tag, str):
        return False
    return next(box.iter("img", "a"), None) is None and not any(text.strip() for text in box.itertext())


def _drop(element: HtmlElement) -> None:
    """Take an element out of its tree; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is None:
            parent.text = (parent.text or "") + element.tail
        else:
            previous.tail = (previous.tail or "") + element.tail
    parent.remove(element)
