"""Every known post is asked again, however many in a row have nothing new: budgets are for finding posts."""

from __future__ import annotations

from blogs.server import BlogServer, Response
from extract.conftest import write
from flow.crawled import HASTY, archived

COUNT = 90  # more than any shape may have without a find
EDITED = 83


def page(post, *, links="", more=""):
    """A post that answers every request in full, as pages that are made anew for each visitor do."""
    head = f"<title>{post.title}</title><meta property='og:type' content='article'>"
    return Response(
        f"<html><head>{head}</head><body><article><h1>{post.title}</h1>{post.html}{more}</article>{links}".encode()
    )


def test_all_posts_are_asked_again_in_a_full_run(tmp_path):
    posts = write(COUNT)
    with BlogServer() as server:
        links = "".join(f'<li><a href="/posts/{post.number}/">{post.title}</a></li>' for post in posts)
        server.routes["/"] = Response(f"<html><head><title>The Blog</title></head><ul>{links}</ul></html>".encode())
        server.routes.update({f"/posts/{post.number}/": page(post) for post in posts})
        with archived(tmp_path / "archive.db", server.url):
            pass
        visitor = "<p>You are visitor 7.</p>"
        server.routes.update({f"/posts/{post.number}/": page(post, links=visitor) for post in posts})
        edit = "<p>Edited since.</p>"
        server.routes[f"/posts/{EDITED}/"] = page(posts[EDITED], more=edit)
        before = len(server.paths())
        with archived(tmp_path / "archive.db", server.url, HASTY, full=True) as (archive, report):
            asked = set(server.paths()[before:])
            excluded = archive.query("SELECT url FROM urls WHERE state = 'excluded' AND post_id IS NOT NULL").rows

    assert {f"/posts/{post.number}/" for post in posts} <= asked
    assert [] == list(excluded)
    assert (1, COUNT - 1) == (report.counts["revised"], report.counts["unchanged"])
