"""Identity of a text: digests that tell whether two posts, or two versions of one, hold the same content."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archiver.records import Draft

VERSION = "1"  # first character of every content hash: a change of the recipe is not a change of the posts

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


@lru_cache(maxsize=32)  # a post's text is asked for thrice
def normalise_text(text: str) -> str:
    """The text as readers see it: NFKC, without invisible characters, runs of white space as one space.

    Zero-width joiners go too: they carry meaning in Persian and in emoji, but two versions that differ in nothing else
    read the same. For comparing only, never for storing.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    return " ".join(text.split())


def text_hash(text: str) -> str:
    """Digest of a text alone, case and white space aside: 32 hex digits after the version."""
    normalised = normalise_text(text).casefold()
    return VERSION + hashlib.sha256(normalised.encode("utf-8", "replace")).hexdigest()[:32]


def content_hash(draft: Draft) -> str:
    """Digest of what makes a revision: title, text, names of authors, terms, addresses of images, publication day.

    Empty fields are left out, so that a new field does not change the hash of posts that lack it. Order of authors and
    images counts, order of categories and tags does not. Biographies, descriptions, modification times and markup do
    not count: they change without the post being edited.
    """
    content: dict[str, object] = {
        "title": normalise_text(draft.title),
        "text": normalise_text(draft.text),
        "authors": [normalise_text(author.name) for author in draft.authors],
        "categories": sorted({normalise_text(name).casefold() for name in draft.categories}),
        "tags": sorted({normalise_text(name).casefold() for name in draft.tags}),
        "images": [image.url for image in draft.images],
        "published": (draft.published_at or "")[:10],
    }
    stated = {key: value for key, value in content.items() if value}
    encoded = json.dumps(stated, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "replace")
    return VERSION + hashlib.sha256(encoded).hexdigest()[:32]
