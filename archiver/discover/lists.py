"""Reading platforms' own lists of posts: JSON of many makes, Tumblr's script, Hexo's search.xml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from archiver.discover import markup, statements, times
from archiver.records import Lead, Role, Source, Statement

if TYPE_CHECKING:
    from lxml import etree

    from archiver.records import Author, Capture

MAX_ITEMS = 20_000  # of one list
_KEYS = ("posts", "items", "articles", "entries", "results", "data", "pages", "documents", "docs")
_ADDRESS = ("canonical_url", "permalink", "url", "link", "href", "relpermalink", "relPermalink", "uri", "path")
_PUBLISHED = (
    "published_at",
    "post_date",
    "date_published",
    "datePublished",
    "publishDate",
    "published",
    "date",
    "created_at",
)
_MODIFIED = ("updated_at", "date_modified", "dateModified", "lastmod", "modified", "updated")
_CONTENT = ("html", "content_html", "body_html", "content", "contents", "body", "text")
_SUMMARY = ("custom_excerpt", "excerpt", "summary", "description", "subtitle")
_OFFSET = re.compile(r"(?<=[?&])(offset|start|page)=(\d{1,6})(?=&|$)")
_LAST_OFFSET = 10_000  # a server that does not heed the offset would never end
_FULL_SUBSTACK = 12  # what Substack gives where it does not heed a larger limit


def read(capture: Capture, value: Any) -> tuple[Lead, ...]:  # noqa: ANN401 - decoded JSON
    """The posts that a decoded list names, then its next page; nothing where it is no list of titled addresses.

    Understood: Ghost's Content API, Substack's archive, Tumblr's posts, content.json of Hexo, index.json and
    search.json of Hugo and Jekyll in their many spellings. An entry without a date may be a page as well as a post.
    """
    if isinstance(value, dict) and "tumblelog" in value and isinstance(value.get("posts"), list):
        return _tumblr(capture, value)
    items = [item for item in _items(value)[:MAX_ITEMS] if isinstance(item, dict)]
    leads = [lead for item in items if (lead := _lead(capture.url, item))]
    if not leads or len(leads) * 2 < len(items):
        return ()
    following = _following(capture.url, value, len(items))
    return (*leads, *(Lead(url, Source.PLATFORM, capture.url, Role.API) for url in following))


def read_search_index(capture: Capture) -> tuple[Lead, ...]:
    """The posts of Hexo's search.xml: title, whole content, categories and tags, no dates."""
    root = markup.root(capture.body)
    entries = root.iter("entry") if root is not None else ()
    return tuple(lead for entry in entries if (lead := _search_entry(capture.url, entry)))


def _items(value: object) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        return next((value[key] for key in _KEYS if isinstance(value.get(key), list)), [])
    return []


def _lead(base: str, item: dict[str, Any]) -> Lead | None:
    title = statements.line(item.get("title") or item.get("name"))
    url = statements.address(base, *map(item.get, _ADDRESS))
    if not url or not title:
        return None
    said = _statement(item, title)
    return Lead(url, Source.PLATFORM, base, Role.POST if said.published_at else Role.UNKNOWN, says=said)


def _statement(item: dict[str, Any], title: str) -> Statement:
    content = _first(item, _CONTENT)
    summary = _first(item, _SUMMARY)
    whole = content if statements.whole(content) else None
    tags = [tag for tag in _tags(item) if not tag.startswith("#")]  # Ghost's internal ones
    return Statement(
        title=title,
        published_at=times.iso(_first(item, _PUBLISHED)) or times.from_unix(item.get("date")),
        modified_at=times.iso(_first(item, _MODIFIED)),
        authors=_authors(item),
        categories=statements.terms(item.get("categories") or item.get("category")),
        tags=tuple(tags),
        html=whole,
        excerpt=statements.prose(summary or (None if whole else content)),
    )


