"""The feed of changes: what happened to the posts, for a feed reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import feedparser
from export.conftest import HOME, NOW, make_draft

from archiver.export import ExportOptions, export
from archiver.records import Change, ChangeKind
from archiver.store import Context, PostFilter


def change(shelf, draft, kind, hours, **more):
    """Something happens to the post of a draft, so many hours later."""
    url_id = shelf.url_id(draft.url)
    known = shelf.archive.posts.known_by_url(url_id)
    what = Change(kind, f"reason of {kind}", known.post_id if known else None, **more)
    taken = None if kind is ChangeKind.GONE else draft
    shelf.archive.posts.apply(shelf.site.id, url_id, what, taken, Context(NOW + timedelta(hours=hours)))


def read(archive, path, **options):
    export(archive, "changes", path, ExportOptions(force=True, **options))
    feed = feedparser.parse(path.read_bytes())
    assert not feed.bozo
    return feed


def test_the_feed_tells_what_happened_the_newest_first(shelf, tmp_path):
    """New, revised, gone: each with its time, its kind and why; entries keep their ids."""
    first = make_draft(1)
    change(shelf, first, ChangeKind.NEW, 0)
    edited = replace(first, text=first.text + "\nMore words.")
    change(shelf, edited, ChangeKind.REVISED, 1, fields=("text",), words_added=2)
    change(shelf, make_draft(2), ChangeKind.NEW, 2)
    change(shelf, edited, ChangeKind.GONE, 3)
    feed = read(shelf.archive, tmp_path / "changes.xml")
    told = [(entry.title, entry.tags[0].term, entry.link) for entry in feed.entries]

    assert [
        ("gone: Post number 1", "gone", f"{HOME}2021/post-1/"),
        ("new: Post number 2", "new", f"{HOME}2021/post-2/"),
        ("revised: Post number 1", "revised", f"{HOME}2021/post-1/"),
        ("new: Post number 1", "new", f"{HOME}2021/post-1/"),
    ] == told
    assert "reason of revised\n+2 -0 words" == feed.entries[2].summary
    assert 4 == len({entry.id for entry in feed.entries})
    assert [e.id for e in feed.entries] == [e.id for e in read(shelf.archive, tmp_path / "changes.xml").entries]


def test_the_feed_obeys_filters(shelf, tmp_path):
    """Of the chosen posts alone; an archive without changes gives an empty feed."""
    change(shelf, make_draft(1), ChangeKind.NEW, 0)
    change(shelf, make_draft(2), ChangeKind.NEW, 1)
    some = read(shelf.archive, tmp_path / "some.xml", where=PostFilter(since="2021-11-02"))
    none = read(shelf.archive, tmp_path / "none.xml", where=PostFilter(since="2030-01-01"))

    assert ["new: Post number 2"] == [entry.title for entry in some.entries]
    assert [] == none.entries


def test_a_move_names_both_addresses(shelf, tmp_path):
    """Where it was, and where it is."""
    change(shelf, make_draft(1), ChangeKind.NEW, 0)
    there = f"{HOME}essays/one/"
    known = shelf.archive.posts.known_by_url(shelf.url_id(f"{HOME}2021/post-1/"))
    moved = Change(ChangeKind.MOVED, "its old address redirects here", known.post_id, alias="redirect")
    shelf.archive.posts.apply(shelf.site.id, shelf.url_id(there), moved, None, Context(NOW + timedelta(hours=1)))
    entry = read(shelf.archive, tmp_path / "changes.xml").entries[0]

    assert ("moved: Post number 1", there) == (entry.title, entry.link)
    assert f"{HOME}2021/post-1/ → {there}" in entry.summary
