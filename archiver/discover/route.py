"""Which reader a capture goes to: by what was really received, then by the role its address was given."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from archiver.discover import (
    declared,
    feeds,
    kinds,
    lists,
    platforms,
    redirects,
    rest,
    robots,
    sitemaps,
    statements,
)
from archiver.discover.kinds import Kind
from archiver.records import Lead, Role

if TYPE_CHECKING:
    from archiver.page import Page
    from archiver.records import Capture

_LISTS = frozenset({Role.FEED, Role.SITEMAP, Role.API})


def read(capture: Capture, page: Page | None, role: Role) -> tuple[Lead, ...]:
    """The leads of one capture: posts with what is said of them, and documents to fetch next with their role.

    page: the capture as html, where it is html. role: what the address was taken for. A feed that is served as a page
    is read as a feed; html where a list was hoped for (soft 404s, login pages) names nothing. Errors name nothing; a
    redirect names its target in the role of the address. Never raises, whatever the bytes.
    """
    moved = redirects.read(capture, page, role)
    if not 200 <= capture.status < 300:  # noqa: PLR2004 - success, RFC 9110
        return moved
    return (*moved, *_of_body(replace(capture, body=kinds.unpacked(capture.body)), page, role))


def of_page(capture: Capture, page: Page) -> tuple[Lead, ...]:
    """What a page names: its feeds and sitemaps, WordPress REST, the platform's own lists."""
    return (
        *rest.find(capture, page),
        *declared.sitemaps(page),
        *declared.feeds(page),
        *platforms.lists(page),
    )


def _of_body(capture: Capture, page: Page | None, role: Role) -> tuple[Lead, ...]:
    kind = kinds.kind(capture.body)
    if kind is Kind.HTML:
        return of_page(capture, page) if page is not None and role not in _LISTS else ()
    if kind is Kind.JSON:
        return _of_json(capture, statements.load(capture.body))
    if kind is Kind.TEXT:
        return _of_text(capture, role)
    reader = {Kind.FEED: feeds.read, Kind.SITEMAP: sitemaps.read, Kind.SEARCH_INDEX: lists.read_search_index}.get(kind)
    return reader(capture) if reader else ()


def _of_json(capture: Capture, value: Any) -> tuple[Lead, ...]:  # noqa: ANN401 - decoded JSON
    if feeds.is_json_feed(value):
        return feeds.read_json(capture, value)
    return rest.read(capture, value) if rest.is_answer(value) else lists.read(capture, value)


def _of_text(capture: Capture, role: Role) -> tuple[Lead, ...]:
    if robots.is_robots(capture.url):
        return robots.read(capture)
    return sitemaps.plain(capture) if role is Role.SITEMAP or capture.url.endswith("sitemap.txt") else ()
