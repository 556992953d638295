"""What a run suspects is told in its report, stands in the archive, and is gone when a person has cut it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace

from blogs.server import BlogServer, Response
from extract.conftest import sentence, write
from flow.crawled import archived

from archiver.flow.deriving import derive_site
from archiver.profile.pins import Pins

LINE = "Support our work with a coffee"
COUNT = 12


def page(post):
    """Half of the posts end with a plain line of the site's."""
    more = f"<p>{LINE}</p>" if post.number % 2 else ""
    text = f"<p>{sentence(post.number, 40)}</p><p>{sentence((post.number, 'end'), 40)}</p>{more}"
    return Response(
        f"<html><head><title>{post.title} | The Blog</title><meta property='og:type' content='article'></head><body>"
        f"<article><h1>{post.title}</h1><div class='entry-content'>{text}</div></article></body></html>".encode()
    )


def suspected(archive):
    rows = archive.query(
        "SELECT url, message FROM problems WHERE kind = 'chrome-suspected' AND resolved_at IS NULL"
    ).rows
    return sorted(tuple(row) for row in rows)


@contextmanager
def crawled(db):
    """The archive, the report and the addresses of the posts that end with the line."""
    posts = write(COUNT)
    with BlogServer() as server:
        links = "".join(f'<li><a href="/posts/{post.number}/">{post.title}</a></li>' for post in posts)
        server.routes["/"] = Response(f"<html><head><title>The Blog</title></head><ul>{links}</ul></html>".encode())
        server.routes.update({f"/posts/{post.number}/": page(post) for post in posts})
        ending = sorted(f"{server.origin}/posts/{post.number}/" for post in posts if post.number % 2)
        with archived(db, server.url) as (archive, report):
            yield archive, report, ending


def derived(archive, **pins):
    """What deriving the site with such pins changes."""
    [site] = archive.sites.all()
    archive.sites.update(site.id, replace(site.site, pins=Pins(**pins)))
    return derive_site(archive, archive.sites.all()[0])


def test_what_half_of_the_posts_end_with_is_reported_until_it_is_cut(tmp_path):
    with crawled(tmp_path / "archive.db") as (archive, report, ending):
        before = suspected(archive)
        again = derived(archive, cut=(f'"{LINE}"',))
        after = suspected(archive)
        texts = {post.text for post in archive.posts()}
        reasons = {row[0] for row in archive.query("SELECT reason FROM changes WHERE kind = 'derived'").rows}

    assert ending == [url for url, _ in before]
    assert {f'"{LINE}" stands at the edge of 6 posts: is it the site\'s?'} == {message for _, message in before}
    assert 6 == report.counts["warning:chrome-suspected"]
    assert (6, []) == (again.changed, after)
    assert not any(LINE in text for text in texts)
    assert {f"read with profile {again.profile_after} and the pins"} == reasons


def test_what_a_person_keeps_is_suspected_no_more(tmp_path):
    with crawled(tmp_path / "archive.db") as (archive, _, ending):
        before = suspected(archive)
        again = derived(archive, keep=(f'"{LINE.upper()}"',))
        after = suspected(archive)
        kept = sorted(post.url for post in archive.posts() if LINE in post.text)

    assert (len(ending), 0, []) == (len(before), again.changed, after)
    assert ending == kept
