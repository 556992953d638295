"""Pages of a post that is split: known by their address and title, kept as its aliases, read with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from lxml import etree

from archiver import urls
from archiver.errors import ExtractionError
from archiver.extract import parts
from archiver.extract.post import extract
from archiver.hashes import normalise_text
from archiver.page import Page
from archiver.records import Change, ChangeKind, Role

if TYPE_CHECKING:
    from archiver.flow.work import Work
    from archiver.records import Capture, Draft

REASON = "part"  # of the alias
_MAY_BE_NUMBERED = re.compile(r"(?:(?:^|[/-])\d{1,2}/?|\?.*\d/?)(?:#.*)?$")
_HREFS = etree.XPath("descendant::a/@href", smart_strings=False)


def later(page: Page) -> frozenset[str]:
    """The addresses of a page's links to later pages of itself."""
    stem = page.url.rstrip("/")
    hrefs = set(cast("list[str]", _HREFS(page.tree)))
    near = filter(None, (urls.resolve(page.base_url, href) for href in hrefs if _MAY_BE_NUMBERED.search(href)))
    found = {url: parts.first_page(url) for url in near}
    return frozenset(url for url, first in found.items() if first and first[0].rstrip("/") == stem)


def continues(work: Work, url: str) -> bool:
    """Whether an address is, by its form, a later page of what was taken for a post."""
    numbered = parts.first_page(url)
    first = work.archive.frontier.find(work.site_id, numbered[0]) if numbered else None
    return first is not None and first.role is Role.POST and first.fetched_at is not None


def belongs_to(work: Work, url_id: int, url: str, draft: Draft) -> int | None:
    """The url_id of the post that this page continues: the address is that one's with a number, the title the same."""
    numbered = parts.first_page(url)
    first = work.archive.frontier.find(work.site_id, numbered[0]) if numbered else None
    if first is None or first.id == url_id:
        return None
    known = work.archive.posts.known_by_url(first.id)
    if known is None or known.url_id != first.id:
        return None
    return first.id if normalise_text(known.title).casefold() == normalise_text(draft.title).casefold() else None


def note(work: Work, url_id: int, first_id: int, capture: Capture) -> None:
    """Record that an address is a later page of the post at `first_id`."""
    known = work.archive.posts.known_by_url(first_id)
    assert known is not None
    change = Change(ChangeKind.DUPLICATE, "a later page of the same post", known.post_id, alias=REASON)
    work.archive.posts.apply(work.site_id, url_id, change, None, work.context(capture.id))


def whole(work: Work, url_id: int, first: Draft) -> Draft:
    """The post on a first page with its later pages, as far as they were captured."""
    if first.quality.method in {"rest", "feed"}:
        return first  # that is the whole already
    drafts = []
    for row in sorted(work.archive.frontier.aliases_of(url_id, REASON), key=lambda row: _number(row.url)):
        capture = work.archive.captures.latest(row.id)
        if capture is None:
            continue
        try:
            drafts.append(extract(Page.parse(capture), work.reading, {}))
        except ExtractionError:
            continue
    return parts.joined(first, drafts) if drafts else first


def _number(url: str) -> int:
    numbered = parts.first_page(url)
    return numbered[1] if numbered else 0
