"""WordPress REST: where a site has it, what to ask of it, and what its answers say.

One request for 100 posts with their authors and terms (`_embed=author,wp:term`): asking for users, categories and tags
apart costs at least three requests more, and many sites close the list of users but embed the author of a post.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from archiver import urls
from archiver.discover import statements, times
from archiver.discover.words import names_blog
from archiver.records import Author, Lead, Role, Source, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archiver.page import Page
    from archiver.records import Capture

PER_PAGE = 100  # the most that WordPress gives
MAX_PAGES = 1000
CLOCKS_APART = dt.timedelta(hours=1)  # between a server's clock and ours, at most: asked again costs nothing
MAX_TYPES = 6  # post types of one site that are asked for, one request each at least
_API = "https://api.w.org/"
_LIGHT = (
    "id,link,type,date,date_gmt,modified,modified_gmt,title,categories,tags,authors,yoast_head_json.author,"
    "_links,_embedded"
)
_HEAVY = f"{_LIGHT},content,excerpt"
_LINK_HEADER = re.compile(r"<([^<>]+)>\s*;[^,<]*\brel\s*=\s*[\"']?https://api\.w\.org/", re.IGNORECASE)
_ASSETS = re.compile(r"^(https?://[^?#]*?/)wp-(?:content|includes)/", re.IGNORECASE)
_PAGE = re.compile(r"(?<=[?&])page=(\d{1,6})(?=&|$)")
_PROTECTED = re.compile(r"^[^:\uff1a]{1,30}[:\uff1a]\s*")  # "Protected: ", in the site's language
_ROUTE = re.compile(r"(?<=[?&])rest_route=[^&]*")

# Types that hold no writing: media, menus, templates, forms, shop and page-builder parts, by core and common plugins.
_NO_POSTS = re.compile(
    r"page|attachment|nav_menu_item|revision|custom_css|customize_changeset|oembed_cache|user_request|feedback|product.*"
    r"|wp_.*|wp-.*|elementor.*|e-.*|jp_.*|jp-.*|et_.*|ct_.*|oxy_.*|bricks_.*|fl-.*|vc_.*|acf-.*|ae_.*|astra.*|kadence.*"
    r"|wpcf7.*|wpforms.*|mc4wp.*|give_.*|shop_.*|scheduled-action|popup.*|.*template.*|.*block.*|.*form|.*forms|.*slider.*"
    r"|.*layout.*|.*testimonial.*|.*faq.*|.*team.*|.*member.*|.*coupon.*|.*order|.*booking.*|.*job.*|rm_.*|topic|reply|forum"
)


def find(capture: Capture, page: Page) -> tuple[Lead, ...]:
    """The lists of posts and of post types, where a page or its Link header names the interface.

    A WordPress that hides the link gets one guess; most that hide it also close it.
    """
    headers = " , ".join(value for name, value in capture.headers if name.lower() == "link")
    match = _LINK_HEADER.search(headers)
    root = urls.resolve(capture.url, match[1]) if match else page.link(_API)
    if root:
        return tuple(Lead(url, Source.REST, capture.url, Role.API) for url in lists(root))
    home = _home(page)
    return (Lead(posts_url(f"{home}wp-json/"), Source.WELL_KNOWN, capture.url, Role.API),) if home else ()


def lists(root: str) -> tuple[str, str]:
    """What to ask of an interface first: its posts, and its types of post (where `_fields` would empty the answer)."""
    return posts_url(root), _endpoint(root, "wp/v2/types")


def posts_url(root: str, route: str = "wp/v2/posts") -> str:
    """The first page of a list of posts with all that they say. root: ends in /wp-json/ or ?rest_route=/."""
    return _endpoint(root, route, f"per_page={PER_PAGE}&_embed=author,wp:term&_fields={_HEAVY}")


def modified_since(api_url: str, when: dt.datetime) -> str:
    """The list of what changed after `when` (aware): one request tells whether a whole blog stands as it was.

    api_url: any address of a list of posts. The zone is written as Z: without it WordPress reads its own local time.
    Needs WordPress 5.7; an older one ignores it and answers with all posts.
    """
    base, _, query = api_url.partition("?")
    moment = when.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    kept = [part for part in query.split("&") if part and not part.startswith(("page=", "modified_after="))]
    return f"{base}?{'&'.join([*kept, f'modified_after={moment}'])}"


def count_url(api_url: str) -> str:
    """The address that tells, in X-WP-Total, how many posts there are, with next to no body."""
    return (
        f"{api_url.partition('?')[0]}?per_page=1&_fields=id"
        if "rest_route=" not in api_url
        else (re.sub(r"&(?!rest_route=).*", "", api_url) + "&per_page=1&_fields=id")
    )


def is_count(url: str) -> bool:
    """Whether an address is one of `count_url`."""
    return url.endswith("per_page=1&_fields=id")


def is_list(url: str) -> bool:
    """Whether an address is one of a list of posts, whole, or of its later pages."""
    return f"_fields={_LIGHT}" in unquote(url) and "modified_after=" not in url


def is_posts(url: str) -> bool:
    """Whether an address is one of a list of posts that carries them whole, in part (`modified_since`) or not."""
    return f"_fields={_HEAVY}" in unquote(url)


def is_answer(value: object) -> bool:
    """Whether a decoded JSON value is a list of posts, the types, or the root of WordPress REST."""
    if isinstance(value, list):
        return any(isinstance(item, dict) and "link" in item and isinstance(item.get("title"), dict) for item in value)
    return isinstance(value, dict) and (_is_root(value) or _is_types(value))


def read(capture: Capture, value: Any) -> tuple[Lead, ...]:  # noqa: ANN401 - decoded JSON
    """The posts of a list with the list's further pages; the lists to ask for, where the answer is a root or types.

    A post behind a password is a post all the same: `says.protected` is set, and there is no content.
    """
    if isinstance(value, list):
        posts = [_post(capture.url, item) for item in value if isinstance(item, dict)]
        leads = [lead for lead in posts if lead]
        return (*leads, *(Lead(url, Source.REST, capture.url, Role.API) for url in _further(capture, len(value))))
    if _is_root(value):
        root = capture.url if "rest_route=" in capture.url else capture.url.partition("?")[0].rstrip("/") + "/"
        found: Iterable[str] = lists(root) if "wp/v2" in value["namespaces"] else ()
    else:
        found = [posts_url(_root_of(capture.url), route) for route in _routes(value)]
    return tuple(Lead(url, Source.REST, capture.url, Role.API) for url in found)


def _is_root(value: dict[str, Any]) -> bool:
    return isinstance(value.get("namespaces"), list)


def _is_types(value: dict[str, Any]) -> bool:
    return bool(value) and all(isinstance(kind, dict) and "rest_base" in kind for kind in value.values())


def _routes(types: dict[str, Any]) -> list[str]:
    """The routes of the types that hold posts: `post`, then those named like a blog, then other flat ones."""
    found: list[tuple[bool, bool, int, str]] = []
    for slug, kind in types.items():
        base, namespace = statements.text(kind.get("rest_base")), statements.text(kind.get("rest_namespace")) or "wp/v2"
        flat = not kind.get("hierarchical")
        if base and "(" not in base and not _NO_POSTS.fullmatch(slug.lower()) and (flat or names_blog(slug)):
            found.append(
                (slug != "post", not (names_blog(slug) or _has_terms(kind)), len(found), f"{namespace}/{base}")
            )
    return [route for *_, route in sorted(found)[:MAX_TYPES]]


def _has_terms(kind: dict[str, Any]) -> bool:
    taxonomies = kind.get("taxonomies")
    return isinstance(taxonomies, list) and not {"category", "post_tag"}.isdisjoint(map(str, taxonomies))


def _post(base: str, item: dict[str, Any]) -> Lead | None:
    url = statements.address(base, item.get("link"))
    if not url:
        return None
    slug = statements.text(item.get("type")) or "post"
    is_post = names_blog(slug) or bool(item.get("categories") or item.get("tags"))
    return Lead(url, Source.REST, base, Role.POST if is_post else Role.UNKNOWN, says=_statement(item))


def _statement(item: dict[str, Any]) -> Statement:
    content = item.get("content")
    protected = isinstance(content, dict) and content.get("protected") is True
    embedded = item.get("_embedded")
    embedded = embedded if isinstance(embedded, dict) else {}
    categories, tags = _terms(embedded.get("wp:term"))
    title = statements.line(item.get("title"))
    return Statement(
        title=_PROTECTED.sub("", title, count=1) if protected and title else title,
        published_at=times.zoned(statements.text(item.get("date")), statements.text(item.get("date_gmt"))),
        modified_at=times.zoned(statements.text(item.get("modified")), statements.text(item.get("modified_gmt"))),
        authors=_authors(item, embedded),
        categories=categories,
        tags=tags,
        html=None if protected else statements.text(content),
        excerpt=None if protected else statements.prose(item.get("excerpt")),
        protected=protected,
    )


def _authors(item: dict[str, Any], embedded: dict[str, Any]) -> tuple[Author, ...]:
    """PublishPress's list of authors, else the embedded user, else the name that Yoast prints."""
    yoast = item.get("yoast_head_json")
    return (
        statements.authors(item.get("authors"))
        or statements.authors(embedded.get("author"))
        or (statements.author(yoast.get("author")) if isinstance(yoast, dict) else ())
    )


