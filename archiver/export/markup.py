"""A post's html as markup that strict readers accept: sanitised once more, and put right where it breaks HTML's rules.

Books are read by programs that refuse a page for one misplaced element, so the content model of HTML 5 is kept by
construction: blocks never stand in phrases, lists hold only items, tables only rows. What has no place loses its tag
and keeps its text. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

import ada_url
import nh3
from lxml import etree
from lxml import html as lxml_html

from archiver.export.plain import html_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element
    from lxml.html import HtmlElement

_GENERIC = {"id", "lang", "dir"}
_TAGS = (nh3.ALLOWED_TAGS | {"tfoot"}) - {"map", "area", "rp", "rtc"}
_ALLOWED = {
    "*": _GENERIC,
    "a": {"href", "hreflang"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed"},
    "li": {"value"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_RENAMED = {
    "acronym": "abbr",
    "article": "div",
    "aside": "div",
    "center": "div",
    "details": "div",
    "footer": "div",
    "h1": "h2",  # the page's h1 is the post's title
    "header": "div",
    "hgroup": "div",
    "nav": "div",
    "strike": "s",
    "summary": "p",
    "tt": "code",
}
_PHRASING_BLOCKS = frozenset(("h2", "h3", "h4", "h5", "h6", "p", "pre"))
_BLOCKS = _PHRASING_BLOCKS | {"blockquote", "div", "dl", "figure", "figcaption", "hr", "li", "ol", "table", "ul"}
_PARTS = frozenset(("dd", "dt", "tr", "td", "th", "thead", "tbody", "tfoot", "caption"))  # of lists and tables
_INLINE = frozenset(
    "abbr b bdi cite code dfn em i kbd mark q s samp small span strong sub sup u var".split()  # noqa: SIM905 - as prose
)
_TRANSPARENT = frozenset(("del", "ins"))
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_NAME = re.compile(r"[^\w.-]")
_NUMBERS = {"width", "height", "start", "value", "colspan", "rowspan"}
_MAX_DEPTH = 60  # deeper markup keeps its text alone
_SCHEMES = {"http", "https", "mailto"}
_URL_SAFE = "/:?@!$&'()*+,;=~%-._"
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where markup is going to stand.

    link: the address to write for one that the post names, such as the file of another post of the same export.
    remote_images: whether images may come from the web; if not, each is a link with its alternative text.
    """

    link: Callable[[str], str] = str
    remote_images: bool = True


def rebuild(html: str, setting: Setting) -> _Element:
    """A <div> with the content of `html`, valid in HTML 5 and, without a namespace of its own, in XHTML."""
    clean = nh3.clean(html_text(html), attributes=_ALLOWED, tags=_TAGS, url_schemes=_SCHEMES, link_rel=None)
    source = lxml_html.fragment_fromstring(clean, create_parent="div")
    builder = _Builder(setting)
    builder.anchors = {href[1:] for href in map(_href, source.findall(".//a")) if href.startswith("#")}
    target = etree.Element("div")
    builder.fill(target, source, flow=True)
    _drop_dead_anchors(target, builder.ids)
    return target


def as_html(html: str, setting: Setting) -> str:
    """`rebuild`, written as HTML."""
    return etree.tostring(rebuild(html, setting), encoding="unicode", method="html")


def as_xhtml(html: str, setting: Setting) -> str:
    """`rebuild`, written as XHTML."""
    return etree.tostring(rebuild(html, setting), encoding="unicode")


def web_address(url: str) -> str:
    """An address as strict readers want it (RFC 3986, hosts in ASCII); "" for what is no address."""
    try:
        url = ada_url.URL(url).href
    except ValueError:
        return ""
    head, mark, fragment = _STRAY_PERCENT.sub("%25", url).partition("#")
    return quote(head, safe=_URL_SAFE) + mark + quote(fragment, safe=_URL_SAFE)


def language_or(language: str | None, other: str | None) -> str | None:
    """The language where it is a tag as BCP 47 writes them, else the other."""
    return language if language and _LANGUAGE.fullmatch(language) else other


