"""Pelican: English, posts, pages and listings side by side as /slug.html; the date stands only as prose; no feed at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogs.press import Blog, Press
from blogs.writing import Article, html, slugify

if TYPE_CHECKING:
    from collections.abc import Sequence


def build(origin: str) -> Blog:
    """Twenty posts; everything must be found by links and told apart by its own looks."""
    press = Press("Cole's Shed", origin, "en", 20)
    press.place(lambda article: f"/{article.slug}.html")
    press.chrome += ["Proudly powered by Pelican", "Blogroll", ", which takes great advantage of"]
    for article in press.articles:
        press.post(article, _document(press, article.title, _single(article)))
    press.listing(
        press.newest,
        6,
        lambda number: "/" if number == 1 else f"/index{number}.html",
        lambda shown, number, last: _index(press, press.name, shown, ("index", number, last)),
    )
    for kind, terms_of in (
        ("category", lambda article: article.categories),
        ("tag", lambda article: article.tags),
        ("author", lambda article: article.authors),
    ):
        for term in dict.fromkeys(term for article in press.articles for term in terms_of(article)):
            chosen = [article for article in press.newest if term in terms_of(article)]
            stem = f"{kind}-{slugify(term)}"
            press.listing(
                chosen,
                6,
                lambda number, stem=stem: f"/{stem}.html" if number == 1 else f"/{stem}{number}.html",
                lambda shown, number, last, term=term, stem=stem: _index(press, term, shown, (stem, number, last)),
            )
    rows = "".join(
        f"<dt>{article.date:%a %d %B %Y}</dt><dd><a href='/{article.slug}.html'>{article.title}</a></dd>"
        for article in press.newest
    )
    press.page(
        "/archives.html",
        _document(
            press,
            "Archives",
            f"<section id='content' class='body'><h1>Archives for {press.name}</h1><dl>{rows}</dl></section>",
        ),
        kind="listing",
    )
    for slug, title, text in (
        ("about", "About", "This shed is nine square metres and leaks in one corner. I write here when it rains."),
        ("colophon", "Colophon", "Set in whatever your browser prefers."),
    ):
        press.page(
            f"/{slug}.html",
            _document(
                press,
                title,
                f'<section id="content" class="body"><h1 class="entry-title">{title}</h1><p>{text}</p></section>',
            ),
            kind="page",
        )
    return press.blog()


def body(article: Article) -> str:
    """A post's own blocks as Markdown and Pygments print them."""
    return html(
        article,
        lambda address, alt, caption: (
            f'<div class="figure"><img alt="{alt}" src="{address}"><p class="caption">{caption}</p></div>'
        ),
        c='<div class="highlight"><pre><span></span><code>{}</code></pre></div>',
    )


def _info(article: Article) -> str:
    author = article.authors[0]
    tags = " ".join(f'<a href="/tag-{slugify(tag)}.html">{tag}</a>' for tag in article.tags)
    return (
        f'<footer class="post-info"><span>{article.date:%a %d %B %Y}</span> <address>By <a class="url fn" href="/author-{slugify(author)}.html">{author}</a></address>'
        f'<p>In <a href="/category-{slugify(article.categories[0])}.html">{article.categories[0]}</a>.</p><p>tags: {tags}</p></footer>'
    )


def _single(article: Article) -> str:
    return (
        f'<section id="content" class="body"><article><header><h1 class="entry-title"><a href="/{article.slug}.html" rel="bookmark" title="Permalink to {article.title}">{article.title}</a></h1></header>'
        f'<div class="entry-content">{_info(article)}{body(article)}</div></article></section>'
    )


def _index(press: Press, title: str, shown: Sequence[Article], pages: tuple[str, int, int]) -> str:
    stem, number, last = pages
    entries = "".join(
        f'<li><article class="hentry"><header><h1><a href="/{article.slug}.html" rel="bookmark" title="Permalink to {article.title}">{article.title}</a></h1></header><div class="entry-content">{_info(article)}<p>{article.excerpt}</p><a class="readmore" href="/{article.slug}.html">read more</a></div></article></li>'
        for article in shown
    )
    after = f' <a href="/{stem}{number + 1}.html">&raquo;</a>' if number < last else ""
    return _document(
        press,
        title,
        f'<section id="content"><ol id="posts-list" class="hfeed">{entries}</ol><p class="paginator">Page {number} / {last}{after}</p></section>',
    )


def _document(press: Press, title: str, main: str) -> str:
    categories = "".join(
        f'<li><a href="/category-{slugify(name)}.html">{name}</a></li>'
        for name in dict.fromkeys(article.categories[0] for article in press.articles)
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><title>{title}</title><meta charset="utf-8" /></head>\n<body id="index" class="home"><header id="banner" class="body"><h1><a href="/">{press.name}</a></h1>'
        f'<nav><ul><li><a href="/about.html">About</a></li><li><a href="/colophon.html">Colophon</a></li>{categories}</ul></nav></header>\n{main}\n'
        f'<section id="extras" class="body"><div class="blogroll"><h2>Blogroll</h2><ul><li><a href="https://getpelican.com/">Pelican</a></li><li><a href="/archives.html">Archives</a></li></ul></div></section>'
        f'<footer id="contentinfo" class="body"><p>Proudly powered by <a href="https://getpelican.com/">Pelican</a>, which takes great advantage of <a href="https://python.org">Python</a>.</p></footer></body>\n</html>\n'
    )
