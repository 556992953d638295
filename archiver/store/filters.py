"""Filters of posts as SQL conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archiver.store.question import Question, understand

if TYPE_CHECKING:
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


def _criteria(where: PostFilter) -> tuple[list[str], list[Any]]:
    language = "(fold(ifnull(posts.language, '')) || '-') LIKE (fold(?) || '-%')"
    by_author = (
        "posts.id IN (SELECT post_id FROM authors_posts WHERE author_id IN "
        "(SELECT id FROM authors WHERE instr(fold(name), fold(?))))"
    )
    by_tag = (
        "posts.id IN (SELECT post_id FROM posts_tags WHERE tag_id IN "
        "(SELECT id FROM tags WHERE kind = '{}' AND fold(name) = fold(?)))"
    )
    given = (
        ("posts.site_id = (SELECT id FROM sites WHERE name = ?)", where.site),
        (by_author, where.author),
        (by_tag.format("tag"), where.tag),
        (by_tag.format("category"), where.category),
        (language, where.language),
        ("posts.status = ?", where.status),
        ("posts.published_at >= ?", where.since),
        ("posts.published_at <= ? || '~'", where.until),  # "~" sorts after all that a date can go on with
    )
    terms = [term for term, value in given if value is not None]
    return terms, [value for _, value in given if value is not None]
