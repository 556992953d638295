"""Which words came and went."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.cli.wording import Piece, compare

TEXT = st.text(st.sampled_from("ab \n.中文é"), max_size=60)


@given(TEXT, TEXT)
def test_pieces_give_back_both_texts(before, after):
    """Nothing is lost, nothing is doubled."""
    pieces = compare(before, after)

    assert before == "".join(piece.text for piece in pieces if piece.kind != "added")
    assert after == "".join(piece.text for piece in pieces if piece.kind != "removed")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a b c", "a x c", [("same", "a "), ("removed", "b"), ("added", "x"), ("same", " c")]),
        ("one\ntwo", "one\ntwo\nthree", [("same", "one\ntwo"), ("added", "\nthree")]),
        ("中文很好", "中文不好", [("same", "中文"), ("removed", "很"), ("added", "不"), ("same", "好")]),
        ("same", "same", [("same", "same")]),
        ("one\ntwo\n", "one\nx\n", [("same", "one\n"), ("removed", "two"), ("added", "x"), ("same", "\n")]),
        ("a", "x", [("removed", "a"), ("added", "x")]),
        ("", "", []),
    ],
)
def test_words_are_compared_one_by_one(before, after, expected):
    """A script without spaces by its signs; passages that have nothing in common as a whole."""
    found = compare(before, after)

    assert [Piece(*pair) for pair in expected] == found
