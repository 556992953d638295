"""A blog drawn by lot, whole: its posts, pages, listings, feed and sitemap at their addresses, with the truth."""

from __future__ import annotations

from contextlib import contextmanager
from email.utils import format_datetime
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from blogs.press import ATOM, RSS, Press
from blogs.server import BlogServer
from blogs.writing import slugify

from themes import head
from themes.pages import frame, metadata, page, page_path, post_page, term_path
from themes.theme import draw
from themes.writing import html, paragraphs, posts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from blogs.press import Blog

    from themes.theme import Theme
    from themes.writing import Post

_FEED = 10  # posts of a feed, unless it has all


@contextmanager
def serve(seed: int) -> Iterator[tuple[BlogServer, Blog]]:
    """The blog of that number on a server of its own."""
    with BlogServer() as server:
        blog = build(seed, server.origin)
        server.routes.update(blog.pages)
        yield server, blog


def build(seed: int, origin: str) -> Blog:
    """The blog of that number; the same for ever."""
    theme = draw(seed)
    press = Press(theme.site, origin, theme.language, posts(theme))
    press.place(_ADDRESSES[theme.address])
    for post in press.articles:
        press.post(post, post_page(theme, press, post), categories=list(post.categories), tags=list(post.tags))
    for name in ("about", "contact", "legal"):
        text = page(theme, press, theme.words[name], paragraphs(theme, name, 2 if name == "contact" else 4))
        press.page(page_path(theme, name), text, kind="page")
    _listings(theme, press)
    _feed(theme, press)
    if theme.sitemap:
        urls = press.post_urls()
        urls += [(origin + page_path(theme, name), None) for name in ("about", "contact")] * (theme.sitemap == "pages")
        press.sitemap("/sitemap.xml", urls)
        press.robots("/sitemap.xml")
    return press.blog()


_ADDRESSES: dict[str, Callable[[Post], str]] = {
    "dated": lambda post: f"/{post.date:%Y/%m}/{post.slug}/",
    "slug": lambda post: f"/{post.slug}/",
    "blog": lambda post: f"/blog/{post.slug}",
    "html": lambda post: f"/{post.date:%Y/%m}/{post.slug}.html",
    "query": lambda post: f"/?p={post.number}",
    "number": lambda post: f"/post/{post.number}",
    "letters": lambda post: f"/{post.slug}/",
}


def _listings(theme: Theme, press: Press) -> None:
    lists: list[tuple[str, str, Sequence[Post]]] = [("/", theme.site, press.newest)]
    for kind in ("categories", "tags"):
        for term in sorted({term for post in press.articles for term in getattr(post, kind)}):
            chosen = [post for post in press.newest if term in getattr(post, kind)]
            lists.append((term_path(theme, kind, term), term, chosen))
    if theme.years:
        for year, group in groupby(press.newest, key=lambda post: post.date.year):
            lists.append((f"/archive/{year}/", f"{theme.words['archive']} {year}", list(group)))
    if theme.byline == "link" or "rel" in theme.heads:
        people = sorted({name for post in press.articles for name in post.authors})
        lists += [
            (f"/author/{slugify(name)}/", name, [p for p in press.newest if name in p.authors]) for name in people
        ]
    for base, title, chosen in lists:
        press.listing(
            chosen,
            7 if theme.listing == "full" else 10,
            lambda number, base=base: _numbered(theme, base, number),
            lambda shown, number, last, base=base, title=title: _list(theme, press, (base, title), shown, number, last),
        )


def _numbered(theme: Theme, base: str, number: int) -> str:
    if number == 1:
        return base
    if theme.pages == "query" or "?" in base or theme.address == "query":
        name = "paged" if theme.address == "query" else "page"
        return f"{base}{'&' if '?' in base else '?'}{name}={number}"
    return f"{base}page/{number}/"


def _list(theme: Theme, press: Press, named: tuple[str, str], shown: Sequence[Post], number: int, last: int) -> str:
    base, title = named
    entries = "".join(_ENTRIES[theme.listing](theme, press, post) for post in shown)
    entries = f"<ul>{entries}</ul>" if theme.listing == "titles" else entries
    links = {number - 1: theme.words["newer"], number + 1: theme.words["older"]}
    if theme.pages != "older":
        links = {at: str(at) for at in range(1, last + 1)}
    listed = " ".join(
        f'<a href="{escape(_numbered(theme, base, at))}">{escape(text)}</a>'
        for at, text in links.items()
        if 1 <= at <= last
    )
    pages = f"<div{theme.name('pages')}>{listed}</div>" if last > 1 else ""
    heading = f"<h1>{escape(title)}</h1>" if base != "/" else ""
    years = ""
    if theme.years and base == "/":
        found = sorted({post.date.year for post in press.articles}, reverse=True)
        links_by_year = (f'<li><a href="/archive/{year}/">{year}</a></li>' for year in found)
        years = f"<ul>{''.join(links_by_year)}</ul>"
    url = press.origin + _numbered(theme, base, number)
    return frame(theme, press, f"{heading}{entries}{pages}{years}", head.head(theme, title, url))


