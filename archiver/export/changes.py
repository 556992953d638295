"""changes: what happened to the posts, as an Atom feed (RFC 4287) that a feed reader can follow, the newest first."""

from __future__ import annotations

from itertools import islice
from typing import IO, TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from archiver.export.atom import ATOM
from archiver.export.dates import rfc3339
from archiver.export.xml import Document
from archiver.records import ChangeKind
from archiver.store import EventFilter, PostFilter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.export.options import ExportOptions
    from archiver.export.selection import Selection
    from archiver.store import Event

MOST = 200  # changes in a feed: readers ask often, and keep what they have seen
_TOLD = frozenset((ChangeKind.NEW, ChangeKind.REVISED, ChangeKind.MOVED, ChangeKind.GONE, ChangeKind.BACK))


def write(selection: Selection, stream: IO[bytes], options: ExportOptions) -> None:
    """Write a feed of the newest changes of the chosen posts: an entry each, with its kind as category."""
    title = f"Changes of {selection.title()}"
    home = selection.home()
    events = list(islice(_events(selection, options.where), MOST))
    feed = Document(stream)
    with feed.inside("feed", {"xmlns": ATOM}):
        feed.add("id", uuid5(NAMESPACE_URL, f"{home or title}#changes").urn)
        feed.add("title", title)
        feed.add("updated", rfc3339(events[0].at) if events else "1970-01-01T00:00:00Z")
        with feed.inside("author"):
            feed.add("name", "blog-archiver")
        if home:
            feed.add("link", "", {"rel": "alternate", "href": home})
        for event in events:
            _entry(feed, event)
            selection.done += 1


def _events(selection: Selection, where: PostFilter | None) -> Iterator[Event]:
    site = where.site if where is not None else None
    chosen = None
    if where not in {None, PostFilter(), PostFilter(site=site)}:
        chosen = {post.id for post in selection.outline()}
    for event in selection.archive.posts.events(EventFilter(site=site)):
        if event.kind in _TOLD and (chosen is None or event.post_id in chosen):
            yield event


def _entry(feed: Document, event: Event) -> None:
    with feed.inside("entry"):
        feed.add("id", uuid5(NAMESPACE_URL, f"{event.site}#{event.post_id}#{event.kind}#{event.at.isoformat()}").urn)
        feed.add("title", f"{event.kind}: {event.title}")
        feed.add("link", "", {"rel": "alternate", "href": event.url})
        feed.add("updated", rfc3339(event.at))
        feed.add("category", "", {"term": str(event.kind)})
        feed.add("content", _words(event), {"type": "text"})


def _words(event: Event) -> str:
    """What changed, in a line or two."""
    lines = [event.reason]
    if event.words_added or event.words_removed:
        lines.append(f"+{event.words_added} -{event.words_removed} words")
    if event.from_url and event.to_url:
        lines.append(f"{event.from_url} → {event.to_url}")
    return "\n".join(lines)
