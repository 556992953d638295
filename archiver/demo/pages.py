"""Whole html pages of the demo blog: posts, listings, static pages."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from archiver.demo import body, furniture, head, source
from archiver.demo.markup import container, heading, widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.demo.source import Post

_LAZY = (
    'document.querySelectorAll("img.lazyload").forEach(function(i){i.srcset=i.dataset.srcset;i.src=i.dataset.src;'
    'i.classList.replace("lazyload","lazyloaded")});'
)


def post_page(post: Post, origin: str) -> str:
    """A post's page, in one of its two designs."""
    top = furniture.hero(post, origin)
    bottom = furniture.after_post(post, origin)
    if post.design == "widget":
        kind, number = "single-post", 456
        inner = top + body.content_widget(post, origin) + bottom
    else:
        kind, number = "wp-post", post.number
        inner = top + body.builder_sections(post, origin) + bottom
    inner += furniture.navigation(post, origin) + furniture.comments(post, origin)
    classes = f"elementor elementor-{number}"
    direction = ' dir="rtl"' if post.rtl and post.design == "widget" else ""
    terms = " ".join(f"category-{furniture.slug(name)}" for name in post.categories)
    location = f"elementor-location-single post-{post.number} post type-post status-publish format-standard has-post-thumbnail hentry {terms}"
    html = f'<div data-elementor-type="{kind}" data-elementor-id="{number}" class="{classes} {location}" data-elementor-post-type="post"{direction}>\n{inner}</div>\n'
    page_class = (
        f"post-template-default single single-post postid-{post.number} single-format-standard wp-custom-logo "
        f"elementor-default elementor-kit-7 elementor-page elementor-page-{number}"
    )
    return _document(head.render(head.of_post(post, origin), origin), page_class, html, origin, post.language)


def listing(title: str, path: str, posts: Sequence[Post], pages: tuple[int, int], origin: str, about: str = "") -> str:
    """A page of cards. path: of its first page; pages: the number of this one, and of the last."""
    number, last = pages
    here = path if number == 1 else f"{path}page/{number}/"
    cards = "".join(furniture.card(post, origin + post.path, origin) for post in posts)
    grid = widget(
        "archive-posts" if path != "/blog/" else "posts",
        f'<div class="elementor-posts-container elementor-posts elementor-grid">{cards}</div>{_pagination(path, pages, origin)}',
        f"{path}/posts",
    )
    inner = (
        heading(escape(title), "archive/title", "h1")
        + (widget("text-editor", f"<p>{escape(about, quote=False)}</p>", "archive/about") if about else "")
        + grid
    )
    name = source.settings()["name"]
    rels = []
    if number > 1:
        rels.append(f'<link rel="prev" href="{origin}{path if number == 2 else f"{path}page/{number - 1}/"}" />')  # noqa: PLR2004 - page 1 is the bare path
    if number < last:
        rels.append(f'<link rel="next" href="{origin}{path}page/{number + 1}/" />')
    tail = f" - Page {number} of {last}" if number > 1 else ""
    shown = head.Head(
        f"{title}{tail} - {name}",
        here,
        links=tuple(rels),
        graph=({"@type": "CollectionPage", "@id": origin + here, "url": origin + here, "name": title},),
    )
    kind = "page-template-default page" if path == "/blog/" else "archive category"
    return _document(
        head.render(shown, origin),
        f"{kind} wp-custom-logo elementor-default elementor-kit-7",
        container(inner, "archive", "archive"),
        origin,
    )


def static(title: str, path: str, paragraphs: Sequence[str], origin: str, extra: str = "") -> str:
    """A page that is no post."""
    text = "\n".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs)
    inner = heading(escape(title), f"{path}/title", "h1") + widget("text-editor", text, f"{path}/text") + extra
    graph = ({"@type": "WebPage", "@id": origin + path, "url": origin + path, "name": title, "inLanguage": "en-US"},)
    shown = head.Head(f"{title} - {source.settings()['name']}", path, "article", paragraphs[0][:155], graph=graph)
    classes = "page-template-default page page-id-21 wp-custom-logo elementor-default elementor-kit-7 elementor-page elementor-page-21"
    return _document(head.render(shown, origin), classes, container(inner, f"{path}/box"), origin)


def home(origin: str) -> str:
    """The company's home page: who they are, and their three newest posts."""
    site = source.settings()
    newest = "".join(furniture.card(post, origin + post.path, origin) for post in source.posts()[:-4:-1])
    extra = heading("Latest from the Knowledge Hub", "home/latest") + widget(
        "posts", f'<div class="elementor-posts-container elementor-posts elementor-grid">{newest}</div>', "home/posts"
    )
    return static(site["tagline"], "/", site["pages"]["about"]["text"], origin, extra)


def calendar(month: str, origin: str) -> str:
    """A month of an events calendar that has no end in either direction, and no events."""
    year, number = int(month[:4]), int(month[5:7])
    count = year * 12 + number - 1
    links = "".join(
        f'<a rel="nofollow" href="{origin}/events/?month={other // 12:04d}-{other % 12 + 1:02d}">{label}</a> '
        for other, label in ((count - 1, "« Earlier"), (count + 1, "Later »"))
    )
    return static(
        f"Events in {month}",
        "/events/",
        ["There are no events in this month."],
        origin,
        widget("text-editor", f"<p>{links}</p>", "events"),
    )


def _pagination(path: str, pages: tuple[int, int], origin: str) -> str:
    number, last = pages
    if last == 1:
        return ""
    parts = [
        f'<span aria-current="page" class="page-numbers current"><span class="elementor-screen-only">Page</span>{page}</span>'
        if page == number
        else f'<a class="page-numbers" href="{origin}{path if page == 1 else f"{path}page/{page}/"}"><span class="elementor-screen-only">Page</span>{page}</a>'
        for page in range(1, last + 1)
    ]
    return f'<nav class="elementor-pagination" aria-label="Pagination">{"".join(parts)}</nav>'


def _document(head_html: str, body_class: str, main: str, origin: str, language: str = "en-US") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n{head_html}<body class="{body_class}">\n{furniture.header(origin)}'
        f'<main id="content">\n{main}</main>\n{furniture.footer(origin)}'
        f"<script>{_LAZY}</script>\n</body>\n</html>\n"
    )
