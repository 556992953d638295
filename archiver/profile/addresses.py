"""What is learned about a site's addresses: which shapes are posts, listings, pages, and which lead nowhere."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from archiver import urls
from archiver.profile import shapes
from archiver.profile.kinds import LISTINGS, Expectation, Kind
from archiver.records import SPARED, Role, Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.records import Lead

_SURE_OF_RULE = 0.5  # a learned rule below this says nothing that the general expectation does not
_CERTAIN = 0.97  # the user's own patterns

# Where a document that lists posts whole stands in the order of visits; posts come next, then what leads to posts.
_ROLE_PRIORITY = {Role.SITEMAP: 94.0, Role.API: 92.0, Role.FEED: 90.0}
_NAMED_POST = {Source.REST: 85.0, Source.PLATFORM: 85.0, Source.FEED: 84.0, Source.SITEMAP: 80.0, Source.SEED: 100.0}
_KIND_PRIORITY = {
    Kind.INDEX: 66.0,
    Kind.PAGINATION: 60.0,
    Kind.ARCHIVE: 52.0,
    Kind.TAXONOMY: 46.0,
    Kind.UNKNOWN: 34.0,
    Kind.PAGE: 26.0,
    Kind.CALENDAR: 14.0,
    Kind.FACET: 8.0,
}
_ROBOTS = 101.0  # robots.txt: the sitemaps that it names save every guess
_WORST = 1.0
_TWIN = 5.0  # likely another address of the page that links it: last, so that copies use up no other page's budget
_DEPTH_COST = 0.4

# How many fetches in a row of one shape may bring no post that was not known before that shape is left alone.
# A blog's pages of pagination bring posts nearly each time; terms overlap; calendars and facets go on for ever.
_DRY_AT_MOST = {
    Kind.POST: 60,
    Kind.UNKNOWN: 30,
    Kind.PAGE: 20,
    Kind.INDEX: 20,
    Kind.PAGINATION: 12,
    Kind.ARCHIVE: 12,
    Kind.TAXONOMY: 12,
    Kind.CALENDAR: 4,
    Kind.FACET: 3,
    Kind.SEARCH: 2,
}
_DRY_OTHERWISE = 2
_FOR_DATED = 3  # times as many for what a list shows with a day, where no sitemap or REST has named the posts
_TWINS_TRIED = 6
_FILES_TRIED = 3  # images of posts that lead to pages of their own: WordPress has them beside its posts, at /photo-21/
_LISTED_ELSEWHERE = 4  # the same in a row where a sitemap or REST has named the posts: a look whether it told all
_DEEPEST_PATH = 12  # segments
_LONGEST_URL = 1_000  # characters
_MOST_REPEATS = 2  # times that one folder may stand in a path: /a/b/a/b/a/b is a relative link gone wrong
_MOST_PARAMETERS = 4

_YEAR, _NUMBER = "{year}", "{number}"
_ENDING = re.compile(r"\.\w{1,5}$")

# Kinds that never yield a post that is not found elsewhere.
_JUNK = {
    Kind.COPY: "a copy of another page (print, amp, mobile)",
    Kind.COMMENTS: "a page of comments",
    Kind.ATTACHMENT: "an attachment",
    Kind.SESSION: "a session id",
    Kind.FORM: "a form or machinery",
    Kind.MEDIA: "media",
    Kind.SEARCH: "a search",
}
_TRUSTED = frozenset(
    (Source.SEED, Source.FEED, Source.REST, Source.PLATFORM, Source.SITEMAP, Source.OPML, Source.IMPORT)
)


@dataclass(frozen=True, slots=True)
class Observation:
    """One address of a site, as far as it is known: what learning reads.

    named: what each source takes it for (the roles of its leads). role, sure: the verdict once it was fetched.
    marks: `role.marks(page)` where the page is at hand. canonical: what the page names as its own address.
    same_as: address of the post of which this one turned out to be an alias.
    """

    url: str
    named: tuple[tuple[Source, Role], ...] = ()
    role: Role = Role.UNKNOWN
    sure: float = 0.0
    marks: frozenset[str] = frozenset()
    canonical: str | None = None
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class ShapeRule:
    """What stands at addresses of one shape of this site.

    sure: 0 to 1, smoothed: the lead of that role over the next, so that a mixed shape is near 0.
    named: how many of these addresses a feed, REST or a sitemap calls a post.
    posts, listings, pages, others: how many were fetched and taken for that; met: all.
    """

    shape: str
    role: Role
    sure: float
    met: int = 0
    named: int = 0
    posts: int = 0
    listings: int = 0
    pages: int = 0
    others: int = 0
    example: str = ""

    @property
    def reason(self) -> str:
        """The counts in words."""
        counts = (
            (self.named, "named as posts"),
            (self.posts, "read as posts"),
            (self.listings, "as listings"),
            (self.pages, "as pages"),
            (self.others, "as other"),
        )
        seen = ", ".join(f"{count} {what}" for count, what in counts if count)
        return f"{self.shape}: " + (f"{seen} of {self.met}" if seen else f"none of {self.met} read")


@dataclass(frozen=True, slots=True)
class ParameterRule:
    """Whether a query parameter selects another page. same, other: how many pages said so either way."""

    name: str
    matters: bool
    same: int = 0
    other: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A trait of pages that tells this site's posts from its other pages.

    posts, others: on how many known posts, and known listings and pages, it stands.
    present, absent: what a page's score gains where it has the trait, and where it lacks it (natural log of odds).
    """

    name: str
    posts: int
    others: int
    present: float
    absent: float


