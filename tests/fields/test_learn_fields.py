"""Which sources of a site are right: learned from labels and from agreement, whatever the order of pages."""

# ruff: noqa: E501 - a line of markup is as long as it is

from __future__ import annotations

import itertools

import msgspec
import pytest
from fields.themes import ENGLISH, MONTHS, themes
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.extract import fields as extract_fields
from archiver.learn import fields as learn_fields
from archiver.page import Page
from archiver.profile.fields import FieldRules
from archiver.records import Author, Source, Statement

TITLES = ("Rain", "Snow", "Kites", "Soup", "Tides", "Moss", "Bees", "Owls", "Fog", "Hail")


def _page(number: int, body: str, head: str = "", lang: str = "en") -> Page:
    text = f'<html lang="{lang}"><head>{head}</head><body>{body}<div class="content"><p>{"Words. " * 60}</p></div></body></html>'
    return Page.from_bytes(f"https://site.example/post-{number}", text.encode(), "text/html; charset=utf-8")


def _labels(pages: list[Page], statements: list[Statement]) -> dict[str, dict[Source, Statement]]:
    return {page.url: {Source.FEED: said} for page, said in zip(pages, statements, strict=False)}


def _sources(rules: FieldRules, field: str) -> list[str]:
    rule = rules.rule(field)
    assert rule is not None
    return [one.source for one in rule.sources]


def test_labels_overrule_what_looks_like_a_byline() -> None:
    """The element called author holds the photographer; the writer stands in one that no name tells."""
    pages = [
        _page(n, f'<h1>{title}</h1><p class="author">Cam Eraman</p><p class="x7">By Jane {title}son</p>')
        for n, title in enumerate(TITLES)
    ]
    labels = _labels(pages, [Statement(authors=(Author(f"Jane {title}son"),)) for title in TITLES[:5]])
    rules = learn_fields.learn(pages, labels)
    found = extract_fields.read(pages[9], rules, {})

    assert [Author("Jane Hailson")] == list(found.authors)


def test_the_name_of_the_site_is_cut_off_on_either_side() -> None:
    """Two sections of one site, each with its own tail."""
    pages = [
        _page(n, f"<h2>{title} news</h2>", f"<title>{title} news | {'Inside ' if n % 2 else ''}Site Blog</title>")
        for n, title in enumerate(TITLES)
    ]
    rules = learn_fields.learn(pages, {})

    assert (" | Inside Site Blog", " | Site Blog") == rules.title_suffixes
    assert "Hail news" == extract_fields.read(pages[9], rules, {}).title


def test_a_prefix_without_any_heading_is_learned_from_its_frequency() -> None:
    pages = [_page(n, "<p>x</p>", f"<title>Site Blog: {title} news</title>") for n, title in enumerate(TITLES)]
    rules = learn_fields.learn(pages, {})

    assert ("Site Blog: ",) == rules.title_prefixes
    assert "Hail news" == extract_fields.read(pages[9], rules, {}).title


def test_headings_that_every_page_shares_are_no_titles() -> None:
    pages = [
        _page(n, f"<h1>Site</h1><h2 class='t'>{title} news</h2><h1>Comments</h1>", f"<title>{title} news</title>")
        for n, title in enumerate(TITLES)
    ]
    rules = learn_fields.learn(pages, {})

    assert [f"{title} news" for title in TITLES] == [extract_fields.read(page, rules, {}).title for page in pages]


def test_a_date_in_a_classless_line_is_learned_from_the_feed() -> None:
    pages = [
        _page(n, f"<h1>{title}</h1><p><em>{MONTHS[n % 12]} {n + 1}, 2019</em></p><p>© 2024, 1 May 2024</p>")
        for n, title in enumerate(TITLES)
    ]
    labels = _labels(pages, [Statement(published_at=f"2019-{n % 12 + 1:02}-{n + 1:02}") for n in range(4)])
    rules = learn_fields.learn(pages, labels)
    found = extract_fields.read(pages[9], rules, {})

    assert "2019-10-10" == found.published_at
    assert () == found.warnings


