"""The templates of a site, out of its posts' pages: containers, what to cut in them, and how long their texts are."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import TYPE_CHECKING

import lxml.html
from lxml import etree

from archiver import plain
from archiver.dom import blocks as reading
from archiver.dom import fit, headline
from archiver.dom.selectors import find_container
from archiver.learn import beside, chrome, containers, edges
from archiver.learn.draw import drawn
from archiver.learn.sheets import Sheet, Site
from archiver.learn.teasers import Posts
from archiver.page import Page
from archiver.profile.templates import Template

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lxml.html import HtmlElement

    from archiver.learn.containers import Sample
    from archiver.profile.templates import CutRule

TAUGHT = 40  # pages on which trafilatura shows where the text is
COUNTED = 240  # pages whose blocks are counted
TITLED = 0.1  # share of pages with their title inside the container from which the layout prints it there
_FULL = 0.7  # a label with this share of the page's main text, or of what surrounds it, is the whole post
_INSIDE = 0.9  # share of a label's lines that must stand on the page, and in what surrounds it


def learn(
    pages: Sequence[Page], known: tuple[Template, ...] = (), labels: Mapping[str, str] | None = None
) -> tuple[Template, ...]:
    """The templates of a site, in the order in which they are to be tried; empty where there are too few pages.

    pages: posts only, in any order. known: what was learned before: it is held to until the pages speak against it, and
    what fits none of these pages stays, for old captures. labels: whole posts as html (full feeds, REST) by address.
    """
    chosen = drawn(pages)
    taught = chosen[:TAUGHT]
    if known:  # a new design is of few pages, and the draw may take none of them
        taught += unfitting(chosen[TAUGHT:], known)[:TAUGHT]
    main = {page.url: _main(page, (labels or {}).get(page.url)) for page in taught}
    posts = Posts(pages)
    sampled = [found for page in taught if (found := containers.sample(page, main[page.url][0], posts))]
    samples = containers.weigh(sampled)
    boxes = containers.beside(samples)
    if boxes:
        sampled = [_again(one, containers.seemed(one, boxes), posts) for one in sampled]
        samples = containers.weigh(sampled)
    names = containers.choose(samples, [template.container for template in known])
    full = {url: text for url, (text, is_label) in main.items() if is_label}
    learned = _templates(chosen[:COUNTED], names, known, full)
    fitting = {template.container for template in learned}
    return learned + tuple(template for template in known if template.container not in fitting)


def unfitting(pages: Iterable[Page], known: Sequence[Template]) -> list[Page]:
    """The pages that none of these templates fits."""
    return [page for page in pages if all(fit.container_of(page, template) is None for template in known)]


def _again(one: Sample, boxes: Sequence[str], posts: Posts) -> Sample:
    """A page's main text as it is without the boxes that seemed to hold it."""
    if not boxes:
        return one
    tree = copy.deepcopy(one.page.tree)
    for name in boxes:
        box = find_container(tree, name)
        if box is not None and box.getparent() is not None:
            box.drop_tree()
    return containers.sample(one.page, plain.letters_of(Page(one.page.url, tree)), posts) or one


def _main(page: Page, label: str | None) -> tuple[str, bool]:
    """The page's main text as letters, and whether a label gave it; one that holds only a beginning does not count."""
    shown = plain.letters_of(page)
    if label:
        try:
            lines = _lines(lxml.html.fragment_fromstring(label, create_parent="div"))
        except (etree.LxmlError, ValueError):
            return shown, False
        text = "".join(lines)
        if text and (len(text) >= _FULL * len(shown) or len(text) >= _FULL * _around(page, lines)):
            return text, True
    return shown, False


def _lines(element: HtmlElement) -> list[str]:
    return [line for block in reading.read(element) if (line := reading.letters(block.text))]


def _around(page: Page, lines: Sequence[str]) -> float:
    """Letters in the smallest element that holds the lines of a label; without end where the page does not hold them.

    Where a feed carries only how posts begin, the rest stands beside it, in the same element.
    """
    wanted = _INSIDE * sum(map(len, lines))

    def inside(element: HtmlElement) -> str:
        text = "".join(_lines(element))
        return text if sum(len(line) for line in lines if line in text) >= wanted else ""

    element, text = page.tree, ""
    while True:
        fuller = ((child, inside(child)) for child in element if isinstance(child.tag, str))
        found = next(((child, held) for child, held in fuller if held), None)
        if found is None:
            return len(text) or float("inf")
        element, text = found


def _templates(
    pages: Sequence[Page], names: Sequence[str], known: Sequence[Template], labels: Mapping[str, str]
) -> tuple[Template, ...]:
    """A template a container, with its chrome learned from the pages that it is the first to fit."""
    bare = [Template(name, name) for name in names]
    sheets: dict[str, list[Sheet]] = {name: [] for name in names}
    titles: dict[str, list[str]] = {}
    for page in pages:
        for template in bare:
            container = fit.container_of(page, template)
            if container is not None:
                found = reading.read(container, (), reading.host_of(page.url))
                sheets[template.name].append(Sheet(page, container, found, labels.get(page.url, "")))
                break
        titles[page.url] = [*headline.titles_of(page), *filter(None, [_opening(page)])]
    return tuple(
        _template(name, sheets[name], Site(sheets[name], titles), known, len(pages)) for name in names if sheets[name]
    )


def _opening(page: Page) -> str:
    """How the post begins, by its own description, as letters."""
    return reading.letters(page.meta("description", "og:description") or "")


def _template(name: str, sheets: Sequence[Sheet], site: Site, known: Sequence[Template], of: int) -> Template:
    before = next((template for template in known if template.container == name), Template(name, name))
    by_name = {rule.selector: rule for rule in before.cuts if rule.selector}
    by_text = {rule.text: rule for rule in before.cuts if rule.text}
    rules: list[CutRule]
    rules, keep = chrome.learn(sheets, site, by_name)
    template = Template(name, name, pages=len(sheets), of=of, has_title=False, cuts=tuple(rules), keep=tuple(keep))
    template = replace(template, parts=beside.learn(sheets), galleries=beside.galleries(sheets))
    titled = sum(1 for sheet in sheets if fit.has_title(fit.lay(sheet.page, template, sheet.container), sheet.page))
    template = replace(template, has_title=titled >= TITLED * len(sheets))
    rules = rules + edges.learn(sheets, site, template, by_text)
    template = replace(template, cuts=tuple(rules))
    sizes = sorted(_size(sheet, template) for sheet in sheets)
    return replace(template, size_low=sizes[len(sizes) // 20], size_median=sizes[len(sizes) // 2])


def _size(sheet: Sheet, template: Template) -> int:
    return len(fit.lay(sheet.page, template, sheet.container).text)
