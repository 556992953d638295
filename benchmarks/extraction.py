"""What reading posts costs on a site that was learned, and what learning costs, beside trafilatura on the same pages.

    python benchmarks/extraction.py ARCHIVE.db... [--pages 200]

For each site of the archives, in one process and on the very same bytes: CPU a page of trafilatura with its metadata,
and of ours with all that a record has (text, markdown, html, fields, images, links), by the archive's own profile; CPU
of learning the site anew as a crawl does, in pages that trafilatura reads in that time. Then peak memory of processes
that read 100 and 1,000 pages. Bars: at most a fifth of the CPU, learning below 300 pages, memory flat.
"""

from __future__ import annotations

import argparse
import gc
import logging
import resource
import subprocess
import sys
import time
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

import trafilatura

from archiver.extract.post import extract
from archiver.flow.learning import SAMPLE
from archiver.learn import fields, templates
from archiver.page import Page
from archiver.store import Archive

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from archiver.profile import Profile
    from archiver.records import Capture, Source, Statement

    Said = Mapping[str, Mapping[Source, Statement]]

ROUNDS = 3  # of which the fastest counts: other processes of the machine only ever add
FEW, MANY = 100, 1_000  # pages read by the processes whose memory is compared


def main() -> None:
    """Measure, print."""
    logging.disable(logging.ERROR)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archives", nargs="+", type=Path, metavar="ARCHIVE.db")
    parser.add_argument("--pages", type=int, default=200, help="pages of a site that are read")
    parser.add_argument("--read", type=int, default=0, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read:
        print(_peak_kb(options.archives[0], options.read))
        return
    print(
        f"{'site':<22}{'pages':>6}{'plain ms':>10}{'ours ms':>9}{'ratio':>7}{'learning':>10}  in plain pages"
        f"{f'  MB at {FEW}':>12}{f'at {MANY}':>9}"
    )
    for path in options.archives:
        with Archive.open(path, read_only=True) as archive:
            for site in archive.sites.all():
                name = site.site.name
                captures, said = _posts(archive, site.id, options.pages)
                profile = archive.profiles.latest(site.id)
                plain = _cpu(captures, _plain)
                ours = _cpu(captures, lambda one, profile=profile, said=said: _ours(one, profile, said))  # type: ignore[misc]
                learning = _learning(archive, site.id, said)
                print(
                    f"{name:<22}{len(captures):>6}{1000 * plain:>10.2f}{1000 * ours:>9.2f}{ours / plain:>7.3f}"
                    f"{learning:>8.2f} s{learning / plain:>16.0f}",
                    end="",
                    flush=True,
                )
        peaks = [_peak_of(path, count) for count in (FEW, MANY)]
        print(f"{peaks[0] / 1024:>12.0f}{peaks[1] / 1024:>9.0f}", flush=True)


def _posts(archive: Archive, site_id: int, most: int) -> tuple[list[Capture], Said]:
    """Captures of posts, evenly over the years, and what feeds and REST say of each."""
    captures = [archive.captures.load(number) for number in archive.captures.sample(site_id, most)]
    rows = ((capture.url, archive.frontier.find(site_id, capture.url)) for capture in captures)
    return captures, {url: archive.frontier.statements(row.id) for url, row in rows if row is not None}


def _cpu(captures: Sequence[Capture], read: Callable[[Capture], object]) -> float:
    """CPU seconds a page, of the fastest of some rounds."""
    times = []
    for _ in range(ROUNDS):
        gc.collect()
        start = time.process_time()
        for capture in captures:
            read(capture)
        times.append(time.process_time() - start)
    return min(times) / len(captures)


def _plain(capture: Capture) -> object:
    return trafilatura.bare_extraction(capture.body, url=capture.url, with_metadata=True)


def _ours(capture: Capture, profile: Profile, said: Said) -> object:
    return extract(Page.parse(capture), profile, said.get(capture.url, {}))


def _learning(archive: Archive, site_id: int, said: Said) -> float:
    """CPU seconds of learning templates and fields from as many pages as a crawl takes, parsing included."""
    captures = [archive.captures.load(number) for number in archive.captures.sample(site_id, SAMPLE)]
    start = time.process_time()
    pages = [Page.parse(capture) for capture in captures]
    templates.learn(pages)
    fields.learn(pages, said)
    return time.process_time() - start


def _peak_of(path: Path, count: int) -> int:
    command = [sys.executable, __file__, str(path), "--read", str(count)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _peak_kb(path: Path, count: int) -> int:
    """Peak memory of this process after it has read so many pages, one after the other."""
    with Archive.open(path, read_only=True) as archive:
        [site] = archive.sites.all()
        profile = archive.profiles.latest(site.id)
        for number in islice(cycle(archive.captures.sample(site.id, count)), count):
            extract(Page.parse(archive.captures.load(number)), profile, {})
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
