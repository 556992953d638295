"""Titles as their authors wrote them: without the site's name around them and the reading time behind them."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# What stands between a title and the site's name. "-", ":" and "_" without spaces are used by Chinese sites only.
SEPARATOR = re.compile(
    r"\s+(?:[|\-–—·•»«›‹~/｜_]|::|//|>>)\s+|\s*[|｜»«]\s*|:\s+|(?<=[\u3000-\u9fff])\s?[-_–—]\s?|\s?[-_–—]\s?(?=[\u3000-\u9fff])"
)
_READING = (
    r"[(\[·•|–—\-]?\s*(?:(?:estimated\s+)?(?:reading|read)\s+time:?\s*|lesezeit:?\s*|temps\s+de\s+lecture\s*:?\s*"
    r"|tiempo\s+de\s+lectura:?\s*|阅读时间[:：]?\s*|阅读时长[:：]?\s*|預計閱讀\s*|زمان\s+مطالعه\s*:?\s*)?"
    r"(?:~|≈|about|ca\.|约|約)?\s*[\d۰-۹]+(?:\s*[-–]\s*[\d۰-۹]+)?\s*[-–]?\s*"
)
_READING_WORDS = (
    r"(?:min(?:ute)?s?\.?\s*(?:of\s+)?(?:read(?:ing)?(?:\s+time)?)|min(?:uten?)?\.?\s*(?:lesezeit|lesen|zu\s+lesen)"
    r"|min(?:ute)?s?\.?\s*de\s+(?:lecture|lectura|leitura)|min(?:uti)?\.?\s*di\s+lettura|мин(?:ут[аы]?)?\.?\s*(?:чтения|на\s+чтение)"
    r"|λεπτ[άόαο]\s+(?:αν[άα]γνωση[ςσ]?|διαβ[άα]σματο[ςσ])"
    r"|分[钟鐘](?:阅读|閱讀|读完)|分で読め(?:る|ます)|분\s*(?:소요|읽기)|دقیقه\s*(?:مطالعه|زمان\s+مطالعه|خواندن))"
)
_READING_TIME = re.compile(rf"\s*{_READING}{_READING_WORDS}\s*[)\]]?\s*$", re.IGNORECASE)
_ONLY_READING_TIME = re.compile(
    rf"^{_READING}(?:{_READING_WORDS}|min(?:ute[ns]?|s)?\.?|minuti|minutos?|мин\.?|λεπτ[άόαο]|分[钟鐘]|دقیقه)\s*[)\]]?$",
    re.IGNORECASE,
)
_QUOTES = str.maketrans("‘’‚′`“”„″«»–—‐‑−", "'''''" + '"' * 6 + "-" * 5)


def tidy(text: str) -> str:
    """The text with entities decoded (also twice-encoded ones) and runs of spaces as one."""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if not text.isascii():  # characters without width; str.translate takes ten times as long
        text = text.replace("\u200b", " ").replace("\ufeff", " ")
    return " ".join(text.split())


@lru_cache(maxsize=8192)
def loose(text: str) -> str:
    """A key under which two writings of one title meet: case, quotes, dashes, dots and spaces do not tell."""
    return re.sub(r"[\s.…]+", "", tidy(text).casefold().translate(_QUOTES))


def is_reading_time(text: str) -> bool:
    """Whether a text is nothing but a reading time: "6 min read", "6 分钟", "Lesezeit: 6 Minuten"."""
    return len(text) < 60 and _ONLY_READING_TIME.match(text.strip()) is not None  # noqa: PLR2004 - a label's length


def without_reading_time(title: str) -> str:
    """The title without the reading time that a theme glued to its end."""
    stripped = _READING_TIME.sub("", title)
    return stripped or title


def without_site(title: str, prefixes: Iterable[str], suffixes: Iterable[str]) -> str:
    """The title without the first of the site's known suffixes and prefixes that it carries; never empty."""
    for suffix in suffixes:
        if len(title) > len(suffix) and title.casefold().endswith(suffix.casefold()):
            title = title[: -len(suffix)].rstrip()
            break
    for prefix in prefixes:
        if len(title) > len(prefix) and title.casefold().startswith(prefix.casefold()):
            title = title[len(prefix) :].lstrip()
            break
    return title


def without_names(title: str, names: Iterable[str]) -> str:
    """The title without a part at its end or beginning that is one of the site's own names (where none was learned)."""
    wanted = {loose(name) for name in names if name}
    for suffix in suffixes(title):
        if loose(SEPARATOR.sub("", suffix, count=1)) in wanted:
            return title[: -len(suffix)].rstrip()
    for prefix in prefixes(title):
        if loose(prefix[: _last_separator(prefix)]) in wanted:
            return title[len(prefix) :].lstrip()
    return title


def names_in(prefixes: Iterable[str], suffixes: Iterable[str]) -> list[str]:
    """The names that a site writes before and after its titles, without their separators: a new design has others."""
    ended = [prefix[: _last_separator(prefix)] for prefix in prefixes]
    return ended + [SEPARATOR.sub("", suffix, count=1) for suffix in suffixes]


def suffixes(title: str) -> list[str]:
    """The ends of a title from each separator on, longest first: "A – B | C" gives " – B | C" and " | C"."""
    return [
        title[match.start() :] for match in SEPARATOR.finditer(title) if match.start() > 0 and match.end() < len(title)
    ]


def prefixes(title: str) -> list[str]:
    """The beginnings of a title up to each separator, shortest first: "C | A – B" gives "C | " and "C | A – "."""
    return [
        title[: match.end()] for match in SEPARATOR.finditer(title) if match.start() > 0 and match.end() < len(title)
    ]


def around(full: str, title: str) -> tuple[str, str] | None:
    """What a full title (`<title>`) puts before and behind the bare one; None where it does not hold it."""
    if not title or len(full) < len(title):
        return None
    at = full.casefold().find(title.casefold())
    if at < 0 or len(full.casefold()) != len(full):
        return None
    return full[:at], full[at + len(title) :]


def is_part(full: str, title: str) -> bool:
    """Whether a full title holds the bare one between separators or its own ends."""
    parts = around(full, title)
    return parts is not None and all(not part or SEPARATOR.search(f"x{part}x") is not None for part in parts)


def is_whole(full: str, first: str, second: str) -> bool:
    """Whether a full title is made of just these two with a separator between, in either order."""
    for one, other in ((first, second), (second, first)):
        between = full[len(one) : len(full) - len(other)]
        if full.startswith(one) and full.endswith(other) and SEPARATOR.fullmatch(between):
            return True
    return False


def _last_separator(prefix: str) -> int:
    return max((match.start() for match in SEPARATOR.finditer(prefix + "x")), default=len(prefix))
