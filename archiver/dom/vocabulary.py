# ruff: noqa: E501 - a line of names is read as one
"""Names that say what an element is on any site: what is no post's text, and where a post's text stands."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from archiver.dom.blocks import letters
from archiver.dom.selectors import tokens

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Rule -> whole names, as WordPress and its usual plugins, Ghost, Blogger, Hugo, Jekyll, Hexo, Pelican, Docusaurus and
# Substack print them. A name counts as a whole or as a part between hyphens and underscores at its beginning or end.
_NAMES: dict[str, str] = {
    "share": r"share(?:daddy|-?buttons?|-?box|-?links?|-?bar|-?icons?|-?post|this)?|sharing|social(?:-?(?:share|links?|icons?|"
    r"buttons?|sharing|media|bar))?|addtoany|a2a_kit|addthis(?:_toolbox|_inline_share_toolbox)?|heateor_sss_sharing_container|"
    r"sd-(?:sharing|social|like|block)|post-?share|entry-?share|article-?share|(?:elementor-)?share-?buttons|shariff|"
    r"wp-block-social-links|essb_links|ssba|swp_social_panel|post-likes-widget|jp-post-flair|post-sharing|blog-share",
    "related": r"related(?:-?posts?|-?articles?|-?content|-?entries|-?reading|-?stories)?|jp-relatedposts|yarpp(?:-related)?|"
    r"post-?related|you-?may-?(?:also-)?like|read-?(?:next|more-posts)|more-?(?:posts|articles|stories)|recommended(?:-posts)?|"
    r"crp_related|similar-?posts?|recent-?posts?|also-like|see-also-posts|post-suggestions|wp_rp_wrap|next-?prev(?:ious)?",
    "author-box": r"(?:post-?|entry-?|article-?)?author-?(?:box|bio|info|card|profile|about|description|section|details|"
    r"wrap(?:per)?|meta-box)|about-?(?:the-?)?author|authorbox|saboxplugin-wrap|pp-multiple-authors-boxes-wrapper|"
    r"m-a-box|abh_box|bio-?box|post-?bio|entry-author",
    "newsletter": r"newsletter(?:-?(?:form|box|signup|sign-up|subscribe|wrap(?:per)?|section|cta))?|"
    r"subscri(?:be|ption)(?:-?(?:form|box|widget|cta|wrap(?:per)?|section))?|"
    r"subscription-widget(?:-wrap)?|mc4wp-form|mailchimp|mc_embed_signup|optin(?:-?form)?|"
    r"sign-?up-?(?:form|box)|email-?signup|kg-signup-card|wp-block-jetpack-subscriptions",
    "comments": r"comments?-?(?:area|list|form|respond|section|wrap(?:per)?|container|template|box|thread|title)?|respond|"
    r"disqus_thread|disqus(?:-comments)?|utterances(?:-frame)?|giscus|commento|isso-thread|gitalk(?:-container)?|valine|"
    r"vcomments|waline|twikoo|cusdis_thread|fb-comments|wpdiscuz|wpd-thread-list|commentlist|remark42|comment-holder",
    "navigation": r"post-?nav(?:igation|igator)?|(?:post-)?nav-?links|post-page-numbers|"
    r"nav-?(?:previous|next|below|above|single)|pag(?:er|ination)(?:-nav)?|"
    r"page-?links?|prev-?next|posts?-?(?:nav|pagination)|breadcrumbs?|elementor-post-navigation|"
    r"article-?nav|single-?nav|back-?to-?top|skip-?link|entry-?nav(?:igation)?|blog-pager|previous-?post|next-?post",
    "toc": r"toc|toc[-_]?container|table-?of-?contents|ez-toc(?:-container)?|lwptoc|"
    r"wp-block-(?:rank-math|yoast-seo)-(?:toc|table-of-contents)-block|rank-math-toc|toc-?(?:wrapper|box|list|nav)|"
    r"article-toc|post-toc|(?:kg-)?toc-card|elementor-toc|tableofcontents",
    "meta": r"(?:entry|post|article|blog|content)-?(?:meta(?:data)?|info|details|date|time|byline|tags?|categor(?:y|ies)|"
    r"footer|utility|taxonom(?:y|ies)|author|reading-time|read-time|views|copyright|labels?)|byline|"
    r"posted-(?:on|by|in)|cat-links|tags?-links|tagcloud|tag-?cloud|reading-?time|read-?time|eta|rt-wrap|bsf-rt-reading-time|"
    r"span-reading-time|publish-?date|pub-?date|dateline|meta-(?:info|data|date|author)|wp-block-post-(?:date|terms|"
    r"author(?:-name)?)|post-date|edit-?link|edit-this-page|last-?updated|post-views|word-?count|post-copyright|"
    r"theme-last-updated|(?:post-?|article-?|entry-?)*(?:copyright|licen[sc]e)-?(?:info|box|card|notice|block|section|wrap(?:per)?|"
    r"(?:info-?)?container)",
    "advert": r"ad(?:s|vert(?:s|isement)?s?|-?(?:box|banner|slot|unit|container|wrapper|block))|adsbygoogle|google-?auto-?placed|"
    r"sponsor(?:ed)?-?(?:post|content|box|message)?|promo(?:-?(?:box|banner))?|call-to-action|cta-?(?:box|banner)|"
    r"banner-?ad|dfp-ad|code-block-ad|ai_widget|affiliate-?(?:box|disclosure)",
    "cookie": r"cookie(?:-?(?:notice|consent|banner|law-info-bar|bar))?|consent(?:-banner)?|gdpr(?:-?\w+)?|cky-consent-container",
    "search": r"search-?(?:form|overlay|box|modal|popup|wrap(?:per)?|bar)|searchform|search-field|"
    r"elementor-search-form(?:__\w+)?|(?:e-)?search",
    "rating": r"post-?ratings?|kk-star-ratings|kksr-\w+|rmp-(?:main|widgets-container)|wpulike|star-?rating|like-?button|"
    r"post-?likes?|reactions?|claps?|wp-polls|was-this-helpful|yasr-\w+|rating-box",
    "sidebar": r"sidebar(?:-\w+)?|widget-?area|popup|modal|site-?(?:header|footer|nav)|masthead|colophon|print-?friendly|"
    r"pf-content-button|printfriendly|powered-?by|reward(?:-container)?|donat(?:e|ion)(?:-?box)?|post-reward|qr-?code|"
    r"mobile-menu|off-?canvas|lightbox",
}
_CHROME = re.compile(
    "|".join(f"(?P<r{index}>(?:{names}))" for index, names in enumerate(_NAMES.values())), re.IGNORECASE
)
_RULES = tuple(_NAMES)
_CONTENT = re.compile(
    r"(?:(?:entry|post|article|blog|page|story|single|main)[-_]?(?:content|body|text|inner|entry|single-content)|"
    r"(?:gh|c)-content|e-content|markdown(?:-body)?|prose|articlebody|post-?full-content|available-content|"
    r"body\.?markup|theme-doc-markdown|rich-?text|elementor-widget-theme-post-content)",
    re.IGNORECASE,
)
_TEXT = re.compile(rf"\w+\.(?:entry|h-?entry|content|story|{_CONTENT.pattern})", re.IGNORECASE)
_NOT_CHROME_TAGS = frozenset(("html", "body", "main", "article", "pre", "code", "table", "tbody", "tr"))
_MAIN = etree.XPath('boolean(.//main | .//*[@id="main" or @role="main" or @itemprop="articleBody"])')
_HEADING = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def chrome_rule(element: HtmlElement) -> str | None:
    """What kind of chrome an element's own name says it is ("share", "related", …); None where it says nothing.

    A section that is named after its own heading ("<section id=comments><h2>Comments") is text that an author divided;
    "entry share" around paragraphs is the text, shared by buttons at its end; what holds the page's main part is named
    after the side on which the sidebar stands ("<div class=sidebar-right>").
    """
    if element.tag in _NOT_CHROME_TAGS:
        return None
    names = tokens(element)
    for token in names:
        rule = rule_of(token)
        if rule is not None:
            is_named = len(names) > 1 and _is_named_text(element, names)
            is_text = is_named or _is_own_section(element) or (rule == "sidebar" and _MAIN(element))
            return None if is_text else rule
    return None


@lru_cache(maxsize=8192)
def rule_of(token: str) -> str | None:
    """What kind of chrome a name says an element is; None where it says nothing."""
    if "[" in token:
        return None
    name = re.split(r"[#.]", token, maxsplit=1)[-1]
    match = _CHROME.fullmatch(name) or _CHROME.fullmatch(name.replace("_", "-"))
    return _RULES[int(str(match.lastgroup)[1:])] if match else None


def is_content_name(token: str) -> bool:
    """True where a name is one that platforms give to the text of a post."""
    if "[" in token:
        return "articleBody" in token or "wp-post" in token or "theme-post-content" in token
    return _CONTENT.fullmatch(re.split(r"[#.]", token, maxsplit=1)[-1]) is not None


def _is_named_text(element: HtmlElement, names: tuple[str, ...]) -> bool:
    """True where another name of the element is that of a post's text, and paragraphs stand in it."""
    return any(_TEXT.fullmatch(name) for name in names) and element.find(".//p") is not None


def _is_own_section(element: HtmlElement) -> bool:
    """True where the element's id is made from the heading that it opens with (pandoc, docutils, Asciidoctor)."""
    identifier = letters(element.get("id") or "")
    first = next((child for child in element if isinstance(child.tag, str)), None)
    if not identifier or first is None or first.tag not in _HEADING:
        return False
    return identifier == letters(first.text_content())
