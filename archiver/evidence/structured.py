"""What a page states in its head: JSON-LD, meta tags, `<title>`, the language, and the date in its address."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from archiver import urls
from archiver.errors import UsageError
from archiver.evidence import dates, names, terms, titles
from archiver.evidence.values import DATES, Habits, Readings, Value, put
from archiver.records import Author

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archiver.page import Page

Node = dict[str, Any]

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|HowTo|Recipe)$")
_PERSONS = frozenset({"Person", "Organization", "NewsMediaOrganization", "Corporation"})
_LANGUAGE = re.compile(r"^[a-z]{2,3}(?:[-_][a-z]{4})?(?:[-_](?:[a-z]{2}|\d{3}))?$", re.IGNORECASE)
_WRITTEN_BY = re.compile(
    r"writ|by|verfass|geschrieb|[ée]crit|escrito|scritto|autor|author|作者|نویسنده|нап|автор", re.IGNORECASE
)
_FILED_UNDER = re.compile(r"filed|tags?|categor|ablage|class", re.IGNORECASE)
_FEED_TITLE = re.compile(r"\s*(?:[»«|–—:\-]\s*)?(?:(?:rss|atom|main|posts?)\s*)*(?:feed|rss|atom)?\s*$", re.IGNORECASE)

_TITLE = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "parsely-title",
    "headline",
    "title",
)
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "dcterms.issued",
    "citation_publication_date",
    "citation_date",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publish_date",
    "publishdate",
    "pubdate",
    "date",
    "created",
)
_MODIFIED = (
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "revised",
    "updated",
)
_AUTHORS = (
    "author",
    "article:author",
    "article:author_name",
    "og:article:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "byl",
)
_TAGS = (
    "article:tag",
    "og:article:tag",
    "keywords",
    "news_keywords",
    "parsely-tags",
    "citation_keywords",
    "dc.subject",
    "sailthru.tags",
    "tags",
)
_SECTIONS = ("article:section", "og:article:section", "parsely-section")
_NO_SECTIONS = frozenset({"posts", "post", "blog", "blogs", "articles", "article"})  # Hugo's folder of all posts
_DESCRIPTIONS = (
    "description",
    "og:description",
    "twitter:description",
    "dc.description",
    "dcterms.description",
    "dcterms.abstract",
)
_STATED_BY = {  # the field that a meta element of each name states
    name: field
    for field, stating in {
        "title": _TITLE,
        "published_at": _PUBLISHED,
        "modified_at": _MODIFIED,
        "authors": _AUTHORS,
        "tags": _TAGS,
        "categories": _SECTIONS,
        "description": _DESCRIPTIONS,
    }.items()
    for name in stating
}


def read(page: Page, habits: Habits) -> Readings:
    """All that the head and the address say, by field and source."""
    readings: Readings = {}
    _from_json_ld(page, habits, readings)
    _from_meta(page, habits, readings)
    put(readings, "title", "title-tag", titles.tidy(page.title_tag))
    put(readings, "published_at", "address", dates.in_address(page.url))
    put(
        readings,
        "language",
        "html:lang",
        language(page.tree.get("lang") or page.tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""),
    )
    return readings


@lru_cache(maxsize=1024)
def language(text: str) -> str | None:
    """A language as BCP 47 writes it ("en_us" is "en-US"); None where the text names none."""
    text = text.split(",", maxsplit=1)[0].strip()
    if not _LANGUAGE.match(text):
        return None
    first, *rest = re.split("[-_]", text)
    shaped = [part.title() if len(part) == 4 else part.upper() for part in rest]  # noqa: PLR2004 - a script, "Hant"
    return "-".join([first.lower(), *shaped])


def site_names(page: Page) -> tuple[str, ...]:
    """What the page says its site is called: og:site_name, JSON-LD's site and publisher, the titles of its feeds."""
    found: list[str] = [*page.metas.get("og:site_name", ()), *page.metas.get("application-name", ())]
    for node in page.json_ld:
        if _types(node) & {"WebSite", "Blog", "Organization", "NewsMediaOrganization", "Corporation"}:
            found.extend((_text(node.get("name")), _text(node.get("alternateName"))))
        found.extend(
            _text(node[part].get("name")) for part in ("publisher", "isPartOf") if isinstance(node.get(part), dict)
        )
    feeds = (link for link in page.links if "alternate" in link.rels and ("rss" in link.type or "atom" in link.type))
    found.extend(_FEED_TITLE.sub("", link.element.get("title") or "") for link in feeds)
    return terms.unique(titles.tidy(name) for name in found)


