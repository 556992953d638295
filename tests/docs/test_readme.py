"""Every command that the README shows does what a reader would expect of it."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlite_utils.cli import cli as sqlite_utils

from archiver import demo
from archiver.cli.main import main
from archiver.sites import from_url

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def shown() -> list[str]:
    """The commands in the README's `sh` blocks, in order."""
    blocks = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def test_the_readme_shows_both_commands_and_real_use():
    programs = [shlex.split(line, comments=True)[0] for line in shown()]

    assert ["make", "make"] == programs[:2]
    assert programs.count("archiver") >= 8
    assert programs.count("sqlite-utils") >= 5


def test_each_make_target_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    for target in re.findall(r"\bmake (\w+)", README):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_each_linked_file_exists():
    for path in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", README):
        assert (ROOT / path).exists(), path


def test_each_shown_command_works(tmp_path, monkeypatch, capsys):
    """In an empty folder, in the README's order, with the demo blog in the place of the example's."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ARCHIVER_DB", raising=False)
    with demo.serve() as blog:
        name = from_url(blog.url).name
        Path("blogs.opml").write_text(f'<opml><body><outline xmlUrl="{blog.url}feed/"/></body></opml>')
        for line in shown():
            words = shlex.split(line, comments=True)
            if words[0] == "make":
                continue
            words = [blog.url if "https://" in word else word.replace("blog.example.org", name) for word in words]
            if words[:2] == ["archiver", "crawl"]:
                words += ["--delay", "0", "--quiet"]
            assert (0, True) == run(words, capsys), line


def run(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, bool]:
    """The exit code of a command, and whether it printed or wrote anything."""
    if words[0] == "sqlite-utils":
        result = CliRunner().invoke(sqlite_utils, words[1:])
        return result.exit_code, bool(result.output.strip())
    code = main(words[1:])
    printed = capsys.readouterr().out
    written = "-o" in words and Path(words[words.index("-o") + 1]).exists()
    return code, bool(printed.strip()) or written
