"""Posts, and how the themes of the common platforms print them: the markup is theirs, the words are made up."""

# ruff: noqa: E501 - a line of markup is as long as the theme prints it

from __future__ import annotations

import html
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archiver.evidence.calendar import JALALI_MONTHS
from archiver.page import Page
from archiver.records import Author, Source, Statement

if TYPE_CHECKING:
    from collections.abc import Callable

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@dataclass(frozen=True)
class Post:
    """What is true of a post; dates as year, month, day."""

    slug: str
    title: str
    day: tuple[int, int, int]
    authors: tuple[str, ...]
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    jalali: tuple[int, int, int] | None = None
    bios: tuple[str, ...] = ()

    @property
    def iso(self) -> str:
        return "{:04}-{:02}-{:02}".format(*self.day)

    @property
    def prose(self) -> str:
        return f"{MONTHS[self.day[1] - 1]} {self.day[2]}, {self.day[0]}"

    @property
    def stated(self) -> Statement:
        return Statement(
            title=self.title,
            published_at=self.iso,
            authors=tuple(map(Author, self.authors)),
            categories=self.categories,
            tags=self.tags,
        )


ENGLISH = (
    Post(
        "rain", "Why Rain Helps – and Why It Doesn't", (2021, 11, 1), ("Jane Doe",), ("Weather",), ("rain", "gardens")
    ),
    Post("snow", "Snow: A Beginner's Guide", (2021, 9, 14), ("Ravi2",), ("Weather",), ("snow",)),
    Post(
        "kite",
        "How to Build a Kite in 5 Minutes",
        (2020, 3, 5),
        ("Jane Doe", "Tom O'Hara"),
        ("Crafts",),
        ("paper", "kites"),
    ),
    Post("soup", "Soup | Broth & Stock", (2019, 12, 31), ("Tom O'Hara",), ("Kitchen",), ("soup", "winter", "stock")),
    Post("tide", "What the Tides Told Us", (2018, 7, 4), ("Jane Doe",), ("Sea",), ("tides", "rain")),
    Post("moss", "Moss (Again)", (2018, 2, 3), ("Maria",), ("Gardens",), ("moss", "gardens")),
    Post("bees", "2017 in Bees", (2017, 12, 12), ("Ravi2",), ("Gardens",), ("bees",)),
    Post("owls", "Owls, Revisited", (2016, 5, 20), ("Jane Doe",), ("Birds",), ("owls", "night")),
)
CHINESE = (
    Post("1", "为什么下雨：一个简单的解释", (2021, 11, 1), ("王小明",), ("天气",), ("雨", "花园")),
    Post("2", "初学者的雪指南", (2021, 9, 14), ("王小明",), ("天气",), ("雪",)),
    Post("3", "五分钟做一只风筝", (2020, 3, 5), ("王小明",), ("手工",), ("纸", "风筝")),
    Post("4", "汤与高汤 - 冬天的厨房", (2019, 12, 31), ("王小明",), ("厨房",), ("汤", "冬天")),
    Post("5", "潮汐告诉我们什么", (2018, 7, 4), ("王小明",), ("海",), ("潮汐",)),
    Post("6", "再谈苔藓", (2018, 2, 3), ("王小明",), ("花园",), ("苔藓", "花园")),
)
PERSIAN_POSTS = (
    Post("baran", "چرا باران می‌بارد؟", (2021, 11, 1), ("سارا رضایی",), ("هوا",), ("باران", "باغ"), (1400, 8, 10)),
    Post("barf", "راهنمای برف برای تازه‌کارها", (2021, 9, 14), ("علی کریمی",), ("هوا",), ("برف",), (1400, 6, 23)),
    Post("badbadak", "ساخت بادبادک در ۵ دقیقه", (2020, 3, 5), ("سارا رضایی",), ("کاردستی",), ("کاغذ",), (1398, 12, 15)),
    Post("ash", "آش و سوپ", (2019, 12, 31), ("علی کریمی",), ("آشپزخانه",), ("سوپ", "زمستان"), (1398, 10, 10)),
    Post("darya", "آنچه دریا به ما گفت", (2018, 7, 4), ("سارا رضایی",), ("دریا",), ("جزر", "مد"), (1397, 4, 13)),
    Post("jangal", "بازگشت به جنگل", (2018, 2, 3), ("سارا رضایی",), ("باغ",), ("خزه",), (1396, 11, 14)),
)
GERMAN = tuple(
    Post(post.slug, title, post.day, ("Jörg Müller-Lüdenscheidt",), categories, tags)
    for post, title, categories, tags in zip(
        ENGLISH,
        (
            "Warum Regen hilft",
            "Schnee für Anfänger",
            "Drachen bauen in fünf Minuten",
            "Suppe, Brühe, Fond",
            "Was die Gezeiten erzählten",
            "Moos (schon wieder)",
            "2017: Das Bienenjahr",
            "Eulen",
        ),
        (("Wetter",), ("Wetter",), ("Basteln",), ("Küche",), ("Meer",), ("Garten",), ("Garten",), ("Vögel",)),
        (
            ("Regen", "Garten"),
            ("Schnee",),
            ("Papier",),
            ("Suppe", "Winter"),
            ("Gezeiten",),
            ("Moos",),
            ("Bienen",),
            ("Eulen",),
        ),
        strict=True,
    )
)
GERMAN_MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]


