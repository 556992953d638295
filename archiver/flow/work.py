"""What one run over one site knows while it goes on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from archiver import discover
from archiver.discover.scope import admits
from archiver.flow.probes import COMPLETE, Probes
from archiver.profile.addresses import Tally
from archiver.profile.pins import corrected
from archiver.records import Role, Source
from archiver.store.rows import Context, Discovery, Experience

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from archiver.profile import AddressGrammar, Profile
    from archiver.records import Lead, Statement, Verdict, Visit
    from archiver.sites import Site
    from archiver.store import Archive

EXTRACTOR_VERSION = "1"  # one more when the same page and profile give another text
_FEWEST_SHOWING = 4  # posts that list a page in their sidebar: the newest five list four of each other
_MOST_SHOWING = 0.6  # of the posts
_SHOWN_ANEW = 50  # posts between two looks at what most of them list, once there are so many


@dataclass(frozen=True, slots=True)
class Traits:
    """What learning addresses wants of a page: its marks, and what it names as its own address."""

    marks: frozenset[str]
    canonical: str | None


@dataclass(slots=True)
class Work:
    """The state of one run.

    counts: what came of the run, by name: kinds of change, "failed", "excluded", … tallies: by shape of address.
    verdicts: for pages read in this run, by url_id; traits: for the first of them.
    shown: what the run's pages of posts list, by how many of the `showing` ones; sitewide: what most of them do.
    listed: whether a sitemap, REST or a platform named posts. probes: how far the run looks beyond these.
    found: kinds of lists (feed, sitemap, API) that name something. offered: what was put to the frontier already.
    experience: how the site's word on edits has proved; announced, unannounced: posts being looked at whose edit a list
    told, or did not.
    partial: lists of posts that are asked for what was modified alone; whole: addresses of those that were read whole.
    totals, rest_new: how many posts REST counts, and how many of them were not known. unnamed, named_again: posts that
    a list named before and does not now, or the reverse; woken: all that was made due because of it.
    contents: lists that were read again for the whole posts in them: statements by identity, by capture.
    language: what the site's home page names as its own; "" where it names none, None before that was looked up.
    rest: whether REST gives the posts that are to be taken from it alone (`flow.from_rest`); None while that is not
    known. held: addresses that were left alone for it in this run.
    settling: whether pages that waited are being read, at the end. furniture: lines that came or went on several posts.
    """

    archive: Archive
    site_id: int
    site: Site
    run_id: int
    started_at: datetime
    clock: Callable[[], datetime]
    profile: Profile
    full: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    tallies: dict[str, Tally] = field(default_factory=dict)
    verdicts: dict[int, Verdict] = field(default_factory=dict)
    traits: dict[int, Traits] = field(default_factory=dict)
    shown: Counter[str] = field(default_factory=Counter)
    showing: int = 0
    sitewide: frozenset[str] = frozenset()
    listed: bool = False
    probes: Probes = field(default_factory=Probes)
    found: set[Role] = field(default_factory=set)
    offered: set[tuple[str, Source, Role]] = field(default_factory=set)
    experience: Experience = field(default_factory=Experience)
    announced: set[int] = field(default_factory=set)
    unannounced: set[int] = field(default_factory=set)
    partial: set[int] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)
    totals: dict[str, int] = field(default_factory=dict)
    rest_new: Counter[str] = field(default_factory=Counter)
    unnamed: set[int] = field(default_factory=set)
    named_again: set[int] = field(default_factory=set)
    woken: set[int] = field(default_factory=set)
    contents: dict[int, dict[str, Statement]] = field(default_factory=dict)
    language: str | None = None
    rest: bool | None = None
    held: set[int] = field(default_factory=set)
    settling: bool = False
    furniture: frozenset[str] = frozenset()

    @property
    def grammar(self) -> AddressGrammar:
        """What is known of the site's addresses, the user's own patterns included."""
        return self.profile.addresses.overruled(self.site.posts, self.site.skip, self.sitewide)

    @property
    def reading(self) -> Profile:
        """The profile that posts are read with: the learned one, as the user corrected it."""
        return corrected(self.profile, self.site.pins)

    @property
    def extractor_version(self) -> str:
        """What else posts are read with: the extractor, and the user's corrections ("1", "1+5f2a07c1")."""
        return "+".join(filter(None, (EXTRACTOR_VERSION, self.site.pins.digest)))

    def offer(
        self, leads: Iterable[Lead], visit: Visit | None = None, capture_id: int | None = None, *, wakes: bool = True
    ) -> list[Lead]:
        """Put what is in scope and worth a visit into the frontier; gives the leads whose addresses were not known.

        wakes: whether a modification that a list states, later than our copy, is worth a look. A link without a
        statement is offered once a run: menus and sidebars repeat theirs on every page.
        """
        grammar = self.grammar
        depth = 0 if visit is None or visit.role in _LISTS else visit.depth + 1
        accepted = [lead for lead in leads if self._is_news(lead) and self.is_wanted(lead, grammar)]
        self.listed = self.listed or any(lead.source in COMPLETE and lead.role is Role.POST for lead in accepted)
        discovery = Discovery(self.site_id, self.clock(), self.run_id, capture_id, depth, wakes=wakes)
        hop = replace(discovery, redirects=visit.redirects + 1 if visit is not None else 0)
        new: list[Lead] = []
        for found, led in ((discovery, False), (hop, True)):  # a chain of redirects has an end; links begin anew
            some = [lead for lead in accepted if (lead.source is Source.REDIRECT) is led]
            if some:
                new += self.archive.frontier.offer(
                    found, some, priority=lambda lead: grammar.priority(lead, depth), shape=grammar.shape_of
                )
        self.counts["found"] += len(new)
        return new

    def _is_news(self, lead: Lead) -> bool:
        key = (lead.url, lead.source, lead.role)
        if lead.says is None and key in self.offered:
            return False
        self.offered.add(key)
        return True

    def is_wanted(self, lead: Lead, grammar: AddressGrammar) -> bool:
        """Whether a lead is of the blog, and not one of those that never yield a post, or that the user skips."""
        if not (admits(lead, self.site.url, self.site.scope) and discover.still_worth(lead, self.found)):
            return False
        return grammar.refusal(lead, self.tally(grammar.shape_of(lead.url))) is None

    def tally(self, shape: str) -> Tally:
        """What came of one shape of address in this run so far."""
        known = self.tallies.get(shape, Tally())
        return replace(known, listed=self.listed or self.probes.listed > 0)

    def fetched(self, shape: str, *, posts: int, leads: int, file: bool = False) -> None:
        """Note a visit to a shape: new posts read there, unknown posts it led to, whether it was but a file."""
        known = self.tallies.get(shape, Tally())
        self.tallies[shape] = Tally(
            known.fetched + 1,
            known.posts + posts,
            known.leads + leads,
            0 if posts or leads else known.dry + 1,
            files=0 if posts else known.files + file,
        )

    def note_shown(self, listed: Iterable[str]) -> None:
        """Note what a page of a post lists besides its text."""
        self.showing += 1
        self.shown.update(listed)
        if self.showing < _SHOWN_ANEW or not self.showing % _SHOWN_ANEW:
            need = max(_FEWEST_SHOWING, _MOST_SHOWING * self.showing)
            self.sitewide = frozenset(url for url, pages in self.shown.items() if pages >= need)

    def move_root(self, target: str) -> None:
        """The named address leads elsewhere for good: the blog begins there, and its scope with it."""
        self.site = replace(self.site, url=target)
        self.archive.sites.update(self.site_id, self.site)

    def context(self, capture_id: int | None) -> Context:
        """What a change is recorded with."""
        return Context(self.clock(), self.run_id, capture_id, self.profile.version, self.extractor_version)


_LISTS = frozenset((Role.SITEMAP, Role.FEED, Role.API))
