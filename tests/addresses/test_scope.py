"""Which addresses belong to the blog that was named."""

from __future__ import annotations

import pytest

from archiver.discover.scope import admits, in_scope
from archiver.records import Lead, Role, Source

HOST = "https://company.example/"
FOLDER = "https://company.example/blog/"


@pytest.mark.parametrize(
    ("expected", "url", "root", "scope"),
    [
        (True, "http://www.company.example/x", HOST, "auto"),
        (False, "https://shop.company.example/x", HOST, "auto"),
        (False, "https://company.example:8443/x", HOST, "auto"),
        (True, "https://company.example/blog/x", FOLDER, "auto"),
        (True, "https://company.example/blog", FOLDER, "auto"),
        (True, "https://company.example/blog?page=2", FOLDER, "auto"),
        (False, "https://company.example/blogs/x", FOLDER, "auto"),
        (False, "https://company.example/products/x", FOLDER, "auto"),
        (True, "https://company.example/products/x", FOLDER, "host"),
        (True, "https://company.example/blog/x", "https://company.example/blog/index.html", "path"),
        (True, "https://company.example/blog/x", "https://company.example/blog", "path"),
        (False, "https://company.example/products/x", FOLDER, "https://company.example/news"),
        (True, "https://company.example/news-2020/x", FOLDER, "https://company.example/news"),
        (False, "mailto:a@b.example", HOST, "auto"),
    ],
)
def test_scope_is_the_blog_that_was_named(expected, url, root, scope):
    """A bare host means the host, a folder what stands below it, a prefix what begins with it."""
    assert expected is in_scope(url, root, scope)


@pytest.mark.parametrize(
    ("expected", "lead"),
    [
        (True, Lead("https://company.example/blog/x", Source.LINK)),
        (True, Lead("https://elsewhere.example/", Source.SEED)),
        (True, Lead("https://company.example/sitemap.xml", Source.ROBOTS, role=Role.SITEMAP)),
        (True, Lead("https://company.example/robots.txt", Source.WELL_KNOWN)),
        (False, Lead("https://company.example/products/x", Source.SITEMAP, HOST + "sitemap.xml", Role.POST)),
        (True, Lead("https://company.example/2020/x", Source.FEED, FOLDER + "feed/", Role.POST)),
        (False, Lead("https://company.example/2020/x", Source.FEED, HOST + "feed/", Role.POST)),
        (True, Lead("https://blog.company.example/x", Source.FEED, FOLDER + "feed/", Role.POST)),
        (False, Lead("https://stranger.example/x", Source.FEED, FOLDER + "feed/", Role.POST)),
        (False, Lead("https://stranger.example/feed", Source.LINK, FOLDER, Role.FEED)),
        (False, Lead("mailto:a@b.example", Source.LINK, FOLDER)),
    ],
)
def test_the_blogs_own_lists_may_name_what_lies_outside(expected, lead):
    """Lists of the host are read; posts outside the folder are taken on the word of the folder's own feed alone."""
    assert expected is admits(lead, FOLDER)


def test_a_prefix_that_the_user_gave_is_not_widened():
    """With a scope spelled out, not even the feed leads elsewhere."""
    lead = Lead("https://company.example/2020/x", Source.FEED, "https://company.example/news/feed", Role.POST)

    assert not admits(lead, FOLDER, "https://company.example/news")
