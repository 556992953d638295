"""File names from titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.export.names import UNTITLED, Names, fold, slug

RESERVED = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}


@pytest.mark.parametrize(
    ("expected", "title"),
    [
        ("hello-world", "Hello, World!"),
        ("dont-panic", "Don’t panic"),
        ("气候变化", "气候变化"),
        ("می\u200cخواهم".replace("\u200c", "-"), "می\u200cخواهم"),
        ("प्रदूषण", "प्रदूषण"),
        ("ลม-ฝน", "ลม ฝน"),
        ("größe", "Größe"),
        ("hyphenated", "hyphen\u00adated"),
        ("etc-passwd", "../../etc/passwd"),
        ("con-post", "CON"),
        ("com1-post", "COM¹"),
        (UNTITLED, "…!?"),
        (UNTITLED, ""),
    ],
)
def test_a_title_becomes_a_name(expected: str, title: str):
    """Letters of every script stay, all else is a hyphen, and nothing leads out of the folder."""
    assert expected == slug(title)


@pytest.mark.parametrize(
    ("expected", "title"), [("qihou", "气候"), ("grosse", "Größe"), ("privet-mir", "Привет, мир"), (UNTITLED, "☃︎" * 0)]
)
def test_a_name_can_be_had_in_ascii(expected: str, title: str):
    """Other scripts are transliterated."""
    assert expected == slug(title, ascii_only=True)


def test_a_long_title_is_cut_at_a_word():
    """No name is longer than the limit, and whole words are kept."""
    assert "the-quick-brown" == slug("The quick brown fox", max_bytes=18)
    assert "the-quick-brown" == slug("The quick brown fox", max_bytes=15)
    assert "unspaced" == slug("unspacedtitle", max_bytes=8)


def test_a_cut_leaves_letters_their_marks():
    """A letter that would lose its mark goes with it."""
    assert "ab" == slug("abx\u0323\u0331cd", max_bytes=5)


@given(st.text(max_size=300), st.booleans())
def test_any_title_gives_a_safe_name(title: str, ascii_only: bool):  # noqa: FBT001 - drawn by Hypothesis
    """For every title: one part of a path, within the length, not reserved, and the same again."""
    name = slug(title, ascii_only=ascii_only)

    assert 1 <= len(name.encode()) <= 100 + len("-post")
    assert not set(name) & set('/\\:*?"<>|. \0')
    assert name not in RESERVED
    assert name == slug(title, ascii_only=ascii_only)
    assert not ascii_only or name.isascii()


@given(st.lists(st.sampled_from(["a", "A", "ａ", "b", "a-1", "a-2", "B-3", "a-1-2"]), max_size=12))
def test_names_are_unique_on_systems_that_ignore_case(stems: list[str]):
    """No two keys share a name, nor names that some file system takes for one."""
    names = Names()
    given_names = [names.assign(key, stem) for key, stem in enumerate(stems)]

    assert len(stems) == len({fold(name) for name in given_names})
    assert given_names == [names.given_to(key) for key in range(len(stems))]


def test_the_first_key_has_the_bare_name():
    """Later ones get their key, so that names stay what they are as an archive grows."""
    names = Names()

    assert "news" == names.assign(3, "news")
    assert "news-8" == names.assign(8, "news")
    assert "news" == names.assign(3, "other")


def test_a_name_of_an_earlier_run_is_kept():
    """What an earlier run called a post it stays called, also with a new title."""
    names = Names({3: "old-title"})

    assert "old-title" == names.assign(3, "new-title")
    assert "old-title-4" == names.assign(4, "old-title")
