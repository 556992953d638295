"""The shape of an address, and what blogs in general keep behind such a shape. Pure; nothing of one site is in here."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, unquote

from archiver import urls
from archiver.profile import words
from archiver.profile.kinds import Expectation, Kind

DEEPEST = 7  # segments kept in a shape: what grows beyond is one shape, however deep
_LONGEST_FOLDER = 30
_SHORT_NUMBER = 2  # digits: a page number rather than an id
_SHORT_CJK = 4  # characters: 关于, 友情链接; titles are longer
_MONTHS = 12
_DAYS = 31

_YEAR = re.compile(r"(?:19[89]\d|20\d\d|13[6-9]\d|14[0-2]\d)$")  # 1360 to 1429: the Persian calendar
_DATE = re.compile(r"\d{4}[-_.]\d{1,2}(?:[-_.]\d{1,2})?$|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-3]\d)?$")
_DATED_SLUG = re.compile(r"(?:\d{4}-\d{1,2}-\d{1,2}|(?:19|20)\d{2}[01]\d[0-3]\d)[-_].+")
_NUMBERED = re.compile(
    r"(?:comment-page-?|(?:page|pagina|página|seite|index|sayfa|strona|strana|oldal|side|صفحه|第)[-_ ]?)(\d+)页?$"
)
_COUNTED = re.compile(r"([^\W\d_]+(?:[-_][^\W\d_]+)?)[-_]\d+$")  # Blogfa, FC2: post-12, blog-entry-12, cat-3
_HASH = re.compile(r"(?=.*\d)(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{16,})$")
_SLUG_ID = re.compile(r".+-(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,12}$")
_ID_SLUG = re.compile(r"\d+[-_.]\D.*")
_WORD = re.compile(r"[^\W\d_]{1,20}$")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_EXTENSION = re.compile(r"\.([a-z0-9]{1,5})$")
# How wget and others name the file of an address with parameters: "x.html?p=1.html", "index.html@p=1.html".
_SAVED = re.compile(r"\?(?=[\w-]+=)|(?:(?<=\.html)|(?<=\.htm)|(?<=\.php))@(?=[\w-]+=)")
_SAVED_END = re.compile(r"\.html?$")
_INDEX_FILES = frozenset(("index.html", "index.htm"))

_BELOW_TERMS = words.PAGINATION | words.FEEDS | {"{n}", "{page}", "{year}", "{month}", "{day}"}
_WHOLE_NAMES = words.FEEDS | words.FORMS
_ENDINGS = words.EXTENSIONS | words.MEDIA_EXTENSIONS | {"xml", "txt", "rss", "atom"}
_LIST_FILES = frozenset((".xml", ".gz", ".txt"))
_PARTS_OF_PAGES = words.COPIES | words.FEEDS


@lru_cache(maxsize=65_536)
def shape_of(url: str) -> str:
    """The address generalised: "/blog/{year}/{month}/{slug}.html", "/tag/{name}/page/{n}", "/?p={n}&paged={n}".

    Host, scheme, a trailing slash, "index.html", case and tracking parameters do not count. Words that blogs use in
    addresses stay, so does the first folder; parameters stand sorted by name, also those that the file of a saved copy
    has in its name. "" for what is no web address.
    """
    if "?" in url or ";" in url:
        url = urls.clean(url) or ""
    scheme, _, rest = url.partition("#")[0].partition("://")
    if scheme.lower() not in {"http", "https"} or not rest:
        return ""
    location, mark, query = rest.partition("?")
    path = unquote(location.partition("/")[2])
    saved = None if mark else _SAVED.search(path)
    if saved is not None:
        path, mark, query = path[: saved.start()], "?", _SAVED_END.sub("", path[saved.end() :])
    segments = [part for part in path.casefold().split("/") if part]
    if segments and segments[-1] in _INDEX_FILES:
        segments.pop()
    shape = "/" + "/".join(_segments(segments))
    return f"{shape}?{_query(query)}" if mark else shape


def general(shape: str) -> str:
    """The shape with the site's own folder names left out, for a look at shapes that were never met."""
    path, mark, query = shape.partition("?")
    parts = [
        "{word}" if part and not part.startswith("{") and not _is_known(part) else part for part in path.split("/")
    ]
    return "/".join(parts) + mark + query


