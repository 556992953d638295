"""A limit of time for one page."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from archiver.errors import ExtractionError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

SECONDS = 20.0  # the slowest real page of 4,000 took 3 s; what takes longer was made to


@contextmanager
def time_limit(url: str, seconds: float = SECONDS) -> Iterator[None]:
    """Run the body for at most so many seconds, then raise ExtractionError.

    Works by SIGALRM, so only in the main thread and where nobody else has set an alarm; elsewhere the limits of size
    (`page.MAX_BYTES`, `plain.MAX_NODES`) have to do. The alarm is heard between two steps of Python.
    """
    usable = (
        threading.current_thread() is threading.main_thread()
        and hasattr(signal, "setitimer")
        and signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    )
    if not usable:
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise ExtractionError(url, f"not read within {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
