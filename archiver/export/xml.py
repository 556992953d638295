"""XML that is written as it is made: one element at a time, so that a document of any length needs no more memory.

lxml's incremental writer declares every namespace again in each element it is given, which WordPress' importer stumbles
over; names with their prefixes, as the root declares them, need nothing but escaping.
"""

from __future__ import annotations

from contextlib import contextmanager
from html import escape
from typing import IO, TYPE_CHECKING

from archiver.export.plain import xml_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WHITE = str.maketrans({"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})  # else a reader turns each into a blank


class Document:
    """A document being written, in UTF-8, without what XML cannot hold."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._put('<?xml version="1.0" encoding="utf-8"?>\n')

    @contextmanager
    def inside(self, tag: str, attributes: Mapping[str, str] | None = None) -> Iterator[None]:
        """What is written in the block stands within this element."""
        self._put(f"<{tag}{_attributes(attributes)}>\n")
        yield
        self._put(f"</{tag}>\n")

    def add(self, tag: str, text: str = "", attributes: Mapping[str, str] | None = None) -> None:
        """An element with its text."""
        content = escape(xml_text(text), quote=False).replace("\r", "&#13;")
        self._put(f"<{tag}{_attributes(attributes)}" + (f">{content}</{tag}>\n" if content else "/>\n"))

    def add_data(self, tag: str, text: str, attributes: Mapping[str, str] | None = None) -> None:
        """An element with its text as CDATA, where that can hold it; in CDATA a carriage return becomes a line feed."""
        if "]]>" in text:
            self.add(tag, text, attributes)
        else:
            self._put(f"<{tag}{_attributes(attributes)}><![CDATA[{xml_text(text)}]]></{tag}>\n")

    def _put(self, text: str) -> None:
        self._stream.write(text.encode())


def _attributes(attributes: Mapping[str, str] | None) -> str:
    if not attributes:
        return ""
    return "".join(f' {name}="{escape(xml_text(value)).translate(_WHITE)}"' for name, value in attributes.items())