@pytest.mark.parametrize(("order", "expected"), [("dmy", "2019-05-03"), ("mdy", "2019-03-05")])
def test_the_order_of_numeric_dates_is_learned(order: str, expected: str) -> None:
    """One day above twelve anywhere on the site tells it."""
    days = [(3, 5), (14, 2), (4, 6), (7, 8), (9, 1)]
    lines = [f"{day}/{month}/2019" if order == "dmy" else f"{month}/{day}/2019" for day, month in days]
    if order == "mdy":
        lines[0] = "3/5/2019"
    pages = [
        _page(n, f'<h1>{title}</h1><p class="date">{line}</p>')
        for n, (title, line) in enumerate(zip(TITLES, lines, strict=False))
    ]
    rules = learn_fields.learn(pages, {})

    assert order == rules.date_order
    assert expected == extract_fields.read(pages[0], rules, {}).published_at


def test_labels_tell_the_order_where_no_day_does() -> None:
    pages = [
        _page(n, f'<h1>{title}</h1><p class="date">{n + 1}/12/2019</p>', lang="en-US") for n, title in enumerate(TITLES)
    ]
    labels = _labels(pages, [Statement(published_at=f"2019-12-{n + 1:02}") for n in range(5)])

    assert "dmy" == learn_fields.learn(pages, labels).date_order


def test_a_date_that_the_feed_knows_to_the_second_is_taken_from_it() -> None:
    pages = [_page(n, f'<h1>{title}</h1><p class="date">May {n + 1}, 2019</p>') for n, title in enumerate(TITLES)]
    labels = _labels(pages, [Statement(published_at=f"2019-05-{n + 1:02}T08:15:00+02:00") for n in range(4)])
    rules = learn_fields.learn(pages, labels)

    assert "2019-05-01T08:15:00+02:00" == extract_fields.read(pages[0], rules, labels[pages[0].url]).published_at
    assert "2019-05-09" == extract_fields.read(pages[8], rules, {}).published_at


def test_a_tag_cloud_is_no_posts_tags() -> None:
    cloud = "".join(f'<a href="/tag/{title}/">{title}</a>' for title in TITLES)
    pages = [
        _page(
            n,
            f'<h1>{title}</h1><div class="tags"><a href="/tag/{title}/">{title}</a></div><div class="tagcloud">{cloud}</div>',
        )
        for n, title in enumerate(TITLES)
    ]
    rules = learn_fields.learn(pages, {})

    assert ("Hail",) == extract_fields.read(pages[9], rules, {}).tags
    assert not any("tagcloud" in source for source in _sources(rules, "tags"))


def test_a_post_without_tags_gets_none_from_its_neighbours() -> None:
    """The related posts' tags stand in elements of another key."""
    pages = [
        _page(
            n,
            f"<h1>{title}</h1>"
            + (f'<p class="post-tags">Tags: <a href="/tag/{title}/">{title}</a></p>' if n else "")
            + f'<div class="related"><div class="card"><span class="tags"><a href="/tag/z{n}/">Z{n}</a></span></div></div>',
        )
        for n, title in enumerate(TITLES)
    ]
    rules = learn_fields.learn(pages, {})

    assert () == extract_fields.read(pages[0], rules, {}).tags
    assert ("Hail",) == extract_fields.read(pages[9], rules, {}).tags


def test_a_description_of_the_site_is_no_posts_description() -> None:
    pages = [
        _page(n, f"<h1>{title}</h1>", f'<meta name="description" content="{f"On {title}" if n > 5 else "A site."}">')
        for n, title in enumerate(TITLES)
    ]
    rules = learn_fields.learn(pages, {})

    assert ("A site.",) == rules.boilerplate
    assert [None, "On Hail"] == [extract_fields.read(pages[n], rules, {}).description for n in (0, 9)]


def test_a_feed_that_names_the_site_for_every_post_is_not_believed() -> None:
    """Its author is the publisher; the pages name the people."""
    pages = [
        _page(
            n,
            f'<h1>{title}</h1><span class="byline">By Jane {title}son</span>',
            f'<meta name="author" content="Jane {title}son">',
        )
        for n, title in enumerate(TITLES)
    ]
    labels = _labels(pages, [Statement(authors=(Author("Site Ltd"),)) for _ in range(6)])
    rules = learn_fields.learn(pages, labels)
    found = extract_fields.read(pages[0], rules, labels[pages[0].url])

    assert ["Jane Rainson"] == [author.name for author in found.authors]