@dataclass(frozen=True)
class Theme:
    """A platform's theme: the posts, and which fields it prints in a way that can be read back."""

    name: str
    posts: tuple[Post, ...]
    pages: tuple[Page, ...]
    language: str
    without: frozenset[str] = field(default_factory=frozenset)

    def labels(self, count: int) -> dict[str, dict[Source, Statement]]:
        """What a feed of the newest posts says."""
        pairs = list(zip(self.pages, self.posts, strict=True))[:count]
        return {page.url: {Source.FEED: _in_feed(post)} for page, post in pairs}


def _in_feed(post: Post) -> Statement:
    return Statement(
        title=post.title,
        published_at=f"{post.iso}T10:30:00+00:00",
        authors=tuple(map(Author, post.authors)),
        tags=post.categories + post.tags,
    )


def _paragraphs(post: Post) -> str:
    around = "Since 3 May 2011 this has been told by many a neighbour. "
    return (
        "".join(
            f"<p>{html.escape(post.title)} {number}. {around * 3}<a href='/about/'>More</a> on it.</p>"
            for number in range(3)
        )
        + "<h2>Questions</h2><p>By the way, it was asked in 2012.</p>"
    )


def _page(url: str, head: str, body: str, lang: str = "en") -> Page:
    text = f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">{head}</head>{body}</html>'
    return Page.from_bytes(url, text.encode(), "text/html; charset=utf-8")


def _theme(
    name: str, posts: tuple[Post, ...], make: Callable[[Post], Page], lang: str = "en", without: tuple[str, ...] = ()
) -> Theme:
    return Theme(name, posts, tuple(make(post) for post in posts), lang, frozenset(without))


e = html.escape


def _others(post: Post, posts: tuple[Post, ...]) -> list[Post]:
    return [other for other in posts if other is not post][:3]


def wordpress_classic(post: Post) -> Page:
    """Twenty Twenty-One."""
    day, cats = post.iso, "".join(f" category-{c.lower()}" for c in post.categories)
    tags = ", ".join(f'<a href="/tag/{e(t)}/" rel="tag">{e(t)}</a>' for t in post.tags)
    categories = ", ".join(f'<a href="/category/{c}/" rel="category tag">{e(c)}</a>' for c in post.categories)
    authors = " and ".join(f'<a href="https://c.example/author/{a}/" rel="author">{e(a)}</a>' for a in post.authors)
    cloud = "".join(f'<a href="/tag/{t}/" class="tag-cloud-link tag-link-7">{t}</a>' for p in ENGLISH for t in p.tags)
    recent = "".join(
        f'<li><a href="/{p.slug}/">{e(p.title)}</a> <span class="post-date">{p.prose}</span></li>' for p in ENGLISH[:3]
    )
    return _page(
        f"https://c.example/{post.slug}/",
        f'<title>{e(post.title)} &#8211; Cloud &amp; Field</title><meta property="og:site_name" content="Cloud &amp; Field">'
        '<link rel="alternate" type="application/rss+xml" title="Cloud &amp; Field &raquo; Feed" href="/feed/">',
        f'<body class="single single-post postid-{len(post.slug)}"><header id="masthead" class="site-header">'
        f'<p class="site-title"><a href="/">Cloud &amp; Field</a></p></header><main id="main">'
        f'<article id="post-{post.day[0]}" class="post-{post.day[0]} post type-post hentry{cats} tag-x entry">'
        f'<header class="entry-header alignwide"><h1 class="entry-title">{e(post.title)}</h1></header>'
        f'<div class="entry-content">{_paragraphs(post)}</div><footer class="entry-footer"><div class="posted-by">'
        f'<span class="posted-on">Published <time class="entry-date published updated" datetime="{day}T10:30:00+01:00">'
        f'{post.prose}</time></span><span class="byline">By {authors}</span></div><div class="post-taxonomies">'
        f'<span class="cat-links">Categorized as {categories} </span><span class="tags-links">Tagged {tags}</span></div></footer>'
        f'</article><div id="comments" class="comments-area"><ol class="comment-list"><li><b class="fn">Bob</b> '
        f'<time datetime="2022-01-01T00:00:00+00:00">January 1, 2022</time></li></ol></div></main>'
        f'<aside class="widget-area"><section class="widget widget_recent_entries"><h2>Recent Posts</h2><ul>{recent}</ul></section>'
        f'<section class="widget_tag_cloud"><p class="wp-block-tag-cloud">{cloud}</p></section></aside>'
        f"<footer>Copyright 2024 Cloud &amp; Field</footer></body>",
    )


