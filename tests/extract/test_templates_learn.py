# ruff: noqa: E501 - markup reads best as it stands
"""Templates are learned from a site's own pages, and say what stands where on pages that were not seen."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

from extract.conftest import page_of, sentence, write
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.dom import blocks as reading
from archiver.dom import fit
from archiver.learn import beside, containers, templates
from archiver.learn.draw import drawn
from archiver.learn.sheets import Sheet
from archiver.page import Page
from archiver.profile import Profile
from archiver.profile.pins import Pins, pinned
from archiver.profile.templates import USER, Template


def kept(page: Page, learned: tuple[Template, ...]) -> str:
    """The text of a page by the first template that stands on it."""
    for template in learned:
        container = fit.container_of(page, template)
        if container is not None:
            return fit.lay(page, template, container).text
    return ""


def check(made, learned) -> None:
    for post, page in zip(made.posts, made.pages, strict=True):
        assert post.text == kept(page, learned)


def named(post):
    return (
        f'<article class="post"><h1 class="title">{post.title}</h1><div class="meta">March {post.number}, 2020</div>'
        f'<div class="entry-content">{post.html}<div class="sharedaddy"><h3>Share this:</h3><ul><li>Facebook</li></ul></div>'
        f"</div></article>"
    )


def test_the_container_is_found_by_its_name(site):
    made = site(12, named)

    learned = templates.learn(made.pages)

    assert ["div.entry-content"] == [template.container for template in learned]
    assert 12 == learned[0].pages
    check(made, learned)


def test_two_pages_are_too_few(site):
    assert () == templates.learn(site(2, named).pages)


def test_three_posts_are_enough_for_a_plain_layout(site):
    made = site(3, named)

    check(made, templates.learn(made.pages))


def test_a_box_without_a_telling_name_is_cut_when_it_repeats(site):
    def layout(post):
        return f'<div class="x1">{post.html}<div class="x9">Get one careful letter a month from us.</div></div>'

    made = site(10, layout)
    learned = templates.learn(made.pages)

    check(made, learned)
    assert [("repeats", "div.x9", 10, 10)] == [
        (rule.rule, rule.selector, rule.chrome, rule.of) for rule in learned[0].cuts if rule.selector
    ]


def test_a_box_that_cites_its_own_post_is_cut_though_no_two_are_alike(site):
    """Title, address and day below the text, as themes of Hexo print them, differ on every page."""

    def layout(post):
        box = f"<div>{post.title}</div><div>{post.url}</div><div>{post.number} - Ines</div>"
        return f'<div class="x1">{post.html}<div class="x9">{box}</div></div>'

    made = site(10, layout)

    check(made, templates.learn(made.pages))


def test_the_nameless_foot_of_an_article_is_cut_where_its_words_come_again(site):
    """Day, author and terms, a line each; the footer of a quote says whom it quotes, and stays."""
    people = ("Rosa Lima", "Jorge Paz")

    def layout(post):
        foot = (
            f"<p>Published: {post.number}/5/2021</p><address>By {people[post.number % 2]}</address><p>Tags: boats</p>"
        )
        quote = f"<blockquote><p>Word {post.title}</p><footer>Letter {post.number}</footer></blockquote>"
        return f"<main><article>{quote}{post.html}<footer>{foot}</footer></article></main>"

    made = site(12, layout)
    learned = templates.learn(made.pages)

    assert ["article > footer"] == [rule.selector for rule in learned[0].cuts if rule.selector]
    assert all("Letter" in kept(page, learned) and "Published" not in kept(page, learned) for page in made.pages)


def test_related_posts_with_excerpts_are_teasers(site):
    def layout(post):
        other = (post.number + 3) % 10
        card = (
            f'<div class="card"><a href="/{other}/">Read this one too, number {other}, from our shelves</a></div>'
            f'<div class="card"><a href="/{other + 1}/">And this one as well, number {other + 1}</a></div>'
        )
        return f'<div class="body">{post.html}<div class="z3"><h3>You may also like</h3>{card}</div></div>'

    made = site(10, layout)
    learned = templates.learn(made.pages)

    check(made, learned)
    assert "div.z3" in [rule.selector for rule in learned[0].cuts]


def test_a_constant_heading_of_real_content_stays(site):
    """A section with a class and the same heading on every page, whose list differs, is the author's."""

    def layout(post):
        names = random.Random(post.number).sample(("Ann Lee", "Bo Ek", "Cy Fox", "Di Roy", "Ed Poe", "Flo May"), 3)
        people = "".join(f"<li>{name}</li>" for name in names)
        return f'<div class="body">{post.html}<section class="people"><h2>Contributors</h2><ul>{people}</ul></section></div>'

    made = site(12, layout)
    learned = templates.learn(made.pages)

    for page in made.pages:
        assert "\nContributors\n" in kept(page, learned)
        assert page.tree.findtext(".//li[last()]") in kept(page, learned)


