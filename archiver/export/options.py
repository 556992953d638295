"""What a person asks of an export, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from archiver.store import PostFilter


def _unheard(_: int) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How to export. Which of them a format takes is in its row of the table of formats.

    where: which posts; None is all of them.
    fields: names of fields in the order wanted; () is all. include: "revisions", "captures".
    flavour: whose front matter ("hugo", "jekyll", "obsidian"). ascii_only: file names in ASCII.
    force: replace what is there. title: of the book, feed or copy; None takes the site's.
    page_size: posts a document of a feed; None is all in one.
    progress: called with the number of posts written, after each of them.
    """

    where: PostFilter | None = None
    fields: tuple[str, ...] = ()
    include: frozenset[str] = frozenset()
    flavour: str | None = None
    ascii_only: bool = False
    force: bool = False
    title: str | None = None
    page_size: int | None = None
    progress: Callable[[int], None] = field(default=_unheard)


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote. unchanged, removed: files of a folder that were the same already, or no longer belong."""

    format: str
    target: Path
    posts: int
    files: int = 1
    unchanged: int = 0
    removed: int = 0
