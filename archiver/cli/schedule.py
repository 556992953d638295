"""`archiver schedule`: crawls that happen by themselves."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archiver.cli.context import shared_options
from archiver.operate.schedule import EVERY

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from archiver.cli.context import Context
    from archiver.operate.schedule import Moment, Schedule

_ADVICE = "name one: --systemd or --cron"


def _name(ctx: click.Context, parameter: click.Parameter, value: str) -> str:  # noqa: ARG001 - click's signature
    if not re.fullmatch(r"[A-Za-z0-9][\w.-]{0,60}", value, re.ASCII):
        raise click.BadParameter('use letters, digits, "-", "_" and "."')
    return value


def _moment(ctx: click.Context, parameter: click.Parameter, value: str | None) -> Moment | None:  # noqa: ARG001 - click's
    from archiver.operate.schedule import Moment

    try:
        return Moment.read(value) if value is not None else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def _which(function: Callable[..., object]) -> Callable[..., object]:
    function = click.option("--cron", "kind", flag_value="cron", help="A line in your crontab.")(function)
    function = click.option("--systemd", "kind", flag_value="systemd", help="A systemd user timer; no root.")(function)
    return click.option("--name", default="archiver", callback=_name, help="Of the schedule.  [default: archiver]")(
        function
    )


def _max_time(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:  # noqa: ARG001 - likewise
    """The time as it was written; refused here, since every crawl would refuse it."""
    from archiver.sites import duration

    try:
        duration(value or "0")
    except ValueError:
        raise click.BadParameter(f'"{value}" is not a time (write 90, "30m" or "2h")') from None
    return value


def _what(function: Callable[..., object]) -> Callable[..., object]:
    function = click.option("--ping", metavar="URL", help="Passed on to crawl.")(function)
    return click.option("--max-time", metavar="TIME", callback=_max_time, help="Passed on to crawl.")(function)


def _when(function: Callable[..., object]) -> Callable[..., object]:
    at = 'Start then, in the machine\'s own time: 03:15 (every day), "Sun 03:15" (every week).'
    every = "How often to look what is due; each site's own period decides.  [default: hourly]"
    function = click.option("--at", metavar="[DAY] HH:MM", callback=_moment, help=at)(function)
    return click.option("--every", type=click.Choice(EVERY), help=every)(function)


@click.group("schedule")
def command() -> None:
    """Let crawls happen by themselves.

    A systemd timer, a line for cron, or a loop for containers.
    """


@command.command("show")
@_which
@_when
@_what
@click.pass_obj
def show(context: Context, /, name: str, kind: str | None, **options: Any) -> None:  # noqa: ANN401 - click's values
    """Print what `install` would write."""
    from archiver.operate import schedule

    planned = _planned(context, name, options)
    if kind != "cron":
        from archiver.operate.timers import unit_paths

        for path, text in zip(unit_paths(name), (schedule.service(planned), schedule.timer(planned)), strict=True):
            click.echo(f"# {path}\n{text}")
    if kind != "systemd":
        click.echo(schedule.cron_line(planned))


@command.command("install")
@_which
@_when
@_what
@click.pass_obj
def install(context: Context, /, name: str, kind: str | None, **options: Any) -> None:  # noqa: ANN401 - likewise
    """Put the timer, or the line for cron, in place; an earlier one of that name is replaced."""
    from archiver.errors import UsageError
    from archiver.operate import timers

    if kind is None:
        raise UsageError(_ADVICE)
    planned = _planned(context, name, options)
    for path in planned.writes:
        path.mkdir(parents=True, exist_ok=True)
    done = timers.install_units(planned) if kind == "systemd" else timers.install_line(planned)
    click.echo("\n".join(done))


@command.command("remove")
@_which
def remove(*, name: str, kind: str | None) -> None:
    """Take away what `install` put in place; nothing else is touched."""
    from archiver.operate import timers

    done = [] if kind == "cron" else timers.remove_units(name)
    done += [] if kind == "systemd" else timers.remove_line(name)
    click.echo("\n".join(done) or "there was nothing to remove")


@command.command("run")
@_what
@click.pass_obj
def run(context: Context, /, **options: Any) -> int:  # noqa: ANN401 - likewise
    """Crawl what is due, wait for the next, and so on until SIGTERM: for containers."""
    from archiver.operate.loop import Loop

    planned = _planned(context, "archiver", options)

    def next_due() -> datetime | None:
        return _next_due(context)

    return Loop(planned.command, next_due, lambda line: click.echo(f"archiver: {line}", err=True)).run()


def _planned(context: Context, name: str, options: dict[str, Any]) -> Schedule:
    """The crawl of what is due, with every path absolute: nothing depends on where it is started."""
    from archiver.operate.ping import Ping
    from archiver.operate.schedule import Schedule

    db = context.db.absolute()
    words = [sys.executable, "-m", "archiver", "crawl", "--db", str(db), "--quiet"]
    if context.config is not None:
        words += ["--config", str(context.config.absolute())]
    if options["max_time"]:
        words += ["--max-time", options["max_time"]]
    if options["ping"]:
        Ping(options["ping"])
        words += ["--ping", options["ping"]]
    at = options.get("at")
    return Schedule(name, tuple(words), Path.cwd(), (db.parent,), _every(options.get("every"), at), at)


def _every(stated: str | None, at: Moment | None) -> str:
    """How often: as it was said, or as the moment implies."""
    if at is None:
        return stated or "hourly"
    implied = "weekly" if at.day else "daily"
    if stated == "weekly" and not at.day:
        raise click.BadParameter('a weekly schedule needs a day too, such as "Sun 03:15"', param_hint="--at")
    if stated not in {None, implied}:
        raise click.BadParameter(f"that is {implied}, and --every says {stated}", param_hint="--at")
    return implied


def _next_due(context: Context) -> datetime | None:
    """When the next site is due; None where one is now, or none is known yet."""
    if not context.db.exists():
        return None
    with context.reading() as archive:
        known = {row.name: row.due_at for row in archive.sites.all()}
    due = [known.get(site.name) for site in context.settings().sites] + list(known.values())
    times = [moment for moment in due if moment is not None]
    return min(times) if times and len(times) == len(due) else None


for _each in command.commands.values():
    _each.params.extend(shared_options())
