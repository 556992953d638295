"""How far an archive of the demo blog holds what was written, sentence by sentence, and what plain extraction holds."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

import trafilatura

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from archiver.demo.truth import TruePost

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Proof:
    """What some texts of the demo's posts hold.

    posts: that were written; found: that have a text. sentences: that were written; missing: of these, not in the
    texts. foreign: sentences of menus, boxes, biographies and other posts that stand in the texts. clean: posts whose
    text is whole and has nothing foreign.
    """

    posts: int
    found: int
    sentences: int
    missing: int
    foreign: int
    clean: int


def prove(truth: Iterable[TruePost], texts: Mapping[str, str]) -> Proof:
    """What the texts, by address, hold of the posts as they were written."""
    posts = found = sentences = missing = foreign = clean = 0
    for post in truth:
        text = _line(texts.get(post.url, ""))
        lacks = sum(_line(sentence) not in text for sentence in post.sentences)
        holds = sum(_line(sentence) in text for sentence in post.never)
        posts += 1
        found += post.url in texts
        sentences += len(post.sentences)
        missing += lacks
        foreign += holds
        clean += not lacks and not holds
    return Proof(posts, found, sentences, missing, foreign, clean)


def plain_text(page: bytes) -> str:
    """What trafilatura alone takes for the text of a page."""
    return trafilatura.extract(page, include_comments=False) or ""


def foreign_lines(post: TruePost, text: str) -> list[str]:
    """The sentences in a text of this post that are no part of it."""
    line = _line(text)
    return [sentence for sentence in post.never if _line(sentence) in line]


def _line(text: str) -> str:
    return " ".join(text.split())
