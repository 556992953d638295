# ruff: noqa: RUF001 - words of many scripts; a list of them is read as one
"""The outline of a page: its links with the place each stands in, its headline, and the cards that list other pages.

Read in one pass over the tree, once a page (`Page.outline`), for the links that discovery follows and for telling posts
from listings.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from archiver import urls, zones
from archiver.zones import Zone

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_LINKS = 5_000  # a page with more is a trap or a site map; the first of them do
_SAME_CARDS = 2  # cards of one make that list different pages: a listing
_SAME_ITEMS = 4  # the same for bare list items
_LONGEST_ITEM = 300  # characters of a list item that is an entry of an archive


@dataclass(slots=True)
class Card:
    """An element that may be one entry of a list: an article, a card, a list item."""

    key: str
    element: HtmlElement
    zone: Zone
    is_item: bool
    headings: list[Anchor] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    times: list[HtmlElement] = field(default_factory=list)
    chars: int = 0
    has_own_heading: bool = False  # a heading that is no link, or one to the page itself


@dataclass(slots=True)
class Anchor:
    """A link in the page's body. url: absolute, without fragment. level: of the heading it stands in, 0 outside one."""

    url: str
    element: HtmlElement
    zone: Zone
    level: int
    card: Card | None
    in_paragraph: bool
    fragment: bool

    @property
    def text(self) -> str:
        """The anchor text, spaces collapsed; the alternative text of its image where it has no other."""
        words = " ".join(self.element.text_content().split())
        return words or next((image.get("alt", "").strip() for image in self.element.iter("img")), "")


@dataclass(slots=True)
class Heading:
    """A heading: its level, its text, and whether it is a link to another page."""

    level: int
    element: HtmlElement
    zone: Zone
    card: Card | None
    leads_away: bool = False

    @property
    def text(self) -> str:
        """The heading's text, spaces collapsed."""
        return " ".join(self.element.text_content().split())


@dataclass(frozen=True, slots=True)
class Entry:
    """One listed page: the link to it, and the card it stands in where that is known."""

    anchor: Anchor
    card: Card | None


@dataclass(frozen=True, slots=True)
class Outline:
    """What `read` saw on a page.

    keys: how often each "tag.class" stands on the page, digits folded; the traits that a site's pages share.
    entries: the links of its list of other pages, one each, in document order.
    text_chars, link_chars: characters in the content zone, and those of them in links; own_chars: those outside
    entries and links. times: `<time>` elements and others of class date, outside chrome, comments and entries.
    """

    anchors: tuple[Anchor, ...] = ()
    headings: tuple[Heading, ...] = ()
    entries: tuple[Entry, ...] = ()
    keys: Counter[str] = field(default_factory=Counter)
    text_chars: int = 0
    link_chars: int = 0
    own_chars: int = 0
    times: tuple[HtmlElement, ...] = ()
    has_password: bool = False


class _Place(NamedTuple):
    """Where the walk stands: inherited by children."""

    zone: Zone = Zone.CONTENT
    heading: Heading | None = None
    card: Card | None = None
    anchor: bool = False
    paragraph: bool = False
    hidden: bool = False


