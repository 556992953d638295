"""From a page that is a post to its record: extract, reconcile, store."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from archiver.discover import rest
from archiver.errors import ExtractionError
from archiver.extract.post import extract
from archiver.flow import parts
from archiver.flow.contents import read_stated, with_contents
from archiver.flow.experience import note_look
from archiver.flow.faults import contained, note, unheard
from archiver.hashes import content_hash, text_hash
from archiver.page import Page
from archiver.reconcile.compare import as_title, difference, holds, lines, rotating
from archiver.reconcile.decide import Sighting, decide
from archiver.records import Change, ChangeKind, Source
from archiver.store import times

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archiver.flow.work import Work
    from archiver.records import Capture, Draft, KnownPost


def settle_post(work: Work, url_id: int, capture: Capture, page: Page, *, at_once: bool = False) -> Change | None:
    """Record what a capture of a post says, and give the change that it amounts to. Raises ExtractionError.

    None: it looks edited, and waits for the end of the run (`at_once`: it does not). Only then can be told what is an
    edit, and what the site itself put on many pages or shows in another design.
    """
    posts = work.archive.posts
    draft = read(work, url_id, page)
    first_id = parts.belongs_to(work, url_id, page.url, draft)
    if first_id is not None:
        return _settle_part(work, url_id, first_id, capture)
    here, keeps = posts.known_by_url(url_id), False
    if here is not None and here.url_id != url_id and not _stands_for(work, here, url_id):
        change = at_another_address(work, here, url_id)
    else:
        change = decide(sighting(work, url_id, capture, draft, here))
    if here is not None and change.kind is ChangeKind.REVISED:
        if not (at_once or work.settling):
            _look_around(work, here, draft)
            return None
        work.counts["misfit"] += _is_unfit(here, draft)
        keeps = _is_unfit(here, draft) and holds(page.tree.text_content(), here.text)
    if keeps and here is not None:
        change = Change(ChangeKind.UNCHANGED, "its text stands on the page, in another layout", here.post_id)
    if change.kind is ChangeKind.MOVED and change.post_id is not None:
        work.counts["missing"] -= was_missed(work, change.post_id)
    posts.apply(work.site_id, url_id, change, None if keeps else draft, work.context(capture.id))
    if not keeps:
        note_quality(work, page.url, draft)
    if here is not None:
        note_look(work, url_id, edited=change.kind is ChangeKind.REVISED)
    work.counts[change.kind] += 1
    work.counts["unlearned"] += change.kind is ChangeKind.NEW and "no-template" in draft.quality.warnings
    return change


def at_another_address(work: Work, known: KnownPost, url_id: int) -> Change:
    """What it means that a post was seen at an address that is not its own: its home, where its own shows nothing."""
    homes = {row.id for row in work.archive.frontier.same_content(known.post_id)}
    if url_id in homes and work.archive.posts.missing_since(known.post_id) is not None:
        reason = "its old address is gone, and the same content stands here"
        return Change(ChangeKind.MOVED, reason, known.post_id, alias="same-content")
    return Change(ChangeKind.DUPLICATE, "another address of the post", known.post_id, alias="known")


def furniture(work: Work, capture_ids: Iterable[int]) -> frozenset[str]:
    """The lines of known posts that wait which the site changed, not their authors.

    They came or went on several of the posts, or point to one other post where they pointed to another before.
    """
    found: Counter[str] = Counter()
    rotated: set[str] = set()
    titles: frozenset[str] | None = None
    for capture_id in capture_ids:
        capture = work.archive.captures.load(capture_id)
        row = work.archive.frontier.find(work.site_id, capture.url)
        known = work.archive.posts.known_by_url(row.id) if row is not None else None
        if row is None or known is None or known.capture_id is None:
            continue
        readings = contained(partial(_readings, work, row.id, capture, known.capture_id), unheard)
        if readings is None:
            continue
        before, after = readings
        found.update(after ^ before)
        if titles is None:
            titles = frozenset(map(as_title, work.archive.posts.titles(work.site_id)))
        rotated |= rotating(before - after, after - before, titles)
    return frozenset(rotated | {line for line, count in found.items() if count >= _SEVERAL})


def _readings(work: Work, url_id: int, capture: Capture, capture_id: int) -> tuple[set[str], set[str]]:
    """The lines of a post in the capture it stands on and in a newer one, both as the present profile reads them."""
    after = read(work, url_id, Page.parse(capture))
    before = read_capture(work, url_id, work.archive.captures.load(capture_id))
    return set(lines(before.text)), set(lines(after.text))


def sighting(work: Work, url_id: int, capture: Capture, draft: Draft, here: KnownPost | None) -> Sighting:
    """The draft, and all that it may belong to."""
    posts = work.archive.posts
    if here is not None:
        reread = draft if _is_read_elsewhere(work, here, draft, capture) else _rederived(work, here, capture)
        return Sighting(draft, here=here, rederived=reread, furniture=work.furniture)
    redirected, lasting = _redirected(work, url_id)
    same_text = tuple(posts.known_by_hash(work.site_id, text_hash(draft.text)))
    return Sighting(
        draft,
        redirected=redirected,
        lasting=lasting,
        canonical=_canonical(work, url_id, draft),
        same_text=same_text,
        missing=frozenset(post.post_id for post in same_text if posts.missing_since(post.post_id)),
        vanished=posts.vanished_like(work.site_id, draft.title, draft.published_at),
        rederived=_rederived(work, redirected, capture) if redirected is not None else None,
    )


def was_missed(work: Work, post_id: int) -> bool:
    """Whether this run found a post missing."""
    since = work.archive.posts.missing_since(post_id)
    return since is not None and since >= work.started_at.replace(microsecond=0)


def _stands_for(work: Work, known: KnownPost, url_id: int) -> bool:
    """Whether a post is read at this address because its own leads here; a print view or an archive's copy is not."""
    return any(row.id == known.url_id for row in work.archive.frontier.redirecting_to(url_id))


