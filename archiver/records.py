"""The vocabulary: the frozen records that the stages hand to each other.

    bytes -> Lead -> Visit -> Capture -> Draft -> Change -> rows

Times that the archive itself notes (`fetched_at`, …) are aware UTC datetimes. Times that a site states about a post
(`published_at`, `modified_at`) are ISO 8601 text exactly as precise as the source: "2021-11-01" where only a day is
known, "2021-11-01T09:30:00+01:00" where time and zone are. Their first ten characters are always the day on the
site's own calendar. `None` means unknown, `""` known to be empty.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class Role(StrEnum):
    """What stands at an address."""

    POST = "post"
    PAGE = "page"  # about, contact, product: text, but not of the blog
    LISTING = "listing"  # home, archive, category, author, search
    FEED = "feed"
    SITEMAP = "sitemap"
    API = "api"  # WordPress REST and other platforms' own lists
    MEDIA = "media"
    OTHER = "other"  # robots.txt, print views, comment forms, error pages
    UNKNOWN = "unknown"


class Source(StrEnum):
    """What kind of place named an address."""

    SEED = "seed"  # the user
    ROBOTS = "robots"
    SITEMAP = "sitemap"
    FEED = "feed"
    REST = "rest"
    PLATFORM = "platform"  # Ghost, Blogger, Hexo ... lists of their own
    PAGINATION = "pagination"  # next, older, page numbers
    LISTING = "listing"  # an entry of a listing page
    LINK = "link"  # any other link
    NEIGHBOUR = "neighbour"  # previous/next post
    CANONICAL = "canonical"
    REDIRECT = "redirect"
    WELL_KNOWN = "well-known"  # usual places, tried unasked
    OPML = "opml"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a post: a person or an organisation."""

    name: str
    url: str | None = None
    bio: str | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """An image of a post, with its address resolved from lazy loading, srcset and picture."""

    url: str
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a post's text: absolute address and anchor text."""

    url: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says about the post at an address; every field may be unknown.

    html: the post's whole content where the source carries it (full-content feeds, REST).
    excerpt: a summary or the beginning, where that is what the source carries.
    protected: there is such a post, but its content is behind a password.
    """

    title: str | None = None
    published_at: str | None = None
    modified_at: str | None = None
    authors: tuple[Author, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    description: str | None = None
    language: str | None = None
    html: str | None = None
    excerpt: str | None = None
    protected: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """An address worth fetching, with its evidence.

    url: absolute, as the source wrote it (identity is `urls.identity(url)`).
    found_on: address of the document that names it.
    role: what the source takes it for; UNKNOWN where it does not tell.
    anchor: the link's text, where it was a link.
    says: what the source states about the post there, if anything.
    """

    url: str
    source: Source
    found_on: str = ""
    role: Role = Role.UNKNOWN
    anchor: str = ""
    says: Statement | None = None

    @property
    def is_dated(self) -> bool:
        """Whether a list of the site shows it with a day, as lists of posts do."""
        return self.source is Source.LISTING and self.says is not None and self.says.published_at is not None


SPARED = "budget: "
"""How the reason begins for which an address was excluded that a dated entry of a list makes due again."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One address that is due: a row of the frontier, with what is needed to ask for it conditionally."""

    url_id: int
    url: str
    role: Role
    depth: int = 0  # clicks from a seed, sitemap or feed
    attempts: int = 0  # failed ones since the last success
    redirects: int = 0  # hops that led here
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """One fetch: what was asked, when, and what came back.

    headers: as received, in order, names in their own case.
    body: the payload after content decoding (gzip, br, zstd undone), exact to the byte; empty for a 304.
    """

    url: str
    fetched_at: datetime
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    id: int | None = None

    def header(self, name: str) -> str | None:
        """The first header of that name, in any case."""
        name = name.lower()
        return next((value for key, value in self.headers if key.lower() == name), None)

    @property
    def digest(self) -> str:
        """Payload digest: "sha256:" and 64 hex digits."""
        return "sha256:" + hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a field of a draft was read, and how sure that is.

    source: such as "json-ld", "meta:article:author", "feed", "dom:span.byline", "address", "trafilatura".
    confidence: 0 to 1; the share of labelled posts on which this source was right, where that is known.
    """

    field: str
    source: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Cut:
    """A block or subtree that was left out of a post's text, and why.

    rule: name of the rule ("repeats", "related", "author-box", "teaser", …); key: the element's key in the template.
    """

    rule: str
    key: str
    text: str
    chars: int


@dataclass(frozen=True, slots=True)
class Quality:
    """How an extraction went.

    method: "template", "plain" (trafilatura without a template), "feed" or "rest".
    template: name of the template in the profile, where one was used.
    kept_share: kept characters / characters of the container (1.0 = nothing was cut); None where plain.
    agreement: 0 to 1, share of fields on which the sources that state them agree; None where only one states any.
    warnings: "empty", "short", "much-cut", "no-template", "date-guessed", "no-title", …
    """

    method: str
    template: str | None = None
    kept_share: float | None = None
    agreement: float | None = None
    warnings: tuple[str, ...] = ()
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A post as one capture shows it.

    url: the address that was captured. canonical_url: what the page believably names as its own.
    text: plain, one block a line, captions included. markdown, html: the same content with its structure, html
    sanitised. language: BCP 47.
    """

    url: str
    canonical_url: str | None = None
    title: str = ""
    description: str | None = None
    language: str | None = None
    authors: tuple[Author, ...] = ()
    published_at: str | None = None
    modified_at: str | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    series: str | None = None
    text: str = ""
    markdown: str = ""
    html: str = ""
    images: tuple[Image, ...] = ()
    links: tuple[Link, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    quality: Quality = field(default_factory=lambda: Quality(method="plain"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a fetched page is taken for, and why.

    confidence: 0 to 1. reasons: in the order of their weight, such as "named by feed", "json-ld BlogPosting".
    """

    role: Role
    confidence: float
    reasons: tuple[str, ...] = ()


class ChangeKind(StrEnum):
    """What a draft means for what is already known."""

    NEW = "new"
    REVISED = "revised"
    UNCHANGED = "unchanged"
    DERIVED = "derived"  # same capture read better: content replaced, no edit
    DUPLICATE = "duplicate"  # another address of a known post
    MOVED = "moved"
    GONE = "gone"
    BACK = "back"


class PostStatus(StrEnum):
    """Where a post stands on its site."""

    LIVE = "live"
    GONE = "gone"
    MOVED = "moved"  # only in exports of aliases; a post itself is live at its new address


@dataclass(frozen=True, slots=True)
class KnownPost:
    """What the archive already holds of a post, as far as a decision needs it."""

    post_id: int
    url_id: int
    url: str
    status: PostStatus
    title: str
    published_at: str | None
    content_hash: str
    text_hash: str
    text: str
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    capture_id: int | None = None
    profile_version: int | None = None
    extractor_version: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be recorded about one post, with its reason.

    post_id: the known post concerned; None for a new one. alias: why the captured address belongs to that post
    ("redirect", "canonical", "same-content", …), where it is another than the post's own.
    fields: what differs from the known post, such as ("title", "text").
    """

    kind: ChangeKind
    reason: str
    post_id: int | None = None
    alias: str | None = None
    fields: tuple[str, ...] = ()
    words_added: int = 0
    words_removed: int = 0
