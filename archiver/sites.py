"""What the user has said about sites: archiver.toml, checked, as one record a site."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

import msgspec

from archiver import urls
from archiver.errors import ConfigError, UsageError
from archiver.profile.fields import FIELDS
from archiver.profile.pins import LAST_SOURCES, SOURCE_KINDS, SOURCE_NAMES, Pins, is_source, is_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCOPES = ("auto", "host", "path")
NOINDEX = ("keep", "skip")
SOURCES = ("pages", "rest")
MOST_CONCURRENT = 64  # requests at once: more than any server of one's own needs

_TEXT = re.compile(r'"(?=.*[^"\s]).*"', re.DOTALL)
_DURATION = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*(s|m|min|h|d|w)?\s*$")
_SECONDS = {None: 1, "s": 1, "m": 60, "min": 60, "h": 3600, "d": 86_400, "w": 604_800}
_LONGEST_S = 100 * 366 * 86_400.0  # what is added to today must still be a date
_NAME = re.compile(r"^[\w][\w.-]*$")
_INDEXED = re.compile(r"`\$\.?([^`]*)`")


@dataclass(frozen=True, slots=True)
class Site:
    """One site to archive, and how.

    name: short and unique ("ruhglobal"); the host where none was given. url: where the blog begins.
    scope: "auto" (the host, or the folder below a path that was named), "host", "path", or a URL prefix.
    delay_s: seconds between requests to one host; 0 only for one's own server. concurrency: requests at once a host.
    period_s: how long until the site is due again. recheck_s: within this every post is looked at again.
    tags: the user's own labels for sites.
    posts, skip: regular expressions on addresses that overrule what is learned.
    max_requests: budget of one run, 0 = none.
    noindex: "skip" leaves out posts whose pages say noindex or noarchive, "keep" (the default) archives them too.
    source: "rest" takes posts from the lists of WordPress REST alone, "pages" (the default) from their own pages.
    """

    name: str
    url: str
    scope: str = "auto"
    delay_s: float = 1.0
    concurrency: int = 1
    period_s: float = 86_400.0
    recheck_s: float = 30 * 86_400.0
    tags: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    max_requests: int = 0
    noindex: str = "keep"
    source: str = "pages"
    title: str | None = None
    pins: Pins = field(default_factory=Pins)


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole of archiver.toml. contact: how a site's owner reaches the operator; part of the User-Agent.

    notify: where a person is told that crawls fail, or are well again, as addresses that apprise knows.
    """

    contact: str | None = None
    notify: tuple[str, ...] = ()
    sites: tuple[Site, ...] = ()

    def site(self, name_or_url: str) -> Site | None:
        """The configured site of that name, or at that address."""
        for site in self.sites:
            if site.name == name_or_url:
                return site
        address = urls.clean(name_or_url)
        wanted = urls.identity(address) if address else None
        return next((site for site in self.sites if urls.identity(site.url) == wanted), None)


class _PinsTable(msgspec.Struct, forbid_unknown_fields=True):
    container: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    fields: dict[str, str] = msgspec.field(default_factory=dict)
    forbid: tuple[str, ...] = ()


class _SiteTable(msgspec.Struct, forbid_unknown_fields=True):
    url: str
    name: str = ""
    scope: str = "auto"
    delay: float | str = 1.0
    concurrency: int = 1
    period: float | str = "1d"
    recheck: float | str = "30d"
    tags: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    max_requests: int = 0
    noindex: str = "keep"
    source: str = "pages"
    title: str | None = None
    pins: _PinsTable = msgspec.field(default_factory=_PinsTable)


class _File(msgspec.Struct, forbid_unknown_fields=True):
    contact: str | None = None
    notify: tuple[str, ...] = ()
    sites: tuple[_SiteTable, ...] = ()


