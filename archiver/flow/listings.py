"""What lists no longer say: posts that a sitemap, a feed or REST named before, and now does not, are looked at."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from archiver.discover import rest
from archiver.flow.experience import announcements
from archiver.records import Role, Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.flow.work import Work
    from archiver.records import Capture, Lead, Visit

PASSWORD = "password"  # noqa: S105 - the reason why a post is excluded
_ENOUGH = 10  # entries of a sitemap before their times can be told to be all one
_FEW = 50  # posts that are asked for whole because lists no longer name them; more of them: the list is at fault
_UNIFORM = 0.9  # share of entries with the same day: the site was built then, nothing was edited


def read(work: Work, visit: Visit, capture: Capture, leads: Sequence[Lead]) -> list[Lead]:
    """Offer what a list names, and note which posts it named before and does not now, or names again.

    Gives the leads whose addresses were not known.
    """
    if capture.id is None or not leads:
        return work.offer(leads, visit, capture.id)
    leads = _without_build_time(leads)
    frontier, before = work.archive.frontier, work.archive.frontier.get(visit.url_id).capture_id
    source = Counter(lead.source for lead in leads).most_common(1)[0][0]
    if source is Source.REST:
        _note_rest(work, visit, capture, leads)
    believed = announcements(work.experience).wake
    new = work.offer(leads, visit, capture.id, wakes=believed)
    if before is None or visit.url_id in work.partial or source not in {Source.SITEMAP, Source.FEED}:
        return new
    was, now = (frontier.named_by(work.site_id, source, each) for each in (before, capture.id))
    lost = was - now
    if source is Source.FEED:
        lost = _within(work, lost, leads)
    work.unnamed |= lost
    work.unnamed -= now
    work.named_again |= now - was
    return new


def heed_passwords(work: Work, leads: Sequence[Lead]) -> None:
    """Set aside the posts that a list says are behind a password; those that no longer are come back."""
    frontier = work.archive.frontier
    for lead in leads:
        row = frontier.find(work.site_id, lead.url) if lead.source is Source.REST and lead.says else None
        if row is None or lead.says is None or row.post_id is not None:
            continue
        if lead.says.protected:
            frontier.exclude(row.id, PASSWORD)
        elif row.state == "excluded" and row.reason == PASSWORD:
            frontier.wake_these([row.id], work.clock())


def conclude(work: Work) -> bool:
    """Whether, now that the lists are read, posts are to be looked at because of what these no longer name."""
    frontier = work.archive.frontier
    wanted = set(frontier.lasting_posts(work.unnamed, gone=False))
    wanted |= set(frontier.lasting_posts(work.named_again, gone=True))
    work.unnamed.clear()
    work.named_again.clear()
    while work.whole:
        lost = frontier.unnamed_since(work.site_id, Source.REST, work.started_at, work.whole.pop())
        wanted |= set(frontier.lasting_posts(lost, gone=False))
    if len(wanted) <= _FEW:  # what took their place may be older than what we know: only the whole page tells
        for url_id in wanted:
            frontier.forget_validators(url_id)
    wanted |= _rest_lists(work)
    wanted -= work.woken
    work.woken |= wanted
    frontier.wake_these(sorted(wanted), work.clock())
    return bool(wanted)


def count(work: Work, visit: Visit, capture: Capture) -> None:
    """Note how many posts REST counts."""
    total = _total(capture)
    if total is not None:
        work.totals[visit.url] = total


def _total(capture: Capture) -> int | None:
    total = (capture.header("x-wp-total") or "").strip()
    return int(total) if total.isdecimal() else None


def as_asked(work: Work, visit: Visit) -> Visit:
    """The visit as it is made: of a list of posts that was read whole before, only what was modified since is asked."""
    if visit.url_id not in work.partial:
        return visit
    since = work.archive.frontier.get(visit.url_id).fetched_at
    assert since is not None
    return replace(visit, url=rest.modified_since(visit.url, since - rest.CLOCKS_APART), etag=None, last_modified=None)


def _note_rest(work: Work, visit: Visit, capture: Capture, leads: Sequence[Lead]) -> None:
    """Note which posts REST names for the first time; what a list that is read whole counts is what is known."""
    key = rest.count_url(visit.url)
    if visit.url_id not in work.partial:
        work.whole.add(key.partition("?")[0])
        total = _total(capture)
        if total is not None:
            work.experience = replace(work.experience, totals={**work.experience.totals, key: total})
        return
    for lead in leads:
        if lead.source is Source.REST and lead.role is not Role.API:
            row = work.archive.frontier.find(work.site_id, lead.url)
            named = row is not None and Source.REST in {each.source for each in work.archive.frontier.leads_of(row.id)}
            work.rest_new[key] += not named


def _rest_lists(work: Work) -> set[int]:
    """The lists of posts that are to be read whole, because REST counts more or fewer than are known by it."""
    wanted: set[int] = set()
    known = dict(work.experience.totals)
    for url, total in work.totals.items():
        if total != known.get(url, total) + work.rest_new.pop(url, 0):
            rows = [row for row in work.archive.frontier.rows(work.site_id) if row.role is Role.API]
            wanted |= {row.id for row in rows if rest.is_list(row.url) and rest.count_url(row.url) == url}
    work.experience = replace(work.experience, totals={**known, **work.totals})
    work.totals.clear()
    work.partial -= wanted
    return wanted


def _within(work: Work, lost: set[int], leads: Sequence[Lead]) -> set[int]:
    """Those of the posts that a feed no longer names that are newer than the oldest one it still names."""
    days = [lead.says.published_at[:10] for lead in leads if lead.says and lead.says.published_at]
    oldest = min(days, default="9999")
    known = {url_id: work.archive.posts.known_by_url(url_id) for url_id in lost}
    return {url_id for url_id, post in known.items() if post and (post.published_at or "")[:10] > oldest}


def _without_build_time(leads: Sequence[Lead]) -> list[Lead]:
    """The leads without their modification times where nearly all of these are of one day: that of the build."""
    days = Counter(
        lead.says.modified_at[:10]
        for lead in leads
        if lead.source is Source.SITEMAP and lead.role is not Role.SITEMAP and lead.says and lead.says.modified_at
    )
    if days.total() < _ENOUGH or days.most_common(1)[0][1] < _UNIFORM * days.total():
        return list(leads)
    return [
        replace(lead, says=replace(lead.says, modified_at=None))
        if lead.says and lead.source is Source.SITEMAP and lead.role is not Role.SITEMAP
        else lead
        for lead in leads
    ]