@lru_cache(maxsize=16_384)
def expect(shape: str) -> Expectation:
    """What stands at addresses of that shape, by what the world's blogs do."""
    path, _, query = shape.partition("?")
    parts = [part for part in path.split("/") if part and part != "{lang}"]
    if query:
        found = _expect_query(query, parts)
        if found is not None:
            return found
    return _expect_path(parts)


def _segments(segments: list[str]) -> list[str]:
    shape: list[str] = []
    named = False  # below a taxonomy: whatever comes names a term
    for index, segment in enumerate(segments[:DEEPEST]):
        last = index == len(segments) - 1
        stem, extension = _split(segment) if last else (segment, "")
        previous = shape[-1] if shape else ""
        kind = _segment(stem, previous, first=index == 0 and not _belongs_to(segments), last=last)
        if named and kind not in _BELOW_TERMS:
            kind = "{name}"
        if extension in _LIST_FILES and "sitemap" in stem:
            kind = "sitemap"
        named = named or kind in words.TAXONOMIES
        shape.append(kind + extension)
    if len(segments) > DEEPEST:
        shape.append("{more}")
    return shape


def _belongs_to(segments: list[str]) -> bool:
    """Whether the second of two segments is a part of what the first names: /slug/amp, /slug/feed, /slug/2."""
    rest = segments[1:]
    return bool(rest) and (
        rest[0] in _PARTS_OF_PAGES
        or bool(_NUMBERED.match(rest[0]))
        or (len(rest) == 1 and rest[0].isdecimal() and len(rest[0]) <= _SHORT_NUMBER)
    )


def _segment(text: str, previous: str, *, first: bool, last: bool) -> str:  # noqa: C901, PLR0911 - one return a class
    """One segment's class, or the segment itself where it is a word to be kept."""
    if text.isdecimal():
        return _number(text, previous)
    if first and text in words.LANGUAGES:
        return "{lang}"
    if previous == "{year}" and text in words.MONTH_NAMES:
        return "{month}"
    numbered = _NUMBERED.match(text)
    if numbered:
        return "{comment-page}" if text.startswith("comment") else "{page}"
    if _is_known(text):
        return text
    if text.startswith("@"):
        return "@{name}"
    if counted := _counted(text):
        return counted
    for pattern, name in _PATTERNS:
        if pattern.match(text):
            return name
    if not last:
        return text if first and len(text) <= _LONGEST_FOLDER else "{word}"
    is_word = len(text) <= _SHORT_CJK if _CJK.search(text) else bool(_WORD.match(text))
    return "{word}" if is_word else "{slug}"


def _counted(text: str) -> str:
    """The class of a segment such as "post-12" or "blog-category-3"; "" where its words say nothing."""
    match = _COUNTED.match(text)
    is_known = match is not None and all(word in _COUNTABLE for word in re.split(r"[-_]", match[1]))
    return f"{match[1]}-{{n}}" if match is not None and is_known else ""


_PATTERNS = (
    (_DATE, "{date}"),
    (_DATED_SLUG, "{date-slug}"),
    (_HASH, "{hash}"),
    (_SLUG_ID, "{slug-id}"),
    (_ID_SLUG, "{id-slug}"),
)


def _number(text: str, previous: str) -> str:
    value = int(text)
    if previous == "{day}":
        return "{number}"  # Hatena: the time of day, 192800
    if previous == "{year}" and 1 <= value <= _MONTHS and len(text) <= 2:  # noqa: PLR2004 - digits of a month
        return "{month}"
    if previous == "{month}" and 1 <= value <= _DAYS and len(text) <= 2:  # noqa: PLR2004 - digits of a day
        return "{day}"
    if _YEAR.match(text) and previous not in words.PAGINATION:
        return "{year}"
    if _DATE.match(text):
        return "{date}"
    return "{n}" if len(text) <= _SHORT_NUMBER or previous in words.PAGINATION else "{number}"


def _split(segment: str) -> tuple[str, str]:
    """The last segment and its extension, where it has one that addresses of pages or files have."""
    match = _EXTENSION.search(segment)
    if match is None or segment in _WHOLE_NAMES:
        return segment, ""
    if match[1] in _ENDINGS:
        return segment[: match.start()], match[0]
    return segment, ""


_KNOWN = (
    words.TAXONOMIES
    | words.ARCHIVES
    | words.BLOGS
    | words.PAGINATION
    | words.PAGES
    | words.PAGE_FOLDERS
    | words.FORMS
    | words.SEARCHES
    | words.FEEDS
    | words.COPIES
    | words.MEDIA_FOLDERS
    | frozenset(
        ("index", "index.php", "default", "home", "wp-json", "wp-content", "node", "attachment", "p", "comments")
    )
)


