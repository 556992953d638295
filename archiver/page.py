"""A captured html page, parsed once: what discovery, learning and extraction all read."""

from __future__ import annotations

import json
import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

import lxml.html
from lxml import etree

from archiver import outline, urls
from archiver.encoding import as_utf8
from archiver.errors import ExtractionError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.outline import Outline
    from archiver.records import Capture

MAX_BYTES = 10_000_000  # as much as the crawler takes of a page
# Characters that no text may hold (XML 1.0, 2.2), and references to them: lxml reads them and then refuses to set them.
# Taken out of UTF-8: a pattern over text took as long as the parser.
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32)))
_NONCHARACTERS = ("\ufffe".encode(), "\uffff".encode())
_LEADING = {character[0] for character in _NONCHARACTERS}
# One pass tells whether there may be any: three times as fast as taking them out.
_BLANKED = bytes(32 if byte in _CONTROLS or byte in _LEADING else byte for byte in range(256))
_ILLEGAL = re.compile(rb"&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]));")
# Libxml2 ends a document at its first `</html>` and puts what follows `</body>` beside the body; browsers ignore both.
_ENDS = re.compile(rb"</(?:html|body)\s*>", re.IGNORECASE)
_CONTENT = (b"<div", b"<p", b"<main", b"<section", b"<article", b"<table", b"<h1")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_JSON_COMMENT = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/)\s*$"
)


_STATING = ("base", "link", "meta", "script", "title")  # elements that state something of the page, found in one pass
_NAMING = frozenset(("name", "property", "itemprop", "http-equiv"))  # attributes that name what a meta element states


class _Element(lxml.html.HtmlElement):
    """An element whose text comes without XPath, in half of the time."""

    def text_content(self) -> str:
        return etree.tostring(self, method="text", encoding="unicode", with_tail=False)


_CLASSES = etree.ElementDefaultClassLookup(  # lxml.html's own lookup calls Python for every element that is touched
    _Element, lxml.html.HtmlComment, lxml.html.HtmlProcessingInstruction, lxml.html.HtmlEntity
)
_PARSER = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, collect_ids=False)
_PARSER.set_element_class_lookup(_CLASSES)


