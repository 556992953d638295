"""csv: a line a post by RFC 4180, safe to open in a spreadsheet.

A spreadsheet runs a cell that begins with =, +, -, @ (also their full-width forms), a tab or a carriage return as a
formula, so such text gets an apostrophe before it (OWASP, CSV Injection); `undo` takes it away again, exactly.
A field that is a list (authors, tags, …) is JSON in its cell.
"""

from __future__ import annotations

import csv
import io
import re
from typing import IO, TYPE_CHECKING

import msgspec

from archiver.export.fields import FIELDS, Shape

if TYPE_CHECKING:
    from archiver.export.options import ExportOptions
    from archiver.export.selection import Selection

DEFAULT_FIELDS = tuple(
    name for name in FIELDS if name not in {"schema", "markdown", "html", "images", "links", "comments"}
)
_FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]|'*[\t\r]")  # noqa: RUF001 - full-width signs are formulas too


def write(selection: Selection, stream: IO[bytes], options: ExportOptions) -> None:
    """Write the posts, with a line of field names above them."""
    shape = Shape(options.fields or DEFAULT_FIELDS, options.include)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(shape.names)
    for row in shape.rows(selection):
        writer.writerow(map(_cell, row))
        stream.write(buffer.getvalue().encode())
        buffer.seek(0)
        buffer.truncate()
    stream.write(buffer.getvalue().encode())


def defuse(text: str) -> str:
    """The text as a cell that no spreadsheet runs."""
    return f"'{text}" if _FORMULA.match(text) else text


def undo(cell: str) -> str:
    """The text that `defuse` made a cell of."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def _cell(value: object) -> object:
    if isinstance(value, str):
        return defuse(value)
    if value is None or isinstance(value, int):
        return value
    return msgspec.json.encode(value).decode()
