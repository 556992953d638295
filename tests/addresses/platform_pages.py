# ruff: noqa: E501 - markup as the platforms print it
"""Pages in the markup that blogs' platforms print: bodies cut to what tells a page's role, texts of our own."""

from __future__ import annotations

from datetime import UTC, datetime

from archiver.page import Page
from archiver.records import Capture

ORIGIN = "https://blog.example"
SENTENCE = "The harbour was quiet that morning, and the nets hung drying over the rail beside the old crane. "


def prose(paragraphs: int = 5) -> str:
    """So many paragraphs of text."""
    return "".join(f"<p>{SENTENCE * 3}</p>" for _ in range(paragraphs))


def page(path: str, body: str, head: str = "", body_class: str = "") -> Page:
    """A parsed page at a path of the blog."""
    text = f'<!DOCTYPE html><html><head>{head}</head><body class="{body_class}">{body}</body></html>'
    capture = Capture(
        url=ORIGIN + path,
        fetched_at=datetime(2024, 1, 1, tzinfo=UTC),
        status=200,
        headers=(("Content-Type", "text/html; charset=utf-8"),),
        body=text.encode(),
    )
    return Page.parse(capture)


NAV = '<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/about/">About</a></li></ul></nav>'


def wordpress_post() -> Page:
    """A classic theme's post."""
    return page(
        "/2020/05/quiet-harbour/",
        f'{NAV}<article id="post-12" class="post-12 post type-post category-sea"><header class="entry-header">'
        f'<h1 class="entry-title">Quiet harbour</h1><time class="entry-date" datetime="2020-05-02T08:00:00+00:00">'
        f'2 May 2020</time></header><div class="entry-content">{prose()}</div></article>'
        '<nav class="post-navigation"><div class="nav-links"><div class="nav-previous">'
        '<a href="/2020/04/first-boat/" rel="prev">First boat</a></div></div></nav>',
        "<title>Quiet harbour – Pier</title>",
        "post-template-default single single-post postid-12 single-format-standard wp-embed-responsive",
    )


def wordpress_listing(
    path: str = "/category/sea/", body_class: str = "archive category category-sea category-4"
) -> Page:
    """A classic theme's archive, with whole posts in it."""
    cards = "".join(
        f'<article id="post-{n}" class="post-{n} post type-post category-sea tag-t{n} hentry"><header '
        f'class="entry-header"><h2 class="entry-title"><a href="/2020/0{n}/trip-{n}/">Trip number {n}</a></h2>'
        f'<time class="entry-date published" datetime="2020-0{n}-03T10:00:00+02:00">3.{n}.2020</time></header>'
        f'<div class="entry-content">{prose(3)}</div></article>'
        for n in range(1, 6)
    )
    pager = (
        '<nav class="navigation pagination"><div class="nav-links"><span class="page-numbers current">1</span>'
        f'<a class="page-numbers" href="{path}page/2/">2</a><a class="next page-numbers" href="{path}page/2/">Next</a>'
        "</div></nav>"
    )
    return page(
        path, f'{NAV}<main><h1 class="page-title">Sea</h1>{cards}{pager}</main>', "<title>Sea</title>", body_class
    )


def wordpress_page() -> Page:
    """A static page of WordPress with Yoast, which calls it an article too."""
    return page(
        "/our-boats/",
        f'{NAV}<article class="post-2 page type-page"><h1>Our boats</h1>{prose()}</article>',
        '<title>Our boats</title><meta property="og:type" content="article">'
        '<meta property="article:modified_time" content="2021-01-01T00:00:00+00:00">'
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "@id": "https://blog.example/our-boats/"}]}'
        "</script>",
        "page-template-default page page-id-2",
    )


def yoast_post() -> Page:
    """A block theme's post with Yoast's graph."""
    return page(
        "/quiet-harbour/",
        f'<main><h1 class="wp-block-post-title">Quiet harbour</h1><div class="wp-block-post-content">{prose()}</div></main>',
        '<title>Quiet harbour - Pier</title><meta property="og:type" content="article">'
        '<meta property="article:published_time" content="2020-05-02T08:00:00+00:00">'
        '<script type="application/ld+json">{"@graph": [{"@type": "Article", "headline": "Quiet harbour", "datePublished": '
        '"2020-05-02T08:00:00+00:00", "mainEntityOfPage": {"@id": "https://blog.example/quiet-harbour/"}},'
        '{"@type": "WebPage", "@id": "https://blog.example/quiet-harbour/"}]}</script>',
    )


def ghost(path: str, body_class: str) -> Page:
    """A page of Ghost: its body class alone tells what it is."""
    return page(path, f'<main><article class="gh-article"><h1>Winds</h1>{prose()}</article></main>', "", body_class)


def blogger(path: str, kind: str) -> Page:
    """A page of Blogger, whose older themes tell the role in a script only."""
    return page(
        path,
        f'<div class="blog-posts hfeed"><div class="post hentry"><h3 class="post-title entry-title">Nets</h3>{prose()}'
        '</div></div><div class="blog-pager" id="blog-pager"><span id="blog-pager-newer-link">'
        '<a class="blog-pager-newer-link" href="/2019/03/oars.html">Newer Post</a></span></div>'
        f"<script>_WidgetManager._SetDataContext([{{'name': 'blog', 'data': {{'pageType': '{kind}'}}}}]);</script>",
        '<meta content="blogger" name="generator">',
        "loading",
    )


