"""What stands around the container of a post's text: above it and after it, in the same article."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_LEVELS = 3  # so far up a lead, a hero image or a gallery stands


def surroundings(container: HtmlElement) -> HtmlElement | None:
    """The element in which a post's lead may stand: the article around the container, or what is three levels up."""
    scope: HtmlElement | None = None
    for up, _ in zip(container.iterancestors(), range(_LEVELS), strict=False):
        if up.tag in {"body", "html"}:
            break
        scope = up
        if up.tag in {"article", "main"}:
            break
    return scope


def above(scope: HtmlElement, container: HtmlElement) -> Iterator[HtmlElement]:
    """The elements of a scope that end before its container begins, in document order."""
    around = set(container.iterancestors())
    for element in scope.iterdescendants():
        if element is container:
            return
        if element not in around:
            yield element


def after(scope: HtmlElement, container: HtmlElement) -> Iterator[HtmlElement]:
    """The elements of a scope that begin after its container ends, in document order."""
    own = set(container.iterdescendants())
    is_past = False
    for element in scope.iterdescendants():
        if element is container:
            is_past = True
        elif is_past and element not in own:
            yield element
