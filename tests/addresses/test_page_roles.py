"""What a fetched page is taken for, on the markup of many platforms, with nothing learned yet."""

from __future__ import annotations

import pytest
from addresses import platform_pages as pages

from archiver.extract import signs
from archiver.extract.role import judge
from archiver.profile.addresses import AddressGrammar, ShapeRule
from archiver.records import Lead, Role, Source, Statement

NOTHING = AddressGrammar()
ROOT = pages.ORIGIN + "/"
SEVERAL = "<script type='application/ld+json'>[{}]</script>".format(
    ",".join(f'{{"@type": "BlogPosting", "url": "https://blog.example/a-{n}/"}}' for n in range(4))
)
BLOG = """<script type="application/ld+json">
{"@type": "Blog", "blogPost": [{"@type": "BlogPosting"}, {"@type": "BlogPosting"}]}</script>"""


def role_of(page, leads=(), status=200, grammar=NOTHING):
    return judge(page, status, grammar, leads, ROOT).role


@pytest.mark.parametrize(
    ("expected", "page"),
    [
        (Role.POST, pages.wordpress_post()),
        (Role.POST, pages.yoast_post()),
        (Role.POST, pages.ghost("/winds/", "post-template tag-sea")),
        (Role.POST, pages.blogger("/2019/02/nets.html", "item")),
        (Role.POST, pages.hugo_post()),
        (Role.POST, pages.jekyll_post()),
        (Role.POST, pages.drupal("article")),
        (Role.POST, pages.squarespace_item()),
        (Role.POST, pages.substack_post()),
        (Role.POST, pages.typecho_post()),
        (Role.POST, pages.blogfa_post()),
        (Role.LISTING, pages.wordpress_listing()),
        (Role.LISTING, pages.wordpress_listing("/page/2/", "home blog paged paged-2")),
        (Role.LISTING, pages.wordpress_listing("/news-of-the-pier/", "blog hfeed wp-custom-logo")),
        (Role.LISTING, pages.ghost("/tag/sea/", "tag-template tag-sea")),
        (Role.LISTING, pages.blogger("/2019/02/", "archive")),
        (Role.LISTING, pages.hugo_list()),
        (Role.LISTING, pages.hexo_archive()),
        (Role.LISTING, pages.pelican_index()),
        (Role.PAGE, pages.wordpress_page()),
        (Role.PAGE, pages.ghost("/our-boats/", "page-template page-our-boats")),
        (Role.PAGE, pages.blogger("/p/boats.html", "static_page")),
        (Role.PAGE, pages.drupal("landing-page")),
        (Role.PAGE, pages.pelican("/about.html", "About the pier", post=False)),
    ],
    ids=lambda value: value.url if hasattr(value, "url") else str(value),
)
def test_platforms_pages_are_told_apart(expected, page):
    """Posts, listings and static pages of each platform are recognised without any label."""
    verdict = judge(page, 200, NOTHING, (), ROOT)

    assert expected == verdict.role, verdict
    assert verdict.reasons or expected is Role.PAGE


@pytest.mark.parametrize("path", ["/", "/index.html", "/en/"])
def test_the_start_of_the_site_is_a_listing(path):
    """The home page is a listing even where a feed names it and it looks like a post."""
    page = pages.page(path, f"<article><h1>Pier</h1>{pages.prose()}</article>", "", "single single-post postid-1")

    assert Role.LISTING == role_of(page, [Lead(page.url, Source.FEED, role=Role.POST)])


@pytest.mark.parametrize(
    ("reason", "page", "status"),
    [
        ("status 404", pages.wordpress_post(), 404),
        (
            "redirects by meta refresh",
            pages.page("/old/", "", '<meta http-equiv="refresh" content="0; url=/new/">'),
            200,
        ),
        (
            "asks for a password",
            pages.page(
                "/secret-pier/", '<h1>Protected: Pier</h1><form><input type="password" name="post_password"></form>'
            ),
            200,
        ),
        ("says that nothing was found", pages.page("/lost-pier/", "<h1>Page not found</h1><p>Try a search.</p>"), 200),
        ("address of a comments", pages.page("/quiet-harbour/comment-page-2/", f"<h1>Quiet</h1>{pages.prose()}"), 200),
        ("address of a copy", pages.page("/quiet-harbour/amp/", f"<h1>Quiet</h1>{pages.prose()}"), 200),
    ],
)
def test_what_is_no_content_is_no_post(reason, page, status):
    """Errors, stubs, forms and copies are none, whatever names them."""
    verdict = judge(page, status, NOTHING, [Lead(page.url, Source.FEED, role=Role.POST)], ROOT)

    assert (Role.OTHER, reason) == (verdict.role, verdict.reasons[0])


