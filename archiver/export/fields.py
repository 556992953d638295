"""A post as the fields of the export contract (`post.schema.json`), in their order."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from archiver.errors import UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from archiver.export.selection import Selection
    from archiver.store import PostRecord

SCHEMA_VERSION = 1
FIELDS = tuple(
    "schema id site url aliases status title description language authors published_at modified_at categories tags "  # noqa: SIM905 - as prose
    "text markdown html word_count images links comments first_seen_at last_seen_at gone_at revision revised_at "
    "content_hash".split()
)
EXTRAS = ("revisions", "captures")
_CONSTANT: dict[str, Any] = {"schema": SCHEMA_VERSION, "comments": ()}  # the archive keeps no comments


class Shape:
    """Which fields of a post an export writes, in which order.

    Raises UsageError where a field is not one of FIELDS.
    """

    def __init__(self, wanted: tuple[str, ...] = (), include: frozenset[str] = frozenset()) -> None:
        unknown = [name for name in wanted if name not in FIELDS]
        if unknown:
            raise UsageError(f'no field is called "{unknown[0]}": choose from {", ".join(FIELDS)}')
        self._include = include
        # one call for all fields, and one dict that is copied: half the time of reading them one by one
        self._blank: dict[str, Any] = {name: _CONSTANT.get(name) for name in wanted or FIELDS}
        self._read = tuple(name for name in self._blank if name not in _CONSTANT)
        self._values = attrgetter("id", *self._read)  # of one name alone it would not give a tuple

    @property
    def names(self) -> tuple[str, ...]:
        """The fields' names, in the order of writing."""
        return (*self._blank, *(name for name in EXTRAS if name in self._include))

    def of(self, post: PostRecord, selection: Selection) -> dict[str, Any]:
        """The post's fields by name."""
        shaped = self._blank.copy()
        shaped.update(zip(self._read, self._values(post)[1:], strict=True))
        if "revisions" in self._include:
            shaped["revisions"] = selection.revisions(post)
        if "captures" in self._include:
            shaped["captures"] = selection.captures(post)
        return shaped


def as_text(when: datetime) -> str:
    """A time of the archive's own as the contract writes it: "2026-01-31T09:30:00Z"."""
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
