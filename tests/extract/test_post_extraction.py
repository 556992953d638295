# ruff: noqa: E501 - markup reads best as it stands
"""A post out of its page: by template, by trafilatura, or from the feed that has more of it."""

from __future__ import annotations

import threading
import time

import pytest

from archiver.errors import ExtractionError
from archiver.extract import bios, limits, post
from archiver.learn import templates
from archiver.page import Page
from archiver.profile import Profile, Template
from archiver.profile.templates import CutRule
from archiver.records import Author, Cut, Source, Statement


def layout(written):
    return (
        f'<article class="post"><div class="entry-content"><h1><span>5 min read</span>{written.title}</h1>{written.html}'
        f'<img src="/i{written.number}.jpg"><div class="author-box"><h4>About the author</h4><p>Ann Lee has written for us '
        f'since the days of the telegraph.</p></div><div class="related">More posts</div></div></article>'
    )


@pytest.fixture
def learned(site):
    made = site(12, layout)
    return made, Profile(1, 12, templates=templates.learn(made.pages))


def test_a_learned_site_gives_the_text_and_nothing_else(learned):
    made, profile = learned
    draft = post.extract(made.pages[2], profile, {})

    assert made.posts[2].text == draft.text
    assert "template" == draft.quality.method
    assert "div.entry-content" == draft.quality.template
    assert ["https://blog.example/i2.jpg"] == [image.url for image in draft.images]
    assert {"title", "author-box", "related"} == {cut.rule for cut in draft.quality.cuts}
    assert 0.5 < draft.quality.kept_share < 1.0


def test_a_page_that_no_template_fits_is_read_plainly_and_says_so(learned):
    _, profile = learned
    text = (
        "Here is a page of another make, with a paragraph that is long enough to be taken for the text of a post. " * 3
    )
    page = Page.from_bytes("https://blog.example/odd/", f"<html><body><p>{text}</p></body></html>".encode())
    draft = post.extract(page, profile, {})

    assert text.strip() == draft.text
    assert "plain" == draft.quality.method
    assert draft.quality.kept_share is None
    assert "no-template" in draft.quality.warnings


def test_an_empty_page_is_an_empty_draft_with_a_warning():
    page = Page.from_bytes("https://blog.example/none/", b"<html><body><script>x</script></body></html>")
    draft = post.extract(page, Profile(), {})

    assert ("", "", "") == (draft.text, draft.html, draft.markdown)
    assert "empty" in draft.quality.warnings


def test_a_post_far_shorter_than_the_others_is_noticed(site):
    made = site(12, lambda written: f'<div class="c">{written.html * 3}</div>')
    profile = Profile(1, 12, templates=templates.learn(made.pages))
    page = Page.from_bytes("https://blog.example/s/", b'<html><body><div class="c"><p>Hi.</p></div></body></html>')
    draft = post.extract(page, profile, {})

    assert "Hi." == draft.text
    assert "short" in draft.quality.warnings


def test_a_container_cut_by_more_than_half_is_noticed(site):
    made = site(
        12,
        lambda written: f'<div class="c"><p>Before {written.number}</p><div class="share">{written.html}</div></div>',
    )
    page = made.pages[3]
    draft = post.extract(page, Profile(templates=(templates.Template("c", "div.c"),)), {})

    assert "much-cut" in draft.quality.warnings


def test_a_post_split_over_pages_is_taken_whole_from_rest(learned):
    made, profile = learned
    whole = (
        made.posts[2].html
        + "<p>The second page has this paragraph, which is a long one, and one more sentence.</p>" * 9
    )
    says = {Source.REST: Statement(html=whole), Source.FEED: Statement(excerpt="x")}
    draft = post.extract(made.pages[2], profile, says)

    assert draft.text.startswith(made.posts[2].text)
    assert "rest" == draft.quality.method
    assert "page-shows-part-of-rest" in draft.quality.warnings


@pytest.mark.parametrize(
    "html", ["<p>Something else entirely, and long, and longer still.</p>" * 40, "", "<p>Short.</p>"]
)
def test_a_feed_that_does_not_hold_the_pages_text_is_not_taken(learned, html):
    made, profile = learned
    draft = post.extract(made.pages[2], profile, {Source.FEED: Statement(html=html)})

    assert made.posts[2].text == draft.text
    assert "template" == draft.quality.method


def test_a_page_without_text_is_taken_from_its_feed():
    page = Page.from_bytes("https://blog.example/none/", b"<html><body><div id=app></div></body></html>")
    draft = post.extract(page, Profile(), {Source.FEED: Statement(html="<p>All of it.</p>")})

    assert "All of it." == draft.text
    assert "only-in-feed" in draft.quality.warnings


