"""How far a site's own word on edits is believed: what each look at an announced, or unannounced, post has shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from archiver.learn.rhythm import Announcements
from archiver.store import times

if TYPE_CHECKING:
    from archiver.flow.work import Work
    from archiver.records import Visit
    from archiver.store.rows import Experience

_AHEAD = timedelta(days=1)


def announcements(experience: Experience) -> Announcements:
    """What is known of the times that the site's lists state."""
    return Announcements(experience.confirmed, experience.idle, experience.missed)


def note_visit(work: Work, visit: Visit) -> None:
    """Remember, before its answer is recorded, whether a list announced an edit of the post at an address."""
    row = work.archive.frontier.get(visit.url_id)
    if row.post_id is None or row.fetched_at is None or row.sitemap_lastmod is None:
        return
    if times.stated_after(row.sitemap_lastmod, work.clock() + _AHEAD):
        return  # a clock that is wrong, or a post that is scheduled
    if times.stated_after(row.sitemap_lastmod, row.fetched_at):
        work.announced.add(visit.url_id)
    else:
        work.unannounced.add(visit.url_id)


def note_look(work: Work, url_id: int, *, edited: bool) -> None:
    """Count what a look at a post has shown of the announcements."""
    known = work.experience
    if url_id in work.announced:
        work.announced.discard(url_id)
        confirmed, idle = (known.confirmed + 1, known.idle) if edited else (known.confirmed, known.idle + 1)
        work.experience = replace(known, confirmed=confirmed, idle=idle)
    elif edited and url_id in work.unannounced:
        work.experience = replace(known, missed=known.missed + 1)
