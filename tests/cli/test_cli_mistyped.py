"""An address at which nobody ever answered does not become a site of the archive."""

import socket
from functools import partial

import pytest

from archiver.crawl.outcome import CrawlOptions
from archiver.store import Archive


@pytest.fixture(autouse=True)
def hasty(monkeypatch):
    """Retries do not wait."""
    monkeypatch.setattr("archiver.crawl.outcome.CrawlOptions", partial(CrawlOptions, retry_wait_s=0.01))


@pytest.fixture
def nobody():
    """An address on this machine that refuses connections."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}/"


def test_a_mistyped_address_is_said_to_be_and_leaves_nothing_behind(tmp_path, command, nobody):
    ran = command("--db", tmp_path / "a.db", "crawl", nobody, "--delay", 0, "--quiet")
    name = "127.0.0.1-" + nobody.rstrip("/").rpartition(":")[2]
    with Archive.open(tmp_path / "a.db") as archive:
        left = (archive.sites.all(), list(archive.runs.all()), list(archive.problems.open()))

    assert 1 == ran.code
    assert f"{name}: unreachable (127.0.0.1: connection refused: no server answers at this address)" in ran.out
    assert f"archiver: {name} could not be asked and was not taken up; is its address right?\n" == ran.err
    assert ([], [], []) == left


def test_a_site_of_the_settings_stays_and_is_asked_again(tmp_path, command, nobody):
    """It was added on purpose; its server may be down."""
    (tmp_path / "archiver.toml").write_text(f'[[sites]]\nname = "mine"\nurl = "{nobody}"\ndelay = 0\n')
    ran = command("--db", tmp_path / "a.db", "crawl", "mine", "--quiet")
    with Archive.open(tmp_path / "a.db") as archive:
        known = [row.name for row in archive.sites.all()]

    assert (1, "", ["mine"]) == (ran.code, ran.err, known)


def test_a_site_that_once_answered_is_never_forgotten(copied):
    with Archive.open(copied) as archive:
        [row] = archive.sites.all()

        assert not archive.sites.forget(row.id)
        assert [row] == archive.sites.all()


@pytest.mark.parametrize("delay", ["nan", "inf", "-1"])
def test_a_delay_is_a_number_of_seconds(tmp_path, command, delay):
    """What is none is refused before anything is made."""
    ran = command("--db", tmp_path / "a.db", "crawl", "https://blog.example/", "--delay", delay)

    assert (2, 1) == (ran.code, len(ran.err.splitlines()))
    assert not (tmp_path / "a.db").exists()


@pytest.mark.parametrize("words", [[], ["no-address"], ["--opml", "list.opml"]])
def test_what_names_no_blog_makes_no_archive(tmp_path, command, words):
    """There is nothing to keep in it."""
    (tmp_path / "list.opml").write_text('<opml version="2.0"><body><outline text="empty"/></body></opml>')
    ran = command("--db", tmp_path / "a.db", "crawl", *words)

    assert (2, 1) == (ran.code, len(ran.err.splitlines()))
    assert ["list.opml"] == [path.name for path in tmp_path.iterdir()]
