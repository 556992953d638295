"""What every platform has in common: a blog as addresses with their answers, its truth, feeds and sitemaps."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import format_datetime
from html import escape
from math import ceil
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from blogs.server import Response
from blogs.writing import Article, articles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from blogs.server import Request

    Route = Response | Callable[[Request], Response]

HTML = "text/html; charset=utf-8"
XML = "application/xml; charset=utf-8"
RSS = "application/rss+xml; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
JSON = "application/json; charset=utf-8"
_SAFE = "/?=&%:+"  # what addresses keep as it is


@dataclass(frozen=True)
class Blog:
    """A blog as a server holds it.

    pages: what stands at each path, as `BlogServer.routes` takes it. truth: one record an address that matters, in the
    format of the truth files. chrome: texts of its pages that are no part of any post. fallback: what answers every
    other path, where that is not a plain 404.
    """

    name: str
    origin: str
    pages: Mapping[str, Route]
    truth: tuple[dict[str, Any], ...]
    articles: tuple[Article, ...]
    chrome: tuple[str, ...]
    fallback: Route | None = None

    @property
    def posts(self) -> tuple[dict[str, Any], ...]:
        """The truth of its posts, the oldest first."""
        return tuple(record for record in self.truth if record["kind"] == "post")

    @property
    def post_urls(self) -> tuple[str, ...]:
        """Their addresses."""
        return tuple(self.origin + quote(record["path"], safe=_SAFE) for record in self.posts)

    def body(self, path: str) -> bytes:
        """What a GET of that path brings."""
        page = self.pages[quote(path, safe=_SAFE)]
        assert isinstance(page, Response)
        return page.body


class Press:
    """Collects a blog's pages and truth while a platform's renderer writes them."""

    def __init__(self, name: str, origin: str, language: str, written: int | tuple[Article, ...]) -> None:
        self.name = name
        self.origin = origin
        self.articles = articles(language, written, name) if isinstance(written, int) else written
        self.pages: dict[str, Route] = {}
        self.truth: list[dict[str, Any]] = []
        self.paths: dict[int, str] = {}
        self.chrome: list[str] = []

    @property
    def newest(self) -> tuple[Article, ...]:
        """The posts, the newest first."""
        return self.articles[::-1]

    def page(self, path: str, text: str, content_type: str = HTML, kind: str | None = None) -> None:
        """Puts a text at a path; kind: its record in the truth, if it has one."""
        self.pages[quote(path, safe=_SAFE)] = Response(text.encode(), content_type=content_type)
        if kind:
            self.truth.append({"path": path, "kind": kind})

    def post(self, article: Article, text: str, **more: object) -> None:
        """Puts a post's page at the path that `place` gave it."""
        path = self.paths[article.index]
        self.page(path, text)
        record = article.truth(path, **more)
        self.truth.append(record)

    def place(self, path_of: Callable[[Article], str]) -> None:
        """Settles every post's path."""
        self.paths = {article.index: path_of(article) for article in self.articles}

    def url(self, article: Article) -> str:
        """A post's address as links print it."""
        return self.origin + quote(self.paths[article.index], safe=_SAFE)

    def around(self, article: Article) -> tuple[Article | None, Article | None]:
        """The posts before and after."""
        index = article.index
        after = self.articles[index + 1] if index + 1 < len(self.articles) else None
        return (self.articles[index - 1] if index else None), after

    def others(self, article: Article, count: int = 3) -> tuple[Article, ...]:
        """So many other posts, as a "related" box picks them."""
        size = len(self.articles)
        return tuple(self.articles[(article.index + 5 * step + 3) % size] for step in range(count))

    def listing(
        self,
        chosen: Sequence[Article],
        size: int,
        path_of: Callable[[int], str],
        render: Callable[[Sequence[Article], int, int], str],
    ) -> None:
        """Pages of a listing: path_of(number), render(posts, number, last)."""
        last = max(1, ceil(len(chosen) / size))
        for number in range(1, last + 1):
            shown = chosen[(number - 1) * size : number * size]
            self.page(path_of(number), render(shown, number, last), kind="listing")

    def rss(self, path: str, chosen: Sequence[Article], content: Callable[[Article], str] | None = None) -> None:
        """An RSS feed; content: whole texts as html, else excerpts."""
        self.page(path, rss(self, chosen, content), RSS, "feed")

    def atom(
        self, path: str, chosen: Sequence[Article], content: Callable[[Article], str] | None = None, more: str = ""
    ) -> None:
        """An Atom feed; more: further elements of the feed, such as its links."""
        self.page(path, atom(self, chosen, content, more), ATOM, "feed")

    def sitemap(self, path: str, urls: Sequence[tuple[str, str | None]], *, index: bool = False) -> None:
        """A sitemap of (address, lastmod), or an index of sitemaps."""
        outer, inner = ("sitemapindex", "sitemap") if index else ("urlset", "url")
        entries = "".join(
            f"<{inner}><loc>{escape(url)}</loc>"
            + (f"<lastmod>{modified}</lastmod>" if modified else "")
            + f"</{inner}>\n"
            for url, modified in urls
        )
        namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
        self.page(
            path,
            f'<?xml version="1.0" encoding="UTF-8"?>\n<{outer} xmlns="{namespace}">\n{entries}</{outer}>',
            XML,
            "other",
        )

    def robots(self, *sitemaps: str) -> None:
        """A robots.txt that allows everything and names these sitemaps."""
        lines = "".join(f"Sitemap: {self.origin}{path}\n" for path in sitemaps)
        self.page("/robots.txt", f"User-agent: *\nDisallow:\n{lines}", "text/plain; charset=utf-8")

    def post_urls(self) -> list[tuple[str, str | None]]:
        """Every post for a sitemap, with its date."""
        return [(self.url(article), f"{article.date:%Y-%m-%dT%H:%M:%S+00:00}") for article in self.newest]

    def blog(self) -> Blog:
        """What was collected."""
        return Blog(self.name, self.origin, self.pages, tuple(self.truth), self.articles, tuple(self.chrome))


