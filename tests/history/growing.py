"""A blog of any size that grows and changes: pages of ten posts, a feed, a sitemap with or without lastmod."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from blogs.press import RSS, XML
from blogs.server import START, BlogServer, Response
from blogs.writing import Article, Block, articles, html

if TYPE_CHECKING:
    from datetime import datetime

PAGE = 10


class GrowingBlog:
    """The blog on its server. posts: what stands there, the oldest first; modified: when each was edited last."""

    def __init__(self, server: BlogServer, count: int, *, more: int = 0, lastmod: bool = True) -> None:
        self.server = server
        self.lastmod = lastmod
        pool = [
            replace(article, date=START - timedelta(days=4 * (count - article.index)))
            for article in articles("en", count + more, "growing")
        ]
        self.posts = {article.index: article for article in pool[:count]}
        self.drafts = pool[count:]
        self.modified: dict[int, datetime] = {article.index: article.date for article in pool}
        self.touched: datetime = START
        self.moved: dict[str, str] = {}
        self.paths = {article.index: f"/{article.date:%Y/%m}/{article.slug}/" for article in pool}
        self.publish()

    def add(self) -> int:
        """Publishes the next draft today."""
        article = replace(self.drafts.pop(0), date=self.server.now)
        self.posts[article.index] = article
        return self._changed(article.index)

    def edit(self, index: int, words: str) -> int:
        """Appends a paragraph to a post."""
        self.posts[index] = replace(self.posts[index], blocks=(*self.posts[index].blocks, Block("p", (words,))))
        return self._changed(index)

    def remove(self, index: int) -> None:
        """Takes a post away: 404 from now on."""
        del self.posts[index]
        self.touched = self.server.now

    def move(self, index: int) -> None:
        """Gives a post another address, to which the old one leads."""
        old, new = self.paths[index], f"/moved{self.paths[index]}"
        self.moved[old] = new
        self.paths[index] = new
        self._changed(index)

    def drafts_of(self, index: int) -> tuple[Block, ...]:
        """What another post consists of, with other words."""
        return tuple(
            replace(block, lines=tuple(line[::-1] for line in block.lines)) for block in self.posts[index].blocks
        )

    def texts(self) -> dict[str, str]:
        """The text of every post, by path."""
        return {self.paths[index]: article.text for index, article in self.posts.items()}

    def publish(self) -> None:
        """Puts all of it on the server."""
        newest = sorted(self.posts.values(), key=lambda article: (article.date, article.index), reverse=True)
        routes: dict[str, Response] = {self.paths[article.index]: self._page(article) for article in newest}
        routes |= {old: Response.redirect(new) for old, new in self.moved.items()}
        pages = range(0, len(newest), PAGE)
        routes |= {
            f"/page/{at // PAGE + 1}/" if at else "/": self._listing(newest, at, len(newest) > at + PAGE)
            for at in pages
        }
        origin = self.server.origin
        routes["/robots.txt"] = self._text(f"User-agent: *\nDisallow:\nSitemap: {origin}/sitemap.xml\n", "text/plain")
        routes["/sitemap.xml"] = self._text(self._sitemap(newest), XML)
        routes["/feed.xml"] = self._text(self._feed(newest[:PAGE]), RSS)
        self.server.routes = routes  # type: ignore[assignment]

    def _changed(self, index: int) -> int:
        self.modified[index] = self.touched = self.server.now
        return index

    def _sitemap(self, newest: list[Article]) -> str:
        rows = "".join(
            f"<url><loc>{self.server.origin}{self.paths[each.index]}</loc>"
            + (f"<lastmod>{self.modified[each.index].isoformat()}</lastmod>" if self.lastmod else "")
            + "</url>"
            for each in newest
        )
        return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'

    def _feed(self, newest: list[Article]) -> str:
        items = "".join(
            f"<item><title>{each.title}</title><link>{self.server.origin}{self.paths[each.index]}</link>"
            f"<pubDate>{each.date:%a, %d %b %Y %H:%M:%S} +0000</pubDate></item>"
            for each in newest
        )
        channel = f"<title>Growing</title><link>{self.server.url}</link>{items}"
        return f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}</channel></rss>'

    def _page(self, article: Article) -> Response:
        figure = '<figure><img src="{}" alt="{}"><figcaption>{}</figcaption></figure>'.format
        day = f'<time datetime="{article.date.isoformat()}">{article.date:%d %B %Y}</time>'
        main = (
            f'<article><h1>{article.title}</h1><p class="meta">{day} by {article.authors[0]}</p>'
            f'<div class="text">{html(article, figure)}</div></article>'
        )
        head = f'<meta property="og:type" content="article"><meta name="author" content="{article.authors[0]}">'
        return self._html(article.title, main, self.modified[article.index], head)

    def _listing(self, newest: list[Article], at: int, more: bool) -> Response:  # noqa: FBT001
        items = "".join(
            f'<li><h2><a href="{self.paths[each.index]}">{each.title}</a></h2></li>' for each in newest[at : at + PAGE]
        )
        older = f'<a rel="next" href="/page/{at // PAGE + 2}/">Older</a>' if more else ""
        return self._html("Growing", f"<ul>{items}</ul><nav>{older}</nav>", self.touched)

    def _html(self, title: str, main: str, modified: datetime, head: str = "") -> Response:
        text = (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | Growing</title>{head}'
            '<link rel="alternate" type="application/rss+xml" href="/feed.xml"></head>'
            f'<body><header><a href="/">Growing</a></header><main>{main}</main><footer>It grows.</footer></body></html>'
        )
        return Response(text.encode(), modified=modified)

    def _text(self, text: str, content_type: str) -> Response:
        return Response(text.encode(), content_type=content_type, modified=self.touched)
