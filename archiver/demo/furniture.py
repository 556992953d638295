"""What stands around every post and is never part of one: header, author box, share box, related posts, footer."""

from __future__ import annotations

import re
import unicodedata
from html import escape
from typing import TYPE_CHECKING

from archiver.demo import source
from archiver.demo.markup import ICON, container, heading, picture, section, widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.demo.source import Post


def header(origin: str) -> str:
    """Logo, menu and the search overlay with its close button."""
    site = source.settings()
    words = site["words"]
    logo = (
        f'<a href="{origin}/"><img width="180" height="48" src="{origin}/wp-content/uploads/2019/03/logo.svg" '
        f'class="attachment-full size-full wp-image-9" alt="{escape(site["logo_alt"])}"></a>'
    )
    items = "".join(
        f'<li class="menu-item menu-item-type-post_type menu-item-object-page menu-item-{40 + index}">'
        f'<a href="{origin}{path}" class="elementor-item">{name}</a></li>'
        for index, (name, path) in enumerate(site["menu"].items())
    )
    menu = (
        '<nav aria-label="Menu" class="elementor-nav-menu--main elementor-nav-menu__container elementor-nav-menu--layout-horizontal">'
        f'<ul id="menu-1-5f1c" class="elementor-nav-menu">{items}</ul></nav>'
        '<div class="elementor-menu-toggle" role="button" tabindex="0" aria-label="Menu Toggle" aria-expanded="false">'
        f'{ICON}<span class="elementor-screen-only">{words["menu_toggle"]}</span></div>'
    )
    search = (
        f'<search role="search"><form class="elementor-search-form" action="{origin}/" method="get">'
        '<div class="elementor-search-form__toggle" role="button" tabindex="0" aria-label="Search">'
        f'{ICON}<span class="elementor-screen-only">Search</span></div>'
        '<div class="elementor-search-form__container">'
        f'<label class="elementor-screen-only" for="search-31">{words["search_label"]}</label>'
        '<input id="search-31" placeholder="Search..." class="elementor-search-form__input" type="search" name="s" value="">'
        f'<div class="dialog-lightbox-close-button dialog-close-button" role="button" tabindex="0" aria-label="{words["search_close"]}">'
        f'{ICON}<span class="elementor-screen-only">{words["search_close"]}</span></div></div></form></search>'
    )
    bar = widget("theme-site-logo", logo, "header/logo", "elementor-widget-image")
    bar += widget("nav-menu", menu, "header/menu") + widget(
        "search-form", search, "header/search", "elementor-search-form--skin-full_screen"
    )
    return (
        f'<a class="skip-link screen-reader-text" href="#content">{words["skip"]}</a>\n'
        '<header data-elementor-type="header" data-elementor-id="31" class="elementor elementor-31 elementor-location-header" '
        f'data-elementor-post-type="elementor_library">\n{container(bar, "header")}</header>\n'
    )


def hero(post: Post, origin: str) -> str:
    """The title with the reading time glued to it, the date, the authors, the categories."""
    words = source.settings()["words"]
    minutes = f"{post.minutes} min read"
    if post.design == "widget":
        glued = f'<span class="span-reading-time rt-reading-time"><span class="rt-time">{post.minutes}</span> <span class="rt-label rt-postfix">min read</span></span>'
    else:
        glued = minutes
    day = post.published
    date = f"{day:%B} {day.day}, {day.year}"
    names = ", ".join(f'<a href="{origin}/author/{slug(person.name)}/">{person.name}</a>' for person in post.people)
    terms = ", ".join(
        f'<a href="{origin}/category/{slug(name)}/" rel="tag">{escape(name)}</a>' for name in post.categories
    )
    info = "".join(
        f'<li class="elementor-icon-list-item elementor-inline-item" itemprop="{prop}">'
        f'<span class="elementor-icon-list-text elementor-post-info__item elementor-post-info__item--type-{kind}">{html}</span></li>'
        for kind, prop, html in (
            ("date", "datePublished", f'<a href="{origin}/{day:%Y/%m/%d}/"><time>{date}</time></a>'),
            ("author", "author", names),
            ("terms", "about", terms),
        )
    )
    html = heading(words["hero_kicker"], "hero/kicker", "div", "hero-kicker")
    html += heading(f"{escape(post.title, quote=False)}{glued}", "hero/title", "h1", "hero-title")
    html += widget(
        "post-info",
        f'<ul class="elementor-inline-items elementor-icon-list-items elementor-post-info">{info}</ul>',
        "hero/info",
    )
    return container(html, "hero", "hero")


