"""Posts: what each kind of change writes, and what it leaves alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from archiver.hashes import content_hash, text_hash
from archiver.records import Author, Change, ChangeKind, Image, Lead, Link, PostStatus, Role, Source
from archiver.store import EventFilter, Outcome, PostAuthor, PostFilter, PostImage, PostLink

A, B = "https://example.org/a", "https://example.org/b"


def events(stage):
    return [(str(event.kind), event.revision) for event in reversed(list(stage.archive.posts.events()))]


def post_at(stage, post_id):
    found = stage.archive.posts.get(post_id)
    assert found is not None
    return found


def test_a_new_post_is_kept_whole(stage, draft):
    """Everything that the draft says comes back, with what the archive noted."""
    post = post_at(stage, stage.post(A))

    assert (draft.title, draft.text, draft.markdown, draft.html) == (post.title, post.text, post.markdown, post.html)
    assert (PostAuthor("Ann", "https://example.org/ann", "Ann writes."), PostAuthor("Bob", None, None)) == post.authors
    assert (("News",), ("x", "y"), "2021-11-01") == (post.categories, post.tags, post.published_at)
    assert (PostImage("https://example.org/1.png", "alt", "caption", None, None),) == post.images
    assert (PostLink("https://example.org/b", "there"),) == post.links
    assert ("example.org", A, PostStatus.LIVE, 1, 4, ()) == (
        post.site,
        post.url,
        post.status,
        post.revision,
        post.word_count,
        post.aliases,
    )
    assert (stage.now, stage.now, stage.now, None) == (
        post.first_seen_at,
        post.last_seen_at,
        post.revised_at,
        post.gone_at,
    )
    assert [("new", 1)] == events(stage)


def test_what_is_known_of_a_post_is_found_by_address_and_text(stage, draft):
    """By its own address, by an alias, and by its text; what no post stands at gives nothing."""
    post_id = stage.post(A)
    posts = stage.archive.posts
    duplicate = Change(ChangeKind.DUPLICATE, "the same content", post_id, alias="same-content")
    posts.apply(stage.site_id, stage.url(B), duplicate, draft, stage.context())
    known = posts.known(post_id)

    assert known is not None
    assert (content_hash(draft), ("Ann", "Bob"), ("News",), ("x", "y"), ("https://example.org/1.png",)) == (
        known.content_hash,
        known.authors,
        known.categories,
        known.tags,
        known.images,
    )
    assert known == posts.known_by_url(stage.url(A)) == posts.known_by_url(stage.url(B))
    assert (known,) == posts.known_by_hash(stage.site_id, text_hash(draft.text))
    assert posts.known_by_url(stage.url("https://example.org/c")) is None
    assert () == posts.known_by_hash(stage.site_id, text_hash("other"))
    assert posts.known(99) is posts.get(99) is None
    assert post_id == posts.find("http://www.example.org/b/") == posts.find(B, stage.site_id)
    assert posts.find(B, 99) is None


def test_an_unchanged_post_rewrites_no_text(stage, draft):
    """Looking again touches the sighting alone: no revision, no event, no row of content."""
    post_id = stage.post(A)
    before = stage.archive._connection.raw.total_changes
    stage.later(days=1)
    stage.change(ChangeKind.UNCHANGED, post_id, draft)

    assert 1 == stage.archive._connection.raw.total_changes - before
    assert stage.now == post_at(stage, post_id).last_seen_at
    assert [("new", 1)] == events(stage)


def test_an_edit_makes_a_revision_and_keeps_the_one_before(stage, draft):
    """Both are whole; the edit says what changed."""
    post_id = stage.post(A)
    edited = replace(draft, text="Another text.", markdown="Another *text*.", title="Other", tags=(), images=())
    stage.later(days=1)
    stage.change(ChangeKind.REVISED, post_id, edited, fields=("title", "text"), words_added=2, words_removed=4)
    first, second = stage.archive.posts.revisions(post_id)
    (event, _) = stage.archive.posts.events()

    assert (1, "new", draft.text, draft.markdown, draft.tags) == (
        first.number,
        first.kind,
        first.text,
        first.markdown,
        first.tags,
    )
    assert (2, "revised", "Another text.", "Another *text*.", ("title", "text"), 2, 4, ()) == (
        second.number,
        second.kind,
        second.text,
        second.markdown,
        second.fields,
        second.words_added,
        second.words_removed,
        second.images,
    )
    assert (2, ("title", "text"), 2, 4) == (event.revision, event.fields, event.words_added, event.words_removed)
    assert (2, stage.now, "Other", (), ()) == (
        post_at(stage, post_id).revision,
        post_at(stage, post_id).revised_at,
        post_at(stage, post_id).title,
        post_at(stage, post_id).tags,
        post_at(stage, post_id).images,
    )
    assert [] == list(stage.archive.verify())


def test_a_better_reading_of_the_same_content_is_no_revision(stage, draft):
    """A new profile may read markup, summary and modification time better; the content did not change."""
    post_id = stage.post(A)
    better = replace(draft, html="<p>better</p>", description="Now known", modified_at="2022-01-01")
    what = Change(ChangeKind.UNCHANGED, "read with profile 2", post_id)
    stage.archive.posts.apply(stage.site_id, stage.url(A), what, better, stage.context(profile_version=2))
    post = post_at(stage, post_id)
    (revision,) = stage.archive.posts.revisions(post_id)

    assert ("<p>better</p>", "Now known", 2, 1) == (post.html, post.description, post.profile_version, post.revision)
    assert ("2022-01-01", "Now known") == (revision.modified_at, revision.description)
    assert [("new", 1)] == events(stage)
    assert [] == list(stage.archive.verify())


def test_other_content_from_the_same_capture_is_a_derivation(stage, draft):
    """A better extractor that finds more text makes a revision which is no edit of the site's."""
    post_id = stage.post(A)
    stage.change(ChangeKind.DERIVED, post_id, replace(draft, text="More than before."))

    assert [("new", 1), ("derived", 2)] == events(stage)
    assert ["new", "derived"] == [revision.kind for revision in stage.archive.posts.revisions(post_id)]


