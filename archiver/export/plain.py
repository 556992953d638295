"""Text that XML, HTML and names of files can hold. Pure."""

from __future__ import annotations

import re
from html import escape

# XML 1.0 §2.2 has no way to write these, escaped or not. Browsers show none of them.
_BREAKS = re.compile(r"[\x0b\x0c\x1c-\x1e]")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# What XML takes and HTML calls a parse error besides (§13.2.3.5: controls and noncharacters)
_NOT_IN_HTML = re.compile(
    "[\x7f-\x84\x86-\x9f\ufdd0-\ufdef"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "]"
)


def xml_text(text: str) -> str:
    """The text without the characters that XML 1.0 cannot hold: separators become spaces, the others go."""
    if not (_UNWRITABLE.search(text) or _BREAKS.search(text)):
        return text
    return _UNWRITABLE.sub("", _BREAKS.sub(" ", text))


def html_text(text: str) -> str:
    """The text without the characters that XML or HTML cannot hold: separators become spaces, the others go."""
    text = xml_text(text)
    return text if text.isascii() and "\x7f" not in text else _NOT_IN_HTML.sub("", text.replace("\x85", " "))


def paragraphs(text: str) -> str:
    """Plain text, one block a line, as html with a paragraph a line."""
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
