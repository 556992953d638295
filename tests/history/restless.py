"""Pages that are another at every look though nobody edited their post: what platforms and plugins print into them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from blogs.server import START
from blogs.writing import html

if TYPE_CHECKING:
    from collections.abc import Callable

    from blogs.server import Response
    from blogs.writing import Article
    from history.growing import GrowingBlog

_ADS = (
    "Save up to half on shoes this week only, in all of our shops.",
    "Try the telephone with a camera that sees in the dark.",
    "Learn to play the guitar in thirty days with our course.",
)
_PEOPLE = (
    "Anna writes about gardens and lives near a lake with two dogs.",
    "Ben has been a carpenter for twenty years and writes on Sundays.",
    "Carla edits this blog and teaches at a small school by the sea.",
)


@dataclass(frozen=True, slots=True)
class Look:
    """One look at one post. number: 1 is the first run's."""

    blog: GrowingBlog
    article: Article
    number: int

    def any(self, most: int, salt: str = "") -> int:
        """A number below `most`, another one for each post and look."""
        return random.Random(f"{self.article.index}/{self.number}/{salt}").randrange(most)

    @property
    def age(self) -> int:
        """Days since the post was published."""
        return (START - self.article.date).days + self.number

    def others(self, count: int) -> list[Article]:
        """Other posts, others at every look."""
        rest = [article for index, article in sorted(self.blog.posts.items()) if index != self.article.index]
        return random.Random(f"{self.article.index}/{self.number}").sample(rest, count)


@dataclass(frozen=True, slots=True)
class Parts:
    """What is printed around and into a post, and how its images are addressed."""

    top: str = ""
    middle: str = ""
    bottom: str = ""
    meta: str = ""
    aside: str = ""
    head: str = ""
    day: str = ""
    by: str = "by"
    body: str = "text"
    image: Callable[[str], str] = str


