"""Where a post went: an address that changes keeps its post, an address that ends loses it, and neither too soon."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from blogs.server import Response
from history.conftest import COUNT


def again(blog, diary, **later):
    """The next run over what stands on the blog, with nothing else looked at than what lists suggest."""
    blog.server.now += timedelta(**(later or {"days": 1}))
    blog.publish()
    diary.crawl(blog.server.now)
    return diary.notes()


def answering(blog, path, response):
    """Whatever the blog publishes, this is what stands at the path."""
    publish = blog.publish

    def published():
        publish()
        blog.server.routes[path] = response

    blog.publish = published


def test_a_new_address_without_a_redirect_is_a_move_once_the_old_one_is_gone(begun):
    """The same title, day and text stand elsewhere, and 404 where they stood."""
    blog, diary = begun
    old, blog.paths[4] = blog.paths[4], "/essays/elsewhere/"
    post_id = diary.find(old)
    blog.touched = blog.server.now + timedelta(days=1)
    noted = [again(blog, diary), again(blog, diary)]

    assert [{"/essays/elsewhere/": "moved"}, {}] == noted
    assert post_id == diary.find("/essays/elsewhere/") == diary.find(old)


def test_a_copy_beside_the_post_is_another_address_of_it(begun):
    """The post stays where it was, and is not edited by what its copy shows."""
    blog, diary = begun
    path, copy = blog.paths[4], "/copies/of-it/"
    blog.paths[4] = copy
    page = blog._page(blog.posts[4])
    blog.paths[4] = path
    answering(blog, copy, page)
    blog.posts[29] = replace(blog.posts[29], title=blog.posts[29].title)
    blog._sitemap = _naming(blog, copy)
    blog.touched = blog.server.now + timedelta(days=1)

    assert {} == again(blog, diary)
    assert diary.find(path) == diary.find(copy)
    assert COUNT == len(diary.texts())


def test_what_leads_to_another_post_is_gone(begun):
    """Blogs redirect what they take away to something like it: that post is not it."""
    blog, diary = begun
    old, other = blog.paths[3], blog.paths[20]
    blog.remove(3)
    answering(blog, old, Response.redirect(other))
    noted = [again(blog, diary), again(blog, diary)]

    assert [{}, {old: "gone"}] == noted
    assert diary.find(old) != diary.find(other)


def test_a_redirect_for_now_is_no_move(begun):
    """302: the post keeps its address, and is read where it leads."""
    blog, diary = begun
    old = blog.paths[3]
    blog.paths[3] = "/for-now/"
    answering(blog, old, Response.redirect("/for-now/", 302))
    blog.touched = blog.server.now + timedelta(days=1)
    noted = [again(blog, diary), again(blog, diary)]

    assert [{}, {}] == noted
    assert old in diary.texts()
    assert diary.find(old) == diary.find("/for-now/")


def test_one_bad_hour_buries_nothing(begun):
    """404 everywhere, and well again three hours later: a deployment."""
    blog, diary = begun
    blog.server.outage = Response(b"Not found", status=404)
    diary.crawl(blog.server.now + timedelta(days=1), full=True)
    diary.crawl(blog.server.now + timedelta(days=1, hours=3), full=True)
    blog.server.outage = None
    blog.server.now += timedelta(days=2)
    report = diary.crawl(blog.server.now)

    assert {"new": COUNT} == diary.kinds()
    assert COUNT == len(diary.texts())
    assert 0 == report.exit_code


def test_a_post_that_returns_edited_is_back_and_revised(begun):
    """Its history goes on."""
    blog, diary = begun
    path, post = blog.paths[6], blog.posts[6]
    blog.remove(6)
    gone = [again(blog, diary), again(blog, diary)]
    blog.posts[6] = post
    blog.edit(6, "It was away for a while.")

    assert [{}, {path: "gone"}] == gone
    assert {path: "back+revised"} == again(blog, diary)
    assert 2 == len(diary.archive.posts.revisions(diary.find(path)))


def test_a_whole_blog_that_moves_to_https_or_a_folder_keeps_its_posts(begun):
    """Every address leads to a new one: thirty moves, no new post, no removal."""
    blog, diary = begun
    for index in list(blog.posts):
        blog.move(index)
    noted = again(blog, diary)

    assert dict.fromkeys(blog.texts(), "moved") == noted
    assert COUNT == len(diary.texts())


@pytest.mark.parametrize("status", [500, 503])
def test_a_server_that_fails_at_one_address_is_no_removal(begun, status):
    """It is a failure, told of as long as it lasts."""
    blog, diary = begun
    answering(blog, blog.paths[3], Response(b"oops", status=status))
    codes = []
    for _ in range(3):
        blog.modified[3] = blog.touched = blog.server.now + timedelta(days=1)
        again(blog, diary)
        codes.append(diary.reports[-1].exit_code)

    assert [1, 1, 1] == codes
    assert {"new": COUNT} == diary.kinds()


def _naming(blog, path):
    """A sitemap that names one address more."""
    real = blog._sitemap
    entry = f"<url><loc>{blog.server.origin}{path}</loc></url></urlset>"
    return lambda newest: real(newest).replace("</urlset>", entry)


def test_a_new_address_that_was_met_before_the_old_one_led_there_is_still_a_move(begun):
    """The post that seemed new proves to be the old one, with its edit."""
    blog, diary = begun
    old, new = blog.paths[3], "/essays/edited/"
    post_id = diary.find(old)
    real = blog.posts[3]
    blog.edit(3, "Written anew for its new address.")
    blog.paths[3] = new
    page = blog._page(blog.posts[3])
    blog.posts[3], blog.paths[3] = real, old
    blog.modified[3] = real.date
    publish, sitemap = blog.publish, blog._sitemap
    answering(blog, new, page)
    blog._sitemap = _naming(blog, new)
    blog.touched = blog.server.now + timedelta(days=1)
    first = again(blog, diary)
    blog.publish, blog._sitemap = publish, sitemap
    blog.paths[3] = new
    blog.moved[old] = new
    answering(blog, new, page)
    blog.touched = blog.server.now + timedelta(days=1)

    assert {new: "new"} == first
    assert {new: "moved+revised"} == again(blog, diary)
    assert post_id == diary.find(old) == diary.find(new)
    assert COUNT == len(diary.texts())


def put_elsewhere(blog, index, path, **edit):
    """Gives a post another address and other content; nothing leads there from the old one."""
    old, blog.paths[index] = blog.paths[index], path
    blog.edit(index, "Written anew for its new place, with a few more words than it had.")
    blog.posts[index] = replace(blog.posts[index], **edit)
    return old


def test_a_post_that_moved_and_was_edited_is_known_again(begun):
    """Most of its text, on its day, came to stand elsewhere, and the old address shows nothing: one post, one event."""
    blog, diary = begun
    old = put_elsewhere(blog, 4, "/essays/elsewhere/", title="Under Another Title")
    post_id = diary.find(old)
    noted = [again(blog, diary), again(blog, diary)]

    assert [{"/essays/elsewhere/": "moved+revised"}, {}] == noted
    assert post_id == diary.find("/essays/elsewhere/") == diary.find(old)
    assert COUNT == len(diary.texts())


def test_an_edited_post_that_comes_after_its_tombstone_is_known_again(begun):
    """A blog that was built anew, and took its time."""
    blog, diary = begun
    post, old = blog.posts[4], blog.paths[4]
    blog.remove(4)
    gone = [again(blog, diary), again(blog, diary)]
    blog.posts[4] = post
    put_elsewhere(blog, 4, "/essays/elsewhere/")

    assert [{}, {old: "gone"}] == gone
    assert {"/essays/elsewhere/": "moved+revised"} == again(blog, diary)
    assert COUNT == len(diary.texts())


def test_posts_from_one_template_are_never_merged(begun):
    """The same title and nearly the same text, of another day: one goes, one comes."""
    blog, diary = begun
    old = blog.paths[4]
    blog.drafts[0] = replace(blog.drafts[0], title=blog.posts[4].title, blocks=blog.posts[4].blocks)
    blog.remove(4)
    blog.server.now += timedelta(hours=1)
    blog.edit(blog.add(), "This week's only other line of its own.")
    noted = [again(blog, diary), again(blog, diary)]

    assert [["new"], ["gone"]] == [list(each.values()) for each in noted]
    assert {old} == diary.texts("gone").keys()