@pytest.mark.parametrize(
    ("expected", "body_class"),
    [
        (Role.PAGE, "static_page item-view"),
        (Role.PAGE, "page-id-7 wp-theme-pier"),
        (Role.PAGE, "single single-vessel postid-9"),
        (Role.PAGE, "collection-type-page view-item"),
        (Role.POST, "collection-type-blog-basic-grid view-item"),
        (Role.POST, "single single-news postid-9"),
        (Role.POST, "single postid-9"),
        (Role.LISTING, "list"),
    ],
)
def test_body_classes_of_many_platforms_are_read(expected, body_class):
    """WordPress' own post types, Blogger's and Squarespace's views, a theme's word for a list."""
    page = pages.page("/some-long-thing/", pages.prose(1), "", body_class)

    assert expected == role_of(page)


@pytest.mark.parametrize(
    ("expected", "body"),
    [
        (Role.LISTING, '<main><a rel="next" href="/page/2/">More</a></main>'),
        (Role.LISTING, '<div class="h-entry">x</div><div class="h-entry">y</div>'),
        (Role.POST, f"<main><p>3 May 2020</p><h1>A long tale</h1>{pages.prose(3)}</main>"),
        (Role.POST, f"<main><div><div><div><h1>A long tale</h1></div></div></div>{pages.prose(3)}</main>"),
    ],
)
def test_the_outline_tips_a_bare_page(expected, body):
    """Without any markup of a platform: pages of nothing, of steps, of entries, and with a date by the headline."""
    page = pages.page("/a-long-tale/", body, '<title>A long tale</title><meta property="og:type" content="website">')

    assert expected == role_of(page, [Lead(page.url, Source.LISTING)])


def test_a_list_beside_some_text_is_still_a_list():
    """An index with an introduction is a listing, a post with a box of related posts is none."""
    cards = "".join(f'<div class="card"><h3><a href="/a-tale-{n}/">Tale {n}</a></h3></div>' for n in range(6))
    index = pages.page("/tales-of-us/", f"<main><p>{pages.SENTENCE * 8}</p>{cards}</main>")
    related = f'<div class="related-posts">{cards}</div>'
    post = pages.page("/2020/01/a-tale/", f"<article><h1>A tale of us</h1>{pages.prose()}</article>{related}")

    assert Role.LISTING == role_of(index)
    assert Role.POST == role_of(post)


@pytest.mark.parametrize("body_class", ["error404", "attachment attachmentid-9 attachment-png"])
def test_body_classes_of_errors_and_attachments_are_believed(body_class):
    """A 404 page served with 200, and WordPress' page of an image, are no posts."""
    page = pages.page("/some-lost-thing/", f"<h1>Oops</h1>{pages.prose(1)}", "", body_class)

    assert Role.OTHER == role_of(page)


@pytest.mark.parametrize("path", ["/404.html", "/404/", "/en/404.html"])
def test_the_error_page_of_a_static_host_is_no_post(path):
    """A copy serves it with 200, a sitemap names it, and it wears the theme's layout of posts."""
    page = pages.page(
        path, f"<article><h1>Lost at sea</h1>{pages.prose()}</article>", "", "single single-post postid-1"
    )

    assert Role.OTHER == role_of(page, [Lead(page.url, Source.SITEMAP, role=Role.POST)])
    assert Role.POST == role_of(page, [Lead(page.url, Source.LISTING)])


def test_a_post_numbered_404_in_a_folder_is_one():
    page = pages.page(
        "/post/404.html", f"<article><h1>Sea</h1>{pages.prose()}</article>", "", "single single-post postid-1"
    )

    assert Role.POST == role_of(page, [Lead(page.url, Source.SITEMAP, role=Role.POST)])


