"""The frontier: which addresses are known, what is said of them, and which are due."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.records import Author, Lead, Role, Source, Statement
from archiver.store import Discovery, Outcome
from archiver.store.times import from_text, stated_after, to_text

A, B = "https://example.org/a", "https://example.org/b"
SAYS = Statement(
    title="Title",
    published_at="2021-11-01",
    modified_at="2021-11-02T10:00:00+01:00",
    authors=(Author("Ann", "https://example.org/ann", "Bio"),),
    categories=("News",),
    tags=("x", "y"),
    description="Short",
    language="de",
    excerpt="It begins",
)


def row(stage, url=A):
    found = stage.archive.frontier.find(stage.site_id, url)
    assert found is not None
    return found


def done(stage, url=A, **differs):
    outcome = Outcome(Role.POST, stage.now, 200)
    stage.archive.frontier.done(stage.url(url), replace(outcome, **differs))


def due(stage, limit=10, exclude=()):
    return [visit.url for visit in stage.archive.frontier.due(stage.site_id, limit, stage.now, exclude)]


def test_spellings_of_an_address_are_one(stage):
    """Only the first of several spellings is new; what is no web address is left out."""
    new = stage.offer(
        Lead(A, Source.LINK),
        Lead("http://www.example.org/a/?utm_source=x#top", Source.FEED),
        Lead("mailto:ann@example.org", Source.LINK),
    )

    assert [A] == [lead.url for lead in new]
    assert row(stage) == row(stage, "http://example.org/a/")
    assert stage.archive.frontier.find(stage.site_id, "no address") is None
    assert stage.archive.frontier.find(stage.site_id, B) is None


def test_addresses_belong_to_their_site(stage):
    """The same address may be in the frontiers of two sites."""
    other = stage.archive.sites.add(replace(stage.archive.sites.by_id(stage.site_id).site, name="other"), stage.now)
    stage.url(A)
    stage.site_id = other.id

    assert 1 == len(stage.offer(Lead(A, Source.LINK)))


def test_the_most_promising_addresses_are_due_first(stage):
    """By priority, then in the order they were met; at most as many as asked for, without those under way."""
    stage.offer(Lead(A, Source.LINK), priority=1)
    stage.offer(Lead(B, Source.LINK), priority=5)
    stage.offer(Lead("https://example.org/c", Source.LINK), priority=1)

    assert [B, A, "https://example.org/c"] == due(stage)
    assert [B] == due(stage, limit=1)
    assert [A] == due(stage, limit=1, exclude={stage.url(B)})


def test_new_evidence_raises_priority_and_lowers_depth(stage):
    """A known address takes a higher priority and a shorter way, never a lower one or a longer way."""
    stage.offer(Lead(A, Source.LINK), priority=1, depth=3)
    stage.offer(Lead(A, Source.SITEMAP), priority=5, depth=1)
    stage.offer(Lead(A, Source.LISTING), priority=2, depth=2)

    assert (5, 1) == (row(stage).priority, row(stage).depth)


def test_the_more_special_word_on_a_role_is_believed_until_the_page_was_seen(stage):
    """A feed's word beats a link's; what the page itself turned out to be beats both."""
    stage.offer(Lead(A, Source.LINK, role=Role.PAGE))
    stage.offer(Lead(A, Source.LINK, role=Role.UNKNOWN))
    stage.offer(Lead(A, Source.FEED, role=Role.POST))
    before = row(stage).role
    done(stage, role=Role.LISTING)
    stage.offer(Lead(A, Source.SITEMAP, role=Role.SITEMAP))

    assert (Role.POST, Role.LISTING) == (before, row(stage).role)


def test_what_was_fetched_is_due_again_at_its_time(stage):
    """A done address sleeps until its time; one without a time sleeps for good."""
    done(stage, A, due_at=stage.now + timedelta(days=1))
    done(stage, B)
    today = due(stage)
    stage.later(days=1)

    assert [] == today
    assert [A] == due(stage)
    assert "due" == row(stage).state


def test_a_failed_address_waits_and_counts_its_attempts(stage):
    """It is due again at the time given, and an answer resets the count."""
    url_id = stage.url(A)
    frontier = stage.archive.frontier
    frontier.failed(url_id, "timeout", stage.now + timedelta(hours=1))
    asleep = due(stage)
    stage.later(hours=1)
    again = stage.archive.frontier.due(stage.site_id, 1, stage.now)
    frontier.failed(url_id, "status 500", None, 500)
    given_up = row(stage)
    done(stage)

    assert [] == asleep
    assert [(A, 1)] == [(visit.url, visit.attempts) for visit in again]
    assert ("failed", "status 500", 2, 500, None) == (
        given_up.state,
        given_up.reason,
        given_up.attempts,
        given_up.status,
        given_up.due_at,
    )
    assert (0, None) == (row(stage).attempts, row(stage).reason)


def test_validators_survive_a_304_that_omits_them(stage):
    """A 304 rarely repeats its validators; a full answer without them has none any more."""
    done(stage, etag='"1"', last_modified="Mon")
    done(stage, status=304, etag=None)
    kept = stage.archive.frontier.wake(stage.site_id, stage.now)
    visit = stage.archive.frontier.due(stage.site_id, 1, stage.now)[0]
    done(stage, status=200)
    stage.archive.frontier.wake_these([visit.url_id], stage.now)

    assert (1, '"1"', "Mon") == (kept, visit.etag, visit.last_modified)
    assert stage.archive.frontier.due(stage.site_id, 1, stage.now)[0].etag is None


@pytest.mark.parametrize(
    ("stated", "again"),
    [
        ("2026-01-31T09:00:00Z", False),
        ("2026-01-31T10:00:00+00:30", False),
        ("2026-01-31T09:31:00Z", True),
        ("2026-01-31 09:31", True),
        ("2026-01-31", True),
        ("2026-01-30", False),
        ("2027", False),
        ("soon", False),
    ],
)
def test_a_list_that_states_a_later_change_makes_an_address_due(stage, stated, again):
    """Whatever precision it states it with; the same word once more does not, since a clock may simply be wrong."""
    done(stage, due_at=stage.now + timedelta(days=30))
    lead = Lead(A, Source.SITEMAP, says=Statement(modified_at=stated))
    stage.offer(lead)
    first = due(stage)
    done(stage, due_at=stage.now + timedelta(days=30))
    stage.offer(lead)

    assert ([A] if again else []) == first
    assert [] == due(stage)
    assert stated == row(stage).sitemap_lastmod


def test_a_link_that_states_a_change_is_not_asked(stage):
    """Only sitemaps, feeds and the platforms' lists know when a page changed."""
    done(stage)
    stage.offer(Lead(A, Source.LISTING, says=Statement(modified_at="2030-01-01")))

    assert [] == due(stage)