def after_post(post: Post, origin: str) -> str:
    """Everything that follows the text of a post, in the order of the page."""
    copied = post.number % 3 != 0  # most editors begin with a copy of an old post, whose element ids stay
    seed = "single" if copied or post.design == "widget" else post.slug
    return (
        tag_list(post, origin)
        + share_box(post, origin, seed)
        + author_box(post, seed)
        + related(post, origin, seed)
        + call_to_action(origin, seed)
        + newsletter(seed)
    )


def tag_list(post: Post, origin: str) -> str:
    """The post's tags as links."""
    if not post.tags:
        return ""
    tags = ", ".join(f'<a href="{origin}/tag/{slug(tag)}/" rel="tag">{escape(tag)}</a>' for tag in post.tags)
    html = f'<span class="elementor-icon-list-text elementor-post-info__item elementor-post-info__item--type-terms">{tags}</span>'
    return container(widget("post-info", html, "single/tags"), "single/tag-row", "post-tags")


def share_box(post: Post, origin: str, seed: str) -> str:
    """Buttons that share the post."""
    site = source.settings()
    buttons = "".join(
        f'<div class="elementor-grid-item"><a class="elementor-share-btn elementor-share-btn_{key}" rel="nofollow" '
        f'href="{origin}{post.path}?share={key}&amp;nb=1" aria-label="Share on {name}">'
        f'<span class="elementor-share-btn__icon">{ICON}</span>'
        f'<div class="elementor-share-btn__text"><span class="elementor-share-btn__title">{name}</span></div></a></div>'
        for name, key in site["share"].items()
    )
    html = heading(site["words"]["share"], f"{seed}/share-title", "h3")
    html += widget("share-buttons", f'<div class="elementor-grid" role="list">{buttons}</div>', f"{seed}/share")
    return container(html, f"{seed}/share-box", "share-box")


def author_box(post: Post, seed: str) -> str:
    """The authors' names and long biographies, made of plain text-editor widgets."""
    html = heading(source.settings()["words"]["author_box"], f"{seed}/about-authors")
    for person in post.people:
        html += heading(person.name, f"{seed}/{person.key}/name", "h4")
        html += widget("text-editor", f"<p>{person.role}</p>", f"{seed}/{person.key}/role")
        bio = "\n".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in person.bio)
        html += widget("text-editor", bio, f"{seed}/{person.key}/bio")
    return section([html], f"{seed}/authors", "author-box")


def related(post: Post, origin: str, seed: str) -> str:
    """Cards of other posts, with the beginning of their texts."""
    cards = "".join(
        card(other, f"{origin}{other.path}?utm_source=related&amp;utm_medium=card", origin)
        for other in related_posts(post)
    )
    html = heading(source.settings()["words"]["related"], f"{seed}/related-title")
    html += widget(
        "posts",
        f'<div class="elementor-posts-container elementor-posts elementor-grid">{cards}</div>',
        f"{seed}/related",
        "elementor-grid-3",
    )
    return container(html, f"{seed}/related-box", "related")


def related_posts(post: Post) -> list[Post]:
    """Three others, of the same category first, the nearest in time first."""
    others = [other for other in source.posts() if other is not post]
    others.sort(
        key=lambda other: (
            other.categories[0] != post.categories[0],
            abs((other.published - post.published).days),
            other.slug,
        )
    )
    return others[:3]


