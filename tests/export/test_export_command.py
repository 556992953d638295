"""`archiver export`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from archiver.cli.context import Context
from archiver.cli.export import command
from archiver.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def run(three_posts: Path) -> Callable[..., Result]:
    """Runs the command on the archive of three posts."""

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(command, arguments, obj=Context(three_posts, None), catch_exceptions=False)

    return invoke


def test_posts_go_to_stdout_and_words_to_stderr(run: Callable[..., Result]):
    """Without -o the data is all that stdout has."""
    result = run("-f", "json")

    assert [1, 2, 3] == [post["id"] for post in json.loads(result.stdout)]
    assert "3 posts to stdout" == result.stderr.strip()


def test_quiet_says_nothing(run: Callable[..., Result], tmp_path: Path):
    """--quiet leaves stderr empty."""
    result = run("-f", "jsonl", "-o", str(tmp_path / "a.jsonl"), "--quiet")

    assert ("", "", 0) == (result.stdout, result.stderr, result.exit_code)
    assert 3 == (tmp_path / "a.jsonl").read_bytes().count(b"\n")


@pytest.mark.parametrize(
    ("expected", "filters"),
    [
        ([2, 3], ("--since", "2021-11-02")),
        ([1, 2], ("--until", "2021-11-02")),
        ([1, 2, 3], ("--site", "blog.example", "--author", "grace", "--tag", "größe", "--category", "machines")),
        ([], ("--lang", "de")),
        ([], ("--status", "gone")),
        ([3], ("--search", "post 3")),
    ],
)
def test_filters_choose_posts(run: Callable[..., Result], expected: list[int], filters: tuple[str, ...]):
    """The filters of every command."""
    assert expected == [post["id"] for post in json.loads(run("-f", "json", *filters).stdout)]


def test_fields_and_additions_are_lists(run: Callable[..., Result]):
    """Names separated by commas."""
    result = run("-f", "jsonl", "--fields", "id, title", "--with", "revisions,captures", "--until", "2021-11-01")

    assert ["id", "title", "revisions", "captures"] == list(json.loads(result.stdout))


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        ("revisions and captures", ("-f", "json", "--with", "comments")),
        ("is not archived here", ("-f", "json", "--site", "nobody.example")),
        ("is a folder here", ("-f", "html")),
    ],
)
def test_wrong_use_is_told(run: Callable[..., Result], message: str, arguments: tuple[str, ...]):
    """One line says what is wrong."""
    with pytest.raises(UsageError, match=message):
        run(*arguments)


def test_a_book_is_not_printed_on_a_terminal(run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch):
    """Binary formats go to a file or a pipe."""
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True)
    with pytest.raises(UsageError, match=r"name a file"):
        run("-f", "epub")


def test_a_folder_tells_what_it_did(run: Callable[..., Result], tmp_path: Path):
    """Files, unchanged and removed ones; a file, the sites, one post."""
    folder = ("-o", str(tmp_path / "md"))

    assert f"3 posts to {tmp_path}/md (3 files)" == run("-f", "markdown", *folder).stderr.strip()
    assert (
        f"1 post to {tmp_path}/md (1 unchanged, 2 removed)"
        == run("-f", "markdown", *folder, "--force", "--until", "2021-11-01").stderr.strip()
    )
    assert f"the sites to {tmp_path}/a.opml" == run("-f", "opml", "-o", str(tmp_path / "a.opml")).stderr.strip()


def test_a_terminal_shows_progress(run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A bar that counts the posts, on stderr."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    result = run("-f", "csv", "-o", str(tmp_path / "a.csv"))

    assert "exporting" in result.stderr
    assert "3/3" in result.stderr


def test_help_lists_every_format(run: Callable[..., Result]):
    """With what each is for."""
    shown = run("--help").stdout

    assert "parquet   columns for pandas" in shown
    assert "epub      a book" in shown
