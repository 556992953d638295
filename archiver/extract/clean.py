"""A post's content in plain, portable html: one way to write an image, a caption, a listing, an embed, a formula."""

# ruff: noqa: SIM905 - long lists of names read best as words

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archiver.dom.noise import INLINE, is_noise
from archiver.extract import code, emails, images, links

if TYPE_CHECKING:
    from lxml.html import HtmlElement

KEPT = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del dfn div dl dt em figcaption figure h1 h2 h3 "
    "h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub sup table tbody td tfoot "
    "th thead time tr u ul var wbr".split()
)
_EMBEDS = frozenset(("iframe", "video", "audio", "embed", "object", "amp-youtube", "lite-youtube", "youtube-embed"))
_CAPTION_BOX = re.compile(
    r"(?:^|\s)(?:wp-caption|caption-container|tr-caption-container|image-caption-container|gallery-item|figure)(?:\s|$)"
)
_CAPTION = re.compile(r"(?:^|\s)(?:wp-caption-text|tr-caption|image-caption|caption|kg-image-caption)(?:\s|$)")
_GIST = re.compile(r"^(https?:)?//gist\.github\.com/\S+\.js")
_TEX = "application/x-tex"
_MATH = frozenset(("math", "annotation", "mjx-container"))
_MATH_BOX = re.compile(r"(?:^|\s)(?:katex(?:-display|-mathml)?|mwe-math-element|mjx-container)(?:\s|$)")


def clean(content: HtmlElement, base_url: str) -> HtmlElement:
    """The same content, rewritten in place: only tags of `KEPT`, absolute addresses, no machinery."""
    nodes = list(content.iterdescendants())  # held, so that lxml makes no proxy of an element twice
    tags = {str(content.tag)}
    suspects: list[HtmlElement] = []
    tiles: list[HtmlElement] = []
    hides_emails = False
    for element in nodes:
        tag = str(element.tag)
        tags.add(tag)
        stated = element.keys()
        if stated or tag not in KEPT:
            suspects.append(element)
            if tag in images.TILES and not len(element):
                tiles.append(element)
            hides_emails = hides_emails or emails.may_hide(element, stated)
    _settle_machinery(content, tags, base_url)
    images.reveal_backgrounds(tiles)
    if hides_emails:
        emails.reveal(content)
    for element in filter(is_noise, suspects):
        _drop(element)
    if "pre" in tags or "td" in tags:
        code.normalise(content)
    for img in list(content.iter("img")):
        _rewrite_image(img, base_url)
    for link in content.iter("a"):
        _rewrite_link(link, base_url)
    if not tags <= KEPT:
        _rename_others(content)
    content.tag = "div"
    return content


def _rename_others(content: HtmlElement) -> None:
    """Elements that are not kept become such without a meaning, their blocks as apart as before."""
    for element in content.iter():
        if element.tag not in KEPT:
            element.tag = "span" if element.tag in INLINE else "div"


def _settle_machinery(content: HtmlElement, tags: set[str], base_url: str) -> None:
    """Take out of scripts, frames and the like what a reader sees of them, before they go."""
    if "script" in tags or not tags.isdisjoint(_MATH):
        _formulas(content)
    if "amp-img" in tags:
        _amp_images(content)
        tags.add("img")
    if "noscript" in tags:
        _noscript_images(content)
    if not tags.isdisjoint(_EMBEDS) or "script" in tags:
        _embeds(content, base_url)
    if "img" in tags:
        _captions(content)


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _formulas(content: HtmlElement) -> None:
    """KaTeX, MathJax and MathML print a formula twice or thrice: keep its TeX once, between dollar signs."""
    for script in list(content.iter("script")):
        kind = (script.get("type") or "").lower()
        if kind.startswith("math/tex") and script.text:
            _become_tex(script, script.text, block="display" in kind)
    for annotation in list(content.iter("annotation")):
        math = next(annotation.iterancestors("math"), None)
        if math is None or annotation.get("encoding") != _TEX or not annotation.text:
            continue
        wrappers = [
            up for up in math.iterancestors() if up is not content and _MATH_BOX.search(up.get("class") or str(up.tag))
        ]
        box = wrappers[-1] if wrappers else math
        is_block = math.get("display") == "block" or "display" in (box.get("class") or "")
        _become_tex(box, annotation.text, block=is_block)
    for box in list(content.iter("span", "div")):
        if "MathJax" in (box.get("class") or "").split():
            box.drop_tree()


