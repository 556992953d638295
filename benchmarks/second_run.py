"""What a later run of an unchanged blog costs, and one that finds a single edit: requests, bodies, seconds.

    python benchmarks/second_run.py [POSTS]

The blog has a feed and a sitemap; with lastmod in it, without, and with WordPress REST beside it. Prints a line a run.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from time import process_time

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "tests")]

from blogs.server import BlogServer
from history.diary import Diary
from history.growing import GrowingBlog
from history.interface import with_rest

from archiver.store import Archive

KINDS = {
    "sitemap with lastmod": (True, False),
    "sitemap without lastmod": (False, False),
    "WordPress REST": (True, True),
}


def main(posts: int = 600) -> None:
    """Each kind of blog: the first run, three quiet days, a day with one edit of an old post, and a full check."""
    for name, (lastmod, rest) in KINDS.items():
        with (
            tempfile.TemporaryDirectory() as folder,
            BlogServer() as server,
            Archive.open(Path(folder) / "archive.db", create=True) as archive,
        ):
            print(f"\n{posts} posts, {name}")
            blog = GrowingBlog(server, posts, lastmod=lastmod)
            if rest:
                with_rest(blog)
            diary = Diary(archive, server.url)
            _run("first run", blog, diary)
            for day in (1, 2, 3):
                _run(f"unchanged, day {day}", blog, diary)
            server.now += timedelta(hours=1)
            blog.edit(posts // 3, "Corrected, with thanks to a reader.")
            _run("an old post was edited", blog, diary)
            _run("unchanged, --full", blog, diary, full=True)


def _run(what: str, blog: GrowingBlog, diary: Diary, *, full: bool = False) -> None:
    server = blog.server
    server.now += timedelta(days=1)
    blog.publish()
    server.forget()
    begun = process_time()
    diary.crawl(server.now, full=full)
    took = process_time() - begun
    asked = sum(line.conditional for line in server.log)
    not_modified = sum(line.status == 304 for line in server.log)
    size = sum(line.size_bytes for line in server.log) / 1000
    noted = ", ".join(sorted(set(diary.notes().values()))) or "nothing"
    print(
        f"  {what:24} {len(server.log):4} requests, {asked:4} conditional, {not_modified:4} not modified, "
        f"{server.bodies():4} bodies, {size:7.1f} kB; {took:5.1f} CPU s; noted: {noted}",
        flush=True,
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
