"""Full-text search: the best posts first, with the place that matches.

FTS5's bm25 first counts all posts that hold each word, and then ranks every one of them: 144 ms for a word that most of
100,000 posts hold, 1.4 s at 1,000,000. So only up to `MOST_RANKED` matching posts are ranked by bm25. Beyond that the
words tell posts so little apart that a simpler order serves, in which each post is found without looking at the rest:

- where filters leave at most `MOST_LEFT` posts, these are asked for the words: those with the words in their title or
  tags, then the others, the latest archived first;
- else, between dates, the posts are asked in the order of their publication, the latest first;
- else the words' posts are asked for the filters: those with the words in title or tags, then the others, the latest
  archived first.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from archiver.store.filters import conditions, narrowing, sources
from archiver.store.question import understand
from archiver.store.rows import Found, PostFilter

if TYPE_CHECKING:
    from archiver.store.connection import Connection
    from archiver.store.question import Question

MOST_RANKED = 2_000
MOST_LEFT = 1_000  # asking one post for a word takes 20 to 50 µs at 1,000,000 posts
# How much a word weighs in title, text, authors, tags_text and parts: in the title as ten times in the text.
WEIGHTS = "10.0, 1.0, 4.0, 4.0, 1.0"

_OPEN, _CLOSE = "\x02", "\x03"  # around what matches while a snippet is made: characters that no text needs
_SNIPPET_TOKENS = 32
_AROUND = 60  # characters before and after, where the snippet is cut here
_FOUND = f"""
SELECT posts.id, sites.name, posts.url, posts.title, posts.authors, posts.published_at, posts.status,
    snippet(posts_fts, 1, '{_OPEN}', '{_CLOSE}', '…', {_SNIPPET_TOKENS}), posts.text
FROM posts_fts JOIN posts ON posts.id = posts_fts.rowid JOIN sites ON sites.id = posts.site_id
WHERE posts_fts.rowid = ? AND posts_fts MATCH ?
"""  # noqa: S608 - own numbers
_NAMES = ("id", "site", "url", "title", "authors", "published_at", "status")
_PLAIN = """
SELECT posts.id, sites.name, posts.url, posts.title, posts.authors, posts.published_at, posts.status,
    substr(posts.text, 1, 200), ''
