"""A response of Scrapy's as a Capture: the body decoded, the headers as they were received."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scrapy.exceptions import ResponseDataLossError

from archiver.records import Capture

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

    from archiver.records import Visit

FROM_RULES = "robots"  # flag of a response that was read before, for its rules
RECEIVED = "received"  # key of Request.meta: when the response came, and its headers before any decoding


@dataclass(frozen=True, slots=True)
class Fetched:
    """The item that the spider yields: one visit, and what came back."""

    visit: Visit
    capture: Capture


class ReceivedMiddleware:
    """Notes when a response came and with which headers, before HttpCompressionMiddleware takes the coding off them."""

    def process_response(self, request: Request, response: Response) -> Response:
        """The response itself. Raises ResponseDataLossError for a compressed body that breaks off."""
        if "partial" in response.flags and is_cut_short(response):
            raise ResponseDataLossError
        if FROM_RULES not in response.flags:
            request.meta[RECEIVED] = (datetime.now(UTC), headers_of(response))
        return response


def capture_of(response: Response, url: str) -> Capture:
    """The capture that a response amounts to; `url` is the address as the frontier spells it."""
    received_at, headers = response.meta[RECEIVED]
    return Capture(url=url, fetched_at=received_at, status=response.status, headers=headers, body=response.body)


def headers_of(response: Response) -> tuple[tuple[str, str], ...]:
    """Names and values, in the order of their first appearance; several of one name stand together (Scrapy's doing)."""
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    )


def is_cut_short(response: Response) -> bool:
    """Whether a gzip body breaks off: where a server closes without a length, nothing else tells."""
    if (response.headers.get("Content-Encoding") or b"").strip().lower() not in {b"gzip", b"x-gzip"}:
        return False
    inflate = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    data, piece = response.body, 1 << 16
    try:
        while data and not inflate.eof:
            inflate.decompress(data, piece)
            data = inflate.unconsumed_tail
    except zlib.error:
        return True
    return not inflate.eof
