"""How sure a share is that was counted on few pages: bounds instead of thresholds that jitter."""

from __future__ import annotations

from math import sqrt

Z = 1.645  # one-sided 95 %


def at_least(hits: int, of: int) -> float:
    """The share that is nearly certainly reached where `hits` of `of` were counted (Wilson's lower bound)."""
    return max(0.0, _centre(hits, of) - _spread(hits, of)) if of else 0.0


def at_most(hits: int, of: int) -> float:
    """The share that is nearly certainly not exceeded (Wilson's upper bound)."""
    return min(1.0, _centre(hits, of) + _spread(hits, of)) if of else 1.0


def _centre(hits: int, of: int) -> float:
    return (hits + Z * Z / 2) / (of + Z * Z)


def _spread(hits: int, of: int) -> float:
    share = hits / of
    return Z * sqrt(share * (1 - share) * of + Z * Z / 4) / (of + Z * Z)