def page(look: Look, parts: Parts) -> Response:
    """The page of a post with these parts."""
    article = look.article

    def figure(address: str, alt: str, caption: str) -> str:
        return f'<figure><img src="{parts.image(address)}" alt="{alt}"><figcaption>{caption}</figcaption></figure>'

    blocks = html(article, figure).split("\n")
    blocks.insert(max(1, len(blocks) // 2), parts.middle)
    day = parts.day or f"{article.date:%d %B %Y}"
    main = (
        f'<article><h1>{article.title}</h1><p class="meta"><time datetime="{article.date.isoformat()}">{day}</time> '
        f'{parts.by} {article.authors[0]}</p>{parts.meta}<div class="{parts.body}">{parts.top}{"".join(blocks)}'
        f"{parts.bottom}</div></article>{parts.aside}"
    )
    head = f'<meta property="og:type" content="article"><meta name="author" content="{article.authors[0]}">'
    return look.blog._html(article.title, main, START + timedelta(days=look.number), head + parts.head)


def _email(look: Look) -> str:
    key = look.any(255)
    return f"{key:02x}" + "".join(f"{ord(letter) ^ key:02x}" for letter in "me@blog.example")


def _links(articles: list[Article], look: Look) -> str:
    return "".join(f'<li><a href="{look.blog.paths[each.index]}">{each.title}</a></li>' for each in articles)


def _comments(look: Look) -> Parts:
    voices = "".join(
        f'<li class="comment"><p>Reader {number} finds that this is a fine text.</p><span>{look.number} days ago</span>'
        for number in range(look.any(9))
    )
    count = f'<p class="comments-link"><a href="#comments">{look.any(9)} comments</a></p>'
    return Parts(
        bottom=count, aside=f'<section id="comments"><h3>{look.any(9)} comments</h3><ol>{voices}</ol></section>'
    )


def _language(look: Look) -> Parts:
    """As a server answers that goes by Accept-Language, or by where one seems to live."""
    date, turn = look.article.date, look.number % 3
    return Parts(
        by=("by", "von", "par")[turn],
        day=(f"{date:%d %B %Y}", f"{date:%d.%m.%Y}", f"{date.day} mars {date.year}")[turn],
        meta=f"<p>{('5 min read', '5 Min. Lesezeit', '5 min de lecture')[turn]}</p>",
        bottom=f'<div class="share"><h3>{("Share this", "Teilen", "Partager")[turn]}</h3></div>',
        aside=f"<aside><h3>{('Related posts', 'Ähnliche Beiträge', 'Articles similaires')[turn]}</h3></aside>",
    )


RESTLESS: dict[str, Callable[[Look], Parts]] = {
    "nonces": lambda look: Parts(
        top=f'<input type="hidden" name="nonce" value="{look.any(99999)}"><script nonce="{look.any(9999)}">1</script>',
        meta=f'<div id="widget-{look.any(9999)}" data-token="{look.any(99999)}"></div>',
        head=f'<meta name="csrf" content="{look.any(99)}"><meta property="og:image" content="/{look.any(9)}.png">',
    ),
    "classes of each build": lambda look: Parts(body=f"Post_body__{look.number * 7919:x}"),
    "reading time": lambda look: Parts(
        meta=f"<p>{2 + look.any(7)} min read</p>",
        top=f'<p class="reading-time">Reading time: {2 + look.any(9)} minutes</p>',
    ),
    "views": lambda look: Parts(
        top=f'<p class="post-views">{100 + look.any(900)} views</p>',
        bottom=f"<p>This post has been viewed {100 + look.any(900)} times.</p>",
    ),
    "likes and shares": lambda look: Parts(
        bottom=f'<div class="sharing"><button>Like {look.any(50)}</button><span>{look.any(500)} shares</span></div>'
    ),
    "comments": _comments,
    "relative dates": lambda look: Parts(
        day=f"{look.age} days ago",
        meta=f'<span class="ago">Posted {look.age} days ago</span>',
        top=f'<p class="updated">Last updated {look.number} hours ago</p>',
    ),
    "related posts": lambda look: Parts(
        bottom=f'<div class="related"><h3>You may also like</h3><ul>{_links(look.others(3), look)}</ul></div>'
    ),
    "a pointer in the middle": lambda look: Parts(
        middle="".join(
            f'<p><strong>Read also:</strong> <a href="{look.blog.paths[each.index]}">{each.title}</a></p>'
            for each in look.others(1)
        )
    ),
    "neighbours": lambda look: Parts(
        bottom=f'<nav><a rel="prev" href="/x/">← {look.others(1)[0].title}</a></nav>',
        aside=f"<aside><ul>{_links(look.others(4), look)}</ul></aside>",
    ),
    "variants": lambda look: Parts(
        middle=(
            '<div class="cta a"><p>Subscribe to our letter and never miss a post.</p></div>',
            '<div class="cta b"><p>Join ten thousand readers: our stories by mail.</p></div>',
        )[look.any(2)]
    ),
    "advertisements": lambda look: Parts(middle=f'<div class="x7"><p>{_ADS[look.any(3)]}</p></div>'),
    "a countdown": lambda look: Parts(top=f"<div><p>Only {30 - look.number} days left: our conference!</p></div>"),
    "a box about an author": lambda look: Parts(
        bottom=f'<div class="author-box"><h4>About the author</h4><p>{_PEOPLE[look.any(3)]}</p></div>'
    ),
    "hidden e-mail": lambda look: Parts(
        middle=f'<p>Write to <a href="/cdn-cgi/l/email-protection#{_email(look)}" class="__cf_email__" '
        f'data-cfemail="{_email(look)}">[email&#160;protected]</a> whenever you like.</p>'
    ),
    "another language around it": _language,
    "image sizes": lambda look: Parts(
        image=lambda address: (
            f"https://i{look.number % 3}.wp.com/blog.example{address[:-4]}-{300 + look.number}x200.jpg?w={look.number}"
        )
    ),
    "image versions": lambda look: Parts(image=lambda address: f"{address}?v={look.any(999)}"),
    "signed images": lambda look: Parts(
        image=lambda address: f"https://s{look.number}.example.com{address}?X-Amz-Signature={look.any(9999)}&Expires=9"
    ),
    "lazy images": lambda look: Parts(
        image=lambda address: address if look.number % 2 else f'data:image/gif;base64,R0lGOD" data-src="{address}'
    ),
}
