"""A blog that does everything wrong: what a crawl meets sooner or later, all in one place.

Session ids in every link, an endless calendar, filters that pile up, copies under other queries and cases, wrong canonical
links, AMP and print copies, an entity bomb for a feed, a body without end, a redirect loop, soft 404s; 223 posts, most of
them only on 85 pages of pagination, some only in the sitemap, some only in the second feed, some only on one old page.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from blogs.press import HTML, RSS, Blog, Press
from blogs.server import Response
from blogs.writing import Article, html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from blogs.server import Request

COUNT = 223
PAGE = 2
NOT_FOUND = "Sorry, we could not find what you were looking for."
_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 12}">' for old, new in itertools.pairwise("abcdefgh"))
    + ']><rss version="2.0"><channel><title>&h;</title><item><title>&h;</title></item></channel></rss>'
)


def build(origin: str) -> Blog:
    """223 posts. The truth names every post and the copies ("dup") that are no posts of their own; `reach` says how each is named."""
    press = Press("The Tangled Web", origin, "en", COUNT)
    press.place(lambda article: f"/{article.slug}/")
    press.chrome += ["Session expires in", "Newer posts", "Print this page", "Powered by nobody"]
    session = itertools.count(4711)
    site = _Site(press, session)
    for article in press.articles:
        path = press.paths[article.index]
        press.truth.append(article.truth(path, reach=reach(article), tags=[], categories=[]))
        press.pages[path] = site.route(lambda article=article: site.single(article))
        for copy in (f"{path}amp/", f"{path}comment-page-1/", f"/{article.slug}.html", f"/go/{article.slug}"):
            press.truth.append({"path": copy, "kind": "dup", "dup_of": path})
        press.pages[f"{path}amp/"] = site.route(lambda article=article: site.amp(article))
        press.pages[f"{path}comment-page-1/"] = press.pages[f"/{article.slug}.html"] = press.pages[path]
        press.pages[f"/go/{article.slug}"] = Response(
            f'<html><head><meta http-equiv="refresh" content="0; url={press.url(article)}"></head></html>'.encode(),
            content_type=HTML,
        )
    press.pages["/"] = site.route(lambda: site.listing(1))
    press.pages["/about/"] = site.route(
        lambda: site.document("About", '<p>About this web.</p><a href="/old-archive.html">Old things</a>', "")
    )
    press.pages["/old-archive.html"] = site.route(
        lambda: site.document("Old archive", _links(press, "old listing"), "")
    )
    press.truth += [
        {"path": "/", "kind": "listing"},
        {"path": "/about/", "kind": "page"},
        {"path": "/old-archive.html", "kind": "listing"},
    ]
    press.truth += [{"path": f"/page/{number}/", "kind": "listing"} for number in range(2, site.last + 1)]
    press.page("/feed/", _BOMB, RSS, "feed")
    press.rss("/feed/latest.xml", [article for article in press.newest if reach(article) == "feed"])
    press.sitemap(
        "/sitemap.xml", [(press.url(article), None) for article in press.articles if reach(article) == "sitemap"]
    )
    press.pages["/robots.txt"] = Response(
        f"User-agent: *\nDisallow: /admin/\nSitemap: {origin}/sitemap.xml\n".encode(), content_type="text/plain"
    )
    press.pages["/stream/"] = Response(b"<p>There is always more.</p>", endless=True)
    press.pages["/loop/a"], press.pages["/loop/b"] = (
        Response.redirect("/loop/b", 302),
        Response.redirect("/loop/a", 302),
    )
    return replace(press.blog(), fallback=site.rest)


def reach(article: Article) -> str:
    """What alone names a post: "sitemap", "feed", "old listing", or "links" (pagination)."""
    return {0: "sitemap", 5: "feed"}.get(article.index % 10, "old listing" if article.index < 10 else "links")


class _Site:
    """The pages, each with a new session id in all its links."""

    def __init__(self, press: Press, session: Iterator[int]) -> None:
        self.press = press
        self.session = session
        self.listed = [article for article in press.newest if reach(article) == "links"]
        self.last = -(-len(self.listed) // PAGE)

    def route(self, render: Callable[[], str]) -> Callable[[Request], Response]:
        """A route whose links carry the next session id."""

        def answer(_: Request) -> Response:
            mark = f"sid={next(self.session):08x}"
            text = re.sub(
                r'href="(/[^"#]*)"',
                lambda match: f'href="{match[1]}{"&amp;" if "?" in match[1] else "?"}{mark}"',
                render(),
            )
            return Response(text.replace("SESSION", mark).encode(), content_type=HTML)

        return answer

    def rest(self, request: Request) -> Response:
        """Everything that no route names: pagination, the calendar, filters, other cases, soft 404s."""
        path = request.path
        if match := re.fullmatch(r"/page/(\d+)/", path):
            number = int(match[1])
            return self.route(lambda: self.listing(number) if 1 <= number <= self.last else self.missing())(request)
        if match := re.fullmatch(r"/calendar/(\d+)/(\d+)/", path):
            month = int(match[1]) * 12 + int(match[2]) - 1
            return self.route(lambda: self.calendar(month))(request)
        if path == "/filter":
            return self.route(lambda: self.filters(request.query))(request)
        lower = self.press.pages.get(path.lower())
        if path != path.lower() and callable(lower):
            return lower(request)
        return self.route(self.missing)(request)

    def missing(self) -> str:
        """A soft 404: status 200, and nothing there."""
        return self.document("Page not found", f"<p>{NOT_FOUND}</p>", "")

    def calendar(self, month: int) -> str:
        """A month, with the one before and the one after."""
        links = "".join(
            f'<a href="/calendar/{other // 12}/{other % 12 + 1:02}/">{other // 12}-{other % 12 + 1:02}</a> '
            for other in (month - 1, month + 1)
        )
        return self.document(
            f"Calendar {month // 12}-{month % 12 + 1:02}",
            f"<table><tr><td>{links}</td></tr></table><p>No events.</p>",
            "",
        )

    def filters(self, query: str) -> str:
        """Every filter can be added to every other."""
        chosen = [part for part in query.split("&") if part.startswith("f=")]
        links = "".join(
            f'<a href="/filter?{"&amp;".join([*chosen, f"f={name}"])}">{name}</a> '
            for name in ("wood", "paint", "maps", "radio")
        )
        return self.document("Filter", f"<p>{links}</p>", "")

    def listing(self, number: int) -> str:
        """A page of two posts."""
        shown = self.listed[(number - 1) * PAGE : number * PAGE]
        teasers = "".join(
            f'<div class="teaser"><h2><a href="{self.press.paths[article.index]}">{article.title}</a></h2><p>{article.excerpt}</p></div>'
            for article in shown
        )
        older = f'<a class="older" href="/page/{number + 1}/">Older posts</a>' if number < self.last else ""
        newer = f'<a class="newer" href="/page/{number - 1}/">Newer posts</a>' if number > 1 else ""
        return self.document("Posts", f'{teasers}<div class="pages">{newer} {older}</div>', "")

    def single(self, article: Article) -> str:
        """A post; its canonical link is right on a third of the posts."""
        path, url = self.press.paths[article.index], self.press.url(article)
        canonical = (url, f"{self.press.origin}/", f"{url}comment-page-1/#comments")[article.index % 3]
        head = f'<link rel="canonical" href="{canonical}">\n<link rel="amphtml" href="{url}amp/">\n<meta property="og:type" content="article">\n<meta property="article:published_time" content="{article.date.isoformat()}">\n'
        copies = "".join(
            f'<a href="{path}{query}">{label}</a> '
            for query, label in (
                ("?print=1", "Print this page"),
                ("?sort=asc", "Comments: oldest first"),
                ("?replytocom=7", "Reply"),
                ("?share=x", "Share"),
                ("comment-page-1/", "Older comments"),
            )
        )
        copies += f'<a href="{path.upper()}">Permalink</a> <a href="/{article.slug}.html">Static version</a> <a href="/go/{article.slug}">Short link</a>'
        return self.document(
            article.title,
            f'<div class="entry"><h1>{article.title}</h1><p class="by">by {article.authors[0]} on {article.date:%Y-%m-%d}</p><div class="text">\n{html(article, _image)}\n</div><p class="copies">{copies}</p></div><div class="pages"><a href="/page/2/">Newer posts</a></div>',
            head,
        )

    def amp(self, article: Article) -> str:
        """The AMP copy of a post."""
        return f'<!doctype html>\n<html amp lang="en"><head><meta charset="utf-8"><title>{article.title}</title><link rel="canonical" href="{self.press.url(article)}"></head><body><article><h1>{article.title}</h1>{html(article, _image)}</article></body></html>'

    def document(self, title: str, main: str, head: str) -> str:
        """A page with the traps in its margin."""
        return (
            f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>The Tangled Web: {title}</title>\n{head}<link rel="alternate" type="application/rss+xml" href="{self.press.origin}/feed/"><link rel="alternate" type="application/rss+xml" href="{self.press.origin}/feed/latest.xml"></head>\n<body><div id="top"><a href="/">The Tangled Web</a> <span>Session expires in 20 minutes SESSION</span></div>'
            f'<div id="main">{main}</div>\n<div id="margin"><a href="/about/">About</a> <a href="/calendar/2020/05/">Calendar</a> <a href="/filter?f=wood">Filter</a> <a href="/stream/">Live</a> <a href="/loop/a">Loop</a> <a href="/no/such/page">Old link</a></div><p>Powered by nobody</p></body></html>\n'
        )


def _links(press: Press, how: str) -> str:
    chosen: list[Any] = [article for article in press.articles if reach(article) == how]
    return (
        "<ul>"
        + "".join(f'<li><a href="{press.paths[article.index]}">{article.title}</a></li>' for article in chosen)
        + "</ul>"
    )


def _image(address: str, alt: str, caption: str) -> str:
    return f'<p class="picture"><img src="{address}" alt="{alt}"><br><small class="caption">{caption}</small></p>'
