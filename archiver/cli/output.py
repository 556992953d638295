"""How commands print: tables, JSON and words; for people on a terminal, for programs elsewhere."""

from __future__ import annotations

import os
import sys
import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BREAKS = {"\n": " ", "\t": " ", "\r": " "}


def is_terminal() -> bool:
    """Whether a person looks at stdout."""
    return sys.stdout.isatty()


def table(names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under their names: aligned on a terminal; elsewhere tab-separated with a heading, as they come."""
    if is_terminal():
        _drawn(names, list(rows))
        return
    click.echo("\t".join(names))
    for row in rows:
        click.echo("\t".join(_in_one_line(cell) for cell in row))


def json(value: object) -> None:
    """Print one value as JSON."""
    import msgspec

    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def json_array(values: Iterable[object]) -> None:
    """Print values as one JSON array, one after the other: memory does not grow with their number."""
    import msgspec

    encoder = msgspec.json.Encoder()
    before = "[\n"
    for value in values:
        click.echo(before + encoder.encode(value).decode(), nl=False)
        before = ",\n"
    click.echo("[]" if before == "[\n" else "\n]")


def rest(shown: int, total: int, what: str) -> None:
    """Say on stderr that there is more than was shown."""
    if shown < total:
        click.echo(f"{shown} of {total} {what}; --limit 0 shows all", err=True)


def plain(text: str) -> str:
    """Text of the web without the control characters that a terminal would obey; lines and tabs stay."""
    if text.isprintable():
        return text
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char) != "Cc")


def size(size_bytes: float) -> str:
    """Such as "3.4 MB"."""
    for unit in ("B", "kB", "MB"):
        if size_bytes < 1000:  # noqa: PLR2004 - decimal units
            return f"{size_bytes:.0f} {unit}" if unit == "B" else f"{size_bytes:.1f} {unit}"
        size_bytes /= 1000
    return f"{size_bytes:.1f} GB"


def moment(at: datetime | None) -> str:
    """A time as a person reads it, in UTC: "2026-01-31 09:30"; "" for none."""
    return f"{at:%Y-%m-%d %H:%M}" if at is not None else ""


def heading(text: str) -> str:
    """A line that stands out on a terminal."""
    return style(text, bold=True)


def style(text: str, colour: str | None = None, *, bold: bool = False, dim: bool = False) -> str:
    """Text as it looks on a terminal; plain where NO_COLOR is set (https://no-color.org)."""
    return text if os.environ.get("NO_COLOR") else click.style(text, colour, bold=bold, dim=dim)


def labelled(pairs: Iterable[tuple[str, str]], indent: str = "  ") -> list[str]:
    """A line a pair: its label, and aligned after it the text, without what a terminal would obey."""
    rows = list(pairs)
    width = max((len(label) for label, _ in rows), default=0) + 2
    return [f"{indent}{label:<{width}}{plain(text)}".rstrip() for label, text in rows]


def clipped(text: str, most: int) -> str:
    """The beginning of a text in one line, at most so many characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _drawn(names: Sequence[str], rows: list[Sequence[object]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, pad_edge=False, header_style="bold")
    for index, name in enumerate(names):
        numbers = bool(rows) and isinstance(rows[0][index], int | float)
        drawn.add_column(name, justify="right" if numbers else "left", no_wrap=numbers, overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(_shown(cell)) for cell in row))
    Console().print(drawn)


def _shown(cell: object) -> str:
    return moment(cell) if isinstance(cell, datetime) else plain(_text(cell))


def _in_one_line(cell: object) -> str:
    text = cell.isoformat() if isinstance(cell, datetime) else _text(cell)
    return plain("".join(_BREAKS.get(char, char) for char in text))


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:g}"
    return ", ".join(map(str, cell)) if isinstance(cell, tuple | list) else str(cell)
