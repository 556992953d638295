"""What a sitemap holds, by its name: plugins and platforms write one a type of content.

Seen: Yoast, Rank Math, All in One SEO, SEOPress (post-sitemap2.xml, post_tag-sitemap.xml), WordPress core
(wp-sitemap-posts-post-1.xml, wp-sitemap-taxonomies-category-1.xml, wp-sitemap-users-1.xml), Google XML Sitemaps
(sitemap-pt-post-2021-11.xml, sitemap-tax-category.xml), Ghost (sitemap-posts.xml), Wix (blog-posts-sitemap.xml),
Shopify (sitemap_blogs_1.xml), Medium (/sitemap/posts/2021/posts-2021-11-01.xml), Jetpack (image-sitemap-1.xml).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from archiver import urls
from archiver.discover.words import LISTINGS, words_of
from archiver.profile.words import BLOGS
from archiver.records import Lead, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

_CORE_TYPE = re.compile(r"wp-sitemap-posts-(.+?)-\d+\.xml")
_LISTINGS = LISTINGS | {"format", "archives", "terms", "misc"}
_MEDIA = frozenset({"image", "images", "video", "videos", "media", "attachment", "attachments"})
_PAGES = frozenset(
    {
        "page",
        "pages",
        "static",
        "product",
        "products",
        "collection",
        "collections",
        "event",
        "events",
        "location",
        "locations",
    }
    | {"local", "job", "jobs", "elementor", "landing", "forum", "forums", "doc", "docs"}
)
_ORDER = {Role.POST: 0, Role.UNKNOWN: 1, Role.PAGE: 2}


def holds(url: str) -> Role:
    """The role of the addresses in a sitemap: POST, PAGE, LISTING, MEDIA, or UNKNOWN where the name does not tell."""
    address = urls.parse(url)
    if address is None:
        return Role.UNKNOWN
    path = unquote(address.path).lower()
    core = _CORE_TYPE.search(path)
    words = frozenset(words_of(core[1] if core else _telling(path)))
    for names, role in ((_LISTINGS, Role.LISTING), (_MEDIA, Role.MEDIA), (BLOGS, Role.POST), (_PAGES, Role.PAGE)):
        if words & names:
            return role
    return Role.UNKNOWN


def worth_reading(leads: Iterable[Lead]) -> tuple[Lead, ...]:
    """Those of a site's sitemaps that can name posts, the likeliest first.

    Sitemaps of terms, authors and images go where another sitemap is there to name the posts, those of products and
    places where one of posts is; one of plain pages stays, for it tells what is no post.
    """
    held = [(lead, holds(lead.url)) for lead in leads]
    roles = {role for _, role in held}
    kept = [(lead, role) for lead, role in held if role in _ORDER]
    if Role.POST in roles:
        kept = [(lead, role) for lead, role in kept if role is not Role.PAGE or _plain_pages(lead.url)]
    elif Role.UNKNOWN not in roles:
        kept = held
    return tuple(lead for lead, _ in sorted(kept, key=lambda pair: _ORDER.get(pair[1], 3)))


def _telling(path: str) -> str:
    """The file's name; with its folder where that is a sitemap's (Medium), not where the blog itself lies in one."""
    folder, _, name = path.rpartition("/")
    parent = folder.rpartition("/sitemap/")[2] if "/sitemap/" in folder + "/" else ""
    return f"{parent} {name}"


def _plain_pages(url: str) -> bool:
    return not {"page", "pages"}.isdisjoint(words_of(url.rpartition("/")[2]))