def _look_around(work: Work, known: KnownPost, draft: Draft) -> None:
    """Where no template fits a post any more, look at some other posts now, to learn the new design from."""
    if not _is_unfit(known, draft):
        return
    if not work.counts["unfit"]:
        sample = work.archive.posts.addresses(work.site_id, _LOOKS)
        work.archive.frontier.wake_these([url_id for url_id in sample if url_id != known.url_id], work.clock())
    work.counts["unfit"] += 1


def _is_unfit(known: KnownPost, draft: Draft) -> bool:
    """Whether no template fits a page where one did: what it holds beside the post may be the site's."""
    return known.method == "template" and draft.quality.method == "plain"


def read(work: Work, url_id: int, page: Page) -> Draft:
    """The whole post of a page, as the present profile reads it. Raises ExtractionError.

    Where the page shows only a part of it, the rest is what REST or a feed carries, else what stands on later pages.
    """
    says = work.archive.frontier.statements(url_id)
    draft = extract(page, work.reading, says)
    if _PARTIAL & {*draft.quality.warnings} or parts.later(page):
        fuller = with_contents(work, url_id, says)
        draft = extract(page, work.reading, fuller) if fuller != says else draft
    return parts.whole(work, url_id, draft)


def read_capture(work: Work, url_id: int, capture: Capture) -> Draft:
    """The post at an address, as the capture it stands on has it: its page, or a REST list. Raises ExtractionError."""
    if rest.is_posts(capture.url):
        return read_stated(work, url_id, capture)
    return read(work, url_id, Page.parse(capture))


def note_quality(work: Work, url: str, draft: Draft) -> None:
    """Open a problem for a post that came out empty or doubtful; close the ones that are over."""
    now = work.clock()
    work.counts["read"] += 1
    for warning, message in _WARNINGS.items():
        if warning in draft.quality.warnings:
            work.archive.problems.report(work.site_id, url, warning, message, now)
            work.counts[f"warning:{warning}"] += 1
        else:
            work.archive.problems.resolve(work.site_id, url, now, kind=warning)


def derive_again(work: Work) -> None:
    """Read every post again, offline, that was read with an older profile or extractor.

    Committed as it goes: a run that is killed meanwhile has not read them for nothing.
    """
    stale = work.archive.posts.stale(work.site_id, work.profile.version, work.extractor_version)
    while batch := list(islice(stale, _AT_ONCE)):
        with work.archive.transaction():
            for post in batch:
                derive(work, *post)


