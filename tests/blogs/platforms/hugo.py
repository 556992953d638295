"""Hugo with the PaperMod theme: English, code in tables with line numbers, a table of contents, anchors in headings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from blogs.press import Blog, Press
from blogs.writing import Article, html, slugify

if TYPE_CHECKING:
    from collections.abc import Sequence


def build(origin: str) -> Blog:
    """Twenty-four posts below /posts/; the feed names all of them, with excerpts."""
    press = Press("Loose Threads", origin, "en", 24)
    press.place(lambda article: f"/posts/{article.slug}/")
    press.chrome += ["Table of Contents", "Powered by Hugo & PaperMod", "« Prev", "Next »"]
    for article in press.articles:
        press.post(
            article, _document(press, article.title, _single(press, article), _head(press, article)), categories=[]
        )
    for base, title, chosen in [("/", press.name, press.newest), ("/posts/", "Posts", press.newest), *_tags(press)]:
        press.listing(
            chosen,
            7,
            lambda number, base=base: base if number == 1 else f"{base}page/{number}/",
            lambda shown, number, last, base=base, title=title: _archive(press, title, base, shown, (number, last)),
        )
    press.page(
        "/about/",
        _document(
            press,
            "About",
            '<main class="main"><article class="post-single"><header class="post-header"><h1 class="post-title">About</h1></header><div class="post-content"><p>Threads that were left hanging, and what became of them.</p></div></article></main>',
            "",
        ),
        kind="page",
    )
    press.rss("/index.xml", press.newest)
    press.sitemap(
        "/sitemap.xml",
        [*press.post_urls(), (f"{origin}/about/", None), (f"{origin}/posts/", None), (f"{origin}/tags/", None)],
    )
    press.page(
        "/tags/",
        _document(
            press,
            "Tags",
            '<main class="main"><h1>Tags</h1><ul class="terms-tags">'
            + "".join(f'<li><a href="{origin}{base}">{title}</a></li>' for base, title, _ in _tags(press))
            + "</ul></main>",
            "",
        ),
        kind="listing",
    )
    press.robots()
    return press.blog()


def body(article: Article) -> str:
    """A post's own blocks, with Chroma's code and the theme's anchors."""
    return html(
        article,
        _image,
        h='<h2 id="x">{}<a hidden class="anchor" aria-hidden="true" href="#x">#</a></h2>',
        c=_CODE,
        t="<table><thead><tr><th></th><th></th></tr></thead><tbody>{}</tbody></table>",
    )


_CODE = (
    '<div class="highlight"><div class="chroma"><table class="lntable"><tr><td class="lntd"><pre tabindex="0" class="chroma"><code><span class="lnt">1\n</span><span class="lnt">2\n</span><span class="lnt">3\n</span></code></pre></td>'
    '<td class="lntd"><pre tabindex="0" class="chroma"><code class="language-python" data-lang="python">{}</code></pre></td></tr></table></div></div>'
)


def _image(address: str, alt: str, caption: str) -> str:
    return (
        f'<figure><img loading="lazy" src="{address}" alt="{alt}"/> <figcaption><p>{caption}</p></figcaption></figure>'
    )


def _tags(press: Press) -> list[tuple[str, str, Sequence[Article]]]:
    tags = dict.fromkeys(tag for article in press.articles for tag in article.tags)
    return [
        (f"/tags/{slugify(tag)}/", tag, [article for article in press.newest if tag in article.tags]) for tag in tags
    ]


def _head(press: Press, article: Article) -> str:
    moment = f"{article.date:%Y-%m-%dT%H:%M:%S}Z"
    node = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": article.title,
        "name": article.title,
        "keywords": list(article.tags),
        "articleBody": article.text[:400],
        "wordCount": str(len(article.text.split())),
        "inLanguage": "en",
        "datePublished": moment,
        "dateModified": moment,
        "author": {"@type": "Person", "name": article.authors[0]},
        "mainEntityOfPage": {"@type": "WebPage", "@id": press.url(article)},
        "publisher": {"@type": "Organization", "name": press.name},
    }
    return (
        f'<meta name="keywords" content="{", ".join(article.tags)}">\n<meta name="author" content="{article.authors[0]}">\n<link rel="canonical" href="{press.url(article)}">\n<meta property="og:title" content="{article.title}" />\n<meta property="og:type" content="article" />\n'
        f'<meta property="article:section" content="posts" />\n<meta property="article:published_time" content="{moment}" />\n<script type="application/ld+json">{json.dumps(node)}</script>\n'
    )


