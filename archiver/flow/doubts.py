"""Pages that do not show the post that stood at their address: gone softly, barred, or another page altogether."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver.crawl.route import Settled
from archiver.extract.absence import Instead, instead, names_of
from archiver.extract.post import extract
from archiver.flow.outcomes import PATIENCE, ask_again, barred, done, failed
from archiver.reconcile.compare import share_in, words
from archiver.records import PostStatus, Role

if TYPE_CHECKING:
    from archiver.flow.work import Work
    from archiver.page import Page
    from archiver.records import Capture, KnownPost, Verdict, Visit

_SOME = 0.1  # of a text's word sequences: less is what any two texts of a blog share
_HALF = 0.5  # enough to be the post, whatever the page is otherwise taken for
_LEAST = 20  # words, for a page to be a post that took the place of another one
_FEW = 4  # other addresses with one and the same page in place of a post: more, and it is a wall, not their absence
_KIND = "another-page"


def shows(known: KnownPost, page: Page, verdict: Verdict) -> bool:
    """Whether a page shows a known post: half its text, or its title or some of its text on a page that is a post."""
    share = share_in(page.tree.text_content(), known.text)
    if share is not None and share >= _HALF:
        return True
    if verdict.role is not Role.POST:
        return False
    titled = any(_contains(name, known.title) for name in names_of(page))
    return titled or (share is not None and share >= _SOME)


def reason_to_miss(work: Work, visit: Visit, capture: Capture, page: Page, known: KnownPost) -> str | Settled | None:
    """What it means that a page does not show the post it should.

    A reason: the post is not there any more. A Settled: nothing may be concluded; what is known stays, and that is
    recorded. None: another post has taken its place, which a second look has confirmed.
    """
    if not words(page.tree.text_content()):
        return failed(work, visit, capture, "the page is empty")
    what = instead(page)
    if what is not None:
        return str(what) if what is Instead.ABSENT else barred(work, visit, capture, str(what))
    message = f'another page stands there, "{(page.title_tag or "no title")[:120]}"'
    problems = [each for each in work.archive.problems.open(work.site_id) if each.kind == _KIND]
    same = sum(each.message == message and each.url != visit.url for each in problems)
    if same >= _FEW or (not (same and page.title_tag) and not _is_post(work, page, known)):
        return _leave(work, visit, capture, message)
    if same:
        work.archive.problems.report(work.site_id, visit.url, _KIND, message, work.clock())
        return "the same page stands at several addresses: " + message
    before = next((each for each in problems if each.url == visit.url and each.message == message), None)
    if known.status is PostStatus.LIVE and (before is None or work.clock() - before.first_at < PATIENCE):
        return _leave(work, visit, capture, message)
    work.archive.problems.resolve(work.site_id, visit.url, work.clock(), kind=_KIND)
    return None


def _is_post(work: Work, page: Page, known: KnownPost) -> bool:
    """Whether a page looks like a post of this site, and not like what a broken server sends."""
    draft = extract(page, work.reading, {})
    fits = draft.quality.method == "template" or known.method != "template"
    return fits and bool(draft.title) and len(words(draft.text)) >= _LEAST


def resolve(work: Work, url: str) -> None:
    """Note that a post is shown again at its address."""
    work.archive.problems.resolve(work.site_id, url, work.clock(), kind=_KIND)


def _leave(work: Work, visit: Visit, capture: Capture, message: str) -> Settled:
    done(work, visit, capture, Role.POST, message)
    ask_again(work, visit.url_id)
    work.archive.problems.report(work.site_id, visit.url, _KIND, message, work.clock())
    work.counts["doubtful"] += 1
    return Settled(Role.POST)


def _contains(name: str, title: str) -> bool:
    wanted = " ".join(words(title))
    return bool(wanted) and f" {wanted} " in f" {' '.join(words(name))} "
