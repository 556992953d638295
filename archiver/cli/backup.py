"""`archiver backup`: a consistent copy of the archive, also while it is written to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archiver.cli import output

if TYPE_CHECKING:
    from archiver.cli.context import Context


@click.command("backup")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--force",
    is_flag=True,
    help="Take the place of a file that is there; the old one stays until the new one is whole.",
)
@click.pass_obj
def command(context: Context, /, path: Path, *, force: bool) -> None:
    """Copy the archive to PATH, whole, also during a crawl."""
    with context.reading() as archive:
        size_bytes = archive.backup(path, replace=force)
    click.echo(f"{path}: {output.size(size_bytes)}", err=True)