def _become_tex(element: HtmlElement, tex: str, *, block: bool) -> None:
    sign = "$$" if block else "$"
    tail = element.tail
    element.clear()
    element.tag, element.tail = "span", tail
    element.text = f"{sign}{tex.strip()}{sign}"


def _amp_images(content: HtmlElement) -> None:
    """AMP's images become images; what they hold is a fallback."""
    for image in list(content.iter("amp-img")):
        for fallback in list(image):
            image.remove(fallback)
        image.tag = "img"


def _noscript_images(content: HtmlElement) -> None:
    """Take images out of `<noscript>`, into the place of the placeholder before it."""
    for noscript in list(content.iter("noscript")):
        real = next(noscript.iter("img"), None)
        before = noscript.getprevious()
        if real is None or noscript.getparent() is None:
            continue
        placeholder = before if before is not None and before.tag == "img" else None
        if placeholder is None and before is not None and not (before.tail or "").strip():
            placeholder = next(before.iter("img"), None)
        if placeholder is None:
            noscript.tag = "span"
        elif images.address(placeholder, "https://example.org/") is None and real.get("src"):
            placeholder.set("src", real.get("src") or "")
            placeholder.set("alt", placeholder.get("alt") or real.get("alt") or "")


def _embeds(content: HtmlElement, base_url: str) -> None:
    """Players, frames and gists become links to what they show."""
    for element in list(content.iter(*_EMBEDS, "script")):
        address = _embedded(element)
        if element.tag == "script" and not (address and _GIST.match(address)):
            continue
        url = links.address(address, base_url) if address else None
        tail, title = element.tail, element.get("title") or element.get("aria-label") or ""
        element.clear()
        element.tail = tail
        if url is None or not url.startswith("http"):
            continue
        element.tag = "a"
        element.set("href", url.removesuffix(".js") if _GIST.match(url) else url)
        element.set("data-embed", title or url)


def _embedded(element: HtmlElement) -> str:
    for name in ("data-src", "data-lazy-src", "data-litespeed-src", "src", "data"):
        value = (element.get(name) or "").strip()
        if value and not value.startswith(("about:", "data:", "javascript:")):
            return value
    inner = next((source for source in element.iter("source") if source.get("src")), None)
    if inner is not None:
        return inner.get("src") or ""
    video = element.get("data-videoid") or element.get("videoid")
    return f"https://www.youtube.com/watch?v={video}" if video else ""


def _captions(content: HtmlElement) -> None:
    """The captioned images of WordPress, Blogger and docutils become figures; captions by name alone are captions."""
    for box in list(content.iter("div", "table", "dl", "figure")):
        named = box.tag == "figure" and box.find(".//figcaption") is None
        if not (named or _CAPTION_BOX.search(box.get("class") or "")) or next(box.iter("img"), None) is None:
            continue
        caption = next((e for e in box.iter() if e is not box and _CAPTION.search(e.get("class") or "")), None)
        if caption is not None:
            caption.tag = "figcaption"
        if box.tag != "figure":  # whose tables are content
            for part in box.iter("tbody", "tr", "td", "dt"):
                part.tag = "div"
        box.tag = "figure"


def _rewrite_link(link: HtmlElement, base_url: str) -> None:
    """The link with its absolute address, or without any."""
    href = link.get("href")
    url = links.address(href, base_url) if href else None
    if url and url != href:
        link.set("href", url)
    elif not url:
        link.attrib.pop("href", None)


def _rewrite_image(img: HtmlElement, base_url: str) -> None:
    """The image with its real address; an emoji becomes its character, a counting pixel nothing."""
    classes = (img.get("class") or "").split()
    alt = img.get("alt") or ""
    if "emoji" in classes or "wp-smiley" in classes or (("latex" in classes or "tex" in classes) and alt):
        tail = img.tail
        is_tex = "latex" in classes or "tex" in classes
        img.clear()
        img.tag, img.tail = "span", tail
        img.text = f"${alt}$" if is_tex else alt
        return
    url = images.address(img, base_url)
    if url is None or (img.get("width") in {"0", "1"} and img.get("height") in {"0", "1"}):
        img.drop_tree()
        return
    keep = {name: img.get(name) or "" for name in ("width", "height", "title") if img.get(name)}
    tail = img.tail
    img.clear()
    img.tail = tail
    img.set("src", url)
    img.set("alt", " ".join(alt.split()))
    for name, value in keep.items():
        img.set(name, value)
