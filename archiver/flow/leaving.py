"""Posts that no longer stand where they stood: moved, missing, or behind a redirect."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from archiver import urls
from archiver.crawl.route import Settled
from archiver.discover.scope import admits
from archiver.flow.experience import note_look
from archiver.flow.outcomes import PATIENCE, ask_again, barred, done, failed
from archiver.flow.posts import at_another_address, settle_post, was_missed
from archiver.page import Page
from archiver.reconcile.decide import decide_missing, is_same_post, same_but_edited
from archiver.records import Change, ChangeKind, Lead, PostStatus, Role, Source

if TYPE_CHECKING:
    from datetime import datetime

    from archiver.flow.work import Work
    from archiver.records import Capture, KnownPost, Visit
    from archiver.store.rows import UrlRow

MOST_REDIRECTS = 5

_LISTS = frozenset((Role.SITEMAP, Role.FEED, Role.API))
_FOR_NOW = frozenset((302, 303, 307))
# Where one is sent to log in, to consent or to prove to be human: what stands behind is not gone.
_GATE = re.compile(
    r"/(?:wp-login\.php|log-?in|sign-?in|signup|register|auth|sso|consent|gdpr|cookies?|captcha|challenge|verify|"
    r"maintenance|coming-soon)(?:[/.?]|$)",
    re.IGNORECASE,
)


def own_post(work: Work, url_id: int) -> KnownPost | None:
    """The post that has an address for its own, not as an alias."""
    known = work.archive.posts.known_by_url(url_id)
    return known if known is not None and known.url_id == url_id else None


def not_modified(work: Work, visit: Visit, capture: Capture) -> Settled:
    """A page that is as it was when it was last read."""
    known = work.archive.posts.known_by_url(visit.url_id)
    announced = visit.url_id in work.announced
    note_look(work, visit.url_id, edited=False)
    done(work, visit, capture, visit.role, None)
    if announced:  # two words against each other: next time the whole page decides
        work.archive.frontier.forget_validators(visit.url_id)
    if known is None and visit.role is Role.LISTING:
        dead_ends(work, visit, capture, visit.role)
    if known is None or known.status is PostStatus.GONE:
        return Settled(visit.role)
    change = Change(ChangeKind.UNCHANGED, "not modified", known.post_id)
    if known.url_id != visit.url_id:
        change = at_another_address(work, known, visit.url_id)
    return Settled(visit.role, kind=_apply(work, visit.url_id, change, capture.id))


def redirected(work: Work, visit: Visit, capture: Capture) -> Settled:
    """An address whose answer is another address."""
    target = urls.resolve(visit.url, capture.header("location") or "")
    if target is None:
        return failed(work, visit, capture, "redirects to no web address")
    if visit.redirects >= MOST_REDIRECTS:
        return failed(work, visit, capture, f"more than {MOST_REDIRECTS} redirects")
    if urls.identity(target) == urls.identity(visit.url):
        # another spelling of the same address (a slash, www, https): ask there
        work.archive.frontier.respell(visit.url_id, target, visit.redirects + 1, work.clock())
        return Settled(visit.role)
    return points_to(work, visit, capture, target)


def points_to(work: Work, visit: Visit, capture: Capture, target: str) -> Settled:
    """An address that leads to another one, by status or by meta refresh."""
    frontier = work.archive.frontier
    if urls.identity(visit.url) == urls.identity(work.site.url) and not _is_gate(visit.url, target):
        work.move_root(target)
    known = own_post(work, visit.url_id)
    if known is not None and _is_gate(visit.url, target):
        return barred(work, visit, capture, f"leads to {target}, which bars the way")
    role = visit.role if visit.role is Role.POST or visit.role in _LISTS else Role.UNKNOWN
    lead = Lead(target, Source.REDIRECT, visit.url, role)
    inside = admits(lead, work.site.url, work.site.scope)
    new = work.offer([lead], visit, capture.id) if inside else []
    there = frontier.find(work.site_id, target) if inside else None
    if there is None:  # elsewhere on the web, or refused by the grammar: a trap, or what the user skips
        why = f"leads to {target}, which is not worth a visit" if inside else f"leads out of the blog, to {target}"
        return _nowhere(work, visit, capture, known, why)
    done(work, visit, capture, Role.OTHER, f"leads to {target}", redirect_to=there.id)
    if known is not None:
        _follow(work, known, capture, there)
    elif there.post_id is not None:
        adopt_aliases(work, there.id)
    return Settled(Role.OTHER, leads=len(new))


def _nowhere(work: Work, visit: Visit, capture: Capture, known: KnownPost | None, why: str) -> Settled:
    """A redirect that is not followed."""
    if known is None:
        work.archive.frontier.exclude(visit.url_id, why)
        return Settled(Role.OTHER)
    return (barred if capture.status in _FOR_NOW else missing)(work, visit, capture, why)


def missing(work: Work, visit: Visit, capture: Capture, reason: str) -> Settled:
    """Nothing stands there (any more)."""
    known = own_post(work, visit.url_id)
    done(work, visit, capture, Role.OTHER if known is None else Role.POST, reason)
    if known is None:
        return Settled(Role.OTHER)
    return Settled(Role.POST, kind=lose(work, known, capture.id, reason) or "")


def lose(work: Work, known: KnownPost, capture_id: int | None, reason: str) -> ChangeKind | None:
    """What it means that a post is not at its own address: moved where its content is known to stand, else missing.

    It gets its tombstone only when a second look, later, agrees.
    """
    posts, now = work.archive.posts, work.clock()
    since = posts.missing_since(known.post_id)
    home = _new_home(work, known, since)
    if home is not None and known.status is PostStatus.LIVE:
        what = "its old address is gone, and the same content stands here"
        return _apply(work, home, Change(ChangeKind.MOVED, what, known.post_id, alias="same-content"), capture_id)
    edited = same_but_edited(known, posts.come_like(known, work.site_id)) if known.status is PostStatus.LIVE else None
    if edited is not None:
        reason = "its old address is gone, and most of the content came to stand here"
        return _merge(work, edited, Change(ChangeKind.MOVED, reason, known.post_id, alias="same-content"))
    work.archive.frontier.forget_validators(known.url_id)  # of the page that says so
    change = decide_missing(known, since, now, PATIENCE, reason)
    if change is not None:
        return _apply(work, known.url_id, change, capture_id)
    if known.status is PostStatus.LIVE:
        work.counts["missing"] += not was_missed(work, known.post_id)  # an address may be asked twice in a run
        posts.missed(known.post_id, reason, now)
        ask_again(work, known.url_id)
    return None


def adopt_aliases(work: Work, url_id: int) -> None:
    """Give the addresses that redirect to a post's address to that post."""
    known = work.archive.posts.known_by_url(url_id)
    assert known is not None
    for row in work.archive.frontier.redirecting_to(url_id):
        if row.post_id is None:
            change = Change(ChangeKind.DUPLICATE, "it redirects here", known.post_id, alias="redirect")
            work.archive.posts.apply(work.site_id, row.id, change, None, work.context(row.capture_id))


