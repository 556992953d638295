"""The values that sources give, and the site's habits of writing that reading them needs."""

from __future__ import annotations

from dataclasses import dataclass

from archiver.records import Author

Value = str | tuple[str, ...] | tuple[Author, ...]
Readings = dict[str, dict[str, Value]]
"""By field, then by source: what each source of a page says."""

ELEMENT, BYLINE, AUTHOR_LINK, LABELLED = "dom:", "byline:", "author-link:", "labelled:"
VISIBLE = (ELEMENT, BYLINE, AUTHOR_LINK, LABELLED)
"""What begins the names of visible sources, before the element's key: an element as it is; the names that follow a "by"
in it; a link whose address or relation says that an author is behind it; a list that begins with a label: "Tags:"."""

DATES = ("published_at", "modified_at")
TERMS = ("categories", "tags")


@dataclass(frozen=True, slots=True)
class Habits:
    """How a site writes.

    order: "dmy" or "mdy" for 3/4/2021, "" unknown. splits_names: whether "A and B" is two authors, None unknown.
    language: of its pages, such as "el"; "" unknown.
    """

    order: str = ""
    splits_names: bool | None = None
    language: str = ""


def put(readings: Readings, field: str, source: str, value: Value | None) -> None:
    """Note a value, unless there is none or the source already gave one."""
    if value:
        readings.setdefault(field, {}).setdefault(source, value)
