"""json and jsonl: the posts by the contract of `post.schema.json`; one array, or a line a post. UTF-8, no BOM."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

import msgspec

from archiver.export.fields import Shape

if TYPE_CHECKING:
    from archiver.export.options import ExportOptions
    from archiver.export.selection import Selection


def write(selection: Selection, stream: IO[bytes], options: ExportOptions) -> None:
    """Write one array, a post a line."""
    shape, encoder = Shape(options.fields, options.include), msgspec.json.Encoder()
    separator = b"[\n"
    for post in selection.posts():
        stream.write(separator)
        stream.write(encoder.encode(shape.of(post, selection)))
        separator = b",\n"
    stream.write(b"\n]\n" if selection.done else b"[]\n")


def write_lines(selection: Selection, stream: IO[bytes], options: ExportOptions) -> None:
    """Write a line a post."""
    shape, encoder, buffer = Shape(options.fields, options.include), msgspec.json.Encoder(), bytearray()
    for post in selection.posts():
        encoder.encode_into(shape.of(post, selection), buffer)
        buffer += b"\n"
        stream.write(buffer)
