"""What a page's visible elements state: headings, dates, bylines, lists of tags, by the keys of the elements."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml import etree

from archiver import urls
from archiver.evidence import dates, elements, keys, names, terms
from archiver.evidence.structured import unique_authors
from archiver.evidence.values import AUTHOR_LINK, BYLINE, DATES, ELEMENT, LABELLED, TERMS, Habits, Readings, Value, put
from archiver.evidence.walk import Walk, is_of_other_kind, names_term
from archiver.records import Author

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement


_BOX_OF_TWO = 5  # texts: a heading, two names, two biographies


def candidates(root: HtmlElement, base_url: str, habits: Habits) -> Readings:
    """Every value that an element of the page could state, by field and source. For learning: costs a walk."""
    found: dict[str, dict[str, list[HtmlElement]]] = {}
    for field, source, element in Walk(root, base_url, replace(habits, order=habits.order or "dmy")).found():
        listed = found.setdefault(field, {}).setdefault(source, [])
        if not listed or listed[-1] is not element:
            listed.append(element)
    readings: Readings = {}
    for field, by_key in found.items():
        for source, listed in by_key.items():
            put(readings, field, source, value_of(field, source, listed, Reader(base_url, habits)))
    return readings


def numeric_dates(root: HtmlElement) -> Iterator[str]:
    """The lines of a page that hold a date like 3/4/2021, which alone does not tell day from month."""
    for element in root.iter("time", "span", "p", "div", "li", "a", "small", "em", "td"):
        for text in (element.text, element.tail):
            if text and len(text) <= elements.LONGEST_LINE and dates.is_numeric(text):
                yield text


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading an element needs beside it: the page's base address, the site's habits."""

    base_url: str
    habits: Habits


def value_of(field: str, source: str, found: Sequence[HtmlElement], reader: Reader) -> Value | None:
    """A field's value out of the elements of one key: the first that states any; for lists, the first run of them."""
    if field in DATES:
        if source.startswith(LABELLED):
            found = [element for element in found if elements.told_of(element) == "published"]
        return next((day for element in found if (day := elements.date_of(element, reader.habits))), None)
    if field == "title":
        return next((text for element in found if (text := elements.heading_text(element))), None)
    if field == "series":
        return next((text for element in found if (text := _series_in(element))), None)
    known: dict[HtmlElement, bool] = {}
    fitting = [
        element
        for element in found
        if _is_metadata(element, field, source, known) and (field not in TERMS or _is_of_kind(element, field, reader))
    ]
    runs = _runs(fitting, 2 if field in TERMS else 3) if _repeats(source) else ([element] for element in fitting)
    for run in runs:
        if field in TERMS:
            listed = terms.unique(name for element in run for name in _terms_of(element, field))
            if listed:
                return listed
        else:
            people = unique_authors(person for element in run for person in _authors_of(element, source, reader))
            if people:
                return people
    return None


def _series_in(element: HtmlElement) -> str:
    """The name of a series: the only link of an element, else its line without what leads to it."""
    linked = [text for link in element.iter("a") if (text := elements.line_of(link))] if element.tag != "a" else []
    return linked[0] if len(linked) == 1 else terms.without_series_label(elements.line_of(element))


def _is_of_kind(element: HtmlElement, field: str, reader: Reader) -> bool:
    """Whether an element of a learned key can name terms of the field here."""
    if element.tag == "a":
        return names_term(element, field, reader.base_url)
    return not is_of_other_kind(element, field)


def heading_near(root: HtmlElement, container: HtmlElement) -> str | None:
    """The source of the heading that belongs to a container of text: its own h1, else the last one before it."""
    before: HtmlElement | None = None
    for element in root.iter("h1", "h2", str(container.tag)):
        if element is container:
            break
        if element.tag in elements.HEADINGS and not elements.leads_home(element):
            before = element
    own = container.find(".//h1")
    heading = own if own is not None else before
    return ELEMENT + keys.key(heading) if heading is not None else None


def _is_metadata(element: HtmlElement, field: str, source: str, known: dict[HtmlElement, bool]) -> bool:
    """Whether an element of a learned key can be metadata here: classless keys also name paragraphs of the text."""
    if element.tag == "a":
        return not elements.is_in_prose(element, known)
    if source.startswith(LABELLED):
        return field in elements.labels_of(element) and elements.is_list(element)
    if source.startswith(BYLINE):
        return elements.has_byline(element)
    return element.tag in {"meta", "time"} or (
        elements.is_list(element) if field in TERMS else elements.is_line(element)
    )


def _authors_of(element: HtmlElement, source: str, reader: Reader) -> Iterator[Author]:
    kind = source[: source.index(":") + 1]
    named = [child for child in element.iter(etree.Element) if "name" in (child.get("itemprop") or "").split()]
    links = [link for link in element.iter("a") if link.get("href") and elements.kind_of(link) == "authors"]
    set_apart = named or links or _above_roles(element) or _introduced(element) or _below_heading(element)
    chosen = links if kind == AUTHOR_LINK else set_apart
    people = [Author(name, _author_url(one, reader.base_url)) for one in chosen if (name := _name_in(one))]
    if people or kind == AUTHOR_LINK:
        yield from people
        return
    text = element.get("content") or "" if element.tag == "meta" else "".join(elements.pieces(element, terms_too=False))
    always = reader.habits.splits_names
    if always is None and not names.is_introduced(text):
        always = False  # "Team A and Team B" alone may be one name: the site has not said that it joins names
    url = _author_url(element, reader.base_url) if element.tag == "a" or len(element) == 1 else None
    for name in names.in_byline(text, labelled=kind == BYLINE):
        parts = names.split(name, always=always)
        yield from (Author(part, url if len(parts) == 1 else None) for part in parts)