def test_a_title_the_author_wrote_into_the_text_stays(site):
    """Where the layout prints the title elsewhere, a line that equals it is the post's own."""
    made = site(
        14, lambda w: f'<h1>{w.title}</h1><div class="c">{f"<h2>{w.title}</h2>" if w.number == 3 else ""}{w.html}</div>'
    )
    profile = Profile(1, 14, templates=templates.learn(made.pages))

    assert f"{made.posts[3].title}\n{made.posts[3].text}" == post.extract(made.pages[3], profile, {}).text


def test_a_box_of_one_author_is_that_authors_biography():
    box = Cut("author-box", "div.author-box", "About\nA biography that is long enough to be one, surely.", 60)
    found = bios.with_bios((Author("Ann Lee"),), [box])

    assert "A biography that is long enough to be one, surely." == found[0].bio


def test_a_box_of_two_authors_is_divided_by_their_names():
    text = (
        "About the authors\nAnn Lee\nAnn Lee plants trees and writes about them every week.\n"
        "Bo Ek\nBo Ek repairs lifts and has done so for thirty years now."
    )
    found = bios.with_bios((Author("Ann Lee"), Author("Bo Ek")), [Cut("border", '"about"', text, 99)])

    assert [
        "Ann Lee plants trees and writes about them every week.",
        "Bo Ek repairs lifts and has done so for thirty years now.",
    ] == [author.bio for author in found]


def test_known_biographies_and_other_boxes_are_left_alone():
    known = Author("Ann Lee", bio="Known.")
    other = Cut("end", '"x"', "Somebody else stands here with a line that is long enough.", 60)
    short = Cut("author-box", "div.a", "Ann Lee\nWriter", 14)

    assert (known,) == bios.with_bios((known,), [short])
    assert (Author("Bo Ek"),) == bios.with_bios((Author("Bo Ek"),), [other, short])
    assert () == bios.with_bios((), [short])


def test_a_page_that_takes_too_long_is_given_up():
    def work():
        with limits.time_limit("https://blog.example/slow", 0.05):
            end = time.monotonic() + 5
            while time.monotonic() < end:
                pass

    with pytest.raises(ExtractionError, match=r"within 0\.05 seconds"):
        work()


def test_the_limit_is_gone_afterwards_and_leaves_other_threads_alone():
    with limits.time_limit("https://blog.example/quick", 0.01):
        pass
    ran = []

    def work():
        with limits.time_limit("https://blog.example/other", 0.01):
            ran.append(1)

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()

    assert [1] == ran


def test_a_comment_that_a_post_quotes_is_text_and_those_below_it_are_not():
    """Paragraphs before and after it, or nothing but a form."""
    prose = "".join(f"<p>Sentence number {n} of the post goes on for a while.</p>" for n in range(4))
    card = '<div class="comment"><p>I would do it <g-emoji>👍</g-emoji>.</p></div>'
    html = f'<html><body><div class="c"><div>{prose}</div><div>{prose}<div>{card}</div>{prose}</div>{card}{card}</div></body></html>'
    page = Page.from_bytes("https://blog.example/x", html.encode())
    draft = post.extract(page, Profile(1, templates=(Template("t", "div.c"),)), {})

    assert 1 == draft.text.count("I would do it 👍.")
    assert [2] == [len(draft.quality.cuts)]


def test_the_larger_of_two_containers_is_the_one_with_more_to_read():
    """A script is nothing to read, however long."""
    script = f"<script>{'const x = 1; ' * 400}</script>"
    html = (
        '<html><body><article class="post"><p>One sentence is the whole post.</p></article>'
        f'<article class="post">{script}<p>Hi.</p></article></body></html>'
    )
    draft = post.extract(
        Page.from_bytes("https://blog.example/x", html.encode()),
        Profile(1, templates=(Template("t", "article.post"),)),
        {},
    )

    assert ("template", "One sentence is the whole post.") == (draft.quality.method, draft.text)


def test_lines_that_part_a_post_from_its_frame_are_no_part_of_it():
    """Those between its parts are."""
    html = (
        '<html><body><div class="c"><div><p></p></div><hr><div><hr><p>One.</p><hr><p>Two.<br></p></div><br><hr><p>Read this far?</p><div> <div></div></div>'
        "</div></body></html>"
    )
    template = Template("t", "div.c", cuts=(CutRule("end", text="read this far?"),))
    draft = post.extract(
        Page.from_bytes("https://blog.example/x", html.encode()), Profile(1, templates=(template,)), {}
    )

    assert "One.\n\n---\n\nTwo." == draft.markdown
