"""A site's texts beside each other, at the end of a run: which resemble, and what too many begin or end with."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from archiver.profile.pins import folded
from archiver.reconcile.repeated import repeated_lines
from archiver.reconcile.similar import METHOD, signature, similar_pairs

if TYPE_CHECKING:
    from archiver.flow.work import Work

_SUSPECTED = "chrome-suspected"
_SHOWN = 80  # characters of a line in a message


def compare_texts(work: Work) -> None:
    """Link near-duplicates; where a run has brought new texts or vetoes, suspect what many posts begin or end with."""
    _link_similar(work)
    if work.counts["new"] or work.counts["revised"] or work.counts["derived"] or work.site.pins.keep:
        _suspect(work)


def _suspect(work: Work) -> None:
    """Open a problem for each post at whose edge something of the page around it may have been left; close the others.

    Counted are those that were not suspected before.
    """
    problems, now = work.archive.problems, work.clock()
    before = {problem.url for problem in problems.open(work.site_id) if problem.kind == _SUSPECTED}
    found = set()
    vetoed = {folded(key) for key in work.site.pins.keep}
    for post_id, line, count in repeated_lines(lambda: work.archive.posts.texts(work.site_id)):
        if folded(f'"{line}"') in vetoed:
            continue
        known = work.archive.posts.known(post_id)
        assert known is not None, "its text was read"
        found.add(known.url)
        message = f'"{shorten(line, _SHOWN)}" stands at the edge of {count} posts: is it the site\'s?'
        problems.report(work.site_id, known.url, _SUSPECTED, message, now)
    for url in before - found:
        problems.resolve(work.site_id, url, now, kind=_SUSPECTED)
    work.counts[f"warning:{_SUSPECTED}"] += len(found - before)


def _link_similar(work: Work) -> None:
    """Link near-duplicates among the posts whose texts are new since this was last done, and with all others."""
    likeness = work.archive.likeness
    signed = [(post_id, digest, signature(text)) for post_id, digest, text in likeness.unsigned(work.site_id, METHOD)]
    if not signed:
        return
    fresh = [(post_id, state) for post_id, _, state in signed]
    pairs = list(similar_pairs(fresh, likeness.signed(work.site_id, METHOD)))
    likeness.link([post_id for post_id, _ in fresh], pairs)
    likeness.sign(METHOD, signed)
