"""Names of elements: the tokens that a page gives an element, written as CSS, and finding elements by CSS."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector

from archiver.errors import UsageError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAME = re.compile(r"[^\W\d][\w-]*|-[^\W\d][\w-]*|_[\w-]*")
# What WordPress and others note about a single post, not about the layout (post_class(), body_class()).
_STATE = re.compile(
    r"(?:category|tag|author|status|format|type|has|term|lang|is|no|menu-item)-.*|.*-?\d{2,}.*|.*-[0-9a-f]{7,}",
    re.IGNORECASE,
)
_ATTRIBUTES = ("itemprop", "data-elementor-type", "data-widget_type", "role", "property")
_NAMING = frozenset(("id", "class", *_ATTRIBUTES))
_LENGTH = etree.XPath("string-length(normalize-space())")
_LONGEST = 60  # characters of a name; more is a text
_LARGEST_FACTOR = 2.0  # of several elements of one name, the container is the one twice as long as the next


def tokens(element: HtmlElement) -> tuple[str, ...]:
    """The names of an element, each a CSS selector: "div#main", "div.entry-content", 'div[itemprop="articleBody"]'."""
    if not may_be_named(element):
        return ()
    get = element.get
    others = (get("itemprop"), get("data-elementor-type"), get("data-widget_type"), get("role"), get("property"))
    return _tokens(str(element.tag), get("id") or "", get("class") or "", others)


def may_be_named(element: HtmlElement) -> bool:
    """False where an element has no `tokens`: as most in a text, at little cost."""
    return not _NAMING.isdisjoint(element.keys())


@lru_cache(maxsize=8192)
def _tokens(tag: str, identifier: str, classes: str, others: tuple[str | None, ...]) -> tuple[str, ...]:
    found = [f"{tag}#{identifier}"] if _NAME.fullmatch(identifier) else []
    found += [f"{tag}.{name}" for name in dict.fromkeys(classes.split()) if _NAME.fullmatch(name)]
    for attribute, value in zip(_ATTRIBUTES, others, strict=True):
        if value and '"' not in value and "\\" not in value and len(value) < _LONGEST:
            found.append(f'{tag}[{attribute}="{value}"]')
    return tuple(found)


def is_state(token: str) -> bool:
    """True where a name tells of one post ("article.category-news", "div#post-17"), not of the layout."""
    return _STATE.fullmatch(re.split(r"[#.]", token, maxsplit=1)[-1]) is not None if "[" not in token else False


@lru_cache(maxsize=2048)
def compiled(css: str) -> CSSSelector:
    """The selector, ready to be used. Raises UsageError where `css` is not one."""
    try:
        return CSSSelector(css, translator="html")
    except (SelectorError, etree.XPathSyntaxError) as error:
        raise UsageError(f'"{css}" is not a CSS selector ({error})') from error


def find_all(root: HtmlElement, css: str) -> list[HtmlElement]:
    """The elements below `root`, itself included, that a selector names, in document order."""
    return compiled(css)(root)


def find_container(root: HtmlElement, css: str) -> HtmlElement | None:
    """The one element that a selector means on a page: the only one, or clearly the largest; None where unclear.

    Related posts reuse the class of a post's content, so that several elements of one name are no reason to give up.
    """
    found = find_all(root, css)
    if len(found) <= 1:
        return found[0] if found else None
    outermost = [element for element in found if not any(ancestor in found for ancestor in element.iterancestors())]
    sized = sorted(((text_size(element), index) for index, element in enumerate(outermost)), reverse=True)
    if len(sized) == 1 or sized[0][0] >= _LARGEST_FACTOR * max(1, sized[1][0]):
        return outermost[sized[0][1]]
    return None


def text_size(element: HtmlElement) -> int:
    """Characters of text below an element, about; scripts and styles have none."""
    unread = sum(len((code.text or "").strip()) for code in element.iter("script", "style"))
    return int(cast("float", _LENGTH(element))) - unread


def path_to(element: HtmlElement) -> str | None:
    """A selector by position for an element without a name: from the nearest ancestor with an id, or from body.

    Such as "div#main > div:nth-of-type(2)"; "body" for the body itself.
    """
    steps: list[str] = []
    node: HtmlElement | None = element
    while node is not None:
        if node.tag == "body":
            return " > ".join(["body", *reversed(steps)])
        names = [token for token in tokens(node) if "#" in token and not is_state(token)]
        if names and node is not element:
            return " > ".join([names[0], *reversed(steps)])
        tag = str(node.tag)
        same = 1 + len(list(node.itersiblings(tag, preceding=True)))
        steps.append(f"{tag}:nth-of-type({same})")
        node = node.getparent()
    return None
