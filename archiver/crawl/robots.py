"""robots.txt by RFC 9309: asked once a run and host, obeyed, and its pace kept."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from protego import Protego
from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import decode_robotstxt

from archiver import urls
from archiver.crawl.capture import FROM_RULES, RECEIVED
from archiver.crawl.failures import (
    SERVER_ERROR,
    TOO_MANY,
    RefusedError,
    RobotsForbidError,
    RobotsUnreachableError,
    spoken_failure,
    spoken_status,
)
from archiver.crawl.safety import REFUSED, is_refused
from archiver.crawl.throttle import set_floor

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

HOPS = 5  # redirects to follow for robots.txt (RFC 9309, 2.3.1.2)
SIZE = 512_000  # bytes of it that are read; the RFC asks for 500 KiB at least
REDIRECTS = frozenset({301, 302, 303, 307, 308})
OK = 200


@dataclass(frozen=True, slots=True)
class Rules:
    """What robots.txt of one host says. answer: what was received. unreachable: why nothing was, else ""."""

    parser: Protego
    answer: Response | None = None
    unreachable: str = ""


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's own, which takes a server error for permission, ignores the pace and cannot follow our redirects."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._rules: dict[str, asyncio.Task[Rules]] = {}

    async def process_request(self, request: Request) -> Response | None:  # type: ignore[override]
        """Nothing, where the request may go on; for a visit of robots.txt itself, the answer that is already there.

        Raises RobotsForbidError, and RobotsUnreachableError where nothing of this host may be asked.
        """
        if request.meta.get("dont_obey_robotstxt"):
            return None
        address = urls.parse(request.url)
        assert address is not None, "Scrapy has no handler for anything else"
        if address.netloc not in self._rules:
            self._rules[address.netloc] = asyncio.ensure_future(self._read(request, f"{address.origin}/robots.txt"))
        rules = await asyncio.shield(self._rules[address.netloc])
        if rules.unreachable:
            if is_refused(request.url):
                raise RefusedError(REFUSED)
            raise RobotsUnreachableError(rules.unreachable)
        if address.path == "/robots.txt":
            return _served(rules.answer, request)
        if not rules.parser.can_fetch(request.url, self._agent):
            raise RobotsForbidError("robots.txt forbids it")
        return None

    async def _read(self, request: Request, url: str) -> Rules:
        try:
            answer = response = await self._fetch(url)
            for _ in range(HOPS):
                target = urls.resolve(response.url, (response.headers.get("Location") or b"").decode("latin-1"))
                if response.status not in REDIRECTS or target is None:
                    break
                response = await self._fetch(target)
        except IgnoreRequest:
            return Rules(Protego.parse(""))  # too large, or elsewhere in a private network: unavailable, so free
        except Exception as error:  # a fault of the program is told apart below
            words = spoken_failure(error)
            if words is None:
                raise
            return Rules(Protego.parse(""), unreachable=words)
        if response.status >= SERVER_ERROR or response.status == TOO_MANY:
            said = f"robots.txt answers {spoken_status(response.status)}: nothing may be asked until it is there"
            return Rules(Protego.parse(""), answer, said)
        text = decode_robotstxt(response.body[:SIZE], self.crawler.spider) if response.status == OK else ""
        parser = Protego.parse(text)
        self._keep_pace(request, parser)
        return Rules(parser, answer)

    async def _fetch(self, url: str) -> Response:
        headers = {"Accept": "text/plain,*/*;q=0.8"}
        request = Request(url, headers=headers, meta={"dont_obey_robotstxt": True}, callback=NO_CALLBACK)
        return await self.crawler.engine.download_async(request)

    def _keep_pace(self, request: Request, parser: Protego) -> None:
        delay_s = parser.crawl_delay(self._agent) or 0.0
        rate = parser.request_rate(self._agent)
        if rate is not None and rate.requests > 0:
            delay_s = max(delay_s, rate.seconds / rate.requests)
        if delay_s > self.crawler.settings.getfloat("DOWNLOAD_DELAY"):
            engine = self.crawler.engine
            set_floor(engine, engine.downloader.get_slot_key(request), delay_s)


def _served(answer: Response | None, request: Request) -> Response | None:
    """The answer as that of this request, marked so that it is neither tried again nor dated anew."""
    if answer is None or answer.request is None:
        return None
    request.meta["dont_retry"] = True
    request.meta[RECEIVED] = answer.request.meta[RECEIVED]
    return answer.replace(request=request, flags=[*answer.flags, FROM_RULES])
