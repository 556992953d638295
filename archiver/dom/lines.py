# ruff: noqa: RUF001, E501 - words of many scripts; a list of them is read as one
"""Lines that are a site's by their form, whatever element holds them: terms, neighbours, the page's own address, a date.

Blog services and themes of many countries print them inside the text's container, in elements without a name: no line
is like another, so that repetition does not tell them. They count at the edges of a text only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from archiver import urls
from archiver.dom import runs
from archiver.evidence import dates, day_labels, elements, names, terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.html import HtmlElement

    from archiver.dom.blocks import Block

DATELINE = "{dateline}"
"""What stands in a rule for the text of a line that is a date, perhaps with an author and counters."""

NEIGHBOURS = "{neighbours}"
"""What stands in a rule for the text of a line that leads to the posts before and after: no two are alike."""

LONGEST = 300  # characters of such a line; a list of tags may be long
_LINKED = 0.7  # share of what follows the label that is links
_BESIDE = 60  # characters beside the date of a dateline, beside the address of the page
_LONGEST_DATELINE = 140
_NEIGHBOUR = re.compile(
    r"[\W_]*(?:(?:previous|next|older|newer|prev)\s+(?:post|article|entry|story)|(?:vorheriger|n[äa]chster)\s+(?:beitrag|artikel)"
    r"|article\s+(?:pr[ée]c[ée]dent|suivant)|entrada\s+(?:anterior|siguiente)|[öo]nceki\s+yaz[ıi]|sonraki\s+yaz[ıi]"
    r"|(?:предыдущая|следующая)\s+(?:запись|статья)|上一?[篇页頁]|下一?[篇页頁]|前一?篇|后一?篇|後一篇|前の記事|次の記事|이전\s*글|다음\s*글"
    r"|(?:پست|مطلب|نوشته|مقاله)(?:‌?ی|ه)?\s+(?:قبلی|بعدی|پیشین)|(?:المقال|التدوينة|الموضوع)\s+(?:السابقة?|التالية?)|(?:ה)?(?:פוסט|רשומה)\s+(?:ה)?(?:קודמת?|הבאה?))"
    r"(?:文章|文)?(?P<colon>\s*[:：]|(?=\s))\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"[\W_]*(?:本文(?:链接|鏈接|地址|网址|永久链接|标题)|(?:文章|永久)(?:链接|鏈接|地址)|(?:转载|轉載)(?:请|請|时请)?(?:注明|註明|保留)(?:出处|来源|本文链接|原文链接)?"
    r"|permalink|short\s*link|لینک\s*(?:کوتاه|ثابت|مطلب)(?:\s+مطلب)?|آدرس\s+(?:کوتاه|مطلب)|رابط\s+(?:المقال|مختصر)|постоянная\s+ссылка|この記事のurl)\s*[:：]",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"[\s,;|·،、，•/#]+")
_PARTED = re.compile(r"\s*[,;|،、，·•/]\s*")
_LONGEST_LIST, _LONGEST_TERM, _TERM_WORDS, _LONGEST_LABEL = 160, 40, 4, 30
_KINDS = frozenset(("tags", "categories"))
_CONTENTS = re.compile(
    r"\W*(?:目[录錄次]|(?:table\s+of\s+)?contents|(?:in|on)\s+this\s+(?:page|post|article)|inhalt(?:sverzeichnis)?|sommaire|table\s+des\s+mati[èe]res|[íi]ndice"
    r"|contenidos?|sum[áa]rio|sommario|содержание|оглавление|i[çc]indekiler|فهرست(?:\s+مطالب)?|(?:فهرس\s+)?المحتويات|תוכן(?:\s+ה?עניינים)?|목차|spis\s+tre[śs]ci|inhoud(?:sopgave)?)\W*",
    re.IGNORECASE,
)
_LOOKED_AT = 800  # characters of html at either end
_HREF = re.compile(r'href="([^"]+)"')
_NONE = re.compile(
    r"没有了?|沒有了?|[无無]|[暂暫][无無](?:标签|標籤)?|已(?:经)?是.{0,12}|none|нет|なし|ندارد|-+", re.IGNORECASE
)
_LEADING = re.compile(
    # "Previous: …", "← Previous", a break and "…", "« …", "… »": authors write such lines too, so that their number must tell
    r"[\W_]*[^\W\d_][^:：\n]{0,24}[:：]\s*(?P<rest>.+)"
    r"|\s*(?:[«‹←⟵⇐⬅◀◄〈《<][^\n]{0,30}|[^\n]{1,30}[»›→⟶⇒➡▶►〉》>])\s*\n\s*(?P<below>.+)"
    r"|\s*[«‹←⟵⇐⬅◀◄〈《<].+|.+[»›→⟶⇒➡▶►〉》>]\s*",
    re.DOTALL,
)
_NO_LINES = frozenset(("pre", "tr", "figcaption", "blockquote"))
_QUOTED = frozenset(("pre", "figcaption"))
_CAPTION = re.compile(
    r"(?:^|\s)(?:(?:wp|kg-image|image|blocks-gallery)-caption|wp-caption-text|wp-element-caption|tr-caption)(?:\s|$)"
)
_MOST_DATELINES = 2  # of a site: when a post was published, and changed
_ENDINGS = (".", "!", "?", "…", "。", "！", "？", "؟", "۔")


def is_quoted(element: HtmlElement) -> bool:
    """Whether an element is a listing or a caption, or stands in one: the post's, however many posts have the same."""
    up: HtmlElement | None = element
    while up is not None:
        if up.tag in _QUOTED or _CAPTION.search(up.get("class") or ""):
            return True
        up = up.getparent()
    return False