def rss(press: Press, chosen: Sequence[Article], content: Callable[[Article], str] | None = None) -> str:
    """An RSS 2.0 document."""
    items = "".join(
        f"<item><title>{escape(article.title)}</title><link>{press.url(article)}</link>"
        f"<dc:creator><![CDATA[{article.authors[0]}]]></dc:creator><pubDate>{format_datetime(article.date)}</pubDate>"
        + "".join(f"<category><![CDATA[{term}]]></category>" for term in (*article.categories, *article.tags))
        + f'<guid isPermaLink="true">{press.url(article)}</guid><description><![CDATA[{article.excerpt}]]></description>'
        + (f"<content:encoded><![CDATA[{content(article)}]]></content:encoded>" if content else "")
        + "</item>\n"
        for article in chosen
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>{press.name}</title><link>{press.origin}/</link>\n'
        f"<description></description>\n{items}</channel></rss>"
    )


def atom(
    press: Press, chosen: Sequence[Article], content: Callable[[Article], str] | None = None, more: str = ""
) -> str:
    """An Atom document."""
    entries = "".join(
        f"<entry><id>{press.url(article)}</id><title>{escape(article.title)}</title>"
        f'<link rel="alternate" type="text/html" href="{press.url(article)}"/>'
        f"<published>{article.date.isoformat()}</published><updated>{article.date.isoformat()}</updated>"
        + "".join(f'<category term="{escape(term)}"/>' for term in article.tags)
        + f"<author><name>{article.authors[0]}</name></author>"
        + (
            f'<content type="html">{escape(content(article))}</content>'
            if content
            else f"<summary>{escape(article.excerpt)}</summary>"
        )
        + "</entry>\n"
        for article in chosen
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{press.name}</title>'
        f"<id>{press.origin}/</id>{more}<updated>{chosen[0].date.isoformat()}</updated>\n{entries}</feed>"
    )
