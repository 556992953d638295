"""Biographies out of author boxes: the text that stands below an author's name there."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from lxml import etree

from archiver.evidence import names, titles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from archiver.records import Author

SHORTEST, LONGEST = 30, 3000  # characters of a biography
HEADING = 60  # characters of "About the author" at most
ROLE = 90  # characters of a line with what the author is
_BOX = re.compile(
    r"(?:author|writer)[-_]?(?:s[-_]?)?(?:box|bio|info|card|desc|about|details|profile|content|section|block|meta-box)|(?:about|bio)[-_]?(?:the[-_]?)?(?:author|writer)"
    r"|post-author|saboxplugin|pp-author-boxes|guest-author|author-widget|autor[-_]?box|auteur[-_]?(?:bio|box)|biograph",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^\W*(?:about\s+the\s+(?:author|writer|contributor)s?|about\s+(?:me|the\s+team)|(?:über|zu)\s+(?:den|die|dem)\s+autor\w*|zum\s+autor|zur\s+autorin|autoreninfo\w*"
    r"|[àa]\s+propos\s+(?:de\s+l['’]auteure?|des\s+auteure?s)|sobre\s+(?:el|la|los|las|o|a|os|as)\s+autor\w*|sull?['’]?\s*autore|over\s+de\s+auteurs?|об\s+авторе|yazar\s+hakkında"
    r"|关于作者|關於作者|作者简介|作者介紹|この記事を書いた人|著者について|글쓴이\s*소개|درباره\s*(?:‌?ی\s*)?نویسنده(?:گان)?|عن\s+الكاتب)\W*$",
    re.IGNORECASE,
)
_NAMES = etree.XPath("descendant-or-self::*/@class | descendant-or-self::*/@id", smart_strings=False)
_LABELS = etree.XPath(f"descendant-or-self::*[not(*)]/text()[string-length() < {HEADING}]", smart_strings=False)
_HEADS = frozenset({"h2", "h3", "h4", "h5", "h6", "p", "span", "strong"})
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "section",
        "header",
        "footer",
        "figure",
        "blockquote",
        "dd",
        "dt",
        "td",
        "address",
        "article",
        "aside",
        "ul",
    }
)
_LEAD_INS = re.compile(
    r"^(?:view\s+all|more\s+(?:posts|articles|from)|all\s+posts|see\s+(?:all|more)|read\s+more|follow|website|twitter|linkedin|alle\s+beitr[äa]ge|voir\s+tous|ver\s+todas|查看|مشاهده)",
    re.IGNORECASE,
)


def with_biographies(authors: tuple[Author, ...], root: HtmlElement) -> tuple[Author, ...]:
    """The authors with the biographies that the page's author boxes give, where they have none yet."""
    if not authors or all(author.bio for author in authors):
        return authors
    found: dict[str, str] = {}
    for box in _boxes(root):
        for name, bio in _read(box, authors):
            found.setdefault(name, bio)
    return tuple(replace(author, bio=author.bio or found.get(author.name)) for author in authors)


def boxes(root: HtmlElement) -> tuple[HtmlElement, ...]:
    """The elements of a page that are author boxes by their class, or by the heading that they begin with."""
    return tuple(_boxes(root))


def _boxes(root: HtmlElement) -> Iterator[HtmlElement]:
    said = set(cast("list[str]", _NAMES(root)))
    if not (any(map(_is_box, said)) or any(map(_is_heading, set(cast("list[str]", _LABELS(root)))))):
        return  # as on most pages; names and labels repeat over a site's pages, elements do not
    taken: set[HtmlElement] = set()
    for element in root.iter(
        "div", "section", "aside", "footer", "p", "h2", "h3", "h4", "h5", "h6", "span", "strong", "article"
    ):
        words = element.get("class") or element.get("id")
        if words and element.tag not in _HEADS and _is_box(words):
            box: HtmlElement | None = element
        else:
            text = element.text if not len(element) else None
            box = _below(element) if text and len(text) < HEADING and _is_heading(text) else None
        if box is not None and box not in taken and not any(ancestor in taken for ancestor in box.iterancestors()):
            taken.add(box)
            yield box


@lru_cache(maxsize=8192)
def _is_box(words: str) -> bool:
    return _BOX.search(words) is not None


@lru_cache(maxsize=8192)
def _is_heading(text: str) -> bool:
    return _HEADING.match(text.strip()) is not None


def _below(heading: HtmlElement) -> HtmlElement | None:
    """The element that a heading "About the author" opens: the nearest around it that holds more than the heading."""
    own = len(heading.text_content().strip())
    for ancestor in heading.iterancestors():
        if ancestor.tag in {"body", "html", "main", "article"}:
            return None
        length = len(ancestor.text_content().strip())
        if length > own + SHORTEST:
            return ancestor if length < LONGEST * 4 else None
    return None


def _read(box: HtmlElement, authors: tuple[Author, ...]) -> Iterator[tuple[str, str]]:
    """Name and text of each author in a box: what stands from the name on to the next author's name."""
    wanted = {titles.loose(author.name): author.name for author in authors}
    lines = [line for line in _lines(box) if not _HEADING.match(line)]
    current: str | None = None
    collected: dict[str, list[str]] = {}
    for line in lines:
        named = wanted.get(titles.loose(names.tidy(line) or line))
        opening = next(
            (name for key, name in wanted.items() if titles.loose(line[: len(name) + 4]).startswith(key)), None
        )
        if named:
            current = named
        elif opening and opening != current:
            current = opening
            collected.setdefault(current, []).append(line)
        elif len(authors) == 1 and current is None and len(line) > SHORTEST and _is_box_text(box):
            current = authors[0].name
            collected.setdefault(current, []).append(line)
        elif current and not _LEAD_INS.match(line):
            if _is_other_name(line, collected.get(current, ())):
                current = None
            else:
                collected.setdefault(current, []).append(line)
    for name, text in collected.items():
        bio = "\n".join(_without_role(text))
        if SHORTEST <= len(bio) <= LONGEST:
            yield name, bio


def _without_role(lines: list[str]) -> list[str]:
    """The lines without a leading one that is no sentence, where sentences follow: "Head of research"."""
    if len(lines) > 1 and len(lines[0]) < ROLE and lines[0][-1] not in ".!?。！？…" and len(lines[1]) > len(lines[0]):
        return lines[1:]
    return lines


def _is_box_text(box: HtmlElement) -> bool:
    return re.search(r"bio|desc|about", f"{box.get('class') or ''} {box.get('id') or ''}", re.IGNORECASE) is not None


def _is_other_name(line: str, collected: object) -> bool:
    """Whether a line is the name of someone else in the box, after the biography of the one before."""
    return bool(collected) and len(line) < 40 and names.is_person(line)  # noqa: PLR2004 - a name


def _lines(box: HtmlElement) -> Iterator[str]:
    """The texts of the box's blocks, each on one line."""
    pieces: list[str] = []
    _gather(box, pieces)
    for line in "".join(pieces).split("\n"):
        if tidy := titles.tidy(line):
            yield tidy


def _gather(element: HtmlElement, pieces: list[str]) -> None:
    if element.text:
        pieces.append(element.text.replace("\n", " "))
    for child in element:
        if isinstance(child.tag, str) and child.tag not in {"script", "style", "svg", "noscript", "button", "form"}:
            edge = "\n" if child.tag in _BLOCKS or child.tag == "br" else ""
            pieces.append(edge)
            _gather(child, pieces)
            pieces.append(edge)
        if child.tail:
            pieces.append(child.tail.replace("\n", " "))
