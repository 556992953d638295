"""What the grammar says of addresses that were not fetched yet: order, refusals, budgets."""

from __future__ import annotations

import pytest

from archiver.profile.addresses import AddressGrammar, Mark, PageModel, ShapeRule, Tally, exhausted, overgrown
from archiver.profile.kinds import Kind
from archiver.records import Lead, Role, Source

SITE = "https://blog.example"
GRAMMAR = AddressGrammar()


def lead(path, source=Source.LINK, role=Role.UNKNOWN):
    return Lead(SITE + path, source, role=role)


def test_lists_come_first_then_posts_then_what_leads_to_posts():
    """The user's own address, lists of posts, named posts, likely posts, pagination, terms, pages, calendars."""
    ordered = [
        lead("/", Source.SEED),
        lead("/sitemap.xml", Source.ROBOTS, Role.SITEMAP),
        lead("/wp-json/wp/v2/posts", Source.WELL_KNOWN, Role.API),
        lead("/feed/", Source.LINK, Role.FEED),
        lead("/a-post/", Source.REST, Role.POST),
        lead("/b-post/", Source.FEED, Role.POST),
        lead("/c-post/", Source.SITEMAP, Role.POST),
        lead("/2020/01/d-post/"),
        lead("/d/", Source.LISTING),
        lead("/page/2/", Source.PAGINATION, Role.LISTING),
        lead("/2020/02/", Source.LINK),
        lead("/tag/sea/"),
        lead("/tag/sea/page/2/"),
        lead("/word/"),
        lead("/about/"),
        lead("/?month=2020-01"),
        lead("/shop?sort=asc"),
        lead("/my-cart/print/"),
    ]
    shuffled = sorted(ordered, key=lambda item: item.url)

    assert ordered == sorted(shuffled, key=GRAMMAR.priority, reverse=True)


@pytest.mark.parametrize("path", ["/a-tale.html", "/go/a-tale", "/A-Tale/", "/en/a-tale/"])
def test_other_addresses_of_the_page_that_links_them_come_last(path):
    """Copies under the same slug wait behind everything, and use up no budget of other pages."""
    twin = Lead(SITE + path, Source.LINK, found_on=SITE + "/2020/a-tale/")

    assert None is GRAMMAR.refusal(twin, Tally(dry=5))
    assert "copies of the pages that link them" in GRAMMAR.refusal(twin, Tally(dry=6))
    assert 5.0 == GRAMMAR.priority(twin)
    assert 5.0 < GRAMMAR.priority(Lead(SITE + path, Source.LISTING, found_on=SITE + "/2020/a-tale/"), 3)


def test_depth_costs_and_never_goes_below_the_least():
    """Deeper links wait; a sitemap's unnamed address waits behind its named posts."""
    post = lead("/2020/01/d-post/")

    assert GRAMMAR.priority(post, 3) < GRAMMAR.priority(post)
    assert 1.0 == GRAMMAR.priority(lead("/shop?sort=asc"), 99)
    assert GRAMMAR.priority(lead("/word/", Source.SITEMAP)) < GRAMMAR.priority(
        lead("/word/", Source.SITEMAP, Role.POST)
    )
    assert 50 < GRAMMAR.priority(lead("/more-of-it/older", Source.PAGINATION))


@pytest.mark.parametrize(
    ("reason", "item"),
    [
        ("a copy of another page (print, amp, mobile)", lead("/a-post/amp/")),
        ("a page of comments", lead("/a-post/comment-page-2/")),
        ("an attachment", lead("/?attachment_id=3")),
        ("a session id", lead("/a-post/?zenid=3")),
        ("a form or machinery", lead("/wp-login.php")),
        ("a search", lead("/?s=boats")),
        ("media", lead("/boat.jpg")),
        ("media", lead("/boat.jpg", Source.FEED, Role.POST)),
        ("trap: folders repeat", lead("/a/b/a/c/a/d")),
        ("trap: path too deep", lead("/" + "/".join(f"folder{n}" for n in range(13)))),
        ("trap: too many parameters", lead("/x?a=1&b=2&c=3&d=4&e=5")),
        ("trap: address too long", lead("/" + "x" * 1_000)),
        (None, lead("/a-post/comment-page-2/", Source.FEED, Role.POST)),
        (None, lead("/wp-login.php", Source.SEED)),
        (None, lead("/a-post/")),
        (None, lead("/2020/01/a-post/")),
    ],
)
def test_what_never_yields_posts_is_refused_with_its_reason(reason, item):
    """Junk by its address, unless the blog's own lists or the user name it; media never."""
    assert reason == GRAMMAR.refusal(item)


