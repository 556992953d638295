"""What an archive of the demo blog must hold, and what it must not: for tests and for the demo's own check."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from archiver.demo import furniture, source
from archiver.demo.markup import image_url
from archiver.records import Author, Image, Link


@dataclass(frozen=True)
class TruePost:
    """A post as it was written.

    lines: its text, one line a paragraph, item, cell, caption or line of code. sentences: the same, finer; each stands
    whole in the post's text. never: sentences on its page that are no part of it.
    """

    url: str
    title: str
    published_at: str
    modified_at: str
    authors: tuple[Author, ...]
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    language: str
    design: str
    lines: tuple[str, ...]
    sentences: tuple[str, ...]
    captions: tuple[str, ...]
    images: tuple[Image, ...]
    links: tuple[Link, ...]
    never: tuple[str, ...]

    @cached_property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)


@dataclass(frozen=True)
class Truth:
    """The whole blog: its posts, the oldest first, and the sentences around them. others: addresses that are no post."""

    posts: tuple[TruePost, ...]
    chrome: tuple[str, ...]
    others: tuple[str, ...]


def truth(origin: str = "http://127.0.0.1") -> Truth:
    """What stands on the demo blog when it is served at that origin."""
    site = source.settings()
    posts = tuple(_post(post, origin) for post in source.posts())
    paths = ("/", "/blog/", "/blog/page/2/", "/events/", *(f"/{name}/" for name in site["pages"]))
    return Truth(posts, _chrome(), tuple(origin + path for path in paths))


def _chrome() -> tuple[str, ...]:
    site = source.settings()
    short = {"menu_toggle", "previous", "next"}  # plain words that a post may use
    words = tuple(text for key, text in site["words"].items() if key not in short)
    said = tuple(text for comments in site["comments"].values() for _, text in comments)
    bios = tuple(paragraph for person in source.people().values() for paragraph in (person.role, *person.bio))
    return (*words, *said, *bios, site["copyright"], site["logo_alt"], "min read")


def _post(post: source.Post, origin: str) -> TruePost:
    captions = tuple(source.plain(block.about) for block in post.blocks if block.kind == "image" and block.about)
    images = tuple(
        Image(image_url(block.picture, "1024x683", origin), block.alt, source.plain(block.about))
        for block in post.blocks
        if block.picture
    )
    raw = [line for block in post.blocks if block.kind != "code" for line in _marked(block)]
    links = tuple(
        Link(origin + href if href.startswith("/") else href, label)
        for line in raw
        for kind, label, href in source.inline(line)
        if kind == "link"
    )
    code = tuple(line.strip() for block in post.blocks if block.kind == "code" for line in block.lines if line.strip())
    own = "\n".join(post.lines)
    teasers = tuple(text for other in furniture.related_posts(post) for text in (other.title, other.excerpt))
    return TruePost(
        url=origin + post.path,
        title=post.title,
        published_at=post.published.isoformat(timespec="seconds"),
        modified_at=post.modified.isoformat(timespec="seconds"),
        authors=tuple(
            Author(person.name, f"{origin}/author/{furniture.slug(person.name)}/", "\n".join(person.bio))
            for person in post.people
        ),
        categories=post.categories,
        tags=post.tags,
        language=post.language,
        design=post.design,
        lines=post.lines,
        sentences=tuple(sentence for line in raw for sentence in source.sentences(line)) + code,
        captions=captions,
        images=images,
        links=links,
        never=tuple(text for text in (*_chrome(), *teasers) if text not in own),
    )


def _marked(block: source.Block) -> tuple[str, ...]:
    """A block's lines with their inline markup, in the order of its text."""
    return (*block.lines, *(cell for row in block.rows for cell in row), *((block.about,) if block.about else ()))
