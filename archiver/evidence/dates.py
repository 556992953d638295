"""Dates as sites write them, as ISO text exactly as precise as the source.

Read by own rules rather than by dateparser: they are some hundred times faster, never fill in a part that is not there,
and tell where in the text the date stands, so that "Nov. 1, 2021 · Team" leaves the team. What they do not know is
`guess`ed by dateparser, and says so.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from archiver.evidence.calendar import JALALI_MONTHS, MONTHS, PERSIAN_ORDINALS, jalali_day

_TABLED = "en de fr es pt it nl sv da no nb nn ro cs pl ru uk tr fa ar zh ja ko vi fi hu id ms ca gl"
KNOWN_LANGUAGES = frozenset(["", *_TABLED.split()])
"""Languages whose months are in the tables here."""
FIRST_YEAR = 1985  # before any web page; old letters that are republished carry their dates in the text
_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩०१२३४५६७८९০১২৩৪৫৬৭৮৯０１２３４５６７８９", "0123456789" * 5)
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"))
_ARABIC_LETTERS = str.maketrans("يك", "یک")

_ISO = re.compile(
    r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?:[T ]\s?(?P<time>\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?"
    r"\s?(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}(?!\d))?)?(?!\d)",
    re.IGNORECASE,
)
_YMD = re.compile(r"(?<!\d)(?P<y>\d{4})\s?(?P<s>[-/.])\s?(?P<m>\d{1,2})\s?(?P=s)\s?(?P<d>\d{1,2})(?!\d)")
_CJK = re.compile(r"(?<!\d)(?P<y>\d{4})\s*[年년]\s*(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일号號]?")
_WORD = r"(?:(?:كانون|تشرين)\s(?:الأول|الثاني)|[^\W\d_]+(?:-[^\W\d_]+)?)"
_DAY = r"(?P<d>\d{1,2})\.?(?:st|nd|rd|th|er|º|ª|°|-?го)?"
_GAP = r"[\s,،.\-/]{1,3}"
_DAY_MONTH = re.compile(
    rf"(?<![\d:]){_DAY}{_GAP}(?:de\s|d['’]|of\s|ta['’]\s)?(?P<month>{_WORD}){_GAP}(?:de\s|del\s|of\s)?(?P<y>\d{{4}})(?!\d)(?:\s?г(?:ода)?\b\.?)?",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(rf"(?P<month>{_WORD})\.?\s+{_DAY},?\s+(?P<y>\d{{4}})(?!\d)", re.IGNORECASE)
_YEAR_MONTH = re.compile(rf"(?<!\d)(?P<y>\d{{4}}){_GAP}(?P<month>{_WORD}){_GAP}{_DAY}(?!\d)", re.IGNORECASE)
_IN_WORDS = re.compile(
    rf"(?<!\w)(?P<d>{'|'.join(sorted(PERSIAN_ORDINALS, key=len, reverse=True))})\s+(?P<month>{'|'.join(JALALI_MONTHS)})"
    r"(?:\s+ماه)?[\s،,]+(?P<y>1[34]\d\d)(?!\d)"
)
_VIETNAMESE = re.compile(r"(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2}),?\s+(?:năm\s+)?(?P<y>\d{4})", re.IGNORECASE)
_DMY = re.compile(r"(?<![\d.])(?P<a>\d{1,2})\s?(?P<s>[-/.])\s?(?P<b>\d{1,2})\s?(?P=s)\s?(?P<y>\d{4})(?![\d.]\d)")
_TIME = re.compile(
    r"^\.?[\s,،·|@(\-–]{0,3}(?:г\.?\s)?(?:[月火水木金土日星期周週一二三四五六（()）\s]{0,6}\s)?"
    r"(?:(?:at|um|à|a las|às|alle|om|kl\.?|klo|в|о|ساعت|der)\s)?[\s,]*"
    r"(?P<part>凌晨|早上|上午|中午|下午|晚上|午前|午後|오전|오후)?\s?(?P<h>\d{1,2})[:h](?P<min>\d{2})(?::(?P<s>\d{2}))?"
    r"(?:\s?(?:(?P<half>[ap])\.?m\b\.?"
    r"|(?P<word>ق\.?\s?ظ|ب\.?\s?ظ|قبل\s+از\s+ظهر|بعد\s+از\s+ظهر|صباحا|مساء|ص(?!\w)|م(?!\w))))?"
    r"(?:\s?(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})(?!\w))?",
    re.IGNORECASE,
)
_AFTERNOON = frozenset(("p", "ب", "م", "中午", "下午", "晚上", "午後", "오후"))
_YEAR = re.compile(r"(?<!\d)(?:19[89]\d|20[0-3]\d|1[34]\d\d)(?!\d)")
_ADDRESS = re.compile(
    r"/(\d{4})(?:/(\d{1,2})/(\d{1,2})(?=/|$)|[-_](\d{2})[-_](\d{2})(?=[-_/.]|$)|(\d{2})(\d{2})(?=[-_/]|\.html?$|$))"
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: its ISO form, and where it stands."""

    iso: str
    start: int
    end: int


