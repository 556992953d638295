"""Posts out of the lists of WordPress REST alone, for sites whose settings say so: their pages are not asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver import urls
from archiver.discover import rest
from archiver.errors import ExtractionError
from archiver.flow.contents import is_whole, read_stated
from archiver.flow.leaving import adopt_aliases
from archiver.flow.posts import at_another_address, note_quality, sighting
from archiver.flow.visits import LEFT_TO_REST, next_visit
from archiver.reconcile.decide import decide
from archiver.records import Role, Source
from archiver.store.rows import Outcome

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from archiver.flow.work import Work
    from archiver.records import Capture, Lead, Visit
    from archiver.store.rows import UrlRow

NONE_THERE = "WordPress REST gives no posts here (closed, or not there): they were taken from their pages"
_NAMED = frozenset((Source.SEED, Source.REDIRECT))
_LISTS = frozenset((Role.SITEMAP, Role.FEED))


def is_wanted(work: Work) -> bool:
    """Whether posts are to be taken from REST: the settings say so, and it was not found to give none."""
    return work.site.source == "rest" and work.rest is not False


def take(work: Work, visit: Visit, capture: Capture, leads: Sequence[Lead]) -> int:
    """Record the posts that a REST list carries whole, each standing on the list's capture; how many those are.

    What it names without content (page builders leave it empty), or does not call a post, has its page asked as ever.
    """
    if not is_wanted(work) or not rest.is_posts(visit.url):
        return 0
    whole = [lead for lead in leads if _is_whole(lead) and work.is_wanted(lead, work.grammar)]
    if whole or (visit.url_id in work.partial and capture.body.lstrip().startswith(b"[")):
        work.rest = True
    rows = (work.archive.frontier.find(work.site_id, lead.url) for lead in whole)
    return sum(_settle(work, capture, row) for row in rows if row is not None)


def stands(work: Work, visit: Visit) -> None:
    """Note that a list that was read before is what it was (304)."""
    if is_wanted(work) and rest.is_posts(visit.url):
        work.rest = True


def admitted(work: Work, due: Sequence[Visit], out: Collection[Role]) -> list[Visit] | None:
    """Those of the due visits that are to be made now; None where others are due in place of these.

    First the pages that lead to REST, then REST. Once that is read it is known whether it gives the posts: all else is
    then left alone, or, where it gives none, asked as if nothing had been said of REST. out: roles of visits under way.
    """
    first = [visit for visit in due if visit.role is Role.API or _leads_there(work, visit)]
    if first:
        return first
    if Role.API in out or (out and work.rest is None):
        lists = [visit for visit in due if visit.role in _LISTS]
        return None if _leave(work, lists) else []
    if work.rest is None and not any(visit.role in _LISTS for visit in due):
        _give_up(work)
        return None
    left = [visit for visit in due if visit.role in _LISTS or (work.rest and not _is_page_wanted(work, visit))]
    return None if _leave(work, left) else list(due)


def _leave(work: Work, visits: Sequence[Visit]) -> int:
    """Leave addresses alone: what was read before stays as it is; how many those are.

    A post that a kept list carries, and an earlier run had no time for or failed to get, is taken from there.
    """
    frontier = work.archive.frontier
    for visit in visits:
        row = frontier.get(visit.url_id)
        carried = _carried(work, row)
        if carried is not None and _settle(work, carried, row):
            continue
        if row.fetched_at is None:
            frontier.exclude(visit.url_id, LEFT_TO_REST)
        else:
            frontier.settle(visit.url_id, row.role, row.reason, next_visit(work, visit.url_id, row.role))
        work.held.add(visit.url_id)
    return len(visits)


def _carried(work: Work, row: UrlRow) -> Capture | None:
    """The kept REST list that carries a post which is not archived yet."""
    if not work.rest or row.post_id is not None or row.role is not Role.POST or not is_whole(work, row.id):
        return None
    return work.archive.captures.load(work.archive.frontier.named_in(row.id)[Source.REST])


def _give_up(work: Work) -> None:
    """REST was read, or looked for, and gives no posts: what was left alone for it is due."""
    work.rest = False
    excluded = {row.id for row in work.archive.frontier.rows(work.site_id) if row.reason == LEFT_TO_REST}
    work.archive.frontier.wake_these(sorted(excluded | work.held), work.clock())


def _leads_there(work: Work, visit: Visit) -> bool:
    """Whether an address is robots.txt, the one that was named, or where that leads."""
    if visit.role in _LISTS:
        return False
    if urls.identity(visit.url).endswith("/robots.txt"):
        return True
    return any(lead.source in _NAMED for lead in work.archive.frontier.leads_of(visit.url_id))


def _is_page_wanted(work: Work, visit: Visit) -> bool:
    """Whether REST names an address without the content, or does not name it any more: its page tells."""
    if visit.url_id in work.woken:
        return True
    named = any(lead.source is Source.REST for lead in work.archive.frontier.leads_of(visit.url_id))
    return named and not is_whole(work, visit.url_id)


def _is_whole(lead: Lead) -> bool:
    says = lead.says
    return lead.source is Source.REST and lead.role is Role.POST and bool(says and says.html and not says.protected)


def _settle(work: Work, capture: Capture, row: UrlRow) -> bool:
    """Record what a list says of the post at an address, as a page of its own would be."""
    archive = work.archive
    try:
        draft = read_stated(work, row.id, capture)
    except ExtractionError as error:
        archive.problems.report(work.site_id, row.url, "extraction", str(error), work.clock())
        work.counts["failed"] += 1
        return False
    here = archive.posts.known_by_url(row.id)
    if here is not None and here.url_id != row.id:
        change = at_another_address(work, here, row.id)
    else:
        change = decide(sighting(work, row.id, capture, draft, here))
    archive.posts.apply(work.site_id, row.id, change, draft, work.context(capture.id))
    note_quality(work, row.url, draft)
    work.counts[change.kind] += 1
    due_at = next_visit(work, row.id, Role.POST)
    archive.frontier.done(row.id, Outcome(role=Role.POST, now=capture.fetched_at, status=capture.status, due_at=due_at))
    adopt_aliases(work, row.id)
    return True
