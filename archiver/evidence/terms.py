"""Names of tags and categories out of links, labels and lists."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from archiver.evidence import dates, titles

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 60  # characters of a term
_LABEL = re.compile(
    r"^\W*(?:tags?|tagged(?:\s+(?:as|in|with))?|filed\s+(?:under|in)|categor(?:y|ies|ized\s+as|ized\s+in)|posted\s+in|topics?|labels?|keywords?"
    r"|schlagw[öo]rte?r?|schlagwort|kategorien?|themen|verschlagwortet\s+mit|ver[öo]ffentlicht\s+in"
    r"|abgelegt\s+unter|[ée]tiquettes?|mots[- ]cl[ée]s"
    r"|cat[ée]goris[ée]e?\s+comme|[ée]tiquet[ée]e?|categorizado\s+como|etiquetado\s+(?:como|con)|marcado\s+como|kategorisiert\s+(?:in|als)|categorizzato\s+come"
    r"|cat[ée]gories?|class[ée]\s+dans|publi[ée]\s+dans|etiquetas?|categor[íi]as?|etiquetado|publicado\s+en|tag|categorie|рубрик[аи]|метки|теги|категори[ияй]|раздел|ключевые\s+слова|etiketler|kategori(?:ler)?"
    r"|tagi|kategori[ae]|s[łl]owa\s+kluczowe|categorie[ën]n?|trefwoorden|onderwerpen|taggar|etiketter|n[øy][gk]+[eo]ord|emneord|stikord|[šs]t[íi]tky|rubrik[ay]"
    r"|c[íi]mk[ée]k?|kateg[óo]ri[áa]k?|etichet[ae]|etichette|etiquetes|marcador(?:es)?|archivado\s+en|avainsanat|tunnisteet|kategoriat?"
    r"|ετικ[έε]τ[εα]ς?|κατηγορ[ίι][αε]ς?|λ[έε]ξεις[-\s]+κλειδι[άα]|м[іи]тки|рубрика|категор[іи]я|thẻ|chuyên\s+mục|danh\s+mục|หมวดหมู่|แท็ก|ป้ายกำกับ"
    r"|(?:文章)?(?:标签|標籤)[为為]?|(?:文章)?(?:分类|分類)(?:专栏|專欄|[为為于於])?|[归歸][类類][为為于於]|关键[词字]|關鍵字|カテゴリー?|タグ|태그|카테고리|분류"
    r"|برچسب(?:[‌\s]?ها)?|دسته(?:[‌\s]?بندی)?(?:[‌\s]?ها)?|طبقه[‌\s]?بندی|موضوع(?:ات)?|کلمات\s+کلیدی|کلیدواژه(?:[‌\s]?ها)?"
    r"|(?:ال)?وسوم|(?:ال)?تصنيف(?:ات)?|التسميات|الأقسام|القسم|الكلمات\s+(?:الدلالية|المفتاحية)|תגיות|תגים|קטגורי(?:ה|ות)|נושאים)(?:\s*[:：]\s*|\s+|$)",
    re.IGNORECASE,
)
_MARKS = "|｜·•"  # between the parts of a line
_PART = re.compile(r"\W*[^\W\d_][^:：\d]{0,20}[:：]")  # one with its own label
_SERIES_LABEL = re.compile(
    r"^\W*(?:(?:this\s+(?:post|article|entry|story)\s+is\s+)?(?:(?:a\s+)?part\s*(?:\d+)?|[\w-]+\s+(?:post|article))\s+(?:of|in)"
    r"\s+(?:the|a|our|my)?\s*series(?:\s+(?:on|about|called))?|(?:in|from)\s+the\s+series|series"
    r"|(?:teil\s*\d*\s+)?(?:aus\s+)?(?:der|unserer)\s+(?:artikel)?(?:serie|reihe)|(?:artikel)?serie|s[ée]rie|de\s+la\s+serie|da\s+s[ée]rie"
    r"|из\s+(?:серии|цикла)|серия|цикл|(?:所属)?系列|シリーズ|連載|از\s+(?:مجموعه|سری)|مجموعه|سلسلة)(?:\s*[:：]\s*|\s+(?=[\"“”„«'‘])|$)",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"^(?:\d{1,3}|[\W_]+|read\s+more|all\s+(?:posts|tags|categories)|tags?|categor(?:y|ies)|view\s+all|permalink|null|none|[无無]|(?:没有|沒有|[暂暫]?[无無])(?:标签|標籤|分类|分類)|без\s+(?:меток|рубрики)|بدون\s+(?:برچسب|دسته(?:[‌\s]?بندی)?)|no\s+tags?)$",
    re.IGNORECASE,
)
_TAG_PATH = re.compile(
    r"/(?:tags?|topics?|label|labels|keywords?|schlagw[oö]rt(?:er)?|thema|themen|etiquetas?|etiqueta|mots?-cles?|[ée]tiquettes?|metki|etiket|标签|標籤|برچسب|وسم)/[^/?#]+/?$"
    r"|/tags?-[^/?#]+\.html?$|/search/label/[^/?#]+|[?&](?:tag|label)=[^&#]+|/tagged/[^/?#]+/?$|/tags?/?#[^#]+$|/tags?\.html#[^#]+$",
    re.IGNORECASE,
)
_CATEGORY_PATH = re.compile(
    r"/(?:categor(?:y|ies|ia|ias|ie)|cat|kategorien?|kategori|rubriques?|rubrik|sections?|cat[ée]gories?|secciones?|分类|分類|دسته|دسته-بندی|تصنيف)/(?:[^?#]+/)?[^/?#]+/*$"
    r"|/categor(?:y|ies)-[^/?#]+\.html?$|[?&](?:cat|category|category_name)=[^&#]+|/categor(?:y|ies)/?#[^#]+$|/categories\.html#[^#]+$",
    re.IGNORECASE,
)
_AUTHOR_PATH = re.compile(
    r"(?<!/licenses)/(?:authors?|by|writers?|people|team|users?|profiles?|contributors?|staff|autor(?:es|en)?|auteurs?|autore|نویسنده|作者)/[^/?#]+/?$|[?&]author=[^&#]+|^https?://[^/]+/@[\w.-]+/?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=16384)
def kind_of_address(url: str) -> str:
    """One of "tags", "categories", "authors" and "" by what an address looks like."""
    path = unquote(url)
    if _TAG_PATH.search(path):
        return "tags"
    if _CATEGORY_PATH.search(path):
        return "categories"
    return "authors" if _AUTHOR_PATH.search(path) else ""


def slug(url: str) -> str:
    """The last segment of an address, decoded: what WordPress also writes in an article's classes."""
    return unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2].casefold()


