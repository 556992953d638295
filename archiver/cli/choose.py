"""Which sites, and which post, the words of a command mean."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from archiver import sites
from archiver.discover import opml
from archiver.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.sites import Settings, Site
    from archiver.store import Archive
    from archiver.store.rows import PostRecord, RevisionRecord, SiteRow


def to_crawl(archive: Archive, settings: Settings, words: Sequence[str], tag: str | None = None) -> list[Site]:
    """The sites that are named, by name or address, new ones with the default settings; none named: all that are due.

    tag: of those that are due only the ones with this label.

    What archiver.toml says of a site goes before what the archive remembers. Raises UsageError.
    """
    if words:
        return [_site(archive, settings, word) for word in dict.fromkeys(words)]
    known = {row.name: row for row in archive.sites.all()}
    configured = {site.name: site for site in settings.sites}
    if not known and not configured:
        raise UsageError("no site is known yet: name one (archiver crawl https://…)")
    now = datetime.now(UTC)
    every = {**{name: row.site for name, row in known.items()}, **configured}
    due = [site for name, site in every.items() if name not in known or (known[name].due_at or now) <= now]
    return [site for site in due if tag is None or tag in site.tags]


def may_begin(settings: Settings, words: Sequence[str]) -> bool:
    """Whether there is anything to make a new archive for. Raises UsageError where a word is no address."""
    for word in words:
        _ = settings.site(word) or sites.from_url(word)
    return bool(words or settings.sites)


def subscribed(body: bytes, name: str) -> tuple[str, ...]:
    """The addresses of the blogs that an OPML file lists: where each begins, or its feed where that is not stated.

    Raises UsageError, with the file's name, where it is no OPML or lists no blog.
    """
    found = tuple(one.url for one in opml.read(body, name))
    if not found:
        raise UsageError(f"{name}: no blog is listed there (no outline has an xmlUrl or htmlUrl)")
    return found


def known_site(archive: Archive, word: str) -> SiteRow:
    """The archived site of that name or address. Raises UsageError."""
    row = archive.sites.get(word)
    if row is None:
        names = ", ".join(row.name for row in archive.sites.all()) or "none"
        raise UsageError(f'"{word}" is not archived here (known sites: {names})')
    return row


def post(archive: Archive, word: str) -> PostRecord:
    """The post of that id, or at that address in any spelling. Raises UsageError."""
    post_id = int(word) if word.isdecimal() else archive.posts.find(sites.from_url(word).url)
    record = archive.posts.get(post_id) if post_id is not None else None
    if record is None:
        raise UsageError(f'"{word}" is no post of this archive: name its id or its address (archiver list)')
    return record


def revision(archive: Archive, record: PostRecord, number: int) -> RevisionRecord:
    """That revision of a post. Raises UsageError."""
    found = next((one for one in archive.posts.revisions(record.id) if one.number == number), None)
    if found is None:
        raise UsageError(f"post {record.id} has no revision {number}, only 1 to {record.revision}")
    return found


def _site(archive: Archive, settings: Settings, word: str) -> Site:
    configured = settings.site(word)
    if configured is not None:
        return configured
    row = archive.sites.get(word)
    return row.site if row is not None else sites.from_url(word)
