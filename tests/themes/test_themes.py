"""Blogs in designs drawn by lot: each is what its truth says, and a handful are archived as well as they were.

A floor below what is reached fails as well as one above it, as those of the platforms do (`flow/test_floors.py`):

    THEME_FLOORS=write python -m pytest tests/themes -p no:randomly
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from blogs.score import score
from flow.crawled import archived, posts

from themes.blog import build, serve
from themes.theme import LANGUAGES, draw

ORIGIN = "http://blog.example"
FLOORS = Path(__file__).with_name("floors.json")
SEEDS = tuple(int(seed) for seed in json.loads(FLOORS.read_text()))
SHARES = ("recall", "precision", "text", "good", "title", "date", "authors", "tags")
ROUNDING = 0.0005


def shown(body):
    tree = lxml.html.document_fromstring(body, parser=lxml.html.HTMLParser(encoding="utf-8"))
    return re.sub(r"\s+", "", "".join(tree.xpath("//body//text()[not(ancestor::script)]")))


@pytest.mark.parametrize("seed", range(1, 13))
def test_every_line_of_every_post_stands_on_its_page(seed):
    blog = build(seed, ORIGIN)
    missing = [
        (record["path"], line)
        for record in blog.posts
        for page in [shown(blog.body(record["path"]))]
        for line in (*record["text"].split("\n"), record["title"])
        if re.sub(r"\s+", "", line) not in page
    ]

    assert [] == missing


def test_the_same_seed_is_the_same_blog():
    assert build(7, ORIGIN).truth == build(7, ORIGIN).truth
    assert build(7, ORIGIN).pages == build(7, ORIGIN).pages
    assert build(7, ORIGIN).truth != build(8, ORIGIN).truth


def test_the_lot_draws_everything():
    """Whatever can be drawn, some of the first two hundred designs have."""
    themes = [draw(seed) for seed in range(200)]

    assert set(LANGUAGES) == {theme.language for theme in themes}
    assert 7 == len({theme.address for theme in themes})
    assert {"p", "div", "br", "wrapped"} == {theme.paragraph for theme in themes}
    assert 13 == len({box for theme in themes for _, box in theme.boxes})


@pytest.mark.parametrize("seed", SEEDS)
def test_a_design_is_archived_as_well_as_its_floors_say(seed, tmp_path):
    with serve(seed) as (server, blog), archived(tmp_path / "archive.db", server.url) as (archive, _):
        found = score(blog.truth, posts(archive))
    reached = {share: round(getattr(found, share), 4) for share in SHARES}
    if os.environ.get("THEME_FLOORS") == "write":
        _write(seed, reached)
    floor = json.loads(FLOORS.read_text())[str(seed)]

    assert floor["corpus"] == _digest(seed), "another corpus: its floors must be measured anew"
    assert {share: floor[share] for share in SHARES} == pytest.approx(reached, abs=ROUNDING), found


def _digest(seed: int) -> str:
    """Digest of a blog's truth and pages: what the floors are floors of."""
    blog = build(seed, ORIGIN)
    pages = sorted((path, page.body.decode()) for path, page in blog.pages.items())
    return hashlib.sha256(json.dumps([blog.truth, pages], ensure_ascii=False).encode()).hexdigest()


def _write(seed: int, reached: dict[str, Any]) -> None:
    floors = json.loads(FLOORS.read_text())
    floors[str(seed)] = {"corpus": _digest(seed), **reached}
    FLOORS.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n")
