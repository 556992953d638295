"""Near-duplicates: pairs of posts that share much of their text. Linked and reported, never merged for it."""

from __future__ import annotations

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


def similar_pairs(texts: Iterable[tuple[int, str]], least: float = WORTH_REPORTING) -> Iterator[tuple[int, int, float]]:
    """Pairs of posts (lower id first) whose texts' estimated Jaccard similarity of 3-word shingles is at least `least`.

    texts: (post id, text). Estimated by MinHash with 128 permutations: the standard error is at most .045. Of more than
    twenty that are alike each later one is paired with twenty only: pairs grow with the posts, not with their square.
    """
    index = rensa.RMinHashLSH(threshold=least, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    signatures: dict[int, rensa.RMinHash] = {}
    for post_id, text in texts:
        tokens = words(text)
        if len(tokens) < _SHINGLE:
            continue
        signature = rensa.RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        signature.update([" ".join(tokens[i : i + _SHINGLE]) for i in range(len(tokens) - _SHINGLE + 1)])
        alike = 0
        for other in sorted(set(index.query(signature))):
            similarity = signatures[other].jaccard(signature)
            if similarity >= least:
                alike += 1
                low, high = sorted((other, post_id))
                yield low, high, round(similarity, 3)
        if alike < _KIND:
            signatures[post_id] = signature
            index.insert(post_id, signature)
