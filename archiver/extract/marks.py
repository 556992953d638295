"""The traits of a page that may tell a site's posts from its other pages: what `learn/addresses` counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archiver.extract import headlines, signs

if TYPE_CHECKING:
    from archiver.page import Page

_DIGITS = re.compile(r"\d+")
_OWN_CLASS = re.compile(
    r"^(?:postid|page-id|post|category|tag|author|term|parent-pageid|single-format|attachmentid)-?\w*N"
)
_TELLING_META = ("article:", "og:type", "twitter:label", "citation", "dc.", "author", "parsely")
_STEPS = ((0, "0"), (1, "1"), (4, "2-4"), (9, "5-9"))


def read(page: Page) -> frozenset[str]:
    """The page's traits as words: elements with their classes, body classes, kinds of structured data, counts in steps.

    "div.tags", "article.post x2" (it stands there more than once), "body.single", "meta article:published_time",
    "ld blogposting", "entries 5-9". Nothing of what a single post says is among them.
    """
    outline = page.outline
    found: set[str] = set()
    for key, count in outline.keys.items():
        if "." in key or "#" in key or key in {"time", "article", "h1"}:
            found.add(key)
            if count > 1:
                found.add(f"{key} x2")
    for name in page.body_classes:
        folded = _DIGITS.sub("N", name)
        if not _OWN_CLASS.match(folded):
            found.add(f"body.{folded}")
    found.update(f"meta {name}" for name in page.metas if name.startswith(_TELLING_META))
    found.update(f"og:type {value.lower()}" for value in page.metas.get("og:type", ())[:1])
    found.update(f"ld {name}" for node in page.json_ld for name in signs.types(node))
    found.update(
        f"rel {rel}" for link in page.links for rel in link.rels if rel in {"prev", "next", "shortlink", "amphtml"}
    )
    found.add("entries " + _step(len(outline.entries)))
    found.add("dates " + _step(len(outline.times)))
    found.add("own headline" if headlines.headline(page) is not None else "no headline")
    return frozenset(found)


def _step(count: int) -> str:
    return next((name for limit, name in _STEPS if count <= limit), "10+")
