"""What a fetched page is: a post, a listing, a page of another kind, or nothing to keep."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archiver import urls
from archiver.errors import UsageError
from archiver.extract import marks as page_marks
from archiver.extract import signs
from archiver.extract.signs import Sign
from archiver.profile import shapes
from archiver.profile.kinds import Kind
from archiver.records import Role, Source, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archiver.page import Page
    from archiver.profile.addresses import AddressGrammar
    from archiver.records import Lead

marks = page_marks.read

# What a lead that calls its target a post is worth. A feed names posts and little else; sitemaps mix.
_NAMED = {Source.REST: 6.0, Source.FEED: 5.0, Source.PLATFORM: 5.0, Source.SITEMAP: 2.5, Source.IMPORT: 3.0}
_OF_POSTS = frozenset((*_NAMED, Source.LISTING, Source.NEIGHBOUR, Source.PAGINATION, Source.SEED))
_NAMERS = frozenset((Source.REST, Source.FEED, Source.PLATFORM, Source.LISTING, Source.NEIGHBOUR))
_ERROR_PAGE = re.compile(r"(?:/[a-z]{2}(?:-[a-z]{2,4})?)?/404(?:\.html?|/(?:index\.html?)?)?", re.IGNORECASE)
_LISTED_WITH_DATE = 1.2
_LISTED = 0.5
_NEIGHBOUR = 1.2
_ONLY_LINKED = 0.8  # menus and footers name it, but no list of posts does
_BY_ADDRESS = 3.5  # a shape that blogs, or this site, keep for one kind of page, at full confidence
_BORNE_OUT = 1.0  # more for "/tag/…", "/2020/05/" where the site's others are lists: one post may stand there whole
_SURE = 0.7  # the same for any shape whose pages are lists, this sure
_POSTS_ELSEWHERE = 3.0  # more for "/about" on a site all of whose posts have addresses of another shape
_POSTS_OF_SHAPE = 5  # posts of that shape from which on it counts in full; from three on it counts in part
_FEWEST_POSTS = 3
_BY_MODEL = 4.0  # a page just like the posts the site names
_AGAINST_MODEL = 3.0  # a page just like its listings and pages; less, for old posts may have another design
_ROLES = (Role.POST, Role.LISTING, Role.PAGE, Role.OTHER)
_START = {Role.POST: 0.0, Role.LISTING: 0.0, Role.PAGE: 0.9, Role.OTHER: -1.0}  # a post must show that it is one
_MOST_REASONS = 6


def judge(page: Page, status: int, grammar: AddressGrammar, leads: Sequence[Lead], site_root: str) -> Verdict:
    """What a fetched html page is, from all evidence together; confidence is the share of the winner in its odds.

    leads: everything that named this address. site_root: where the blog begins; a listing whatever it looks like.
    """
    settled = _settled(page, status, grammar, site_root) or _not_found(page, leads, site_root)
    if settled is not None:
        return Verdict(settled.role, 1.0, (settled.reason,))
    listed = _listed(page, grammar.sitewide)
    found = [
        *_from_leads(leads),
        *signs.from_body_class(page),
        *signs.from_scripts(page),
        *signs.from_json_ld(page),
        *signs.from_meta(page),
        *signs.from_microdata(page, listed),
        *signs.from_outline(page, listed),
        *_from_address(page.url, grammar),
        *_from_model(page, grammar),
    ]
    return _weigh(found)


def _listed(page: Page, sitewide: frozenset[str]) -> int:
    """How many other pages a page lists of its own: what most posts list counts only where it is linked once more."""
    links = Counter(anchor.url for anchor in page.outline.anchors) if sitewide else Counter()
    urls_listed = (entry.anchor.url for entry in page.outline.entries)
    return sum(url not in sitewide or links[url] > 1 for url in urls_listed)


def _settled(page: Page, status: int, grammar: AddressGrammar, site_root: str) -> Sign | None:
    """What needs no weighing."""
    unusable = signs.unusable(page, status)
    if unusable is not None:
        return unusable
    if any(re.search(pattern, page.url) for pattern in grammar.skip):
        return Sign(Role.OTHER, 9.0, "skip pattern")
    if any(re.search(pattern, page.url) for pattern in grammar.posts):
        return Sign(Role.POST, 9.0, "posts pattern")
    if _is_home(page, site_root):
        return Sign(Role.LISTING, 9.0, "the start of the site")
    kind = shapes.expect(shapes.shape_of(page.url))
    if kind.kind in {Kind.COPY, Kind.COMMENTS}:
        return Sign(Role.OTHER, 9.0, f"address of a {kind.kind}")
    return None


def _not_found(page: Page, leads: Sequence[Lead], site_root: str) -> Sign | None:
    """The page of errors that a static host shows: "/404.html", by whatever it looks like.

    A post may have that number for its address: feeds, lists of posts and its neighbours name it then, sitemaps both.
    """
    path = urlsplit(page.url).path.removeprefix(urlsplit(site_root).path.rstrip("/"))
    if not _ERROR_PAGE.fullmatch(path) or any(lead.source in _NAMERS for lead in leads):
        return None
    return Sign(Role.OTHER, 9.0, "address of a page of errors")


def _is_home(page: Page, site_root: str) -> bool:
    try:
        return urls.identity(page.url) == urls.identity(site_root) or shapes.shape_of(page.url) in {"/", "/{lang}"}
    except UsageError:
        return False


def _from_leads(leads: Sequence[Lead]) -> Iterator[Sign]:
    """What named the address: each kind of source counts once."""
    named = sorted({lead.source for lead in leads if lead.role is Role.POST and lead.source in _NAMED})
    for source in named:
        yield Sign(Role.POST, _NAMED[source], f"named by {source}")
    others = {lead.role for lead in leads if lead.source is Source.SITEMAP and lead.role in {Role.PAGE, Role.LISTING}}
    for role in sorted(others):
        yield Sign(role, 2.5, f"named by a sitemap of {role}s")
    listed = [lead for lead in leads if lead.source is Source.LISTING]
    if any(lead.says is not None and lead.says.published_at for lead in listed):
        yield Sign(Role.POST, _LISTED_WITH_DATE, "a listing names it with a date")
    elif listed:
        yield Sign(Role.POST, _LISTED, "a listing names it")
    if any(lead.source is Source.NEIGHBOUR for lead in leads):
        yield Sign(Role.POST, _NEIGHBOUR, "previous or next of a post")
    if any(lead.source is Source.LINK for lead in leads) and not any(lead.source in _OF_POSTS for lead in leads):
        yield Sign(Role.PAGE, _ONLY_LINKED, "only plain links name it")
    if any(lead.source is Source.PAGINATION for lead in leads):
        yield Sign(Role.LISTING, 1.5, "a page number leads here")


def _from_address(url: str, grammar: AddressGrammar) -> Iterator[Sign]:
    kind = grammar.kind(url)
    role = kind.role if kind.role in _ROLES else None
    if role is None:
        return
    rule = grammar.rule(grammar.shape_of(url))
    reason = rule.reason if rule is not None and rule.role is role else f"address like a {kind.kind}"
    weight = _BY_ADDRESS * kind.sure * (1.0 if kind.sure > 0.5 else 0.6)  # noqa: PLR2004 - a lean is no claim
    if role is Role.LISTING and rule is not None and rule.role is role:
        weight += _BORNE_OUT * (rule.sure >= _SURE or kind.kind in {Kind.TAXONOMY, Kind.ARCHIVE})
    if kind.kind is Kind.PAGE:
        weight += _POSTS_ELSEWHERE * min(1.0, _posts_of_shape(grammar) / _POSTS_OF_SHAPE)
    yield Sign(role, weight, reason)


def _posts_of_shape(grammar: AddressGrammar) -> int:
    """How many posts stand at the shape of address that the site keeps for its posts; 0 while that is not sure."""
    kept = (rule.posts for rule in grammar.shapes if rule.role is Role.POST and rule.sure >= _SURE)
    most = max(kept, default=0)
    return most if most >= _FEWEST_POSTS else 0


def _from_model(page: Page, grammar: AddressGrammar) -> Iterator[Sign]:
    """What this site's known posts have in common."""
    model = grammar.model
    if not model.marks:
        return
    traits = marks(page)
    score = model.score(traits)
    told = model.telling(traits, post=score > 0)
    weight = _BY_MODEL if score > 0 else _AGAINST_MODEL
    yield Sign(Role.POST, weight * score, f"{'like' if score > 0 else 'unlike'} this site's posts: {told}")


def _weigh(found: Sequence[Sign]) -> Verdict:
    totals = {role: math.fsum([_START[role], *(sign.weight for sign in found if sign.role is role)]) for role in _ROLES}
    winner = max(_ROLES, key=lambda role: totals[role])
    odds = math.fsum(math.exp(totals[role] - totals[winner]) for role in _ROLES)
    for_it = sorted((sign for sign in found if sign.role is winner and sign.weight > 0), key=lambda sign: -sign.weight)
    against = [sign for sign in found if winner is not Role.POST and sign.role is Role.POST and sign.weight < -1.0]
    reasons = tuple(sign.reason for sign in [*for_it, *against][:_MOST_REASONS])
    return Verdict(winner, round(1 / odds, 4), reasons)
