"""What a page's visible elements state: headings, dates, bylines, lists of tags. Sources are "dom:" and a key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from archiver import urls
from archiver.evidence import dates, keys, names, terms, titles
from archiver.evidence.structured import unique_authors
from archiver.evidence.values import DATES, TERMS, Habits, Readings, Value, put
from archiver.records import Author

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

PREFIX, BYLINE, AUTHOR_LINK, LABELLED = "dom:", "byline:", "author-link:", "labelled:"
PREFIXES = (PREFIX, BYLINE, AUTHOR_LINK, LABELLED)
"""What begins the names of visible sources: elements as they are; the names that follow a "by" in them; links
whose address or relation says that an author is behind them; lists that begin with a label such as "Tags:"."""
LONGEST_LINE = 140  # characters of a line of metadata
MOSTLY = 0.5  # share of a block's text that is links, where it is a list of links
NEIGHBOURS = 6  # siblings of a date that are looked at for authors

_SKIPPED = frozenset(
    {
        "script",
        "style",
        "noscript",
        "svg",
        "template",
        "select",
        "form",
        "iframe",
        "head",
        "nav",
        "button",
        "pre",
        "code",
        "textarea",
    }
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_COMMENTS = re.compile(
    r"(?:^|\s)(?:comments?(?:-(?:list|area|wrap\w*|section|body))?|commentlist|respond|disqus_thread|giscus|utterances)(?:\s|$)",
    re.IGNORECASE,
)
_DATE = re.compile(r"date|time|publish|posted|updated|modified|entry-meta|postmeta|post-meta|dt-", re.IGNORECASE)
_MODIFIED = re.compile(r"updated|modif|revis|dt-updated|aktualisiert|last-?edit", re.IGNORECASE)
_AUTHOR = re.compile(
    r"author|byline|writer|vcard|nickname|posted-?by|written-?by|contributor|autor|auteur|verfasser|creator|nevisande",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"(?:^|[\s_-])(?:tags?|tax|taxonom\w*|topics?|labels|keywords?|post-terms|schlagw\w*|etiquet\w*|hashtags?)(?:$|[\s_-])|post-?tags?|tag-?(?:list|links|cloud)|tags(?:Links|List)",
    re.IGNORECASE,
)
_NO_TERM = re.compile(
    r"\S*(?:prefix|separator|screen-reader|heading|title|icon|count)\S*|field--label\S*|node__\S*", re.IGNORECASE
)
_CATEGORY = re.compile(
    r"categor|kategor|cat-links|rubri[ck]|section-name|p-category|[\s_-]cats?(?:$|[\s_-])", re.IGNORECASE
)
_SERIES = re.compile(r"(?:^|[\s_-])series(?:$|[\s_-])", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:entry|post|article|page|p|blog|single)[-_]?(?:title|name|headline)(?:$|[\s_-])|headline", re.IGNORECASE
)
_RELATIONS = (("category", "categories"), ("tag", "tags"), ("author", "authors"))
_JUNK = re.compile(
    r"read(?:ing)?[-_]?time|eta\b|header-?link|anchor|permalink|screen-reader|sr-only|visually-hidden|edit[-_]?link|badge|share|byline|meta(?:$|\s)|date",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")
_BLOCKS = frozenset(
    {
        "div",
        "p",
        "li",
        "span",
        "time",
        "a",
        "br",
        "td",
        "dd",
        "dt",
        "ul",
        "section",
        "i",
        "svg",
        "footer",
        "header",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
    }
)
_CHROME_TERMS = re.compile(r"cloud|sidebar|widget_tag|widget_categor|menu|navbar|breadcrumb", re.IGNORECASE)


def candidates(root: HtmlElement, base_url: str, habits: Habits) -> Readings:
    """Every value that an element of the page could state, by field and source. For learning: costs a walk."""
    found: dict[str, dict[str, list[HtmlElement]]] = {}
    for field, source, element in _Walk(root).found():
        elements = found.setdefault(field, {}).setdefault(source, [])
        if not elements or elements[-1] is not element:
            elements.append(element)
    readings: Readings = {}
    for field, by_key in found.items():
        for source, elements in by_key.items():
            put(readings, field, source, value_of(field, source, elements, Reader(base_url, habits)))
    return readings


def read(root: HtmlElement, base_url: str, field: str, source: str, habits: Habits) -> Value | None:
    """What the elements of one learned source state."""
    elements = tuple(keys.find(root, source.partition(":")[2]))
    return value_of(field, source, elements, Reader(base_url, habits))


def numeric_dates(root: HtmlElement) -> Iterator[str]:
    """The lines of a page that hold a date like 3/4/2021, which alone does not tell day from month."""
    for element in root.iter("time", "span", "p", "div", "li", "a", "small", "em", "td"):
        for text in (element.text, element.tail):
            if text and len(text) <= LONGEST_LINE and dates.is_numeric(text):
                yield text


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading an element needs beside it: the page's base address, the site's habits."""

    base_url: str
    habits: Habits


