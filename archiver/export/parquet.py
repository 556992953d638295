"""parquet: the posts as columns, for pandas, polars, DuckDB and Spark (optional extra `parquet`: pyarrow).

Lists and records stay lists and records; the archive's own times are timestamps in UTC, a site's own times stay text,
as precise as the site states them.
"""

from __future__ import annotations

from datetime import datetime
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

import msgspec

from archiver.errors import UsageError
from archiver.export.fields import Shape

if TYPE_CHECKING:
    from archiver.export.options import ExportOptions
    from archiver.export.selection import Selection

_TIMES = ("first_seen_at", "last_seen_at", "gone_at", "revised_at")
_GROUP_ROWS = 500  # a row group is held in memory: some 10 MB of posts


def write(selection: Selection, stream: IO[bytes], options: ExportOptions) -> None:
    """Write one file, compressed with zstd inside."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - optional, and slow to import
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        raise UsageError('parquet needs pyarrow: pip install "blog-archiver[parquet]"') from error
    shape = Shape(options.fields, options.include)
    columns = _columns(pa)
    schema = pa.schema([(name, columns[name]) for name in shape.names])
    rows = shape.rows(selection)
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        while group := [_plain(shape.names, row) for row in islice(rows, _GROUP_ROWS)]:
            writer.write_table(pa.Table.from_pylist(group, schema=schema))


def _plain(names: tuple[str, ...], row: tuple[Any, ...]) -> dict[str, Any]:
    """The row by name: records as dicts, times as times."""
    plain: dict[str, Any] = msgspec.to_builtins(dict(zip(names, row, strict=True)))
    for name in _TIMES:
        if plain.get(name) is not None:
            plain[name] = datetime.fromisoformat(plain[name])
    return plain


def _columns(pa: Any) -> dict[str, Any]:  # noqa: ANN401 - pyarrow is imported where it is used
    text, number, when = pa.string(), pa.int64(), pa.timestamp("us", tz="UTC")

    def records(*names: str) -> Any:  # noqa: ANN401
        return pa.list_(pa.struct([(name, text) for name in names]))

    return {
        **dict.fromkeys(("site", "url", "status", "title", "description", "language", "published_at"), text),
        **dict.fromkeys(("modified_at", "text", "markdown", "html", "content_hash"), text),
        **dict.fromkeys(("schema", "id", "word_count", "revision"), number),
        **dict.fromkeys(_TIMES, when),
        **dict.fromkeys(("aliases", "categories", "tags"), pa.list_(text)),
        "authors": records("name", "url", "bio"),
        "images": records("url", "alt", "caption", "sha256", "path"),
        "links": records("url", "text"),
        "comments": records("author", "published_at", "text", "reply_to"),
        "revisions": pa.list_(pa.struct([("number", number), ("created_at", when), ("title", text), ("text", text)])),
    }
