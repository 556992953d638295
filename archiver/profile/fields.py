"""What is learned about where a site states its posts' metadata."""

from __future__ import annotations

from dataclasses import dataclass

FIELDS = (
    "title",
    "published_at",
    "modified_at",
    "authors",
    "categories",
    "tags",
    "description",
    "language",
    "series",
)


@dataclass(frozen=True, slots=True)
class SourceRule:
    """One source of a field, with what speaks for it.

    source: such as "json-ld", "meta:og:title", "dom:header.post>h1.title", "feed", "address".
    agreement: share of the compared posts on which it was right. compared: on how many posts it could be compared.
    coverage: share of the site's posts on which it states anything.
    """

    source: str
    agreement: float
    compared: int
    coverage: float


@dataclass(frozen=True, slots=True)
class FieldRule:
    """The sources of one field, best first, and those that were turned down, with the reason.

    basis: what they were compared with: "labels" (feeds, REST) or "consensus" (of the page's own sources).
    """

    field: str
    sources: tuple[SourceRule, ...] = ()
    basis: str = "consensus"
    rejected: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FieldRules:
    """For each field the sources to read, best first, and the site's habits of writing.

    posts, labelled: how many pages it was learned from, and how many of these a feed or REST spoke of.
    title_prefixes, title_suffixes: what the site puts around titles, with its separator (" | Site"), longest first.
    boilerplate: descriptions that the site prints where a post has none of its own.
    spellings: names of authors as pages write them, and as feeds or REST do ("jdoe" is "Jane Doe"); "" for a word that
    stands before the names of all posts, and is none.
    date_order: "dmy" or "mdy", how the site writes 3/4/2021; "" where that is not known.
    utc_offset_min: minutes that the site's own clock is east of UTC, where its sources state moments in UTC; None where
    they do not, or nothing told.
    author_boxes: False where enough posts were read and none shows a box about its author, so that none is looked for;
    None where any does, or too few were read.
    splits_names: whether one text "A and B" names two authors; None where the site never told.
    sole_author: who wrote all posts that feeds or most pages speak of, else who signs every page ("© 2026 Jane Doe"):
    whoever wrote those that name nobody, too.
    pinned, forbidden: "field=source" by the user, read before and never; forbidden may be a source alone.
    """

    fields: tuple[FieldRule, ...] = ()
    posts: int = 0
    labelled: int = 0
    title_prefixes: tuple[str, ...] = ()
    title_suffixes: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()
    spellings: tuple[tuple[str, str], ...] = ()
    date_order: str = ""
    utc_offset_min: int | None = None
    author_boxes: bool | None = None
    splits_names: bool | None = None
    sole_author: str = ""
    pinned: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()

    def rule(self, field: str) -> FieldRule | None:
        """What was learned of one field; None before anything was."""
        for rule in self.fields:
            if rule.field == field:
                return rule
        return None

    def pins(self, field: str) -> tuple[str, ...]:
        """The sources that the user wants read first for a field."""
        return tuple(pin.partition("=")[2] for pin in self.pinned if pin.startswith(f"{field}=")) if self.pinned else ()

    def allows(self, field: str, source: str) -> bool:
        """False where the user has forbidden the source."""
        return not self.forbidden or (source not in self.forbidden and f"{field}={source}" not in self.forbidden)
