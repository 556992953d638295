"""json and jsonl: the posts by the contract of `post.schema.json`; one array, or a line a post. UTF-8, no BOM."""

from __future__ import annotations

from itertools import islice, starmap
from typing import IO, TYPE_CHECKING

import msgspec

from archiver.export.fields import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.export.options import ExportOptions
    from archiver.export.selection import Selection

_AT_ONCE = 50  # posts encoded in one call: some 300 kB


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
    encoder, posts = msgspec.json.Encoder(), _records(selection, options)
    while some := list(islice(posts, _AT_ONCE)):
        stream.write(encoder.encode_lines(some))


def _encoded(selection: Selection, options: ExportOptions) -> Iterator[bytearray]:
    """Each post as JSON, in a buffer that the next one takes over."""
    encoder, buffer = msgspec.json.Encoder(), bytearray()
    for post in _records(selection, options):
        encoder.encode_into(post, buffer)
        yield buffer


def _records(selection: Selection, options: ExportOptions) -> Iterator[msgspec.Struct]:
    """The posts as msgspec encodes them fastest: without a dict each."""
    shape = Shape(options.fields, options.include)
    record = msgspec.defstruct("Post", [(name, object) for name in shape.names], gc=False)
    return starmap(record, shape.rows(selection))
