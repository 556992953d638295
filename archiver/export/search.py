"""The search of the html copy: an index of words in small scripts that a page opened from disk may load.

A browser fetches no data from file://, but it runs scripts from there. So the index is a script a group of words, by
their first character, and a query loads the groups of its own words only.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GROUPS = 64
MOST_HELD = 500_000  # of a word and a post: some 30 MB
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
    """Which posts hold which word; posts are numbers from 0.

    It is kept in temporary files, one a group: only `MOST_HELD` entries and, in the end, one group are in memory.
    """

    def __init__(self) -> None:
        self._posts: dict[str, list[int]] = {}
        self._held = 0
        self._spilled: dict[int, IO[bytes]] = {}
        self._files = ExitStack()

    def add(self, post: int, texts: Iterable[str]) -> None:
        """The post's words; posts come in ascending order."""
        words = {word for text in texts for word in words_of(text)}
        for word in words:
            self._posts.setdefault(word, []).append(post)
        self._held += len(words)
        if self._held > MOST_HELD:
            self._spill()

    def scripts(self) -> Iterator[tuple[int, bytes]]:
        """A script for each group of words that has any; the index is gone then."""
        self._spill()
        with self._files:
            for group, file in sorted(self._spilled.items()):
                file.seek(0)
                lists: defaultdict[str, bytearray] = defaultdict(bytearray)
                for line in file:
                    word, _, posts = line.rstrip(b"\n").partition(b"\t")
                    held = lists[word.decode()]
                    held += b"," * bool(held) + posts
                entries = (b"%s:[%s]" % (msgspec.json.encode(word), lists[word]) for word in sorted(lists))
                yield group, b"archiveWords(%d, {%s});\n" % (group, b",".join(entries))

    def _spill(self) -> None:
        """Write what is held, a line a word: the word, a tab, its posts."""
        for word, posts in self._posts.items():
            group = ord(word[0]) % GROUPS
            if group not in self._spilled:
                self._spilled[group] = self._files.enter_context(TemporaryFile())  # noqa: SIM115 - `_files` closes it
            self._spilled[group].write(b"%s\t%s\n" % (word.encode(), ",".join(map(str, posts)).encode()))
        self._posts.clear()
        self._held = 0