@dataclass(frozen=True, slots=True)
class PageModel:
    """What this site's posts have in common that its listings and pages lack, and the reverse.

    posts, others: how many pages it was learned from. middle: the score between the two groups; width: how far they
    stand apart from it.
    """

    posts: int = 0
    others: int = 0
    middle: float = 0.0
    width: float = 1.0
    marks: tuple[Mark, ...] = ()

    def score(self, marks: frozenset[str]) -> float:
        """-1 (like the listings and pages) to 1 (like the posts); 0 where nothing was learned.

        A page is not like the posts for lacking what listings have (a link to older posts): so does any third kind of
        page, a filter or a soft 404. It must have something that posts have, where they have something in common.
        """
        if not self.marks:
            return 0.0
        score = math.tanh((self.weigh(marks) - self.middle) / self.width)
        own = [mark.name in marks for mark in self.marks if mark.present > 0]
        return min(score, 0.0) if own and not any(own) else score

    def weigh(self, marks: frozenset[str]) -> float:
        """The sum of what a page's traits weigh, on a scale of its own."""
        return math.fsum(mark.present if mark.name in marks else mark.absent for mark in self.marks)

    def telling(self, marks: frozenset[str], *, post: bool) -> str:
        """The traits that weigh most for (or against) a post, with their counts."""
        felt = [(mark.present if mark.name in marks else mark.absent, mark) for mark in self.marks]
        felt = sorted((pair for pair in felt if (pair[0] > 0) is post), key=lambda pair: -abs(pair[0]))[:2]
        words = [
            f"{'' if mark.name in marks else 'no '}{mark.name} ({mark.posts}/{self.posts} posts, "
            f"{mark.others}/{self.others} others)"
            for _, mark in felt
        ]
        return ", ".join(words)


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of one shape in this run, for its budget.

    fetched: visits. posts: posts read there. leads: addresses of posts found there that were not known before.
    dry: visits since the last one that was a new post or named one. listed: whether a sitemap or REST of the site has
    named its posts. files: visits since the last new post that led to a file, or to the page of an image.
    """

    fetched: int = 0
    posts: int = 0
    leads: int = 0
    dry: int = 0
    listed: bool = False
    files: int = 0


@dataclass(frozen=True, slots=True)
class AddressGrammar:
    """Which shapes of address are posts, listings, pages, and which lead nowhere.

    shapes: sorted by shape. parameters: query parameters that were tried. model: what pages of posts look like.
    canonicals: addresses that several different pages name as their own: a theme's mistake, never believed.
    posts, skip: the user's regular expressions, which overrule all. sitewide: pages that most posts of a run list, in a
    sidebar or a footer: no page is a list for naming them.
    """

    shapes: tuple[ShapeRule, ...] = ()
    parameters: tuple[ParameterRule, ...] = ()
    model: PageModel = PageModel()
    canonicals: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    sitewide: frozenset[str] = frozenset()

    def overruled(
        self, posts: Sequence[str] = (), skip: Sequence[str] = (), sitewide: frozenset[str] = frozenset()
    ) -> AddressGrammar:
        """The same with the user's patterns from archiver.toml, and what this run has seen on most posts."""
        return replace(self, posts=tuple(posts), skip=tuple(skip), sitewide=sitewide)

    def shape_of(self, url: str) -> str:
        """The address generalised, parameters that select nothing left out."""
        return shapes.shape_of(self.essential(url))

    def essential(self, url: str) -> str:
        """The address without the query parameters that were found to select no other page."""
        head, mark, query = url.partition("?")
        idle = {rule.name for rule in self.parameters if not rule.matters}
        if not mark or not idle:
            return url
        kept = [part for part in query.split("&") if unquote(part.partition("=")[0]).casefold() not in idle]
        return head + ("?" + "&".join(kept) if kept else "")

    def rule(self, shape: str) -> ShapeRule | None:
        """What was learned of that very shape."""
        index = bisect_left(self.shapes, shape, key=lambda rule: rule.shape)
        found = self.shapes[index] if index < len(self.shapes) else None
        return found if found is not None and found.shape == shape else None

    def kind(self, url: str) -> Expectation:
        """What an address leads to: the site's own experience, else what blogs do."""
        shape = self.shape_of(url)
        expected = shapes.expect(shape)
        rule = self.rule(shape) or self.rule(shapes.general(shape))
        if rule is None or rule.sure < _SURE_OF_RULE or rule.role is Role.UNKNOWN:
            return self._numbered(shape) or expected
        if rule.role is expected.role:
            return Expectation(expected.kind, max(rule.sure, expected.sure))
        kinds = {Role.POST: Kind.POST, Role.LISTING: Kind.TAXONOMY, Role.PAGE: Kind.PAGE}
        return Expectation(kinds.get(rule.role, Kind.UNKNOWN), rule.sure)

    def _numbered(self, shape: str) -> Expectation | None:
        """What stands at a number that looks like a year, where the others are those of posts: /post/1401."""
        path, mark, query = shape.partition("?")
        folder, _, last = path.rpartition("/")
        if not last.startswith(_YEAR) or _YEAR in folder:
            return None
        rule = self.rule(f"{folder}/{last.replace(_YEAR, _NUMBER)}{mark}{query}")
        is_post = rule is not None and rule.role is Role.POST and rule.sure >= _SURE_OF_RULE
        return Expectation(Kind.POST, rule.sure) if rule is not None and is_post else None

    def guess(self, url: str) -> tuple[Role, float]:
        """What an address that was not fetched yet is taken for, and how sure that is (0 to 1)."""
        if any(re.search(pattern, url) for pattern in self.skip):
            return Role.OTHER, _CERTAIN
        if any(re.search(pattern, url) for pattern in self.posts):
            return Role.POST, _CERTAIN
        kind = self.kind(url)
        return kind.role, kind.sure

    def priority(self, lead: Lead, depth: int = 0) -> float:
        """How soon to visit, the highest first: lists of posts, then posts, then what may lead to posts.

        A post is visited before the listings, so that a run that a limit ends has posts, and because only a known post
        makes a listing dry.
        """
        cost = _DEPTH_COST * min(depth, 20)
        if lead.source is Source.SEED or (lead.source is Source.WELL_KNOWN and lead.role is Role.OTHER):
            return _NAMED_POST[Source.SEED] if lead.source is Source.SEED else _ROBOTS
        if lead.role in _ROLE_PRIORITY or lead.source is Source.ROBOTS:
            return _ROLE_PRIORITY.get(lead.role, 94.0) - cost
        if lead.source is Source.LINK and _is_twin(lead.url, lead.found_on):
            return _TWIN
        role, sure = self.guess(lead.url)
        if lead.source in _NAMED_POST and lead.role in {Role.POST, Role.UNKNOWN} and role is not Role.LISTING:
            return _NAMED_POST[lead.source] - (0 if lead.role is Role.POST else 20 * (1 - sure)) - cost
        if role is Role.POST:
            return max(_WORST, 62 + 16 * sure - cost)
        kind = self.kind(lead.url).kind
        worth = _KIND_PRIORITY.get(kind, _WORST)
        if kind is Kind.PAGINATION and is_part(lead.url):
            worth = _KIND_PRIORITY[Kind.TAXONOMY] - 2
        if lead.source is Source.PAGINATION:
            worth = max(worth, _KIND_PRIORITY[Kind.ARCHIVE])
        if kind is Kind.UNKNOWN and lead.source in {Source.LISTING, Source.NEIGHBOUR}:
            worth = 64.0
        return max(_WORST, worth - cost)

    def refusal(self, lead: Lead, tally: Tally | None = None) -> str | None:
        """Why an address is not worth a visit; None where it is.

        tally: what came of its shape in this run (`shape_of`). What a feed, sitemap, REST or the user named is visited
        whatever its shape, unless the user skips it or it is media.
        """
        url = lead.url
        if any(re.search(pattern, url) for pattern in self.skip):
            return "skip pattern"
        if any(re.search(pattern, url) for pattern in self.posts):
            return None
        found = self.kind(url)
        trusted = lead.source in _TRUSTED and lead.role not in {Role.UNKNOWN, Role.OTHER, Role.MEDIA}
        if found.kind is Kind.MEDIA and not (trusted and lead.role is not Role.POST):
            return _JUNK[Kind.MEDIA]
        if trusted or lead.source is Source.SEED:
            return None
        idle = "a copy: its parameters select nothing" if self.essential(url) != url else None
        trap = idle or overgrown(url)
        return _JUNK.get(found.kind) or trap or (_over_budget(found.kind, lead, tally) if tally else None)


