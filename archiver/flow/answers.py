"""What one capture means for the frontier: by its status, then by what it holds."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from archiver import discover, urls
from archiver.crawl.route import Settled
from archiver.discover import links
from archiver.discover.scope import admits
from archiver.errors import ExtractionError
from archiver.extract.role import judge, marks
from archiver.flow.posts import settle_post
from archiver.flow.probes import COMPLETE
from archiver.flow.visits import next_visit
from archiver.flow.work import Traits
from archiver.page import Page
from archiver.reconcile.decide import decide_missing
from archiver.records import Change, ChangeKind, Lead, PostStatus, Role, Source
from archiver.store.rows import Outcome

if TYPE_CHECKING:
    from archiver.flow.work import Work
    from archiver.records import Capture, Verdict, Visit

MOST_REDIRECTS = 5
MOST_TRAITS = 600  # pages whose traits are remembered for learning: more would teach no more
# How long a post must have been missing before its tombstone is set: longer than a deployment or a bad hour of a host.
PATIENCE = timedelta(hours=6)

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
    if capture.status == _NOT_MODIFIED:
        return _not_modified(work, visit, capture)
    if capture.status in _REDIRECTS:
        return _redirected(work, visit, capture)
    if capture.status in _GONE:
        return _missing(work, visit, capture, f"status {capture.status}")
    if capture.status >= _NOT_OK:
        return _refused(work, visit, capture)
    if visit.role in _LISTS or not _is_html(capture):
        return _list(work, visit, capture)
    return _page(work, visit, capture)


def unreadable(work: Work, visit: Visit, capture: Capture, error: Exception) -> Settled:
    """Keep a page that a stage failed on, and say so; what is known of its post stays as it is."""
    message = f"could not be read ({type(error).__name__}: {error})"
    work.archive.problems.report(work.site_id, visit.url, "extraction", message, work.clock())
    work.counts["failed"] += 1
    _done(work, visit, capture, visit.role, message)
    return Settled(visit.role)


def settle_page(work: Work, visit: Visit, capture: Capture, page: Page, verdict: Verdict) -> Settled:
    """Record a page whose role is known: a post when it is one, and what that means for addresses leading here."""
    url_id = visit.url_id
    known = work.archive.posts.known_by_url(url_id)
    if verdict.role is not Role.POST:
        if known is not None and known.url_id == url_id:
            return _missing(work, visit, capture, "no post any more: " + ", ".join(verdict.reasons))
        _done(work, visit, capture, verdict.role, ", ".join(verdict.reasons))
        _dead_ends(work, visit, capture, verdict)
        return Settled(verdict.role)
    try:
        change = settle_post(work, url_id, capture, page)
    except ExtractionError as error:
        work.archive.problems.report(work.site_id, visit.url, "extraction", str(error), work.clock())
        work.counts["failed"] += 1
        _done(work, visit, capture, Role.POST, "extraction failed")
        return Settled(Role.POST)
    _done(work, visit, capture, Role.POST, None)
    _aliases(work, url_id)
    return Settled(Role.POST, posts=1, kind=change.kind)


def _page(work: Work, visit: Visit, capture: Capture) -> Settled:
    frontier = work.archive.frontier
    try:
        page = Page.parse(capture)
    except ExtractionError as error:
        work.archive.problems.report(work.site_id, visit.url, "extraction", str(error), work.clock())
        _done(work, visit, capture, Role.OTHER, str(error))
        return Settled(Role.OTHER)
    leads = (*discover.read(capture, page, visit.role), *links.read(page))
    new = work.offer(leads, visit, capture.id)
    named = frontier.leads_of(visit.url_id)
    verdict = judge(page, capture.status, work.grammar, named, work.site.url)
    work.verdicts[visit.url_id] = verdict
    if len(work.traits) < MOST_TRAITS:
        work.traits[visit.url_id] = Traits(marks(page), page.canonical_url)
    target = next((lead for lead in leads if lead.source is Source.REDIRECT), None)
    found = sum(work.grammar.guess(lead.url)[0] is Role.POST for lead in new)
    if target is not None and verdict.role is not Role.POST:
        return _points_to(work, visit, capture, target.url)
    if verdict.role is Role.POST and not work.profile.version and known_nothing(work, visit.url_id):
        _done(work, visit, capture, Role.POST, None, waiting=True)
        settled = Settled(Role.POST, posts=1, leads=len(new), kind=ChangeKind.NEW)
    else:
        done = settle_page(work, visit, capture, page, verdict)
        settled = Settled(done.role, done.posts, len(new), done.kind)
    fresh = settled.kind == ChangeKind.NEW
    if fresh:
        work.probes.read(visit.url_id, named)
    work.fetched(work.grammar.shape_of(visit.url), posts=int(fresh), leads=found)
    return settled


def known_nothing(work: Work, url_id: int) -> bool:
    """Whether no post stands at an address yet."""
    return work.archive.posts.known_by_url(url_id) is None


def _list(work: Work, visit: Visit, capture: Capture) -> Settled:
    """A robots.txt, sitemap, feed or platform's list: its leads, and nothing to extract."""
    leads = discover.read(capture, None, visit.role)
    work.found.update(_LIST_OF[lead.source] for lead in leads if lead.source in _LIST_OF and lead.role not in _LISTS)
    new = work.offer(leads, visit, capture.id)
    if COMPLETE & {lead.source for lead in leads}:
        work.probes.told(work.archive.frontier.leads_of)
    role = visit.role if visit.role is not Role.UNKNOWN else Role.OTHER
    _done(work, visit, capture, role, None if leads else "names nothing")
    work.fetched(work.grammar.shape_of(visit.url), posts=0, leads=len(new))
    return Settled(role, leads=len(new))


