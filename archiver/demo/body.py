"""A post's own blocks as html: in one content widget, as the block editor prints them, or widget by widget."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from archiver.demo.markup import ICON, container, heading, inline, picture, section, widget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.demo.source import Block, Post

_RUN = 3  # paragraphs that an editor typed into one text-editor widget


def content_widget(post: Post, origin: str) -> str:
    """The whole text in the theme's content widget."""
    html = "\n\n".join(_html(block, origin) for block in post.blocks)
    return container(widget("theme-post-content", html, "theme-post-content"), "single/content", "post-content-wrap")


def builder_sections(post: Post, origin: str) -> str:
    """The text laid out in the page builder: sections and containers in turn, each with the widgets of some blocks."""
    parts = []
    for index, widgets in enumerate(_groups(post, origin)):
        seed = f"{post.slug}/{index}"
        if index % 4 == 3 and len(widgets) > 1:  # noqa: PLR2004 - every fourth group stands in two columns
            parts.append(section([widgets[0], "".join(widgets[1:])], seed))
        elif index % 2:
            parts.append(section(["".join(widgets)], seed))
        else:
            parts.append(container("".join(widgets), seed))
    return "".join(parts)


def _groups(post: Post, origin: str) -> Iterator[list[str]]:
    """Widgets of each group; a heading or a picture begins a new one."""
    group: list[str] = []
    run: list[str] = []
    for index, block in enumerate(post.blocks):
        seed = f"{post.slug}/block/{index}"
        if run and (block.kind != "paragraph" or len(run) == _RUN):
            group.append(widget("text-editor", "\n".join(run), f"{seed}/run"))
            run = []
        if group and block.kind in {"heading", "image"}:
            yield group
            group = []
        if block.kind == "paragraph":
            run.append(_html(block, origin))
        else:
            group.append(_widget(block, seed, origin))
    if run:
        group.append(widget("text-editor", "\n".join(run), f"{post.slug}/last"))
    yield group


def _widget(block: Block, seed: str, origin: str) -> str:  # noqa: PLR0911 - one case a kind of block
    match block.kind:
        case "heading" | "subheading":
            return heading(inline(block.lines[0], origin), seed, "h2" if block.kind == "heading" else "h3")
        case "image":
            image = picture(block.picture, block.alt, origin)
            caption = (
                f'<figcaption class="widget-image-caption wp-caption-text">{inline(block.about, origin)}</figcaption>'
            )
            html = f'<figure class="wp-caption">\n{image}\n{caption}\n</figure>' if block.about else image
            return widget("image", html, seed)
        case "icons":
            return widget("icon-list", _icons(block, origin), seed, "elementor-icon-list--layout-traditional")
        case "toggle":
            return widget("toggle", _toggle(block, seed, origin), seed)
        case "quote":
            return widget("blockquote", _blockquote(block, origin), seed, "elementor-blockquote--skin-border")
        case "code":
            return widget("html", _html(block, origin), seed)
        case _:
            return widget("text-editor", _html(block, origin), seed)


def _html(block: Block, origin: str) -> str:  # noqa: C901, PLR0911 - one case a kind of block
    lines = [inline(line, origin) for line in block.lines]
    match block.kind:
        case "paragraph":
            return f"<p>{lines[0]}</p>"
        case "heading":
            return f'<h2 class="wp-block-heading">{lines[0]}</h2>'
        case "subheading":
            return f'<h3 class="wp-block-heading">{lines[0]}</h3>'
        case "list" | "icons":
            return _list("ul", lines)
        case "steps":
            return _list("ol", lines)
        case "quote":
            cite = f"<cite>{inline(block.about, origin)}</cite>" if block.about else ""
            paragraphs = "".join(f"<p>{line}</p>" for line in lines)
            return f'<blockquote class="wp-block-quote is-layout-flow">{paragraphs}{cite}</blockquote>'
        case "image":
            caption = (
                f'<figcaption class="wp-element-caption">{inline(block.about, origin)}</figcaption>'
                if block.about
                else ""
            )
            image = picture(block.picture, block.alt, origin)
            return f'<figure class="wp-block-image size-large">{image}{caption}</figure>'
        case "table":
            return _table(block, origin)
        case "code":
            code = escape("\n".join(block.lines), quote=False)
            return f'<pre class="wp-block-code"><code lang="{block.about}" class="language-{block.about}">{code}</code></pre>'
        case "toggle":
            pairs = zip(lines[::2], lines[1::2], strict=True)
            return "\n".join(
                f'<details class="wp-block-details"><summary>{question}</summary><p>{answer}</p></details>'
                for question, answer in pairs
            )
        case _:
            return _notes(lines)


