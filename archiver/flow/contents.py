"""Whole posts as lists carry them (REST, full-content feeds), read again from the captures of these lists."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archiver import discover, urls
from archiver.records import Role, Source, Statement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archiver.flow.work import Work

_LISTS = (Source.REST, Source.PLATFORM, Source.FEED)
_KEPT = 2  # lists that stay decoded: posts are read in the order in which lists name them


def with_contents(work: Work, url_id: int, says: Mapping[Source, Statement]) -> dict[Source, Statement]:
    """The statements about a post, with the html of those lists that carry it whole."""
    identity = urls.identity(work.archive.frontier.get(url_id).url)
    found = dict(says)
    for source, capture_id in work.archive.frontier.named_in(url_id).items():
        html = _contents(work, capture_id).get(identity) if source in _LISTS else None
        if html:
            found[source] = replace(found.get(source, Statement()), html=html)
    return found


def is_whole(work: Work, url_id: int) -> bool:
    """Whether REST carries the post whole, so that its later pages need no visit."""
    stated = with_contents(work, url_id, {}).get(Source.REST)
    return stated is not None


def _contents(work: Work, capture_id: int) -> dict[str, str]:
    """The html of each post in a list, by the identity of its address."""
    if capture_id not in work.contents:
        while len(work.contents) >= _KEPT:
            del work.contents[next(iter(work.contents))]
        leads = discover.read(work.archive.captures.load(capture_id), None, Role.API)
        whole = ((lead.url, lead.says.html) for lead in leads if lead.says is not None and lead.says.html)
        work.contents[capture_id] = {urls.identity(url): html for url, html in whole}
    return work.contents[capture_id]