def card(post: Post, href: str, origin: str) -> str:
    """A post's card: picture, title, date, beginning, "read more"."""
    words = source.settings()["words"]
    title = escape(post.title, quote=False)
    day = post.published
    image = picture(post.lead_picture, "", origin, lazy=False)
    return (
        f'<article class="elementor-post elementor-grid-item post-{post.number} post type-post status-publish format-standard '
        f'has-post-thumbnail hentry category-{slug(post.categories[0])}" role="listitem">'
        f'<a class="elementor-post__thumbnail__link" href="{href}" tabindex="-1"><div class="elementor-post__thumbnail">{image}</div></a>'
        f'<div class="elementor-post__text"><h3 class="elementor-post__title"><a href="{href}">{title}</a></h3>'
        f'<div class="elementor-post__meta-data"><span class="elementor-post-date">{day:%B} {day.day}, {day.year}</span></div>'
        f'<div class="elementor-post__excerpt"><p>{escape(post.excerpt, quote=False)}</p></div>'
        f'<a class="elementor-post__read-more" href="{href}" aria-label="Read more about {escape(post.title)}" tabindex="-1">'
        f"{words['read_more']}</a></div></article>\n"
    )


def call_to_action(origin: str, seed: str) -> str:
    """A box that asks the reader to get in touch."""
    words = source.settings()["words"]
    html = heading(words["cta"], f"{seed}/cta-title") + widget(
        "text-editor", f"<p>{words['cta_text']}</p>", f"{seed}/cta-text"
    )
    button = f'<a class="elementor-button elementor-button-link elementor-size-sm" href="{origin}/contact/"><span class="elementor-button-text">{words["cta_button"]}</span></a>'
    return container(html + widget("button", button, f"{seed}/cta-button"), f"{seed}/cta", "cta")


def newsletter(seed: str) -> str:
    """A form that takes an address."""
    words = source.settings()["words"]
    form = (
        '<form class="elementor-form" method="post" name="Newsletter"><label for="form-field-email" class="elementor-screen-only">Email</label>'
        '<input type="email" name="form_fields[email]" id="form-field-email" placeholder="Email" required="required">'
        f'<button type="submit" class="elementor-button elementor-size-sm"><span class="elementor-button-text">{words["newsletter_button"]}</span></button></form>'
    )
    html = heading(words["newsletter"], f"{seed}/letter-title")
    html += widget("text-editor", f"<p>{words['newsletter_text']}</p>", f"{seed}/letter-text") + widget(
        "form", form, f"{seed}/letter-form"
    )
    return container(html, f"{seed}/letter", "newsletter")


def navigation(post: Post, origin: str) -> str:
    """Links to the posts before and after."""
    words, posts = source.settings()["words"], source.posts()
    index = posts.index(post)
    sides: Sequence[tuple[str, str, Post | None]] = (
        ("prev", words["previous"], posts[index - 1] if index else None),
        ("next", words["next"], posts[index + 1] if index + 1 < len(posts) else None),
    )
    links = "".join(
        f'<div class="elementor-post-navigation__{side} elementor-post-navigation__link"><a href="{origin}{other.path}" rel="{side}">'
        f'<span class="elementor-post-navigation__link__{side}"><span class="post-navigation__{side}--label">{label}</span>'
        f'<span class="post-navigation__{side}--title">{escape(other.title, quote=False)}</span></span></a></div>'
        for side, label, other in sides
        if other
    )
    return container(
        widget("post-navigation", f'<div class="elementor-post-navigation">{links}</div>', "single/navigation"),
        "single/navigation-row",
    )


