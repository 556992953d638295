"""A blog that goes through weeks: edits, moves, removals, returns, a redesign and an outage, one after the other.

with BlogServer() as server:
    blog = WeeklyBlog(server)
    for week in WEEKS:
        blog.play(week)
        …crawl(server.url)…
        assert what the archive noted == week.changes

The sidebar's counter, a nonce and the related box change every week: never an edit.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from blogs.press import HTML, RSS, XML
from blogs.server import START, BlogServer, Response, Validators
from blogs.writing import Article, Block, articles, html

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

COUNT = 14
NOT_FOUND = "<h1>Nothing here</h1><p>The page that you asked for was not found on this blog.</p>"


@dataclass(frozen=True, slots=True)
class Week:
    """What happens in a week, and what an archive must note of it.

    changes: by the number of the post: "new", "revised", "moved", "moved+revised", "gone", "back". A post that goes is
    to be noted as "gone" only in the week after, when a second look confirms it; the week names it in `suspected`.
    down: the server answers nothing but 503 in this week.
    """

    name: str
    play: Callable[[WeeklyBlog], None]
    changes: Mapping[int, str] = field(default_factory=dict)
    suspected: tuple[int, ...] = ()
    down: bool = False


class WeeklyBlog:
    """The blog on its server. posts: what stands there now; answers: paths that hold something else than their post."""

    def __init__(self, server: BlogServer, validators: Validators = Validators.BOTH) -> None:
        self.server = server
        self.server.validators = validators
        self.pool = articles("en", COUNT + 4, "weeks")
        self.original = {article.index: article for article in self.pool}
        self.posts: dict[int, Article] = {article.index: article for article in self.pool[:COUNT]}
        self.paths = {article.index: f"/posts/{article.slug}/" for article in self.pool}
        self.modified: dict[int, datetime] = {article.index: article.date for article in self.pool}
        self.answers: dict[str, Response] = {}
        self.hidden: set[int] = set()  # no longer named anywhere
        self.design = 1
        self.week = 0

    def play(self, week: Week) -> None:
        """Lets a week pass, with what happens in it, and puts the result on the server."""
        self.week += 1
        self.server.now = START + timedelta(weeks=self.week)
        week.play(self)
        self.server.outage = Response.unavailable("3600") if week.down else None
        self.server.routes = self._routes()

    def path(self, index: int) -> str:
        """Where a post stands now."""
        return self.paths[index]

    def texts(self) -> dict[str, str]:
        """The text of every post that stands on the blog, by path."""
        return {self.paths[index]: article.text for index, article in self.posts.items() if index not in self.hidden}

    def edit(self, index: int, **fields: object) -> None:
        """Changes a post; its lastmod follows."""
        self.posts[index] = replace(self.posts[index], **fields)  # type: ignore[arg-type]
        self.modified[index] = self.server.now

    def rewrite(self, index: int, change: Callable[[tuple[Block, ...]], tuple[Block, ...]]) -> None:
        """Changes a post's blocks."""
        self.edit(index, blocks=change(self.posts[index].blocks))

    def take_away(self, index: int, answer: Response) -> None:
        """Puts something else where a post stood, and names it nowhere."""
        self.answers[self.paths[index]] = answer
        self.hidden.add(index)

    def bring_back(self, index: int) -> None:
        """Undoes that."""
        self.answers.pop(self.paths[index])
        self.hidden.discard(index)

    def move(self, index: int, path: str) -> None:
        """Gives a post another address; the old one redirects for good."""
        self.answers[self.paths[index]] = Response.redirect(path)
        self.paths[index] = path

    def _routes(self) -> dict[str, Response | Callable[..., Response]]:
        shown = [article for index, article in sorted(self.posts.items()) if index not in self.hidden][::-1]
        routes: dict[str, Response | Callable[..., Response]] = {
            self.paths[article.index]: self._page(article) for article in shown
        }
        routes |= self.answers
        items = "".join(f'<li><a href="{self.paths[article.index]}">{article.title}</a></li>' for article in shown)
        routes["/"] = self._html("Home", f'<ul class="posts">{items}</ul>', self.server.now)
        origin = self.server.origin
        places = "".join(
            f"<url><loc>{origin}{self.paths[a.index]}</loc><lastmod>{self.modified[a.index].isoformat()}</lastmod></url>"
            for a in shown
        )
        routes["/sitemap.xml"] = self._text(
            f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>',
            XML,
        )
        entries = "".join(
            f"<item><title>{a.title}</title><link>{origin}{self.paths[a.index]}</link><pubDate>{a.date:%a, %d %b %Y %H:%M:%S} +0000</pubDate></item>"
            for a in shown[:10]
        )
        routes["/feed.xml"] = self._text(
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>Weeks</title><link>{origin}/</link>{entries}</channel></rss>',
            RSS,
        )
        routes["/robots.txt"] = self._text(f"User-agent: *\nDisallow:\nSitemap: {origin}/sitemap.xml\n", "text/plain")
        return routes

    def _page(self, article: Article) -> Response:
        body = html(
            article,
            lambda address, alt, caption: (
                f'<figure><img src="{address}" alt="{alt}"><figcaption>{caption}</figcaption></figure>'
            ),
        )
        day = f'<time datetime="{article.date.isoformat()}">{article.date:%d %B %Y}</time>'
        others = "".join(
            f"<li>{other.title}</li>"
            for other in self.pool[self.week % 5 : self.week % 5 + 3]
            if other.index != article.index
        )
        if self.design == 1:
            main = f'<article class="post"><h1 class="post-title">{article.title}</h1><p class="meta">{day} by <span class="author">{article.authors[0]}</span> · {3 + self.week % 4} min read</p><div class="post-body">{body}</div></article><div class="related"><h3>Related</h3><ul>{others}</ul></div>'
        else:
            main = f'<div class="entry"><div class="entry-head"><h1>{article.title}</h1><div class="who">{article.authors[0]}, {day}</div></div><section class="story">{body}</section><nav class="more"><h4>More to read</h4><ul>{others}</ul></nav></div>'
        head = f'<link rel="canonical" href="{self.server.origin}{self.paths[article.index]}"><meta property="og:type" content="article"><meta property="article:published_time" content="{article.date.isoformat()}"><meta name="author" content="{article.authors[0]}">'
        return self._html(article.title, main, self.server.now, head)

    def _html(self, title: str, main: str, modified: datetime, head: str = "") -> Response:
        aside = f'<aside><p>Visitors so far: {1000 + 37 * self.week}</p><form><input type="hidden" name="nonce" value="{self.week * 7919:x}"></form></aside>'
        text = f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title} | Weeks</title>{head}<link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body class="design-{self.design}"><header><a href="/">Weeks</a></header><main>{main}</main>{aside}<footer>A blog that goes on.</footer></body></html>'
        return Response(text.encode(), content_type=HTML, modified=modified)

    def _text(self, text: str, content_type: str) -> Response:
        return Response(text.encode(), content_type=content_type, modified=self.server.now)


