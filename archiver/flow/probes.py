"""How far a run looks beyond the lists: where a sitemap or REST names the posts, a few looks tell if that is all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archiver.records import Role, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from archiver.records import Lead

# Lists that are meant to name every post; a feed names the newest.
COMPLETE = frozenset((Source.SITEMAP, Source.REST, Source.PLATFORM))

_FEW = 4  # looks that any site gets
_SHARE = 0.08  # of the posts that lists name, as further looks
_PER_FIND = (
    10  # further looks for each post that no list named: where lists have gaps, the site is read as without them
)
_FOR_POSTS = 3  # times as many for addresses that look like posts


_MAYBE_POST = frozenset((Role.POST, Role.UNKNOWN))


@dataclass(slots=True)
class Probes:
    """The looks of one run at addresses that no list names as a post: listings, pages, links.

    listed: posts of the archive that a list names. found: url_ids of posts that were read and that none names.
    spent: url_ids of looks that found none.
    """

    listed: int = 0
    found: set[int] = field(default_factory=set)
    spent: set[int] = field(default_factory=set)

    def refusal(self, *, like_a_post: bool) -> str | None:
        """Why one more look is not worth it; None where it is, and always where no list names any post."""
        found = len(self.found)
        allowed = _FEW + int(_SHARE * self.listed) + _PER_FIND * found
        if like_a_post:
            allowed *= _FOR_POSTS
        if not self.listed or len(self.spent) < allowed:
            return None
        return f"budget: lists name {self.listed} posts, and {len(self.spent)} looks elsewhere found nothing new"

    def read(self, url_id: int, leads: Iterable[Lead]) -> None:
        """Note a post that was read for the first time. leads: all that name it."""
        self.spent.discard(url_id)
        if is_listed(leads):
            self.listed += 1
        else:
            self.found.add(url_id)

    def told(self, leads_of: Callable[[int], Iterable[Lead]]) -> None:
        """Count again after a list was read: it may name posts that were met before it."""
        named = {url_id for url_id in self.found if is_listed(leads_of(url_id))}
        self.listed += len(named)
        self.found -= named


def is_listed(leads: Iterable[Lead]) -> bool:
    """Whether a list that is meant to name every post is among the leads of one address."""
    return any(lead.source in COMPLETE and lead.role in _MAYBE_POST for lead in leads)
