"""What a profile says of a site's posts depends neither on the order of its pages nor on one page more."""

from __future__ import annotations

import random

import pytest
from blogs.fixtures import build

from archiver.extract.post import extract
from archiver.learn import fields, templates
from archiver.page import Page
from archiver.profile import Profile

ORIGIN = "http://blog.test"
KNOWN = 10  # posts of a blog that has one more later
BLOGS = ("wordpress_classic", "wordpress_persian", "ghost", "hugo", "substack")


def learned(pages):
    return Profile(1, templates=templates.learn(pages), fields=fields.learn(pages, {}))


def readings(pages, profile):
    """Text and metadata of each page as the profile reads it."""
    drafts = [extract(page, profile, {}) for page in pages]
    return [(one.url, one.title, one.text, one.authors, one.published_at, one.tags, one.categories) for one in drafts]


@pytest.fixture(scope="module", params=BLOGS)
def pages(request):
    blog = build(request.param, ORIGIN)
    found = [Page.from_bytes(ORIGIN + record["path"], blog.body(record["path"])) for record in blog.posts]
    return random.Random(request.param).sample(found, min(len(found), KNOWN + 1))


@pytest.fixture(scope="module")
def whole(pages):
    return learned(pages)


def test_a_new_page_does_not_change_what_the_profile_says_of_the_others(pages, whole):
    *known, _ = pages

    assert readings(known, learned(known)) == readings(known, whole)


def test_the_order_of_pages_does_not_matter(pages, whole):
    assert whole == learned(pages[::-1])
