"""The options that choose posts, the same on every command that has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from archiver.store import Archive, PostFilter

_CRITERIA = ("since", "until", "author", "tag", "category", "language", "search")


def _date(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """A date or the beginning of one, checked."""
    if value is None:
        return None
    from archiver.store.times import is_date

    if not is_date(value):
        raise click.BadParameter(f'"{value}" is not a date (write 2021, 2021-11 or 2021-11-30)')
    return value


_OPTIONS = (
    click.option("--site", help="Posts of this site: its name or address."),
    click.option("--since", metavar="DATE", callback=_date, help="Posts published on this day or later."),
    click.option("--until", metavar="DATE", callback=_date, help="Posts published on this day or earlier."),
    click.option("--author", help="Posts by this author; a part of the name will do."),
    click.option("--tag", help="Posts with this tag."),
    click.option("--category", help="Posts in this category."),
    click.option("--lang", "language", help="Posts in this language (de, pt-BR, …)."),
    click.option("--status", type=click.Choice(["live", "gone"]), help="Posts that are there, or gone."),
)


def options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options that choose posts."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def where(archive: Archive, asked: dict[str, Any]) -> PostFilter:
    """The filter that was asked for. Raises UsageError for a site that the archive does not have."""
    from archiver.cli.choose import known_site
    from archiver.records import PostStatus
    from archiver.store import PostFilter

    site = known_site(archive, asked["site"]).name if asked["site"] else None
    status = PostStatus(asked["status"]) if asked["status"] else None
    return PostFilter(site=site, status=status, **{name: asked.get(name) for name in _CRITERIA})
