"""A post as the fields of the export contract (`post.schema.json`), in their order."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from archiver.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
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


@dataclass(frozen=True, slots=True)
class Shape:
    """Which fields of a post an export writes, in which order.

    Raises UsageError where a field is not one of FIELDS.
    """

    wanted: tuple[str, ...] = ()
    include: frozenset[str] = frozenset()
    _readers: tuple[tuple[str, Callable[[PostRecord], Any]], ...] = field(default=(), init=False)

    def __post_init__(self) -> None:
        unknown = [name for name in self.wanted if name not in FIELDS]
        if unknown:
            raise UsageError(f'no field is called "{unknown[0]}": choose from {", ".join(FIELDS)}')
        object.__setattr__(self, "_readers", tuple((name, _reader(name)) for name in self.wanted or FIELDS))

    @property
    def names(self) -> tuple[str, ...]:
        """The fields' names, in the order of writing."""
        return (*(self.wanted or FIELDS), *(name for name in EXTRAS if name in self.include))

    def of(self, post: PostRecord, selection: Selection) -> dict[str, Any]:
        """The post's fields by name."""
        shaped = {name: read(post) for name, read in self._readers}
        if "revisions" in self.include:
            shaped["revisions"] = list(selection.revisions(post))
        if "captures" in self.include:
            shaped["captures"] = list(selection.captures(post))
        return shaped


def as_text(when: datetime) -> str:
    """A time of the archive's own as the contract writes it: "2026-01-31T09:30:00Z"."""
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def _reader(name: str) -> Callable[[PostRecord], Any]:
    if name == "schema":
        return lambda _: SCHEMA_VERSION
    if name == "comments":  # the archive keeps none
        return lambda _: []
    return attrgetter(name)
