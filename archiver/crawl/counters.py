"""The figures of one site's crawl while it goes on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Counters:
    """What has happened so far; the one record here that changes.

    found: addresses that this run added to the frontier. fetched: visits that were answered. posts: posts among them.
    unchanged: visits that showed nothing new (304, or the same content). requests: all that were sent, retries and
    robots.txt included. note: what the crawl is waiting for, "" while it goes on.
    """

    found: int = 0
    fetched: int = 0
    posts: int = 0
    unchanged: int = 0
    failed: int = 0
    excluded: int = 0
    requests: int = 0
    size_bytes: int = 0
    note: str = ""
