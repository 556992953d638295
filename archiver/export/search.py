"""The search of the html copy: an index of words in small scripts that a page opened from disk may load.

A browser fetches no data from file://, but it runs scripts from there. So the index is a script a group of words, by
their first character, and a query loads the groups of its own words only.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GROUPS = 64
MAX_WORD = 40  # longer runs are addresses and keys
_RUN = re.compile(r"[^\W_]+")
# Thai, Lao, Myanmar, Khmer, Japanese, Chinese: written without spaces, so pairs of characters stand for words
_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)"
)


def words_of(text: str) -> Iterator[str]:
    """The words that a text is found by: without case and accents (`search.js` does the same to a query)."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c)[0] != "M").lower()
    for run in _RUN.findall(plain):
        for index, part in enumerate(_UNSPACED.split(run)):
            if not index % 2:
                if part:
                    yield part[:MAX_WORD]
            elif len(part) == 1:
                yield part
            else:
                yield from (part[at : at + 2] for at in range(len(part) - 1))


class Index:
    """Which posts hold which word; posts are numbers from 0."""

    def __init__(self) -> None:
        self._posts: dict[str, array[int]] = {}

    def add(self, post: int, texts: Iterable[str]) -> None:
        """The post's words; posts come in ascending order."""
        for word in {word for text in texts for word in words_of(text)}:
            self._posts.setdefault(word, array("I")).append(post)

    def scripts(self) -> Iterator[tuple[int, bytes]]:
        """A script for each group of words that has any."""
        groups: dict[int, list[str]] = {}
        for word in sorted(self._posts):
            groups.setdefault(ord(word[0]) % GROUPS, []).append(word)
        for group, words in sorted(groups.items()):
            table = {word: self._posts[word].tolist() for word in words}
            yield group, b"archiveWords(%d, %s);\n" % (group, msgspec.json.encode(table))
