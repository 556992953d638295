"""What is drawn by lot for a blog: its design, its language, what it says of its posts, and where."""

from __future__ import annotations

import hashlib
import random
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "de", "fr", "es", "pt", "ru", "fa", "zh", "ja", "ar")
NAMES: dict[str, dict[str, str]] = {
    "wordpress": {
        "article": "post type-post hentry",
        "head": "entry-header",
        "title": "entry-title",
        "meta": "entry-meta",
        "date": "entry-date published",
        "author": "author vcard",
        "category": "cat-links",
        "tags": "tags-links",
        "content": "entry-content",
        "foot": "entry-footer",
        "side": "widget-area",
        "share": "sharedaddy",
        "related": "jp-relatedposts",
        "neighbours": "post-navigation",
        "biography": "author-info",
        "newsletter": "mc4wp-form",
        "comments": "comments-area",
        "toc": "ez-toc-container",
        "more": "more-link",
        "pages": "nav-links",
    },
    "ghost": {
        "article": "gh-article post",
        "head": "gh-article-header",
        "title": "gh-article-title",
        "meta": "gh-article-meta",
        "date": "gh-article-meta-date",
        "author": "gh-article-author-name",
        "category": "gh-article-tag",
        "tags": "gh-article-tags",
        "content": "gh-content",
        "related": "read-more-wrap",
        "newsletter": "gh-subscribe",
        "comments": "gh-comments",
        "pages": "pagination",
    },
    "hugo": {
        "article": "post-single",
        "head": "post-header",
        "title": "post-title",
        "meta": "post-meta",
        "content": "post-content",
        "foot": "post-footer",
        "tags": "post-tags",
        "toc": "toc",
        "share": "share-buttons",
        "neighbours": "paginav",
        "crumbs": "breadcrumbs",
    },
    "bem": {
        role: f"c-{role}__root"
        for role in [
            "article",
            "head",
            "title",
            "meta",
            "date",
            "author",
            "category",
            "tags",
            "content",
            "foot",
            "side",
            "share",
            "related",
            "neighbours",
            "biography",
            "newsletter",
            "comments",
            "toc",
            "more",
            "pages",
            "crumbs",
            "licence",
            "views",
            "read",
            "card",
        ]
    },
    "utility": {
        "article": "mx-auto max-w-2xl px-4",
        "title": "text-3xl font-bold tracking-tight",
        "meta": "mt-2 text-sm text-gray-500",
        "date": "text-sm text-gray-500",
        "author": "text-sm text-gray-500",
        "tags": "mt-8 flex flex-wrap gap-2",
        "content": "prose mt-8",
        "share": "mt-8 flex gap-4",
        "related": "mt-12 grid grid-cols-3",
        "biography": "mt-8 flex gap-4",
        "newsletter": "mt-8 rounded-lg bg-gray-100 p-4",
        "comments": "mt-12",
        "card": "mx-auto max-w-2xl px-4",
    },
    "none": {},
    "hashed": {},
}


@dataclass(frozen=True)
class Theme:
    """A blog's design. Fields of one word say what was chosen; lists name what is there."""

    seed: int
    language: str
    site: str
    posts: int
    lengths: str  # brief, mixed, long
    names: str  # a key of NAMES
    roles: dict[str, str]
    article: str  # tag around a post
    content: str  # tag around its text; "" for none
    depth: int  # nameless wrappers around the main column
    layout: str  # columns, table
    side: str  # left, right, ""
    heading: str  # tag of a post's title
    hero: bool
    crumbs: bool
    above: tuple[str, ...]  # lines of metadata above the title
    below: tuple[str, ...]  # … below it
    under: tuple[str, ...]  # … under the text
    line: str  # how a line of metadata is written: parts, list, sentence, dots
    clock: bool  # dates stand in <time datetime>
    date: str  # pattern of dates
    writers: int  # 0: nobody is named
    several: bool
    team: bool
    byline: str  # link, text, by
    terms: str  # tags, categories, both, ""
    labels: bool
    heads: tuple[str, ...]  # jsonld, og, meta, microdata, rel
    tail: str  # of <title>
    boxes: tuple[tuple[str, str], ...]  # (place, box); places: top, middle, end, after, outside
    address: str
    listing: str  # full, excerpt, cards, titles
    pages: str  # how listings go on: path, query, older
    years: bool
    feed: str  # "", ten, full, atom
    feed_says: bool  # authors and categories in feeds
    sitemap: str  # "", posts, pages
    paragraph: str  # p, div, br, wrapped: how paragraphs are told apart
    linked: bool  # a post's title leads to the post itself
    quiet: bool  # the day stands in no line, but in the head

    def name(self, *roles: str) -> str:
        """The class attribute of an element in these roles, with a space in front; "" for none."""
        found = " ".join(filter(None, map(self._class, roles)))
        return f' class="{found}"' if found else ""

    def _class(self, role: str) -> str:
        if self.names == "hashed":
            digest = hashlib.sha256(f"{self.seed}/{role}".encode()).hexdigest()
            return f"css-{digest[:7]}"
        return self.roles.get(role, "")

    @property
    def words(self) -> dict[str, Any]:
        """What the furniture says."""
        return interface(self.language)

    def described(self) -> str:
        """One line for a table."""
        boxes = " ".join(f"{box}@{place}" for place, box in self.boxes)
        lines = f"{'+'.join(self.above)}^{'+'.join(self.below)}_{'+'.join(self.under)}"
        return (
            f"{self.language} {self.names} {self.lengths} {self.layout} {self.article}>{self.content or '-'} {self.heading} "
            f"{lines} ({self.line}) {self.paragraph}{' linked' * self.linked}{' quiet' * self.quiet} {'+'.join(self.heads)} {self.address} {self.listing}/{self.pages} feed:{self.feed or '-'} "
            f"map:{self.sitemap or '-'} {boxes}"
        )


