"""`archiver export`: the posts as files."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archiver.cli import filters
from archiver.errors import UsageError
from archiver.export.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archiver.cli.context import Context
    from archiver.export import ExportReport
    from archiver.store import Archive, PostFilter

_STDOUT = Path("-")
_ADDITIONS = ("revisions", "captures")
_FORMATS_HELP = "\b\nFormats:\n" + "\n".join(f"  {row.name:<9} {row.description}" for row in FORMATS.values())


@click.command("export", epilog=_FORMATS_HELP)
@click.option("-f", "--format", "format_name", type=click.Choice(list(FORMATS)), required=True, metavar="FORMAT")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=_STDOUT, help="File or folder; .gz or .zst compresses."
)
@filters.options
@click.option("--search", metavar="WORDS", help="Posts that `archiver search WORDS` finds.")
@click.option("--fields", metavar="A,B,…", help="Only these fields, in this order (json, jsonl, csv, parquet).")
@click.option("--with", "additions", metavar="A,B", help="Also: revisions, captures (json, jsonl).")
@click.option("--flavour", help="Front matter for plain, hugo, jekyll or obsidian (markdown).")
@click.option("--title", help="What the book, feed or copy is called.")
@click.option("--page-size", type=click.IntRange(min=1), help="A feed in documents of this many posts (atom).")
@click.option("--ascii", "ascii_only", is_flag=True, help="File names in ASCII, other scripts transliterated.")
@click.option("--force", is_flag=True, help="Replace a file; bring a folder up to date.")
@click.option("--quiet", is_flag=True, help="No progress and no closing line.")
@click.pass_obj
def command(context: Context, /, format_name: str, output: Path, *, quiet: bool, **asked: Any) -> None:  # noqa: ANN401
    """Write the posts as a file, a folder, or to stdout."""
    from archiver.export import ExportOptions, export

    if output == _STDOUT and FORMATS[format_name].binary and sys.stdout.isatty():
        raise UsageError(f"{format_name} is not for a terminal: name a file (-o FILE)")
    with context.reading() as archive:
        where = filters.where(archive, asked)
        with _progress(archive, where, quiet=quiet) as progress:
            options = ExportOptions(
                where=where,
                fields=_names(asked["fields"]),
                include=frozenset(_additions(asked["additions"])),
                flavour=asked["flavour"],
                ascii_only=asked["ascii_only"],
                force=asked["force"],
                title=asked["title"],
                page_size=asked["page_size"],
                progress=progress,
            )
            report = export(archive, format_name, output, options)
    if not quiet:
        click.echo(_told(report), err=True)


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip()) if text else ()


def _additions(text: str | None) -> tuple[str, ...]:
    names = _names(text)
    for name in names:
        if name not in _ADDITIONS:
            raise UsageError(f'--with takes {" and ".join(_ADDITIONS)}, not "{name}"')
    return names


@contextmanager
def _progress(archive: Archive, where: PostFilter, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    """What is called with the number of posts written: a bar on a terminal, nothing elsewhere."""
    from rich.console import Console

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(
        TextColumn("exporting"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    ) as bar:
        task = bar.add_task("exporting", total=archive.posts.count(where))
        yield lambda done: bar.update(task, completed=done)


def _told(report: ExportReport) -> str:
    noun = "change" if report.format == "changes" else "post"
    posts = f"{report.posts} {noun}{'' if report.posts == 1 else 's'}"
    where = "stdout" if report.target == _STDOUT else str(report.target)
    if report.format == "opml":
        return f"the sites to {where}"
    details = []
    if report.files > 1:
        details.append(f"{report.files} files")
    if report.unchanged:
        details.append(f"{report.unchanged} unchanged")
    if report.removed:
        details.append(f"{report.removed} removed")
    return f"{posts} to {where}" + (f" ({', '.join(details)})" if details else "")
