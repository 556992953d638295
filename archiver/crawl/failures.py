"""What went wrong with a request, in the words of a person; and what the server asks to wait."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from service_identity.exceptions import VerificationError
from twisted.internet.error import ConnectError, ConnectionClosed
from twisted.web.client import ResponseFailed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy.http import Response

TIMEOUT, TOO_MANY, SERVER_ERROR, UNAVAILABLE = 408, 429, 500, 503
DEAF_STATUSES = frozenset({TIMEOUT, TOO_MANY, 502, UNAVAILABLE, 504, 522, 524})

WORDS = (
    (CannotResolveHostError, "unknown host: no such name, or no network"),
    (DownloadConnectionRefusedError, "connection refused: no server answers at this address"),
    (DownloadTimeoutError, "no complete answer in time"),
    (ResponseDataLossError, "the answer broke off before its end"),
    (DownloadCancelledError, "the answer is larger than is taken"),
    (UnsupportedURLSchemeError, "not a web address"),
    (IgnoreRequest, "the answer is larger than is taken once decompressed"),
    (ConnectError, "no connection to the server"),
    (ConnectionClosed, "the server closed the connection without an answer"),
    (DownloadFailedError, "the server closed the connection without an answer"),
    (OSError, "the answer cannot be decoded"),
)
OF_THE_SERVER = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    DownloadFailedError,
    ConnectError,
    ConnectionClosed,
)


class RobotsForbidError(IgnoreRequest):
    """robots.txt forbids the address."""


class RobotsUnreachableError(IgnoreRequest):
    """There is no robots.txt to be had, so nothing of its host may be asked (RFC 9309, 2.3.1.4)."""


class RefusedError(IgnoreRequest):
    """The address leads into a private network."""


class NeverSentError(IgnoreRequest):
    """The crawl ended before the request went out."""


def spoken_failure(error: Exception) -> str | None:
    """What went wrong, in one line; None where it is no failure of a fetch but a fault of the program."""
    causes = tuple(_causes(error))
    if any(isinstance(cause, SSL.Error | VerificationError) for cause in causes):
        return f"no safe connection: {_tls_words(causes)}"
    return next((words for kind, words in WORDS if isinstance(error, kind)), None)


def spoken_status(status: int) -> str:
    """A status code with its name: "HTTP 503 Service Unavailable"."""
    name = next((known.phrase for known in HTTPStatus if known == status), "")
    return f"HTTP {status} {name}".strip()


def retry_after_s(response: Response, now: datetime | None = None) -> float | None:
    """The seconds that Retry-After asks to wait, as a number or as a date; None where it says nothing usable."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if re.fullmatch(r"\d{1,9}(?:\.\d+)?", value, re.ASCII):
        return float(value)
    try:
        date = parsedate_to_datetime(value)
    except ValueError:
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    return max(0.0, (date - (now or datetime.now(UTC))).total_seconds())


def _causes(error: BaseException) -> Iterator[BaseException]:
    yield error
    if isinstance(error, ResponseFailed):
        for reason in error.reasons:
            yield from _causes(reason.value)
    if error.__cause__ is not None:
        yield from _causes(error.__cause__)


def _tls_words(causes: tuple[BaseException, ...]) -> str:
    details = [detail for cause in causes if isinstance(cause, SSL.Error) for detail in (cause.args or ((),))[0]]
    said = [str(part) for detail in details for part in detail if part]
    return f"its TLS certificate is not trusted ({said[-1]})" if said else "its TLS certificate is not trusted"