def _list(tag: str, lines: list[str]) -> str:
    return f'<{tag} class="wp-block-list">' + "\n".join(f"<li>{line}</li>" for line in lines) + f"</{tag}>"


def _table(block: Block, origin: str) -> str:
    head, *rows = ["".join(f"<{{0}}>{inline(cell, origin)}</{{0}}>" for cell in row) for row in block.rows]
    body = "".join(f"<tr>{row.format('td')}</tr>" for row in rows)
    caption = (
        f'<figcaption class="wp-element-caption">{inline(block.about, origin)}</figcaption>' if block.about else ""
    )
    return (
        f'<figure class="wp-block-table"><table class="has-fixed-layout"><thead><tr>{head.format("th")}</tr></thead>'
        f"<tbody>{body}</tbody></table>{caption}</figure>"
    )


def _notes(lines: list[str]) -> str:
    items = "".join(
        f'<li id="note-{number}">{line} <a href="#note-{number}-link" aria-label="Jump to footnote reference {number}">↩︎</a></li>'
        for number, line in enumerate(lines, 1)
    )
    return f'<ol class="wp-block-footnotes">{items}</ol>'


def _icons(block: Block, origin: str) -> str:
    items = "\n".join(
        f'<li class="elementor-icon-list-item"><span class="elementor-icon-list-icon">{ICON}</span>'
        f'<span class="elementor-icon-list-text">{inline(line, origin)}</span></li>'
        for line in block.lines
    )
    return f'<ul class="elementor-icon-list-items">\n{items}\n</ul>'


def _toggle(block: Block, seed: str, origin: str) -> str:
    number = int.from_bytes(seed.encode()[-3:], "big") % 1000
    items = []
    for tab, (question, answer) in enumerate(zip(block.lines[::2], block.lines[1::2], strict=True), 1):
        name = f"{number}{tab}"
        items.append(
            f'<div class="elementor-toggle-item"><div id="elementor-tab-title-{name}" class="elementor-tab-title" '
            f'data-tab="{tab}" role="button" aria-controls="elementor-tab-content-{name}" aria-expanded="false">'
            f'<span class="elementor-toggle-icon elementor-toggle-icon-left" aria-hidden="true">{ICON}</span>'
            f'<a class="elementor-toggle-title" tabindex="0">{inline(question, origin)}</a></div>'
            f'<div id="elementor-tab-content-{name}" class="elementor-tab-content elementor-clearfix" data-tab="{tab}" '
            f'role="region" aria-labelledby="elementor-tab-title-{name}"><p>{inline(answer, origin)}</p></div></div>'
        )
    return '<div class="elementor-toggle">\n' + "\n".join(items) + "\n</div>"


def _blockquote(block: Block, origin: str) -> str:
    text = "<br>".join(inline(line, origin) for line in block.lines)
    cite = f'<cite class="elementor-blockquote__author">{inline(block.about, origin)}</cite>' if block.about else ""
    return (
        f'<blockquote class="elementor-blockquote"><p class="elementor-blockquote__content">{text}</p>'
        f'<div class="e-q-footer">{cite}</div></blockquote>'
    )
