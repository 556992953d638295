"""What the store gives back: frozen records of rows.

Those that an export reads by the million are msgspec's Structs, made in 0.5 us where a frozen dataclass of 32 fields
takes 12 us, more than SQLite needs for the row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypedDict

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from archiver.records import ChangeKind, PostStatus, Role, Source
    from archiver.sites import Site

State = Literal["due", "done", "waiting", "failed", "excluded"]


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site of the archive. due_at: when its next crawl is due; None before the first one ended."""

    id: int
    site: Site
    added_at: datetime
    due_at: datetime | None = None

    @property
    def name(self) -> str:
        """The site's short, unique name."""
        return self.site.name

    @property
    def url(self) -> str:
        """Where the blog begins."""
        return self.site.url


@dataclass(frozen=True, slots=True)
class Experience:
    """What earlier runs have shown of a site's own word.

    confirmed, idle, missed: announcements of edits, see `learn.rhythm.Announcements`. totals: how many posts each of
    its lists counted last, by the list's address.
    """

    confirmed: int = 0
    idle: int = 0
    missed: int = 0
    totals: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Discovery:
    """Where leads come from: the site, the run, when, and the capture of the document that names them.

    depth: clicks from a seed to the addresses found. redirects: hops that led to them. wakes: whether a modification
    later than our copy makes an address due again.
    """

    site_id: int
    now: datetime
    run_id: int | None = None
    capture_id: int | None = None
    depth: int = 0
    redirects: int = 0
    wakes: bool = True


@dataclass(frozen=True, slots=True)
class UrlRow:
    """One address of the frontier. status: the last fetch's HTTP status. fetched_at: when it last answered."""

    id: int
    site_id: int
    url: str
    role: Role
    state: State
    reason: str | None
    priority: float
    depth: int
    redirects: int
    attempts: int
    shape: str
    found_on: str
    sitemap_lastmod: str | None
    fetched_at: datetime | None
    status: int | None
    due_at: datetime | None
    capture_id: int | None
    redirect_to: int | None
    post_id: int | None


@dataclass(frozen=True, slots=True)
class AddressEvidence:
    """What is known of one address, for learning which shapes of address are posts.

    role: as settled by its page, or as the sources claim where it was not fetched. settled: which of the two.
    claims: source -> the role that this source takes it for.
    """

    url_id: int
    url: str
    role: Role
    settled: bool
    post_id: int | None
    claims: Mapping[Source, Role]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a visit ended, for the frontier.

    state: "done", or "waiting" while its capture waits to be read. due_at: when to look again; None for never by
    itself. etag, last_modified: validators for the next request (a 304 without them keeps the old ones).
    redirect_to: the url_id that a 3xx pointed to.
    """

    role: Role
    now: datetime
    status: int
    state: Literal["done", "waiting"] = "done"
    reason: str | None = None
    due_at: datetime | None = None
    capture_id: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    redirect_to: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A capture without its body: `Captures.load(capture_id)` gives the whole."""

    capture_id: int
    url_id: int
    url: str
    fetched_at: datetime
    status: int
    size_bytes: int
    run_id: int | None
    digest: str | None


@dataclass(frozen=True, slots=True)
class Looks:
    """What looking at a post has shown: since when, how often after the first time, and how many edits were found."""

    published_at: str | None
    first_seen_at: datetime | None
    times: int
    changes: int


@dataclass(frozen=True, slots=True)
class Context:
    """What a change of a post is recorded with: when, in which run, from which capture, read how."""

    now: datetime
    run_id: int | None = None
    capture_id: int | None = None
    profile_version: int = 0
    extractor_version: str = ""


@dataclass(frozen=True, slots=True)
class PostFilter:
    """Which posts are meant; every criterion that is given must hold.

    site: a name. author, tag, category: a name, in any case; the author's may be a part of it. language: "de" means
    "de-AT" too. since, until: ISO 8601 days or times, compared with the publication time as the site states it; until
    includes its day. search: words as `archiver search` takes them.
    """

    site: str | None = None
    author: str | None = None
    tag: str | None = None
    category: str | None = None
    language: str | None = None
    status: PostStatus | None = None
    since: str | None = None
    until: str | None = None
    search: str | None = None


