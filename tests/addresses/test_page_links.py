"""The links of a page as leads."""

from __future__ import annotations

import pytest
from addresses import platform_pages as pages

from archiver.discover import links
from archiver.records import Role, Source, Statement


def by_source(page, source, role=Role.UNKNOWN):
    return [lead for lead in links.read(page, role) if lead.source is source]


def test_entries_of_a_listing_carry_title_and_date():
    """A card's heading is the lead, with what stands in the card."""
    first, *rest = by_source(pages.wordpress_listing(), Source.LISTING)

    assert pages.ORIGIN + "/2020/01/trip-1/" == first.url
    assert "Trip number 1" == first.anchor
    assert Statement(title="Trip number 1", published_at="2020-01-03T10:00:00+02:00") == first.says
    assert 4 == len(rest)


def test_a_date_in_words_is_read_where_it_stands_alone():
    """Pelican's "Monday, May 10, 2012" in an element of its own is the entry's date; a date in prose would not be."""
    first = by_source(pages.pelican_index(), Source.LISTING)[0]

    assert ("Voyage number 0", "2012-05-10") == (first.anchor, first.says.published_at)


def test_later_pages_are_pagination():
    """Page numbers and "next" lead to listings, each once."""
    found = by_source(pages.wordpress_listing(), Source.PAGINATION)

    assert [(pages.ORIGIN + "/category/sea/page/2/", Role.LISTING)] == [(lead.url, lead.role) for lead in found]


@pytest.mark.parametrize(
    "label",
    [
        "Older posts",
        "Ältere Beiträge",
        "Articles plus anciens",
        "Entradas antiguas",
        "下一页",
        "نوشته‌های قدیمی‌تر",
        "2",
        "→",
        "Page 3",
    ],
)
def test_pagination_is_recognised_by_its_words_in_many_languages(label):
    """Where neither class nor address tells, the label does."""
    page = pages.page("/news/", f'<main><div class="x"><a href="/news/more">{label}</a></div></main>')

    assert [pages.ORIGIN + "/news/more"] == [lead.url for lead in by_source(page, Source.PAGINATION)]


def test_previous_and_next_posts_are_neighbours():
    """By their place, by rel in the head, and in a pager whose links look like posts (Blogger)."""
    in_head = pages.page("/b-tale/", "<p>x</p>", '<link rel="prev" href="/a-tale/"><link rel="next" href="/c-tale/">')

    assert ["First boat"] == [lead.anchor for lead in by_source(pages.wordpress_post(), Source.NEIGHBOUR)]
    assert 2 == len(by_source(in_head, Source.NEIGHBOUR))
    assert ["Newer Post"] == [
        lead.anchor for lead in by_source(pages.blogger("/2019/02/nets.html", "item"), Source.NEIGHBOUR)
    ]


def test_links_of_the_head_have_their_own_sources():
    """rel=canonical, rel=next of a listing, and meta refresh."""
    page = pages.page(
        "/page/2/",
        "",
        '<link rel="canonical" href="/"><link rel="next" href="/page/3/"><link rel="alternate" href="/x">'
        '<link rel="canonical" href="mailto:x"><link rel="prev" href="/page/2/">'
        '<meta http-equiv="refresh" content="0; URL=\'/Moved-Here/\'">',
    )

    assert [
        (Source.REDIRECT, "/Moved-Here/"),
        (Source.CANONICAL, "/"),
        (Source.PAGINATION, "/page/3/"),
    ] == [(lead.source, lead.url.removeprefix(pages.ORIGIN)) for lead in links.read(page)]


def test_archives_as_plain_lists_give_entries_with_their_dates():
    """A list of links with dates beside them is an archive; a menu is not."""
    items = "".join(f'<li>2021-03-0{n} <a href="/tale-{n}.html">Tale {n}</a></li>' for n in range(1, 6))
    page = pages.page("/archives.html", f'{pages.NAV}<main><ul>{items}<li><a href="/tag/sea/">sea</a></li></ul></main>')
    found = by_source(page, Source.LISTING)

    assert [f"2021-03-0{n}" for n in range(1, 6)] == [lead.says.published_at for lead in found[:5]]
    assert Role.LISTING == found[5].role
    assert pages.ORIGIN + "/about/" not in {lead.url for lead in found}


def test_on_a_post_other_posts_are_plain_links():
    """Cards below a post are related posts, not its entries."""
    listing = pages.wordpress_listing()

    assert [] == by_source(listing, Source.LISTING, Role.POST)
    assert pages.ORIGIN + "/2020/01/trip-1/" in {lead.url for lead in by_source(listing, Source.LINK, Role.POST)}


