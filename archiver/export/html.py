"""html: a reading copy that works from disk, without a server: by year, tag, category and author, with a search.

Pages hold no script but the one search page, which runs only the copy's own; what came from the web is sanitised, and
a Content-Security-Policy in each page says it again to the browser. Images stay at their addresses in the web.

What lists show of each post is noted on disk while names are given, so that memory holds terms, and four bytes for each
post that a term has.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

import msgspec

from archiver.export.dates import day
from archiver.export.links import InnerLinks
from archiver.export.markdown import stem
from archiver.export.markup import Setting, as_html, language_or, web_address
from archiver.export.names import Names, slug
from archiver.export.plain import paragraphs
from archiver.export.render import direction, sanitised, template
from archiver.export.search import Index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from archiver.export.folders import Folder
    from archiver.export.options import ExportOptions
    from archiver.export.selection import Selection
    from archiver.store import DiskMap, PostRecord

_NEWEST = 30
_AT_ONCE = 200  # pieces of a template, each some words long, in one


class _Entry(NamedTuple):
    """A post as lists show it."""

    href: str
    title: str
    day: str | None
    authors: tuple[str, ...]
    language: str | None


@dataclass(slots=True)
class _Term:
    """A year, tag, category or author, with a page of its own."""

    name: str
    file: str
    numbers: array[int] = field(default_factory=lambda: array("I"))  # of its posts

    @property
    def href(self) -> str:
        return quote(self.file)


@dataclass(slots=True)
class _Overview:
    """All terms of a kind, and the page that lists them."""

    folder: str
    heading: str
    ascii_only: bool
    terms: dict[str, _Term] = field(default_factory=dict)
    names: Names[str] = field(default_factory=Names)

    @property
    def file(self) -> str:
        return f"{self.folder}.html"

    def add(self, name: str, number: int) -> None:
        term = self.terms.get(name)
        if term is None:
            file = self.names.assign(name, slug(name, ascii_only=self.ascii_only))
            term = self.terms[name] = _Term(name, f"{self.folder}/{file}.html")
        term.numbers.append(number)

    def of(self, names: Iterable[str]) -> list[_Term]:
        return [self.terms[name] for name in dict.fromkeys(names)]


class _Copy:
    """The copy as a whole: its entries in order, its terms, and where addresses lead inside it."""

    def __init__(self, selection: Selection, folder: Folder, *, ascii_only: bool) -> None:
        self.title, self.home = selection.title(), selection.home()
        self.years = _Overview("years", "Years", ascii_only)
        self.tags = _Overview("tags", "Tags", ascii_only)
        self.categories = _Overview("categories", "Categories", ascii_only)
        self.authors = _Overview("authors", "Authors", ascii_only)
        self.size = 0
        self.entries: DiskMap[int, _Entry] = folder.scratch.map(int, _Entry)
        self.numbers: DiskMap[int, int] = folder.scratch.map(int, int)
        self.links = InnerLinks(folder.scratch.map(int, str))
        for post in selection.outline():
            name = folder.name_post(post.id, stem(post, ascii_only=ascii_only))
            self._add(post, name)

    @property
    def overviews(self) -> list[_Overview]:
        every = (self.years, self.categories, self.tags, self.authors)
        return [overview for overview in every if overview.terms]

    def _add(self, post: PostRecord, name: str) -> None:
        published = day(post.published_at)
        authors = tuple(author.name for author in post.authors)
        href = f"posts/{quote(name)}.html"
        entry = _Entry(href, post.title.strip() or post.url, published, authors, language_or(post.language, None))
        number, self.size = self.size, self.size + 1
        self.numbers[post.id], self.entries[number] = number, entry
        self.years.add(published[:4] if published else "Undated", number)
        for overview, names in ((self.authors, authors), (self.categories, post.categories), (self.tags, post.tags)):
            for term in dict.fromkeys(names):
                overview.add(term, number)
        for url in (post.url, *post.aliases):
            self.links.add(url, name)

    def latest_first(self, numbers: Sequence[int]) -> Iterator[_Entry]:
        """What lists show of these posts."""
        return map(self.entries.__getitem__, reversed(numbers))

    def href(self, href: str) -> str:
        """The address to write in a post's page for one that the post names."""
        found = self.links.find(href)
        if found is None:
            return web_address(href)
        name, fragment = found
        return f"{quote(name)}.html{quote(fragment, safe='#')}"


