"""Names of elements that hold over a site's pages: tag and classes, under the nearest named ancestor."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_DIGITS = re.compile(r"\d+")
# What WordPress and others print on the element of each single post: says what the post is, not what the element is.
_POST_STATE = re.compile(
    r"^(?:post|postid|page-id|parent-pageid|term|category|tag|author|status|type|format|product_cat|publisher)-.+|^(?:sticky|has-post-thumbnail|"
    r"no-post-thumbnail|first|last|odd|even|updated|tag-hash-.+|featured|no-image|kind-.+|w-\d+)$"
)
_SINGLE_POST = re.compile(r"(?:^|\s)(?:post-\d+|hentry|type-post|tag-[\w-]+\s+|post\s+tag-|postid-\d+)")
_RANDOM = re.compile(r"-(?=[0-9a-f]*\d)[0-9a-f]{6,}$")  # elementor-element-3fa2b1c
_MAX_TOKENS, _MAX_STEPS, _NAMED = 5, 6, 2


def key(element: HtmlElement) -> str:
    """The element's name on this site: its own token, below its ancestors' up to two that have a class or an id.

    Such as "header.entry-header>h1.entry-title", "article.post>p>em".
    """
    token, named = _token(str(element.tag), element.get("class"), element.get("id"), element.get("itemprop"))
    parts = [token]
    count = 1 if named else 0
    parent = element.getparent()
    while parent is not None and parent.tag not in {"body", "html"} and count < _NAMED and len(parts) < _MAX_STEPS:
        token, named = _token(str(parent.tag), parent.get("class"), parent.get("id"), parent.get("itemprop"))
        parts.append(token)
        count += 1 if named else 0
        parent = parent.getparent()
    return ">".join(reversed(parts))


def find(root: HtmlElement, wanted: str) -> Iterator[HtmlElement]:
    """The elements of that key, in document order. A key that ends in "[n]" means only n-th siblings of their tag."""
    index = 0
    if wanted.endswith("]") and (match := re.search(r"\[(\d+)\]$", wanted)):
        wanted, index = wanted[: match.start()], int(match[1])
    for element in _candidates(wanted)(root):
        if key(element) == wanted and (not index or position(element) == index):
            yield element


def find_each(root: HtmlElement, wanted: tuple[str, ...]) -> dict[str, tuple[HtmlElement, ...]]:
    """What `find` gives for several keys, in one search. None of them may end in a position."""
    found: dict[str, list[HtmlElement]] = {one: [] for one in wanted}
    known: dict[tuple[object, ...], str] = {}  # siblings alike have one key: a list of tags
    for element in _any_candidates(wanted)(root):
        alike = element.getparent(), element.tag, element.get("class"), element.get("id"), element.get("itemprop")
        if alike not in known:
            known[alike] = key(element)
        listed = found.get(known[alike])
        if listed is not None:
            listed.append(element)
    return {one: tuple(elements) for one, elements in found.items()}


_POSITION = re.compile(r"\[\d+\]$")
_CLASSES = etree.XPath("descendant::*/@class", smart_strings=False)


def class_names(root: HtmlElement) -> str:
    """Every class that stands on a page, each spelling of an attribute once."""
    return " ".join(set(cast("list[str]", _CLASSES(root))))


def can_stand(wanted: str, classes: str) -> bool:
    """False where a page with these `class_names` has no element of that key: no search then."""
    return all(name in classes for name in _classes_in(wanted))


@lru_cache(maxsize=1024)
def _classes_in(wanted: str) -> tuple[str, ...]:
    return tuple(filter(None, map(_class_in, _POSITION.sub("", wanted).split(">"))))


@lru_cache(maxsize=1024)
def _candidates(wanted: str) -> etree.XPath:
    return etree.XPath(_path(wanted))


@lru_cache(maxsize=1024)
def _any_candidates(wanted: tuple[str, ...]) -> etree.XPath:
    """What could have any of several keys: what stands below the class that is nearest, one walk for each tag of it.

    Down from there: to ask each link of a page for its parent's class takes thrice as long.
    """
    named: dict[tuple[str, ...], list[str]] = {}
    for one in wanted:
        tokens = one.split(">")
        classes = ((at, name) for at in range(len(tokens) - 1, -1, -1) if (name := _class_in(tokens[at])))
        at, name = next(classes, (len(tokens) - 1, ""))
        named.setdefault(tuple(map(_tag_in, tokens[at:])), []).append(f'contains(@class, "{name}")')
    return etree.XPath("|".join(_downwards(tags, conditions) for tags, conditions in named.items()))


def _downwards(tags: tuple[str, ...], conditions: list[str]) -> str:
    """The path from an element that meets one of some conditions to what stands below it."""
    return "/".join([f"descendant::{tags[0]}[{' or '.join(dict.fromkeys(conditions))}]", *tags[1:]])


def _path(wanted: str) -> str:
    """What could have a key, by its own and its ancestors' tags and one class of each: found in C, not in Python."""
    path = ""
    for token in wanted.split(">"):
        name = _class_in(token)
        step = _tag_in(token) + (f'[contains(@class, "{name}")]' if name else "")
        path = step + (f"[parent::{path}]" if path else "")
    return f"descendant::{path}"


def _tag_in(token: str) -> str:
    """The tag of a token; "*" where XPath could not name it."""
    tag = re.split(r"[.#\[]", token, maxsplit=1)[0]
    return tag if re.fullmatch(r"\w+", tag) else "*"


def _class_in(token: str) -> str:
    """A class that every element of a token has as it is; "" where the token has none without a number in it."""
    names = token.split("#", 1)[0].split(".")[1:]
    return next((name for name in names if "N" not in name and '"' not in name), "")


def position(element: HtmlElement) -> int:
    """Which of its parent's children of the same tag the element is, from 1."""
    return len(list(element.itersiblings(str(element.tag), preceding=True))) + 1


@lru_cache(maxsize=16384)
def _token(tag: str, classes: str | None, id_: str | None, itemprop: str | None) -> tuple[str, bool]:
    if classes:
        listed = classes.split()
        if _SINGLE_POST.search(classes) or tag in {"article", "time"}:
            listed = [name for name in listed if not _POST_STATE.match(name)]
        listed = [_DIGITS.sub("N", name) for name in listed if not _RANDOM.search(name)][:_MAX_TOKENS]
        if listed:
            return ".".join([tag, *listed]).replace(">", ""), True
    if itemprop:
        return f"{tag}#{itemprop.split()[0]}", True
    if id_ and not re.search(r"\s|>", id_):
        return f"{tag}#{_DIGITS.sub('N', id_)}", True
    return tag, False
