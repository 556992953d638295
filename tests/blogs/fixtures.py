"""The fixture blogs by name, built for an origin or served. PLATFORMS names them; "hostile" is one more, all traps.

with serve("hugo") as (server, blog):
    …crawl(server.url)…
    assert 1.0 == score(blog.truth, archived).recall
"""

from __future__ import annotations

from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from blogs.server import BlogServer, Validators

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogs.press import Blog

PLATFORMS = (
    "wordpress_classic",
    "wordpress_blocks",
    "wordpress_persian",
    "ghost",
    "blogger",
    "hugo",
    "jekyll",
    "hexo",
    "pelican",
    "substack",
    "docusaurus",
)


def build(name: str, origin: str) -> Blog:
    """The blog of that name, with its addresses at an origin such as "http://127.0.0.1:8000"."""
    blog: Blog = import_module(f"blogs.platforms.{name}").build(origin)
    return blog


@contextmanager
def serve(name: str, validators: Validators = Validators.BOTH) -> Iterator[tuple[BlogServer, Blog]]:
    """That blog on a server of its own."""
    with BlogServer(validators=validators) as server:
        blog = build(name, server.origin)
        server.routes.update(blog.pages)
        server.fallback = blog.fallback or server.fallback
        yield server, blog