def test_paragraphs_are_not_cut_for_being_frequent(site):
    def layout(post):
        again = "<p>We could not have done it without all of you. Thanks!</p>" if post.number % 2 else ""
        return f'<div class="body">{post.html}{again}</div>'

    made = site(14, layout)
    learned = templates.learn(made.pages)

    assert "without all of you" in kept(made.pages[1], learned)


def test_a_constant_last_line_on_every_page_is_the_sites(site):
    def layout(post):
        return f'<div class="body">{post.html}<h3>Subscribe!</h3><p>If you read this far, follow me.</p></div>'

    made = site(14, layout)

    check(made, templates.learn(made.pages))


def test_page_builder_sections_end_at_a_learned_border(site):
    """The author's box is made of the same widgets as the text, and one biography stands on one page only."""

    def section(inner):
        return f'<section class="el-section"><div class="el-column"><div class="el-text">{inner}</div></div></section>'

    def layout(post):
        bio = (
            f"Writes since 2001 and lives by the sea with {post.number if post.number == 4 else 'two'} dogs of her own."
        )
        parts = [section(f"<p>{paragraph}</p>") for paragraph in post.paragraphs]
        parts.append(section(f"<h4>About the writer</h4><p>{bio}</p>").replace("</h4><p>", "</h4></div><div><p>"))
        return f'<main id="main"><div class="builder">{"".join(parts)}</div></main>'

    made = site(14, layout)
    learned = templates.learn(made.pages)

    check(made, learned)
    assert ["about the writer"] == [rule.text for rule in learned[0].cuts if rule.rule == "border"]


def test_containers_without_names_are_found_by_their_place(site):
    def layout(post):
        return f"<div><div><b>Menu of the week: soup</b></div><div>{post.html}</div></div>"

    made = site(10, layout)
    learned = templates.learn(made.pages)

    assert "nth-of-type" in learned[0].container
    check(made, learned)


def test_two_layouts_make_two_templates(site):
    old = site(9, lambda post: f'<table><tr><td class="left">Links</td><td class="story">{post.html}</td></tr></table>')
    new = site(9, named, first=9)

    learned = templates.learn(old.pages + new.pages)

    assert {"td.story", "div.entry-content"} == {template.container for template in learned}
    check(old, learned)
    check(new, learned)


def test_old_templates_stay_for_old_captures(site):
    old = site(9, lambda post: f'<div class="story">{post.html}</div>')
    new = site(9, named, first=9)
    known = templates.learn(old.pages)

    learned = templates.learn(new.pages, known)

    assert ["div.entry-content", "div.story"] == [template.container for template in learned]
    check(old, learned)


def test_a_few_posts_in_a_new_design_are_learned_from_wherever_they_stand_in_the_draw(site):
    count = templates.TAUGHT + 4
    places = {page.url: place for place, page in enumerate(drawn(site(count, named).pages))}

    def layout(post):
        return f'<div class="story">{post.html}</div>' if places[post.url] >= templates.TAUGHT else named(post)

    made = site(count, layout)
    known = templates.learn([page for page in made.pages if places[page.url] < templates.TAUGHT])
    learned = templates.learn(made.pages, known)

    assert {"div.story", "div.entry-content"} == {template.container for template in learned}
    check(made, learned)


def test_the_draw_is_the_same_at_another_host(site):
    pages = site(30, named).pages
    moved = [Page.from_bytes(page.url.replace("blog.example", "127.0.0.1:8700"), b"<p>Text</p>") for page in pages]

    def order(found):
        return [page.url.rsplit("/", 2)[-2:] for page in drawn(found)]

    assert order(pages) == order(reversed(moved))
    assert order(pages) != [page.url.rsplit("/", 2)[-2:] for page in pages]