def test_an_excluded_address_is_never_due(stage):
    """Not by time, not by waking, not by a list."""
    url_id = stage.url(A)
    stage.archive.frontier.exclude(url_id, "robots.txt")
    stage.offer(Lead(A, Source.SITEMAP, says=Statement(modified_at="2030-01-01")))
    woken = stage.archive.frontier.wake(stage.site_id, stage.now, (Role.UNKNOWN,))

    assert 0 == woken
    assert [] == due(stage)
    assert ("excluded", "robots.txt") == (row(stage).state, row(stage).reason)


def test_a_waiting_address_is_settled_later(stage):
    """Pages wait for the site to be learned, and are done once they were read."""
    done(stage, state="waiting", role=Role.UNKNOWN)
    waiting = row(stage)
    stage.archive.frontier.settle(waiting.id, Role.PAGE, "no post", stage.now)

    assert "waiting" == waiting.state
    assert (Role.PAGE, "done", "no post") == (row(stage).role, row(stage).state, row(stage).reason)


def test_everything_that_a_source_says_is_kept(stage):
    """A lead comes back as it was offered, but for the content, which stands in the capture."""
    lead = Lead(A, Source.FEED, "https://example.org/feed", Role.POST, "anchor", replace(SAYS, html="<p>whole</p>"))
    stage.offer(lead)

    assert [replace(lead, says=SAYS)] == stage.archive.frontier.leads_of(stage.url(A))[:1]


def test_later_sightings_add_to_what_a_source_said(stage):
    """What is new replaces what was said; what is omitted stays; the longest anchor wins."""
    stage.offer(Lead(A, Source.LISTING, B, anchor="More", says=SAYS))
    stage.offer(Lead(A, Source.LISTING, B, role=Role.POST, anchor="A long anchor", says=Statement(title="Better")))
    stage.offer(Lead(A, Source.LISTING, B, anchor="Short"))
    (lead,) = stage.archive.frontier.leads_of(stage.archive.frontier.find(stage.site_id, A).id)

    assert (replace(SAYS, title="Better"), "A long anchor", Role.POST) == (lead.says, lead.anchor, lead.role)


