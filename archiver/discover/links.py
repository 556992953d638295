"""The links of an html page as leads: later pages, entries of lists, previous and next posts, and the rest."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from archiver import urls
from archiver.discover.labels import LATER
from archiver.evidence import dates
from archiver.profile import shapes
from archiver.profile.kinds import Kind
from archiver.records import Lead, Role, Source, Statement
from archiver.zones import Zone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.outline import Anchor, Card, Entry, Outline
    from archiver.page import Page

_LONGEST_ANCHOR = 300  # characters kept of a link's text
_SHORT_LABEL = 40  # characters of a link that is a mere "next page"
_SMALL = ("em", "span", "small", "p", "div", "td", "li", "i", "b", "dd", "a", "strong")  # elements that hold bare dates
_LOOKED_AT = 25  # of these, from the top of a card
_ALL_BUT = 0.5  # share of a text that a date fills when the text is a date ("Monday, May 14, 2012")
_LIKELY = 0.6  # how sure an address must look like a post to be one in spite of its place
_SURELY = 0.75  # the same in spite of its words
_STEPS = frozenset(("next", "prev", "previous"))
_MOST_LINKS = 2_000  # leads of one page

# Addresses of machinery: nothing there is a page of the blog.
_MACHINERY = re.compile(
    r"/(?:wp-json|wp-admin|wp-login\.php|wp-signup\.php|wp-comments-post\.php|xmlrpc\.php|wp-trackback\.php|wp-cron\.php|"
    r"cgi-bin|cdn-cgi)(?:[/?]|$)|/trackback/?$|[?&](?:rest_route|replytocom|share|add-to-cart|unapproved|like_comment|"
    r"redirect_to|_wpnonce|oembed|openidserver|print|action)=|/(?:email|share)-post\.g\?|/oembed[/?]|//[^/]*/comment/reply/",
    re.IGNORECASE,
)


def read(page: Page, role: Role = Role.UNKNOWN) -> tuple[Lead, ...]:
    """The links of a page that may be worth a visit, each address once, in document order.

    role: what the page was taken for; the cards of a POST are related posts, not the entries of a listing.
    Of several links to one address the telling one stands: an entry's heading before its picture and "read more".
    Media and files, forms and machinery, links to the page itself and to anything but the web are left out; links to
    other hosts are in. Entries carry the title and the date that stand in their card.
    """
    best: dict[str, tuple[int, int, Lead]] = {}
    for order, (rank, lead) in enumerate(_all(page, role)):
        known = best.get(lead.url)
        if known is None or rank < known[1]:
            best[lead.url] = (known[0] if known else order, rank, lead)
        if len(best) >= _MOST_LINKS:
            break
    return tuple(lead for _, _, lead in sorted(best.values(), key=lambda item: item[0]))


def _all(page: Page, role: Role) -> Iterator[tuple[int, Lead]]:
    """Every link with its rank: the lower, the more it says."""
    for lead in _of_head(page):
        yield 0 if lead.source in {Source.REDIRECT, Source.PAGINATION} else 3, lead
    outline: Outline = page.outline
    entries = {} if role is Role.POST else {id(entry.anchor): entry for entry in outline.entries}
    listed = {id(entry.card): entry.anchor.url for entry in entries.values() if entry.card is not None}
    for anchor in outline.anchors:
        url = _followable(anchor, page)
        if url is None:
            continue
        entry = entries.get(id(anchor))
        if entry is not None:
            yield 1, _entry_lead(url, entry, page)
        elif listed.get(id(anchor.card)) == anchor.url:
            yield 5, Lead(url, Source.LISTING, page.url, _expected(url), _anchor_text(anchor))
        else:
            source = _source(anchor, url)
            yield (
                (2 if source is not Source.LINK else 4),
                Lead(url, source, page.url, _role(url, source), _anchor_text(anchor)),
            )


def _of_head(page: Page) -> Iterator[Lead]:
    """Meta refresh, and the relations of `<link>`: canonical, next, prev."""
    refresh = page.meta("refresh") or ""
    _, found, target = refresh.lower().partition("url=")
    if found:
        url = urls.resolve(page.base_url, refresh[-len(target) :].strip(" '\""))
        if url and not _is_own(url, page):
            yield Lead(url, Source.REDIRECT, page.url)
    for link in page.links:
        url = urls.clean(link.url)
        if url is None or _is_own(url, page) or _MACHINERY.search(url):
            continue
        if "canonical" in link.rels:
            yield Lead(url, Source.CANONICAL, page.url)
        elif {"next", "prev", "previous"} & set(link.rels):
            source = Source.PAGINATION if _is_page_number(url) or _is_page_number(page.url) else Source.NEIGHBOUR
            yield Lead(url, source, page.url, _role(url, source))


def _followable(anchor: Anchor, page: Page) -> str | None:
    """The address to visit for a link; None where there is none."""
    if anchor.element.get("download") is not None:
        return None
    url = _visitable(anchor.url)
    return None if url is None or _is_own(anchor.url, page) or _is_own(url, page) else url


@lru_cache(maxsize=16_384)  # a site's pages repeat those of their menus and sidebars
def _visitable(address: str) -> str | None:
    """An address as it is visited; None for machinery, media and forms."""
    if _MACHINERY.search(address):
        return None
    url = urls.clean(address) if any(char in address for char in "?;@") else address
    if url is None:
        return None
    kind = shapes.expect(shapes.shape_of(url)).kind
    return None if kind in {Kind.MEDIA, Kind.FORM} else url


def _source(anchor: Anchor, url: str) -> Source:
    """What a link that is no entry is, by its relation, its place, its words and its address."""
    rel = anchor.element.get("rel")
    rels = rel.lower().split() if rel else ()
    steps = anchor.zone in {Zone.PAGINATION, Zone.NEIGHBOUR} or not _STEPS.isdisjoint(rels)
    numbered = _is_page_number(url)
    if steps or numbered:
        if numbered:
            return Source.PAGINATION
        expected = shapes.expect(shapes.shape_of(url))
        labelled = _is_label(anchor)
        if expected.role is Role.POST and (expected.sure >= _LIKELY or not labelled):
            return Source.NEIGHBOUR
        if anchor.zone is Zone.NEIGHBOUR:
            return Source.NEIGHBOUR
        return Source.PAGINATION if labelled else Source.LINK
    if anchor.zone is Zone.CONTENT and not anchor.in_paragraph and not anchor.level and _is_label(anchor):
        expected = shapes.expect(shapes.shape_of(url))
        if expected.role is not Role.POST or expected.sure < _SURELY:
            return Source.PAGINATION
    return Source.LINK


def _is_label(anchor: Anchor) -> bool:
    """Whether a link says "older posts", "next", or a number."""
    text = _anchor_text(anchor)
    return len(text) <= _SHORT_LABEL and bool(LATER.match(text))


def _entry_lead(url: str, entry: Entry, page: Page) -> Lead:
    card = entry.card
    title = _anchor_text(entry.anchor) or (_heading(card) if card is not None else "")
    published = _date(card) if card is not None else _date_beside(entry.anchor)
    says = Statement(title=title or None, published_at=published) if published else None
    return Lead(url, Source.LISTING, page.url, _expected(url), title, says)


def _heading(card: Card) -> str:
    """The heading of a card, for a link without words that is laid over it."""
    heading = next(card.element.iter("h1", "h2", "h3", "h4", "h5", "h6"), None)
    return " ".join(heading.text_content().split())[:_LONGEST_ANCHOR] if heading is not None else ""


def _date(card: Card) -> str | None:
    """The date of a card: of its `<time>` or of class date, else of a short element that is a date."""
    for element in card.times:
        stated = dates.exact(element.get("datetime") or "") or dates.iso(" ".join(element.text_content().split()))
        if stated:
            return stated
    if card.is_item:
        return dates.iso(" ".join(card.element.text_content().split()))
    for element in islice(card.element.iterdescendants(*_SMALL), _LOOKED_AT):
        stated = _bare_date(element.text or "")
        if stated:
            return stated
    return None


def _date_beside(anchor: Anchor) -> str | None:
    """The date in a line of its own right after or before a listed heading."""
    heading = next(iter(anchor.element.iterancestors("h1", "h2", "h3", "h4", "h5", "h6")), anchor.element)
    beside = (heading.getnext(), heading.getprevious())
    lines = (node.text_content() for node in beside if node is not None and isinstance(node.tag, str))
    return next(filter(None, map(_bare_date, lines)), None)


def _bare_date(text: str) -> str | None:
    """The date that a short text is, with hardly anything else in it."""
    text = " ".join(text.split())
    if not text or len(text) > _SHORT_LABEL or not dates.has_year(text):
        return None
    found = dates.find(text)
    return found.iso if found is not None and found.end - found.start >= len(text) * _ALL_BUT else None


def _expected(url: str) -> Role:
    """What the address of an entry promises; UNKNOWN unless it speaks clearly against a post."""
    expected = shapes.expect(shapes.shape_of(url))
    return expected.role if expected.role in {Role.LISTING, Role.FEED} else Role.UNKNOWN


def _role(url: str, source: Source) -> Role:
    if source is Source.PAGINATION:
        return Role.LISTING
    return _expected(url)


def _is_page_number(url: str) -> bool:
    return shapes.expect(shapes.shape_of(url)).kind is Kind.PAGINATION


def _is_own(url: str, page: Page) -> bool:
    return _bare(url) == _bare(page.url)


@lru_cache(maxsize=16_384)
def _bare(url: str) -> str:
    return url.partition("#")[0].rstrip("/")


def _anchor_text(anchor: Anchor) -> str:
    element = anchor.element
    heading = next(element.iter("h1", "h2", "h3", "h4", "h5", "h6"), None) if len(element) else None
    text = " ".join(heading.text_content().split()) if heading is not None else anchor.text
    return text[:_LONGEST_ANCHOR]
