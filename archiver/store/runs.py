"""Crawls as they went, and what failed in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from archiver.store import times
from archiver.store.rows import Problem, Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from archiver.store.connection import Connection

_COLUMNS = "id, site_id, started_at, finished_at, outcome, exit_code, counts"


class Runs:
    """The `runs` table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def start(self, site_id: int | None, now: datetime) -> int:
        """The id of a new run. The site's runs that never ended are closed as "killed": the lock says they are over."""
        with self._connection.transaction():
            self._connection.run(
                "UPDATE runs SET outcome = 'killed', finished_at = ? WHERE outcome IS NULL AND site_id IS ?",
                (times.to_text(now), site_id),
            )
            return self._connection.insert(
                "INSERT INTO runs (site_id, started_at) VALUES (?, ?)", (site_id, times.to_text(now))
            )

    def finish(
        self, run_id: int, outcome: str, now: datetime, counts: Mapping[str, float | str], exit_code: int
    ) -> None:
        """Record how a run ended, with its counts by name."""
        self._connection.run(
            "UPDATE runs SET finished_at = ?, outcome = ?, exit_code = ?, counts = ? WHERE id = ?",
            (times.to_text(now), outcome, exit_code, msgspec.json.encode(counts).decode(), run_id),
        )

    def get(self, run_id: int) -> Run | None:
        """The run with that id."""
        return next(self._where("id = ?", (run_id,)), None)

    def latest(self, site_id: int) -> Run | None:
        """The site's newest run."""
        return next(self._where("site_id = ? ORDER BY id DESC LIMIT 1", (site_id,)), None)

    def all(self, site_id: int | None = None) -> Iterator[Run]:
        """Runs, newest first, of one site or of all."""
        return self._where("?1 IS NULL OR site_id = ?1 ORDER BY id DESC", (site_id,))

    def _where(self, condition: str, values: tuple[Any, ...]) -> Iterator[Run]:
        sql = f"SELECT {_COLUMNS} FROM runs WHERE {condition}"  # noqa: S608 - own text
        for run_id, site_id, started_at, finished_at, outcome, exit_code, counts in self._connection.all(sql, values):
            yield Run(
                run_id,
                site_id,
                times.from_text(started_at),
                times.maybe_from_text(finished_at),
                outcome,
                exit_code,
                msgspec.json.decode(counts),
            )


class Problems:
    """The `problems` table: one row a site, address and kind, with how often and until when."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def report(self, site_id: int, url: str, kind: str, message: str, now: datetime) -> None:
        """Note that something failed, again if it did before; a resolved problem that returns is open again."""
        self._connection.run(
            "INSERT INTO problems (site_id, url, kind, message, first_at, last_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5) "
            "ON CONFLICT (site_id, url, kind) DO UPDATE SET message = excluded.message, last_at = excluded.last_at, "
            "first_at = CASE WHEN resolved_at IS NULL THEN first_at ELSE excluded.first_at END, "
            "times = CASE WHEN resolved_at IS NULL THEN times + 1 ELSE 1 END, resolved_at = NULL",
            (site_id, url, kind, message, times.to_text(now)),
        )

    def resolve(self, site_id: int, url: str, now: datetime, kind: str | None = None) -> None:
        """Note that all is well at an address, or that problems of one kind are over there."""
        self._connection.run(
            "UPDATE problems SET resolved_at = ?1 WHERE site_id = ?2 AND url = ?3 AND resolved_at IS NULL "
            "AND (?4 IS NULL OR kind = ?4)",
            (times.to_text(now), site_id, url, kind),
        )

    def open(self, site_id: int | None = None) -> Iterator[Problem]:
        """Problems that are not resolved, the most recent first, of one site or of all."""
        rows = self._connection.all(
            "SELECT site_id, url, kind, message, first_at, last_at, times FROM problems "
            "WHERE resolved_at IS NULL AND (?1 IS NULL OR site_id = ?1) ORDER BY last_at DESC, id DESC",
            (site_id,),
        )
        for site, url, kind, message, first_at, last_at, count in rows:
            yield Problem(site, url, kind, message, times.from_text(first_at), times.from_text(last_at), count)
