"""What archiving whole blogs asks of them, beside a plain link crawl of the same pages. A table, a line a blog.

    python benchmarks/first_run.py URL[=TRUTH.jsonl] ... [--refuse STATUS=PATTERN] ... [--cap N] [--no-links]

The first run, by what was asked for; the share of the truth's posts that is archived; the second run, at once; then a
CrawlSpider of Scrapy that follows each link of the host, to any depth, until N requests, and how many of the posts it
came by. A truth file has a JSON object a line: kind "post" and path, or of WordPress url, type, status and password.
--refuse puts a proxy before the blogs that answers STATUS where PATTERN is found in the address, and takes what is
refused out of robots.txt, links in the head and Link headers: a WordPress whose REST is closed, a blog without sitemap.
"""

from __future__ import annotations

import argparse
import http.client
import json
import re
import subprocess
import sys
import tempfile
import threading
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from blogs.score import path_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

COLUMNS = (
    "blog",
    "posts",
    "recall",
    "requests",
    "post pages",
    "listings",
    "feeds",
    "sitemaps, REST",
    "other",
    "second run",
    "links: requests",
    "links: posts",
)
KINDS = ("post", "listing", "feed", "list", "other")
HOP_BY_HOP = {"connection", "content-length", "transfer-encoding", "content-encoding", "accept-encoding"}
BY_ROLE = """
SELECT CASE WHEN urls.url LIKE '%/robots.txt' THEN 'other' WHEN role IN ('sitemap', 'api') THEN 'list'
    WHEN role IN ('post', 'listing', 'feed') THEN role ELSE 'other' END AS kind, count(*) AS requests
FROM captures JOIN urls ON urls.id = captures.url_id GROUP BY 1
"""
LINK_CRAWL = """
import json, sys
from scrapy.crawler import CrawlerProcess
from scrapy.linkextractors import LinkExtractor
from scrapy.spiders import CrawlSpider, Rule
from urllib.parse import urlsplit

url, cap = sys.argv[1], int(sys.argv[2])
seen = set()

class Links(CrawlSpider):
    name, start_urls, allowed_domains = "links", [url], [urlsplit(url).hostname]
    here = "^" + url.rstrip("/") + "(/|$)"
    rules = [Rule(LinkExtractor(allow=here), callback="note", follow=True)]

    def note(self, response):
        seen.add(response.url)

process = CrawlerProcess({"LOG_ENABLED": False, "CLOSESPIDER_PAGECOUNT": cap, "ROBOTSTXT_OBEY": True,
    "DOWNLOAD_DELAY": 0, "CONCURRENT_REQUESTS_PER_DOMAIN": 4, "TELNETCONSOLE_ENABLED": False})
crawler = process.create_crawler(Links)
process.crawl(crawler)
process.start()
print(json.dumps({"requests": crawler.stats.get_value("downloader/request_count"), "seen": sorted(seen),
    "ended": crawler.stats.get_value("finish_reason")}))
"""


def main() -> None:
    """Crawl each twice, follow links, print."""
    options = _options()
    refused = [
        (int(status), re.compile(pattern)) for status, _, pattern in (each.partition("=") for each in options.refuse)
    ]
    rows = []
    for one in options.sites:
        url, _, file = one.partition("=")
        truth = _truth(Path(file)) if file else set()
        with ExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            here = stack.enter_context(refusing(url, refused)) if refused else url
            rows.append(_measured(here, truth, Path(folder) / "archive.db", options.cap if options.links else 0))
        rows[-1]["blog"] = options.name or urlsplit(url).netloc
        print(_table([rows[-1]]), flush=True)
    if len(rows) > 1:
        print("\nAll blogs\n" + _table(rows))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sites", nargs="+", metavar="URL[=TRUTH.jsonl]")
    parser.add_argument("--refuse", action="append", default=[], metavar="STATUS=PATTERN")
    parser.add_argument("--name", help="what the table calls the blog; its host otherwise")
    parser.add_argument("--cap", type=int, default=4000, metavar="N", help="pages at which the link crawl ends")
    parser.add_argument("--no-links", dest="links", action="store_false", help="no link crawl")
    return parser.parse_args()