def test_a_link_that_says_nothing_new_is_not_written_again(stage):
    """Menus repeat their links on every page: only lists note when they last named an address."""
    link, listed = Lead(A, Source.LINK, anchor="A"), Lead(A, Source.SITEMAP)
    stage.offer(link, listed)
    first = stage.now
    stage.later(days=1)
    stage.offer(link, listed)
    seen = dict(stage.archive._connection.all("SELECT source, seen_at FROM leads"))

    assert {"link": to_text(first), "sitemap": to_text(stage.now)} == seen


def test_statements_of_aliases_and_redirecting_addresses_fill_the_gaps(stage):
    """A feed that links through a redirect states the post's title; the address's own evidence goes first."""
    post_id = stage.post(A)
    feed, old = "https://example.org/?p=1", "https://example.org/old"
    stage.offer(Lead(feed, Source.FEED, says=Statement(title="From the feed")))
    stage.offer(Lead(old, Source.LISTING, says=Statement(title="From a listing")))
    stage.offer(Lead(A, Source.SITEMAP, says=Statement(title="Own")))
    stage.offer(Lead(old, Source.SITEMAP, says=Statement(title="Other")))
    done(stage, feed, role=Role.OTHER, status=301, redirect_to=stage.url(A))
    stage.archive._connection.run("UPDATE urls SET post_id = ? WHERE url = ?", (post_id, old))
    said = stage.archive.frontier.statements(stage.url(A))

    assert {"sitemap": "Own", "feed": "From the feed", "listing": "From a listing"} == {
        str(source): statement.title for source, statement in said.items()
    }


def test_addresses_that_lead_here_are_known_through_any_number_of_hops(stage):
    """Also where redirects go in a circle."""
    hops = [f"https://example.org/{number}" for number in range(3)]
    for one, other in [(hops[0], hops[1]), (hops[1], A), (A, hops[0])]:
        done(stage, one, status=301, redirect_to=stage.url(other))

    assert set(hops[:2]) == {found.url for found in stage.archive.frontier.redirecting_to(stage.url(A))}
    assert [] == stage.archive.frontier.redirecting_to(stage.url(B))


def test_an_address_takes_another_spelling(stage):
    """A redirect to the same address under https is no other address; its post goes by the new spelling."""
    post_id = stage.post("http://example.org/a")
    stage.archive.frontier.respell(stage.url(A), A + "/", 1, stage.now)
    visit = stage.archive.frontier.due(stage.site_id, 1, stage.now)[0]

    assert (A + "/", 1) == (visit.url, visit.redirects)
    assert A + "/" == stage.archive.posts.get(post_id).url


def test_counts_and_shapes_tell_how_far_a_crawl_is(stage):
    """By role and state; by shape with the posts that came of it."""
    frontier = stage.archive.frontier
    leads = [Lead(A, Source.LINK), Lead(B, Source.LINK)]
    frontier.offer(Discovery(stage.site_id, stage.now), leads, priority=lambda _: 0.0, shape=lambda _: "/*")
    stage.post(A)

    assert {(Role.POST, "done"): 1, (Role.UNKNOWN, "due"): 1} == frontier.counts(stage.site_id)
    assert {"/*": {"done": 1, "due": 1, "posts": 1}} == frontier.shapes(stage.site_id)


def test_evidence_for_learning_names_claims_and_verdicts(stage):
    """Each address with what the sources claim, what it proved to be, and the post's own address for an alias."""
    post_id = stage.post(A)
    stage.offer(Lead(B, Source.SITEMAP, role=Role.POST), Lead(B, Source.LINK))
    done(stage, "https://example.org/c", state="waiting", role=Role.UNKNOWN)
    stage.archive._connection.run("UPDATE urls SET post_id = ? WHERE url = ?", (post_id, B))
    first, second, third = stage.archive.frontier.evidence(stage.site_id)

    assert (Role.POST, True, post_id) == (first.role, first.settled, first.post_id)
    assert (False, {Source.SITEMAP: Role.POST, Source.LINK: Role.UNKNOWN}) == (second.settled, second.claims)
    assert not third.settled
    assert {second.url_id: A} == stage.archive.frontier.aliases(stage.site_id)


@settings(deadline=None, max_examples=50)
@given(st.datetimes(min_value=datetime(1000, 1, 2), timezones=st.timezones()))  # noqa: DTZ001 - the zone is drawn too
def test_times_keep_their_order_as_text(moment):
    """Text of a time is the time, to the second, and sorts like it."""
    text = to_text(moment)

    assert from_text(text) <= moment < from_text(text) + timedelta(seconds=1)
    assert not stated_after(text, moment)