def test_one_more_page_changes_nothing_for_the_others(site):
    made = site(16, named)
    known = templates.learn(made.pages[:15])
    learned = templates.learn(made.pages, known)

    assert [kept(page, known) for page in made.pages] == [kept(page, learned) for page in made.pages]


@settings(deadline=None, max_examples=8)
@given(order=st.permutations(range(12)))
def test_the_order_of_pages_does_not_matter(order):
    pages = [
        Page.from_bytes(
            f"https://blog.example/{n}",
            f'<html><body><div id="a">Menu</div><div class="c"><p>Text number {n}, {"x" * n} about {n * 7} lanterns and '
            f'kettles in the long grass by the river.</p><div class="s">Share this page</div></div></body></html>'.encode(),
        )
        for n in range(12)
    ]

    assert templates.learn(pages) == templates.learn([pages[place] for place in order])


def test_a_label_speaks_for_what_looks_like_chrome(site):
    """What full feeds carry is the post's, whatever its name; what they lack and is not unique is not."""

    def layout(post):
        return (
            f'<div class="body">{post.html}<div class="newsletter"><p>{post.title} as the letter has it, word by word, '
            f"all {post.number} of them.</p></div></div>"
        )

    made = site(10, layout)
    labels = {
        page.url: post.html + f"<p>{post.title} as the letter has it, word by word, all {post.number} of them.</p>"
        for post, page in zip(made.posts, made.pages, strict=True)
    }

    with_labels = templates.learn(made.pages, (), labels)
    without = templates.learn(made.pages)

    assert "word by word" in kept(made.pages[3], with_labels)
    assert "word by word" not in kept(made.pages[3], without)


def test_a_label_with_only_a_beginning_is_no_label(site):
    made = site(10, named)
    labels = {page.url: "<p>Just a start …</p>" for page in made.pages}

    check(made, templates.learn(made.pages, (), labels))


def test_templates_survive_the_profiles_json(site):
    profile = Profile(1, 12, templates=templates.learn(site(12, named).pages))

    assert profile == Profile.from_json(profile.to_json())


def test_a_person_can_veto_a_cut(site):
    def layout(post):
        return f'<div class="x1">{post.html}<div class="x9">Get one careful letter a month.</div><div class="share">Share!</div></div>'

    made = site(10, layout)
    learned = pinned(templates.learn(made.pages), Pins(keep=("div.x9", "div.share")))

    assert made.posts[0].text + "\nGet one careful letter a month.\nShare!" == kept(made.pages[0], learned)


def test_a_person_can_add_a_cut_by_selector_and_by_text(site):
    def layout(post):
        return f'<div class="x1"><p>Hello {post.number}</p>{post.html}<p class="odd">Bye {"ei" * post.number}</p></div>'

    made = site(10, layout)
    learned = pinned(templates.learn(made.pages), Pins(cut=("p.odd", '"Hello 5"')))

    assert made.posts[3].text == kept(made.pages[3], learned)
    assert {USER} == {rule.rule for rule in learned[0].cuts[:2]}


def test_a_person_can_pin_the_container(site):
    made = site(10, lambda post: f'<div class="a"><div class="b">{post.html}</div></div>')
    learned = templates.learn(made.pages)

    fresh = pinned(learned, Pins(container=("div.a",)))
    again = pinned((*learned, replace(learned[0], name="x", container="div.a")), Pins(container=("div.a",)))

    assert "div.a" == fresh[0].container
    assert f"{USER}: div.a" == fresh[0].name
    assert "div.a" == again[0].container
    assert 2 == len(again)


def test_a_rule_that_leaves_nothing_is_not_applied():
    html = '<html><body><div class="c"><p class="has-background">Direct link</p></div></body></html>'
    page = Page.from_bytes("https://blog.example/x", html.encode())
    learned = templates.learn([page])
    rule = fit.CutRule("repeats", "p.has-background")

    assert () == learned
    assert "Direct link" == kept(page, (Template("t", "div.c", cuts=(rule,)),))


