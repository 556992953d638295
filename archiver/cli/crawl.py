"""`archiver crawl`: fetch what is new, changed or missing."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from archiver.cli.context import Context
    from archiver.flow.ending import RunReport
    from archiver.sites import Site
    from archiver.store import Archive


def _number(_ctx: click.Context, _param: click.Parameter, value: float | None) -> float | None:
    if value is not None and not math.isfinite(value):  # click takes nan for a number in any range
        raise click.BadParameter(f"{value} is no number of seconds")
    return value


@click.command("crawl")
@click.argument("sites", nargs=-1, metavar="[URL|SITE]...")
@click.option(
    "--delay",
    type=click.FloatRange(min=0),
    callback=_number,
    help="Seconds between requests to a host (0: only your own).",
)
@click.option("--concurrency", type=click.IntRange(1, 64), help="Requests at once to a host.")
@click.option("--limit", type=click.IntRange(min=0), default=0, help="End after so many posts of a site.")
@click.option("--max-requests", type=click.IntRange(min=0), help="End after so many requests to a site, this time.")
@click.option("--max-time", default="0", metavar="TIME", help='End after this time: "90" (seconds), "30m", "2h".')
@click.option("--scope", help="What belongs to the blog: auto, host, path, or an address that posts begin with.")
@click.option(
    "--noindex", type=click.Choice(("keep", "skip")), help="Posts that say noindex or noarchive: keep them, or not."
)
@click.option(
    "--source", type=click.Choice(("pages", "rest")), help="Take posts from their pages, or from WordPress REST alone."
)
@click.option("--opml", type=click.File("rb"), metavar="FILE", help="All blogs of a feed reader's list (- for stdin).")
@click.option("--tag", help="Of the sites that are due, only those with this label in archiver.toml.")
@click.option("--full", is_flag=True, help="Ask for every known page again.")
@click.option("--ping", metavar="URL", help="Tell a monitor: URL/start, then URL or URL/fail (healthchecks).")
@click.option("--quiet", is_flag=True, help="Show no progress.")
@click.option("--json", "as_json", is_flag=True, help="Print the closing report as JSON.")
@click.pass_obj
def command(context: Context, /, sites: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401 - click's values
    """Archive blogs: whole at first, then what is new.

    New ones are named by their address, known ones by their name, many by an OPML file; where none is named, all are
    taken that are due.
    The first crawl of a site finds and keeps every post. Later ones ask only for what may have changed.
    """
    from archiver.cli import reports
    from archiver.cli.choose import may_begin, subscribed, to_crawl
    from archiver.cli.telling import news, telling
    from archiver.crawl.outcome import CrawlOptions
    from archiver.flow.crawling import crawl_sites, exit_code
    from archiver.store import Archive

    settings = context.settings()
    crawl_options = CrawlOptions(
        limit=options["limit"],
        max_time_s=_seconds(options["max_time"]),
        max_requests=options["max_requests"],
        contact=settings.contact or "",
        progress="none" if options["quiet"] else "auto",
    )
    named = [*sites, *(subscribed(options["opml"].read(), options["opml"].name) if options["opml"] else ())]
    teller = telling(options["ping"], settings.notify)
    create = context.db.exists() or may_begin(settings, named)
    with teller as told, Archive.open(context.db, create=create) as archive, archive.lock():
        told.begun()
        chosen = [_overruled(site, options) for site in to_crawl(archive, settings, named, options["tag"])]
        ended = crawl_sites(archive, chosen, crawl_options, full=options["full"])
        report, notices = reports.as_text(ended), news(archive, ended)
        never = [run.site for run in ended if settings.site(run.site) is None and _forgotten(archive, run)]
    click.echo(reports.as_json(ended) if options["as_json"] else report)
    for name in never:
        click.echo(f"archiver: {name} could not be asked and was not taken up; is its address right?", err=True)
    told.ended(report, exit_code(ended), notices)
    return exit_code(ended)


def _forgotten(archive: Archive, run: RunReport) -> bool:
    """Whether the site never answered, in any run: a mistyped address must not be asked every night."""
    row = archive.sites.get(run.site)
    return run.outcome == "unreachable" and row is not None and archive.sites.forget(row.id)


def _overruled(site: Site, options: dict[str, Any]) -> Site:
    """The site with what the command line says of it."""
    given = {"delay_s": options["delay"], "concurrency": options["concurrency"], "scope": options["scope"]}
    given |= {"noindex": options["noindex"], "source": options["source"]}
    told = replace(site, **{name: value for name, value in given.items() if value is not None})
    if (told.noindex, told.source) == ("skip", "rest"):
        raise click.UsageError("noindex = skip cannot be heeded with source = rest: what pages ask is not seen there")
    return told


def _seconds(text: str) -> float:
    from archiver.sites import duration

    try:
        return duration(text)
    except ValueError:
        raise click.BadParameter(f'"{text}" is not a time (write 90, "30m" or "2h")', param_hint="--max-time") from None
