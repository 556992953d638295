"""The archive as files: one module a format, all through `export`.

Every format reads the posts one by one, so that memory does not grow with the archive; what folders must know of every
post is noted on disk (a book keeps a name a post). A file appears whole or not at all; a folder can be resumed. WARC
and WACZ would be two more rows of `FORMATS` and a module that writes captures instead of posts.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from archiver.export.formats import FORMATS, Format

if TYPE_CHECKING:
    from archiver.export.options import ExportOptions, ExportReport
    from archiver.export.writing import export

__all__ = ["FORMATS", "ExportOptions", "ExportReport", "Format", "export"]

_LATER = {"ExportOptions": "options", "ExportReport": "options", "export": "writing"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever is asked for
    """What writing needs is loaded when it is asked for: the command line lists the formats without it."""
    module = _LATER.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{module}"), name)
