"""From a page that is a post to its record: extract, reconcile, store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver import urls
from archiver.errors import ExtractionError
from archiver.extract.post import extract
from archiver.flow import parts
from archiver.hashes import content_hash, text_hash
from archiver.page import Page
from archiver.reconcile.compare import difference
from archiver.reconcile.decide import Sighting, decide
from archiver.records import Change, ChangeKind

if TYPE_CHECKING:
    from archiver.flow.work import Work
    from archiver.records import Capture, Draft, KnownPost


def settle_post(work: Work, url_id: int, capture: Capture, page: Page) -> Change:
    """Record what a capture of a post says, and give the change that it amounts to. Raises ExtractionError."""
    posts = work.archive.posts
    draft = read(work, url_id, page)
    first_id = parts.belongs_to(work, url_id, page.url, draft)
    if first_id is not None:
        return _settle_part(work, url_id, first_id, capture)
    here = posts.known_by_url(url_id)
    sighting = Sighting(
        draft,
        here=here,
        redirected=_redirected(work, url_id) if here is None else None,
        canonical=_canonical(work, url_id, draft) if here is None else None,
        same_text=tuple(posts.known_by_hash(work.site_id, text_hash(draft.text))) if here is None else (),
        rederived=_rederived(work, here, capture) if here is not None else None,
    )
    change = decide(sighting)
    posts.apply(work.site_id, url_id, change, draft, work.context(capture.id))
    note_quality(work, page.url, draft)
    work.counts[change.kind] += 1
    return change


def read(work: Work, url_id: int, page: Page) -> Draft:
    """The post on a page, and on its later pages, as the present profile reads it. Raises ExtractionError."""
    return parts.whole(work, url_id, extract(page, work.reading, work.archive.frontier.statements(url_id)))


def note_quality(work: Work, url: str, draft: Draft) -> None:
    """Open a problem for a post that came out empty or doubtful; close the ones that are over."""
    now = work.clock()
    for warning, message in _WARNINGS.items():
        if warning in draft.quality.warnings:
            work.archive.problems.report(work.site_id, url, warning, message, now)
            work.counts[f"warning:{warning}"] += 1
        else:
            work.archive.problems.resolve(work.site_id, url, now, kind=warning)


def derive_again(work: Work) -> None:
    """Read every post again, offline, that was read with an older profile or extractor."""
    for post in work.archive.posts.stale(work.site_id, work.profile.version, work.extractor_version):
        derive(work, *post)


def derive(work: Work, post_id: int, url_id: int, capture_id: int) -> Change | None:
    """What reading a post again from its capture, with the present profile, changes; None where it cannot be read."""
    archive = work.archive
    capture = archive.captures.load(capture_id)
    try:
        draft = read(work, url_id, Page.parse(capture))
    except ExtractionError as error:
        archive.problems.report(work.site_id, capture.url, "extraction", str(error), work.clock())
        work.counts["failed"] += 1
        return None
    known = archive.posts.known(post_id)
    assert known is not None
    reason = f"read with profile {work.profile.version}"
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
    draft = read(work, first_id, Page.parse(before))
    kind = ChangeKind.UNCHANGED if content_hash(draft) == known.content_hash else ChangeKind.DERIVED
    change = Change(kind, "read with its later pages", known.post_id)
    posts.apply(work.site_id, first_id, change, draft, work.context(known.capture_id))
    work.counts["part"] += 1
    return Change(ChangeKind.DUPLICATE, "a later page of the same post", known.post_id)


def _redirected(work: Work, url_id: int) -> KnownPost | None:
    """The post of an address that was found to redirect here, if it has one."""
    for row in work.archive.frontier.redirecting_to(url_id):
        known = work.archive.posts.known_by_url(row.id)
        if known is not None:
            return known
    return None


def _canonical(work: Work, url_id: int, draft: Draft) -> KnownPost | None:
    """The post at the address that the page names as its own, if that is another one and known."""
    if draft.canonical_url is None or urls.identity(draft.canonical_url) in work.grammar.canonicals:
        return None
    row = work.archive.frontier.find(work.site_id, draft.canonical_url)
    if row is None or row.id == url_id:
        return None
    return work.archive.posts.known_by_url(row.id)


def _rederived(work: Work, known: KnownPost, capture: Capture) -> Draft | None:
    """The known post read anew from its own capture, where it was last read in another way than `capture` is now."""
    same_reading = known.profile_version == work.profile.version and known.extractor_version == work.extractor_version
    if same_reading or known.capture_id is None or known.capture_id == capture.id:
        return None
    before = work.archive.captures.load(known.capture_id)
    try:
        return extract(Page.parse(before), work.reading, {})
    except ExtractionError:
        return None


_WARNINGS = {
    "empty": "no text was found on this page; its capture is kept",
    "chrome-suspected": "the text may hold more than the post",
    "short": "the text is far shorter than that of other posts",
    "no-title": "no title was found",
}
