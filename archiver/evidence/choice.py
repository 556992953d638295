"""Which of the values that a page's sources give is most likely right, before anything is known of the site.

The weights are what these sources deserve on blogs in general (structured data is written by programs and right where
it is there; visible elements are whatever a theme's author thought of): starting points that learning replaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from archiver.evidence import dates, local_time, names, titles
from archiver.evidence.values import DATES, TERMS, VISIBLE, Value
from archiver.records import Author

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

Weigh = Callable[[str, str], float]
"""The weight of a source for a field."""

STATED = 0.5  # weight that a value needs in all to be believed

LEAST = {"title": 0.2, "published_at": 0.2}
"""What is better than a guess, where nothing better is on the page: the first heading, a date in a line of its own."""

_STATEMENTS = {"rest": 2.0, "platform": 1.8, "feed": 1.5}
_CONTENT = (
    re.compile(
        r"(?:(?:entry|post|article|blog|page|node|field)[-_]?(?:content|body|text)(?![\w-]*header)|e-content|articleBody|content[-_]?body"
        r"|markdown|(?<!not-)prose|gh-content|rich-?text|\bdiv\.section\b|[>.](?:ol|dl)\b)(?!.*>[^>]*(?:info|meta|byline|author|tags|categor|date))",
        re.IGNORECASE,
    ),
    0.04,
)
"""Within the text of posts anything may stand: dates, links, names."""
LISTING_PLACE = re.compile(
    r"cloud|sidebar|(?<!elementor-)widget(?!_)|menu|related|recent|comment|card|cat-item|block-categories",
    re.IGNORECASE,
)
"""Where labels speak of other posts. Elsewhere "Posted on", "Tags:" are believed within the text, too."""
_OWN_CARD = re.compile(r".*ablog__postcard\w*")
"""The card of the post itself, in ABlog's sidebar: its day, author and terms stand nowhere else."""
_LISTING_AUTHORS = frozenset({"json-ld", "author-link", "rest"})
_HEADING = 0.1  # prior of any heading outside the text, sidebars and related posts
_QUOTED = re.compile(r"(?:^|>)(?:blockquote|figure|pre|code)\b|(?:^|>)(?!td\b)[^>]+>table\b")
"""What stands in one is no metadata; a table that begins a key or stands in another's cell lays out the page."""
_DOM: dict[str, tuple[tuple[re.Pattern[str], float], ...]] = {
    "title": (
        (
            re.compile(
                r"cloud|sidebar|widget|related|comment|footer|nav|card|logo|brand|site-(?:title|header|name)|banner",
                re.IGNORECASE,
            ),
            0.1,
        ),
        (re.compile(r"h1[^>]*(?:title|headline|name)[^>]*$", re.IGNORECASE), 1.0),
        (re.compile(r"h1[^>]*$"), 0.8),
        (
            re.compile(
                r"h2[^>]*(?:entry|post|article)[-_]?(?:title|headline)[^>]*$|h3[^>]*post-title[^>]*$|p-name[^>]*$",
                re.IGNORECASE,
            ),
            0.8,
        ),
        (re.compile(r"#headline"), 0.9),
        (re.compile(r"(?:entry|post|article|blog)[-_]?(?:title|headline)[^>]*$", re.IGNORECASE), 0.6),
        _CONTENT,
        (re.compile(r"h2[^>]*$"), 0.3),
        (re.compile(r""), 0.1),
    ),
    "published_at": (
        (
            re.compile(
                r"sidebar|(?<!elementor-)widget(?!_)|related|recent|comment|footer#|card|#dateModified|archive|popular",
                re.IGNORECASE,
            ),
            0.05,
        ),
        (re.compile(r"(?:updated|modified)[^>]*$(?<!published)", re.IGNORECASE), 0.1),
        (
            re.compile(
                r"datePublished[^>]*$|dt-published|time[^>]*(?:publish|date)[^>]*$|(?:publish|posted-on|entry-date|post-date|date-header)[^>]*(?:>time)?$",
                re.IGNORECASE,
            ),
            1.0,
        ),
        _CONTENT,
        (re.compile(r"time[^>]*$"), 0.7),
        (re.compile(r"(?:date|meta|byline|info)[^>]*(?:>[^>.#]+)*$", re.IGNORECASE), 0.6),
        _CONTENT,
        (re.compile(r"header|meta", re.IGNORECASE), 0.4),
        (re.compile(r""), 0.25),
    ),
    "modified_at": (
        (re.compile(r"sidebar|related|recent|comment", re.IGNORECASE), 0.05),
        (re.compile(r"(?:updated|modified|dateModified)[^>]*$", re.IGNORECASE), 0.8),
        (re.compile(r""), 0.0),
    ),
    "authors": (
        (
            re.compile(
                r"sidebar|related|recent|comment|(?<![vV])[cC]ard(?!.*author)|cat-links|tag|categor|gravatar|avatar",
                re.IGNORECASE,
            ),
            0.05,
        ),
        (re.compile(r"#author|#name|p-author|rel-author", re.IGNORECASE), 1.0),
        (
            re.compile(r"(?:byline|author|posted-by|vcard|nick-?name|user-?name|fn\b)[^>]*(?:>[^>]*)?$", re.IGNORECASE),
            0.8,
        ),
        _CONTENT,
        (re.compile(r"author|byline|writer|autor|auteur", re.IGNORECASE), 0.5),
        (re.compile(r""), 0.2),
    ),
    "categories": (
        (
            re.compile(
                r"cloud|sidebar|(?<!elementor-)widget|menu|related|breadcrumb|recent|card|cat-item|block-categories",
                re.IGNORECASE,
            ),
            0.05,
        ),
        (re.compile(r"(?:categor|cat-links|kategor)[^>]*(?:>[^>]*)?$", re.IGNORECASE), 0.9),
        _CONTENT,
        (re.compile(r"meta|header|footer|info|taxonom|term", re.IGNORECASE), 0.6),
        (re.compile(r""), 0.5),
    ),
    "tags": (
        (re.compile(r"cloud|sidebar|(?<!elementor-)widget|related|breadcrumb|recent|card", re.IGNORECASE), 0.05),
        (re.compile(r"menu", re.IGNORECASE), 0.2),  # Jekyll's TeXt lists them so: believed where keywords say the same
        (re.compile(r"(?:tag|taxonom|keyword|label|topic)[^>]*(?:>[^>]*){0,2}$", re.IGNORECASE), 0.9),
        _CONTENT,
        (re.compile(r"meta|header|footer|info|term", re.IGNORECASE), 0.6),
        (re.compile(r""), 0.5),
    ),
    "series": ((re.compile(r""), 0.6),),
}
_META = {
    "title": {"meta:title": 0.4, "meta:twitter:title": 0.6},
    "published_at": {"meta:date": 0.6, "meta:created": 0.6, "meta:pubdate": 0.7},
    "modified_at": {"meta:og:updated_time": 0.7},
    "authors": {"meta:author": 0.7, "meta:article:author": 0.7},
    "tags": {"meta:keywords": 0.35, "meta:twitter:data1": 0.7, "meta:twitter:data2": 0.7},
    "description": {"meta:description": 0.9, "meta:og:description": 0.85, "meta:twitter:description": 0.6},
    "language": {"meta:og:locale": 0.8, "meta:content-language": 0.7},
}
_KINDS = {
    "listing": 0.5,
    "title-tag": 0.5,
    "address": 0.8,
    "html:lang": 1.0,
    "json-ld": 1.0,
    "json-ld:WebPage": 0.8,
    "trafilatura": 0.3,
    "htmldate": 0.2,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """The value that was chosen, the source whose spelling it is, and its share of the weight of all."""

    value: Value
    source: str
    weight: float
    share: float


@lru_cache(maxsize=16384)
def prior(field: str, source: str) -> float:
    """How much a source is worth for a field on a site of which nothing is known."""
    kind, _, rest = source.partition(":")
    rest = _OWN_CARD.sub("", rest)
    if kind in {"dom", "byline", "author-link", "labelled"}:
        if _QUOTED.search(rest):
            return 0.02
        weight = next((weight for pattern, weight in _DOM.get(field, ()) if pattern.search(rest)), 0.0)
        is_told = kind == "labelled" and not LISTING_PLACE.search(rest)
        return max(weight, 0.7) if is_told or (kind != "dom" and weight >= _CONTENT[1] * 2) else weight
    if source in _STATEMENTS:
        return _STATEMENTS[source]
    if source.startswith("meta:"):
        return _META.get(field, {}).get(source, 0.9)
    return _KINDS.get(source, 0.5)


def sameness(field: str, value: Value) -> Hashable:
    """A key that values share which say the same."""
    if isinstance(value, str):
        if field in DATES:
            return value[:10]
        return value.split("-")[0].lower() if field == "language" else titles.loose(value)
    return frozenset(names.key(item.name) if isinstance(item, Author) else titles.loose(item) for item in value)


def agree(field: str, first: Value, second: Value) -> bool:
    """Whether two values of a field say the same."""
    if field in DATES:
        return dates.same_day(cast("str", first), cast("str", second))
    if field == "title" and isinstance(first, str) and isinstance(second, str):
        return is_same_title(first, second)
    return sameness(field, first) == sameness(field, second)


def is_same_title(first: str, second: str) -> bool:
    """Whether two titles are one, the shorter perhaps cut off with "…"."""
    keys = sorted((titles.loose(first), titles.loose(second)), key=len)
    if keys[0] == keys[1]:
        return True
    cut = first.rstrip().endswith(("…", "...")) or second.rstrip().endswith(("…", "..."))
    return cut and len(keys[0]) > 20 and keys[1].startswith(keys[0])  # noqa: PLR2004 - enough to tell titles apart


def choose(field: str, values: Mapping[str, Value], weigh: Weigh = prior, least: float = STATED) -> Choice | None:
    """The value with the most weight behind it; of its spellings the most precise, then that of the best source.

    Elements of the page count once for each value, however many show it. least: the weight that it must have; None
    comes back where no value has it.
    """
    groups: dict[Hashable, dict[str, float]] = {}
    best: dict[Hashable, tuple[float, str]] = {}
    for source, value in values.items():
        weight = weigh(field, source)
        if weight <= 0:
            continue
        same = sameness(field, value)
        family = source.partition(":")[0]
        by_family = groups.setdefault(same, {})
        by_family[family] = max(by_family.get(family, 0.0), weight)
        fine = _fineness(field, value) + weight / 10
        if same not in best or fine > best[same][0]:
            best[same] = (fine, source)
    if not groups:
        return None
    total = sum(max(families.values()) for families in groups.values())
    winner = max(groups, key=lambda same: sum(groups[same].values()))  # ties: the first in document order
    weight = sum(groups[winner].values())
    if weight < least:
        return None
    if field == "authors":
        winner = _with_coauthors(winner, best)
    source = best[winner][1]
    return Choice(values[source], source, weight, max(groups[winner].values()) / total)


def _with_coauthors(winner: Hashable, best: Mapping[Hashable, tuple[float, str]]) -> Hashable:
    """The winning authors, or the set that holds them and more in structured data or author links.

    Cards for link previews and one-line bylines often name the first author alone.
    """
    wider = [
        same
        for same, (_, source) in best.items()
        if winner < same and source.partition(":")[0] in _LISTING_AUTHORS  # type: ignore[operator]
    ]
    return max(wider, key=len, default=winner)  # type: ignore[arg-type]


def supported(field: str, values: Mapping[str, Value], site_names: tuple[str, ...]) -> dict[str, Value]:
    """The values, `<title>` cut down to the heading that it holds, and the site's own name behind real authors.

    Of dates, moments in UTC are put into the zone in which the page shows them, or give way to the day that it shows.
    """
    kept = _on_own_calendar(field, values) if field in DATES else dict(values)
    full = kept.get("title-tag") if field == "title" else None
    if isinstance(full, str):
        held = _held(full, values)
        for site, title in ((first, second) for first in held for second in held if len(first) < len(second)):
            if titles.is_whole(full, site, title):  # both are headings: the longer is the post's
                kept = {source: value for source, value in kept.items() if value != site}
        title = max(held, key=len, default=full)
        kept = {source: title if value == full else value for source, value in kept.items()}
    if field == "authors" and len(kept) > 1:
        own = {names.key(name) for name in site_names}
        others = {source: value for source, value in kept.items() if not sameness(field, value) <= own}  # type: ignore[operator]
        return others or kept
    return kept


def _on_own_calendar(field: str, values: Mapping[str, Value]) -> dict[str, Value]:
    stated = {source: cast("str", value) for source, value in values.items()}
    shown = [
        value
        for source, value in stated.items()
        if source.startswith((*VISIBLE, "address")) and prior(field, source) >= STATED and not local_time.is_utc(value)
    ]
    days = {value[:10] for value in shown}
    kept: dict[str, Value] = {}
    for source, value in stated.items():
        if not shown or not local_time.is_utc(value):
            kept[source] = value
            continue
        local = next((moment for text in shown if (moment := local_time.joined(value, text))), None)
        if local or value[:10] in days or not all(local_time.could_be(value, day) for day in days):
            kept[source] = local or value
    return kept


def _held(full: str, values: Mapping[str, Value]) -> list[str]:
    """The headings that `<title>` holds between separators."""
    stated = {value for source, value in values.items() if source != "title-tag" and prior("title", source) >= _HEADING}
    return sorted(value for value in stated - {full} if isinstance(value, str) and titles.is_part(full, value))


def _fineness(field: str, value: Value) -> float:
    if field in DATES:
        return dates.precision(cast("str", value)) + local_time.LOCAL * local_time.is_local(cast("str", value))
    if field == "authors":
        people = cast("tuple[Author, ...]", value)
        return sum(1.0 for person in people if person.url) / len(people) / 20
    return 0.0 if field in TERMS else float(isinstance(value, str) and not value.endswith(("…", "...")))
