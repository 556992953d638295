"""Identity of texts."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from archiver.hashes import VERSION, content_hash, normalise_text, text_hash
from archiver.records import Author, Draft, Image

POST = Draft(
    url="https://example.org/a",
    title="A title",
    text="One.\nTwo.",
    authors=(Author("Ann"), Author("Bob")),
    categories=("News", "Life"),
    published_at="2021-11-01T09:30:00+01:00",
    images=(Image("https://example.org/1.png"),),
)


def test_what_readers_cannot_see_does_not_count():
    assert "A b fi c" == normalise_text("  A\u00a0b\n\ufb01\u200b   c\u00ad ")
    assert text_hash("Soft\u00adware  is") == text_hash("software is\n")


def test_every_part_of_the_content_counts():
    others = [
        replace(POST, title="Another title"),
        replace(POST, text="One.\nThree."),
        replace(POST, authors=(Author("Bob"), Author("Ann"))),
        replace(POST, categories=("News",)),
        replace(POST, tags=("life",)),
        replace(POST, published_at="2021-11-02"),
        replace(POST, images=()),
    ]

    hashes = {content_hash(post) for post in (POST, *others)}

    assert len(others) + 1 == len(hashes)


def test_what_is_no_edit_does_not_count():
    for same in (
        replace(POST, categories=("life", "NEWS")),
        replace(POST, published_at="2021-11-01"),
        replace(POST, modified_at="2022-01-01", description="new", markdown="*new*", html="<p>new"),
        replace(POST, authors=(Author("Ann", bio="Writes."), Author("Bob", url="https://example.org/bob"))),
        replace(POST, text="One. Two."),
    ):
        assert content_hash(POST) == content_hash(same)


def test_an_empty_field_leaves_the_hash_as_it_was():
    """A field that is added to the recipe later does not change the hash of posts without it."""
    bare = Draft(url="https://example.org/a", title="A")

    assert content_hash(bare).startswith(VERSION)
    assert content_hash(bare) == content_hash(replace(bare, tags=(), published_at=""))


@given(st.text())
def test_normalising_twice_changes_nothing(text):
    once = normalise_text(text)

    assert once == normalise_text(once)
