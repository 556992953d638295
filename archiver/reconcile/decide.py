"""The decider: from what was seen, and what is known, to one change with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archiver.hashes import content_hash, normalise_text, text_hash
from archiver.reconcile.compare import Difference, difference, share_in
from archiver.records import Change, ChangeKind, PostStatus

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from archiver.records import Draft, KnownPost


_HALF = 0.5  # of the runs of words: an edit on the occasion of a move keeps more
_MOST = 0.8  # where neither a redirect nor the title says that a post which came is the one that vanished


@dataclass(frozen=True, slots=True)
class Sighting:
    """A draft, and every known post that it may belong to.

    here: the post at the captured address, or that this address is an alias of.
    redirected: the post of an address that redirects here; lasting: whether for good (301, 308).
    canonical: the post at the address that the page believably names as its own.
    same_text: posts of the site with the same text; missing: ids of those whose own address shows nothing of late.
    vanished: posts of the same title or day that are gone, or whose own address shows nothing of late.
    rederived: what the known post's own, older capture gives when it is read as the draft was read; None where nothing
    about the reading has changed since.
    furniture: lines that came or went on several posts at once: the site's, not the posts'.
    """

    draft: Draft
    here: KnownPost | None = None
    redirected: KnownPost | None = None
    lasting: bool = True
    canonical: KnownPost | None = None
    same_text: tuple[KnownPost, ...] = ()
    missing: frozenset[int] = frozenset()
    vanished: tuple[KnownPost, ...] = ()
    rederived: Draft | None = None
    furniture: frozenset[str] = frozenset()


def decide(sighting: Sighting) -> Change:
    """What is to be recorded for a page that is a post. Two different posts are never merged on likeness alone."""
    draft = sighting.draft
    if sighting.here is not None:
        return _again(sighting.here, sighting)
    if sighting.redirected is not None and is_same_post(sighting.redirected, draft):
        if not sighting.lasting:
            reason = "its address redirects here for now"
            return Change(ChangeKind.DUPLICATE, reason, sighting.redirected.post_id, alias="redirect")
        return _changed(ChangeKind.MOVED, "its old address redirects here", sighting.redirected, sighting, "redirect")
    if sighting.canonical is not None and _shows_same(sighting.canonical, draft):
        return Change(
            ChangeKind.DUPLICATE,
            "the page names that address as its own",
            sighting.canonical.post_id,
            alias="canonical",
        )
    return _by_text(sighting) or _by_likeness(sighting) or Change(ChangeKind.NEW, "not known before")


def decide_missing(
    known: KnownPost, missing_since: datetime | None, now: datetime, patience: timedelta, reason: str = ""
) -> Change | None:
    """A tombstone once a post has been found missing twice, at least `patience` apart; None while that is not proven.

    missing_since: when it was first found missing since it was last seen, None if only just now. reason: what stands
    at its address now.
    """
    if known.status is PostStatus.GONE or missing_since is None or now - missing_since < patience:
        return None
    evidence = f"missing since {missing_since:%Y-%m-%d %H:%M} UTC, and again now"
    return Change(ChangeKind.GONE, f"{reason}; {evidence}" if reason else evidence, known.post_id)


def is_same_post(known: KnownPost, other: KnownPost | Draft) -> bool:
    """Whether what an address redirects to is the post that stood there: title, day or half of the text stayed.

    Blogs redirect what they take away to something like it as well: that is no move.
    """
    if _same_title(known, other) or (known.published_at and _same_day(known, other) and other.published_at):
        return True
    share = share_in(other.text, known.text)
    return share is not None and share >= _HALF


def _by_text(sighting: Sighting) -> Change | None:
    """What equal texts prove: an alias, or a move where the old address is gone; None where they prove nothing."""
    known = next((known for known in sighting.same_text if _tells(known, sighting.draft)), None)
    if known is None:
        return None
    if known.status is PostStatus.GONE or known.post_id in sighting.missing:
        reason = "the same content, and the old address is gone"
        return _changed(ChangeKind.MOVED, reason, known, sighting, "same-content")
    return Change(ChangeKind.DUPLICATE, "the same content", known.post_id, alias="same-content")


def _by_likeness(sighting: Sighting) -> Change | None:
    """A move with an edit, which no redirect tells of; None where no post that vanished is like this one."""
    known = same_but_edited(sighting.draft, sighting.vanished)
    if known is None:
        return None
    reason = "most of the content of that day, and the old address is gone"
    return _changed(ChangeKind.MOVED, reason, known, sighting, "same-content")


def same_but_edited(post: KnownPost | Draft, others: Sequence[KnownPost]) -> KnownPost | None:
    """The one post among others that this one is, edited: of the same day, with most of the text; None where in doubt.

    Where a day is unknown the title must be the same. Two that are as like are one too many: posts from one template.
    """
    found = [other for other in others if _is_of_day(post, other) and _shares_most(post, other)]
    return found[0] if len(found) == 1 else None


def _is_of_day(one: KnownPost | Draft, other: KnownPost) -> bool:
    if one.published_at and other.published_at:
        return one.published_at[:10] == other.published_at[:10]
    return _same_title(other, one)


def _shares_most(one: KnownPost | Draft, other: KnownPost) -> bool:
    """Whether each holds most of the other's text, or half of it under the same title."""
    least = _HALF if _same_title(other, one) else _MOST
    shares = (share_in(one.text, other.text), share_in(other.text, one.text))
    return all(share is not None and share >= least for share in shares)


