"""epub: a book of the chosen posts (EPUB 3.3), oldest first, a chapter a post, contents by year, with a drawn cover.

Nothing is loaded from the web: an image is a link with its text. The same posts give the same bytes. EbookLib, the
library for this, keeps the whole book in memory, and its licence (AGPL) is not ours; a book is a zip file of pages.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from archiver.errors import UsageError
from archiver.export.dates import day
from archiver.export.links import InnerLinks
from archiver.export.markup import Setting, as_xhtml, language_or, web_address
from archiver.export.plain import paragraphs
from archiver.export.render import direction, sanitised, template

if TYPE_CHECKING:
    from archiver.export.options import ExportOptions
    from archiver.export.selection import Selection
    from archiver.store import PostRecord

_CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_MOST_CREATORS = 20
_COVER_COLUMNS, _COVER_LINES = 22, 6
_UNKNOWN_LANGUAGE = "und"


@dataclass(frozen=True, slots=True)
class _Chapter:
    key: str
    file: str
    title: str
    year: str
    language: str | None


@dataclass(slots=True)
class _Contents:
    """What the book's own pages need to know of its posts."""

    chapters: list[_Chapter] = field(default_factory=list)
    authors: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    modified: datetime = datetime(1980, 1, 1, tzinfo=UTC)

    def add(self, post: PostRecord) -> None:
        language = language_or(post.language, None)
        title = post.title.strip() or post.url
        year = (day(post.published_at) or "")[:4] or "—"
        self.chapters.append(_Chapter(f"post-{post.id}", f"post-{post.id}.xhtml", title, year, language))
        self.authors.update(author.name for author in post.authors)
        self.modified = max(self.modified, post.revised_at)
        if language:
            self.languages[language] += 1

    def years(self) -> list[tuple[str, list[_Chapter]]]:
        """Chapters by year, in their order; a year that is interrupted begins again."""
        groups: list[tuple[str, list[_Chapter]]] = []
        for chapter in self.chapters:
            if not groups or groups[-1][0] != chapter.year:
                groups.append((chapter.year, []))
            groups[-1][1].append(chapter)
        return groups


def write(selection: Selection, stream: IO[bytes], _: ExportOptions) -> None:
    """Write one book, after going through the posts once for the addresses that links in it may mean."""
    inner = InnerLinks()
    for post in selection.outline():
        for url in (post.url, *post.aliases):
            inner.add(url, f"post-{post.id}.xhtml")
    contents = _Contents()
    with ZipFile(stream, "w") as book:
        _put(book, "mimetype", "application/epub+zip", stored=True)
        _put(book, "META-INF/container.xml", _CONTAINER)
        setting = Setting(link=lambda href: _href(href, inner), remote_images=False)
        for post in selection.posts():
            contents.add(post)
            _put(book, f"book/{contents.chapters[-1].file}", _page(post, contents.chapters[-1], setting))
        if not contents.chapters:
            raise UsageError("no post to make a book of: widen the filters")
        _put_frame(book, selection, contents)


def _put_frame(book: ZipFile, selection: Selection, contents: _Contents) -> None:
    """The book's own pages: cover, contents, package."""
    title = selection.title()
    common = contents.languages.most_common(1)
    language = common[0][0] if common else _UNKNOWN_LANGUAGE
    years = contents.years()
    span = years[0][0] if years[0][0] == years[-1][0] else f"{years[0][0]} – {years[-1][0]}"  # noqa: RUF001 - a range
    identifier = uuid5(NAMESPACE_URL, f"{selection.home()} {title}")
    frame: dict[str, Any] = {
        "title": title,
        "language": language,
        "direction": direction(language),
        "years": years,
        "chapters": contents.chapters,
        "authors": [name for name, _ in contents.authors.most_common(_MOST_CREATORS)],
        "identifier": identifier.urn,
        "source": selection.home(),
        "modified": contents.modified.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "lines": _cover_lines(title),
        "subtitle": f"{len(contents.chapters)} · {span}",
        "hue": identifier.int % 360,
    }
    for page in ("nav.xhtml", "book.opf", "cover.xhtml", "cover.svg", "book.css"):
        _put(book, f"book/{page}", template(f"epub/{page}").render(frame))


def _page(post: PostRecord, chapter: _Chapter, setting: Setting) -> str:
    return template("epub/post.xhtml").render(
        title=chapter.title,
        language=chapter.language or _UNKNOWN_LANGUAGE,
        direction=direction(chapter.language),
        day=day(post.published_at),
        authors=", ".join(author.name for author in post.authors),
        content=sanitised(as_xhtml(post.html or paragraphs(post.text), setting)),
        href=web_address(post.url),
        url=post.url,
    )


def _href(href: str, inner: InnerLinks) -> str:
    found = inner.find(href)
    return found[0] if found else web_address(href)  # a fragment there may be gone, and strict readers refuse that


def _cover_lines(title: str) -> list[str]:
    """The title in lines that fit the cover; wide scripts take two columns a character."""
    wide = any(unicodedata.east_asian_width(character) == "W" for character in title)
    return textwrap.wrap(title, _COVER_COLUMNS // (2 if wide else 1), max_lines=_COVER_LINES, placeholder="…")


def _put(book: ZipFile, name: str, text: str, *, stored: bool = False) -> None:
    entry = ZipInfo(name, _ZIP_EPOCH)
    entry.external_attr = 0o644 << 16
    book.writestr(entry, text.encode(), ZIP_STORED if stored else ZIP_DEFLATED)
