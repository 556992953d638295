"""Fetches as they came back: what was asked, when, the headers as received, and the exact bytes."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import msgspec

from archiver.records import Capture
from archiver.store import times
from archiver.store.bodies import DICTIONARY_PAGES, Bodies
from archiver.store.rows import Kept

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from archiver.store.connection import Connection

PAGES_BEFORE_DICTIONARY: Final = 8  # the first pages are often the home page and listings: the last four of these serve

_KEPT = (
    "captures.id, captures.url_id, captures.url, captures.fetched_at, captures.status, captures.size_bytes, "
    "captures.run_id, bodies.digest"
)
_FROM = "captures LEFT JOIN bodies ON bodies.id = captures.body_id"


class Captures:
    """The `captures` table, and the bodies it refers to."""

    def __init__(self, connection: Connection, bodies: Bodies) -> None:
        self._connection = connection
        self._bodies = bodies

    def keep(self, url_id: int, capture: Capture, run_id: int | None = None) -> Capture:
        """The capture with its id. A body that is kept already, from any address, is not written again."""
        with self._connection.transaction():
            body_id = self._keep_body(url_id, capture) if capture.body else None
            headers = msgspec.json.encode(capture.headers).decode()
            fetched_at = times.to_text(capture.fetched_at)
            row_id = self._connection.insert(
                "INSERT INTO captures (url_id, run_id, url, fetched_at, status, headers, body_id, size_bytes, fixity) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    url_id,
                    run_id,
                    capture.url,
                    fetched_at,
                    capture.status,
                    headers,
                    body_id,
                    len(capture.body),
                    fixity(capture.url, fetched_at, capture.status, headers),
                ),
            )
        return replace(capture, id=row_id)

    def load(self, capture_id: int) -> Capture:
        """The whole capture, which must exist. Raises DamagedArchiveError where its bytes are not what was kept."""
        row = self._connection.one(
            "SELECT url, fetched_at, status, headers, body_id FROM captures WHERE id = ?", (capture_id,)
        )
        if row is None:
            raise self._bodies.damaged(f"capture {capture_id} is missing")
        url, fetched_at, status, headers, body_id = row
        return Capture(
            url=url,
            fetched_at=times.from_text(fetched_at),
            status=status,
            headers=msgspec.json.decode(headers, type=tuple[tuple[str, str], ...]),
            body=b"" if body_id is None else self._bodies.load(body_id),
            id=capture_id,
        )

    def asked(self, capture_id: int) -> tuple[str, datetime]:
        """The address that a capture, which must exist, is of, and when it was fetched: without its bytes."""
        row = self._connection.one("SELECT url, fetched_at FROM captures WHERE id = ?", (capture_id,))
        if row is None:
            raise self._bodies.damaged(f"capture {capture_id} is missing")
        return row[0], times.from_text(row[1])

    def latest(self, url_id: int) -> Capture | None:
        """The newest capture of an address that has a body."""
        found: int | None = self._connection.value(
            "SELECT max(id) FROM captures WHERE url_id = ? AND body_id IS NOT NULL", (url_id,)
        )
        return None if found is None else self.load(found)

    def of_url(self, url_id: int) -> list[Kept]:
        """Every capture of an address, oldest first, without bodies."""
        return self._kept("captures.url_id = ? ORDER BY captures.id", (url_id,))

    def waiting(self, site_id: int) -> Iterator[Kept]:
        """Captures that no decision was drawn from yet, oldest first, without bodies."""
        return iter(
            self._kept(
                "settled = 0 AND (SELECT site_id FROM urls WHERE urls.id = url_id) = ? ORDER BY captures.id",
                (site_id,),
            )
        )

    def settle(self, capture_ids: Collection[int]) -> None:
        """Mark captures as read."""
        self._connection.run_many("UPDATE captures SET settled = 1 WHERE id = ?", [(one,) for one in capture_ids])

    def sample(self, site_id: int, most: int) -> list[int]:
        """Ids of the pages that posts stand on, evenly spaced from the oldest post to the newest, at most `most`."""
        ids = [
            row[0]
            for row in self._connection.rows(
                "SELECT posts.capture_id FROM posts CROSS JOIN captures ON captures.id = posts.capture_id "
                "JOIN urls ON urls.id = captures.url_id WHERE posts.site_id = ? AND urls.role <> 'api' "
                "ORDER BY coalesce(published_at, ''), posts.id",
                (site_id,),
            )
        ]
        if len(ids) <= most:
            return ids
        return [ids[index * len(ids) // most] for index in range(most)]

    def unfitting(self, site_id: int, most: int) -> list[int]:
        """Ids of the pages of posts that no template fitted, the newest posts first, at most `most`."""
        rows = self._connection.all(
            "SELECT posts.capture_id FROM posts JOIN captures ON captures.id = posts.capture_id "
            "JOIN urls ON urls.id = captures.url_id WHERE posts.site_id = ? AND urls.role <> 'api' "
            "AND posts.method = 'plain' AND posts.quality LIKE '%\"no-template\"%' "
            "ORDER BY coalesce(published_at, '') DESC, posts.id DESC LIMIT ?",
            (site_id, most),
        )
        return [row[0] for row in rows]

    def _keep_body(self, url_id: int, capture: Capture) -> int:
        site_id: int = self._connection.value("SELECT site_id FROM urls WHERE id = ?", (url_id,))
        markup = "html" in (capture.header("content-type") or "").lower()
        dictionary_id = self._bodies.dictionary_of(site_id) if markup else None
        base_id: int | None = self._connection.value(
            "SELECT body_id FROM captures WHERE url_id = ? AND body_id IS NOT NULL ORDER BY id DESC LIMIT 1", (url_id,)
        )
        if markup and dictionary_id is None:
            pages = self._first_pages(site_id)
            if len(pages) >= PAGES_BEFORE_DICTIONARY:
                bodies = [self._bodies.load(body_id) for body_id in pages[-DICTIONARY_PAGES:]]
                dictionary_id = self._bodies.add_dictionary(site_id, bodies, capture.fetched_at)
        return self._bodies.keep(capture.body, dictionary_id=dictionary_id, base_id=base_id)

    def _first_pages(self, site_id: int) -> list[int]:
        """Bodies of the first html pages, each at an address of its own, that came with status 200."""
        rows = self._connection.rows(
            "SELECT min(captures.id), min(body_id) FROM captures JOIN urls ON urls.id = captures.url_id "
            "WHERE urls.site_id = ? AND captures.status = 200 AND body_id IS NOT NULL "
            "AND lower(captures.headers) LIKE '%text/html%' GROUP BY url_id ORDER BY 1 LIMIT ?",
            (site_id, PAGES_BEFORE_DICTIONARY),
        )
        return [row[1] for row in rows]

    def _kept(self, condition: str, values: tuple[Any, ...]) -> list[Kept]:
        rows = self._connection.rows(f"SELECT {_KEPT} FROM {_FROM} WHERE {condition}", values)  # noqa: S608 - own text
        return [
            Kept(capture_id, url_id, url, times.from_text(fetched_at), *rest)
            for capture_id, url_id, url, fetched_at, *rest in rows
        ]


def fixity(url: str, fetched_at: str, status: int, headers: str) -> str:
    """Digest of a capture's own row; its body has one of its own."""
    return hashlib.sha256(msgspec.json.encode([url, fetched_at, status, headers])).hexdigest()[:32]