_FEW_LINKS = 12  # of one excerpt: its title, terms, comments, share links
_MORE = re.compile(
    r"^[\W_]*(?:(?:continue|keep)\s+reading|read\s+(?:more|on|the\s+rest|full\s+(?:post|article|story))|weiterlesen|mehr\s+lesen"
    r"|lire\s+la\s+suite|en\s+savoir\s+plus|(?:seguir|continuar|continue)\s+(?:leyendo|lendo)|leer\s+m[áa]s|leia\s+mais|continua(?:\s+a\s+leggere)?"
    r"|leggi\s+tutto|lees\s+(?:meer|verder)|l[äa]s\s+mer|les\s+mer|czytaj\s+(?:dalej|wi[ęe]cej)|devam[ıi](?:n[ıi])?\s*(?:oku|için)?|читать\s+(?:далее|дальше|полностью)"
    r"|阅读(?:全文|更多|剩余部分)|閱讀(?:全文|更多)|继续阅读|繼續閱讀|查看(?:全文|原文)|続きを(?:読む|見る)|もっと読む|더\s?보기|계속\s?읽기"
    r"|ادامه(?:[‌\s]?ی)?\s*(?:مطلب|نوشته|خواندن)|بیشتر\s+بخوانید|اقرأ\s+المزيد|(?:أكمل|متابعة)\s+القراءة|המשך\s+(?:קריאה|לקרוא)|קרא\s+עוד)",
    re.IGNORECASE,
)
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_NOTED = frozenset((*_HEADINGS, "a", "p", "input"))
# An address as the URL standard would print it again, so that it needs no parsing.
_PLAIN = re.compile(r"(https?://[a-z0-9.-]+\.[a-z]{2,})?/(?!/)[A-Za-z0-9._~%/-]*$")
_SITE_HEADER = re.compile(r"^(?:header|site|page|main|global|top|blog)$")
_HIDDEN = frozenset(("script", "style", "noscript", "template", "svg", "head", "iframe", "select", "option", "math"))


class _Walk:
    """One pass over a tree; the state of `read`."""

    def __init__(self, url: str, base_url: str) -> None:
        self.own = _bare(url)
        self.base_url = base_url
        home = urls.parse(base_url)
        self.origin = home.origin if home is not None else ""
        self.anchors: list[Anchor] = []
        self.headings: list[Heading] = []
        self.cards: list[Card] = []
        self.times: list[tuple[HtmlElement, Card | None]] = []
        self.keys: Counter[str] = Counter()
        self.text_chars = self.link_chars = 0
        self.has_password = False
        self.resolved: dict[str, str | None] = {}

    def run(self, body: HtmlElement) -> None:
        """Visit every element below `body`, parents first."""
        places: dict[HtmlElement, _Place] = {body: _Place()}
        for element in body.iterdescendants():
            parent = element.getparent()
            place = places[parent] if parent is not None else _Place()
            tag = element.tag
            if isinstance(tag, str) and not place.hidden:
                here = self.enter(element, tag, place)
                places[element] = here
                if element.text and not here.hidden:
                    self.count(element.text, here)
            else:
                places[element] = _HIDDEN_PLACE
            if element.tail and not place.hidden:
                self.count(element.tail, place)

    def enter(self, element: HtmlElement, tag: str, place: _Place) -> _Place:
        """The place inside an element."""
        if tag in _HIDDEN:
            return _HIDDEN_PLACE
        get = element.get
        effect = zones.effect(tag, get("class") or "", get("id") or "", get("role") or "")
        self.keys[effect.token] += 1
        zone = effect.zone if effect.zone is not None and effect.zone > place.zone else place.zone
        if tag == "header" and place.card is None and not place.zone and _is_site_header(element):
            zone = Zone.CHROME
        card = place.card
        in_row = card is not None and card.is_item and card.element.tag == "tr" and tag == "li"  # of a table's layout
        if (effect.card or (effect.item and (card is None or in_row))) and place.heading is None:
            card = Card(_card_key(element, effect.token), element, zone, effect.item and not effect.card)
            self.cards.append(card)
        if effect.time and zone in {Zone.CONTENT, Zone.CHROME}:
            self.times.append((element, place.card))
            if place.card is not None:
                place.card.times.append(element)
        here = (
            place
            if zone == place.zone and card is place.card
            else _Place(zone, place.heading, card, place.anchor, place.paragraph)
        )
        return self.note(element, tag, here) if tag in _NOTED else here

    def note(self, element: HtmlElement, tag: str, place: _Place) -> _Place:
        """What is kept of headings, links and forms; gives the place inside them."""
        if tag in _HEADINGS:
            heading = Heading(_HEADINGS[tag], element, place.zone, place.card)
            self.headings.append(heading)
            return _Place(place.zone, heading, place.card, place.anchor, place.paragraph)
        if tag == "p":
            return _Place(place.zone, place.heading, place.card, place.anchor, paragraph=True)
        if tag == "a":
            self.link(element, place)
            return _Place(place.zone, place.heading, place.card, True, place.paragraph)  # noqa: FBT003 - a row, in order
        if (element.get("type") or "").lower() == "password":
            self.has_password = self.has_password or not _is_hidden(element)
        return place

    def link(self, element: HtmlElement, place: _Place) -> None:
        """Note a link, where it is one that can be followed."""
        href = element.get("href")
        if href is None or len(self.anchors) >= MOST_LINKS:
            return
        if href not in self.resolved:
            self.resolved[href] = self.resolve(href)
        url = self.resolved[href]
        if url is None:
            return
        own = _bare(url) == self.own
        level = place.heading.level if place.heading is not None else 0
        if level == 0 and len(element):
            level = next((_HEADINGS[str(child.tag)] for child in element.iter(*_HEADINGS)), 0)
        anchor = Anchor(url, element, place.zone, level, place.card, place.paragraph, own and "#" in href)
        self.anchors.append(anchor)
        if place.heading is not None:
            place.heading.leads_away = place.heading.leads_away or not own
        if place.card is not None and not own:
            place.card.anchors.append(anchor)
            if level:
                place.card.headings.append(anchor)

    def resolve(self, href: str) -> str | None:
        """`urls.resolve`, without a parser for the many links that are spelled as it would spell them."""
        plain = _PLAIN.match(href)
        if plain and "/." not in href:
            return href if plain[1] else self.origin + href
        return urls.resolve(self.base_url, href) if _may_be_web(href) else None

    def count(self, text: str, place: _Place) -> None:
        """Add a piece of text to what it counts for."""
        chars = len(text.strip())
        if not chars or place.zone is not Zone.CONTENT:
            return
        self.text_chars += chars
        if place.anchor:
            self.link_chars += chars
        elif place.card is not None:
            place.card.chars += chars