def test_a_lead_and_a_heads_caption_above_the_container_belong_to_the_post(site):
    def layout(post):
        lead = f"Why {post.title.lower()} matters more than you would think, in {post.number} steps."
        hero = f'<figure class="hero"><img src="/h.jpg"><figcaption>Taken in {post.title}</figcaption></figure>'
        meta = f'<p class="line">By Ann Lee, March {post.number}, 2020.</p>'
        head = f'<header><h1>{post.title}</h1><p class="lead">{lead}</p>{meta}</header>'
        return f'<article>{head}{hero}<div class="entry-content">{post.html}</div></article>'

    made = site(12, layout)
    learned = templates.learn(made.pages)
    post = made.posts[5]
    lead = f"Why {post.title.lower()} matters more than you would think, in 5 steps."

    assert f"{lead}\nTaken in {post.title}\n{post.text}" == kept(made.pages[5], learned)


def test_a_lead_outside_a_well_named_container_is_a_part(site):
    def layout(post):
        lead = f'<p class="lead">A word on {post.title.lower()} first.</p>' if post.number % 3 else ""
        card = f'<div class="aside"><p class="lead">Other words on {post.number} things.</p></div>'
        return f'<article><header>{lead}</header><div class="entry-content">{post.html * 2}{post.html}</div>{card}</article>'

    made = site(
        12, lambda post: layout(replace(post, paragraphs=tuple(f"{i} {p}" for i, p in enumerate(post.paragraphs))))
    )
    template = replace(templates.learn(made.pages)[0], container="div.entry-content")
    sheets = [
        Sheet(page, found, reading.read(found))
        for page in made.pages
        if (found := fit.container_of(page, template)) is not None
    ]
    parts = beside.learn(sheets)
    laid = fit.lay(made.pages[4], replace(template, parts=parts), sheets[4].container)

    assert ("p.lead",) == parts
    assert laid.text.startswith(f"A word on {made.posts[4].title.lower()} first.\n")
    assert "Other words" not in laid.text


def test_a_gallery_below_the_container_belongs_to_the_post_and_cards_and_portraits_do_not(site):
    def layout(post):
        shots = "".join(
            f'<figure><a href="/p/{post.number}-{n}.jpg"><img src="/p/{post.number}-{n}-300.jpg"></a>'
            f"<figcaption>Number {n} near {post.title}</figcaption></figure>"
            for n in range(2)
        )
        gallery = f'<div class="shots">{shots}</div>' if post.number % 2 else ""
        cards = "".join(
            f'<div class="card"><a href="/{n}/"><img src="/c/{n}.jpg"></a><a href="/{n}/">Entry {n}</a></div>'
            for n in range(post.number, post.number + 3)
        )
        portrait = f'<div class="who"><img src="/a/{post.number % 3}.jpg"></div>'
        return f'<article><div class="entry-content">{post.html}</div>{gallery}{portrait}<div>{cards}</div></article>'

    made = site(14, layout)
    learned = templates.learn(made.pages)

    assert [("div.shots",)] == [template.galleries for template in learned]
    assert f"{made.posts[4].text}" == kept(made.pages[4], learned)
    assert f"{made.posts[5].text}\nNumber 0 near {made.posts[5].title}\nNumber 1 near {made.posts[5].title}" == kept(
        made.pages[5], learned
    )


def test_an_excerpt_above_the_text_that_repeats_its_beginning_is_no_lead(site):
    made = site(
        12,
        lambda p: f'<article><p class="lead">{p.paragraphs[0]}</p><div class="entry-content">{p.html}</div></article>',
    )
    learned = templates.learn(made.pages)

    assert () == learned[0].parts
    check(made, learned)


def test_labels_find_short_posts_above_long_answers_in_a_layout_without_names(site):
    """Trafilatura takes the readers' answers for the text; what the feed carries tells where the post stands."""

    def layout(post):
        answers = "".join(f"<div><p>{sentence((post.number, 'answer', n), 40)}</p></div>" for n in range(4))
        words = f"<p>{sentence(post.number, 9)}</p>"
        return f"<div><div><h1>{post.title}</h1><div>{words}</div></div><div>{answers}</div></div>"

    made = site(9, layout)
    labels = {page.url: f"<p>{sentence(post.number, 9)}</p>" for post, page in zip(made.posts, made.pages, strict=True)}

    learned = templates.learn(made.pages, (), labels)

    assert [sentence(post.number, 9) for post in made.posts] == [kept(page, learned) for page in made.pages]


