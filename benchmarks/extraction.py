"""What reading posts costs on a site that was learned, and what learning costs, beside trafilatura on the same pages.

    python benchmarks/extraction.py ARCHIVE.db|FOLDER... [--pages 200] [--rounds 5]

FOLDER: of archives, or of pages of one blog's posts (*.html; learned from them alone). For each site, in one process,
on the very same bytes and by turns: CPU a page of trafilatura with its metadata, and of ours with all that a record has
(text, markdown, html, fields, images, links), the median of the rounds; CPU of learning the site anew as a run does, in
pages that trafilatura reads in that time. Then peak memory of processes that learn it and read 200 and 5,000 pages.
Bars: at most a fifth of the CPU, learning below 300 pages, memory flat.
"""

from __future__ import annotations

import argparse
import gc
import logging
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import trafilatura

from archiver.extract.post import extract
from archiver.flow import learning
from archiver.flow.work import Work
from archiver.learn import fields, templates
from archiver.page import Page
from archiver.profile import Profile
from archiver.records import Capture
from archiver.store import Archive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from archiver.records import Source, Statement
    from archiver.store import SiteRow

    Said = Mapping[str, Mapping[Source, Statement]]

FEW, MANY = 200, 5_000  # pages read by the processes whose memory is compared


@dataclass(frozen=True)
class Subject:
    """One site. captures: of posts, evenly over the years; said: what feeds and REST say of each."""

    name: str
    captures: Sequence[Capture]
    said: Said
    profile: Profile
    learning_s: float

    def read(self, capture: Capture) -> object:
        """One page as a record."""
        return extract(Page.parse(capture), self.profile, self.said.get(capture.url, {}))


def main() -> None:
    """Measure, print."""
    logging.disable(logging.ERROR)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, metavar="ARCHIVE.db|FOLDER")
    parser.add_argument("--pages", type=int, default=200, help="pages of a site that are read")
    parser.add_argument("--rounds", type=int, default=5, help="times that they are read")
    parser.add_argument("--read", type=int, default=0, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read:
        print(_peak_kb(next(_subjects(options.paths[0], options.pages)), options.read))
        return
    print(
        f"{'site':<22}{'pages':>6}{'plain ms':>10}{'ours ms':>9}{'ratio':>7}{'learning':>10}  in plain pages"
        f"{f'  MB at {FEW}':>12}{f'at {MANY}':>9}"
    )
    for path in [one for named in options.paths for one in _found(named)]:
        for subject in _subjects(path, options.pages):
            plain, ours, ratio = _compared(subject, options.rounds)
            print(
                f"{subject.name:<22}{len(subject.captures):>6}{1000 * plain:>10.2f}{1000 * ours:>9.2f}{ratio:>7.3f}"
                f"{subject.learning_s:>8.2f} s{subject.learning_s / plain:>16.0f}",
                end="",
                flush=True,
            )
            few, many = (_peak_of(path, count) / 1024 for count in (FEW, MANY))
            print(f"{few:>12.0f}{many:>9.0f}", flush=True)


def _found(path: Path) -> list[Path]:
    return sorted(path.glob("*.db")) or [path] if path.is_dir() else [path]


def _subjects(path: Path, most: int) -> Iterator[Subject]:
    """The sites of an archive, or the one whose pages are in a folder."""
    if path.is_dir():
        yield _of_folder(path, most)
        return
    with Archive.open(path, read_only=True) as archive:
        for site in archive.sites.all():
            captures = [archive.captures.load(number) for number in archive.captures.sample(site.id, most)]
            rows = ((capture.url, archive.frontier.find(site.id, capture.url)) for capture in captures)
            said = {url: archive.frontier.statements(row.id) for url, row in rows if row is not None}
            learning_s = _learning(archive, site)
            yield Subject(site.site.name, captures, said, archive.profiles.latest(site.id), learning_s)


def _of_folder(path: Path, most: int) -> Subject:
    files = sorted(path.glob("**/*.html"))
    captures = [
        Capture(f"https://example.org/{file.stem}/", datetime.now(UTC), 200, (), file.read_bytes())
        for file in files[:: max(1, len(files) // most)]
    ]
    start = time.process_time()
    pages = [Page.parse(capture) for capture in captures[: learning.SAMPLE]]
    profile = Profile(1, templates=templates.learn(pages), fields=fields.learn(pages, {}))
    return Subject(path.name, captures, {}, profile, time.process_time() - start)


def _learning(archive: Archive, site: SiteRow) -> float:
    """CPU seconds of learning templates, fields and addresses from all that is kept, parsing included."""
    now = datetime.now(UTC)
    work = Work(archive, site.id, site.site, 0, now, lambda: now, archive.profiles.latest(site.id))
    start = time.process_time()
    learning.learn(work)
    return time.process_time() - start


def _compared(subject: Subject, rounds: int) -> tuple[float, float, float]:
    """CPU seconds a page of trafilatura and of ours, and their ratio: medians of rounds in which both took turns."""
    times = [(_cpu(subject.captures, _plain), _cpu(subject.captures, subject.read)) for _ in range(rounds)]
    return median(plain for plain, _ in times), median(own for _, own in times), median(own / one for one, own in times)


def _cpu(captures: Sequence[Capture], read: Callable[[Capture], object]) -> float:
    """CPU seconds a page."""
    gc.collect()
    start = time.process_time()
    for capture in captures:
        read(capture)
    return (time.process_time() - start) / len(captures)


def _plain(capture: Capture) -> object:
    return trafilatura.extract(capture.body, url=capture.url, with_metadata=True)


def _peak_of(path: Path, count: int) -> int:
    command = [sys.executable, __file__, str(path), "--read", str(count)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _peak_kb(subject: Subject, count: int) -> int:
    """Peak memory of this process after it has learned the site and read so many pages, one after the other."""
    for capture in islice(cycle(subject.captures), count):
        subject.read(capture)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
