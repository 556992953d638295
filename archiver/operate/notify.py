"""Notices to people: when the crawls of a site begin to fail, and when they are well again. Sent by apprise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archiver.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

# Codes that say nothing about the site: a limit, another run, an interruption.
_NEITHER = frozenset((5, 75, 130))


@dataclass(frozen=True, slots=True)
class Notice:
    """What a person is to be told."""

    title: str
    body: str


def notice(site: str, exit_code: int, reason: str, before: Sequence[int | None]) -> Notice | None:
    """What is news about a site's run; None where it ended as the one before it, well or not.

    before: exit codes of its earlier runs, the newest first. A first run is news where it failed.
    """
    if exit_code in _NEITHER:
        return None
    told = next((code for code in before if code is not None and code not in _NEITHER), 0)
    if bool(exit_code) == bool(told):
        return None
    if exit_code:
        return Notice(f"archiver: {site} needs a look", reason or f"The crawl ended with code {exit_code}.")
    return Notice(f"archiver: {site} is well again", "The last crawl was complete.")


def send(notices: Sequence[Notice], targets: Sequence[str]) -> list[str]:
    """Send each notice to every target (an apprise URL); gives a line for each target that did not take them.

    Raises UsageError where apprise is not installed.
    """
    if not notices or not targets:
        return []
    try:
        import apprise  # noqa: PLC0415 - an extra, and slow to import
    except ImportError:
        raise UsageError('notify: needs apprise (pip install "blog-archiver[notify]")') from None
    failed = []
    for target in targets:
        service = target.partition(":")[0]  # the rest may hold a password
        sender = apprise.Apprise()
        if not sender.add(target):
            failed.append(f"notify: {service}: is not an address that apprise knows")
        elif not all(sender.notify(title=each.title, body=each.body) for each in notices):
            failed.append(f"notify: {service}: the notice could not be sent")
    return failed
