"""Exports and searches of generated archives, against a bare SELECT of the same rows in the same run.

    python benchmarks/export.py 1000 100000 1000000 [--words 200] [--rounds 3]

Each measurement runs in a process of its own: CPU seconds (user and system), and peak memory. The bare SELECT fetches
every column that jsonl writes: of posts, and of their authors, terms, images, links and aliases. It writes nothing; nor
does `jsonl.stdout`, which goes to /dev/null: `jsonl` adds the kernel's CPU for the file and its fsync. Each is measured
by turns with the bare SELECT, and the ratio is the median of the rounds.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import redirect_stdout
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from archiver.export import FORMATS as KINDS
from archiver.export.files import STDOUT
from archiver.export.writing import export
from archiver.sites import Site
from archiver.store import Archive

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 20260131
NOW = "2026-01-31T09:30:00Z"
HOME = "https://blog.example/"
COMMON = "the"
FORMATS = ("jsonl.stdout", "jsonl", "json", "jsonl.gz", "jsonl.zst", "csv", "parquet", "atom", "jsonfeed", "wxr")
LARGE = ("epub", "markdown", "html")
MOST_FOR_LARGE = 100_000  # a file or a chapter a post: nobody reads more in one
BARE = (
    (
        "SELECT posts.id, sites.name, posts.url, status, posts.title, description, language, published_at, "
        "modified_at, text, markdown, html, word_count, first_seen_at, last_seen_at, gone_at, revision, revised_at, "
        "content_hash FROM posts JOIN sites ON sites.id = site_id JOIN sightings ON post_id = posts.id"
    ),
    "SELECT post_id, name, url, bio FROM authors_posts JOIN authors ON authors.id = author_id",
    "SELECT post_id, kind, name FROM posts_tags JOIN tags ON tags.id = tag_id",
    "SELECT post_id, url, alt, caption, sha256, path FROM images",
    "SELECT post_id, url, text FROM links",
    "SELECT aliases.post_id, url FROM aliases JOIN urls ON urls.id = url_id",
)


def main() -> None:
    """Generate, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 100_000])
    parser.add_argument("--words", type=int, default=200, help="words a post")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured")
    parser.add_argument("--formats", default="", help="only these, separated by commas")
    parser.add_argument("--measure", nargs=2, metavar=("ARCHIVE", "WHAT"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        print(json.dumps(measure(Path(asked.measure[0]), asked.measure[1])))
        return
    for size in asked.sizes:
        folder = Path(tempfile.mkdtemp(prefix="archiver-bench-"))
        try:
            report(folder / "archive.db", size, asked)
        finally:
            shutil.rmtree(folder)


def report(path: Path, size: int, asked: argparse.Namespace) -> None:
    """One table for one size of archive."""
    words = asked.words
    began = time.perf_counter()
    generate(path, size, words)
    index = index_bytes(path)
    print(f"\n{size:,} posts of {words} words: archive {path.stat().st_size / 1e6:,.0f} MB,", end=" ")
    print(f"of it {index / 1e6:,.0f} MB full-text index; generated in {time.perf_counter() - began:.0f} s", flush=True)
    bare = run(path, "bare")
    print(f"{'':14}{'CPU s':>8}{'ratio':>7}{'posts/s':>10}{'peak MB':>9}{'output MB':>11}")
    print(f"{'bare SELECT':14}{bare['cpu_s']:8.2f}{1:7.2f}{size / bare['wall_s']:10,.0f}{bare['peak_mb']:9.0f}")
    formats = FORMATS + (LARGE if size <= MOST_FOR_LARGE else ())
    for name in asked.formats.split(",") if asked.formats else formats:
        pairs = [(run(path, "bare")["cpu_s"], run(path, name)) for _ in range(asked.rounds)]
        ratio = statistics.median(found["cpu_s"] / bare_s for bare_s, found in pairs)
        found = min((found for _, found in pairs), key=lambda one: one["cpu_s"])
        rate = size / found["wall_s"]
        print(
            f"{name:14}{found['cpu_s']:8.2f}{ratio:7.2f}{rate:10,.0f}{found['peak_mb']:9.0f}{found['output_mb']:11.1f}"
        )
    for name, times in run(path, "search").items():
        print(f"search {name:28} p50 {times[0]:7.1f} ms   p95 {times[1]:7.1f} ms   {times[2]:,.0f} posts match")


def run(path: Path, what: str) -> dict:
    """What `measure` finds, in a process of its own."""
    command = [sys.executable, __file__, "--measure", str(path), what]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def measure(path: Path, what: str) -> dict:
    """CPU, time and memory of one thing."""
    if what == "search":
        return search_times(path)
    output = path.parent / f"out.{what}"
    if what != "bare":
        import_module(f"archiver.export.{KINDS[what.partition('.')[0]].module}")  # loading is not exporting
    began, cpu = time.perf_counter(), time.process_time()
    if what == "bare":
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        for sql in BARE:
            for _ in connection.execute(sql):
                pass
    else:
        with Archive.open(path, read_only=True) as archive, Path(os.devnull).open("w", encoding="utf-8") as nowhere:
            kind, _, suffix = what.partition(".")
            with redirect_stdout(nowhere):
                export(archive, kind, STDOUT if suffix == "stdout" else output)
    found = {"cpu_s": time.process_time() - cpu, "wall_s": time.perf_counter() - began}
    # not ru_maxrss: that is never below what the parent had when it forked
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    written = sum(file.stat().st_size for file in output.rglob("*")) if output.is_dir() else 0
    if output.is_file():
        written = output.stat().st_size
    shutil.rmtree(output, ignore_errors=True) if output.is_dir() else output.unlink(missing_ok=True)
    return {**found, "peak_mb": peak, "output_mb": written / 1e6}


def search_times(path: Path) -> dict[str, tuple[float, float, int]]:
    """Median, 95th percentile in ms, and matches, for kinds of queries."""
    words = vocabulary()
    kinds = {
        "common word (in most posts)": [COMMON] * 20,
        "frequent words": words[10:30],
        "middling words": words[2_000:2_040],
        "rare words (1 post in 1,000)": [f"rareword{number}" for number in range(20)],
        "two frequent words": [f"{a} {b}" for a, b in zip(words[5:25], words[40:60], strict=True)],
        "frequent, without another": [f"{a} -{b}" for a, b in zip(words[60:80], words[90:110], strict=True)],
    }
    found = {}
    with Archive.open(path, read_only=True) as archive:
        for name, queries in kinds.items():
            times = []
            for query in queries:
                began = time.perf_counter()
                archive.search(query, limit=20)
                times.append((time.perf_counter() - began) * 1000)
            matches = statistics.median(matching(path, query) for query in queries)
            found[name] = (statistics.median(times), sorted(times)[int(len(times) * 0.95) - 1], matches)
    return found


def matching(path: Path, query: str) -> int:
    """How many posts hold the first word of a query."""
    with sqlite3.connect(path) as connection:
        sql = "SELECT count(*) FROM posts_fts WHERE posts_fts MATCH ?"
        return connection.execute(sql, (query.split(maxsplit=1)[0],)).fetchone()[0]


def index_bytes(path: Path) -> int:
    """Size of the full-text index."""
    with sqlite3.connect(path) as connection:
        return connection.execute("SELECT sum(length(block)) FROM posts_fts_data").fetchone()[0]


def vocabulary() -> list[str]:
    """20,000 made-up words, the most frequent first."""
    generator = random.Random(SEED)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "il")]
    return [COMMON, *dict.fromkeys("".join(generator.choices(syllables, k=2 + n % 3)) for n in range(24_000))]


