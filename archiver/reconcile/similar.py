"""Near-duplicates: pairs of posts that share much of their text. Linked and reported, never merged for it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import rensa

from archiver.reconcile.compare import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Measured on real blogs: unrelated posts reach .16, a post with a foreign box added .79; .5 is worth a look.
WORTH_REPORTING = 0.5
_PERMUTATIONS = 128
_BANDS = 32  # pairs of similarity .5 are met with a probability of 1 - (1 - .5**4)**32 = .87, of .7 with .9999
_SHINGLE = 3  # words
_SEED = 42
# A post like so many before it is linked enough to its kind. Without this, 2,000 posts of one boilerplate text were
# 1,999,000 pairs, each a row.
_KIND = 20
# What signatures must have in common to be compared: a new version of the library may hash otherwise.
METHOD = f"rensa {rensa.RMinHash.ALGORITHM_VERSION}: {_PERMUTATIONS} of {_SHINGLE} words, seed {_SEED}"


def signature(text: str) -> bytes:
    """The MinHash of a text's 3-word shingles, some 640 bytes; b"" for a text of fewer words."""
    tokens = words(text)
    made = rensa.RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    made.update([" ".join(shingle) for shingle in zip(tokens, tokens[1:], tokens[2:], strict=False)])
    state: bytes = made.__getstate__()
    return state if len(tokens) >= _SHINGLE else b""


def similar_pairs(
    fresh: Iterable[tuple[int, bytes]], known: Iterable[tuple[int, bytes]] = (), least: float = WORTH_REPORTING
) -> Iterator[tuple[int, int, float]]:
    """Pairs of posts (lower id first) whose texts' estimated Jaccard similarity of 3-word shingles is at least `least`.

    fresh, known: (post id, signature). Every pair has a fresh post: the known were compared with each other before.
    With 128 permutations the standard error is at most .045. Of more than twenty that are alike each later one is
    paired with twenty only, of the fresh and of the known: pairs grow with the posts, not with their square.
    """
    index = rensa.RMinHashLSH(threshold=least, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    signatures: dict[int, rensa.RMinHash] = {}
    for post_id, one in _readable(fresh):
        alike = 0
        for other in sorted(set(index.query(one))):
            similarity = signatures[other].jaccard(one)
            if similarity >= least:
                alike += 1
                yield min(other, post_id), max(other, post_id), round(similarity, 3)
        if alike < _KIND:
            signatures[post_id] = one
            index.insert(post_id, one)
    linked: Counter[int] = Counter()
    for post_id, one in _readable(known) if signatures else ():
        for other in sorted(set(index.query(one))):
            similarity = signatures[other].jaccard(one)
            if similarity >= least and linked[other] < _KIND:
                linked[other] += 1
                yield min(other, post_id), max(other, post_id), round(similarity, 3)


def _readable(signatures: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, rensa.RMinHash]]:
    for post_id, state in signatures:
        if state:
            made = rensa.RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
            made.__setstate__(state)
            yield post_id, made
