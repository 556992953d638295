"""Links of a post: absolute address and text, in order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import ada_url

from archiver import urls
from archiver.records import Link

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What the parser would write the same, and the same below a page's own origin.
_PLAIN = re.compile(
    r"(https?://[a-z0-9.-]+\.[a-z]{2,})?/(?!/)[A-Za-z0-9._~%/-]*(?:\?[A-Za-z0-9._~%/=&+-]*)?(?:#[A-Za-z0-9._~%/=&+-]*)?"
)
SCHEMES = frozenset(("http:", "https:", "mailto:", "tel:", "ftp:", "magnet:", "xmpp:", "geo:"))


def address(href: str, base_url: str) -> str | None:
    """The absolute address of a link, its fragment kept; None for scripts and what is no address."""
    href = href.strip()
    if href.startswith("#"):
        return href
    plain = _PLAIN.fullmatch(href)
    if plain and "/." not in href and "xn--" not in href:
        home = None if plain[1] else urls.parse(base_url)
        if plain[1] or home is not None:
            return href if home is None else home.origin + href
    try:
        parsed = ada_url.URL(href, base=base_url)
    except ValueError:
        return None
    return parsed.href if parsed.protocol in SCHEMES else None


def rows(content: HtmlElement, page_url: str = "") -> tuple[Link, ...]:
    """The links of a cleaned post in order; places on the page itself are none. Equal rows stand once."""
    own = page_url.partition("#")[0]
    found: dict[tuple[str, str], None] = {}
    for link in content.iter("a"):
        url = link.get("href") or ""
        if url and url.partition("#")[0] not in {"", own}:
            text = link.text_content() if len(link) else link.text
            found.setdefault((url, " ".join((text or link.get("data-embed") or "").split())))
    return tuple(Link(url, text) for url, text in found)