def value_of(field: str, source: str, elements: Sequence[HtmlElement], reader: Reader) -> Value | None:
    """A field's value out of the elements of one key: the first that states any; for lists, the first run of them."""
    if field in DATES:
        return next((day for element in elements if (day := date_of(element, reader.habits.order))), None)
    if field == "title":
        return next((text for element in elements if (text := heading_text(element))), None)
    if field == "series":
        return next((text for element in elements if (text := terms.without_label(line_of(element)).strip())), None)
    known: dict[HtmlElement, bool] = {}
    fitting = [element for element in elements if _is_metadata(element, field, source, known)]
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


def line_of(element: HtmlElement) -> str:
    """The element's text on one line, its child elements set apart."""
    return titles.tidy(" ".join(_pieces(element)))


def heading_text(element: HtmlElement) -> str:
    """A heading's own text: without reading time, permalink sign, screen reader words or date inside it."""
    if not len(element):
        return titles.without_reading_time(titles.tidy(element.text or ""))
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and not _is_junk(child):
            parts.append("\n" if child.tag == "br" else child.text_content())
        parts.append(child.tail or "")
    kept = [line for line in "".join(parts).split("\n") if line.strip() and not titles.is_reading_time(line)]
    return titles.without_reading_time(titles.tidy(" ".join(kept)))


def date_of(element: HtmlElement, order: str) -> str | None:
    """The date that an element carries in an attribute or shows, day on the site's own calendar."""
    shown = dates.find(line_of(element)[:LONGEST_LINE], order) if element.tag != "meta" else None
    for attribute in ("datetime", "content", "title"):
        stated = dates.exact(element.get(attribute) or "")
        if stated:
            # A generator that writes the instant in UTC beside the local day: the day is what the site calls it
            other_day = shown is not None and stated.endswith("+00:00") and shown.iso[:10] != stated[:10]
            return shown.iso if other_day and shown is not None and _is_next_day(shown.iso, stated) else stated
    return shown.iso if shown else None


def _is_next_day(first: str, second: str) -> bool:
    days = [dates.instant(f"{text[:10]}T00:00:00+00:00") for text in (first, second)]
    return days[0] is not None and days[1] is not None and abs((days[0] - days[1]).days) == 1


