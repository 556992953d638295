# ruff: noqa: RUF001, E501 - words of many scripts; a list of them is read as one
"""Lines that are a site's by their form, whatever element holds them: terms, neighbours, the page's own address, a date.

Blog services and themes of many countries print them inside the text's container, in elements without a name: no line
is like another, so that repetition does not tell them. They count at the edges of a text only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archiver.evidence import dates, terms

if TYPE_CHECKING:
    from archiver.dom.blocks import Block

DATELINE = "{dateline}"
"""What stands in a rule for the text of a line that is a date, perhaps with an author and counters."""

LONGEST = 300  # characters of such a line; a list of tags may be long
_LINKED = 0.7  # share of what follows the label that is links
_BESIDE = 60  # characters beside the date of a dateline, beside the address of the page
_LONGEST_DATELINE = 140
_NEIGHBOUR = re.compile(
    r"[\W_]*(?:(?:previous|next|older|newer|prev)\s+(?:post|article|entry|story)|(?:vorheriger|n[äa]chster)\s+(?:beitrag|artikel)"
    r"|article\s+(?:pr[ée]c[ée]dent|suivant)|entrada\s+(?:anterior|siguiente)|[öo]nceki\s+yaz[ıi]|sonraki\s+yaz[ıi]"
    r"|(?:предыдущая|следующая)\s+(?:запись|статья)|上一?[篇页頁]|下一?[篇页頁]|前一?篇|后一?篇|後一篇|前の記事|次の記事|이전\s*글|다음\s*글"
    r"|(?:پست|مطلب|نوشته|مقاله)(?:‌?ی|ه)?\s+(?:قبلی|بعدی|پیشین)|(?:المقال|التدوينة|الموضوع)\s+(?:السابقة?|التالية?)|(?:ה)?(?:פוסט|רשומה)\s+(?:ה)?(?:קודמת?|הבאה?))"
    r"(?:文章|文)?\s*[:：]\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"[\W_]*(?:本文(?:链接|鏈接|地址|网址|永久链接|标题)|(?:文章|永久)(?:链接|鏈接|地址)|(?:转载|轉載)(?:请|請|时请)?(?:注明|註明|保留)(?:出处|来源|本文链接|原文链接)?"
    r"|permalink|short\s*link|لینک\s*(?:کوتاه|ثابت|مطلب)(?:\s+مطلب)?|آدرس\s+(?:کوتاه|مطلب)|رابط\s+(?:المقال|مختصر)|постоянная\s+ссылка|この記事のurl)\s*[:：]",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"没有了?|沒有了?|[无無]|[暂暫][无無](?:标签|標籤)?|已(?:经)?是.{0,12}|none|нет|なし|ندارد|-+", re.IGNORECASE
)
_NO_LINES = frozenset(("pre", "tr", "figcaption", "blockquote"))
_ENDINGS = (".", "!", "?", "…", "。", "！", "？", "؟", "۔")


def is_metadata(block: Block) -> bool:
    """Whether a line lists the post's terms, leads to its neighbours or says where it stands.

    Each begins with a label and a colon, and the rest is links.
    """
    text = block.text
    if not may_be_metadata(text) or block.element.tag in _NO_LINES:
        return False
    if _SOURCE.match(text):
        return block.link_chars > 0 or "://" in text
    neighbours = [_NEIGHBOUR.match(line) for line in text.split("\n")]
    if all(neighbours):
        rests = [match["rest"] for match in neighbours if match and not _NONE.fullmatch(match["rest"])]
        return block.link_chars >= _LINKED * sum(map(len, rests))
    label = terms.label(text)
    return bool(label) and _is_listed(text[len(label) :], block.link_chars)


def may_be_metadata(text: str) -> bool:
    """False where a line's text alone tells that it is none of these."""
    if len(text) > LONGEST or (":" not in text and "：" not in text):
        return False
    first = text.split("\n", 1)[0]
    return any(pattern.match(first) for pattern in (_SOURCE, _NEIGHBOUR)) or bool(terms.label(text))


def is_dateline(text: str) -> bool:
    """Whether a line is a date with little beside it, and no sentence."""
    if len(text) > _LONGEST_DATELINE or text.rstrip().endswith(_ENDINGS) or not dates.has_year(text):
        return False
    found = dates.find(text)
    return found is not None and len(text) - (found.end - found.start) <= _BESIDE


def _is_listed(rest: str, linked: int) -> bool:
    """Whether what follows a label is links, separators aside, or says that there are none."""
    if not linked:
        return _NONE.fullmatch(rest.strip()) is not None
    return linked >= _LINKED * len(re.sub(r"[\s,;|،、，·#]+", "", rest))
