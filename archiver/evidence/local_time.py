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
_SAME = 0.9  # where so many of them agree, on one offset or on two that are an hour apart
_SUMMER_MIN = 60  # what clocks go forward in spring
_STEADY = 3  # different times that an element without a telling name must show to be taken for its posts' own
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


def as_shown(stated: str, shown: str) -> str:
    """A date as a reader sees it: a moment in UTC in the zone of the clock that is shown, or the day that is shown."""
    if not is_utc(stated) or is_utc(shown):
        return stated
    is_other_day = stated[:10] != shown[:10] and could_be(stated, shown)
    return joined(stated, shown) or (shown if is_other_day else stated)


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


def learn(pages: Sequence[tuple[Iterable[str], Iterable[str]]]) -> tuple[int, ...]:
    """The site's offsets from UTC in minutes: one, two an hour apart (summer time), or none where none can be told.

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
        return _by_clocks(clocks)
    offset = _by_days(days)
    return () if offset is None else (offset,)


def is_steady(pages: Sequence[tuple[str, str]]) -> bool:
    """Whether an element shows the time of its post: on nearly all pages its day can be that of the moment in UTC.

    pages: of each the moment and what the element shows.
    """
    near = sum(could_be(utc, shown) for utc, shown in pages)
    return len({shown for _, shown in pages}) >= _STEADY and near >= _SAME * len(pages)


def _by_clocks(clocks: Counter[int]) -> tuple[int, ...]:
    common = sorted(clocks.most_common(2), key=lambda pair: -pair[1])
    if common[0][1] >= _SAME * clocks.total():
        return (common[0][0],) if common[0][0] else ()
    apart_min = abs(common[0][0] - common[-1][0])
    together = sum(count for _, count in common)
    has_seasons = apart_min == _SUMMER_MIN and together >= _SAME * clocks.total()
    return tuple(sorted(offset for offset, _ in common)) if has_seasons else ()


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
