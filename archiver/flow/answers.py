"""What one capture means for the frontier: by its status, then by what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver import discover, urls
from archiver.crawl.route import Settled
from archiver.discover import feeds, links, rest
from archiver.errors import ExtractionError
from archiver.extract.absence import Instead, instead
from archiver.extract.role import judge, marks
from archiver.flow import from_rest, listings, parts
from archiver.flow.contents import is_whole
from archiver.flow.doubts import reason_to_miss, resolve, shows
from archiver.flow.experience import note_visit
from archiver.flow.faults import note
from archiver.flow.leaving import adopt_aliases, dead_ends, missing, not_modified, own_post, points_to, redirected
from archiver.flow.outcomes import done, failed
from archiver.flow.posts import settle_post
from archiver.flow.probes import COMPLETE, is_listed
from archiver.flow.work import Traits
from archiver.page import Page
from archiver.profile.kinds import Kind
from archiver.records import ChangeKind, Role, Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.flow.work import Work
    from archiver.records import Capture, Lead, Verdict, Visit

MOST_TRAITS = 600  # pages whose traits are remembered for learning: more would teach no more

_NOT_MODIFIED = 304
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_GONE = frozenset((404, 410))
_NOT_OK = 300
_LIST_OF = {
    Source.FEED: Role.FEED,
    Source.SITEMAP: Role.SITEMAP,
    Source.REST: Role.API,
    Source.PLATFORM: Role.API,
}
_LISTS = frozenset((Role.SITEMAP, Role.FEED, Role.API))


def answer(work: Work, visit: Visit, capture: Capture) -> Settled:
    """Record what a capture, which is kept already, says, and all that follows from it."""
    note_visit(work, visit)
    if capture.status == _NOT_MODIFIED:
        from_rest.stands(work, visit)
        return not_modified(work, visit, capture)
    if capture.status in _REDIRECTS:
        return _counted(work, visit, redirected(work, visit, capture), file=_leads_to_file(work, visit, capture))
    if capture.status in _GONE:
        return _counted(work, visit, missing(work, visit, capture, f"status {capture.status}"))
    if capture.status >= _NOT_OK:
        return _refused(work, visit, capture)
    if visit.role in _LISTS or not _is_html(capture):
        return _list(work, visit, capture)
    return _page(work, visit, capture)


def unreadable(work: Work, visit: Visit, capture: Capture, message: str) -> Settled:
    """Keep a page that a stage failed on, and say so; what is known of its post stays as it is."""
    note(work, visit.url, message)
    done(work, visit, capture, visit.role, message)
    return Settled(visit.role)


def settle_page(work: Work, visit: Visit, capture: Capture, page: Page, verdict: Verdict) -> Settled:
    """Record a page whose role is known: a post when it is one, and what that means for addresses leading here."""
    known = own_post(work, visit.url_id)
    if known is not None:
        if not work.settling and not shows(known, page, verdict):
            found = reason_to_miss(work, visit, capture, page, known)
            if isinstance(found, Settled):
                return found
            if found is not None or verdict.role is not Role.POST:
                return missing(work, visit, capture, found or "no post any more: " + ", ".join(verdict.reasons))
        resolve(work, visit.url)
    elif verdict.role is not Role.POST:
        done(work, visit, capture, verdict.role, ", ".join(verdict.reasons))
        if verdict.role is Role.LISTING or instead(page) is not Instead.BARRED:
            dead_ends(work, visit, capture, verdict.role)
        return Settled(verdict.role)
    return _post(work, visit, capture, page)


def _post(work: Work, visit: Visit, capture: Capture, page: Page) -> Settled:
    try:
        change = settle_post(work, visit.url_id, capture, page)
    except ExtractionError as error:
        note(work, visit.url, str(error))
        done(work, visit, capture, Role.POST, "extraction failed")
        return Settled(Role.POST)
    done(work, visit, capture, Role.POST, None, waiting=change is None)
    if change is None:
        return Settled(Role.POST, posts=1, kind=ChangeKind.REVISED)
    adopt_aliases(work, visit.url_id)
    return Settled(Role.POST, posts=1, kind=change.kind)


def _page(work: Work, visit: Visit, capture: Capture) -> Settled:
    frontier = work.archive.frontier
    try:
        page = Page.parse(capture)
    except ExtractionError as error:
        if own_post(work, visit.url_id) is not None:
            return failed(work, visit, capture, str(error))
        work.archive.problems.report(work.site_id, visit.url, "extraction", str(error), work.clock())
        done(work, visit, capture, Role.OTHER, str(error))
        return Settled(Role.OTHER)
    leads = (*discover.read(capture, page, visit.role), *_links(work, visit, page))
    new = work.offer(leads, visit, capture.id)
    named = frontier.leads_of(visit.url_id)
    is_new = known_nothing(work, visit.url_id)
    verdict = judge(page, capture.status, work.grammar, named, work.site.url)
    work.verdicts[visit.url_id] = verdict
    if len(work.traits) < MOST_TRAITS:
        work.traits[visit.url_id] = Traits(marks(page), page.canonical_url)
    if verdict.role is Role.POST:
        work.note_shown(entry.anchor.url for entry in page.outline.entries)
    target = next((lead for lead in leads if lead.source is Source.REDIRECT), None)
    found = sum(work.grammar.guess(lead.url)[0] is Role.POST for lead in new)
    if target is not None and verdict.role is not Role.POST:
        return _counted(work, visit, points_to(work, visit, capture, target.url))
    if verdict.role is Role.POST and not work.profile.version and is_new:
        done(work, visit, capture, Role.POST, None, waiting=True)
        settled = Settled(Role.POST, posts=1, leads=len(new), kind=ChangeKind.NEW)
    else:
        read = settle_page(work, visit, capture, page, verdict)
        settled = Settled(read.role, read.posts, len(new), read.kind)
    fresh = settled.kind == ChangeKind.NEW
    if fresh:
        work.probes.read(visit.url_id, named)
    file = verdict.role is Role.OTHER  # as the page of an image is
    if file:  # its shape ends soon; it tells nothing of the lists
        work.probes.spent.discard(visit.url_id)
    if is_new:  # another look at a post tells nothing of what else stands at addresses like its own
        work.fetched(work.grammar.shape_of(visit.url), posts=int(fresh), leads=found, file=file)
    return settled


def _counted(work: Work, visit: Visit, settled: Settled, *, file: bool = False) -> Settled:
    """The same, its visit counted for its shape: where all of one shape only lead on to known posts, few are asked."""
    if file:
        work.probes.spent.discard(visit.url_id)
    work.fetched(work.grammar.shape_of(visit.url), posts=0, leads=settled.leads, file=file)
    return settled


def _leads_to_file(work: Work, visit: Visit, capture: Capture) -> bool:
    """Whether an address only redirects to a file: the page of an image, where the blog has turned these off."""
    target = urls.resolve(visit.url, capture.header("location") or "")
    return target is not None and work.grammar.kind(target).kind is Kind.MEDIA


def _links(work: Work, visit: Visit, page: Page) -> tuple[Lead, ...]:
    """The links of a page; those to its own later pages only where no list carries the whole."""
    found = links.read(page)
    own = parts.later(page)
    return tuple(lead for lead in found if lead.url not in own) if own and is_whole(work, visit.url_id) else found


def known_nothing(work: Work, url_id: int) -> bool:
    """Whether no post stands at an address yet."""
    return work.archive.posts.known_by_url(url_id) is None


def _list(work: Work, visit: Visit, capture: Capture) -> Settled:
    """A robots.txt, sitemap, feed or platform's list: its leads, and nothing to extract."""
    if visit.role not in _LISTS and own_post(work, visit.url_id) is not None:
        return failed(work, visit, capture, f"no page comes any more, but {capture.header('content-type')}")
    if rest.is_count(visit.url):
        listings.count(work, visit, capture)
        done(work, visit, capture, Role.API, None)
        return Settled(Role.API)
    _begin_at_its_blog(work, visit, capture)
    leads = _worth_paging(work, discover.read(capture, None, visit.role))
    work.found.update(_LIST_OF[lead.source] for lead in leads if lead.source in _LIST_OF and lead.role not in _LISTS)
    new = listings.read(work, visit, capture, leads)
    listings.heed_passwords(work, leads)
    posts = from_rest.take(work, visit, capture, leads)
    if COMPLETE & {lead.source for lead in leads}:
        work.probes.told(work.archive.frontier.leads_of)
    named = next((_LIST_OF[lead.source] for lead in leads if lead.source in _LIST_OF), Role.OTHER)
    role = visit.role if visit.role is not Role.UNKNOWN else named
    partial = visit.url_id in work.partial
    before = work.archive.frontier.get(visit.url_id).capture_id if partial else None
    done(work, visit, capture, role, None if leads or partial else "names nothing", capture_id=before)
    work.fetched(work.grammar.shape_of(visit.url), posts=0, leads=len(new))
    return Settled(role, posts=posts, leads=len(new))


