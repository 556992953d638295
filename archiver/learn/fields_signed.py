# ruff: noqa: RUF001 - marks and digits of many scripts
"""Who signs the pages of a site on which no page names an author: "© 2019-2026 Jane Doe" at the foot of each."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from archiver.evidence import names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from lxml.html import HtmlElement

    from archiver.page import Page

_ASKED = 12  # pages: a foot is the same on all
_NEARLY_ALL = 0.8  # of these
_LONGEST = 1_000  # characters of a foot
_FOOT = re.compile(r"(?:^|[\s_-])(?:footer|foot|copyright|colophon)", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:©|ⓒ|\(c\)|copyrights?|版权所有|版權所有|حق\s+نشر)[\s©ⓒ:：]*(?:\(c\))?\s*"
    r"(?:[\d۰-۹]{4}(?:\s*[-–—~至]\s*(?:[\d۰-۹]{4}|present|now|今))?)?[\s,，·|]*(?:by\s+)?(?P<name>[^\n.,，。|·•©]{2,40})",
    re.IGNORECASE,
)


def signer(pages: Sequence[Page], site_names: Collection[str]) -> str:
    """The person whom the copyright line at the foot of nearly all pages names; "" without one, or for the site."""
    asked = pages[:_ASKED]
    known = {names.key(name) for name in site_names}
    signed = Counter(name for page in asked for name in {*_names_at_foot(page.tree)} if names.key(name) not in known)
    name, count = signed.most_common(1)[0] if signed else ("", 0)
    return name if len(signed) == 1 and count >= _NEARLY_ALL * len(asked) else ""


def _names_at_foot(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("footer", "div", "p", "section", "small"):
        if element.tag != "footer" and not _FOOT.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            continue
        text = "\n".join(piece for text in element.itertext() if (piece := " ".join(text.split())))
        match = _SIGNED.search(text[:_LONGEST])
        name = names.tidy(match["name"]) if match else ""
        if name and names.may_be_person(name):
            yield name