@dataclass(slots=True)
class _Builder:
    setting: Setting
    anchors: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    depth: int = 0

    def fill(self, target: _Element, source: HtmlElement, *, flow: bool) -> None:
        """Put the content of `source` at the end of `target`; flow: whether blocks may stand there."""
        _say(target, source.text)
        self.depth += 1
        for child in source:
            if isinstance(child.tag, str):
                if self.depth > _MAX_DEPTH:
                    _say(target, child.text_content())
                else:
                    self._place(target, child, flow=flow)
            _say(target, child.tail)
        self.depth -= 1

    def _place(self, target: _Element, child: HtmlElement, *, flow: bool) -> None:
        tag = _RENAMED.get(str(child.tag), str(child.tag))
        if tag == "img":
            self._image(target, child)
        elif tag in {"br", "wbr"}:
            etree.SubElement(target, tag)
            self.fill(target, child, flow=flow)  # libxml2 does not know that wbr is empty: what follows stands in it
        elif tag == "rt":  # how a word is read, for readers that cannot set it above the word
            _say(target, f"({child.text_content()})")
        elif tag in _BLOCKS or tag in _PARTS:
            if flow:
                self._block(target, child, tag)
            else:
                _say(target, " ")
                self.fill(target, child, flow=False)
                _say(target, " ")
        elif tag == "a":  # never within another: no parser leaves one there
            self._link(target, child, flow=flow)
        elif tag in _TRANSPARENT or (tag in _INLINE and not (flow and _has_blocks(child))):
            self.fill(self._element(target, child, tag), child, flow=flow and tag in _TRANSPARENT)
        else:
            self.fill(target, child, flow=flow)

    def _block(self, target: _Element, child: HtmlElement, tag: str) -> None:
        if tag in {"ul", "ol"}:
            self._list(target, child, tag)
        elif tag == "dl" and all(item.tag in {"dt", "dd"} for item in child) and child.find("dd") is not None:
            self._definitions(target, child)
        elif tag == "table":
            self._table(target, child)
        elif tag == "figure":
            self._figure(target, child)
        elif tag == "hr":
            etree.SubElement(target, tag)
        elif tag in _PHRASING_BLOCKS and not (tag == "p" and _has_blocks(child)):
            self.fill(self._element(target, child, tag), child, flow=False)
        else:
            self.fill(self._element(target, child, "blockquote" if tag == "blockquote" else "div"), child, flow=True)

    def _list(self, target: _Element, child: HtmlElement, tag: str) -> None:
        made = self._element(target, child, tag)
        _wrap(made, child.text)
        for item in child:
            if item.tag == "li":
                self.fill(self._element(made, item, "li"), item, flow=True)
            elif isinstance(item.tag, str):  # a list right inside a list belongs to the item before it
                self._place(made[-1] if len(made) else etree.SubElement(made, "li"), item, flow=True)
            _wrap(made, item.tail)
        if not len(made):
            target.remove(made)

    def _definitions(self, target: _Element, child: HtmlElement) -> None:
        made = self._element(target, child, "dl")
        previous = None
        for item in child:
            if item.tag == "dd" and previous is None:
                etree.SubElement(made, "dt")
            self.fill(self._element(made, item, str(item.tag)), item, flow=item.tag == "dd")
            previous = item.tag
        if previous == "dt":
            etree.SubElement(made, "dd")

    def _table(self, target: _Element, child: HtmlElement) -> None:
        rows = [row for row in child.iter("tr") if next(row.iterancestors("table"), None) is child]
        rows = [row for row in rows if any(cell.tag in {"td", "th"} for cell in row)]
        made = self._element(target, child, "table")
        caption = child.find("caption")
        if caption is not None:
            self.fill(self._element(made, caption, "caption"), caption, flow=False)
        sections: dict[str, _Element] = {}
        for section in ("thead", "tbody", "tfoot"):
            if any(_section(row) == section for row in rows):
                sections[section] = etree.SubElement(made, section)
        for row in rows:
            line = self._element(sections[_section(row)], row, "tr")
            for cell in row:
                if cell.tag in {"td", "th"}:
                    self.fill(self._element(line, cell, str(cell.tag)), cell, flow=cell.tag == "td")
        if not rows:
            target.remove(made)

    def _figure(self, target: _Element, child: HtmlElement) -> None:
        made = self._element(target, child, "figure")
        captions = [item for item in child if item.tag == "figcaption"]
        for item in captions:
            tail, item.tail = item.tail, None
            child.remove(item)
            _say(made, tail)
        self.fill(made, child, flow=True)
        if captions:
            caption = etree.SubElement(made, "figcaption")
            for item in captions:
                self.fill(caption, item, flow=True)

    def _link(self, target: _Element, child: HtmlElement, *, flow: bool) -> None:
        href = _href(child)
        href = f"#{_identifier(href[1:])}" if href.startswith("#") else href and self.setting.link(href)
        made = self._element(target, child, "a" if href else "span")
        if href:
            made.set("href", href)
        if not href and _has_blocks(child):
            target.remove(made)
            made = target
        self.fill(made, child, flow=flow)

    def _image(self, target: _Element, child: HtmlElement) -> None:
        url, alt = web_address((child.get("src") or "").strip()), child.get("alt") or ""
        if not url.startswith(("https://", "http://")):
            _say(target, alt)
        elif self.setting.remote_images:
            made = self._element(target, child, "img")
            made.set("src", url)
            made.set("alt", alt)
            made.set("loading", "lazy")
            made.set("referrerpolicy", "no-referrer")
        else:
            linked = _inside_link(target)
            made = etree.SubElement(target, "span" if linked else "a", {"class": "image"})
            if not linked:
                made.set("href", url)
            made.text = f"[{alt or url.rpartition('/')[2]}]"

    def _element(self, target: _Element, source: HtmlElement, tag: str) -> _Element:
        made = etree.SubElement(target, tag)
        for name, value in source.attrib.items():
            if name == "id":
                identifier = _identifier(value)
                if value in self.anchors and identifier not in self.ids:
                    self.ids.add(identifier)
                    made.set("id", identifier)
            elif (
                (name == "lang" and _LANGUAGE.fullmatch(value))
                or (name == "dir" and value in {"ltr", "rtl", "auto"})
                or (name in _NUMBERS and re.fullmatch(r"[1-9][0-9]{0,3}", value))
                or (name == "scope" and value in {"row", "col"})
            ):
                made.set(name, value)
            elif name == "reversed":
                made.set(name, name)
        return made


