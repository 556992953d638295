"""OPML files of feed readers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.discover import opml
from archiver.discover.opml import Subscription
from archiver.errors import UsageError


def test_the_blogs_of_a_file_are_read_in_order_folders_opened_each_once():
    body = b"""<?xml version="1.0" encoding="UTF-8"?>
    <opml version="2.0"><head><title>Mine</title></head><body>
      <outline text="Food">
        <outline type="rss" text="Salt &amp; sun" title="Salt" xmlUrl="https://a.example/feed/" htmlUrl="https://a.example/"/>
        <outline TEXT="Again" XMLURL="https://a.example/feed/"/>
      </outline>
      <outline xmlUrl="https://b.example/rss" htmlUrl="https://b.example"/>
      <outline xmlUrl="feed://c.example/rss"/>
      <outline xmlUrl="feed:https://d.example/rss"/>
      <outline text="no feed" htmlUrl="https://e.example"/>
      <outline text="a page" type="link" url="https://f.example/blog"/>
      <outline text="another list" type="link" url="https://g.example/list.opml"/>
      <outline text="an episode" type="audio" url="https://g.example/one.mp3"/>
      <outline text="no address" xmlUrl="javascript:alert(1)"/>
    </body></opml>"""

    assert opml.read(body) == (
        Subscription("Salt", "https://a.example/", "https://a.example/feed/"),
        Subscription("https://b.example/", "https://b.example/", "https://b.example/rss"),
        Subscription("http://c.example/rss", None, "http://c.example/rss"),
        Subscription("https://d.example/rss", None, "https://d.example/rss"),
        Subscription("no feed", "https://e.example/", None),
        Subscription("a page", "https://f.example/blog", None),
    )


def test_a_blog_begins_where_it_says_or_else_with_its_feed():
    body = b"""<opml version="2.0"><body>
      <outline text="a" xmlUrl="https://a.example/feed/" htmlUrl="https://a.example/"/><outline xmlUrl="https://b.example/rss"/>
    </body></opml>"""

    assert ["https://a.example/", "https://b.example/rss"] == [blog.url for blog in opml.read(body)]


def test_a_broken_file_gives_what_can_be_read():
    body = b'\n<opml version="1.0"><body><outline text="A & B" xmlUrl="https://a.example/feed"/><outline xmlUrl="https://b.ex'

    assert [blog.feed_url for blog in opml.read(body)] == ["https://a.example/feed"]


@pytest.mark.parametrize("body", [b"", b"<html><body>no</body></html>", b"\x00\x01", b"https://a.example/feed"])
def test_another_file_is_refused_by_name(body):
    with pytest.raises(UsageError, match=r"^blogs\.opml: this is no OPML file"):
        opml.read(body, "blogs.opml")


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(body):
    try:
        found = opml.read(b"<opml>" + body)
    except UsageError:
        found = ()

    assert isinstance(found, tuple)
