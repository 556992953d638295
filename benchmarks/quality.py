"""How well whole blogs are archived, from the crawl to the export, beside what other extractors read of their pages.

    python benchmarks/quality.py                                       the test suite's own blogs
    python benchmarks/quality.py URL=TRUTH.jsonl ... [--serve COMMAND]... [--keep FOLDER]

A truth file has a JSON object a line: path, kind ("post", "listing", "page", …), and of posts title, date, authors,
tags, categories and text. COMMAND starts a server and is ended afterwards. Every extractor reads the very bytes that
the crawl kept of the posts; ms is CPU of one process a page, with metadata where the extractor has any.
"""

from __future__ import annotations

import argparse
import json
import logging
import shlex
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

import lxml.html
import trafilatura
from readability import Document
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from blogs.fixtures import PLATFORMS, serve
from blogs.score import GOOD, f1, path_of, score, set_f1

from archiver.extract.post import extract
from archiver.page import Page
from archiver.store import Archive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from archiver.records import Capture

COLUMNS = (
    "site",
    "by",
    "posts",
    "recall",
    "prec.",
    "text F1",
    "> .98",
    "worst",
    "title",
    "date",
    "author",
    "tags",
    "ms",
)


@dataclass
class Row:
    """What one extractor read of one site's posts. texts, tags: F1 each; others: 1 or 0, where the truth has any."""

    texts: list[float] = field(default_factory=list)
    titles: list[float] = field(default_factory=list)
    dates: list[float] = field(default_factory=list)
    authors: list[float] = field(default_factory=list)
    tags: list[float] = field(default_factory=list)
    cpu_s: float = 0.0

    def add(self, said: Mapping[str, Any], record: Mapping[str, Any]) -> None:
        """Note what was read of one post."""
        self.texts.append(f1(said.get("text") or "", record.get("text") or ""))
        if "title" in said:
            self.titles.append(" ".join((said["title"] or "").split()) == " ".join(record["title"].split()))
        if "published_at" in said and record.get("date"):
            self.dates.append((said["published_at"] or "")[:10] == record["date"][:10])
        if "authors" in said and record.get("authors"):
            self.authors.append(set_f1(said["authors"], record["authors"]) == 1)
        true = [*(record.get("tags") or ()), *(record.get("categories") or ())]
        if "tags" in said and true:
            exact = set_f1(said["tags"], record["tags"]) if record.get("tags") else 0.0
            self.tags.append(max(exact, set_f1([*said["tags"], *said.get("categories", ())], true)))

    def cells(self) -> list[str]:
        """The figures as a table shows them."""
        means = (self.titles, self.dates, self.authors, self.tags)
        return [
            f"{fmean(self.texts):.4f}",
            f"{fmean(one > GOOD for one in self.texts):.3f}",
            f"{min(self.texts):.3f}",
            *(f"{fmean(values):.3f}" if values else "-" for values in means),
            f"{1000 * self.cpu_s / len(self.texts):.1f}",
        ]


