"""Which words of a text came and went from one version to the next."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# a word, a sign, or white space; ideographs, kana and Thai letters one by one, since no space parts their words
_TOKEN = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|\w+|\s+|[^\w\s]")
_ALIKE = 0.3  # below it, two passages have so little in common that word by word would be a jumble


class Piece(NamedTuple):
    """A part of one version, or of both."""

    kind: Literal["same", "added", "removed"]
    text: str


def compare(before: str, after: str) -> list[Piece]:
    """All of both texts, in order: lines are compared first, and words only where lines differ."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[Piece] = []
    for piece in _by_lines(old, new):
        if pieces and pieces[-1].kind == piece.kind:
            pieces[-1] = Piece(piece.kind, pieces[-1].text + piece.text)
        elif piece.text:
            pieces.append(piece)
    return pieces


def _by_lines(old: list[str], new: list[str]) -> Iterator[Piece]:
    for kind, gone, come in _opcodes(old, new):
        if kind == "replace":
            yield from _by_words("".join(gone), "".join(come))
        elif kind == "equal":
            yield Piece("same", "".join(gone))
        else:
            yield Piece("removed", "".join(gone))
            yield Piece("added", "".join(come))


def _by_words(old: str, new: str) -> Iterator[Piece]:
    old_words, new_words = _TOKEN.findall(old), _TOKEN.findall(new)
    if SequenceMatcher(None, old_words, new_words, autojunk=False).quick_ratio() < _ALIKE:
        yield from (Piece("removed", old), Piece("added", new))
        return
    for kind, gone, come in _opcodes(old_words, new_words):
        if kind == "equal":
            yield Piece("same", "".join(gone))
        else:
            yield Piece("removed", "".join(gone))
            yield Piece("added", "".join(come))


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield kind, old[start:end], new[new_start:new_end]
