"""What of the demo blog is not html: robots.txt, sitemaps, the feed, pictures."""

from __future__ import annotations

import struct
import zlib
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING

from archiver.demo import source
from archiver.demo.furniture import slug
from archiver.demo.markup import image_url, token

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

FEED_SIZE = 10
_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_SITEMAP_NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 180 48"><circle cx="24" cy="24" r="18" fill="#0b5c6b"/>'
    '<circle cx="40" cy="24" r="18" fill="#e0a33a" fill-opacity=".8"/><text x="68" y="31" font-family="Arial" '
    'font-size="20" fill="#1d2733">Halden</text></svg>'
)


def robots(origin: str) -> str:
    """robots.txt with Yoast's block."""
    return (
        "# START YOAST BLOCK\n# ---------------------------\nUser-agent: *\nDisallow: /wp-admin/\n"
        f"Disallow: /?s=\nAllow: /wp-admin/admin-ajax.php\n\nSitemap: {origin}/sitemap_index.xml\n"
        "# ---------------------------\n# END YOAST BLOCK\n"
    )


def sitemap_index(origin: str) -> str:
    """Yoast's index of the sitemaps."""
    newest = max(post.modified for post in source.posts()).isoformat()
    entries = "".join(
        f"\t<sitemap>\n\t\t<loc>{origin}/{kind}-sitemap.xml</loc>\n\t\t<lastmod>{newest}</lastmod>\n\t</sitemap>\n"
        for kind in ("post", "page", "category", "author")
    )
    return f"{_XML}{_style(origin)}\n<sitemapindex {_SITEMAP_NS}>\n{entries}</sitemapindex>\n"


def sitemap(kind: str, origin: str) -> str:
    """One of them: kind is "post", "page", "category" or "author"."""
    posts, site = source.posts(), source.settings()
    newest = max(post.modified for post in posts)
    if kind == "post":
        rows: Iterable[tuple[str, datetime, tuple[str, ...]]] = (
            (post.path, post.modified, tuple(block.picture for block in post.blocks if block.picture)) for post in posts
        )
    elif kind == "page":
        rows = ((path, newest, ()) for path in ("/", "/blog/", *(f"/{name}/" for name in site["pages"])))
    elif kind == "category":
        names = dict.fromkeys(name for post in posts for name in post.categories)
        rows = ((f"/category/{slug(name)}/", newest, ()) for name in names)
    else:
        rows = ((f"/author/{slug(person.name)}/", newest, ()) for person in source.people().values())
    entries = "".join(
        f"\t<url>\n\t\t<loc>{origin}{path}</loc>\n\t\t<lastmod>{modified.isoformat()}</lastmod>\n"
        + "".join(
            f"\t\t<image:image>\n\t\t\t<image:loc>{image_url(name, '1024x683', origin)}</image:loc>\n\t\t</image:image>\n"
            for name in pictures
        )
        + "\t</url>\n"
        for path, modified, pictures in rows
    )
    namespaces = f'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" {_SITEMAP_NS}'
    return f"{_XML}{_style(origin)}\n<urlset {namespaces}>\n{entries}</urlset>\n"


def feed(origin: str) -> str:
    """The ten newest posts, with the beginning of their texts; as on sites whose cache ignores ?paged=, always these."""
    site, posts = source.settings(), source.posts()[: -FEED_SIZE - 1 : -1]
    items = "".join(
        f"\t<item>\n\t\t<title>{escape(post.title, quote=False)}</title>\n\t\t<link>{origin}{post.path}</link>\n"
        f"\t\t<comments>{origin}{post.path}#respond</comments>\n"
        f"\t\t<dc:creator><![CDATA[{', '.join(person.name for person in post.people)}]]></dc:creator>\n"
        f"\t\t<pubDate>{format_datetime(post.published)}</pubDate>\n"
        + "".join(f"\t\t<category><![CDATA[{term}]]></category>\n" for term in (*post.categories, *post.tags))
        + f'\t\t<guid isPermaLink="false">{origin}/?p={post.number}</guid>\n'
        f"\t\t<description><![CDATA[{escape(post.excerpt, quote=False)}]]></description>\n"
        f"\t\t<wfw:commentRss>{origin}{post.path}feed/</wfw:commentRss>\n\t</item>\n"
        for post in posts
    )
    return _rss(site["name"], "/feed/", items, origin)


def comments_feed(title: str, path: str, origin: str) -> str:
    """A feed of the comments of one post, or of all: none lately."""
    return _rss(f"Comments on: {title}", path, "", origin)


def image(name: str, width: int, height: int) -> bytes:
    """A PNG for a picture's name: a landscape of three bands in colours that follow from the name."""
    seed = int(token(name), 16)
    hue = [60 + (seed >> shift) % 100 for shift in (0, 8, 16)]
    rows = []
    for y in range(height):
        band = 0 if y < height * 0.45 else 1 if y < height * 0.7 else 2
        shade = 90 - 70 * y // height
        pixel = bytes(min(255, tone + shade + 30 * (band == index)) for index, tone in enumerate(hue))
        rows.append(b"\0" + pixel * width)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(b"".join(rows), 6))
        + _chunk(b"IEND", b"")
    )


def _rss(title: str, path: str, items: str, origin: str) -> str:
    namespaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" '
        'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    )
    newest = source.posts()[-1].published
    return (
        f'{_XML}<rss version="2.0" {namespaces}>\n<channel>\n\t<title>{escape(title, quote=False)}</title>\n'
        f'\t<atom:link href="{origin}{path}" rel="self" type="application/rss+xml" />\n\t<link>{origin}/</link>\n'
        f"\t<description>{source.settings()['tagline']}</description>\n"
        f"\t<lastBuildDate>{format_datetime(newest)}</lastBuildDate>\n\t<language>en-US</language>\n"
        "\t<sy:updatePeriod>hourly</sy:updatePeriod>\n\t<sy:updateFrequency>1</sy:updateFrequency>\n"
        f"\t<generator>https://wordpress.org/?v=6.5.3</generator>\n{items}</channel>\n</rss>\n"
    )


def _style(origin: str) -> str:
    return f'<?xml-stylesheet type="text/xsl" href="{origin}/wp-content/plugins/wordpress-seo/css/main-sitemap.xsl"?>'


def _chunk(kind: bytes, payload: bytes) -> bytes:
    return struct.pack(">I", len(payload)) + kind + payload + struct.pack(">I", zlib.crc32(kind + payload))
