"""How well whole blogs are archived: no less than the floors, which are as high as what is reached.

floors.json says what each fixture blog reaches, of which corpus. A floor below what is reached fails as well as one
above it, so that none can be lowered to let a loss pass; a change of the corpus is to be made knowingly:

    BLOG_FLOORS=write python -m pytest tests/flow/test_floors.py -p no:randomly
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from blogs.fixtures import PLATFORMS, build, serve
from blogs.score import score
from flow.crawled import archived, posts

from archiver.flow.probes import COMPLETE

if TYPE_CHECKING:
    from blogs.score import Score

FLOORS = Path(__file__).with_name("floors.json")
BLOGS = (*PLATFORMS, "hostile")
SHARES = ("recall", "precision", "text", "title", "date", "authors", "tags")
ROUNDING = 0.0005
BY_A_LIST = 1.15  # requests a post, and ten, where a sitemap or REST names the posts


def _digest(name: str) -> str:
    """Digest of a blog's truth: what the floors are floors of."""
    truth = json.dumps(build(name, "http://blog.example").truth, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(truth.encode()).hexdigest()


def _reached(found: Score, requests: int) -> dict[str, Any]:
    return {share: round(getattr(found, share), 4) for share in SHARES} | {"requests": requests}


@pytest.mark.parametrize("name", BLOGS)
def test_a_blog_is_archived_as_well_as_its_floors_say(name, tmp_path):
    """Every post, nothing else, with its text, title, date, authors and tags, for as few requests."""
    with serve(name) as (server, blog):
        with archived(tmp_path / "archive.db", server.url) as (archive, _):
            found = score(blog.truth, posts(archive))
            named = max((each.named for each in archive.coverage(1) if each.source in COMPLETE), default=0)
        requests = len(server.log)
    reached = _reached(found, requests)
    if os.environ.get("BLOG_FLOORS") == "write":
        _write(name, reached)
    floor = json.loads(FLOORS.read_text())[name]

    if named == len(blog.posts):
        assert requests <= BY_A_LIST * named + 10, server.paths()
    assert floor["corpus"] == _digest(name), "another corpus: its floors must be measured anew"
    assert requests <= floor["requests"] + max(4, requests // 20), server.paths()
    assert {share: floor[share] for share in SHARES} == pytest.approx(
        {share: reached[share] for share in SHARES}, abs=ROUNDING
    ), (found.missing, found.wrong, found.worst)


def _write(name: str, reached: dict[str, Any]) -> None:
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    floors[name] = {"corpus": _digest(name), **reached}
    FLOORS.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n")
