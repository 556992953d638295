"""docs/cli.md, and that help comes quickly."""

import subprocess
import sys
from pathlib import Path

import pytest

from archiver.cli.describe import describe
from archiver.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]


def test_the_page_is_what_the_commands_say_of_themselves():
    """If this fails: `python -m archiver.cli.describe > docs/cli.md`."""
    words = [
        sys.executable,
        "-m",
        "archiver.cli.describe",
    ]  # a process of its own: click remembers how help was asked for
    ran = subprocess.run(words, capture_output=True, encoding="utf-8", check=True)

    assert ran.stdout == (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_documented(name, command):
    """With its --help, which ends with 0."""
    assert f"## archiver {name}\n" in describe()
    assert 0 == command(name, "--help").code


def test_help_needs_nothing_heavy():
    """`archiver --help` imports neither Scrapy nor what reads pages or databases."""
    heavy = ["scrapy", "twisted", "trafilatura", "lxml", "sqlite3", "sqlite_utils", "rich", "dateparser"]
    code = "import sys; from archiver.cli.main import main; main(['--help'])"
    code += f"; sys.exit(str([name for name in {heavy} if name in sys.modules]))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert "[]" == ran.stderr.strip()
    assert "Commands:" in ran.stdout
