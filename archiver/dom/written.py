"""The text of cleaned content read from its html as it is written: what `blocks.read` gives, at half of its cost.

A tree costs an object an element and calls at each step; patterns over the written form do without. Elements are not
known here, so that whoever wants to take a block out reads the tree.
"""

from __future__ import annotations

import html
import re

from archiver.dom.blocks import collapse, tidy_code
from archiver.dom.noise import INLINE, are_line_numbers

# libxml2 writes tags in lower case, and every < and > of a text or an attribute as an entity, but for a server-side
# include in an attribute: `is_plain`.
_LISTING = re.compile(r"<pre\b[^>]*>(.*?)</pre>", re.DOTALL)
_BREAK = re.compile(r"<br\b[^>]*>")
_FREQUENT = ("a", "code", "span", "em", "strong", "b", "i", "img")  # tried first
_INLINE_TAG = re.compile(rf"</?(?:{'|'.join((*_FREQUENT, *sorted(INLINE.difference(_FREQUENT))))})(?![^\s/>])[^>]*>")
_TAG = re.compile(r"<[^>]*>")


def is_plain(written: str) -> bool:
    """Whether `read` reads this html as `blocks.read` reads its tree: without rows of tables, without comments."""
    return "<tr" not in written and "<!--" not in written


def read(written: str) -> list[str]:
    """The text of each block, in order. written: cleaned content (listings normalised) as lxml.html writes it."""
    found: list[str] = []
    for index, part in enumerate(_LISTING.split(written) if "<pre" in written else (written,)):
        is_code = index % 2 == 1
        broken = _BREAK.sub("\x00", part) if "<br" in part else part
        text = _TAG.sub("", part) if is_code else _TAG.sub("\x01", _INLINE_TAG.sub("", broken))
        if "&" in text:
            text = html.unescape(text)
        if not is_code:
            found += [run for raw in text.split("\x01") if raw and not raw.isspace() and (run := collapse(raw))]
        elif text.strip() and not are_line_numbers(text):
            found.append(tidy_code(text))
    return found
