"""jsonfeed: the posts as a JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

import msgspec

from archiver.export.dates import moment, rfc3339
from archiver.export.markup import language_or, web_address

if TYPE_CHECKING:
    from archiver.export.options import ExportOptions
    from archiver.export.selection import Selection
    from archiver.store import PostRecord

VERSION = "https://jsonfeed.org/version/1.1"


def write(selection: Selection, stream: IO[bytes], _: ExportOptions) -> None:
    """Write one feed, an item a line."""
    home = selection.home()
    head = {"version": VERSION, "title": selection.title(), **({"home_page_url": home} if home else {})}
    stream.write(msgspec.json.encode(head)[:-1] + b',"items":[')
    separator = b"\n"
    for post in selection.posts():
        stream.write(separator + msgspec.json.encode(_item(post)))
        separator = b",\n"
    stream.write(b"\n]}\n")


def _item(post: PostRecord) -> dict[str, Any]:
    published, modified = moment(post.published_at), moment(post.modified_at)
    tags = list(dict.fromkeys((*post.categories, *post.tags)))
    item: dict[str, Any] = {
        "id": post.url,
        "url": web_address(post.url) or None,
        "title": post.title,
        "content_html": post.html or None,
        "content_text": post.text,
        "summary": post.description,
        "image": next(filter(None, (web_address(image.url) for image in post.images)), None),
        "date_published": rfc3339(published) if published else None,
        "date_modified": rfc3339(modified) if modified else None,
        "authors": [_person(author.name, author.url) for author in post.authors],
        "tags": tags,
        "language": language_or(post.language, None),
    }
    return {name: value for name, value in item.items() if value not in (None, [])}


def _person(name: str, url: str | None) -> dict[str, str]:
    address = web_address(url) if url else ""
    return {"name": name, "url": address} if address else {"name": name}