def test_what_is_no_page_of_the_blog_is_left_out():
    """Mail, scripts, media, downloads, forms, machinery, share links and the page itself are none; strangers are."""
    hrefs = [
        *("mailto:a@b.example", "javascript:void(0)", "tel:1", "data:x", "#top", "/boat.jpg", "/plan.pdf", "//["),
        *("/wp-login.php", "/wp-json/x", "/a/?replytocom=3", "/a/?share=x", "/xmlrpc.php", "?print=1", "/cart/"),
        *("/here/", "/here/#part"),
    ]
    anchors = "".join(f'<a href="{href}">x</a>' for href in hrefs)
    page = pages.page(
        "/here/",
        anchors + '<a href="/file" download>x</a><a>none</a><p>In <a href="https://other.example/#x">text</a></p>',
    )

    assert ["https://other.example/"] == [lead.url for lead in links.read(page)]


def test_of_several_links_to_one_address_the_telling_one_stands():
    """A picture's link before the heading does not hide the title; its place in the order is kept."""
    card = (
        '<article class="post"><a href="/tale-{0}/"><img alt="Boat"></a>'
        '<h2><a href="/tale-{0}/?utm_source=x">Tale {0}</a></h2><a href="/tale-{0}/">Read more</a></article>'
    )
    page = pages.page("/blog/", "<main>" + "".join(card.format(n) for n in range(3)) + "</main>")

    assert [("/tale-0/", "Tale 0"), ("/tale-1/", "Tale 1"), ("/tale-2/", "Tale 2")] == [
        (lead.url.removeprefix(pages.ORIGIN), lead.anchor) for lead in links.read(page)
    ]


def test_a_card_that_is_one_link_around_its_heading_is_an_entry():
    """Themes that wrap the whole card in a link are read, and an image's text serves where there is no other."""
    card = '<div class="card"><a href="/tale-{0}/"><h3>Tale {0}</h3><span class="date">3 May 202{0}</span></a></div>'
    page = pages.page(
        "/", "<main>" + "".join(card.format(n) for n in range(3)) + '<p><a href="/x-y/"><img alt="Boat"></a></p></main>'
    )
    found = links.read(page)

    assert [("Tale 0", "2020-05-03")] == [(lead.anchor, lead.says.published_at) for lead in found[:1]]
    assert ("Boat", Source.LINK) == (found[-1].anchor, found[-1].source)


def test_a_link_laid_over_a_card_takes_the_cards_heading():
    """PaperMod's cards hold a plain heading and a link without words."""
    found = by_source(pages.hugo_list(), Source.LISTING)

    assert [("Log 1", "2021-05-01"), ("Log 2", "2021-05-02")] == [
        (lead.anchor, lead.says.published_at) for lead in found[:2]
    ]


def test_headings_outside_cards_make_a_list_too():
    """Themes without any wrapper around an entry: heading, text, heading, text."""
    rows = "".join(f'<h2><a href="/tale-{n}/">Tale {n}</a></h2>{pages.prose(1)}' for n in range(4))
    page = pages.page("/", f'<div id="header"><header>x</header></div><div class="wrap"><header>y</header>{rows}</div>')

    assert 4 == len(by_source(page, Source.LISTING))


def test_a_page_without_a_body_has_no_links():
    """Framesets and fragments are read without trouble."""
    page = pages.page("/", "")
    page.tree.remove(page.tree.find("body"))

    assert () == links.read(page)


def test_a_page_of_countless_links_is_cut():
    """At most two thousand leads come of one page."""
    page = pages.page("/", "".join(f'<a href="/{n}/{n}-x">x</a>' for n in range(2_500)))

    assert 2_000 == len(links.read(page))


def test_steps_of_a_pager_are_told_by_their_words_and_addresses():
    """In a box of steps: an address like a post is a neighbour, a label leads to a listing, the rest is a link."""
    page = pages.page(
        "/a-tale/",
        '<div class="pagination"><a href="/2020/01/b-tale/">B tale</a><a href="/log/older">Older posts</a>'
        '<a href="/log">The log</a></div><div class="post-navigation"><a href="/c">C</a></div>',
        '<meta http-equiv="refresh" content="60; url=/a-tale/">',
    )

    assert [Source.NEIGHBOUR, Source.PAGINATION, Source.LINK, Source.NEIGHBOUR] == [
        lead.source for lead in links.read(page)
    ]


def test_a_cards_other_links_to_its_post_come_after_the_heading():
    """A card whose date is no date states nothing; comments and invisible parts of a page are passed over."""
    card = (
        '<article class="post"><!-- x --><h2><a href="/tale-{0}/">Tale {0}</a></h2><time>soon</time>'
        '<div><a href="/tale-{0}/#more">More</a></div><script>var a = "<a>";</script> tail</article>'
    )
    page = pages.page("/blog/", "<main>" + "".join(card.format(n) for n in range(3)) + "</main>")

    assert [None, None, None] == [lead.says for lead in by_source(page, Source.LISTING)]
