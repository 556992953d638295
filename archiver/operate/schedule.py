"""Schedules: the text of a systemd service and timer, and of a line for cron. Pure."""

from __future__ import annotations

import hashlib
import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

EVERY = ("hourly", "daily", "weekly")
_SPREAD = {"hourly": "45min", "daily": "6h", "weekly": "1d"}  # of the start over many machines, the same on each
_PLAIN = re.compile(r"[\w@%+=:,./-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is to be run, where and how often.

    name: of the units, and the mark of the line for cron. command: the program and its arguments. folder: the working
    directory. writes: folders that it writes to. every: one of `EVERY`; what is due by then is decided by each site's
    own period.
    """

    name: str
    command: Sequence[str]
    folder: Path
    writes: Sequence[Path]
    every: str = "hourly"


def service(schedule: Schedule) -> str:
    """A oneshot service; SIGTERM ends it well.

    No failures are 5 (a limit), 75 (another run holds the archive) and 130 (it was stopped).
    """
    writes = "\n".join(f"ReadWritePaths={_quoted(_percent(str(path)))}" for path in schedule.writes)
    return f"""\
# Written by "archiver schedule install"; "archiver schedule remove" takes it away.
[Unit]
Description=Archive the blogs that are due ({_percent(schedule.name)})
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
ExecStart={" ".join(map(_argument, schedule.command))}
WorkingDirectory={_percent(str(schedule.folder))}
SuccessExitStatus=5 75 130
TimeoutStartSec=infinity
TimeoutStopSec=3min
KillMode=mixed
Nice=10
IOSchedulingClass=idle
UMask=0077
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=strict
ProtectControlGroups=yes
ProtectKernelTunables=yes
{writes}
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
LockPersonality=yes
SystemCallArchitectures=native
"""


def timer(schedule: Schedule) -> str:
    """A timer that makes up for missed times, and starts at a moment of its own that stays the same."""
    return f"""\
# Written by "archiver schedule install"; "archiver schedule remove" takes it away.
[Unit]
Description=Archive blogs {schedule.every} ({_percent(schedule.name)})

[Timer]
OnCalendar={schedule.every}
RandomizedDelaySec={_SPREAD[schedule.every]}
FixedRandomDelay=yes
Persistent=yes

[Install]
WantedBy=timers.target
"""


def cron_line(schedule: Schedule) -> str:
    """A line for a user's crontab, at a minute (hour, day) that is always the same for this archive and name.

    cron has no catching up: what was missed is done at the next time, since sites stay due.
    """
    digest = hashlib.sha256(f"{schedule.name} {shlex.join(schedule.command)}".encode()).digest()
    minute, hour, day = digest[0] % 60, digest[1] % 24, digest[2] % 7
    when = {"hourly": f"{minute} * * * *", "daily": f"{minute} {hour} * * *", "weekly": f"{minute} {hour} * * {day}"}
    run = f"cd {shlex.quote(str(schedule.folder))} && {shlex.join(schedule.command)} >/dev/null"
    return f"{when[schedule.every]} {run.replace('%', chr(92) + '%')} {_mark(schedule.name)}"


def with_line(crontab: str, schedule: Schedule) -> str:
    """The crontab with the schedule's line, in place of an earlier one of that name; every other line as it was."""
    return without_line(crontab, schedule.name) + cron_line(schedule) + "\n"


def without_line(crontab: str, name: str) -> str:
    """The crontab without the line of that name; every other line as it was."""
    lines = crontab.removesuffix("\n").split("\n") if crontab else []
    return "".join(f"{line}\n" for line in lines if not line.rstrip().endswith(_mark(name)))


def has_line(crontab: str, name: str) -> bool:
    """Whether a line of that name is there."""
    return any(line.rstrip().endswith(_mark(name)) for line in crontab.split("\n"))


def _mark(name: str) -> str:
    return f"# archiver schedule: {name}"


def _argument(word: str) -> str:
    """A word of a command line: the one place where systemd replaces $ too."""
    return _quoted(_percent(word).replace("$", "$$"))


def _quoted(word: str) -> str:
    """A word as systemd reads it: in quotes where it holds anything unusual."""
    if _PLAIN.fullmatch(word):
        return word
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _percent(text: str) -> str:
    return text.replace("%", "%%")
