"""Telling a monitor (healthchecks.io and what speaks like it) that a run began, and how it ended.

The convention: `URL/start` when it begins, `URL` when all is well, `URL/fail` when not, with a report as the body. A
monitor that hears nothing in time raises the alarm, which is the only way to learn of a run that never began.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from urllib.parse import urlsplit, urlunsplit

from archiver import __version__
from archiver.errors import UsageError

TIMEOUT_S = 10.0
MOST_BYTES = 10_000  # of a report; healthchecks.io keeps 100 kB, others less


class Ping:
    """A monitor's address. Raises UsageError where it is no web address."""

    def __init__(self, url: str) -> None:
        self._parts = urlsplit(url)
        if self._parts.scheme not in {"http", "https"} or not self._parts.hostname:
            raise UsageError(f'--ping: "{url}" is not a web address')

    def start(self) -> str | None:
        """Tell that a run begins."""
        return self._send("/start", "")

    def end(self, report: str, *, well: bool) -> str | None:
        """Tell that it ended. Gives why the monitor could not be told; None where it was."""
        return self._send("" if well else "/fail", report)

    def _send(self, suffix: str, body: str) -> str | None:
        path = self._parts.path.rstrip("/") + suffix if suffix else self._parts.path
        url = urlunsplit(self._parts._replace(path=path, fragment=""))
        data = body.encode("utf-8", "replace")[:MOST_BYTES]
        headers = {"User-Agent": f"blog-archiver/{__version__}", "Content-Type": "text/plain; charset=utf-8"}
        request = urllib.request.Request(url, data=data, headers=headers, method="POST")  # noqa: S310 - http or https
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_S):  # noqa: S310 - likewise
                return None
        except (OSError, ValueError) as error:
            return f"{self._parts.hostname} could not be told ({error})"
