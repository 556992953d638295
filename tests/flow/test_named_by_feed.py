"""Blogs that are named by a feed, and many at once by a feed reader's list."""

from __future__ import annotations

import pytest
from blogs.fixtures import serve
from flow.crawled import archived

from archiver.cli.main import main
from archiver.store import Archive


def addresses(server, blog):
    return sorted(f"{server.origin}{record['path']}" for record in blog.posts)


@pytest.mark.parametrize(("platform", "feed"), [("hugo", "/index.xml"), ("ghost", "/rss/")])
def test_a_feed_leads_to_the_whole_blog_and_not_only_to_what_it_lists(tmp_path, platform, feed):
    with serve(platform) as (server, blog), archived(tmp_path / "a.db", f"{server.origin}{feed}") as (archive, report):
        found = sorted(post.url for post in archive.posts())
        [site] = archive.sites.all()

    assert 0 == report.exit_code
    assert addresses(server, blog) == found
    assert f"{server.origin}/" == site.url


def test_all_blogs_of_a_feed_readers_list_are_crawled_and_stand_in_the_next_list(tmp_path, capfdbinary):
    listed, db = tmp_path / "blogs.opml", tmp_path / "archive.db"
    with serve("hugo") as (first, one), serve("jekyll") as (second, two):
        listed.write_text(
            f"""<opml version="2.0"><body><outline text="Mine">
            <outline text="First" type="rss" xmlUrl="{first.origin}/index.xml" htmlUrl="{first.origin}/"/></outline>
            <outline text="Second" type="rss" xmlUrl="{second.origin}/feed.xml"/>
            <outline text="First again" xmlUrl="{first.origin}/index.xml"/></body></opml>"""
        )
        code = main(["--db", str(db), "crawl", "--opml", str(listed), "--delay", "0", "--quiet"])
    with Archive.open(db) as archive:
        found = sorted(post.url for post in archive.posts())
    capfdbinary.readouterr()
    main(["--db", str(db), "export", "--format", "opml"])
    exported = capfdbinary.readouterr().out

    assert 0 == code
    assert sorted(addresses(first, one) + addresses(second, two)) == found
    assert {f'htmlUrl="{server.origin}/"' in exported.decode() for server in (first, second)} == {True}


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("not a list", "blogs.opml: this is no OPML file (a feed reader's export of its subscriptions)"),
        ("<opml><body/></opml>", "blogs.opml: no blog is listed there (no outline has an xmlUrl or htmlUrl)"),
    ],
)
def test_a_file_without_blogs_is_refused_and_leaves_no_archive(tmp_path, monkeypatch, capsys, body, line):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "blogs.opml").write_text(body)

    assert 2 == main(["--db", "archive.db", "crawl", "--opml", "blogs.opml"])
    assert f"archiver: {line}\n" == capsys.readouterr().err
    assert ["blogs.opml"] == [path.name for path in tmp_path.iterdir()]
