"""Where to look first, and what to try where nothing was named: few addresses, the most telling first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver import urls
from archiver.records import Lead, Role, Source

if TYPE_CHECKING:
    from collections.abc import Collection

# The usual places, by how often they are right. WordPress (core, Yoast, Rank Math) redirects /sitemap.xml to its own
# index; the second is for hosts where that redirect is broken, the third for Astro and Gatsby.
_SITEMAPS = ("sitemap.xml", "sitemap_index.xml", "sitemap-index.xml")
# WordPress, Medium; Ghost, Astro, Gatsby; Jekyll, Eleventy; Hexo, Octopress; Hugo; Pelican. Others' pages name theirs.
_FEEDS = ("feed/", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feeds/all.atom.xml")
_FEW = 2  # of the host's own places, where the blog lies below a path


def start(url: str) -> tuple[Lead, ...]:
    """The first two addresses of a site: robots.txt of its host, which names sitemaps, and the page that was named.

    With what these name, most sites need no guesses at all. `url`: where the blog begins.
    """
    address = urls.parse(url)
    if address is None:
        return ()
    return (
        Lead(f"{address.origin}/robots.txt", Source.WELL_KNOWN, url, Role.OTHER),
        Lead(url, Source.SEED, "", Role.UNKNOWN),
    )


def guesses(url: str, found: Collection[Role] = (), tried: Collection[str] = ()) -> tuple[Lead, ...]:
    """The usual places that are still worth a request, best first; ask the first one, then call again.

    found: the roles of the lists that were read and named something (SITEMAP, FEED, API). A site with a sitemap gets no
    guess at sitemaps, one with a feed none at feeds. tried: addresses that were asked already, as `urls.identity` has
    them. For a blog below a path, the places below it come first, then the likeliest of the host.
    """
    address = urls.parse(url)
    if address is None:
        return ()
    below = f"{address.origin}{_folder(address.path)}"
    root = f"{address.origin}/"
    names = [(Role.SITEMAP, name) for name in _SITEMAPS] + [(Role.FEED, name) for name in _FEEDS]
    places = [(role, below + name) for role, name in names]
    if below != root:
        hosts = [(Role.SITEMAP, name) for name in _SITEMAPS[:_FEW]] + [(Role.FEED, name) for name in _FEEDS[:_FEW]]
        places = sorted(places + [(role, root + name) for role, name in hosts], key=lambda place: place[0] is Role.FEED)
    leads = [Lead(place, Source.WELL_KNOWN, url, role) for role, place in places]
    return tuple(lead for lead in leads if still_worth(lead, found) and urls.identity(lead.url) not in tried)


def still_worth(lead: Lead, found: Collection[Role]) -> bool:
    """Whether a lead to a list is still worth its request, given the roles of the lists that were read so far.

    A guess is not once a list of its kind is known. Further pages of a feed are not once REST or another platform's
    list has named every post: they say the same, ten posts a request.
    """
    if lead.source is Source.WELL_KNOWN:
        return lead.role not in found
    if lead.source is Source.FEED and lead.role is Role.FEED:
        return Role.API not in found
    return True


def _folder(path: str) -> str:
    """The folder that a blog lies in: /blog and /blog/ and /blog/index.html are all /blog/."""
    last = path.rstrip("/").rpartition("/")[2]
    return path.rpartition("/")[0] + "/" if "." in last and not path.endswith("/") else path.rstrip("/") + "/"
