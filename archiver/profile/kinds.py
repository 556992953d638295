"""What addresses lead to on blogs in general, finer than roles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from archiver.records import Role


class Kind(StrEnum):
    """What an address of some shape leads to, finer than a role: kinds differ in what they are worth."""

    POST = "post"
    PAGE = "page"
    INDEX = "index"  # the home page, the index of the blog
    PAGINATION = "pagination"
    TAXONOMY = "taxonomy"  # tag, category, author
    ARCHIVE = "archive"  # listings by time
    CALENDAR = "calendar"  # the same as a query: may go on for ever
    SEARCH = "search"
    FACET = "facet"
    FEED = "feed"
    SITEMAP = "sitemap"
    API = "api"
    COMMENTS = "comments"  # a post's later pages of comments
    COPY = "copy"  # print, amp, mobile
    ATTACHMENT = "attachment"
    SESSION = "session"
    FORM = "form"  # log-in, cart, editing
    MEDIA = "media"
    UNKNOWN = "unknown"


LISTINGS = frozenset((Kind.INDEX, Kind.PAGINATION, Kind.TAXONOMY, Kind.ARCHIVE, Kind.CALENDAR, Kind.SEARCH, Kind.FACET))
ROLES = {
    Kind.POST: Role.POST,
    Kind.PAGE: Role.PAGE,
    Kind.FEED: Role.FEED,
    Kind.SITEMAP: Role.SITEMAP,
    Kind.API: Role.API,
    Kind.MEDIA: Role.MEDIA,
    Kind.UNKNOWN: Role.UNKNOWN,
    **dict.fromkeys(LISTINGS, Role.LISTING),
    **dict.fromkeys((Kind.COMMENTS, Kind.COPY, Kind.ATTACHMENT, Kind.SESSION, Kind.FORM), Role.OTHER),
}


@dataclass(frozen=True, slots=True)
class Expectation:
    """What blogs in general keep at such an address; sure: 0 to 1."""

    kind: Kind
    sure: float

    @property
    def role(self) -> Role:
        """The kind as a role."""
        return ROLES[self.kind]
