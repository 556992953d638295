"""Docusaurus: English, a blog below /blog/ beside documentation that is no blog; two authors on some posts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from blogs.press import Blog, Press
from blogs.writing import Article, html, slugify

if TYPE_CHECKING:
    from collections.abc import Sequence

_CODE = (
    '<div class="language-python codeBlockContainer_Ckt0 theme-code-block"><div class="codeBlockContent_biex"><pre tabindex="0" class="prism-code language-python codeBlock_bY9V thin-scrollbar"><code class="codeBlockLines_e6Vv">{}</code></pre>'
    '<div class="buttonGroup__atx"><button type="button" aria-label="Copy code to clipboard" title="Copy" class="clean-btn"><span class="copyButtonIcons_eSgA" aria-hidden="true"></span></button></div></div></div>'
)


def build(origin: str) -> Blog:
    """Eighteen posts, ten a page; the sitemap names documentation too."""
    press = Press("Gearbox", origin, "en", 18)
    names = ("Hollis Berg", "Nadia Okafor", "Ellen van Dijk")
    press.articles = tuple(
        replace(article, authors=(names[article.index % 3], names[(article.index + 1) % 3])[: 1 + article.index % 2])
        for article in press.articles
    )
    press.place(lambda article: f"/blog/{article.slug}")
    press.chrome += ["Recent posts", "Newer Post", "Older Post", "Edit this page", "Built with Docusaurus."]
    for article in press.articles:
        press.post(
            article,
            _document(press, f"{article.title} | {press.name}", _single(press, article), _head(press, article)),
            categories=[],
        )
    lists: list[tuple[str, str, Sequence[Article]]] = [("/blog", "Blog", press.newest)]
    lists += [
        (f"/blog/tags/{slugify(tag)}", f'Posts tagged with "{tag}"', [a for a in press.newest if tag in a.tags])
        for tag in dict.fromkeys(t for a in press.articles for t in a.tags)
    ]
    for base, title, chosen in lists:
        press.listing(
            chosen,
            10,
            lambda number, base=base: base if number == 1 else f"{base}/page/{number}",
            lambda shown, number, last, base=base, title=title: _archive(press, title, base, shown, (number, last)),
        )
    archive = "".join(
        f'<li><a href="{press.paths[article.index]}">{article.date:%B} {article.date.day} - {article.title}</a></li>'
        for article in press.newest
    )
    press.page(
        "/blog/archive",
        _document(
            press, f"Archive | {press.name}", f'<main><h1 class="hero__title">Archive</h1><ul>{archive}</ul></main>', ""
        ),
        kind="listing",
    )
    for slug, title in (("intro", "Introduction"), ("install", "Installation"), ("teeth", "Counting Teeth")):
        text = f'<main class="docMainContainer_TBSr"><article><div class="theme-doc-markdown markdown"><h1>{title}</h1><p>{title} is a chapter of the manual. Read it before you open the gearbox, and again when you have closed it with parts left over.</p></div></article></main>'
        press.page(f"/docs/{slug}", _document(press, f"{title} | {press.name}", text, ""), kind="page")
    press.page(
        "/",
        _document(
            press,
            press.name,
            '<main><h1 class="hero__title">Gearbox</h1><p>A library for things with teeth.</p><a href="/docs/intro">Start</a></main>',
            "",
        ),
        kind="page",
    )
    press.rss("/blog/rss.xml", press.newest, body)
    press.sitemap(
        "/sitemap.xml",
        [
            *[(url, None) for url, _ in press.post_urls()],
            *((f"{origin}/docs/{slug}", None) for slug in ("intro", "install", "teeth")),
        ],
    )
    return press.blog()


def body(article: Article) -> str:
    """A post's own blocks, as MDX prints them."""
    return html(
        article,
        lambda address, alt, caption: (
            f'<figure><img decoding="async" loading="lazy" alt="{alt}" src="{address}" class="img_ev3q"><figcaption>{caption}</figcaption></figure>'
        ),
        c=_CODE,
        h='<h2 class="anchor anchorWithStickyNavbar_LWe7" id="x">{}<a href="#x" class="hash-link" aria-label="Direct link" title="Direct link">\u200b</a></h2>',
    )


def _head(press: Press, article: Article) -> str:
    tags = f'<meta data-rh="true" property="article:tag" content="{",".join(article.tags)}">'
    return f'<meta data-rh="true" property="og:title" content="{article.title} | {press.name}">\n<meta data-rh="true" property="og:type" content="article">\n<meta data-rh="true" property="article:published_time" content="{article.date:%Y-%m-%dT%H:%M:%S}.000Z">\n{tags}\n<link data-rh="true" rel="canonical" href="{press.url(article)}">\n'


def _header(article: Article, tag: str, title: str) -> str:
    authors = "".join(
        f'<div class="col col--6 authorCol_Hf19"><div class="avatar margin-bottom--sm"><div class="avatar__intro" itemprop="author" itemscope itemtype="https://schema.org/Person"><div class="avatar__name"><a href="https://people.example.org/{slugify(name)}" itemprop="url"><span itemprop="name">{name}</span></a></div><small class="avatar__subtitle" itemprop="description">Maintainer</small></div></div></div>'
        for name in article.authors
    )
    return f'<header><{tag} class="title_f1Hy" itemprop="headline">{title}</{tag}><div class="container_mt6G margin-vert--md"><time datetime="{article.date:%Y-%m-%dT%H:%M:%S}.000Z" itemprop="datePublished">{article.date:%B} {article.date.day}, {article.date.year}</time> · <!-- -->{1 + len(article.text) // 1000} min read</div><div class="margin-top--md margin-bottom--sm row">{authors}</div></header>'


