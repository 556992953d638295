"""A post that is split over several pages (`<!--nextpage-->`): one text again."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.records import Draft

MOST_PARTS = 50  # pages of one post: more are a listing's, or a trap's
_NUMBERED = re.compile(r"^(?P<first>https?://[^?#]+?)/(?:page[-/])?(?P<number>\d{1,2})/?$")


def first_page(url: str) -> tuple[str, int] | None:
    """The address that a numbered one may continue, and its number: /title/2/ and /?p=7&page=2; None for others.

    Only the form is looked at: whether the two are one post, their titles tell.
    """
    match = _NUMBERED.match(url)
    if match is not None:
        first, number = match["first"] + "/", int(match["number"])
    else:
        parts = urlsplit(url)
        query = parse_qsl(parts.query, keep_blank_values=True)
        numbers = [value for name, value in query if name == "page" and value.isdecimal()]
        if len(numbers) != 1 or len(query) == 1:
            return None
        rest = "&".join(f"{name}={value}" for name, value in query if name != "page")
        first, number = parts._replace(query=rest).geturl(), int(numbers[0])
    is_below_the_root = urlsplit(first).path.strip("/") or urlsplit(first).query
    return (first, number) if is_below_the_root and 1 < number <= MOST_PARTS else None


def joined(first: Draft, others: Sequence[Draft]) -> Draft:
    """The whole post: the first page's fields, and every page's text, markup, images and links in order."""
    drafts = (first, *others)
    return replace(
        first,
        text="\n".join(draft.text for draft in drafts if draft.text),
        markdown="\n\n".join(draft.markdown for draft in drafts if draft.markdown),
        html="\n".join(draft.html for draft in drafts if draft.html),
        images=tuple(dict.fromkeys(image for draft in drafts for image in draft.images)),
        links=tuple(link for draft in drafts for link in draft.links),
    )