_HIDDEN_PLACE = _Place(hidden=True)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def _is_hidden(element: HtmlElement) -> bool:
    """Whether an element or one around it is not shown: VuePress' Reco keeps a password form on every page."""
    around = (element, *element.iterancestors())
    return any(up.get("hidden") is not None or _UNSEEN.search(up.get("style") or "") for up in around)


def read(url: str, base_url: str, tree: HtmlElement) -> Outline:
    """The outline of a parsed page: `<html>` element, the address of the page and the one that its links resolve to."""
    body = tree.find("body")
    if body is None:
        return Outline()
    walk = _Walk(url, base_url)
    walk.run(body)
    for heading in walk.headings:
        if heading.card is not None and not heading.leads_away:
            inside = next((a for a in walk.anchors if a.card is heading.card and _contains(a, heading)), None)
            heading.card.has_own_heading = heading.card.has_own_heading or inside is None
            heading.leads_away = inside is not None and _bare(inside.url) != walk.own
    entries = _entries(walk)
    listed = {id(entry.card) for entry in entries if entry.card is not None}
    entry_chars = sum(card.chars for card in walk.cards if id(card) in listed)
    return Outline(
        anchors=tuple(walk.anchors),
        headings=tuple(walk.headings),
        entries=entries,
        keys=walk.keys,
        text_chars=walk.text_chars,
        link_chars=walk.link_chars,
        own_chars=walk.text_chars - walk.link_chars - entry_chars,
        times=tuple(element for element, card in walk.times if id(card) not in listed),
        has_password=walk.has_password,
    )


def _entries(walk: _Walk) -> tuple[Entry, ...]:
    """The links of cards of one make that lead to different pages; else of linked headings; else of list items."""
    by_key: dict[str, list[Entry]] = {}
    for card in walk.cards:
        covered = card.has_own_heading and len({a.url for a in card.anchors}) == 1  # one link laid over the whole card
        if card.zone is Zone.CONTENT and not card.is_item and (covered or not card.has_own_heading):
            anchor = _target(card)
            if anchor is not None:
                by_key.setdefault(card.key, []).append(Entry(anchor, card))
    found = [entry for group in by_key.values() if _different(group) >= _SAME_CARDS for entry in group]
    if not found:
        found = _headed(walk)
    if not found:
        found = _continued(walk)
    if not found:
        found = _items(walk)
    position = {id(anchor): index for index, anchor in enumerate(walk.anchors)}
    seen: set[str] = set()
    unique = []
    for entry in sorted(found, key=lambda entry: position[id(entry.anchor)]):
        if entry.anchor.url not in seen:
            seen.add(entry.anchor.url)
            unique.append(entry)
    return tuple(unique)