def _begin_at_its_blog(work: Work, visit: Visit, capture: Capture) -> None:
    """Where the address that was named is a feed: the blog is what the feed is of, and its scope with it."""
    if urls.identity(visit.url) == urls.identity(work.site.url):
        home = feeds.site(capture)
        if home is not None and urls.identity(home) != urls.identity(visit.url):
            work.move_root(home)
            work.offer(discover.start(home))


def _worth_paging(work: Work, leads: Sequence[Lead]) -> Sequence[Lead]:
    """The leads of a list; further pages of a feed only where this one names posts that no complete list does."""
    if {lead.source for lead in leads} != {Source.FEED}:
        return leads
    frontier = work.archive.frontier
    rows = (frontier.find(work.site_id, lead.url) for lead in leads if lead.role is not Role.FEED)
    if all(row is not None and is_listed(frontier.leads_of(row.id)) for row in rows):
        return [lead for lead in leads if lead.role is not Role.FEED]
    return leads


def _refused(work: Work, visit: Visit, capture: Capture) -> Settled:
    """A shut door (401, 403, 451, …) says nothing about what is behind it. A list that is closed is no loss."""
    reason = f"status {capture.status}"
    if visit.role in _LISTS or visit.role is Role.OTHER:
        done(work, visit, capture, visit.role, reason)
        return Settled(visit.role)
    return failed(work, visit, capture, reason)


def _is_html(capture: Capture) -> bool:
    """Whether the body is html, by its type or, where that is missing or vague, by its beginning."""
    kind = (capture.header("content-type") or "").split(";")[0].strip().lower()
    if "html" in kind:
        return True
    start = capture.body[:1000].lstrip().lower()
    return kind in {"", "text/plain", "application/octet-stream"} and start.startswith((b"<!doctype html", b"<html"))
