"""Whole posts as lists carry them (REST, full-content feeds), read again from the captures of these lists."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from archiver import discover, urls
from archiver.errors import ExtractionError
from archiver.extract.post import extract_stated
from archiver.page import Page
from archiver.records import Role, Source, Statement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archiver.flow.work import Work
    from archiver.records import Capture, Draft

_LISTS = (Source.REST, Source.PLATFORM, Source.FEED)
_KEPT = 2  # lists that stay decoded: posts are read in the order in which lists name them


def with_contents(work: Work, url_id: int, says: Mapping[Source, Statement]) -> dict[Source, Statement]:
    """The statements about a post, with the html of those lists that carry it whole."""
    identity = urls.identity(work.archive.frontier.get(url_id).url)
    found = dict(says)
    for source, capture_id in work.archive.frontier.named_in(url_id).items():
        stated = _contents(work, capture_id).get(identity) if source in _LISTS else None
        if stated is not None:
            found[source] = replace(found.get(source, Statement()), html=stated.html)
    return found


def whole(work: Work, url_id: int) -> str | None:
    """The post's content as html where a list carries it, the most reliable list's; feeds may cut it short."""
    found = with_contents(work, url_id, {})
    return next((found[source].html for source in _LISTS if source in found), None)


def is_whole(work: Work, url_id: int) -> bool:
    """Whether REST carries the post whole, so that its later pages need no visit."""
    stated = with_contents(work, url_id, {}).get(Source.REST)
    return stated is not None


def stated_in(work: Work, url_id: int, capture_id: int) -> Statement | None:
    """What a list says of the post at an address, its content included; None where it does not carry it whole."""
    return _contents(work, capture_id).get(urls.identity(work.archive.frontier.get(url_id).url))


def read_stated(work: Work, url_id: int, capture: Capture) -> Draft:
    """The post at an address as a REST list carries it. Raises ExtractionError where it does not, any more."""
    url = work.archive.frontier.get(url_id).url
    assert capture.id is not None, "a list that posts are read from is kept"
    stated = stated_in(work, url_id, capture.id)
    if stated is None:
        raise ExtractionError(url, f"the list at {capture.url} does not carry it")
    head = f'<html lang="{escape(_language(work))}"><head><title>{escape(stated.title or "")}</title></head></html>'
    return extract_stated(Page.from_bytes(url, head.encode(), "text/html; charset=utf-8"), Source.REST, stated)


def _language(work: Work) -> str:
    """The language that the home page names: REST names none."""
    if work.language is None:
        row = work.archive.frontier.find(work.site_id, work.site.url)
        home = work.archive.captures.latest(row.id) if row is not None else None
        try:
            work.language = (Page.parse(home).tree.get("lang") or "") if home is not None else ""
        except ExtractionError:
            work.language = ""
    return work.language


def _contents(work: Work, capture_id: int) -> dict[str, Statement]:
    """What a list says of each post that it carries whole, by the identity of its address."""
    if capture_id not in work.contents:
        while len(work.contents) >= _KEPT:
            del work.contents[next(iter(work.contents))]
        leads = discover.read(work.archive.captures.load(capture_id), None, Role.API)
        whole = ((lead.url, lead.says) for lead in leads if lead.says is not None and lead.says.html)
        work.contents[capture_id] = {urls.identity(url): says for url, says in whole}
    return work.contents[capture_id]