def derive(work: Work, post_id: int, url_id: int, capture_id: int) -> Change | None:
    """What reading a post again from its capture, with the present profile, changes; None where it cannot be read."""
    archive = work.archive
    capture = archive.captures.load(capture_id)
    draft = contained(partial(read_capture, work, url_id, capture), partial(note, work, capture.url))
    if draft is None:
        return None
    known = archive.posts.known(post_id)
    assert known is not None
    reason = f"read with profile {work.profile.version}{' and the pins' if work.site.pins.digest else ''}"
    if content_hash(draft) == known.content_hash:
        change = Change(ChangeKind.UNCHANGED, reason, post_id)
    else:
        found = difference(known, draft)
        change = Change(ChangeKind.DERIVED, reason, post_id, None, found.fields, found.words_added, found.words_removed)
        work.counts["derived"] += 1
    archive.posts.apply(work.site_id, url_id, change, draft, work.context(capture_id))
    note_quality(work, capture.url, draft)
    return change


def _settle_part(work: Work, url_id: int, first_id: int, capture: Capture) -> Change:
    """Record a later page of a post, and read the post anew with it."""
    posts = work.archive.posts
    parts.note(work, url_id, first_id, capture)
    known = posts.known_by_url(first_id)
    assert known is not None, "a part is noted only where its first page is a post"
    assert known.capture_id is not None, "a post was captured"
    before = work.archive.captures.load(known.capture_id)
    draft = read_capture(work, first_id, before)
    kind = ChangeKind.UNCHANGED if content_hash(draft) == known.content_hash else ChangeKind.DERIVED
    change = Change(kind, "read with its later pages", known.post_id)
    posts.apply(work.site_id, first_id, change, draft, work.context(known.capture_id))
    work.counts["part"] += 1
    return Change(ChangeKind.DUPLICATE, "a later page of the same post", known.post_id)


def _redirected(work: Work, url_id: int) -> tuple[KnownPost | None, bool]:
    """The post of an address that was found to redirect here, if it has one, and whether that is for good."""
    for row in work.archive.frontier.redirecting_to(url_id):
        known = work.archive.posts.known_by_url(row.id)
        if known is not None:
            return known, row.status not in _FOR_NOW
    return None, True


def _canonical(work: Work, url_id: int, draft: Draft) -> KnownPost | None:
    """The post at the address that the page names as its own, if that is another one and known."""
    row = work.archive.frontier.find(work.site_id, draft.canonical_url) if draft.canonical_url else None
    if row is None or row.id == url_id:
        return None
    return work.archive.posts.known_by_url(row.id)


def _is_read_elsewhere(work: Work, known: KnownPost, draft: Draft, capture: Capture) -> bool:
    """Whether a post that was read from REST is read from its page now, or the reverse, and was not modified since."""
    if known.capture_id is None:
        return False
    url, fetched_at = work.archive.captures.asked(known.capture_id)
    if rest.is_posts(url) is rest.is_posts(capture.url):
        return False
    stated = work.archive.frontier.statements(known.url_id).get(Source.REST)
    modified = (stated.modified_at if stated is not None else None) or draft.modified_at
    return modified is None or not times.stated_after(modified, fetched_at)


def _rederived(work: Work, known: KnownPost, capture: Capture) -> Draft | None:
    """The known post read anew from its own capture, where it was last read in another way than `capture` is now."""
    same_reading = known.profile_version == work.profile.version and known.extractor_version == work.extractor_version
    as_listed = known.method in _LISTED  # no profile has a part in what REST or a feed carries
    if same_reading or as_listed or known.capture_id is None or known.capture_id == capture.id:
        return None
    before = work.archive.captures.load(known.capture_id)
    try:
        return extract(Page.parse(before), work.reading, {})
    except ExtractionError:
        return None


_SEVERAL = 3  # posts with the same line come or gone
_AT_ONCE = 50  # posts a transaction: each one waits for the disk once
_LOOKS = 12  # posts that are looked at to learn a new design: five to ten are enough
_PARTIAL = frozenset(("empty", "short"))  # warnings at which a list may have more than the page
_LISTED = frozenset(("rest", "feed"))
_FOR_NOW = frozenset((302, 303, 307))

_WARNINGS = {
    "empty": "no text was found on this page; its capture is kept",
    "short": "the text is far shorter than that of other posts",
    "no-title": "no title was found",
}
