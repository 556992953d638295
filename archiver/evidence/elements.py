"""What one element of a page says: its line of text, its date, whether it can be metadata at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archiver import urls
from archiver.evidence import dates, day_labels, local_time, names, terms, titles
from archiver.evidence.values import TERMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from archiver.evidence.values import Habits

LONGEST_LINE = 140  # characters of a line of metadata
MOSTLY = 0.5  # share of a block's text that is links, where it is a list of links
HEADINGS = frozenset({"h1", "h2", "h3", "h4"})

_DATED = ("datetime", "content", "title")
_RELATIONS = (("category", "categories"), ("tag", "tags"), ("author", "authors"))
_JUNK = re.compile(
    r"read(?:ing)?[-_]?time|eta\b|header-?link|anchor|permalink|screen-reader|sr-only|visually-hidden|edit[-_]?link|badge|share|byline|meta(?:$|\s)|date",
    re.IGNORECASE,
)
_LABELS = frozenset({"span", "b", "strong", "i", "em", "dt"})
_ICONS = frozenset({"i", "span", "svg", "em"})
_OF_PROSE = ("p", "li", "div", "td", "dd", "section", "blockquote", "article", "footer", "header")
_PERSON_ICON = re.compile(
    r"(?:^|[\s_-])(?:icon|fa[srlbd]?|fa-(?:solid|regular|light)|bi|ri|ti|glyphicon|iconfont|material-icons|mdi|feather|ion|octicon|lucide|tabler|svg)"
    r"[\w\s-]*?[\s_-](?:user|users|person|people|author|account|profile|pen-?nib|pencil-?alt)(?:$|[\s_-])"
    r"|(?:^|\s)(?:user|person|author)[-_]?icon(?:$|\s)|(?:^|\s)icon(?:user|author|person)(?:$|\s)|^\s*(?:user|person|author)\s*$",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")
_COMMENTS = re.compile(r"#(?:comments?|respond|disqus_thread|reply)\b", re.IGNORECASE)
_ARCHIVE = re.compile(r"/(?:19|20)\d\d(?:/\d{1,2}){0,2}/?$")
_BLOCKS = frozenset(
    {
        "div",
        "p",
        "li",
        "span",
        "time",
        "a",
        "br",
        "td",
        "dd",
        "dt",
        "ul",
        "section",
        "i",
        "svg",
        "footer",
        "header",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
    }
)


def line_of(element: HtmlElement) -> str:
    """The element's text on one line, its child elements set apart."""
    return titles.tidy(" ".join(pieces(element)) if len(element) else element.text or "")


def heading_text(element: HtmlElement) -> str:
    """A heading's own text: without reading time, permalink sign, screen reader words or date inside it."""
    if not len(element):
        return titles.without_reading_time(titles.tidy(element.text or ""))
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and not _is_junk(child):
            parts.append("\n" if child.tag == "br" else child.text_content())
        parts.append(child.tail or "")
    kept = [line for line in "".join(parts).split("\n") if line.strip() and not titles.is_reading_time(line)]
    return titles.without_reading_time(titles.tidy(" ".join(kept)))


def date_of(element: HtmlElement, habits: Habits) -> str | None:
    """The date that an element carries in an attribute or shows, day on the site's own calendar."""
    line = "" if element.tag == "meta" else line_of(element)[:LONGEST_LINE]
    shown = dates.find(line, habits.order)
    stated = [found for name in _DATED if (found := dates.exact(element.get(name) or ""))]
    if not stated:
        return shown.iso if shown else dates.foreign(line, habits.language)
    if not local_time.is_utc(stated[0]):
        return stated[0]
    # A generator that writes the moment in UTC beside the site's own clock or day
    seen = [*stated[1:], *([shown.iso] if shown else ())]
    local = next((moment for text in seen if (moment := local_time.joined(stated[0], text))), None)
    if local is None and shown is not None and shown.iso[:10] != stated[0][:10]:
        local = shown.iso if local_time.could_be(stated[0], shown.iso) else None
    return local or stated[0]


def told_of(element: HtmlElement) -> str:
    """What a label says that a date is of, in the line or right before its element."""
    if element.tag != "time":
        return day_labels.kind(line_of(element))
    before, parent = element.getprevious(), element.getparent()
    if before is None:
        return day_labels.of_label((parent.text or "") if parent is not None else "")
    tail = before.tail or ""
    return day_labels.of_label(tail if tail.strip() else before.text or "")


