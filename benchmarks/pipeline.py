"""Pages a second and CPU a page: the whole pipeline beside plain trafilatura, one process and several, in one run.

    python benchmarks/pipeline.py [URL]      without an address: the demo blog

The pipeline fetches over HTTP, keeps, learns, extracts and stores; trafilatura only extracts, from the pages it kept.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from archiver import demo, sites
from archiver.crawl.outcome import CrawlOptions
from archiver.flow.crawling import crawl_sites
from archiver.store import Archive


def plain(body: bytes) -> bool:
    """Whether trafilatura finds a text, with all metadata."""
    import trafilatura  # noqa: PLC0415 - in each process its own

    return trafilatura.bare_extraction(body, with_metadata=True) is not None


def cpu_s() -> float:
    """CPU of this process and of those it has waited for."""
    own, ended = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime


def line(name: str, pages: int, wall_s: float, used_s: float) -> None:
    """One row of the table."""
    print(f"{name:34} {pages:6} pages {pages / wall_s:8.1f} a second {used_s / pages * 1000:8.1f} ms CPU a page")


def main() -> None:
    """Print the table."""
    with demo.serve() if len(sys.argv) == 1 else nullcontext() as served, tempfile.TemporaryDirectory() as folder:
        url = served.url if served is not None else sys.argv[1]
        site = replace(sites.from_url(url), delay_s=0.0)
        with Archive.open(Path(folder) / "archive.db", create=True) as archive, archive.lock():
            wall, used = time.perf_counter(), cpu_s()
            [report] = crawl_sites(archive, [site], CrawlOptions(progress="none"))
            line("pipeline, one process", report.counts["fetched"], time.perf_counter() - wall, cpu_s() - used)
            bodies = [archive.captures.load(capture_id).body for capture_id in archive.captures.sample(1, 10_000)]
        plain(bodies[0])
        wall, used = time.perf_counter(), cpu_s()
        for body in bodies:
            plain(body)
        line("trafilatura, one process", len(bodies), time.perf_counter() - wall, cpu_s() - used)
        for processes in (2, 3):
            wall, used = time.perf_counter(), cpu_s()
            with multiprocessing.get_context("spawn").Pool(processes) as pool:
                pool.map(plain, bodies, chunksize=8)
                pool.close()
                pool.join()
            name = f"trafilatura, {processes} processes"
            line(name, len(bodies), time.perf_counter() - wall, cpu_s() - used)


if __name__ == "__main__":
    main()
