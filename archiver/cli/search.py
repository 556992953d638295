"""`archiver search`: the posts that hold some words, the best first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from archiver.cli import filters, output
from archiver.errors import UsageError

if TYPE_CHECKING:
    from archiver.cli.context import Context
    from archiver.store import Found

_HELP = """\b
Words side by side must all be there; besides:
  climate OR weather     either
  climate -tax           not that
  "rising seas"          the phrase
  clim*                  words that begin so
  NEAR(sea level, 5)     near each other
  title:climate          in the title
  author: tag: category: site: lang: status: after: before:
"""


@click.command("search", epilog=_HELP)
@click.argument("words", nargs=-1, required=True)
@filters.options
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Posts on a page.")
@click.option("--page", type=click.IntRange(min=1), default=1, help="Which page of them.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON, with the places of the marks.")
@click.pass_obj
def command(
    context: Context,
    /,
    words: tuple[str, ...],
    *,
    limit: int,
    page: int,
    as_json: bool,
    **asked: Any,  # noqa: ANN401 - click's values
) -> None:
    """Find posts by their words, the best first.

    A question with signs that the shell takes for its own stands in quotes: archiver search 'clim* -tax "rising seas"'.
    """
    from archiver.store.question import Question, understand

    text = " ".join(words)
    if understand(text) == Question():
        raise UsageError(f'"{text}" asks for nothing: name a word, or a filter such as author:')
    with context.reading() as archive:
        where = filters.where(archive, asked)
        found = archive.search(text, where, limit=limit, offset=(page - 1) * limit)
        total = archive.posts.count(replace(where, search=text))
    if as_json:
        output.json({"total": total, "page": page, "posts": found})
    elif output.is_terminal():
        click.echo("\n\n".join(map(_paragraph, found)))
    else:
        output.table(("id", "site", "published", "title", "authors", "url", "snippet"), map(_row, found))
    _say(total, page, limit, len(found))


def _paragraph(post: Found) -> str:
    facts = ", ".join(part for part in ((post.published_at or "")[:10], post.authors, post.site) if part)
    gone = f" ({post.status})" if post.status != "live" else ""
    head = f"{output.heading(output.plain(post.title))}  {output.plain(facts)}{gone}"
    return f"{head}\n  {output.style(post.url, dim=True)}  [{post.id}]\n  {_marked(post)}"


def _marked(post: Found) -> str:
    """The snippet, with what matches made bright."""
    pieces, end = [], 0
    for start, stop in post.marks:
        pieces += [
            output.plain(post.snippet[end:start]),
            output.style(output.plain(post.snippet[start:stop]), "yellow", bold=True),
        ]
        end = stop
    return "".join([*pieces, output.plain(post.snippet[end:])])


def _row(post: Found) -> tuple[object, ...]:
    return post.id, post.site, post.published_at, post.title, post.authors, post.url, post.snippet


def _say(total: int, page: int, limit: int, shown: int) -> None:
    if not total:
        click.echo("No post matches.", err=True)
    elif not shown:
        click.echo(f"Page {page} is past the last one: {total} posts match.", err=True)
    elif shown < total:
        first = (page - 1) * limit + 1
        more = f"; --page {page + 1} goes on" if first + shown <= total else ""
        click.echo(f"{first} to {first + shown - 1} of {total} posts{more}", err=True)
