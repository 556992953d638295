"""The project under Scrapy's own commands."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest
from blogs.server import BlogServer, Response
from crawl.memory_route import links, open_memory_route
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import HtmlResponse
from scrapy.spiderloader import SpiderLoader

from archiver.crawl import run
from archiver.crawl.capture import ReceivedMiddleware, is_cut_short
from archiver.crawl.spider import RouteSpider, conditions
from archiver.errors import UsageError
from archiver.sites import Site
from spiders.blog import BlogSpider
from spiders.ruhglobal import RuhGlobalSpider

ROOT = Path(__file__).parents[2]


@pytest.fixture
def server():
    with BlogServer({"/": links("/post/"), "/post/": Response(b"post")}) as running:
        yield running


def scrapy_crawl(spider, path, *arguments):
    """`scrapy crawl`, with a route that writes to `path` how it ended."""
    words = ["crawl", spider, *(word for each in (*arguments, "delay=0", f"db={path}") for word in ("-a", each))]
    opener = ["-s", "ROUTE_OPENER=crawl.memory_route.open_memory_route", "-s", "RETRY_TIMES=0", "--nolog"]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    command = [sys.executable, "-m", "scrapy", *words, *opener]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True, timeout=60)


def test_scrapy_lists_the_spiders_and_runs_them(server, tmp_path):
    """`scrapy crawl blog -a url=…` opens its own route and finishes it."""
    path = tmp_path / "ended"
    done = scrapy_crawl("blog", path, f"url={server.url}")

    assert (0, "") == (done.returncode, done.stderr)
    assert f"127.0.0.1:{server.port} complete 2" == path.read_text(encoding="utf-8")


def test_scrapy_ends_with_the_exit_code_of_the_crawl(server, tmp_path):
    """A limit is 5, a server that fails is 1, as under `archiver crawl`; so is a spider that cannot be made."""
    path = tmp_path / "ended"
    limited = scrapy_crawl("blog", path, f"url={server.url}", "limit=1").returncode
    server.outage = Response(status=500)
    down = scrapy_crawl("blog", path, f"url={server.url}").returncode
    ended = path.read_text(encoding="utf-8")
    wrong = scrapy_crawl("blog", path, "url=nonsense").returncode

    assert [5, 1, 1] == [limited, down, wrong]
    assert "unreachable" in ended


def test_every_spider_is_listed():
    """Scrapy finds them by its settings."""
    assert ["blog", "ruhglobal"] == sorted(SpiderLoader.from_settings(run._settings()).list())


def test_a_spider_opens_its_route_and_finishes_it(server, tmp_path):
    """With the budget, name and limit that its arguments give."""
    settings = run._settings()
    settings.set("ROUTE_OPENER", open_memory_route)
    crawler = Crawler(BlogSpider, settings)
    arguments = {"url": server.url, "name": "mine", "delay": "0", "limit": "1", "db": str(tmp_path / "ended")}

    run._loop().run_until_complete(crawler.crawl_async(**arguments))

    assert "mine limit 2" == (tmp_path / "ended").read_text(encoding="utf-8")


def test_the_arguments_of_a_spider_make_a_site():
    """A bare address is enough."""
    arguments = {"url": "example.org/blog/", "scope": "path", "delay": "2.5", "concurrency": "2", "max_requests": "9"}

    assert Site(
        name="example.org", url="https://example.org/blog/", scope="path", delay_s=2.5, concurrency=2, max_requests=9
    ) == BlogSpider.site_from(arguments)


def test_a_spider_of_one_site_needs_no_arguments():
    """They overrule what it knows."""
    assert "https://www.ruhglobal.com/" == RuhGlobalSpider.site_from({}).url
    assert ("ruhglobal", 5.0) == (RuhGlobalSpider.site_from({}).name, RuhGlobalSpider.site_from({"delay": "5"}).delay_s)
    assert "http://127.0.0.1/" == RuhGlobalSpider.site_from({"url": "http://127.0.0.1/"}).url


@pytest.mark.parametrize(
    ("arguments", "words"),
    [({}, "needs an address"), ({"url": "nonsense"}, "not a web address"), ({"url": "a.org", "delay": "x"}, "delay")],
)
def test_wrong_arguments_of_a_spider_are_told(arguments, words):
    """In one line."""
    with pytest.raises(UsageError, match=words):
        BlogSpider.site_from(arguments)


def test_a_spider_without_a_site_says_so():
    """The base class is no spider of its own."""
    with pytest.raises(UsageError, match="makes no site"):
        RouteSpider.site_from({})


@pytest.mark.parametrize(
    ("etag", "last_modified", "headers"),
    [
        (None, None, {}),
        ('"a"', None, {"If-None-Match": '"a"'}),
        (None, "Fri", {"If-Modified-Since": "Fri"}),
        ('"a"', "Fri", {"If-None-Match": '"a"', "If-Modified-Since": "Fri"}),
        ('W/"a"', "Fri", {"If-Modified-Since": "Fri"}),
        ('"a-gzip"', "Fri", {"If-Modified-Since": "Fri"}),
        ('W/"a"', None, {"If-None-Match": 'W/"a"'}),
    ],
)
def test_conditions_use_the_validators_that_work(etag, last_modified, headers):
    """An ETag that a server in front has altered is left out where there is a date."""
    assert headers == conditions(etag, last_modified)


def test_a_compressed_body_that_breaks_off_is_noticed():
    """Where the server closes without a length, only the stream itself tells."""
    whole = gzip.compress(b"words " * 100_000)

    def cut(body, coding="gzip"):
        return is_cut_short(HtmlResponse("http://example.org/", headers={"Content-Encoding": coding}, body=body))

    assert [False, True, True, True, False] == [
        cut(whole),
        cut(whole[:-9]),
        cut(b""),
        cut(b"<p>plain</p>"),
        cut(whole[:9], "br"),
    ]


def test_a_broken_stream_is_no_answer():
    """It counts as lost data, which is tried again."""
    body = gzip.compress(b"words " * 1000)[:50]
    request = Request("http://example.org/")
    response = HtmlResponse(request.url, headers={"Content-Encoding": "gzip"}, body=body, flags=["partial"])

    with pytest.raises(ResponseDataLossError):
        ReceivedMiddleware().process_response(request, response)
