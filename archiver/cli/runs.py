"""`archiver runs`: the crawls, the newest first."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import click

from archiver.cli import output

if TYPE_CHECKING:
    from archiver.cli.context import Context
    from archiver.store import Run

_COUNTED = ("new", "revised", "gone", "failed", "requests", "bytes")


@click.command("runs")
@click.argument("site", required=False)
@click.option("--limit", type=click.IntRange(min=0), default=20, show_default=True, help="At most so many; 0: all.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON, with all their counts.")
@click.pass_obj
def command(context: Context, /, site: str | None, *, limit: int, as_json: bool) -> None:
    """List crawls, the newest first, of one SITE or of all."""
    from archiver.cli.choose import known_site

    with context.reading() as archive:
        names = {row.id: row.name for row in archive.sites.all()}
        found = archive.runs.all(known_site(archive, site).id if site else None)
        runs = list(islice(found, limit or None))
        left = sum(1 for _ in found)
    if as_json:
        output.json([described(run, names) for run in runs])
    else:
        output.table(("id", "site", "started", "minutes", "outcome", *_COUNTED), (_row(run, names) for run in runs))
    output.rest(len(runs), len(runs) + left, "runs")


def described(run: Run, names: dict[int, str]) -> dict[str, object]:
    """A run as JSON shows it; names: of sites, by id."""
    return {
        "id": run.id,
        "site": names.get(run.site_id) if run.site_id is not None else None,
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "outcome": run.outcome or "running",
        "exit_code": run.exit_code,
        "counts": run.counts,
    }


def _row(run: Run, names: dict[int, str]) -> list[object]:
    minutes = (run.finished_at - run.started_at).total_seconds() / 60 if run.finished_at else None
    counts = [run.counts.get(name, 0) for name in _COUNTED]
    site = names.get(run.site_id) if run.site_id is not None else None
    return [run.id, site, run.started_at, _tenths(minutes), run.outcome or "running", *counts]


def _tenths(minutes: float | None) -> str:
    return "" if minutes is None else f"{minutes:.1f}"
