# ruff: noqa: RUF001 - words of many scripts; a list of them is read as one
"""What a page's markup says it is: body classes of platforms, structured data, OpenGraph, the outline.

Each function yields signs, `Sign(role, weight, reason)`. Weights are on a scale of log odds: 5 settles the matter,
2 is a strong hint, 1 a hint. They come from what the platforms' own themes and common plugins print.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from lxml import etree

from archiver import urls
from archiver.extract.headlines import headline, is_dated
from archiver.profile.kinds import Kind
from archiver.profile.shapes import expect, shape_of
from archiver.records import Role
from archiver.zones import Zone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from archiver.outline import Heading
    from archiver.page import Page

_MANY = 5  # entries from which on a list is the page's purpose, unless there is a long text besides
_LONG = 1_500  # characters of own text of an article
_SHORT = 250
_DAY = 12  # characters of a day beside a link
_EXCERPT = 150  # characters below a listed heading
_STUB = 400
_ANYWHERE = 0.3  # weight of the class "home", which Pelican's own theme puts on every page
_FEW_DATES = 3  # published, updated


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_IDEOGRAPHIC = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_SAYS_MORE = 2  # characters of an alphabet that one of these is worth


def _own(page: Page) -> int:
    """Characters of the page's own text, as many as it would have in an alphabet."""
    return page.outline.own_chars * (_SAYS_MORE if _IDEOGRAPHIC.search(page.title_tag) else 1)


class Sign(NamedTuple):
    """One piece of evidence for a role."""

    role: Role
    weight: float
    reason: str


