"""What is learned of a site's addresses and pages."""

from __future__ import annotations

import random

from addresses import platform_pages as pages
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.extract.role import judge, marks
from archiver.learn.addresses import learn
from archiver.profile import Profile
from archiver.profile.addresses import AddressGrammar, Observation, ShapeRule
from archiver.records import Lead, Role, Source

ROOT = pages.ORIGIN + "/"
FEED = ((Source.FEED, Role.POST),)


def seen(path, role=Role.UNKNOWN, sure=0.9, **more):
    return Observation(pages.ORIGIN + path, role=role, sure=sure, **more)


def observe(page, named=(), role=Role.UNKNOWN, sure=0.9):
    return Observation(page.url, named=named, role=role, sure=sure, marks=marks(page))


def test_a_shape_takes_the_role_of_what_stands_there():
    """Products below a folder of the site's own stay apart from the blog's posts, with the counts that say so."""
    grammar = learn(
        [
            *(seen(f"/thoughts/on-boat-{n}/", Role.POST, named=FEED) for n in range(5)),
            *(seen(f"/vessels/our-boat-{n}/", Role.PAGE) for n in range(5)),
        ]
    )

    assert Role.POST == grammar.guess(pages.ORIGIN + "/thoughts/on-ropes/")[0]
    assert Role.PAGE == grammar.guess(pages.ORIGIN + "/vessels/the-sloop/")[0]
    assert "/thoughts/{slug}: 5 named as posts, 5 read as posts of 5" == grammar.rule("/thoughts/{slug}").reason


def test_experience_overrules_what_blogs_usually_do():
    """A site that keeps listings at /blog/N and pages at dated addresses is believed."""
    grammar = learn([seen(f"/2020/0{n}/offer-{n}/", Role.PAGE, 1.0) for n in range(1, 10)])

    assert Role.PAGE == grammar.guess(pages.ORIGIN + "/2021/01/other-offer/")[0]
    assert Role.POST == AddressGrammar().guess(pages.ORIGIN + "/2021/01/other-offer/")[0]


def test_a_shape_of_posts_that_no_feed_names_is_trusted_less():
    """Where a feed names posts of one shape, another shape needs more than a look."""
    named = [seen(f"/tales/on-boat-{n}/", Role.POST, named=FEED) for n in range(5)]
    unnamed = [seen(f"/cases/for-client-{n}/", Role.POST) for n in range(5)]
    grammar = learn([*named, *unnamed])

    assert grammar.rule("/cases/{slug}").sure < grammar.rule("/tales/{slug}").sure


def test_a_number_that_looks_like_a_year_is_one_like_its_neighbours():
    """/post/1401 is no archive of a Persian year, nor /post/2015 one of ours, where the others are posts."""
    posts = [seen(f"/post/{number}", Role.POST, named=FEED) for number in range(1290, 1350, 5)]
    years = [seen(f"/archive/{year}", Role.LISTING) for year in (2019, 2020)]
    grammar = learn([*posts, *years, seen("/archive/10500", Role.POST)])

    assert Role.POST == grammar.guess(pages.ORIGIN + "/post/1401")[0]
    assert Role.POST == grammar.guess(pages.ORIGIN + "/post/2015")[0]
    assert Role.LISTING == grammar.guess(pages.ORIGIN + "/archive/2021")[0]
    assert Role.LISTING == learn(years).guess(pages.ORIGIN + "/post/1401")[0]


def test_idle_parameters_are_found():
    """A parameter whose addresses turn out to be aliases of the plain address selects nothing."""
    posts = [seen(f"/tale-{n}-of-us/", Role.POST) for n in range(4)]
    copies = [
        seen(f"/tale-{n}-of-us/?from=menu", Role.POST, same_as=f"{pages.ORIGIN}/tale-{n}-of-us/") for n in range(2)
    ]
    more = [seen(f"/tale-{n}-of-us/?ref=x", Role.POST, canonical=f"{pages.ORIGIN}/tale-{n}-of-us/") for n in range(4)]
    real = [seen(f"/read?story={n}", Role.POST) for n in range(3)]
    paged = [seen(f"/?paged={n}", Role.LISTING, canonical=ROOT) for n in range(2, 6)]
    grammar = learn([*posts, *copies, *more, *real, *paged, seen("/", Role.LISTING)])

    assert {"from": False, "ref": False, "story": True, "paged": True} == {
        rule.name: rule.matters for rule in grammar.parameters
    }
    assert pages.ORIGIN + "/read?story=9" == grammar.essential(pages.ORIGIN + "/read?story=9&ref=y")
    assert "/{slug}" == grammar.shape_of(pages.ORIGIN + "/tale-9-of-us/?ref=y")
    assert "a copy: its parameters select nothing" == grammar.refusal(
        Lead(pages.ORIGIN + "/a-tale/?ref=y", Source.LINK)
    )