def test_what_plugins_print_into_posts_and_feeds_alike_is_cut(site):
    """A reading time, a share box and links to other posts stand in the feed too."""

    def whole(post):
        links = "".join(f'<li><a href="/{n}/">{write(9)[n].title}</a></li>' for n in range(3) if n != post.number)
        return (
            f'<span class="eta-box">{post.number} min read</span>{post.html}<div class="plug">Pass this on to a friend</div>'
            f'<div class="more"><h3>More of this</h3><ul>{links}</ul></div>'
        )

    made = site(9, lambda post: f'<div class="entry-content">{whole(post)}</div>')
    labels = {page.url: whole(post) for post, page in zip(made.posts, made.pages, strict=True)}

    check(made, templates.learn(made.pages, (), labels))


def test_prose_that_a_feed_lacks_is_the_posts(site):
    """A lead that the theme prints above the content, inside the container."""

    def lead(post):
        return sentence((post.number, "lead"), 16)

    made = site(9, lambda post: f'<div class="story"><div class="dek"><p>{lead(post)}</p></div>{post.html}</div>')
    labels = {page.url: post.html for post, page in zip(made.posts, made.pages, strict=True)}

    learned = templates.learn(made.pages, (), labels)

    assert [f"{lead(post)}\n{post.text}" for post in made.posts] == [kept(page, learned) for page in made.pages]


def test_a_header_with_captions_is_not_cut_for_the_words_of_its_titles():
    """On a blog with one subject all words of the titles come again; a few posts have a picture below."""

    def layout(post):
        hero = f"<figure><img src='/1.jpg'><figcaption>{sentence(post.number + 900)}</figcaption></figure>"
        head = f"<h1>{post.title}</h1><p class='x3'>May {post.number}, 2021</p>{hero * (post.number % 6 == 4)}"
        return f"<main class='x1'><header class='x2'>{head}</header>{post.html}</main>"

    titles = [f"{', '.join(pair)} 2021" for pair in itertools.permutations(("Boats", "ropes", "sails", "tides"), 2)]
    posts = [replace(post, title=title) for post, title in zip(write(12), titles, strict=True)]
    pages = [page_of(post, layout(post)) for post in posts]
    learned = templates.learn(pages)

    assert f"{sentence(904)}\n{posts[4].text}" == kept(pages[4], learned)
    assert posts[5].text == kept(pages[5], learned)


def test_boxes_of_other_posts_with_their_first_lines_are_cut(site):
    """Recommended posts differ from page to page, and their excerpts stand in no head: only the site's texts tell them."""
    posts = write(24)

    def recommending(post):
        others = [posts[(post.number * 5 + step) % 24] for step in (3, 8)]
        items = "".join(
            f'<div class="pick"><a href="{other.url}"><div class="name">{other.title}</div></a>'
            f'<div class="lines">{other.paragraphs[0][:150]}…</div></div>'
            for other in others
            if other is not post
        )
        return f'<main><h1>{post.title}</h1>{post.html}<div class="picks">{items}</div></main>'

    made = site(24, recommending)

    check(made, templates.learn(made.pages))


def _beneath(post, heading: str) -> str:
    """A post right among the page's own elements; its neighbours and a list of other posts below it, without a box."""
    others = "".join(
        f'<li><a href="/{number}/">{other.title}</a></li>'
        for number in (post.number + 3, post.number + 5)
        for other in write(1, number)
    )
    near = write(1, post.number + 1)[0]
    return (
        f'<div id="main"><h2>{post.title}</h2>{post.html}'
        f'<ul class="prev_next"><li><span>下一篇</span> <a href="{near.url}">{near.title}</a></li></ul>'
        f"<h3>{heading}</h3><ul>{others}</ul></div>"
    )


def test_a_heading_above_nothing_but_other_posts_ends_the_text(site):
    """Neither the heading nor its list has a name; the list differs from page to page."""
    made = site(12, lambda post: _beneath(post, "相关阅读"))

    check(made, templates.learn(made.pages))


