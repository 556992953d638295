"""Images of a post: the address behind lazy loading, srcset, picture and noscript, with alt and caption."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archiver import urls
from archiver.dom import blocks
from archiver.records import Image

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

# Where lazy loaders keep the real address (WP Rocket, Jetpack, lazysizes, a3, Smush, Medium, Hexo themes).
_LAZY = (
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-orig-src",
    "data-lazyload",
    "data-lazy",
    "data-echo",
    "data-url",
    "data-original-src",
    "data-actualsrc",
    "data-image",
    "data-hi-res-src",
)
_LAZY_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_PLACEHOLDER = re.compile(
    r"^(?:data:|about:)|(?:blank|pixel|spacer|placeholder|loading|lazy|transparent|grey|1x1|trans)[\w-]*\.(?:gif|png|svg|jpe?g)",
    re.IGNORECASE,
)
_CANDIDATE = re.compile(r"\s*(\S*[^\s,])(?:\s+([\d.]+)([wx]))?\s*(?:,|$)")
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]*?url\(\s*[\"']?([^\"')]+)", re.IGNORECASE)
_LAZY_BACKGROUNDS = ("data-bg", "data-background-image", "data-background", "data-thumbnail")
TILES = frozenset(("div", "a", "li", "figure", "section"))  # not spans: they draw icons and blurred previews


def reveal_backgrounds(elements: Iterable[HtmlElement]) -> None:
    """Elements of `TILES` that show nothing but their background, as in galleries, get it as an image.

    Not beside an image: there it is the blurred preview of that.
    """
    tiles = [(element, source) for element in elements if (source := _background(element))]
    for element, source in [tile for tile in tiles if not (_shows(tile[0].getprevious()) or _shows(tile[0].getnext()))]:
        label = element.get("aria-label") or element.get("title") or ""
        element.append(element.makeelement("img", src=source, alt=label))


def _background(element: HtmlElement) -> str:
    """The address of an empty element's background; "" where it has none, or another content."""
    if len(element) or (element.text and not element.text.isspace()):
        return ""
    style = _BACKGROUND.search(element.get("style") or "")
    named = (element.get(name) or "" for name in _LAZY_BACKGROUNDS)
    source = style[1].strip() if style else next((name for name in named if "." in name), "")
    return "" if _PLACEHOLDER.search(source) else source


def _shows(element: HtmlElement | None) -> bool:
    return element is not None and next(element.iter("img", "picture"), None) is not None


def address(img: HtmlElement, base_url: str) -> str | None:
    """The absolute address of what the reader sees; None where the element shows nothing."""
    source = (img.get("src") or "").strip()
    for name in _LAZY:
        lazy = (img.get(name) or "").strip()
        if lazy and not _PLACEHOLDER.search(lazy) and (resolved := urls.resolve(base_url, lazy)):
            return resolved
    if source and not _PLACEHOLDER.search(source):
        return urls.resolve(base_url, source)
    sets = [img.get(name) for name in _LAZY_SETS]
    picture = next(img.iterancestors("picture"), None)  # not the parent: libxml2 puts what follows a <source> inside it
    if picture is not None:
        sets += [found.get(name) for found in picture.iter("source") for name in _LAZY_SETS]
    largest = _largest(", ".join(filter(None, sets)))
    if largest:
        return urls.resolve(base_url, largest)
    return urls.resolve(base_url, source) if source and not source.startswith(("data:", "about:")) else None


def _largest(srcset: str) -> str | None:
    """The largest candidate of a srcset; the first of equals."""
    found = [
        (float(size) * (1000 if unit == "x" else 1), url)
        for url, size, unit in ((m[1], m[2] or "1", m[3] or "x") for m in _CANDIDATE.finditer(srcset))
        if not _PLACEHOLDER.search(url)
    ]
    return max(found, key=lambda candidate: candidate[0])[1] if found else None


def rows(content: HtmlElement) -> tuple[Image, ...]:
    """The images of a cleaned post in order, each address once."""
    found: dict[str, Image] = {}
    for img in content.iter("img"):
        url = img.get("src") or ""
        image = Image(url, " ".join((img.get("alt") or "").split()), _caption(img))
        known = found.get(url)
        if known is None or (image.caption and not known.caption):
            found[url] = image
    return tuple(found.values())


def _caption(img: HtmlElement) -> str:
    figure = next(img.iterancestors("figure"), None)
    caption = figure.find(".//figcaption") if figure is not None else None
    return blocks.joined(blocks.read(caption)).replace("\n", " ") if caption is not None else ""
