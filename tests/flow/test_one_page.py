"""A page that breaks what is done at the end of a run costs no other page, and not the run."""

import pytest
from blogs.fixtures import serve
from flow.crawled import archived

from archiver.extract import role
from archiver.flow import ending, learning


@pytest.fixture
def doubting(monkeypatch):
    """Every page is judged again when it was read, and one of them breaks that."""
    judge = role.judge
    met = set()

    def frail(page, *rest):
        if page.url.endswith("-5.html") and page.url in met:
            raise RecursionError("deeper than anybody thought")
        met.add(page.url)
        return judge(page, *rest)

    monkeypatch.setattr(ending, "_SURE", 2.0)
    monkeypatch.setattr(ending, "_AT_ONCE", 3)
    monkeypatch.setattr(role, "judge", frail)


def test_a_page_that_cannot_be_judged_again_stays_as_it_was_read(tmp_path, doubting, monkeypatch):  # noqa: ARG001
    judged = []
    again = ending._judge_again
    monkeypatch.setattr(ending, "_judge_again", lambda *words: (judged.append(words[1]), again(*words)))
    with serve("jekyll") as (server, blog), archived(tmp_path / "a.db", server.url) as (archive, report):
        found = {post.url.removeprefix(server.origin) for post in archive.posts()}
        told = {problem.url: problem.message for problem in archive.problems.open()}

    [broken] = [record["path"] for record in blog.posts if record["path"].endswith("-5.html")]

    assert {record["path"] for record in blog.posts} == found
    assert {f"{server.origin}{broken}": "could not be read (RecursionError: deeper than anybody thought)"} == told
    assert len(judged) > 3
    assert ("incomplete", 1) == (report.outcome, report.exit_code)


def test_a_site_that_cannot_be_learned_is_archived_all_the_same(tmp_path, monkeypatch):
    """Its posts are read without a profile, and the report says what broke; the next run learns."""

    def broken(*_):
        raise ZeroDivisionError("no blocks")

    with serve("jekyll") as (server, blog):
        with monkeypatch.context() as patched:
            patched.setattr(learning.templates, "learn", broken)
            with archived(tmp_path / "a.db", server.url) as (archive, report):
                found = {post.url.removeprefix(server.origin) for post in archive.posts()}
                told = [(problem.url, problem.message) for problem in archive.problems.open()]
        with archived(tmp_path / "a.db", server.url) as (_, later):
            pass

    assert {record["path"] for record in blog.posts} == found
    assert [(server.url, "could not be read (ZeroDivisionError: no blocks)")] == told
    assert (1, 0, 1) == (report.exit_code, report.profile_version, later.profile_version)