def test_further_reading_below_a_few_posts_is_text(site):
    def layout(post):
        list_ = f'<h3>Further reading</h3><ul><li><a href="/{post.number}/">Earlier notes</a></li></ul>'
        return f'<div id="main"><h2>{post.title}</h2>{post.html}{list_ if post.number % 3 == 0 else ""}</div>'

    made = site(15, layout)
    learned = templates.learn(made.pages)

    for post, page in zip(made.posts, made.pages, strict=True):
        ending = "\nFurther reading\nEarlier notes" if post.number % 3 == 0 else ""
        assert post.text + ending == kept(page, learned)


def test_a_post_that_others_announce_in_a_box_keeps_its_text(site):
    """The announced title stands below the heading of the box on many pages, and above the text on its own."""

    def layout(post):
        cards = "".join(
            f'<div><a href="{other.url}">{other.title}</a><p>{sentence((other.number, 0))[:60]}</p></div>'
            for other in write(6)
            if other.number != post.number
        )
        return f"<div><h2>{post.title}</h2>{post.html}<div><h3>Read also</h3>{cards}</div></div>"

    made = site(16, layout)
    learned = templates.learn(made.pages)

    check(made, learned)
    assert ["read also"] == [rule.text for rule in learned[0].cuts if rule.rule == "border"]


def test_a_quote_is_no_container_where_main_text_is_found_in_nothing_else(site):
    """Of short posts whose paragraphs are boxes without a name, trafilatura may take the quote alone."""

    def quote(post):
        return sentence((post.number, "quoted")) if post.number % 6 == 0 else ""

    def layout(post):
        quoted = f"<blockquote><p>{quote(post)}</p></blockquote>" if quote(post) else ""
        boxes = post.html.replace("<p>", "<div>").replace("</p>", "</div>")
        return f'<div class="x1"><div class="x3">{quoted}{boxes}</div></div>'

    made = site(24, layout)
    main = [reading.letters(quote(post) or post.text) for post in made.posts]
    samples = [containers.sample(page, text) for page, text in zip(made.pages, main, strict=True)]

    assert ["div.x3"] == containers.choose(containers.weigh([one for one in samples if one is not None]))


def test_a_box_of_other_posts_with_a_few_of_their_words_ends_the_text(site):
    """No element has a name; what stands below a title is cut out of that post, and may be two words long."""

    def layout(post):
        others = [write(1, (post.number + step) % 16)[0] for step in (3, 5, 7)]
        cards = "".join(
            f'<div><a href="{other.url}">{other.title}</a><p>{" ".join(other.paragraphs[0].split()[:4])}</p></div>'
            for other in others
        )
        return f"<article>{post.html}<div><h3>Read also</h3>{cards}</div></article>"

    made = site(16, layout)

    check(made, templates.learn(made.pages))


def test_a_line_of_an_author_and_a_term_is_metadata_where_no_pair_comes_often(site):
    """Four authors in five categories: the words come again, hardly a line does."""
    authors = ("Inga Holt", "Bo Ek", "Jane Doe", "Cam Eraman")

    def layout(post):
        term = ("travel", "food", "code", "music", "home")[post.number % 5]
        line = f'<div class="xinxi">{authors[post.number % 4]} <a href="/category/{term}/">{term}</a></div>'
        return (
            f'<main class="w1"><h1>{post.title}</h1>{line}<div>{post.html}</div><p class="w2">{post.number}</p></main>'
        )

    made = site(20, layout)
    learned = templates.learn(made.pages)

    assert all(
        authors[post.number % 4] not in kept(page, learned) for post, page in zip(made.posts, made.pages, strict=True)
    )


def test_a_usual_name_is_enough_on_a_young_blog(site):
    """Five posts whose main text is told badly: a name without a meaning gains too little, one that says so is taken."""
    pages = site(5, lambda post: post.html).pages

    def chosen(name: str) -> list[str]:
        return containers.choose([containers.Sample(page, [], scores={name: 0.88}, unfitted=0.85) for page in pages])

    assert ["div.entry-content"] == chosen("div.entry-content")
    assert [] == chosen("div.x7")
