"""One pass over a page: which of its elements could state which field."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from archiver.evidence import dates, elements, keys, terms, titles
from archiver.evidence.values import AUTHOR_LINK, BYLINE, ELEMENT, LABELLED, TERMS, Habits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

NEIGHBOURS = 6  # siblings of a date, and elements in its line, that are looked at for authors
BELOW = 2  # siblings after a headline that are
_TAGS = 20  # of a post
_DAYS = 2  # of a post: published, updated
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
_COMMENTS = re.compile(
    r"(?:^|\s)(?:comments?(?:-(?:list|area|wrap\w*|section|body))?|commentlist|respond|disqus_thread|giscus|utterances)(?:\s|$)",
    re.IGNORECASE,
)
_DATE = re.compile(r"date|time|publish|posted|updated|modified|entry-meta|postmeta|post-meta|dt-", re.IGNORECASE)
_MODIFIED = re.compile(r"updated|modif|revis|dt-updated|aktualisiert|last-?edit", re.IGNORECASE)
_AUTHOR = re.compile(
    r"author|byline|writer|vcard|nick-?name|user-?name|posted-?by|written-?by|contributor|autor|auteur|verfasser|creator|nevisande",
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
_TERM_BOX = re.compile(
    r"(?:^|\s)(?:\w+[-_])?(?:(?P<categories>categor(?:y|ies))|tags?)(?:[-_](?:list|links|wrap(?:per)?))?(?=\s|$)",
    re.IGNORECASE,
)
_BOXES = frozenset(("div", "span", "p", "ul", "li"))
_BOX_STEPS = 3
_SERIES = re.compile(r"(?:^|[\s_-])series(?:$|[\s_-])", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:entry|post|article|page|p|blog|single)[-_]?(?:title|name|headline)(?:$|[\s_-])|headline", re.IGNORECASE
)


class Walk:
    """One pass over a page: which elements could state which field."""

    def __init__(self, root: HtmlElement, base_url: str, habits: Habits) -> None:
        self.root = root
        self.base_url = base_url
        self.habits = habits
        self.prose: dict[HtmlElement, bool] = {}
        self.title = titles.tidy(root.findtext(".//title") or "")

    def found(self) -> Iterator[tuple[str, str, HtmlElement]]:
        """Field, key and element of each candidate, in document order."""
        body = self.root.find("body")
        stack = [body if body is not None else self.root]
        while stack:
            element = stack.pop()
            if not isinstance(element.tag, str) or (element.tag in _SKIPPED and not _is_of_post(element)):
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
        if (tag in elements.HEADINGS or "title" in hints) and not elements.leads_home(element):
            yield "title", ELEMENT + keys.key(element), element
            for named, name in _neighbours(element, list(element.itersiblings())[:BELOW]):
                yield "authors", ELEMENT + name, named
        if tag == "a" and element.get("href"):
            yield from self._of_link(element, hints)
        elif ("authors" in hints or elements.is_introduced_name(element)) and elements.is_line(element):
            yield "authors", ELEMENT + keys.key(element), element
        if tag != "a" and elements.has_byline(element) and not self._is_title(element):
            yield "authors", BYLINE + keys.key(element), element
        if tag == "time" or "date" in hints or elements.shows_year(element):
            yield from self._of_date(element, hints)
        if tag != "a":
            yield from _of_list(element, hints)
        if "series" in hints and elements.is_line(element):
            yield "series", ELEMENT + keys.key(element), element

    def _is_title(self, element: HtmlElement) -> bool:
        """Whether a line is the page's title, which may begin like a byline: "Von hier", "نویسنده تهران شهر"."""
        line = elements.line_of(element)
        if not titles.is_part(self.title, line):
            return False
        is_heading = element.tag in elements.HEADINGS or any(True for _ in element.iterancestors(*elements.HEADINGS))
        return is_heading or self.title.startswith(line)

    def _of_link(self, element: HtmlElement, hints: frozenset[str]) -> Iterator[tuple[str, str, HtmlElement]]:
        kind = elements.kind_of(element)
        if not (kind or hints & {"authors", *TERMS}) or elements.is_in_prose(element, self.prose):
            return
        key = keys.key(element)
        if kind in TERMS or hints & set(TERMS):
            for field in TERMS:
                if names_term(element, field, self.base_url):
                    yield field, ELEMENT + key, element
        else:
            yield "authors", (AUTHOR_LINK if kind == "authors" else ELEMENT) + key, element

    def _of_date(self, element: HtmlElement, hints: frozenset[str]) -> Iterator[tuple[str, str, HtmlElement]]:
        if element.tag != "time" and not elements.is_line(element):
            return
        parent = element.getparent()
        is_headed = element.tag in elements.HEADINGS or (parent is not None and parent.tag in elements.HEADINGS)
        if is_headed and "date" not in hints and not dates.is_day(elements.line_of(element)):
            return  # a year in a title
        if elements.date_of(element, self.habits) is None:
            return
        key = ELEMENT + keys.key(element)
        told = elements.told_of(element)
        if told != "modified":
            yield "published_at", key, element
        if told == "published":
            yield "published_at", LABELLED + keys.key(element), element
        if "modified" in hints or element.tag == "time" or told == "modified":
            yield "modified_at", key, element
        for named, name in _beside(element):
            yield "authors", ELEMENT + name, named