# schema.org types, of the page's own node.
_POST_TYPES = {
    "blogposting": 3.0,
    "newsarticle": 3.0,
    "socialmediaposting": 2.5,
    "article": 2.0,
    "techarticle": 2.0,
    "opinionnewsarticle": 3.0,
    "analysisnewsarticle": 3.0,
    "reportagenewsarticle": 3.0,
    "reviewnewsarticle": 3.0,
    "backgroundnewsarticle": 3.0,
    "liveblogposting": 3.0,
    "scholarlyarticle": 1.5,
    "advertisercontentarticle": 2.0,
    "recipe": 1.5,
    "podcastepisode": 1.0,
    "review": 0.5,
}
_OTHER_TYPES = {
    "collectionpage": Sign(Role.LISTING, 3.0, "json-ld CollectionPage"),
    "searchresultspage": Sign(Role.LISTING, 4.0, "json-ld SearchResultsPage"),
    "profilepage": Sign(Role.LISTING, 2.5, "json-ld ProfilePage"),
    "blog": Sign(Role.LISTING, 1.0, "json-ld Blog"),
    "itemlist": Sign(Role.LISTING, 1.0, "json-ld ItemList"),
    "aboutpage": Sign(Role.PAGE, 4.0, "json-ld AboutPage"),
    "contactpage": Sign(Role.PAGE, 4.0, "json-ld ContactPage"),
    "product": Sign(Role.PAGE, 3.5, "json-ld Product"),
    "softwareapplication": Sign(Role.PAGE, 1.5, "json-ld SoftwareApplication"),
    "service": Sign(Role.PAGE, 2.0, "json-ld Service"),
    "faqpage": Sign(Role.PAGE, 0.5, "json-ld FAQPage"),
    "event": Sign(Role.PAGE, 2.0, "json-ld Event"),
    "jobposting": Sign(Role.PAGE, 3.5, "json-ld JobPosting"),
    "checkoutpage": Sign(Role.OTHER, 4.0, "json-ld CheckoutPage"),
}
_BODY_LISTING = _words("""
    archive blog home category tag author date search paged search-results search-no-results tax-post_tag list taxonomy
    post-type-archive front-page home-template tag-template author-template archive-template index-template index-view
    archive-view label-view search-view view-list path-frontpage page-taxonomy path-taxonomy term-page
    is-home is-archive page-home page-archive page-tag page-category section-index page-type-index page-type-archive
    page-type-category page-type-tag
""")
_STRONG_LISTING = _words("""
    archive search paged home-template tag-template author-template archive-template index-template index-view
    archive-view label-view search-view view-list path-taxonomy page-taxonomy post-type-archive search-results
""")
_POST_KINDS = _words("""
    post posts blog blogs news article articles story insight insights press press-release episode podcast note notes
    blog-post journal diary review recipe interview column essay tutorial blogpost news-item entry
""")
_WORDPRESS = re.compile(
    r"^(?:postid-\d+|page-id-\d+|page-template-.+|wp-.+|single-format-.*|logged-in|error404|hfeed)$"
)
_SINGLE = re.compile(r"^single-(?!format)([a-z][\w-]*)$")
_DRUPAL = re.compile(r"^(?:node-type|page-node-type|node--type|nodetype)-+([a-z][\w-]*)$")
_BLOGGER = re.compile(r"""["']pageType["']\s*:\s*["'](\w+)["']""")
_BLOGGER_ROLES = {
    "item": Sign(Role.POST, 5.0, "blogger pageType item"),
    "static_page": Sign(Role.PAGE, 5.0, "blogger pageType static_page"),
    "index": Sign(Role.LISTING, 5.0, "blogger pageType index"),
    "archive": Sign(Role.LISTING, 5.0, "blogger pageType archive"),
    "error_page": Sign(Role.OTHER, 5.0, "blogger pageType error_page"),
}
_PAGE_NAME = re.compile(
    r"about(?:\s+(?:me|us))?|contact(?:\s+(?:me|us))?|profile|guestbook|links|friends|über\s+(?:mich|uns)|impressum|kontakt|à\s+propos"
    r"|acerca\s+de(?:\s+m[íi])?|sobre(?:\s+m[íi]|\s+mim)?|chi\s+sono|hakk[ıi]mda|ileti[şs]im|обо\s+мне|о\s+(?:себе|блоге|сайте)|профиль|контакты"
    r"|关于(?:我|我们|本站|博主)?|關於(?:我|我們|本站)?|友情?链接?|友情連結|友链|留言[板本簿]?|自己紹介|プロフィール|お問い合わせ|소개|방명록"
    r"|درباره(?:[‌\s]?ی)?(?:\s+(?:من|ما|وبلاگ|نویسنده))?|تماس(?:\s+با\s+(?:من|ما))?|پروفایل(?:\s+مدیر)?|من\s+(?:نحن|أنا)|اتصل\s+بنا|אודות|צור\s+קשר",
    re.IGNORECASE,
)
_NOT_FOUND = re.compile(
    r"^\W*(?:404|error 404|page (?:not|can'?t be) found|not found|nothing (?:was )?found|oops|seite nicht gefunden|"
    r"nichts gefunden|page (?:non trouvée|introuvable)|página no encontrada|pagina niet gevonden|pagina non trovata|"
    r"página não encontrada|strona nie znaleziona|страница не найдена|页面(?:不存在|未找到)|找不到|404 页面|"
    r"ページが見つかりません|صفحه (?:مورد نظر )?(?:پیدا|یافت) نشد|برگه پیدا نشد)",
    re.IGNORECASE,
)


def from_body_class(page: Page) -> Iterator[Sign]:  # noqa: C901 - one case a platform
    """Signs of WordPress, Ghost, Blogger, Drupal and Squarespace on `<body>`."""
    classes = {name.lower() for name in page.body_classes}
    if "error404" in classes or "error-template" in classes or "error-view" in classes:
        yield Sign(Role.OTHER, 8.0, "body class of a 404 page")
    if "attachment" in classes and any(name.startswith("attachmentid-") for name in classes):
        yield Sign(Role.OTHER, 14.0, "body class attachment")  # what a picture's page says of itself
    wordpress = any(map(_WORDPRESS.match, classes))
    singles = [match[1] for match in map(_SINGLE.match, sorted(classes)) if match]
    if "single" in classes or singles:
        yield from _single(singles, wordpress=wordpress)
    elif "post-template" in classes or ("item-view" in classes and "static_page" not in classes):
        yield Sign(Role.POST, 4.0, "body class of a post (Ghost, Blogger, Squarespace)")
    elif "view-item" in classes:
        blog = any(name.startswith("collection-type-blog") for name in classes)
        yield Sign(Role.POST if blog else Role.PAGE, 3.5, "body class view-item")
    if "static_page" in classes or "static-view" in classes:
        yield Sign(Role.PAGE, 4.0, "body class static_page")
    if "page" in classes and any(name.startswith(("page-id-", "page-template")) for name in classes):
        yield Sign(Role.PAGE, 4.0, "body class page")
    elif "page-template" in classes and not wordpress:  # Ghost
        yield Sign(Role.PAGE, 4.0, "body class page-template")
    elif any(name.startswith("page-id-") for name in classes) and not classes & {"blog", "home"}:
        yield Sign(Role.PAGE, 3.0, "body class page-id")
    listing = sorted(classes & _BODY_LISTING)
    if listing and "single" not in classes and not singles:
        strong = classes & _STRONG_LISTING or (wordpress and classes & {"blog", "category", "tag", "author", "date"})
        weight = 5.0 if strong else _ANYWHERE if listing == ["home"] else 2.0
        yield Sign(Role.LISTING, weight, f"body class {listing[0]}")
    for match in filter(None, map(_DRUPAL.match, sorted(classes))):
        is_post = match[1].replace("_", "-") in _POST_KINDS
        yield Sign(Role.POST if is_post else Role.PAGE, 4.0 if is_post else 3.0, f"body class {match[0]}")


