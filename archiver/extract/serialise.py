"""Cleaned content as text, sanitised html and markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import nh3
from html_to_markdown._html_to_markdown import (  # the wrapper checks 50 options a call
    ConversionOptions,
    HighlightStyle,
    convert,
)
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
# entities, which stand in the html with their ampersand escaped: the converter (3.21) escapes our backslashes
# again, and its own escape_misc makes "5-day" "5\\-day". What is code or a tag is passed over.
_CODE = re.compile(r"(<(?:pre|code)\b[^<]*(?:<(?!/(?:pre|code)>)[^<]*)*</(?:pre|code)>)")
_SPECIAL = re.compile(r"\\(?=[!-/:-@\[-`{-~]|\Z)|`|\](?=\()|&lt;(?=[A-Za-z/!?])|&amp;(?=#?\w+;)")
_MARKUP = re.compile(rf"<[^>]*?[\\`&\]][^>]*>|({_SPECIAL.pattern})")  # no tag but one that holds a sign
_ENTITIES = {"\\": "&amp;#92;", "`": "&amp;#96;", "&lt;": "&amp;lt;", "]": "&amp;#93;", "&amp;": "&amp;amp;"}
_FIGURE = re.compile(r"<(/?)fig(?:ure|caption)\b")  # the converter puts no line between a caption and the next figure
_RUBY = re.compile(r"</?(?:ruby|rt|rp)\b[^>]*>")  # the converter puts all readings behind all signs
_ESCAPING = ConversionOptions(escape_asterisks=True, escape_underscores=True, escape_misc=False, extract_metadata=False)
# In its own style, with nothing to escape and nothing to highlight, the converter builds no tree: half the time. What
# it writes reads the same then, but for empty titles of links; a paragraph after a list in a quote stays its own.
_DIRECT = ConversionOptions(escape_misc=False, highlight_style=HighlightStyle.NONE, extract_metadata=False)
_STRESS = re.compile(r"[*_][^<>]*+(<?)")  # what follows a sign in a text is the next tag; in a tag it is its end


def to_html(content: HtmlElement, written: str | None = None) -> str:
    """Html without anything that a browser would run, its structure and addresses kept.

    written: the content as lxml.html writes it, where that was done before.
    """
    if written is None or "data-embed" in written:
        written = _labelled(content)
    return _CLEANER.clean(written).strip()


def to_markdown(sanitised: str) -> str:
    """The html that `to_html` gives as markdown (CommonMark with tables)."""
    portable = _FIGURE.sub(r"<\1div", sanitised) if "figcaption" in sanitised else sanitised
    if "<ruby" in portable:
        portable = _RUBY.sub("", portable)
    has_signs, has_stress = _may_hold_signs(portable), _has_stress(portable)
    if has_signs or has_stress:
        pieces = _CODE.split(portable)
        beside_code = "<".join(pieces[::2])
        has_stress = has_stress and _has_stress(beside_code)
        if has_signs and _may_hold_signs(beside_code) and _SPECIAL.search(beside_code):
            pieces[::2] = [_MARKUP.sub(_escaped, text) for text in pieces[::2]]
            portable = "".join(pieces)
    is_direct = not (has_stress or "<mark" in portable or 'title=""' in portable)
    return (convert(portable, _DIRECT if is_direct else _ESCAPING).content or "").strip()


def _has_stress(written: str) -> bool:
    """Whether a text, not an attribute, holds what markdown takes for emphasis."""
    return ("_" in written or "*" in written) and "<" in _STRESS.findall(written)


def _may_hold_signs(text: str) -> bool:
    """False, fast, for most texts: one of these stands in whatever `_SPECIAL` matches."""
    return "\\" in text or "&amp;" in text or "&lt;" in text or "`" in text or "](" in text


def _escaped(match: re.Match[str]) -> str:
    return _ENTITIES[match[1]] if match[1] else match[0]


def _labelled(content: HtmlElement) -> str:
    """The content as html, embeds with a text to click on."""
    embeds = [link for link in content.iter("a") if link.get("data-embed") is not None and not link.text]
    for link in embeds:
        link.text = link.get("data-embed")
    written = html.tostring(content, encoding="unicode")
    for link in embeds:
        link.text = None
    return written
