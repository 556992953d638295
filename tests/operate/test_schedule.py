"""Schedules are correct for systemd and cron, touch nothing else, and a loop does where there is neither."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.cli.main import main
from archiver.errors import UsageError
from archiver.operate import schedule, timers
from archiver.operate.loop import Loop

PLANNED = schedule.Schedule(
    "archiver",
    (
        "/usr/bin/python3",
        "-m",
        "archiver",
        "crawl",
        "--db",
        "/data/my blogs/100%.db",
        "--ping",
        "https://hc.example/$x",
    ),
    Path("/home/me"),
    (Path("/data/my blogs"),),
)
FAKE = """\
#!/bin/sh
echo "$(basename "$0") $*" >> "{folder}/calls"
if [ "$(basename "$0")" = crontab ]; then
  if [ "$1" = -l ]; then [ -f "{folder}/tab" ] && exec cat "{folder}/tab"; echo "no crontab for me" >&2; exit 1; fi
  exec cat > "{folder}/tab"
fi
"""


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine with systemctl and crontab, which note how they were called."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("systemctl", "crontab"):
        (programs / name).write_text(FAKE.format(folder=tmp_path))
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_service_is_written_as_systemd_reads_it():
    """Per cent and dollar signs doubled, spaces quoted; it may write to the archive's folder alone."""
    text = schedule.service(PLANNED)

    assert (
        'ExecStart=/usr/bin/python3 -m archiver crawl --db "/data/my blogs/100%%.db" --ping "https://hc.example/$$x"\n'
        in text
    )
    assert 'ReadWritePaths="/data/my blogs"\n' in text
    assert {"Type=oneshot", "SuccessExitStatus=5 75 130", "NoNewPrivileges=yes"} <= set(text.splitlines())


def test_a_dollar_sign_stands_for_itself_outside_a_command():
    """In commands alone systemd replaces it: doubled elsewhere it would name another folder."""
    text = schedule.service(replace(PLANNED, writes=(Path("/data/a$b 100%"),)))

    assert 'ReadWritePaths="/data/a$b 100%%"\n' in text


@pytest.mark.parametrize("every", schedule.EVERY)
def test_the_timer_catches_up_and_keeps_its_moment(every):
    lines = set(schedule.timer(replace(PLANNED, every=every)).splitlines())

    assert {f"OnCalendar={every}", "Persistent=yes", "FixedRandomDelay=yes", "WantedBy=timers.target"} <= lines


@pytest.mark.parametrize(
    ("stated", "calendar", "cron"),
    [
        ("03:15", "*-*-* 03:15:00", "15 3 * * *"),
        ("0:00", "*-*-* 00:00:00", "0 0 * * *"),
        ("Mon 23:59", "Mon *-*-* 23:59:00", "59 23 * * 1"),
        ("sunday 7:05", "Sun *-*-* 07:05:00", "5 7 * * 0"),
        (" THU 12:00 ", "Thu *-*-* 12:00:00", "0 12 * * 4"),
    ],
)
def test_a_time_that_is_named_is_kept_to_the_minute(stated, calendar, cron):
    """In both languages, and without a spread: whoever names a time means it."""
    at = schedule.Moment.read(stated)
    planned = replace(PLANNED, every="weekly" if at.day else "daily", at=at)

    assert f"OnCalendar={calendar}\nPersistent=yes\n" in schedule.timer(planned)
    assert schedule.cron_line(planned).startswith(f"{cron} cd /home/me && ")


@pytest.mark.parametrize("stated", ["", "24:00", "3", "03:60", "Mon", "Mo 03:15", "Moonday 03:15", "0315", "03:15:00"])
def test_what_is_no_time_is_refused(stated):
    with pytest.raises(ValueError, match="is not a"):
        schedule.Moment.read(stated)


