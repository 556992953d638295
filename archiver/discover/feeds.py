"""Feeds: RSS 0.9x to 2.0, RDF and Atom through feedparser, JSON Feed; entries with all they say, and further pages."""

from __future__ import annotations

import re
import warnings
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import feedparser

from archiver import urls
from archiver.discover import feed_pages, statements, times
from archiver.records import Author, Lead, Role, Source, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archiver.records import Capture

MAX_BYTES = 5_000_000  # of one feed: feedparser takes half a second a megabyte,
MAX_TAGS = 30_000  # and 0.1 ms a tag where the XML is broken; some 3,000 entries with their content escaped
_ENTITY = re.compile(rb"<!ENTITY[^>]*>")
_COMMENT_FRAGMENT = re.compile(r"#(?:li-)?(?:comment|respond|c)-?\d|[?&]showComment=|[?&]replytocom=", re.IGNORECASE)
_COMMENT_FEED = re.compile(
    r"/comments/(?:feed|default|atom|rss)|/\d+/comments/|[?&](?:feed|type)=comments", re.IGNORECASE
)
# feedparser 6.0 knows top-level domains of up to four letters: "ana@blog.studio (Ana)" is "ana@blog.stud", "io (Ana".
_CUT_MAIL = re.compile(r"@.*\.[a-z]{4}$", re.IGNORECASE)
_REST_OF_MAIL = re.compile(r"[a-z]{1,8}(?: \((.+))?$")
_SAME_TIME_FROM = 3  # so many posts are not published in the same second


def read(capture: Capture) -> tuple[Lead, ...]:
    """The posts that a feed names, each with what the entry says, then the feed's further pages.

    A feed of comments names no posts. Of a feed over `MAX_BYTES` or `MAX_TAGS` the first entries are read. A feed
    rarely tells categories from tags: terms are tags unless their scheme says "category".
    """
    parsed = _parse(capture)
    if parsed is None:
        return ()
    feed, entries = parsed["feed"], [entry for entry in parsed["entries"] if isinstance(entry, dict)]
    own = _own_hosts(capture.url, feed)
    if is_of_comments(capture.url, entries):
        return ()
    owners = _owners(parsed)
    said = _believable([_statement(entry, owners) for entry in entries])
    leads = [
        Lead(url, Source.FEED, capture.url, Role.POST, says=says)
        for entry, says in zip(entries, said, strict=True)
        if (url := _address(capture.url, entry, own))
    ]
    further = feed_pages.further(capture.url, feed, len(entries))
    return (*leads, *(Lead(url, Source.FEED, capture.url, Role.FEED) for url in further))


def read_json(capture: Capture, feed: dict[str, Any]) -> tuple[Lead, ...]:
    """The same for a JSON Feed (jsonfeed.org, 1.0 and 1.1), already decoded."""
    items = feed.get("items")
    owners = statements.authors(feed.get("authors") or feed.get("author"))
    leads = []
    for item in items if isinstance(items, list) else ():
        if not isinstance(item, dict):
            continue
        url = statements.text(item.get("url")) or statements.text(item.get("id")) or ""
        target = urls.resolve(capture.url, url) if "/" in url else None
        if target:
            leads.append(Lead(target, Source.FEED, capture.url, Role.POST, says=_json_statement(item, owners)))
    following = statements.text(feed.get("next_url"))
    target = urls.resolve(capture.url, following) if following and leads else None
    if target and target != capture.url:
        leads.append(Lead(target, Source.FEED, capture.url, Role.FEED))
    return tuple(leads)


def site(capture: Capture) -> str | None:
    """The address of the blog that a feed says it is of; None for what is no feed, or does not say.

    RSS: channel/link; Atom: link rel=alternate (RFC 4287, 4.2.7.2); JSON Feed: home_page_url.
    """
    value = statements.load(capture.body)
    if is_json_feed(value):
        stated = statements.text(value.get("home_page_url"))
    else:
        parsed = _parse(capture)
        stated = str(parsed["feed"].get("link") or "") if parsed and parsed.get("version") else None
    return urls.resolve(capture.url, stated) if stated else None


def is_json_feed(value: object) -> bool:
    """Whether a decoded JSON value is a JSON Feed."""
    return isinstance(value, dict) and "jsonfeed.org/version" in str(value.get("version"))


def is_of_comments(url: str, entries: Iterable[dict[str, Any]]) -> bool:
    """Whether a feed's entries are comments: by its address, or because most entries reply or link into a page."""
    if _COMMENT_FEED.search(url):
        return True
    marks = ["thr_in-reply-to" in entry or bool(_COMMENT_FRAGMENT.search(str(entry.get("link")))) for entry in entries]
    return bool(marks) and sum(marks) * 2 > len(marks)


def _parse(capture: Capture) -> Any:  # noqa: ANN401 - feedparser has no types
    body = _bounded(capture.body[:MAX_BYTES])
    if b"<!ENTITY" in body:  # "billion laughs": no feed needs entities of its own
        body = _ENTITY.sub(b"", body)
    headers = {"content-location": capture.url, "content-type": _content_type(capture)}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return feedparser.parse(
                BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
            )
    except Exception:  # noqa: BLE001 - it means to raise nothing, and on hostile bytes raises anything
        return None


