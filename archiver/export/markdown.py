"""markdown: a folder with a file a post: YAML front matter, then the post's Markdown.

The flavours differ in what their programs read and in what they would run:

| flavour  | file                      | links between posts | kept from being run          |
|----------|---------------------------|---------------------|------------------------------|
| plain    | DATE-SLUG.md              | to the file         |                              |
| hugo     | DATE-SLUG.md              | relref              | shortcodes in a post's text  |
| jekyll   | _posts/DATE-SLUG.md       | to the permalink    | Liquid in a post's text      |
| obsidian | DATE-SLUG.md              | to the file         | blanks in tags (not allowed) |

A post without a date has no DATE; Jekyll takes it as a draft. Strings of the front matter are always quoted: YAML 1.1
and 1.2 readers disagree on what a bare `no`, `0o14` or `1e3` is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from archiver.export.dates import day, moment
from archiver.export.links import InnerLinks
from archiver.export.names import slug

if TYPE_CHECKING:
    from archiver.export.folders import Folder
    from archiver.export.options import ExportOptions
    from archiver.export.selection import Selection
    from archiver.store import PostRecord

_ONE_LINE = 1 << 30
_TIME = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)?)?")
_FENCE = re.compile(r"(^ {0,3}```.*?(?:^ {0,3}```+[ \t]*$|\Z))", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<=\]\()<?(https?://[^\s<>()]+)>?(?=[)\s])")
_SHORTCODE = re.compile(r"\{\{([<%])(.*?)([>%])\}\}", re.DOTALL)
_OPEN_SHORTCODE = re.compile(r"\{\{(?=[<%](?!/\*))")
_NOT_IN_OBSIDIAN_TAGS = re.compile(r"[^\w/-]+")


def write(selection: Selection, folder: Folder, options: ExportOptions) -> None:
    """Write a file a post, after going through the posts once for their names."""
    flavour = options.flavour or "plain"
    inner = InnerLinks(folder.scratch.map(int, str))
    for post in selection.outline():
        name = folder.name_post(post.id, stem(post, ascii_only=options.ascii_only))
        for url in (post.url, *post.aliases):
            inner.add(url, name)
    for post in selection.posts():
        name = folder.name_post(post.id, stem(post, ascii_only=options.ascii_only))
        content = f"---\n{_front_matter(post, name, flavour)}---\n\n{_body(post, name, flavour, inner)}\n"
        folder.write(_place(name, flavour), content.encode())


def stem(post: PostRecord, *, ascii_only: bool) -> str:
    """The file name that a post would have if it were alone: DATE-SLUG."""
    name = slug(post.title, ascii_only=ascii_only)
    published = day(post.published_at)
    return f"{published}-{name}" if published else name


def _place(name: str, flavour: str) -> str:
    if flavour != "jekyll":
        return f"{name}.md"
    return f"_posts/{name}.md" if day(name) else f"_drafts/{name}.md"


class _Dumper(yaml.SafeDumper):
    """Writes strings quoted, keys and times plain."""


class _Key(str):
    """A name that we gave."""

    __slots__ = ()


class _Time(str):
    """A time that every reader of YAML knows as one."""

    __slots__ = ()


_Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))
_Dumper.add_representer(_Key, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text))
_Dumper.add_representer(_Time, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:timestamp", text))
_TIMES = {"date", "lastmod", "created", "modified", "last_modified_at", "archived_at"}


def _front_matter(post: PostRecord, name: str, flavour: str) -> str:
    entries = {
        _Key(key): _Time(value) if key in _TIMES and _is_time(value) else value
        for key, value in _entries(post, name, flavour).items()
        if value not in (None, [], "")
    }
    stated = {_Key("title"): post.title, **entries}
    return yaml.dump(stated, Dumper=_Dumper, allow_unicode=True, width=_ONE_LINE, sort_keys=False)


def _entries(post: PostRecord, name: str, flavour: str) -> dict[str, Any]:
    tags = list(post.tags)
    shared: dict[str, Any] = {
        "description": post.description,
        "authors": [author.name for author in post.authors],
        "categories": list(post.categories),
        "original_url": post.url,
        "language": post.language,
        "archived_at": post.last_seen_at.isoformat(),
    }
    if flavour == "obsidian":
        tags = list(dict.fromkeys(_NOT_IN_OBSIDIAN_TAGS.sub("-", tag).strip("-") for tag in tags))
        return {"created": post.published_at, "modified": post.modified_at, "tags": tags, **shared}
    if flavour == "jekyll":
        own = {"layout": "post", "last_modified_at": post.modified_at, "render_with_liquid": False}
        return {"date": post.published_at, **own, "permalink": f"/{_permalink(name)}/", "tags": tags, **shared}
    return {"date": post.published_at, "lastmod": post.modified_at, "tags": tags, **shared}


def _body(post: PostRecord, name: str, flavour: str, inner: InnerLinks) -> str:
    def point(match: re.Match[str]) -> str:
        found = inner.find(match[1])
        if found is None:
            return match[0]
        other, fragment = found
        if flavour == "hugo":
            return f'{{{{< relref "{other}.md{fragment}" >}}}}'
        if flavour == "jekyll":
            return f"{'../' * (_permalink(name).count('/') + 1)}{_permalink(other)}/{fragment}"
        return f"{other}.md{fragment}"

    text = post.markdown or post.text
    if flavour == "hugo":
        text = _SHORTCODE.sub(r"{{\1/*\2*/\3}}", text)
        text = _OPEN_SHORTCODE.sub(r"{\\{", text)
    parts = _FENCE.split(text)  # outside, fence, outside, …
    return "".join(part if index % 2 else _LINK.sub(point, part) for index, part in enumerate(parts))


def _is_time(text: str) -> bool:
    return _TIME.fullmatch(text) is not None and moment(text) is not None


def _permalink(name: str) -> str:
    return f"{name[:10].replace('-', '/')}/{name[11:]}" if day(name) else name