@given(st.lists(st.text(st.characters(blacklist_characters="\n\r\0", blacklist_categories=("Cs",))), min_size=1))
def test_a_shell_reads_a_line_for_cron_back(words):
    """Cron takes the backslash off a per cent sign, and the shell gives every word as it was."""
    line = schedule.cron_line(replace(PLANNED, command=("printf", "%s\\0", *words), every="daily"))
    minute, hour, *rest = line.split(" ", 5)[:5]
    run = line.split(" ", 5)[5].replace("\\%", "%").replace("cd /home/me && ", "").replace(" >/dev/null", "")
    done = subprocess.run(["sh", "-c", run], capture_output=True, check=True)

    assert words == done.stdout.decode().split("\0")[:-1]
    assert (True, True, ["*"] * 3) == (0 <= int(minute) < 60, 0 <= int(hour) < 24, rest)


@given(
    st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\r"))
)
def test_other_lines_of_a_crontab_stay_as_they_were(before):
    """Installed twice there is one line; removed there is what there was."""
    once = schedule.with_line(before, PLANNED)
    ended = before if not before or before.endswith("\n") else before + "\n"

    assert once == schedule.with_line(once, PLANNED)
    assert ended == schedule.without_line(once, PLANNED.name)


def test_a_timer_is_installed_and_removed(machine, capsys):
    """For the user alone: their own folder, systemctl --user."""
    assert 0 == main(["schedule", "install", "--systemd", "--db", "my blogs/a.db", "--every", "daily"])
    units = sorted(path.name for path in (machine / "config/systemd/user").iterdir())
    service = (machine / "config/systemd/user/archiver.service").read_text()
    assert 0 == main(["schedule", "remove"])

    assert ["archiver.service", "archiver.timer"] == units
    assert f'--db "{machine}/my blogs/a.db"' in service
    assert [] == list((machine / "config/systemd/user").iterdir())
    assert [
        "systemctl --user daemon-reload",
        "systemctl --user enable --now archiver.timer",
        "systemctl --user disable --now archiver.timer",
        "systemctl --user daemon-reload",
        "crontab -l",
    ] == (machine / "calls").read_text().splitlines()
    assert "loginctl enable-linger" in capsys.readouterr().out


def test_a_line_for_cron_is_installed_and_removed(machine):
    """Beside the lines that are there."""
    (machine / "tab").write_text("0 5 * * * backup\n")
    assert 0 == main(["schedule", "install", "--cron", "--ping", "https://hc.example/a"])
    tab = (machine / "tab").read_text()
    assert 0 == main(["schedule", "remove", "--cron"])

    assert tab.startswith("0 5 * * * backup\n")
    assert tab.endswith("--ping https://hc.example/a >/dev/null # archiver schedule: archiver\n")
    assert "0 5 * * * backup\n" == (machine / "tab").read_text()


@pytest.mark.parametrize(
    ("words", "calendar"),
    [
        (["--at", "3:15"], "*-*-* 03:15:00"),
        (["--at", "Sun 03:15", "--every", "weekly"], "Sun *-*-* 03:15:00"),
        (["--every", "weekly"], "weekly"),
        ([], "hourly"),
    ],
)
def test_a_time_says_how_often(machine, words, calendar):
    """A time alone is daily, a day and a time weekly."""
    assert 0 == main(["schedule", "install", "--systemd", *words])
    assert f"OnCalendar={calendar}\n" in (machine / "config/systemd/user/archiver.timer").read_text()


def test_show_writes_nothing(machine, capsys):
    """It prints the units and the line."""
    code = main(["schedule", "show", "--max-time", "2h"])
    shown = capsys.readouterr().out

    assert (0, 2, False) == (code, shown.count("--max-time 2h"), (machine / "calls").exists())
    assert "archiver.timer" in shown