@pytest.mark.parametrize("said", [("Set Your Name",), ("jdoe", "ek"), ("The Blog",)])
def test_feeds_that_name_the_site_or_logins_are_not_believed(said: tuple[str, ...]) -> None:
    """One name for all posts of two authors, the names with which they log in, or what the site is called."""
    people = ("Jane Doe", "Bo Ek") if len(said) > 1 or said == ("Set Your Name",) else ("Jane Doe",)
    pages = [
        _page(
            n,
            f'<h1>{title}</h1><span class="byline">By {people[n % len(people)]}</span>',
            f'<meta property="og:site_name" content="The Blog"><meta name="author" content="{people[n % len(people)]}">',
        )
        for n, title in enumerate(TITLES)
    ]
    labels = _labels(pages, [Statement(authors=(Author(said[n % len(said)]),)) for n in range(6)])
    rules = learn_fields.learn(pages, labels)
    found = [extract_fields.read(page, rules, labels.get(page.url, {})).authors for page in pages]

    assert [(people[n % len(people)],) for n in range(len(pages))] == [
        tuple(one.name for one in each) for each in found
    ]


def test_names_are_joined_or_split_as_the_feed_does() -> None:
    pages = [
        _page(n, f'<h1>{title}</h1><p class="byline">{MONTHS[n % 12]} 3, 2020 · Niko and Tyler</p>')
        for n, title in enumerate(TITLES)
    ]
    joined = learn_fields.learn(pages, _labels(pages, [Statement(authors=(Author("Niko and Tyler"),))] * 4))
    split = learn_fields.learn(pages, _labels(pages, [Statement(authors=(Author("Niko"), Author("Tyler")))] * 4))

    assert ["Niko and Tyler"] == [author.name for author in extract_fields.read(pages[9], joined, {}).authors]
    assert ["Niko", "Tyler"] == [author.name for author in extract_fields.read(pages[9], split, {}).authors]


def test_a_name_written_as_a_slug_is_spelled_as_the_feed_or_the_text_does() -> None:
    pages = [
        _page(n, f"<h1>{title}</h1><p>I am Jane van Doe.</p>", '<meta name="author" content="jane-van-doe">')
        for n, title in enumerate(TITLES)
    ]
    by_text = learn_fields.learn(pages, {})
    by_feed = learn_fields.learn(pages, _labels(pages, [Statement(authors=(Author("Jane Van Doe"),))] * 4))

    assert (("jane-van-doe", "Jane van Doe"),) == by_text.spellings
    assert (("jane-van-doe", "Jane Van Doe"),) == by_feed.spellings
    assert ["Jane Van Doe"] == [author.name for author in extract_fields.read(pages[9], by_feed, {}).authors]


def test_too_few_pages_teach_nothing() -> None:
    assert FieldRules() == learn_fields.learn([_page(n, "<h1>x</h1>") for n in range(3)], {})


def test_what_was_learned_can_be_explained() -> None:
    theme = next(theme for theme in themes() if theme.name == "wordpress-classic")
    rules = learn_fields.learn(theme.pages, theme.labels(4))
    rule = rules.rule("authors")

    assert (8, 4) == (rules.posts, rules.labelled)
    assert rule is not None
    assert "labels" == rule.basis
    assert (1.0, 4, 1.0) == (rule.sources[0].agreement, rule.sources[0].compared, rule.sources[0].coverage)
    assert any("cloud" in source for source, _ in rules.rule("tags").rejected)  # type: ignore[union-attr]


def test_rules_survive_their_json() -> None:
    theme = next(theme for theme in themes() if theme.name == "hexo")
    rules = learn_fields.learn(theme.pages, theme.labels(3))

    assert rules == msgspec.json.decode(msgspec.json.encode(rules), type=FieldRules)


_SMALL = next(theme for theme in themes() if theme.name == "pelican")


@given(st.permutations(range(len(_SMALL.pages))), st.integers(0, 4))
@settings(deadline=None, max_examples=15)
def test_the_order_of_pages_does_not_matter(order: list[int], labelled: int) -> None:
    labels = _SMALL.labels(labelled)
    shuffled = [_SMALL.pages[number] for number in order]

    assert learn_fields.learn(_SMALL.pages, labels) == learn_fields.learn(shuffled, labels)