def _bounded(body: bytes) -> bytes:
    """The body up to its `MAX_TAGS`th tag; what stands in CDATA sections is no tag."""
    at = -1
    for _ in range(MAX_TAGS):
        at = body.find(b"<", at + 1)
        if body.startswith(b"<![CDATA[", at):
            at = body.find(b"]]>", at)
        if at < 0:
            return body
    return body[:at]


def _content_type(capture: Capture) -> str:
    """The header's charset under a type that feedparser believes: feeds come as text/html and text/plain too."""
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", capture.header("content-type") or "", re.IGNORECASE)
    return f"application/xml; charset={charset[1]}" if charset else "application/xml"


def _own_hosts(url: str, feed: dict[str, Any]) -> frozenset[str]:
    found = {urls.parse(url), urls.parse(str(feed.get("link")))}
    return frozenset(address.host.removeprefix("www.") for address in found if address)


def _address(base: str, entry: dict[str, Any], own: frozenset[str]) -> str | None:
    """The post's own address: what FeedBurner replaced; the link; the guid where the link leads to another site."""
    links = [link for link in entry.get("links") or () if isinstance(link, dict) and link.get("href")]
    offered = [entry.get("feedburner_origlink"), entry.get("link")]
    offered += [link["href"] for link in links if link.get("rel") in {"alternate", "related"}]
    guid = str(entry.get("id") or "")
    offered += [guid] if guid.startswith(("http://", "https://")) else []
    resolved = [url for href in offered if href and (url := urls.resolve(base, str(href)))]
    mine = (url for url in resolved if (address := urls.parse(url)) and address.host.removeprefix("www.") in own)
    return next(mine, None) or next(iter(resolved), None)


def _owners(parsed: dict[str, Any]) -> tuple[Author, ...]:
    """The authors of an Atom feed, who are those of its entries without any (RFC 4287, 4.2.1); never the blog's name.

    RSS has no such rule: a channel's managing editor need not write.
    """
    feed = parsed["feed"]
    if not str(parsed.get("version")).startswith("atom"):
        return ()
    name = (statements.line(feed.get("title")) or "").casefold()
    return tuple(person for person in _authors(feed) if person.name.casefold() != name)


def _statement(entry: dict[str, Any], owners: tuple[Author, ...]) -> Statement:
    contents = [str(part.get("value") or "") for part in entry.get("content") or () if isinstance(part, dict)]
    content = max(contents, key=len, default="")
    summary = str(entry.get("summary") or "")
    html = content if statements.whole(content) else summary if statements.whole(summary) else None
    categories, tags = _terms(entry)
    return Statement(
        title=statements.line(entry.get("title")),
        published_at=times.iso(_own(entry, "published") or _own(entry, "created")),
        modified_at=times.iso(_own(entry, "updated")),
        authors=_authors(entry) or owners,
        categories=categories,
        tags=tags,
        html=html,
        excerpt=statements.prose(summary or content) if html != summary else None,
    )


def _own(entry: dict[str, Any], key: str) -> str:
    """A field as the entry has it: feedparser's own look-up gives "published" for a missing "updated"."""
    return str(dict.get(entry, key) or "")


def _authors(entry: dict[str, Any]) -> tuple[Author, ...]:
    named: list[Author] = []
    for item in entry.get("authors") or ():
        if isinstance(item, dict):
            cut = _CUT_MAIL.search(str(item.get("email"))) and _REST_OF_MAIL.match(str(item.get("name")))
            named += statements.author(cut[1] if cut else item.get("name"), item.get("href"))
    return tuple(dict.fromkeys(named))[: statements.MAX_TERMS]


def _terms(entry: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found: dict[bool, list[object]] = {True: [], False: []}
    for item in entry.get("tags") or ():
        if isinstance(item, dict):
            scheme = str(item.get("scheme") or "").lower()
            label, term = item.get("label"), item.get("term")
            found["categor" in scheme].append(label or term)
    return statements.terms(found[True]), statements.terms(found[False])


def _believable(said: list[Statement]) -> list[Statement]:
    """The statements without times that cannot be the posts' own.

    Where no entry has a time of publication, the only time is it (older Atom templates, RDF). A time that all entries
    share to the second is when the feed was built.
    """
    published = [one.published_at or "" for one in said]
    changed = [one.modified_at or "" for one in said]
    if not any(published) and not _one_moment(changed):
        published = changed
    return [
        replace(one, published_at=day or None, modified_at=change or None)
        for one, day, change in zip(said, _unless_built(published), _unless_built(changed), strict=True)
    ]


def _unless_built(stated: list[str]) -> list[str]:
    return [""] * len(stated) if _one_moment(stated) else stated


def _one_moment(stated: list[str]) -> bool:
    return len(stated) >= _SAME_TIME_FROM and len(set(stated)) == 1 and "T" in stated[0] and "T00:00" not in stated[0]


def _json_statement(item: dict[str, Any], owners: tuple[Author, ...]) -> Statement:
    markup = statements.text(item.get("content_html"))
    html = markup if statements.whole(markup) else None
    summary = item.get("summary") or (None if html else markup or item.get("content_text"))
    return Statement(
        title=statements.line(item.get("title")),
        published_at=times.iso(statements.text(item.get("date_published"))),
        modified_at=times.iso(statements.text(item.get("date_modified"))),
        authors=statements.authors(item.get("authors") or item.get("author")) or owners,
        tags=statements.terms(item.get("tags")),
        language=statements.text(item.get("language")),
        html=html,
        excerpt=statements.prose(summary),
    )
