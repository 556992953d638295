"""`archiver sites`: what is archived."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archiver.cli import output

if TYPE_CHECKING:
    from archiver.cli.context import Context
    from archiver.store import Archive, SiteRow


@click.command("sites")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON, with their settings.")
@click.pass_obj
def command(context: Context, /, *, as_json: bool) -> None:
    """List the sites that are archived."""
    with context.reading() as archive:
        sites = [_described(archive, row) for row in archive.sites.all()]
    if as_json:
        output.json(sites)
        return
    names = ("name", "url", "live", "gone", "last_run", "outcome", "due_at")
    output.table([name.replace("_", " ") for name in names], ([site[name] for name in names] for site in sites))


def _described(archive: Archive, row: SiteRow) -> dict[str, object]:
    from archiver.records import PostStatus
    from archiver.store import PostFilter

    run = archive.runs.latest(row.id)
    return {
        "name": row.name,
        "url": row.url,
        "live": archive.posts.count(PostFilter(site=row.name, status=PostStatus.LIVE)),
        "gone": archive.posts.count(PostFilter(site=row.name, status=PostStatus.GONE)),
        "last_run": run.started_at if run else None,
        "outcome": (run.outcome or "running") if run else None,
        "due_at": row.due_at,
        "added_at": row.added_at,
        "settings": row.site,
    }