@lru_cache(maxsize=8192)
def tidy(text: str) -> str:
    """One term without "#", counters and commas; "" where nothing of a term is left."""
    name = titles.tidy(text).strip(" ,;|·•:،、")
    name = re.sub(r"^#\s*(?=\S)", "", name)
    name = re.sub(r"\s+[(\[]\d+[)\]]$", "", name)
    is_sentence = name.endswith((".", "!", "?", "。")) and name.count(" ") > 2  # noqa: PLR2004 - "St. Louis, Mo."
    if not name or len(name) > LONGEST or is_sentence or _NOISE.match(name) or "://" in name:
        return ""
    return name


def listed(text: str) -> tuple[str, ...]:
    """The terms of a text such as "a, b, c" or "Tags: a, b"."""
    text = without_label(titles.tidy(text))
    pieces = re.split(r"\s*[,;|،、，]\s*", text)
    if len(pieces) == 1 and len(re.findall(r"(?:^|\s)#\w", text)) > 1:
        pieces = text.split("#")
    return unique(unlinked(piece) for piece in pieces)


def unlinked(text: str) -> str:
    """One term that is no link's; "" for what leads to terms: "Post Tags:"."""
    return "" if text.rstrip().endswith((":", "：")) else tidy(text)


def labelled_parts(text: str) -> dict[str, str]:
    """The parts of a line that hold tags and categories, by their field; empty where the line has not several labels.

    "作者:A | 分类:B | 浏览:123" has one for categories.
    """
    for mark in _MARKS:
        parts = text.split(mark) if mark in text else ()
        if sum(1 for part in parts if _PART.match(part)) > 1:
            return {kind: part for part in reversed(parts) if (kind := is_labelled(part) if _PART.match(part) else "")}
    return {}


def without_label(text: str) -> str:
    """The text without "Tags:", "Filed under", "分类：" at its beginning."""
    return _LABEL.sub("", text, count=1)


def without_series_label(text: str) -> str:
    """The text without "Series:", "Part 2 of the series:" at its beginning, and without quotes around the rest."""
    return _SERIES_LABEL.sub("", without_label(text), count=1).strip().strip("\"“”„«»'‘’").strip()


def label(text: str) -> str:
    """The label with its colon that a text begins with ("Tags: ", "分类："); "" without one."""
    match = _LABEL.match(text)
    return match[0] if match and match[0].rstrip().endswith((":", "：")) else ""


def is_labelled(text: str) -> str:
    """Either "tags" or "categories" where a text is such a label, or begins with one and a colon; "" otherwise."""
    match = _LABEL.match(text)
    if match is None or not (match.end() == len(text) or match[0].rstrip().endswith((":", "："))):
        return ""
    label = match[0].casefold()
    words = (
        "categor",
        "kateg",
        "catég",
        "cat",
        "filed",
        "posted in",
        "рубрик",
        "rubri",
        "κατηγ",
        "mục",
        "archivado",
        "หมวด",
        "カテ",
        "دسته",
        "طبقه",
        "موضوع",
        "تصنيف",
        "القسم",
        "الأقسام",
        "категор",
        "раздел",
        "分",
        "카테",
        "분류",
        "קטגור",
        "classé",
        "publi",
        "abgelegt",
        "veröff",
    )
    return "categories" if any(word in label for word in words) else "tags"


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """The names without empty ones and repetitions (case aside), in their order; dates are no terms."""
    found: dict[str, str] = {}
    for name in names:
        if name and not dates.place(name):
            found.setdefault(name.casefold(), name)
    return tuple(found.values())