def test_the_page_of_a_picture_is_no_post_whatever_else_it_says():
    """Static copies of WordPress hold a page for each picture, with a date, OpenGraph and neighbours as posts have."""
    head = '<meta property="og:type" content="article"><meta property="article:published_time" content="2019-07-18">'
    page = pages.page(
        "/2019-harbour-1/",
        '<article class="hentry"><h1>2019 harbour 1</h1><p><a href="/2019-harbour-1/">18 July 2019</a></p></article>',
        f"<title>2019 harbour 1</title>{head}",
        "attachment single single-attachment postid-7 attachmentid-7 attachment-jpeg",
    )

    assert Role.OTHER == role_of(page, [Lead(page.url, Source.NEIGHBOUR)])


def test_a_feed_makes_an_unmarked_page_a_post():
    """A page with no markup of its own is a post where the blog's feed names it, and a page where nothing does."""
    page = pages.page("/tale.html", f"<h1>Tale</h1>{pages.prose(1)}", "<title>A long tale</title>")

    assert Role.POST == role_of(page, [Lead(page.url, Source.FEED, role=Role.POST)])
    assert Role.PAGE == role_of(page)


@pytest.mark.parametrize(
    ("expected", "leads"),
    [
        (Role.POST, [Lead("", Source.LISTING, says=Statement(published_at="2020-01-01"))]),
        (Role.POST, [Lead("", Source.LISTING), Lead("", Source.NEIGHBOUR)]),
        (Role.PAGE, [Lead("", Source.SITEMAP, role=Role.PAGE)]),
        (Role.LISTING, [Lead("", Source.SITEMAP, role=Role.LISTING), Lead("", Source.PAGINATION)]),
    ],
)
def test_what_names_a_page_tips_the_scale(expected, leads):
    """Listings with dates, neighbours and kinds of sitemaps settle what the page itself leaves open."""
    page = pages.page("/long-tale-of-a-pier.html", pages.prose(1), "<title>A long tale</title>")

    assert expected == role_of(page, leads)


@pytest.mark.parametrize(
    ("expected", "head"),
    [
        (Role.LISTING, '<script type="application/ld+json">{"@type": "CollectionPage"}</script>'),
        (Role.LISTING, BLOG),
        (
            Role.LISTING,
            SEVERAL,
        ),
        (Role.LISTING, '<meta property="og:type" content="profile">'),
        (Role.PAGE, '<script type="application/ld+json">{"@type": ["Product"]}</script>'),
        (Role.PAGE, '<meta property="og:type" content="product"><meta name="robots" content="noindex">'),
        (Role.PAGE, '<script type="application/ld+json">{"@type": "JobPosting"}</script>'),
        (Role.POST, '<meta name="parsely-pub-date" content="2020-01-01"><meta property="og:type" content="article">'),
    ],
)
def test_structured_data_is_weighed(expected, head):
    """schema.org types and OpenGraph tell what a plain page is."""
    page = pages.page("/tales-of-piers/", f"<div>{pages.prose(1)}</div>", head)

    assert expected == role_of(page)


def test_the_users_patterns_come_first():
    """`posts` and `skip` of archiver.toml overrule everything that a page says."""
    page = pages.wordpress_page()
    grammar = NOTHING.overruled(posts=["/our-"])

    assert Role.POST == role_of(page, grammar=grammar)
    assert Role.OTHER == role_of(page, grammar=NOTHING.overruled(posts=["/our-"], skip=["boats"]))


def test_a_post_that_is_a_list_of_links_to_other_sites_is_a_post():
    items = "".join(f"<li><a href='https://other.example/{n}'>A page on kilns, part {n}</a></li>" for n in range(6))
    page = pages.page("/2014/01/18/links/", f"<h1>Links</h1><time>18 January 2014</time><ul>{items}</ul>")

    assert Role.POST == role_of(page, [Lead(page.url, Source.LISTING, Role.POST)])


def test_an_archive_in_a_table_that_lays_out_the_page_is_a_listing():
    items = "".join(f"<li>2014-01-{n:02} <a href='/2014/{n}/'>Entry {n}</a></li>" for n in range(1, 12))
    page = pages.page("/all/", f"<table><tr><td><h2>All</h2><ul>{items}</ul></td></tr></table>")

    assert len(page.outline.entries) == 11
    assert Role.LISTING == role_of(page)


