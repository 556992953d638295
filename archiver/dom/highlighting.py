"""The colours of listings: elements that only say what kind of word a piece of code is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

# Pygments, Rouge and Chroma ("kd", "s1"), highlight.js, Prism, GitHub; not "ln" and "lnt", Chroma's line numbers.
_WORD = re.compile(r"(?!lnt?$)[a-z]{1,2}[a-z0-9]?|hljs-(?!ln)[\w-]+|token(?:\s+[\w-]+)*|pl-\w+")
_IS_COLOURED = etree.XPath("not(descendant::*[not(self::code or self::span[@class and count(@*) = 1])])")
_CLASSES = etree.XPath("descendant::span/@class", smart_strings=False)


def flatten(content: HtmlElement, cuts: Iterable[str] = ()) -> None:
    """Take the elements out of listings in which nothing else stands; their text stays, in place.

    A fifth of the elements of posts about programming are such, and each would be looked at on its own.
    cuts: selectors of what is to be cut: a listing of which one may name a part is left as it is.
    """
    listings = list(content.iter("pre"))
    if not listings or any(map(_names_word, cuts)):
        return
    for listing in listings:
        if cast("bool", _IS_COLOURED(listing)):
            classes = set(cast("list[str]", _CLASSES(listing)))
            if classes and all(map(_is_word, classes)):
                etree.strip_tags(listing, "span")


@lru_cache(maxsize=4096)
def _is_word(classes: str) -> bool:
    return _WORD.fullmatch(classes.strip()) is not None


@lru_cache(maxsize=4096)
def _names_word(selector: str) -> bool:
    return any(map(_is_word, re.findall(r"\.([\w-]+)", selector)))
