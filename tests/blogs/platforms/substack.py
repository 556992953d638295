"""A newsletter in the manner of Substack: English, /p/slug, an archive that a script fills from an API, calls in the text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from blogs.press import JSON, Blog, Press
from blogs.server import Response
from blogs.writing import Article, html

if TYPE_CHECKING:
    from blogs.server import Request

CALL = "Tiderow is a reader-supported publication. To receive new posts and support my work, consider becoming a subscriber."


def build(origin: str) -> Blog:
    """Thirty-one letters; the home page links twelve, the API, the sitemap and a feed of twenty name more."""
    press = Press("Tiderow", origin, "en", 31)
    press.place(lambda article: f"/p/{article.slug}")
    press.chrome += [
        CALL,
        "Discussion about this post",
        "Ready for more?",
        "Start writing today. Use the button below.",
    ]
    for article in press.articles:
        press.post(
            article,
            _document(
                press,
                f"{article.title} - by {article.authors[0]} - {press.name}",
                _single(press, article),
                _head(press, article),
            ),
            tags=[],
            categories=[],
        )
    previews = "".join(_preview(press, article) for article in press.newest[:12])
    for path in ("/", "/archive"):
        press.page(
            path,
            _document(
                press,
                press.name,
                f'<div class="portable-archive"><h1>{press.name}</h1><div class="portable-archive-list">{previews}</div></div>',
                "",
            ),
            kind="listing",
        )
    press.page(
        "/about",
        _document(
            press,
            f"About - {press.name}",
            '<div class="about-page"><h1>About</h1><div class="body markup"><p>A letter about tides, twice a month, sometimes thrice.</p></div></div>',
            "",
        ),
        kind="page",
    )
    press.pages["/api/v1/archive"] = lambda request: _api(press, request)
    press.rss("/feed", press.newest[:20], body)
    press.sitemap("/sitemap.xml", [(f"{origin}/about", None), *press.post_urls()])
    press.robots("/sitemap.xml")
    return press.blog()


def body(article: Article) -> str:
    """A letter's own blocks."""
    return html(
        article,
        _image,
        h='<h3 class="header-anchor-post">{}<div class="pencraft header-anchor-widget"><button aria-label="Link" class="iconButton"></button></div></h3>',
        q='<div class="pullquote"><p>{}</p></div>',
    )


def _image(address: str, alt: str, caption: str) -> str:
    return (
        f'<div class="captioned-image-container"><figure><a class="image-link image2" target="_blank" href="{address}"><div class="image2-inset"><picture><source type="image/webp" srcset="{address}?w=424&amp;f=webp 424w, {address}?w=1456&amp;f=webp 1456w" sizes="100vw">'
        f'<img src="{address}" width="1456" height="971" alt="{alt}" class="sizing-normal" srcset="{address}?w=424 424w, {address}?w=1456 1456w" sizes="100vw" fetchpriority="high"></picture></div></a><figcaption class="image-caption">{caption}</figcaption></figure></div>'
    )


def _api(press: Press, request: Request) -> Response:
    asked = parse_qs(request.query)
    first, size = int(asked.get("offset", ["0"])[0]), min(int(asked.get("limit", ["12"])[0]), 50)
    listed = [
        {
            "id": 900 + article.index,
            "title": article.title,
            "slug": article.slug,
            "post_date": f"{article.date:%Y-%m-%dT%H:%M:%S}.000Z",
            "canonical_url": press.url(article),
            "type": "newsletter",
            "audience": "everyone",
            "publishedBylines": [{"name": article.authors[0]}],
        }
        for article in press.newest[first : first + size]
    ]
    return Response(json.dumps(listed).encode(), content_type=JSON)


def _head(press: Press, article: Article) -> str:
    node = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "url": press.url(article),
        "mainEntityOfPage": press.url(article),
        "headline": article.title,
        "description": article.excerpt,
        "datePublished": article.date.isoformat(),
        "dateModified": article.date.isoformat(),
        "isAccessibleForFree": True,
        "author": [{"@type": "Person", "name": article.authors[0], "url": f"{press.origin}/about"}],
        "publisher": {"@type": "Organization", "name": press.name, "url": press.origin},
    }
    return f'<link rel="canonical" href="{press.url(article)}">\n<meta property="og:title" content="{article.title}">\n<meta property="og:type" content="article">\n<meta name="author" content="{article.authors[0]}">\n<script type="application/ld+json">{json.dumps(node)}</script>\n'


def _call() -> str:
    return f'<div class="subscription-widget-wrap"><div class="subscription-widget show-subscribe"><div class="preamble"><p class="cta-caption">{CALL}</p></div><form class="subscription-widget-subscribe"><input type="email" placeholder="Type your email…"><input type="submit" value="Subscribe"></form></div></div>'


def _single(press: Press, article: Article) -> str:
    first, *rest = body(article).split("\n<", 1)
    middle = f"{first}\n{_call()}\n" + "".join(f"<{part}" for part in rest)
    said = "".join(
        f'<div class="comment"><div class="comment-meta">A reader</div><div class="comment-body"><p>{text}</p></div></div>'
        for text in article.comments
    )
    more = "".join(_preview(press, other) for other in press.others(article))
    return (
        f'<article class="typography newsletter-post post"><div class="post-header"><h1 dir="auto" class="post-title published">{article.title}</h1><div class="byline-wrapper"><div class="profile-hover-card-target"><a href="{press.origin}/about">{article.authors[0]}</a></div><div class="pencraft meta">{article.date:%b %d, %Y}</div></div>'
        f'<div class="post-ufi"><a class="like-button-container"><div class="label">{3 + article.index}</div></a><a class="post-ufi-button"><div class="label">Share</div></a></div></div><div><div class="available-content"><div dir="auto" class="body markup">{middle}</div></div></div>'
        f'<div class="post-footer"><div class="post-ufi single-line"><a class="like-button-container"><div class="label">{3 + article.index}</div></a><a class="post-ufi-button">Share this post</a></div></div></article>'
        f'<div class="comments-section"><h4>Discussion about this post</h4>{said}</div><div class="single-post-section"><div class="portable-archive-list">{more}</div><a href="/archive">See all</a><h4>Ready for more?</h4></div>'
    )


def _preview(press: Press, article: Article) -> str:
    return f'<div class="post-preview"><div class="post-preview-content"><a class="post-preview-title" href="{press.url(article)}">{article.title}</a><a class="post-preview-description" href="{press.url(article)}">{article.excerpt}</a><time datetime="{article.date.isoformat()}">{article.date:%b} {article.date.day}</time></div></div>'


def _document(press: Press, title: str, main: str, head: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8" />\n<title>{title}</title>\n{head}<link rel="alternate" type="application/rss+xml" href="/feed" title="{press.name}"/>\n</head>\n<body class=""><div id="entry"><div id="main" class="main typography"><div class="main-menu"><div class="topbar"><a href="/"><h1 class="name headline">{press.name}</h1></a><a href="/about">About</a><a href="/archive">Archive</a><button>Subscribe</button></div></div>\n'
        f'{main}\n<div class="footer-wrap"><div class="footer"><div class="footer-copyright">© 2020 {press.name}</div><div class="footer-terms">Start writing today. Use the button below.</div></div></div></div></div></body>\n</html>\n'
    )