FROM posts JOIN sites ON sites.id = posts.site_id WHERE posts.id = ?
"""


def search(
    connection: Connection, text: str, where: PostFilter | None = None, *, limit: int = 20, offset: int = 0
) -> list[Found]:
    """The posts that a question means (how it is written: `question.py`), the best first.

    Raises UsageError for a date or status that is none; everything else that is mistyped is looked for as words.
    """
    question = understand(text)
    with connection.snapshot():
        return [
            _found(connection, question, post_id, rank)
            for post_id, rank in _ids(connection, question, where or PostFilter(), limit, offset)
        ]


def _ids(
    connection: Connection, question: Question, where: PostFilter, limit: int, offset: int
) -> list[tuple[int, float | None]]:
    term, values = conditions(where)
    more, more_values = narrowing(question)
    condition, values = f"{term} AND {more}", [*values, *more_values]
    if not question.match:
        if not (question.only or question.never or question.without):
            return []
        sql = f"SELECT id FROM posts WHERE {condition} ORDER BY published_at DESC NULLS LAST, id DESC LIMIT ? OFFSET ?"  # noqa: S608
        return [(row[0], None) for row in connection.rows(sql, (*values, limit, offset))]
    if _is_rare(connection, question.match):
        sql = (
            f"SELECT posts_fts.rowid, bm25(posts_fts, {WEIGHTS}) FROM posts_fts "  # noqa: S608 - own numbers
            f"JOIN posts ON posts.id = posts_fts.rowid WHERE posts_fts MATCH ? AND {condition} "
            "ORDER BY 2, 1 LIMIT ? OFFSET ?"
        )
        return connection.all(sql, (question.match, *values, limit, offset))
    few = _few(connection, question, where)
    if few is not None:
        among = _among(connection, question, few, (condition, values))
        return [(post_id, None) for post_id in among[offset : offset + limit]]
    if _is_dated(question, where):
        sql = (
            "SELECT posts.id FROM posts CROSS JOIN posts_fts ON posts_fts.rowid = posts.id "  # noqa: S608 - own text
            f"WHERE posts_fts MATCH ? AND {condition} "
            "ORDER BY posts.published_at DESC, posts.id DESC LIMIT ? OFFSET ?"
        )
        return [(row[0], None) for row in connection.rows(sql, (question.match, *values, limit, offset))]
    in_title = _in_title(question)
    found: list[int] = []
    for match in (in_title, f"({question.match}) NOT ({in_title})"):
        sql = (
            "SELECT posts_fts.rowid FROM posts_fts JOIN posts ON posts.id = posts_fts.rowid "  # noqa: S608 - own text
            f"WHERE posts_fts MATCH ? AND {condition} ORDER BY posts_fts.rowid DESC LIMIT ?"
        )
        wanted = offset + limit - len(found)
        found += [row[0] for row in connection.rows(sql, (match, *values, wanted))]
    return [(post_id, None) for post_id in found[offset:]]


def _few(connection: Connection, question: Question, where: PostFilter) -> list[int] | None:
    """The posts that one criterion alone leaves; None where each leaves more than `MOST_LEFT`."""
    for sql, values in sources((where, *question.only)):
        found = [row[0] for row in connection.all(f"{sql} LIMIT ?", (*values, MOST_LEFT + 1))]
        if len(found) <= MOST_LEFT:
            return found
    return None


def _among(
    connection: Connection, question: Question, post_ids: list[int], narrowed: tuple[str, list[Any]]
) -> list[int]:
    """Those of these posts that match, in the order of a search."""
    condition, values = narrowed
    sql = (
        "SELECT posts.id FROM json_each(?) AS chosen CROSS JOIN posts ON posts.id = chosen.value "  # noqa: S608 - own text
        f"CROSS JOIN posts_fts ON posts_fts.rowid = posts.id WHERE posts_fts MATCH ? AND {condition}"
    )
    wanted = json.dumps(list(dict.fromkeys(post_ids)))
    found = [row[0] for row in connection.all(sql, (wanted, question.match, *values))]
    titled = (
        "SELECT posts_fts.rowid FROM json_each(?) AS chosen CROSS JOIN posts_fts ON posts_fts.rowid = chosen.value "
        "WHERE posts_fts MATCH ?"
    )
    first = {row[0] for row in connection.all(titled, (json.dumps(found), _in_title(question)))}
    return sorted(found, key=lambda post_id: (post_id in first, post_id), reverse=True)


def _in_title(question: Question) -> str:
    return f"{{title tags_text}} : ({question.match})"


def _is_dated(question: Question, where: PostFilter) -> bool:
    return any(one.since is not None or one.until is not None for one in (where, *question.only))


def _is_rare(connection: Connection, match: str) -> bool:
    """Whether few enough posts match to rank them all."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM posts_fts WHERE posts_fts MATCH ? LIMIT ?)"
    return bool(connection.value(sql, (match, MOST_RANKED + 1)) <= MOST_RANKED)


def _found(connection: Connection, question: Question, post_id: int, rank: float | None) -> Found:
    row = connection.one(_FOUND, (post_id, question.match)) if question.match else None
    *cells, marked, text = row or connection.one(_PLAIN, (post_id,)) or ()
    if _OPEN not in marked and question.words:
        marked = _cut(text, question.words) or marked
    snippet, marks = _unmark(marked)
    return Found(**dict(zip(_NAMES, cells, strict=True)), rank=rank, snippet=snippet, marks=marks)


def _cut(text: str, words: tuple[str, ...]) -> str:
    """The text around the first of these words, marked; "" where none stands in it.

    For matches that FTS5 cannot mark, because they were found by parts of words.
    """
    pattern = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))), re.IGNORECASE)
    first = pattern.search(text)
    if first is None:
        return ""
    start, end = max(0, first.start() - _AROUND), first.end() + _AROUND
    inside = pattern.sub(lambda match: f"{_OPEN}{match[0]}{_CLOSE}", text[start:end])
    return ("…" if start else "") + inside + ("…" if end < len(text) else "")


def _unmark(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The snippet on one line, without its marks, and where they stood."""
    plain: list[str] = []
    spans: list[tuple[int, int]] = []
    length = 0
    for index, piece in enumerate(re.split(f"[{_OPEN}{_CLOSE}]", re.sub(r"\s+", " ", marked))):
        if index % 2:
            spans.append((length, length + len(piece)))
        plain.append(piece)
        length += len(piece)
    return "".join(plain), tuple(spans)
