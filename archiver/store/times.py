"""Times as the archive keeps them: ISO 8601 in UTC to the second, "2026-01-31T09:30:00Z"; text order is time order."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_BEGUN = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:T.+)?)?)?")
_YEAR, _MONTH = len("2021"), len("2021-11")


def to_text(moment: datetime) -> str:
    """The moment as text; parts of a second are dropped."""
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def from_text(text: str) -> datetime:
    """The moment that `to_text` wrote."""
    return datetime.fromisoformat(text)


def maybe_to_text(moment: datetime | None) -> str | None:
    """The moment as text, or None for none."""
    return None if moment is None else to_text(moment)


def maybe_from_text(text: str | None) -> datetime | None:
    """The moment that `maybe_to_text` wrote."""
    return None if text is None else from_text(text)


def is_date(text: str) -> bool:
    """Whether a text is an ISO 8601 time of the calendar, or the year, month or day that one begins with."""
    whole = text + {_YEAR: "-01-01", _MONTH: "-01"}.get(len(text), "")
    try:
        datetime.fromisoformat(whole)
    except ValueError:
        return False
    return _BEGUN.fullmatch(text) is not None


def stated_after(stated: str, moment: datetime) -> bool:
    """Whether a time that a site states lies after the moment; a bare day counts to its end, no zone as UTC.

    False for what is no ISO 8601 time.
    """
    try:
        parsed = datetime.fromisoformat(stated.strip())
        if len(stated.strip()) <= len("2026-01-31"):
            parsed = parsed.replace(hour=23, minute=59, second=59)
        return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)) > moment
    except (ValueError, OverflowError):
        return False