def test_what_is_no_address_is_overgrown():
    """An address that cannot be read is refused."""
    assert "trap: address too long" == overgrown("mailto:a@b.example")


def test_the_users_patterns_overrule():
    """`skip` refuses what a feed names, `posts` admits and promises what looks like junk."""
    grammar = GRAMMAR.overruled(posts=["/cart/"], skip=["/drafts/"])

    assert "skip pattern" == grammar.refusal(lead("/drafts/x", Source.FEED, Role.POST))
    assert (Role.OTHER, 0.97) == grammar.guess(SITE + "/drafts/x")
    assert None is grammar.refusal(lead("/cart/x"))
    assert (Role.POST, 0.97) == grammar.guess(SITE + "/cart/x")


@pytest.mark.parametrize(
    ("kind", "enough"),
    [(Kind.PAGINATION, 12), (Kind.TAXONOMY, 12), (Kind.CALENDAR, 4), (Kind.FACET, 3), (Kind.COPY, 2)],
)
def test_a_shape_that_brings_nothing_new_is_left(kind, enough):
    """Only visits in a row without a new post count: eighty-five pages of pagination that bring some are all read."""
    assert None is exhausted(kind, Tally(fetched=85, posts=0, leads=400, dry=enough - 1))
    assert "in a row brought no new post" in exhausted(kind, Tally(fetched=enough, dry=enough))


def test_listings_dry_sooner_where_a_sitemap_has_named_the_posts():
    """A look whether the sitemap told all, and no more; likely posts keep their own budget."""
    tally = Tally(fetched=4, dry=4, listed=True)

    assert exhausted(Kind.PAGINATION, tally) is not None
    assert exhausted(Kind.POST, tally) is None
    assert GRAMMAR.refusal(lead("/tag/sea/"), tally) is not None
    assert GRAMMAR.refusal(lead("/tag/sea/"), Tally()) is None


def test_what_a_sitemap_names_is_no_look_beyond_it():
    """A few pages of a shape that looked like none of the posts do not bar the others that the very same list names."""
    tally = Tally(fetched=4, dry=4, listed=True)

    assert GRAMMAR.refusal(lead("/harbour"), tally) is not None
    assert GRAMMAR.refusal(lead("/harbour", Source.SITEMAP), tally) is None
    assert GRAMMAR.refusal(lead("/harbour", Source.SITEMAP), Tally(fetched=60, dry=60, listed=True)) is not None


def test_a_rule_of_the_site_answers_for_its_shape_and_for_its_general_form():
    """Shapes that were met are believed, also below folders that were not; a rule that is unsure is passed over."""
    grammar = AddressGrammar(
        shapes=(
            ShapeRule("/logs/{slug}", Role.LISTING, 0.9),
            ShapeRule("/{slug}", Role.PAGE, 0.3),
            ShapeRule("/{word}/{year}/{slug}", Role.OTHER, 0.9),
            ShapeRule("/{year}/{month}/{slug}", Role.POST, 0.95),
        )
    )

    assert (Role.LISTING, 0.9) == grammar.guess(SITE + "/logs/of-a-boat")
    assert (Role.POST, 0.4) == grammar.guess(SITE + "/of-a-boat")
    assert (Role.UNKNOWN, 0.9) == grammar.guess(SITE + "/new-folder/2020/of-a-boat")
    assert (Role.POST, 0.95) == grammar.guess(SITE + "/2020/01/of-a-boat")


def test_lacking_what_listings_have_makes_no_post():
    """A filter or a soft 404 has no link to older posts either: it is like the posts only with something of theirs."""
    model = PageModel(22, 39, 0.0, 1.0, (Mark("a.older", 0, 39, -3.0, 3.0), Mark("h1", 22, 0, 3.0, -2.0)))

    assert model.score(frozenset({"div"})) == 0.0
    assert model.score(frozenset({"h1"})) > 0.9
    assert model.score(frozenset({"a.older"})) < -0.9


def test_robots_txt_is_read_before_anything_else():
    """The sitemaps that it names save every guess and every listing."""
    robots = Lead("https://x.example/robots.txt", Source.WELL_KNOWN, "", Role.OTHER)
    seed = Lead("https://x.example/", Source.SEED)
    grammar = AddressGrammar()

    assert grammar.priority(robots) > grammar.priority(seed)
