"""The documents' examples, run."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from archiver.cli.export import command
from archiver.export import FORMATS
from archiver.export.formats import COMPRESSED

if TYPE_CHECKING:
    import pytest

DOCS = Path(__file__).parents[2] / "docs"
_EXAMPLE = re.compile(r"```python\n(.*?)```\n+```text\n(.*?)```", re.DOTALL)


def test_every_example_of_python_md_prints_what_it_says(
    three_posts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """In the order of the document, each in the names that those before it made."""
    (tmp_path / "data").mkdir()
    shutil.copy(three_posts, tmp_path / "data" / "archive.db")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    examples = _EXAMPLE.findall((DOCS / "python.md").read_text(encoding="utf-8"))
    for code, _ in examples:
        exec(compile(code, "python.md", "exec"), names)
        print("-" * 8)  # noqa: T201 - between the examples' output
    printed = capsys.readouterr().out.split("-" * 8 + "\n")

    assert (DOCS / "python.md").read_text(encoding="utf-8").count("```python") == len(examples)
    assert [text for _, text in examples] == printed[:-1]


def test_export_md_has_every_format_and_option():
    """A heading for each format, a row for each option."""
    text = (DOCS / "export.md").read_text(encoding="utf-8")
    headings = {name for line in re.findall(r"^## (.*)$", text, re.MULTILINE) for name in line.split(", ")}
    options = {option for parameter in command.params for option in parameter.opts if option.startswith("--")}

    assert set(FORMATS) <= headings
    assert not {o for o in options - {"--format", "--output", "--quiet", "--db", "--config"} if f"`{o}" not in text}


def test_export_md_says_what_is_compressed():
    """The formats that take .gz and .zst, and no other."""
    text = (DOCS / "export.md").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if "are compressed where the name ends" in line)
    named = set(re.findall(r"\w+", line.partition(" are compressed")[0])) - {"and"}

    assert {name for name, row in FORMATS.items() if row.compress} == named
    assert all(f"`{suffix}`" in line for suffix in COMPRESSED)