def article(page: Page) -> Node | None:
    """The JSON-LD node of this page's post; None without one, or where only other posts are described."""
    nodes = [node for node in _nested(page.json_ld) if any(_ARTICLE.search(type_) for type_ in _types(node))]
    mine = [node for node in nodes if _is_about(node, page)]
    if mine:
        return max(mine, key=len)
    return nodes[0] if len(nodes) == 1 or (nodes and not any(_addresses(node) for node in nodes)) else None


def _from_json_ld(page: Page, habits: Habits, readings: Readings) -> None:
    if not page.json_ld:
        return
    known = {node["@id"]: node for node in page.json_ld if isinstance(node.get("@id"), str) and len(node) > 1}
    node = article(page)
    if node is not None:
        put(readings, "title", "json-ld", titles.tidy(_text(node.get("headline")) or _text(node.get("name"))))
        put(
            readings,
            "published_at",
            "json-ld",
            dates.exact(_text(node.get("datePublished") or node.get("dateCreated"))),
        )
        put(readings, "modified_at", "json-ld", dates.exact(_text(node.get("dateModified"))))
        people = _people(node.get("author") or node.get("creator"), known, habits)
        others = _people(node.get("contributor"), known, habits) if people else ()  # Ghost: all but the first author
        put(readings, "authors", "json-ld", unique_authors((*people, *others)))
        put(readings, "categories", "json-ld", _listed(node.get("articleSection")))
        put(readings, "tags", "json-ld", _listed(node.get("keywords")))
        put(readings, "description", "json-ld", titles.tidy(_text(node.get("description"))))
        put(readings, "language", "json-ld", language(_text(node.get("inLanguage"))))
        put(readings, "series", "json-ld", _series(node.get("isPartOf"), known))
    for page_node in page.json_ld:  # Yoast describes the page of a post beside, or instead of, the post
        if "WebPage" in _types(page_node) and _is_about(page_node, page):
            put(readings, "published_at", "json-ld:WebPage", dates.exact(_text(page_node.get("datePublished"))))
            put(readings, "modified_at", "json-ld:WebPage", dates.exact(_text(page_node.get("dateModified"))))
            put(readings, "authors", "json-ld:WebPage", _people(page_node.get("author"), known, habits))
            put(readings, "description", "json-ld:WebPage", titles.tidy(_text(page_node.get("description"))))
            put(readings, "language", "json-ld:WebPage", language(_text(page_node.get("inLanguage"))))


def _from_meta(page: Page, habits: Habits, readings: Readings) -> None:
    for name, contents in page.metas.items():
        field = _STATED_BY.get(name)
        if field is not None:
            put(readings, field, f"meta:{name}", _of_metas(field, contents, habits))
    put(readings, "language", "meta:og:locale", language(page.meta("og:locale") or ""))
    put(
        readings,
        "language",
        "meta:content-language",
        language(page.meta("content-language", "language", "dc.language", "dcterms.language") or ""),
    )
    put(readings, "series", "meta:series", titles.tidy(page.meta("series", "article:series") or ""))
    _from_card(page, habits, readings)


