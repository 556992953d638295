"""A template laid on a page: the container found, what is not the post's cut out of a copy, every cut noted."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from archiver.dom import blocks as reading
from archiver.dom import vocabulary
from archiver.dom.noise import INLINE, is_noise
from archiver.dom.selectors import find_all, find_container, text_size, tokens
from archiver.profile.templates import USER, CutRule, Template
from archiver.records import Cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.html import HtmlElement

    from archiver.dom.blocks import Block
    from archiver.page import Page

EDGE = frozenset(("start", "end"))
_TITLE_WITHIN = 5  # a title stands among the first blocks: below category, date, byline
_GLUED = 40  # characters that may be glued to a title in its heading: "5 min read"
_SHORT = 100  # characters of a line above the title: a category, a date
_EXAMPLE = 80
_SEPARATOR = re.compile(r"\s+[|·•–—»«:›/-]+\s+|\s*[|»«_]\s*")  # noqa: RUF001 - as titles are written
_HEADING = re.compile("h[1-6]")
_SIMPLE = re.compile(r'[\w-]+(?:[#.][\w-]+|\[[\w-]+="[^"]*"\])')


@dataclass(slots=True)
class Fit:
    """A template on one page. content: a copy of the container (and parts), pruned. cuts: what went, and why."""

    template: Template
    container: HtmlElement
    content: HtmlElement
    size: int = 0
    cuts: list[Cut] = field(default_factory=list)

    def cut(self, rule: str, key: str, element: HtmlElement) -> None:
        """Take an element out, its tail stays."""
        text = reading.joined(reading.read(element))
        self.cuts.append(Cut(rule, key, text, len(text)))
        _drop(element)


def container_of(page: Page, template: Template) -> HtmlElement | None:
    """The element of a page that a template means, if it stands there."""
    return find_container(page.tree, template.container)


def lay(page: Page, template: Template, container: HtmlElement) -> Fit:
    """The template on a page whose container was found: what is left in `content` is the post's."""
    content = _copied(container, _parts(page, template, container))
    fit = Fit(template, container, content, size=text_size(container))
    _cut_named(fit)
    if fit.cuts and not _holds_anything(fit.content) and _holds_anything(container):
        bare = replace(template, cuts=tuple(rule for rule in template.cuts if rule.rule == USER or not rule.selector))
        if bare != template:
            return lay(page, bare, container)
    _cut_edges(fit, titles_of(page))
    return fit


def _holds_anything(element: HtmlElement) -> bool:
    return bool(reading.read(element)) or element.find(".//img") is not None


def cut_edges(content: HtmlElement, page: Page) -> tuple[Cut, ...]:
    """Cut the title's line out of content that no template found; what went."""
    fit = Fit(Template("", ""), content, content)
    _cut_edges(fit, titles_of(page))
    return tuple(fit.cuts)


def has_title(fit: Fit, page: Page) -> bool:
    """True where the title stands among the first lines of what is left."""
    marks: dict[int, tuple[str, str]] = {}
    _mark_title(reading.read(fit.content), titles_of(page), marks)
    return bool(marks)


def titles_of(page: Page) -> tuple[str, ...]:
    """What may be the post's title, as `letters`: OpenGraph, `<title>` whole and without its first or last part."""
    found = [page.meta("og:title", "twitter:title", "dc.title") or "", page.title_tag]
    parts = [part for part in _SEPARATOR.split(page.title_tag) if part.strip()]
    if len(parts) > 1:
        spans = list(_SEPARATOR.finditer(page.title_tag))
        found += [page.title_tag[: spans[-1].start()], page.title_tag[spans[0].end() :], parts[0]]
    return tuple(dict.fromkeys(filter(None, map(reading.letters, found))))


def _parts(page: Page, template: Template, container: HtmlElement) -> list[HtmlElement]:
    """The elements outside the container that belong to the post, in document order; the container among them."""
    if not template.parts:
        return []
    found = {element for css in template.parts for element in find_all(page.tree, css)}
    inside = set(container.iterdescendants()) | set(container.iterancestors())
    outer = [
        element for element in found - inside - {container} if not any(up in found for up in element.iterancestors())
    ]
    if not outer:
        return []
    wanted = {*outer, container}
    return [element for element in page.tree.iter() if element in wanted]


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
    kept = {element for css in fit.template.keep if not css.startswith('"') for element in find_all(fit.content, css)}
    shelter = {up for element in kept for up in element.iterancestors()} | kept
    keep = frozenset(fit.template.keep)
    found: list[tuple[HtmlElement, str, str]] = []
    below: list[HtmlElement] = list(fit.content)[::-1]
    while below:
        element = below.pop()
        if is_noise(element):
            continue
        if element not in shelter:
            hit = _judge(element, simple, keep) if element not in named else (named[element].rule, named[element].key)
            if hit is not None:
                found.append((element, *hit))
                continue
        if element not in kept:
            below.extend(list(element)[::-1])
    for element, rule, key in found:
        fit.cut(rule, key, element)


