"""A second run of an unchanged blog asks next to nothing; experience decides how far a site is taken at its word."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from blogs.server import Validators
from history.conftest import COUNT, without_lastmod
from history.diary import Diary


def again(blog, diary, **later):
    """The next run, that much later; gives what the server was asked meanwhile."""
    blog.server.now += timedelta(**later)
    blog.publish()
    blog.server.forget()
    diary.crawl(blog.server.now)
    return blog.server.log


def test_an_unchanged_blog_with_lastmod_costs_four_requests(begun):
    """robots.txt, the home page, the sitemap and the feed, however many posts there are."""
    blog, diary = begun
    log = again(blog, diary, days=1)

    assert ["/robots.txt", "/", "/sitemap.xml", "/feed.xml"] == [line.target for line in log]
    assert 1 == sum(line.status == 200 for line in log)


@without_lastmod
def test_without_lastmod_young_posts_are_asked_conditionally(begun):
    """No body comes, and old posts are left for later."""
    blog, diary = begun
    log = again(blog, diary, days=2)
    posts = [line for line in log if line.target.startswith("/20")]

    assert 0 < len(posts) <= COUNT / 3
    assert all(line.conditional and line.status == 304 for line in posts)


def test_every_post_is_looked_at_again_within_the_stated_period(begun):
    """Announcements or not; the looks are spread over many runs."""
    blog, diary = begun
    diary = Diary(diary.archive, blog.server.url, recheck_s=10 * 86_400.0)
    diary.crawl(blog.server.now, full=True)
    asked, most = set(), 0
    for _ in range(11):
        posts = [line.target for line in again(blog, diary, days=1) if line.target.startswith("/20")]
        asked.update(posts)
        most = max(most, len(posts))

    assert set(blog.paths.values()) >= asked >= set(blog.texts())
    assert most < COUNT / 2


def test_full_asks_everything(begun):
    """--full: whatever is known, and whatever lists say."""
    blog, diary = begun
    blog.server.forget()
    diary.crawl(blog.server.now + timedelta(hours=1), full=True)

    assert set(blog.texts()) <= set(blog.server.paths(conditional=True))


def test_an_announced_edit_is_found_in_the_next_run(begun):
    """A later lastmod is worth a request, of an old post too."""
    blog, diary = begun
    blog.server.now += timedelta(days=1)
    blog.edit(3, "One more thing came to light.")
    log = again(blog, diary, hours=1)

    assert {blog.paths[3]: "revised"} == diary.notes()
    assert 1 == sum(line.target.startswith("/20") for line in log)
    assert 1 == diary.archive.sites.experience(1).confirmed


def test_times_that_are_always_now_are_soon_ignored(begun):
    """A sitemap that calls every post new at every request is believed for ten posts, not for ever."""
    blog, diary = begun
    for day in range(3):
        for index in range(COUNT):
            blog.modified[index] = blog.server.now + timedelta(days=1, hours=-(index % 40) - 1)
        log = again(blog, diary, days=1)
        posts = sum(line.target.startswith("/20") for line in log)

        assert posts <= (COUNT if day == 0 else COUNT / 3), day
    assert diary.archive.sites.experience(1).idle >= 10


def test_one_build_time_for_all_posts_announces_nothing(begun):
    """A static site is built anew with every post: nearly all its times are of one day."""
    blog, diary = begun
    blog.modified = dict.fromkeys(blog.modified, blog.server.now + timedelta(days=1))
    page_of = blog._page
    blog._page = lambda article: replace(page_of(article), modified=article.date)
    log = again(blog, diary, days=1)

    assert not [line for line in log if line.target.startswith("/20")]


def test_edits_that_went_unannounced_end_the_trust(begun):
    """Posts are then looked at in their own rhythm, whatever the sitemap keeps quiet about."""
    blog, diary = begun
    blog.server.now += timedelta(days=1)
    stated = dict(blog.modified)
    for index in (5, 12, 20):
        blog.edit(index, "A quiet correction.")
    real, blog._sitemap = blog._sitemap, lambda newest: _with(blog, stated, real, newest)
    for _ in range(31):
        again(blog, diary, days=1)
    experience = diary.archive.sites.experience(1)

    assert 3 == diary.kinds()["revised"] == experience.missed
    assert any(line.target.startswith("/20") for line in again(blog, diary, days=1))


@without_lastmod
def test_a_server_without_validators_costs_bodies_but_no_false_edit(begun):
    """What comes whole is compared by its content."""
    blog, diary = begun
    blog.server.validators = Validators.NONE
    for _ in range(3):
        again(blog, diary, days=3)

    assert {"new": COUNT} == diary.kinds()


def _with(blog, stated, sitemap, newest):
    """The sitemap as it was before the edits."""
    now, blog.modified = blog.modified, stated
    try:
        return sitemap(newest)
    finally:
        blog.modified = now
