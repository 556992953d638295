"""A small archive with all that commands show, written through the store; and short ways to run commands."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archiver.cli.main import main
from archiver.profile import AddressGrammar, FieldRules, Profile, Template
from archiver.profile.addresses import Mark, PageModel, ParameterRule, ShapeRule
from archiver.profile.fields import FieldRule, SourceRule
from archiver.profile.templates import CutRule
from archiver.records import Author, Capture, Change, ChangeKind, Draft, Image, Lead, Role, Source
from archiver.sites import Site
from archiver.store import Archive, Context, Discovery, Outcome

NOW = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)
HOME = "https://blog.example/"
DRAFT = Draft(
    url=f"{HOME}rising-seas/",
    title="Rising seas",
    description="What the tide gauges say.",
    language="en",
    authors=(Author("Ada Lovelace", None, "Ada wrote the first program."), Author("Grace Hopper")),
    published_at="2021-11-01T09:30:00+01:00",
    modified_at="2021-11-03",
    categories=("Climate",),
    tags=("sea level",),
    text="The sea is rising.\nThe gauges agree.\nNobody doubts it.",
    markdown="The **sea** is rising.\n\nThe gauges agree.\n\nNobody doubts it.",
    html="<p>The <strong>sea</strong> is rising.</p><p>The gauges agree.</p><p>Nobody doubts it.</p>",
    images=(Image(f"{HOME}gauge.jpg", "a gauge", "The gauge of Brest."),),
)


@dataclass
class Ran:
    """What a command gave: its exit code, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def rows(self) -> list[list[str]]:
        """The cells of a tab-separated table, without its heading."""
        return [line.split("\t") for line in self.out.splitlines()[1:]]