@pytest.mark.parametrize("left_out", range(len(_SMALL.pages)))
def test_a_new_page_does_not_change_what_the_others_say(left_out: int) -> None:
    """What is read of seven posts is the same, whether the eighth was there to learn from or not."""
    others = [page for number, page in enumerate(_SMALL.pages) if number != left_out]
    before, after = learn_fields.learn(others, {}), learn_fields.learn(_SMALL.pages, {})

    def values(rules: FieldRules) -> list[tuple[object, ...]]:
        found = [extract_fields.read(page, rules, {}) for page in others]
        return [(one.title, one.authors, one.published_at, one.tags, one.categories) for one in found]

    assert values(before) == values(after)


def test_a_large_site_is_learned_from_a_sample() -> None:
    pages = [
        _page(n, f"<h1>{' '.join(pair)} {n}</h1>")
        for n, pair in enumerate(itertools.islice(itertools.product(TITLES, repeat=3), 300))
    ]

    assert learn_fields.SAMPLE == learn_fields.learn(pages, {}).posts


@pytest.mark.parametrize("rules", [FieldRules(), None])
def test_the_user_can_pin_and_forbid_sources(rules: FieldRules | None) -> None:
    """Pinned ones are read first, forbidden ones never, with rules and without."""
    theme = next(theme for theme in themes() if theme.name == "ghost")
    learned = rules or learn_fields.learn(theme.pages, {})
    changed = FieldRules(
        fields=learned.fields,
        posts=learned.posts,
        pinned=("authors=meta:twitter:data1", "title=dom:nothing"),
        forbidden=("published_at=json-ld", "published_at=meta:article:published_time"),
    )
    found = extract_fields.read(theme.pages[0], changed, {})
    sources = {one.field: (one.source, one.confidence) for one in found.provenance}

    assert ("meta:twitter:data1", 1.0) == sources["authors"]
    assert ENGLISH[0].title == found.title
    assert sources["published_at"][0].startswith("dom:")


def test_a_guessed_date_says_so() -> None:
    """Only htmldate finds one, in the page's footer."""
    body = "<h1>Soup</h1><div class='content'><p>Long.</p></div><footer><p>Last built 2021-03-04 by our generator, which we wrote ourselves in a long winter, and which prints this sentence at the end of every page that it makes.</p></footer>"
    found = extract_fields.read(_page(1, body), FieldRules(), {})
    provenance = next((one for one in found.provenance if one.field == "published_at"), None)

    assert found.published_at is None or "date-guessed" in found.warnings
    assert provenance is None or ("htmldate", 0.2) == (provenance.source, provenance.confidence)


@pytest.mark.parametrize(
    "body",
    [
        "<h1>A day on the river</h1><div id='c'><h2>Rain</h2><p>Words.</p></div>",
        "<h1>The River Post</h1><h2>A day on the river</h2><div id='c'><p>Words.</p></div><h1>Comments on this</h1>",
        "<h1>The River Post</h1><div id='c'><h1>A day on the river</h1><p>Words.</p></div>",
    ],
)
def test_without_rules_the_heading_at_the_text_is_the_title(body: str) -> None:
    page = _page(1, body)
    container = page.tree.get_element_by_id("c")

    assert "A day on the river" == extract_fields.read(page, FieldRules(), {}, container).title


def test_a_page_with_nothing_says_so() -> None:
    text = b"<html><body><p>x</p></body></html>"
    found = extract_fields.read(Page.from_bytes("https://site.example/x", text, "text/html"), FieldRules(), {})

    assert ("", None) == (found.title, found.published_at)
    assert ("no-title", "no-date") == found.warnings


def test_sources_that_contradict_each_other_lower_the_agreement() -> None:
    head = '<title>Snow</title><meta property="og:title" content="{}"><meta property="article:published_time" content="2020-01-0{}">'
    pages = [_page(n, f"<h1>{title}</h1>", head.format(title, n % 9 + 1)) for n, title in enumerate(TITLES)]
    rules = learn_fields.learn(pages, {})
    odd = _page(99, "<h1>Rain again</h1>", head.format("Something else", 1))

    assert 1.0 == extract_fields.read(pages[3], rules, {}).agreement
    assert 0.0 == extract_fields.read(odd, rules, {}).agreement