def _above_roles(element: HtmlElement) -> list[HtmlElement]:
    """Names in bold with a line of their own, what these people do below: as MkDocs prints profiles."""
    bold = (child for child in element.iter("strong", "b") if not (child.tail or "").strip())
    return [child for child in bold if (below := child.getnext()) is not None and below.tag == "br"]


def _introduced(element: HtmlElement) -> list[HtmlElement]:
    """A name set apart after its "by", where a sentence goes on: "Written by <strong>A B</strong> who lives in C"."""
    first = element[0] if len(element) and element[0].tag in {"strong", "b"} else None
    return [] if first is None or not names.is_label((element.text or "").strip()) else [first]


def _below_heading(element: HtmlElement) -> list[HtmlElement]:
    """The names in a box "About the authors", one above each biography: what stands like the first of them."""
    leaves = [leaf for leaf in element.iter(etree.Element) if not len(leaf) and (leaf.text or "").strip()]
    if len(leaves) < _BOX_OF_TWO or not names.is_label(leaves[0].text or "") or leaves[0].tag not in elements.HEADINGS:
        return []
    first = leaves[1]
    alike = [leaf for leaf in leaves if leaf.tag == first.tag and keys.key(leaf) == keys.key(first)]
    return alike if len(alike) > 1 and all(map(_name_in, alike)) else []


def _name_in(element: HtmlElement) -> str:
    return names.tidy(element.get("content") or elements.line_of(element))


def _author_url(element: HtmlElement, base_url: str) -> str | None:
    link = element if element.tag == "a" else element.find(".//a[@href]")
    if link is None:
        link = next(element.iterancestors("a"), None)
    href = link.get("href") if link is not None else None
    return urls.resolve(base_url, href) if href else None


def _terms_of(element: HtmlElement, field: str) -> Iterable[str]:
    if element.tag == "a":
        return (terms.tidy(elements.line_of(element)),) if _fits(element, field) else ()
    links = [link for link in element.iter("a") if link.get("href")]
    if links:
        is_told = any(elements.kind_of(link) in TERMS for link in links)  # then what leads nowhere such is no term
        fitting = (link for link in _labelled(links, field) if _fits(link, field))
        return [terms.tidy(elements.line_of(link)) for link in fitting if elements.kind_of(link) or not is_told]
    if element.tag == "meta":
        return terms.listed(element.get("content") or "")
    items = list(element) if len(element) > 1 and all(isinstance(child.tag, str) for child in element) else []
    if items and not (element.text or "").strip():
        return [terms.unlinked(terms.without_label(elements.line_of(item))) for item in items]
    line = elements.line_of(element)
    return terms.listed(terms.labelled_parts(line).get(field, line))


def _labelled(links: Iterable[HtmlElement], field: str) -> Iterator[HtmlElement]:
    """The links of a field, where one element holds several lists: "Tags: a, b | Category: c"."""
    current = field
    for link in links:
        current = terms.is_labelled(elements.before(link)) or current
        if current == field:
            yield link


def _fits(link: HtmlElement, field: str) -> bool:
    """Whether a link of a list named after a field can be one of its terms: "tag" is any term's relation in HTML."""
    kind = elements.kind_of(link)
    if not kind:
        return not elements.leads_to_comments(link) and not elements.leads_to_year(link)
    return kind == field or (field in TERMS and kind == "tags" and not terms.kind_of_address(link.get("href") or ""))


def _repeats(source: str) -> bool:
    """Whether several elements of a source can make one list: not lines of text that no class tells apart."""
    last = source.rpartition(">")[2]
    return source.startswith(AUTHOR_LINK) or last == "a" or any(mark in last for mark in ".#")


def _runs(found: Sequence[HtmlElement], steps: int) -> Iterator[list[HtmlElement]]:
    """Elements of one key in groups that stand close together: a post's own tags, then those of a related post."""
    run: list[HtmlElement] = []
    for element in found:
        if run and not _are_close(run[-1], element, steps):
            yield run
            run = []
        run.append(element)
    if run:
        yield run


def _are_close(first: HtmlElement, second: HtmlElement, steps: int) -> bool:
    parent = first.getparent()
    if not (_is_named(first) or (parent is not None and _is_named(parent))):
        return _outermost(first).getparent() is _outermost(second).getparent()
    near = set(_ancestors(first, steps))
    return any(ancestor in near for ancestor in _ancestors(second, steps))


def _is_named(element: HtmlElement) -> bool:
    return bool(element.get("class") or element.get("itemprop") or element.get("id"))


def _outermost(element: HtmlElement) -> HtmlElement:
    """The farthest ancestor that holds nothing beside the element: the list item around a link."""
    parent = element.getparent()
    while (
        parent is not None and len(parent) == 1 and not (parent.text or "").strip() and parent.tag not in {"body", "p"}
    ):
        element, parent = parent, parent.getparent()
    return element


def _ancestors(element: HtmlElement, count: int) -> Iterator[HtmlElement]:
    for _ in range(count):
        parent = element.getparent()
        if parent is None or parent.tag in {"body", "html"}:
            return
        yield parent
        element = parent