class Criteria(TypedDict, total=False):
    """The fields of `PostFilter`, to be given by name."""

    site: str
    author: str
    tag: str
    category: str
    language: str
    status: PostStatus
    since: str
    until: str
    search: str


class PostAuthor(Struct, frozen=True, gc=False):
    """An author as a post names them."""

    name: str
    url: str | None
    bio: str | None


class PostImage(Struct, frozen=True, gc=False):
    """An image of a post; sha256 and path once its file is kept."""

    url: str
    alt: str
    caption: str
    sha256: str | None
    path: str | None


class PostLink(Struct, frozen=True, gc=False):
    """A link in a post's text."""

    url: str
    text: str


class PostRecord(Struct, frozen=True):
    """A post as it stands, whole: everything that exports and readers show.

    site: its name. aliases: its other addresses. quality, provenance: JSON objects as the extraction recorded them.
    """

    id: int
    site: str
    url: str
    status: PostStatus
    title: str
    description: str | None
    language: str | None
    published_at: str | None
    modified_at: str | None
    series: str | None
    text: str
    markdown: str
    html: str
    word_count: int
    first_seen_at: datetime
    last_seen_at: datetime
    gone_at: datetime | None
    revision: int
    revised_at: datetime
    content_hash: str
    text_hash: str
    method: str
    quality: str
    provenance: str
    capture_id: int | None
    profile_version: int
    authors: tuple[PostAuthor, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    images: tuple[PostImage, ...] = ()
    links: tuple[PostLink, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RevisionRecord:
    """One distinct content of a post. kind: "new", "revised" (the site edited it) or "derived" (it was read better)."""

    number: int
    kind: Literal["new", "revised", "derived"]
    created_at: datetime
    reason: str
    fields: tuple[str, ...]
    words_added: int
    words_removed: int
    title: str
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    images: tuple[str, ...]
    published_at: str | None
    modified_at: str | None
    description: str | None
    language: str | None
    text: str
    markdown: str
    content_hash: str
    capture_id: int | None
    profile_version: int


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events are meant. since, until: moments, until excluded."""

    site: str | None = None
    kind: ChangeKind | None = None
    post_id: int | None = None
    run_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a post."""

    id: int
    at: datetime
    site: str
    kind: ChangeKind
    post_id: int
    title: str
    url: str
    reason: str
    revision: int | None
    fields: tuple[str, ...]
    words_added: int
    words_removed: int
    from_url: str | None
    to_url: str | None
    run_id: int | None


@dataclass(frozen=True, slots=True)
class Run:
    """One crawl. outcome: "complete", "incomplete", "interrupted", "killed", …; None while it runs."""

    id: int
    site_id: int | None
    started_at: datetime
    finished_at: datetime | None
    outcome: str | None
    exit_code: int | None
    counts: Mapping[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """What failed, where and how often, since when."""

    site_id: int
    url: str
    kind: str
    message: str
    first_at: datetime
    last_at: datetime
    times: int


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """How far the archive has what one source names.

    named = archived + failed + excluded + open + not_a_post, counted in posts (an alias is its post).
    open: not fetched or not read yet. not_a_post: read, and judged to be something else. alone: archived posts that no
    other source names. reasons: why, with counts, for failed, excluded and not_a_post.
    """

    source: Source
    named: int
    archived: int
    failed: int
    excluded: int
    open: int
    not_a_post: int
    alone: int
    reasons: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """A post that a search found. rank: bm25, the smaller the better; None where it was not ranked.

    snippet: the text around the first place that matches. marks: where the words stand in it, as start and end.
    """

    id: int
    site: str
    url: str
    title: str
    authors: str
    published_at: str | None
    status: str
    rank: float | None
    snippet: str
    marks: tuple[tuple[int, int], ...]
