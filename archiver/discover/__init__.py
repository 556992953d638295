"""Bytes -> leads: addresses worth fetching, each with its evidence. No network, no database.

`start` says where to begin, `read` what a capture names, `guesses` what to try where nothing was named. What is tried
in which order, and why: docs/discovery.md.
"""

from __future__ import annotations

from archiver.discover.places import guesses, start, still_worth
from archiver.discover.route import read

__all__ = ["guesses", "read", "start", "still_worth"]
