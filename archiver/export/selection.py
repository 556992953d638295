"""The posts that an export is about, and what the formats ask about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from archiver.records import Role
from archiver.store import PostFilter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from archiver.export.options import ExportOptions
    from archiver.store import Archive, PostRecord, SiteRow

T = TypeVar("T")
_ORDER: Final = "oldest"
_OF_REVISION = tuple(
    "number kind created_at reason fields words_added words_removed title authors categories tags published_at "  # noqa: SIM905 - as prose
    "modified_at description language text markdown content_hash".split()
)
_OF_CAPTURE = ("url", "fetched_at", "status", "size_bytes", "digest")


@dataclass(slots=True)
class Selection:
    """The chosen posts of an archive, read as they are asked for; done: how many have been given out for writing."""

    archive: Archive
    options: ExportOptions
    done: int = 0

    def posts(self) -> Iterator[PostRecord]:
        """Each post, for writing: counted, and told to who watches the progress."""
        yield from self._counted(self.outline())

    def cells(self, columns: Sequence[str], given: Mapping[str, object]) -> Iterator[tuple[Any, ...]]:
        """The named fields of each post as they are stored, for writing; those that are `given` for every post."""
        found = self.archive.posts.cells(columns, self.options.where, order=_ORDER, given=given)
        return self._counted(found)

    def outline(self) -> Iterator[PostRecord]:
        """Each post, in the same order, for looking at."""
        return self.archive.posts.select(self.options.where, order=_ORDER)

    def _counted(self, posts: Iterable[T]) -> Iterator[T]:
        for post in posts:
            yield post
            self.done += 1
            self.options.progress(self.done)

    def sites(self) -> list[SiteRow]:
        """The sites that the posts may come from."""
        named = self.options.where.site if self.options.where else None
        found = self.archive.sites.get(named) if named else None
        return [found] if found else self.archive.sites.all()

    def revisions(self, post_id: int, *_: object) -> list[dict[str, Any]]:
        """Every distinct content of a post, oldest first."""
        return [{name: getattr(one, name) for name in _OF_REVISION} for one in self.archive.posts.revisions(post_id)]

    def captures(self, _post_id: int, site_name: str, url: str, aliases: tuple[str, ...]) -> list[dict[str, Any]]:
        """Every fetch of a post's addresses, without the bytes."""
        site = self.archive.sites.get(site_name)
        found = []
        if site is None:
            return []
        for address in (url, *aliases):
            row = self.archive.frontier.find(site.id, address)
            kept = self.archive.captures.of_url(row.id) if row else []
            found += [{name: getattr(one, name) for name in _OF_CAPTURE} for one in kept]
        return found

    def feed_of(self, site: SiteRow) -> str | None:
        """The address of a site's feed, where one was read; of several the shortest, which is the least special."""
        rows = self.archive.frontier.rows(site.id)
        feeds = [row.url for row in rows if row.role is Role.FEED and row.state == "done"]
        return min(feeds, key=lambda url: (len(url), url), default=None)

    def title(self) -> str:
        """What the export is called: as the user says, or after its only site and what narrows it."""
        if self.options.title:
            return self.options.title
        sites, where = self.sites(), self.options.where or PostFilter()
        name = sites[0].site.title or sites[0].name if len(sites) == 1 else "Blog archive"
        span = " to ".join(dict.fromkeys(when for when in (where.since, where.until) if when))
        narrowed = (where.author, where.category, where.tag, where.language, where.search, span)
        return " – ".join((name, *(words for words in narrowed if words)))  # noqa: RUF001 - a dash in a title

    def home(self) -> str | None:
        """The address of the only site; None where there are several."""
        sites = self.sites()
        return sites[0].url if len(sites) == 1 else None
