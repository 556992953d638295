"""A post as the fields of the export contract (`post.schema.json`), in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archiver.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archiver.export.selection import Selection

SCHEMA_VERSION = 1
FIELDS = tuple(
    "schema id site url aliases status title description language authors published_at modified_at categories tags "  # noqa: SIM905 - as prose
    "text markdown html word_count images links comments first_seen_at last_seen_at gone_at revision revised_at "
    "content_hash".split()
)
EXTRAS = ("revisions", "captures")
_CONSTANT: dict[str, Any] = {"schema": SCHEMA_VERSION, "comments": ()}  # the archive keeps no comments
_IDENTITY = ("id", "site", "url", "aliases")  # what extras are found by


class Shape:
    """Which fields of a post an export writes, in which order.

    Raises UsageError where a field is not one of FIELDS.
    """

    def __init__(self, wanted: tuple[str, ...] = (), include: frozenset[str] = frozenset()) -> None:
        unknown = [name for name in wanted if name not in FIELDS]
        if unknown:
            raise UsageError(f'no field is called "{unknown[0]}": choose from {", ".join(FIELDS)}')
        self._extras = tuple(name for name in EXTRAS if name in include)
        self.names = (*dict.fromkeys(wanted or FIELDS), *self._extras)

    def rows(self, selection: Selection) -> Iterator[tuple[Any, ...]]:
        """The fields of each post, in the order of `names`; times are text, as the contract writes them."""
        asked = self.names[: len(self.names) - len(self._extras)]
        if not self._extras:
            return selection.cells(asked, _CONSTANT)
        return self._with_extras(selection, selection.cells((*_IDENTITY, *asked), _CONSTANT))

    def _with_extras(self, selection: Selection, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        for cells in rows:
            identity, own = cells[: len(_IDENTITY)], cells[len(_IDENTITY) :]
            yield (*own, *[getattr(selection, name)(*identity) for name in self._extras])
