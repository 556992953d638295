"""Times that sites state, as the formats want them. Pure.

A site's own time is ISO 8601 text as precise as the site is ("2021-11-01"); feeds and books want a moment. What is
missing is taken as zero and UTC, which keeps the day.
"""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, UTC, datetime

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def moment(stated: str | None) -> datetime | None:
    """The moment that a time as stated stands for, aware; None where it is unknown or no time at all."""
    if stated is None:
        return None
    try:
        found = datetime.fromisoformat(stated)
    except ValueError:
        return None
    if not MINYEAR < found.year < MAXYEAR:  # so near the ends of time, a change of zone leads beyond them
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def rfc3339(when: datetime) -> str:
    """A moment as feeds write it: "2021-11-01T09:30:00+01:00"."""
    text = when.isoformat(timespec="seconds")
    return text.replace("+00:00", "Z")


def day(stated: str | None) -> str | None:
    """The day on the site's own calendar, "2021-11-01"; None where none is known."""
    return stated[:10] if stated and _DAY.match(stated) else None
