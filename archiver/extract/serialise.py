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
_CODE = re.compile(r"(<(?:pre|code)\b[^<]*(?:<(?!/(?:pre|code)>)[^<]*)*</(?:pre|code)>)")
# No page holds one of these: `page` takes control characters out.
_CODE_MARK, _SIGN_MARK, _BACKSLASH_MARK, _QUOTE_MARK = "\x00", "\x02", "\x03", "\x04"
_IN_TEXT = r"(?=[^<>\x00]*+(?:[<\x00]|\Z))"  # what comes next is no tag's end
# What a text holds that would be markup in markdown, each with a letter to look for first and with what to write. A
# sign is marked before the html is converted and its mark becomes a backslash after it: the converter (3.21) doubles
# our backslashes, its own escapes build a tree at twice the time, and its escape_misc makes "5-day" "5\\-day". It
# does escape what starts a block at the start of a paragraph, and "]" in a link's text.
_SIGNS = tuple(
    (letter, re.compile(pattern + _IN_TEXT), written.replace("M", _SIGN_MARK))
    for letter, pattern, written in (
        ("\\", r"\\(?=[!-/:-@\[-`{-~\n\x00]|\Z)", _BACKSLASH_MARK),
        ("*", r"\*", "M*"),
        ("_", r"_(?:(?<![^\W_]_)|(?![^\W_]))", "M_"),  # between letters it is no emphasis
        ("`", r"`", "M`"),
        ("~", r"~~", "M~M~"),
        ("]", r"\](?=\(|:\s*[^\s<]+\s*[<\n])", "]M"),  # a link's middle, or a line that says where a name leads
        ("!", r"!(?=(?:<\w[^>]*>)*<a\b)", "M!"),  # a link after it would be a picture
        ("&", r"&(?=lt;[A-Za-z/!?]|amp;#?\w+;)", "M&"),
        # a block that a wrapped line would start
        ("\n", r"\n[ \t]*+(?:1(?=[.)]\s)|(?=[-+]\s|[-=]+[ \t]*[<\n]|#+[\s<]|&gt;))", r"\g<0>M"),
    )
)
_FIGURE = re.compile(r"<(/?)fig(?:ure|caption)\b")  # the converter puts no line between a caption and the next figure
# The converter puts no line between a paragraph, or a quote, and the next quote: an empty one before each parts them.
_BEFORE_QUOTE = f"<p>{_QUOTE_MARK}</p><blockquote"
_EMPTY = re.compile(rf"^[ >]*{_QUOTE_MARK}\n|{_QUOTE_MARK}(?:\n *)?", re.MULTILINE)
_RUBY = re.compile(r"</?(?:ruby|rt|rp)\b[^>]*>")  # the converter puts all readings behind all signs
# In its own style, with nothing to highlight, the converter builds no tree: half the time.
_DIRECT = ConversionOptions(escape_misc=False, highlight_style=HighlightStyle.NONE, extract_metadata=False)
_HIGHLIGHTING = ConversionOptions(escape_misc=False, extract_metadata=False)


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
    if 'title=""' in portable:
        portable = portable.replace(' title=""', "")
    is_quoting = "<blockquote" in portable
    if is_quoting:
        portable = portable.replace("<blockquote", _BEFORE_QUOTE)
    style = _HIGHLIGHTING if "<mark" in portable else _DIRECT
    converted = convert(_marked(portable), style).content or ""
    if is_quoting:
        converted = _EMPTY.sub("", converted)
    return converted.replace(_BACKSLASH_MARK, r"\\").replace(_SIGN_MARK, "\\").strip()


def _marked(written: str) -> str:
    """The html with its texts' signs marked, but in code."""
    pieces = _CODE.split(written) if "</code>" in written or "</pre>" in written else [written]
    texts = _CODE_MARK.join(pieces[::2])
    for letter, sign, marked in _SIGNS:
        if letter in texts:
            texts = sign.sub(marked, texts)
    pieces[::2] = texts.split(_CODE_MARK)
    return "".join(pieces)


def _labelled(content: HtmlElement) -> str:
    """The content as html, embeds with a text to click on."""
    embeds = [link for link in content.iter("a") if link.get("data-embed") is not None and not link.text]
    for link in embeds:
        link.text = link.get("data-embed")
    written = html.tostring(content, encoding="unicode")
    for link in embeds:
        link.text = None
    return written