def _truth(file: Path) -> set[str]:
    """Paths of the public posts."""
    records = map(json.loads, filter(None, file.read_text("utf-8").splitlines()))
    return {path_of(each.get("path") or each["url"]) for each in records if _is_public_post(each)}


def _is_public_post(record: Mapping[str, Any]) -> bool:
    if "kind" in record:
        return bool(record["kind"] == "post")
    return record["type"] == "post" and record["status"] == "publish" and not record["password"]


def _measured(url: str, truth: set[str], db: Path, cap: int) -> dict[str, str]:
    """The cells of a blog."""
    first = _crawl(url, db)
    kinds = {row["kind"]: row["requests"] for row in _asked(db, BY_ROLE)}
    kinds["other"] = first["requests"] - sum(kinds.get(kind, 0) for kind in KINDS[:-1])
    posts = {path_of(row["url"]) for row in _asked(db, "SELECT url FROM posts WHERE status = 'live'")}
    again = _crawl(url, db)
    cells = [len(posts), _share(posts, truth), first["requests"], *(kinds.get(kind, 0) for kind in KINDS)]
    cells.append(again["requests"])
    if cap:
        command = [sys.executable, "-c", LINK_CRAWL, url, str(cap)]
        links = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        reached = {path_of(each) for each in links["seen"]} & (truth or posts)
        over = "" if links["ended"] == "finished" else "+"
        cells += [f"{links['requests']}{over}", f"{len(reached)} of {len(truth or posts)}"]
    return dict(zip(COLUMNS[1:], map(str, cells), strict=False))


def _share(found: set[str], truth: set[str]) -> str:
    return f"{len(found & truth) / len(truth):.3f}" if truth else "-"


def _crawl(url: str, db: Path) -> dict[str, int]:
    """The counts of a run."""
    [report] = _printed("crawl", url, "--db", str(db), "--delay", "0", "--quiet", "--json")
    counts: dict[str, int] = report["counts"]
    return counts


def _asked(db: Path, question: str) -> list[dict[str, Any]]:
    return _printed("query", question, "--db", str(db), "--json")


def _printed(*command: str) -> list[dict[str, Any]]:
    ended = subprocess.run([sys.executable, "-m", "archiver", *command], cwd=ROOT, capture_output=True, check=False)
    if ended.returncode not in {0, 1}:
        sys.exit(f"{' '.join(command)}: {ended.stderr.decode()}")
    found: list[dict[str, Any]] = json.loads(ended.stdout)
    return found


@contextmanager
def refusing(upstream: str, refused: list[tuple[int, re.Pattern[str]]]) -> Iterator[str]:
    """Address of a proxy before a blog of http that refuses some addresses, and leaves out what names them."""
    behind = urlsplit(upstream).netloc

    class Proxy(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            status = next((status for status, pattern in refused if pattern.search(self.path)), None)
            if status:
                self.answer(status, [("Content-Type", "text/plain")], b"Not here.")
                return
            headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
            connection = http.client.HTTPConnection(behind, timeout=60)
            connection.request("GET", self.path, headers=headers | {"Host": behind})
            got = connection.getresponse()
            body = got.read().replace(behind.encode(), front.encode()).replace(_quoted(behind), _quoted(front))
            for _, pattern in refused:
                body = re.sub(
                    rb"(?m)^Sitemap:.*(?:%s).*$|<link [^>]*(?:%s)[^>]*>" % ((pattern.pattern.encode(),) * 2), b"", body
                )
            kept = [(name, value.replace(behind, front)) for name, value in got.getheaders()]
            self.answer(got.status, [each for each in kept if not any(p.search(each[1]) for _, p in refused)], body)
            connection.close()

        def answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers:
                if name.lower() not in HOP_BY_HOP:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with ThreadingHTTPServer(("127.0.0.1", 0), Proxy) as server:
        front = f"127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{front}/"
        server.shutdown()


def _quoted(host: str) -> bytes:
    return host.replace(":", "%3A").encode()


def _table(rows: list[dict[str, str]]) -> str:
    """The rows in Markdown."""
    lines = [COLUMNS, ("---",) * len(COLUMNS), *([row.get(name, "") for name in COLUMNS] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    main()
