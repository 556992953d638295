"""The sites of an archive, and what has been learned about each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from archiver import urls
from archiver.errors import UsageError
from archiver.profile import Profile
from archiver.sites import Site
from archiver.store import times
from archiver.store.rows import Experience, SiteRow

if TYPE_CHECKING:
    from datetime import datetime

    from archiver.store.connection import Connection

_COLUMNS = "id, settings, added_at, due_at"

_ANSWERED = "SELECT EXISTS (SELECT 1 FROM captures JOIN urls ON urls.id = captures.url_id WHERE urls.site_id = ?)"
# The children before their parents; what has no captures has no posts and learned nothing.
_FORGET = (
    "DELETE FROM problems WHERE site_id = ?",
    "DELETE FROM leads WHERE url_id IN (SELECT id FROM urls WHERE site_id = ?)",
    "DELETE FROM urls WHERE site_id = ?",
    "DELETE FROM runs WHERE site_id = ?",
    "DELETE FROM sites WHERE id = ?",
)


class Sites:
    """The `sites` table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, site: Site, now: datetime) -> SiteRow:
        """The site's row; one that is known by that name already keeps its id and takes the new settings."""
        known = self._find("name = ?", site.name)
        if known is not None:
            return self.update(known.id, site)
        row_id = self._connection.insert(
            "INSERT INTO sites (name, url, host, title, settings, added_at) VALUES (?, ?, ?, ?, ?, ?)",
            (*_described(site), times.to_text(now)),
        )
        return self.by_id(row_id)

    def update(self, site_id: int, site: Site) -> SiteRow:
        """The site's row with other settings."""
        self._connection.run(
            "UPDATE sites SET name = ?, url = ?, host = ?, title = ?, settings = ? WHERE id = ?",
            (*_described(site), site_id),
        )
        return self.by_id(site_id)

    def due(self, site_id: int, due_at: datetime | None) -> None:
        """Note when the site's next crawl is due."""
        self._connection.run("UPDATE sites SET due_at = ? WHERE id = ?", (times.maybe_to_text(due_at), site_id))

    def experience(self, site_id: int) -> Experience:
        """What earlier runs have shown of the site's own word."""
        text = self._connection.value("SELECT experience FROM sites WHERE id = ?", (site_id,))
        return Experience() if text is None else msgspec.json.decode(text, type=Experience)

    def learn(self, site_id: int, experience: Experience) -> None:
        """Keep what a run has shown of it."""
        text = msgspec.json.encode(experience).decode()
        self._connection.run("UPDATE sites SET experience = ? WHERE id = ?", (text, site_id))

    def by_id(self, site_id: int) -> SiteRow:
        """The site with that id, which must exist."""
        row = self._find("id = ?", site_id)
        assert row is not None
        return row

    def get(self, name_or_url: str) -> SiteRow | None:
        """The site of that name, beginning at that address, or the only one on that host; None where there is none."""
        row = self._find("name = ?", name_or_url)
        if row is not None:
            return row
        try:
            identity = urls.identity(urls.from_user(name_or_url))
        except UsageError:
            return None
        everything = self.all()
        exact = [row for row in everything if urls.identity(row.url) == identity]
        same_host = [row for row in everything if identity == _host(row.url) + "/"]
        found = exact or same_host
        return found[0] if len(found) == 1 else None

    def all(self) -> list[SiteRow]:
        """Every site, by name."""
        return [_row(row) for row in self._connection.rows(f"SELECT {_COLUMNS} FROM sites ORDER BY name")]  # noqa: S608 - own column list

    def forget(self, site_id: int) -> bool:
        """Take a site out, with its runs and addresses; only one that no answer was ever kept of. Whether it was."""
        with self._connection.transaction():
            if self._connection.value(_ANSWERED, (site_id,)):
                return False
            for statement in _FORGET:
                self._connection.run(statement, (site_id,))
        return True

    def _find(self, condition: str, value: object) -> SiteRow | None:
        row = self._connection.one(f"SELECT {_COLUMNS} FROM sites WHERE {condition}", (value,))  # noqa: S608 - own text
        return None if row is None else _row(row)


class Profiles:
    """The `profiles` table: every version of what was learned stays."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def latest(self, site_id: int) -> Profile:
        """The newest profile; an empty one of version 0 before anything was learned."""
        text = self._connection.value(
            "SELECT value FROM profiles WHERE site_id = ? ORDER BY version DESC LIMIT 1", (site_id,)
        )
        return Profile() if text is None else Profile.from_json(text)

    def get(self, site_id: int, version: int) -> Profile | None:
        """The profile of that version."""
        text = self._connection.value(
            "SELECT value FROM profiles WHERE site_id = ? AND version = ?", (site_id, version)
        )
        return None if text is None else Profile.from_json(text)

    def keep(self, site_id: int, profile: Profile, now: datetime) -> None:
        """Keep what was learned: as a new version, or, where its version is known, as the same learned from more."""
        self._connection.run(
            "INSERT INTO profiles (site_id, version, captures, learned_at, value) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (site_id, version) DO UPDATE SET captures = excluded.captures, "
            "learned_at = excluded.learned_at, value = excluded.value",
            (site_id, profile.version, profile.captures, times.to_text(now), profile.to_json()),
        )


def _described(site: Site) -> tuple[str, str, str, str | None, str]:
    return site.name, site.url, _host(site.url), site.title, msgspec.json.encode(site).decode()


def _host(url: str) -> str:
    return urls.identity(url).partition("/")[0]


def _row(row: tuple[Any, ...]) -> SiteRow:
    site_id, settings, added_at, due_at = row
    site = msgspec.json.decode(settings, type=Site)
    return SiteRow(site_id, site, times.from_text(added_at), times.maybe_from_text(due_at))
