"""A schedule put in place for the user who asks, without root: as a systemd user timer, or in their crontab."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import platformdirs

from archiver.errors import UsageError
from archiver.operate import schedule

if TYPE_CHECKING:
    from pathlib import Path

    from archiver.operate.schedule import Schedule

_TIMEOUT_S = 60
_NO_SESSION = "where systemd does not run for you (after su, in a container), use --cron or `archiver schedule run`"


def unit_folder() -> Path:
    """Where a user's own units lie (XDG_CONFIG_HOME is obeyed)."""
    return platformdirs.user_config_path("systemd", appauthor=False) / "user"


def unit_paths(name: str) -> tuple[Path, Path]:
    """The files of the service and the timer of that name."""
    return unit_folder() / f"{name}.service", unit_folder() / f"{name}.timer"


def install_units(planned: Schedule) -> list[str]:
    """Write and start the timer; gives what was done, line by line.

    Raises UsageError where systemd is not there, or does not run for this user; then nothing is left behind.
    """
    _require("systemctl", "use --cron, or run `archiver schedule run` where neither is there")
    service, timer = unit_paths(planned.name)
    before = {path: path.read_bytes() if path.exists() else None for path in (service, timer)}
    service.parent.mkdir(parents=True, exist_ok=True)
    service.write_text(schedule.service(planned), encoding="utf-8")
    timer.write_text(schedule.timer(planned), encoding="utf-8")
    try:
        _run("systemctl", "--user", "daemon-reload")
        _run("systemctl", "--user", "enable", "--now", timer.name)
    except UsageError as error:
        for path, content in before.items():
            path.unlink() if content is None else path.write_bytes(content)
        raise UsageError(f"{error}; {_NO_SESSION}") from error
    return [
        f"wrote {service}",
        f"wrote {timer} and started it",
        "to let it run while you are logged out: loginctl enable-linger",
    ]


def remove_units(name: str) -> list[str]:
    """Stop the timer and take its files away; gives what was done, nothing where there was none."""
    paths = [path for path in unit_paths(name) if path.exists()]
    if not paths:
        return []
    _tell_systemd("disable", "--now", f"{name}.timer")
    for path in paths:
        path.unlink()
    _tell_systemd("daemon-reload")
    return [f"removed {path}" for path in paths]


def install_line(planned: Schedule) -> list[str]:
    """Put the line into the user's crontab. Raises UsageError where there is no cron."""
    _require("crontab", "use --systemd, or run `archiver schedule run` where neither is there")
    _run("crontab", "-", given=schedule.with_line(_crontab(), planned))
    return [f"added to your crontab: {schedule.cron_line(planned)}"]


def remove_line(name: str) -> list[str]:
    """Take the line out of the user's crontab; gives what was done, nothing where there was none."""
    if not shutil.which("crontab"):
        return []
    before = _crontab()
    if not schedule.has_line(before, name):
        return []
    _run("crontab", "-", given=schedule.without_line(before, name))
    return [f"removed the line of {name} from your crontab"]


def _crontab() -> str:
    """The user's crontab; "" where there is none. Anything else that goes wrong must not empty it."""
    found = subprocess.run(
        ["crontab", "-l"],  # noqa: S607 - the user's own
        capture_output=True,
        text=True,
        check=False,
        timeout=_TIMEOUT_S,
        env={**os.environ, "LC_ALL": "C"},  # its words are read
    )
    if found.returncode and "no crontab" not in found.stderr.lower():
        raise UsageError(f"crontab -l failed: {found.stderr.strip() or found.returncode}")
    return found.stdout if not found.returncode else ""


def _run(*words: str, given: str | None = None) -> None:
    done = subprocess.run(words, input=given, capture_output=True, text=True, check=False, timeout=_TIMEOUT_S)  # noqa: S603 - own words
    if done.returncode:
        raise UsageError(f"{' '.join(words)} failed: {done.stderr.strip() or done.returncode}")


def _tell_systemd(*words: str) -> None:
    """Where it runs for this user; where it does not, nothing of theirs is running."""
    if shutil.which("systemctl"):
        subprocess.run(  # noqa: S603 - fixed words and a name that the command line has checked
            ["systemctl", "--user", *words],  # noqa: S607 - the user's own
            capture_output=True,
            check=False,
            timeout=_TIMEOUT_S,
        )


def _require(program: str, otherwise: str) -> None:
    if not shutil.which(program):
        raise UsageError(f"{program} is not on this machine: {otherwise}")
