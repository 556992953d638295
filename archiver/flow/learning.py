"""Learn a site from what the archive holds of it: captures, and what its feeds, sitemaps and REST say of them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from archiver.errors import ExtractionError
from archiver.extract.post import extract
from archiver.flow.contents import whole
from archiver.flow.faults import contained, unheard
from archiver.learn import addresses, fields, templates
from archiver.page import Page
from archiver.profile.addresses import Observation
from archiver.profile.pins import corrected
from archiver.records import Quality, Role
from archiver.store.rows import PostFilter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from archiver.flow.work import Work
    from archiver.profile import AddressGrammar, Profile, Template
    from archiver.records import Capture, Draft, Source, Statement

_ENOUGH = 5  # pages in a new design to learn it from
_NEARLY_ALL = 0.9  # so many pages that fit no template: the template was wrong, not the design new
SAMPLE = 120  # pages of posts that are read to learn from, evenly spread over the site's years
UNFITTING = 20  # pages besides, of the newest posts that no template fits: a sample of years may miss a new design
_COMPARED = 48  # posts that are read with two profiles, to see whether they differ in anything that counts
_EARLIER = 0.9  # how sure a role is that an earlier run settled


def learn(work: Work, waiting: Sequence[int] = ()) -> Profile:
    """The site's profile as all that is kept now gives it: a new version only where what was learned is another.

    waiting: captures of pages that are taken for posts and were not read yet.
    """
    archive, known = work.archive, work.profile
    pages = []
    labels = {}
    wholes = {}
    evenly = _evenly([*archive.captures.sample(work.site_id, SAMPLE), *waiting], SAMPLE)
    seen: set[str] = set()  # a static copy answers every "?replytocom=1" with the page itself: one page to learn from
    for capture_id in dict.fromkeys((*evenly, *archive.captures.unfitting(work.site_id, UNFITTING))):
        capture = archive.captures.load(capture_id)
        if capture.digest in seen:
            continue
        seen.add(capture.digest)
        try:
            page = Page.parse(capture)
        except ExtractionError:
            continue
        row = archive.frontier.find(work.site_id, capture.url)
        if row is not None:
            pages.append(page)
            labels[page.url] = archive.frontier.statements(row.id)
            wholes[page.url] = whole(work, row.id)
    learned = replace(
        known,
        captures=len(pages),
        posts=archive.posts.count(PostFilter(site=work.site.name)) + len(waiting),
        addresses=learn_addresses(work),
        templates=_templates(pages, known.templates, {url: html for url, html in wholes.items() if html}),
        fields=fields.learn(pages, labels),
    )
    same = replace(learned, captures=known.captures, posts=known.posts) == known
    return learned if same else replace(learned, version=known.version + 1)


def settled(work: Work, learned: Profile) -> Profile:
    """What was learned, or, where posts read the same with it, the present profile with what is new of addresses.

    A few dozen posts are read both ways. Where none reads otherwise, the site did not change: its thresholds moved a
    little with the number of pages, and reading every post again would be for nothing.
    """
    known = work.profile
    if learned.version == known.version or not known.version:
        return learned
    captures = work.archive.captures
    compared = (*captures.unfitting(work.site_id, UNFITTING), *captures.sample(work.site_id, _COMPARED))
    for capture_id in dict.fromkeys(compared):
        capture = work.archive.captures.load(capture_id)
        row = work.archive.frontier.find(work.site_id, capture.url)
        says = work.archive.frontier.statements(row.id) if row is not None else {}
        if contained(partial(_differs, work, capture, says, learned), unheard):
            return learned
    return replace(learned, version=known.version, templates=known.templates, fields=known.fields)


def _differs(work: Work, capture: Capture, says: Mapping[Source, Statement], learned: Profile) -> bool:
    page = Page.parse(capture)
    before, after = (extract(page, corrected(each, work.site.pins), says) for each in (work.profile, learned))
    return _content(before) != _content(after)


def _content(draft: Draft) -> Draft:
    """A draft without how it was found."""
    return replace(draft, provenance=(), quality=Quality(""))


def _templates(pages: Sequence[Page], known: tuple[Template, ...], labels: Mapping[str, str]) -> tuple[Template, ...]:
    """The site's templates. After a redesign the old ones stay as they are, for the pages of their time.

    Learned from old and new pages together, a container that happens to hold both would win, and every post would read
    as if it had been edited.
    """
    unfit = templates.unfitting(pages, known)
    if not known or not _ENOUGH <= len(unfit) < _NEARLY_ALL * len(pages):
        return templates.learn(pages, known, labels)
    added = templates.learn(unfit, (), labels)
    return known + tuple(template for template in added if template.container not in {old.container for old in known})


def learn_addresses(work: Work) -> AddressGrammar:
    """The grammar that every address met so far gives. Without enough pages read in this run, the model stays."""
    learned = addresses.learn(_observations(work))
    return learned if learned.model.marks else replace(learned, model=work.profile.addresses.model)


def _observations(work: Work) -> Iterator[Observation]:
    aliases = work.archive.frontier.aliases(work.site_id)
    for item in work.archive.frontier.evidence(work.site_id):
        verdict = work.verdicts.get(item.url_id)
        traits = work.traits.get(item.url_id)
        role = verdict.role if verdict else item.role if item.settled else Role.UNKNOWN
        yield Observation(
            url=item.url,
            named=tuple(sorted(item.claims.items())),
            role=role,
            sure=verdict.confidence if verdict else _EARLIER,
            marks=traits.marks if traits else frozenset(),
            canonical=traits.canonical if traits else None,
            same_as=aliases.get(item.url_id),
        )


def _evenly(ids: list[int], most: int) -> list[int]:
    return ids if len(ids) <= most else [ids[index * len(ids) // most] for index in range(most)]
