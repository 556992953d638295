"""Further pages of a feed: as RFC 5005 links them, and as WordPress, Blogger and early Ghost number them."""

from __future__ import annotations

import re
from typing import Any

from archiver import urls

BLOGGER_PAGE = 150  # entries a page, the most that Blogger gives with their content
_FULL_FROM = 5  # entries: WordPress gives 10 by default, few blogs set less than 5
_WORDPRESS = re.compile(r"wordpress", re.IGNORECASE)
_EARLY_GHOST = re.compile(r"ghost\s+[01]\.", re.IGNORECASE)  # /rss/2/ went with Ghost 2
_BLOGGER = re.compile(r"/feeds/(?:posts|\d+/posts)/(?:default|summary)", re.IGNORECASE)
_PAGED = re.compile(r"^paged=(\d{1,6})$")
_START = re.compile(r"[?&]start-index=(\d{1,6})(?:&|$)")
_GHOST_PAGE = re.compile(r"/rss/(?:(\d{1,6})/)?$")


def further(url: str, feed: dict[str, Any], entries: int) -> tuple[str, ...]:
    """The address of the page that follows this one; nothing at the end, or where there is no telling.

    A static copy of a blog gives its one feed for every number: what is numbered goes on only while the feed itself
    says that it is the page that was asked for.
    """
    if not entries:
        return ()
    if _BLOGGER.search(url):
        return _blogger(url, feed, entries)
    linked = _linked(url, feed)
    if linked:
        return linked
    generator = str(feed.get("generator") or "")
    if _WORDPRESS.search(generator) and entries >= _FULL_FROM:
        return _wordpress(url, feed)
    return _ghost(url) if _EARLY_GHOST.search(generator) else ()


def _wordpress(url: str, feed: dict[str, Any]) -> tuple[str, ...]:
    """?paged=2 after the first page; after a later one only if its rel=self names the number too, as WordPress does."""
    base, _, query = url.partition("?")
    parts = [part for part in query.split("&") if part]
    paged = next((int(match[1]) for part in parts if (match := _PAGED.match(part))), 1)
    itself = [part for href in _hrefs(feed, "self") for part in href.partition("?")[2].split("&")]
    if paged > 1 and f"paged={paged}" not in itself:
        return ()
    kept = [part for part in parts if not _PAGED.match(part)]
    return (f"{base}?{'&'.join([*kept, f'paged={paged + 1}'])}",)


def _linked(url: str, feed: dict[str, Any]) -> tuple[str, ...]:
    """rel=next (paged feeds) or prev-archive (archived feeds), RFC 5005; both only ever lead to older entries."""
    for href in (*_hrefs(feed, "next"), *_hrefs(feed, "prev-archive")):
        target = urls.resolve(url, href)
        if target and target != url:
            return (target,)
    return ()


def _hrefs(feed: dict[str, Any], rel: str) -> list[str]:
    links = [link for link in feed.get("links") or () if isinstance(link, dict)]
    return [str(link.get("href") or "") for link in links if link.get("rel") == rel]


def _blogger(url: str, feed: dict[str, Any], entries: int) -> tuple[str, ...]:
    """On the blog's own host, where Blogger's rel=next leads to www.blogger.com."""
    start = _number(feed.get("opensearch_startindex")) or 1
    asked = _START.search(url)
    following = start + entries
    if (asked and int(asked[1]) != start) or following > _number(feed.get("opensearch_totalresults")):
        return ()
    base, _, query = url.partition("?")
    kept = [part for part in query.split("&") if part and not part.startswith(("start-index=", "max-results="))]
    return (f"{base}?{'&'.join([*kept, f'start-index={following}', f'max-results={BLOGGER_PAGE}'])}",)


def _ghost(url: str) -> tuple[str, ...]:
    match = _GHOST_PAGE.search(url)
    return (f"{url[: match.start()]}/rss/{int(match[1] or 1) + 1}/",) if match else ()


def _number(value: object) -> int:
    text = str(value or "").strip()
    return int(text) if text.isdecimal() and len(text) <= 6 else 0  # noqa: PLR2004 - a million posts
