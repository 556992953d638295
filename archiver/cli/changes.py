"""`archiver changes`: what was added, revised, moved, removed, the newest first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

import click

from archiver.cli import output
from archiver.records import ChangeKind

if TYPE_CHECKING:
    from archiver.cli.context import Context
    from archiver.store import Event

_KINDS = [kind for kind in ChangeKind if kind is not ChangeKind.UNCHANGED]


def _moment(_ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime | None:
    """A time, or how long ago it was."""
    from archiver.sites import duration

    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except ValueError:
        pass
    try:
        return datetime.now(UTC) - timedelta(seconds=duration(value))
    except (ValueError, OverflowError):
        message = f'"{value}" is no time (write 2026-01-31, 2026-01-31T09:30, or how long ago: 6h, 7d, 2w)'
        raise click.BadParameter(message) from None


@click.command("changes")
@click.option("--since", metavar="TIME", callback=_moment, help="From then on: 2026-01-31, or 7d for the last week.")
@click.option("--site", help="Posts of this site: its name or address.")
@click.option("--kind", type=click.Choice([str(kind) for kind in _KINDS]), help="Changes of this kind.")
@click.option("--limit", type=click.IntRange(min=0), default=50, show_default=True, help="At most so many; 0: all.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@click.pass_obj
def command(
    context: Context, /, since: datetime | None, site: str | None, kind: str | None, *, limit: int, as_json: bool
) -> None:
    """List what happened to posts, the newest first.

    new, revised (the site edited it), derived (the archive reads it better), moved, gone, back, duplicate (another
    address of a post).
    """
    from archiver.cli.choose import known_site
    from archiver.store import EventFilter

    with context.reading() as archive:
        name = known_site(archive, site).name if site else None
        where = EventFilter(site=name, kind=ChangeKind(kind) if kind else None, since=since)
        found = archive.posts.events(where, limit=limit + 1 if limit else None)
        events = islice(found, limit or None)
        if as_json:
            output.json_array(events)
        else:
            output.table(("at", "kind", "site", "post", "title", "what", "reason"), map(_row, events))
        is_more = len(list(found)) > 0
    if is_more:
        click.echo(f"There are more than these {limit}; --limit 0 shows all.", err=True)


def _row(event: Event) -> tuple[object, ...]:
    return event.at, str(event.kind), event.site, event.post_id, event.title, _what(event), event.reason


def _what(event: Event) -> str:
    """Which fields, how many words, from where to where."""
    words = f"+{event.words_added} -{event.words_removed}" if event.words_added or event.words_removed else ""
    way = f"{event.from_url} → {event.to_url}" if event.from_url and event.to_url else event.from_url or ""
    fields = ", ".join(event.fields)
    return " ".join(part for part in (fields, words, way) if part)
