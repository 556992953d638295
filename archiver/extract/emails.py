"""E-mail addresses that Cloudflare hides from robots behind "[email protected]", as readers see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

_CLASS = "__cf_email__"
_LINK = "/cdn-cgi/l/email-protection#"
_HIDING = etree.XPath(
    f'descendant-or-self::a[@data-cfemail or contains(@href, "{_LINK}")] | descendant-or-self::span[@data-cfemail]'
)


def decoded(hidden: str) -> str | None:
    """The address in Cloudflare's hexadecimal form: its first byte is the key of all others; None where it is none."""
    try:
        key, *letters = bytes.fromhex(hidden)
        found = bytes(letter ^ key for letter in letters).decode()
    except ValueError:
        return None
    return found if "@" in found else None


def may_hide(element: HtmlElement, stated: Sequence[str]) -> bool:
    """False where an element has nothing of a hidden address: cheaper than to look for them. stated: its attributes."""
    return "data-cfemail" in stated or ("href" in stated and _LINK in (element.get("href") or ""))


def reveal(content: HtmlElement) -> None:
    """Write hidden addresses out, in place, in text and links."""
    for element in cast("list[HtmlElement]", _HIDING(content)):
        shown = decoded(element.get("data-cfemail") or "") if _CLASS in (element.get("class") or "").split() else None
        if shown is not None:
            for child in list(element):
                child.drop_tree()
            element.text = shown
        href = element.get("href") or ""
        target = decoded(href.partition(_LINK)[2]) if _LINK in href else shown
        if element.tag == "a" and target is not None:
            element.set("href", f"mailto:{target}")
