"""`archiver status`: how complete and how healthy each site's archive is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from archiver.cli import output
from archiver.cli.runs import described

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archiver.cli.context import Context
    from archiver.store import Archive, Problem, SiteRow, SourceCoverage

_MOST = 10  # problems and reasons that are listed
_COLUMNS = ("source", "named", "archived", "failed", "excluded", "open", "no post", "alone")


@click.command("status")
@click.argument("site", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, with every problem.")
@click.pass_obj
def command(context: Context, /, site: str | None, *, as_json: bool) -> int:
    """Show how complete and how healthy the archive of a SITE is.

    For each source of addresses: how many posts it names, how many of these are archived, failed, excluded or no
    posts, and how many it alone knows; then what failed. All sites where none is named. Exit code 1: something is
    missing, or the last run did not go well.
    """
    from archiver.cli.choose import known_site

    with context.reading() as archive:
        rows = [known_site(archive, site)] if site else archive.sites.all()
        found = [_status(archive, row) for row in rows]
    if as_json:
        output.json(found)
    elif found:
        click.echo("\n\n".join("\n".join(_told(one)) for one in found))
    else:
        click.echo("No site is archived here yet (archiver crawl https://…).", err=True)
    return int(any(not one["healthy"] for one in found))


def _status(archive: Archive, row: SiteRow) -> dict[str, Any]:
    from archiver.records import PostStatus
    from archiver.store import PostFilter

    run = next((run for run in archive.runs.all(row.id) if run.outcome != "derived"), None)
    coverage = archive.coverage(row.id)
    missing = max((source.failed + source.open for source in coverage), default=0)
    return {
        "site": row.name,
        "url": row.url,
        "healthy": not missing and run is not None and not run.exit_code and run.outcome is not None,
        "live": archive.posts.count(PostFilter(site=row.name, status=PostStatus.LIVE)),
        "gone": archive.posts.count(PostFilter(site=row.name, status=PostStatus.GONE)),
        "missing": missing,
        "due_at": row.due_at,
        "profile_version": archive.profiles.latest(row.id).version,
        "last_run": described(run, {row.id: row.name}) if run is not None else None,
        "coverage": coverage,
        "problems": list(archive.problems.open(row.id)),
    }


def _table(coverage: Sequence[SourceCoverage]) -> list[str]:
    """A line a source, aligned, under a heading."""
    rows = [_COLUMNS, *([_cell(source, name) for name in _COLUMNS] for source in coverage)]
    widths = [max(len(row[index]) for row in rows) for index in range(len(_COLUMNS))]
    lines = []
    for name, *figures in rows:
        aligned = "  ".join(figure.rjust(width) for figure, width in zip(figures, widths[1:], strict=True))
        lines.append(f"    {name:<{widths[0]}}  {aligned}")
    return lines


def _cell(source: SourceCoverage, name: str) -> str:
    return str(getattr(source, name.replace(" ", "_").replace("no_post", "not_a_post")))


def _told(one: dict[str, Any]) -> Iterator[str]:
    yield output.heading(f"{one['site']}  {one['url']}")
    yield from output.labelled(_facts(one))
    if one["coverage"]:
        yield "  posts that each source names"
        yield from _table(one["coverage"])
    reasons: Counter[str] = Counter()
    for source in one["coverage"]:
        for reason, count in source.reasons.items():
            reasons[reason] = max(reasons[reason], count)
    if reasons:
        yield "  why some are not archived (addresses)"
        listed = [(str(count), reason) for reason, count in reasons.most_common(_MOST)]
        yield from output.labelled(listed, "    ")
    if one["problems"]:
        yield f"  open problems ({len(one['problems'])})"
        yield from output.labelled(((problem.kind, _problem(problem)) for problem in one["problems"][:_MOST]), "    ")


def _facts(one: dict[str, Any]) -> Iterator[tuple[str, str]]:
    gone = f", {one['gone']} gone from the site and kept" if one["gone"] else ""
    missing = f", {one['missing']} that the site names are missing" if one["missing"] else ""
    yield "posts", f"{one['live']} live{gone}{missing}"
    run = one["last_run"]
    if run is None:
        yield "last run", "never"
    else:
        reason = f" ({run['counts']['reason']})" if run["counts"].get("reason") else ""
        when = output.moment(run["started_at"])
        yield "last run", f"number {run['id']}, {when} UTC: {run['outcome']}{reason}"
    yield "next", f"due {output.moment(one['due_at'])} UTC" if one["due_at"] else "due now"
    ailments = [name.removeprefix("health:") for name in (run["counts"] if run else ()) if name.startswith("health:")]
    yield "health", "good" if one["healthy"] else ", ".join(["to look at", *ailments])


def _problem(problem: Problem) -> str:
    times = f" ({problem.times} times since {output.moment(problem.first_at)})" if problem.times > 1 else ""
    return f"{problem.url}  {problem.message}{times}"
