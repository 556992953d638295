"""atom: the posts as a feed by RFC 4287, for any feed reader.

One file is a complete feed (RFC 5005 §2): every post is in it. With a page size it is an archived feed (§4) in a
folder: `index.xml` has the newest posts, and each document names the one before it. Pages are filled from the oldest
post on, so a full page stays as it is while new posts come.
"""

from __future__ import annotations

import io
from contextlib import contextmanager
from itertools import islice
from typing import IO, TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from archiver.export.dates import moment, rfc3339
from archiver.export.xml import Document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from archiver.export.folders import Folder
    from archiver.export.options import ExportOptions
    from archiver.export.selection import Selection
    from archiver.store import PostRecord

ATOM = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"
INDEX = "index.xml"


def write(selection: Selection, stream: IO[bytes], _: ExportOptions) -> None:
    """Write one complete feed."""
    with _feed(stream, selection, max(map(_updated, selection.outline()), default=None)) as feed:
        feed.add("fh:complete")
        for post in selection.posts():
            _entry(feed, post)


def write_pages(selection: Selection, folder: Folder, options: ExportOptions) -> None:
    """Write an archived feed of `options.page_size` posts a document."""
    posts, number = selection.posts(), 0
    following = list(islice(posts, options.page_size))
    while following or not number:
        page, following = following, list(islice(posts, options.page_size))
        number += 1
        buffer = io.BytesIO()
        with _feed(buffer, selection, max(map(_updated, page), default=None)) as feed:
            if following:
                feed.add("fh:archive")
                feed.add("link", "", {"rel": "current", "href": INDEX})
            name = _page(number) if following else INDEX
            feed.add("link", "", {"rel": "self", "href": name})
            if number > 1:
                feed.add("link", "", {"rel": "prev-archive", "href": _page(number - 1)})
            for post in page:
                _entry(feed, post)
        folder.write(name, buffer.getvalue())


@contextmanager
def _feed(stream: IO[bytes], selection: Selection, updated: datetime | None) -> Iterator[Document]:
    """A feed with what must stand before its entries."""
    home, title, feed = selection.home(), selection.title(), Document(stream)
    with feed.inside("feed", {"xmlns": ATOM, "xmlns:fh": HISTORY}):
        feed.add("id", home or uuid5(NAMESPACE_URL, title).urn)
        feed.add("title", title)
        feed.add("updated", rfc3339(updated) if updated else "1970-01-01T00:00:00Z")
        with feed.inside("author"):  # for entries without one: the standard wants somebody
            feed.add("name", title)
        if home:
            feed.add("link", "", {"rel": "alternate", "href": home})
        yield feed


def _entry(feed: Document, post: PostRecord) -> None:
    with feed.inside("entry"):
        feed.add("id", post.url)
        feed.add("title", post.title)
        feed.add("link", "", {"rel": "alternate", "href": post.url})
        published = moment(post.published_at)
        if published:
            feed.add("published", rfc3339(published))
        feed.add("updated", rfc3339(_updated(post)))
        for author in post.authors:
            with feed.inside("author"):
                feed.add("name", author.name)
                if author.url:
                    feed.add("uri", author.url)
        for category in dict.fromkeys((*post.categories, *post.tags)):
            feed.add("category", "", {"term": category})
        if post.description:
            feed.add("summary", post.description)
        text, kind = (post.html, "html") if post.html else (post.text, "text")
        feed.add("content", text, {"type": kind})


def _updated(post: PostRecord) -> datetime:
    return moment(post.modified_at) or moment(post.published_at) or post.first_seen_at


def _page(number: int) -> str:
    return f"archive-{number:05}.xml"
