"""When a post is looked at again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from archiver.learn.rhythm import LONGEST, SHORTEST, Announcements, Looks, change_rate, next_look

NOW = datetime(2026, 6, 1, tzinfo=UTC)
DAY = timedelta(days=1)
OLD = Looks("example.org/a", NOW - 2000 * DAY, NOW - 100 * DAY, NOW)


def test_a_new_post_is_looked_at_every_day():
    assert NOW + DAY == next_look(replace(OLD, published=NOW - 3 * DAY))


def test_an_old_post_is_looked_at_within_the_promise_and_not_in_its_first_half():
    assert NOW + LONGEST / 2 <= next_look(OLD) <= NOW + LONGEST


def test_a_post_that_is_often_edited_is_looked_at_sooner():
    often = replace(OLD, times=20, changes=15)

    assert next_look(often) < next_look(OLD)
    assert next_look(often) <= NOW + 2 * DAY


def test_a_post_whose_edits_are_announced_can_wait():
    recent = replace(OLD, published=NOW - 3 * DAY)

    assert next_look(replace(recent, announced=True)) >= NOW + LONGEST / 2


def test_an_unknown_date_is_taken_for_the_first_look():
    assert next_look(replace(OLD, published=None, first=NOW)) == NOW + DAY


def test_a_rate_is_known_once_an_edit_was_found():
    assert change_rate(OLD) == 0
    assert change_rate(replace(OLD, times=4, changes=0)) == 0
    assert change_rate(replace(OLD, first=NOW, times=1, changes=1)) == 0
    assert 0.02 < change_rate(replace(OLD, times=10, changes=2)) < 0.03


def test_the_looks_of_one_night_are_spread():
    """600 old posts fetched together are not due together: no day of the last half gets more than a tenth."""
    due = [next_look(replace(OLD, identity=f"example.org/{i}")) - NOW for i in range(600)]

    days = [wait // DAY for wait in due]
    assert max(days.count(day) for day in set(days)) <= 60


@given(
    age=st.integers(0, 5000),
    known_for=st.integers(0, 5000),
    times=st.integers(0, 500),
    changes=st.integers(0, 500),
    announced=st.booleans(),
)
def test_the_promise_holds_for_every_post(age, known_for, times, changes, announced):
    looks = Looks("x", NOW - age * DAY, NOW - known_for * DAY, NOW, times, changes, announced)

    assert NOW + SHORTEST <= next_look(looks) <= NOW + LONGEST


def test_modification_times_that_are_always_now_stop_being_asked_for():
    assert Announcements().wake
    assert Announcements(idle=9).wake
    assert not Announcements(idle=20).wake
    assert Announcements(idle=20, confirmed=3).wake


def test_modification_times_that_miss_edits_stop_being_trusted():
    assert Announcements().cover
    assert not Announcements(missed=1).cover
    assert not Announcements(confirmed=3, missed=1).cover
    assert Announcements(confirmed=20, missed=1).cover
