"""What words in the names of feeds and sitemaps mean, in the languages that `profile.words` knows."""

# ruff: noqa: RUF001 - words of many scripts

from __future__ import annotations

import re
from urllib.parse import unquote

from archiver.profile.words import ARCHIVES, BLOGS, TAXONOMIES

LISTINGS = TAXONOMIES | ARCHIVES
COMMENTS = frozenset(
    word
    for line in (
        "comment comments commentaire commentaires kommentar kommentare kommentarer kommentarfeed comentario",
        "comentarios comentário comentários commento commenti reactie reacties opmerkingen komentarz komentarze",
        "komentář komentáře",
        "yorum yorumlar replies responses комментарии комментарий коментарі دیدگاه دیدگاه‌ها نظرات تعليق تعليقات",
        "评论 評論 留言 コメント 댓글 comments-rss2",
    )
    for word in line.split()
)
_UNSPACED = tuple(word for word in BLOGS if word[0] >= "\u2e80" and len(word) > 1)  # scripts that set no spaces
_SPLIT = re.compile(r"[\s_/.,:;|»«()\[\]?&=]+|(?<=\w)-(?=\w)|\d+")


def words_of(text: str) -> tuple[str, ...]:
    """The words of an address, a file name or a label, lower case and decoded, numbers left out."""
    return tuple(word for word in _SPLIT.split(unquote(text).lower()) if word)


def names_blog(text: str) -> bool:
    """Whether one word of a short text, or the text as a whole, means a blog or its posts."""
    whole = unquote(text).strip().strip("/").lower()
    return whole in BLOGS or not BLOGS.isdisjoint(words_of(text)) or any(word in whole for word in _UNSPACED)


def names_comments(text: str) -> bool:
    """Whether a word of the text means comments."""
    return not COMMENTS.isdisjoint(words_of(text))