def wordpress_blocks(post: Post) -> Page:
    """Twenty Twenty-Four: blocks without an article's classes, a query of other posts below."""
    terms = "".join(f'<a href="https://b.example/category/{c}/" rel="tag">{e(c)}</a>' for c in post.categories)
    tags = '<span class="wp-block-post-terms__separator">  </span>'.join(
        f'<a href="https://b.example/tag/{t}/" rel="tag">{e(t)}</a>' for t in post.tags
    )
    more = "".join(
        f'<li class="wp-block-post"><h3 class="wp-block-post-title"><a href="/{p.slug}/">{e(p.title)}</a></h3>'
        f'<div class="wp-block-post-date"><time datetime="{p.iso}T08:00:00+00:00">{p.prose}</time></div></li>'
        for p in _others(post, ENGLISH)
    )
    return _page(
        f"https://b.example/{post.slug}/",
        f"<title>{e(post.title)} &#8211; Block Blog</title>",
        f'<body class="wp-singular post-template-default single"><div class="wp-site-blocks"><header class="wp-block-template-part">'
        f'<p class="wp-block-site-title"><a href="/">Block Blog</a></p></header><main class="wp-block-group">'
        f'<h1 class="wp-block-post-title has-x-large-font-size">{e(post.title)}</h1><div class="wp-block-template-part">'
        f'<div class="wp-block-group"><div class="wp-block-post-date"><time datetime="{post.iso}T09:00:00+00:00"><a href="/{post.slug}/">'
        f'{post.prose}</a></time></div><p class="has-contrast-2-color has-text-color">—</p><p class="has-contrast-2-color">by</p>'
        f'<div class="wp-block-post-author-name">{e(post.authors[0])}</div>'
        f'<div class="taxonomy-category wp-block-post-terms"><span class="wp-block-post-terms__prefix">in </span>{terms}</div></div></div>'
        f'<div class="entry-content wp-block-post-content">{_paragraphs(post)}</div>'
        f'<div class="taxonomy-post_tag wp-block-post-terms">{tags}</div></main>'
        f'<div class="wp-block-query"><ul class="wp-block-post-template">{more}</ul></div></div></body>',
    )


def elementor_yoast(post: Post) -> Page:
    """A company's WordPress: Yoast's graph, Elementor's theme builder, reading time in the heading, author box."""
    people = [
        {
            "@type": "Person",
            "@id": f"https://e.example/#/person/{number}",
            "name": name,
            "description": bio,
            "url": f"https://e.example/author/{number}/",
        }
        for number, (name, bio) in enumerate(zip(post.authors, post.bios or [""] * len(post.authors), strict=True))
    ]
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "Article",
                "@id": f"https://e.example/{post.slug}/#article",
                "isPartOf": {"@id": f"https://e.example/{post.slug}/"},
                "author": [{"name": person["name"], "@id": person["@id"]} for person in people],
                "headline": post.title.replace("&", "&amp;"),
                "datePublished": f"{post.iso}T10:30:00+01:00",
                "dateModified": "2022-02-02T08:00:00+01:00",
                "mainEntityOfPage": {"@id": f"https://e.example/{post.slug}/"},
                "keywords": list(post.tags),
                "articleSection": list(post.categories),
                "inLanguage": "en-US",
                "publisher": {"@id": "https://e.example/#organization"},
            },
            {
                "@type": ["WebPage", "ItemPage"],
                "@id": f"https://e.example/{post.slug}/",
                "name": f"{post.title} | Example Works",
                "url": f"https://e.example/{post.slug}/",
            },
            {"@type": "WebSite", "@id": "https://e.example/#website", "name": "Example Works"},
            {"@type": "Organization", "@id": "https://e.example/#organization", "name": "Example Works Ltd"},
            *people,
        ],
    }
    widgets = "".join(
        f'<div class="elementor-element elementor-element-5a{n}bc1f elementor-widget elementor-widget-text-editor"><div class="elementor-widget-container"><p>{e(text)}</p></div></div>'
        for n, text in enumerate([*post.authors, "Follow us"])
    )
    return _page(
        f"https://e.example/{post.slug}/",
        f'<title>{e(post.title)} | Example Works</title><meta property="og:title" content="{e(post.title)} | Example Works">'
        f'<meta property="og:site_name" content="Example Works"><meta property="article:published_time" content="{post.iso}T09:30:00+00:00">'
        f'<meta name="author" content="{e(post.authors[0])}"><meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="{e(", ".join(post.authors))}">'
        f'<script type="application/ld+json" class="yoast-schema-graph">{json.dumps(graph)}</script>',
        f'<body class="single elementor-page-{post.day[0]}"><div class="elementor-location-header"><h2 class="elementor-heading-title">Example Works</h2></div>'
        f'<div class="elementor elementor-location-single"><h1 class="elementor-heading-title elementor-size-default">{e(post.title)} <span class="rt-reading-time">6 min read</span></h1>'
        f'<ul class="elementor-inline-items elementor-icon-list-items elementor-post-info"><li class="elementor-icon-list-item" itemprop="datePublished"><a href="/2021/"><span class="elementor-icon-list-text elementor-post-info__item--type-date"><time>{post.prose}</time></span></a></li></ul>'
        f'<div class="elementor-widget-theme-post-content">{_paragraphs(post)}</div>{widgets}'
        f'<div class="elementor-posts-container"><article class="elementor-post"><h3 class="elementor-post__title">{e(_others(post, ENGLISH)[0].title)}</h3><span class="elementor-post-date">May 5, 2023</span></article></div></div></body>',
        "en-US",
    )


