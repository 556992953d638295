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
_TAG_NAME = re.compile(r"<([^ >]++)[^>]*+>")
_BREAK, _BOUNDARY = "\x00", "\x01"
_PARTING = {tag: "" for name in INLINE for tag in (name, f"/{name}")} | {"br": _BREAK}
_TAG = re.compile(r"<[^>]*>")
_BROKEN = re.compile(r"<br\b[^>]*>")


def is_plain(written: str) -> bool:
    """Whether `read` reads this html as `blocks.read` reads its tree: without rows of tables, without comments."""
    return "<tr" not in written and "<!--" not in written


def read(written: str) -> list[str]:
    """The text of each block, in order. written: cleaned content (listings normalised) as lxml.html writes it."""
    found: list[str] = []
    for index, part in enumerate(_LISTING.split(written) if "<pre" in written else (written,)):
        is_code = index % 2 == 1
        text = _listing(part) if is_code else _runs(part)
        if "&" in text:
            text = html.unescape(text)
        if not is_code:
            found += [run for raw in text.split(_BOUNDARY) if raw and not raw.isspace() and (run := collapse(raw))]
        elif text.strip() and not are_line_numbers(text):
            found.append(tidy_code(text))
    return found


def _runs(written: str) -> str:
    """The text of html, a break for each `<br>` and a boundary for any other tag that is not within a line."""
    pieces = _TAG_NAME.split(written)
    pieces[1::2] = [_PARTING.get(name, _BOUNDARY) for name in pieces[1::2]]
    return "".join(pieces)


def _listing(written: str) -> str:
    return _TAG.sub("", _BROKEN.sub(_BREAK, written))
