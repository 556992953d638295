"""How a visit ends in the frontier: done, and when to ask again; failed; or barred, with what is known left alone."""

from __future__ import annotations

from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from archiver.crawl.route import Settled
from archiver.flow.visits import next_visit
from archiver.records import Role
from archiver.store.rows import Outcome

if TYPE_CHECKING:
    from archiver.flow.work import Work
    from archiver.records import Capture, Visit

# How long a post must have been missing before its tombstone is set: longer than a deployment or a bad hour of a host.
PATIENCE = timedelta(hours=6)
_AHEAD = timedelta(days=1)  # a Last-Modified that lies further ahead is made up, and would bring 304 for ever


def done(  # noqa: PLR0913 - the parts of one row
    work: Work,
    visit: Visit,
    capture: Capture,
    role: Role,
    reason: str | None,
    *,
    waiting: bool = False,
    redirect_to: int | None = None,
    capture_id: int | None = None,
) -> None:
    """Record that an address answered. capture_id: what it stands on, where that is not this very capture."""
    work.archive.frontier.done(
        visit.url_id,
        Outcome(
            role=role,
            now=capture.fetched_at,
            status=capture.status,
            state="waiting" if waiting else "done",
            reason=reason,
            due_at=None if waiting else next_visit(work, visit.url_id, role),
            capture_id=capture_id or (capture.id if capture.body else None),
            etag=capture.header("etag"),
            last_modified=_last_modified(capture),
            redirect_to=redirect_to,
        ),
    )
    if not waiting and capture.id is not None:
        work.archive.captures.settle([capture.id])
    for kind in ("fetch", "barred"):
        work.archive.problems.resolve(work.site_id, visit.url, work.clock(), kind=kind)


def failed(work: Work, visit: Visit, capture: Capture, reason: str) -> Settled:
    """Record that an address gave nothing usable."""
    work.archive.frontier.failed(visit.url_id, reason, None, capture.status)
    work.archive.captures.settle([capture.id] if capture.id else [])
    work.archive.problems.report(work.site_id, visit.url, "fetch", reason, work.clock())
    work.counts["failed"] += 1
    return Settled(visit.role)


def barred(work: Work, visit: Visit, capture: Capture, reason: str) -> Settled:
    """Record that something else bars the way to a post: what is known of it stays, and it is asked again soon."""
    done(work, visit, capture, Role.POST, reason)
    ask_again(work, visit.url_id)
    work.archive.problems.report(work.site_id, visit.url, "barred", reason, work.clock())
    work.counts["barred"] += 1
    return Settled(Role.POST)


def ask_again(work: Work, url_id: int) -> None:
    """Let an address be asked in the next run that is late enough, whole: validators of what is no post are void."""
    work.archive.frontier.ask_at(url_id, work.clock() + PATIENCE)
    work.archive.frontier.forget_validators(url_id)


def _last_modified(capture: Capture) -> str | None:
    """The validator, unless it lies in the future."""
    stated = capture.header("last-modified")
    if stated is None:
        return None
    try:
        moment = parsedate_to_datetime(stated)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return stated if aware <= capture.fetched_at + _AHEAD else None
