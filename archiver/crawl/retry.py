"""Trying again: later and later for what may pass, and when the server says where it does."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.retry import RetryMiddleware

from archiver.crawl.failures import TOO_MANY, UNAVAILABLE, NeverSentError, retry_after_s
from archiver.crawl.safety import is_refused
from archiver.crawl.site_crawl import crawl_of, host_of

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

WAIT = "wait_s"  # key of Request.meta: how long the scheduler keeps a request before it goes out

ROBOTS_PATIENCE_S = 10.0


class PatientRetryMiddleware(RetryMiddleware):
    """Scrapy's own, with a wait before each retry; 429 and 503 with Retry-After hold everything for that host."""

    async def process_request(self, request: Request) -> None:  # noqa: ARG002 - Scrapy's signature
        """Nothing. Raises NeverSentError once the crawl has ended: the request would wait for its turn in vain."""
        if crawl_of(self.crawler).ending:
            raise NeverSentError

    async def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The response, or the request again."""
        if response.status not in self.retry_http_codes or request.meta.get("dont_retry"):
            return response
        asked = retry_after_s(response) if response.status in {TOO_MANY, UNAVAILABLE} else None
        if asked and not crawl_of(self.crawler).hold(host_of(request.url), asked):
            return response
        return await self._later(request, f"HTTP {response.status}", asked) or response

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:  # type: ignore[override]
        """The request again, where the failure may pass."""
        if not isinstance(exception, self.exceptions_to_retry) or is_refused(request.url):
            return None
        return await self._later(request, exception, None)

    async def _later(self, request: Request, reason: str | Exception, asked_s: float | None) -> Request | None:
        again = self._retry(request, reason)
        crawl = crawl_of(self.crawler)
        if again is None or crawl.ending:
            return None
        wait_s = max(asked_s or 0.0, crawl.options.retry_wait_s * 2 ** (again.meta["retry_times"] - 1))
        if "visit" in again.cb_kwargs:
            again.meta[WAIT] = wait_s
            return again
        # robots.txt does not pass the scheduler, and nothing could wake it at the end of the crawl
        if wait_s > ROBOTS_PATIENCE_S:
            return None
        await asyncio.sleep(wait_s)
        return again
