"""The example settings, and their page in the documents."""

import re
from dataclasses import fields
from pathlib import Path

from archiver import sites
from archiver.sites import Site

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")


def test_the_example_is_right():
    settings = sites.load(ROOT / "archiver.toml.example")

    assert ["ruhglobal"] == [site.name for site in settings.sites]
    assert settings.sites[0].url == "https://www.ruhglobal.com/"


def test_every_setting_of_a_site_is_documented():
    documented = {
        name for row in re.findall(r"^\| (`[^|]*`) \|", DOCUMENT, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)
    }

    for field in fields(Site):
        assert field.name.removesuffix("_s") in documented