def test_a_post_in_another_layout_still_names_its_author() -> None:
    """None of the learned sources is on it, but a well-marked element is; a weak one would not do."""
    pages = [_page(n, f'<h1>{title}</h1><p class="byline">By Jane {title}son</p>') for n, title in enumerate(TITLES)]
    rules = learn_fields.learn(pages, {})
    marked = _page(77, '<h1>Old</h1><span itemprop="author" class="vcard">Tom Old</span>')
    weak = _page(78, "<h1>Old</h1><p>May 3, 2012 <i>Tom Old</i></p>")

    assert ["Tom Old"] == [author.name for author in extract_fields.read(marked, rules, {}).authors]
    assert () == extract_fields.read(weak, rules, {}).authors


_AVATAR = (
    '<div class="col"><div class="intro" itemprop="author" itemscope itemtype="https://schema.org/Person">'
    '<a href="https://people.example/x" itemprop="url"><span itemprop="name">{}</span></a></div></div>'
)


def _bylines(names: list[tuple[str, ...]]) -> list[Page]:
    return [
        _page(n, f'<h1>{title}</h1><div class="row">{"".join(_AVATAR.format(name) for name in named)}</div>')
        for n, (title, named) in enumerate(zip(TITLES, names, strict=True))
    ]


def test_a_feed_that_knows_first_authors_alone_does_not_hide_the_others() -> None:
    """Half of the posts have a second author, whom the feed leaves out."""
    names = [(f"Jane {title}son", *([f"Piet {title}sen"] if n % 2 else [])) for n, title in enumerate(TITLES)]
    pages = _bylines(names)
    rules = learn_fields.learn(pages, _labels(pages, [Statement(authors=(Author(named[0]),)) for named in names]))

    assert ["Jane Owlsson", "Piet Owlssen"] == [one.name for one in extract_fields.read(pages[7], rules, {}).authors]


def test_a_card_that_names_first_authors_alone_does_not_either() -> None:
    """It agrees with the feed more often than the byline, which has a second author on two posts in ten."""
    names = [(f"Jane {title}son", *([f"Piet {title}sen"] if n in {2, 7} else [])) for n, title in enumerate(TITLES)]
    links = [", ".join(f'<a href="/author/{n.split()[0]}/">{n}</a>' for n in named) for named in names]
    pages = [
        _page(
            n,
            f'<h1>{title}</h1><h4 class="post-author">{links[n]}</h4>',
            f'<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="{names[n][0]}">',
        )
        for n, title in enumerate(TITLES)
    ]
    rules = learn_fields.learn(pages, _labels(pages, [Statement(authors=(Author(named[0]),)) for named in names]))

    assert ["Jane Owlsson", "Piet Owlssen"] == [one.name for one in extract_fields.read(pages[7], rules, {}).authors]


def test_a_name_that_a_page_adds_to_every_author_is_not_the_posts() -> None:
    """A sponsor beside each author; the feed is right."""
    names = [(f"Jane {title}son", "Northfield Tools") for title in TITLES]
    pages = _bylines(names)
    labels = _labels(pages, [Statement(authors=(Author(named[0]),)) for named in names])
    rules = learn_fields.learn(pages, labels)
    found = extract_fields.read(pages[7], rules, labels[pages[7].url]).authors

    assert ["Jane Owlsson"] == [one.name for one in found]


def test_the_sole_author_of_a_feed_wrote_the_posts_that_have_left_it() -> None:
    """No page names anybody, and all that the feed still lists is by one person; two persons leave it open."""
    pages = [_page(n, f"<h1>{title}</h1>") for n, title in enumerate(TITLES)]
    one = learn_fields.learn(pages, _labels(pages, [Statement(authors=(Author("Inga Holt"),))] * 5))
    two = learn_fields.learn(
        pages, _labels(pages, [Statement(authors=(Author(n),)) for n in ("Inga Holt", "Bo Ek") * 3])
    )
    found = extract_fields.read(pages[9], one, {})

    assert [Author("Inga Holt")] == list(found.authors)
    assert "site" == next(part.source for part in found.provenance if part.field == "authors")
    assert () == extract_fields.read(pages[9], two, {}).authors


@pytest.mark.parametrize("name", ["<li>{}</li>", '<li><span class="s">{}</span></li>'])
def test_a_feed_shows_where_a_design_without_a_hint_names_its_authors(name: str) -> None:
    """No class, no "by" and no day beside it; the feed knows the last five posts, by organisations too."""
    people = ("Inga Holt", "the wharf office", "Bo Ek")
    named = [people[n % 3] for n in range(len(TITLES))]
    between = "<p>Some more words about it.</p>" * 4
    pages = [
        _page(n, f"<h1>{title}</h1>{between}<div><ul><li>{n} min read</li>{name.format(named[n])}</ul></div>")
        for n, title in enumerate(TITLES)
    ]
    labels = _labels(pages, [Statement(authors=(Author(author),)) for author in named[:5]])
    rules = learn_fields.learn(pages, labels)

    assert named[5:] == [extract_fields.read(page, rules, {}).authors[0].name for page in pages[5:]]


