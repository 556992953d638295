"""The head of a page, as WordPress with the Yoast SEO plugin prints it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from archiver.demo import source
from archiver.demo.furniture import slug
from archiver.demo.markup import image_url
from archiver.demo.source import plain

if TYPE_CHECKING:
    from archiver.demo.source import Post

STYLE = """
body{margin:0;font:17px/1.6 Georgia,serif;color:#1d2733;background:#fff}img{max-width:100%;height:auto}
h1,h2,h3,h4,nav,.elementor-button,.elementor-post-info,.hero-kicker{font-family:"Helvetica Neue",Arial,sans-serif;line-height:1.25}
.e-con-inner,.elementor-container{max-width:760px;margin:0 auto;padding:14px 22px}.elementor-container{display:flex;gap:28px}.elementor-column{flex:1;min-width:0}
header .e-con-inner{max-width:1080px;display:flex;align-items:center;gap:28px}header ul{display:flex;gap:22px;list-style:none;margin:0;padding:0}
header a,footer a{color:inherit;text-decoration:none}a{color:#0b5c6b}.elementor-menu-toggle,.elementor-search-form__container,.elementor-screen-only,.screen-reader-text{position:absolute;left:-9999px}
.e-font-icon-svg{width:14px;height:14px;fill:#0b5c6b;margin-right:8px}.hero{background:#0b3c49;color:#fff}.hero a{color:#bfe3e0}.hero h1{font-size:40px;margin:.2em 0}
.rt-reading-time{display:block;font-size:15px;font-weight:400;opacity:.8}.elementor-post-info{display:flex;gap:20px;list-style:none;padding:0;font-size:14px}.hero-kicker{text-transform:uppercase;font-size:13px;letter-spacing:.1em}
figure{margin:1.4em 0}figcaption{font-size:14px;color:#5a6875}blockquote{border-left:4px solid #e0a33a;margin:1.4em 0;padding:.2em 1.2em;font-style:italic}
table{border-collapse:collapse;width:100%;font-size:15px}td,th{border-bottom:1px solid #cbd5dc;text-align:left;padding:6px 10px}pre{background:#f2f5f7;padding:14px;overflow:auto;font-size:14px}
.elementor-icon-list-items{list-style:none;padding-left:0}.author-box,.cta,.newsletter{background:#f4f1ea}.elementor-grid,.elementor-posts{display:grid;grid-template-columns:repeat(3,1fr);gap:20px}.related .e-con-inner,.archive .e-con-inner{max-width:1080px}
.elementor-post__title{font-size:18px;margin:.5em 0}.elementor-post__excerpt,.elementor-post-date{font-size:14px}.elementor-share-btn{display:flex;border:1px solid #0b5c6b;padding:4px 10px;font-size:14px;text-decoration:none}
.elementor-button{background:#0b5c6b;color:#fff;border:0;padding:9px 18px;text-decoration:none}footer{background:#1d2733;color:#dfe6ea;font-size:15px}footer .elementor-container{max-width:1080px}.elementor-pagination{text-align:center}.elementor-pagination>*{margin:0 5px}
.elementor-post-navigation{display:flex;justify-content:space-between;gap:20px;font-size:15px}#cookie-notice{background:#fdf7e7;padding:10px 22px;font-size:14px}[dir=rtl]{text-align:right}
"""


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself. graph: its JSON-LD nodes; metas: further properties, in their order."""

    title: str
    path: str
    kind: str = "website"
    description: str = ""
    language: str = "en-US"
    metas: tuple[tuple[str, str], ...] = ()
    graph: tuple[dict[str, Any], ...] = ()
    links: tuple[str, ...] = ()


def render(head: Head, origin: str) -> str:
    """The `<head>` element."""
    name = source.settings()["name"]
    title, url = escape(head.title, quote=False), origin + head.path
    described = f'<meta name="description" content="{escape(head.description)}" />\n' if head.description else ""
    og = "".join(
        f'<meta property="{key}" content="{escape(value)}" />\n'
        for key, value in head.metas
        if ":" in key and "twitter" not in key
    )
    named = "".join(
        f'<meta name="{key}" content="{escape(value)}" />\n'
        for key, value in head.metas
        if ":" not in key or "twitter" in key
    )
    graph = json.dumps(
        {"@context": "https://schema.org", "@graph": [*head.graph, *_site_nodes(origin)]},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    links = "".join(f"{link}\n" for link in head.links)
    return (
        '<head>\n<meta charset="UTF-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<link rel="profile" href="https://gmpg.org/xfn/11">\n'
        "<meta name='robots' content='index, follow, max-image-preview:large, max-snippet:-1, max-video-preview:-1' />\n"
        "<!-- This site is optimized with the Yoast SEO plugin v22.6 - https://yoast.com/wordpress/plugins/seo/ -->\n"
        f'<title>{title}</title>\n{described}<link rel="canonical" href="{url}" />\n'
        f'<meta property="og:locale" content="{head.language.replace("-", "_")}" />\n<meta property="og:type" content="{head.kind}" />\n'
        f'<meta property="og:title" content="{escape(head.title)}" />\n'
        + (f'<meta property="og:description" content="{escape(head.description)}" />\n' if head.description else "")
        + f'<meta property="og:url" content="{url}" />\n<meta property="og:site_name" content="{name}" />\n{og}{named}'
        f'<script type="application/ld+json" class="yoast-schema-graph">{graph}</script>\n<!-- / Yoast SEO plugin. -->\n'
        f'<link rel="alternate" type="application/rss+xml" title="{name} &raquo; Feed" href="{origin}/feed/" />\n'
        f'<link rel="alternate" type="application/rss+xml" title="{name} &raquo; Comments Feed" href="{origin}/comments/feed/" />\n'
        f'{links}<link rel="https://api.w.org/" href="{origin}/wp-json/" />'
        f'<link rel="EditURI" type="application/rsd+xml" title="RSD" href="{origin}/xmlrpc.php?rsd" />\n'
        '<meta name="generator" content="WordPress 6.5.3" />\n<meta name="generator" content="Elementor 3.21.4; settings: css_print_method-external" />\n'
        f'<style id="elementor-frontend-inline-css">{STYLE}</style>\n</head>\n'
    )


def of_post(post: Post, origin: str) -> Head:
    """The head of a post's page."""
    name, url = source.settings()["name"], origin + post.path
    image = image_url(post.lead_picture, "1024x683", origin)
    authors = ", ".join(person.name for person in post.people)
    published, modified = (time.isoformat(timespec="seconds") for time in (post.published, post.modified))
    article: dict[str, Any] = {
        "@type": "Article",
        "@id": f"{url}#article",
        "isPartOf": {"@id": url},
        "author": _persons(post, origin),
        "headline": post.title,
        "datePublished": published,
        "dateModified": modified,
        "mainEntityOfPage": {"@id": url},
        "wordCount": len(" ".join(post.lines).split()),
        "publisher": {"@id": f"{origin}/#organization"},
        "image": {"@id": f"{url}#primaryimage"},
        "thumbnailUrl": image,
        "articleSection": list(post.categories),
        "inLanguage": post.language,
    }
    if post.tags:
        article["keywords"] = list(post.tags)
    page = {
        "@type": "WebPage",
        "@id": url,
        "url": url,
        "name": f"{post.title} - {name}",
        "isPartOf": {"@id": f"{origin}/#website"},
        "datePublished": published,
        "dateModified": modified,
        "breadcrumb": {"@id": f"{url}#breadcrumb"},
        "inLanguage": post.language,
        "potentialAction": [{"@type": "ReadAction", "target": [url]}],
    }
    crumbs = [("Home", f"{origin}/"), ("Knowledge Hub", f"{origin}/blog/"), (post.title, "")]
    trail = {
        "@type": "BreadcrumbList",
        "@id": f"{url}#breadcrumb",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": label} | ({"item": item} if item else {})
            for place, (label, item) in enumerate(crumbs, 1)
        ],
    }
    metas = (
        ("article:published_time", published),
        ("article:modified_time", modified),
        ("og:image", image),
        ("og:image:width", "1024"),
        ("og:image:height", "683"),
        ("og:image:type", "image/png"),
        ("author", authors),
        ("twitter:card", "summary_large_image"),
        ("twitter:label1", "Written by"),
        ("twitter:data1", authors),
        ("twitter:label2", "Est. reading time"),
        ("twitter:data2", f"{post.minutes} minutes"),
    )
    links = (
        f'<link rel="alternate" type="application/rss+xml" title="{name} &raquo; {escape(post.title)} Comments Feed" href="{url}feed/" />',
        f"<link rel='shortlink' href='{origin}/?p={post.number}' />",
    )
    first = next(
        (plain(line) for block in post.blocks if block.kind == "paragraph" for line in block.lines), post.title
    )
    return Head(
        f"{post.title} - {name}",
        post.path,
        "article",
        first[:155].strip(),
        post.language,
        metas,
        (article, page, trail),
        links,
    )


def _persons(post: Post, origin: str) -> list[dict[str, str]] | dict[str, str]:
    persons = [
        {"@type": "Person", "name": person.name, "url": f"{origin}/author/{slug(person.name)}/"}
        for person in post.people
    ]
    return persons if len(persons) > 1 else persons[0]


def _site_nodes(origin: str) -> list[dict[str, Any]]:
    site = source.settings()
    website = {
        "@type": "WebSite",
        "@id": f"{origin}/#website",
        "url": f"{origin}/",
        "name": site["name"],
        "description": site["tagline"],
        "publisher": {"@id": f"{origin}/#organization"},
        "inLanguage": "en-US",
    }
    logo = f"{origin}/wp-content/uploads/2019/03/logo.svg"
    company = {
        "@type": "Organization",
        "@id": f"{origin}/#organization",
        "name": site["name"],
        "url": f"{origin}/",
        "logo": {"@type": "ImageObject", "url": logo, "caption": site["name"]},
    }
    return [website, company]