@cache
def interface(language: str) -> dict[str, Any]:
    """The words of a language's furniture."""
    file = Path(__file__).with_name("interface.toml")
    found: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))[language]
    return found


def draw(seed: int) -> Theme:
    """The design of that number; the same for ever."""
    lot = random.Random(f"theme/{seed}")
    language = lot.choice(LANGUAGES)
    words = interface(language)
    names = lot.choice(tuple(NAMES))
    writers = lot.choice((0, 1, 1, 2, 4))
    terms = lot.choice(("tags", "tags", "categories", "both", ""))
    above, below, under = _lines(lot, writers=bool(writers), terms=terms)
    heads = tuple(head for head in ("jsonld", "og", "meta", "microdata", "rel") if lot.random() < 0.35)
    return Theme(
        seed=seed,
        language=language,
        site=lot.choice(words["sites"]),
        posts=lot.randint(20, 60),
        lengths=lot.choice(("brief", "mixed", "mixed", "long")),
        names=names,
        roles=NAMES[names],
        article=lot.choice(("article", "article", "main", "div", "section")),
        content=lot.choice(("div", "div", "div", "section", "")),
        depth=lot.randint(0, 4),
        layout=lot.choice(("columns",) * 7 + ("table",)),
        side=lot.choice(("left", "right", "right", "")),
        heading=lot.choice(("h1", "h1", "h1", "h2", "h3", "div")),
        hero=lot.random() < 0.3,
        crumbs=lot.random() < 0.25,
        above=above,
        below=below,
        under=under,
        line=lot.choice(("parts", "parts", "list", "sentence", "dots")),
        clock=lot.random() < 0.5,
        date=lot.choice(words["dates"]),
        writers=writers,
        several=writers > 1 and lot.random() < 0.3,
        team=writers > 1 and lot.random() < 0.2,
        byline=lot.choice(("link", "text", "by", "by")),
        terms=terms,
        labels=lot.random() < 0.6,
        heads=heads,
        tail=lot.choice(("{t} | {s}", "{t} - {s}", "{t}", "{s} » {t}", "{t} — {s}")),
        boxes=tuple(_boxes(lot)),
        address=lot.choice(("dated", "slug", "slug", "blog", "html", "query", "number", "letters")),
        listing=lot.choice(("full", "excerpt", "excerpt", "cards", "titles")),
        pages=lot.choice(("path", "path", "query", "older")),
        years=lot.random() < 0.3,
        feed=lot.choice(("", "ten", "ten", "full", "atom")),
        feed_says=lot.random() < 0.6,
        sitemap=lot.choice(("", "posts", "pages")),
        paragraph=lot.choice(("p",) * 9 + ("div", "br", "wrapped")),
        linked=lot.random() < 0.2,
        quiet=lot.random() < 0.15 and bool({"jsonld", "og"} & set(heads)),
    )


def _lines(lot: random.Random, *, writers: bool, terms: str) -> tuple[tuple[str, ...], ...]:
    """What stands above the title, below it and under the text."""
    parts = ["date", *(["author"] if writers else []), *(["read"] if lot.random() < 0.3 else [])]
    parts += ["views"] if lot.random() < 0.15 else []
    parts += ["category"] if terms in {"categories", "both"} else []
    lot.shuffle(parts)
    places: dict[str, list[str]] = {"above": [], "below": [], "under": []}
    whole = lot.choice(("above", "below", "below", "under", "split"))
    for part in parts:
        places[lot.choice(tuple(places)) if whole == "split" else whole].append(part)
    if terms in {"tags", "both"}:
        places[lot.choice(("below", "under", "under", "under"))].append("tags")
    return tuple(tuple(found) for found in places.values())


def _boxes(lot: random.Random) -> list[tuple[str, str]]:
    """The furniture around and in the text."""
    likely = {
        "share": (0.5, ("top", "end", "after", "after")),
        "related": (0.45, ("end", "after", "after", "outside")),
        "excerpts": (0.2, ("after", "outside")),
        "neighbours": (0.5, ("end", "after", "after", "outside")),
        "biography": (0.35, ("end", "after", "after")),
        "newsletter": (0.35, ("middle", "end", "after", "outside")),
        "comments": (0.4, ("after", "outside")),
        "form": (0.4, ("after", "outside")),
        "toc": (0.2, ("top", "top", "outside")),
        "licence": (0.25, ("end", "after")),
        "begging": (0.12, ("middle", "end", "after")),
        "cookie": (0.3, ("page",)),
        "search": (0.3, ("page",)),
    }
    found = [(lot.choice(places), box) for box, (share, places) in likely.items() if lot.random() < share]
    lot.shuffle(found)
    return found
