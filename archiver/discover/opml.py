"""OPML (opml.org/spec2.opml): a reader's list of blogs, as the sites and feeds in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archiver import urls
from archiver.discover import markup, statements
from archiver.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

MAX_BLOGS = 10_000


@dataclass(frozen=True, slots=True)
class Subscription:
    """One blog of an OPML file. site_url: where it begins; feed_url: its feed; at least one of the two is stated."""

    title: str
    site_url: str | None
    feed_url: str | None

    @property
    def url(self) -> str:
        """Where to begin: the blog, or its feed, which names the blog."""
        return self.site_url or self.feed_url or ""


def read(body: bytes, name: str = "OPML") -> tuple[Subscription, ...]:
    """The blogs of an OPML 1.0 or 2.0 file, folders opened, each blog once, in the file's order.

    Broken XML gives what can be read of it. Raises UsageError, with the file's `name`, where it is no OPML at all.
    """
    root = markup.root(body)
    if root is None or str(root.tag).rpartition("}")[2].lower() != "opml":
        raise UsageError(f"{name}: this is no OPML file (a feed reader's export of its subscriptions)")
    found: dict[str, Subscription] = {}
    for subscription in _outlines(root):
        found.setdefault(subscription.feed_url or subscription.url, subscription)
    return tuple(found.values())[:MAX_BLOGS]


def _outlines(root: etree._Element) -> Iterator[Subscription]:
    for outline in root.iter("{*}outline"):
        stated = {str(key).lower(): str(value) for key, value in outline.items()}
        feed_url, site_url = _address(stated.get("xmlurl")), _address(stated.get("htmlurl")) or _linked(stated)
        if feed_url or site_url:
            title = statements.line(stated.get("title")) or statements.line(stated.get("text"))
            yield Subscription(title or site_url or feed_url or "", site_url, feed_url)


def _linked(stated: dict[str, str]) -> str | None:
    """The page that an outline of type "link" is; one that ends with .opml is another list, not a blog."""
    url = stated.get("url", "")
    return _address(url) if stated.get("type", "").lower() == "link" and not url.lower().endswith(".opml") else None


def _address(text: str | None) -> str | None:
    spelled = (text or "").strip()
    if spelled.startswith("feed:"):
        spelled = "http:" + spelled.removeprefix("feed:") if spelled.startswith("feed://") else spelled[5:]
    return urls.clean(spelled)
