"""Times as feeds, sitemaps and platforms write them, as ISO 8601 text exactly as precise as the source."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

from archiver.evidence import dates

LONGEST = 80  # characters; anything longer is prose
_ISO_LIKE = re.compile(r"\d{4}-?\d{2}-?\d{2}(?:$|[T\s])", re.IGNORECASE)
_SPACED_ZONE = re.compile(r"\s+(?=(?:[+-]\d{2}:?\d{2}|Z)$)", re.IGNORECASE)
_SHORT_ZONE = re.compile(r"([+-]\d{2})$")
_LAST_OFFSET_H = 14  # Kiribati
_QUARTER_S = 900


def iso(text: str | None) -> str | None:
    """The time that a text states: "2021-11-01", "2021-11-01T09:30:00" or "2021-11-01T09:30:00+01:00".

    Read as ISO 8601, then as the date of a mail (RFC 822, what RSS prescribes), then as people write dates. None for
    what is no date, has no day, or cannot be true: before 1985 (templates print 0001-01-01 and 1970-01-01 for "none")
    and more than a year ahead.
    """
    text = (text or "").strip()
    if not text or len(text) > LONGEST:
        return None
    stated = _iso8601(text) if _ISO_LIKE.match(text) else _rfc822(text) or dates.exact(text)
    return stated if stated and _is_true(stated) else None


def zoned(local: str | None, utc: str | None) -> str | None:
    """A local time with the offset that the same moment in UTC gives it; the day is the one on the site's calendar.

    WordPress and Tumblr state both. Where only one is a time, that one: `local` without zone, `utc` as "+00:00".
    """
    here, there = _naive(local), _naive(utc)
    if here is None or there is None:
        stated = iso(local) if here is not None else iso(utc)
        return f"{stated}+00:00" if stated and here is None and len(stated) == len("2021-11-01T09:30:00") else stated
    offset_s = round((here - there).total_seconds() / _QUARTER_S) * _QUARTER_S
    if abs(offset_s) > _LAST_OFFSET_H * 3600:
        return iso(local)
    return iso(here.replace(tzinfo=dt.timezone(dt.timedelta(seconds=offset_s))).isoformat())


def from_unix(seconds: object) -> str | None:
    """A Unix time (seconds, or milliseconds as JavaScript counts) as ISO text in UTC."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    try:
        moment = dt.datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, dt.UTC)  # noqa: PLR2004 - 5138
    except (ValueError, OverflowError, OSError):
        return None
    return iso(moment.replace(microsecond=0).isoformat())


def _iso8601(text: str) -> str | None:
    text = _SHORT_ZONE.sub(r"\1:00", _SPACED_ZONE.sub("", text)) if len(text) > len("2021-11-01") else text
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return dates.exact(text)
    return moment.date().isoformat() if ":" not in text and "T" not in text.upper() else _whole(moment)


def _rfc822(text: str) -> str | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return _whole(moment) if ":" in text else moment.date().isoformat()


def _naive(text: str | None) -> dt.datetime | None:
    stated = iso((text or "").removesuffix("GMT").strip())
    if stated is None or "T" not in stated:
        return None
    return dt.datetime.fromisoformat(stated).replace(tzinfo=None)


def _is_true(stated: str) -> bool:
    try:
        year = dt.datetime.fromisoformat(stated).year
    except ValueError:
        return False
    return dates.FIRST_YEAR <= year <= dt.datetime.now(dt.UTC).year + 1


def _whole(moment: dt.datetime) -> str:
    """Without fractions of a second: no source means them."""
    return moment.replace(microsecond=0).isoformat()
