"""Sitemaps: indexes, url sets with the news extension and languages, and plain text; whole, broken or lying."""

from __future__ import annotations

import html
import re
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from archiver import urls
from archiver.discover import sitemap_names, times
from archiver.discover.words import words_of
from archiver.profile.words import BLOGS
from archiver.records import Lead, Role, Source, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.records import Capture

MAX_URLS = 250_000  # five times what the protocol allows in one file
_SLASHES_OF_A_HOST = 3  # https://blog.example/
_MAX_NAMED = 2048  # characters of one address, as the protocol says
_PROLOG = re.compile(rb"<\?xml\b|<!DOCTYPE\b|<(?:[\w.-]+:)?(?:urlset|sitemapindex)\b")
_LOC = re.compile(r"<(?:[\w.-]{1,20}:)?loc>\s*(?:<!\[CDATA\[)?([^<\]]*)", re.IGNORECASE)
_INDEX = re.compile(rb"<(?:[\w.-]+:)?sitemapindex\b", re.IGNORECASE)
_FIELDS = frozenset({"loc", "lastmod", "title", "publication_date", "language", "keywords"})


def read(capture: Capture) -> tuple[Lead, ...]:
    """The addresses that a sitemap names, each with what it says: time of change, and title and time of a news entry.

    An index gives the sitemaps worth reading (see `sitemap_names`). Broken XML gives what stands before, between and
    after the breaks. The role of the entries is what the sitemap's name says it holds; the entry that is the folder of
    others is a listing (Yoast puts the blog's own page among the posts).
    """
    body = capture.body
    start = _PROLOG.search(body[:65_536])
    body = body[start.start() :] if start else body
    entries = list(_parsed(body)) or list(_scanned(body))
    if _INDEX.search(body[:65_536]):
        return sitemap_names.worth_reading(_nested(capture.url, entries))
    return _pages(capture.url, entries)


def plain(capture: Capture) -> tuple[Lead, ...]:
    """The addresses of a sitemap in plain text, one a line; nothing where the lines are something else."""
    lines = [line.strip() for line in capture.body.decode("utf-8-sig", "replace").split("\n", MAX_URLS)[:MAX_URLS]]
    lines = [line for line in lines if line]
    named = [line for line in lines if line.startswith(("http://", "https://")) and " " not in line]
    if len(named) * 2 < len(lines):
        return ()
    return _pages(capture.url, [{"loc": line} for line in named])


def _nested(base: str, entries: list[dict[str, str]]) -> Iterator[Lead]:
    for url, entry in _resolved(base, entries):
        changed = times.iso(entry.get("lastmod"))
        yield Lead(url, Source.SITEMAP, base, Role.SITEMAP, says=Statement(modified_at=changed) if changed else None)


def _pages(base: str, entries: list[dict[str, str]]) -> tuple[Lead, ...]:
    role = sitemap_names.holds(base)
    named = _resolved(base, entries)
    folders = _folders([url for url, _ in named]) if role in {Role.POST, Role.UNKNOWN} else frozenset()
    return tuple(
        Lead(url, Source.SITEMAP, base, Role.LISTING if url in folders else role, says=_statement(entry))
        for url, entry in named
    )


def _resolved(base: str, entries: list[dict[str, str]]) -> list[tuple[str, dict[str, str]]]:
    found: dict[str, dict[str, str]] = {}
    for entry in entries:
        url = urls.resolve(base, entry.get("loc", ""))
        if url and url != base and url not in found and len(url) <= _MAX_NAMED:
            found[url] = entry
    return list(found.items())


def _folders(named: list[str]) -> frozenset[str]:
    """The addresses among these that are no post: the home page, and a blog's own page with others below it.

    By text alone: these are resolved already, and parsing 50,000 addresses once more would cost as much as the rest.
    """
    parents = {url.rstrip("/").rpartition("/")[0] for url in named}
    parents |= {parent.rpartition("/")[0] for parent in parents}
    return frozenset(url for url in named if _is_home(url) or (url.rstrip("/") in parents and _is_blog(url)))


def _is_home(url: str) -> bool:
    return url.count("/") == _SLASHES_OF_A_HOST and url.endswith("/")


def _is_blog(url: str) -> bool:
    words = words_of(url.rstrip("/").rpartition("/")[2])
    return len(words) == 1 and words[0] in BLOGS


def _statement(entry: dict[str, str]) -> Statement | None:
    if len(entry) == 1:
        return None
    said = Statement(
        title=html.unescape(entry["title"]) if entry.get("title") else None,
        published_at=times.iso(entry.get("publication_date")),
        modified_at=times.iso(entry.get("lastmod")),
        tags=tuple(word for part in entry.get("keywords", "").split(",") if (word := part.strip())),
        language=entry.get("language") or None,
    )
    return said if said != Statement() else None


def _parsed(body: bytes) -> Iterator[dict[str, str]]:
    """One dict an entry, read as a stream: memory holds one entry at a time."""
    events = etree.iterparse(
        BytesIO(body), events=("end",), recover=True, resolve_entities=False, no_network=True, huge_tree=False
    )
    entry: dict[str, str] = {}
    count = 0
    try:
        for _, element in events:
            name = _local(element)
            if name in _FIELDS and element.text and _of_page(element):
                entry.setdefault(name, element.text.strip())
            elif name == "link" and element.get("hreflang") and element.get("href", "").strip() == entry.get("loc"):
                entry.setdefault("language", element.get("hreflang", ""))
            elif name in {"url", "sitemap"}:
                if entry.get("loc"):
                    count += 1
                    yield entry
                entry = {}
                _forget(element)
            if count >= MAX_URLS:
                return
    except (etree.LxmlError, ValueError):
        pass
    if entry.get("loc"):  # cut off inside an entry
        yield entry


def _forget(element: etree._Element) -> None:
    """Frees an entry that was read, with all before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _local(element: etree._Element) -> str:
    """An element's name without its namespace, declared or not; "" for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def _of_page(element: etree._Element) -> bool:
    """Whether a field is the page's own, not its images' or videos' (image:loc, video:title)."""
    parent = element.getparent()
    return parent is not None and _local(parent) in {"url", "sitemap", "news", "publication"}


def _scanned(body: bytes) -> Iterator[dict[str, str]]:
    """Whatever stands in `<loc>`, where no parser can find an entry."""
    named = (match[1].strip() for match in _LOC.finditer(body.decode("utf-8-sig", "replace")))
    for url in islice(filter(None, named), MAX_URLS):
        yield {"loc": html.unescape(url)}