def _first(text: Callable[[str], str]) -> Callable[[tuple[Block, ...]], tuple[Block, ...]]:
    """A change of the first block's text."""
    return lambda blocks: (Block("p", (text(blocks[0].lines[0]),)), *blocks[1:])


def _typo(blog: WeeklyBlog) -> None:
    blog.rewrite(2, _first(lambda text: text.replace("e", "ee", 1)))


def _large_edit(blog: WeeklyBlog) -> None:
    blog.rewrite(4, lambda _: blog.pool[COUNT + 3].blocks)


def _paragraphs(blog: WeeklyBlog) -> None:
    blog.rewrite(
        1, lambda blocks: (*blocks, Block("p", ("Postscript: the part arrived after all, in the wrong colour.",)))
    )
    blog.rewrite(7, lambda blocks: blocks[:-1])


def _title(blog: WeeklyBlog) -> None:
    blog.edit(5, title="A Title That Was Thought Over")


def _new_posts(blog: WeeklyBlog) -> None:
    for article in blog.pool[COUNT : COUNT + 2]:
        blog.posts[article.index] = replace(article, date=blog.server.now)
        blog.modified[article.index] = blog.server.now


def _removals(blog: WeeklyBlog) -> None:
    blog.take_away(6, Response(NOT_FOUND.encode(), status=404))
    blog.take_away(8, Response(b"Gone.", status=410))
    blog.take_away(9, Response(f"<html><head><title>Not found</title></head><body>{NOT_FOUND}</body></html>".encode()))
    blog.take_away(10, Response.redirect("/", 302))


def _moves(blog: WeeklyBlog) -> None:
    blog.move(11, "/essays/moved-as-it-was/")
    blog.move(12, "/essays/moved-and-edited/")
    blog.rewrite(
        12,
        lambda blocks: (*blocks, Block("p", ("Since the last version of this text the shed has been painted green.",))),
    )


def _move_unannounced(blog: WeeklyBlog) -> None:
    """Another address and another text, and no redirect: the old address is 404."""
    blog.move(3, "/essays/moved-without-a-word/")
    blog.answers[f"/posts/{blog.original[3].slug}/"] = Response(NOT_FOUND.encode(), status=404)
    blog.rewrite(3, lambda blocks: (*blocks, Block("p", ("Written anew for its new place, with a few more words.",))))


def _return(blog: WeeklyBlog) -> None:
    blog.bring_back(6)


def _revert(blog: WeeklyBlog) -> None:
    blog.posts[2] = blog.original[2]
    blog.modified[2] = blog.server.now


def _redesign(blog: WeeklyBlog) -> None:
    blog.design = 2


def _nothing(_: WeeklyBlog) -> None:
    """A quiet week."""


WEEKS = (
    Week("everything is new", _nothing, dict.fromkeys(range(COUNT), "new")),
    Week("nothing but noise", _nothing),
    Week("a typo", _typo, {2: "revised"}),
    Week("a large edit", _large_edit, {4: "revised"}),
    Week("a paragraph more, a paragraph less", _paragraphs, {1: "revised", 7: "revised"}),
    Week("a new title", _title, {5: "revised"}),
    Week("two new posts", _new_posts, {COUNT: "new", COUNT + 1: "new"}),
    Week("404, 410, soft 404, redirect to the home page", _removals, suspected=(6, 8, 9, 10)),
    Week("they are still away", _nothing, {6: "gone", 8: "gone", 9: "gone", 10: "gone"}),
    Week("two moves, one with an edit", _moves, {11: "moved", 12: "moved+revised"}),
    Week("a move with an edit that no redirect tells of", _move_unannounced, {3: "moved+revised"}),
    Week("one returns", _return, {6: "back"}),
    Week("the typo is undone", _revert, {2: "revised"}),
    Week("the server is down", _nothing, down=True),
    Week("a redesign", _redesign),
    Week("all is quiet", _nothing),
)