def ghost(post: Post) -> Page:
    """Casper."""
    node = {
        "@context": "https://schema.org",
        "@type": "Article",
        "publisher": {"@type": "Organization", "name": "Ghostly", "url": "https://g.example/"},
        "author": {"@type": "Person", "name": post.authors[0], "url": "https://g.example/author/x/", "sameAs": []},
        **(
            {"contributor": [{"@type": "Person", "name": name} for name in post.authors[1:]]}
            if post.authors[1:]
            else {}
        ),
        "headline": post.title,
        "url": f"https://g.example/{post.slug}/",
        "datePublished": f"{post.iso}T10:30:00.000Z",
        "dateModified": f"{post.iso}T12:00:00.000Z",
        "keywords": ", ".join(post.tags),
        "description": f"About {post.slug}.",
        "mainEntityOfPage": f"https://g.example/{post.slug}/",
    }
    names = ", ".join(f'<a href="/author/{a.split()[0].lower()}/">{e(a)}</a>' for a in post.authors)
    cards = "".join(
        f'<article class="post-card"><h2 class="post-card-title">{e(p.title)}</h2><time class="post-card-meta-date" datetime="{p.iso}">{p.prose}</time></article>'
        for p in _others(post, ENGLISH)
    )
    tags = "".join(f'<meta property="article:tag" content="{e(t)}">' for t in post.tags)
    return _page(
        f"https://g.example/{post.slug}/",
        f'<title>{e(post.title)}</title><meta property="og:site_name" content="Ghostly"><meta property="og:title" content="{e(post.title)}">'
        f'<meta property="article:published_time" content="{post.iso}T10:30:00.000Z">{tags}<meta name="twitter:label1" content="Written by">'
        f'<meta name="twitter:data1" content="{e(post.authors[0])}"><meta name="twitter:label2" content="Filed under"><meta name="twitter:data2" content="{e(", ".join(post.tags))}">'
        f'<script type="application/ld+json">{json.dumps(node)}</script>',
        f'<body class="post-template tag-x"><header id="gh-head"><a class="gh-head-logo">Ghostly</a></header><article class="article post tag-x">'
        f'<header class="article-header gh-canvas"><div class="article-tag post-card-tags"><span class="post-card-primary-tag"><a href="/tag/{post.tags[0]}/">{e(post.tags[0])}</a></span></div>'
        f'<h1 class="article-title">{e(post.title)}</h1><div class="article-byline"><section class="article-byline-content"><div class="article-byline-meta">'
        f'<h4 class="author-name">{names}</h4><div class="byline-meta-content"><time class="byline-meta-date" datetime="{post.iso}">{post.prose}</time>'
        f'<span class="byline-reading-time"><span class="bull">&bull;</span> 4 min read</span></div></div></section></div></header>'
        f'<section class="gh-content gh-canvas">{_paragraphs(post)}</section></article><aside class="read-more-wrap">{cards}</aside></body>',
    )


