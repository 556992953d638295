"""A company's site: products, services, jobs, case studies and documentation, and somewhere below it a blog."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from blogs.press import Blog, Press
from blogs.writing import articles, html

if TYPE_CHECKING:
    from blogs.writing import Article

_NAME = "Northfield Tools Ltd"
_FOOT = f"{_NAME}, 12 Mill Lane"
_CTA = "Request a quote"
_OTHERS = {
    "products": ("Chisel", "Plane", "Spokeshave", "Mallet", "Bench", "Clamp", "Marking gauge", "Dovetail saw"),
    "services": ("Sharpening", "Repair", "Courses", "Consulting"),
    "careers": ("Joiner", "Sales assistant", "Apprentice"),
    "case-studies": ("A school workshop", "A boatyard", "A theatre"),
    "docs": ("Getting started", "Care of blades", "Warranty", "Spare parts"),
}
_TYPES = {"products": "Product", "services": "Service", "careers": "JobPosting"}


def build(origin: str, folder: str = "blog", *, feed: bool = True) -> Blog:
    """Twenty-four posts below a folder beside twenty-three other pages of text; the sitemap names them all alike."""
    press = Press(_NAME, origin, "en", 24)
    press.place(lambda article: f"/{folder}/{article.slug}/")
    press.chrome += [_CTA, _FOOT]
    for article in press.articles:
        press.post(article, _document(folder, article.title, _post(article), feed=feed), tags=[], categories=[])
    others = _others(press, folder, feed=feed)
    press.page("/", _document(folder, _NAME, _home(others), feed=feed), kind="listing")
    press.listing(
        press.newest,
        8,
        lambda number: f"/{folder}/" if number == 1 else f"/{folder}/page/{number}/",
        lambda shown, number, last: _listing(press, folder, shown, (number, last), feed=feed),
    )
    if feed:
        press.rss(f"/{folder}/feed.xml", press.newest[:5])
    press.sitemap("/sitemap.xml", [(f"{origin}{path}", None) for path in others] + press.post_urls())
    press.robots("/sitemap.xml")
    return press.blog()


def _others(press: Press, folder: str, *, feed: bool) -> dict[str, str]:
    """The pages that are no posts, as long as posts: their names by path."""
    named = {
        f"/{part}/{name.lower().replace(' ', '-')}/": (part, name) for part, names in _OTHERS.items() for name in names
    }
    texts = articles("en", len(named) + 1, "the works")
    for (path, (part, name)), text in zip(named.items(), texts, strict=False):
        press.page(path, _document(folder, name, _page(part, name, text), feed=feed), kind="page")
    press.page("/about/", _document(folder, "About us", _page("", "About us", texts[-1]), feed=feed), kind="page")
    for part in _OTHERS:
        shown = "".join(f'<li><a href="{path}">{name}</a></li>' for path, (at, name) in named.items() if at == part)
        press.page(f"/{part}/", _document(folder, part, f"<main><ul>{shown}</ul></main>", feed=feed), kind="page")
    return {path: name for path, (_, name) in named.items()} | {"/about/": "About us"}


def _home(others: dict[str, str]) -> str:
    tiles = "".join(
        f'<div class="tile"><a href="{path}"><h3>{name}</h3></a><p>Made to last.</p></div>'
        for path, name in others.items()
    )
    return f"<main><h1>Tools for life</h1>{tiles}</main>"


def _post(article: Article) -> str:
    return (
        f'<main><article><h1>{escape(article.title)}</h1><p class="meta">By {article.authors[0]} on '
        f'<time datetime="{article.date:%Y-%m-%d}">{article.date:%d %B %Y}</time></p>'
        f'<div class="body">{html(article, _image)}</div></article></main>'
    )


def _page(part: str, name: str, text: Article) -> str:
    """A page that is as like a post as such pages are: an article, a heading, text and, of a job, a date."""
    kind = _TYPES.get(part)
    said = {"@context": "https://schema.org", "@type": kind, "name": name, "datePosted": f"{text.date:%Y-%m-%d}"}
    data = f'<script type="application/ld+json">{json.dumps(said)}</script>' if kind else ""
    day = f'<p>Posted <time datetime="{text.date:%Y-%m-%d}">{text.date:%d %B}</time></p>' if part == "careers" else ""
    return (
        f'{data}<main><article><h1>{name}</h1>{day}<div class="body">{html(text, _image)}</div>'
        f'<a class="cta" href="/contact/">{_CTA}</a></article></main>'
    )


def _image(address: str, alt: str, caption: str) -> str:
    return f'<figure><img src="{address}" alt="{alt}"><figcaption>{caption}</figcaption></figure>'


def _listing(press: Press, folder: str, shown: list[Article], pages: tuple[int, int], *, feed: bool) -> str:
    number, last = pages
    cards = "".join(
        f'<div class="card"><h2><a href="{press.url(article)}">{escape(article.title)}</a></h2>'
        f"<p>{escape(article.excerpt)}</p></div>"
        for article in shown
    )
    older = f'<a rel="next" href="/{folder}/page/{number + 1}/">Older</a>' if number < last else ""
    heading = folder.rpartition("/")[2].capitalize()
    return _document(folder, heading, f"<main><h1>{heading}</h1>{cards}{older}</main>", feed=feed)


def _document(folder: str, title: str, main: str, *, feed: bool) -> str:
    alternate = f'<link rel="alternate" type="application/rss+xml" href="/{folder}/feed.xml">' if feed else ""
    menu = "".join(
        f'<li><a href="/{part}/">{part.rpartition("/")[2].capitalize()}</a></li>'
        for part in (*_OTHERS, folder, "about")
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{escape(title)} | {_NAME}</title>{alternate}</head><body>'
        f"<header><nav><ul>{menu}</ul></nav></header>{main}<footer><p>{_FOOT}</p></footer></body></html>"
    )