def _over_budget(kind: Kind, lead: Lead, tally: Tally) -> str | None:
    if tally.dry >= _TWINS_TRIED and lead.source is Source.LINK and _is_twin(lead.url, lead.found_on):
        return f"{SPARED}{tally.dry} visits of this shape in a row were copies of the pages that link them"
    if tally.files >= _FILES_TRIED and not tally.posts:
        return f"{SPARED}{tally.files} visits of this shape led to files, none to a post"
    is_of_list = lead.source is Source.SITEMAP  # the list that told the posts: what it names is no look elsewhere
    return exhausted(kind, replace(tally, listed=False) if is_of_list else tally, is_dated=lead.is_dated)


def exhausted(kind: Kind, tally: Tally, *, is_dated: bool = False) -> str | None:
    """Why a shape has had its share of visits; None while it may have more, as what a list shows with a day does."""
    allowed = _DRY_AT_MOST.get(kind, _DRY_OTHERWISE) * (_FOR_DATED if is_dated and not tally.listed else 1)
    if tally.listed and (kind in LISTINGS or kind in {Kind.UNKNOWN, Kind.PAGE}):
        allowed = min(allowed, _LISTED_ELSEWHERE)
    if tally.dry < allowed:
        return None
    return f"{SPARED}{tally.dry} visits of this shape in a row brought no new post"