def test_an_address_that_many_pages_claim_is_no_canonical():
    """Three posts that name one address as theirs show a theme's mistake; pages of one post's comments do not."""
    wrong = [seen(f"/tale-{n}-of-us/", Role.POST, canonical=ROOT + "tale/") for n in range(3)]
    right = [seen(f"/story/?view={n}", Role.POST, canonical=ROOT + "story/") for n in range(5)]

    assert ("blog.example/tale",) == learn([*wrong, *right]).canonicals


def pelican_site():
    """Posts named by a feed, index pages, and static pages side by side with them."""
    posts = [pages.pelican(f"/voyage-number-{n}.html", f"Voyage number {n}", post=True) for n in range(12)]
    statics = [pages.pelican(f"/the-{name}.html", f"The {name}", post=False) for name in ("crew", "boat", "route")]
    indexes = [pages.pelican_index(f"/index{n}.html") for n in range(2, 8)]
    return posts, statics, indexes


def test_posts_and_pages_side_by_side_are_told_apart_by_what_the_feeds_posts_share():
    """Where neither address nor structured data tells, the traits of the feed's ten posts do, and are named."""
    posts, statics, indexes = pelican_site()
    known = [
        *(observe(page, FEED, Role.POST) for page in posts[:6]),
        *(observe(page, (), Role.LISTING, 0.95) for page in indexes),
        *(observe(page, ((Source.SITEMAP, Role.PAGE),), Role.PAGE, 0.9) for page in statics[:2]),
    ]
    grammar = learn(known)
    old = judge(posts[-1], 200, grammar, [Lead(posts[-1].url, Source.LISTING)], ROOT)
    page = judge(statics[2], 200, grammar, [Lead(statics[2].url, Source.LINK)], ROOT)

    assert Role.POST == old.role
    assert Role.PAGE == page.role
    assert any("(6/6 posts, 0/8 others)" in reason for reason in old.reasons)
    assert ("only plain links name it", True) == (page.reasons[0], page.reasons[-1].startswith("unlike this site's"))


def test_posts_that_were_taken_for_listings_teach_nothing_of_listings():
    """Posts of one sentence below lists of others look like listings; where the feed's own posts stand none is sure."""
    post, listing = frozenset(("div.a1f", "entries 5-9")), frozenset(("div.c9e", "entries 10+"))
    named = [seen(f"/my-boat-{n}/", Role.POST, named=FEED, marks=post) for n in range(8)]
    mistaken = [seen(f"/your-boat-{n}/", Role.LISTING, marks=post) for n in range(9)]
    lists = [seen(f"/page/{n}/", Role.LISTING, 1.0, marks=listing) for n in range(2, 5)]
    grammar = learn([*named, *mistaken, *lists])

    assert grammar.model.score(post) > 0
    assert grammar.model.score(listing) < 0


def test_too_few_pages_teach_nothing():
    """With two posts, or without anything to compare with, no model is made; scores are then neutral."""
    posts, _, indexes = pelican_site()

    few = learn([observe(page, FEED, Role.POST) for page in posts[:2]] + [observe(page) for page in indexes])
    alone = learn([observe(page, FEED, Role.POST) for page in posts])
    same = learn([observe(posts[0], FEED, Role.POST, 0.9) for _ in range(3)])

    assert () == few.model.marks == alone.model.marks == same.model.marks
    assert 0.0 == few.model.score(marks(posts[0]))


def test_pages_that_share_all_traits_teach_nothing():
    """Posts and pages in one and the same markup give no marks."""
    traits = frozenset({"div.body", "own headline"})
    posts = [seen(f"/tale-{n}-x.html", Role.POST, named=FEED, marks=traits) for n in range(5)]
    others = [seen(f"/page-{n}-x.html", Role.PAGE, marks=traits) for n in range(5)]

    assert () == learn([*posts, *others]).model.marks


