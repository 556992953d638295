"""The formats that an export can write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how it is asked for, what it writes, and which options it takes.

    binary: nothing for a terminal. fields: takes fields and additions. flavours: those it knows. paged: with a page
    size it is a folder. names_files: takes ascii_only. compress: a name that ends in .gz or .zst is compressed.
    """

    name: str
    extension: str
    kind: Literal["file", "folder"]
    description: str
    module: str
    function: str = "write"
    binary: bool = False
    fields: bool = False
    additions: bool = False
    flavours: tuple[str, ...] = ()
    paged: bool = False
    names_files: bool = False
    compress: bool = False


_FLAVOURS = ("plain", "hugo", "jekyll", "obsidian")
_TABLE = (
    Format(
        "json",
        "json",
        "file",
        "one array of posts, by post.schema.json",
        "json",
        fields=True,
        additions=True,
        compress=True,
    ),
    Format(
        "jsonl",
        "jsonl",
        "file",
        "a post a line, by post.schema.json",
        "json",
        "write_lines",
        fields=True,
        additions=True,
        compress=True,
    ),
    Format("csv", "csv", "file", "a table for spreadsheets", "csv", fields=True, compress=True),
    Format("parquet", "parquet", "file", "columns for pandas, polars, DuckDB", "parquet", binary=True, fields=True),
    Format(
        "markdown",
        "",
        "folder",
        "a file a post with front matter (--flavour)",
        "markdown",
        flavours=_FLAVOURS,
        names_files=True,
    ),
    Format("html", "", "folder", "a copy to read and search in a browser, from disk", "html", names_files=True),
    Format("epub", "epub", "file", "a book for e-readers", "epub", binary=True),
    Format("atom", "xml", "file", "a feed (RFC 4287), in pages with --page-size", "atom", paged=True, compress=True),
    Format("changes", "xml", "file", "what happened to the posts, as an Atom feed", "changes", compress=True),
    Format("jsonfeed", "json", "file", "a JSON Feed 1.1", "jsonfeed", compress=True),
    Format("opml", "opml", "file", "the sites, for feed readers", "opml"),
    Format("wxr", "xml", "file", "a WordPress import file", "wxr", compress=True),
)
FORMATS = {row.name: row for row in _TABLE}
COMPRESSED = {".gz", ".zst"}
