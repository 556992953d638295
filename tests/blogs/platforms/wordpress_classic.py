"""WordPress with a classic theme (Twenty Sixteen): English, dated addresses, sidebar, share and related boxes in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogs.press import Blog, Press, rss
from blogs.server import Response
from blogs.writing import Article, html, slugify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogs.server import Request

SHARE = "Share this:"
RELATED = "Related"
BIO = "Writes about repairs that should not have been attempted. Answers letters, rarely and in pencil."


def build(origin: str) -> Blog:
    """Thirty posts, ten a page; a feed with whole texts that can be paged; WordPress' own sitemap."""
    press = Press("The Spare Parts Journal", origin, "en", 30)
    press.place(lambda article: f"/{article.date:%Y/%m/%d}/{article.slug}/")
    press.chrome += [SHARE, RELATED, BIO, "Leave a Reply", "Proudly powered by WordPress", "Recent Posts"]
    for article in press.articles:
        press.post(
            article,
            _document(
                press, article.title, _single(press, article), f"single single-post postid-{_id(article)} group-blog"
            ),
        )
    _listings(press)
    press.page("/about/", _document(press, "About", _page(), "page-template-default page page-id-2"), kind="page")
    _feed(press)
    press.sitemap(
        "/wp-sitemap.xml",
        [(f"{origin}/wp-sitemap-posts-post-1.xml", None), (f"{origin}/wp-sitemap-posts-page-1.xml", None)],
        index=True,
    )
    press.sitemap("/wp-sitemap-posts-post-1.xml", [(url, None) for url, _ in press.post_urls()])
    press.sitemap("/wp-sitemap-posts-page-1.xml", [(f"{origin}/about/", None)])
    press.robots("/wp-sitemap.xml")
    return press.blog()


def body(article: Article) -> str:
    """A post's own blocks."""
    return html(
        article,
        _image,
        t='<figure class="wp-block-table"><table><tbody>{}</tbody></table></figure>',
        c='<pre class="wp-block-code"><code>{}</code></pre>',
    )


def _image(address: str, alt: str, caption: str) -> str:
    number = address[8:11]
    return (
        f'<figure id="attachment_{number}" style="width: 660px" class="wp-caption aligncenter"><img class="size-large wp-image-{number}" '
        f'src="/wp-content/uploads{address}" alt="{alt}" width="660" height="440"/><figcaption class="wp-caption-text">{caption}</figcaption></figure>'
    )


def _listings(press: Press) -> None:
    def pages(base: str, title: str, chosen: Sequence[Article]) -> None:
        press.listing(
            chosen,
            10,
            lambda number: base if number == 1 else f"{base}page/{number}/",
            lambda shown, number, last: _archive(press, title, base, shown, (number, last)),
        )

    pages("/", press.name, press.newest)
    for month in dict.fromkeys(f"/{article.date:%Y/%m}/" for article in press.newest):
        pages(month, f"Month: {month}", [article for article in press.newest if f"/{article.date:%Y/%m}/" == month])
    for kind, terms_of in (
        ("category", lambda article: article.categories),
        ("tag", lambda article: article.tags),
        ("author", lambda article: article.authors),
    ):
        for term in dict.fromkeys(term for article in press.newest for term in terms_of(article)):
            pages(
                f"/{kind}/{slugify(term)}/",
                f"{kind.title()}: {term}",
                [article for article in press.newest if term in terms_of(article)],
            )


def _feed(press: Press) -> None:
    def feed(request: Request) -> Response:
        page = int(request.query.removeprefix("paged=") or 1) if request.query.removeprefix("paged=").isdigit() else 1
        chosen = press.newest[(page - 1) * 10 : page * 10]
        if not chosen:
            return Response(b"", status=404)
        return Response(rss(press, chosen, body).encode(), content_type="application/rss+xml; charset=UTF-8")

    press.pages["/feed/"] = feed
    press.truth.append({"path": "/feed/", "kind": "feed"})


def _id(article: Article) -> int:
    return 11 + 3 * article.index