_COUNTABLE = words.TAXONOMIES | words.ARCHIVES | words.BLOGS | words.TIMES


def _is_known(text: str) -> bool:
    if "-{n}" in text:
        return True
    return _EXTENSION.sub("", text) in _KNOWN or text in _KNOWN


def _query(query: str) -> str:
    pairs = sorted({(name.casefold(), _value(value)) for name, value in parse_qsl(query, keep_blank_values=True)})
    return "&".join(f"{name}={value}" if value else name for name, value in pairs[:DEEPEST])


def _value(value: str) -> str:
    if not value:
        return ""
    return ("{n}" if len(value) < 6 else "{number}") if value.isdecimal() else "{v}"  # noqa: PLR2004 - m=202001 is a month


_ENDLESS = (
    (words.QUERY_SESSION, Kind.SESSION, 0.8),
    (words.QUERY_API, Kind.API, 0.95),
    (words.QUERY_COMMENT, Kind.COMMENTS, 0.85),
    (words.QUERY_FORM, Kind.FORM, 0.8),
    (words.QUERY_ATTACHMENT, Kind.ATTACHMENT, 0.9),
    (words.QUERY_COPY, Kind.COPY, 0.7),
    (words.QUERY_FEED, Kind.FEED, 0.85),
    (words.QUERY_PAGE, Kind.PAGE, 0.8),
    (words.QUERY_FACET, Kind.FACET, 0.75),
)


def _expect_query(query: str, parts: list[str]) -> Expectation | None:  # noqa: PLR0911 - one return a kind
    named = dict(pair.partition("=")[::2] for pair in query.split("&"))
    names = {*named, *(name.rstrip("[]") for name in named)}
    if named.get("m") == "{n}":
        return Expectation(Kind.COPY, 0.8)  # Blogger's mobile view
    for vocabulary, kind, sure in _ENDLESS:
        if names & vocabulary or (kind is Kind.FACET and any(name.startswith("filter") for name in names)):
            return Expectation(kind, sure)
    if names & words.QUERY_PAGINATION:
        return Expectation(Kind.PAGINATION, 0.8)
    if names & words.QUERY_SEARCH and not any(part.startswith("{") for part in parts):
        return Expectation(Kind.SEARCH, 0.85)
    if names & words.QUERY_TIME:
        return Expectation(Kind.CALENDAR, 0.7)
    if any(named.get(name) in {"{n}", "{number}"} for name in names & words.QUERY_POST):
        return Expectation(Kind.POST, 0.65)
    if names & words.QUERY_LISTING:
        return Expectation(Kind.TAXONOMY, 0.8)
    return None


_TIMES = frozenset(("{year}", "{month}", "{day}", "{date}"))
_SLUGS = frozenset(("{slug}", "{word}", "{slug-id}", "{id-slug}", "{date-slug}", "{hash}", "{n}", "{number}"))


def _expect_path(parts: list[str]) -> Expectation:  # noqa: C901, PLR0911 - the table of what blogs do, one case a line
    if not parts or parts in (["index"], ["home"], ["index.php"], ["default"]):
        return Expectation(Kind.INDEX, 0.95)
    if parts[0] == "index.php":
        parts = parts[1:]  # addresses without rewriting: Typecho, WordPress
    last, stem = parts[-1], _stem(parts[-1])
    first = _stem(parts[0])
    before = parts[-2] if len(parts) > 1 else ""
    if _extension(last) in words.MEDIA_EXTENSIONS or first in {"wp-content", "wp-includes"}:
        return Expectation(Kind.MEDIA, 0.95)
    if first == "wp-json":
        return Expectation(Kind.API, 0.95)
    if "{comment-page}" in parts or last == "comments" or (before == "comment" and stem in {"{n}", "{number}"}):
        return Expectation(Kind.COMMENTS, 0.95)
    if stem in words.FEEDS or _extension(last) in {"xml", "rss", "atom"} or first in words.FEEDS:
        return Expectation(Kind.SITEMAP if "sitemap" in last else Kind.FEED, 0.9)
    if first in words.FORMS or parts[0] in words.FORMS:
        return Expectation(Kind.FORM, 0.9)
    if len(parts) > 1 and stem in words.COPIES and before in _SLUGS:
        return Expectation(Kind.COPY, 0.85)
    if "attachment" in parts[1:]:
        return Expectation(Kind.ATTACHMENT, 0.9)
    if stem == "{page}" or (stem == "{n}" and before in words.PAGINATION):
        return Expectation(Kind.PAGINATION, 0.9)
    if first in words.SEARCHES and not words.TAXONOMIES.intersection(parts):
        return Expectation(Kind.SEARCH, 0.85)
    return _expect_text(parts, stem, first, before)


