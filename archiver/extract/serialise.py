"""Cleaned content as text, sanitised html and markdown."""

from __future__ import annotations

import copy
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
_OPTIONS = ConversionOptions(
    escape_asterisks=True, escape_underscores=True, escape_misc=True, bullets="-", extract_metadata=False
)


def to_html(content: HtmlElement) -> str:
    """Html without anything that a browser would run, its structure and addresses kept."""
    return _CLEANER.clean(_labelled(content)).strip()


def to_markdown(content: HtmlElement) -> str:
    """Markdown (CommonMark with tables)."""
    portable = copy.deepcopy(content)
    for caption in portable.iter("figcaption"):
        caption.tag = "p"
    return (convert(_labelled(portable), _OPTIONS).content or "").strip()


def _labelled(content: HtmlElement) -> str:
    """The content as html, embeds with a text to click on."""
    embeds = [link for link in content.iter("a") if link.get("data-embed") is not None and not link.text]
    for link in embeds:
        link.text = link.get("data-embed")
    written = html.tostring(content, encoding="unicode")
    for link in embeds:
        link.text = None
    return written