def overgrown(url: str) -> str | None:
    """Why an address looks like a trap in itself: too long, too deep, the same folders over and over."""
    address = urls.parse(url)
    if address is None or len(url) > _LONGEST_URL:
        return "trap: address too long"
    parts = [part for part in address.path.split("/") if part]
    if len(parts) > _DEEPEST_PATH:
        return "trap: path too deep"
    if any(parts.count(part) > _MOST_REPEATS for part in set(parts) if not part.isdecimal()):
        return "trap: folders repeat"
    if address.query.count("&") >= _MOST_PARAMETERS:
        return "trap: too many parameters"
    return None


def _is_twin(url: str, found_on: str) -> bool:
    """Whether a page and its link end in the same slug: /tale/ and /tale.html, /go/tale, /TALE/, /en/tale/."""
    slugs = [
        _ENDING.sub("", address.partition("?")[0].partition("://")[2].rstrip("/").rpartition("/")[2]).casefold()
        for address in (url, found_on)
    ]
    return slugs[0] == slugs[1] and len(slugs[0]) > 1 and not slugs[0].isdecimal()


def is_part(url: str) -> bool:
    """Whether a later page belongs to a tag, an author or a month rather than to the blog."""
    parts = shapes.shape_of(url).split("?")[0].split("/")
    return "{name}" in parts or "{year}" in parts
