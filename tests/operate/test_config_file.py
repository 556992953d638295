"""archiver.toml is edited as its owner would: comments, order and everything else stay."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archiver import sites
from archiver.cli.main import main
from archiver.errors import ConfigError
from archiver.operate import config_file
from archiver.store import Archive

TEXT = """\
# My blogs.
contact = "me@example.org"  # who I am

[[sites]]
url = "https://one.example/"
period = "6h"  # often

# the other one
[[sites]]
name = "two"
url = "https://two.example/blog"
"""


def test_a_site_is_added_at_the_end():
    """All that stood there stands there still."""
    text = config_file.with_site(TEXT, {"url": "https://three.example/", "name": None, "tags": ["a"]})

    assert text.startswith(TEXT)
    assert text.endswith('[[sites]]\nurl = "https://three.example/"\ntags = ["a"]\n')


def test_the_first_site_makes_the_file(tmp_path):
    path = tmp_path / "new" / "archiver.toml"
    config_file.rewrite(path, config_file.with_site(config_file.read(path), {"url": "https://one.example/"}))

    assert ["https://one.example/"] == [site.url for site in sites.load(path).sites]


@pytest.mark.parametrize(
    ("word", "left"),
    [("two", ["https://one.example/"]), ("one.example", ["https://two.example/blog"])],
)
def test_a_site_is_removed_by_name_or_address(tmp_path, word, left):
    """In any spelling of its address."""
    path = tmp_path / "archiver.toml"
    path.write_text(config_file.without_site(TEXT, word))

    assert left == [site.url for site in sites.load(path).sites]
    assert path.read_text().startswith('# My blogs.\ncontact = "me@example.org"  # who I am\n')


def test_what_is_not_there_is_not_removed():
    assert config_file.without_site(TEXT, "three") is None
    assert config_file.without_site("", "three") is None


def test_the_last_site_can_be_removed_and_another_added():
    text = config_file.without_site('[[sites]]\nurl = "https://one.example/"\n', "one.example")

    assert "url" in config_file.with_site(text, {"url": "https://two.example/"})


def test_a_mistake_is_named_and_changes_nothing(tmp_path):
    """The message speaks of the file, not of the draft that was checked."""
    path = tmp_path / "archiver.toml"
    path.write_text(TEXT)
    path.chmod(0o600)
    text = config_file.with_site(TEXT, {"url": "https://three.example/", "period": "soon"})

    with pytest.raises(ConfigError, match=r"archiver\.toml: sites\[2\]\.period: \"soon\""):
        config_file.rewrite(path, text)
    assert TEXT == path.read_text()
    assert [path] == list(tmp_path.iterdir())
    config_file.rewrite(path, TEXT + "\n")
    assert 0o600 == path.stat().st_mode & 0o777


def test_a_file_that_is_no_toml_is_named(tmp_path):
    path = tmp_path / "archiver.toml"
    path.write_text("[[sites]\n")

    with pytest.raises(ConfigError, match="is not TOML"):
        config_file.read(path)


def test_adding_and_removing_on_the_command_line(tmp_path, monkeypatch, capsys):
    """Twice the same is refused; what nobody knows is said."""
    monkeypatch.chdir(tmp_path)
    codes = [
        main(["add", "one.example", "--period", "6h", "--tag", "a", "--tag", "b"]),
        main(["add", "https://one.example/"]),
        main(["add", "nonsense:"]),
    ]
    site = sites.load(tmp_path / "archiver.toml").sites[0]
    codes += [main(["remove", "one.example"]), main(["remove", "one.example"])]

    assert [0, 2, 2, 0, 2] == codes
    assert ("https://one.example/", 21600.0, ("a", "b")) == (site.url, site.period_s, site.tags)
    assert "is neither in archiver.toml nor archived" in capsys.readouterr().err


def test_a_removed_site_is_due_no_more_until_it_is_added_again(tmp_path, monkeypatch, capsys):
    """A crawl without names has nothing to do then, which is no failure."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.db"
    with Archive.open(path, create=True) as archive:
        archive.sites.add(sites.from_url("https://one.example/"), datetime.now(UTC))
    codes = [main(["remove", "one.example", "--db", str(path)]), main(["crawl", "--db", str(path), "--quiet"])]
    said = capsys.readouterr()
    codes.append(main(["add", "one.example", "--db", str(path)]))
    with Archive.open(path, read_only=True) as archive:
        row = archive.sites.get("https://one.example/")

    assert [0, 0, 0] == codes
    assert "its posts stay" in said.out
    assert "No site is due." in said.out
    assert row is not None
    assert row.due_at is None
