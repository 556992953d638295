"""`archiver diff`: what changed in a post from one revision to another."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

import click

from archiver.cli import output

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.cli.context import Context
    from archiver.cli.wording import Piece
    from archiver.store import RevisionRecord

_FIELDS = ("title", "authors", "published_at", "modified_at", "categories", "tags", "description", "language", "images")
_AROUND = 2  # unchanged lines that are shown on either side of a change
_STYLES = {"same": "", "added": "bold green", "removed": "strike red"}


@click.command("diff")
@click.argument("post")
@click.option("--from", "old", type=click.IntRange(min=1), metavar="N", help="Revision N.  [default: the one before]")
@click.option("--to", "new", type=click.IntRange(min=1), metavar="N", help="Revision N.  [default: the newest]")
@click.option("--plain", is_flag=True, help="As a unified diff, also on a terminal.")
@click.option("--json", "as_json", is_flag=True, help="As JSON: fields, and the text piece by piece.")
@click.pass_obj
def command(context: Context, /, post: str, old: int | None, new: int | None, *, plain: bool, as_json: bool) -> None:
    """Show what changed in a post from one revision to another.

    POST is its id, or its address in any spelling. Without --from and --to: its last two revisions.
    """
    from archiver.cli import choose
    from archiver.cli.wording import compare

    with context.reading() as archive:
        record = choose.post(archive, post)
        to = new or record.revision
        start = old or max(1, to - 1)
        after, before = choose.revision(archive, record, to), choose.revision(archive, record, start)
    if before.number == after.number and not as_json:
        click.echo(f"Post {record.id} has only revision {to} to show: nothing to compare it with.", err=True)
    elif as_json:
        pieces = [{"kind": piece.kind, "text": piece.text} for piece in compare(before.text, after.text)]
        ends = {"from": _described(before), "to": _described(after)}
        output.json({"post": record.id, "url": record.url, **ends, "fields": _differing(before, after), "text": pieces})
    elif plain or not output.is_terminal():
        for line in _unified(before, after):
            click.echo(output.plain(line))
    else:
        _draw(before, after, compare(before.text, after.text))


def _described(revision: RevisionRecord) -> dict[str, object]:
    names = ("number", "kind", "created_at", "reason", "words_added", "words_removed")
    return {name: getattr(revision, name) for name in names}


def _differing(before: RevisionRecord, after: RevisionRecord) -> dict[str, tuple[object, object]]:
    """What each field was and is, for those that differ."""
    both = {name: (getattr(before, name), getattr(after, name)) for name in _FIELDS}
    return {name: values for name, values in both.items() if values[0] != values[1]}


def _unified(before: RevisionRecord, after: RevisionRecord) -> Iterator[str]:
    """Heading, fields and text as lines, compared as `diff -u` does."""
    old, new = (f"revision {one.number}\t{one.created_at.isoformat()}" for one in (before, after))
    return unified_diff(_lines(before), _lines(after), old, new, lineterm="")


def _lines(revision: RevisionRecord) -> list[str]:
    fields = [f"{name}: {_readable(getattr(revision, name))}" for name in _FIELDS]
    return [*fields, "", *revision.text.splitlines()]


def _readable(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")


def _draw(before: RevisionRecord, after: RevisionRecord, pieces: list[Piece]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    when = output.moment(after.created_at)
    counts = f"+{after.words_added} -{after.words_removed} words" if after.number == before.number + 1 else ""
    facts = ", ".join(part for part in (f"{after.kind} on {when} UTC", counts, after.reason) if part)
    console.print(Text(f"revision {before.number} → {after.number}", "bold"), Text(output.plain(facts), "dim"))
    for name, (was, now) in _differing(before, after).items():
        old, new = (
            Text(output.plain(_readable(value)), _STYLES[kind]) for value, kind in ((was, "removed"), (now, "added"))
        )
        console.print(Text(f"{name}:"), old, new)
    for index, piece in enumerate(pieces):
        text = piece.text if piece.kind != "same" else _abridged(piece.text, index == 0, index == len(pieces) - 1)
        console.print(Text(output.plain(text), _STYLES[piece.kind]), end="")
    console.print()


def _abridged(text: str, is_first: bool, is_last: bool) -> str:
    """Unchanged text, with its middle left out where it is long."""
    lines = text.splitlines(keepends=True)
    head = 0 if is_first else _AROUND + 1  # the rest of the line that changed before, and the beginning of the next
    tail = 0 if is_last else _AROUND + (not text.endswith("\n"))
    if len(lines) <= head + tail + 1:
        return text
    return "".join([*lines[:head], f"⋯ {len(lines) - head - tail} lines\n", *lines[len(lines) - tail :]])