def _single(press: Press, article: Article) -> str:
    before, after = press.around(article)
    day = article.date
    headings = [block.lines[0] for block in article.blocks if block.kind == "h"]
    toc = ""
    if headings:
        toc = (
            '<div class="toc"><details><summary accesskey="c" title="(Alt + C)"><span class="details">Table of Contents</span></summary><div class="inner"><ul>'
            + "".join(f'<li><a href="#x" aria-label="{line}">{line}</a></li>' for line in headings)
            + "</ul></div></details></div>"
        )
    links = "".join(
        f'<a class="{side}" href="{press.url(other)}"><span class="title">{label}</span><br><span>{other.title}</span></a>'
        for side, label, other in (("prev", "« Prev", after), ("next", "Next »", before))
        if other
    )
    tags = "".join(f'<li><a href="{press.origin}/tags/{slugify(tag)}/">{tag}</a></li>' for tag in article.tags)
    share = "".join(
        f'<a target="_blank" rel="noopener noreferrer" aria-label="share {article.title} on {site}" href="https://{site}.example/share?url={press.url(article)}"><svg viewBox="0 0 512 512"></svg></a>'
        for site in ("x", "linkedin", "reddit")
    )
    return (
        f'<main class="main"><article class="post-single"><header class="post-header"><div class="breadcrumbs"><a href="{press.origin}/">Home</a>&nbsp;»&nbsp;<a href="{press.origin}/posts/">Posts</a></div><h1 class="post-title">{article.title}</h1>'
        f"<div class=\"post-meta\"><span title='{day:%Y-%m-%d %H:%M:%S} +0000 UTC'>{day:%B} {day.day}, {day.year}</span>&nbsp;·&nbsp;{1 + len(article.text) // 1000} min&nbsp;·&nbsp;{len(article.text.split())} words&nbsp;·&nbsp;{article.authors[0]}</div></header>{toc}"
        f'<div class="post-content">{body(article)}\n</div><footer class="post-footer"><ul class="post-tags">{tags}</ul><nav class="paginav">{links}</nav><div class="share-buttons">{share}</div></footer></article></main>'
    )


def _archive(press: Press, title: str, base: str, shown: Sequence[Article], pages: tuple[int, int]) -> str:
    number, last = pages
    entries = "".join(
        f'<article class="post-entry"><header class="entry-header"><h2>{article.title}</h2></header><div class="entry-content"><p>{article.excerpt}</p></div>'
        f"<footer class=\"entry-footer\"><span title='{article.date:%Y-%m-%d}'>{article.date:%B} {article.date.day}, {article.date.year}</span>&nbsp;·&nbsp;{article.authors[0]}</footer>"
        f'<a class="entry-link" aria-label="post link to {article.title}" href="{press.url(article)}"></a></article>'
        for article in shown
    )
    older = (
        f'<a class="next" href="{press.origin}{base}page/{number + 1}/">Next&nbsp;&nbsp;»</a>' if number < last else ""
    )
    return _document(
        press,
        title,
        f'<main class="main"><header class="page-header"><h1>{title}</h1></header>{entries}<footer class="page-footer"><nav class="pagination">{older}</nav></footer></main>',
        "",
    )


def _document(press: Press, title: str, main: str, head: str) -> str:
    shown = title if title == press.name else f"{title} | {press.name}"
    return (
        f'<!DOCTYPE html>\n<html lang="en" dir="auto">\n<head><meta charset="utf-8">\n<title>{shown}</title>\n{head}<link rel="alternate" type="application/rss+xml" href="{press.origin}/index.xml">\n<meta name="generator" content="Hugo 0.123.7">\n</head>\n<body class="list" id="top">'
        f'<header class="header"><nav class="nav"><div class="logo"><a href="{press.origin}/" accesskey="h" title="{press.name} (Alt + H)">{press.name}</a></div><ul id="menu"><li><a href="{press.origin}/posts/"><span>Posts</span></a></li><li><a href="{press.origin}/tags/"><span>Tags</span></a></li><li><a href="{press.origin}/about/"><span>About</span></a></li></ul></nav></header>\n'
        f'{main}\n<footer class="footer"><span>&copy; 2020 <a href="{press.origin}/">{press.name}</a></span> · <span>Powered by <a href="https://gohugo.io/">Hugo</a> &amp; <a href="https://example.org/papermod/">PaperMod</a></span></footer></body>\n</html>\n'
    )