def _terms(groups: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of categories and of tags from the embedded terms, whose own taxonomy tells which they are."""
    flat = [term for group in groups if isinstance(group, list) for term in group] if isinstance(groups, list) else []
    named = [(str(term.get("taxonomy")).lower(), term) for term in flat if isinstance(term, dict)]
    return (
        statements.terms([term for taxonomy, term in named if "categor" in taxonomy]),
        statements.terms([term for taxonomy, term in named if "tag" in taxonomy]),
    )


def _further(capture: Capture, posts: int) -> list[str]:
    """All further pages, named by the first; without the count in X-WP-TotalPages the next one after a full page."""
    match = _PAGE.search(capture.url)
    page = int(match[1]) if match else 1
    total = (capture.header("x-wp-totalpages") or "").strip()
    if total.isdecimal() and len(total) <= 6:  # noqa: PLR2004 - a million pages
        last = min(int(total), MAX_PAGES) if page == 1 else page
    else:
        last = page + 1 if posts >= PER_PAGE and page < MAX_PAGES else page
    plain = _PAGE.sub("", capture.url).replace("?&", "?").replace("&&", "&").rstrip("&?")
    return [f"{plain}{'&' if '?' in plain else '?'}page={number}" for number in range(page + 1, last + 1)]


def _endpoint(root: str, route: str, query: str = "") -> str:
    if "rest_route=" in root:
        url = _ROUTE.sub(f"rest_route=/{route}", unquote(root))
        return f"{url}&{query}" if query else url
    url = f"{root.partition('?')[0].rstrip('/')}/{route}"
    return f"{url}?{query}" if query else url


def _root_of(url: str) -> str:
    """The root of the interface that the address of its types belongs to."""
    if "rest_route=" in url:
        return url.partition("?")[0] + "?rest_route=/"
    return url.partition("wp/v2/types")[0].partition("?")[0]


def _home(page: Page) -> str | None:
    """Where WordPress lies, by its generator's name or the folders of its scripts and styles."""
    assets = (match[1] for link in page.links if (match := _ASSETS.match(link.url)))
    own = urls.parse(page.url)
    home = next((found for found in assets if (at := urls.parse(found)) and own and at.host == own.host), None)
    if home is None and (page.meta("generator") or "").lower().startswith("wordpress") and own:
        return f"{own.origin}/"
    return home
