"""WordPress REST beside the pages: split posts whole, protected ones reported, with REST on, off and closed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from blogs.fixtures import serve
from blogs.score import f1
from blogs.server import Response
from flow.crawled import archived, posts

from archiver.records import Source

if TYPE_CHECKING:
    from blogs.press import Blog
    from blogs.server import BlogServer

_LIST = "/wp-json/wp/v2/posts"
_START, _END = 'is-layout-constrained">\n', '\n</div><div class="wp-block-template-part">'


def split(server: BlogServer, blog: Blog) -> tuple[str, str]:
    """Splits a post into a page and a second one; gives its path and its text."""
    path = max(blog.posts, key=lambda record: len(record["text"]))["path"]
    page = blog.body(path).decode()
    head, _, rest = page.rpartition(_START)
    body, end, foot = rest.partition(_END)
    middle = body.index("</p>", len(body) // 2) + len("</p>")
    for address, part in ((path, body[:middle]), (f"{path}2/", body[middle:])):
        steps = (
            f'<p class="post-nav-links">Pages : <a href="{server.origin}{path}2/" class="post-page-numbers">2</a></p>'
        )
        server.routes[address] = Response(f"{head}{_START}{part}{steps}{end}{foot}".encode())
    return path, next(record["text"] for record in blog.posts if record["path"] == path)


def protect(server: BlogServer, blog: Blog) -> str:
    """Puts a post behind a password, in its page and in REST; gives its path."""
    path = blog.posts[5]["path"]
    form = '<form class="post-password-form" method="post"><label>Mot de passe : <input type="password"></label></form>'
    head, _, rest = blog.body(path).decode().rpartition(_START)
    server.routes[path] = Response(f"{head}{_START}{form}{_END}{rest.partition(_END)[2]}".encode())
    listed = server.routes[_LIST]

    def answer(request):
        whole = listed(request)
        items = json.loads(whole.body)
        for item in items:
            if item["link"].endswith(path):
                item["content"] = {"rendered": "", "protected": True}
        return replace(whole, body=json.dumps(items).encode())

    server.routes[_LIST] = answer
    return path


def close(server: BlogServer) -> None:
    """Lets REST answer as security plugins do."""
    for route in [route for route in server.routes if route.startswith("/wp-json")]:
        server.routes[route] = Response(b'{"code":"rest_forbidden"}', 401, "application/json")


@pytest.mark.parametrize("rest", ["on", "closed", "off"])
def test_posts_come_whole_and_protected_ones_are_reported(tmp_path, rest):
    """A post on two pages is one post with all its text; one behind a password is named as excluded, or as no post."""
    with serve("wordpress_blocks") as (server, blog):
        path, text = split(server, blog)
        hidden = protect(server, blog)
        if rest == "closed":
            close(server)
        if rest == "off":
            server.routes = {route: page for route, page in server.routes.items() if not route.startswith("/wp-json")}
        with archived(tmp_path / "archive.db", server.url) as (archive, report):
            found = {post["url"].removeprefix(server.origin): post for post in posts(archive)}
            named = {each.source: each for each in archive.coverage(1)}
        asked = server.paths()

    assert len(found) == len(blog.posts) - 1
    assert f1(found[path]["text"], text) > 0.999
    assert hidden not in found
    assert named[Source.SITEMAP].named == named[Source.SITEMAP].archived + 1
    assert (report.outcome, report.counts["missing_posts"]) == ("complete", 0)
    if rest == "on":
        assert named[Source.REST].reasons == {"password": 1}
        assert not {hidden, f"{path}2/"} & {*asked}


def test_a_post_that_loses_its_password_is_archived(tmp_path):
    """REST says that it is open now: it is asked for, and kept."""
    with serve("wordpress_blocks") as (server, blog):
        before = dict(server.routes)
        hidden = protect(server, blog)
        with archived(tmp_path / "archive.db", server.url) as (archive, _):
            first = {post["url"].removeprefix(server.origin) for post in posts(archive)}
        server.routes.update(before)
        with archived(tmp_path / "archive.db", server.url, full=True) as (archive, _):
            second = {post["url"].removeprefix(server.origin) for post in posts(archive)}

    assert hidden not in first
    assert second == first | {hidden}
