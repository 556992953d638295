"""What many posts begin or end with is suspected; what one post does, or what stands within, is not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archiver.reconcile.repeated import repeated_lines


def found(texts):
    return list(repeated_lines(lambda: enumerate(texts)))


def test_a_last_line_of_many_posts_is_suspected_whatever_its_numbers():
    texts = [f"Text {n} of its own, {'x' * n}.\nIt took {n} minutes to read" for n in range(4)]

    assert [(n, f"It took {n} minutes to read", 4) for n in range(4)] == found([*texts, "Another.\nAnother end of it."])


def test_a_first_line_counts_as_a_last_one_does():
    texts = [f"Published in our letter\nText {'x' * n}." for n in range(3)]

    assert [(n, "Published in our letter", 3) for n in range(3)] == found(texts)


def test_headings_within_single_posts_and_words_of_a_few_letters_are_not():
    within = [f"Text {'x' * n}.\nContributors\nPeople {'y' * n}" for n in range(5)]
    alone = ["See you next week, dear readers"] * 5
    short = [f"Text {'x' * n}.\nEnjoy!" for n in range(5)]

    assert [[], [], []] == [found(texts) for texts in (within, alone, short)]


def test_what_stands_on_few_of_many_posts_is_the_authors():
    ending = [f"Text {'x' * n}.\nThanks to everybody who wrote" for n in range(5)]
    others = [f"Text {'x' * n}.\nEnding {'y' * n}" for n in range(5, 60)]

    assert [] == found(ending + others)


@given(order=st.permutations(range(6)))
def test_the_order_of_posts_does_not_matter(order):
    texts = {n: f"Text {'x' * n}.\nRead more of our stories" if n % 2 else f"Text {'x' * n}." for n in range(6)}

    assert sorted(repeated_lines(texts.items)) == sorted(repeated_lines(lambda: [(n, texts[n]) for n in order]))