def _not_modified(work: Work, visit: Visit, capture: Capture) -> Settled:
    known = work.archive.posts.known_by_url(visit.url_id)
    _done(work, visit, capture, visit.role, None)
    if known is None:
        return Settled(visit.role)
    kind = ChangeKind.BACK if known.status is PostStatus.GONE else ChangeKind.UNCHANGED
    change = Change(kind, "not modified", known.post_id)
    work.archive.posts.apply(work.site_id, visit.url_id, change, None, work.context(capture.id))
    work.counts[kind] += 1
    return Settled(visit.role, kind=kind)


def _redirected(work: Work, visit: Visit, capture: Capture) -> Settled:
    target = urls.resolve(visit.url, capture.header("location") or "")
    if target is None:
        return _failed(work, visit, capture, "redirects to no web address")
    if visit.redirects >= MOST_REDIRECTS:
        return _failed(work, visit, capture, f"more than {MOST_REDIRECTS} redirects")
    if urls.identity(target) == urls.identity(visit.url):
        # another spelling of the same address (a slash, www, https): ask there
        work.archive.frontier.respell(visit.url_id, target, visit.redirects + 1, work.clock())
        return Settled(visit.role)
    return _points_to(work, visit, capture, target)


def _points_to(work: Work, visit: Visit, capture: Capture, target: str) -> Settled:
    """An address that leads to another one, by status or by meta refresh."""
    frontier = work.archive.frontier
    if urls.identity(visit.url) == urls.identity(work.site.url):
        work.move_root(target)
    role = visit.role if visit.role is Role.POST or visit.role in _LISTS else Role.UNKNOWN
    lead = Lead(target, Source.REDIRECT, visit.url, role)
    if not admits(lead, work.site.url, work.site.scope):
        if known_nothing(work, visit.url_id):
            frontier.exclude(visit.url_id, f"leads out of the blog, to {target}")
            return Settled(Role.OTHER)
        return _missing(work, visit, capture, f"leads out of the blog, to {target}")
    new = work.offer([lead], visit, capture.id)
    work.fetched(work.grammar.shape_of(visit.url), posts=0, leads=len(new))
    there = frontier.find(work.site_id, target)
    if there is None:  # refused by the grammar: a trap, or what the user skips
        frontier.exclude(visit.url_id, f"leads to {target}, which is not worth a visit")
        return Settled(Role.OTHER)
    _done(work, visit, capture, Role.OTHER, f"leads to {target}", redirect_to=there.id)
    if there.post_id is not None:
        _aliases(work, there.id)
    elif there.state == "done":
        _dead_ends(work, visit, capture, work.verdicts.get(there.id))
    return Settled(Role.OTHER, leads=len(new))


