"""Sites, profiles, runs and problems."""

from dataclasses import replace
from datetime import timedelta

import pytest

from archiver.profile import Profile
from archiver.sites import Site

SITE = Site("blog", "https://www.example.com/blog/", delay_s=2.5, tags=("a", "b"), posts=(r"/\d+/",), title="The Blog")


def test_a_site_comes_back_with_all_its_settings(archive, stage):
    """By name, by address, by host, in any spelling."""
    row = archive.sites.add(SITE, stage.now)

    assert (SITE, stage.now, None) == (row.site, row.added_at, row.due_at)
    assert ("blog", SITE.url) == (row.name, row.url)
    for word in ("blog", "https://example.com/blog", "http://www.example.com/blog/index.html", "example.com"):
        assert row == archive.sites.get(word)
    assert [row, archive.sites.by_id(stage.site_id)] == archive.sites.all()
    for word in ("nothing", "other.example", "no address at all", "example.com/elsewhere"):
        assert archive.sites.get(word) is None


def test_a_host_of_two_sites_names_neither(archive, stage):
    """An address that could mean two sites is not guessed."""
    archive.sites.add(SITE, stage.now)
    archive.sites.add(replace(SITE, name="news", url="https://example.com/news/"), stage.now)

    assert archive.sites.get("example.com") is None
    assert "news" == archive.sites.get("example.com/news").name


def test_adding_a_known_site_changes_its_settings(archive, stage):
    """Its id and the time it was added stay."""
    first = archive.sites.add(SITE, stage.now)
    again = archive.sites.add(replace(SITE, delay_s=9.0), stage.later(days=1))
    archive.sites.due(first.id, stage.now)

    assert (first.id, first.added_at, 9.0) == (again.id, again.added_at, again.site.delay_s)
    assert stage.now == archive.sites.by_id(first.id).due_at


def test_every_version_of_a_profile_stays(archive, stage):
    """The latest is found first; before anything was learned there is an empty one."""
    profiles = archive.profiles
    before = profiles.latest(stage.site_id)
    for version in (1, 2):
        profiles.keep(stage.site_id, Profile(version=version, captures=10 * version), stage.now)

    assert Profile() == before
    assert Profile(version=2, captures=20) == profiles.latest(stage.site_id)
    assert Profile(version=1, captures=10) == profiles.get(stage.site_id, 1)
    assert profiles.get(stage.site_id, 3) is None


def test_a_run_says_how_it_went(archive, stage):
    """With its counts; the newest first."""
    runs = archive.runs
    first = runs.start(stage.site_id, stage.now)
    runs.finish(first, "complete", stage.later(minutes=1), {"requests": 7, "new": 3}, 0)
    second = runs.start(stage.site_id, stage.now)
    run = runs.get(first)

    assert ("complete", 0, {"requests": 7, "new": 3}, timedelta(minutes=1)) == (
        run.outcome,
        run.exit_code,
        run.counts,
        run.finished_at - run.started_at,
    )
    assert second == runs.latest(stage.site_id).id
    assert [second, first] == [one.id for one in runs.all()] == [one.id for one in runs.all(stage.site_id)]
    assert runs.get(99) is None
    assert [] == list(runs.all(99))


def test_a_run_that_never_ended_was_killed(archive, stage):
    """The next run of the site says so; another site's run is left alone."""
    other = archive.sites.add(SITE, stage.now).id
    killed, running = archive.runs.start(stage.site_id, stage.now), archive.runs.start(other, stage.now)
    archive.runs.start(stage.site_id, stage.now)

    assert ("killed", None) == (archive.runs.get(killed).outcome, archive.runs.get(running).outcome)


def test_a_problem_is_counted_until_it_is_resolved(archive, stage):
    """Since when, how often, how it last showed; one that returns begins anew."""
    problems = archive.problems
    url = "https://example.org/a"
    first = stage.now
    problems.report(stage.site_id, url, "fetch", "timeout", first)
    problems.report(stage.site_id, url, "fetch", "status 500", stage.later(days=1))
    problems.report(stage.site_id, url, "empty", "no text", stage.now)
    two = {one.kind: one for one in problems.open(stage.site_id)}
    problems.resolve(stage.site_id, url, stage.now, kind="fetch")
    one_left = [one.kind for one in problems.open()]
    problems.resolve(stage.site_id, url, stage.now)
    none = list(problems.open())
    problems.report(stage.site_id, url, "fetch", "again", stage.later(days=1))
    (again,) = problems.open()

    assert (first, first + timedelta(days=1), 2, "status 500") == (
        two["fetch"].first_at,
        two["fetch"].last_at,
        two["fetch"].times,
        two["fetch"].message,
    )
    assert (["empty"], []) == (one_left, none)
    assert (stage.now, 1, "again") == (again.first_at, again.times, again.message)


def test_what_a_transaction_wrote_is_gone_when_it_fails(archive, stage):
    """A run, a problem, a site: all or nothing."""

    def fail() -> None:
        with archive.transaction():
            archive.sites.add(SITE, stage.now)
            archive.runs.start(stage.site_id, stage.now)
            raise KeyError

    with pytest.raises(KeyError):
        fail()

    assert [["example.org"], []] == [[row.name for row in archive.sites.all()], list(archive.runs.all())]