def blogger(post: Post) -> Page:
    """Simple, one of the old themes."""
    labels = ", ".join(f'<a href="https://o.example/search/label/{t}" rel="tag">{e(t)}</a>' for t in post.tags)
    cloud = "".join(
        f"<li><a dir='ltr' href='https://o.example/search/label/{t}'>{t}</a> <span dir='ltr'>(3)</span></li>"
        for p in ENGLISH
        for t in p.tags
    )
    return _page(
        f"https://o.example/{post.day[0]}/{post.day[1]:02}/{post.slug}.html",
        f"<title>Old Blog: {e(post.title)}</title><meta content='{e(post.title)}' property='og:title'>",
        f"<body><div id='header-inner'><h1 class='title'><a href='/'>Old Blog</a></h1></div><div class='main section' id='main'><div class='blog-posts hfeed'>"
        f"<div class='date-outer'><h2 class='date-header'><span>{post.prose}</span></h2><div class='post hentry uncustomized-post-template' itemprop='blogPost' itemscope>"
        f"<h3 class='post-title entry-title' itemprop='name'>{e(post.title)}</h3><div class='post-body entry-content' itemprop='description articleBody'>{_paragraphs(post)}</div>"
        f"<div class='post-footer'><div class='post-footer-line post-footer-line-1'><span class='post-author vcard'>Posted by <span class='fn' itemprop='author' itemscope><meta content='https://www.blogger.com/profile/1' itemprop='url'>"
        f"<a class='g-profile' href='https://www.blogger.com/profile/1' rel='author'><span itemprop='name'>{e(post.authors[0])}</span></a></span></span> <span class='post-timestamp'>at <a class='timestamp-link' href='/x' rel='bookmark'>"
        f"<abbr class='published' itemprop='datePublished' title='{post.iso}T10:30:00+01:00'>10:30 AM</abbr></a></span></div>"
        f"<div class='post-footer-line post-footer-line-2'><span class='post-labels'>Labels: {labels}</span></div></div></div></div></div></div>"
        f"<div class='sidebar section'><div class='widget Label'><h2>Labels</h2><ul>{cloud}</ul></div></div></body>",
    )


def hugo(post: Post) -> Page:
    """PaperMod."""
    authors = ", ".join(post.authors)
    tags = "".join(f'<li><a href="https://h.example/tags/{t}/">{e(t)}</a></li>' for t in post.tags)
    return _page(
        f"https://h.example/posts/{post.slug}/",
        f'<title>{e(post.title)} | Hugo&#39;s Notes</title><meta name="keywords" content="{e(", ".join(post.tags))}"><meta name="author" content="{e(authors)}">',
        f'<body class="dark" id="top"><header class="header"><nav class="nav"><div class="logo"><a href="/">Hugo&#39;s Notes</a></div></nav></header><main class="main"><article class="post-single">'
        f'<header class="post-header"><div class="breadcrumbs"><a href="/">Home</a>&nbsp;»&nbsp;<a href="/posts/">Posts</a></div><h1 class="post-title entry-hint-parent">{e(post.title)}</h1>'
        f"<div class=\"post-meta\"><span title='{post.iso} 00:00:00 +0000 UTC'>{post.prose}</span>&nbsp;·&nbsp;6 min&nbsp;·&nbsp;{e(authors)}</div></header>"
        f'<div class="post-content">{_paragraphs(post)}</div><footer class="post-footer"><ul class="post-tags">{tags}</ul><nav class="paginav"><a class="prev" href="/x"><span class="title">« Prev</span></a></nav></footer></article></main>'
        f'<footer class="footer"><span>&copy; 2023 Hugo&#39;s Notes</span></footer></body>',
    )


def jekyll(post: Post) -> Page:
    """The minima theme."""
    spans = ", ".join(
        f'<span itemprop="author" itemscope itemtype="http://schema.org/Person"><span class="p-author h-card" itemprop="name">{e(a)}</span></span>'
        for a in post.authors
    )
    node = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": post.title,
        "datePublished": f"{post.iso}T00:00:00+00:00",
        "dateModified": f"{post.iso}T00:00:00+00:00",
        "url": f"https://j.example/x/{post.slug}.html",
        "author": {"@type": "Person", "name": post.authors[0]},
        "publisher": {"@type": "Organization", "name": "Jekyll Site"},
    }
    del node["author"]
    return _page(
        f"https://j.example/x/{post.day[0]}/{post.day[1]:02}/{post.day[2]:02}/{post.slug}.html",
        f'<title>{e(post.title)} | Jekyll Site</title><meta property="og:title" content="{e(post.title)}"><meta property="og:locale" content="en_US"><meta property="article:published_time" content="{post.iso}T00:00:00+00:00">'
        f'<script type="application/ld+json">{json.dumps(node)}</script>',
        f'<body><header class="site-header"><a class="site-title" rel="author" href="/">Jekyll Site</a></header><main class="page-content"><article class="post h-entry" itemscope itemtype="http://schema.org/BlogPosting">'
        f'<header class="post-header"><h1 class="post-title p-name" itemprop="name headline">{e(post.title)}</h1><p class="post-meta"><time class="dt-published" datetime="{post.iso}T00:00:00+00:00" itemprop="datePublished">{post.prose}</time>• {spans}</p></header>'
        f'<div class="post-content e-content" itemprop="articleBody">{_paragraphs(post)}</div></article></main></body>',
    )