def line_around(element: HtmlElement) -> HtmlElement | None:
    """The line that holds a time and nothing beside it but its label: "<p>Published <time>…</time></p>"; else None."""
    parent = element.getparent()
    if element.tag != "time" or parent is None or len(parent) > 1:
        return None
    around = f"{parent.text or ''} {element.tail or ''}".strip()
    return parent if not around or day_labels.of_label(around) == "published" else None


def kind_of(link: HtmlElement) -> str:
    """One of "tags", "categories", "authors" and "" for a link, by its address, else by its relation."""
    kind = terms.kind_of_address(link.get("href") or "")
    if kind:
        return kind
    rels = (link.get("rel") or "").lower().split()
    return next((field for rel, field in _RELATIONS if rel in rels), "")


def leads_elsewhere(link: HtmlElement, base_url: str) -> bool:
    """Whether a link leads to another site than its page's, by the page's address and the one that it names itself.

    Hosts under one domain are one site: tags of "blog.example.org" may stand on "www.example.org".
    """
    domain = urls.domain(link.get("href") or "")
    if not domain or domain == urls.domain(base_url):
        return False
    root = link.getroottree().getroot()
    named = (one.get("href") or "" for one in root.iter("link") if (one.get("rel") or "").lower() == "canonical")
    return domain not in map(urls.domain, named)


def leads_to_comments(link: HtmlElement) -> bool:
    """Whether a link leads to the comments below a post: they are counted in the line that holds its tags."""
    return _COMMENTS.search(link.get("href") or "") is not None


def leads_to_year(link: HtmlElement) -> bool:
    """Whether a link leads to the posts of a year, of a month or of a day: al-folio prints it before the tags."""
    return _ARCHIVE.search(link.get("href") or "") is not None


def before(link: HtmlElement) -> str:
    """The text of a link's parent right before the link."""
    previous = link.getprevious()
    if previous is not None:
        return previous.tail or ""
    parent = link.getparent()
    return "" if parent is None else parent.text or ""


def leads_home(heading: HtmlElement) -> bool:
    """Whether a heading links to the site's first page, as the site's own name does."""
    link = heading.find(".//a[@href]")
    href = (link.get("href") or "").strip() if link is not None else ""
    return re.sub(r"^https?://[^/]+", "", href) in {"/", ".", "./", "../", "/index.html"} if href else False


def label_of(element: HtmlElement) -> str:
    """Either "tags" or "categories" where the element's text begins with such a label; "" otherwise."""
    text = (element.text or "").strip()
    if text:
        return terms.is_labelled(text) if len(text) < LONGEST_LINE else ""
    if len(element) and isinstance(element[0].tag, str) and element[0].tag in {"span", "b", "strong", "i", "em"}:
        first = (element[0].text or "").strip()
        return terms.is_labelled(first) if first.endswith((":", "：")) else ""
    return ""


def labels_of(element: HtmlElement) -> frozenset[str]:
    """Those of "tags" and "categories" that such labels tell, at the element's beginning or within its line of text."""
    text = element.text or ""
    parts = terms.labelled_parts(text) if not len(element) and len(text) < LONGEST_LINE else {}
    return frozenset(parts) if parts else frozenset(filter(None, (label_of(element),)))


def begins_byline(element: HtmlElement) -> bool:
    """Whether an element begins with "by", "von", "作者：" or the like, perhaps in an element of its own."""
    text = (element.text or "").strip()
    if not text and len(element) and is_person_icon(element[0]):
        return True
    if not text and len(element) > 1 and element[0].tag in _LABELS and not len(element[0]):
        return names.is_label((element[0].text or "").strip())
    return bool(text) and len(text) <= LONGEST_LINE and names.is_introduced(f"{text} x")


def is_introduced_name(element: HtmlElement) -> bool:
    """Whether an element is a name after a bare "by", as themes of Blogger print it: `by <span class="fn">A</span>`."""
    if "fn" not in (element.get("class") or "").split():
        return False
    before, parent = element.getprevious(), element.getparent()
    text = before.tail if before is not None else parent.text if parent is not None else ""
    return names.is_label((text or "").strip())


