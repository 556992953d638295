"""What becomes of posts: every change with all its rows, as one transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec

from archiver.records import ChangeKind, KnownPost, PostStatus
from archiver.store import times
from archiver.store.content import Content, described
from archiver.store.encodable import encodable
from archiver.store.reading import Reading
from archiver.store.revisions import Revisions
from archiver.store.rows import Looks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from archiver.records import Change, Draft
    from archiver.store.connection import Connection
    from archiver.store.rows import Context

_KNOWN = (
    "SELECT posts.id, posts.url_id, posts.url, posts.status, posts.title, posts.published_at, posts.content_hash, "
    "posts.text_hash, posts.text, revisions.authors, revisions.categories, revisions.tags, revisions.images, "
    "posts.capture_id, posts.profile_version, posts.extractor_version, posts.method "
    "FROM posts JOIN revisions ON revisions.post_id = posts.id AND revisions.number = posts.revision WHERE "
)
# +site_id: by post id, not by the index of the site, which would read every one of its posts
_ALIKE = "+site_id = ?1 AND (posts.title = ?2 OR (?3 <> '' AND substr(posts.published_at, 1, 10) = ?3))"


class Posts(Reading):
    """The `posts` table and all that hangs on it. Reading is in `Reading`; here is what is known, and what changes."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._content = Content(connection)
        self._revisions = Revisions(connection)

    def known(self, post_id: int) -> KnownPost | None:
        """What is held of a post."""
        return next(self._known("posts.id = ?", (post_id,)), None)

    def known_by_url(self, url_id: int) -> KnownPost | None:
        """The post that an address belongs to, as its own or as an alias."""
        return next(self._known("posts.id = (SELECT post_id FROM urls WHERE id = ?)", (url_id,)), None)

    def known_by_hash(self, site_id: int, text_hash: str) -> tuple[KnownPost, ...]:
        """The site's posts with the same text."""
        return tuple(self._known("site_id = ? AND posts.text_hash = ? ORDER BY posts.id", (site_id, text_hash)))

    def vanished_like(self, site_id: int, title: str, published_at: str | None) -> tuple[KnownPost, ...]:
        """The site's posts of that title or day that are gone, or whose address showed nothing of late."""
        lately = "posts.id IN (SELECT post_id FROM sightings WHERE missing_since > '')"
        return tuple(self._known(f"{lately} AND {_ALIKE}", (site_id, title, (published_at or "")[:10])))

    def come_like(self, known: KnownPost, site_id: int) -> tuple[KnownPost, ...]:
        """The site's live posts of a post's title or day that were first seen after that one was seen last."""
        later = (
            "status = 'live' AND posts.id IN (SELECT post_id FROM sightings WHERE first_seen_at > "
            "(SELECT last_seen_at FROM sightings WHERE post_id = ?4))"
        )
        like = (site_id, known.title, (known.published_at or "")[:10], known.post_id)
        return tuple(self._known(f"{_ALIKE} AND {later}", like))

    def apply(self, site_id: int, url_id: int, change: Change, draft: Draft | None, context: Context) -> int:
        """The id of the post concerned, after recording a change in one transaction.

        A draft is needed for a new post; without one, the content stays as it is.
        """
        draft = encodable(draft)
        with self._connection.transaction():
            if change.kind is ChangeKind.NEW:
                assert draft is not None
                return self._create(site_id, url_id, change, draft, context)
            post_id = change.post_id
            assert post_id is not None
            if change.kind is ChangeKind.GONE:
                self._bury(post_id, change, context)
                return post_id
            if change.kind is ChangeKind.MOVED:
                self._move(post_id, url_id, change, context)
            elif change.kind is ChangeKind.BACK:
                self._revive(post_id, change, context)
            self._belongs(url_id, post_id, change, context)
            if draft is not None and change.kind is not ChangeKind.DUPLICATE:
                self._take(site_id, post_id, change, draft, context)
            self._seen(post_id, context)
            return post_id

    def retract(self, post_id: int, reason: str) -> None:
        """Take back what turned out to be no post of its own; its captures stay, its addresses say why."""
        with self._connection.transaction():
            self._connection.run("UPDATE urls SET reason = ? WHERE post_id = ?", (reason, post_id))
            self._connection.run("DELETE FROM posts WHERE id = ?", (post_id,))

    def missed(self, post_id: int, reason: str, now: datetime) -> datetime:
        """When a post was first found missing since it was last seen: now, unless it was before."""
        since: str = self._connection.value(
            "UPDATE sightings SET missing_since = coalesce(missing_since, ?), "
            "missing_reason = coalesce(missing_reason, ?) WHERE post_id = ? RETURNING missing_since",
            (times.to_text(now), reason, post_id),
        )
        return times.from_text(since)

    def missing_since(self, post_id: int) -> datetime | None:
        """When the post was first found missing since it was last seen; None while it is there."""
        return times.maybe_from_text(
            self._connection.value("SELECT missing_since FROM sightings WHERE post_id = ?", (post_id,))
        )

    def seen(self, post_id: int) -> tuple[datetime, datetime]:
        """When the post was seen first and last."""
        row = self._connection.one("SELECT first_seen_at, last_seen_at FROM sightings WHERE post_id = ?", (post_id,))
        assert row is not None
        return times.from_text(row[0]), times.from_text(row[1])

    def addresses(self, site_id: int, most: int) -> list[int]:
        """Addresses (url ids) of live posts, at most `most`, evenly spread from the oldest post to the newest."""
        rows = self._connection.all(
            "SELECT url_id FROM posts WHERE site_id = ? AND status = 'live' ORDER BY coalesce(published_at, ''), id",
            (site_id,),
        )
        return [rows[index * len(rows) // min(most, len(rows))][0] for index in range(min(most, len(rows)))]

    def looks(self, url_id: int) -> Looks:
        """What looking at an address has shown so far of its post."""
        row = self._connection.one(
            "SELECT posts.published_at, sightings.first_seen_at, "
            "(SELECT count(*) FROM captures WHERE captures.url_id = urls.id), "
            "(SELECT count(*) FROM events WHERE events.post_id = posts.id AND events.kind = 'revised') "
            "FROM urls JOIN posts ON posts.id = urls.post_id JOIN sightings ON sightings.post_id = posts.id "
            "WHERE urls.id = ?",
            (url_id,),
        )
        if row is None:
            return Looks(None, None, 0, 0)
        published_at, first_seen_at, captures, changes = row
        return Looks(published_at, times.from_text(first_seen_at), max(0, captures - 1), changes)

    def is_of_run(self, post_id: int, run_id: int) -> bool:
        """Whether the post was first stored in that run."""
        found = "SELECT 1 FROM events WHERE post_id = ? AND run_id = ? AND kind = 'new'"
        return self._connection.one(found, (post_id, run_id)) is not None

    def stale(
        self, site_id: int, profile_version: int, extractor_version: str | None = None
    ) -> Iterator[tuple[int, int, int]]:
        """Post, address and capture of every post that was read with another profile or extractor than these."""
        rows: list[tuple[int, int, int]] = self._connection.all(
            "SELECT id, url_id, capture_id FROM posts WHERE site_id = ?1 AND capture_id IS NOT NULL "
            "AND (profile_version <> ?2 OR (?3 IS NOT NULL AND extractor_version <> ?3)) ORDER BY id",
            (site_id, profile_version, extractor_version),
        )
        return iter(rows)

    def _known(self, condition: str, values: tuple[Any, ...]) -> Iterator[KnownPost]:
        for row in self._connection.all(_KNOWN + condition, values):
            post_id, url_id, url, status, *texts = row[:9]
            names = [msgspec.json.decode(cell, type=tuple[str, ...]) for cell in row[9:13]]
            yield KnownPost(post_id, url_id, url, PostStatus(status), *texts, *names, *row[13:])

    def _create(self, site_id: int, url_id: int, change: Change, draft: Draft, context: Context) -> int:
        url: str = self._connection.value("SELECT url FROM urls WHERE id = ?", (url_id,))
        row = {
            "site_id": site_id,
            "url_id": url_id,
            "url": url,
            "revision": 1,
            "revised_at": times.to_text(context.now),
            **_read_by(context),
            **described(draft),
        }
        columns = ", ".join(row)
        marks = ", ".join(f":{column}" for column in row)
        post_id = self._connection.insert(f"INSERT INTO posts ({columns}) VALUES ({marks})", row)  # noqa: S608 - own names
        self._content.replace(site_id, post_id, draft)
        self._revisions.add(post_id, "new", change, draft, context)
        self._connection.run("UPDATE urls SET post_id = ? WHERE id = ?", (post_id, url_id))
        self._event(post_id, change.kind, change, context, revision=1)
        self._seen(post_id, context)
        return post_id

    def _take(self, site_id: int, post_id: int, change: Change, draft: Draft, context: Context) -> None:
        """Let the post hold what the draft says: as a new revision, or as a better reading of the same content."""
        was_hash, number, *was_read = self._connection.one(  # type: ignore[misc]
            "SELECT content_hash, revision, profile_version, extractor_version FROM posts WHERE id = ?", (post_id,)
        )
        row = described(draft)
        if row["content_hash"] != was_hash and change.kind is not ChangeKind.UNCHANGED:
            edited = change.kind is ChangeKind.REVISED or (change.kind is not ChangeKind.DERIVED and change.fields)
            kind = ChangeKind.REVISED if edited else ChangeKind.DERIVED
            if kind is ChangeKind.REVISED and change.kind is not kind:  # beside a move or a return, with its own reason
                change = replace(change, reason="edited: " + ", ".join(change.fields))
            number = self._revisions.add(post_id, kind, change, draft, context)
            self._event(post_id, kind, change, context, revision=number)
            row.update(revision=number, revised_at=times.to_text(context.now))
        elif was_read == [context.profile_version, context.extractor_version]:
            return
        else:
            self._revisions.refresh(post_id, number, draft)
        row.update(_read_by(context), id=post_id)
        settings = ", ".join(f"{column} = :{column}" for column in row)
        self._connection.run(f"UPDATE posts SET {settings} WHERE id = :id", row)  # noqa: S608 - own names
        self._content.replace(site_id, post_id, draft)

    def _move(self, post_id: int, url_id: int, change: Change, context: Context) -> None:
        old_id, old_url = self._connection.one("SELECT url_id, url FROM posts WHERE id = ?", (post_id,))  # type: ignore[misc]
        url: str = self._connection.value("SELECT url FROM urls WHERE id = ?", (url_id,))
        self._only_post_at(url_id, post_id, change.reason)
        self._connection.run("DELETE FROM aliases WHERE url_id = ?", (url_id,))
        self._connection.run(
            "UPDATE posts SET url_id = ?, url = ?, status = 'live', gone_at = NULL WHERE id = ?", (url_id, url, post_id)
        )
        self._connection.run("UPDATE urls SET post_id = ? WHERE id = ?", (post_id, url_id))
        self._alias(old_id, post_id, change.alias or "moved", context)
        self._event(post_id, change.kind, change, context, moved=(old_url, url))

    def _bury(self, post_id: int, change: Change, context: Context) -> None:
        now = times.to_text(context.now)
        self._connection.run("UPDATE posts SET status = 'gone', gone_at = ? WHERE id = ?", (now, post_id))
        self._event(post_id, change.kind, change, context)

    def _revive(self, post_id: int, change: Change, context: Context) -> None:
        self._connection.run("UPDATE posts SET status = 'live', gone_at = NULL WHERE id = ?", (post_id,))
        self._event(post_id, change.kind, change, context)

    def _belongs(self, url_id: int, post_id: int, change: Change, context: Context) -> None:
        """Let an address that is not the post's own be an alias of it."""
        if self._connection.one("SELECT 1 FROM posts WHERE id = ? AND url_id = ?", (post_id, url_id)):
            return
        self._only_post_at(url_id, post_id, change.reason)
        if self._alias(url_id, post_id, change.alias or change.reason, context):
            url: str = self._connection.value("SELECT url FROM urls WHERE id = ?", (url_id,))
            self._event(post_id, ChangeKind.DUPLICATE, change, context, moved=(url, None))

    def _alias(self, url_id: int, post_id: int, reason: str, context: Context) -> bool:
        """Whether this is new: that the address belongs to the post."""
        self._connection.run("UPDATE urls SET post_id = ? WHERE id = ?", (post_id, url_id))
        written = self._connection.run(
            "INSERT INTO aliases (url_id, post_id, reason, found_at) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (url_id) DO UPDATE SET post_id = excluded.post_id, reason = excluded.reason, "
            "found_at = excluded.found_at WHERE post_id <> excluded.post_id",
            (url_id, post_id, reason, times.to_text(context.now)),
        )
        return written.rowcount > 0

    def _only_post_at(self, url_id: int, post_id: int, reason: str) -> None:
        """Take back a post that an address had of its own, now that it proves to be another's."""
        other: int | None = self._connection.value(
            "SELECT id FROM posts WHERE url_id = ? AND id <> ?", (url_id, post_id)
        )
        if other is not None:
            self.retract(other, reason)

    def _seen(self, post_id: int, context: Context) -> None:
        """Note a sighting at the time of the capture: deriving again from kept bytes is none."""
        captured: str | None = self._connection.value(
            "SELECT fetched_at FROM captures WHERE id = ?", (context.capture_id,)
        )
        self._connection.run(
            "INSERT INTO sightings (post_id, first_seen_at, last_seen_at) VALUES (?1, ?2, ?2) "
            "ON CONFLICT (post_id) DO UPDATE SET first_seen_at = min(first_seen_at, excluded.first_seen_at), "
            "last_seen_at = max(last_seen_at, excluded.last_seen_at), "
            "missing_since = iif(excluded.last_seen_at >= missing_since, NULL, missing_since), "
            "missing_reason = iif(excluded.last_seen_at >= missing_since, NULL, missing_reason)",
            (post_id, captured or times.to_text(context.now)),
        )

    def _event(
        self,
        post_id: int,
        kind: ChangeKind,
        change: Change,
        context: Context,
        *,
        revision: int | None = None,
        moved: tuple[str | None, str | None] = (None, None),
    ) -> None:
        self._connection.run(
            "INSERT INTO events (post_id, run_id, at, kind, reason, revision, from_url, to_url) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (post_id, context.run_id, times.to_text(context.now), kind, change.reason, revision, *moved),
        )


def _read_by(context: Context) -> dict[str, Any]:
    return {
        "capture_id": context.capture_id,
        "profile_version": context.profile_version,
        "extractor_version": context.extractor_version,
    }
