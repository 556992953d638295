"""The furniture of a page drawn by lot: what stands in and around a post and is none of it."""

from __future__ import annotations

import random
from html import escape
from typing import TYPE_CHECKING

from themes.writing import day

if TYPE_CHECKING:
    from collections.abc import Callable

    from blogs.press import Press

    from themes.theme import Theme
    from themes.writing import Post


def placed(theme: Theme, press: Press, post: Post, place: str) -> list[str]:
    """The boxes at one place of a post's page, as html; none are empty."""
    found = [_BOXES[box](theme, press, post) for where, box in theme.boxes if where == place]
    return [box for box in found if box]


def _label(theme: Theme, word: str, tag: str = "h3") -> str:
    return f"<{tag}>{escape(theme.words[word])}</{tag}>"


def _share(theme: Theme, press: Press, post: Post) -> str:
    names = ("Facebook", "Mastodon", "WhatsApp", "E-Mail")[: 2 + theme.seed % 3]
    links = "".join(
        f'<a href="https://{name.lower()}.example/share?u={press.url(post)}" rel="nofollow">{name}</a> '
        for name in names
    )
    return f"<div{theme.name('share')}><span>{escape(theme.words['share'])}</span> {links}</div>"


def _related(theme: Theme, press: Press, post: Post) -> str:
    links = "".join(
        f'<li><a href="{press.url(one)}">{escape(one.title)}</a></li>' for one in press.others(post, 2 + theme.seed % 3)
    )
    return f"<div{theme.name('related')}>{_label(theme, 'related')}<ul>{links}</ul></div>"


def _excerpts(theme: Theme, press: Press, post: Post) -> str:
    cards = "".join(
        f'<div{theme.name("card")}><h4><a href="{press.url(one)}">{escape(one.title)}</a></h4>'
        f"<p>{escape(one.excerpt)}</p><span>{day(theme, one.date)}</span></div>"
        for one in press.others(post, 3)
    )
    return f"<section{theme.name('excerpts', 'related')}>{_label(theme, 'recent', 'h2')}{cards}</section>"


def _neighbours(theme: Theme, press: Press, post: Post) -> str:
    pairs = zip(("previous", "next"), press.around(post), strict=True)
    links = [
        f'<a href="{press.url(one)}"><span>{escape(theme.words[word])}</span> {escape(one.title)}</a>'
        if theme.seed % 2
        else f'{escape(theme.words[word])}: <a href="{press.url(one)}">{escape(one.title)}</a>'
        for word, one in pairs
        if one is not None
    ]
    tag = "nav" if theme.seed % 3 == 0 else "div"
    return f"<{tag}{theme.name('neighbours')}>" + "".join(f"<div>{link}</div>" for link in links) + f"</{tag}>"


def _biography(theme: Theme, press: Press, post: Post) -> str:  # noqa: ARG001 - all boxes are made alike
    people = "".join(
        f"<p><strong>{escape(name)}</strong></p><p>{escape(theme.words['bio'].format(name))}</p>"
        for name in post.authors
    )
    return f"<div{theme.name('biography')}>{_label(theme, 'author', 'h4')}{people}</div>" if people else ""


def _newsletter(theme: Theme, press: Press, post: Post) -> str:  # noqa: ARG001 - as above
    words = theme.words
    return (
        f'<div{theme.name("newsletter")}><p>{escape(words["newsletter"])}</p><form action="/subscribe" method="post">'
        f'<input type="email" name="email"><button>{escape(words["subscribe"])}</button></form></div>'
    )


def _comments(theme: Theme, press: Press, post: Post) -> str:  # noqa: ARG001 - as above
    lot = random.Random(f"comments/{post.slug}")
    said = "".join(
        f"<li><b>{lot.choice(theme.words['names'])}</b> <span>{day(theme, post.date)}</span><p>{escape(text)}</p>"
        f'<a href="#reply">{escape(theme.words["reply"])}</a></li>'
        for text in post.comments
    )
    return (
        f'<div id="comments"{theme.name("comments")}>{_label(theme, "comments")}<ol>{said}</ol></div>' if said else ""
    )


def _form(theme: Theme, press: Press, post: Post) -> str:  # noqa: ARG001 - as above
    words = theme.words
    return (
        f'<div id="respond"{theme.name("comments")}>{_label(theme, "leave")}<form action="/comment" method="post">'
        f'<textarea name="comment"></textarea><input name="author"><button>{escape(words["leave"])}</button></form></div>'
    )


def _toc(theme: Theme, press: Press, post: Post) -> str:  # noqa: ARG001 - as above
    heads = [block.lines[0] for block in post.blocks if block.kind == "h"]
    links = "".join(f'<li><a href="#part-{at}">{escape(head)}</a></li>' for at, head in enumerate(heads))
    return f"<div{theme.name('toc')}><p>{escape(theme.words['toc'])}</p><ul>{links}</ul></div>" if heads else ""


def _licence(theme: Theme, press: Press, post: Post) -> str:  # noqa: ARG001 - as above
    link = '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>'
    said = escape(theme.words["licence"]).replace("CC BY 4.0", link)
    return f"<div{theme.name('licence')}><p>{said}</p></div>"


def _begging(theme: Theme, press: Press, post: Post) -> str:  # noqa: ARG001 - as above
    """A line that every post has, in a box: amid a text and without one nobody could tell it from the author's."""
    return f"<div{theme.name('begging')}><p>{escape(theme.words['begging'])}</p></div>"


def _cookie(theme: Theme, press: Press, post: Post) -> str:  # noqa: ARG001 - as above
    return f'<div id="cookies"{theme.name("cookie")}><p>{escape(theme.words["cookie"])}</p><button>OK</button></div>'


def _search(theme: Theme, press: Press, post: Post) -> str:  # noqa: ARG001 - as above
    return f'<div{theme.name("search")}><form action="/search"><input name="q"><button>{escape(theme.words["search"])}</button></form></div>'


_BOXES: dict[str, Callable[[Theme, Press, Post], str]] = {
    "share": _share,
    "related": _related,
    "excerpts": _excerpts,
    "neighbours": _neighbours,
    "biography": _biography,
    "newsletter": _newsletter,
    "comments": _comments,
    "form": _form,
    "toc": _toc,
    "licence": _licence,
    "begging": _begging,
    "cookie": _cookie,
    "search": _search,
}