def hexo(post: Post) -> Page:
    """NexT, in Chinese."""
    tags = "".join(f'<a href="/tags/{t}/" rel="tag"># {e(t)}</a>' for t in post.tags)
    categories = "".join(
        f'<span itemprop="about" itemscope itemtype="http://schema.org/Thing"><a href="/categories/{c}/" itemprop="url" rel="index"><span itemprop="name">{e(c)}</span></a></span>'
        for c in post.categories
    )
    return _page(
        f"https://x.example/{post.day[0]}/{post.day[1]:02}/{post.day[2]:02}/{post.slug}/",
        f'<title>{e(post.title)} | 小明的博客</title><meta property="og:title" content="{e(post.title)}"><meta property="og:site_name" content="小明的博客"><meta property="article:author" content="王小明"><meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="{post.iso}T02:30:00.000Z"><meta property="article:modified_time" content="2022-01-02T02:30:00.000Z">',
        f'<body><header class="header"><h1 class="site-title">小明的博客</h1><p class="site-subtitle">写点东西</p></header><main class="main"><div class="post-block"><article itemscope itemtype="http://schema.org/Article" class="post-content">'
        f'<span hidden itemprop="author" itemscope itemtype="http://schema.org/Person"><meta itemprop="name" content="王小明"></span><span hidden itemprop="publisher" itemscope><meta itemprop="name" content="小明的博客"></span>'
        f'<header class="post-header"><h1 class="post-title" itemprop="name headline">{e(post.title)}</h1><div class="post-meta-container"><div class="post-meta"><span class="post-meta-item"><span class="post-meta-item-text">发表于</span>'
        f'<time title="创建时间：{post.iso} 10:30:00" itemprop="dateCreated datePublished" datetime="{post.iso}T10:30:00+08:00">{post.iso}</time></span>'
        f'<span class="post-meta-item"><span class="post-meta-item-text">分类于</span>{categories}</span><span class="post-meta-item" title="本文字数">1.2k</span><span class="post-meta-item" title="阅读时长">6 分钟</span></div></div></header>'
        f'<div class="post-body" itemprop="articleBody">{_paragraphs(post)}</div><footer class="post-footer"><div class="post-tags">{tags}</div><div class="post-nav"><a href="/y" rel="prev">别的文章</a></div></footer></article></div></main></body>',
        "zh-CN",
    )


def pelican(post: Post) -> Page:
    """The notmyidea theme."""
    authors = ", ".join(
        f'<a class="url fn" href="/author/{a.lower().replace(" ", "-")}.html">{e(a)}</a>' for a in post.authors
    )
    tags = " ".join(f'<a href="/tag/{t}.html">{e(t)}</a>' for t in post.tags)
    return _page(
        f"https://p.example/{post.slug}.html",
        f"<title>{e(post.title)}</title>",
        f'<body id="index" class="home"><header id="banner" class="body"><h1><a href="/">Pelican Brief</a></h1><nav><ul><li><a href="/category/sea.html">Sea</a></li><li><a href="/category/birds.html">Birds</a></li></ul></nav></header>'
        f'<section id="content" class="body"><article><header><h1 class="entry-title"><a href="/{post.slug}.html" rel="bookmark" title="Permalink to {e(post.title)}">{e(post.title)}</a></h1></header>'
        f'<div class="entry-content"><footer class="post-info"><abbr class="published" title="{post.iso}T00:00:00+02:00">Published: {post.prose}</abbr><br><address class="vcard author">By {authors}</address>'
        f'<p>In <a href="/category/{post.categories[0].lower()}.html">{e(post.categories[0])}</a>.</p><p>tags: {tags}</p></footer>{_paragraphs(post)}</div></article></section>'
        f'<section id="extras" class="body"><div class="social"><h2>social</h2><ul><li><a href="/feed">atom</a></li></ul></div></section></body>',
    )


def substack(post: Post) -> Page:
    """Substack: no classes worth the name, everything in JSON-LD."""
    node = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "url": f"https://s.example/p/{post.slug}",
        "mainEntityOfPage": f"https://s.example/p/{post.slug}",
        "headline": post.title,
        "description": "Sub",
        "datePublished": f"{post.iso}T10:30:00+00:00",
        "dateModified": f"{post.iso}T10:30:00+00:00",
        "author": [
            {
                "@type": "Person",
                "name": a,
                "url": f"https://substack.com/@{a[0]}",
                "description": f"{a} writes about weather and kitchens.",
            }
            for a in post.authors
        ],
        "publisher": {"@type": "Organization", "name": "The Stack"},
    }
    return _page(
        f"https://s.example/p/{post.slug}",
        f'<title>{e(post.title)} - by {e(post.authors[0])} - The Stack</title><meta property="og:title" content="{e(post.title)}"><script type="application/ld+json">{json.dumps(node)}</script>',
        f'<body><div class="main-menu"><h1 class="pencraft title-oOnUGd"><a href="/">The Stack</a></h1></div><article class="typography newsletter-post post"><div class="post-header"><h1 class="post-title published">{e(post.title)}</h1><h3 class="subtitle">Sub</h3>'
        f'<div class="pencraft byline-wrapper"><a href="https://substack.com/@{post.authors[0][0]}">{e(post.authors[0])}</a><div class="pencraft meta-EgzBVA">{MONTHS[post.day[1] - 1][:3]} {post.day[2]:02}, {post.day[0]}</div></div></div>'
        f'<div class="available-content">{_paragraphs(post)}</div></article></body>',
    )


