"""`archiver query`: anybody's SQL, which can only read."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from archiver.cli import output

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.cli.context import Context
    from archiver.store import Answer


@click.command("query")
@click.argument("sql")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="As what.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.pass_obj
def command(context: Context, /, sql: str, form: str, *, as_json: bool) -> None:
    """Ask the archive in SQL, which can only read.

    "-" takes the query from stdin. Tables and views: docs/schema.md.
    """
    if sql == "-":
        sql = sys.stdin.read()
    with context.reading() as archive:
        answer = archive.query(sql)
        if as_json or form == "json":
            output.json_array(_named(answer))
        elif form == "csv":
            _csv(answer)
        else:
            output.table(answer.columns, map(_readable, answer.rows))


def _named(answer: Answer) -> Iterator[dict[str, object]]:
    for row in answer.rows:
        yield dict(zip(answer.columns, map(_hex, row), strict=True))


def _csv(answer: Answer) -> None:
    import csv

    writer = csv.writer(sys.stdout)
    writer.writerow(answer.columns)
    writer.writerows(map(_readable, answer.rows))


def _readable(row: tuple[object, ...]) -> list[object]:
    return [_hex(cell) for cell in row]


def _hex(cell: object) -> object:
    """What a reader can take: the bytes of a blob as hex digits."""
    return cell.hex() if isinstance(cell, bytes) else cell