def write(selection: Selection, folder: Folder, options: ExportOptions) -> None:
    """Write the copy, after going through the posts once for their names, years, tags and authors."""
    copy = _Copy(selection, folder, ascii_only=options.ascii_only)
    index, setting = Index(), Setting(link=copy.href)
    for post in selection.posts():
        number = copy.numbers.get(post.id)
        if number is None:  # archived since the first time through
            continue
        _put(folder, f"posts/{folder.names.given_to(post.id)}.html", "post", _post_page(copy, post, number, setting))
        terms = (*(author.name for author in post.authors), *post.categories, *post.tags)
        index.add(number, (post.title, post.text, *terms))
    _put_lists(folder, copy)
    _put_search(folder, copy, index)


def _post_page(copy: _Copy, post: PostRecord, number: int, setting: Setting) -> dict[str, Any]:
    entry = copy.entries[number]
    return {
        "copy": copy,
        "root": "../",
        "heading": entry.title,
        "entry": entry,
        "direction": direction(entry.language),
        "content": sanitised(as_html(post.html or paragraphs(post.text), setting)),
        "authors": copy.authors.of(entry.authors),
        "categories": copy.categories.of(post.categories),
        "tags": copy.tags.of(post.tags),
        "gone": post.gone_at.date().isoformat() if post.gone_at else None,
        "source": web_address(post.url),
        "url": post.url,
        "older": copy.entries.get(number - 1),
        "newer": copy.entries.get(number + 1),
    }


def _put_lists(folder: Folder, copy: _Copy) -> None:
    newest = list(copy.latest_first(range(max(0, copy.size - _NEWEST), copy.size)))
    years = list(reversed(copy.years.terms.values()))
    _put(folder, "index.html", "index", {"copy": copy, "root": "", "newest": newest, "years": years})
    for overview in copy.overviews:
        terms = sorted(overview.terms.values(), key=lambda term: term.name.casefold())
        head = {"copy": copy, "heading": overview.heading}
        _put(folder, overview.file, "overview", {**head, "root": "", "terms": terms})
        for term in terms:
            content = {"heading": term.name, "count": len(term.numbers), "entries": copy.latest_first(term.numbers)}
            folder.write_pieces(term.file, _pieces("list", {**head, "root": "../", **content}))


def _put_search(folder: Folder, copy: _Copy, index: Index) -> None:
    _put(folder, "search.html", "search", {"copy": copy, "root": "", "heading": "Search"})
    folder.write_pieces("search/posts.js", _posts_script(copy))
    for group, script in index.scripts():
        folder.write(f"search/{group}.js", script)
    for asset in ("style.css", "search.js"):
        folder.write(asset, (files("archiver.export") / "templates" / "html" / asset).read_bytes())


def _posts_script(copy: _Copy) -> Iterator[bytes]:
    """The posts that a search may find, by number."""
    yield b"window.archivePosts = ["
    for number in range(copy.size):
        entry = copy.entries[number]
        row = msgspec.json.encode([entry.href, entry.title, entry.day, ", ".join(entry.authors)])
        yield b"," * bool(number) + row
    yield b"];\n"


def _pieces(page: str, content: dict[str, Any]) -> Iterator[bytes]:
    """A page that grows with the archive, as it is made."""
    stream = template(f"html/{page}.html").stream(content)
    stream.enable_buffering(_AT_ONCE)
    return (piece.encode() for piece in stream)


def _put(folder: Folder, name: str, page: str, content: dict[str, Any]) -> None:
    folder.write(name, template(f"html/{page}.html").render(content).encode())
