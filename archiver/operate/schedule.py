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
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SPREAD = {"hourly": "45min", "daily": "6h", "weekly": "1d"}  # of the start over many machines, the same on each
_AT = re.compile(r"(?:(?P<day>[A-Za-z]{3,9})\s+)?(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)", re.ASCII)
_PLAIN = re.compile(r"[\w@%+=:,./-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of day in the machine's own time zone, on every day or on one of the week. day: one of `DAYS`, or None."""

    hour: int
    minute: int
    day: str | None = None

    @classmethod
    def read(cls, text: str) -> Moment:
        """The moment that "03:15", "Sun 03:15" or "Sunday 3:15" means. Raises ValueError."""
        found = _AT.fullmatch(text.strip())
        if found is None:
            raise ValueError(f'"{text}" is not a time (write 03:15, or "Sun 03:15")')
        stated = (found["day"] or "").lower()
        day = next((day for day in DAYS if stated and _WEEKDAYS[day].startswith(stated)), None)
        if stated and day is None:
            raise ValueError(f'"{found["day"]}" is not a day of the week (write Mon, Tue, …)')
        return cls(int(found["hour"]), int(found["minute"]), day)


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is to be run, where and how often.

    name: of the units, and the mark of the line for cron. command: the program and its arguments. folder: the working
    directory. writes: folders that it writes to. every: one of `EVERY`; what is due by then is decided by each site's
    own period. at: when a daily or weekly one starts, to the minute; None: at a moment of its own.
    """

    name: str
    command: Sequence[str]
    folder: Path
    writes: Sequence[Path]
    every: str = "hourly"
    at: Moment | None = None


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
    """A timer that makes up for missed times, and starts when it is told, or at a moment of its own that stays."""
    if schedule.at is None:
        when = f"{schedule.every}\nRandomizedDelaySec={_SPREAD[schedule.every]}\nFixedRandomDelay=yes"
    else:
        day = f"{schedule.at.day} " if schedule.at.day else ""
        when = f"{day}*-*-* {schedule.at.hour:02}:{schedule.at.minute:02}:00"
    return f"""\
# Written by "archiver schedule install"; "archiver schedule remove" takes it away.
[Unit]
Description=Archive blogs {schedule.every} ({_percent(schedule.name)})

[Timer]
OnCalendar={when}
Persistent=yes

[Install]
WantedBy=timers.target
"""


def cron_line(schedule: Schedule) -> str:
    """A line for a user's crontab, when it is told, or at a minute (hour, day) that stays for this archive and name.

    cron has no catching up: what was missed is done at the next time, since sites stay due.
    """
    digest = hashlib.sha256(f"{schedule.name} {shlex.join(schedule.command)}".encode()).digest()
    minute, hour, day = digest[0] % 60, digest[1] % 24, DAYS[digest[2] % 7]
    if schedule.at is not None:
        minute, hour, day = schedule.at.minute, schedule.at.hour, schedule.at.day or day
    # days by number, Sunday 0: not every cron knows their names
    weekday = (DAYS.index(day) + 1) % 7
    when = {
        "hourly": f"{minute} * * * *",
        "daily": f"{minute} {hour} * * *",
        "weekly": f"{minute} {hour} * * {weekday}",
    }
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


_WEEKDAYS = dict(zip(DAYS, ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), strict=True))


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