def test_deriving_again_is_no_sighting(stage, draft):
    """A post was last seen when its capture was made, not when that was read again."""
    post_id = stage.post(A)
    seen = stage.now
    stage.later(days=9)
    what = Change(ChangeKind.DERIVED, "read again", post_id)
    context = replace(stage.context(profile_version=2), capture_id=post_at(stage, post_id).capture_id)
    stage.archive.posts.apply(stage.site_id, stage.url(A), what, replace(draft, text="More."), context)

    assert seen == post_at(stage, post_id).last_seen_at


def test_a_moved_post_keeps_its_history(stage, draft):
    """It has its new address, the old one is an alias, and both lead to it."""
    post_id = stage.post(A)
    stage.later(days=1)
    moved = Change(ChangeKind.MOVED, "its old address redirects here", post_id, alias="redirect")
    stage.archive.posts.apply(stage.site_id, stage.url(B), moved, draft, stage.context())
    post = post_at(stage, post_id)
    (event, _) = stage.archive.posts.events()

    assert (B, (A,), 1) == (post.url, post.aliases, post.revision)
    assert (ChangeKind.MOVED, A, B) == (event.kind, event.from_url, event.to_url)
    assert {post_id} == {stage.archive.frontier.find(stage.site_id, url).post_id for url in (A, B)}
    assert [] == list(stage.archive.verify())


def test_a_post_that_moves_with_an_edit_has_both_recorded(stage, draft):
    """One event for the move, one for the edit."""
    post_id = stage.post(A)
    moved = Change(ChangeKind.MOVED, "moved", post_id, fields=("text",))
    stage.archive.posts.apply(stage.site_id, stage.url(B), moved, replace(draft, text="Edited."), stage.context())

    assert [("new", 1), ("moved", None), ("revised", 2)] == events(stage)


