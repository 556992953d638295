# ruff: noqa: E501 - markup reads best as it stands
"""What a site puts between the paragraphs of its posts, and what an author repeats there."""

from __future__ import annotations

import random

from extract.conftest import Written, sentence
from extract.test_templates_learn import check, kept

from archiver.learn import templates
from archiver.page import Page

LINE = "If you enjoy what I write here, you can buy me a coffee."


def posts(count, paragraphs=5):
    """Posts with a middle."""
    return [
        Written(number, f"Title {sentence(number, 3)}", tuple(sentence((number, at)) for at in range(paragraphs)))
        for number in range(count)
    ]


def page(post, middle, wrap="<p>{}</p>"):
    parts = [wrap.format(paragraph) for paragraph in post.paragraphs]
    body = "".join([*parts[:2], middle, *parts[2:]])
    text = f'<html><head><title>{post.title}</title></head><body><h1>{post.title}</h1><div class="x1">{body}</div></body></html>'
    return Page.from_bytes(post.url, text.encode())


def test_the_same_box_amid_most_posts_is_the_sites():
    """Without a name, and paragraphs may be boxes themselves."""
    written = posts(12)
    for wrap in ("<p>{}</p>", "<div>{}</div>", '<div class="block"><div><p>{}</p></div></div>'):
        pages = [page(post, f"<div><p>{LINE}</p></div>" if post.number % 5 else "", wrap) for post in written]
        learned = templates.learn(pages)

        assert [("inserted", LINE.lower(), 9)] == [
            (rule.rule, rule.text, rule.pages) for rule in learned[0].cuts if rule.text
        ]
        assert [post.text for post in written] == [kept(one, learned) for one in pages]


def test_what_an_author_repeats_among_the_paragraphs_stays():
    """A paragraph like any other, one in such a box as others stand in, a heading, and a box of few posts."""
    box = "<div><p>{}</p></div>"
    for middle, wrap in (
        (f"<p>{LINE}</p>", "<p>{}</p>"),
        (box.format(LINE), box),
        ("<div><h2>What it took</h2></div>", "<p>{}</p>"),
    ):
        pages = [page(post, middle, wrap) for post in posts(12)]
        learned = templates.learn(pages)

        assert all(("took" if "took" in middle else LINE) in kept(one, learned) for one in pages)
    few = [page(post, box.format(LINE) if post.number < 4 else "") for post in posts(12)]
    assert LINE in kept(few[0], templates.learn(few))


def test_a_paragraph_with_a_link_at_one_place_of_all_posts_is_the_sites():
    """Where a plugin counts paragraphs. With posts of many lengths, some too short for it; elsewhere it is the author's."""
    advert = '<p><b>Read on:</b> <a href="/p/best/">My best post of all</a></p>'
    written = [post for number in range(20) for post in posts(number + 1, 2 + number % 6)[number:]]
    pages = [page(post, advert if len(post.paragraphs) > 2 else "") for post in written]
    scattered = [
        page(post, "".join(f"<p>{sentence(('x', post.number, at))}</p>" for at in range(post.number % 5)) + advert)
        for post in posts(20)
    ]
    learned = templates.learn(pages)

    assert [post.text for post in written] == [kept(one, learned) for one in pages]
    assert all("best post" in kept(one, templates.learn(scattered)) for one in scattered)


def test_five_lines_of_metadata_are_one_where_a_day_or_a_term_is_among_them(site):
    """Day, author, category, time to read, tags: a line each; five lines of ingredients are the post's."""
    people = ("Ann Lee", "Bo Ek", "Cy Marsh", "Di Pohl", "Eli Roth", "Flo May", "Gil Orr")
    things = ("flour", "butter", "salt", "sugar", "yeast", "milk", "rye", "oats", "honey")

    def layout(post):
        rows = (
            f"Published on {post.number % 27 + 1} March 2020",
            people[post.number % 7],
            f'in <a href="/category/k{post.number % 4}/">kind {post.number % 4}</a>',
            f"{post.number % 5} min read",
            f"seen {post.number} times",
        )
        stated = "".join(f"<div>{row}</div>" for row in rows)
        chosen = random.Random(post.number).sample(things, 5)
        recipe = "".join(f"<div>{at + 2} cups of {thing}</div>" for at, thing in enumerate(chosen))
        return f'<article class="post"><h1>{post.title}</h1><div class="k7">{stated}</div>{post.html}<div class="k8">{recipe}</div><p>{sentence(("end", post.number))}</p></article>'

    learned = templates.learn(site(30, layout).pages)

    assert ["div.k7"] == [rule.selector for rule in learned[0].cuts if rule.selector]


def test_a_line_with_day_author_and_many_tags_is_metadata(site):
    """It is long, and like a sentence; trafilatura takes it for text. The element with the text is known by its name."""
    tags = ("copper", "garden", "harbour", "river", "lantern", "orchard")

    def layout(post):
        listed = " ".join(
            f'<a rel="tag" href="/tag/{tags[(post.number + at) % 6]}/">{tags[(post.number + at) % 6]}</a>'
            for at in range(4)
        )
        line = f'Von <a rel="author" href="/author/a/">Jörg Wacker</a> Veröffentlicht am 12.{post.number % 12 + 1:02}.2021 Schlagwörter: {listed}'
        return f"<main><h3>{post.title}</h3><p>{line}</p>{post.html}</main>"

    made = site(16, layout)

    check(made, templates.learn(made.pages))


def test_the_title_below_breadcrumbs_goes_without_a_heading(site):
    def layout(post):
        crumbs = f'<div><a href="/">Home</a> › <span>{post.title}</span></div>'
        return f"<div>{crumbs}<div><div>{post.title}</div>{post.html}</div></div>"

    made = site(12, layout)

    check(made, templates.learn(made.pages))