def has_year(text: str) -> bool:
    """Whether a text could hold a whole date: cheap, for choosing what to look at."""
    return _YEAR.search(_plain(text)) is not None


def iso(text: str, order: str = "") -> str | None:
    """The date that a text is or contains, as ISO text; None without one. order: see `find`."""
    found = find(text, order)
    return found.iso if found else None


def exact(text: str) -> str | None:
    """The date of a machine-readable value (JSON-LD, meta, datetime=): ISO 8601, or the date of a mail (RFC 822)."""
    text = text.strip()
    return iso(text) if len(text) <= 60 else None  # noqa: PLR2004 - a date, not a text that holds one


@lru_cache(maxsize=4096)
def find(text: str, order: str = "") -> FoundDate | None:
    """The first date in a text, with the time and zone that follow it.

    order: how this site writes 3/4/2021, "dmy" or "mdy"; "" takes only what can be read in one way (13/4/2021,
    3.4.2021, which is always day first).
    """
    plain = _plain(text)
    if not _YEAR.search(plain):
        return None
    best: FoundDate | None = None
    for pattern, read in _READERS:
        if best is not None and best.start == 0:  # as in most values of a machine
            break
        for match in pattern.finditer(plain):
            if best is not None and match.start() >= best.start:
                break
            day = read(match, order)
            if day is not None and _is_sane(day):
                best = _with_time(day, match, plain)
                break
    return best


def place(text: str) -> FoundDate | None:
    """Where the first date in a text stands, whichever way a site means 3/4/2021: its day is not to be believed."""
    return find(text, "dmy")


def is_day(text: str) -> bool:
    """Whether a text is a date and nothing else: "27. June 2020", and not "The plan for June 2020"."""
    found = place(text)
    return found is not None and not (text[: found.start] + text[found.end :]).strip(" ,.·|–—-")


def in_address(url: str) -> str | None:
    """The day that stands in an address as whole segments: /2016/08/12/, /2016-08-12-slug, /20160812-slug.

    "/2020/06/16-lessons" is no 16th of June. Jalali years become Gregorian days.
    """
    path = unquote(url.partition("://")[2].partition("/")[2]).translate(_DIGITS)
    for match in _ADDRESS.finditer("/" + path.partition("?")[0].partition("#")[0]):
        year, month, day = (int(part) for part in match.groups() if part is not None)
        found = _day(year, month, day)
        if found is not None and _is_sane(found):
            return found.isoformat()
    return None


def is_numeric(text: str) -> bool:
    """Whether a text holds a date like 3/4/2021."""
    match = _DMY.search(_plain(text)) if any(map(str.isdigit, text)) else None
    return match is not None and match["s"] != "."


def order_of(text: str) -> str:
    """Either "dmy" or "mdy" where a text holds a numeric date that can be read in one way only; "" otherwise."""
    match = _DMY.search(_plain(text))
    if match is None or match["s"] == ".":
        return ""
    first, second = int(match["a"]), int(match["b"])
    if first > 12 >= second:  # noqa: PLR2004 - months of a year
        return "dmy"
    return "mdy" if second > 12 >= first else ""  # noqa: PLR2004 - as above


@lru_cache(maxsize=4096)
def foreign(text: str, language: str) -> str | None:
    """The day that dateparser finds in a short text of a language that has no table here; None without a whole date."""
    if language in KNOWN_LANGUAGES or not has_year(text):
        return None
    import dateparser  # noqa: PLC0415 - its first use costs a second or more, and few sites need it

    try:
        found = dateparser.parse(_plain(text), languages=[language], settings={"STRICT_PARSING": True})
    except (ValueError, OverflowError):  # ValueError: dateparser does not know the language either
        return None
    return found.date().isoformat() if found is not None and _is_sane(found.date()) else None


