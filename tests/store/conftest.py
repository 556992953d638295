"""An archive on disk, with a site in it and short ways to put things there."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archiver.records import Author, Capture, Change, ChangeKind, Draft, Image, Lead, Link, Role, Source
from archiver.sites import Site
from archiver.store import Archive, Context, Discovery, Outcome

NOW = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)

DRAFT = Draft(
    url="https://example.org/a",
    title="A title",
    text="One two three.\nFour.",
    markdown="One *two* three.\n\nFour.",
    html="<p>One <em>two</em> three.</p><p>Four.</p>",
    authors=(Author("Ann", "https://example.org/ann", "Ann writes."), Author("Bob")),
    categories=("News",),
    tags=("x", "y"),
    images=(Image("https://example.org/1.png", "alt", "caption"),),
    links=(Link("https://example.org/b", "there"),),
    published_at="2021-11-01",
)


@dataclass
class Stage:
    """An archive with one site, at a time that stands still unless it is moved."""

    archive: Archive
    site_id: int
    now: datetime = NOW

    def later(self, **by: float) -> datetime:
        self.now += timedelta(**by)
        return self.now

    def offer(self, *leads: Lead, priority: float = 0.0, **discovery: int | None) -> list[Lead]:
        return self.archive.frontier.offer(
            Discovery(self.site_id, self.now, **discovery), leads, priority=lambda _: priority
        )

    def url(self, url: str, source: Source = Source.LINK) -> int:
        """The id of an address, offered if it is new."""
        self.offer(Lead(url, source))
        row = self.archive.frontier.find(self.site_id, url)
        assert row is not None
        return row.id

    def capture(self, url: str, body: bytes = b"<html>", kind: str = "text/html", status: int = 200) -> Capture:
        headers = (("Content-Type", kind), ("X-Two", "1"), ("X-Two", "2"))
        return self.archive.captures.keep(self.url(url), Capture(url, self.now, status, headers, body))

    def fetched(self, url: str, body: bytes = b"<html>", role: Role = Role.POST) -> int:
        """The id of the capture of an address that was fetched now."""
        capture = self.capture(url, body)
        self.archive.frontier.done(self.url(url), Outcome(role, self.now, 200, capture_id=capture.id))
        assert capture.id is not None
        return capture.id

    def context(self, capture_id: int | None = None, profile_version: int = 1) -> Context:
        return Context(self.now, None, capture_id, profile_version, "1")

    def post(self, url: str = DRAFT.url, **differs: object) -> int:
        """The id of a new post."""
        capture_id = self.fetched(url, url.encode())
        draft = replace(DRAFT, url=url, **differs)
        change = Change(ChangeKind.NEW, "not known before")
        return self.archive.posts.apply(self.site_id, self.url(url), change, draft, self.context(capture_id))

    def change(self, kind: ChangeKind, post_id: int, draft: Draft | None = None, **differs: object) -> int:
        """The post's id, after something happened to it at its own address."""
        known = self.archive.posts.known(post_id)
        assert known is not None
        what = Change(kind, f"it is {kind}", post_id, **differs)
        return self.archive.posts.apply(self.site_id, known.url_id, what, draft, self.context())

    def count(self, table: str) -> int:
        return self.archive._connection.value(f"SELECT count(*) FROM {table}")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with nothing in it, made once."""
    made = tmp_path_factory.mktemp("empty") / "archive.db"
    Archive.open(made, create=True).close()
    return made


@pytest.fixture
def archive(path: Path, empty: Path) -> Iterator[Archive]:
    shutil.copy(empty, path)
    with Archive.open(path) as opened:
        yield opened


@pytest.fixture
def stage(archive: Archive) -> Stage:
    return Stage(archive, archive.sites.add(Site("example.org", "https://example.org/"), NOW).id)


@pytest.fixture
def draft() -> Draft:
    return DRAFT
