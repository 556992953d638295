"""Whether a run that ended well by its own account did: judged by its counts, against those of earlier runs. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Counts = Mapping[str, float]

OF_READING = ("empty", "short", "no-title")
"""Warnings of a post that was read; others are of the site."""
RUNS = 10  # earlier runs that are compared with
_FALL = 0.1  # of the posts: more do not vanish between two runs of a blog that is well
_FEWEST = 10  # posts, below which a share says nothing
_FAILED = 0.1  # of the requests
_FAILED_AT_LEAST = 5
_READ = 5  # posts read, below which their quality is chance
_DOUBTFUL = 0.3  # share of the posts read that came out doubtful, where it was _USUAL at most before
_USUAL = 0.1
_UNFIT = 3  # posts that no template fits any more, after the site was learned again
_BARRED = 3  # posts behind a login, a block page or some other page


@dataclass(frozen=True, slots=True)
class Ailment:
    """Something that is wrong. kind: a stable name, such as "posts-fell". message: for a person, what and how much."""

    kind: str
    message: str


def judge(counts: Counts, earlier: Sequence[Counts]) -> tuple[Ailment, ...]:
    """What is wrong with a run, the gravest first; nothing where all is well.

    counts: as the `runs` table keeps them, with "posts" (live now), "requests", "fetched", "lists:sitemap" and
    "lists:feed" (those that name something), "read" (posts whose pages were read, changed or not), "forbidden" (1 where
    robots.txt forbids the blog's own address). earlier: those of the site's crawls that ended, the newest first.
    """
    past = [one for one in earlier if "requests" in one][:RUNS]
    return tuple(
        Ailment(kind, message)
        for kind, sign in _SIGNS.items()
        for message in [sign(counts, past)]
        if message is not None
    )


def _forbidden(counts: Counts, past: Sequence[Counts]) -> str | None:  # noqa: ARG001 - every sign sees both
    return "robots.txt now forbids the blog" if counts.get("forbidden") else None


def _nothing_checked(counts: Counts, past: Sequence[Counts]) -> str | None:  # noqa: ARG001 - likewise
    answered = counts.get("fetched", 0)
    return None if answered > 1 else f"{answered:.0f} of {counts.get('requests', 0):.0f} requests were answered"


def _nothing_found(counts: Counts, past: Sequence[Counts]) -> str | None:
    before = max((one.get("posts", 0) for one in past), default=0)
    return f"no post is left of {before:.0f}" if before and not counts.get("posts") else None


def _posts_fell(counts: Counts, past: Sequence[Counts]) -> str | None:
    before, now = past[0].get("posts", 0) if past else 0, counts.get("posts", 0)
    fell = before >= _FEWEST and before - now >= _FALL * before
    return f"{before - now:.0f} of {before:.0f} posts are gone since the last run" if fell and now else None


def _missing(counts: Counts, past: Sequence[Counts]) -> str | None:
    lost, posts = counts.get("missing", 0), counts.get("posts", 0)
    known = past[0].get("posts", 0) if past else 0
    many = known >= _FEWEST and lost >= _FALL * known
    return f"{lost:.0f} of {posts:.0f} posts were not found" if many else None


def _failures(counts: Counts, past: Sequence[Counts]) -> str | None:  # noqa: ARG001 - likewise
    failed, requests = counts.get("failed", 0), counts.get("requests", 0)
    many = failed >= _FAILED_AT_LEAST and failed >= _FAILED * requests
    return f"{failed:.0f} of {requests:.0f} requests failed" if many else None


def _barred(counts: Counts, past: Sequence[Counts]) -> str | None:  # noqa: ARG001 - likewise
    barred = counts.get("barred", 0) + counts.get("doubtful", 0)
    return f"{barred:.0f} posts are hidden behind another page (login, block)" if barred >= _BARRED else None


def _quality(counts: Counts, past: Sequence[Counts]) -> str | None:
    share, read = _doubtful(counts)
    usual = [found for found, posts in map(_doubtful, past) if posts >= _READ]
    fell = read >= _READ and share >= _DOUBTFUL and usual and median(usual) <= _USUAL
    return f"{share:.0%} of the posts read came out doubtful" if fell else None


def _template(counts: Counts, past: Sequence[Counts]) -> str | None:  # noqa: ARG001 - likewise
    unfit = counts.get("misfit", 0)
    return f"{unfit:.0f} posts fit no template that is known" if unfit >= _UNFIT else None


def _list_gone(kind: str) -> Callable[[Counts, Sequence[Counts]], str | None]:
    def sign(counts: Counts, past: Sequence[Counts]) -> str | None:
        key = f"lists:{kind}"
        had = bool(past) and past[0].get(key, 0) > 0
        return f"the {kind} that named posts is gone" if had and key in counts and not counts[key] else None

    return sign


def _doubtful(counts: Counts) -> tuple[float, float]:
    """The share of the posts read in a run that came out doubtful, and how many were read."""
    read = counts.get("read", 0)
    warned = sum(counts.get(f"warning:{name}", 0) for name in OF_READING)
    return (min(1.0, warned / read) if read else 0.0), read


_SIGNS: dict[str, Callable[[Counts, Sequence[Counts]], str | None]] = {
    "robots-forbid": _forbidden,
    "nothing-checked": _nothing_checked,
    "nothing-found": _nothing_found,
    "posts-fell": _posts_fell,
    "posts-missing": _missing,
    "many-failures": _failures,
    "barred": _barred,
    "template-unfit": _template,
    "quality-fell": _quality,
    "sitemap-gone": _list_gone("sitemap"),
    "feed-gone": _list_gone("feed"),
}