def test_without_labels_sure_verdicts_teach():
    """A blog without a feed is learned from the pages that tell their role themselves."""
    posts, _, indexes = pelican_site()
    grammar = learn(
        [
            *(observe(page, (), Role.POST, 0.9) for page in posts[:6]),
            *(observe(page, (), Role.LISTING, 0.95) for page in indexes),
        ]
    )

    assert 0.5 < grammar.model.score(marks(posts[-1]))
    assert -0.5 > grammar.model.score(marks(pages.pelican_index("/index9.html")))


def test_a_grammar_survives_the_profile():
    """What is learned is kept as JSON and read back equal."""
    posts, statics, indexes = pelican_site()
    known = [observe(page, FEED, Role.POST) for page in posts] + [observe(page, (), Role.LISTING) for page in indexes]
    profile = Profile(version=1, addresses=learn([*known, seen("/?a=1", Role.POST), observe(statics[0])]))

    assert profile == Profile.from_json(profile.to_json())


def test_marks_name_what_pages_share_and_nothing_of_one_post():
    """Elements, body classes, metas, types and counts; no number of a post, no address."""
    found = marks(pages.wordpress_post()) | marks(pages.hugo_post()) | marks(pages.hugo_list())

    assert {"body.single", "h1.entry-title", "ld blogposting", "og:type article", "entries 5-9", "dates 1"} <= found
    assert not any("12" in mark for mark in found)


def test_an_address_that_is_none_is_passed_over():
    """What cannot be read as an address teaches nothing and breaks nothing."""
    grammar = learn([Observation("mailto:a@b.example?subject=x", role=Role.POST), seen("/a-tale/", Role.POST)])

    assert ["/{slug}"] == [rule.shape for rule in grammar.shapes]


PATHS = st.sampled_from(
    [
        "/",
        "/a-tale/",
        "/a-tale/?x=1",
        "/a-tale/?x=2",
        "/b-tale/",
        "/tag/sea/",
        "/2020/01/c/",
        "/vessels/a-b/",
        "/vessels/c-d/",
    ]
)
OBSERVATIONS = st.builds(
    seen,
    PATHS,
    st.sampled_from([Role.POST, Role.LISTING, Role.PAGE, Role.OTHER, Role.UNKNOWN]),
    st.sampled_from([0.5, 0.8, 0.95, 1.0]),
    named=st.sampled_from([(), FEED, ((Source.SITEMAP, Role.PAGE),)]),
    marks=st.frozensets(st.sampled_from(["div.a", "div.b", "time", "entries 0", "body.c"])),
    canonical=st.none() | PATHS.map(lambda path: pages.ORIGIN + path),
    same_as=st.none() | PATHS.map(lambda path: pages.ORIGIN + path),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(OBSERVATIONS, max_size=25), st.integers())
def test_the_order_of_observations_does_not_matter(observations, seed):
    """Shuffled, the same addresses teach the same grammar."""
    shuffled = list(observations)
    random.Random(seed).shuffle(shuffled)

    assert learn(observations) == learn(shuffled)


@settings(deadline=None, max_examples=40)
@given(st.integers(6, 20), st.sampled_from(["/tales/on-boat-{}/", "/2021/05/post-{}/", "/p/{}.html", "/posts/{}"]))
def test_one_more_post_changes_the_role_of_no_other_address(count, shape):
    """Whatever shape the site gives its posts, beside listings and pages."""
    others = [
        *(seen(f"/topics/of-{n}/", Role.LISTING) for n in range(4)),
        *(seen(f"/services/for-{n}/", Role.PAGE) for n in range(4)),
    ]
    posts = [seen(shape.format(100 + n), Role.POST, named=FEED if n % 2 else ()) for n in range(count)]
    before, after = learn([*posts[:-1], *others]), learn([*posts, *others])
    urls = [one.url for one in (*posts, *others)]

    assert [before.guess(url)[0] for url in urls] == [after.guess(url)[0] for url in urls]


def test_a_shape_of_which_no_page_was_read_says_so():
    """Instead of counting nothing."""
    assert "/tag/{name}: none of 79 read" == ShapeRule("/tag/{name}", Role.LISTING, 0.42, met=79).reason
