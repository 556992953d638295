"""Archive a whole blog: every post, clean and whole, with its history, in SQLite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archiver.store import Archive, PostFilter

__all__ = ["Archive", "PostFilter"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:  # noqa: ANN401 - one of two classes
    """`Archive` and `PostFilter`, loaded when they are asked for: the command line starts without SQLite."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import archiver.store  # noqa: PLC0415 - see above

    return getattr(archiver.store, name)
