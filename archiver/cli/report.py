"""`archiver report`: one run, as it ended and what it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archiver.cli import output

if TYPE_CHECKING:
    from archiver.cli.context import Context
    from archiver.store import Archive, Event, Run

_MOST = 200  # changes that are listed; the counts are whole


@click.command("report")
@click.argument("run", type=click.IntRange(min=1), required=False)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.option("--markdown", "as_markdown", is_flag=True, help="Print it as Markdown.")
@click.pass_obj
def command(context: Context, /, run: int | None, *, as_json: bool, as_markdown: bool) -> None:
    """Report on one run: how it ended and what it changed.

    RUN is its number (archiver runs); the last one, unless another is named.
    """
    from archiver.cli.runs import described
    from archiver.store import EventFilter

    with context.reading() as archive:
        found = _run(archive, run)
        names = {row.id: row.name for row in archive.sites.all()}
        events = list(archive.posts.events(EventFilter(run_id=found.id), limit=_MOST))
    shown = described(found, names)
    if as_json:
        output.json({**shown, "changes": events})
    elif as_markdown:
        click.echo("\n".join(_markdown(shown, found, events)))
    else:
        click.echo("\n".join(_text(shown, found, events)))


def _run(archive: Archive, number: int | None) -> Run:
    from archiver.errors import UsageError

    run = next(archive.runs.all(), None) if number is None else archive.runs.get(number)
    if run is None:
        wanted = f"no run has the number {number}" if number else "nothing was crawled yet"
        raise UsageError(f"{archive.path}: {wanted} (archiver runs)")
    return run


def _figures(run: Run) -> list[tuple[str, str]]:
    """Started, took, then each count under its own name."""
    took = f"{(run.finished_at - run.started_at).total_seconds():.0f} s" if run.finished_at else "not ended"
    counts = {name: value for name, value in run.counts.items() if name != "reason"}
    rows = [("started", output.moment(run.started_at) + " UTC"), ("took", took)]
    for name, value in counts.items():
        rows.append(
            (
                name.replace("_", " "),
                output.size(value) if name == "bytes" and not isinstance(value, str) else f"{value}",
            )
        )
    return rows


def _text(shown: dict[str, object], run: Run, events: list[Event]) -> list[str]:
    lines = [output.heading(_title(shown, run)), *output.labelled(_figures(run))]
    if events:
        lines += [
            "",
            output.heading("Changes"),
            *output.labelled((str(event.kind), _change(event)) for event in events),
        ]
    return lines


def _markdown(shown: dict[str, object], run: Run, events: list[Event]) -> list[str]:
    lines = [f"# {_escaped(_title(shown, run))}", "", "| | |", "|---|---|"]
    lines += [f"| {label} | {_escaped(text)} |" for label, text in _figures(run)]
    if events:
        lines += ["", "## Changes", ""]
        lines += [
            f"- **{event.kind}** [{_escaped(event.title)}](<{event.url}>): {_escaped(event.reason)}" for event in events
        ]
    return lines


def _title(shown: dict[str, object], run: Run) -> str:
    reason = f" ({run.counts['reason']})" if run.counts.get("reason") else ""
    return f"Run {run.id} of {shown['site']}: {shown['outcome']}{reason}"


def _change(event: Event) -> str:
    return f"{event.title}  {event.url}" + (f"  ({', '.join(event.fields)})" if event.fields else "")


def _escaped(text: str) -> str:
    """Text that Markdown takes for text."""
    line = output.plain(" ".join(text.split()))
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#" else char for char in line)
