"""The day on a site's own calendar, where its machine-readable times are instants in UTC.

Generators and plugins (Hexo, Yoast, feeds) state "2019-06-22T16:32:00Z" beside the day that a reader sees, the 23rd in
China. The day that is shown, a clock beside it or the day in the address tell in which zone the site lives.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from archiver.evidence import dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WEST_MIN, EAST_MIN = -12 * 60, 14 * 60  # the zones of the world, Baker Island to Kiribati
LOCAL = 0.5  # what a zone of its own adds to the precision of a moment (`dates.precision`)
_STEP_MIN = 15  # what offsets are multiples of
_HALVES = (-210, 210, 270, 330, 345, 390, 570)  # those of today that are no full hours
_OFFSETS: tuple[int, ...] = tuple(sorted({*range(WEST_MIN, EAST_MIN + 1, 60), *_HALVES}))
_CLOCKS = 2  # pages with a clock from which on their offset is believed,
_SAME = 0.9  # where so many of them agree; a site with summer time has two offsets, and none is learned
_BETTER = 2  # more pages than UTC explains, and that share of all, before days alone tell an offset
_BETTER_SHARE = 0.05


def is_utc(text: str) -> bool:
    """Whether an ISO text is a moment in UTC; midnight is a day that a generator padded."""
    return text.endswith("+00:00") and dates.precision(text) == 2  # noqa: PLR2004 - a time with its zone


def is_local(text: str) -> bool:
    """Whether an ISO text is a moment in a zone of its own: it names the day on the site's calendar."""
    return dates.precision(text) == 2 and not is_utc(text)  # noqa: PLR2004 - as above


def joined(utc: str, shown: str) -> str | None:
    """The moment in the zone in which the site shows it; None where the two cannot be one moment.

    shown: a time with its own zone, or a clock without one that is some quarters of an hour off.
    """
    offset = _offset(utc, shown)
    if offset is None:
        return None
    return shifted(utc, offset)


def shifted(text: str, offset_min: int) -> str:
    """A moment in UTC in the zone of that offset (minutes east); any other date as it is."""
    if not is_utc(text):
        return text
    zone = dt.timezone(dt.timedelta(minutes=offset_min))
    moment = dt.datetime.fromisoformat(text).astimezone(zone)
    return moment.isoformat(timespec="seconds" if text.count(":") > 2 else "minutes")  # noqa: PLR2004 - 12:30:00+00:00


def could_be(utc: str, day: str) -> bool:
    """Whether a moment in UTC falls on a day in some zone of the world."""
    begin = dt.datetime.fromisoformat(day[:10]).replace(tzinfo=dt.UTC)
    moment = dt.datetime.fromisoformat(utc)
    earliest = (begin - moment).total_seconds() / 60
    return earliest <= EAST_MIN and earliest + 24 * 60 > WEST_MIN


def learn(pages: Sequence[tuple[Iterable[str], Iterable[str]]]) -> int | None:
    """The site's offset from UTC in minutes; None where it is none, changes with the season, or cannot be told.

    pages: for each the dates that any source states, and those that a reader sees (or the address shows).
    """
    clocks: Counter[int] = Counter()
    days: list[tuple[str, frozenset[str]]] = []
    for stated, shown in pages:
        moments, seen = [text for text in stated if is_utc(text)], list(shown)
        offsets = {offset for utc in moments for text in seen if (offset := _offset(utc, text)) is not None}
        clocks.update(offsets if len(offsets) == 1 else ())
        days += [(utc, frozenset(text[:10] for text in seen)) for utc in moments[:1] if seen]
    if clocks.total() >= _CLOCKS:
        offset, count = clocks.most_common(1)[0]
        return offset or None if count >= _SAME * clocks.total() else None
    return _by_days(days)


def _by_days(pages: Sequence[tuple[str, frozenset[str]]]) -> int | None:
    """The offset that puts moments on the days that are shown; of several that do so alike the middle one."""
    if not pages:
        return None
    explained = {offset: sum(shifted(utc, offset)[:10] in days for utc, days in pages) for offset in _OFFSETS}
    most = max(explained.values())
    if most < explained[0] + max(_BETTER, _BETTER_SHARE * len(pages)) or most < _SAME * len(pages):
        return None
    best = [offset for offset in _OFFSETS if explained[offset] == most]
    return best[len(best) // 2]


def _offset(utc: str, shown: str) -> int | None:
    if "T" not in shown or is_utc(shown):
        return None
    moment, local = dt.datetime.fromisoformat(utc), dt.datetime.fromisoformat(shown)
    if local.tzinfo is not None:
        offset = local.utcoffset()
        return round(offset.total_seconds() / 60) if offset and local == moment else None
    apart_min = (local.replace(tzinfo=dt.UTC) - moment).total_seconds() / 60
    offset_min = round(apart_min / _STEP_MIN) * _STEP_MIN
    near = abs(apart_min - offset_min) < 1  # clocks are shown without seconds
    return offset_min if near and WEST_MIN <= offset_min <= EAST_MIN else None
