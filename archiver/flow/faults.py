"""A page that breaks a stage: its own problem, never the end of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from archiver.errors import ArchiverError, ExtractionError

if TYPE_CHECKING:
    from collections.abc import Callable

    from archiver.flow.work import Work

T = TypeVar("T")
U = TypeVar("U")


def contained(step: Callable[[], T], instead: Callable[[str], U]) -> T | U:
    """What the step gives; where a page breaks it, what `instead` makes of the reason, which is one line.

    Errors of the archive itself go through. What a step writes is a transaction of its own, undone before `instead`.
    """
    try:
        return step()
    except ExtractionError as error:
        return instead(str(error))
    except ArchiverError:
        raise
    except Exception as error:  # noqa: BLE001 - one page must not cost the blog its other pages
        return instead(f"could not be read ({type(error).__name__}: {error})")


def unheard(_: str) -> None:
    """Nothing: where a page is read again in the same run, what breaks it is told of then."""


def note(work: Work, url: str, message: str) -> None:
    """Say that a page could not be read; what is known of it stays. The site's own address stands for learning."""
    work.archive.problems.report(work.site_id, url, "extraction", message, work.clock())
    work.counts["failed"] += 1
