"""wxr: a WordPress export file (WXR 1.2) that WordPress' importer takes back.

Posts with their dates, authors, categories and tags; images as attachments with their addresses, which the importer
fetches when asked to. Authors and terms stand before the posts, so the posts are gone through twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC
from email.utils import format_datetime
from itertools import count
from typing import IO, TYPE_CHECKING, NamedTuple

from archiver import __version__
from archiver.export.dates import moment
from archiver.export.names import Names, slug
from archiver.export.xml import Document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from archiver.export.options import ExportOptions
    from archiver.export.selection import Selection
    from archiver.store import PostRecord
    from archiver.store.rows import PostImage

NAMESPACES = {
    "xmlns:excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:wp": "http://wordpress.org/export/1.2/",
}
_TERM_TAGS = (
    ("category", "wp:category", "wp:category_nicename", "wp:cat_name"),
    ("post_tag", "wp:tag", "wp:tag_slug", "wp:tag_name"),
)
_LOGIN_BYTES = 50  # WordPress cuts a login at 60 characters
_TERM_BYTES = 180  # and the slug of a term at 200


@dataclass(slots=True)
class _Vocabulary:
    """The logins and slugs that stand for names; attachment_ids: free numbers behind those of the posts."""

    logins: Names[str] = field(default_factory=Names)
    terms: dict[str, Names[str]] = field(default_factory=lambda: {"category": Names(), "post_tag": Names()})
    last_id: int = 0

    def learn(self, post: PostRecord) -> None:
        self.last_id = max(self.last_id, post.id)
        for author in post.authors:
            self.login(author.name)
        for domain, name in _terms(post):
            self.nicename(domain, name)

    def login(self, name: str) -> str:
        return self.logins.assign(name, slug(name, ascii_only=True, max_bytes=_LOGIN_BYTES))

    def nicename(self, domain: str, name: str) -> str:
        return self.terms[domain].assign(name, slug(name, max_bytes=_TERM_BYTES))


class _Entry(NamedTuple):
    """What posts and attachments have in common."""

    number: int
    title: str
    url: str
    kind: str
    status: str


def write(selection: Selection, stream: IO[bytes], _: ExportOptions) -> None:
    """Write one import file."""
    vocabulary = _Vocabulary()
    for post in selection.outline():
        vocabulary.learn(post)
    attachment_ids = count(vocabulary.last_id + 1)
    out = Document(stream)
    with out.inside("rss", {"version": "2.0", **NAMESPACES}), out.inside("channel"):
        _head(out, selection, vocabulary)
        for post in selection.posts():
            with out.inside("item"):
                _post(out, post, vocabulary)
            for image in post.images:
                with out.inside("item"):
                    _attachment(out, next(attachment_ids), post, image)


def _head(out: Document, selection: Selection, vocabulary: _Vocabulary) -> None:
    home = selection.home() or ""
    out.add("title", selection.title())
    out.add("link", home)
    out.add("description", f"Archived by blog-archiver {__version__}")
    out.add("wp:wxr_version", "1.2")
    out.add("wp:base_site_url", home)
    out.add("wp:base_blog_url", home)
    for number, (name, login) in enumerate(vocabulary.logins.given().items(), 1):
        with out.inside("wp:author"):
            out.add("wp:author_id", str(number))
            out.add_data("wp:author_login", login)
            out.add_data("wp:author_display_name", str(name))
    for domain, tag, nicename_tag, name_tag in _TERM_TAGS:
        for number, (name, nicename) in enumerate(vocabulary.terms[domain].given().items(), 1):
            with out.inside(tag):
                out.add("wp:term_id", str(number))
                out.add_data(nicename_tag, nicename)
                out.add_data(name_tag, str(name))


def _post(out: Document, post: PostRecord, vocabulary: _Vocabulary) -> None:
    _entry(out, _Entry(post.id, post.title, post.url, "post", "publish"), moment(post.published_at))
    out.add_data("dc:creator", vocabulary.login(post.authors[0].name) if post.authors else "")
    out.add_data("content:encoded", post.html or post.text)
    out.add_data("excerpt:encoded", post.description or "")
    modified = moment(post.modified_at)
    if modified:
        out.add("wp:post_modified", _local(modified))
        out.add("wp:post_modified_gmt", _local(modified.astimezone(UTC)))
    for domain, name in _terms(post):
        out.add_data("category", name, {"domain": domain, "nicename": vocabulary.nicename(domain, name)})
    for author in post.authors[1:]:  # WordPress knows one author a post
        _meta(out, "archiver_author", author.name)


def _attachment(out: Document, number: int, post: PostRecord, image: PostImage) -> None:
    title = image.alt or image.url.rpartition("/")[2]
    _entry(out, _Entry(number, title, image.url, "attachment", "inherit"), moment(post.published_at))
    out.add_data("excerpt:encoded", image.caption)
    out.add("wp:post_parent", str(post.id))
    out.add_data("wp:attachment_url", image.url)
    if image.alt:
        _meta(out, "_wp_attachment_image_alt", image.alt)


def _entry(out: Document, entry: _Entry, published: datetime | None) -> None:
    out.add_data("title", entry.title)
    out.add("link", entry.url)
    out.add("guid", entry.url, {"isPermaLink": "false"})
    out.add("wp:post_id", str(entry.number))
    if published:
        out.add("pubDate", format_datetime(published))
        out.add("wp:post_date", _local(published))
        out.add("wp:post_date_gmt", _local(published.astimezone(UTC)))
    out.add_data("wp:post_name", slug(entry.title))
    out.add_data("wp:status", entry.status)
    out.add_data("wp:post_type", entry.kind)
    out.add_data("wp:comment_status", "closed")
    out.add_data("wp:ping_status", "closed")


def _terms(post: PostRecord) -> Iterator[tuple[str, str]]:
    yield from (("category", name) for name in post.categories)
    yield from (("post_tag", name) for name in post.tags)


def _meta(out: Document, key: str, value: str) -> None:
    with out.inside("wp:postmeta"):
        out.add_data("wp:meta_key", key)
        out.add_data("wp:meta_value", value)


def _local(when: datetime) -> str:
    return when.replace(tzinfo=None).isoformat(" ", "seconds")