def drupal(post: Post) -> Page:
    """Drupal 9, Bartik."""
    tags = "".join(
        f'<li><a href="/taxonomy/term/{n}" hreflang="en" property="schema:about">{e(t)}</a></li>'
        for n, t in enumerate(post.tags)
    )
    return _page(
        f"https://d.example/node/{post.day[0]}{post.day[1]}",
        f"<title>{e(post.title)} | Drupal Diary</title>",
        f'<body class="path-node page-node-type-article"><header id="header"><div class="site-branding__name"><a href="/">Drupal Diary</a></div></header><main id="content"><h1 class="title page-title"><span class="field field--name-title field--type-string field--label-hidden">{e(post.title)}</span></h1>'
        f'<article role="article" class="node node--type-article node--promoted"><footer class="node__meta"><div class="node__submitted">Submitted by <span class="field field--name-uid"><a href="/user/2" lang="" class="username">{e(post.authors[0])}</a></span> on <span class="field field--name-created">{post.prose}</span></div></footer>'
        f'<div class="node__content"><div class="field field--name-body text-formatted">{_paragraphs(post)}</div><div class="field field--name-field-tags field--type-entity-reference"><h3 class="field__label inline">Tags</h3><ul class="links field__items">{tags}</ul></div></div></article></main></body>',
    )


def squarespace(post: Post) -> Page:
    """Squarespace 7.1."""
    categories = ", ".join(
        f'<a href="/blog/category/{c}" class="blog-item-category blog-item-category--text">{e(c)}</a>'
        for c in post.categories
    )
    tags = ", ".join(f'<a href="/blog/tag/{t}" class="blog-item-tag">{e(t)}</a>' for t in post.tags)
    node = {
        "@context": "http://schema.org",
        "@type": "Article",
        "headline": post.title,
        "url": f"https://q.example/blog/{post.slug}",
        "datePublished": f"{post.iso}T10:30:00-0500",
        "dateModified": "2022-01-01T10:30:00-0500",
        "author": post.authors[0],
        "publisher": {"@type": "Organization", "name": "Square"},
    }
    return _page(
        f"https://q.example/blog/{post.slug}",
        f'<title>{e(post.title)} &mdash; Square</title><meta property="og:title" content="{e(post.title)} &mdash; Square"><meta property="og:site_name" content="Square"><script type="application/ld+json">{json.dumps(node)}</script>',
        f'<body class="view-item"><article class="h-entry entry"><div class="blog-item-top-wrapper"><div class="blog-item-title"><h1 class="entry-title entry-title--large p-name" itemprop="headline">{e(post.title)}</h1></div>'
        f'<div class="blog-item-meta"><time class="dt-published blog-meta-item blog-meta-item--date" datetime="{MONTHS[post.day[1] - 1][:3]} {post.day[2]}" pubdate><span>{MONTHS[post.day[1] - 1][:3]} {post.day[2]}</span></time><span>Written By <a class="blog-author-name" href="/blog?author=5f">{e(post.authors[0])}</a></span></div></div>'
        f'<div class="blog-item-content e-content">{_paragraphs(post)}</div><div class="blog-meta-item--categories">{categories}</div><div class="blog-meta-item--tags">{tags}</div></article></body>',
    )


def typecho(post: Post) -> Page:
    """The default theme, in Chinese."""
    tags = ", ".join(f'<a href="https://t.example/tag/{t}/">{e(t)}</a>' for t in post.tags)
    y, m, d = post.day
    return _page(
        f"https://t.example/archives/{post.slug}/",
        f'<title>{e(post.title)} - 山间笔记</title><meta name="description" content="{e(post.title)}的描述">',
        f'<body><header id="header"><div class="site-name"><a id="logo" href="/">山间笔记</a><p class="description">随便写写</p></div></header><div id="body"><div class="col-mb-12 col-8" id="main" role="main"><article class="post" itemscope itemtype="http://schema.org/BlogPosting">'
        f'<h1 class="post-title" itemprop="name headline"><a itemprop="url" href="/archives/{post.slug}/">{e(post.title)}</a></h1><ul class="post-meta"><li itemprop="author" itemscope>作者: <a itemprop="name" href="https://t.example/author/1/" rel="author">{e(post.authors[0])}</a></li>'
        f'<li>时间: <time datetime="{post.iso}T10:30:00+08:00" itemprop="datePublished">{y}年{m}月{d}日</time></li><li>分类: <a href="https://t.example/category/{post.categories[0]}/">{e(post.categories[0])}</a></li></ul>'
        f'<div class="post-content" itemprop="articleBody">{_paragraphs(post)}</div><p itemprop="keywords" class="tags">标签: {tags}</p></article>'
        f'<ul class="post-near"><li>上一篇: <a href="/archives/9/">别的</a></li></ul></div><div id="secondary"><section class="widget"><h3 class="widget-title">分类</h3><ul class="widget-list"><li><a href="/category/天气/">天气</a></li><li><a href="/category/海/">海</a></li></ul></section></div></div></body>',
        "zh",
    )