def _first(item: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    return next((stated for key in keys if (stated := statements.text(item.get(key)))), None)


def _tags(item: dict[str, Any]) -> tuple[str, ...]:
    return statements.terms(item.get("tags") or item.get("postTags") or item.get("tag"))


def _authors(item: dict[str, Any]) -> tuple[Author, ...]:
    return statements.authors(item.get("authors") or item.get("publishedBylines") or item.get("author"))


def _following(url: str, value: Any, items: int) -> list[str]:  # noqa: ANN401 - decoded JSON
    """The next page: by what Ghost says of its pages, by Substack's offset."""
    meta = value.get("meta") if isinstance(value, dict) else None
    pagination = meta.get("pagination") if isinstance(meta, dict) else None
    if isinstance(pagination, dict):
        page, following = pagination.get("page"), pagination.get("next")
        asked = next((int(match[2]) for match in _OFFSET.finditer(url) if match[1] == "page"), 1)
        return [_at(url, "page", asked + 1)] if (page, following) == (asked, asked + 1) else []
    match = _OFFSET.search(url)
    if match and match[1] == "offset" and items >= _FULL_SUBSTACK and int(match[2]) < _LAST_OFFSET:
        return [_at(url, "offset", int(match[2]) + items)]
    return []


def _at(url: str, name: str, number: int) -> str:
    """The address of a list with its place set."""
    for match in _OFFSET.finditer(url):
        if match[1] == name:
            return f"{url[: match.start(2)]}{number}{url[match.end(2) :]}"
    return f"{url}{'&' if '?' in url else '?'}{name}={number}"


def _tumblr(capture: Capture, value: dict[str, Any]) -> tuple[Lead, ...]:
    posts = [post for post in value["posts"] if isinstance(post, dict)]
    leads = []
    for post in posts:
        url = statements.address(capture.url, post.get("url-with-slug"), post.get("url"))
        if url:
            leads.append(Lead(url, Source.PLATFORM, capture.url, Role.POST, says=_tumblr_statement(post)))
    start, total = (statements.text(value.get(key)) or "0" for key in ("posts-start", "posts-total"))
    asked = next((match[2] for match in _OFFSET.finditer(capture.url) if match[1] == "start"), "0")
    following = int(asked) + len(posts)
    if posts and start == asked and total.isdecimal() and len(total) <= 6 and following < int(total):  # noqa: PLR2004
        leads.append(Lead(_at(capture.url, "start", following), Source.PLATFORM, capture.url, Role.API))
    return tuple(leads)


def _tumblr_statement(post: dict[str, Any]) -> Statement:
    body = statements.text(post.get("regular-body"))
    return Statement(
        title=statements.line(post.get("regular-title")),
        published_at=times.zoned(_tumblr_time(post.get("date")), _tumblr_time(post.get("date-gmt"))),
        tags=statements.terms(post.get("tags")),
        html=body if statements.whole(body) else None,
        excerpt=None if statements.whole(body) else statements.prose(body),
    )


def _tumblr_time(value: object) -> str | None:
    """Either of "2021-11-01 08:30:00 GMT" and "Mon, 01 Nov 2021 09:30:00" as ISO text without its zone."""
    stated = times.iso((statements.text(value) or "").removesuffix("GMT"))
    return stated[:19] if stated else None


def _search_entry(base: str, entry: etree._Element) -> Lead | None:
    link = entry.find("link")
    title = statements.line(entry.findtext("title"))
    url = statements.address(base, link.get("href") if link is not None else None, entry.findtext("url"))
    if not url or not title:
        return None
    content = entry.findtext("content")
    said = Statement(
        title=title,
        categories=statements.terms([element.text for element in entry.iter("category")]),
        tags=statements.terms([element.text for element in entry.iter("tag")]),
        html=content if statements.whole(content) else None,
        excerpt=None if statements.whole(content) else statements.prose(content),
    )
    return Lead(url, Source.PLATFORM, base, Role.UNKNOWN, says=said)
