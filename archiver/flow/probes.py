"""How far a run looks beyond the lists: where a sitemap or REST names the posts, a few looks tell if that is all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archiver.records import SPARED, Role, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from archiver.records import Lead

# Lists that are meant to name every post; a feed names the newest.
COMPLETE = frozenset((Source.SITEMAP, Source.REST, Source.PLATFORM))

# Where no list names the posts, the blog's listings are the list; looks end when so many in a row found none.
_PATIENCE = 16
_PATIENCE_SHARE = 0.1  # of the posts, likewise
_KNOWN = 10  # posts before which nothing can be said of a site

_FEW = 4  # looks that any site gets
_SHARE = 0.08  # of the posts that lists name, as further looks
_PER_FIND = (
    10  # further looks for each post that no list named: where lists have gaps, the site is read as without them
)
_FOR_POSTS = 3  # times as many for what looks like a post, or leads to posts


_MAYBE_POST = frozenset((Role.POST, Role.UNKNOWN))


@dataclass(slots=True)
class Probes:
    """The looks of one run at addresses that no list names as a post: listings, pages, links.

    listed: posts of the archive that a list names. found: url_ids of posts that were read and that none names.
    spent: url_ids of looks that found none. dry: looks since the last new post.
    """

    listed: int = 0
    found: set[int] = field(default_factory=set)
    spent: set[int] = field(default_factory=set)
    dry: int = 0

    @property
    def posts(self) -> int:
        """How many posts are known."""
        return self.listed + len(self.found)

    def refusal(self, *, is_likely: bool) -> str | None:
        """Why one more look is not worth it; None where it is."""
        factor = _FOR_POSTS if is_likely else 1
        if not self.listed:
            return self._dried_up(factor)
        if len(self.spent) < factor * (_FEW + int(_SHARE * self.listed) + _PER_FIND * len(self.found)):
            return None
        return f"{SPARED}lists name {self.listed} posts, and {len(self.spent)} looks elsewhere found nothing new"

    def look(self, url_id: int) -> None:
        """Note that one was taken."""
        self.spent.add(url_id)
        self.dry += 1

    def _dried_up(self, factor: int) -> str | None:
        posts = len(self.found)
        if posts < _KNOWN or self.dry < factor * (_PATIENCE + int(_PATIENCE_SHARE * posts)):
            return None
        return f"{SPARED}{self.dry} looks in a row found no new post beside {posts}"

    def read(self, url_id: int, leads: Iterable[Lead]) -> None:
        """Note a post that was read for the first time. leads: all that name it."""
        self.spent.discard(url_id)
        self.dry = 0
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
