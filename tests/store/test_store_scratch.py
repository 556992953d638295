"""Notes on disk, for what an export must know of every post."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from archiver.store import Scratch


class Entry(NamedTuple):
    """Something to note."""

    title: str
    authors: tuple[str, ...]


def test_a_map_on_disk_is_a_dict_in_order():
    """What is set is found, in the order of the keys; what is not there is missing."""
    with Scratch() as scratch:
        notes = scratch.map(int, Entry)
        notes[7] = Entry("b", ())
        notes[-3] = Entry("a", ("Ada",))
        notes[7] = Entry("c", ())

        assert [(-3, Entry("a", ("Ada",))), (7, Entry("c", ()))] == list(notes.items())
        assert (None, 2) == (notes.get(8), len(notes))
        assert "first" == scratch.map(str, str).setdefault("key", "first")
        del notes[7]
        with pytest.raises(KeyError):
            del notes[7]
        assert [-3] == list(notes)
