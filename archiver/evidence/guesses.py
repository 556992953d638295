"""What trafilatura makes of a page's metadata: the last resort, and another opinion where a site has no labels."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from archiver.evidence import dates, names, titles
from archiver.evidence.values import Readings, put
from archiver.records import Author

if TYPE_CHECKING:
    from archiver.page import Page

SOURCE = "trafilatura"


def read(page: Page) -> Readings:
    """Title, day, authors and description as trafilatura (and htmldate in it) guess them; empty where it fails."""
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415 - slow to import, and seldom needed

    readings: Readings = {}
    try:
        found = extract_metadata(copy.deepcopy(page.tree), page.url, extensive=False)
    except Exception:  # noqa: BLE001 - a guess that fails is no guess, whatever broke in it
        return readings
    put(readings, "title", SOURCE, titles.tidy(found.title or ""))
    put(readings, "published_at", SOURCE, dates.exact(found.date or ""))
    people = [Author(name) for text in (found.author or "").split(";") if (name := names.tidy(text))]
    put(readings, "authors", SOURCE, tuple(people))
    put(readings, "description", SOURCE, titles.tidy(found.description or ""))
    return readings
