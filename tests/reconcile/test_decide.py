"""What a sighting means."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.hashes import content_hash, text_hash
from archiver.reconcile.compare import difference, words
from archiver.reconcile.decide import Sighting, decide, decide_missing
from archiver.reconcile.similar import signature, similar_pairs
from archiver.records import Author, ChangeKind, Draft, Image, KnownPost, PostStatus

POST = Draft(
    url="https://example.org/a",
    title="A title",
    text="One two three.\nFour.",
    authors=(Author("Ann"),),
    tags=("x",),
    images=(Image("https://example.org/1.png"),),
    published_at="2021-11-01",
)


def known(draft: Draft = POST, status: PostStatus = PostStatus.LIVE) -> KnownPost:
    return KnownPost(
        post_id=7,
        url_id=1,
        url=draft.url,
        status=status,
        title=draft.title,
        published_at=draft.published_at,
        content_hash=content_hash(draft),
        text_hash=text_hash(draft.text),
        text=draft.text,
        authors=tuple(author.name for author in draft.authors),
        categories=draft.categories,
        tags=draft.tags,
        images=tuple(image.url for image in draft.images),
    )


def test_an_unknown_post_is_new():
    assert decide(Sighting(POST)).kind is ChangeKind.NEW


def test_the_same_content_is_unchanged():
    seen = replace(POST, published_at="2021-11-01T09:30:00+01:00", modified_at="2026-01-01")

    assert decide(Sighting(seen, here=known())).kind is ChangeKind.UNCHANGED


@pytest.mark.parametrize(
    ("edit", "field"),
    [
        ({"title": "Another"}, "title"),
        ({"text": "One two.\nFive."}, "text"),
        ({"authors": (Author("Bob"),)}, "authors"),
        ({"tags": ()}, "tags"),
        ({"categories": ("News",)}, "categories"),
        ({"images": ()}, "images"),
        ({"published_at": "2021-11-02"}, "published_at"),
    ],
)
def test_an_edit_names_the_field_that_differs(edit, field):
    change = decide(Sighting(replace(POST, **edit), here=known()))

    assert (ChangeKind.REVISED, (field,)) == (change.kind, change.fields)


def test_an_edit_counts_its_words():
    change = decide(Sighting(replace(POST, text="One two.\nFive six."), here=known()))

    assert (2, 2) == (change.words_added, change.words_removed)


def test_a_better_reading_is_no_edit():
    """What the old capture gives when it is read as the new one was is what an edit is measured against."""
    better = replace(POST, text="One two three.\nFour.\nA caption.")

    change = decide(Sighting(better, here=known(), rederived=better))

    assert change.kind is ChangeKind.DERIVED


def test_a_post_that_was_gone_is_back():
    change = decide(Sighting(replace(POST, title="New"), here=known(status=PostStatus.GONE)))

    assert (ChangeKind.BACK, ("title",)) == (change.kind, change.fields)


def test_a_redirect_moves_the_post_with_its_history():
    change = decide(Sighting(replace(POST, url="https://example.org/b"), redirected=known()))

    assert (ChangeKind.MOVED, 7, "redirect") == (change.kind, change.post_id, change.alias)


def test_a_believable_canonical_makes_an_alias():
    copy = replace(POST, text=POST.text + " And a footer.")

    change = decide(Sighting(copy, canonical=known()))

    assert (ChangeKind.DUPLICATE, "canonical") == (change.kind, change.alias)


def test_a_canonical_that_names_another_post_is_not_believed():
    other = replace(POST, title="Something else", text="Quite another text.")

    assert decide(Sighting(other, canonical=known())).kind is ChangeKind.NEW


def test_the_same_content_at_another_address_is_an_alias():
    change = decide(Sighting(POST, same_text=(known(),)))

    assert (ChangeKind.DUPLICATE, "same-content") == (change.kind, change.alias)


def test_the_same_content_where_the_old_address_is_gone_is_a_move():
    change = decide(Sighting(POST, same_text=(known(status=PostStatus.GONE),)))

    assert (ChangeKind.MOVED, "same-content") == (change.kind, change.alias)


@pytest.mark.parametrize(
    "other", [{"title": "Under another title"}, {"published_at": "2020-11-01"}, {"text": "", "title": "A title"}]
)
def test_equal_texts_alone_merge_nothing(other):
    """The same words under another title, on another day, or no words at all are two posts."""
    draft = replace(POST, **other)

    assert decide(Sighting(draft, same_text=(known(replace(POST, text=draft.text)),))).kind is ChangeKind.NEW


NOW = datetime(2026, 1, 10, tzinfo=UTC)


def test_a_tombstone_needs_a_second_look():
    day = timedelta(days=1)

    assert decide_missing(known(), None, NOW, day) is None
    assert decide_missing(known(), NOW - timedelta(hours=1), NOW, day) is None
    assert decide_missing(known(status=PostStatus.GONE), NOW - 2 * day, NOW, day) is None

    change = decide_missing(known(), NOW - day, NOW, day)

    assert change is not None
    assert (ChangeKind.GONE, 7) == (change.kind, change.post_id)


def test_words_of_scripts_without_spaces_are_counted_one_by_one():
    assert ["rust", "很", "好", "2"] == words("Rust很好 2")


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_difference_is_seen_from_both_sides(one, other):
    there = difference(replace(POST, text=one), replace(POST, text=other))
    back = difference(replace(POST, text=other), replace(POST, text=one))

    assert bool(there) == bool(back)
    assert (there.words_added, there.words_removed) == (back.words_removed, back.words_added)
    assert not difference(replace(POST, text=one), replace(POST, text=one))


def test_near_duplicates_are_found_and_unrelated_posts_are_not():
    text = " ".join(f"word{i}" for i in range(200))
    texts = {3: text, 1: f"{text} with a new end", 2: " ".join(f"other{i}" for i in range(200)), 4: "too short"}
    signed = [(number, signature(text)) for number, text in texts.items()]
    pairs = list(similar_pairs(signed))

    assert [(1, 3)] == [pair[:2] for pair in pairs]
    assert pairs[0][2] > 0.9
    assert b"" == dict(signed)[4]
    assert pairs == list(similar_pairs(signed[:1], signed[1:])) == list(similar_pairs(signed[1:], signed[:1]))
    assert [] == list(similar_pairs([], signed))


def test_many_posts_of_one_text_are_not_linked_each_to_each():
    """Their pairs grow with the posts, not with the square of them, and none stands alone."""
    text = " ".join(f"word{i}" for i in range(100))
    signed = [(number, signature(f"{text} {number}")) for number in range(200)]
    pairs = list(similar_pairs(signed))
    one_more = list(similar_pairs([(200, signature(f"{text} 200"))], signed))

    assert len(pairs) <= 20 * 200
    assert set(range(200)) == {number for pair in pairs for number in pair[:2]}
    assert 20 == len(one_more)


LONG = " ".join(f"word{number}" for number in range(60))
VANISHED = replace(POST, text=LONG)


@pytest.mark.parametrize(
    ("edit", "kind"),
    [
        ({"text": LONG + " and more"}, ChangeKind.MOVED),
        ({"text": LONG + " and more", "title": "Another"}, ChangeKind.MOVED),
        ({"text": LONG + " and more", "published_at": None}, ChangeKind.MOVED),
        ({"text": LONG + " and more", "published_at": None, "title": "Another"}, ChangeKind.NEW),
        ({"text": LONG + " and more", "published_at": "2021-11-02"}, ChangeKind.NEW),
        ({"text": " ".join(LONG.split()[:20]), "title": "Another"}, ChangeKind.NEW),
        ({"text": "Too short"}, ChangeKind.NEW),
    ],
)
def test_a_post_that_vanished_is_known_again_where_most_of_it_comes(edit, kind):
    """Of its day, or under its title where a day is unknown."""
    change = decide(Sighting(replace(VANISHED, **edit), vanished=(known(VANISHED, PostStatus.GONE),)))

    assert kind is change.kind


def test_two_posts_that_vanished_and_are_as_like_are_one_too_many():
    """Nothing is merged in doubt."""
    twice = (known(VANISHED, PostStatus.GONE), replace(known(VANISHED, PostStatus.GONE), post_id=8))

    assert decide(Sighting(replace(VANISHED, text=LONG + " and more"), vanished=twice)).kind is ChangeKind.NEW


def test_lines_of_the_site_are_no_edit():
    """Whether alone, or beside an edit, whose words alone are counted."""
    around = frozenset(("Share this!",))
    with_it = replace(POST, text=POST.text + "\nShare this!")
    edited = replace(POST, text=POST.text + "\nShare this!\nFive.")

    assert decide(Sighting(with_it, here=known(), furniture=around)).kind is ChangeKind.UNCHANGED
    assert 1 == decide(Sighting(edited, here=known(), furniture=around)).words_added
