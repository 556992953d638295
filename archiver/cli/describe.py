"""docs/cli.md from the commands themselves: `python -m archiver.cli.describe > docs/cli.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archiver.cli.main import cli

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDTH = 100
_HEAD = """\
# The command line

`archiver`, also `python -m archiver`. Data goes to stdout, words and progress to stderr. Tables are drawn on a terminal
and tab-separated elsewhere; `--json` prints the same, and more, for programs. `NO_COLOR` turns colours off.

`--db` (or `ARCHIVER_DB`) names the archive and `--config` (or `ARCHIVER_CONFIG`) the [settings](configuration.md),
before or after the command. A site is named by its name or address, a post by its id or any address that it has or had.
Words that begin with a dash come after `--`: `archiver search -- -tax`.

| exit code | meaning |
|---|---|
| 0 | complete |
| 1 | ended, but something failed or is missing |
| 2 | wrong use: words, an address, or archiver.toml |
| 3 | the archive is damaged, no archive, or written by a newer program |
| 4 | disk full, read-only, or an input/output error |
| 5 | a limit ended it: time, posts or requests |
| 75 | another run holds the archive |
| 130 | interrupted; the next run goes on |

This page is written by `python -m archiver.cli.describe`.
"""


def describe() -> str:
    """The page: what holds for all commands, then the --help of each."""
    return "\n".join([_HEAD, *_sections(cli, "archiver")])


def _sections(group: click.Group, path: str) -> Iterator[str]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, "a group knows the commands that it lists"
        yield _section(command, f"{path} {name}")
        if isinstance(command, click.Group):
            yield from _sections(command, f"{path} {name}")


def _section(command: click.Command, path: str) -> str:
    context = click.Context(command, info_name=path, terminal_width=_WIDTH, max_content_width=_WIDTH)
    context.help_option_names = ["-h", "--help"]
    text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    return f"## {path}\n\n```text\n{text}\n```\n"


if __name__ == "__main__":
    click.echo(describe(), nl=False)