class Shelf:
    """An archive that is being filled. Each thing happens a minute after the one before."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.now = NOW
        self.site = archive.sites.add(Site("blog", HOME, title="A Blog"), NOW)
        self.run_id = archive.runs.start(self.site.id, NOW)

    def url_id(self, url: str, source: Source = Source.SITEMAP) -> int:
        lead = Lead(url, source, HOME, Role.POST)
        self.archive.frontier.offer(Discovery(self.site.id, self.now), [lead], priority=lambda _: 0.0)
        row = self.archive.frontier.find(self.site.id, url)
        assert row is not None
        return row.id

    def put(self, draft: Draft, kind: ChangeKind = ChangeKind.NEW, post_id: int | None = None, **more: object) -> int:
        self.now += timedelta(minutes=1)
        url_id = self.url_id(draft.url)
        capture = self.archive.captures.keep(url_id, Capture(draft.url, self.now, 200, body=draft.html.encode()))
        self.archive.frontier.done(url_id, Outcome(Role.POST, self.now, 200, capture_id=capture.id))
        assert capture.id is not None
        self.archive.captures.settle([capture.id])
        change = Change(kind, "test", post_id, **more)
        context = Context(self.now, self.run_id, capture.id, 1, "1")
        return self.archive.posts.apply(self.site.id, url_id, change, draft, context)


PROFILE = Profile(
    version=1,
    captures=3,
    addresses=AddressGrammar(
        shapes=(
            ShapeRule("/{slug}", Role.POST, 0.98, met=3, named=3, posts=3, example=f"{HOME}rising-seas/"),
            *(ShapeRule(f"/{number}", Role.LISTING, 0.5, met=1, listings=1) for number in range(20)),
        ),
        parameters=(ParameterRule("utm", matters=False, same=4), ParameterRule("p", matters=True, other=2)),
        model=PageModel(posts=3, others=9, marks=(Mark("time", 3, 0, 2.0, -2.0),)),
    ),
    templates=(
        Template(
            "article",
            "article.post",
            parts=("header > p.lead",),
            pages=3,
            of=3,
            size_low=40,
            size_median=120,
            cuts=(
                CutRule("share", "div.share", pages=3, of=3, chrome=3, example="Share this"),
                CutRule("repeats", text="read more", pages=2, of=3, chrome=2),
                CutRule("user", "div.ad"),
                *(CutRule("repeats", f"p.n{number}", pages=1, of=3) for number in range(20)),
            ),
            keep=("aside.note",),
        ),
    ),
    fields=FieldRules(
        fields=(
            FieldRule(
                "title",
                (SourceRule("json-ld", 1.0, 3, 1.0), SourceRule("dom:h1", 0.5, 3, 1.0)),
                "labels",
                (("meta:og:title", "right on 0% of 3"),),
            ),
            FieldRule("series"),
        ),
        posts=3,
        labelled=2,
        title_suffixes=(" | A Blog",),
        spellings=(("ada", "Ada Lovelace"),),
        date_order="dmy",
    ),
)


def fill(shelf: Shelf) -> None:
    """Three posts: one edited and moved, one gone, one with signs that a terminal would obey; addresses that failed."""
    archive = shelf.archive
    first = shelf.put(DRAFT)
    edited = replace(DRAFT, title="Rising, rising seas", text=DRAFT.text.replace("Nobody doubts", "Few doubt"))
    words = {"fields": ("title", "text"), "words_added": 3, "words_removed": 2}
    shelf.put(edited, ChangeKind.REVISED, first, **words)
    shelf.put(replace(edited, url=f"{HOME}2021/rising-seas/"), ChangeKind.MOVED, first, alias="redirect")
    gone = shelf.put(
        replace(DRAFT, url=f"{HOME}gone/", title="Gone", text="It was here.", published_at="2020-05-05", authors=())
    )
    archive.posts.apply(
        shelf.site.id,
        shelf.url_id(f"{HOME}gone/"),
        Change(ChangeKind.GONE, "status 410", gone),
        None,
        Context(shelf.now, shelf.run_id),
    )
    shelf.put(
        replace(
            DRAFT, url=f"{HOME}odd/", title="Odd \x1b[31mred\x1b[0m\ttab", text="A climate\x07 of fear.", language="de"
        )
    )
    archive.frontier.failed(shelf.url_id(f"{HOME}lost/"), "status 500", None, 500)
    archive.frontier.exclude(shelf.url_id(f"{HOME}secret/", Source.FEED), "robots.txt")
    archive.problems.report(shelf.site.id, f"{HOME}lost/", "fetch", "status 500", shelf.now)
    archive.problems.report(shelf.site.id, f"{HOME}lost/", "fetch", "status 500", shelf.now)
    archive.profiles.keep(shelf.site.id, PROFILE, shelf.now)
    counts = {"new": 3, "requests": 9, "bytes": 12_345, "reason": "1 posts that the site names are missing"}
    archive.runs.finish(shelf.run_id, "incomplete", shelf.now, counts, 1)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the archive that `fill` makes, which nobody changes."""
    path = tmp_path_factory.mktemp("filled") / "archive.db"
    with Archive.open(path, create=True) as archive:
        fill(Shelf(archive))
    return path


@pytest.fixture
def copied(filled: Path, tmp_path: Path) -> Path:
    """A copy of it, which may be changed."""
    return Path(shutil.copy(filled, tmp_path / "archive.db"))


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run in an empty folder, and without the settings of the person who tests."""
    monkeypatch.chdir(tmp_path)
    for name in ("ARCHIVER_DB", "ARCHIVER_CONFIG", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]):
    """Runs the command line, in this process."""

    def run(*words: object) -> Ran:
        capsys.readouterr()
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture
def on(filled: Path, command):
    """Runs a command on the filled archive."""

    def run(*words: object) -> Ran:
        return command("--db", filled, *words)

    return run


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes stdout look like a terminal of 200 columns."""
    monkeypatch.setattr("archiver.cli.output.is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def draft() -> Draft:
    """The post that `fill` begins with."""
    return DRAFT
