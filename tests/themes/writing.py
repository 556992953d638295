"""The posts of a blog drawn by lot: what they say, and how that stands in html."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from typing import TYPE_CHECKING

from anyascii import anyascii
from blogs.platforms.wordpress_persian import jalali_parts
from blogs.writing import Article, Block, Pen, slugify

if TYPE_CHECKING:
    from collections.abc import Callable

    from themes.theme import Theme

_SIZES = {"brief": (0, 0, 0, 1, 1, 2, 3), "mixed": (0, 1, 2, 4, 6, 9, 14), "long": (6, 12, 20, 35)}
_KINDS = "pppphplqpipoct"
_SPACELESS = {"zh", "ja"}
_DIGITS = {"fa": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")}


@dataclass(frozen=True)
class Post(Article):
    """A post with the number in its address and how often it was read."""

    number: int = 0
    views: int = 0


def posts(theme: Theme) -> tuple[Post, ...]:
    """The posts of a blog, the oldest first."""
    lot = random.Random(f"posts/{theme.seed}")
    day = datetime(lot.randint(2009, 2021), lot.randint(1, 12), lot.randint(1, 28), 12, 0, tzinfo=UTC)
    number, found, titles, texts = lot.randint(3, 900), [], set[str](), set[str]()
    while len(found) < theme.posts:
        index = len(found)
        post = _post(theme, lot, index, day + timedelta(minutes=lot.randint(-200, 200)), number)
        if post.title in titles or post.text in texts or slugify(post.title) in titles:
            continue
        titles |= {post.title, slugify(post.title)}
        texts.add(post.text)
        found.append(post)
        day += timedelta(days=lot.randint(1, 40))
        number += lot.randint(1, 30)
    return tuple(found)


def paragraphs(theme: Theme, name: str, count: int) -> list[str]:
    """Text of a page that is no post."""
    pen = Pen(theme.language, f"{theme.seed}/{name}")
    return [pen.paragraph(3) for _ in range(count)]


def _post(theme: Theme, lot: random.Random, index: int, day: datetime, number: int) -> Post:
    pen = Pen(theme.language, f"{theme.seed}/{index}/{lot.random()}")
    size = lot.choice(_SIZES[theme.lengths])
    kinds = ["p", *(lot.choice(_KINDS) for _ in range(size - 1))]
    blocks = [_block(pen, lot, kind) for kind in kinds] if size else [Block("p", (pen.paragraph(1),))]
    if size > 8 and lot.random() < 0.2:
        blocks = [Block("p", (f"{blocks[0].lines[0]} [1]",)), *blocks[1:], Block("f", (pen.paragraph(1),))]
    return Post(
        index=index,
        slug=_slug(theme, title := pen.line("titles")),
        title=title,
        date=day,
        authors=_authors(theme, lot),
        categories=(lot.choice(pen.pools["categories"]),) if theme.terms in {"categories", "both"} else (),
        tags=tuple(lot.sample(pen.pools["tags"], lot.randint(1, 4))) if theme.terms in {"tags", "both"} else (),
        language=theme.language,
        blocks=tuple(blocks),
        comments=tuple(lot.sample(pen.pools["comments"], lot.choice((0, 0, 1, 2)))),
        number=number,
        views=lot.randint(40, 9000),
    )


def _authors(theme: Theme, lot: random.Random) -> tuple[str, ...]:
    people = theme.words["names"][: theme.writers]
    if theme.team and lot.random() < 0.2:
        return (theme.words["team"],)
    if theme.several and lot.random() < 0.3:
        return tuple(lot.sample(people, 2))
    return (lot.choice(people),) if people else ()


def _slug(theme: Theme, title: str) -> str:
    return slugify(title) if theme.address == "letters" else slugify(anyascii(title))


def _block(pen: Pen, lot: random.Random, kind: str) -> Block:
    lines: tuple[str, ...]
    match kind:
        case "h":
            lines = (f"{pen.line('headings')}: {lot.choice(pen.pools['a'])}",)
        case "l" | "o":
            lines = tuple(pen.paragraph(1) for _ in range(lot.randint(2, 5)))
        case "i":
            lines = (lot.choice(pen.pools["a"]), *([pen.line("captions")] if lot.random() < 0.7 else []))
        case "c":
            lines = ("def weigh(parts):", f"    scale = {lot.randint(10, 999)}", "    return scale * sum(parts)")
        case "t":
            lines = tuple(lot.choice(pen.pools["a"]) if at % 2 else str(lot.randint(2, 400)) for at in range(6))
        case _:
            lines = (pen.paragraph(lot.randint(1, 6) if kind == "p" else 2),)
    return Block(kind, lines)


def html(theme: Theme, post: Post, images: str) -> list[str]:
    """A post's blocks as html. images: what their addresses begin with."""
    lot = random.Random(f"inline/{post.slug}")
    blocks = [_html(block, f"{images}/{post.index}-{at}.jpg", lot, post) for at, block in enumerate(post.blocks)]
    return [_PARAGRAPHS[theme.paragraph if theme.content else "p"](block) for block in blocks]