def test_a_post_that_moves_back_is_at_its_old_address_again(stage, draft):
    """The address is no alias any more, and the one left behind is."""
    post_id = stage.post(A)
    for url in (B, A):
        moved = Change(ChangeKind.MOVED, "moved", post_id)
        stage.archive.posts.apply(stage.site_id, stage.url(url), moved, draft, stage.context())

    assert (A, (B,)) == (post_at(stage, post_id).url, post_at(stage, post_id).aliases)


def test_two_posts_that_prove_to_be_one_become_one(stage, draft):
    """A post moves to an address that had one of its own, or that is found to be its alias: one row a post."""
    for kind in (ChangeKind.MOVED, ChangeKind.DUPLICATE):
        first, second = stage.post(f"{A}/{kind}"), stage.post(f"{B}/{kind}")
        change = Change(kind, "one and the same", first)
        stage.archive.posts.apply(stage.site_id, stage.url(f"{B}/{kind}"), change, draft, stage.context())

        assert stage.archive.posts.get(second) is None
        assert first == stage.archive.posts.known_by_url(stage.url(f"{B}/{kind}")).post_id
    assert [] == list(stage.archive.verify())


def test_a_gone_post_keeps_its_content_and_may_come_back(stage, draft):
    """A tombstone is a status with its time; the return is an event too, with a revision where it was edited."""
    post_id = stage.post(A)
    missing = stage.later(days=1)
    assert missing == stage.archive.posts.missed(post_id, "status 404", missing)
    assert missing == stage.archive.posts.missed(post_id, "status 410", stage.later(days=1))
    stage.change(ChangeKind.GONE, post_id)
    gone = post_at(stage, post_id)
    stage.later(days=1)
    stage.change(ChangeKind.BACK, post_id, replace(draft, text="Back, edited."), fields=("text",))
    back = post_at(stage, post_id)

    assert (PostStatus.GONE, missing + timedelta(days=1), draft.text) == (gone.status, gone.gone_at, gone.text)
    assert (PostStatus.LIVE, None, "Back, edited.") == (back.status, back.gone_at, back.text)
    assert stage.archive.posts.missing_since(post_id) is None
    assert [("new", 1), ("gone", None), ("back", None), ("revised", 2)] == events(stage)


def test_a_first_look_that_finds_nothing_is_remembered_until_the_post_is_seen(stage, draft):
    """One failed look is no removal, and a good one forgets it."""
    post_id = stage.post(A)
    since = stage.later(days=1)
    stage.archive.posts.missed(post_id, "status 404", since)
    before = stage.archive.posts.missing_since(post_id)
    stage.later(days=1)
    stage.change(ChangeKind.UNCHANGED, post_id, draft)

    assert since == before
    assert stage.archive.posts.missing_since(post_id) is None


def test_an_alias_is_recorded_once(stage, draft):
    """Visiting a duplicate again makes no noise; its reason stands."""
    post_id = stage.post(A)
    duplicate = Change(ChangeKind.DUPLICATE, "the same content", post_id, alias="same-content")
    for _ in range(2):
        stage.archive.posts.apply(stage.site_id, stage.url(B), duplicate, draft, stage.context())
    event = next(stage.archive.posts.events())

    assert [("new", 1), ("duplicate", None)] == events(stage)
    assert (B, (B,)) == (event.from_url, post_at(stage, post_id).aliases)
    assert "same-content" == stage.archive._connection.value("SELECT reason FROM aliases")


