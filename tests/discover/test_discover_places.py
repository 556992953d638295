"""Where to look first, and what to try where nothing was named."""

from __future__ import annotations

import pytest

from archiver import urls
from archiver.discover import guesses, start, still_worth
from archiver.records import Lead, Role, Source


def paths(leads):
    return [lead.url.removeprefix("https://blog.example/") for lead in leads]


def test_a_site_begins_with_its_robots_txt_and_its_page():
    assert start("https://blog.example/en/blog/") == (
        Lead("https://blog.example/robots.txt", Source.WELL_KNOWN, "https://blog.example/en/blog/", Role.OTHER),
        Lead("https://blog.example/en/blog/", Source.SEED),
    )


def test_guesses_are_few_and_sitemaps_come_first():
    leads = guesses("https://blog.example/")

    assert paths(leads)[:2] == ["sitemap.xml", "sitemap_index.xml"]
    assert len(leads) <= 9
    assert {lead.source for lead in leads} == {Source.WELL_KNOWN}
    assert {lead.role for lead in leads} == {Role.SITEMAP, Role.FEED}


@pytest.mark.parametrize(
    "url", ["https://blog.example/blog", "https://blog.example/blog/", "https://blog.example/blog/index.html"]
)
def test_below_a_path_its_own_places_come_before_the_hosts(url):
    """And few of the host's, which may list the folder's posts too."""
    names = paths(guesses(url))

    assert names[:6] == [
        "blog/sitemap.xml",
        "blog/sitemap_index.xml",
        "blog/sitemap-index.xml",
        "sitemap.xml",
        "sitemap_index.xml",
        "blog/feed/",
    ]
    assert len(names) <= 13


def test_nothing_is_guessed_that_was_found_or_tried():
    url = "https://blog.example/"
    tried = {urls.identity(lead.url) for lead in guesses(url, {Role.FEED})[:2]}

    assert {Role.SITEMAP} == {lead.role for lead in guesses(url, {Role.FEED})}
    assert paths(guesses(url, {Role.FEED}, tried)) == ["sitemap-index.xml"]
    assert guesses(url, {Role.FEED, Role.SITEMAP}) == ()


def test_asked_one_by_one_the_guesses_end():
    """Each answer narrows what is left."""
    url, tried, found = "https://blog.example/", set(), set()
    while leads := guesses(url, found, tried):
        tried.add(urls.identity(leads[0].url))
        if leads[0].url.endswith("rss.xml"):
            found.add(Role.FEED)

    assert len(tried) == 5


def test_what_is_no_address_has_no_places():
    assert start("blog") == ()
    assert guesses("blog") == ()


@pytest.mark.parametrize(
    ("lead", "found", "expected"),
    [
        (Lead("x", Source.WELL_KNOWN, role=Role.SITEMAP), {Role.FEED}, True),
        (Lead("x", Source.WELL_KNOWN, role=Role.SITEMAP), {Role.SITEMAP}, False),
        (Lead("x", Source.FEED, role=Role.FEED), {Role.FEED, Role.SITEMAP}, True),
        (Lead("x", Source.FEED, role=Role.FEED), {Role.API}, False),
        (Lead("x", Source.LINK, role=Role.FEED), {Role.API, Role.FEED}, True),
        (Lead("x", Source.SITEMAP, role=Role.SITEMAP), {Role.SITEMAP, Role.API}, True),
        (Lead("x", Source.FEED, role=Role.POST), {Role.API}, True),
    ],
)
def test_a_list_is_worth_its_request_while_nothing_better_was_read(lead, found, expected):
    assert expected is still_worth(lead, found)
