"""What a page asks of those who keep copies: robots meta elements and the X-Robots-Tag header."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.page import Page
    from archiver.records import Capture

AGENT = "blog-archiver"  # our product token, as in robots.txt
_FOR_ONE = re.compile(r"^\s*([\w.*-]+)\s*:\s*(.*)$", re.DOTALL)
_WITH_VALUE = frozenset({"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"})


def directives(page: Page, capture: Capture) -> frozenset[str]:
    """The directives for all robots and for this one, in lower case: "noindex", "noarchive", …; "none" is spelled out.

    As search engines read them (developers.google.com/search/docs/crawling-indexing/robots-meta-tag): meta elements
    named "robots" or after the robot, and X-Robots-Tag headers, each for everyone or, after "name:", for one robot.
    """
    found = {word.strip().lower() for text in (*_metas(page), *_headers(capture)) for word in text.split(",")}
    return frozenset(found | {"noindex", "nofollow"} if "none" in found else found) - {""}


def _metas(page: Page) -> Iterator[str]:
    for name in ("robots", AGENT):
        yield from page.metas.get(name, ())


def _headers(capture: Capture) -> Iterator[str]:
    for key, value in capture.headers:
        if key.lower() == "x-robots-tag":
            named = _FOR_ONE.match(value)
            if named is None or named[1].lower() in _WITH_VALUE:
                yield value
            elif named[1].lower() == AGENT:
                yield named[2]