def test_what_was_no_post_is_taken_back(stage):
    """Its captures stay, its address says why, and searches do not find it."""
    post_id = stage.post(A)
    stage.archive.posts.retract(post_id, "a listing")
    row = stage.archive.frontier.find(stage.site_id, A)

    assert (None, "a listing") == (row.post_id, row.reason)
    assert [0, 0, 0, 0, 1] == [stage.count(name) for name in ("posts", "revisions", "events", "images", "captures")]
    assert [] == stage.archive.search("title")
    assert [] == list(stage.archive.verify())


def test_biographies_and_addresses_of_authors_are_not_forgotten(stage):
    """A post that names an author without a biography leaves the one that is known."""
    first = stage.post(A)
    stage.post(B, authors=(Author("Ann"), Author("Ann"), Author("Bob", None, "Bob too.")))

    assert (
        PostAuthor("Ann", "https://example.org/ann", "Ann writes."),
        PostAuthor("Bob", None, "Bob too."),
    ) == post_at(stage, first).authors
    assert 2 == stage.count("authors")


def test_content_that_stays_is_not_written_again(stage, draft):
    """Of an edit of the text, images and links are not rewritten, and a kept image file is not lost."""
    post_id = stage.post(A, images=(Image("https://example.org/1.png"), Image("https://example.org/2.png")))
    stage.archive._connection.run("UPDATE images SET sha256 = url, path = url")
    images = (Image("https://example.org/1.png", "now described"), Image("https://example.org/3.png"))
    stage.change(ChangeKind.REVISED, post_id, replace(draft, text="New.", images=images, links=(Link("mailto:a@b.c"),)))
    post = post_at(stage, post_id)

    assert [("now described", "https://example.org/1.png"), ("", None)] == [(one.alt, one.path) for one in post.images]
    assert ("mailto:a@b.c",) == tuple(link.url for link in post.links)


def test_posts_that_were_read_otherwise_are_stale(stage):
    """With another profile or another extractor; in the order of their ids."""
    first, second = stage.post(A), stage.post(B)
    capture_ids = [post_at(stage, one).capture_id for one in (first, second)]
    expected = list(zip((first, second), (stage.url(A), stage.url(B)), capture_ids, strict=True))
    posts = stage.archive.posts

    assert [] == list(posts.stale(stage.site_id, 1))
    assert [] == list(posts.stale(stage.site_id, 1, "1"))
    assert expected == list(posts.stale(stage.site_id, 2)) == list(posts.stale(stage.site_id, 1, "2"))


def test_looks_at_a_post_are_counted(stage, draft):
    """How often it was fetched after the first time, and how many edits were found; nothing where no post stands."""
    run_id = stage.archive.runs.start(stage.site_id, stage.now)
    post_id = stage.post(A)
    stage.later(days=1)
    stage.capture(A, b"<html>again")
    stage.change(ChangeKind.REVISED, post_id, replace(draft, text="Edited."))
    posts = stage.archive.posts
    looks, none = posts.looks(stage.url(A)), posts.looks(stage.url(B))

    assert (1, 1, "2021-11-01") == (looks.times, looks.changes, looks.published_at)
    assert (0, 0, None) == (none.times, none.changes, none.first_seen_at)
    assert not posts.is_of_run(post_id, run_id)


def test_posts_that_resemble_each_other_are_linked(stage):
    """In both directions, the most similar first; what was found before is replaced."""
    one, two, three = (stage.post(f"{A}/{number}", text=f"text {number}") for number in range(3))
    likeness = stage.archive.likeness
    likeness.link([one, two, three], [(one, three, 0.7)])
    likeness.link([three], [(two, one, 0.5), (two, three, 0.9)])

    assert ({three: 0.9, one: 0.5}, {two: 0.5}) == (likeness.of(two), likeness.of(one))


