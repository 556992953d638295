"""A scripted server and an archive; and blogs that were crawled once already, from copies of one first run."""

from __future__ import annotations

import shutil

import pytest
from blogs.server import START, BlogServer, Validators
from history.diary import Diary
from history.growing import GrowingBlog

from archiver.store import Archive

COUNT = 30


@pytest.fixture
def server():
    with BlogServer() as running:
        yield running


@pytest.fixture
def archive(tmp_path):
    with Archive.open(tmp_path / "archive.db", create=True) as opened:
        yield opened


@pytest.fixture(scope="session", params=[True], ids=["lastmod"])
def first_run(request, tmp_path_factory):
    """A server, and the archive of its blog after one run."""
    path = tmp_path_factory.mktemp("first") / "archive.db"
    with BlogServer() as running:
        GrowingBlog(running, COUNT, lastmod=request.param)
        with Archive.open(path, create=True) as opened:
            Diary(opened, running.url).crawl(START)
        yield running, path, request.param


@pytest.fixture
def begun(first_run, tmp_path):
    """The blog, and the diary of an archive that holds it."""
    running, path, lastmod = first_run
    running.now, running.validators, running.outage = START, Validators.BOTH, None
    running.forget()
    blog = GrowingBlog(running, COUNT, more=4, lastmod=lastmod)
    copy = shutil.copy(path, tmp_path / "archive.db")
    with Archive.open(copy) as opened:
        diary = Diary(opened, running.url)
        yield blog, diary


without_lastmod = pytest.mark.parametrize("first_run", [False], ids=["no-lastmod"], indirect=True)