class _Walk:
    """One pass over a page: which elements could state which field."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.prose: dict[HtmlElement, bool] = {}

    def found(self) -> Iterator[tuple[str, str, HtmlElement]]:
        """Field, key and element of each candidate, in document order."""
        body = self.root.find("body")
        stack = [body if body is not None else self.root]
        while stack:
            element = stack.pop()
            if not isinstance(element.tag, str) or element.tag in _SKIPPED:
                continue
            hints = _hints(
                element.get("class") or "",
                element.get("id") or "",
                element.get("itemprop") or "",
                element.get("rel") or "",
            )
            if "comments" in hints:
                continue
            yield from self._of(element, hints)
            stack.extend(reversed(element))

    def _of(self, element: HtmlElement, hints: frozenset[str]) -> Iterator[tuple[str, str, HtmlElement]]:
        tag = element.tag
        if (tag in _HEADINGS or "title" in hints) and not _leads_home(element):
            yield "title", PREFIX + keys.key(element), element
        if tag == "a" and element.get("href"):
            yield from self._of_link(element, hints)
        elif "authors" in hints and _is_line(element):
            yield "authors", PREFIX + keys.key(element), element
        if tag != "a" and _begins_byline(element) and _is_line(element):
            yield "authors", BYLINE + keys.key(element), element
        if tag == "time" or "date" in hints or _shows_year(element):
            yield from _of_date(element, hints)
        if tag != "a":
            yield from _of_list(element, hints)
        if "series" in hints and _is_line(element):
            yield "series", PREFIX + keys.key(element), element

    def _of_link(self, element: HtmlElement, hints: frozenset[str]) -> Iterator[tuple[str, str, HtmlElement]]:
        kind = _kind(element)
        if not (kind or hints & {"authors", *TERMS}) or _is_in_prose(element, self.prose):
            return
        key = keys.key(element)
        if kind in TERMS or hints & set(TERMS):
            for field in TERMS:
                if kind in {field, ""}:
                    yield field, PREFIX + key, element
        else:
            yield "authors", (AUTHOR_LINK if kind == "authors" else PREFIX) + key, element


def _of_date(element: HtmlElement, hints: frozenset[str]) -> Iterator[tuple[str, str, HtmlElement]]:
    if element.tag != "time" and not _is_line(element):
        return
    parent = element.getparent()
    if "date" not in hints and (element.tag in _HEADINGS or (parent is not None and parent.tag in _HEADINGS)):
        return  # a year in a title
    if date_of(element, "dmy") is None:
        return
    key = PREFIX + keys.key(element)
    yield "published_at", key, element
    if "modified" in hints or element.tag == "time":
        yield "modified_at", key, element
    if element.tag != "time":
        yield "authors", key, element
    for neighbour in list(parent)[:NEIGHBOURS] if parent is not None else ():
        if (
            neighbour is not element
            and isinstance(neighbour.tag, str)
            and neighbour.tag not in _HEADINGS
            and _is_line(neighbour)
        ):
            name = PREFIX + keys.key(neighbour)
            yield "authors", name if neighbour.get("class") else f"{name}[{keys.position(neighbour)}]", neighbour


def _of_list(element: HtmlElement, hints: frozenset[str]) -> Iterator[tuple[str, str, HtmlElement]]:
    labelled = _label_of(element)
    for field in TERMS:
        if field == labelled and _is_list(element):
            yield field, LABELLED + keys.key(element), element
        if field in hints and not labelled and element.tag not in _HEADINGS and _is_list(element):
            yield field, PREFIX + keys.key(element), element


@lru_cache(maxsize=16384)
def _hints(classes: str, id_: str, itemprop: str, rel: str) -> frozenset[str]:
    """What the words on an element say that it may be."""
    found: set[str] = set()
    if _COMMENTS.search(classes) or _COMMENTS.search(id_):
        return frozenset({"comments"})
    words = f"{classes} {id_} {itemprop}".strip()
    rels = rel.lower().split()
    if "category" in rels:
        found.add("categories")
    elif "tag" in rels:
        found.add("tags")
    if "author" in rels:
        found.add("authors")
    if words:
        patterns = (
            ("date", _DATE),
            ("modified", _MODIFIED),
            ("authors", _AUTHOR),
            ("series", _SERIES),
            ("title", _TITLE),
        )
        found.update(name for name, pattern in patterns if pattern.search(words))
        of_terms = _NO_TERM.sub("", words)
        if _CATEGORY.search(of_terms):
            found.add("categories")
        elif _TERM.search(of_terms):
            found.add("tags")
    return frozenset(found)


def _kind(link: HtmlElement) -> str:
    """One of "tags", "categories", "authors" and "" for a link, by its address, else by its relation."""
    kind = terms.kind_of_address(link.get("href") or "")
    if kind:
        return kind
    rels = (link.get("rel") or "").lower().split()
    return next((field for rel, field in _RELATIONS if rel in rels), "")


def _is_junk(element: HtmlElement) -> bool:
    words = f"{element.get('class') or ''} {element.get('id') or ''}"
    text = element.text_content().strip()
    return (
        element.tag in {"time", "button", "svg"}
        or text in {"#", "¶", "§", "🔗"}
        or titles.is_reading_time(text)
        or (_JUNK.search(words) is not None and len(text) < LONGEST_LINE and element.tag != "a")
    )


def _leads_home(heading: HtmlElement) -> bool:
    """Whether a heading links to the site's first page, as the site's own name does."""
    link = heading.find(".//a[@href]")
    href = (link.get("href") or "").strip() if link is not None else ""
    return re.sub(r"^https?://[^/]+", "", href) in {"/", ".", "./", "../", "/index.html"} if href else False


def _is_metadata(element: HtmlElement, field: str, source: str, known: dict[HtmlElement, bool]) -> bool:
    """Whether an element of a learned key can be metadata here: classless keys also name paragraphs of the text."""
    if element.tag == "a":
        return not _is_in_prose(element, known)
    if source.startswith(LABELLED):
        return _label_of(element) == field and _is_list(element)
    if source.startswith(BYLINE):
        return _begins_byline(element) and _is_line(element)
    return element.tag in {"meta", "time"} or (_is_list(element) if field in TERMS else _is_line(element))


def _is_in_prose(link: HtmlElement, known: dict[HtmlElement, bool]) -> bool:
    """Whether a link stands in a paragraph of text rather than in a line of metadata or among other links."""
    block = next(link.iterancestors("p", "li", "div", "td", "dd", "section", "blockquote", "article"), None)
    if block is None:
        return False
    if block not in known:
        linked = sum(len(other.text_content()) for other in block.iter("a"))
        text = titles.tidy(block.text_content()) if not _is_line(block) else ""
        known[block] = linked < MOSTLY * len(text)
    return known[block]


def _is_list(element: HtmlElement) -> bool:
    """Whether an element can be a list of terms: a line of text, or mostly links."""
    return _is_line(element) or sum(len(link.text_content()) for link in element.iter("a")) > MOSTLY * len(
        line_of(element)
    )


def _label_of(element: HtmlElement) -> str:
    """Either "tags" or "categories" where the element's text begins with such a label; "" otherwise."""
    text = (element.text or "").strip()
    if text:
        return terms.is_labelled(text) if len(text) < LONGEST_LINE else ""
    if len(element) and isinstance(element[0].tag, str) and element[0].tag in {"span", "b", "strong", "i", "em"}:
        first = (element[0].text or "").strip()
        return terms.is_labelled(first) if first.endswith((":", "：")) else ""
    return ""