def test_a_text_is_signed_once_for_each_method(stage):
    """Anew where the text is another, or signatures are made in another way."""
    one, two = (stage.post(f"{A}/{number}", text=f"text {number}") for number in range(2))
    likeness = stage.archive.likeness
    unsigned = list(likeness.unsigned(stage.site_id, "first"))
    likeness.sign("first", [(post_id, digest, text.encode()) for post_id, digest, text in unsigned])
    signed = list(likeness.signed(stage.site_id, "first"))
    stage.archive._connection.run("UPDATE posts SET text = 'another', text_hash = 'another' WHERE id = ?", (two,))

    assert [(one, "text 0"), (two, "text 1")] == [(post_id, text) for post_id, _, text in unsigned]
    assert [(one, b"text 0"), (two, b"text 1")] == signed
    assert [(two, "another", "another")] == list(likeness.unsigned(stage.site_id, "first"))
    assert [(one, b"text 0")] == list(likeness.signed(stage.site_id, "first"))
    assert [one, two] == [post_id for post_id, *_ in likeness.unsigned(stage.site_id, "second")]
    assert [] == list(likeness.signed(stage.site_id, "second"))


def test_events_are_filtered(stage):
    """By site, kind, post, run and time; the newest first."""
    run_id = stage.archive.runs.start(stage.site_id, stage.now)
    first = stage.post(A)
    second = stage.post(B)
    stage.later(days=1)
    gone = Change(ChangeKind.GONE, "gone", second)
    context = replace(stage.context(), run_id=run_id)
    stage.archive.posts.apply(stage.site_id, stage.url(B), gone, None, context)

    def of(**criteria: object) -> list[tuple[int, str]]:
        return [(event.post_id, str(event.kind)) for event in stage.archive.posts.events(EventFilter(**criteria))]

    assert [(second, "gone"), (second, "new"), (first, "new")] == of(site="example.org")
    assert [(second, "gone")] == of(kind=ChangeKind.GONE) == of(run_id=run_id) == of(since=stage.now)
    assert [(first, "new")] == of(post_id=first)
    assert [(second, "new"), (first, "new")] == of(until=stage.now)
    assert [(second, "gone")] == [(e.post_id, str(e.kind)) for e in stage.archive.posts.events(limit=1)]


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ({}, "abc"),
        ({"site": "example.org"}, "abc"),
        ({"site": "other"}, ""),
        ({"author": "ÉMILE"}, "a"),
        ({"author": "zo"}, "ac"),
        ({"tag": "x"}, "ab"),
        ({"tag": "X", "author": "bob"}, "b"),
        ({"category": "straße"}, "a"),
        ({"category": "STRASSE"}, "a"),
        ({"language": "de"}, "ab"),
        ({"language": "DE-at"}, "b"),
        ({"language": "d"}, ""),
        ({"since": "2020"}, "bc"),
        ({"since": "2020-05-02"}, "c"),
        ({"until": "2020"}, "ab"),
        ({"until": "2019-12-31"}, "a"),
        ({"since": "2020-05-01", "until": "2020-05-01"}, "b"),
        ({"status": PostStatus.GONE}, "c"),
        ({"search": "walk tag:x"}, "ab"),
        ({"search": "walk -dogs"}, "ac"),
        ({"search": "-walk"}, ""),
        ({"search": "-tag:x"}, "c"),
        ({"search": ""}, "abc"),
    ],
)
def test_filters_mean_what_they_say(stage, criteria, expected):
    """Names in any case and script; languages with their regions; days included at both ends."""
    with stage.archive.transaction():
        stage.post(
            f"{A}/a",
            title="a",
            text="They walk.",
            authors=(Author("Émile Zola"),),
            tags=("x",),
            categories=("Straße",),
            language="de",
            published_at="2019-12-31",
        )
        stage.post(
            f"{A}/b",
            title="b",
            text="Walking dogs.",
            authors=(Author("Bob"),),
            language="de-AT",
            published_at="2020-05-01T09:00:00+02:00",
        )
        last = stage.post(
            f"{A}/c", title="c", text="A walk.", authors=(Author("Zoe"),), tags=("z",), published_at="2021-01-01"
        )
        stage.change(ChangeKind.GONE, last)
    posts = stage.archive.posts

    assert expected == "".join(post.title for post in posts.select(PostFilter(**criteria)))
    assert expected == "".join(post.title for post in posts(**criteria))
    assert len(expected) == posts.count(PostFilter(**criteria))


