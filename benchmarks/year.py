"""A year of daily runs over a growing and changing blog, with a fake clock: requests, growth, states at the end.

    python benchmarks/year.py [POSTS [DAYS]]

Prints a line a month, then whether the archive holds exactly what the blog shows.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import mean, median
from time import monotonic

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "tests")]

from blogs.server import BlogServer
from history.diary import Diary
from history.growing import GrowingBlog
from history.seasons import Seasons

from archiver.store import Archive

MONTH = 30


def main(posts: int = 300, days: int = 365) -> None:
    """The year, told."""
    for lastmod in (True, False):
        with (
            tempfile.TemporaryDirectory() as folder,
            BlogServer() as server,
            Archive.open(Path(folder) / "archive.db", create=True) as archive,
        ):
            print(f"\n{posts} posts at first, {days} days, sitemap {'with' if lastmod else 'without'} lastmod")
            blog = GrowingBlog(server, posts, more=days, lastmod=lastmod)
            diary = Diary(archive, server.url)
            diary.crawl(server.now)
            print(f"  first run: {len(server.log)} requests, {_size(archive)}")
            seasons = Seasons(blog, diary)
            _live(seasons, days)
            _judge(seasons, posts)


def _live(seasons: Seasons, days: int) -> None:
    begun = monotonic()
    for day in range(1, days + 1):
        seasons.day()
        if day % MONTH == 0 or day == days:
            last = -(day % MONTH or MONTH)
            requests, bodies = seasons.requests[last:], seasons.bodies[last:]
            print(
                f"  day {day:3}: {len(seasons.blog.posts)} posts; {median(requests):.0f} requests a run (mean "
                f"{mean(requests):.1f}, most {max(requests)}), {mean(bodies):.1f} bodies, "
                + _size(seasons.diary.archive)
            )
    print(f"  {(monotonic() - begun) / days:.2f} s a run")
    for _ in range(32):  # what no list announces is found within the period
        seasons.day(quiet=True)


def _judge(seasons: Seasons, first: int) -> None:
    blog, diary = seasons.blog, seasons.diary
    shown, kept = ({path: text.split() for path, text in each.texts().items()} for each in (blog, diary))
    kinds = diary.kinds()
    kinds["new"] -= first
    for kind in ("new", "revised", "moved", "gone", "back"):
        print(f"  {kind:8} happened {seasons.happened[kind]:4}, noted {kinds[kind]:4}")
    others = sum(words != kept.get(path) for path, words in shown.items())
    print(f"  posts: {len(shown)}, archived {len(kept)}; with another text: {others}")
    print(f"  gone: {len(seasons.gone)}, tombstones {len(diary.texts('gone'))}; outages {seasons.happened['outage']}")
    same = shown == kept and seasons.gone == diary.texts("gone").keys()
    print("  all states right" if same else "  STATES DIFFER")


def _size(archive: Archive) -> str:
    return f"archive {archive.path.stat().st_size / 1e6:.2f} MB"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