def persian_wordpress(post: Post) -> Page:
    """A Persian WordPress with Jalali dates, in prose and in addresses."""
    assert post.jalali is not None
    y, m, d = post.jalali
    month = next(name for name, number in JALALI_MONTHS.items() if number == m)
    prose = f"{d} {month} {y}".translate(PERSIAN)
    tags = "، ".join(f'<a href="/tag/{t}/" rel="tag">{e(t)}</a>' for t in post.tags)
    return _page(
        f"https://f.example/{y}/{m:02}/{d:02}/{post.slug}/",
        f"<title>{e(post.title)} » دفتر باد</title>",
        f'<body class="rtl single"><header class="site-header"><h1 class="site-title">دفتر باد</h1></header><article class="post-{y} post type-post hentry category-x"><h2 class="entry-title">{e(post.title)}</h2>'
        f'<div class="entry-meta"><span class="post-author">نویسنده: <a href="/author/x/">{e(post.authors[0])}</a></span> <span class="post-date">{prose}</span> <span class="cat">دسته: <a href="/category/x/" rel="category tag">{e(post.categories[0])}</a></span> <span class="reading">زمان مطالعه: ۵ دقیقه</span></div>'
        f'<div class="entry-content">{_paragraphs(post)}</div><div class="tags">برچسب‌ها: {tags}</div></article><aside><div class="widget"><h3>آخرین نوشته‌ها</h3><span class="date">{"1 مهر 1402".translate(PERSIAN)}</span></div></aside></body>',
        "fa-IR",
    )


def german_bare(post: Post) -> Page:
    """A home-made German blog: a line below the heading says it all, no class, the site's name is the h1."""
    day = f"{post.day[2]}. {GERMAN_MONTHS[post.day[1] - 1]} {post.day[0]}"
    tags = ", ".join(f'<a href="/schlagwort/{t}/">{e(t)}</a>' for t in post.tags)
    return _page(
        f"https://n.example/{post.slug}",
        f"<title>Netztagebuch: {e(post.title)}</title>",
        f'<body><div id="kopf"><h1><a href="/">Netztagebuch</a></h1></div><div id="mitte"><h2>{e(post.title)}</h2><p>Von {e(post.authors[0])} am {day} in <a href="/kategorie/{post.categories[0]}/">{e(post.categories[0])}</a></p>{_paragraphs(post)}<p>Schlagwörter: {tags}</p></div><h1>Kommentare</h1></body>',
        "de",
    )


def themes() -> tuple[Theme, ...]:
    """All themes with their sites' posts."""
    return (
        _theme("wordpress-classic", ENGLISH, wordpress_classic),
        _theme("wordpress-blocks", tuple(p for p in ENGLISH if len(p.authors) == 1), wordpress_blocks),
        _theme("elementor-yoast", ENGLISH, elementor_yoast, "en-US"),
        _theme("ghost", ENGLISH, ghost, "en", ("categories",)),
        _theme("blogger", tuple(p for p in ENGLISH if len(p.authors) == 1), blogger, "en", ("categories",)),
        _theme("hugo", ENGLISH, hugo, "en", ("categories",)),
        _theme("jekyll", ENGLISH, jekyll, "en", ("categories", "tags")),
        _theme("hexo", CHINESE, hexo, "zh-CN"),
        _theme("pelican", ENGLISH, pelican),
        _theme("substack", ENGLISH, substack, "en", ("categories", "tags")),
        _theme("drupal", tuple(p for p in ENGLISH if len(p.authors) == 1), drupal, "en", ("categories",)),
        _theme("squarespace", tuple(p for p in ENGLISH if len(p.authors) == 1), squarespace),
        _theme("typecho", CHINESE, typecho, "zh"),
        _theme("persian-wordpress", PERSIAN_POSTS, persian_wordpress, "fa-IR"),
        _theme("german-bare", GERMAN, german_bare, "de"),
    )