def _of_metas(field: str, contents: tuple[str, ...], habits: Habits) -> Value:
    """What elements of one name say of a field; of a field with one value, the first of them."""
    if field in DATES:
        return dates.iso(contents[0], habits.order) or ""
    if field == "authors":
        return unique_authors(person for content in contents for person in _named(content, habits))
    if field == "tags":
        return terms.unique(term for content in contents for term in terms.listed(content))
    if field == "categories":
        return terms.unique(section for section in map(terms.tidy, contents) if section.casefold() not in _NO_SECTIONS)
    return titles.tidy(contents[0])


def _from_card(page: Page, habits: Habits, readings: Readings) -> None:
    """What Yoast and Ghost print for link previews: "Written by" and "Filed under" as label and value."""
    for number in (1, 2):
        label, value = page.meta(f"twitter:label{number}"), page.meta(f"twitter:data{number}")
        if label and value and _WRITTEN_BY.search(label):
            put(readings, "authors", f"meta:twitter:data{number}", unique_authors(_named(value, habits)))
        elif label and value and _FILED_UNDER.search(label):
            put(readings, "tags", f"meta:twitter:data{number}", terms.listed(value))


def unique_authors(people: Iterable[Author]) -> tuple[Author, ...]:
    """The authors, one of each name, with the address and biography that any of them has."""
    found: dict[str, Author] = {}
    for person in people:
        key = titles.tidy(person.name).casefold()
        if not key:
            continue
        first = found.get(key, person)
        found[key] = Author(first.name, first.url or person.url, first.bio or person.bio)
    return tuple(found.values())


def _named(text: str, habits: Habits) -> Iterator[Author]:
    name = names.tidy(text)
    if name:
        for part in names.split(name, always=habits.splits_names):
            yield Author(part)


def _nested(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        for part in ("mainEntity", "mainEntityOfPage", "blogPost"):
            inner = node.get(part)
            if isinstance(inner, dict) and len(inner) > 2:  # noqa: PLR2004 - more than a type and an id
                yield inner


def _types(node: Node) -> set[str]:
    types = node.get("@type", node.get("type"))
    listed = types if isinstance(types, list) else [types]
    return {type_.rpartition("/")[2] for type_ in listed if isinstance(type_, str)}


def _addresses(node: Node) -> list[str]:
    main = node.get("mainEntityOfPage")
    found = [node.get("url"), node.get("@id"), main.get("@id") if isinstance(main, dict) else main]
    return [text for text in found if isinstance(text, str) and text]


def _is_about(node: Node, page: Page) -> bool:
    own = (
        _identity(page.base_url if "://" in page.base_url else page.url),
        _identity(page.url),
        _identity(page.canonical_url or ""),
    )
    return any((resolved := urls.resolve(page.url, text)) and _identity(resolved) in own for text in _addresses(node))


def _identity(url: str) -> str:
    try:
        return urls.identity(url)
    except UsageError:
        return ""


def _text(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("alternateName")
    return str(value).strip() if isinstance(value, (str, int)) else ""


def _listed(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return terms.unique(terms.tidy(_text(item)) for item in value)
    return terms.listed(_text(value)) if value else ()


def _people(value: object, known: dict[str, Node], habits: Habits) -> tuple[Author, ...]:
    found: list[Author] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            found.extend(_named(item, habits))
            continue
        if not isinstance(item, dict):
            continue
        full = known.get(str(item.get("@id")), {})
        name = names.tidy(_text(item.get("name")) or _text(full.get("name")))
        url = next((text for node in (item, full) if (text := _text(node.get("url"))).startswith("http")), None)
        bio = titles.tidy(_text(item.get("description")) or _text(full.get("description"))) or None
        parts = names.split(name, always=habits.splits_names) if name else ()
        found.extend(Author(part, url, bio) if len(parts) == 1 else Author(part) for part in parts)
    return unique_authors(found)


def _series(value: object, known: dict[str, Node]) -> str | None:
    for item in value if isinstance(value, list) else [value]:
        node = known.get(str(item.get("@id")), item) if isinstance(item, dict) else {}
        if any(type_.endswith("Series") for type_ in _types(node)):
            return titles.tidy(_text(node.get("name"))) or None
    return None
