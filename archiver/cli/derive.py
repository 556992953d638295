"""`archiver derive`: learn again, and read every post again, from kept bytes."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from archiver.cli import output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archiver.cli.context import Context
    from archiver.flow.deriving import Derived
    from archiver.sites import Settings
    from archiver.store import Archive, SiteRow


@click.command("derive")
@click.argument("site", required=False)
@click.option("--quiet", is_flag=True, help="Show no progress.")
@click.option("--json", "as_json", is_flag=True, help="Print what changed as JSON.")
@click.pass_obj
def command(context: Context, /, site: str | None, *, quiet: bool, as_json: bool) -> int:
    """Learn a SITE and read its posts again, offline.

    All sites where none is named. For after an update of the program, or of archiver.toml: everything is read from the
    bytes that were kept. Content that is read better is recorded as "derived", never as an edit.
    """
    from archiver.cli.choose import known_site
    from archiver.flow.deriving import derive_site
    from archiver.store import Archive

    settings = context.settings()
    with Archive.open(context.db) as archive, archive.lock():
        rows = [known_site(archive, site)] if site else archive.sites.all()
        derived = []
        for row in (_as_configured(archive, row, settings) for row in rows):
            with _progress(row.name, quiet=quiet) as progress:
                derived.append(derive_site(archive, row, progress))
    if as_json:
        output.json(derived)
    else:
        click.echo("\n".join(line for one in derived for line in _told(one)) or "No site is archived here.")
    return int(any(one.counts.get("failed") for one in derived))


def _as_configured(archive: Archive, row: SiteRow, settings: Settings) -> SiteRow:
    """The site with what archiver.toml says of it now, kept, where it says anything."""
    site = settings.site(row.name)
    if site is None or site == row.site:
        return row
    with archive.transaction():
        return archive.sites.update(row.id, site)


def _told(derived: Derived) -> list[str]:
    learned = f"profile {derived.profile_after}, learned from {derived.pages} pages"
    if derived.profile_after == derived.profile_before:
        learned += ": nothing new"
    fields = ", ".join(f"{name} of {count}" for name, count in sorted(derived.fields.items()))
    doubts = ", ".join(f"{count} {name.removeprefix('warning:')}" for name, count in _doubts(derived))
    lines = [
        (
            "posts",
            f"{derived.posts} read again, {derived.changed} read differently" + (f" ({fields})" if fields else ""),
        ),
        ("learned", learned),
    ]
    if derived.without_bytes:
        lines.append(("left alone", f"{derived.without_bytes} posts that no page is kept of"))
    if doubts:
        lines.append(("to look at", doubts))
    return [f"{derived.site}: derived", *output.labelled(lines)]


def _doubts(derived: Derived) -> list[tuple[str, int]]:
    return [(name, count) for name, count in derived.counts.items() if name == "failed" or name.startswith("warning:")]


@contextmanager
def _progress(site: str, *, quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """What is called with the posts read so far and all of them: a bar on a terminal, nothing elsewhere."""
    from rich.console import Console

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(f"{site}: learning", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of, description=f"{site}: reading")
