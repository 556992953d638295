"""What a profile says of a blog's posts depends neither on the order of the pages nor on one page more or less."""

from __future__ import annotations

from functools import cache

import pytest
from blogs.fixtures import PLATFORMS, build
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.extract.post import extract
from archiver.learn import fields, templates
from archiver.page import Page
from archiver.profile import Profile

ORIGIN = "http://blog.test"
COUNT = 12  # posts of each blog


@cache
def pages(name):
    blog = build(name, ORIGIN)
    return [Page.from_bytes(ORIGIN + record["path"], blog.body(record["path"])) for record in blog.posts[:COUNT]]


def learned(chosen):
    return Profile(1, templates=templates.learn(chosen), fields=fields.learn(chosen, {}))


@cache
def whole(name):
    return learned(pages(name))


def said(page, profile):
    draft = extract(page, profile, {})
    return draft.title, draft.authors, draft.published_at, draft.categories, draft.tags, draft.text, draft.images


@pytest.mark.parametrize("name", PLATFORMS)
@settings(deadline=None, max_examples=2)
@given(order=st.permutations(range(COUNT)))
def test_the_order_of_pages_changes_nothing_of_a_profile(name, order):
    assert whole(name).to_json() == learned([pages(name)[place] for place in order]).to_json()


@pytest.mark.parametrize("name", PLATFORMS)
@settings(deadline=None, max_examples=2)
@given(left_out=st.integers(0, COUNT - 1))
def test_a_new_page_changes_nothing_that_is_said_of_the_others(name, left_out):
    others = [page for place, page in enumerate(pages(name)) if place != left_out]
    before = learned(others)

    assert [said(page, before) for page in others] == [said(page, whole(name)) for page in others]
