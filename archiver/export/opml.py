"""opml: the archive's sites as OPML 2.0, for feed readers and for `archiver crawl --opml`."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from archiver.export.xml import Document

if TYPE_CHECKING:
    from archiver.export.options import ExportOptions
    from archiver.export.selection import Selection


def write(selection: Selection, stream: IO[bytes], options: ExportOptions) -> None:
    """Write an outline a site: type "rss" where a feed of it is known, else "link"."""
    out = Document(stream)
    with out.inside("opml", {"version": "2.0"}):
        with out.inside("head"):
            out.add("title", options.title or "Archived blogs")
        with out.inside("body"):
            for site in selection.sites():
                name, feed = site.site.title or site.name, selection.feed_of(site)
                kind = (
                    {"type": "rss", "xmlUrl": feed, "htmlUrl": site.url} if feed else {"type": "link", "url": site.url}
                )
                out.add("outline", "", {"text": name, "title": name, **kind})
