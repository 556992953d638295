# ruff: noqa: E501 - markup reads best as it stands
"""What a page shows of other posts and of its author, in layouts whose elements have no telling names."""

from __future__ import annotations

import pytest
from extract.conftest import sentence
from extract.test_templates_learn import check, kept

from archiver.dom import blocks as reading
from archiver.learn import containers, templates
from archiver.learn.teasers import Posts

COUNT = 24


def other(post, step):
    """The number of another post."""
    return (post.number + 5 * step + 3) % COUNT


def test_how_other_posts_begin_does_not_widen_the_container(site):
    """Below short posts trafilatura takes the excerpts of others for main text; each stands on three pages."""

    def opening(number):
        return made_of[number].paragraphs[0][:70]

    def layout(post):
        cards = "".join(
            f'<div><h4><a href="/{other(post, step)}/">{made_of[other(post, step)].title}</a></h4>'
            f"<p>{opening(other(post, step))}…</p></div>"
            for step in range(3)
        )
        return f'<div class="x1"><h1>{post.title}</h1><p>March {post.number + 1}, 2020</p><div class="x3">{post.html}</div><section><h2>Recent</h2>{cards}</section></div>'

    made_of = site(COUNT, lambda post: post.html).posts
    made = site(COUNT, layout)
    main = [
        reading.letters(post.text + "".join(opening(other(post, step)) for step in range(3))) for post in made.posts
    ]
    posts = Posts(made.pages)
    samples = [containers.sample(page, text, posts) for page, text in zip(made.pages, main, strict=True)]

    assert ["div.x3"] == containers.choose(containers.weigh([one for one in samples if one is not None]))


@pytest.mark.parametrize("origin", ["", "https://blog.example"])
def test_links_to_posts_that_are_not_at_hand_end_the_text(site, origin):
    """A few posts are learned from; the titles of others stand below a line of the site's, with whole addresses or not."""

    def layout(post):
        links = "".join(
            f'<li><a href="{origin}/old-{post.number}-{at}/">{sentence((post.number, at), 6)}</a></li>'
            for at in range(4)
        )
        box = f"<div><p>New posts by mail.</p><form><input></form></div><div><h3>Related</h3><ul>{links}</ul></div>"
        return f'<article class="post"><h1>{post.title}</h1>{post.html}{box}</article>'

    made = site(12, layout)
    learned = templates.learn(made.pages)

    assert ["new posts by mail."] == [rule.text for rule in learned[0].cuts if rule.rule == "border"]
    check(made, learned)


def test_a_biography_of_few_ideographs_is_prose(site):
    """Four authors in turn; a sentence of Chinese has a third of an English one's letters."""
    people = {"陈木": "下雨天", "周南山": "大晴天", "林晓雨": "起风时", "王思远": "大雪天"}

    def layout(post):
        name, when = list(people.items())[post.number % 4]
        box = f"<div><h4>关于作者</h4><p><b>{name}</b></p><p>{name}喜欢修理别人扔掉的东西，{when}写写博客。</p></div>"
        return f'<h1>{post.title}</h1><div class="x1">{post.html}{box}</div>'

    made = site(16, layout)

    check(made, templates.learn(made.pages))


def test_lines_of_one_name_above_and_below_the_text_are_judged_apart(site):
    """Two of metadata there and two here are four lines together, which no line of metadata is."""
    people = ("Ann Lee", "Bo Ek", "Cy Marsh", "Di Pohl", "Eli Roth")
    places = ("Lisbon", "Turin", "Graz", "Malmö", "Cork", "Ghent", "Split")

    def layout(post):
        above = f"<p>Filed as {('notes', 'trips', 'tools')[post.number % 3]}</p><p>{1 + post.number % 4} min read</p>"
        below = f"<p>Told by {people[post.number % 5]}</p><p>Seen from {places[post.number % 7]}</p>"
        return f'<article class="post"><h1>{post.title}</h1><div class="k7">{above}</div>{post.html}<div class="k7">{below}</div></article>'

    made = site(40, layout)
    learned = templates.learn(made.pages)

    assert ["div.k7"] == [rule.selector for rule in learned[0].cuts if rule.selector]
    check(made, learned)


def test_a_line_between_another_posts_link_and_its_beginning_hides_nothing(site):
    """Blogger's cards say who wrote the other post and when before they show how it begins."""

    def layout(post):
        to = made_of[other(post, 1)]
        card = f'<h3><a href="/{to.number}/">{to.title}</a></h3><div><span>By Ann Lee</span> - 3 May 2020</div><p>{to.paragraphs[0][:70]}…</p>'
        return f'<article class="post"><h1>{post.title}</h1>{post.html}</article><div>{card}</div>'

    made_of = site(COUNT, lambda post: post.html).posts
    made = site(COUNT, layout)
    page = made.pages[4]
    found = reading.read(page.tree.find("body"))

    assert [f"{made_of[other(made.posts[4], 1)].paragraphs[0][:70]}…"] == [
        found[index].text for index in Posts(made.pages).excerpts(page, found)
    ]


def test_a_box_that_outweighs_the_shortest_posts_holds_no_text(site):
    """Below posts of one line trafilatura takes the answers that every page shows of other sites for main text."""

    def words(post):
        return f"<p>{sentence(post.number, 6)}</p>" if post.number % 4 == 0 else post.html

    def layout(post):
        cards = "".join(
            f"<article><h2>{sentence((post.number, at, 't'), 5)}</h2><p>{sentence((post.number, at), 24)}</p></article>"
            for at in range(4)
        )
        return (
            f'<article class="b1"><h1>{post.title}</h1><section><div>{words(post)}</div></section></article>'
            f'<div class="b2"><h2>More</h2><div class="b3">{cards}</div></div>'
        )

    made = site(COUNT, layout)
    learned = templates.learn(made.pages)

    for post, page in zip(made.posts, made.pages, strict=True):
        wanted = sentence(post.number, 6) if post.number % 4 == 0 else post.text
        assert wanted == kept(page, learned)