def _missing(work: Work, visit: Visit, capture: Capture, reason: str) -> Settled:
    """Nothing stands there (any more). A post gets its tombstone only when a second look, later, agrees."""
    posts, now = work.archive.posts, work.clock()
    known = posts.known_by_url(visit.url_id)
    _done(work, visit, capture, Role.OTHER if known is None else Role.POST, reason)
    if known is None or known.url_id != visit.url_id:
        return Settled(Role.OTHER)
    change = decide_missing(known, posts.missing_since(known.post_id), now, PATIENCE)
    if change is None:
        posts.missed(known.post_id, reason, now)
        work.counts["missing"] += 1
        return Settled(Role.POST)
    posts.apply(work.site_id, visit.url_id, change, None, work.context(capture.id))
    work.counts[change.kind] += 1
    return Settled(Role.POST, kind=change.kind)


def _refused(work: Work, visit: Visit, capture: Capture) -> Settled:
    """A shut door (401, 403, 451, …) says nothing about what is behind it. A list that is closed is no loss."""
    reason = f"status {capture.status}"
    if visit.role in _LISTS or visit.role is Role.OTHER:
        _done(work, visit, capture, visit.role, reason)
        return Settled(visit.role)
    return _failed(work, visit, capture, reason)


def _failed(work: Work, visit: Visit, capture: Capture, reason: str) -> Settled:
    work.archive.frontier.failed(visit.url_id, reason, None, capture.status)
    work.archive.captures.settle([capture.id] if capture.id else [])
    work.archive.problems.report(work.site_id, visit.url, "fetch", reason, work.clock())
    work.counts["failed"] += 1
    return Settled(visit.role)


def _aliases(work: Work, url_id: int) -> None:
    """Give the addresses that redirect to a post's address to that post."""
    posts = work.archive.posts
    known = posts.known_by_url(url_id)
    assert known is not None
    for row in work.archive.frontier.redirecting_to(url_id):
        if row.post_id is None:
            change = Change(ChangeKind.DUPLICATE, "it redirects here", known.post_id, alias="redirect")
            posts.apply(work.site_id, row.id, change, None, work.context(row.capture_id))


def _dead_ends(work: Work, visit: Visit, capture: Capture, verdict: Verdict | None) -> None:
    """Posts whose addresses lead to a page that is no post (the home page, a listing) are missing."""
    rows = work.archive.frontier.redirecting_to(visit.url_id)
    what = verdict.role if verdict is not None else Role.OTHER
    for url_id in {row.id for row in rows} | {visit.url_id}:
        known = work.archive.posts.known_by_url(url_id)
        if known is None or known.url_id != url_id:
            continue
        change = decide_missing(known, work.archive.posts.missing_since(known.post_id), work.clock(), PATIENCE)
        if change is None:
            work.archive.posts.missed(known.post_id, f"its address leads to a {what}", work.clock())
            work.counts["missing"] += 1
        else:
            work.archive.posts.apply(work.site_id, url_id, change, None, work.context(capture.id))
            work.counts[change.kind] += 1


def _done(  # noqa: PLR0913 - the parts of one row
    work: Work,
    visit: Visit,
    capture: Capture,
    role: Role,
    reason: str | None,
    *,
    waiting: bool = False,
    redirect_to: int | None = None,
) -> None:
    work.archive.frontier.done(
        visit.url_id,
        Outcome(
            role=role,
            now=capture.fetched_at,
            status=capture.status,
            state="waiting" if waiting else "done",
            reason=reason,
            due_at=None if waiting else next_visit(work, visit.url_id, role),
            capture_id=capture.id if capture.body else None,
            etag=capture.header("etag"),
            last_modified=capture.header("last-modified"),
            redirect_to=redirect_to,
        ),
    )
    if not waiting and capture.id is not None:
        work.archive.captures.settle([capture.id])
    work.archive.problems.resolve(work.site_id, visit.url, work.clock(), kind="fetch")


def _is_html(capture: Capture) -> bool:
    """Whether the body is html, by its type or, where that is missing or vague, by its beginning."""
    kind = (capture.header("content-type") or "").split(";")[0].strip().lower()
    if "html" in kind:
        return True
    start = capture.body[:1000].lstrip().lower()
    return kind in {"", "text/plain", "application/octet-stream"} and start.startswith((b"<!doctype html", b"<html"))
