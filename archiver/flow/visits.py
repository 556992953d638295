"""When an address is asked again, and what a run asks first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from archiver import discover, urls
from archiver.discover import rest
from archiver.flow.experience import announcements
from archiver.flow.unwanted import REASONS
from archiver.learn.rhythm import LONGEST, Looks, next_look
from archiver.records import Lead, Role, Source

if TYPE_CHECKING:
    from archiver.flow.work import Work
    from archiver.store.rows import UrlRow

LEFT_TO_REST = "not asked: posts are taken from REST"  # why an address is excluded
MOST_ATTEMPTS = 8  # runs in a row in which an address failed before it is asked no more than every LONGEST
_LISTS = frozenset((Role.SITEMAP, Role.FEED, Role.API))
_EARLY, _EARLY_AT_MOST = 0.05, timedelta(minutes=10)
_CHECK = timedelta(days=7)  # between two looks at sitemaps and feeds where REST says the same


def begin(work: Work) -> None:
    """Put what a run asks first into the frontier: the site's address, its lists, what failed last time."""
    work.offer(discover.start(work.site.url))
    work.experience = work.archive.sites.experience(work.site_id)
    archive, now = work.archive, work.clock()
    rows = list(archive.frontier.rows(work.site_id))
    lists = {row.url for row in rows if row.role in _LISTS}
    covered = not work.full and _ask_rest(work, rows)
    wanted = [row.id for row in rows if row.state in {"done", "failed"} and _asked_each_run(work, row, lists)]
    # asked anew of robots.txt alone: it may allow again what it forbade, and a forbidden blog must be told of
    excluded = [row for row in rows if row.state == "excluded"]
    wanted += [row.id for row in excluded if _was_forbidden(work, row) or _was_unwanted(work, row)]
    if work.site.source == "pages":
        wanted += [row.id for row in excluded if row.reason == LEFT_TO_REST]
        wanted += archive.frontier.on_lists(work.site_id)
    if covered:
        often = {row.id for row in rows if row.role not in _LISTS or row.id in work.partial or rest.is_count(row.url)}
        checked = {row.id for row in rows if row.fetched_at is not None and now - row.fetched_at < _CHECK}
        wanted = [row_id for row_id in wanted if row_id in often or row_id not in checked]
    archive.frontier.wake_these(wanted, now)
    work.found.update(row.role for row in rows if row.role in _LISTS and _names_something(row))


def _ask_rest(work: Work, rows: list[UrlRow]) -> bool:
    """Whether REST tells of every new and edited post in a request or two; then other lists are asked weekly only."""
    whole = [row for row in rows if row.role is Role.API and rest.is_list(row.url) and _names_something(row)]
    first = [row for row in whole if row.capture_id is not None and "page=" not in row.url.replace("per_page=", "")]
    work.partial.update(row.id for row in first)
    counts = [Lead(rest.count_url(row.url), Source.REST, row.url, Role.API) for row in first]
    work.offer(counts)
    for lead in counts:
        row = work.archive.frontier.find(work.site_id, lead.url)
        if row is not None:
            work.archive.frontier.wake_these([row.id], work.clock())
    return bool(first)


def _names_something(row: UrlRow) -> bool:
    """Whether a list was read and named something; one that failed since may do so again."""
    return row.fetched_at is not None and (row.reason is None or (row.state == "failed" and row.capture_id is not None))


def guess(work: Work) -> bool:
    """Whether one more usual place of feeds and sitemaps was put into the frontier: only where none was named."""
    for lead in discover.guesses(work.site.url, work.found):
        if work.archive.frontier.find(work.site_id, lead.url) is None:
            return bool(work.offer([lead]))
    return False


def _asked_each_run(work: Work, row: UrlRow, lists: set[str]) -> bool:
    if row.state == "failed":
        return row.attempts < MOST_ATTEMPTS or (row.fetched_at or _EVER) < work.clock() - _longest(work)
    if work.full or urls.identity(row.url) == urls.identity(work.site.url):
        return True
    if row.role in _LISTS:
        # What another list names is asked when that one says that it changed; a feed's later pages never by themselves.
        return row.found_on not in lists or (row.role is Role.SITEMAP and row.sitemap_lastmod is None)
    return row.role is Role.OTHER and urls.identity(row.url).endswith("/robots.txt")


def _was_forbidden(work: Work, row: UrlRow) -> bool:
    known = row.post_id is not None or row.role in _LISTS or urls.identity(row.url) == urls.identity(work.site.url)
    return known and (row.reason or "").startswith("robots.txt")


def _was_unwanted(work: Work, row: UrlRow) -> bool:
    """Whether a post asked not to be kept, which is no longer heeded, or is worth another look."""
    return row.reason in REASONS and (work.full or work.site.noindex == "keep")


def next_visit(work: Work, url_id: int, role: Role) -> datetime | None:
    """When an address is asked again by itself: posts in their rhythm, all else after `LONGEST`."""
    now = work.clock()
    if role is not Role.POST:
        return now + LONGEST
    believed = announcements(work.experience)
    row = work.archive.frontier.get(url_id)
    looks = work.archive.posts.looks(url_id)
    return next_look(
        Looks(
            identity=urls.identity(row.url),
            published=_moment(looks.published_at),
            first=looks.first_seen_at or now,
            last=now,
            times=looks.times,
            changes=looks.changes,
            announced=row.sitemap_lastmod is not None and believed.wake and believed.cover,
        ),
        _longest(work),
    )


def _longest(work: Work) -> timedelta:
    return timedelta(seconds=work.site.recheck_s)


_EVER = datetime.min.replace(tzinfo=UTC)


def _moment(stated: str | None) -> datetime | None:
    """The moment that a site's own time means; none where it is unknown or not to be read."""
    if not stated:
        return None
    try:
        moment = datetime.fromisoformat(stated)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def soon(work: Work) -> datetime:
    """When the whole site is due again: a little early, or a timer of the same period would come too soon each time."""
    period = timedelta(seconds=work.site.period_s)
    return work.started_at + period - min(period * _EARLY, _EARLY_AT_MOST)
