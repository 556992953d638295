"""`archiver list`: the posts, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from archiver.cli import filters, output

if TYPE_CHECKING:
    from archiver.cli.context import Context
    from archiver.store import PostRecord


@click.command("list")
@filters.options
@click.option("--limit", type=click.IntRange(min=0), default=50, show_default=True, help="At most so many; 0: all.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON, without their text.")
@click.pass_obj
def command(context: Context, /, *, limit: int, as_json: bool, **asked: Any) -> None:  # noqa: ANN401 - click's values
    """List posts, the newest first."""
    with context.reading() as archive:
        where = filters.where(archive, asked)
        posts = archive.posts.select(where, order="newest", limit=limit or None)
        if as_json:
            output.json_array(map(_described, posts))
        elif output.is_terminal():
            output.table(("id", "published", "title", "authors", "words", "status"), map(_short, posts))
        else:
            output.table(("id", "site", "published", "title", "authors", "words", "status", "url"), map(_long, posts))
        total = archive.posts.count(where)
    output.rest(limit or total, total, "posts")


def _short(post: PostRecord) -> tuple[object, ...]:
    names = tuple(author.name for author in post.authors)
    return post.id, (post.published_at or "")[:10], post.title, names, post.word_count, str(post.status)


def _long(post: PostRecord) -> tuple[object, ...]:
    names = tuple(author.name for author in post.authors)
    return post.id, post.site, post.published_at, post.title, names, post.word_count, str(post.status), post.url


def _described(post: PostRecord) -> dict[str, object]:
    return {
        "id": post.id,
        "site": post.site,
        "url": post.url,
        "status": post.status,
        "title": post.title,
        "authors": [author.name for author in post.authors],
        "published_at": post.published_at,
        "modified_at": post.modified_at,
        "language": post.language,
        "categories": post.categories,
        "tags": post.tags,
        "word_count": post.word_count,
        "revision": post.revision,
        "first_seen_at": post.first_seen_at,
        "last_seen_at": post.last_seen_at,
    }
