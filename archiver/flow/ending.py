"""How a run ends: what waited is read, the whole is read again where more was learned, and the run is judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from archiver.crawl.outcome import EXIT_CODES, Outcome
from archiver.errors import ExtractionError
from archiver.extract import role
from archiver.flow.answers import settle_page, unreadable
from archiver.flow.comparing import compare_texts
from archiver.flow.faults import contained, note
from archiver.flow.from_rest import NONE_THERE
from archiver.flow.learning import learn, settled
from archiver.flow.pinned import check_pins
from archiver.flow.place import blog_elsewhere, blog_taken
from archiver.flow.posts import derive_again, furniture
from archiver.flow.visits import soon
from archiver.operate.health import RUNS, judge
from archiver.page import Page
from archiver.records import PostStatus, Role, Visit
from archiver.store.rows import PostFilter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from archiver.crawl.outcome import SiteEnded
    from archiver.flow.work import Work
    from archiver.records import Capture, Verdict

# A verdict less sure than this is drawn again once the site's addresses have been learned.
_SURE = 0.95
# Learning takes as long as reading some hundred posts: it pays where posts are a fifth more, or some fit no template.
_GROWTH = 1.2
_UNLIKE = 3
_AT_ONCE = 50  # pages a transaction: each one waits for the disk once


@dataclass(frozen=True, slots=True)
class RunReport:
    """How one run over one site ended: what the `runs` row says.

    outcome: "complete", "incomplete" (something failed or is missing), "limit", "interrupted", "unreachable", "broken",
    "empty" (no post was found), "unhealthy" (something is wrong by comparison, see `operate.health`). exit_code: as the
    command ends. reason: one line for a person, "" when complete.
    posts: live posts of the site now. counts: what came of the run, by name. blog: where on the site the posts are, and
    why that was taken for the blog; "" where that is all of the site, or the run found no new post. source: why posts
    were not taken from where the settings say; "" where they were.
    """

    site: str
    run_id: int
    outcome: str
    exit_code: int
    reason: str
    started_at: datetime
    finished_at: datetime
    posts: int
    profile_version: int
    counts: Mapping[str, int] = field(default_factory=dict)
    blog: str = ""
    source: str = ""


def learn_and_settle(work: Work) -> None:
    """Learn the site anew where there is something new to learn from, then read every page that waited for it."""
    archive = work.archive
    waiting = [kept.capture_id for kept in archive.captures.waiting(work.site_id)]
    if _has_grown(work, waiting):
        contained(partial(_learn, work, waiting), partial(note, work, work.site.url))
    work.furniture = furniture(work, waiting)
    work.settling = True
    for start in range(0, len(waiting), _AT_ONCE):
        with archive.transaction():
            for capture_id in waiting[start : start + _AT_ONCE]:
                _settle_waiting(work, archive.captures.load(capture_id))
    work.settling = False


def _learn(work: Work, waiting: Sequence[int]) -> None:
    with work.archive.transaction():
        learned = learn(work, waiting)
        work.profile = learned if waiting or work.full else settled(work, learned)
        work.archive.profiles.keep(work.site_id, work.profile, work.clock())


def _settle_waiting(work: Work, capture: Capture) -> None:
    def settle() -> None:
        with work.archive.transaction():
            _read(work, capture)

    def keep(message: str) -> None:
        row = work.archive.frontier.find(work.site_id, capture.url)
        assert row is not None, "a capture's address is in the frontier"
        with work.archive.transaction():
            unreadable(work, Visit(row.id, row.url, row.role, row.depth), capture, message)

    contained(settle, keep)


def finish(work: Work, ended: SiteEnded) -> RunReport:
    """Close the run, whatever ended it. A crawl that ended early, or missed something, never looks like success."""
    archive = work.archive
    if ended.outcome is not Outcome.BROKEN:
        learn_and_settle(work)
        _reconsider(work)
        # By posts that looked like lists before the site's addresses were known; those from REST have no pages.
        if _is_outgrown(work) and work.archive.captures.sample(work.site_id, 1):
            contained(partial(_learn, work, ()), partial(note, work, work.site.url))
        derive_again(work)
        with archive.transaction():
            compare_texts(work)
            check_pins(work)
    report = _report(work, ended)
    with archive.transaction():
        told: dict[str, float | str] = {**report.counts}
        told |= {name: text for name, text in _texts(report).items() if text}
        archive.runs.finish(report.run_id, report.outcome, report.finished_at, told, report.exit_code)
        archive.sites.due(work.site_id, soon(work))
        archive.sites.learn(work.site_id, work.experience)
    return report


def _texts(report: RunReport) -> dict[str, str]:
    return {"reason": report.reason, "blog": report.blog, "source": report.source}


def _has_grown(work: Work, waiting: Sequence[int]) -> bool:
    """Whether the site holds so much more than when it was learned, or pages so unlike it, that learning pays again.

    So it is where pages wait that look edited on more than a few posts at once, or that no template fits any more.
    """
    if not waiting and not work.archive.captures.sample(work.site_id, 1):
        return False  # no page of a post is kept: they were taken from REST
    if waiting and (not work.profile.version or len(waiting) >= _UNLIKE or work.counts["unfit"]):
        return True
    if work.full or (
        work.counts["unlearned"] and len(work.archive.captures.unfitting(work.site_id, _UNLIKE)) >= _UNLIKE
    ):
        return True
    return _is_outgrown(work)


def _is_outgrown(work: Work) -> bool:
    """Whether the site has so many more posts than when it was learned."""
    posts = work.archive.posts.count(PostFilter(site=work.site.name))
    return posts > work.profile.posts * _GROWTH + _UNLIKE


def _read(work: Work, capture: Capture, verdict: Verdict | None = None) -> None:
    """Settle a capture that is kept already."""
    row = work.archive.frontier.find(work.site_id, capture.url)
    if row is None or capture.id is None:
        return
    try:
        page = Page.parse(capture)
    except ExtractionError:
        work.archive.captures.settle([capture.id])
        return
    if verdict is None:
        verdict = work.verdicts.get(row.id)
    if verdict is None or verdict.confidence < _SURE:
        leads = work.archive.frontier.leads_of(row.id)
        verdict = role.judge(page, capture.status, work.grammar, leads, work.site.url)
    work.verdicts[row.id] = verdict
    settle_page(work, Visit(row.id, row.url, row.role, row.depth), capture, page, verdict)


def _reconsider(work: Work) -> None:
    """Judge the doubtful pages of this run again, now that the whole site is known."""
    archive = work.archive
    doubtful = [
        (url_id, verdict)
        for url_id, verdict in work.verdicts.items()
        if verdict.confidence < _SURE and verdict.role in {Role.POST, Role.LISTING, Role.PAGE}
    ]
    for start in range(0, len(doubtful), _AT_ONCE):
        with archive.transaction():
            for url_id, verdict in doubtful[start : start + _AT_ONCE]:
                capture = archive.captures.latest(url_id)
                if capture is not None:
                    contained(partial(_judge_again, work, url_id, capture, verdict), partial(note, work, capture.url))


def _judge_again(work: Work, url_id: int, capture: Capture, verdict: Verdict) -> None:
    archive = work.archive
    page = Page.parse(capture)
    again = role.judge(page, capture.status, work.grammar, archive.frontier.leads_of(url_id), work.site.url)
    if again.role is verdict.role:
        return
    known = archive.posts.known_by_url(url_id)
    with archive.transaction():
        if known is None or again.role is Role.POST:
            _read(work, capture, again)
        elif archive.posts.is_of_run(known.post_id, work.run_id):
            archive.posts.retract(known.post_id, "no post: " + ", ".join(again.reasons))
            archive.frontier.settle(url_id, again.role, ", ".join(again.reasons))
            work.counts["retracted"] += 1
    work.verdicts[url_id] = again


def _report(work: Work, ended: SiteEnded) -> RunReport:
    archive, crawled = work.archive, ended.counters
    posts = archive.posts.count(PostFilter(site=work.site.name, status=PostStatus.LIVE))
    coverage = archive.coverage(work.site_id)
    lacking = max((source.failed + source.open for source in coverage), default=0)
    counts = {
        **{name: count for name, count in sorted(work.counts.items()) if count},
        "requests": crawled.requests,
        "fetched": crawled.fetched,
        "bytes": crawled.size_bytes,
        "posts": posts,
        "missing_posts": lacking,
        **_lists(work),
    }
    outcome, code, reason = str(ended.outcome), EXIT_CODES[ended.outcome], ended.reason
    if ended.outcome is Outcome.COMPLETE and not posts:
        outcome, code, reason = "empty", 1, f"no post was found there{blog_elsewhere(work)}"
    elif ended.outcome is Outcome.COMPLETE and lacking:
        outcome, code, reason = "incomplete", 1, f"{lacking} posts that the site names are missing"
    elif ended.outcome is Outcome.COMPLETE and work.counts["failed"]:
        outcome, code, reason = "incomplete", 1, f"{work.counts['failed']} addresses failed"
    if ended.outcome is Outcome.COMPLETE:
        ailments = judge(counts, _earlier(work))
        counts |= {f"health:{ailment.kind}": 1 for ailment in ailments}
        if ailments:
            outcome, code = ("unhealthy" if outcome == "complete" else outcome), 1
            reason = "; ".join(filter(None, [reason, *(ailment.message for ailment in ailments)]))
    return RunReport(
        site=work.site.name,
        run_id=work.run_id,
        outcome=outcome,
        exit_code=code,
        reason=reason,
        started_at=work.started_at,
        finished_at=work.clock(),
        posts=posts,
        profile_version=work.profile.version,
        counts=counts,
        blog=blog_taken(work) if work.counts["new"] else "",
        source=NONE_THERE if work.rest is False else "",
    )


def _lists(work: Work) -> dict[str, int]:
    """How many lists of the site name something, and whether its own address may be asked: what health is judged by."""
    rows = list(work.archive.frontier.rows(work.site_id))
    home = work.archive.frontier.find(work.site_id, work.site.url)
    found = {
        f"lists:{role}": sum(row.role is role and row.fetched_at is not None and row.reason is None for row in rows)
        for role in (Role.SITEMAP, Role.FEED)
    }
    return found | ({"forbidden": 1} if home is not None and home.state == "excluded" else {})


def _earlier(work: Work) -> list[Mapping[str, float]]:
    """The counts of the site's earlier crawls that ended, the newest first."""
    return [
        {name: value for name, value in run.counts.items() if not isinstance(value, str)}
        for run in islice(work.archive.runs.all(work.site_id), 1, 4 * RUNS)
        if run.outcome in {"complete", "incomplete", "unhealthy"}
    ]
