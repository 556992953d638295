"""The pages of a blog drawn by lot: posts, pages and the frame that they share."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from blogs.writing import slugify

from themes import head
from themes.boxes import placed
from themes.writing import day, html, minutes

if TYPE_CHECKING:
    from blogs.press import Press

    from themes.theme import Theme
    from themes.writing import Post

_RIGHT_TO_LEFT = {"fa", "ar"}


def post_page(theme: Theme, press: Press, post: Post) -> str:
    """The page of a post."""
    url = press.url(post)
    hidden = {"date"} if theme.quiet else set()
    parts = [tuple(part for part in line if part not in hidden) for line in (theme.above, theme.below, theme.under)]
    lines = [metadata(theme, press, post, line) for line in parts]
    named = f'<a href="{url}">{escape(post.title)}</a>' if theme.linked else escape(post.title)
    title = f"<{theme.heading}{theme.name('title')}{head.item(theme, 'headline')}>{named}</{theme.heading}>"
    opening = f"{lines[0]}{title}{lines[1]}"
    if theme.seed % 2:
        opening = f"<header{theme.name('head')}>{opening}</header>"
    foot = lines[2] if theme.seed % 3 else (f"<footer{theme.name('foot')}>{lines[2]}</footer>" if lines[2] else "")
    article = (
        f"<{theme.article}{theme.name('article')}{head.item(theme, 'article')}>{opening}"
        f"{''.join(placed(theme, press, post, 'top'))}{_text(theme, press, post)}{foot}"
        f"{''.join(placed(theme, press, post, 'after'))}</{theme.article}>"
    )
    main = crumbs(theme, post) + article + "".join(placed(theme, press, post, "outside"))
    return frame(theme, press, main, head.head(theme, post.title, url, head.of_post(theme, post, url)), post)


def page(theme: Theme, press: Press, title: str, paragraphs: list[str]) -> str:
    """A page that is no post: about, contact, legal."""
    text = "".join(f"<p>{escape(line)}</p>" for line in paragraphs)
    text = f"<{theme.content}{theme.name('content')}>{text}</{theme.content}>" if theme.content else text
    main = (
        f"<{theme.article}{theme.name('article')}><{theme.heading}{theme.name('title')}>{escape(title)}"
        f"</{theme.heading}>{text}</{theme.article}>"
    )
    return frame(theme, press, main, head.head(theme, title, f"{press.origin}/{slugify(title)}/"))


def frame(theme: Theme, press: Press, main: str, header: str, post: Post | None = None) -> str:
    """A whole page: header, columns, footer."""
    for step in range(theme.depth):
        main = f"<div{theme.name(f'wrap{step}')}>{main}</div>"
    side = sidebar(theme, press) if theme.side else ""
    if theme.layout == "table":
        cells = [f"<td>{main}</td>", f"<td>{side}</td>"]
        cells = cells[::-1] if theme.side == "left" else cells
        columns = f"<table><tr>{''.join(cells)}</tr></table>"
    else:
        columns = side + main if theme.side == "left" else main + side
        columns = f"<div{theme.name('columns')}>{columns}</div>"
    links = (("home", "/"), *((name, page_path(theme, name)) for name in ("about", "contact")))
    menu = "".join(f'<li><a href="{path}">{escape(theme.words[name])}</a></li>' for name, path in links)
    logo = "h1" if theme.heading in {"h2", "h3"} and theme.seed % 2 else "div"
    direction = ' dir="rtl"' if theme.language in _RIGHT_TO_LEFT else ""
    boxes = "".join(placed(theme, press, post, "page")) if post is not None else ""
    hero = f'<div{theme.name("hero")}><img src="/hero.jpg" alt=""></div>' if theme.hero else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{theme.language}"{direction}>{header}<body>{boxes}\n'
        f'<header{theme.name("top")}><{logo}{theme.name("site")}><a href="/">{escape(theme.site)}</a></{logo}>'
        f"<nav><ul>{menu}</ul></nav></header>{hero}\n{columns}\n"
        f"<footer{theme.name('bottom')}><p>© {press.newest[0].date.year} {escape(theme.site)}</p>"
        f'<p><a href="{page_path(theme, "legal")}">{escape(theme.words["legal"])}</a></p></footer></body></html>'
    )


def sidebar(theme: Theme, press: Press) -> str:
    """The column beside: recent posts, categories, tags."""
    recent = "".join(f'<li><a href="{press.url(one)}">{escape(one.title)}</a></li>' for one in press.newest[:5])
    found = f"<h3>{escape(theme.words['recent'])}</h3><ul>{recent}</ul>"
    for kind, word in (("categories", "categories"), ("tags", "tags")):
        terms = sorted({term for one in press.articles for term in getattr(one, kind)})
        links = " ".join(f'<a href="{term_path(theme, kind, term)}">{escape(term)}</a>' for term in terms)
        found += f"<h3>{escape(theme.words[word])}</h3><div>{links}</div>" if terms else ""
    tag = "aside" if theme.seed % 2 else "div"
    return f"<{tag}{theme.name('side')}>{found}</{tag}>"


def crumbs(theme: Theme, post: Post) -> str:
    """The way from the home page to a post."""
    if not theme.crumbs:
        return ""
    steps = [f'<a href="/">{escape(theme.words["home"])}</a>']
    steps += [f'<a href="{term_path(theme, "categories", one)}">{escape(one)}</a>' for one in post.categories]
    steps.append(f"<span>{escape(post.title)}</span>")
    return f"<div{theme.name('crumbs')}>{' › '.join(steps)}</div>"


def metadata(theme: Theme, press: Press, post: Post, parts: tuple[str, ...]) -> str:
    """A line of metadata; "" where it has no parts, or the post nothing to say in them."""
    found = [text for part in parts if (text := _part(theme, press, post, part))]
    if not found:
        return ""
    match theme.line:
        case "list":
            return f"<ul{theme.name('meta')}>{''.join(f'<li>{text}</li>' for text in found)}</ul>"
        case "sentence":
            return f"<p{theme.name('meta')}>{' '.join(found)}</p>"
        case "dots":
            return f"<div{theme.name('meta')}>{' · '.join(found)}</div>"
        case _:
            return f"<div{theme.name('meta')}>{''.join(f'<div>{text}</div>' for text in found)}</div>"


def _part(theme: Theme, press: Press, post: Post, part: str) -> str:
    words = theme.words
    match part:
        case "date":
            return _date(theme, post)
        case "author":
            return _author(theme, post)
        case "read":
            return f"<span{theme.name('read')}>{words['read'].format(minutes(post))}</span>"
        case "views":
            return f"<span{theme.name('views')}>{words['views'].format(post.views)}</span>"
        case "category":
            return _category(theme, post)
        case _:
            return _tags(theme, press, post)


def _date(theme: Theme, post: Post) -> str:
    shown = day(theme, post.date)
    stated = f"{theme.name('date')}{head.item(theme, 'datePublished')}"
    if theme.clock:
        shown = f'<time datetime="{post.date.isoformat()}"{stated}>{shown}</time>'
        return theme.words["on"].format(shown) if theme.labels else shown
    shown = theme.words["on"].format(shown) if theme.labels else shown
    content = f' content="{post.date.isoformat()}"' if "microdata" in theme.heads else ""
    return f"<span{stated}{content}>{shown}</span>"


def _author(theme: Theme, post: Post) -> str:
    rel = ' rel="author"' if "rel" in theme.heads else ""
    item = head.item(theme, "author")
    names = [
        f'<a href="/author/{quote(slugify(name))}/"{theme.name("author")}{rel}{item}>{escape(name)}</a>'
        if theme.byline == "link" or rel
        else f"<span{theme.name('author')}{item}>{escape(name)}</span>"
        for name in post.authors
    ]
    joined = ", ".join(names)
    return theme.words["by"].format(joined) if theme.byline == "by" or theme.line == "sentence" else joined


def _category(theme: Theme, post: Post) -> str:
    links = ", ".join(
        f'<a href="{term_path(theme, "categories", one)}" rel="category tag">{escape(one)}</a>'
        for one in post.categories
    )
    return f"<span{theme.name('category')}>{theme.words['filed'].format(links) if theme.labels else links}</span>"


def _tags(theme: Theme, press: Press, post: Post) -> str:  # noqa: ARG001 - all parts are made alike
    mark = "#" if theme.seed % 3 == 0 else ""
    links = [f'<a href="{term_path(theme, "tags", one)}" rel="tag">{mark}{escape(one)}</a>' for one in post.tags]
    label = f"{escape(theme.words['tags'])}: " if theme.labels else ""
    return f"<span{theme.name('tags')}>{label}{(', ' if theme.seed % 2 else ' ').join(links)}</span>"


def _text(theme: Theme, press: Press, post: Post) -> str:
    """A post's text in its container, with the boxes that stand in it."""
    blocks = html(theme, post, "/images")
    middle = placed(theme, press, post, "middle")
    if middle and len(blocks) > 2:
        half = len(blocks) // 2
        blocks = [*blocks[:half], *middle, *blocks[half:]]
    text = "\n".join([*blocks, *placed(theme, press, post, "end")])
    if not theme.content:
        return text
    return f"<{theme.content}{theme.name('content')}{head.item(theme, 'articleBody')}>\n{text}\n</{theme.content}>"


def term_path(theme: Theme, kind: str, term: str) -> str:
    """The listing of a tag or category."""
    name = "tag" if kind == "tags" else "category"
    if theme.address == "query":
        return f"/?{'tag' if kind == 'tags' else 'cat'}={quote(term)}"
    return f"/{name}/{quote(slugify(term))}/"


def page_path(theme: Theme, name: str) -> str:
    """The address of a page that is no post."""
    return f"/{name}.html" if theme.address == "html" else f"/{name}/"
