"""Each run is judged by its counts against those of earlier runs: what is wrong is named, what is normal is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.operate.health import judge

WELL = {"requests": 8, "fetched": 8, "posts": 100, "lists:sitemap": 1, "lists:feed": 1, "unchanged": 4}


def kinds(counts, *earlier):
    return [ailment.kind for ailment in judge({**WELL, **counts}, [{**WELL, **one} for one in earlier])]


@pytest.mark.parametrize(
    ("counts", "earlier"),
    [
        ({}, ({},)),
        ({}, ()),
        ({"new": 5, "posts": 105}, ({},)),
        ({"gone": 3, "posts": 97}, ({},)),
        ({"posts": 3}, ({"posts": 5},)),
        ({"failed": 2}, ({},)),
        ({"failed": 40, "requests": 5000}, ({},)),
        ({"new": 10, "warning:short": 4}, ()),
        ({"new": 10, "warning:short": 4}, ({"new": 10, "warning:short": 4},)),
        ({"lists:sitemap": 0}, ({"lists:sitemap": 0},)),
        ({"unfit": 12}, ({},)),
        ({"barred": 1}, ({},)),
        ({"read": 145, "derived": 7, "warning:short": 3}, ({"read": 145},)),
        ({"read": 10, "new": 10, "warning:chrome-suspected": 9}, ({"read": 20},)),
    ],
)
def test_what_is_normal_is_no_ailment(counts, earlier):
    """Growth, a few removals, a single failure, what was so before, a redesign that was learned."""
    assert [] == kinds(counts, *earlier)


@pytest.mark.parametrize(
    ("kind", "counts", "earlier"),
    [
        ("robots-forbid", {"forbidden": 1}, ({},)),
        ("nothing-checked", {"fetched": 0, "requests": 3}, ({},)),
        ("nothing-checked", {"fetched": 1, "requests": 1}, ()),
        ("nothing-found", {"posts": 0}, ({}, {})),
        ("posts-fell", {"posts": 90}, ({},)),
        ("posts-missing", {"missing": 12}, ({},)),
        ("many-failures", {"failed": 5, "requests": 20}, ({},)),
        ("barred", {"barred": 2, "doubtful": 1}, ({},)),
        ("template-unfit", {"misfit": 3}, ({},)),
        ("quality-fell", {"read": 10, "warning:short": 2, "warning:empty": 2}, ({"read": 20}, {"read": 9})),
        ("sitemap-gone", {"lists:sitemap": 0}, ({},)),
        ("feed-gone", {"lists:feed": 0}, ({},)),
    ],
)
def test_what_is_wrong_is_named(kind, counts, earlier):
    """One ailment at a time."""
    assert [kind] == kinds(counts, *earlier)


def test_runs_of_other_kinds_are_not_compared_with():
    """Deriving again makes no requests, and says nothing about the site."""
    assert () == judge(WELL, [{"posts": 400}, WELL])


COUNTS = st.dictionaries(
    st.sampled_from([*WELL, "failed", "missing", "barred", "misfit", "forbidden", "read", "warning:short"]),
    st.integers(0, 10_000),
)


@given(COUNTS, st.lists(COUNTS, max_size=4))
def test_any_counts_can_be_judged(counts, earlier):
    """Whatever an older program wrote; each ailment comes once, with its words."""
    found = judge(counts, earlier)

    assert len({ailment.kind for ailment in found}) == len(found)
    assert all(ailment.message for ailment in found)
