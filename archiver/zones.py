"""What an element's tag, classes and id say of the part of a page it is: navigation, pagination, comments, a card."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache


class Zone(IntEnum):
    """Where on a page something stands; what is inside a zone stays there, the greater number wins."""

    CONTENT = 0
    CHROME = 1  # navigation, site header, footer, sidebar
    RELATED = 2  # other posts below a post
    COMMENTS = 3
    PAGINATION = 4
    NEIGHBOUR = 5  # previous and next post


@dataclass(frozen=True, slots=True)
class Effect:
    """What an element's tag, classes and id mean for what is inside it. token: its key."""

    token: str
    zone: Zone | None = None
    card: bool = False
    item: bool = False
    time: bool = False


_DIGITS = re.compile(r"\d+")
_STATE = re.compile(r"^(?:post|page|id|hentry|item|node|entry|odd|even|first|last)-?N?$|-N$|^(?:post|page)idN$")
# What WordPress and Ghost put on the element of a post, beside what all posts share.
_OF_POST = re.compile(
    r"^(?:category|tag|author|status|format|post_format|series|topic|lang|tax|post-N|has-post-thumbnail|no-image|"
    r"no-post-thumbnail|sticky|odd|even|first|last|featured|is-\w+|has-\w+|post-access|entry-N)(?:-.*)?$"
)

_ZONES = (
    (
        Zone.PAGINATION,
        re.compile(
            r"^(?:pagination|paginator|pager|page-?nav|pages?-?links|page-?numbers|pagenavi|wp-pagenavi|nav-links|"
            r"posts?-(?:pagination|navigation|pager)|paging(?:-navigation)?|paginate|paginator-container|blog-pager|"
            r"archive-pagination|page-navigator|pagination[\w-]*|[\w-]*pagination|pagenation|wp-block-query-pagination|"
            r"older-posts|newer-posts|load-more|loadmore|nav-below|nav-above|navigation-posts|post-list-nav|"
            r"articles?-navigation|pages?-navigation|page-nav-?\w*)$"
        ),
    ),
    (
        Zone.NEIGHBOUR,
        re.compile(
            r"^(?:post-navigation|post-nav|single-navigation|entry-navigation|nav-single|prev-?next|next-?prev|"
            r"post-(?:prev|next|previous|pager|neighbou?rs?|near|nav-\w+|pagination)|article-(?:nav|pager|navigation)|"
            r"read-?next[\w-]*|post-prevnext|adjacent[\w-]*|wp-block-post-navigation-link|post-neighbors|"
            r"paginav|post-(?:previous|next)-\w+|item-pagination|blog-item-pagination|pagernav|prevnext[\w-]*|"
            r"elementor-post-navigation[\w-]*|post_nav|postnavi\w*)$"
        ),
    ),
    (
        Zone.COMMENTS,
        re.compile(
            r"^(?:comments?|comment-(?:list|area|form|respond|body|content)|comments-\w+|commentlist|respond|"
            r"disqus_thread|webmentions?|responses|pings?list|post-comments?|article-comments?)$"
        ),
    ),
    (
        Zone.RELATED,
        re.compile(
            r"^(?:related|[\w-]*related[\w-]*|you-may-also-like|more-posts|jp-relatedposts|yarpp[\w-]*|similar-posts|"
            r"recommended[\w-]*|more-from[\w-]*|also-like|suggested[\w-]*|popular-posts|recent-posts|latest-posts-widget|"
            r"crp_related|post-recommend\w*|read-more-posts|footer-cards|see-also|further-reading)$"
        ),
    ),
    (
        Zone.CHROME,
        re.compile(
            r"^(?:site-?(?:header|footer|nav\w*|menu|branding)|(?:main|primary|secondary|top|footer|header|mobile|global|"
            r"left|right|page|offcanvas|nav|blog|widget)?-?(?:nav|navbar|navigation|menu|sidebar|widgets?|footer)|"
            r"navbar[\w-]*|nav-menu|menu-[\w-]*|widget[-_]\w[\w-]*|masthead|colophon|topbar|top-bar|breadcrumbs?|"
            r"sidebar[-_]?(?:N|left|right|primary|secondary|main|container|inner|widget\w*)?|secondary|aside|toc|"
            r"table-of-contents|tagcloud|tag-cloud|wp-block-tag-cloud|blogroll|share\w*|sharedaddy|social[\w-]*|"
            r"entry-(?:meta|footer|tags?|categories)|post-(?:meta|tags?|categories|info)|byline|author-?(?:box|bio|info)|"
            r"cookie[\w-]*|newsletter[\w-]*|subscribe[\w-]*|skip-link|screen-reader-text|elementor-location-(?:header|footer))$"
        ),
    ),
)
_TAG_ZONES = {"nav": Zone.CHROME, "aside": Zone.CHROME, "footer": Zone.CHROME}
_ROLES = {"navigation": Zone.CHROME, "banner": Zone.CHROME, "contentinfo": Zone.CHROME, "complementary": Zone.CHROME}
_CARD = re.compile(
    r"^(?:h-?entry|post|entry|article|card|teaser|story|blogpost|blog-?post|summary|tile|"
    r"(?:post|entry|article|blog|blog-?post|archive|list|news|loop|story|grid|feed|search|result|media|content)-"
    r"(?:item|card|preview|entry|block|summary|teaser|list-item|excerpt|box|tile|post|article|N)|"
    r"(?:item|card|preview|block|teaser|box)-(?:post|entry|article|blog)|post-outer|postN|post-feed|kg-card-post|"
    r"wp-block-post|elementor-post|e-loop-item|type-post|node--view-mode-teaser|views-row|node-teaser|"
    r"blog-item|BlogList-item|summary-item|blog-basic-grid--container|post-preview|streamItem|js-trackPostPresentation|"
    r"post_item|post_box|blog_post|post-entry|first-entry|recent-post-item|article-sort-item|archive-post)$",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"^(?:date|time|datetime|published|updated|dt-published|post-?date|entry-?date|post-?time|post_date|article-?date|"
    r"[\w-]*-(?:date|time|datetime|published)|date-[\w-]+|posted-on|post-meta-date|timestamp|meta-date|pubdate)$"
)


@lru_cache(maxsize=16_384)
def effect(tag: str, class_: str, id_: str, role: str) -> Effect:
    """What such an element means. Pure in its arguments, and pages repeat them: hence the cache."""
    tokens = [_DIGITS.sub("N", token) for token in class_.split()]
    posted = tag == "article" or "hentry" in tokens or "post" in tokens
    stable = sorted({t for t in tokens if not _STATE.search(t) and not (posted and _OF_POST.match(t))})[:4]
    name = tag + "".join("." + token for token in stable)
    if id_ and not any(char.isdigit() for char in id_):
        name += "#" + id_
    lowered = [token.lower() for token in tokens] + ([id_.lower()] if id_ else [])
    zone = _TAG_ZONES.get(tag, _ROLES.get(role))
    if tag not in {"a", "html", "body", "main", "article"}:
        found = (kind for kind, pattern in _ZONES for token in lowered if pattern.match(token))
        zone = max((zone or Zone.CONTENT, *found)) or None
    card = tag == "article" or (
        tag not in {"body", "html", "main", "a", "span", "img"} and any(map(_CARD.match, tokens))
    )
    timed = tag == "time" or (
        tag in {"span", "div", "p", "em", "small", "li", "dt", "td", "abbr", "a", "i"}
        and any(map(_TIME.match, lowered))
    )
    return Effect(name, zone, card, tag in {"li", "tr", "dd"}, timed)