class Page:
    """One capture's html as a tree, with its head read on demand.

    url: the address of the capture. base_url: what relative links resolve against (`<base href>` obeyed).
    tree: the `<html>` element; callers must not change it (copy first).
    """

    def __init__(self, url: str, tree: lxml.html.HtmlElement) -> None:
        self.url = url
        self.tree = tree
        self._stating: dict[str, list[lxml.html.HtmlElement]] = {tag: [] for tag in _STATING}
        for element in tree.iter(*_STATING):
            self._stating[str(element.tag)].append(element)
        base = next((element for element in self._stating["base"] if element.get("href") is not None), None)
        self.base_url = (urls.resolve(url, base.get("href", "")) or url) if base is not None else url

    @classmethod
    def parse(cls, capture: Capture) -> Page:
        """The capture's body as a page. Raises ExtractionError where it is empty, too large or no html at all."""
        return cls.from_bytes(capture.url, capture.body, capture.header("content-type"))

    @classmethod
    def from_bytes(cls, url: str, body: bytes, content_type: str | None = None) -> Page:
        """The same from bytes and a Content-Type header; the encoding is found from both."""
        if len(body) > MAX_BYTES:
            raise ExtractionError(url, f"page of {len(body)} bytes is over the limit of {MAX_BYTES}")
        source = _without_early_ends(_without_illegal(as_utf8(content_type, body)))
        if not source or source.isspace():
            raise ExtractionError(url, "the page is empty")
        try:
            tree = lxml.html.document_fromstring(source, parser=_PARSER)
        except (etree.LxmlError, AssertionError) as error:
            raise ExtractionError(url, f"not readable as html ({error})") from error
        return cls(url, tree)

    @cached_property
    def title_tag(self) -> str:
        """Text of `<title>`, spaces collapsed; "" without one."""
        titles = self._stating["title"]
        element = next((title for title in titles if _parent_tag(title) == "head"), titles[0] if titles else None)
        return " ".join(element.text_content().split()) if element is not None else ""

    @cached_property
    def metas(self) -> dict[str, tuple[str, ...]]:
        """Contents of `<meta>` by lower-case name, property or itemprop, in document order."""
        found: dict[str, list[str]] = {}
        for meta in self._stating["meta"]:
            content, named = "", []
            for attribute, value in meta.items():  # asking for each costs a call
                if attribute == "content":
                    content = value.strip()
                elif attribute in _NAMING:
                    named.append(value.strip().lower())
            for name in named if content else ():
                found.setdefault(name, []).append(content)
        found.pop("", None)
        return {name: tuple(contents) for name, contents in found.items()}

    def meta(self, *names: str) -> str | None:
        """The first content among these names, in their order."""
        for name in names:
            if name in self.metas:
                return self.metas[name][0]
        return None

    @cached_property
    def json_ld(self) -> tuple[dict[str, Any], ...]:
        """Every object in the page's JSON-LD, graphs and lists flattened; broken scripts mended or left out."""
        nodes: list[dict[str, Any]] = []
        for script in self._stating["script"]:
            if (script.get("type") or "").split(";")[0].strip().lower() == "application/ld+json" and script.text:
                nodes.extend(_flatten(_loads(script.text)))
        return tuple(nodes)

    @cached_property
    def links(self) -> tuple[PageLink, ...]:
        """The head's `<link href>` elements with their relations, addresses resolved."""
        return tuple(filter(None, map(self._link, self._stating["link"])))

    def related(self, rel: str) -> Iterator[PageLink]:
        """Those of one relation."""
        stating = (element for element in self._stating["link"] if rel in (element.get("rel") or "").lower().split())
        return filter(None, map(self._link, stating))

    def _link(self, element: lxml.html.HtmlElement) -> PageLink | None:
        href = element.get("href")
        url = urls.resolve(self.base_url, href) if href else None
        rels = tuple((element.get("rel") or "").lower().split())
        return PageLink(rels, url, (element.get("type") or "").lower(), element) if url else None

    def link(self, rel: str) -> str | None:
        """Address of the first `<link>` of that relation."""
        return next((link.url for link in self.related(rel)), None)

    @cached_property
    def outline(self) -> Outline:
        """Links with their places, headline, cards that list other pages; read once, in one pass."""
        return outline.read(self.url, self.base_url, self.tree)

    @cached_property
    def canonical_url(self) -> str | None:
        """What the page itself names as its address, unverified."""
        return self.link("canonical")

    @cached_property
    def body_classes(self) -> frozenset[str]:
        """Class names of `<body>`."""
        body = self.tree.find("body")
        return frozenset((body.get("class") or "").split()) if body is not None else frozenset()


class PageLink:
    """A `<link>` of the head: its relations, absolute address, media type and element."""

    __slots__ = ("element", "rels", "type", "url")

    def __init__(self, rels: tuple[str, ...], url: str, type_: str, element: lxml.html.HtmlElement) -> None:
        self.rels = rels
        self.url = url
        self.type = type_
        self.element = element


def _parent_tag(element: lxml.html.HtmlElement) -> object:
    parent = element.getparent()
    return None if parent is None else parent.tag


def _without_early_ends(source: bytes) -> bytes:
    """The page without the end tags of html and body where content follows one: themes close what they never opened."""
    first = _ENDS.search(source)
    follows = source[first.end() :].lower() if first is not None else b""
    return _ENDS.sub(b"", source) if any(tag in follows for tag in _CONTENT) else source


def _without_illegal(source: bytes) -> bytes:
    if source.translate(_BLANKED) != source:
        source = source.translate(None, _CONTROLS)
        for character in _NONCHARACTERS:
            source = source.replace(character, b"")
    return _ILLEGAL.sub(b"", source)


def _loads(text: str) -> object:
    text = _JSON_COMMENT.sub("", text.strip()).strip().rstrip(";")
    for candidate in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _flatten(value: object, depth: int = 0) -> list[dict[str, Any]]:
    if depth > 20:  # noqa: PLR2004 - deeper is an attack, not a page
        return []
    if isinstance(value, list):
        return [node for item in value for node in _flatten(item, depth + 1)]
    if not isinstance(value, dict):
        return []
    graph = value.get("@graph")
    own = [value] if any(key not in {"@graph", "@context"} for key in value) else []
    return own + (_flatten(graph, depth + 1) if graph is not None else [])
