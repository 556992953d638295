"""What a run took for the blog of a site: the folder where its posts are, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver import urls
from archiver.discover.blog import find_blog
from archiver.discover.scope import in_scope
from archiver.errors import ExtractionError
from archiver.page import Page
from archiver.records import Lead, Role, Source

if TYPE_CHECKING:
    from archiver.discover.blog import BlogPlace
    from archiver.flow.work import Work

_MOST = 0.8  # of the posts must lie below a place for it to be called the blog


def blog_taken(work: Work) -> str:
    """Where on the site the posts are, with the reasons, in a line; "" where that is all of the site."""
    posts = [row.url for row in work.archive.frontier.rows(work.site_id) if row.post_id is not None]
    for place in _places(work, posts):
        below = sum(in_scope(url, place.url, "path") for url in posts)
        if urls.identity(place.url) != urls.identity(work.site.url) and below > _MOST * len(posts):
            return f"{place.url} ({below} of {len(posts)} posts{_because(place)})"
    return ""


def blog_elsewhere(work: Work) -> str:
    """Where the blog of a site without posts may be instead, in a line; a question where nothing tells."""
    places = (place for place in _places(work, []) if not in_scope(place.url, work.site.url, work.site.scope))
    place = next(places, None)
    if place is None:
        return ": is this the address of a blog?"
    return f"; it may be at {place.url} ({place.reasons[0]})"


def _places(work: Work, posts: list[str]) -> tuple[BlogPlace, ...]:
    home = work.archive.frontier.find(work.site_id, work.site.url)
    capture = work.archive.captures.latest(home.id) if home is not None else None
    if capture is None:
        return ()
    try:
        page = Page.parse(capture)
    except ExtractionError:
        return ()
    return find_blog(page, [Lead(url, Source.LISTING, capture.url, Role.POST) for url in posts])


def _because(place: BlogPlace) -> str:
    told = [reason for reason in place.reasons if "posts that its lists name" not in reason]
    return "; " + ", ".join(told) if told else ""