def test_headings_that_lead_to_pages_of_the_site_with_excerpts_are_a_listing():
    """Many excerpts make a long text; a post that recommends other sites has headings that lead away too."""

    def listed(host):
        cards = "".join(
            f'<a href="{host}/til/harbour-{n}"><h3>Harbour {n}</h3></a><p>{"Boats lie still. " * 6}</p>'
            for n in range(20)
        )
        return pages.page("/til", f"<h1>Learned today</h1><div>{cards}</div>", "<title>Learned today</title>")

    def is_listing(page):
        return any(
            sign.role is Role.LISTING and sign.weight > 1
            for sign in signs.from_outline(page, len(page.outline.entries))
        )

    assert [True, False] == [is_listing(listed(host)) for host in ("", "https://other.example")]


@pytest.mark.parametrize("path", ["/m/2014/05/", "/tag/kilns/"])
def test_a_lists_only_post_shown_whole_is_no_second_post(path):
    """Where the site's other addresses of the shape are lists: an archive shows the one post of its month in full."""
    shape = "/m/{year}/{month}" if path.startswith("/m") else "/tag/{name}"
    grammar = AddressGrammar(shapes=(ShapeRule(shape, Role.LISTING, 0.85, met=9, listings=8),))
    body = f"<article><h1>Kilns</h1><time datetime='2014-05-03'>3 May 2014</time>{pages.prose(3)}</article>"
    shown = pages.page(path, body, '<meta property="og:type" content="article">')
    linked = [Lead(shown.url, Source.LISTING, Role.POST)]

    assert Role.LISTING == role_of(shown, linked, grammar=grammar)
    assert Role.POST == role_of(shown, linked)


@pytest.mark.parametrize(
    ("expected", "style"), [(Role.OTHER, ""), (Role.POST, "display:none;"), (Role.POST, "' hidden='")]
)
def test_a_password_that_nobody_is_asked_for_bars_nothing(expected, style):
    """VuePress' Reco keeps a form for a password on every page, and shows it where one is needed."""
    form = f"<div style='{style}'><h3>Enter</h3><label><input type='password'></label></div>"
    head = '<meta property="og:type" content="article"><meta property="article:published_time" content="2020-01-01">'
    page = pages.page("/posts/kilns.html", f"<div>{form}<main><h1>Kilns</h1><p>We fired one.</p></main></div>", head)

    assert expected == role_of(page)


def test_days_beside_links_are_a_listing_in_a_box_for_posts_too():
    """Chirpy's archive: within the box that holds a post elsewhere, dated and marked up as a post."""
    rows = "".join(
        f"<li><span class='date'>{n:02}</span> <span class='date'>/ 07</span> <a href='/posts/{n}/'>Kiln {n}</a></li>"
        for n in range(1, 29)
    )
    body = f"<div class='post'><h1>Archives</h1><div class='post-content'><div>2022</div><ul>{rows}</ul></div></div>"
    head = '<meta property="article:published_time" content="2022-01-01"><script type="application/ld+json">'
    page = pages.page("/archives/", body, head + '{"@type": "BlogPosting", "headline": "Archives"}</script>')

    assert Role.LISTING == role_of(page)
    assert "days beside links, hardly a text of its own" in {
        sign.reason for sign in signs.from_outline(page, len(page.outline.entries))
    }


def test_articles_headed_by_links_to_other_pages_are_those_pages():
    """The last page of an author's posts, with one excerpt, and a post with cards of others below its text."""

    def listing(page):
        return "what it shows is headed by links to other pages" in {
            sign.reason for sign in signs.from_outline(page, len(page.outline.entries))
        }

    excerpt = "<article><header><h2><a href='/kilns/' rel='bookmark'>Kilns</a></h2></header><p>We fired it at dawn. It"
    more = "<h2>Clay</h2><p>The clay …</p><time datetime='2019-11-10'>10 November 2019</time></article>"
    last = pages.page("/author/ann3.html", f"<main><h2>Articles by Ann</h2>{excerpt}{more}</main>")
    own = "<article><h2><a href='/kilns/'>Kilns</a></h2><p>We fired it at dawn.</p></article>"
    card = "<article class=card><h3><a href='/clay/'>Clay</a></h3></article>"
    post = pages.page("/dawn/", f"<main><h1>Dawn</h1><div>{pages.prose(3)}</div>{card}</main>")

    assert [True, False, False] == [listing(last), listing(pages.page("/kilns/", own)), listing(post)]


