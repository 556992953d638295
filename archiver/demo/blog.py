"""The demo blog by address: what its server answers to a path and a query."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from math import ceil
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from archiver.demo import documents, pages, source
from archiver.demo.furniture import slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.demo.source import Post

PAGE_SIZE = 9
_LISTING = re.compile(r"/(?:(blog)|(category|tag|author)/([^/]+)|(\d{4}(?:/\d\d){0,2}))(?:/page/(\d+))?/")
_IMAGE = re.compile(r"/wp-content/uploads/\d{4}/03/([a-z0-9-]+)-(1024x683|300x200)\.png")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_BUILT = datetime(2024, 6, 3, 8, 0, tzinfo=UTC)  # when the theme and the pages were last touched


@dataclass(frozen=True, slots=True)
class Document:
    """What stands at an address. modified: for Last-Modified; location: where a redirect leads."""

    body: bytes
    content_type: str = "text/html; charset=UTF-8"
    status: int = 200
    modified: datetime | None = None
    location: str | None = None


def find(path: str, query: str, origin: str) -> Document:
    """The document there; a 404 page where nothing stands. Other parameters than WordPress' own do not matter."""
    asked = parse_qs(query)
    number = asked.get("p", [""])[0]
    if path == "/" and number.isdigit():
        return _shortlink(int(number), origin)
    if path == "/events/":
        return _events(asked.get("month", ["2024-05"])[0], origin)
    return _at(path, origin)


@cache
def _at(path: str, origin: str) -> Document:
    posts = {post.path: post for post in source.posts()}
    if path in posts:
        return _html(pages.post_page(posts[path], origin), max(posts[path].modified, _BUILT))
    if path.endswith("/feed/") and path.removesuffix("feed/") in posts:
        post = posts[path.removesuffix("feed/")]
        return _xml(documents.comments_feed(post.title, path, origin), post.published, "application/rss+xml")
    if path + "/" in posts or path == "/blog":
        return Document(b"", status=301, location=f"{origin}{path}/")
    return _document(path, origin) or _listing(path, origin) or _picture(path) or _missing(origin)


def _document(path: str, origin: str) -> Document | None:  # noqa: C901, PLR0911 - one case an address
    newest = source.posts()[-1].modified
    site = source.settings()
    name = path.strip("/")
    if name in site["pages"]:
        return _html(
            pages.static(site["pages"][name]["title"], f"/{name}/", site["pages"][name]["text"], origin), _BUILT
        )
    match path:
        case "/":
            return _html(pages.home(origin), _BUILT)
        case "/robots.txt":
            return Document(documents.robots(origin).encode(), "text/plain; charset=UTF-8", modified=_BUILT)
        case "/sitemap_index.xml":
            return _xml(documents.sitemap_index(origin), newest)
        case "/sitemap.xml" | "/wp-sitemap.xml":
            return Document(b"", status=301, location=f"{origin}/sitemap_index.xml")
        case "/feed/":
            return _xml(documents.feed(origin), newest, "application/rss+xml")
        case "/comments/feed/":
            return _xml(documents.comments_feed(site["name"], path, origin), newest, "application/rss+xml")
        case "/wp-content/uploads/2019/03/logo.svg":
            return Document(documents.LOGO.encode(), "image/svg+xml", modified=_BUILT)
        case _ if path.startswith("/wp-json/"):
            told = {"code": "rest_cannot_access", "message": "Only authenticated users can access the REST API."}
            return Document(
                json.dumps(told | {"data": {"status": 401}}).encode(), "application/json; charset=UTF-8", 401
            )
        case _ if kind := re.fullmatch(r"/(post|page|category|author)-sitemap\.xml", path):
            return _xml(documents.sitemap(kind[1], origin), newest)
        case _:
            return None


def _listing(path: str, origin: str) -> Document | None:
    match = _LISTING.fullmatch(path)
    if match is None:
        return None
    blog, kind, name, date, page = match.groups()
    if blog:
        title, about, chosen = "Knowledge Hub", "", list(source.posts())
    elif date:
        chosen = [post for post in source.posts() if f"{post.published:%Y/%m/%d}/".startswith(f"{date}/")]
        title, about = f"Archives: {date}", ""
    else:
        title, about, chosen = _term(kind, name)
    number, last = int(page or 1), ceil(len(chosen) / PAGE_SIZE)
    if not 1 <= number <= last:
        return None
    newest_first = chosen[::-1]
    shown = newest_first[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    first = path.partition("page/")[0]
    return _html(
        pages.listing(title, first, shown, (number, last), origin, about), max(post.modified for post in shown)
    )


def _term(kind: str, name: str) -> tuple[str, str, list[Post]]:
    """Title, description and posts of a category, tag or author."""
    if kind == "author":
        person = next((person for person in source.people().values() if slug(person.name) == name), None)
        chosen = [post for post in source.posts() if person in post.people]
        return (person.name, " ".join(person.bio), chosen) if person else ("", "", [])
    terms = {slug(term): term for post in source.posts() for term in _terms(post, kind)}
    chosen = [post for post in source.posts() if name in map(slug, _terms(post, kind))]
    return terms.get(name, ""), "", chosen


def _terms(post: Post, kind: str) -> Sequence[str]:
    return post.categories if kind == "category" else post.tags


def _picture(path: str) -> Document | None:
    match = _IMAGE.fullmatch(path)
    if match is None:
        return None
    width, height = (int(side) for side in match[2].split("x"))
    return Document(documents.image(match[1], width, height), "image/png", modified=_BUILT)


def _shortlink(number: int, origin: str) -> Document:
    post = next((post for post in source.posts() if post.number == number), None)
    return Document(b"", status=301, location=origin + post.path) if post else _missing(origin)


def _events(month: str, origin: str) -> Document:
    return _html(pages.calendar(month, origin), _BUILT) if _MONTH.fullmatch(month) else _missing(origin)


def _missing(origin: str) -> Document:
    words = ["It looks like nothing was found at this location. Maybe try a search?"]
    return Document(pages.static("Page not found", "/404/", words, origin).encode(), status=404)


def _html(text: str, modified: datetime) -> Document:
    return Document(text.encode(), modified=modified)


def _xml(text: str, modified: datetime, content_type: str = "text/xml") -> Document:
    return Document(text.encode(), f"{content_type}; charset=UTF-8", modified=modified)
