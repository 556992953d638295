"""Posts that look like lists until the site's addresses are learned."""

from __future__ import annotations

from flow.crawled import archived
from themes.blog import serve


def test_a_site_is_learned_again_from_posts_that_were_taken_for_lists(tmp_path):
    """Eleven of thirty posts have a sentence each above lists of others, and are told at the end of the run."""
    with serve(20) as (server, blog), archived(tmp_path / "archive.db", server.url) as (archive, _):
        posts, learned = archive.posts.count(), archive.profiles.latest(1)

    assert (30, 30, 30) == (len(blog.posts), posts, learned.captures)
