"""A post out of its page: text by the site's template where one fits, fields by the site's rules, and a check."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import lxml.html
from lxml import etree

from archiver import plain
from archiver.dom import blocks, fit
from archiver.errors import ExtractionError
from archiver.extract import clean, fields, images, links, serialise
from archiver.extract.bios import with_bios
from archiver.extract.canonical import believable_canonical
from archiver.extract.limits import time_limit
from archiver.profile.fields import FieldRules
from archiver.records import Cut, Draft, Quality, Source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.html import HtmlElement

    from archiver.page import Page
    from archiver.profile import Profile, Template
    from archiver.records import Statement

_FULLER = 1.3  # a feed's or REST's content this much longer than the page's is the whole of a post split over pages
_CONTAINED = 0.9  # and it must contain this much of what the page shows
_MUCH_CUT = 0.5  # kept less of the container than this: the cuts deserve a look
_FULL_SOURCES = (Source.REST, Source.FEED)


@dataclass(frozen=True, slots=True)
class Body:
    """A post's content, and how it was found.

    content: cleaned. written: the same as html, where it was written already. container: the element on the page, where
    known.
    """

    content: HtmlElement | None
    method: str
    text: str = ""
    written: str | None = None
    template: Template | None = None
    container: HtmlElement | None = None
    kept_share: float | None = None
    cuts: tuple[Cut, ...] = ()
    warnings: tuple[str, ...] = ()


def extract(page: Page, profile: Profile, says: Mapping[Source, Statement]) -> Draft:
    """The post that a page shows.

    says: what feeds and REST state about this very post. Raises ExtractionError where the page takes too long.
    """
    with time_limit(page.url):
        body = _fuller(page, _body(page, profile.templates), says)
        read = fields.read(page, profile.fields, says, body.container)
        return _draft(page, body, read, believable_canonical(page, profile.addresses))


def extract_stated(page: Page, source: Source, stated: Statement) -> Draft:
    """The post that a list carries whole. Nothing that was learned of the site's pages has a part in it.

    page: what is known of the post's page without it, its address, language and title. Raises ExtractionError where
    the content is no html or takes too long.
    """
    with time_limit(page.url):
        try:
            content = lxml.html.fragment_fromstring(stated.html or "", create_parent="div")
        except (etree.LxmlError, ValueError) as error:
            raise ExtractionError(page.url, f"its content in {source} is no html ({error})") from error
        laid = fit.trim(clean.clean(content, page.base_url), page)
        body = Body(laid.content, source.value, laid.text, laid.written, cuts=tuple(laid.cuts))
        return _draft(page, body, fields.read(page, FieldRules(), {source: stated}))


def _draft(page: Page, body: Body, read: fields.Fields, canonical_url: str | None = None) -> Draft:
    content = body.content
    html = serialise.to_html(content, body.written) if content is not None else ""
    return Draft(
        url=page.url,
        canonical_url=canonical_url,
        title=read.title,
        description=read.description,
        language=read.language,
        authors=with_bios(read.authors, body.cuts),
        published_at=read.published_at,
        modified_at=read.modified_at,
        categories=read.categories,
        tags=read.tags,
        series=read.series,
        text=body.text,
        markdown=serialise.to_markdown(html),
        html=html,
        images=images.rows(content) if content is not None else (),
        links=links.rows(content, page.url) if content is not None else (),
        provenance=read.provenance,
        quality=Quality(
            method=body.method,
            template=body.template.name if body.template else None,
            kept_share=body.kept_share,
            agreement=read.agreement,
            warnings=tuple(dict.fromkeys((*_warnings(body), *read.warnings))),
            cuts=body.cuts,
        ),
    )


def _body(page: Page, templates: Sequence[Template]) -> Body:
    """The content by the first template that fits, else as trafilatura sees it."""

    def prepare(content: HtmlElement) -> object:
        return clean.clean(content, page.base_url)

    for template in templates:
        container = fit.container_of(page, template)
        if container is None:
            continue
        laid = fit.lay(page, template, container, prepare)
        if laid.text or next(laid.content.iter("img", "a"), None) is not None:
            return Body(
                laid.content,
                "template",
                laid.text,
                laid.written,
                template,
                container,
                laid.kept_share,
                tuple(laid.cuts),
            )
    found = plain.content(page)
    warnings = ("no-template",) if templates else ()
    if found is None:
        return Body(None, "plain", warnings=warnings)
    laid = fit.trim(clean.clean(found, page.base_url), page)
    return Body(laid.content, "plain", laid.text, laid.written, cuts=tuple(laid.cuts), warnings=warnings)


def _fuller(page: Page, body: Body, says: Mapping[Source, Statement]) -> Body:
    """What REST or a feed carries, where the page shows only a part of it (a post split over several pages)."""
    for source in _FULL_SOURCES:
        stated = says.get(source)
        if stated is None or not stated.html:
            continue
        try:
            content = lxml.html.fragment_fromstring(stated.html, create_parent="div")
        except (etree.LxmlError, ValueError):
            continue
        clean.clean(content, page.base_url)
        text = blocks.joined(blocks.read(content, is_clean=True))
        shown, letters = blocks.letters(body.text), blocks.letters(text)
        if not letters or len(letters) < _FULLER * len(shown) or _share_in(body.text, letters) < _CONTAINED:
            continue
        warning = f"page-shows-part-of-{source.value}" if shown else f"only-in-{source.value}"
        return replace(
            body,
            content=content,
            method=source.value,
            text=text,
            written=None,
            kept_share=None,
            warnings=(*body.warnings, warning),
        )
    return body


def _share_in(text: str, letters: str) -> float:
    """Which share of a text's lines stands in another text, by their letters; 1.0 where there is no text."""
    lines = [line for line in map(blocks.letters, text.split("\n")) if line]
    total = sum(map(len, lines))
    return sum(len(line) for line in lines if line in letters) / total if total else 1.0


def _warnings(body: Body) -> list[str]:
    """What a person should look at."""
    found = list(body.warnings)
    if not body.text and (body.content is None or body.content.find(".//img") is None):
        found.append("empty")
    elif body.template and body.template.size_low and len(body.text) < body.template.size_low / 2:
        found.append("short")
    if body.kept_share is not None and body.kept_share < _MUCH_CUT:
        found.append("much-cut")
    return found
