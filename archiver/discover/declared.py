"""The feeds and sitemaps that a page itself names: the main ones, not those of comments, terms and single posts."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from archiver import urls
from archiver.discover.words import COMMENTS, LISTINGS, names_comments
from archiver.records import Lead, Role, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.page import Page

_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
        "application/x.atom+xml",
    }
    | {"text/rss", "text/atom", "text/rss+xml", "text/atom+xml", "application/rss", "application/atom"}
)
_VAGUE_TYPES = frozenset({"application/xml", "text/xml", "application/json"})
_FEED_NAME = re.compile(r"(?:^|[/._-])(?:feeds?|rss2?|atom|rdf|index\.xml|jsonfeed)(?:$|[/._?-])", re.IGNORECASE)
_FORMAT = re.compile(r"(?<![a-z])(?:rss2?|atom|rdf|feeds?|xml|json|index|all|posts|default|summary)(?![a-z])|[\W_]+")
_LABELS = re.compile(r"/-/|/oembed|[?&](?:feed|type)=comments|[?&](?:cat|tag|author|s|p|page_id)=", re.IGNORECASE)
_CANDIDATES = 50  # that are looked at
_ANCHORS = 3  # links to feeds that are taken from a page whose head names none


def feeds(page: Page) -> tuple[Lead, ...]:
    """The page's main feeds, one of each that is offered in several formats, in the page's order.

    Left out are feeds of comments, of categories, tags and authors, and that of the page's own comments (WordPress:
    the post's address + /feed/). Where the head names none, links of the body that look like feeds are taken.
    """
    named = list(islice(_alternates(page), _CANDIDATES))
    shortest = min((len(_folder(url)) for url, _ in named), default=0)
    main = [(url, title) for url, title in named if not _is_minor(page, url, title, shortest)]
    if not named:
        main = list(islice(_anchors(page), _ANCHORS))
    chosen: dict[str, Lead] = {}
    for url, title in main:
        chosen.setdefault(_stem(url), Lead(url, Source.LINK, page.url, Role.FEED, anchor=title))
    return tuple(chosen.values())


def sitemaps(page: Page) -> tuple[Lead, ...]:
    """`<link rel="sitemap">`."""
    found = dict.fromkeys(link.url for link in page.links if "sitemap" in link.rels)
    return tuple(Lead(url, Source.LINK, page.url, Role.SITEMAP) for url in found)


def home(page: Page) -> str:
    """Where the blog lies: the folder of its main feed, else the root of the host; ends in a slash."""
    address = urls.parse(page.url)
    for lead in feeds(page):
        at = urls.parse(lead.url)
        if at and address and at.host == address.host:
            return folder(lead.url)
    return f"{address.origin}/" if address else page.url


def folder(url: str) -> str:
    """The folder that a feed is of, as an address: /blog/ for /blog/feed.xml and /blog/feed/atom/."""
    address = urls.parse(url)
    return f"{address.origin}{_folder(url)}" if address else url


def _alternates(page: Page) -> Iterator[tuple[str, str]]:
    for link in page.links:
        kind = link.type.partition(";")[0].strip()
        title = (link.element.get("title") or "").strip()
        if "alternate" not in link.rels and "feed" not in link.rels:
            continue
        vague = kind in _VAGUE_TYPES and _FEED_NAME.search(f"{_path(link.url)} {title}") and "/wp-json/" not in link.url
        if kind in _TYPES or vague or ("feed" in link.rels and not kind):
            yield link.url, title


def _anchors(page: Page) -> Iterator[tuple[str, str]]:
    likely = (element for element in page.tree.iter("a") if _FEED_NAME.search(element.get("href") or ""))
    own = urls.parse(page.url)
    for element in islice(likely, _CANDIDATES):
        url = urls.resolve(page.base_url, element.get("href") or "")
        at = urls.parse(url) if url else None
        if url and own and at and at.host == own.host and _is_feed_path(at.path) and not _is_minor(page, url, "", 0):
            yield url, " ".join(element.text_content().split())[:100]


def _is_feed_path(path: str) -> bool:
    last = path.rstrip("/").rpartition("/")[2].lower()
    return last in {"feed", "rss", "atom", "rss2", "feeds"} or (
        last.endswith((".xml", ".rss", ".atom", ".rdf", ".json")) and _FEED_NAME.search("/" + last) is not None
    )


def _is_minor(page: Page, url: str, title: str, shortest: int) -> bool:
    segments = frozenset(unquote(_path(url)).lower().replace("?", "/").split("/"))
    own = urls.parse(page.url)
    of_page = own is not None and own.path.strip("/") != "" and _folder(url).strip("/") == own.path.strip("/")
    return (
        not segments.isdisjoint(COMMENTS | LISTINGS)
        or names_comments(title)
        or _LABELS.search(url) is not None
        or (of_page and len(_folder(url)) > shortest)
    )


def _path(url: str) -> str:
    """Path and query of an address."""
    address = urls.parse(url)
    return f"{address.path}?{address.query}" if address and address.query else address.path if address else ""


def _folder(url: str) -> str:
    """The folder that a feed is of: its path without the segments that only say that it is a feed."""
    address = urls.parse(url)
    parts = address.path.split("/") if address else [""]
    while len(parts) > 1 and (
        not parts[-1] or _FEED_NAME.search("/" + parts[-1] + "/") or _is_feed_path("/" + parts[-1])
    ):
        parts.pop()
    return "/".join(parts) + "/"


def _stem(url: str) -> str:
    """What the formats of one feed have in common: /feed/ and /feed/atom/, /posts/default and ?alt=rss."""
    address = urls.parse(url)
    return f"{address.host}/{_FORMAT.sub('', unquote(address.path.lower()))}" if address else url
