"""How well blogs in designs drawn by lot are archived: crawled, learned, exported and scored, a seed a row.

    python benchmarks/themes.py                         seeds 1 to 60
    python benchmarks/themes.py 7 1000-1040 --texts     those; with what differs from the truth
    python benchmarks/themes.py 7 --serve               serve that blog until interrupted

A row shows recall and precision of posts, text F1, the share of texts above .98, titles, dates, authors and tags; "!"
where it misses a bar: 1, 1, .995, .95, .99, .99, .98, .95.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import json
import logging
import re
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from blogs.score import Score, f1, path_of, score
from flow.crawled import archived
from themes.blog import serve
from themes.theme import draw

from archiver.export import ExportOptions, export

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

BARS = {
    "recall": 1.0,
    "precision": 1.0,
    "text": 0.995,
    "good": 0.95,
    "title": 0.99,
    "date": 0.99,
    "authors": 0.98,
    "tags": 0.95,
}
COLUMNS = ("seed", "posts", *BARS, "s", "design")
_SHOWN = 3  # posts of a seed whose differences are printed


@dataclass(frozen=True)
class Result:
    """What came of one seed. differences: lines about what is not as the truth says."""

    seed: int
    posts: int
    score: Score
    seconds: float
    differences: tuple[str, ...]

    @property
    def missed(self) -> tuple[str, ...]:
        """The bars that it misses."""
        return tuple(name for name, bar in BARS.items() if getattr(self.score, name) < bar)

    def cells(self) -> list[str]:
        """Its row of the table."""
        shares = [f"{getattr(self.score, name):.3f}{'!' if name in self.missed else ' '}" for name in BARS]
        return [str(self.seed), str(self.posts), *shares, f"{self.seconds:.1f}", draw(self.seed).described()]


def main() -> None:
    """Measure each seed, print."""
    options = _options()
    seeds = [seed for one in options.seeds for seed in _range(one)]
    if options.serve:
        _serve(seeds[0])
        return
    results = []
    print("  ".join(COLUMNS), flush=True)
    with get_context("spawn").Pool(options.jobs) as pool:
        for result in pool.imap(measured, seeds):
            results.append(result)
            print("  ".join(result.cells()), flush=True)
            if options.texts:
                print("\n".join(f"    {line}" for line in result.differences), flush=True)
    print(f"\n{sum(not result.missed for result in results)} of {len(results)} seeds meet all bars")
    for name in BARS:
        missing = [str(result.seed) for result in results if name in result.missed]
        print(f"{name:9}  {len(results) - len(missing)} meet it" + (f"; not {' '.join(missing)}" if missing else ""))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seeds", nargs="*", default=["1-60"], metavar="SEED|FIRST-LAST")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="processes at a time (2)")
    parser.add_argument("--texts", action="store_true", help="print what differs from the truth")
    parser.add_argument("--serve", action="store_true", help="serve the first seed's blog instead")
    return parser.parse_args()


def _range(text: str) -> range:
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def _serve(seed: int) -> None:
    with serve(seed) as (server, _):
        print(server.url, draw(seed).described(), flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


def measured(seed: int) -> Result:
    """A blog's way into an archive and out of it."""
    logging.disable(logging.ERROR)
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as name, serve(seed) as (server, blog):
        folder = Path(name)
        with archived(folder / "archive.db", server.url) as (archive, _):
            export(archive, "jsonl", folder / "posts.jsonl", ExportOptions())
        found = [json.loads(line) for line in (folder / "posts.jsonl").read_text("utf-8").splitlines()]
    seconds = time.monotonic() - start
    reached = score(blog.truth, found)
    return Result(seed, len(blog.posts), reached, seconds, tuple(_differences(blog.posts, found, reached)))


def _differences(truth: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]], whole: Score) -> Iterator[str]:
    """What is missing, wrong or said otherwise."""
    for path in (*whole.missing[:_SHOWN], *whole.wrong[:_SHOWN]):
        yield f"{'missing' if path in whole.missing else 'wrong'}: {path}"
    posts = {path_of(post["url"]): post for post in found}
    pairs = [(record, posts[path_of(record["path"])]) for record in truth if path_of(record["path"]) in posts]
    for name, mine, theirs in _FIELDS:
        wrong = [
            (theirs(record), mine(post)) for record, post in pairs if theirs(record) and theirs(record) != mine(post)
        ]
        if wrong:
            yield f"{name}: {len(wrong)} of {len(pairs)}; {wrong[:_SHOWN]}"
    worst = sorted(pairs, key=lambda pair: f1(pair[1]["text"] or "", pair[0]["text"]))
    for record, post in worst[:_SHOWN]:
        theirs, mine = (re.split(r"\s*[\n\t]\s*", said["text"] or "") for said in (record, post))
        changed = [line[:160] for line in difflib.ndiff(theirs, mine) if line[0] in "+-"]
        if changed and f1(post["text"] or "", record["text"]) < 1:
            yield f"text: {record['path']}"
            yield from (f"  {line}" for line in changed[:8])


_FIELDS = (
    ("title", lambda post: post["title"], lambda record: record["title"]),
    ("date", lambda post: (post["published_at"] or "")[:10], lambda record: record["date"]),
    ("authors", lambda post: {author["name"] for author in post["authors"]}, lambda record: set(record["authors"])),
    ("tags", lambda post: set(post["tags"]), lambda record: set(record["tags"])),
    ("categories", lambda post: set(post["categories"]), lambda record: set(record["categories"])),
)

if __name__ == "__main__":
    main()
