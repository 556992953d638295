"""An archive with a few posts, written through the store as a crawl does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from archiver.records import Author, Capture, Change, ChangeKind, Draft, Image, Lead, Link, Role, Source
from archiver.sites import Site
from archiver.store import Archive, Context, Discovery, SiteRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NOW = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)
HOME = "https://blog.example/"


@dataclass
class Shelf:
    """An archive being filled."""

    archive: Archive
    site: SiteRow

    def url_id(self, url: str, role: Role = Role.POST) -> int:
        """The row of an address, made when it is new."""
        lead = Lead(url, Source.SITEMAP, HOME, role)
        self.archive.frontier.offer(Discovery(self.site.id, NOW), [lead], priority=lambda _: 0.0)
        row = self.archive.frontier.find(self.site.id, url)
        assert row is not None
        return row.id

    def put(self, draft: Draft, kind: ChangeKind = ChangeKind.NEW, post_id: int | None = None) -> int:
        """The id of the post that the draft became."""
        change = Change(kind, "test", post_id, fields=("text",) if post_id else ())
        return self.archive.posts.apply(self.site.id, self.url_id(draft.url), change, draft, Context(NOW))


def make_draft(number: int, **changes: object) -> Draft:
    """A post with something in every field."""
    url = f"{HOME}2021/post-{number}/"
    content: dict[str, object] = {
        "url": url,
        "title": f"Post number {number}",
        "description": f"What {number} is about",
        "language": "en",
        "authors": (Author("Ada Lovelace", f"{HOME}author/ada/", "Wrote the first program."), Author("Grace Hopper")),
        "published_at": f"2021-11-{number:02}T09:30:00+01:00",
        "modified_at": "2022-01-05",
        "categories": ("Machines",),
        "tags": ("history of computing", "Größe"),
        "text": f"The text of post {number}.\nA caption.",
        "markdown": f"The **text** of post {number}.\n\n[first]({HOME}2021/post-1/)\n",
        "html": f'<p>The <strong>text</strong> of post {number}.</p><p><a href="{HOME}2021/post-1/#top">first</a></p>',
        "images": (Image(f"{HOME}img/{number}.jpg", "An engine", "A caption."),),
        "links": (Link(f"{HOME}2021/post-1/", "first"),),
    }
    return Draft(**(content | changes))  # type: ignore[arg-type]


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """An empty archive of one site."""
    with Archive.open(tmp_path / "archive.db", create=True) as archive:
        yield Shelf(archive, archive.sites.add(Site("blog", HOME, title="A Blog"), NOW))


@pytest.fixture(scope="session")
def three_posts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with an archive of three posts, which nobody changes."""
    path = tmp_path_factory.mktemp("three") / "archive.db"
    with Archive.open(path, create=True) as archive:
        shelf = Shelf(archive, archive.sites.add(Site("blog", HOME, title="A Blog"), NOW))
        for number in (1, 2, 3):
            shelf.put(make_draft(number))
    return path


@pytest.fixture
def archive(three_posts: Path) -> Iterator[Archive]:
    """An archive of three posts, to read."""
    with Archive.open(three_posts, read_only=True) as archive:
        yield archive


@pytest.fixture
def new_draft() -> Callable[..., Draft]:
    """Makes the post with that number, with other content where it is given."""
    return make_draft


@pytest.fixture
def kept_capture() -> Callable[[Shelf, str], None]:
    """Keeps a fetch of an address."""

    def keep(shelf: Shelf, url: str) -> None:
        shelf.archive.captures.keep(shelf.url_id(url), Capture(url, NOW, 200, body=b"<html>"))

    return keep
