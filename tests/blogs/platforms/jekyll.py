"""Jekyll with minima and jekyll-seo-tag: English, no sitemap, a home page that lists everything, an Atom feed of ten."""

from __future__ import annotations

import json

from blogs.press import Blog, Press
from blogs.writing import Article, html


def build(origin: str) -> Blog:
    """Twenty-two posts with dated addresses that end in .html; no tags on the pages."""
    press = Press("Notes from the Slipway", origin, "en", 22)
    press.place(lambda article: f"/{article.date:%Y/%m/%d}/{article.slug}.html")
    press.chrome += [
        "Launched when it rains, hauled out when it does not.",
        "Please enable JavaScript to view the comments powered by Disqus.",
    ]
    for article in press.articles:
        press.post(
            article, _document(press, article.title, _single(article), _head(press, article)), tags=[], categories=[]
        )
    entries = "".join(
        f'<li><span class="post-meta">{article.date:%b} {article.date.day}, {article.date.year}</span>\n<h3><a class="post-link" href="{press.paths[article.index]}">\n{article.title}\n</a></h3></li>\n'
        for article in press.newest
    )
    home = f'<div class="home"><h2 class="post-list-heading">Posts</h2><ul class="post-list">{entries}</ul><p class="feed-subscribe">subscribe <a href="/feed.xml">via RSS</a></p></div>'
    press.page("/", _document(press, press.name, home, ""), kind="listing")
    press.page(
        "/about/",
        _document(
            press,
            "About",
            '<article class="post"><header class="post-header"><h1 class="post-title">About</h1></header><div class="post-content"><p>Boats, mostly. Some of them float.</p></div></article>',
            "",
        ),
        kind="page",
    )
    press.atom(
        "/feed.xml", press.newest[:10], body, f'<link href="{origin}/feed.xml" rel="self" type="application/atom+xml"/>'
    )
    return press.blog()


def body(article: Article) -> str:
    """A post's own blocks as kramdown prints them."""
    code = '<div class="language-python highlighter-rouge"><div class="highlight"><pre class="highlight"><code>{}</code></pre></div></div>'
    return html(
        article,
        lambda address, alt, caption: (
            f'<figure><img src="{address}" alt="{alt}" /><figcaption>{caption}</figcaption></figure>'
        ),
        c=code,
        h='<h2 id="part">{}</h2>',
    )


def _head(press: Press, article: Article) -> str:
    moment = f"{article.date:%Y-%m-%dT%H:%M:%S}+00:00"
    node = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "author": {"@type": "Person", "name": article.authors[0]},
        "dateModified": moment,
        "datePublished": moment,
        "description": article.excerpt,
        "headline": article.title,
        "mainEntityOfPage": {"@type": "WebPage", "@id": press.url(article)},
        "url": press.url(article),
    }
    return (
        f'<!-- Begin Jekyll SEO tag v2.8.0 -->\n<meta property="og:title" content="{article.title}" />\n<meta name="author" content="{article.authors[0]}" />\n<link rel="canonical" href="{press.url(article)}" />\n<meta property="og:site_name" content="{press.name}" />\n<meta property="og:type" content="article" />\n'
        f'<meta property="article:published_time" content="{moment}" />\n<script type="application/ld+json">\n{json.dumps(node)}</script>\n<!-- End Jekyll SEO tag -->\n'
    )


def _single(article: Article) -> str:
    day = article.date
    return (
        f'<article class="post h-entry" itemscope itemtype="http://schema.org/BlogPosting"><header class="post-header"><h1 class="post-title p-name" itemprop="name headline">{article.title}</h1>'
        f'<p class="post-meta"><time class="dt-published" datetime="{day.isoformat()}" itemprop="datePublished">{day:%b} {day.day}, {day.year}</time> • <span itemprop="author" itemscope itemtype="http://schema.org/Person"><span class="p-author h-card" itemprop="name">{article.authors[0]}</span></span></p></header>'
        f'<div class="post-content e-content" itemprop="articleBody">\n{body(article)}\n</div><div id="disqus_thread"></div><noscript>Please enable JavaScript to view the comments powered by Disqus.</noscript><a class="u-url" href="/" hidden></a></article>'
    )


def _document(press: Press, title: str, main: str, head: str) -> str:
    shown = title if title == press.name else f"{title} | {press.name}"
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head>\n<meta charset="utf-8"><title>{shown}</title>\n{head}<link type="application/atom+xml" rel="alternate" href="{press.origin}/feed.xml" title="{press.name}" /></head>\n'
        f'<body><header class="site-header" role="banner"><div class="wrapper"><a class="site-title" rel="author" href="/">{press.name}</a><nav class="site-nav"><div class="trigger"><a class="page-link" href="/about/">About</a></div></nav></div></header>\n'
        f'<main class="page-content" aria-label="Content"><div class="wrapper">{main}</div></main>\n<footer class="site-footer h-card"><div class="wrapper"><h2 class="footer-heading">{press.name}</h2><p>Launched when it rains, hauled out when it does not.</p></div></footer></body>\n</html>\n'
    )
