"""What pages ask of those who keep copies."""

from dataclasses import replace

import pytest

from archiver.discover.directives import directives
from archiver.page import Page


@pytest.mark.parametrize(
    ("head", "headers", "said"),
    [
        ("", (), set()),
        ('<meta name="robots" content="NOINDEX, follow">', (), {"noindex", "follow"}),
        ('<meta name="Robots" content="none">', (), {"none", "noindex", "nofollow"}),
        ('<meta name="blog-archiver" content="noarchive">', (), {"noarchive"}),
        ('<meta name="googlebot" content="noarchive">', (), set()),
        ("", (("X-Robots-Tag", "noarchive"), ("x-robots-tag", "nosnippet")), {"noarchive", "nosnippet"}),
        ("", (("X-Robots-Tag", "googlebot: noindex"),), set()),
        ("", (("X-Robots-Tag", "blog-archiver: noindex, nofollow"),), {"noindex", "nofollow"}),
        ("", (("X-Robots-Tag", "max-snippet: 20, noindex"),), {"max-snippet: 20", "noindex"}),
    ],
)
def test_they_speak_to_all_robots_or_to_this_one(head, headers, said, received):
    capture = received("https://a.example/", f"<html><head>{head}</head><body><p>Text.</p></body></html>")
    capture = replace(capture, headers=headers)

    assert said == directives(Page.parse(capture), capture)
