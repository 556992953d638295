"""robots.txt: its sitemaps, and its pace."""

from __future__ import annotations

import pytest

from archiver.discover import read, robots
from archiver.records import Lead, Role, Source

URL = "https://blog.example/robots.txt"


def test_the_sitemaps_that_robots_names_are_leads(received):
    """Relative ones too, each once, whatever the group they stand in."""
    body = "User-agent: *\nSitemap: https://blog.example/sitemap.xml\nSITEMAP: /news.txt\nSitemap: /news.txt"

    assert {
        Lead("https://blog.example/sitemap.xml", Source.ROBOTS, URL, Role.SITEMAP),
        Lead("https://blog.example/news.txt", Source.ROBOTS, URL, Role.SITEMAP),
    } == set(read(received(URL, body, content_type="text/plain"), None, Role.OTHER))


def test_a_robots_txt_that_is_a_page_names_nothing(received):
    """Hosts that answer everything with their home page."""
    assert () == read(received(URL, "<!doctype html><p>Sitemap: https://blog.example/x.xml"), None, Role.OTHER)


def test_another_text_is_no_robots_txt(received):
    body = "Sitemap: https://blog.example/sitemap.xml"

    assert () == read(received("https://blog.example/humans.txt", body), None, Role.UNKNOWN)


@pytest.mark.parametrize(
    ("lines", "expected", "delay_s"),
    [
        ("User-agent: *\nCrawl-delay: 2.5", robots.Pace(2.5), 2.5),
        ("User-agent: *\nRequest-rate: 1/10", robots.Pace(None, 1, 10), 10.0),
        ("User-agent: *\nRequest-rate: 30/1m\nCrawl-delay: 1", robots.Pace(1.0, 30, 60), 2.0),
        ("User-agent: *\nCrawl-delay: 1\n\nUser-agent: blog-archiver\nCrawl-delay: 7", robots.Pace(7.0), 7.0),
        ("User-agent: *\nDisallow: /private/", robots.Pace(), 0.0),
        ("User-agent: *\nCrawl-delay: soon", robots.Pace(), 0.0),
        ("", robots.Pace(), 0.0),
    ],
)
def test_the_pace_is_that_of_the_user_agents_own_group(lines, expected, delay_s):
    pace = robots.pace(lines.encode(), "blog-archiver")

    assert expected == pace
    assert delay_s == pace.delay_s
