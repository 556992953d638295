"""Reading what lists of posts say: values of any type from outside, as text, names and terms."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from archiver import urls
from archiver.records import Author

MAX_TERMS = 100  # of one post; more is a mistake or an attack
LONGEST_LINE = 2000  # characters of a title or name
LONGEST_EXCERPT = 20_000  # characters of markup
_TAG = re.compile(r"<[^<>]*>")
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|br|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|tt|u|wbr)\b[^<>]*>",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(r"(?:\[?(?:…|\.\.\.|&#8230;|&hellip;|&#x2026;)\]?|\[[^\]<]{1,40}\])\s*(?:</\w+>\s*)*$")
_BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|pre|blockquote|figure|table|div)>|<br\s*/?>\s*<br", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_FULL_FROM = 500  # characters of markup; a teaser of two paragraphs stays below
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*")
_CALL = re.compile(r"\s*(?:/\*\*/)?\s*(?:var\s+)?[\w.$]{1,60}\s*[=(]\s*")


def load(body: bytes) -> Any:  # noqa: ANN401 - json has no narrower type
    """A JSON value, also one that a script assigns or passes to a function; None where it is none."""
    text = (
        body.decode("utf-8-sig", "replace")
        if body[:2] not in (b"\xff\xfe", b"\xfe\xff")
        else body.decode("utf-16", "replace")
    )
    call = _CALL.match(text)
    try:
        if call:
            return json.JSONDecoder(strict=False).raw_decode(text, call.end())[0]
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def text(value: object) -> str | None:
    """A string, or a number as one; None for anything else and for blanks. {"rendered": …} is what it renders."""
    if isinstance(value, dict):
        value = value.get("rendered")
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return value.strip() or None if isinstance(value, str) else None


def address(base: str, *values: object) -> str | None:
    """The first of these that is an address, absolute; relative ones mean one of the document's site."""
    found = (urls.resolve(base, value) for value in values if isinstance(value, str) and value.strip())
    return next((url for url in found if url), None)


def line(value: object) -> str | None:
    """One line of plain text from a title or name: inline tags and entities undone, spaces collapsed."""
    stated = text(value)
    if stated is None:
        return None
    return _SPACE.sub(" ", html.unescape(_INLINE.sub("", stated[:LONGEST_LINE]))).strip() or None


def prose(value: object) -> str | None:
    """The plain text of markup, in one line: what an excerpt says."""
    stated = text(value)
    if stated is None:
        return None
    return _SPACE.sub(" ", html.unescape(_TAG.sub(" ", stated[:LONGEST_EXCERPT]))).strip() or None


def whole(markup: str | None) -> bool:
    """Whether markup looks like a whole post: several blocks, long enough, not ending in an ellipsis or [Read more]."""
    if not markup or len(markup) < _FULL_FROM or _ELLIPSIS.search(markup[-200:].strip()):
        return False
    return len(_BLOCK_END.findall(markup)) > 1


def terms(value: object) -> tuple[str, ...]:
    """Names of categories or tags: a list of strings or of {"name": …}, or one string with commas; each once."""
    if isinstance(value, str):
        value = value.split(",")
    if isinstance(value, dict):
        value = list(value.values()) if all(isinstance(item, dict) for item in value.values()) else [value]
    if not isinstance(value, list):
        return ()
    named = (line(item.get("name") or item.get("title")) if isinstance(item, dict) else line(item) for item in value)
    return tuple(dict.fromkeys(name for name in named if name))[:MAX_TERMS]


def author(name: object, url: object = None, bio: object = None) -> tuple[Author, ...]:
    """One author, or none where there is no name; an e-mail address is no name."""
    stated = line(name)
    if stated is None:
        return ()
    stated = _MAIL.sub("", stated).strip(" ()<>,") if "@" in stated else stated
    return (Author(stated, text(url), line(bio)),) if stated else ()


def authors(value: object) -> tuple[Author, ...]:
    """Authors from a list, an object or a name: {"name", "url", "bio"} in the spellings of the platforms."""
    if isinstance(value, list):
        return tuple(dict.fromkeys(one for item in value[:MAX_TERMS] for one in authors(item)))
    if isinstance(value, dict):
        name = value.get("name") or value.get("display_name") or value.get("displayName")
        return author(name, value.get("link") or value.get("url"), value.get("bio") or value.get("description"))
    return author(value)
