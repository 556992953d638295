"""WordPress REST for a growing blog: its list of posts, whole or what was modified since, and its count."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from blogs.server import Request, Response
from blogs.writing import Article, html

if TYPE_CHECKING:
    from collections.abc import Callable

    from history.growing import GrowingBlog

LIST = "/wp-json/wp/v2/posts"


def with_rest(blog: GrowingBlog) -> GrowingBlog:
    """The blog, whose pages name the interface from now on."""
    publish, page_of = blog.publish, blog._html

    def published() -> None:
        publish()
        blog.server.routes[LIST] = _posts(blog)

    def linked(title: str, main: str, modified: datetime, head: str = "") -> Response:
        link = f'<link rel="https://api.w.org/" href="{blog.server.origin}/wp-json/">'
        return page_of(title, main, modified, head + link)

    blog.publish = published  # type: ignore[method-assign]
    blog._html = linked  # type: ignore[method-assign]
    blog.publish()
    return blog


def _posts(blog: GrowingBlog) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        asked = {name: values[0] for name, values in parse_qs(request.query).items()}
        since = datetime.fromisoformat(asked["modified_after"]) if "modified_after" in asked else None
        found = [each for each in blog.posts.values() if since is None or blog.modified[each.index] > since]
        found.sort(key=lambda each: (each.date, each.index), reverse=True)
        size, page = int(asked["per_page"]), int(asked.get("page", 1))
        shown = found[(page - 1) * size : page * size]
        items = [{"id": each.index} if asked["_fields"] == "id" else _item(blog, each) for each in shown]
        pages = -(-len(found) // size)
        headers = (("X-WP-Total", str(len(found))), ("X-WP-TotalPages", str(pages)))
        return Response(json.dumps(items).encode(), content_type="application/json", headers=headers)

    return answer


def _item(blog: GrowingBlog, article: Article) -> dict[str, object]:
    text = html(article, '<figure><img src="{}" alt="{}"><figcaption>{}</figcaption></figure>'.format)
    modified = blog.modified[article.index]
    return {
        "id": article.index,
        "link": blog.server.origin + blog.paths[article.index],
        "type": "post",
        "date": f"{article.date:%Y-%m-%dT%H:%M:%S}",
        "date_gmt": f"{article.date:%Y-%m-%dT%H:%M:%S}",
        "modified": f"{modified:%Y-%m-%dT%H:%M:%S}",
        "modified_gmt": f"{modified:%Y-%m-%dT%H:%M:%S}",
        "title": {"rendered": article.title},
        "content": {"rendered": text, "protected": False},
        "categories": [1],
        "tags": [],
    }
