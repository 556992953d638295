"""The frontier: every address ever met, with the state of its fetch. A crawl pulls its work from here."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec

from archiver import urls
from archiver.errors import UsageError
from archiver.records import SPARED, Role, Source, Visit
from archiver.store import times
from archiver.store.evidence import LISTS, Evidence
from archiver.store.rows import AddressEvidence, Outcome, UrlRow

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import datetime

    from archiver.records import Lead, Statement
    from archiver.store.connection import Connection
    from archiver.store.rows import Discovery

# A source's word on what stands at an address that was not fetched yet: the more special one is believed.
_WEIGHT = {
    Role.UNKNOWN: 0,
    Role.OTHER: 1,
    Role.MEDIA: 1,
    Role.PAGE: 2,
    Role.LISTING: 3,
    Role.POST: 4,
    Role.FEED: 5,
    Role.SITEMAP: 5,
    Role.API: 5,
}
_ROW = (
    "id, site_id, url, role, state, reason, priority, depth, redirects, attempts, shape, found_on, sitemap_lastmod, "
    "fetched_at, status, due_at, capture_id, redirect_to, post_id"
)
_SIGHT = (
    "SELECT id, role, iif(state = 'excluded' AND reason LIKE ? || '%', 'spared', state), priority, depth, fetched_at, "
    "sitemap_lastmod FROM urls WHERE site_id = ? AND identity = ?"
)


class Frontier:
    """The `urls` table, and the evidence about each address in `leads`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._evidence = Evidence(connection)

    def offer(
        self,
        discovery: Discovery,
        leads: Iterable[Lead],
        *,
        priority: Callable[[Lead], float],
        shape: Callable[[str], str] | None = None,
    ) -> list[Lead]:
        """Those of the leads whose addresses were not known; what is no web address is left out.

        Known addresses take the evidence: a higher priority, a smaller depth, a role where none was known. One that was
        fetched is due again when a sitemap, feed or REST now states a modification later than our copy, one not
        worth a look when a list of the site shows it with a day.
        """
        new = []
        with self._connection.transaction():
            for lead in leads:
                try:
                    identity = urls.identity(lead.url)
                except UsageError:
                    continue
                known = self._connection.one(_SIGHT, (SPARED, discovery.site_id, identity))
                if known is None:
                    row_id = self._insert(discovery, lead, identity, (priority(lead), shape(lead.url) if shape else ""))
                    new.append(lead)
                else:
                    row_id = known[0]
                    self._again(discovery, lead, known, priority(lead))
                self._evidence.note(row_id, lead, discovery)
        return new

    def _insert(self, discovery: Discovery, lead: Lead, identity: str, rank: tuple[float, str]) -> int:
        now = times.to_text(discovery.now)
        lastmod = lead.says.modified_at if lead.says and lead.source in LISTS else None
        return self._connection.insert(
            "INSERT INTO urls (site_id, url, identity, role, priority, shape, depth, redirects, found_at, due_at, "
            "found_on, run_id, sitemap_lastmod) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                discovery.site_id,
                urls.clean(lead.url),
                identity,
                lead.role,
                *rank,
                discovery.depth,
                discovery.redirects,
                now,
                now,
                lead.found_on,
                discovery.run_id,
                lastmod,
            ),
        )

    def _again(self, discovery: Discovery, lead: Lead, known: tuple[Any, ...], priority: float) -> None:
        row_id, role, state, old_priority, depth, fetched_at, lastmod = known
        better = fetched_at is None and _WEIGHT[lead.role] > _WEIGHT[Role(role)]
        if better or priority > old_priority or discovery.depth < depth:
            self._connection.run(
                "UPDATE urls SET role = ?, priority = max(priority, ?), depth = min(depth, ?) WHERE id = ?",
                (lead.role if better else role, priority, discovery.depth, row_id),
            )
        if state == "spared" and lead.is_dated:
            self.wake_these([row_id], discovery.now)
        stated = lead.says.modified_at if lead.says and lead.source in LISTS else None
        if stated and stated != lastmod:  # the same word again was answered when it was new: a clock may be wrong
            stale = (
                discovery.wakes
                and state in {"done", "failed"}
                and fetched_at
                and times.stated_after(stated, times.from_text(fetched_at))
            )
            self._connection.run(
                "UPDATE urls SET sitemap_lastmod = ?, state = iif(?, 'due', state), due_at = iif(?2, ?, due_at) "
                "WHERE id = ?",
                (stated, bool(stale), times.to_text(discovery.now), row_id),
            )

    def due(self, site_id: int, limit: int, now: datetime, exclude: Collection[int] = ()) -> list[Visit]:
        """At most `limit` addresses whose time has come, the most promising first, without those in `exclude`."""
        moment = times.to_text(now)
        awake = "site_id = ? AND state IN ('done', 'failed') AND due_at <= ?"
        with self._connection.transaction():
            if self._connection.one(f"SELECT 1 FROM urls WHERE {awake} LIMIT 1", (site_id, moment)):  # noqa: S608
                self._connection.run(f"UPDATE urls SET state = 'due' WHERE {awake}", (site_id, moment))  # noqa: S608
        rows = self._connection.all(
            "SELECT id, url, role, depth, attempts, redirects, etag, last_modified FROM urls "
            "WHERE site_id = ? AND state = 'due' AND due_at <= ? ORDER BY priority DESC, id LIMIT ?",
            (site_id, moment, limit + len(exclude)),
        )
        visits = [Visit(row[0], row[1], Role(row[2]), *row[3:]) for row in rows if row[0] not in exclude]
        return visits[:limit]

    def done(self, url_id: int, outcome: Outcome) -> None:
        """Record that an address answered: what stands there, and when to ask again."""
        self._connection.run(
            "UPDATE urls SET role = :role, state = :state, reason = :reason, status = :status, attempts = 0, "
            "fetched_at = :now, due_at = :due_at, capture_id = coalesce(:capture_id, capture_id), "
            "etag = iif(:unmodified, coalesce(:etag, etag), :etag), "
            "last_modified = iif(:unmodified, coalesce(:last_modified, last_modified), :last_modified), "
            "redirect_to = :redirect_to WHERE id = :id",
            {
                "id": url_id,
                "role": outcome.role,
                "state": outcome.state,
                "reason": outcome.reason,
                "status": outcome.status,
                "now": times.to_text(outcome.now),
                "due_at": times.maybe_to_text(outcome.due_at),
                "capture_id": outcome.capture_id,
                "unmodified": outcome.status == 304,  # noqa: PLR2004 - Not Modified
                "etag": outcome.etag,
                "last_modified": outcome.last_modified,
                "redirect_to": outcome.redirect_to,
            },
        )

    def failed(self, url_id: int, reason: str, retry_at: datetime | None, status: int | None = None) -> None:
        """Record that an address could not be had; due again at `retry_at`, never by itself where that is None."""
        self._connection.run(
            "UPDATE urls SET state = 'failed', reason = ?, attempts = attempts + 1, due_at = ?, status = ? "
            "WHERE id = ?",
            (reason, times.maybe_to_text(retry_at), status, url_id),
        )

    def exclude(self, url_id: int, reason: str, role: Role | None = None) -> None:
        """Record that an address is not to be fetched or kept, and why; role: what it turned out to be."""
        self._connection.run(
            "UPDATE urls SET state = 'excluded', reason = ?, role = coalesce(?, role), due_at = NULL WHERE id = ?",
            (reason, role, url_id),
        )

    def ask_at(self, url_id: int, due_at: datetime | None) -> None:
        """Change when an address that is done is asked again."""
        self._connection.run(
            "UPDATE urls SET due_at = ? WHERE id = ? AND state = 'done'", (times.maybe_to_text(due_at), url_id)
        )

    def forget_validators(self, url_id: int) -> None:
        """Let the next request for an address be unconditional."""
        self._connection.run("UPDATE urls SET etag = NULL, last_modified = NULL WHERE id = ?", (url_id,))

    def same_content(self, post_id: int) -> list[UrlRow]:
        """Other addresses than the post's own that were found to show the same content, and did at the last fetch."""
        columns = ", ".join(f"urls.{column}" for column in _ROW.split(", "))
        rows = self._connection.all(
            f"SELECT {columns} FROM urls JOIN aliases ON aliases.url_id = urls.id "  # noqa: S608 - own columns
            "WHERE aliases.post_id = ? AND aliases.reason = 'same-content' AND urls.status IN (200, 304) "
            "AND redirect_to IS NULL ORDER BY urls.fetched_at DESC, urls.id",
            (post_id,),
        )
        return [_url_row(row) for row in rows]

    def named_by(self, site_id: int, source: Source, capture_id: int) -> set[int]:
        """The addresses that a document named, by its capture: those that no later one of that kind has named since."""
        rows = self._connection.rows(
            "SELECT url_id FROM leads JOIN urls ON urls.id = url_id "
            "WHERE site_id = ? AND source = ? AND leads.capture_id = ?",
            (site_id, source, capture_id),
        )
        return {row[0] for row in rows}

    def unnamed_since(self, site_id: int, source: Source, moment: datetime, found_on: str) -> set[int]:
        """The addresses of posts that documents of this kind, below an address, named before that moment, not since."""
        rows = self._connection.rows(
            "SELECT url_id FROM leads JOIN urls ON urls.id = url_id "
            "WHERE site_id = ?1 AND source = ?2 AND post_id IS NOT NULL AND seen_at < ?3 "
            "AND substr(leads.found_on, 1, length(?4)) = ?4",
            (site_id, source, times.to_text(moment), found_on),
        )
        return {row[0] for row in rows}

    def lasting_posts(self, url_ids: Collection[int], *, gone: bool) -> list[int]:
        """Those of the addresses that are a live (or a gone) post's own."""
        rows = self._connection.rows(
            "SELECT url_id FROM posts WHERE url_id IN (SELECT value FROM json_each(?)) AND status = ? ORDER BY id",
            (msgspec.json.encode(sorted(url_ids)).decode(), "gone" if gone else "live"),
        )
        return [row[0] for row in rows]

    def on_lists(self, site_id: int) -> list[int]:
        """The addresses of posts that stand on what a list carries, and that no page of their own was read of since."""
        rows = self._connection.rows(
            "SELECT posts.url_id FROM posts JOIN captures ON captures.id = posts.capture_id "
            "JOIN urls ON urls.id = captures.url_id WHERE posts.site_id = ? AND urls.role = 'api' AND NOT EXISTS "
            "(SELECT 1 FROM captures WHERE url_id = posts.url_id AND captures.id > posts.capture_id) ORDER BY posts.id",
            (site_id,),
        )
        return [row[0] for row in rows]

    def settle(self, url_id: int, role: Role, reason: str | None, due_at: datetime | None = None) -> None:
        """Record what a waiting address turned out to be, once its capture was read."""
        self._connection.run(
            "UPDATE urls SET state = 'done', role = ?, reason = ?, due_at = ? WHERE id = ?",
            (role, reason, times.maybe_to_text(due_at), url_id),
        )

    def wake(self, site_id: int, now: datetime, roles: Collection[Role] = tuple(Role)) -> int:
        """Make every address of these roles that was fetched, or failed, due now; how many those are."""
        marks = ", ".join("?" for _ in roles)
        return self._connection.run(
            f"UPDATE urls SET state = 'due', due_at = ? WHERE site_id = ? AND state IN ('done', 'failed') "  # noqa: S608
            f"AND role IN ({marks})",
            (times.to_text(now), site_id, *roles),
        ).rowcount

    def wake_these(self, url_ids: Collection[int], now: datetime) -> None:
        """Make these addresses due now."""
        moment = times.to_text(now)
        self._connection.run_many(
            "UPDATE urls SET state = 'due', due_at = ? WHERE id = ?", [(moment, url_id) for url_id in url_ids]
        )

    def respell(self, url_id: int, url: str, redirects: int, now: datetime) -> None:
        """Let an address take another spelling of the same identity, and be due under it."""
        spelled = urls.clean(url)
        with self._connection.transaction():
            self._connection.run(
                "UPDATE urls SET url = ?, redirects = ?, state = 'due', due_at = ? WHERE id = ?",
                (spelled, redirects, times.to_text(now), url_id),
            )
            self._connection.run("UPDATE posts SET url = ? WHERE url_id = ?", (spelled, url_id))

    def redirecting_to(self, url_id: int) -> list[UrlRow]:
        """The addresses that were found to lead here, through any number of others."""
        columns = ", ".join(f"urls.{column}" for column in _ROW.split(", "))
        rows = self._connection.all(
            "WITH RECURSIVE leading(id) AS (SELECT id FROM urls WHERE redirect_to = ?1 UNION "  # noqa: S608 - own columns
            "SELECT urls.id FROM urls JOIN leading ON urls.redirect_to = leading.id) "
            f"SELECT {columns} FROM urls JOIN leading USING (id) WHERE id <> ?1 ORDER BY id",
            (url_id,),
        )
        return [_url_row(row) for row in rows]

    def aliases(self, site_id: int) -> dict[int, str]:
        """For each address that is an alias of a post, by its url_id, the post's own address."""
        rows = self._connection.rows(
            "SELECT urls.id, posts.url FROM urls JOIN posts ON posts.id = urls.post_id "
            "WHERE urls.site_id = ? AND posts.url_id <> urls.id",
            (site_id,),
        )
        return dict(rows)

    def aliases_of(self, url_id: int, reason: str) -> list[UrlRow]:
        """The addresses that are aliases, for that reason, of the post at an address."""
        columns = ", ".join(f"urls.{column}" for column in _ROW.split(", "))
        rows = self._connection.all(
            f"SELECT {columns} FROM aliases JOIN posts ON posts.id = aliases.post_id "  # noqa: S608 - own columns
            "JOIN urls ON urls.id = aliases.url_id WHERE posts.url_id = ? AND aliases.reason = ? ORDER BY urls.id",
            (url_id, reason),
        )
        return [_url_row(row) for row in rows]

    def get(self, url_id: int) -> UrlRow:
        """The address with that id, which must exist."""
        row = self._connection.one(f"SELECT {_ROW} FROM urls WHERE id = ?", (url_id,))  # noqa: S608 - own column list
        assert row is not None
        return _url_row(row)

    def find(self, site_id: int, url: str) -> UrlRow | None:
        """The row of an address in any of its spellings; None where it is not known or no web address."""
        try:
            identity = urls.identity(url)
        except UsageError:
            return None
        row = self._connection.one(
            f"SELECT {_ROW} FROM urls WHERE site_id = ? AND identity = ?",  # noqa: S608 - own column list
            (site_id, identity),
        )
        return None if row is None else _url_row(row)

    def rows(self, site_id: int) -> Iterator[UrlRow]:
        """Every address of a site."""
        sql = f"SELECT {_ROW} FROM urls WHERE site_id = ? ORDER BY id"  # noqa: S608 - own column list
        return (_url_row(row) for row in self._connection.rows(sql, (site_id,)))

    def counts(self, site_id: int) -> dict[tuple[Role, str], int]:
        """How many addresses the site has, by role and state."""
        rows = self._connection.rows(
            "SELECT role, state, count(*) FROM urls WHERE site_id = ? GROUP BY role, state", (site_id,)
        )
        return {(Role(role), state): count for role, state, count in rows}

    def shapes(self, site_id: int) -> dict[str, Counter[str]]:
        """For each shape of address how many stand in each state, and under "posts" how many belong to a post."""
        rows = self._connection.rows(
            "SELECT shape, state, count(*), count(post_id) FROM urls WHERE site_id = ? GROUP BY shape, state",
            (site_id,),
        )
        found: dict[str, Counter[str]] = {}
        for shape, state, count, posts in rows:
            found.setdefault(shape, Counter()).update({state: count, "posts": posts})
        return found

    def leads_of(self, url_id: int) -> list[Lead]:
        """Everything that names an address, one lead a source."""
        return self._evidence.leads_of(url_id)

    def named_in(self, url_id: int) -> dict[Source, int]:
        """The capture in which each source last named an address."""
        return self._evidence.named_in(url_id)

    def statements(self, url_id: int) -> dict[Source, Statement]:
        """What each source states about the post at an address."""
        return self._evidence.statements(url_id)

    def evidence(self, site_id: int) -> Iterator[AddressEvidence]:
        """What is known of every address of a site, in the order they were met."""
        claims: dict[int, dict[Source, Role]] = {}
        for url_id, source, role in self._connection.rows(
            "SELECT url_id, source, leads.role FROM leads JOIN urls ON urls.id = url_id WHERE site_id = ?", (site_id,)
        ):
            claims.setdefault(url_id, {})[Source(source)] = Role(role)
        for row in self.rows(site_id):
            settled = row.fetched_at is not None and row.state != "waiting"
            yield AddressEvidence(row.id, row.url, row.role, settled, row.post_id, claims.get(row.id, {}))


def _url_row(row: tuple[Any, ...]) -> UrlRow:
    cells = dict(zip(_ROW.split(", "), row, strict=True))
    cells["role"] = Role(cells["role"])
    cells["fetched_at"] = times.maybe_from_text(cells["fetched_at"])
    cells["due_at"] = times.maybe_from_text(cells["due_at"])
    return UrlRow(**cells)
