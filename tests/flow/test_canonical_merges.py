"""A canonical link is evidence: where it cannot be true it merges no posts, where it can it makes an alias."""

from __future__ import annotations

import pytest
from blogs.fixtures import serve
from blogs.server import Response
from flow.crawled import archived


@pytest.fixture
def blog():
    with serve("jekyll") as (server, made):
        yield server, made


def copy_of(server, made, path, canonical):
    """A second page with the first post's content under another title, that names `canonical`; linked from the home."""
    page = made.body(made.posts[0]["path"]).decode()
    link = f'<head><link rel="canonical" href="{canonical}">'
    server.routes[path] = Response(page.replace("<head>", link, 1).encode())
    home = made.body("/").decode()
    server.routes["/"] = Response(home.replace("</body>", f'<a href="{path}">A copy</a></body>', 1).encode())


def test_a_copy_that_names_its_post_is_an_alias_of_it(blog, tmp_path):
    server, made = blog
    post = made.posts[0]["path"]
    copy_of(server, made, "/2020/01/02/a-copy.html", f"{server.origin}{post}")
    with archived(tmp_path / "a.db", server.url) as (archive, _):
        found = {one.url: one.aliases for one in archive.posts()}

    assert len(made.posts) == len(found)
    assert f"{server.origin}/2020/01/02/a-copy.html" in found[f"{server.origin}{post}"]


@pytest.mark.parametrize("canonical", ["/", "index.html", "{post}comment-page-1/", "https://elsewhere.example/x", "#"])
def test_no_post_is_lost_to_a_canonical_link_that_is_wrong(blog, tmp_path, canonical):
    """All posts name the home page, a page of comments, another host or nonsense: a theme's mistake."""
    server, made = blog
    for record in made.posts:
        href = canonical.format(post=record["path"])
        page = made.body(record["path"]).decode()
        server.routes[record["path"]] = Response(
            page.replace("<head>", f'<head><link rel="canonical" href="{href}">', 1).encode()
        )
    with archived(tmp_path / "a.db", server.url) as (archive, _):
        found = sorted(one.url for one in archive.posts())

    assert sorted(f"{server.origin}{record['path']}" for record in made.posts) == found
