"""Files that are written under another name until they are whole, and what is left of them after a kill."""

from __future__ import annotations

import os
from glob import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST = 50  # characters of the target's name: 200 bytes of the 255 that a name may have
_ENDING = "partial"


def beside(target: Path, mark: str = "") -> Path:
    """Where this process writes what is to be `target`: hidden, in the same folder. mark: tells several apart."""
    return target.with_name(".".join(filter(None, (_stem(target), str(os.getpid()), mark, _ENDING))))


def clear(target: Path) -> None:
    """Remove what processes that have ended left of this target."""
    for left in target.parent.glob(f"{escape(_stem(target))}.*.{_ENDING}*"):  # SQLite writes files beside its own
        pid = left.name.removeprefix(f"{_stem(target)}.").partition(".")[0]
        if pid.isdecimal() and not _is_running(int(pid)):
            left.unlink(missing_ok=True)


def _stem(target: Path) -> str:
    return f".{target.name[:_LONGEST]}"


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # somebody else's
    return True
