"""Whether a page's canonical link can be believed: it is evidence, and often a theme's mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver import urls
from archiver.profile import shapes
from archiver.profile.kinds import LISTINGS, Kind

if TYPE_CHECKING:
    from archiver.page import Page
    from archiver.profile.addresses import AddressGrammar

_NEVER = LISTINGS | {Kind.COMMENTS, Kind.FEED, Kind.API, Kind.MEDIA, Kind.FORM, Kind.SITEMAP}


def believable_canonical(page: Page, grammar: AddressGrammar) -> str | None:
    """The address that a post's page names as its own, where that may be true; None where it is missing or wrong.

    Wrong are: several that differ; one without a scheme or a leading slash, which resolves to nonsense; the home page
    or a listing; a page of comments, as some block themes print it; another host; an address that three pages and more
    claim (`grammar.canonicals`); a shape of address that this site, or any blog, does not keep posts at.
    """
    named = list(page.related("canonical"))
    href = (named[0].element.get("href") or "").strip().lower() if named else ""
    if len({link.url for link in named}) > 1 or not href.startswith(("http://", "https://", "/")):
        return None
    if not _is_of_host(named[0].url, page.url):
        return None
    key = urls.identity(named[0].url)
    if key == urls.identity(page.url):
        return urls.clean(named[0].url)
    shape = shapes.shape_of(named[0].url)
    if key in grammar.canonicals or shape in {"/", "/{lang}"} or grammar.kind(named[0].url).kind in _NEVER:
        return None
    return urls.clean(named[0].url)


def _is_of_host(url: str, own: str) -> bool:
    """Whether an address is on the host of another; with "www." and without are one."""
    first, second = urls.parse(url), urls.parse(own)
    if first is None or second is None:
        return False
    return (first.host.removeprefix("www."), first.port) == (second.host.removeprefix("www."), second.port)