def is_metadata(block: Block, url: str, *, ends: bool = False) -> bool:
    """Whether a line lists the post's terms, leads to its neighbours or says where it stands or when it was changed.

    Each begins with a label and a colon, and the rest is links; a neighbour's link tells without the colon too, and terms
    behind the text (ends) may be plain. url: against which links resolve: terms lead to pages of the site, or to pages
    of terms, "Sources: …" are the author's.
    """
    text = block.text
    if block.element.tag in _NO_LINES:
        return False
    if day_labels.is_update(text):
        return True
    if not may_be_metadata(text):
        return False
    if _SOURCE.match(text):
        return block.link_chars > 0 or "://" in text
    neighbours = [_NEIGHBOUR.match(line) for line in text.split("\n")]
    if all(neighbours):
        rests = [match["rest"] for match in neighbours if match and not _NONE.fullmatch(match["rest"])]
        has_colon = all(match["colon"] for match in neighbours if match)
        return block.link_chars >= _LINKED * sum(map(len, rests)) and (has_colon or block.link_chars > 0)
    rest = "\n".join(line[len(terms.label(line)) :] for line in text.split("\n"))  # all terms in one cell
    is_listed = bool(terms.label(text)) and (_is_listed(rest, block.link_chars) or (ends and _are_terms(rest)))
    return is_listed and not _leads_away(block.element, url)


def is_about_post(found: Sequence[Block], index: int, url: str, *, ends: bool, beyond: bool) -> bool:
    """Whether a line at an edge of the text tells of the post, not what it says: by its form, whatever the site.

    found: the blocks of the container. ends: behind the text, else before it. beyond: whether a line further out was
    found to be the site's: a name behind the text may be the author's own signature else.
    """
    block = found[index]
    return (
        is_metadata(block, url, ends=ends)
        or is_own_address(block.text, url)
        or leads_to_terms(block, url)
        or leads_to_authors(block, url)
        or is_toc(found, index)
        or (ends and beyond and is_byline(block.text))
    )


def leads_to_terms(block: Block, url: str) -> bool:
    """Whether a line is nothing but links to pages of tags and categories on the site of the page at `url`.

    And their label; one in a language that is not known here, where each link has rel="tag".
    """
    if not 0 < len(block.text) <= LONGEST or not block.link_chars:
        return False
    run = runs.of(block)
    links = _links(block.element) if run is None else run.links()
    if not links or not all(_is_term(link.get("href") or "", url) for link in links):
        return False
    beside = _PARTED.split(_outside_links(block.element) if run is None else _beside(run.start, run.parts))
    if all("tag" in (link.get("rel") or "").split() for link in links):  # as generators write it, and no author
        return len("".join(beside).strip()) <= _LONGEST_LABEL and not block.text.rstrip().endswith(_ENDINGS)
    return all(not part or terms.is_labelled(part) for part in map(str.strip, beside))


def leads_to_authors(block: Block, url: str) -> bool:
    """Whether a line is nothing but links to pages of authors on the site of the page at `url`, and a "by"."""
    if not 0 < len(block.text) <= LONGEST or not block.link_chars:
        return False
    run = runs.of(block)
    links = _links(block.element) if run is None else run.links()
    if not links or any(elements.kind_of(link) != "authors" or elements.leads_elsewhere(link, url) for link in links):
        return False
    beside = _PARTED.split(_outside_links(block.element) if run is None else _beside(run.start, run.parts))
    return all(not part or names.is_label(part) for part in map(str.strip, beside))


def names_a_term(block: Block, url: str) -> bool:
    """Whether a line holds a link to a page of a tag or category on the site of the page at `url`."""
    return bool(block.link_chars) and any(_is_term(link.get("href") or "", url) for link in block.element.iter("a"))


def _links(element: HtmlElement) -> list[HtmlElement]:
    return [link for link in element.iter("a") if link.get("href")]


def _outside_links(element: HtmlElement) -> str:
    """An element's text without that of its links, each of them a comma."""
    return _beside(element.text or "", element)


def _beside(start: str, children: Iterable[HtmlElement]) -> str:
    parts = [start]
    for child in children:
        parts.append("," if child.tag == "a" else _outside_links(child) if isinstance(child.tag, str) else "")
        parts.append(child.tail or "")
    return "".join(parts)


def _is_term(href: str, url: str) -> bool:
    """Whether an address is of a page of tags or categories on the site of `url`."""
    return terms.kind_of_address(href) in _KINDS and _is_own(href, url)


