"""Sixteen weeks of a blog: every edit, move, removal and return is noted in its week, and nothing else ever."""

from __future__ import annotations

import pytest
from blogs.server import Validators
from blogs.weeks import WEEKS, WeeklyBlog
from history.diary import Diary

from archiver.records import ChangeKind
from archiver.store.rows import EventFilter

# The same in fewer runs: what does not touch the same post happens at once.
_AT_ONCE = ((0,), (2, 3, 4, 5, 6), (7,), (8,), (9, 10, 11, 12), (13,), (14,))


def words(texts):
    return {path: text.split() for path, text in texts.items()}


def named(week):
    return next(each for each in WEEKS if each.name == week)


def check_the_end(blog, diary):
    gone = {blog.path(index) for index in (8, 9, 10)}
    old = blog.original[11]

    assert words(blog.texts()) == words(diary.texts())
    assert gone == diary.texts("gone").keys()
    assert diary.find(f"/posts/{old.slug}/") == diary.find(blog.path(11)) is not None
    assert diary.find(f"/posts/{blog.original[3].slug}/") == diary.find(blog.path(3)) is not None


def test_every_week_is_noted_as_it_was(server, archive):
    """Every change in its own week, with its kind; a post that goes is suspected first and confirmed a week later."""
    blog, diary = WeeklyBlog(server), Diary(archive, server.url)
    noted, expected = {}, {}
    for week in WEEKS:
        blog.play(week)
        report = diary.crawl(server.now)
        expected[week.name] = {blog.path(index): kind for index, kind in week.changes.items()}
        noted[week.name] = diary.notes()

        unwell = week.down or week.suspected or "gone" in week.changes.values()
        assert (1 if unwell else 0) == report.exit_code, (week.name, report.reason)
        assert len(week.suspected) == report.counts.get("missing", 0)
    assert expected == noted
    check_the_end(blog, diary)


@pytest.mark.parametrize("validators", [mode for mode in Validators if mode is not Validators.BOTH])
def test_the_archive_ends_up_the_same_whatever_validators_are_worth(server, archive, validators):
    """ETags that always change, that nginx weakened, dates that are always now or years ahead, or none at all."""
    blog, diary = WeeklyBlog(server, validators), Diary(archive, server.url)
    expected, noted = [], []
    for weeks in _AT_ONCE:
        changes = {}
        for week in (WEEKS[index] for index in weeks):
            blog.play(week)
            changes |= week.changes
        diary.crawl(server.now)
        expected.append({blog.path(index): kind for index, kind in changes.items()})
        noted.append(diary.notes())

    assert expected == noted
    check_the_end(blog, diary)


def test_a_redesign_adds_a_template_and_edits_nothing(server, archive):
    """The old template stays for the pages of its time; what the new design prints around posts is no edit."""
    blog, diary = WeeklyBlog(server), Diary(archive, server.url)
    blog.play(WEEKS[0])
    diary.crawl(server.now)
    before = [template.container for template in archive.profiles.latest(1).templates]
    blog.play(named("a redesign"))
    diary.crawl(server.now, full=True)
    after = [template.container for template in archive.profiles.latest(1).templates]

    assert {ChangeKind.NEW} == {event.kind for event in archive.posts.events(EventFilter())}
    assert words(blog.texts()) == words(diary.texts())
    assert before == after[: len(before)]
    assert len(before) < len(after)