def _single(press: Press, article: Article) -> str:
    before, after = press.around(article)
    related = "".join(
        f'<div class="jp-relatedposts-post"><h4 class="jp-relatedposts-post-title"><a href="{press.url(other)}" rel="nofollow">{other.title}</a></h4>'
        f'<p class="jp-relatedposts-post-excerpt">{other.excerpt}</p></div>'
        for other in press.others(article)
    )
    jetpack = (
        f'<div class="sharedaddy sd-sharing-enabled"><div class="robots-nocontent sd-block sd-social sd-social-icon-text sd-sharing"><h3 class="sd-title">{SHARE}</h3>'
        f'<div class="sd-content"><ul><li class="share-twitter"><a rel="nofollow" class="share-twitter sd-button" href="{press.url(article)}?share=twitter"><span>Click to share on Twitter</span></a></li>'
        f'<li class="share-facebook"><a rel="nofollow" class="share-facebook sd-button" href="{press.url(article)}?share=facebook"><span>Click to share on Facebook</span></a></li></ul></div></div></div>'
        f'<div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline"><em>{RELATED}</em></h3><div class="jp-relatedposts-items">{related}</div></div>'
    )
    terms = [
        f'<span class="cat-links"><span class="screen-reader-text">Categories </span>{_links(press, "category", article.categories)}</span>'
    ]
    terms.append(
        f'<span class="tags-links"><span class="screen-reader-text">Tags </span>{_links(press, "tag", article.tags)}</span>'
    )
    author = article.authors[0]
    byline = (
        f'<span class="byline"><span class="author vcard"><img alt="" src="/avatar.png" class="avatar avatar-49 photo" height="49" width="49"/><span class="screen-reader-text">Author </span>'
        f'<a class="url fn n" href="{press.origin}/author/{slugify(author)}/">{author}</a></span></span>'
        f'<span class="posted-on"><span class="screen-reader-text">Posted on </span><a href="{press.url(article)}" rel="bookmark"><time class="entry-date published updated" datetime="{article.date.isoformat()}">{article.date:%B} {article.date.day}, {article.date.year}</time></a></span>'
    )
    links = "".join(
        f'<div class="nav-{side}"><a href="{press.url(other)}" rel="{rel}"><span class="meta-nav" aria-hidden="true">{label}</span> <span class="screen-reader-text">{label} post:</span> <span class="post-title">{other.title}</span></a></div>'
        for side, rel, label, other in (("previous", "prev", "Previous", before), ("next", "next", "Next", after))
        if other
    )
    comments = "".join(
        f'<li id="comment-{_id(article)}{place}" class="comment even"><article class="comment-body"><footer class="comment-meta"><b class="fn">A reader</b> <span class="says">says:</span></footer><div class="comment-content"><p>{text}</p></div>'
        f'<div class="reply"><a rel="nofollow" class="comment-reply-link" href="{press.url(article)}?replytocom={place}#respond">Reply</a></div></article></li>'
        for place, text in enumerate(article.comments)
    )
    return (
        f'<main id="main" class="site-main"><article id="post-{_id(article)}" class="post-{_id(article)} post type-post status-publish format-standard hentry category-{slugify(article.categories[0])}">'
        f'<header class="entry-header"><h1 class="entry-title">{article.title}</h1></header><div class="entry-content">\n{body(article)}\n{jetpack}'
        f'<div class="author-info"><div class="author-description"><h2 class="author-title"><span class="author-heading">Author:</span> {author}</h2><p class="author-bio">{BIO} <a class="author-link" href="{press.origin}/author/{slugify(author)}/" rel="author">View all posts by {author}</a></p></div></div>'
        f'</div><footer class="entry-footer">{byline}{"".join(terms)}</footer></article>'
        f'<div id="comments" class="comments-area"><ol class="comment-list">{comments}</ol><div id="respond" class="comment-respond"><h2 id="reply-title" class="comment-reply-title">Leave a Reply</h2><form><p>Your email address will not be published.</p><textarea></textarea></form></div></div>'
        f'<nav class="navigation post-navigation" aria-label="Posts"><h2 class="screen-reader-text">Post navigation</h2><div class="nav-links">{links}</div></nav></main>'
    )


