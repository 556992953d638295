"""WordPress with a block theme (Twenty Twenty-Three): French, /slug/, REST open, canonical links to a comment page."""

from __future__ import annotations

import json
from math import ceil
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from blogs.press import JSON, Blog, Press
from blogs.server import Response
from blogs.writing import Article, html, slugify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogs.server import Request

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def build(origin: str) -> Blog:
    """Thirty-four posts, ten a page; the feed names ten, the sitemap and REST all."""
    press = Press("Le carnet d'Odette", origin, "fr", 34)
    press.place(lambda article: f"/{article.slug}/")
    press.chrome += [
        "Laisser un commentaire",
        "Fièrement propulsé par WordPress",
        "Votre adresse e-mail ne sera pas publiée.",
    ]
    for article in press.articles:
        press.post(
            article,
            _document(
                press,
                f"{article.title} – {press.name}",
                _single(press, article),
                f"post-template-default single single-post postid-{_id(article)}",
                _head(press, article),
            ),
        )
    lists: list[tuple[str, str, Sequence[Article]]] = [("/", press.name, press.newest)]
    for kind, terms_of in (
        ("category", lambda article: article.categories),
        ("tag", lambda article: article.tags),
        ("author", lambda article: article.authors),
    ):
        terms = dict.fromkeys(term for article in press.articles for term in terms_of(article))
        lists += [
            (f"/{kind}/{slugify(term)}/", term, [article for article in press.newest if term in terms_of(article)])
            for term in terms
        ]
    for base, title, chosen in lists:
        press.listing(
            chosen,
            10,
            lambda number, base=base: base if number == 1 else f"{base}page/{number}/",
            lambda shown, number, last, base=base, title=title: _archive(press, title, base, shown, (number, last)),
        )
    about = '<main class="wp-block-group is-layout-flow" id="wp--skip-link--target"><h1 class="wp-block-post-title">À propos</h1><div class="entry-content wp-block-post-content is-layout-constrained"><p>Odette cuisine, je note. Personne ne mesure.</p></div></main>'
    press.page(
        "/a-propos/",
        _document(press, f"À propos – {press.name}", about, "page-template-default page page-id-2", ""),
        kind="page",
    )
    press.rss("/feed/", press.newest[:10])
    press.sitemap("/wp-sitemap.xml", [(f"{origin}/wp-sitemap-posts-post-1.xml", None)], index=True)
    press.sitemap("/wp-sitemap-posts-post-1.xml", press.post_urls())
    press.robots("/wp-sitemap.xml")
    _rest(press)
    return press.blog()


def body(article: Article) -> str:
    """A post's own blocks."""
    return html(
        article,
        _image,
        h='<h2 class="wp-block-heading">{}</h2>',
        q='<blockquote class="wp-block-quote"><p>{}</p></blockquote>',
        c='<pre class="wp-block-code"><code>{}</code></pre>',
        t='<figure class="wp-block-table"><table><tbody>{}</tbody></table></figure>',
    )


def _image(address: str, alt: str, caption: str) -> str:
    address = f"/wp-content/uploads{address}"
    return f'<figure class="wp-block-image size-large"><img decoding="async" loading="lazy" width="1024" height="768" src="{address}" alt="{alt}" class="wp-image-{len(caption)}" srcset="{address} 1024w, {address}?w=300 300w"/><figcaption class="wp-element-caption">{caption}</figcaption></figure>'


def _id(article: Article) -> int:
    return 40 + 2 * article.index


def _rest(press: Press) -> None:
    names = list(dict.fromkeys(article.authors[0] for article in press.articles))
    categories = list(dict.fromkeys(article.categories[0] for article in press.articles))
    tags = list(dict.fromkeys(tag for article in press.articles for tag in article.tags))
    posts = [
        {
            "id": _id(article),
            "date": f"{article.date:%Y-%m-%dT%H:%M:%S}",
            "date_gmt": f"{article.date:%Y-%m-%dT%H:%M:%S}",
            "modified": f"{article.date:%Y-%m-%dT%H:%M:%S}",
            "modified_gmt": f"{article.date:%Y-%m-%dT%H:%M:%S}",
            "slug": article.slug,
            "status": "publish",
            "type": "post",
            "link": press.url(article),
            "title": {"rendered": article.title},
            "content": {"rendered": body(article), "protected": False},
            "excerpt": {"rendered": f"<p>{article.excerpt}</p>", "protected": False},
            "author": 1 + names.index(article.authors[0]),
            "categories": [1 + categories.index(article.categories[0])],
            "tags": [1 + tags.index(tag) for tag in article.tags],
        }
        for article in press.newest
    ]
    root = {
        "name": press.name,
        "url": press.origin,
        "home": press.origin,
        "namespaces": ["wp/v2"],
        "routes": {"/wp/v2/posts": {"namespace": "wp/v2", "methods": ["GET"]}},
    }
    press.page("/wp-json/", json.dumps(root), JSON)
    press.pages["/wp-json/wp/v2/posts"] = lambda request: _page(request, posts)
    for name, terms in (("users", names), ("categories", categories), ("tags", tags)):
        listed = [
            {"id": number, "name": term, "slug": slugify(term), "link": f"{press.origin}/{name}/{slugify(term)}/"}
            for number, term in enumerate(terms, 1)
        ]
        press.pages[f"/wp-json/wp/v2/{name}"] = lambda request, listed=listed: _page(request, listed)


