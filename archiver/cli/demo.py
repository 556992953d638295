"""`archiver demo`: the main job on the bundled demo blog, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archiver.cli import output

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archiver.cli.context import Context
    from archiver.demo import Asked, DemoServer, TruePost
    from archiver.demo.proof import Proof
    from archiver.flow.ending import RunReport
    from archiver.store import Archive, PostRecord

_DB = Path("data/demo.db")
_NAME = "demo"
_LINES, _WIDTH = 4, 100


@dataclass(frozen=True, slots=True)
class _Crawl:
    """One crawl of the demo, as its server saw it. posts_sent: posts' pages sent whole.

    sent_bytes: of all bodies, compressed.
    """

    report: RunReport
    requests: int
    not_modified: int
    posts_sent: int
    sent_bytes: int

    @property
    def seconds(self) -> float:
        return (self.report.finished_at - self.report.started_at).total_seconds()


@dataclass(frozen=True, slots=True)
class _Shown:
    """All that the demo prints. ours, plain: what the archive holds, and what plain extraction of the same pages."""

    archive: str
    crawls: tuple[_Crawl, _Crawl]
    ours: Proof
    plain: Proof
    post: PostRecord
    left_in: tuple[str, ...]


@click.command("demo")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.pass_obj
def command(context: Context, /, *, as_json: bool) -> int:
    """Archive the bundled demo blog and show what came of it.

    A company's blog of some 60 posts is served on 127.0.0.1 and crawled twice into data/demo.db (or --db): nothing
    leaves this machine. The demo archive of an earlier time is replaced.
    """
    from archiver import demo
    from archiver.flow.crawling import exit_code
    from archiver.store import Archive

    db = context.db if context.is_named else _DB
    _make_room(db)
    with demo.serve() as server, Archive.open(db, create=True) as archive, archive.lock():
        click.echo(f"The demo blog is served at {server.url} and archived in {db}.", err=True)
        crawls = (_crawl(archive, server, quiet=as_json), _crawl(archive, server, quiet=as_json))
        shown = _look(archive, db, crawls, demo.truth(server.origin).posts)
    if as_json:
        output.json({"archive": shown.archive, "crawls": crawls, "ours": shown.ours, "plain": shown.plain})
    else:
        click.echo("\n".join(_told(shown)))
    return exit_code([crawl.report for crawl in crawls]) or int(shown.ours.missing > 0)


def _make_room(db: Path) -> None:
    """Remove the demo archive of an earlier time: its blog stood on another port. Raises UsageError for any other."""
    from archiver.errors import UsageError
    from archiver.store import Archive

    if not db.exists():
        return
    with Archive.open(db) as archive, archive.lock():
        if {site.name for site in archive.sites.all()} - {_NAME}:
            raise UsageError(f"{db}: holds other sites than the demo; name another file (--db)")
        for path in (db, *(db.with_name(db.name + ending) for ending in ("-wal", "-shm"))):
            path.unlink(missing_ok=True)
    click.echo(f"{db}: the demo archive of an earlier time is replaced.", err=True)


def _crawl(archive: Archive, server: DemoServer, *, quiet: bool) -> _Crawl:
    from archiver.crawl.outcome import CrawlOptions
    from archiver.flow.crawling import crawl_sites
    from archiver.sites import Site

    before = len(server.requests)
    site = Site(_NAME, server.url, delay_s=0, concurrency=4)
    (report,) = crawl_sites(archive, [site], CrawlOptions(progress="none" if quiet else "auto"))
    asked = server.requests[before:]
    return _Crawl(
        report,
        requests=len(asked),
        not_modified=sum(one.status == HTTPStatus.NOT_MODIFIED for one in asked),
        posts_sent=len(_posts_sent(archive, server, asked)),
        sent_bytes=sum(one.size_bytes for one in asked),
    )


def _posts_sent(archive: Archive, server: DemoServer, asked: Sequence[Asked]) -> list[Asked]:
    sent = [one for one in asked if one.status == HTTPStatus.OK]
    return [one for one in sent if archive.posts.find(server.origin + one.target) is not None]


def _look(archive: Archive, db: Path, crawls: tuple[_Crawl, _Crawl], truth: tuple[TruePost, ...]) -> _Shown:
    from archiver.demo.proof import foreign_lines, plain_text, prove

    posts = {post.url: post for post in archive.posts.select()}
    plain = {
        url: plain_text(archive.captures.load(post.capture_id).body)
        for url, post in posts.items()
        if post.capture_id is not None
    }
    shown = next(true for true in reversed(truth) if true.captions and true.design == "builder" and true.url in posts)
    return _Shown(
        archive=str(db),
        crawls=crawls,
        ours=prove(truth, {url: post.text for url, post in posts.items()}),
        plain=prove(truth, plain),
        post=posts[shown.url],
        left_in=tuple(foreign_lines(shown, plain[shown.url])),
    )


def _told(shown: _Shown) -> list[str]:
    return [
        output.heading("What was archived"),
        *output.labelled(_figures(shown)),
        "",
        output.heading("One of the posts"),
        *output.labelled(_post(shown)),
        "",
        output.heading("What to try next"),
        *(f"  {command}" for command in _commands(shown)),
    ]


def _figures(shown: _Shown) -> Iterator[tuple[str, str]]:
    first, second = shown.crawls
    ours, plain = shown.ours, shown.plain
    sent = f"{output.size(first.sent_bytes)} sent"
    yield "first crawl", f"{ours.found} of {ours.posts} posts: {first.requests} requests, {sent}, {first.seconds:.0f} s"
    sent = f"{output.size(second.sent_bytes)} sent"
    unchanged = f"{second.not_modified} answered by 304 (not modified)"
    yield "second crawl", f"{second.posts_sent} posts fetched again: {second.requests} requests, {unchanged}, {sent}"
    yield "text", _quality(ours)
    yield "plain", f"{_quality(plain)} (trafilatura alone, on the same pages)"


def _quality(proof: Proof) -> str:
    kept = proof.sentences - proof.missing
    foreign = f"{proof.foreign} of menus, boxes and other posts"
    return f"{kept} of {proof.sentences} sentences, and {foreign}; {proof.clean} posts whole and clean"


def _post(shown: _Shown) -> Iterator[tuple[str, str]]:
    post = shown.post
    yield "title", post.title
    for author in post.authors:
        yield "author", f"{author.name}: {output.clipped(author.bio or '', _WIDTH)}"
    yield "published", post.published_at or ""
    yield "categories", ", ".join(post.categories)
    for index, line in enumerate(post.text.splitlines()[:_LINES]):
        yield "" if index else "text", output.clipped(line, _WIDTH)
    for image in [image for image in post.images if image.caption][:1]:
        yield "image", image.url
        yield "its caption", image.caption
    for index, sentence in enumerate(shown.left_in[:_LINES]):
        yield "" if index else "left out", output.clipped(sentence, _WIDTH)


def _commands(shown: _Shown) -> list[str]:
    with_db = f"archiver --db {shown.archive}"
    return [
        f"{with_db} list --limit 5",
        f"{with_db} search '\"screen reader\" after:2021'",
        f"{with_db} show {shown.post.id} --format markdown",
        f"{with_db} status",
        f"{with_db} profile {_NAME}",
        f"{with_db} export --format jsonl --output posts.jsonl",
        with_db + " query 'SELECT author, count(*) AS posts FROM post_authors GROUP BY author ORDER BY 2 DESC'",  # noqa: S608 - shown, not run
        "archiver crawl https://…     (your own first archive, in data/archive.db)",
    ]
