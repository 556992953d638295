"""Day after day: a growing blog and its archive stay the same, at a few requests a day."""

from __future__ import annotations

from statistics import median

from history.seasons import Seasons


def test_after_some_weeks_the_archive_is_the_blog(begun):
    """Every text, every address, every removal; and no more edits than there were."""
    blog, diary = begun
    seasons = Seasons(blog, diary)
    for _ in range(30):
        seasons.day()
    for _ in range(2):
        seasons.day(quiet=True)  # the last removals are confirmed
    kinds = diary.kinds()

    assert {path: text.split() for path, text in blog.texts().items()} == {
        path: text.split() for path, text in diary.texts().items()
    }
    assert seasons.gone == diary.texts("gone").keys()
    assert kinds["revised"] <= seasons.happened["revised"]
    assert (seasons.happened["gone"], seasons.happened["moved"]) == (kinds["gone"], kinds["moved"])
    assert median(seasons.requests) <= 10