def _single(kinds: list[str], *, wordpress: bool) -> Iterator[Sign]:
    """WordPress: "single single-post"; other post types are posts where their name says so."""
    named = [kind for kind in kinds if kind.replace("_", "-") in _POST_KINDS]
    if named or not kinds:
        kind = next(iter(named), "")
        yield Sign(Role.POST, 5.0 if wordpress else 2.0, f"body class single-{kind}" if kind else "body class single")
    else:
        yield Sign(Role.PAGE, 2.5, f"body class single-{kinds[0]}")


def from_scripts(page: Page) -> Iterator[Sign]:
    """Blogger's widget settings: the one place where its older themes say what a page is."""
    if "blogger" not in (page.meta("generator") or "").lower():
        return
    for script in page.tree.iter("script"):
        match = _BLOGGER.search(script.text or "")
        if match and match[1] in _BLOGGER_ROLES:
            yield _BLOGGER_ROLES[match[1]]
            return


def from_json_ld(page: Page) -> Iterator[Sign]:
    """The types of the page's own nodes; several articles at the top level are a listing."""
    articles = [node for node in page.json_ld if types(node) & _POST_TYPES.keys() and not _is_about_other(node, page)]
    strangers = [node for node in page.json_ld if types(node) & _POST_TYPES.keys() and _is_about_other(node, page)]
    if len({_address(node) or str(node.get("headline")) for node in articles + strangers}) > 2:  # noqa: PLR2004 - several
        yield Sign(Role.LISTING, 2.5, f"json-ld of {len(articles) + len(strangers)} articles")
    elif articles:
        best = max(types(articles[0]) & _POST_TYPES.keys(), key=lambda name: _POST_TYPES[name])
        dated = bool(articles[0].get("datePublished"))
        yield Sign(Role.POST, _POST_TYPES[best] * (1.0 if dated else 0.5), f"json-ld {best}")
    seen: set[str] = set()
    for node in page.json_ld:
        for name in sorted(types(node) & _OTHER_TYPES.keys() - seen):
            seen.add(name)
            if name not in {"blog", "itemlist", "faqpage"} or not articles:
                yield _OTHER_TYPES[name]
        for key in ("blogPost", "blogPosts"):
            if isinstance(node.get(key), list) and len(node[key]) > 1:
                yield Sign(Role.LISTING, 3.0, "json-ld Blog with several posts")


def types(node: dict[str, Any]) -> set[str]:
    """The schema.org types of a JSON-LD node, lower case, without their namespace."""
    value = node.get("@type")
    values = value if isinstance(value, list) else [value]
    return {str(name).rpartition("/")[2].lower() for name in values if name}


def _address(node: dict[str, Any]) -> str:
    """The address that a node is about; "" where it does not say."""
    main = node.get("mainEntityOfPage")
    for value in (node.get("url"), main.get("@id") if isinstance(main, dict) else main, node.get("@id")):
        if isinstance(value, str) and value:
            return value.partition("#")[0]
    return ""


def _is_about_other(node: dict[str, Any], page: Page) -> bool:
    """Whether an article node names another page as its own: a teaser in a list."""
    named = urls.resolve(page.base_url, _address(node)) if _address(node) else None
    return named is not None and not same_page(named, page)