def sentences() -> list[str]:
    """8,000 sentences whose words are as frequent as in a natural text (Zipf)."""
    generator, words = random.Random(SEED), vocabulary()
    weights = [1 / (rank + 1) for rank in range(len(words))]
    return [" ".join(generator.choices(words, weights, k=12)).capitalize() + "." for _ in range(8_000)]


def generate(path: Path, size: int, words: int) -> None:
    """An archive of `size` posts, written straight into the tables."""
    _SENTENCES.extend(sentences())
    with Archive.open(path, create=True) as archive:
        archive.sites.add(Site("blog", HOME, title="Generated"), datetime.now(UTC))
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -262144")
    with connection:
        connection.executemany(
            "INSERT INTO authors (id, site_id, name, url, bio) VALUES (?, 1, ?, NULL, 'Writes.')",
            ((number, f"Author {number}") for number in range(1, 51)),
        )
        connection.executemany(
            "INSERT INTO tags (id, site_id, kind, name) VALUES (?, 1, ?, ?)",
            ((number, "category" if number <= 20 else "tag", f"Term {number}") for number in range(1, 301)),
        )
        rows: dict[str, list[tuple]] = {name: [] for name in TABLES}
        for number in range(1, size + 1):
            for table, row in rows_of(number, words):
                rows[table].append(row)
            if number % 5_000 == 0 or number == size:
                for table, columns in TABLES.items():
                    marks = ", ".join("?" * (columns.count(",") + 1))
                    connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows[table])
                    rows[table].clear()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


TABLES = {
    "urls": "id, site_id, url, identity, role, state, found_at",
    "posts": "id, site_id, url_id, url, title, authors, tags_text, description, language, published_at, word_count, "
    "revision, revised_at, content_hash, text_hash, fixity, method, quality, provenance, text, markdown, html",
    "sightings": "post_id, first_seen_at, last_seen_at",
    "authors_posts": "post_id, author_id, position",
    "posts_tags": "post_id, tag_id, position",
    "images": "post_id, position, url, alt, caption",
    "links": "post_id, position, url, text, identity",
}
_SENTENCES: list[str] = []
_RANDOM = random.Random(SEED)
_FIRST_DAY = datetime(2005, 1, 1, tzinfo=UTC)


def rows_of(number: int, words: int) -> Iterator[tuple[str, tuple]]:
    """The rows of one post, by table."""
    lines = _RANDOM.choices(_SENTENCES, k=max(words // 12, 1))
    rare = f"Rareword{number // 1000}." if number % 1000 == 0 else ""
    text = "\n".join((*lines, rare)).strip()
    title = lines[0][:60]
    url = f"{HOME}{number}/{title[:20].lower().replace(' ', '-')}"
    published = (_FIRST_DAY + timedelta(minutes=number * 10)).isoformat()
    html = "".join(f"<p>{line}</p>" for line in lines)
    hashed = f"1{number:032x}"
    yield "urls", (number, 1, url, f"blog.example/{number}", "post", "done", NOW)
    yield (
        "posts",
        (
            *(number, 1, number, url, title, "", "", lines[-1], "en", published, words, 1, NOW),
            *(hashed, hashed, hashed, "template", '{"method":"template"}', "[]"),
            *(text, text.replace("\n", "\n\n"), html),
        ),
    )
    yield "sightings", (number, NOW, NOW)
    yield "authors_posts", (number, 1 + number % 50, 0)
    for position in range(3):
        yield "posts_tags", (number, 1 + (number * 7 + position * 97) % 300, position)
    yield "images", (number, 0, f"{url}.jpg", "An image", "A caption")
    for position in range(2):
        yield "links", (number, position, f"{HOME}{1 + number // 2}/", "a link", f"blog.example/{1 + number // 2}")


if __name__ == "__main__":
    main()
