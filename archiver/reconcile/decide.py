"""The decider: from what was seen, and what is known, to one change with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archiver.hashes import content_hash, normalise_text, text_hash
from archiver.reconcile.compare import difference
from archiver.records import Change, ChangeKind, PostStatus

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from archiver.records import Draft, KnownPost


@dataclass(frozen=True, slots=True)
class Sighting:
    """A draft, and every known post that it may belong to.

    here: the post at the captured address, or that this address is an alias of.
    redirected: the post of an address that redirects here.
    canonical: the post at the address that the page believably names as its own.
    same_text: posts of the site with the same text.
    rederived: what the known post's own, older capture gives when it is read as the draft was read; None where nothing
    about the reading has changed since.
    """

    draft: Draft
    here: KnownPost | None = None
    redirected: KnownPost | None = None
    canonical: KnownPost | None = None
    same_text: tuple[KnownPost, ...] = ()
    rederived: Draft | None = None


def decide(sighting: Sighting) -> Change:
    """What is to be recorded for a page that is a post. Two different posts are never merged on likeness alone."""
    draft = sighting.draft
    if sighting.here is not None:
        return _again(sighting.here, draft, sighting.rederived)
    if sighting.redirected is not None:
        return _changed(ChangeKind.MOVED, "its old address redirects here", sighting.redirected, draft, "redirect")
    if sighting.canonical is not None and _same_post(sighting.canonical, draft):
        return Change(
            ChangeKind.DUPLICATE,
            "the page names that address as its own",
            sighting.canonical.post_id,
            alias="canonical",
        )
    for known in sighting.same_text:
        if not _tells(known, draft):
            continue
        if known.status is PostStatus.GONE:
            reason = "the same content, and the old address is gone"
            return _changed(ChangeKind.MOVED, reason, known, draft, "same-content")
        return Change(ChangeKind.DUPLICATE, "the same content", known.post_id, alias="same-content")
    return Change(ChangeKind.NEW, "not known before")


def decide_missing(
    known: KnownPost, missing_since: datetime | None, now: datetime, patience: timedelta
) -> Change | None:
    """A tombstone once a post has been found missing twice, at least `patience` apart; None while that is not proven.

    missing_since: when it was first found missing since it was last seen, None if only just now.
    """
    if known.status is PostStatus.GONE or missing_since is None or now - missing_since < patience:
        return None
    return Change(ChangeKind.GONE, f"missing since {missing_since:%Y-%m-%d %H:%M} UTC, and again now", known.post_id)


def _again(known: KnownPost, draft: Draft, rederived: Draft | None) -> Change:
    if known.status is PostStatus.GONE:
        return _changed(ChangeKind.BACK, "it can be read again", known, draft, None)
    if content_hash(draft) == known.content_hash:
        return Change(ChangeKind.UNCHANGED, "the same content", known.post_id)
    edited = difference(rederived if rederived is not None else known, draft)
    if not edited:
        return Change(ChangeKind.DERIVED, "the same content, read better", known.post_id)
    return Change(
        ChangeKind.REVISED,
        "edited: " + ", ".join(edited.fields),
        known.post_id,
        fields=edited.fields,
        words_added=edited.words_added,
        words_removed=edited.words_removed,
    )


def _changed(kind: ChangeKind, reason: str, known: KnownPost, draft: Draft, alias: str | None) -> Change:
    edited = difference(known, draft)
    return Change(
        kind,
        reason,
        known.post_id,
        alias=alias,
        fields=edited.fields,
        words_added=edited.words_added,
        words_removed=edited.words_removed,
    )


def _same_post(known: KnownPost, draft: Draft) -> bool:
    """Whether two addresses show the same post: the same title on the same day, or the same text."""
    return known.text_hash == text_hash(draft.text) or (_same_title(known, draft) and _same_day(known, draft))


def _tells(known: KnownPost, draft: Draft) -> bool:
    """Whether equal texts prove one post without any other evidence: only under the same title and day.

    Blogs do publish one text twice on purpose, under two titles: those are two posts.
    """
    return bool(draft.text.strip()) and _same_title(known, draft) and _same_day(known, draft)


def _same_title(known: KnownPost, draft: Draft) -> bool:
    return normalise_text(known.title).casefold() == normalise_text(draft.title).casefold()


def _same_day(known: KnownPost, draft: Draft) -> bool:
    """Whether the dates agree; an unknown date agrees with any."""
    before, after = known.published_at, draft.published_at
    return not before or not after or before[:10] == after[:10]