def _broken(block: str) -> str:
    is_paragraph = block.startswith("<p>")
    return f"{block.removeprefix('<p>').removesuffix('</p>')}<br><br>" if is_paragraph else block


_PARAGRAPHS: dict[str, Callable[[str], str]] = {
    "p": lambda block: block,
    "div": lambda block: f"<div>{block[3:-4]}</div>" if block.startswith("<p>") else block,
    "br": _broken,
    "wrapped": lambda block: f'<div class="block"><div class="inner">{block}</div></div>',
}


def _html(block: Block, image: str, lot: random.Random, post: Post) -> str:  # noqa: PLR0911 - one case a kind
    lines = [escape(line, quote=False) for line in block.lines]
    match block.kind:
        case "h":
            return f"<h2>{lines[0]}</h2>"
        case "l" | "o":
            tag = "ul" if block.kind == "l" else "ol"
            return f"<{tag}>" + "".join(f"<li>{line}</li>" for line in lines) + f"</{tag}>"
        case "q":
            return f"<blockquote><p>{lines[0]}</p></blockquote>"
        case "i":
            caption = f"<figcaption>{lines[1]}</figcaption>" if len(lines) > 1 else ""
            return f'<figure><img src="{image}" alt="{escape(block.lines[0])}">{caption}</figure>'
        case "c":
            return "<pre><code>" + "\n".join(lines) + "</code></pre>"
        case "t":
            rows = "".join(f"<tr><td>{lines[at]}</td><td>{lines[at + 1]}</td></tr>" for at in range(0, len(lines), 2))
            return f"<table><tbody>{rows}</tbody></table>"
        case "f":
            return f'<section class="footnotes"><hr><ol><li id="fn1"><p>{lines[0]} <a href="#fnref1">↩</a></p></li></ol></section>'
        case _:
            return f"<p>{_inline(block.lines[0], lot, post)}</p>"


def _inline(line: str, lot: random.Random, post: Post) -> str:
    """A paragraph in which some words are strong, stressed or lead elsewhere."""
    note = '<sup id="fnref1"><a href="#fn1">[1]</a></sup>'
    if line.endswith(" [1]"):
        return f"{_inline(line.removesuffix(' [1]'), lot, post)} {note}"
    gap = "" if post.language in _SPACELESS else " "
    words = line.split() if gap else list(line)
    if len(words) < 8 or lot.random() < 0.5:
        return escape(line, quote=False)
    first = lot.randint(0, len(words) - 4)
    opening, closing = lot.choice(
        (
            (f'<a href="https://elsewhere.example/{lot.randint(1, 99)}">', "</a>"),
            ("<em>", "</em>"),
            ("<strong>", "</strong>"),
            (f'<a href="https://elsewhere.example/{lot.randint(1, 99)}"><em>', "</em></a>"),
        )
    )
    before, inside, after = (
        escape(gap.join(part), quote=False) for part in (words[:first], words[first : first + 3], words[first + 3 :])
    )
    return gap.join(filter(None, (before, f"{opening}{inside}{closing}", after)))


def day(theme: Theme, moment: datetime) -> str:
    """A date as the theme prints it."""
    parts = (moment.year, moment.month, moment.day)
    year, month, number = jalali_parts(*parts) if theme.language == "fa" else parts
    name = theme.words["months"][month - 1]
    printed = theme.date.format(month=name, mon=name[:3], y=year, d=number, dd=f"{number:02}", mm=f"{month:02}")
    return printed.translate(_DIGITS.get(theme.language, {}))


def minutes(post: Post) -> int:
    """How long it takes to read."""
    return 1 + len(post.text) // 900