def same_day(first: str, second: str) -> bool:
    """Whether two dates name one day: equal first ten characters, or the same instant in two zones."""
    if first[:10] == second[:10]:
        return True
    instants = instant(first), instant(second)
    return instants[0] is not None and instants[0] == instants[1]


def instant(text: str) -> dt.datetime | None:
    """The point in time that an ISO text with time and zone names; None where either is missing."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone(dt.UTC) if moment.tzinfo else None


def precision(text: str) -> int:
    """0 for a day, 1 with a time, 2 with a zone too. Midnight in UTC is a day that a generator padded."""
    if "T" not in text or text[10:].startswith(("T00:00:00+00:00", "T00:00+00:00")):
        return 0
    return 2 if re.search(r"[+-]\d\d:\d\d$", text) else 1


def _plain(text: str) -> str:
    return text.translate(_DIGITS).translate(_MARKS) if not text.isascii() else text


def _is_sane(day: dt.date) -> bool:
    return FIRST_YEAR <= day.year <= dt.datetime.now(dt.UTC).year + 1


def _day(year: int, month: int, day: int) -> dt.date | None:
    if 1300 <= year <= 1450:  # noqa: PLR2004 - years of the Solar Hijri calendar in the time of the web
        return jalali_day(year, month, day)
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _by_number(match: re.Match[str], _order: str) -> dt.date | None:
    return _day(int(match["y"]), int(match["m"]), int(match["d"]))


def _by_name(match: re.Match[str], _order: str) -> dt.date | None:
    name = match["month"].lower().replace(" ", "-")
    if name not in MONTHS and name.startswith("ב"):
        name = name[1:]  # Hebrew: "in January"
    year, day = int(match["y"]), int(match["d"])
    if name in MONTHS:
        return _day(year, MONTHS[name], day) if year > FIRST_YEAR else None
    month = JALALI_MONTHS.get(name.translate(_ARABIC_LETTERS))
    return jalali_day(year, month, day) if month else None


def _by_words(match: re.Match[str], _order: str) -> dt.date | None:
    return jalali_day(int(match["y"]), JALALI_MONTHS[match["month"]], PERSIAN_ORDINALS[match["d"]])


def _by_order(match: re.Match[str], order: str) -> dt.date | None:
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if match["s"] == "." or first == second:
        return _day(year, second, first)
    order = order_of(match[0]) or order
    if order == "dmy":
        return _day(year, second, first)
    return _day(year, first, second) if order == "mdy" else None


_READERS = (
    (_ISO, _by_number),
    (_CJK, _by_number),
    (_YMD, _by_number),
    (_DAY_MONTH, _by_name),
    (_MONTH_DAY, _by_name),
    (_YEAR_MONTH, _by_name),
    (_IN_WORDS, _by_words),
    (_VIETNAMESE, _by_number),
    (_DMY, _by_order),
)


def _with_time(day: dt.date, match: re.Match[str], text: str) -> FoundDate:
    groups = match.groupdict()
    if "time" in groups:
        clock = groups["time"]
        stated = f"T{clock}{_zone(groups['zone'])}" if clock else ""
        return FoundDate(day.isoformat() + stated, *match.span())
    time = _TIME.match(text[match.end() :])
    clock = _clock(time) if time else ""
    end = match.end() + (time.end() if time and clock else 0)
    return FoundDate(day.isoformat() + clock, match.start(), end)


def _clock(match: re.Match[str]) -> str:
    hour, minute = int(match["h"]), int(match["min"])
    half = (match["half"] or match["part"] or (match["word"] or "")[:1]).lower()
    if half and hour <= 12:  # noqa: PLR2004 - a clock of twelve hours
        hour = hour % 12 + (12 if half in _AFTERNOON else 0)
    if hour > 23 or minute > 59:  # noqa: PLR2004 - no time of day
        return ""
    seconds = f":{match['s']}" if match["s"] else ""
    return f"T{hour:02}:{minute:02}{seconds}{_zone(match['zone'])}"


def _zone(text: str | None) -> str:
    if not text:
        return ""
    if text.upper() in {"Z", "UTC", "GMT"}:
        return "+00:00"
    return text if ":" in text else f"{text[:3]}:{text[3:]}"
