"""The entry point: registers the commands, and turns errors into one line and an exit code."""

from __future__ import annotations

import errno
import os
import sys

import click

from archiver import __version__
from archiver.cli import crawl, demo
from archiver.cli.context import shared_options
from archiver.errors import ArchiverError

INTERRUPTED = 130
_DISK_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}


class _Commands(click.Group):
    """A group whose commands all take the shared options."""

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        cmd.params.extend(shared_options())
        super().add_command(cmd, name)


@click.group(cls=_Commands, params=list(shared_options()), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", prog_name="archiver")
def cli() -> None:
    """Archive a whole blog: every post, clean and whole, with its history, in SQLite."""


for _module in (demo, crawl):
    cli.add_command(_module.command)


def main(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit code (docs/design.md has the table)."""
    try:
        code = cli.main(args=arguments, prog_name="archiver", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("archiver: interrupted", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except ArchiverError as error:
        click.echo(f"archiver: {error}", err=True)
        return error.exit_code
    except BrokenPipeError:
        # the reader (head, less) has left: nothing more to say, and the interpreter must not try to flush
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"archiver: {where}{error.strerror or error}", err=True)
        return 4 if error.errno in _DISK_ERRORS else 1
    return code if isinstance(code, int) else 0


def run() -> None:
    """`archiver`, as installed."""
    sys.exit(main())