def test_a_page_in_the_posts_layout_is_none_where_posts_have_another_shape_of_address():
    """Hexo's Kratos prints "about" as an article with a date, as it prints posts."""
    head = '<meta property="article:published_time" content="2020-01-01T09:00:00Z">'
    body = "<article itemscope itemtype='https://schema.org/Article'><h1>Ann</h1><time>2020-01-01</time><p>I row.</p>"
    page = pages.page("/about/index.html", body, head)
    named = [Lead(page.url, Source.SITEMAP, ROOT, Role.UNKNOWN)]
    few, posts = (
        ShapeRule("/{year}/{month}/{day}/{slug}", Role.POST, 0.86, met=count, named=count, posts=count)
        for count in (3, 50)
    )

    assert Role.POST == role_of(page, named)
    assert Role.PAGE == role_of(page, named, grammar=AddressGrammar(shapes=(few,)))
    assert Role.PAGE == role_of(page, named, grammar=AddressGrammar(shapes=(posts,)))
    assert Role.POST == role_of(page, [Lead(page.url, Source.FEED, ROOT, Role.POST)], grammar=AddressGrammar((posts,)))


@pytest.mark.parametrize(
    ("expected", "title"),
    [
        (Role.POST, "<h3 itemprop='headline'>Forty evenings in Lund</h3>"),
        (Role.LISTING, "<h3 itemprop='headline'><a href='/forty/'>Forty evenings in Lund</a></h3>"),
    ],
)
def test_a_post_of_one_line_beside_a_list_of_recent_ones_is_a_post(expected, title):
    """Microdata names its body, and its small heading is what the title begins with; a list's only post is linked."""
    recent = "".join(f"<li><a href='/post-{n}/'>Post {n} of the pier</a></li>" for n in range(5))
    page = pages.page(
        "/?p=111",
        f"<div itemscope itemtype='https://schema.org/BlogPosting'>{title}<p itemprop='articleBody'>Rain.</p></div>"
        f"<div><h3>Recent posts</h3><ul>{recent}</ul></div>",
        "<title>Forty evenings in Lund | The Pier</title>",
    )

    assert expected == role_of(page)


@pytest.mark.parametrize(("title", "weight"), [("江边散记", 1.5), ("Notes from the river", 3.0)])
def test_a_character_of_chinese_says_more_than_a_letter(title, weight):
    """Three hundred of them beside five links to recent posts are a text."""
    recent = "".join(f"<li><a href='/post-{n}/'>Post {n}</a></li>" for n in range(5))
    text = f"<h1>{title}</h1><p>{'字' * 300}</p><div><h3>New</h3><ul>{recent}</ul></div>"
    page = pages.page("/river/", text, f"<title>{title}</title>")

    assert weight == next(
        sign.weight for sign in signs.from_outline(page, len(page.outline.entries)) if sign.role is Role.LISTING
    )


def test_what_most_posts_list_makes_no_list_of_a_short_one():
    """Five recent posts beside one sentence, in a layout without names; an archive links them once more."""
    recent = "".join(f"<li><a href='/post-{n}'>Post {n} of the pier</a></li>" for n in range(5))
    sidebar = f"<div><div>New</div><ul>{recent}</ul></div>"
    sitewide = frozenset(f"{pages.ORIGIN}/post-{n}" for n in range(5))
    short = pages.page("/old-tale", f"<div><div>An old tale</div><p>It rained.</p></div>{sidebar}", "<title>A</title>")
    archive = pages.page("/months", f"<div><div>All</div><ul>{recent}</ul></div>{sidebar}", "<title>All</title>")
    shown = [Lead(short.url, Source.LISTING, says=Statement(published_at="2014-05-03"))]

    roles = [role_of(page, shown, grammar=AddressGrammar(sitewide=sitewide)) for page in (short, archive)]

    assert [Role.POST, Role.LISTING] == roles
    assert Role.LISTING == role_of(short, shown)
