"""Ghost with the Casper theme: German, JSON-LD, four sitemaps, a feed of fifteen with whole texts, /page/N/."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from blogs.press import Blog, Press
from blogs.writing import Article, html, slugify

if TYPE_CHECKING:
    from collections.abc import Sequence

CALL = "Abonnieren Sie unseren Rundbrief und verpassen Sie keinen Regenschauer."
MONTHS = (
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
)


def build(origin: str) -> Blog:
    """Twenty-six posts, nine a page."""
    press = Press("Gegenwind", origin, "de", 26)
    press.place(lambda article: f"/{article.slug}/")
    press.chrome += [CALL, "Weiterlesen", "Min. Lesezeit", "Powered by Ghost"]
    for article in press.articles:
        press.post(
            article,
            _document(
                press,
                article.title,
                _single(press, article),
                "post-template tag-" + slugify(article.tags[0]),
                _head(press, article),
            ),
            tags=[*article.tags],
            categories=[],
        )
    for base, title, chosen in _lists(press):
        press.listing(
            chosen,
            9,
            lambda number, base=base: base if number == 1 else f"{base}page/{number}/",
            lambda shown, number, last, base=base, title=title: _archive(press, title, base, shown, (number, last)),
        )
    page = f'<main id="site-main" class="site-main"><article class="gh-article page"><header class="gh-article-header gh-canvas"><h1 class="gh-article-title is-title">Über uns</h1></header><section class="gh-content gh-canvas is-body"><p>{press.name} ist ein Blog über Wege, die länger sind als geplant.</p></section></article></main>'
    press.page("/ueber-uns/", _document(press, "Über uns", page, "page-template", ""), kind="page")
    press.rss("/rss/", press.newest[:15], body)
    press.sitemap(
        "/sitemap.xml",
        [
            (f"{origin}/sitemap-{kind}.xml", "2020-01-01T00:00:00.000Z")
            for kind in ("pages", "posts", "authors", "tags")
        ],
        index=True,
    )
    press.sitemap(
        "/sitemap-posts.xml",
        [(url, modified.replace("+00:00", ".000Z")) for url, modified in press.post_urls() if modified],
    )
    press.sitemap("/sitemap-pages.xml", [(f"{origin}/", None), (f"{origin}/ueber-uns/", None)])
    press.sitemap(
        "/sitemap-authors.xml",
        [(f"{origin}/author/{slugify(name)}/", None) for name in dict.fromkeys(a.authors[0] for a in press.articles)],
    )
    press.sitemap(
        "/sitemap-tags.xml",
        [(f"{origin}/tag/{slugify(tag)}/", None) for tag in dict.fromkeys(t for a in press.articles for t in a.tags)],
    )
    press.robots("/sitemap.xml")
    return press.blog()


def body(article: Article) -> str:
    """A post's own blocks, in Ghost's cards."""
    return html(
        article, _image, q='<blockquote class="kg-blockquote-alt">{}</blockquote>', h='<h2 id="abschnitt">{}</h2>'
    )


def _image(address: str, alt: str, caption: str) -> str:
    address = f"/content{address}"
    small = address.replace("/images/", "/images/size/w600/")
    return (
        f'<figure class="kg-card kg-image-card kg-card-hascaption"><img src="{address}" class="kg-image" alt="{alt}" loading="lazy" width="1200" height="800" '
        f'srcset="{small} 600w, {address} 1200w" sizes="(min-width: 720px) 720px"><figcaption><span style="white-space: pre-wrap;">{caption}</span></figcaption></figure>'
    )


def _lists(press: Press) -> list[tuple[str, str, Sequence[Article]]]:
    tags = dict.fromkeys(tag for article in press.articles for tag in article.tags)
    names = dict.fromkeys(article.authors[0] for article in press.articles)
    return [
        ("/", press.name, press.newest),
        *((f"/tag/{slugify(tag)}/", tag, [article for article in press.newest if tag in article.tags]) for tag in tags),
        *(
            (f"/author/{slugify(name)}/", name, [article for article in press.newest if name in article.authors])
            for name in names
        ),
    ]


def _head(press: Press, article: Article) -> str:
    url, moment = press.url(article), f"{article.date:%Y-%m-%dT%H:%M:%S}.000Z"
    node = {
        "@context": "https://schema.org",
        "@type": "Article",
        "publisher": {"@type": "Organization", "name": press.name, "url": f"{press.origin}/"},
        "author": {
            "@type": "Person",
            "name": article.authors[0],
            "url": f"{press.origin}/author/{slugify(article.authors[0])}/",
            "sameAs": [],
        },
        "headline": article.title,
        "url": url,
        "datePublished": moment,
        "dateModified": moment,
        "keywords": ", ".join(article.tags),
        "description": article.excerpt,
        "mainEntityOfPage": url,
    }
    tags = "".join(f'<meta property="article:tag" content="{tag}">\n' for tag in article.tags)
    return (
        f'<link rel="canonical" href="{url}">\n<meta property="og:site_name" content="{press.name}">\n<meta property="og:type" content="article">\n<meta property="og:title" content="{article.title}">\n'
        f'<meta property="article:published_time" content="{moment}">\n<meta property="article:modified_time" content="{moment}">\n{tags}<script type="application/ld+json">\n{json.dumps(node, ensure_ascii=False, indent=4)}\n</script>\n'
    )


def _single(press: Press, article: Article) -> str:
    day = article.date
    author = article.authors[0]
    cards = "".join(_card(press, other) for other in press.others(article))
    return (
        f'<main id="site-main" class="site-main"><article class="gh-article post tag-{slugify(article.tags[0])}"><header class="gh-article-header gh-canvas">'
        f'<div class="gh-article-tag post-card-tags"><a href="{press.origin}/tag/{slugify(article.tags[0])}/">{article.tags[0]}</a></div><h1 class="gh-article-title is-title">{article.title}</h1>'
        f'<div class="gh-article-meta"><div class="gh-article-author-name"><a href="{press.origin}/author/{slugify(author)}/">{author}</a></div>'
        f'<div class="byline-meta-content"><time class="byline-meta-date" datetime="{day:%Y-%m-%d}">{day.day}. {MONTHS[day.month - 1]} {day.year}</time> <span class="byline-reading-time"><span class="bull">&bull;</span> {1 + len(article.text) // 1200} Min. Lesezeit</span></div></div></header>'
        f'<section class="gh-content gh-canvas is-body drop-cap">\n{body(article)}\n</section></article>'
        f'<div class="footer-cta outer"><div class="inner"><h2 class="footer-cta-title">{CALL}</h2><a class="footer-cta-button" href="#/portal"><div class="footer-cta-input">Ihre E-Mail-Adresse</div><span>Abonnieren</span></a></div></div>'
        f'<aside class="read-more-wrap outer"><h3>Weiterlesen</h3><div class="read-more inner">{cards}</div></aside></main>'
    )


def _card(press: Press, article: Article) -> str:
    return (
        f'<article class="post-card post"><a class="post-card-image-link" href="{press.url(article)}"><img class="post-card-image" src="/content/images/{article.index:03}-1.jpg" alt="{article.title}" loading="lazy"></a>'
        f'<div class="post-card-content"><a class="post-card-content-link" href="{press.url(article)}"><header class="post-card-header"><h2 class="post-card-title">{article.title}</h2></header><div class="post-card-excerpt">{article.excerpt}</div></a>'
        f'<footer class="post-card-meta"><time class="post-card-meta-date" datetime="{article.date:%Y-%m-%d}">{article.date:%d.%m.%Y}</time></footer></div></article>'
    )


def _archive(press: Press, title: str, base: str, shown: Sequence[Article], pages: tuple[int, int]) -> str:
    number, last = pages
    older = (
        f'<a class="older-posts" href="{press.origin}{base}page/{number + 1}/"><span aria-hidden="true">&larr;</span> Ältere Beiträge</a>'
        if number < last
        else ""
    )
    rel = f'<link rel="next" href="{press.origin}{base}page/{number + 1}/">\n' if number < last else ""
    main = f'<main id="site-main" class="site-main outer"><h1 class="site-title">{title}</h1><div class="post-feed inner">{"".join(_card(press, article) for article in shown)}</div><nav class="pagination inner">{older}<span class="page-number">Seite {number} von {last}</span></nav></main>'
    return _document(press, title, main, "home-template" if base == "/" else "tag-template", rel)


def _document(press: Press, title: str, main: str, classes: str, head: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="de">\n<head>\n<title>{title}</title>\n<meta charset="utf-8">\n{head}<meta name="generator" content="Ghost 5.75">\n'
        f'<link rel="alternate" type="application/rss+xml" title="{press.name}" href="{press.origin}/rss/">\n</head>\n<body class="{classes} is-head-left-logo">\n<div class="viewport">'
        f'<header id="gh-head" class="gh-head outer"><div class="gh-head-inner inner"><a class="gh-head-logo no-image" href="{press.origin}/">{press.name}</a><nav class="gh-head-menu"><ul class="nav"><li class="nav-home"><a href="{press.origin}/">Start</a></li><li class="nav-about"><a href="{press.origin}/ueber-uns/">Über uns</a></li></ul></nav></div></header>'
        f'<div class="site-content">{main}</div><footer class="site-footer outer"><div class="inner"><section class="copyright"><a href="{press.origin}">{press.name}</a> &copy; 2020</section><div class="gh-powered-by"><a href="https://ghost.org/">Powered by Ghost</a></div></div></footer></div>\n</body>\n</html>\n'
    )