def _is_own(href: str, url: str) -> bool:
    return urls.domain(href) in {"", urls.domain(url)}


def is_toc(found: Sequence[Block], index: int) -> bool:
    """Whether a line is of a table of contents: a link to a place on the page, or what stands above such links."""
    block = found[index]
    if 0 < block.fragment_chars >= _LINKED * len(block.text):
        return True
    below = found[index + 1] if index + 1 < len(found) else None
    return below is not None and _CONTENTS.fullmatch(block.text) is not None and is_toc([below], 0)


def is_byline(text: str) -> bool:
    """Whether a line is a "by" with a colon, and a name."""
    return len(text) <= _BESIDE and names.has_labelled_part(text) and bool(names.in_byline(text, labelled=True))


def may_be_metadata(text: str) -> bool:
    """False where a line's text alone tells that it is none of these, links to terms aside."""
    if day_labels.is_update(text):
        return True
    if len(text) > LONGEST:
        return False
    first = text.split("\n", 1)[0]
    if _NEIGHBOUR.match(first):
        return True
    return (":" in text or "：" in text) and (_SOURCE.match(first) is not None or bool(terms.label(text)))


def leads_on(block: Block, url: str) -> bool:
    """Whether a line is links within the site alone after a short label, or below one, or with an arrow at an end."""
    match = _LEADING.fullmatch(block.text) if may_lead_on(block.text) and block.link_chars else None
    if match is None or block.element.tag in _NO_LINES:
        return False
    led = match["rest"] or match["below"] or block.text
    return block.link_chars >= _LINKED * len(led) and not _leads_away(block.element, url)


def may_lead_on(text: str) -> bool:
    """False where a line's text alone tells that it leads to no neighbour."""
    return len(text) <= LONGEST and _LEADING.fullmatch(text) is not None


def is_dateline(text: str) -> bool:
    """Whether a line is a date with little beside it, and no sentence."""
    if len(text) > _LONGEST_DATELINE or text.rstrip().endswith(_ENDINGS) or not dates.has_year(text):
        return False
    found = dates.place(text)
    return found is not None and len(text) - (found.end - found.start) <= _BESIDE


def is_signed(block: Block, url: str) -> bool:
    """Whether a line is a dateline, or a day beside a link to an author or a term of the site, with little besides."""
    if is_dateline(block.text):
        return True
    if not block.link_chars or not may_be_signed(block.text):
        return False
    found = dates.place(block.text)
    links = [link for link in block.element.iter("a") if link.get("href")]
    is_told = any(
        elements.kind_of(link) and urls.domain(link.get("href") or "") in {"", urls.domain(url)} for link in links
    )
    return is_told and found is not None and len(block.text) - (found.end - found.start) - block.link_chars <= _BESIDE


def may_be_signed(text: str) -> bool:
    """False where a line's text alone tells that it is no line of metadata with a day."""
    return len(text) <= LONGEST and not text.rstrip().endswith(_ENDINGS) and dates.has_year(text)


def is_own_address(text: str, url: str) -> bool:
    """Whether a line is nothing but the address of the page that it stands on."""
    if "://" not in text or " " in text:
        return False
    first, second = (unquote(one).partition("://")[2].rstrip("/") for one in (text.strip(), url))
    return first == second


def may_lead(written: str, edges: Sequence[str], url: str) -> bool:
    """False where nothing at the edges of written html leads to terms, authors or places on the page.

    edges: the first and last lines of its text.
    """
    if not any(line and len(line) <= LONGEST and not line.rstrip().endswith(_ENDINGS) for line in edges):
        return False
    ends = written[:_LOOKED_AT], written[-_LOOKED_AT:]
    return (
        'href="#' in ends[0]
        or any('rel="author' in part for part in ends)
        or any(terms.kind_of_address(href) and _is_own(href, url) for part in ends for href in _HREF.findall(part))
    )


def is_diary(blocks: Sequence[Block]) -> bool:
    """Whether a text is parted by lines with dates: these are its own."""
    return sum(1 for block in blocks if is_dateline(block.text)) > _MOST_DATELINES


def _leads_away(line: HtmlElement, url: str) -> bool:
    """Whether all links of a line lead to other sites, and not to what looks like a page of terms."""
    links = [link for link in line.iter("a") if link.get("href")]
    return bool(links) and all(elements.leads_elsewhere(link, url) and not elements.kind_of(link) for link in links)


def _is_listed(rest: str, linked: int) -> bool:
    """Whether what follows a label is links, separators aside, or says that there are none."""
    if not linked:
        return _NONE.fullmatch(rest.strip()) is not None
    return linked >= _LINKED * len(_SEPARATORS.sub("", rest))


def _are_terms(rest: str) -> bool:
    """Whether what follows a label is a list of terms without links: short, and no sentence."""
    if not rest.strip() or len(rest) > _LONGEST_LIST or rest.rstrip().endswith(_ENDINGS):
        return False
    parts = [part.strip(" #") for part in _PARTED.split(rest.strip())]
    return all(0 < len(part) <= _LONGEST_TERM and len(part.split()) <= _TERM_WORDS for part in parts)
