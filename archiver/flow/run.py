"""One run over one site, as the crawler walks it."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING

from archiver import urls
from archiver.crawl.outcome import Outcome, SiteEnded
from archiver.crawl.route import Settled
from archiver.errors import ArchiverError
from archiver.flow import ending, from_rest, listings, parts
from archiver.flow.answers import answer, unreadable
from archiver.flow.faults import contained
from archiver.flow.learning import learn_addresses
from archiver.flow.leaving import own_post
from archiver.flow.probes import COMPLETE
from archiver.flow.unwanted import asks_not_to_be_kept
from archiver.flow.visits import begin, guess, next_visit
from archiver.flow.work import Work
from archiver.profile.addresses import is_part
from archiver.records import SPARED, Role, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from archiver.flow.ending import RunReport
    from archiver.records import Capture, Lead, Visit
    from archiver.sites import Site
    from archiver.store import Archive

# Posts that wait before a new site's addresses are learned, to steer the crawl by them.
ENOUGH_TO_STEER = 24
# Posts that wait before the whole site is learned. Five to ten were enough in trials; with more, most blogs are learned
# and read once, at the end of their first crawl. While posts wait, copies of them are not told from new ones.
ENOUGH_TO_LEARN = 120

_LISTS = frozenset((Role.SITEMAP, Role.FEED, Role.API))
_MAYBE_POST = frozenset((Role.POST, Role.UNKNOWN))
_NAMING = frozenset((Source.SITEMAP, Source.FEED, Source.REST, Source.PLATFORM))
_ASKED = frozenset((Source.SEED, Source.WELL_KNOWN, Source.REDIRECT))
_TRIED = 4  # pages of a shape without a post among them, or posts elsewhere, after which the shape is no blog's
_LIKELY = 0.6  # how sure an address must look like a post to get more looks


class SiteRun:
    """The way through one site (`crawl.route.Route`): what is due, and what becomes of what was fetched.

    What is settled is committed by `flush`; a crawl that is killed loses what came after the last one, and asks again.
    """

    def __init__(
        self, archive: Archive, site: Site, *, full: bool = False, clock: Callable[[], datetime] | None = None
    ) -> None:
        self.site = site
        self._archive = archive
        self._batch = ExitStack()
        self._stop: str | None = None
        self._out: dict[int, Role] = {}  # visits that are on their way
        self._begun = False  # whether the named page was read
        self._guessed = False  # whether all usual places of lists were tried, or none needs to be
        now = clock or _now
        with archive.transaction():
            row = archive.sites.add(site, now())
            profile = archive.profiles.latest(row.id)
            run_id = archive.runs.start(row.id, now())
            self.work = Work(archive, row.id, site, run_id, now(), now, profile, full=full)
            begin(self.work)
            self.work.probes.listed = _listed(archive, row.id)
            self._waiting = len(list(archive.captures.waiting(row.id)))

    def due(self, limit: int, busy: Collection[int]) -> list[Visit]:
        """The next visits, best first; what has proven not worth a visit meanwhile is set aside with the reason."""
        work = self.work
        while True:
            due = self._due(limit, busy)
            if due is None:
                continue
            visits = self._at_once(due, busy)
            if self._guess(visits) or self._lists_tell(visits):
                continue
            spared = [(visit, reason) for visit in visits if (reason := self._refusal(visit))]
            if not spared:
                self._out.update((visit.url_id, visit.role) for visit in visits)
                return [listings.as_asked(work, visit) for visit in visits]
            with self._archive.transaction():
                for visit, reason in spared:
                    self._set_aside(visit, reason)
                    work.probes.spent.discard(visit.url_id)  # where it was to be looked at, and what came before told
                    work.counts["spared"] += 1

    def _set_aside(self, visit: Visit, reason: str) -> None:
        """Leave an address unasked: for good, or, where it was worth a look in an earlier run, until its next turn."""
        frontier = self._archive.frontier
        row = frontier.get(visit.url_id)
        if row.fetched_at is None or not reason.startswith(SPARED):
            frontier.exclude(visit.url_id, reason)
        else:
            frontier.settle(visit.url_id, row.role, row.reason, next_visit(self.work, visit.url_id, row.role))

    def _due(self, limit: int, busy: Collection[int]) -> list[Visit] | None:
        """What the frontier has due; None to ask it again, where that has changed."""
        due = self._archive.frontier.due(self.work.site_id, limit, self.work.clock(), busy)
        if not from_rest.is_wanted(self.work):
            return due
        with self._archive.transaction():
            return from_rest.admitted(self.work, due, self._out.values())

    def _at_once(self, visits: list[Visit], busy: Collection[int]) -> list[Visit]:
        """Posts and lists in one go; anything else alone, once all before it were read: these may lead to better.

        Four at once cost a blog without lists 80 pages of terms, each asked beside a page of the whole blog's list.
        """
        ready = takewhile(lambda visit: visit.role in _LISTS or self._is_likely_post(visit), visits)
        return list(ready) or ([] if busy else visits[:1])

    def _is_likely_post(self, visit: Visit) -> bool:
        return visit.role is Role.POST or self.work.grammar.guess(visit.url)[0] is Role.POST

    def remaining(self) -> int:
        """How many addresses are due."""
        counts = self._archive.frontier.counts(self.work.site_id)
        return sum(count for (_, state), count in counts.items() if state == "due")

    def settle(self, visit: Visit, capture: Capture) -> Settled:
        """Keep the capture and record all that it says, as one: a page is done when its record stands."""
        self._begin()
        self._home(visit)
        settled = contained(partial(self._answer, visit, capture), partial(self._unreadable, visit, capture))
        if not self.work.profile.version and settled.role is Role.POST:
            self._waiting += 1
            self._learn()
        return settled

    def _answer(self, visit: Visit, capture: Capture) -> Settled:
        with self._archive.transaction():
            unwanted = asks_not_to_be_kept(self.work, visit, capture)
            if unwanted is not None:
                self._archive.frontier.exclude(visit.url_id, unwanted, Role.POST)
                self.work.counts["excluded"] += 1
                return Settled(Role.OTHER)
            return answer(self.work, visit, self._archive.captures.keep(visit.url_id, capture, self.work.run_id))

    def _unreadable(self, visit: Visit, capture: Capture, message: str) -> Settled:
        with self._archive.transaction():
            kept = self._archive.captures.keep(visit.url_id, capture, self.work.run_id)
            return unreadable(self.work, visit, kept, message)

    def failed(self, visit: Visit, error: str, retry_after_s: float | None) -> None:
        """Note that an address gave nothing usable; the next run asks again."""
        self._begin()
        self._home(visit)
        work = self.work
        retry_at = None if retry_after_s is None else work.clock() + timedelta(seconds=retry_after_s)
        self._archive.frontier.failed(visit.url_id, error, retry_at)
        self._archive.problems.report(work.site_id, visit.url, "fetch", error, work.clock())
        work.counts["failed"] += 1

    def excluded(self, visit: Visit, reason: str) -> None:
        """Note that an address may not be asked."""
        self._begin()
        self._home(visit)
        self._archive.frontier.exclude(visit.url_id, reason)
        self.work.counts["excluded"] += 1

    def flush(self) -> None:
        """Commit what was settled."""
        self._batch.close()

    def should_stop(self) -> str | None:
        """Why the run is to end early; None to go on."""
        return self._stop

    def finish(self, ended: SiteEnded) -> RunReport:
        """Learn from all that was fetched, read what waited, judge the run and write its row."""
        try:
            self.flush()
        except ArchiverError:
            if ended.outcome is not Outcome.BROKEN:
                raise
        return ending.finish(self.work, ended)

    def _home(self, visit: Visit) -> None:
        """Note that a visit has ended."""
        self._out.pop(visit.url_id, None)
        self._begun = self._begun or urls.identity(visit.url) == urls.identity(self.site.url)

    def _learn(self) -> None:
        """Learn a new site from the posts that wait, once they are enough: its addresses first, then all of it."""
        work = self.work
        if self._waiting == ENOUGH_TO_STEER:
            work.profile = replace(work.profile, addresses=learn_addresses(work))
        if self._waiting >= ENOUGH_TO_LEARN:
            self._waiting = 0
            self.flush()
            ending.learn_and_settle(work)

    def _guess(self, visits: Sequence[Visit]) -> bool:
        """Try one more usual place for lists, once the pages that would name them have been read without naming any."""
        if from_rest.is_wanted(self.work):
            return False
        if self._guessed or not self._begun or _LISTS & {*self._out.values(), *(visit.role for visit in visits)}:
            return False
        with self._archive.transaction():
            found = guess(self.work)
        self._guessed = not found
        return found

    def _lists_tell(self, visits: Sequence[Visit]) -> bool:
        """Whether posts are due now because of what the lists, all of them read, no longer name."""
        if _LISTS & {*self._out.values(), *(visit.role for visit in visits)}:
            return False
        with self._archive.transaction():
            return listings.conclude(self.work)

    def _begin(self) -> None:
        """Open the transaction that the next `flush` commits, where none is open."""
        if not self._archive.in_transaction:
            self._batch.enter_context(self._archive.transaction())

    def _refusal(self, visit: Visit) -> str | None:
        work = self.work
        if visit.role in _LISTS:
            return None
        leads = self._archive.frontier.leads_of(visit.url_id)
        tally = work.tally(work.grammar.shape_of(visit.url))
        refusals = [work.grammar.refusal(lead, tally) for lead in leads]
        if refusals and None not in refusals:
            return None if self._is_known(visit, refusals[0]) else refusals[0]
        return self._beyond_lists(visit, leads)

    def _is_known(self, visit: Visit, refusal: str | None) -> bool:
        """Whether the address of a known post is asked all the same, and in a full run that of any known page.

        Budgets are for finding posts: where a site answers every recheck in full, a few dozen posts in a row without
        anything new among them are no reason to look at the others no more.
        """
        if refusal is None or not refusal.startswith(SPARED):
            return False
        known = own_post(self.work, visit.url_id)
        return known is not None or (self.work.full and self._archive.frontier.get(visit.url_id).fetched_at is not None)

    def _beyond_lists(self, visit: Visit, leads: Sequence[Lead]) -> str | None:
        """Why an address is not worth one of the run's few looks beyond the lists; counts the look where it is."""
        probes = self.work.probes
        role, _ = self.work.grammar.guess(visit.url)
        named = any(lead.source in _NAMING and lead.role in _MAYBE_POST for lead in leads) and role is not Role.LISTING
        if (named and not self._is_beside_the_blog(visit, leads)) or any(lead.source in _ASKED for lead in leads):
            return None
        if parts.continues(self.work, visit.url):
            probes.look(visit.url_id)
            return None
        reason = self._drought(visit, leads)
        if reason and self._archive.frontier.get(visit.url_id).fetched_at is None:
            return reason
        probes.look(visit.url_id)
        return None

    def _drought(self, visit: Visit, leads: Sequence[Lead]) -> str | None:
        """Why no further look is worth it; what looks like a post gets more of them.

        So do, where no list names the posts, further pages of the blog's own listings, and what these show with a day:
        they are the list, and may be read late, after much that led nowhere.
        """
        role, sure = self.work.grammar.guess(visit.url)
        goes_on = not is_part(visit.url) and any(lead.source is Source.PAGINATION for lead in leads)
        is_shown = goes_on or any(lead.is_dated for lead in leads)
        is_likely = (role is Role.POST and sure >= _LIKELY) or (is_shown and not self.work.probes.listed)
        return self.work.probes.refusal(is_likely=is_likely)

    def _is_beside_the_blog(self, visit: Visit, leads: Sequence[Lead]) -> bool:
        """Whether a sitemap of all pages names what looks like a page by its address, or its shape held no post."""
        work = self.work
        if work.probes.posts < _TRIED or any(lead.role is Role.POST for lead in leads if lead.source in _NAMING):
            return False
        role, sure = work.grammar.guess(visit.url)
        tally = work.tally(work.grammar.shape_of(visit.url))
        return (role is Role.PAGE and sure >= _LIKELY) or (tally.fetched >= _TRIED and not tally.posts)


def _listed(archive: Archive, site_id: int) -> int:
    """How many of the archived posts a sitemap, REST or a platform's list names."""
    return max((each.archived for each in archive.coverage(site_id) if each.source in COMPLETE), default=0)


def _now() -> datetime:
    return datetime.now(UTC)
