"""The values that sources give, and the site's habits of writing that reading them needs."""

from __future__ import annotations

from dataclasses import dataclass

from archiver.records import Author

Value = str | tuple[str, ...] | tuple[Author, ...]
Readings = dict[str, dict[str, Value]]
"""By field, then by source: what each source of a page says."""

DATES = ("published_at", "modified_at")
TERMS = ("categories", "tags")


@dataclass(frozen=True, slots=True)
class Habits:
    """How a site writes.

    order: "dmy" or "mdy" for 3/4/2021, "" unknown. splits_names: whether "A and B" is two authors, None unknown.
    """

    order: str = ""
    splits_names: bool | None = None


def put(readings: Readings, field: str, source: str, value: Value | None) -> None:
    """Note a value, unless there is none or the source already gave one."""
    if value:
        readings.setdefault(field, {}).setdefault(source, value)
