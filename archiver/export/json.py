"""json and jsonl: the posts by the contract of `post.schema.json`; one array, or a line a post. UTF-8, no BOM."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

import msgspec

from archiver.export.fields import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.export.options import ExportOptions
    from archiver.export.selection import Selection

_NEWLINE = ord("\n")


def write(selection: Selection, stream: IO[bytes], options: ExportOptions) -> None:
    """Write one array, a post a line."""
    separator = b"[\n"
    for post in _encoded(selection, options):
        stream.write(separator)
        stream.write(post)
        separator = b",\n"
    stream.write(b"\n]\n" if selection.done else b"[]\n")


def write_lines(selection: Selection, stream: IO[bytes], options: ExportOptions) -> None:
    """Write a line a post."""
    for post in _encoded(selection, options):
        post.append(_NEWLINE)
        stream.write(post)


def _encoded(selection: Selection, options: ExportOptions) -> Iterator[bytearray]:
    """Each post as JSON, in a buffer that the next one takes over."""
    shape, encoder, buffer = Shape(options.fields, options.include), msgspec.json.Encoder(), bytearray()
    # encoded without a dict a post
    record = msgspec.defstruct("Post", [(name, object) for name in shape.names], gc=False)
    for row in shape.rows(selection):
        encoder.encode_into(record(*row), buffer)
        yield buffer