def same_page(url: str, page: Page) -> bool:
    """Whether an address is the page's own: where it was fetched, or what its canonical link says."""
    return urls.identity(url) in {urls.identity(own) for own in (page.url, page.canonical_url) if own}


def from_meta(page: Page) -> Iterator[Sign]:
    """OpenGraph. Yoast prints "article" on static pages too, but gives only posts a published_time."""
    kind = (page.meta("og:type") or "").lower()
    published = page.meta("article:published_time", "og:article:published_time", "og:published_time")
    if kind in {"article", "blogpost", "post", "news"}:
        yield Sign(Role.POST, 1.2, f"og:type {kind}")
    elif kind in {"website", "blog", "object"}:
        yield Sign(Role.POST, -0.7, f"og:type {kind}")
    elif kind == "profile":
        yield Sign(Role.LISTING, 2.0, "og:type profile")
    elif kind.startswith("product") or kind in {"business.business", "place"}:
        yield Sign(Role.PAGE, 3.0, f"og:type {kind}")
    if published:
        yield Sign(Role.POST, 2.0, "article:published_time")
    elif page.meta("citation_publication_date", "dc.date.issued", "parsely-pub-date", "sailthru.date", "byl"):
        yield Sign(Role.POST, 1.0, "publication date in meta")
    robots = (page.meta("robots") or "").lower()
    if "noindex" in robots:
        yield Sign(Role.POST, -0.7, "noindex")


def from_microdata(page: Page, listed: int) -> Iterator[Sign]:
    """Microdata and microformats: one article, or several. listed: how many other pages it lists of its own."""
    keys = page.outline.keys
    typed = [
        element
        for element in page.tree.iter("article", "div", "section", "main", "li")
        if (element.get("itemtype") or "").rstrip("/").rpartition("/")[2].lower() in _POST_TYPES
    ]
    articles = len(typed)
    entries = sum(count for key, count in keys.items() if {"h-entry", "hentry"} & set(key.split("#")[0].split(".")))
    if articles == 1 and listed < _MANY:
        yield Sign(Role.POST, 1.2, "one itemtype of an article")
    elif articles == 1 and _is_whole(typed[0]):
        yield Sign(Role.POST, 2.5, "one itemtype of an article, with its body")
    elif articles > 1:
        yield Sign(Role.LISTING, 1.0, f"{articles} itemtypes of articles")
    if entries == 1 and listed < _MANY:
        yield Sign(Role.POST, 0.7, "one h-entry")
    elif entries > 1:
        yield Sign(Role.LISTING, 1.0, f"{entries} h-entries")


def _is_whole(article: HtmlElement) -> bool:
    """Whether microdata names an article's body, and a headline that leads nowhere: no excerpt in a list."""
    named = {
        name: element for element in article.iter(etree.Element) for name in (element.get("itemprop") or "").split()
    }
    headline = named.get("headline", named.get("name"))
    if "articleBody" not in named or headline is None or headline.tag == "a":
        return False
    return next(headline.iter("a"), None) is None and next(headline.iterancestors("a"), None) is None


def from_outline(page: Page, count: int) -> Iterator[Sign]:
    """Lists of other pages against a headline and text of the page's own. count: how many it lists of its own."""
    outline = page.outline
    own = headline(page)
    if count >= _MANY and _own(page) < max(_SHORT * 2, 25 * count):
        yield Sign(Role.LISTING, 3.0, f"lists {count} pages, hardly a text of its own")
    elif count >= _MANY and (_own(page) < _LONG or _heads_excerpts(page)):
        yield Sign(Role.LISTING, 1.5, f"lists {count} pages")
    elif 2 <= count < _MANY and _own(page) < _SHORT:  # noqa: PLR2004 - a list
        yield Sign(Role.LISTING, 1.5, f"lists {count} pages, hardly a text of its own")
    yield from _from_headings(page, own, count)
    if own is not None and _own(page) > _SHORT and count < _MANY:
        yield Sign(Role.POST, 0.6, "a headline and a text of its own")
    if count == 0 and _own(page) < _SHORT and own is None:
        yield Sign(Role.LISTING, 0.6, "no headline and hardly a text of its own")
    times = len(outline.times)
    if own is not None and count < _MANY and (1 <= times <= _FEW_DATES or (not times and is_dated(own))):
        yield Sign(Role.POST, 1.0, "a date beside the headline")
    if any(anchor for anchor in outline.anchors if "next" in _rels(anchor.element) and _is_page_number(anchor.url)):
        yield Sign(Role.LISTING, 1.0, "links its next page")