def _beside(element: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The elements whose text may name the author, with their keys: the date's own line, and what stands beside it."""
    parent = element.getparent()
    if element.tag != "time":
        yield element, keys.key(element)
    elif parent is not None and elements.is_line(parent):
        yield parent, keys.key(parent)
    beside = islice(parent, NEIGHBOURS) if parent is not None else ()
    yield from _neighbours(element, chain(beside, islice(element, NEIGHBOURS)))
    line = elements.line_around(element)
    holder = line.getparent() if line is not None else None
    if line is not None and holder is not None:
        yield from _neighbours(line, islice(holder, NEIGHBOURS))


def _neighbours(element: HtmlElement, beside: Iterable[HtmlElement]) -> Iterator[tuple[HtmlElement, str]]:
    """Those of some elements beside one, or in it, that are lines, with their keys; nameless ones by their place."""
    for neighbour in beside:
        if (
            neighbour is not element
            and isinstance(neighbour.tag, str)
            and neighbour.tag not in elements.HEADINGS
            and elements.is_line(neighbour)
        ):
            name = keys.key(neighbour)
            yield neighbour, name if neighbour.get("class") else f"{name}[{keys.position(neighbour)}]"


def _is_of_post(element: HtmlElement) -> bool:
    """Whether a nav is no menu, but the post's own: of tags, by name or address, or with its day and its author in it.

    MkDocs prints both so, Wix the tags. Menus and lists of other posts have no day, or many.
    """
    if element.tag != "nav":
        return False
    named = f"{element.get('class') or ''} {element.get('aria-label') or ''}"
    if not _hints(named, element.get("id") or "", "", "").isdisjoint(TERMS):
        return True
    links = list(islice(element.iter("a"), _TAGS + 1))
    if 0 < len(links) <= _TAGS and all(elements.kind_of(link) == "tags" for link in links):
        return True
    days = sum(1 for _ in zip(element.iter("time"), range(_DAYS + 1), strict=False))
    return 1 <= days <= _DAYS and any(
        "authors" in _hints(one.get("class") or "", "", "", "") for one in element.iter("div", "span", "li", "p", "a")
    )


def names_term(link: HtmlElement, field: str, base_url: str) -> bool:
    """Whether a link can name a term of the field: by its address on this site, else by its relation or its own names.

    A post may link to tags of other sites: "…/releases/tag/1.70.0".
    """
    get = link.get
    said = _hints(get("class") or "", get("id") or "", get("itemprop") or "", get("rel") or "").intersection(TERMS)
    if not terms.kind_of_address(get("href") or "") and is_of_other_kind(link, field):
        return False
    kind = elements.kind_of(link)
    if not said and (not kind or elements.leads_elsewhere(link, base_url)):
        return False
    return kind == field or (not kind and field in said)


def is_of_other_kind(element: HtmlElement, field: str) -> bool:
    """Whether the box that holds an element is named after categories, and the field is tags, or the other way round.

    The outermost of the next boxes tells: Hexo's Yilia writes its list of categories as a list of tags in such a box.
    """
    said = ""
    for _, up in zip(range(_BOX_STEPS), element.iterancestors(), strict=False):
        if up.tag not in _BOXES:
            break
        match = _TERM_BOX.search(up.get("class") or "")
        if match is not None:
            said = "categories" if match["categories"] else "tags"
    return said not in {"", field}


def _of_list(element: HtmlElement, hints: frozenset[str]) -> Iterator[tuple[str, str, HtmlElement]]:
    labelled = elements.labels_of(element)
    for field in TERMS:
        if (field in labelled or field in hints) and is_of_other_kind(element, field):
            continue
        if field in labelled and elements.is_list(element):
            yield field, LABELLED + keys.key(element), element
        if field in hints and not labelled and element.tag not in elements.HEADINGS and elements.is_list(element):
            yield field, ELEMENT + keys.key(element), element


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
