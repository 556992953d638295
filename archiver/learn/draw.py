"""The order in which pages are drawn to learn from: the same whatever else the site holds, and wherever it stands."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archiver.page import Page


def drawn(pages: Iterable[Page]) -> list[Page]:
    """The pages, one an address, by a hash of what follows the host in it.

    A new page moves no other, and a site learns the same from a copy of it as from itself.
    """
    return sorted({page.url: page for page in pages}.values(), key=_place)


def _place(page: Page) -> tuple[bytes, str]:
    path = urlsplit(page.url)._replace(scheme="", netloc="").geturl()
    return hashlib.sha256(path.encode()).digest(), page.url
