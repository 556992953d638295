"""Lists that platforms keep of their own posts, where they are open, cheap and documented, named by a page's markers.

Ghost: sitemap-posts.xml, and the Content API with the key that the page's own search widget uses. Substack:
/api/v1/archive. Tumblr: /api/read/json. Medium: /feed and /sitemap/sitemap.xml, which its pages do not name.
Docusaurus: the archive page of its blog. Hexo, Hugo and Jekyll: the index that the page's search script reads
(search.xml, content.json, index.json). Blogger and WordPress name all they have (see `declared` and `rest`).
Squarespace's ?format=json is left alone: its robots.txt forbids it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archiver import urls
from archiver.discover import declared
from archiver.records import Lead, Role, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archiver.page import Page

_GENERATORS = (
    "wordpress",
    "ghost",
    "blogger",
    "hexo",
    "hugo",
    "jekyll",
    "docusaurus",
    "pelican",
    "substack",
    "tumblr",
    "medium",
)
_MARKER_HOSTS = {"substackcdn.com": "substack", "assets.tumblr.com": "tumblr", "static.tumblr.com": "tumblr"}
_MEDIUM_APP = "com.medium.reader"
_INDEX = re.compile(
    r"""["'(=]\s*((?:https?:)?[\w./:~-]{0,200}?(?:search\.(?:xml|json)|content\.json|index\.json|posts\.json))(?:\?[^"']*)?\s*["')]"""
)
_MAX_SCRIPT = 200_000  # characters of one script
_MAX_INDEXES = 2
SUBSTACK_PAGE = 50
TUMBLR_PAGE = 50


def platform(page: Page) -> str | None:
    """The software that made the page, such as "ghost", by its generator's name or its servers; None if unknown."""
    generator = (page.meta("generator") or "").lower()
    named = next((name for name in _GENERATORS if generator.startswith(name)), None)
    if named:
        return named
    if page.meta("al:android:package") == _MEDIUM_APP:
        return "medium"
    hosts = (address.host for link in page.links if (address := urls.parse(link.url)))
    return next((_MARKER_HOSTS[host] for host in hosts if host in _MARKER_HOSTS), None)


def lists(page: Page) -> tuple[Lead, ...]:
    """The platform's own lists of posts, as far as the page's platform has any."""
    name = platform(page)
    reader = _READERS.get(name or "")
    if reader is None:
        return ()
    found = dict.fromkeys(
        (url, role) for href, role in reader(page) if (url := urls.resolve(declared.home(page), href))
    )
    return tuple(Lead(url, Source.PLATFORM, page.url, role) for url, role in found)


def _ghost(page: Page) -> Iterator[tuple[str, Role]]:
    yield "sitemap-posts.xml", Role.SITEMAP
    for script in page.tree.iter("script"):
        key = script.get("data-key") or ""
        site = script.get("data-sodo-search") or script.get("data-ghost")
        if site and re.fullmatch(r"[0-9a-f]{26}", key):
            yield f"{site.rstrip('/')}/ghost/api/content/posts/?key={key}&limit=100&include=tags,authors", Role.API
            return


def _substack(_page: Page) -> Iterator[tuple[str, Role]]:
    yield f"/api/v1/archive?sort=new&offset=0&limit={SUBSTACK_PAGE}", Role.API


def _tumblr(_page: Page) -> Iterator[tuple[str, Role]]:
    yield f"/api/read/json?start=0&num={TUMBLR_PAGE}", Role.API


def _medium(page: Page) -> Iterator[tuple[str, Role]]:
    address = urls.parse(page.url)
    if address and address.host == "medium.com":  # many blogs on one host: its sitemap is not this blog's
        owner = address.path.split("/")[1]
        if owner:
            yield f"/feed/{owner}", Role.FEED
        return
    yield "/feed", Role.FEED
    yield "/sitemap/sitemap.xml", Role.SITEMAP


def _docusaurus(page: Page) -> Iterator[tuple[str, Role]]:
    for element in page.tree.iter("a"):
        url = urls.resolve(page.base_url, element.get("href") or "")
        address, own = urls.parse(url) if url else None, urls.parse(page.url)
        if url and address and own and address.host == own.host and address.path.rstrip("/").endswith("/blog"):
            yield url.partition("?")[0].rstrip("/") + "/archive", Role.LISTING
            return


def _search_index(page: Page) -> Iterator[tuple[str, Role]]:
    """The index that a static site's search reads: named in a script, or linked for loading ahead."""
    named = [link.url for link in page.links if link.url.endswith(("/index.json", "/search.json", "/search.xml"))]
    for script in page.tree.iter("script"):
        text = (script.text or "")[:_MAX_SCRIPT]
        if "search" in text or ".json" in text:
            named += [match[1] for match in _INDEX.finditer(text)]
        named += [value for name, value in script.items() if name.startswith("data-") and _INDEX.match(f'"{value}"')]
    for href in list(dict.fromkeys(named))[:_MAX_INDEXES]:
        yield href, Role.API


_READERS: dict[str, Callable[[Page], Iterator[tuple[str, Role]]]] = {
    "ghost": _ghost,
    "substack": _substack,
    "tumblr": _tumblr,
    "medium": _medium,
    "docusaurus": _docusaurus,
    "hexo": _search_index,
    "hugo": _search_index,
    "jekyll": _search_index,
}