@pytest.mark.parametrize(("others", "expected"), [("Inga Holt", ["Inga Holt"]), ("Bo Ek", [])])
def test_the_one_author_of_most_pages_wrote_those_that_name_nobody(others: str, expected: list[str]) -> None:
    """Where a line stands elsewhere on some pages; not where there are two authors."""
    shown = [others if n == 3 else "Inga Holt" if n % 5 else "" for n in range(len(TITLES))]
    lines = [f'<p class="meta"><span class="author">{name}</span></p>' if name else "" for name in shown]
    pages = [_page(n, f"<h1>{title}</h1>{lines[n]}") for n, title in enumerate(TITLES)]

    assert expected == [one.name for one in extract_fields.read(pages[5], learn_fields.learn(pages, {}), {}).authors]


@pytest.mark.parametrize(
    ("expected", "foot"),
    [
        ("Inga Holt", "<footer>Copyright &copy; 2015-2026 <i></i> Inga Holt. All rights reserved</footer>"),
        ("Inga Holt", "<div class='site-footer'><p>© 2020 – 2026 <a href='/'>Inga Holt</a>, powered by Hexo</p></div>"),
        ("مریم رضایی", "<footer>© ۱۴۰۰ مریم رضایی</footer>"),
        ("林小满", "<div id='footer'><span>&copy; 2026</span> <span>林小满</span> 访问人数: 12</div>"),
        ("", "<footer>© 2026 The Cabin Notes</footer>"),
        ("", "<footer>© 2026 Holt &amp; Sons Ltd.</footer>"),
        ("", "<footer>Theme by Inga Holt</footer>"),
        ("", "<article><p>© 2026 Inga Holt took this picture.</p></article>"),
    ],
)
def test_who_signs_every_page_wrote_what_names_nobody(expected: str, foot: str) -> None:
    """A person, not the site or a firm: believed where neither pages nor feeds name an author."""
    head = "<title>{} | The Cabin Notes</title>"
    pages = [_page(n, f"<h1>{title}</h1><p>Words.</p>{foot}", head.format(title)) for n, title in enumerate(TITLES)]
    named = [_page(n, f"<h1>{title}</h1><p class='byline'>By Bo Ek</p>{foot}") for n, title in enumerate(TITLES)]
    found = extract_fields.read(pages[3], learn_fields.learn(pages, {}), {})
    other = extract_fields.read(named[3], learn_fields.learn(named, {}), {})

    assert [expected] * bool(expected) == [one.name for one in found.authors]
    assert ["Bo Ek"] == [one.name for one in other.authors]


def test_what_only_the_lists_of_a_site_show_is_read_from_them() -> None:
    """Neither title nor day stands on the pages; where a page has its own, the list's is one source among others."""
    silent = [_page(n, "<p><b>Notes</b></p>", "<title>The Cabin</title>") for n, _ in enumerate(TITLES)]
    spoken = [_page(n, f"<h1>{title}!</h1><time>2021-05-0{n}</time>") for n, title in enumerate(TITLES)]
    lists = {
        page.url: {Source.LISTING: Statement(title=title, published_at=f"2021-04-{n + 10}")}
        for n, (page, title) in enumerate(zip(silent, TITLES, strict=True))
    }
    from_list = extract_fields.read(silent[4], learn_fields.learn(silent, lists), lists[silent[4].url])
    from_page = extract_fields.read(spoken[4], learn_fields.learn(spoken, lists), lists[spoken[4].url])
    few = extract_fields.read(silent[4], FieldRules(), lists[silent[4].url])

    assert ("Tides", "2021-04-14", ()) == (from_list.title, from_list.published_at, from_list.warnings)
    assert {"listing"} == {part.source for part in from_list.provenance if part.field in {"title", "published_at"}}
    assert ("Tides!", "2021-05-04") == (from_page.title, from_page.published_at)
    assert "2021-04-14" == few.published_at
