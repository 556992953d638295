"""Images that lead to pages of their own, as WordPress links them beside its posts: a few looks, then no more."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from blogs.fixtures import serve
from blogs.server import Response
from flow.crawled import archived, posts

_PAGE = (
    '<html><body class="attachment attachmentid-{0} single"><h1>photo {0}</h1><p><img src="/{0}.jpg"></p></body></html>'
)


def link_images(server, blog, *, turned_off):
    """Gives each post two images that lead to pages of their own; turned off, these redirect to the file."""
    paths = []
    for number, record in enumerate(blog.posts):
        path = record["path"]
        body, links = server.routes[path].body, b""
        for name in (f"photo-one-{number}", f"photo-two-{number}"):
            paths.append(f"/{name}/")
            links += b'<p><a href="/%s/"><img src="/%s.jpg" alt=""></a></p>' % (name.encode(), name.encode())
            page = Response(_PAGE.format(number).encode())
            server.routes[f"/{name}/"] = Response.redirect(f"/{name}.jpg", 301) if turned_off else page
        middle = body.index(b"</p>", body.index(b"</h1>")) + 4
        server.routes[path] = replace(server.routes[path], body=body[:middle] + links + body[middle:])
    return paths


def unname(server, path):
    """Takes a post out of the sitemaps, and its neighbours' links to it out of their pages."""
    link = f'href="{server.origin}{path}"'.encode()
    for route, page in server.routes.items():
        if not isinstance(page, Response):
            continue
        body = re.sub(
            rb"<url>\s*<loc>[^<]*%s</loc>.*?</url>" % re.escape(path.encode()), b"", page.body, flags=re.DOTALL
        )
        if route.count("/") > 4:
            body = body.replace(link, b'href="#"')
        server.routes[route] = replace(page, body=body)


@pytest.mark.parametrize("turned_off", [True, False])
def test_pages_of_images_take_no_looks_from_listings(tmp_path, turned_off):
    """A post that the sitemap leaves out is found on a later listing, whatever the images beside it."""
    with serve("wordpress_classic") as (server, blog):
        paths = link_images(server, blog, turned_off=turned_off)
        left_out = sorted(blog.posts, key=lambda record: record["date"])[-13]["path"]
        unname(server, left_out)
        with archived(tmp_path / "archive.db", server.url) as (archive, report):
            found = {post["url"].removeprefix(server.origin) for post in posts(archive)}
        looks = {*server.paths()} & {*paths}

    assert {record["path"] for record in blog.posts} == found
    assert len(paths) > 40
    assert len(looks) <= 8  # three at most, and those that were on their way
    assert "complete" == report.outcome