def _title(theme: Theme, press: Press, post: Post) -> str:
    return f'<h2{theme.name("card-title")}><a href="{press.url(post)}">{escape(post.title)}</a></h2>'


def _whole(theme: Theme, press: Press, post: Post) -> str:
    text = "\n".join(html(theme, post, "/images"))
    text = f"<div{theme.name('content')}>{text}</div>" if theme.content else text
    line = metadata(theme, press, post, (*theme.above, *theme.below))
    return f"<{_inner(theme)}{theme.name('article')}>{_title(theme, press, post)}{line}{text}</{_inner(theme)}>"


def _excerpt(theme: Theme, press: Press, post: Post) -> str:
    more = f'<a href="{press.url(post)}"{theme.name("more")}>{escape(theme.words["more"])}</a>'
    line = metadata(theme, press, post, (*theme.above, *theme.below))
    return (
        f"<{_inner(theme)}{theme.name('card')}>{_title(theme, press, post)}{line}"
        f"<p>{escape(post.excerpt)}</p>{more}</{_inner(theme)}>"
    )


def _card(theme: Theme, press: Press, post: Post) -> str:
    line = metadata(theme, press, post, ("date",))
    return (
        f'<div{theme.name("card")}><a href="{press.url(post)}"><img src="/images/{post.index}.jpg" alt=""></a>'
        f"{_title(theme, press, post)}{line}</div>"
    )


def _line(theme: Theme, press: Press, post: Post) -> str:
    return f'<li>{metadata(theme, press, post, ("date",))} <a href="{press.url(post)}">{escape(post.title)}</a></li>'


def _inner(theme: Theme) -> str:
    return "article" if theme.article == "main" else theme.article


_ENTRIES: dict[str, Callable[[Theme, Press, Post], str]] = {
    "full": _whole,
    "excerpt": _excerpt,
    "cards": _card,
    "titles": _line,
}


def _feed(theme: Theme, press: Press) -> None:
    if not theme.feed:
        return
    chosen = press.newest if theme.feed == "full" else press.newest[:_FEED]
    path = f"/{head.feed_path(theme)}"
    if theme.feed == "atom":
        press.page(path, _atom(theme, press, chosen), ATOM, "feed")
    else:
        press.page(path, _rss(theme, press, chosen), RSS, "feed")


def _rss(theme: Theme, press: Press, chosen: Sequence[Post]) -> str:
    items = "".join(
        f"<item><title>{escape(post.title)}</title><link>{press.url(post)}</link>"
        f"<pubDate>{format_datetime(post.date)}</pubDate><guid>{press.url(post)}</guid>"
        + ("".join(f"<dc:creator>{escape(name)}</dc:creator>" for name in post.authors) if theme.feed_says else "")
        + ("".join(f"<category>{escape(term)}</category>" for term in _terms(post)) if theme.feed_says else "")
        + f"<description>{escape(_fed(theme, post))}</description></item>"
        for post in chosen
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{escape(theme.site)}</title><link>{press.origin}/</link><description></description>{items}</channel></rss>"
    )


def _atom(theme: Theme, press: Press, chosen: Sequence[Post]) -> str:
    entries = "".join(
        f"<entry><id>{press.url(post)}</id><title>{escape(post.title)}</title>"
        f'<link rel="alternate" type="text/html" href="{press.url(post)}"/>'
        f"<published>{post.date.isoformat()}</published><updated>{post.date.isoformat()}</updated>"
        + ("".join(f"<author><name>{escape(name)}</name></author>" for name in post.authors) if theme.feed_says else "")
        + ("".join(f'<category term="{escape(term)}"/>' for term in _terms(post)) if theme.feed_says else "")
        + f'<summary type="html">{escape(_fed(theme, post))}</summary></entry>'
        for post in chosen
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{escape(theme.site)}</title>'
        f"<id>{press.origin}/</id><updated>{chosen[0].date.isoformat()}</updated>{entries}</feed>"
    )


def _fed(theme: Theme, post: Post) -> str:
    return "".join(html(theme, post, "/images")) if theme.feed == "full" else f"<p>{escape(post.excerpt)}</p>"


def _terms(post: Post) -> tuple[str, ...]:
    return (*post.categories, *post.tags)