@pytest.mark.parametrize(
    "words",
    [
        ["install"],
        ["install", "--cron", "--name", "a/b"],
        ["install", "--cron", "--ping", "nowhere"],
        ["install", "--cron", "--at", "25:00"],
        ["install", "--cron", "--max-time", "soon"],
        ["install", "--cron", "--every", "weekly", "--at", "03:15"],
        ["install", "--systemd", "--every", "hourly", "--at", "03:15"],
        ["install", "--systemd", "--every", "daily", "--at", "Sun 03:15"],
    ],
)
def test_wrong_use_is_said(machine, words):
    assert 2 == main(["schedule", *words])
    assert not (machine / "calls").exists()


def test_nothing_to_remove_is_no_failure(machine, capsys):  # noqa: ARG001 - programs that do nothing
    assert 0 == main(["schedule", "remove"])
    assert "there was nothing to remove\n" == capsys.readouterr().out


def test_a_machine_without_either_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(UsageError, match="schedule run"):
        timers.install_units(PLANNED)
    with pytest.raises(UsageError, match="schedule run"):
        timers.install_line(PLANNED)
    assert [] == timers.remove_line("archiver")


@pytest.mark.parametrize("earlier", [None, "an earlier one\n"])
def test_a_user_without_a_session_of_systemd_is_told_so(machine, earlier):
    """And nothing of it stays; an earlier schedule stays as it was."""
    (machine / "bin/systemctl").write_text("#!/bin/sh\necho 'Failed to connect to bus' >&2\nexit 1\n")
    folder = machine / "config/systemd/user"
    folder.mkdir(parents=True)
    if earlier:
        (folder / "archiver.timer").write_text(earlier)

    with pytest.raises(UsageError, match="connect to bus; where systemd does not run for you"):
        timers.install_units(PLANNED)
    assert ({"archiver.timer": earlier} if earlier else {}) == {
        path.name: path.read_text() for path in folder.iterdir()
    }


def test_a_crontab_that_cannot_be_read_is_not_overwritten(machine):
    """Only "no crontab" means that there is none."""
    (machine / "bin/crontab").write_text("#!/bin/sh\necho broken >&2\nexit 1\n")

    with pytest.raises(UsageError, match="broken"):
        timers.install_line(PLANNED)


def test_the_loop_crawls_what_is_due_and_ends_with_sigterm(tmp_path):
    """What runs is told to end, and is waited for."""
    mark = tmp_path / "runs"
    child = (
        f"import pathlib, signal, sys, time; p = pathlib.Path({str(mark)!r});"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit(130));"
        "p.write_text('begun'); time.sleep(30)"
    )
    loop = Loop([sys.executable, "-c", child], lambda: None, lambda _: None)

    def stop():
        while not (mark.exists() and mark.read_text()):
            threading.Event().wait(0.01)
        os.kill(os.getpid(), signal.SIGTERM)

    before = signal.getsignal(signal.SIGTERM)
    waiting = threading.Thread(target=stop)
    waiting.start()
    code = loop.run()
    waiting.join()

    assert 0 == code
    assert before is signal.getsignal(signal.SIGTERM)


def test_the_loop_waits_until_something_is_due(tmp_path):
    """And SIGTERM ends the waiting at once."""
    asked = threading.Event()

    def next_due():
        asked.set()
        return datetime.now(UTC) + timedelta(hours=5)

    loop = Loop([sys.executable, "-c", f"open({str(tmp_path / 'ran')!r}, 'w')"], next_due, lambda _: None)
    threading.Thread(target=lambda: asked.wait() and os.kill(os.getpid(), signal.SIGTERM)).start()

    assert 0 == loop.run()
    assert not (tmp_path / "ran").exists()


def test_the_loop_ends_where_trying_again_changes_nothing():
    """A damaged archive, a full disk, wrong use; other failures are tried again."""
    said, codes = [], iter([1, 75, 3])
    loop = Loop([], lambda: datetime.now(UTC), said.append)
    loop.shortest_s = 0.0
    loop._crawl = lambda: next(codes)

    assert 3 == loop.run()
    assert ["a crawl ended with code 3: stopping"] == said
