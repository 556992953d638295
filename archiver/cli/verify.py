"""`archiver verify`: whether everything kept is still what was written."""

from __future__ import annotations

import os
from contextlib import nullcontext
from typing import TYPE_CHECKING

import click

from archiver.cli import output

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from archiver.cli.context import Context

_DAMAGED = 3


@click.command("verify")
@click.option("--quiet", is_flag=True, help="Say nothing where all is well.")
@click.option("--json", "as_json", is_flag=True, help="Print what is damaged as JSON.")
@click.pass_obj
def command(context: Context, /, *, quiet: bool, as_json: bool) -> int:
    """Check everything kept against the digests it was written with. Exit code 3: something is damaged.

    Bodies, captures, posts, revisions, references between them, and the search index. Nothing is changed.
    """
    from archiver.store import Archive

    can_write = os.access(context.db, os.W_OK)  # the search index is checked by a statement in the form of an insert
    with Archive.open(context.db, read_only=not can_write) as archive:
        with _busy(quiet=quiet):
            findings = list(archive.verify())
        if as_json:
            output.json(findings)
        elif findings:
            output.table(("kind", "where", "message"), [(one.kind, one.where, one.message) for one in findings])
    if findings:
        click.echo(f"{context.db}: {len(findings)} damaged; a backup from before is what helps", err=True)
        return _DAMAGED
    if not quiet and not as_json:
        click.echo(f"{context.db}: everything is as it was written", err=True)
    return 0


def _busy(*, quiet: bool) -> AbstractContextManager[object]:
    """A sign of life on a terminal."""
    from rich.console import Console

    console = Console(stderr=True)
    return nullcontext() if quiet or not console.is_terminal else console.status("checking every digest")
