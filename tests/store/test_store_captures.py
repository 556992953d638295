"""Captures and bodies: exact to the byte, each kept once, small, and readable for ever."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archiver.errors import DamagedArchiveError
from archiver.records import Capture
from archiver.store.bodies import MOST_IN_A_CHAIN

A = "https://example.org/a"


def page(number: int, words: int = 300) -> bytes:
    """A page of a site: the same frame around its own text."""
    frame = " ".join(random.Random(0).choices(["abcdefghij", "klmnop", "qrst", "uvwxyz"], k=800))
    text = " ".join(f"{random.Random(number * 1000 + k).randrange(10**6)}" for k in range(words))
    return f"<html><head>{frame}</head><body>{text}</body></html>".encode()


def test_a_capture_comes_back_as_it_was(stage):
    """Headers in their order and case, doubled ones too; time to the second."""
    stage.later(microseconds=5)
    kept = stage.capture(A, b"\x00\xff<html>")
    loaded = stage.archive.captures.load(kept.id)

    assert loaded.fetched_at == kept.fetched_at.replace(microsecond=0)
    assert (A, 200, kept.headers, b"\x00\xff<html>", kept.id) == (
        loaded.url,
        loaded.status,
        loaded.headers,
        loaded.body,
        loaded.id,
    )


def test_the_same_bytes_are_kept_once(stage):
    """Whatever address they come from."""
    for url in (A, "https://example.org/b"):
        stage.capture(url, b"<html>same")

    assert (2, 1) == (stage.count("captures"), stage.count("bodies"))


def test_a_304_has_no_body_and_does_not_hide_the_latest_one(stage):
    """The newest capture with a body is what a page last was."""
    whole = stage.capture(A, b"<html>whole")
    stage.capture(A, b"", status=304)
    captures = stage.archive.captures

    assert whole.body == captures.latest(stage.url(A)).body
    assert [(200, 11), (304, 0)] == [(one.status, one.size_bytes) for one in captures.of_url(stage.url(A))]
    assert [whole.digest, None] == [one.digest for one in captures.of_url(stage.url(A))]
    assert captures.latest(stage.url("https://example.org/never")) is None


def test_captures_wait_until_they_are_settled(stage):
    """What no decision was drawn from yet is found again after any interruption, oldest first."""
    first, second, third = (stage.capture(f"https://example.org/{number}").id for number in range(3))
    stage.archive.captures.settle([second])

    assert [first, third] == [kept.capture_id for kept in stage.archive.captures.waiting(stage.site_id)]
    assert [] == list(stage.archive.captures.waiting(99))


def test_a_sample_is_spread_over_the_posts(stage):
    """From the oldest to the newest; all of them where there are few."""
    with stage.archive.transaction():
        for number in range(10):
            stage.post(f"https://example.org/{number}", published_at=f"20{19 - number:02}-01-01")
    oldest_first = [10 - number for number in range(10)]
    posts = {post.id: post.capture_id for post in stage.archive.posts.select()}
    captures = [posts[post_id] for post_id in oldest_first]

    assert captures == stage.archive.captures.sample(stage.site_id, 99)
    assert captures[::2] == stage.archive.captures.sample(stage.site_id, 5)


def test_pages_are_compressed_against_the_sites_own(stage):
    """From the ninth page on, only what tells a page from the others takes space."""
    with stage.archive.transaction():
        for number in range(20):
            stage.capture(f"https://example.org/{number}", page(number))
        stage.capture("https://example.org/img", random.Random(5).randbytes(999), kind="image/png")
    rows = stage.archive._connection.all("SELECT dictionary_id, length(data) FROM bodies ORDER BY id")

    assert [None] * 8 + [1] * 12 + [None] == [dictionary for dictionary, _ in rows]
    assert rows[15][1] < 0.8 * rows[3][1]
    assert 1 == stage.count("dictionaries")
    assert page(15) == stage.archive.captures.latest(stage.url("https://example.org/15")).body
    assert [] == list(stage.archive.verify())


def test_a_dictionary_that_was_rolled_back_is_not_used(stage):
    """The next one takes its id; a body compressed against the wrong one could never be read."""
    with stage.archive.transaction():
        for number in range(8):
            stage.capture(f"https://example.org/{number}", page(number))

    def fail() -> None:
        with stage.archive.transaction():
            stage.capture("https://example.org/lost", page(90))
            stage.capture("https://example.org/lost2", page(91))
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    for number in (70, 80, 81):
        stage.capture(f"https://example.org/{number}", page(number))

    assert page(81) == stage.archive.captures.latest(stage.url("https://example.org/81")).body
    assert [] == list(stage.archive.verify())


def test_versions_of_a_page_take_next_to_nothing(stage):
    """Each is kept against the one before, in chains that end; all stay readable."""
    bodies = [page(1) + f"<p>version {number}</p>".encode() for number in range(MOST_IN_A_CHAIN + 3)]
    with stage.archive.transaction():
        kept = [stage.capture(A, body) for body in bodies]
    rows = stage.archive._connection.all("SELECT chain, length(data) FROM bodies ORDER BY id")

    assert [*range(MOST_IN_A_CHAIN + 1), 0, 1] == [chain for chain, _ in rows]
    assert rows[1][1] < 100 < rows[0][1]
    assert bodies == [stage.archive.captures.load(one.id).body for one in kept]


def test_a_page_that_became_another_is_not_kept_against_the_old_one(stage):
    """Where the previous version is no help, the body stands alone."""
    stage.capture(A, random.Random(1).randbytes(500))
    stage.capture(A, random.Random(2).randbytes(500))

    assert [0, 0] == [row[0] for row in stage.archive._connection.all("SELECT chain FROM bodies")]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(
    st.lists(st.binary(max_size=300), min_size=1, max_size=5),
    st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9)), max_size=3),
)
def test_any_bytes_and_headers_come_back(stage, bodies, headers):
    """Whatever a server sends, in whatever order, at one address."""
    stage.later(seconds=1)
    captures = [Capture(A, stage.now, 200, tuple(headers), body) for body in bodies]
    kept = [stage.archive.captures.keep(stage.url(A), one) for one in captures]

    assert bodies == [stage.archive.captures.load(one.id).body for one in kept]
    assert {tuple(headers)} == {stage.archive.captures.load(one.id).headers for one in kept}


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE bodies SET data = substr(data, 1, length(data) - 9)", "cannot be decompressed"),
        ("UPDATE bodies SET digest = replace(digest, 'sha256:', 'sha256:0')", "is not what was kept"),
        ("UPDATE bodies SET base_id = id", "leads in a circle"),
        ("UPDATE bodies SET base_id = 999", "missing"),
    ],
)
def test_damage_to_a_body_is_noticed_when_it_is_read(stage, damage, said):
    """Never are other bytes given for what a server sent."""
    kept = stage.capture(A, page(1))
    stage.archive._connection.run("PRAGMA foreign_keys = OFF")
    stage.archive._connection.run(damage)

    with pytest.raises(DamagedArchiveError, match=said):
        stage.archive.captures.load(kept.id)


def test_a_missing_capture_is_damage(stage):
    """Its id stands in a post or an event, so it was there."""
    with pytest.raises(DamagedArchiveError, match="capture 7 is missing"):
        stage.archive.captures.load(7)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("DELETE FROM dictionaries", "dictionary 1 is missing"),
        ("UPDATE dictionaries SET data = x'00'", "cannot be decompressed"),
        ("UPDATE dictionaries SET digest = 'sha256:0'", "is not what was kept"),
    ],
)
def test_damage_to_a_dictionary_is_noticed(stage, damage, said):
    """It is checked when it is loaded, and by verify."""
    with stage.archive.transaction():
        for number in range(9):
            stage.capture(f"https://example.org/{number}", page(number))
    connection = stage.archive._connection
    connection.run("PRAGMA foreign_keys = OFF")
    connection.run(damage)
    connection.rollbacks += 1  # forget what is at hand
    captures = stage.archive.captures

    with pytest.raises(DamagedArchiveError, match=said):
        captures.latest(stage.url("https://example.org/8"))


def test_pages_too_short_to_help_make_no_dictionary(stage):
    """Nor is a page of three bytes a base for its next version: zstd takes nothing below eight."""
    for number in range(10):
        stage.capture(f"https://example.org/{number}", b"<%d>" % number)
    stage.capture("https://example.org/0", b"<a>")

    assert 0 == stage.count("dictionaries")
    assert b"<a>" == stage.archive.captures.latest(stage.url("https://example.org/0")).body


def test_dictionaries_of_many_sites_come_and_go(stage, monkeypatch):
    """Only some are held in memory, and all are read when they are needed."""
    monkeypatch.setattr("archiver.store.bodies.DICTIONARIES_AT_HAND", 1)
    bodies = stage.archive.captures._bodies
    ids = [bodies.add_dictionary(stage.site_id, [page(number)], stage.now) for number in range(3)]
    kept = [bodies.keep(page(50 + number), dictionary_id=one) for number, one in enumerate(ids)]

    assert [page(50), page(51), page(52)] == [bodies.load(one) for one in kept]
    assert 1 == len(bodies._at_hand)