def _heads_excerpts(page: Page) -> bool:
    """Whether many headings lead to other pages of this site and hardly more than a sentence stands below each.

    A post that recommends what others made has such headings too: they lead to other sites.
    """
    entries = page.outline.entries
    host = urlsplit(page.url).netloc
    own = sum(1 for entry in entries if entry.anchor.level and urlsplit(entry.anchor.url).netloc == host)
    return own == len(entries) >= 2 * _MANY and _own(page) < _EXCERPT * own


def _from_headings(page: Page, own: Heading | None, count: int) -> Iterator[Sign]:
    """What the headings and links of a page without a headline, or with a telling one, say."""
    outline = page.outline
    if count >= _MANY and own is None:
        yield Sign(Role.LISTING, 1.0, "no headline of its own")
    is_named = own is not None and own.text.casefold() in page.title_tag.casefold()
    has_whole_posts = _own(page) >= _LONG and expect(shape_of(page.url)).kind is Kind.POST  # Blogfa: /?p=2
    if count >= _MANY and has_whole_posts and not is_named and all(entry.anchor.level for entry in outline.entries):
        yield Sign(Role.LISTING, 2.5, "headings that lead to other pages, and none of its own")
    if own is not None and _PAGE_NAME.fullmatch(own.text.strip()):
        yield Sign(Role.PAGE, 2.0, "headline of a page about the site")
    days = len(outline.times)
    if count < _MANY <= days and _own(page) < _DAY * days and _leads_on(page) >= _MANY:
        yield Sign(Role.LISTING, 3.0, "days beside links, hardly a text of its own")
    if count < _MANY and _are_of_others(page):
        yield Sign(Role.LISTING, 2.0, "what it shows is headed by links to other pages")
    if count < _MANY and _own(page) < min(_SHORT, outline.link_chars // 4) and _leads_on(page) >= _MANY:
        yield Sign(Role.LISTING, 2.0, "hardly anything but links")


def _are_of_others(page: Page) -> bool:
    """Whether the articles that hold the page's text are each headed by a link to another page of this site.

    As on the last page of an author's posts, with one excerpt; the cards of related posts hold little of the text.
    """
    shown = 0
    for article in page.tree.iter("article"):
        link = next((link for head in article.iter("h1", "h2", "h3") for link in head.iter("a")), None)
        target = urls.resolve(page.base_url, link.get("href") or "") if link is not None else None
        if target is None or urls.domain(target) != urls.domain(page.url):
            return False
        if urls.identity(target) in {urls.identity(page.url), urls.identity(page.canonical_url or page.url)}:
            return False
        shown += len(" ".join(article.text_content().split()))
    return shown > page.outline.text_chars / 2 > 0


def _leads_on(page: Page) -> int:
    """How many other pages the links in the content lead to."""
    return len({anchor.url for anchor in page.outline.anchors if anchor.zone is Zone.CONTENT and not anchor.fragment})


def _rels(element: Any) -> list[str]:  # noqa: ANN401
    return (element.get("rel") or "").lower().split()


def _is_page_number(url: str) -> bool:
    return expect(shape_of(url)).kind is Kind.PAGINATION


def unusable(page: Page, status: int) -> Sign | None:
    """Why the page is no content at all: an error, a stub that redirects, a form that wants a password."""
    if status >= 400:  # noqa: PLR2004 - HTTP errors
        return Sign(Role.OTHER, 9.0, f"status {status}")
    refresh = page.meta("refresh") or ""
    if "url=" in refresh.lower().replace(" ", "") and page.outline.text_chars < _STUB:
        return Sign(Role.OTHER, 9.0, "redirects by meta refresh")
    if page.outline.has_password and _own(page) < _STUB:
        return Sign(Role.OTHER, 9.0, "asks for a password")
    name = headline(page)
    if name is not None and _own(page) < _STUB and _NOT_FOUND.match(name.text):
        return Sign(Role.OTHER, 9.0, "says that nothing was found")
    return None
