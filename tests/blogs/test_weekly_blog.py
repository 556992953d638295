"""The scripted weeks do to the blog what they say, and nothing else."""

from __future__ import annotations

import http.client

import pytest

from blogs.server import BlogServer, Validators
from blogs.weeks import WEEKS, WeeklyBlog


@pytest.fixture
def server():
    with BlogServer() as running:
        yield running


def ask(server, path, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode()
    finally:
        connection.close()


def played(server, until):
    blog = WeeklyBlog(server)
    for week in WEEKS:
        blog.play(week)
        if week.name == until:
            break
    return blog


def test_only_the_posts_that_a_week_names_change(server):
    blog = WeeklyBlog(server)
    before: dict[str, str] = {}
    for week in WEEKS:
        texts = {index: article.text + article.title for index, article in blog.posts.items()} if before else {}
        blog.play(week)
        after = {index: article.text + article.title for index, article in blog.posts.items()}
        edited = {index for index, text in after.items() if index in texts and texts[index] != text}
        before = blog.texts()

        assert {index for index, kind in week.changes.items() if "revised" in kind} == edited, week.name


def test_noise_changes_every_page_every_week(server):
    blog = played(server, "everything is new")
    first = ask(server, blog.path(0))
    blog.play(WEEKS[1])
    second = ask(server, blog.path(0), **{"If-None-Match": first[1]["ETag"]})

    assert 200 == second[0]
    assert first[2] != second[2]


def test_removals_answer_as_they_say(server):
    blog = played(server, "404, 410, soft 404, redirect to the home page")

    assert [404, 410, 200, 302] == [ask(server, blog.path(index))[0] for index in (6, 8, 9, 10)]
    assert blog.path(6) not in ask(server, "/sitemap.xml")[2]


def test_moves_redirect_and_return_is_whole(server):
    old = WeeklyBlog(server).path(11)
    blog = played(server, "one returns")

    assert (301, "/essays/moved-as-it-was/") == (ask(server, old)[0], ask(server, old)[1]["Location"])
    assert 200 == ask(server, blog.path(11))[0]
    assert blog.posts[6].title in ask(server, blog.path(6))[2]


def test_the_outage_lasts_one_week(server):
    blog = played(server, "the server is down")
    down = ask(server, "/")[0]
    blog.play(WEEKS[-2])

    assert (503, 200) == (down, ask(server, "/")[0])
    assert 'class="story"' in ask(server, blog.path(0))[2]


def test_the_sitemap_says_what_was_touched(server):
    blog = played(server, "a typo")
    sitemap = ask(server, "/sitemap.xml")[2]

    assert f"{blog.path(2)}</loc><lastmod>{server.now.isoformat()}" in sitemap
    assert 1 == sitemap.count(server.now.isoformat())


def test_validators_are_the_tests_choice(server):
    blog = WeeklyBlog(server, Validators.NONE)
    blog.play(WEEKS[0])

    assert "ETag" not in ask(server, "/")[1]
