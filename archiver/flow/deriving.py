"""A site learned again, and every post read again, from kept bytes alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from archiver.flow.comparing import compare_texts
from archiver.flow.ending import learn_and_settle
from archiver.flow.pinned import check_pins
from archiver.flow.posts import derive
from archiver.flow.work import Work
from archiver.store.rows import PostFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from archiver.store import Archive, SiteRow

_AT_ONCE = 50  # posts a transaction
_EVERY = -1  # a version that no profile has: whatever a post was read with, it is read again


@dataclass(frozen=True, slots=True)
class Derived:
    """What deriving a site again changed.

    profile_before, profile_after: versions; the same where nothing else was learned. pages: learned from.
    posts: read again. changed: of these, with another content now. without_bytes: posts that no page is kept of.
    fields: in how many posts each field changed. counts: failures and warnings, by name.
    """

    site: str
    run_id: int
    profile_before: int
    profile_after: int
    pages: int
    posts: int
    changed: int
    without_bytes: int
    fields: Mapping[str, int] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)


def derive_site(
    archive: Archive,
    row: SiteRow,
    progress: Callable[[int, int], None] | None = None,
    clock: Callable[[], datetime] | None = None,
) -> Derived:
    """Learn the site anew and read every post again, offline. The archive must be locked.

    It is a row in `runs`, with the outcome "derived". progress: called with how many posts are read, and of how many.
    """
    now = clock or _now
    with archive.transaction():
        run_id = archive.runs.start(row.id, now())
    work = Work(archive, row.id, row.site, run_id, now(), now, archive.profiles.latest(row.id), full=True)
    before = work.profile.version
    learn_and_settle(work)
    every = list(archive.posts.stale(row.id, _EVERY))
    fields: Counter[str] = Counter()
    remaining = iter(every)
    done = 0
    while batch := list(islice(remaining, _AT_ONCE)):
        with archive.transaction():
            for post in batch:
                change = derive(work, *post)
                fields.update(change.fields if change is not None else ())
        done += len(batch)
        if progress is not None:
            progress(done, len(every))
    with archive.transaction():
        compare_texts(work)
        check_pins(work)
        counts = {name: count for name, count in sorted(work.counts.items()) if count}
        archive.runs.finish(run_id, "derived", now(), counts, 0)
    return Derived(
        site=row.name,
        run_id=run_id,
        profile_before=before,
        profile_after=work.profile.version,
        pages=work.profile.captures,
        posts=len(every),
        changed=work.counts["derived"],
        without_bytes=archive.posts.count(PostFilter(site=row.name)) - len(every),
        fields=dict(fields),
        counts=counts,
    )


def _now() -> datetime:
    return datetime.now(UTC)
