"""What stands around the text in layouts without any names: site, title, day, neighbours, tags, shares."""

from __future__ import annotations

from archiver.dom import fit, lines
from archiver.learn import templates
from archiver.profile.pins import Pins, pinned


def texts(made, learned):
    found = []
    for page in made.pages:
        template = next(one for one in learned if fit.container_of(page, one) is not None)
        found.append(fit.lay(page, template, fit.container_of(page, template)).text)
    return found


def wanted(made):
    return [post.text for post in made.posts]


def bare(post):
    """A page by hand: body alone holds the post, no element has a name."""
    return (
        f'<p><a href="/">The Blog</a></p><h1>{post.title}</h1><p>2020-03-{post.number + 1:02}, Jane Doe</p>'
        f"{post.html}<hr>"
        f'<p>Previous: <a href="/a{post.number}">The post before number {post.number}</a></p>'
        f'<p>Next: <a href="/b{post.number}">The post after number {post.number}</a></p><p>Reply by email.</p>'
    )


def test_bodies_without_any_names_keep_their_text_alone(site):
    made = site(12, bare)

    assert wanted(made) == texts(made, templates.learn(made.pages))


def test_neighbours_are_a_rule_that_a_person_can_veto(site):
    made = site(12, bare)
    learned = templates.learn(made.pages)
    vetoed = pinned(learned, Pins(keep=(f'"{lines.NEIGHBOURS}"',)))

    assert [(12, 12)] == [(rule.pages, rule.of) for rule in learned[0].cuts if rule.text == lines.NEIGHBOURS]
    assert all("Next: The post after" in text for text in texts(made, vetoed))


def test_neighbours_in_one_line_with_arrows_go(site):
    made = site(
        12,
        lambda post: (
            f'<table><tr><td>{post.html}<p><a href="/a{post.number}">« Before {post.number}</a> '
            f'<a href="/b{post.number}">After {post.number} »</a></p></td></tr></table>'
        ),
    )

    assert wanted(made) == texts(made, templates.learn(made.pages))


def test_neighbours_below_labels_with_arrows_go(site):
    """The label is no link, and may be as long as a title, in any language."""
    words = ["rain", "snow", "kites", "soup", "tides", "moss", "reeds", "clay", "tin", "fog", "salt", "oak", "elm"]
    made = site(
        12,
        lambda post: (
            f"<div>{post.html}<ul><li>← Попередній запис<br> <a href='/a{post.number}'>Of {words[post.number]}</a></li>"
            f"<li>Наступний запис →<br><a href='/b{post.number}'>Of {words[post.number + 1]}</a></li></ul></div>"
        ),
    )

    assert wanted(made) == texts(made, templates.learn(made.pages))


def test_a_few_authors_lines_that_lead_on_are_text(site):
    """Parts of a series end with "Next: …" by the author's hand: too few for a rule."""

    def layout(post):
        more = f'<p>Next: <a href="/p{post.number}">Part {post.number} of it</a></p>' if post.number % 4 == 0 else ""
        return f"<h1>{post.title}</h1><div><div>{post.html}{more}</div></div>"

    made = site(12, layout)
    learned = templates.learn(made.pages)

    assert all(rule.text != lines.NEIGHBOURS for rule in learned[0].cuts)
    assert ["Next: Part 4 of it" in text for text in texts(made, learned)].count(True) == 1


def test_tags_and_share_links_in_the_nameless_foot_of_an_article_go(site):
    """A tag of some posts is no border after which the others' feet would be kept."""
    words = ("copper", "garden", "harbour", "river")

    def layout(post):
        tags = "".join(
            f'<li><a href="/tag/{words[(post.number + at) % 4]}">{words[(post.number + at) % 4]}</a></li>'
            for at in (0, 1)
        )
        return (
            f"<main><article><header><h1>{post.title}</h1></header><div>{post.html}</div><footer><ul>{tags}</ul>"
            '<p>Share this: <a href="https://a.example/s">A</a> <a href="https://b.example/s">B</a></p></footer></article></main>'
        )

    made = site(16, layout)

    assert wanted(made) == texts(made, templates.learn(made.pages))


def test_what_is_said_in_a_few_words_of_each_of_several_authors_is_cut(site):
    """A heading on every page, and below it a name and a line about who bears it: short, but word for word the same."""
    people = {"Ann Berg": "mends nets.", "Cem Dahl": "bakes.", "Eva Falk": "draws maps."}

    def layout(post):
        name = list(people)[post.number % 3]
        about = f"<h4>Who writes</h4><p><strong>{name}</strong></p><p>{name} {people[name]}</p>"
        return f"<main><h1>{post.title}</h1><div>{post.html}<div>{about}</div></div></main>"

    made = site(15, layout)

    assert wanted(made) == texts(made, templates.learn(made.pages))


def test_names_that_come_again_below_one_heading_are_text(site):
    """Whom a post thanks: under the same heading each time, in a box, but seldom the same people in the same order."""
    people = ("Ann Berg", "Cem Dahl", "Eva Falk", "Gus Holm", "Ida Jung")

    def thanked(post):
        return (
            [people[(post.number * step) % 5] for step in (1, 2, 3)] if post.number % 5 else [people[post.number // 5]]
        )

    def layout(post):
        names = "".join(f"<li>{name}</li>" for name in thanked(post))
        return f"<main><h1>{post.title}</h1><div>{post.html}<div><h4>Thanks to</h4><ul>{names}</ul></div></div></main>"

    made = site(12, layout)

    assert all("Thanks to" in text for text in texts(made, templates.learn(made.pages)))


def test_a_day_in_numbers_that_may_be_read_in_two_ways_is_the_line_of_a_date(site):
    """03/09/2019 beside 25/09/2019: whichever way the site means it, it is a date."""

    def layout(post):
        day = f"<div>{1 + 3 * (post.number % 9):02}/09/2019</div>"
        term = f'<div><a href="/category/{post.number % 3}/" rel="tag">Shelf {post.number % 3}</a></div>'
        return f"<main><h3>{post.title}</h3><div><div>By Ann Berg</div>{day}{term}</div>{post.html}</main>"

    made = site(18, layout)

    assert wanted(made) == texts(made, templates.learn(made.pages))


def places_of(post):
    links = "".join(f'<li><a href="#part-{at}">Part {at} of {post.title}</a></li>' for at in range(2))
    return f"<div><p>Contents</p><ul>{links}</ul></div>"


def test_a_list_of_places_on_the_page_ends_no_text(site):
    """A table of contents that stands below the article, in the box that was taken for the container, on some pages."""

    def layout(post):
        toc = places_of(post) if post.number % 3 == 0 else ""
        return f"<div><h1>{post.title}</h1>{post.html}{toc}</div>"

    made = site(12, layout)

    assert wanted(made) == texts(made, templates.learn(made.pages))


def test_a_biography_above_a_list_of_places_on_the_page_is_cut(site):
    people = ("Ann Berg", "Cem Dahl")

    def layout(post):
        name = people[post.number % 2]
        about = f"<h4>Who writes</h4><p><b>{name}</b></p><p>{name} mends what others throw away on rainy days.</p>"
        return f"<div><h1>{post.title}</h1>{post.html}<div>{about}</div>{places_of(post)}</div>"

    made = site(12, layout)

    assert wanted(made) == texts(made, templates.learn(made.pages))
