"""`archiver show`: one post."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archiver.cli import output

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.cli.context import Context
    from archiver.store import Archive, PostRecord, RevisionRecord

_BIO = 160  # characters of an author's biography
_LIKE = 5  # of the posts that resemble it, the nearest ones; a series from one template has dozens
_FORMATS = ("text", "markdown", "html", "json")


@click.command("show")
@click.argument("post")
@click.option("--revision", "number", type=click.IntRange(min=1), metavar="N", help="As it was in revision N.")
@click.option("-f", "--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True, help="As what.")
@click.pass_obj
def command(context: Context, /, post: str, number: int | None, form: str) -> None:
    """Show a post: POST is its id, or its address in any spelling."""
    from archiver.cli import choose

    with context.reading() as archive:
        record = choose.post(archive, post)
        if number is None or number == record.revision:
            _show(archive, record, form)
        else:
            _show_revision(record, choose.revision(archive, record, number), form)


def _show(archive: Archive, post: PostRecord, form: str) -> None:
    if form == "json":
        from archiver.export.fields import FIELDS, SCHEMA_VERSION

        constant = {"schema": SCHEMA_VERSION, "comments": ()}
        output.json({name: constant[name] if name in constant else getattr(post, name) for name in FIELDS})
    elif form == "text":
        for line in output.labelled(_head(archive, post), indent=""):
            click.echo(line)
        click.echo("\n" + output.plain(post.text))
    else:
        click.echo(output.plain(post.markdown if form == "markdown" else post.html))


def _show_revision(post: PostRecord, revision: RevisionRecord, form: str) -> None:
    from archiver.errors import UsageError

    if form == "html":
        raise UsageError(f"html is kept of the current content alone (revision {post.revision}); markdown of every one")
    if form == "json":
        output.json({"id": post.id, "site": post.site, "url": post.url, **_fields(revision)})
    elif form == "text":
        for line in output.labelled(_revision_head(post, revision), indent=""):
            click.echo(line)
        click.echo("\n" + output.plain(revision.text))
    else:
        click.echo(output.plain(revision.markdown))


def _head(archive: Archive, post: PostRecord) -> Iterator[tuple[str, str]]:
    yield "title", post.title
    for author in post.authors:
        yield "author", author.name + (f": {output.clipped(author.bio, _BIO)}" if author.bio else "")
    yield from _stated(post)
    yield "address", post.url
    for alias in post.aliases:
        yield "also", alias
    gone = f", {post.status} since {output.moment(post.gone_at)}" if post.gone_at else ""
    seen = f"seen {output.moment(post.first_seen_at)} to {output.moment(post.last_seen_at)} UTC{gone}"
    yield "archived", f"id {post.id} of {post.site}, revision {post.revision}, {post.word_count} words, {seen}"
    for image in post.images:
        yield "image", " ".join(part for part in (image.url, image.caption or image.alt) if part)
    like = [f"post {other} ({share:.0%})" for other, share in archive.likeness.of(post.id).items()]
    if like:
        more = f" and {len(like) - _LIKE} more" if len(like) > _LIKE else ""
        yield "resembles", ", ".join(like[:_LIKE]) + more


def _revision_head(post: PostRecord, revision: RevisionRecord) -> Iterator[tuple[str, str]]:
    yield "title", revision.title
    for author in revision.authors:
        yield "author", author
    yield from _stated(revision)
    yield "address", post.url
    when = f"{revision.kind} on {output.moment(revision.created_at)} UTC"
    told = f"id {post.id} of {post.site}, revision {revision.number} of {post.revision}, {when}"
    words = revision.words_added or revision.words_removed
    yield "archived", told + (f", +{revision.words_added} -{revision.words_removed} words" if words else "")


def _stated(post: PostRecord | RevisionRecord) -> Iterator[tuple[str, str]]:
    """What the site itself says of a post, as far as it is known."""
    said = (
        ("published", post.published_at),
        ("modified", post.modified_at),
        ("categories", ", ".join(post.categories)),
        ("tags", ", ".join(post.tags)),
        ("language", post.language),
        ("about", post.description),
    )
    for label, text in said:
        if text:
            yield label, text


def _fields(revision: RevisionRecord) -> dict[str, object]:
    return {name: getattr(revision, name) for name in revision.__slots__}