def _headed(walk: _Walk) -> list[Entry]:
    """Linked headings of one make outside cards."""
    groups: dict[tuple[int, str], list[Entry]] = {}
    for anchor in walk.anchors:
        if anchor.level and anchor.zone is Zone.CONTENT and _bare(anchor.url) != walk.own and not anchor.fragment:
            card = anchor.card if anchor.card is not None and len(anchor.card.headings) == 1 else None
            groups.setdefault((anchor.level, _heading_key(anchor.element)), []).append(Entry(anchor, card))
    return [entry for group in groups.values() if _different(group) >= _SAME_CARDS for entry in group]


def _continued(walk: _Walk) -> list[Entry]:
    """Links that say "read more", where excerpts stand in cells or boxes without headings."""
    found = [
        Entry(anchor, anchor.card if anchor.card is not None and len(anchor.card.anchors) <= _FEW_LINKS else None)
        for anchor in walk.anchors
        if anchor.zone is Zone.CONTENT and _bare(anchor.url) != walk.own and _MORE.match(anchor.text)
    ]
    return found if _different(found) >= _SAME_CARDS else []


def _items(walk: _Walk) -> list[Entry]:
    """List items and table rows that are a link with little beside it, as archives and indexes print them.

    A list that leads to other sites alone is none of them: a post may hold nothing else.
    """
    groups: dict[str, list[Entry]] = {}
    for card in walk.cards:
        if card.is_item and card.zone is Zone.CONTENT and card.anchors and card.chars <= _LONGEST_ITEM:
            groups.setdefault(card.key, []).append(Entry(card.anchors[0], card))
    home = urls.domain(walk.base_url)
    return [
        entry
        for group in groups.values()
        if _different(group) >= _SAME_ITEMS and any(urls.domain(one.anchor.url) == home for one in group)
        for entry in group
    ]


def _target(card: Card) -> Anchor | None:
    """The link of a card to what it announces: in its heading, else its first."""
    return next(iter(card.headings), None) or next((a for a in card.anchors if a.zone is Zone.CONTENT), None)


def _different(entries: list[Entry]) -> int:
    return len({entry.anchor.url for entry in entries})


def _contains(anchor: Anchor, heading: Heading) -> bool:
    """Whether a link encloses a heading: `<a><h2>…</h2></a>`."""
    return anchor.element in heading.element.iterancestors("a")


def _card_key(element: HtmlElement, token: str) -> str:
    parent = element.getparent()
    return f"{_token(parent)}>{token}" if parent is not None else token


def _heading_key(element: HtmlElement) -> str:
    return "/".join(_token(node) for node in (element, *list(element.iterancestors())[:3]))


def _token(element: HtmlElement) -> str:
    return zones.effect(str(element.tag), element.get("class") or "", "", "").token


def _is_site_header(element: HtmlElement) -> bool:
    """Whether a `<header>` is the site's: high in the tree, or named so."""
    parent = element.getparent()
    named = _SITE_HEADER.match((element.get("id") or "").lower().partition("-")[0])
    if named or parent is None or parent.tag == "body":
        return True
    grand = parent.getparent()
    return parent.tag == "div" and grand is not None and grand.tag == "body"


def _bare(url: str) -> str:
    """An address for comparing with the page's own: without scheme, fragment and trailing slash."""
    return url.partition("://")[2].partition("#")[0].rstrip("/")


def _may_be_web(href: str) -> bool:
    head = href.lstrip()[:11].lower()
    return not head.startswith(
        ("mailto:", "javascript:", "tel:", "data:", "#", "sms:", "skype:", "whatsapp:", "about:")
    )