def has_byline(element: HtmlElement) -> bool:
    """Whether a line begins with a "by", or goes on with one after a date of its own or beside labelled terms."""
    if not is_line(element):
        return False
    if begins_byline(element):
        return True
    if shows_year(element):
        line = " ".join(pieces(element))
        return names.follow_date(line) or names.has_labelled_part(line)
    if not len(element) or not _may_label(element):
        return False
    line = "".join(pieces(element))
    is_dated = dates.has_year(line) or element.find("time") is not None
    return (is_dated and names.has_labelled_part(line)) or names.has_part_beside_terms(line)


def _may_label(element: HtmlElement) -> bool:
    """False where nothing in an element can be a label: no colon, no icon. Most are so, and need no closer look."""
    text = element.text_content()
    return ":" in text or "：" in text or any(child.tag in _ICONS and is_person_icon(child) for child in element)


def shows_year(element: HtmlElement) -> bool:
    """Whether a short text of the element's own, outside its children, holds a year."""
    if element.text and dates.has_year(element.text):
        return len(element.text) <= LONGEST_LINE
    return any(child.tail and len(child.tail) <= LONGEST_LINE and dates.has_year(child.tail) for child in element)


def is_line(element: HtmlElement) -> bool:
    """Whether an element holds no more text than a line of metadata does."""
    if not len(element):
        text = element.text or ""
        return 0 < len(text.strip()) <= LONGEST_LINE
    length = 0
    for text in element.itertext():
        length += len(text.strip())
        if length > LONGEST_LINE:
            return False
    return length > 0


def is_list(element: HtmlElement) -> bool:
    """Whether an element can be a list of terms: a line of text, or mostly links."""
    if is_line(element):
        return True
    linked = sum(len(link.text_content() if len(link) else link.text or "") for link in element.iter("a"))
    return linked > 0 and linked > MOSTLY * len(line_of(element))


def is_in_prose(link: HtmlElement, known: dict[HtmlElement, bool]) -> bool:
    """Whether a link stands in a paragraph of text rather than in a line of metadata or among other links.

    One that says itself that it is a tag is none: "This entry was posted in A and tagged B. Bookmark the permalink."
    """
    if "tag" in (link.get("rel") or "").lower().split() and terms.kind_of_address(link.get("href") or ""):
        return False
    block = next(link.iterancestors(*_OF_PROSE), None)
    if block is None:
        return False
    if block not in known:
        linked = sum(len(other.text_content() if len(other) else other.text or "") for other in block.iter("a"))
        text = titles.tidy(block.text_content()) if not is_line(block) else ""
        known[block] = linked < MOSTLY * len(text)
    return known[block]


def is_person_icon(element: HtmlElement) -> bool:
    """Whether an element is a picture of a person, as themes print it for "by": `<i class="fa fa-user"></i>`."""
    if element.tag not in _ICONS or (element.text or "").strip():
        return False
    use = element.find(".//use") if element.tag == "svg" else None
    if len(element) and element.tag != "svg":
        return False
    target = "" if use is None else use.get("href") or use.get("xlink:href") or ""
    return _PERSON_ICON.search(f"{element.get('class') or ''} {target.rpartition('#')[2]}") is not None


def pieces(element: HtmlElement, *, terms_too: bool = True) -> Iterator[str]:
    """The element's texts, a line break before and after each child that is set apart; a person's icon is a "by:".

    terms_too: False leaves the names of categories and tags out, by the addresses of their links.
    """
    if element.text:
        yield _SPACE.sub(" ", element.text)
    for child in element:
        if child.tag in _ICONS and is_person_icon(child):
            yield "\nby: "
        elif not terms_too and child.tag == "a" and kind_of(child) in TERMS:
            yield "\n"
        elif isinstance(child.tag, str) and child.tag not in {"script", "style", "svg", "noscript"}:
            yield "\n" if child.tag in _BLOCKS else ""
            yield from pieces(child, terms_too=terms_too)
            yield "\n" if child.tag in _BLOCKS else ""
        if child.tail:
            yield _SPACE.sub(" ", child.tail)


def _is_junk(element: HtmlElement) -> bool:
    words = f"{element.get('class') or ''} {element.get('id') or ''}"
    text = element.text_content().strip()
    return (
        element.tag in {"time", "button", "svg"}
        or text in {"#", "¶", "§", "🔗"}
        or titles.is_reading_time(text)
        or (_JUNK.search(words) is not None and len(text) < LONGEST_LINE and element.tag != "a")
    )
