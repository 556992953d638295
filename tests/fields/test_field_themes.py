"""The themes of the common platforms, read with rules learned from labels, from the pages alone, and unlearned."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from fields.themes import themes

from archiver.extract import fields as extract_fields
from archiver.learn import fields as learn_fields
from archiver.profile.fields import FieldRules

if TYPE_CHECKING:
    from archiver.extract.fields import Fields

THEMES = {theme.name: theme for theme in themes()}


@cache
def _found(name: str, labelled: int, *, learned: bool = True) -> tuple[Fields, ...]:
    """The fields of a theme's posts, but for those that a feed of that length names."""
    theme = THEMES[name]
    rules = learn_fields.learn(theme.pages, theme.labels(labelled)) if learned else FieldRules()
    return tuple(extract_fields.read(page, rules, {}) for page in theme.pages[labelled:])


def _rows(name: str, field: str, labelled: int, *, learned: bool = True) -> tuple[list[object], list[object]]:
    theme, found = THEMES[name], _found(name, labelled, learned=learned)
    posts = theme.posts[labelled:]
    if field == "authors":
        return [post.authors for post in posts], [tuple(one.name for one in each.authors) for each in found]
    if field == "published_at":
        return [post.iso for post in posts], [(each.published_at or "")[:10] for each in found]
    if field == "language":
        return [theme.language for _ in posts], [each.language for each in found]
    expected = [() if field in theme.without else getattr(post, field) for post in posts]
    return expected, [getattr(each, field) for each in found]


FIELDS = ("title", "authors", "published_at", "categories", "tags", "language")


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("field", FIELDS)
def test_posts_that_no_feed_names_are_read_with_what_the_feed_taught(name: str, field: str) -> None:
    """Four posts of a feed are enough to read all the others."""
    expected, found = _rows(name, field, 4)

    assert expected == found


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("field", FIELDS)
def test_a_site_without_a_feed_teaches_itself(name: str, field: str) -> None:
    """The pages' own sources agree on what is right."""
    expected, found = _rows(name, field, 0)

    assert expected == found


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("field", FIELDS)
def test_a_single_page_is_read_without_rules(name: str, field: str) -> None:
    """Nothing was learned: each page's own evidence must do."""
    expected, found = _rows(name, field, 0, learned=False)

    assert expected == found


@pytest.mark.parametrize("name", THEMES)
def test_no_value_is_a_guess_where_the_page_states_it(name: str) -> None:
    warnings = {warning for found in _found(name, 4) for warning in found.warnings}

    assert set() == warnings


@pytest.mark.parametrize("name", THEMES)
def test_every_value_says_where_it_was_read(name: str) -> None:
    for found in _found(name, 0):
        stated = {field for field in FIELDS if getattr(found, field)}

        assert stated <= {one.field for one in found.provenance}