def _page(request: Request, items: Sequence[dict[str, object]]) -> Response:
    asked = {name: values[0] for name, values in parse_qs(request.query).items()}
    size, number = int(asked.get("per_page", "10")), int(asked.get("page", "1"))
    if after := asked.get("modified_after"):
        items = [item for item in items if str(item["modified_gmt"]) > after.removesuffix("Z")]
    last = ceil(len(items) / size)
    if number > max(last, 1):
        return Response(
            json.dumps({"code": "rest_post_invalid_page_number", "message": "", "data": {"status": 400}}).encode(),
            400,
            JSON,
        )
    shown = items[(number - 1) * size : number * size]
    return Response(
        json.dumps(shown).encode(),
        content_type=JSON,
        headers=(("X-WP-Total", str(len(items))), ("X-WP-TotalPages", str(last))),
    )


def _head(press: Press, article: Article) -> str:
    wrong = f"{press.url(article)}comment-page-1/#comments" if article.comments else press.url(article)
    return (
        f'<link rel="canonical" href="{wrong}" />\n<link rel="shortlink" href="{press.origin}/?p={_id(article)}" />\n'
    )


def _date(article: Article) -> str:
    return f'<time datetime="{article.date.isoformat()}"><a href="#">{article.date.day} {MONTHS[article.date.month - 1]} {article.date.year}</a></time>'


def _single(press: Press, article: Article) -> str:
    before, after = press.around(article)
    author, category = article.authors[0], article.categories[0]
    said = "".join(
        f'<li class="comment"><div class="wp-block-comment-author-name">Une lectrice</div><div class="wp-block-comment-content"><p>{text}</p></div></li>'
        for text in article.comments
    )
    tags = '<span class="wp-block-post-terms__separator">, </span>'.join(
        f'<a href="{press.origin}/tag/{slugify(tag)}/" rel="tag">{tag}</a>' for tag in article.tags
    )
    links = "".join(
        f'<div class="post-navigation-link-{side} wp-block-post-navigation-link"><span class="post-navigation-link__label">{label}</span> <a href="{press.url(other)}" rel="{rel}">{other.title}</a></div>'
        for side, rel, label, other in (
            ("previous", "prev", "Précédent :", before),
            ("next", "next", "Suivant :", after),
        )
        if other
    )
    return (
        f'<main class="wp-block-group is-layout-flow" id="wp--skip-link--target"><div class="wp-block-group has-global-padding is-layout-constrained"><h1 class="wp-block-post-title">{article.title}</h1></div>'
        f'<div class="entry-content wp-block-post-content has-global-padding is-layout-constrained">\n{body(article)}\n</div>'
        f'<div class="wp-block-template-part"><div class="wp-block-group is-layout-flex"><div class="wp-block-post-date">{_date(article)}</div><p>—</p><p>dans</p><div class="taxonomy-category wp-block-post-terms"><a href="{press.origin}/category/{slugify(category)}/" rel="tag">{category}</a></div></div>'
        f'<div class="wp-block-group"><p>par</p><div class="wp-block-post-author"><div class="wp-block-post-author__content"><p class="wp-block-post-author__name">{author}</p></div></div></div><div class="wp-block-group"><p>Étiquettes :</p><div class="taxonomy-post_tag wp-block-post-terms">{tags}</div></div></div>'
        f'<section class="wp-block-template-part"><div class="wp-block-comments"><h2>{len(article.comments)} réponses</h2><ol class="wp-block-comment-template">{said}</ol><div id="respond" class="comment-respond wp-block-post-comments-form"><h3 id="reply-title" class="comment-reply-title">Laisser un commentaire</h3><form><p class="comment-notes">Votre adresse e-mail ne sera pas publiée.</p></form></div></div></section>{links}</main>'
    )


def _archive(press: Press, title: str, base: str, shown: Sequence[Article], pages: tuple[int, int]) -> str:
    number, last = pages
    entries = "".join(
        f'<li class="wp-block-post post-{_id(article)} post type-post status-publish hentry"><h2 class="wp-block-post-title"><a href="{press.url(article)}" target="_self">{article.title}</a></h2><div class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">{article.excerpt}</p></div><div class="wp-block-post-date">{_date(article)}</div></li>'
        for article in shown
    )
    after = (
        f'<a href="{press.origin}{base}page/{number + 1}/" class="wp-block-query-pagination-next">Page suivante</a>'
        if number < last
        else ""
    )
    return _document(
        press,
        title,
        f'<main class="wp-block-group"><h1 class="wp-block-query-title">{title}</h1><div class="wp-block-query"><ul class="wp-block-post-template">{entries}</ul><nav class="wp-block-query-pagination">{after}</nav></div></main>',
        "archive blog",
        "",
    )


def _document(press: Press, title: str, main: str, classes: str, head: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="fr-FR">\n<head>\n<meta charset="UTF-8" />\n<title>{title}</title>\n<link rel="alternate" type="application/rss+xml" title="{press.name} » Flux" href="{press.origin}/feed/" />\n<link rel="https://api.w.org/" href="{press.origin}/wp-json/" />\n{head}<meta name="generator" content="WordPress 6.4.3" />\n</head>\n'
        f'<body class="{classes} wp-embed-responsive"><a class="skip-link screen-reader-text" href="#wp--skip-link--target">Aller au contenu</a><div class="wp-site-blocks"><header class="wp-block-template-part"><p class="wp-block-site-title"><a href="{press.origin}" rel="home">{press.name}</a></p><nav class="wp-block-navigation"><ul><li><a href="{press.origin}/a-propos/">À propos</a></li></ul></nav></header>\n'
        f'{main}\n<footer class="wp-block-template-part"><p class="has-text-align-right">Fièrement propulsé par <a href="https://fr.wordpress.org" rel="nofollow">WordPress</a></p></footer></div></body>\n</html>\n'
    )
