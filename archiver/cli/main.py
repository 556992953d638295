"""The entry point: registers the commands, and turns errors into one line and an exit code."""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module

import click

from archiver import __version__
from archiver.cli.context import shared_options
from archiver.errors import ArchiverError

INTERRUPTED = 130
_DISK_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}


# One module each, of the same name; in the order in which --help lists them.
COMMANDS = (
    "demo",
    "crawl",
    "add",
    "remove",
    "schedule",
    "sites",
    "status",
    "runs",
    "report",
    "list",
    "show",
    "search",
    "changes",
    "diff",
    "query",
    "export",
    "profile",
    "derive",
    "verify",
    "backup",
)


class _Commands(click.Group):
    """A group that imports a command when it is asked for; all take the shared options."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # the reader (head, less) has left: nothing more to say, and the interpreter must not try to flush
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - likewise
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in self.commands:
            command: click.Command = import_module(f"archiver.cli.{cmd_name}").command
            command.params.extend(shared_options())
            self.add_command(command)
        return self.commands[cmd_name]


@click.group(cls=_Commands, params=list(shared_options()), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", prog_name="archiver")
def cli() -> None:
    """Archive a whole blog: every post, clean and whole, with its history, in SQLite."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit code (docs/design.md has the table)."""
    try:
        code = cli.main(args=arguments, prog_name="archiver", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("archiver: interrupted", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        _explain(error)
        return error.exit_code
    except ArchiverError as error:
        click.echo(f"archiver: {error}", err=True)
        return error.exit_code
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"archiver: {where}{error.strerror or error}", err=True)
        return 4 if error.errno in _DISK_ERRORS else 1
    return code if isinstance(code, int) else 0


def _explain(error: click.ClickException) -> None:
    """Say what is wrong with the words of a command in one line; without any words, all that can be said."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return
    context = error.ctx if isinstance(error, click.UsageError) else None
    help_is = f" ({context.command_path} --help)" if context is not None else ""
    click.echo(f"archiver: {' '.join(error.format_message().split())}{help_is}", err=True)


def run() -> None:
    """`archiver`, as installed."""
    sys.exit(main())