def _judge(element: HtmlElement, rules: dict[str, CutRule], keep: frozenset[str]) -> tuple[str, str] | None:
    """Rule and key by which an element is cut; None where it stays."""
    if not element.attrib:
        return None
    names = tokens(element)
    for name in names:
        if name in rules:
            return rules[name].rule, name
    if element.tag in INLINE or not keep.isdisjoint(names):
        return None
    rule = vocabulary.chrome_rule(element)
    return (rule, next((name for name in names if vocabulary.rule_of(name)), names[0])) if rule else None


def _cut_edges(fit: Fit, titles: tuple[str, ...]) -> None:
    """Cut the title, and the constant blocks before and after the text."""
    found = reading.read(fit.content)
    rules = {rule.text: rule for rule in fit.template.cuts if rule.text}
    kept = {key.strip('"') for key in fit.template.keep if key.startswith('"')}
    marks: dict[int, tuple[str, str]] = {}
    if fit.template.has_title:
        _mark_title(found, titles, marks)
    _mark_texts(found, rules, marks)
    marks = {index: hit for index, hit in marks.items() if found[index].key not in kept}
    _drop_blocks(fit, found, marks)


def _mark_title(found: Sequence[Block], titles: tuple[str, ...], marks: dict[int, tuple[str, str]]) -> None:
    """Mark the title's line and the short lines above it."""
    for index, block in enumerate(found[:_TITLE_WITHIN]):
        if is_title(block, titles) or (index == 0 and block.element.tag == "h1" and len(found) > 1):
            if all(len(above.text) <= _SHORT for above in found[:index]):
                marks.update(dict.fromkeys(range(index), ("above-title", "")))
            marks[index] = ("title", "")
            return


def is_title(block: Block, titles: tuple[str, ...]) -> bool:
    """True where a block is the page's title, or a heading that holds it with a little glued on."""
    text = reading.letters(block.text)
    if text in titles:
        return True
    if not _HEADING.fullmatch(str(block.element.tag)):
        return False
    return any(len(title) > 3 and title in text and len(text) - len(title) <= _GLUED for title in titles)  # noqa: PLR2004 - "Hi"


def _mark_texts(found: Sequence[Block], rules: dict[str, CutRule], marks: dict[int, tuple[str, str]]) -> None:
    """Mark what the rules know by its text: at the edges, from a border on, and what a person named."""
    keys = [block.key for block in found]
    for index, key in enumerate(keys):
        rule = rules.get(key)
        if rule is not None and rule.rule == USER:
            marks[index] = (USER, rule.key)
    border = next((index for index, key in enumerate(keys) if key in rules and rules[key].rule == "border"), None)
    if border is not None:
        marks.update(dict.fromkeys(range(border, len(found)), ("border", rules[keys[border]].key)))
    for rule_name, order in (("start", range(len(found))), ("end", range(len(found) - 1, -1, -1))):
        for index in order:
            rule = rules.get(keys[index])
            if index in marks:
                continue
            if rule is None or rule.rule != rule_name:
                break
            marks[index] = (rule_name, rule.key)


def _drop_blocks(fit: Fit, found: Sequence[Block], marks: dict[int, tuple[str, str]]) -> None:
    """Take the marked blocks out, with the boxes that hold nothing else."""
    if not marks:
        return
    alive = {block.element for index, block in enumerate(found) if index not in marks}
    sheltered = {up for element in alive for up in element.iterancestors()} | alive
    done: set[HtmlElement] = set()
    for index, (rule, key) in sorted(marks.items()):
        element = found[index].element
        if element in sheltered or element is fit.content or element in done:
            continue
        box = _box(element, sheltered, fit.content)
        done.update(box.iter())
        fit.cut(rule, key or reading.fold(found[index].text)[:_EXAMPLE], box)


def _box(element: HtmlElement, sheltered: Iterable[HtmlElement], root: HtmlElement) -> HtmlElement:
    """The highest element around a cut block that holds no block that stays."""
    parent = element.getparent()
    while parent is not None and parent is not root and parent not in sheltered:
        element, parent = parent, parent.getparent()
    return element


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