def test_posts_are_read_in_order_and_in_parts(stage, monkeypatch):
    """Newest, oldest or by id; undated ones last; chunks do not show."""
    monkeypatch.setattr("archiver.store.reading.CHUNK", 2)
    dates = {"a": "2020", "b": None, "c": "2019", "d": "2021"}
    with stage.archive.transaction():
        for title, date in dates.items():
            stage.post(f"{A}/{title}", title=title, published_at=date)

    def titles(**how: object) -> str:
        return "".join(post.title for post in stage.archive.posts.select(**how))

    assert ("abcd", "dacb", "cadb") == (titles(), titles(order="newest"), titles(order="oldest"))
    assert ("da", "c") == (titles(order="newest", limit=2), titles(order="newest", limit=1, offset=2))
    assert "cb" == "".join(post.title for post in stage.archive.posts.those([3, 99, 2]))


def test_a_post_that_goes_while_others_are_read_is_left_out(stage):
    """What is read is what is there when it is reached."""
    ids = [stage.post(f"{A}/{number}") for number in range(3)]
    selected = stage.archive.posts.select(order="newest")
    stage.archive.posts.retract(ids[0], "no post")

    assert [ids[2], ids[1]] == [post.id for post in selected]


def test_coverage_proves_what_is_missing(stage):
    """For each source: what it names, what became of it, and what nobody else names."""
    a = stage.post(A)
    stage.offer(
        Lead(A, Source.SITEMAP, role=Role.POST),
        Lead(A, Source.FEED, role=Role.POST),
        Lead(B, Source.SITEMAP, role=Role.POST),
        Lead("https://example.org/alias", Source.SITEMAP, role=Role.POST),
        *(Lead(f"https://example.org/{name}", Source.SITEMAP, role=Role.POST) for name in ("c", "d", "e", "about")),
        Lead("https://example.org/menu", Source.LINK),
        Lead("https://example.org/", Source.SEED),
    )
    stage.post(B)
    frontier = stage.archive.frontier
    duplicate = Change(ChangeKind.DUPLICATE, "redirect", a)
    stage.archive.posts.apply(stage.site_id, stage.url("https://example.org/alias"), duplicate, None, stage.context())
    frontier.failed(stage.url("https://example.org/c"), "status 500", None)
    frontier.exclude(stage.url("https://example.org/d"), "robots.txt")
    frontier.done(stage.url("https://example.org/about"), Outcome(Role.PAGE, stage.now, 200))
    sitemap, feed, link = stage.archive.coverage(stage.site_id)

    assert (Source.SITEMAP, Source.FEED, Source.LINK) == (sitemap.source, feed.source, link.source)
    assert (6, 2, 1, 1, 1, 1) == (
        sitemap.named,
        sitemap.archived,
        sitemap.failed,
        sitemap.excluded,
        sitemap.open,
        sitemap.not_a_post,
    )
    assert {"status 500": 1, "robots.txt": 1, "not-a-post": 1} == sitemap.reasons
    assert (1, 1, 0) == (feed.named, feed.archived, feed.alone)


def test_a_post_that_one_source_alone_names_is_counted_there(stage, draft):
    """So that a site's other sources are known to be incomplete."""
    stage.offer(Lead(A, Source.FEED, role=Role.POST))
    row = stage.archive.frontier.find(stage.site_id, A)
    stage.archive.posts.apply(stage.site_id, row.id, Change(ChangeKind.NEW, "new"), draft, stage.context())
    (feed,) = stage.archive.coverage(stage.site_id)

    assert (1, 1, 1) == (feed.named, feed.archived, feed.alone)