def _expect_text(parts: list[str], stem: str, first: str, before: str) -> Expectation:  # noqa: C901, PLR0911, PLR0912 - as above
    if stem == "{date-slug}" and first not in words.MEDIA_FOLDERS:
        return Expectation(Kind.POST, 0.85)
    if stem.endswith("-{n}"):
        return _expect_counted(re.split(r"[-_]", stem.removesuffix("-{n}")))
    dated = [part for part in parts[:-1] if part in _TIMES]
    if dated and stem not in _TIMES and first not in words.TAXONOMIES:
        return Expectation(Kind.POST, 0.9 if len(dated) > 1 or before == "{date}" else 0.75)
    if any(part in words.TAXONOMIES for part in parts[:-1]) or stem in words.TAXONOMIES:
        if stem == "{name}" and first in words.BLOGS | {"{n}"} and parts[0] not in words.TAXONOMIES and len(parts) > 3:  # noqa: PLR2004 - /blog/category/x/slug
            return Expectation(Kind.POST, 0.5)
        return Expectation(Kind.TAXONOMY, 0.85)
    if stem in _TIMES:
        return Expectation(Kind.ARCHIVE, 0.85)
    if stem in words.ARCHIVES:
        return Expectation(Kind.ARCHIVE, 0.9)
    if stem in words.PAGES and len(parts) <= 2:  # noqa: PLR2004 - /about, /company/about
        return Expectation(Kind.PAGE, 0.85)
    if first in words.MEDIA_FOLDERS and len(parts) > 1:
        return Expectation(Kind.PAGE, 0.6)  # /images/chart.html
    if first in words.PAGE_FOLDERS:
        return Expectation(Kind.PAGE, 0.65 if stem not in words.BLOGS else 0.4)
    if first in words.PAGINATION and len(parts) > 1:
        return Expectation(Kind.PAGE, 0.6)  # Blogfa, Wix: /page/about
    if stem in words.BLOGS:
        return Expectation(Kind.INDEX, 0.8)
    if first == "p" and parts[-1].endswith(".html") and stem not in {"{n}", "{number}"}:
        return Expectation(Kind.PAGE, 0.7)  # Blogger's static pages
    folders = [_stem(part) for part in parts[:-1]]
    if any(folder in words.BLOGS or folder in {"p", "node"} for folder in folders):
        if stem == "{n}" and folders[-1] in words.BLOGS - words.SINGLE_POSTS:
            return Expectation(Kind.UNKNOWN, 0.4)  # the blog's second page, or its second post
        return Expectation(Kind.POST, 0.7 if stem != "{word}" else 0.6)
    if any(folder in words.ARCHIVES for folder in folders):
        return Expectation(Kind.POST, 0.6)  # Typecho /archives/12, Halo /archives/slug
    if parts[0] == "@{name}" and len(parts) > 1:
        return Expectation(Kind.POST, 0.6)
    if parts[0] == "@{name}":
        return Expectation(Kind.TAXONOMY, 0.6)
    if stem in {"{slug-id}", "{id-slug}"}:
        return Expectation(Kind.POST, 0.6)
    if stem in {"{slug}", "{number}"}:
        return Expectation(Kind.POST, 0.4)
    return Expectation(Kind.UNKNOWN, 0.3)


def _expect_counted(names: list[str]) -> Expectation:
    """What stands at "post-12", "blog-category-3", "blog-date-202006"."""
    if names[-1] in words.TAXONOMIES:
        return Expectation(Kind.TAXONOMY, 0.75)
    if names[-1] in words.ARCHIVES | words.TIMES:
        return Expectation(Kind.ARCHIVE, 0.8)
    return Expectation(Kind.POST, 0.7) if names[-1] in words.SINGLE_POSTS else Expectation(Kind.UNKNOWN, 0.4)


def _stem(part: str) -> str:
    """A shape's segment without its extension: "{slug}.html" is "{slug}"."""
    if part.startswith("{"):
        return part[: part.index("}") + 1]
    return _EXTENSION.sub("", part)


def _extension(part: str) -> str:
    match = _EXTENSION.search(part)
    return match[1] if match else ""
