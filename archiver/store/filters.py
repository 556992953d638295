"""Filters of posts as SQL conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archiver.store.question import Question, understand

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archiver.store.rows import PostFilter

_MATCHING = "posts.id {} (SELECT rowid FROM posts_fts WHERE posts_fts MATCH ?)"


def conditions(where: PostFilter) -> tuple[str, list[Any]]:
    """A condition on `posts`, and its values."""
    terms, values = _criteria(where)
    if where.search is not None:
        question = understand(where.search)
        if question.match:
            terms.append(_MATCHING.format("IN"))
            values.append(question.match)
        term, more = narrowing(question)
        terms.append(term)
        values += more
    return " AND ".join(terms) or "1", values


def narrowing(question: Question) -> tuple[str, list[Any]]:
    """What a question asks of posts besides its words, as a condition and its values."""
    terms: list[str] = []
    values: list[Any] = []
    for where, form in [(one, "({})") for one in question.only] + [(one, "NOT ({})") for one in question.never]:
        term, more = conditions(where)
        terms.append(form.format(term))
        values += more
    if question.without:
        terms.append(_MATCHING.format("NOT IN"))
        values.append(question.without)
    return " AND ".join(terms) or "1", values


def sources(filters: Iterable[PostFilter]) -> list[tuple[str, list[Any]]]:
    """Queries that give the ids of posts, each for one criterion of these filters that all must hold, and its values.

    Each can be stopped early; the days of all filters are one criterion.
    """
    found: list[tuple[str, list[Any]]] = []
    dates: list[tuple[str, Any]] = []
    for where in filters:
        for term, value in _given(where):
            if term in _DATES:
                dates.append((term, value))
            elif term.startswith(_AMONG):
                found.append((term.removeprefix(_AMONG).removesuffix(")"), [value]))
            else:
                found.append((f"SELECT id FROM posts WHERE {term}", [value]))  # noqa: S608 - own text
    if dates:
        terms = " AND ".join(term for term, _ in dates)
        found.append((f"SELECT id FROM posts WHERE {terms}", [value for _, value in dates]))  # noqa: S608 - own text
    return found


def _criteria(where: PostFilter) -> tuple[list[str], list[Any]]:
    given = _given(where)
    return [term for term, _ in given], [value for _, value in given]


_AMONG = "posts.id IN ("
_BY_AUTHOR = (
    f"{_AMONG}SELECT post_id FROM authors_posts WHERE author_id IN "  # noqa: S608 - own text
    "(SELECT id FROM authors WHERE instr(fold(name), fold(?))))"
)
_BY_TERM = (
    f"{_AMONG}SELECT post_id FROM posts_tags WHERE tag_id IN "  # noqa: S608 - own text
    "(SELECT id FROM tags WHERE kind = '{}' AND fold(name) = fold(?)))"
)
# each language once, from the index alone, and then its posts: not the language of every post
_BY_LANGUAGE = """posts.language IN (
    WITH RECURSIVE every(language) AS (
        SELECT min(language) FROM posts
        UNION ALL SELECT (SELECT min(posts.language) FROM posts WHERE posts.language > every.language) FROM every
        WHERE every.language IS NOT NULL
    ) SELECT language FROM every WHERE (fold(ifnull(language, '')) || '-') LIKE (fold(?) || '-%'))"""
_SINCE = "posts.published_at >= ?"
_UNTIL = "posts.published_at <= ? || '~'"  # "~" sorts after all that a date can go on with
_DATES = (_SINCE, _UNTIL)


def _given(where: PostFilter) -> list[tuple[str, Any]]:
    """A condition with one value for each criterion that is given."""
    terms = (
        ("posts.site_id = (SELECT id FROM sites WHERE name = ?)", where.site),
        (_BY_AUTHOR, where.author),
        (_BY_TERM.format("tag"), where.tag),
        (_BY_TERM.format("category"), where.category),
        (_BY_LANGUAGE, where.language),
        ("posts.status = ?", where.status),
        (_SINCE, where.since),
        (_UNTIL, where.until),
    )
    return [(term, value) for term, value in terms if value is not None]