def _archive(press: Press, title: str, base: str, shown: Sequence[Article], pages: tuple[int, int]) -> str:
    number, last = pages
    teasers = "".join(
        f'<article id="post-{_id(article)}" class="post-{_id(article)} post type-post status-publish format-standard hentry"><header class="entry-header"><h2 class="entry-title"><a href="{press.url(article)}" rel="bookmark">{article.title}</a></h2></header>'
        f'<div class="entry-content"><p>{article.excerpt} <a href="{press.url(article)}" class="more-link">Continue reading<span class="screen-reader-text"> "{article.title}"</span></a></p></div></article>'
        for article in shown
    )
    numbers = "".join(
        f'<span class="page-numbers current">{page}</span>'
        if page == number
        else f'<a class="page-numbers" href="{press.origin}{base if page == 1 else f"{base}page/{page}/"}">{page}</a>'
        for page in range(1, last + 1)
    )
    nav = f'<nav class="navigation pagination"><div class="nav-links">{numbers}</div></nav>' if last > 1 else ""
    main = f'<main id="main" class="site-main"><header class="page-header"><h1 class="page-title">{title}</h1></header>{teasers}{nav}</main>'
    return _document(press, title, main, "archive hfeed group-blog")


def _links(press: Press, kind: str, terms: Sequence[str]) -> str:
    return ", ".join(
        f'<a href="{press.origin}/{kind}/{slugify(term)}/" rel="category tag">{term}</a>' for term in terms
    )


def _page() -> str:
    return '<main id="main" class="site-main"><article id="post-2" class="post-2 page type-page status-publish hentry"><header class="entry-header"><h1 class="entry-title">About</h1></header><div class="entry-content"><p>This is a journal about parts that are no longer made. It has no advertisements and one reader in Iceland.</p></div></article></main>'


def _document(press: Press, title: str, main: str, classes: str) -> str:
    recent = "".join(f'<li><a href="{press.url(article)}">{article.title}</a></li>' for article in press.newest[:5])
    months = "".join(
        f"<li><a href='{press.origin}/{article.date:%Y/%m}/'>{article.date:%B %Y}</a></li>"
        for article in press.newest[::2]
    )
    cloud = "".join(
        f'<a href="{press.origin}/tag/{slugify(tag)}/" class="tag-cloud-link" style="font-size: 1em;">{tag}</a>'
        for tag in sorted({tag for article in press.articles for tag in article.tags})
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en-US" class="no-js">\n<head>\n<meta charset="UTF-8">\n<title>{title} &#8211; {press.name}</title>\n'
        f'<link rel="alternate" type="application/rss+xml" title="{press.name} &raquo; Feed" href="{press.origin}/feed/" />\n<meta name="generator" content="WordPress 6.4.3" />\n</head>\n'
        f'<body class="{classes}">\n<div id="page" class="site"><div class="site-inner"><a class="skip-link screen-reader-text" href="#content">Skip to content</a>'
        f'<header id="masthead" class="site-header"><div class="site-branding"><p class="site-title"><a href="{press.origin}/" rel="home">{press.name}</a></p><p class="site-description">Things that no longer fit</p></div>'
        f'<nav class="main-navigation"><ul class="primary-menu"><li><a href="{press.origin}/">Home</a></li><li><a href="{press.origin}/about/">About</a></li></ul></nav></header>'
        f'<div id="content" class="site-content"><div id="primary" class="content-area">{main}</div>'
        f'<aside id="secondary" class="sidebar widget-area"><section class="widget widget_recent_entries"><h2 class="widget-title">Recent Posts</h2><ul>{recent}</ul></section>'
        f'<section class="widget widget_archive"><h2 class="widget-title">Archives</h2><ul>{months}</ul></section><section class="widget widget_tag_cloud"><h2 class="widget-title">Tags</h2><div class="tagcloud">{cloud}</div></section></aside></div>'
        f'<footer id="colophon" class="site-footer"><div class="site-info"><a href="https://wordpress.org/" class="imprint">Proudly powered by WordPress</a></div></footer></div></div>\n</body>\n</html>\n'
    )
