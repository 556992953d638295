"""Where on a company's site the blog is: candidates with reasons, by what its home page shows and its lists name."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archiver import urls
from archiver.discover import declared
from archiver.discover.words import names_blog, words_of
from archiver.profile.words import BLOGS
from archiver.records import Role, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archiver.page import Page
    from archiver.records import Lead

_LONGEST_LABEL = 40  # characters; navigation says "Blog" or "News & Insights", a teaser says more
_MOST_WORDS = 3
_DEEPEST = 2  # segments; what lies deeper is a post
_SHARE = 0.5  # of the posts that lists name must lie in one folder for it to be the blog's
_FEWEST = 3  # posts, below which their folder tells nothing
_BLOG_TYPES = frozenset({"Blog", "LiveBlogPosting"})
_POSTS, _JSON_LD, _FEED, _MENU, _WORD, _BODY = 4.0, 3.0, 2.0, 2.0, 1.0, 3.0


@dataclass(frozen=True, slots=True)
class BlogPlace:
    """An address where a blog may be. weight: the sum of its evidence, to compare; reasons: heaviest first."""

    url: str
    weight: float
    reasons: tuple[str, ...]


def find_blog(page: Page, leads: Iterable[Lead] = ()) -> tuple[BlogPlace, ...]:
    """The places of a site that may be its blog, the likeliest first; nothing where nothing speaks for any.

    page: the site's home page. leads: what its sitemaps, feeds and REST named. A folder that holds most of the posts
    they name weighs most, then JSON-LD and the page's own body class, the folder of a feed, and links whose text or
    last segment is a word for blog in the languages of `profile.words`. A subdomain (blog.example.org) is a candidate
    like a folder.
    """
    evidence: dict[str, dict[str, float]] = defaultdict(dict)
    for url, weight, reason in (*_by_posts(leads), *_by_markup(page), *_by_feeds(page), *_by_links(page)):
        key = url.rstrip("/") + "/"
        evidence[key][reason] = max(weight, evidence[key].get(reason, 0.0))
    places = [
        BlogPlace(url, sum(said.values()), tuple(sorted(said, key=lambda reason: (-said[reason], reason))))
        for url, said in evidence.items()
    ]
    return tuple(sorted(places, key=lambda place: (-place.weight, len(place.url), place.url)))


def _by_posts(leads: Iterable[Lead]) -> Iterator[tuple[str, float, str]]:
    """The folder that most posts named by lists lie in: the deepest one that still holds them."""
    posts = {lead.url for lead in leads if lead.role is Role.POST and lead.source is not Source.LINK}
    folders: Counter[str] = Counter()
    for url in posts:
        address = urls.parse(url)
        segments = [part for part in address.path.split("/") if part][:-1] if address else []
        for depth in range(len(segments) + 1):
            folders[f"{address.origin if address else ''}/{'/'.join(segments[:depth])}".rstrip("/") + "/"] += 1
    holding = [folder for folder, count in folders.items() if count > _SHARE * len(posts) and count >= _FEWEST]
    if holding:
        undated = [folder for folder in holding if not folder.rstrip("/").rpartition("/")[2].isdecimal()]
        folder = max(undated or holding, key=lambda held: held.count("/"))
        yield folder, _POSTS, f"{folders[folder]} of {len(posts)} posts that its lists name are there"


def _by_markup(page: Page) -> Iterator[tuple[str, float, str]]:
    for node in page.json_ld:
        kinds = node.get("@type")
        named = set(kinds if isinstance(kinds, list) else [kinds])
        url = node.get("url") or node.get("@id")
        target = urls.resolve(page.base_url, url) if isinstance(url, str) and named & _BLOG_TYPES else None
        if target:
            yield target.partition("#")[0], _JSON_LD, "JSON-LD calls it a Blog"
    if "blog" in page.body_classes:
        yield page.url, _BODY, "the page itself lists posts (body class blog)"


def _by_feeds(page: Page) -> Iterator[tuple[str, float, str]]:
    for lead in declared.feeds(page):
        folder = declared.folder(lead.url)
        root = urls.parse(folder)
        at_root = root is not None and root.path == "/"
        yield folder, _FEED / 2 if at_root else _FEED, "a feed of it is declared"


def _by_links(page: Page) -> Iterator[tuple[str, float, str]]:
    own = urls.parse(page.url)
    for element in page.tree.iter("a"):
        url = urls.resolve(page.base_url, element.get("href") or "")
        address = urls.parse(url) if url else None
        if url is None or address is None or own is None or not _kin(address.host, own.host):
            continue
        bare = url.partition("?")[0]
        label = " ".join(element.text_content().split())
        segments = [part for part in address.path.split("/") if part]
        if len(segments) > _DEEPEST or not (segments or address.host != own.host):
            continue
        if _is_label(label):
            yield bare, _MENU, f"a link says “{label}”"
        if segments and _is_label(segments[-1]):
            yield bare, _WORD, "its address says so"
        if address.host.split(".")[0] in BLOGS and address.host != own.host:
            yield f"{address.origin}/", _WORD, "its host says so"


def _is_label(text: str) -> bool:
    words = words_of(text)
    return len(text) <= _LONGEST_LABEL and len(words) <= _MOST_WORDS and names_blog(text)


def _kin(host: str, home: str) -> bool:
    """Whether a host is the site's own, or one is a subdomain of the other."""
    host, home = host.removeprefix("www."), home.removeprefix("www.")
    return host == home or host.endswith("." + home) or home.endswith("." + host)