def dead_ends(work: Work, visit: Visit, capture: Capture, role: Role) -> None:
    """Posts whose addresses lead, as this run found, to a page that is no post (home page, listing) are missing."""
    for row in work.archive.frontier.redirecting_to(visit.url_id):
        known = own_post(work, row.id)
        if known is not None and row.fetched_at is not None and row.fetched_at >= _begun(work):
            lose(work, known, capture.id, f"its address leads to a {role}")


def _follow(work: Work, known: KnownPost, capture: Capture, there: UrlRow) -> None:
    """What it means for a post that its own address leads to another one."""
    posts, frontier = work.archive.posts, work.archive.frontier
    other = posts.known_by_url(there.id)
    seen_now = there.fetched_at is not None and there.fetched_at >= _begun(work)
    if not seen_now and there.state in {"done", "failed"}:
        frontier.wake_these([there.id], work.clock())
    if other is None:
        if seen_now and there.state == "done":
            lose(work, known, capture.id, f"its address leads to a {there.role}")
    elif other.post_id == known.post_id:
        if capture.status not in _FOR_NOW:
            reason = "its old address redirects here"
            _apply(work, there.id, Change(ChangeKind.MOVED, reason, known.post_id, alias="redirect"), capture.id)
    elif is_same_post(known, other) and posts.seen(other.post_id)[0] > posts.seen(known.post_id)[1]:
        reason = "its old address redirects here"
        _merge(work, other, Change(ChangeKind.MOVED, reason, known.post_id, alias="redirect"))
    else:
        lose(work, known, capture.id, f"its address leads to another post, {there.url}")


def _merge(work: Work, other: KnownPost, change: Change) -> ChangeKind:
    """Let a post stand where what seemed another one was found, with what that one says."""
    work.counts[ChangeKind.NEW] -= work.archive.posts.is_of_run(other.post_id, work.run_id)
    kind = _apply(work, other.url_id, change, other.capture_id)
    newest = work.archive.captures.latest(other.url_id)
    if newest is not None:
        settle_post(work, other.url_id, newest, Page.parse(newest), at_once=True)
    return kind


def _new_home(work: Work, known: KnownPost, since: datetime | None) -> int | None:
    """Another address that shows the post's content now; None where none was seen to do so of late."""
    for row in work.archive.frontier.same_content(known.post_id):
        begun = min(since, work.started_at) if since is not None else work.started_at
        if row.fetched_at is not None and row.fetched_at >= begun.replace(microsecond=0):
            return row.id
        work.archive.frontier.wake_these([row.id], work.clock())
    return None


def _apply(work: Work, url_id: int, change: Change, capture_id: int | None) -> ChangeKind:
    if change.kind is ChangeKind.MOVED and change.post_id is not None:  # its old address may have been asked first
        work.counts["missing"] -= was_missed(work, change.post_id)
    work.archive.posts.apply(work.site_id, url_id, change, None, work.context(capture_id))
    work.counts[change.kind] += 1
    return change.kind


def _begun(work: Work) -> datetime:
    """When the run began, as exactly as the archive notes times."""
    return work.started_at.replace(microsecond=0)


def _is_gate(url: str, target: str) -> bool:
    """Whether a redirect leads to a door with the way back in its address, or plainly to a login."""
    address = urls.parse(url)
    path = address.path if address else ""
    query = target.partition("?")[2]
    back = len(path) > 1 and unquote(path).strip("/") in unquote(query)
    return back or bool(_GATE.search(urls.parse(target).path if urls.parse(target) else ""))  # type: ignore[union-attr]