def _single(press: Press, article: Article) -> str:
    before, after = press.around(article)
    tags = "".join(
        f'<li class="tag_QGVx"><a class="tag_zVej" href="/blog/tags/{slugify(tag)}">{tag}</a></li>'
        for tag in article.tags
    )
    links = "".join(
        f'<a class="pagination-nav__link pagination-nav__link--{side}" href="{press.paths[other.index]}"><div class="pagination-nav__sublabel">{label}</div><div class="pagination-nav__label">{other.title}</div></a>'
        for side, label, other in (("prev", "Newer Post", after), ("next", "Older Post", before))
        if other
    )
    toc = "".join(
        f'<li><a href="#x" class="table-of-contents__link">{block.lines[0]}</a></li>'
        for block in article.blocks
        if block.kind == "h"
    )
    return (
        f'{_sidebar(press)}<main class="col col--7" itemscope itemtype="https://schema.org/Blog"><article itemprop="blogPost" itemscope itemtype="https://schema.org/BlogPosting"><meta itemprop="description" content="{article.excerpt}">{_header(article, "h1", article.title)}'
        f'<div id="__blog-post-container" class="markdown" itemprop="articleBody">{body(article)}</div><footer class="row docusaurus-mt-lg"><div class="col"><b>Tags:</b><ul class="tags_jXut padding--none margin-left--sm">{tags}</ul></div><div class="col margin-top--sm"><a href="https://code.example.org/gearbox/edit/{article.slug}.md" class="theme-edit-this-page">Edit this page</a></div></footer></article>'
        f'<nav class="pagination-nav docusaurus-mt-lg" aria-label="Blog post page navigation">{links}</nav></main><div class="col col--2"><div class="tableOfContents_bqdL thin-scrollbar"><ul class="table-of-contents">{toc}</ul></div></div>'
    )


def _archive(press: Press, title: str, base: str, shown: Sequence[Article], pages: tuple[int, int]) -> str:
    number, last = pages
    entries = "".join(
        f'<article class="margin-bottom--xl" itemprop="blogPost" itemscope itemtype="https://schema.org/BlogPosting">{_header(article, "h2", f"<a itemprop=url href={press.paths[article.index]}>{article.title}</a>")}<div class="markdown" itemprop="articleBody"><p>{article.excerpt}</p></div><footer><a href="{press.paths[article.index]}" aria-label="Read more about {article.title}"><b>Read More</b></a></footer></article>'
        for article in shown
    )
    older = (
        f'<a class="pagination-nav__link pagination-nav__link--next" href="{base}/page/{number + 1}"><div class="pagination-nav__label">Older Entries</div></a>'
        if number < last
        else ""
    )
    return _document(
        press,
        f"{title} | {press.name}",
        f'{_sidebar(press)}<main class="col col--7" itemscope itemtype="https://schema.org/Blog"><h1>{title}</h1>{entries}<nav class="pagination-nav" aria-label="Blog list page navigation">{older}</nav></main>',
        "",
    )


def _sidebar(press: Press) -> str:
    recent = "".join(
        f'<li class="sidebarItem__DBe"><a class="sidebarItemLink_mo7H" href="{press.paths[article.index]}">{article.title}</a></li>'
        for article in press.newest[:5]
    )
    return f'<aside class="col col--3"><nav class="sidebar_re4s thin-scrollbar" aria-label="Blog recent posts navigation"><div class="sidebarItemTitle_pO2u margin-bottom--md">Recent posts</div><ul class="sidebarItemList_Yudw clean-list">{recent}</ul></nav></aside>'


def _document(press: Press, title: str, main: str, head: str) -> str:
    return (
        f'<!doctype html>\n<html lang="en" dir="ltr" class="blog-wrapper blog-post-page plugin-blog">\n<head>\n<meta charset="UTF-8">\n<meta name="generator" content="Docusaurus v3.1.1">\n<title data-rh="true">{title}</title>\n{head}<link rel="alternate" type="application/rss+xml" href="/blog/rss.xml" title="{press.name} RSS Feed">\n</head>\n<body class="navigation-with-keyboard"><div id="__docusaurus">'
        f'<nav aria-label="Main" class="navbar navbar--fixed-top"><a class="navbar__brand" href="/"><b class="navbar__title">{press.name}</b></a><a class="navbar__item navbar__link" href="/docs/intro">Manual</a><a class="navbar__item navbar__link" href="/blog">Blog</a><a class="navbar__item navbar__link" href="/blog/archive">Archive</a></nav>\n'
        f'<div id="__docusaurus_skipToContent_fallback" class="main-wrapper"><div class="container margin-vert--lg"><div class="row">{main}</div></div></div>\n<footer class="footer footer--dark"><div class="footer__copyright">Built with Docusaurus.</div></footer></div></body>\n</html>\n'
    )
