"""`archiver remove`: a site less in archiver.toml."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from archiver.cli.context import Context

NEVER = datetime(9999, 12, 31, tzinfo=UTC)


@click.command("remove")
@click.argument("site")
@click.pass_obj
def command(context: Context, /, site: str) -> None:
    """Take a site out of archiver.toml; its archive stays.

    It is crawled no longer by itself.
    """
    from archiver.errors import UsageError
    from archiver.operate import config_file

    path = context.config
    text = config_file.without_site(config_file.read(path), site) if path is not None else None
    if path is not None and text is not None:
        config_file.rewrite(path, text)
        click.echo(f"{path}: removed {site}")
    if not _stop(context, site) and text is None:
        raise UsageError(f'"{site}" is neither in archiver.toml nor archived (archiver sites)')


def _stop(context: Context, site: str) -> bool:
    """Whether the archive has the site; it is then due no more, until it is crawled by name or added again."""
    from archiver.store import Archive

    if not context.db.exists():
        return False
    with Archive.open(context.db) as archive:
        row = archive.sites.get(site)
        if row is None:
            return False
        archive.sites.due(row.id, NEVER)
    click.echo(f"{context.db}: {row.name} is not crawled by itself any more; its posts stay")
    return True
