"""Pieces of the markup that WordPress and Elementor print: elements, widgets, containers, lazy images, inline text."""

from __future__ import annotations

import hashlib
from html import escape
from urllib.parse import quote

from archiver.demo import source

ICON = (
    '<svg aria-hidden="true" class="e-font-icon-svg e-fas-check" viewBox="0 0 512 512" '
    'xmlns="http://www.w3.org/2000/svg"><path d="M173 439 7 273l46-46 120 120L459 60l46 46z"></path></svg>'
)
_PLACEHOLDER = "data:image/svg+xml," + quote(
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {0} {1}'></svg>", "/:='{}"
)


def token(seed: str) -> str:
    """The seven hex digits by which Elementor names an element, the same for the same seed."""
    return hashlib.sha1(seed.encode(), usedforsecurity=False).hexdigest()[:7]


def widget(kind: str, html: str, seed: str, extra: str = "") -> str:
    """One Elementor widget. kind: "text-editor", "heading", …; extra: more classes."""
    name = token(seed)
    classes = f"elementor-element elementor-element-{name} {extra} elementor-widget elementor-widget-{kind}".replace(
        "  ", " "
    )
    return (
        f'<div class="{classes}" data-id="{name}" data-element_type="widget" data-widget_type="{kind}.default">\n'
        f'<div class="elementor-widget-container">\n{html}\n</div>\n</div>\n'
    )


def container(html: str, seed: str, extra: str = "") -> str:
    """A flexbox container, as Elementor has printed them since version 3.6."""
    name = token(seed)
    classes = f"elementor-element elementor-element-{name} {extra} e-flex e-con-boxed e-con e-parent".replace("  ", " ")
    return (
        f'<div class="{classes}" data-id="{name}" data-element_type="container" '
        'data-settings="{&quot;content_width&quot;:&quot;boxed&quot;}">\n'
        f'<div class="e-con-inner">\n{html}</div>\n</div>\n'
    )


def section(columns: list[str], seed: str, extra: str = "") -> str:
    """A section with its columns, as Elementor printed them before there were containers."""
    name = token(seed)
    width = 100 // len(columns)
    cells = "".join(_column(html, width, f"{seed}/{index}") for index, html in enumerate(columns))
    return (
        f'<section class="elementor-section elementor-top-section elementor-element elementor-element-{name} {extra} '
        f'elementor-section-boxed elementor-section-height-default" data-id="{name}" data-element_type="section">\n'
        f'<div class="elementor-container elementor-column-gap-default">\n{cells}</div>\n</section>\n'
    )


def heading(text: str, seed: str, tag: str = "h2", extra: str = "") -> str:
    """A heading widget; text is html."""
    return widget(
        "heading", f'<{tag} class="elementor-heading-title elementor-size-default">{text}</{tag}>', seed, extra
    )


def inline(text: str, origin: str) -> str:
    """A line of inline markup as html; addresses of the blog itself are printed whole."""
    return "".join(_piece(kind, piece, href, origin) for kind, piece, href in source.inline(text))


def picture(name: str, alt: str, origin: str, *, lazy: bool = True) -> str:
    """An image, loaded when it comes into view: a placeholder, its addresses in data attributes, noscript for the rest."""
    width, height = 1024, 683
    large, small = (image_url(name, size, origin) for size in ("1024x683", "300x200"))
    srcset, sizes = f"{large} 1024w, {small} 300w", "(max-width: 1024px) 100vw, 1024px"
    common = f'width="{width}" height="{height}" alt="{escape(alt)}"'
    number = int(token(name), 16) % 900
    if not lazy:
        return f'<img decoding="async" {common} src="{large}" class="attachment-large size-large wp-image-{number}" srcset="{srcset}" sizes="{sizes}">'
    return (
        f'<img decoding="async" {common} data-src="{large}" data-srcset="{srcset}" data-sizes="{sizes}" '
        f'src="{_PLACEHOLDER.format(width, height)}" class="attachment-large size-large wp-image-{number} lazyload">'
        f'<noscript><img decoding="async" {common} src="{large}" class="attachment-large size-large wp-image-{number}" '
        f'srcset="{srcset}" sizes="{sizes}"></noscript>'
    )


def image_url(name: str, size: str, origin: str) -> str:
    """Address of a picture in one of its sizes."""
    return f"{origin}/wp-content/uploads/{2019 + int(token(name), 16) % 6}/03/{name}-{size}.png"


def _column(html: str, width: int, seed: str) -> str:
    name = token(seed)
    return (
        f'<div class="elementor-column elementor-col-{width} elementor-top-column elementor-element '
        f'elementor-element-{name}" data-id="{name}" data-element_type="column">\n'
        f'<div class="elementor-widget-wrap elementor-element-populated">\n{html}</div>\n</div>\n'
    )


def _piece(kind: str, piece: str, href: str, origin: str) -> str:
    text = escape(piece, quote=False)
    if kind == "link":
        address = escape(origin + href if href.startswith("/") else href)
        return f'<a href="{address}">{text}</a>'
    if kind == "note":
        return f'<sup data-fn="note-{text}" class="fn"><a href="#note-{text}" id="note-{text}-link">{text}</a></sup>'
    return text if kind == "text" else f"<{kind}>{text}</{kind}>"