def _begins_byline(element: HtmlElement) -> bool:
    text = (element.text or "").strip()
    return bool(text) and len(text) <= LONGEST_LINE and names.is_introduced(f"{text} x")


def _shows_year(element: HtmlElement) -> bool:
    if element.text and dates.has_year(element.text):
        return len(element.text) <= LONGEST_LINE
    return any(child.tail and len(child.tail) <= LONGEST_LINE and dates.has_year(child.tail) for child in element)


def _is_line(element: HtmlElement) -> bool:
    """Whether an element holds no more text than a line of metadata does."""
    length = 0
    for text in element.itertext():
        length += len(text.strip())
        if length > LONGEST_LINE:
            return False
    return length > 0


def _pieces(element: HtmlElement) -> Iterator[str]:
    """The element's texts, a line break before and after each child that is set apart."""
    if element.text:
        yield _SPACE.sub(" ", element.text)
    for child in element:
        if isinstance(child.tag, str) and child.tag not in {"script", "style", "svg", "noscript"}:
            yield "\n" if child.tag in _BLOCKS else ""
            yield from _pieces(child)
            yield "\n" if child.tag in _BLOCKS else ""
        if child.tail:
            yield _SPACE.sub(" ", child.tail)


def _authors_of(element: HtmlElement, source: str, reader: Reader) -> Iterator[Author]:
    kind = source[: source.index(":") + 1]
    named = [child for child in element.iter(etree.Element) if "name" in (child.get("itemprop") or "").split()]
    links = [link for link in element.iter("a") if link.get("href") and _kind(link) == "authors"]
    chosen = links if kind == AUTHOR_LINK else named or links
    people = [Author(name, _author_url(one, reader.base_url)) for one in chosen if (name := _name_in(one))]
    if people or kind == AUTHOR_LINK:
        yield from people
        return
    text = element.get("content") or "" if element.tag == "meta" else "".join(_pieces(element))
    always = reader.habits.splits_names
    if always is None and not names.is_introduced(text):
        always = False  # "Team A and Team B" alone may be one name: the site has not said that it joins names
    url = _author_url(element, reader.base_url) if element.tag == "a" or len(element) == 1 else None
    for name in names.in_byline(text, reader.habits.order, labelled=kind == BYLINE):
        parts = names.split(name, always=always)
        yield from (Author(part, url if len(parts) == 1 else None) for part in parts)


def _name_in(element: HtmlElement) -> str:
    return names.tidy(element.get("content") or line_of(element))


def _author_url(element: HtmlElement, base_url: str) -> str | None:
    link = element if element.tag == "a" else element.find(".//a[@href]")
    if link is None:
        link = next(element.iterancestors("a"), None)
    href = link.get("href") if link is not None else None
    return urls.resolve(base_url, href) if href else None


def _terms_of(element: HtmlElement, field: str) -> Iterable[str]:
    if element.tag == "a":
        return (terms.tidy(line_of(element)),) if _fits(element, field) else ()
    links = [link for link in element.iter("a") if link.get("href")]
    if links:
        return [terms.tidy(line_of(link)) for link in links if _fits(link, field)]
    if element.tag == "meta":
        return terms.listed(element.get("content") or "")
    items = list(element) if len(element) > 1 and all(isinstance(child.tag, str) for child in element) else []
    if items and not (element.text or "").strip():
        return [terms.tidy(terms.without_label(line_of(item))) for item in items]
    return terms.listed(line_of(element))


def _fits(link: HtmlElement, field: str) -> bool:
    return _kind(link) in {field, ""}


def _repeats(source: str) -> bool:
    """Whether several elements of a source can make one list: not lines of text that no class tells apart."""
    last = source.rpartition(">")[2]
    return source.startswith(AUTHOR_LINK) or last == "a" or any(mark in last for mark in ".#")


def _runs(elements: Sequence[HtmlElement], steps: int) -> Iterator[list[HtmlElement]]:
    """Elements of one key in groups that stand close together: a post's own tags, then those of a related post."""
    run: list[HtmlElement] = []
    for element in elements:
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