def hugo_list() -> Page:
    """PaperMod's list of posts."""
    cards = "".join(
        f'<article class="post-entry"><header class="entry-header"><h2>Log {n}</h2></header>'
        f'<div class="entry-content"><p>{SENTENCE}</p></div><footer class="entry-footer"><span title="x">May {n}, 2021'
        f'</span></footer><a class="entry-link" aria-label="post link to Log {n}" href="/logs/log-{n}/"></a></article>'
        for n in range(1, 7)
    )
    return page(
        "/logs/", f'<main class="main"><header class="page-header"><h1>Logs</h1></header>{cards}</main>', "", "list"
    )


def hugo_post() -> Page:
    """PaperMod's post."""
    return page(
        "/logs/log-1/",
        '<main class="main"><article class="post-single"><header class="post-header"><h1 class="post-title">Log 1 of the '
        'sloop</h1><div class="post-meta"><span title="2021-05-01">May 1, 2021</span></div></header>'
        f'<div class="post-content">{prose()}</div></article></main>',
        '<title>Log 1 of the sloop | Pier</title><meta property="og:type" content="article">'
        '<meta property="article:published_time" content="2021-05-01T00:00:00Z">'
        '<script type="application/ld+json">{"@type": "BlogPosting", "headline": "Log 1", "datePublished": "2021-05-01",'
        '"mainEntityOfPage": {"@type": "WebPage", "@id": "https://blog.example/logs/log-1/"}}</script>',
    )


def jekyll_post() -> Page:
    """Minima's post."""
    return page(
        "/sea/2018/07/04/tides.html",
        '<main class="page-content"><article class="post h-entry" itemscope itemtype="http://schema.org/BlogPosting">'
        '<header class="post-header"><h1 class="post-title p-name">Tides</h1><p class="post-meta"><time class='
        f'"dt-published" datetime="2018-07-04T00:00:00+00:00">Jul 4, 2018</time></p></header>{prose()}</article></main>',
        '<title>Tides | Pier</title><meta property="og:type" content="article">',
    )


def hexo_archive() -> Page:
    """NexT's archive by year."""
    posts = "".join(
        f'<article itemscope itemtype="http://schema.org/Article"><header class="post-header"><div class="post-meta-container">'
        f'<time itemprop="dateCreated" datetime="2022-0{n}-01T00:00:00+08:00">0{n}-01</time></div><div class="post-title">'
        f'<a class="post-title-link" href="/2022/0{n}/01/船-{n}/"><span>第{n}条船</span></a></div></header></article>'
        for n in range(1, 7)
    )
    return page(
        "/archives/", f'<div class="post-block"><div class="posts-collapse">{posts}</div></div>', "<title>归档</title>"
    )


def drupal(kind: str) -> Page:
    """A node of Drupal."""
    return page(
        f"/{kind}-of-the-pier",
        f'<main><h1>Crane</h1><article class="node node--type-{kind}">{prose()}</article></main>',
        "",
        f"path-node page-node-type-{kind}",
    )


def squarespace_item() -> Page:
    """A blog item of Squarespace."""
    return page(
        "/journal/lines",
        f'<article class="h-entry"><h1 class="entry-title">Lines</h1>{prose()}</article>',
        "",
        "item-view collection-type-blog view-item",
    )


def substack_post() -> Page:
    """A letter on Substack."""
    return page(
        "/p/letter-from-the-pier",
        f'<article class="newsletter-post post"><h1 class="post-title">Letter from the pier</h1>{prose()}</article>',
        '<title>Letter from the pier</title><meta property="og:type" content="article"><script type="application/ld+json">'
        '{"@type": "NewsArticle", "url": "https://blog.example/p/letter-from-the-pier", "headline": "Letter", '
        '"datePublished": "2023-02-01T00:00:00+00:00"}</script>',
    )


def typecho_post() -> Page:
    """Typecho's default theme."""
    return page(
        "/index.php/archives/7/",
        '<div id="main"><article class="post" itemscope itemtype="http://schema.org/BlogPosting"><h1 class="post-title">'
        '<a itemprop="url" href="https://blog.example/index.php/archives/7/">清晨的港口</a></h1><ul class="post-meta"><li>时间: '
        f'<time datetime="2021-03-04T05:06:07+08:00">2021-03-04</time></li></ul>{prose()}</article></div>',
        "<title>清晨的港口 - 码头</title>",
    )


def blogfa_post() -> Page:
    """A post on a Persian blog host: no structured data, a date in words."""
    return page(
        "/post/41",
        '<div id="content"><div class="post"><div class="posttitle"><h2><a href="/post/41">بندر آرام</a></h2></div>'
        f'<div class="postbody">{prose()}</div><div class="postdesc">نوشته شده در جمعه ۱۲ اردیبهشت ۱۳۹۹</div></div></div>',
        "<title>بندر آرام</title>",
    )


def pelican(path: str, title: str, *, post: bool) -> Page:
    """Pelican side by side: posts carry a date and tags, pages do not; nothing else tells them apart."""
    info = '<p class="info">2 May 2020 <span class="tags">boats, sea</span></p>' if post else ""
    return page(
        path,
        f'{NAV}<section class="body" id="content"><h1><a href="{path}">{title}</a></h1>{info}{prose(2)}</section>',
        f"<title>{title}</title>",
    )


def pelican_index(path: str = "/index2.html") -> Page:
    """Pelican's index: headings that lead to posts, dates in words."""
    cards = "".join(
        f'<div class="summary-box"><h1><a href="/voyage-number-{n}.html">Voyage number {n}</a></h1>'
        f"<p><em>Monday, May 1{n}, 2012</em></p><div>{prose(1)}<a href='/voyage-number-{n}.html'>Read more ...</a></div></div>"
        for n in range(6)
    )
    return page(path, f'{NAV}<section id="content">{cards}</section>', "<title>Pier</title>")