def load(path: Path) -> Settings:
    """The settings in archiver.toml. Raises ConfigError, naming the file and the key, for every mistake in it."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(str(path), "", f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise ConfigError(str(path), "", "is not UTF-8 text") from error
    try:
        file = msgspec.convert(tomllib.loads(text), _File)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(str(path), "", f"is not TOML ({error})") from error
    except msgspec.ValidationError as error:
        key, message = _explain(str(error))
        raise ConfigError(str(path), key, message) from error
    sites = tuple(_site(str(path), f"sites[{index}]", table) for index, table in enumerate(file.sites))
    _refuse_doubles(str(path), sites)
    if file.contact is not None and not is_contact(file.contact):
        raise ConfigError(str(path), "contact", f'"{file.contact}" is not a mail or web address')
    return Settings(contact=file.contact, notify=file.notify, sites=sites)


def from_url(url: str) -> Site:
    """A site with the default settings, named after its host (and folder). Raises UsageError for no address."""
    address = urls.from_user(url)
    parsed = urls.parse(address)
    assert parsed is not None
    folder = [part for part in parsed.path.split("/") if part and "." not in part]
    port = f"-{parsed.port}" if parsed.port else ""
    name = "-".join([parsed.host.removeprefix("www.").strip("[]").replace(":", "-") + port, *folder])
    return Site(name=re.sub(r"[^\w.-]+", "-", name), url=address)


def is_contact(text: str) -> bool:
    """Whether the text can stand in a header, as a mail or web address can."""
    return text.isprintable() and text.isascii()


def duration(text: float | str) -> float:
    """Seconds in "90", "15m", "6h", "1d", "2w" or a number. Raises ValueError."""
    if isinstance(text, int | float):
        seconds = float(text)
    else:
        match = _DURATION.match(text)
        if match is None:
            raise ValueError(text)
        seconds = float(match[1]) * _SECONDS[match[2]]
    if not 0 <= seconds <= _LONGEST_S:  # nor is nan, which TOML knows
        raise ValueError(text)
    return seconds


def _site(path: str, key: str, table: _SiteTable) -> Site:
    try:
        plain = from_url(table.url)
    except UsageError as error:
        raise ConfigError(path, f"{key}.url", str(error)) from error
    pins = Pins(**msgspec.structs.asdict(table.pins))
    for name, message in chain(_wrong_words(table), _wrong_numbers(table), _wrong_patterns(table), _wrong_pins(pins)):
        raise ConfigError(path, f"{key}.{name}", message)
    return replace(
        plain,
        name=table.name or plain.name,
        scope=table.scope,
        delay_s=duration(table.delay),
        concurrency=table.concurrency,
        period_s=duration(table.period),
        recheck_s=duration(table.recheck),
        tags=table.tags,
        posts=table.posts,
        skip=table.skip,
        max_requests=table.max_requests,
        noindex=table.noindex,
        source=table.source,
        title=table.title,
        pins=pins,
    )


def _wrong_words(table: _SiteTable) -> Iterator[tuple[str, str]]:
    if table.name and not _NAME.match(table.name):
        yield "name", f'"{table.name}" is not a name (letters, digits, "-", "_" and ".")'
    if table.scope not in SCOPES and urls.parse(table.scope) is None:
        yield "scope", f'"{table.scope}" is none of {", ".join(SCOPES)}, and no address that posts begin with'
    if table.noindex not in NOINDEX:
        yield "noindex", f'"{table.noindex}" is none of {", ".join(NOINDEX)}'
    if table.source not in SOURCES:
        yield "source", f'"{table.source}" is none of {", ".join(SOURCES)}'
    if table.noindex == "skip" and table.source == "rest":
        yield "noindex", 'what pages ask is not seen where source is "rest"'


def _wrong_numbers(table: _SiteTable) -> Iterator[tuple[str, str]]:
    if not 1 <= table.concurrency <= MOST_CONCURRENT:
        yield "concurrency", f"{table.concurrency} is not between 1 and {MOST_CONCURRENT}"
    if table.max_requests < 0:
        yield "max_requests", f"{table.max_requests} is negative (0 = no budget)"
    for name, value in (("delay", table.delay), ("period", table.period), ("recheck", table.recheck)):
        try:
            seconds = duration(value)
        except ValueError:
            yield name, f'"{value}" is not a time (write 90, "15m", "6h", "1d" or "2w")'
        else:
            if name == "period" and not seconds:  # the site would be due again at once, for ever
                yield name, f'"{value}" is no time at all (write "6h", "1d" or "2w")'


def _wrong_patterns(table: _SiteTable) -> Iterator[tuple[str, str]]:
    for name, patterns in (("posts", table.posts), ("skip", table.skip)):
        for index, pattern in enumerate(patterns):
            try:
                re.compile(pattern)
            except re.error as error:
                yield f"{name}[{index}]", f'"{pattern}" is not a regular expression ({error})'


def _wrong_pins(pins: Pins) -> Iterator[tuple[str, str]]:
    if pins == Pins():
        return
    from archiver.dom.selectors import compiled  # noqa: PLC0415 - it loads lxml: only where there is a pin to check

    for name, keys in (("container", pins.container), ("cut", pins.cut), ("keep", pins.keep)):
        for index, key in enumerate(keys):
            if is_text(key) and name != "container":
                if not _TEXT.fullmatch(key):
                    yield f"pins.{name}[{index}]", f"{key} is no text in quotes: it ends without one, or says nothing"
                continue
            try:
                compiled(key)
            except UsageError as error:
                yield f"pins.{name}[{index}]", str(error)
    yield from _wrong_sources(pins)


def _wrong_sources(pins: Pins) -> Iterator[tuple[str, str]]:
    split = [key.partition("=") if "=" in key else ("", "", key) for key in pins.forbid]
    pinned = [(f"pins.fields.{name}", name, source, ()) for name, source in pins.fields.items()]
    forbidden = [(f"pins.forbid[{at}]", name, source, LAST_SOURCES) for at, (name, _, source) in enumerate(split)]
    for place, name, source, besides in (*pinned, *forbidden):
        if name not in ("", *FIELDS):
            yield place, f'"{name}" is none of {", ".join(FIELDS)}'
        elif not is_source(source) and source not in besides:
            listed = ", ".join((*SOURCE_NAMES, *besides))
            yield place, f'"{source}" is no source: it can be {listed}, or begin with {", ".join(SOURCE_KINDS)}'


def _refuse_doubles(path: str, sites: tuple[Site, ...]) -> None:
    names: dict[str, int] = {}
    addresses: dict[str, int] = {}
    for index, site in enumerate(sites):
        for seen, value, key in ((addresses, urls.identity(site.url), "url"), (names, site.name, "name")):
            if value in seen:
                raise ConfigError(path, f"sites[{index}].{key}", f'"{value}" stands at sites[{seen[value]}] already')
            seen[value] = index


def _explain(message: str) -> tuple[str, str]:
    """The key and the complaint in msgspec's message "Expected `int`, got `str` - at `$.sites[0].delay`"."""
    match = _INDEXED.search(message)
    text = message.partition(" - at ")[0]
    key = match[1] if match else ""
    unknown = re.match(r"Object contains unknown field `([^`]*)`", text)
    if unknown:
        return (f"{key}.{unknown[1]}" if key else unknown[1]), "is not a setting (see docs/configuration.md)"
    missing = re.match(r"Object missing required field `([^`]*)`", text)
    if missing:
        return (f"{key}.{missing[1]}" if key else missing[1]), "is missing"
    if key == "sites" and text.endswith("got `object`"):
        return key, "is one table, and must be a list of them (write [[sites]])"
    return key, text[0].lower() + text[1:]
