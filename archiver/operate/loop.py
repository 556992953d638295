"""Crawling what is due, again and again, where there is neither systemd nor cron: the main process of a container."""

from __future__ import annotations

import select
import signal
import socket
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import FrameType

SHORTEST_S = 60.0  # between two crawls: a site that is always due must not keep the machine busy
LONGEST_S = 3600.0  # a site may be added meanwhile
_FATAL = frozenset((2, 3, 4))  # wrong use, a damaged archive, no disk: trying again changes nothing


class Loop:
    """Runs a command whenever something is due.

    command: one crawl of what is due, in a process of its own, so that its memory is given back. next_due: when the
    next site is due; None where nothing is known. say: takes a line for a person.
    """

    def __init__(
        self, command: Sequence[str], next_due: Callable[[], datetime | None], say: Callable[[str], None]
    ) -> None:
        self._command = list(command)
        self._next_due = next_due
        self._say = say
        # not threading.Event: its lock is not reentrant, and a signal that comes inside wait() would block for ever
        self._stopped = False
        self._asleep, self._alarm = socket.socketpair()
        self._asleep.setblocking(False)  # noqa: FBT003 - the signature of sockets
        self._alarm.setblocking(False)  # noqa: FBT003
        self._child: subprocess.Popen[bytes] | None = None
        self.shortest_s = SHORTEST_S

    def run(self) -> int:
        """The exit code: 0 after SIGTERM or Ctrl-C, which a crawl outlives cleanly; else that of a hopeless crawl."""
        handlers = {name: signal.signal(name, self._end) for name in (signal.SIGTERM, signal.SIGINT)}
        # A signal that another thread happens to receive does not interrupt select; the byte it writes here does.
        before = signal.set_wakeup_fd(self._alarm.fileno(), warn_on_full_buffer=False)
        try:
            while not self._stopped:
                wait_s = self._wait_s()
                if wait_s > 0:
                    self._sleep(wait_s)
                    continue
                code = self._crawl()
                if code in _FATAL and not self._stopped:
                    self._say(f"a crawl ended with code {code}: stopping")
                    return code
                self._sleep(self.shortest_s)
        finally:
            signal.set_wakeup_fd(before)
            for name, handler in handlers.items():
                signal.signal(name, handler)
            self._asleep.close()
            self._alarm.close()
        return 0

    def _sleep(self, seconds: float) -> None:
        if select.select([self._asleep], [], [], seconds)[0]:
            self._asleep.recv(4096)

    def _wait_s(self) -> float:
        due = self._next_due()
        if due is None:
            return 0.0
        left = (due - datetime.now(UTC)).total_seconds()
        return min(max(left, 0.0), LONGEST_S)

    def _crawl(self) -> int:
        # a session of its own: Ctrl-C reaches it through us alone, once
        self._child = subprocess.Popen(self._command, start_new_session=True)  # noqa: S603 - our own program
        if self._stopped:
            self._child.terminate()
        return self._child.wait()

    def _end(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - a signal handler's arguments
        self._stopped = True
        if self._child is not None and self._child.poll() is None:
            self._child.terminate()