def main() -> None:
    """Crawl, score, print."""
    logging.disable(logging.ERROR)  # trafilatura and readability report pages without text
    options = _options()
    rows: list[list[str]] = []
    with ExitStack() as stack:
        for command in options.serve:
            stack.callback(_ended, subprocess.Popen(shlex.split(command), stdout=subprocess.DEVNULL))
        folder = Path(options.keep or stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(exist_ok=True, parents=True)
        for name, url, truth in _sites(options, stack):
            _await(url)
            rows += _measured(name, url, truth, folder / f"{name}.db")
            print(_table(rows[-1 - len(RIVALS) :]), flush=True)
    if len(rows) > 1 + len(RIVALS):
        print("\nAll sites\n" + _table(rows))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sites", nargs="*", metavar="URL=TRUTH.jsonl")
    parser.add_argument("--serve", action="append", default=[], metavar="COMMAND")
    parser.add_argument("--keep", metavar="FOLDER", help="where archives are kept; none are otherwise")
    return parser.parse_args()


def _sites(options: argparse.Namespace, stack: ExitStack) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Name, address and truth of each site."""
    for one in options.sites:
        url, _, file = one.rpartition("=")
        yield Path(file).stem, url, [json.loads(line) for line in Path(file).read_text("utf-8").splitlines() if line]
    for name in () if options.sites else PLATFORMS:
        server, blog = stack.enter_context(serve(name))
        yield name, server.url, list(blog.truth)


def _ended(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(10)


def _await(url: str) -> None:
    """Wait until a server that was just started answers."""
    for _ in range(50):
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - the user's own address
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit(f"{url} does not answer")


def _measured(name: str, url: str, truth: list[dict[str, Any]], db: Path) -> list[list[str]]:
    """A row for each extractor, ours first: as its export says, with recall and precision of posts."""
    db.unlink(missing_ok=True)
    posts = _archived(url, db)
    whole = score(truth, posts)
    true = {path_of(record["path"]): record for record in truth if record["kind"] == "post"}
    ours = Row()
    for post in posts:
        if path_of(post["url"]) in true:
            authors = [author["name"] for author in post["authors"]]
            ours.add(post | {"authors": authors}, true[path_of(post["url"])])
    pages = []
    with Archive.open(db, read_only=True) as archive:
        [site] = archive.sites.all()
        with _timed(ours):
            profile = archive.profiles.latest(site.id)
        for post in posts:
            row = archive.frontier.find(site.id, post["url"])
            capture = archive.captures.latest(row.id) if row else None
            if row and capture and path_of(post["url"]) in true:
                pages.append((capture, true[path_of(post["url"])]))
                with _timed(ours):
                    extract(Page.parse(capture), profile, archive.frontier.statements(row.id))
    head = [name, "archiver", str(len(ours.texts)), f"{whole.recall:.3f}", f"{whole.precision:.3f}"]
    found = [[*head, *ours.cells()]]
    for rival, read in RIVALS.items():
        row_of = Row()
        for capture, record in pages:
            with _timed(row_of):
                said = read(capture)
            row_of.add(said, record)
        found.append([name, rival, str(len(pages)), "", "", *row_of.cells()])
    return found


def _archived(url: str, db: Path) -> list[dict[str, Any]]:
    """The posts of a blog, crawled and exported by the command line."""
    command = [sys.executable, "-m", "archiver"]
    crawl = [*command, "crawl", url, "--db", str(db), "--delay", "0", "--quiet"]
    ended = subprocess.run(crawl, cwd=ROOT, capture_output=True, text=True, check=False)
    if ended.returncode not in {0, 1}:
        sys.exit(f"{url}: {ended.stderr or ended.stdout}")
    export = [*command, "export", "--db", str(db), "--format", "jsonl", "-o", "-"]
    lines = subprocess.run(export, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [json.loads(line) for line in lines]


@contextmanager
def _timed(row: Row) -> Iterator[None]:
    start = time.process_time()
    yield
    row.cpu_s += time.process_time() - start


def _trafilatura(*, favor_precision: bool) -> Callable[[Capture], dict[str, Any]]:
    def read(capture: Capture) -> dict[str, Any]:
        found = trafilatura.bare_extraction(
            capture.body, url=capture.url, include_comments=False, with_metadata=True, favor_precision=favor_precision
        )
        if found is None:
            return {"text": "", "title": "", "published_at": "", "authors": [], "tags": []}
        return {
            "text": found.text,
            "title": found.title,
            "published_at": found.date,
            "authors": (found.author or "").split("; ") if found.author else [],
            "tags": found.tags or [],
            "categories": found.categories or [],
        }

    return read


def _readability(capture: Capture) -> dict[str, Any]:
    document = Document(_decoded(capture))
    try:
        summary = lxml.html.fromstring(document.summary(html_partial=True))
    except (ValueError, lxml.etree.LxmlError):
        return {"text": "", "title": document.short_title()}
    return {"text": "\n".join(summary.itertext()), "title": document.short_title()}


def _resiliparse(capture: Capture) -> dict[str, Any]:
    tree = HTMLTree.parse(_decoded(capture))
    return {"text": extract_plain_text(tree, main_content=True), "title": tree.title}


def _decoded(capture: Capture) -> str:
    return capture.body.decode("utf-8", "replace")


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(COLUMNS, *rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) if at < 2 else cell.rjust(width) for at, (cell, width) in enumerate(pairs))
        for row in (COLUMNS, *rows)
        for pairs in [list(zip(row, widths, strict=True))]
    )


RIVALS: dict[str, Callable[[Capture], dict[str, Any]]] = {
    "trafilatura": _trafilatura(favor_precision=False),
    "trafilatura, precision": _trafilatura(favor_precision=True),
    "readability-lxml": _readability,
    "resiliparse": _resiliparse,
}

if __name__ == "__main__":
    main()
