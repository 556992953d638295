"""What a body really is, whatever its address and Content-Type say."""

from __future__ import annotations

import re
import zlib
from enum import StrEnum

MAX_BYTES = 52_428_800  # of an unpacked sitemap: the limit of the protocol (sitemaps.org, 50 MiB)
_HEAD = 8192
_COMMENT = re.compile(rb"<!--.*?(?:-->|$)", re.DOTALL)
_ROOT = re.compile(
    rb"<(?:[\w.-]+:)?(rss|feed|rdf|urlset|sitemapindex|opml|search(?=\s*>\s*(?:<!|<entry))|!doctype\s+html|html|head|body)"
    rb"(?=[\s>:/])",
    re.IGNORECASE,
)
_JSONP = re.compile(rb"\s*(?:/\*\*/)?\s*(?:var\s+)?[\w.$]{1,60}\s*[=(]\s*[{\[]")


class Kind(StrEnum):
    """What a body is."""

    HTML = "html"
    FEED = "feed"  # RSS, RDF or Atom
    SITEMAP = "sitemap"  # urlset or sitemapindex
    SEARCH_INDEX = "search-index"  # Hexo's search.xml
    OPML = "opml"
    JSON = "json"  # also as a script that calls or assigns
    TEXT = "text"
    EMPTY = "empty"


_KINDS = {
    b"rss": Kind.FEED,
    b"feed": Kind.FEED,
    b"rdf": Kind.FEED,
    b"urlset": Kind.SITEMAP,
    b"sitemapindex": Kind.SITEMAP,
    b"search": Kind.SEARCH_INDEX,
    b"opml": Kind.OPML,
}


def kind(body: bytes) -> Kind:
    """What a body is by its first bytes: the first element that is the root of a known format decides.

    Text before it does not hinder: byte order marks, empty lines, comments, the warnings that PHP prints.
    """
    head = _COMMENT.sub(b"", _as_utf8(body[:_HEAD])).lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if not head:
        return Kind.EMPTY
    if head[:1] in b"{[" or _JSONP.match(head):
        return Kind.JSON
    root = _ROOT.search(head)
    if root:
        return _KINDS.get(root[1].lower(), Kind.HTML)
    return Kind.HTML if head.startswith(b"<") and not head.startswith(b"<?xml") else Kind.TEXT


def unpacked(body: bytes) -> bytes:
    """The body, gunzipped where it is a gzip file, cut at `MAX_BYTES`; of a broken one what stands before the break."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    pieces, left = [], MAX_BYTES
    while body.startswith(b"\x1f\x8b") and left > 0:  # a file may hold several members
        member = zlib.decompressobj(wbits=31)
        try:
            piece = member.decompress(body, left)
        except zlib.error:
            piece = _up_to_the_break(body, left)
        pieces.append(piece)
        left -= len(piece)
        body = member.unused_data if member.eof else b""
    return b"".join(pieces)


def _up_to_the_break(body: bytes, limit: int) -> bytes:
    member = zlib.decompressobj(wbits=31)
    found = bytearray()
    try:
        for start in range(0, len(body), 1024):
            found += member.decompress(body[start : start + 1024], limit - len(found) or 1)
            if len(found) >= limit:
                break
    except zlib.error:
        pass
    return bytes(found[:limit])


def _as_utf8(head: bytes) -> bytes:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head.decode("utf-16", "ignore").encode()
    return head
