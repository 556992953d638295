"""Redirects: by status and Location, by a Refresh header, by a meta refresh of a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archiver import urls
from archiver.records import Lead, Role, Source

if TYPE_CHECKING:
    from archiver.page import Page
    from archiver.records import Capture

STATUSES = frozenset({301, 302, 303, 307, 308})
_REFRESH = re.compile(r"\s*(\d{1,5})(?:\.\d*)?\s*[;,](.*)", re.DOTALL)
_URL = re.compile(r"\s*url\s*=", re.IGNORECASE)
_LONGEST = 2048  # characters of a refresh
_AT_ONCE_S = 10  # a page that stays longer is meant to be read, and reloads itself


def read(capture: Capture, page: Page | None, role: Role) -> tuple[Lead, ...]:
    """Where the capture sends its reader, in the role that the address had; nothing where it stays."""
    if capture.status in STATUSES:
        return _lead(capture.url, capture.url, capture.header("location") or "", role)
    base = page.base_url if page else capture.url
    for refresh in (capture.header("refresh"), page.meta("refresh") if page else None):
        match = _REFRESH.match((refresh or "")[:_LONGEST])
        if match and int(match[1]) <= _AT_ONCE_S:
            return _lead(capture.url, base, _URL.sub("", match[2], count=1).strip(" \t\r\n'\""), role)
    return ()


def _lead(found_on: str, base: str, href: str, role: Role) -> tuple[Lead, ...]:
    target = urls.resolve(base, href) if href else None
    return (Lead(target, Source.REDIRECT, found_on, role),) if target and target != found_on else ()