def _again(known: KnownPost, sighting: Sighting) -> Change:
    if known.status is PostStatus.GONE:
        return _changed(ChangeKind.BACK, "it can be read again", known, sighting)
    if content_hash(sighting.draft) == known.content_hash:
        return Change(ChangeKind.UNCHANGED, "the same content", known.post_id)
    edited = _edits(known, sighting)
    reread = sighting.rederived
    if not edited and (reread is None or not difference(known, reread, sighting.furniture)):
        return Change(ChangeKind.UNCHANGED, "nothing differs but what the site puts around its posts", known.post_id)
    if not edited:
        return Change(ChangeKind.DERIVED, "the same content, read better", known.post_id)
    return _changed(ChangeKind.REVISED, "edited: " + ", ".join(edited.fields), known, sighting)


def _edits(known: KnownPost, sighting: Sighting) -> Difference:
    """What the site changed: what only another way of reading shows is no edit."""
    edited = difference(known, sighting.draft, sighting.furniture)
    if sighting.rederived is None or not edited:
        return edited
    again = difference(sighting.rederived, sighting.draft, sighting.furniture)
    kept = tuple(name for name in edited.fields if name in again.fields)
    return Difference(kept, again.words_added, again.words_removed) if "text" in kept else Difference(kept)


def _changed(kind: ChangeKind, reason: str, known: KnownPost, sighting: Sighting, alias: str | None = None) -> Change:
    edited = _edits(known, sighting)
    return Change(
        kind,
        reason,
        known.post_id,
        alias=alias,
        fields=edited.fields,
        words_added=edited.words_added,
        words_removed=edited.words_removed,
    )


def _shows_same(known: KnownPost, draft: Draft) -> bool:
    """Whether two addresses show the same post: the same title on the same day, or the same text."""
    return known.text_hash == text_hash(draft.text) or (_same_title(known, draft) and _same_day(known, draft))


def _tells(known: KnownPost, draft: Draft) -> bool:
    """Whether equal texts prove one post without any other evidence: only under the same title and day.

    Blogs do publish one text twice on purpose, under two titles: those are two posts.
    """
    return bool(draft.text.strip()) and _same_title(known, draft) and _same_day(known, draft)


def _same_title(known: KnownPost, draft: KnownPost | Draft) -> bool:
    return normalise_text(known.title).casefold() == normalise_text(draft.title).casefold()


def _same_day(known: KnownPost, draft: KnownPost | Draft) -> bool:
    """Whether the dates agree; an unknown date agrees with any."""
    before, after = known.published_at, draft.published_at
    return not before or not after or before[:10] == after[:10]
