"""Cleaned content as text, sanitised html and markdown."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING

import nh3
from html_to_markdown import ConversionOptions, convert
from lxml import html

from archiver.extract.clean import KEPT

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"id", "dir", "lang", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "code": {"class"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "time": {"datetime"},
    "blockquote": {"cite"},
    "q": {"cite"},
}
_CLEANER = nh3.Cleaner(
    tags=set(KEPT),
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto", "tel", "ftp", "magnet", "xmpp", "geo"},
    link_rel="noopener noreferrer",
    strip_comments=True,
)
# What would be markup in markdown: a backslash before punctuation, code, a tag, a link's middle, an entity. Written as
# entities: the converter (3.21) escapes a backslash of ours again, and its own escape_misc makes "5-day" "5\\-day".
_MARKUP = re.compile(r"\\(?=[!-/:-@\[-`{-~])|`|<(?=[A-Za-z/!?])|\](?=\()|&(?=#?\w+;)")
_ENTITIES = {"\\": "&#92;", "`": "&#96;", "<": "&lt;", "]": "&#93;", "&": "&amp;"}
_OPTIONS = ConversionOptions(
    escape_asterisks=True, escape_underscores=True, escape_misc=False, bullets="-", extract_metadata=False
)


def to_html(content: HtmlElement) -> str:
    """Html without anything that a browser would run, its structure and addresses kept."""
    return _CLEANER.clean(_labelled(content)).strip()


def to_markdown(content: HtmlElement) -> str:
    """Markdown (CommonMark with tables)."""
    portable = copy.deepcopy(content)
    for caption in portable.iter("figcaption"):
        caption.tag = "p"
    _escape(portable)
    return (convert(_labelled(portable), _OPTIONS).content or "").strip()


def _escape(element: HtmlElement) -> None:
    """Write as entities what would be markup in markdown, outside code."""
    for part in element.iter():
        if part.tag not in {"code", "pre"} and part.text:
            part.text = _MARKUP.sub(_entity, part.text)
        if part.tail and next(part.iterancestors("code", "pre"), None) is None:
            part.tail = _MARKUP.sub(_entity, part.tail)


def _entity(match: re.Match[str]) -> str:
    return _ENTITIES[match[0]]


def _labelled(content: HtmlElement) -> str:
    """The content as html, embeds with a text to click on."""
    embeds = [link for link in content.iter("a") if link.get("data-embed") is not None and not link.text]
    for link in embeds:
        link.text = link.get("data-embed")
    written = html.tostring(content, encoding="unicode")
    for link in embeds:
        link.text = None
    return written
