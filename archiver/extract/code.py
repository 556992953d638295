"""Listings: one `<pre><code class="language-x">` whatever highlighter wrote them, lines kept, gutters gone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archiver.dom.blocks import LINES, code_text, tidy_code

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LANGUAGE = re.compile(
    r"(?:^|\s)(?:language-|lang-|lang:|brush:\s*|highlight-source-|highlight-(?!source)|code-)([\w+#.-]+)",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?:^|\s)(?:highlight|sourceCode|src|hljs|codehilite|prettyprint|chroma|syntaxhighlighter)\s+([\w+#.-]+)",
    re.IGNORECASE,
)
_NO_LANGUAGE = frozenset(
    (
        "text",
        "plaintext",
        "plain",
        "none",
        "default",
        "highlighter-rouge",
        "notranslate",
        "nogutter",
        "wrap",
        "toolbar",
        "copy",
        "block",
    )
)
_BOX = re.compile(
    r"(?:^|\s)(?:highlight|syntaxhighlighter|crayon-syntax|codehilite|highlighttable|rouge-table|lntable|code-?block)(?:\s|$)",
    re.IGNORECASE,
)
_WRAPPERS = 4  # a highlighter's boxes around a listing: figure > table > tr > td


def normalise(content: HtmlElement) -> None:
    """Rewrite every listing below `content` in place."""
    for box in [element for element in content.iter("div") if "syntaxhighlighter" in (element.get("class") or "")]:
        for cell in box.xpath('.//td[contains(concat(" ", @class, " "), " code ")]'):
            _rewrite(box, cell)
            break
    for pre in list(content.iter("pre")):
        if pre.getparent() is not None:
            _rewrite(_outer(pre, content), pre)


def _rewrite(box: HtmlElement, listing: HtmlElement) -> None:
    """Replace `box` by the code of `listing` that it holds."""
    text = _text(listing)
    language = _language(listing, box)
    pre = box.makeelement("pre")
    code = box.makeelement("code", {"class": f"language-{language}"} if language else {})
    code.text = text
    pre.append(code)
    parent = box.getparent()
    if parent is None:  # the container is a listing itself
        box.clear()
        box.append(pre)
        return
    pre.tail = box.tail
    captions = [caption for caption in box.iter("figcaption") if caption.text_content().strip()]
    parent.replace(box, pre)
    if parent.tag == "code":  # code holds no listing: readers of markdown would see a fence in a fence
        parent.tag = "div"
    for caption in captions:
        caption.tag, caption.tail = "p", None
        pre.addprevious(caption)


def _text(listing: HtmlElement) -> str:
    """A listing's text with its lines. What is no text is out already, so that most listings need no walk."""
    is_flat = next(listing.iterdescendants("br", *LINES), None) is None
    return tidy_code(listing.text_content()) if is_flat else code_text(listing)


def _outer(pre: HtmlElement, root: HtmlElement) -> HtmlElement:
    """The highlighter's own box around a listing: as far up as nothing but gutters and captions stands beside it."""
    box = pre
    node = pre.getparent()
    for _ in range(_WRAPPERS + 2):
        if node is None or node is root:
            break
        if node.tag not in {"td", "tr", "tbody", "table", "figure", "div"}:
            break
        beside = [other for other in node.iter("pre") if other is not pre and not _is_gutter(other)]
        if beside or (node.tag in {"figure", "div"} and not _is_box(node, pre)):
            break
        box, node = node, node.getparent()
    return box if box.tag not in {"td", "tr", "tbody"} else pre


def _is_gutter(pre: HtmlElement) -> bool:
    words = pre.text_content().split()
    return all(word.isdigit() for word in words)


def _is_box(node: HtmlElement, pre: HtmlElement) -> bool:
    """True where a box holds the listing and nothing else that a reader reads."""
    if _BOX.search(node.get("class") or "") or _LANGUAGE.search(node.get("class") or ""):
        return node.find(".//p") is None
    return len(node) == 1 and node[0] is pre and not (node.text or "").strip()


def _language(listing: HtmlElement, box: HtmlElement) -> str:
    """The language that the listing, what it holds or what stands around it names; "" where none does."""
    around: list[HtmlElement] = [*listing.iter("code"), listing]
    node = listing.getparent()
    for _ in range(_WRAPPERS):
        if node is None:
            break
        around.append(node)
        if node is box.getparent():
            break
        node = node.getparent()
    for element in around:
        stated = element.get("data-lang") or element.get("data-language") or ""
        names = [stated] if stated else []
        classes = " ".join((element.get("class") or "").split())
        names += [match[1] for pattern in (_LANGUAGE, _BARE) if (match := pattern.search(classes))]
        for name in names:
            if name.lower().strip(";.") not in _NO_LANGUAGE:
                return name.lower().strip(";.")
    return ""
