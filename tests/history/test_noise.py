"""What platforms and plugins print anew at every look is no edit: no revision, no other event."""

from __future__ import annotations

from datetime import timedelta

import pytest
from history.diary import Diary
from history.growing import GrowingBlog
from history.restless import RESTLESS, Look, page

COUNT = 12


@pytest.fixture(params=RESTLESS)
def restless(request, server, archive):
    """A blog with one kind of noise that was crawled once; a function that lets the noise change."""
    blog, looks = GrowingBlog(server, COUNT), [1]

    def printed(article):
        look = Look(blog, article, looks[-1])
        return page(look, RESTLESS[request.param](look))

    def again(edited=None, **crawl):
        looks.append(looks[-1] + 1)
        server.now += timedelta(days=1)
        if edited is not None:
            blog.modified[edited] = blog.touched = server.now
        blog.publish()
        diary.crawl(server.now, **crawl)
        return diary.kinds()

    blog._page = printed
    blog.publish()
    diary = Diary(archive, server.url)
    diary.crawl(server.now)
    return blog, again


def test_noise_is_no_edit_and_hides_none(restless):
    """Neither where every page is looked at, nor where one is that was modified; an edit is seen at the next look."""
    blog, again = restless
    noise = [again(full=True), again(edited=3)]
    blog.edit(5, "Since this was written the shed has been painted green.")

    assert [{"new": COUNT}] * 2 == noise
    assert {"new": COUNT, "revised": 1} == again(edited=5)