def _say(target: _Element, text: str | None) -> None:
    """Text at the end of an element."""
    if not text:
        return
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text


def _wrap(made: _Element, text: str | None) -> None:
    """Text that stands in a list outside its items, as an item."""
    if text and text.strip():
        etree.SubElement(made, "li").text = text


def _section(row: HtmlElement) -> str:
    parent = row.getparent()
    return parent.tag if parent is not None and parent.tag in {"thead", "tfoot"} else "tbody"


def _has_blocks(element: HtmlElement) -> bool:
    return any(
        isinstance(inner.tag, str) and _RENAMED.get(inner.tag, inner.tag) in _BLOCKS | _PARTS
        for inner in element.iterdescendants()
    )


def _href(link: HtmlElement) -> str:
    return (link.get("href") or "").strip()


def _inside_link(target: _Element) -> bool:
    return target.tag == "a" or next(target.iterancestors("a"), None) is not None


def _identifier(value: str) -> str:
    """An id that XML takes and that meets none of the page's own."""
    return "in-" + _NAME.sub("_", value)


def _drop_dead_anchors(target: _Element, ids: set[str]) -> None:
    for link in target.iter("a"):
        href = link.get("href", "")
        if href.startswith("#") and href[1:] not in ids:
            link.attrib.pop("href")
