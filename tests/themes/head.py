"""What a page drawn by lot says in its head, and in the attributes of its elements."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from themes.theme import Theme
    from themes.writing import Post


def head(theme: Theme, title: str, url: str, more: str = "") -> str:
    """The head of any page. more: what stands in it besides."""
    feed = f'<link rel="alternate" type="application/{"atom" if theme.feed == "atom" else "rss"}+xml" href="/{feed_path(theme)}">'
    shown = theme.tail.format(t=title, s=theme.site) if title != theme.site else title
    return (
        f'<head><meta charset="utf-8"><title>{escape(shown)}</title>'
        f'<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/style.css">'
        f"{feed if theme.feed else ''}{_canonical(theme, url)}{more}</head>"
    )


def of_post(theme: Theme, post: Post, url: str) -> str:
    """What a post's head states of it."""
    found = []
    title, about = escape(post.title), escape(post.excerpt)
    if "og" in theme.heads:
        found += [
            f'<meta property="og:title" content="{title}"><meta property="og:type" content="article">',
            f'<meta property="og:site_name" content="{escape(theme.site)}"><meta property="og:description" content="{about}">',
            f'<meta property="article:published_time" content="{post.date.isoformat()}">',
            *(f'<meta property="article:tag" content="{escape(tag)}">' for tag in post.tags),
        ]
    if "meta" in theme.heads:
        found.append(f'<meta name="description" content="{about}">')
        found += [f'<meta name="author" content="{escape(", ".join(post.authors))}">'] if post.authors else []
    if "jsonld" in theme.heads:
        found.append(f'<script type="application/ld+json">{_jsonld(theme, post, url)}</script>')
    return "".join(found)


def _jsonld(theme: Theme, post: Post, url: str) -> str:
    people = [{"@type": "Person", "name": name} for name in post.authors]
    stated = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": post.title,
        "url": url,
        "datePublished": post.date.isoformat(),
        "publisher": {"@type": "Organization", "name": theme.site},
    }
    if people:
        stated["author"] = people if len(people) > 1 else people[0]
    if post.tags:
        stated["keywords"] = ", ".join(post.tags)
    return json.dumps(stated, ensure_ascii=False)


def item(theme: Theme, name: str) -> str:
    """The microdata attribute of an element; "" on blogs without any."""
    if "microdata" not in theme.heads:
        return ""
    if name == "article":
        return ' itemscope itemtype="https://schema.org/BlogPosting"'
    return f' itemprop="{name}"'


def feed_path(theme: Theme) -> str:
    """Where its feed stands."""
    return "atom.xml" if theme.feed == "atom" else ("feed.xml" if theme.seed % 2 else "feed/")


def _canonical(theme: Theme, url: str) -> str:
    return f'<link rel="canonical" href="{url}">' if theme.seed % 3 else ""
