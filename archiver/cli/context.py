"""What every command knows: which archive, which settings."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from archiver.sites import Settings
    from archiver.store import Archive

DEFAULT_DB = Path("data/archive.db")
DEFAULT_CONFIG = Path("archiver.toml")


@dataclass(frozen=True, slots=True)
class Context:
    """The archive and the settings file that a command works on; config is None where there is no such file.

    is_named: whether the archive was named on the command line.
    """

    db: Path
    config: Path | None
    is_named: bool = False

    @classmethod
    def default(cls) -> Context:
        """From ARCHIVER_DB and ARCHIVER_CONFIG, else data/archive.db and archiver.toml of the working directory."""
        named = os.environ.get("ARCHIVER_CONFIG")
        config = Path(named) if named else DEFAULT_CONFIG
        return cls(Path(os.environ.get("ARCHIVER_DB") or DEFAULT_DB), config if named or config.exists() else None)

    def settings(self) -> Settings:
        """What archiver.toml says; nothing where there is none. Raises ConfigError."""
        from archiver import sites

        return sites.load(self.config) if self.config is not None else sites.Settings()

    def reading(self) -> Archive:
        """The archive, to read from; one of an older program is brought up to date first."""
        from archiver.errors import OlderArchiveError
        from archiver.store import Archive

        try:
            return Archive.open(self.db, read_only=True)
        except OlderArchiveError:
            Archive.open(self.db).close()
            return Archive.open(self.db, read_only=True)


def _set(field: str) -> Callable[[click.Context, click.Parameter, Path | None], None]:
    def store(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
        current: Context = ctx.obj if isinstance(ctx.obj, Context) else Context.default()
        if value is not None:
            current = replace(current, **{field: value}, is_named=current.is_named or field == "db")
        ctx.obj = current

    return store


def shared_options() -> list[click.Option]:
    """The options that every command takes, before or after its name."""
    return [
        click.Option(
            ["--db"],
            type=click.Path(path_type=Path, dir_okay=False),
            expose_value=False,
            callback=_set("db"),
            help="The archive (ARCHIVER_DB).  [default: data/archive.db]",
        ),
        click.Option(
            ["--config"],
            type=click.Path(path_type=Path, dir_okay=False),
            expose_value=False,
            callback=_set("config"),
            help="The settings (ARCHIVER_CONFIG).  [default: archiver.toml, where there is one]",
        ),
    ]
