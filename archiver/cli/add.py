"""`archiver add`: a site more in archiver.toml."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from archiver.cli.context import Context


@click.command("add")
@click.argument("url")
@click.option("--name", help="Short and unique.  [default: from the address]")
@click.option("--delay", help='Between two requests: 1, "2.5s".  [default: 1]')
@click.option("--period", help='How often it is crawled: "6h", "1d", "2w".  [default: 1d]')
@click.option("--recheck", help="Within this every post is looked at again.  [default: 30d]")
@click.option("--scope", help="What belongs to the blog: auto, host, path, or an address that posts begin with.")
@click.option("--tag", "tags", multiple=True, help="A label of your own; may be given again.")
@click.pass_obj
def command(context: Context, /, url: str, **options: Any) -> None:  # noqa: ANN401 - click's values
    """Add a site to archiver.toml: the next crawl takes it.

    The file is made where it is missing; its comments stay.
    """
    from archiver import urls
    from archiver.cli.context import DEFAULT_CONFIG
    from archiver.operate import config_file

    path = context.config or DEFAULT_CONFIG
    address = urls.from_user(url)
    table = {"url": address, **{name: _plain(value) for name, value in options.items()}}
    config_file.rewrite(path, config_file.with_site(config_file.read(path), table))
    _wake(context, address)
    click.echo(f"{path}: added {address}")


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _wake(context: Context, url: str) -> None:
    """Let a site that is archived, and was removed, be due again."""
    from archiver.store import Archive

    if not context.db.exists():
        return
    with Archive.open(context.db) as archive:
        row = archive.sites.get(url)
        if row is not None:
            archive.sites.due(row.id, None)