def comments(post: Post, origin: str) -> str:
    """Other people's words, and the form to add to them."""
    words = source.settings()["words"]
    said = source.settings()["comments"].get(post.slug, [])
    items = "".join(
        f'<li id="comment-{post.number}{index}" class="comment even depth-1"><article class="comment-body"><footer class="comment-meta">'
        f'<div class="comment-author vcard"><b class="fn">{name}</b> <span class="says">says:</span></div></footer>'
        f'<div class="comment-content"><p>{text}</p></div><div class="reply"><a rel="nofollow" class="comment-reply-link" '
        f'href="{origin}{post.path}?replytocom={post.number}{index}#respond">Reply</a></div></article></li>'
        for index, (name, text) in enumerate(said)
    )
    count = (
        f'<h2 class="title-comments">{len(said)} Responses</h2><ol class="comment-list">{items}</ol>' if said else ""
    )
    form = (
        f'<div id="respond" class="comment-respond"><h2 id="reply-title" class="comment-reply-title">{words["reply_title"]} '
        f'<small><a rel="nofollow" id="cancel-comment-reply-link" href="{origin}{post.path}#respond" style="display:none;">{words["reply_cancel"]}</a></small></h2>'
        f'<form action="{origin}/wp-comments-post.php" method="post" id="commentform" class="comment-form">'
        f'<p class="comment-notes">{words["reply_note"]}</p>'
        '<p class="comment-form-comment"><label for="comment">Comment</label> <textarea id="comment" name="comment" cols="45" rows="4"></textarea></p>'
        f'<p class="comment-form-cookies-consent"><input id="consent" name="consent" type="checkbox" value="yes"> <label for="consent">{words["reply_save"]}</label></p>'
        f'<p class="form-submit"><input name="submit" type="submit" id="submit" class="submit" value="{words["reply_button"]}">'
        f'<input type="hidden" name="comment_post_ID" value="{post.number}"></p></form></div>'
    )
    return container(
        widget(
            "post-comments", f'<section id="comments" class="comments-area">{count}{form}</section>', "single/comments"
        ),
        "single/comments-row",
    )


def footer(origin: str) -> str:
    """The company, its links, the cookie notice."""
    site = source.settings()
    words = site["words"]
    links = "".join(
        f'<li class="elementor-icon-list-item"><a href="{origin}{path}"><span class="elementor-icon-list-text">{name}</span></a></li>'
        for name, path in site["menu"].items()
    )
    links += f'<li class="elementor-icon-list-item"><a href="{origin}/events/?month=2024-05"><span class="elementor-icon-list-text">Events calendar</span></a></li>'
    links += f'<li class="elementor-icon-list-item"><a href="{origin}/privacy-policy/"><span class="elementor-icon-list-text">Privacy policy</span></a></li>'
    columns = [
        widget("text-editor", f"<p>{words['footer_about']}</p>", "footer/about"),
        heading(words["footer_links"], "footer/links-title", "h4")
        + widget("icon-list", f'<ul class="elementor-icon-list-items">{links}</ul>', "footer/links"),
        heading(words["footer_contact"], "footer/contact-title", "h4")
        + widget("text-editor", f"<p>{site['pages']['contact']['text'][0]}</p>", "footer/contact"),
    ]
    bottom = container(widget("text-editor", f"<p>{site['copyright']}</p>", "footer/copyright"), "footer/bottom")
    notice = (
        '<div id="cookie-notice" role="dialog" class="cookie-notice-hidden" aria-label="Cookie Notice"><div class="cookie-notice-container">'
        f'<span id="cn-notice-text" class="cn-text-container">{words["cookie"]}</span>'
        f'<button class="cn-button">{words["cookie_accept"]}</button><button class="cn-button">{words["cookie_reject"]}</button></div></div>\n'
    )
    return (
        '<footer data-elementor-type="footer" data-elementor-id="57" class="elementor elementor-57 elementor-location-footer" '
        f'data-elementor-post-type="elementor_library">\n{section(columns, "footer")}'
        f"{bottom}</footer>\n{notice}"
    )


def slug(name: str) -> str:
    """A name as WordPress writes it in an address."""
    letters = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", letters))
