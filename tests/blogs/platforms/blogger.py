"""Blogger: Spanish, the post inside a list of one, date headers in words, an Atom feed paged by start-index."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote

from blogs.press import ATOM, HTML, Blog, Press, atom
from blogs.server import Response
from blogs.writing import Article, html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogs.server import Request

MONTHS = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
DAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
PAGE = 7


def build(origin: str) -> Blog:
    """Thirty-two posts at /2016/02/slug.html; home shows whole posts and an "older" link."""
    press = Press("Margen de página", origin, "es", 32)
    press.place(lambda article: f"/{article.date:%Y/%m}/{article.slug[:39].strip('-')}-{article.index}.html")
    press.chrome += [
        "Con la tecnología de Blogger",
        "Publicar un comentario",
        "Archivo del blog",
        "Enviar por correo electrónico",
    ]
    for article in press.articles:
        press.post(article, _single(press, article), categories=[])
    press.pages["/"] = Response(_roll(press, press.newest[:PAGE], PAGE).encode(), content_type=HTML)
    press.truth.append({"path": "/", "kind": "listing"})
    press.pages["/search"] = lambda request: _older(press, request)
    for stem in dict.fromkeys(
        stem for article in press.newest for stem in (f"/{article.date:%Y}/", f"/{article.date:%Y/%m}/")
    ):
        chosen = [article for article in press.newest if f"/{article.date:%Y/%m}/".startswith(stem)]
        press.page(stem, _roll(press, chosen, None), kind="listing")
    for tag in dict.fromkeys(tag for article in press.articles for tag in article.tags):
        press.page(
            f"/search/label/{tag}",
            _roll(press, [article for article in press.newest if tag in article.tags], None),
            kind="listing",
        )
    press.page(
        "/p/acerca-de.html",
        _document(
            press,
            "Acerca de",
            '<div class="post-outer"><div class="post hentry"><h3 class="post-title entry-title">Acerca de</h3><div class="post-body entry-content"><p>Un blog sobre lo que queda en los márgenes.</p></div></div></div>',
            "",
            "static_page",
        ),
        kind="page",
    )
    press.pages["/feeds/posts/default"] = lambda request: _feed(press, request)
    press.truth.append({"path": "/feeds/posts/default", "kind": "feed"})
    press.sitemap("/sitemap.xml", press.post_urls())
    press.robots("/sitemap.xml")
    return press.blog()


def body(article: Article) -> str:
    """A post's own blocks; captions stand in tables, as Blogger's editor makes them."""
    return html(article, _image, q="<blockquote>{}</blockquote>", h="<h3>{}</h3>", c="<pre>{}</pre>")


def _image(address: str, alt: str, caption: str) -> str:
    return (
        '<table align="center" cellpadding="0" cellspacing="0" class="tr-caption-container" style="margin-left: auto; margin-right: auto;"><tbody><tr><td style="text-align: center;">'
        f'<a href="/s1600{address}" style="margin-left: auto; margin-right: auto;"><img alt="{alt}" border="0" height="266" src="/s400{address}" width="400" /></a></td></tr><tr><td class="tr-caption" style="text-align: center;">{caption}</td></tr></tbody></table>'
    )


def _feed(press: Press, request: Request) -> Response:
    asked = parse_qs(request.query)
    first, size = int(asked.get("start-index", ["1"])[0]), min(int(asked.get("max-results", ["25"])[0]), 150)
    chosen = press.newest[first - 1 : first - 1 + size]
    base = f"{press.origin}/feeds/posts/default"
    total = f'<openSearch:totalResults xmlns:openSearch="http://a9.com/-/spec/opensearchrss/1.0/">{len(press.articles)}</openSearch:totalResults>'
    after = (
        f'<link rel="next" type="application/atom+xml" href="{base}?start-index={first + size}&amp;max-results={size}"/>'
        if first + size <= len(press.articles)
        else ""
    )
    if not chosen:
        return Response(
            f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{press.name}</title>{total}</feed>'.encode(),
            content_type=ATOM,
        )
    return Response(atom(press, chosen, body, total + after).encode(), content_type=ATOM)


def _older(press: Press, request: Request) -> Response:
    start = int(parse_qs(request.query).get("start", ["0"])[0])
    return Response(_roll(press, press.newest[start : start + PAGE], start + PAGE).encode(), content_type=HTML)


def _day(article: Article) -> str:
    day = article.date
    return f"{DAYS[day.weekday()]}, {day.day} de {MONTHS[day.month - 1]} de {day.year}"


def _post(press: Press, article: Article, *, single: bool) -> str:
    labels = ", ".join(
        f"<a href='{press.origin}/search/label/{quote(tag)}' rel='tag'>{tag}</a>" for tag in article.tags
    )
    title = article.title if single else f"<a href='{press.url(article)}'>{article.title}</a>"
    share = "".join(
        f"<a class='goog-inline-block share-button sb-{site}' href='https://www.blogger.example/share?target={site}'><span class='share-button-link-text'>{text}</span></a>"
        for site, text in (("email", "Enviar por correo electrónico"), ("blog", "Escribe un blog"))
    )
    return (
        f"<div class='date-outer'><h2 class='date-header'><span>{_day(article)}</span></h2><div class='date-posts'><div class='post-outer'><div class='post hentry uncustomized-post-template' itemprop='blogPost' itemscope='itemscope' itemtype='http://schema.org/BlogPosting'>"
        f"<meta content='{7000 + article.index}' itemprop='postId'/><a name='{7000 + article.index}'></a><h3 class='post-title entry-title' itemprop='name'>{title}</h3><div class='post-header'><div class='post-header-line-1'></div></div>"
        f"<div class='post-body entry-content' id='post-body-{7000 + article.index}' itemprop='description articleBody'>\n{body(article)}\n<div style='clear: both;'></div></div>"
        f"<div class='post-footer'><div class='post-footer-line post-footer-line-1'><span class='post-author vcard'>Publicado por <span class='fn' itemprop='author' itemscope='itemscope' itemtype='http://schema.org/Person'><span itemprop='name'>{article.authors[0]}</span></span></span> "
        f"<span class='post-timestamp'>en <meta content='{press.url(article)}' itemprop='url'/><a class='timestamp-link' href='{press.url(article)}' rel='bookmark' title='permanent link'><abbr class='published' itemprop='datePublished' title='{article.date.isoformat()}'>{article.date:%H:%M}</abbr></a></span> {share}</div>"
        f"<div class='post-footer-line post-footer-line-2'><span class='post-labels'>Etiquetas: {labels}</span></div></div></div></div></div></div>"
    )


def _single(press: Press, article: Article) -> str:
    before, after = press.around(article)
    said = "".join(
        f"<li class='comment'><div class='comment-block'><cite class='user'>Anónimo</cite><p class='comment-content'>{text}</p></div></li>"
        for text in article.comments
    )
    links = "".join(
        f"<span id='blog-pager-{side}-link'><a class='blog-pager-{side}-link' href='{press.url(other)}' title='{label}'>{label}</a></span>"
        for side, label, other in (("newer", "Entrada más reciente", after), ("older", "Entrada antigua", before))
        if other
    )
    main = f"<div class='blog-posts hfeed'>{_post(press, article, single=True)}</div><div class='comments' id='comments'><h4>{len(article.comments)} comentarios:</h4><ol>{said}</ol><p class='comment-footer'><a href='#'>Publicar un comentario</a></p></div><div class='blog-pager' id='blog-pager'>{links}<a class='home-link' href='{press.origin}/'>Inicio</a></div>"
    head = f"<link href='{press.url(article)}' rel='canonical'/>\n<meta content='{press.url(article)}' property='og:url'/>\n<meta content='{article.title}' property='og:title'/>\n<meta content='{article.excerpt}' property='og:description'/>\n"
    return _document(press, f"{press.name}: {article.title}", main, head, "item")


def _roll(press: Press, shown: Sequence[Article], older: int | None) -> str:
    posts = "".join(_post(press, article, single=False) for article in shown)
    link = (
        f"<span id='blog-pager-older-link'><a class='blog-pager-older-link' href='{press.origin}/search?updated-max={shown[-1].date:%Y-%m-%d}T00:00:00-03:00&amp;max-results={PAGE}&amp;start={older}' id='Blog1_blog-pager-older-link' title='Entradas antiguas'>Entradas antiguas</a></span>"
        if older is not None and older < len(press.articles)
        else ""
    )
    return _document(
        press,
        press.name,
        f"<div class='blog-posts hfeed'>{posts}</div><div class='blog-pager' id='blog-pager'>{link}</div>",
        "",
        "index",
    )


def _document(press: Press, title: str, main: str, head: str, kind: str) -> str:
    archive = "".join(
        f"<li class='archivedate'><a class='post-count-link' href='{press.origin}/{article.date:%Y/%m}/'>{MONTHS[article.date.month - 1]} {article.date.year}</a></li>"
        for article in press.newest[::3]
    )
    return (
        f"<!DOCTYPE html>\n<html dir='ltr' xmlns='http://www.w3.org/1999/xhtml'>\n<head>\n<meta content='text/html; charset=UTF-8' http-equiv='Content-Type'/>\n<meta content='blogger' name='generator'/>\n{head}"
        f'<link rel="alternate" type="application/atom+xml" title="{press.name} - Atom" href="{press.origin}/feeds/posts/default" />\n<title>{title}</title>\n</head>\n'
        f"<body class='loading'><div class='content-outer'><header><div class='header-outer'><div class='titlewrapper'><h1 class='title'><a href='{press.origin}/'>{press.name}</a></h1></div><div class='descriptionwrapper'><p class='description'><span>Lo que se escribe al lado</span></p></div></div></header>"
        f"<div class='main-outer'><div class='column-center-inner'><div class='main section' id='main'><div class='widget Blog' id='Blog1' data-view='{kind}'>{main}</div></div></div>"
        f"<div class='column-right-inner'><aside><div class='widget BlogArchive' id='BlogArchive1'><h2>Archivo del blog</h2><ul class='hierarchy'>{archive}</ul></div><div class='widget PageList'><ul><li><a href='{press.origin}/p/acerca-de.html'>Acerca de</a></li></ul></div></aside></div></div>"
        f"<footer><div class='widget Attribution'><div>Con la tecnología de <a href='https://www.blogger.com'>Blogger</a>.</div></div></footer></div></body>\n</html>\n"
    )
